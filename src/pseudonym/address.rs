//! Addresses, in the one form that each has.

use ipnet::IpNet;
use std::net::IpAddr;

/// Bits of the network that an address is told to be of.
const NETWORK_V4: u8 = 24;
const NETWORK_V6: u8 = 48;

/// An address or a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    Host { host: String, net: String },
    Network(String),
}

impl Address {
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Ok(ip) = text.parse::<IpAddr>() {
            let ip = ip.to_canonical();
            let bits = match ip {
                IpAddr::V4(_) => NETWORK_V4,
                IpAddr::V6(_) => NETWORK_V6,
            };
            let net = IpNet::new(ip, bits).ok()?.trunc().to_string();
            return Some(Self::Host {
                host: ip.to_string(),
                net,
            });
        }
        let net = text.parse::<IpNet>().ok()?;
        match net.prefix_len() == net.max_prefix_len() {
            true => Self::parse(&net.addr().to_string()),
            false => Some(Self::Network(net.trunc().to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_one_form_and_one_network() {
        let host = |text: &str| match Address::parse(text) {
            Some(Address::Host { host, net }) => (host, net),
            other => panic!("{text}: {other:?}"),
        };
        for (texts, net) in [
            (
                &["203.0.113.7", "::ffff:203.0.113.7", "203.0.113.7/32"][..],
                "203.0.113.0/24",
            ),
            (
                &["2001:DB8:1:2::1", "2001:db8:1:2:0:0:0:1"],
                "2001:db8:1::/48",
            ),
        ] {
            for text in texts {
                assert_eq!(host(text), (host(texts[0]).0, net.to_owned()));
            }
        }
        let net = Some(Address::Network("203.0.113.0/24".to_owned()));
        assert_eq!(Address::parse("203.0.113.9/24"), net);
        assert_eq!(Address::parse("203.0.113"), None);
    }
}
