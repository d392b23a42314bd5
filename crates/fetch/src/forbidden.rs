//! Which IP addresses content may not lead to: those of the IANA special-purpose registries (RFC 6890) that the
//! public net does not route, also where they hide inside an IPv6 address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// True for an address that content may not name.
pub(crate) fn forbids(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => forbids_v4(ip),
        IpAddr::V6(ip) => forbids_v6(ip),
    }
}

/// True where the host is written as such an address. Decimal, octal and hexadecimal spellings are already
/// unravelled by [`Url`]; names are judged when they are resolved.
pub(crate) fn forbids_literal(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => forbids_v4(ip),
        Some(Host::Ipv6(ip)) => forbids_v6(ip),
        Some(Host::Domain(_)) => crate::address::is_loopback(url),
        None => true,
    }
}

fn forbids_v4(ip: Ipv4Addr) -> bool {
    match ip.octets() {
        [0 | 10 | 127 | 224..=255, ..] => true,
        [100, 64..=127, ..] | [169, 254, ..] | [172, 16..=31, ..] | [192, 168, ..] | [198, 18..=19, ..] => {
            true
        }
        [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        // Azure's metadata service lies within the public range.
        [168, 63, 129, 16] => true,
        _ => false,
    }
}

fn forbids_v6(ip: Ipv6Addr) -> bool {
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        forbids_v4(Ipv4Addr::new(a, b, c, d))
    };
    match ip.segments() {
        // NAT64 (RFC 6052) and 6to4 (RFC 3056) lead to the IPv4 address inside.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => inner(high, low),
        // IPv4-mapped (RFC 4291, 2.5.5.2): the socket speaks IPv4.
        [0, 0, 0, 0, 0, 0xffff, high, low] => inner(high, low),
        // ISATAP (RFC 5214).
        [.., 0 | 0x200, 0x5efe, high, low] if inner(high, low) => true,
        // Protocol assignments with Teredo (RFC 4380), and the documentation's own.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => true,
        // All that is routed is within 2000::/3; the rest is loopback, link-local, unique local, multicast …
        [first, ..] => first & 0xe000 != 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_nets_are_forbidden_however_they_are_spelt() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "168.63.129.16",
            "localhost",
            "localhost.",
            "a.localhost",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[::127.0.0.1]",
            "[64:ff9b::10.0.0.1]",
            "[64:ff9b:1::1]",
            "[2002:7f00:1::]",
            "[2001::1]",
            "[2001:db8::1]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[fe80::1]",
            "[ff02::1]",
            "[2a00:1450::5efe:10.0.0.1]",
            "１２７.0.0.1",
            "127。0。0。1",
        ] {
            let url = Url::parse(&format!("http://{host}/")).unwrap();
            assert!(forbids_literal(&url), "{host}");
        }
    }

    #[test]
    fn public_addresses_are_not() {
        for host in [
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.1.1",
            "223.255.255.255",
            "[2a00:1450:4010::1]",
            "[2001:4860:4860::8888]",
            "[64:ff9b::8.8.8.8]",
            "[2002:808:808::1]",
            "[::ffff:8.8.8.8]",
            "example.org",
        ] {
            let url = Url::parse(&format!("http://{host}/")).unwrap();
            assert!(!forbids_literal(&url), "{host}");
        }
    }
}
