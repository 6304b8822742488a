//! S09: IP address is malformed, or not a public IPv4 one.

use super::{Check, Page, Reads, Rule};
use crate::finding::{Code, Severity};
use std::net::{IpAddr, Ipv4Addr};

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "`ip_address` is neither an IPv4 nor an IPv6 address. A valid IPv6 or private address is a note.",
        why: "The address says where a request came from. A private address does not: it is only meaningful inside some network.",
        example: "\"ip_address\":\"10.0.0.7\"",
        act: "For a malformed address, export the archive again. For a private one, find out which proxy or private space it belongs to.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S09)
};

/// What is to be said of an address, if anything.
pub(in crate::validate) fn address(text: &str) -> Option<(Severity, &'static str)> {
    match text.parse::<IpAddr>() {
        Err(_) => Some((Severity::Warning, "neither an IPv4 nor an IPv6 address")),
        Ok(IpAddr::V6(_)) => Some((
            Severity::Note,
            "an IPv6 address, where the schema of the service knows IPv4",
        )),
        Ok(IpAddr::V4(address)) if is_internal(address) => Some((
            Severity::Note,
            "a private address, which says nothing about where the request came from",
        )),
        Ok(IpAddr::V4(_)) => None,
    }
}

/// Addresses that no request from outside can have.
fn is_internal(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || (first == 100 && (64..128).contains(&second))
}
