//! `--ip`: addresses and networks of both families.

use crate::error::{Error, Result};
use ipnet::{IpNet, Ipv4Net};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Networks; an address is one with a full prefix.
#[derive(Debug, Clone, Default)]
pub(super) struct Networks(Vec<IpNet>);

impl Networks {
    pub(super) fn new(values: &[String]) -> Result<Self> {
        let read = |value: &String| {
            network(value).ok_or_else(|| {
                Error::Usage(format!(
                    "--ip {value}: neither an address nor a network; write for example 203.0.113.7, 203.0.113.0/24 \
                     or 2001:db8::/32"
                ))
            })
        };
        let networks: BTreeSet<_> = values.iter().map(read).collect::<Result<_>>()?;
        Ok(Self(networks.into_iter().collect()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An IPv4 address inside IPv6 is looked for in both families.
    pub(super) fn accepts(&self, address: Option<&str>) -> bool {
        if self.is_empty() {
            return true;
        }
        let Some(address) = address.and_then(|text| text.parse::<IpAddr>().ok()) else {
            return false;
        };
        let canonical = address.to_canonical();
        self.0
            .iter()
            .any(|network| network.contains(&canonical) || network.contains(&address))
    }

    pub(super) fn view(&self) -> Vec<String> {
        let mut view: Vec<_> = self.0.iter().map(shown).collect();
        view.sort_unstable();
        view
    }
}

fn shown(network: &IpNet) -> String {
    if network.prefix_len() == network.max_prefix_len() {
        network.addr().to_string()
    } else {
        network.to_string()
    }
}

/// Host bits are cut off; IPv4 inside IPv6 becomes IPv4.
fn network(text: &str) -> Option<IpNet> {
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
