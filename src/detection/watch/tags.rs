//! What the watch has to know of names while it observes.

use crate::identity::Dimension;
use crate::policy::{Kind, Policy};
use std::net::IpAddr;

/// An actor that is a service account.
pub(super) const SERVICE: u64 = 1;
/// An app that is protected.
pub(super) const PROTECTED: u64 = 1;
/// An app of which it is not known.
const UNKNOWN: u64 = 2;
/// An address of a known network.
pub(super) const KNOWN: u64 = 1 << 63;
const V4: u64 = 1 << 56;
const V6: u64 = 2 << 56;

/// What a name is to the watch: what [`Reading::tagger`](crate::reading::Reading::tagger) asks.
#[must_use]
pub fn tag(policy: &Policy, dimension: Dimension, id: Option<&str>, label: Option<&str>) -> u64 {
    let Some(label) = label else {
        // An app without a name may be protected.
        let unknown = dimension == Dimension::App && id.is_some();
        return u64::from(unknown) * UNKNOWN;
    };
    match dimension {
        Dimension::Actor => u64::from(policy.kind_of(Some(label)) == Kind::Service) * SERVICE,
        Dimension::App => u64::from(policy.is_protected(label) == Some(true)) * PROTECTED,
        Dimension::Ip => label
            .parse()
            .map_or(0, |address| network(address) | known(policy, address)),
        Dimension::Event | Dimension::Team | Dimension::Account => 0,
    }
}

fn known(policy: &Policy, address: IpAddr) -> u64 {
    u64::from(policy.network_known(address) == Some(true)) * KNOWN
}

/// The /24 or /48 of an address as a number, never zero. IPv4 inside IPv6 is IPv4.
fn network(address: IpAddr) -> u64 {
    match address.to_canonical() {
        IpAddr::V4(address) => V4 | u64::from(address.to_bits() >> 8),
        IpAddr::V6(address) => V6 | (address.to_bits() >> 80) as u64,
    }
}

/// The network as people write it.
pub(super) fn shown(network: u64) -> String {
    let bits = network & (V4 - 1);
    if network & V6 == 0 {
        #[expect(clippy::cast_possible_truncation, reason = "24 bits")]
        let address = std::net::Ipv4Addr::from_bits((bits << 8) as u32);
        format!("{address}/24")
    } else {
        let address = std::net::Ipv6Addr::from_bits(u128::from(bits) << 80);
        format!("{address}/48")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_the_first_three_bytes_or_the_first_six() {
        let policy = "[policy]\nknown_networks = [\"198.51.100.0/25\", \"2001:db8:1::/48\"]\n";
        let policy = Policy::from_toml(policy).expect("a policy");
        for (address, network, is_known) in [
            ("198.51.100.7", "198.51.100.0/24", true),
            ("198.51.100.200", "198.51.100.0/24", false),
            ("::ffff:198.51.100.7", "198.51.100.0/24", true),
            ("0.0.0.0", "0.0.0.0/24", false),
            ("2001:db8:1:2::3", "2001:db8:1::/48", true),
            ("2001:db8:2:2::3", "2001:db8:2::/48", false),
            ("::1", "::/48", false),
        ] {
            let tag = tag(&policy, Dimension::Ip, None, Some(address));
            assert_eq!(shown(tag & !KNOWN), network);
            assert_eq!(tag & KNOWN != 0, is_known, "{address}");
        }
        for none in ["", "10.0.0.1/24", "nothing", "10.0.0.256"] {
            assert_eq!(tag(&policy, Dimension::Ip, None, Some(none)), 0, "{none}");
        }
        assert_eq!(tag(&policy, Dimension::Ip, None, None), 0);
    }
}
