//! `--ip`: addresses and networks of both families.

use crate::error::{Error, Result};
use ipnet::{IpNet, Ipv4Net};
use std::net::IpAddr;

/// Networks, by the rules of [`Patterns`](super::names::Patterns); an address is a network with a full
/// prefix.
#[derive(Debug, Clone, Default)]
pub(super) struct Networks(Vec<Network>);

/// A network whose addresses are taken or left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Network {
    leaves_out: bool,
    net: IpNet,
}

impl Networks {
    pub(super) fn new(values: &[String]) -> Result<Self> {
        let mut networks: Vec<_> = values
            .iter()
            .map(|value| Network::new(value))
            .collect::<Result<_>>()?;
        networks.sort_by_cached_key(Network::shown);
        networks.dedup();
        Ok(Self(networks))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is no address is in no network.
    pub(super) fn accept(&self, address: Option<&str>) -> bool {
        if self.is_empty() {
            return true;
        }
        let address = address.and_then(|text| text.parse::<IpAddr>().ok());
        let meets = |network: &&Network| address.is_some_and(|address| network.meets(address));
        let (out, taken): (Vec<_>, Vec<_>) = self.0.iter().partition(|network| network.leaves_out);
        (taken.is_empty() || taken.iter().any(meets)) && !out.iter().any(meets)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Network> {
        self.0.iter()
    }

    pub(super) fn view(&self) -> Vec<String> {
        self.0.iter().map(Network::shown).collect()
    }
}

impl Network {
    fn new(value: &str) -> Result<Self> {
        let (leaves_out, text) = match value.strip_prefix('!') {
            Some(text) => (true, text),
            None => (false, value),
        };
        let net = network(text).ok_or_else(|| {
            Error::Usage(format!("--ip {value}: neither an address nor a network")).hint(
                "write, for example, 203.0.113.7, 203.0.113.0/24, 2001:db8::/32 or, to leave addresses out, '!10.0.0.0/8'",
            )
        })?;
        Ok(Self { leaves_out, net })
    }

    /// Whether the address is in it. An IPv4 address inside IPv6 is looked for in both families.
    pub(super) fn meets(&self, address: IpAddr) -> bool {
        self.net.contains(&address.to_canonical()) || self.net.contains(&address)
    }

    /// As it is given, normalised.
    pub(super) fn shown(&self) -> String {
        let sign = if self.leaves_out { "!" } else { "" };
        format!("{sign}{}", shown(&self.net))
    }
}

/// As people write it: an address has no prefix.
pub(crate) fn shown(network: &IpNet) -> String {
    if network.prefix_len() == network.max_prefix_len() {
        network.addr().to_string()
    } else {
        network.to_string()
    }
}

/// Reads an address or a network. Host bits are cut off; IPv4 inside IPv6 becomes IPv4.
pub(crate) fn network(text: &str) -> Option<IpNet> {
    let network = match text.parse::<IpAddr>() {
        Ok(address) => IpNet::from(address),
        Err(_) => text.parse().ok()?,
    };
    let IpNet::V6(six) = network else {
        return Some(network.trunc());
    };
    let mapped = six
        .addr()
        .to_ipv4_mapped()
        .zip(six.prefix_len().checked_sub(96))
        .and_then(|(address, prefix)| Ipv4Net::new(address, prefix).ok());
    Some(mapped.map_or(network, IpNet::V4).trunc())
}
