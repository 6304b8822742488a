//! The network that an address belongs to, as far as rules tell networks apart.

use ipnet::IpNet;
use std::net::IpAddr;

/// The /24 of an IPv4 address, one that is written as IPv6 included, and the /48 of an IPv6 address.
#[must_use]
pub fn network_of(address: IpAddr) -> IpNet {
    let address = address.to_canonical();
    let prefix = if address.is_ipv4() { 24 } else { 48 };
    IpNet::new_assert(address, prefix).trunc()
}
