//! Which addresses are on the public internet. Everything else is refused: new special ranges appear, and the safe
//! answer is no.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Ranges of IPv4 that are not the public internet (IANA's special-purpose registry, RFC 6890 and later): first
/// address and length of prefix.
const SPECIAL_V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),       // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // carrier-grade NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // this machine
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local, and the clouds' metadata service
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4 relays, gone
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // measuring
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, and broadcast
];

/// Ranges inside the global unicast space of IPv6 that are special all the same.
const SPECIAL_V6: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments, Teredo among them
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4: holds an IPv4 address, and is gone
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// The part of IPv6 that is given out at all; loopback, private, link-local, multicast and mapped addresses lie
/// outside it.
const GLOBAL_UNICAST: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// IPv4 behind a translator (NAT64, RFC 6052). A server without IPv4 of its own reaches everybody through it, so what
/// it holds is judged.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether this is an address of the public internet: not private, loopback, link-local, carrier-grade NAT, multicast,
/// documentation or reserved, also when written as an IPv4 address inside an IPv6 one.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match embedded_v4(ip) {
            Some(inner) => is_public_v4(inner),
            None => within_v6(ip, GLOBAL_UNICAST) && !SPECIAL_V6.iter().any(|range| within_v6(ip, *range)),
        },
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !SPECIAL_V4
        .iter()
        .any(|&(first, bits)| ip.to_bits() >> (32 - bits) == first.to_bits() >> (32 - bits))
}

fn within_v6(ip: Ipv6Addr, (first, bits): (Ipv6Addr, u32)) -> bool {
    ip.to_bits() >> (128 - bits) == first.to_bits() >> (128 - bits)
}

/// The IPv4 address that a mapped or translated IPv6 address leads to.
fn embedded_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    if within_v6(ip, NAT64) {
        let [.., a, b, c, d] = ip.octets();
        return Some(Ipv4Addr::new(a, b, c, d));
    }
    ip.to_ipv4_mapped()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_of_addresses() {
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450:400e:80c::200a",
            "2001:200::1",
            "2001:4860:4860::8888",
            "64:ff9b::8.8.8.8",
            "::ffff:8.8.8.8",
        ];
        for text in public {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
        let special = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::127.0.0.1",
            "64:ff9b::192.168.1.1",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for text in special {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
    }

    /// The first 16 bits of an address, interesting ones drawn often.
    fn often_special() -> impl Strategy<Value = u16> {
        prop_oneof![any::<u16>(), Just(0), Just(0xfe80), Just(0xfd00), Just(0xff02)]
    }

    proptest! {
        /// However an IPv4 address is wrapped, the answer is the same.
        #[test]
        fn wrapping_changes_nothing(bits: u32) {
            let plain = Ipv4Addr::from_bits(bits);
            let nat64 = Ipv6Addr::from_bits(NAT64.0.to_bits() | u128::from(bits));
            prop_assert_eq!(is_public(plain.into()), is_public(plain.to_ipv6_mapped().into()));
            prop_assert_eq!(is_public(plain.into()), is_public(nat64.into()));
        }

        /// What the standard library knows as special is never public.
        #[test]
        fn agrees_with_the_standard_library_v4(bits: u32) {
            let ip = Ipv4Addr::from_bits(bits);
            let inside = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified();
            let special = inside || ip.is_multicast() || ip.is_documentation() || ip.is_broadcast();
            prop_assert!(!(special && is_public(ip.into())), "{}", ip);
        }

        /// The same for IPv6.
        #[test]
        fn agrees_with_the_standard_library_v6(first in often_special(), rest: u128) {
            let ip = Ipv6Addr::from_bits((u128::from(first) << 112) | (rest >> 16));
            let inside = ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local();
            let special = inside || ip.is_multicast();
            prop_assert!(!(special && is_public(ip.into())), "{}", ip);
        }

        /// Every address of every range is refused, not only the ones in the table.
        #[test]
        fn every_address_of_a_special_range_is_refused(range in 0..SPECIAL_V4.len(), inside: u32) {
            let (first, bits) = SPECIAL_V4[range];
            let ip = Ipv4Addr::from_bits(first.to_bits() | (inside >> bits));
            prop_assert!(!is_public(ip.into()), "{}", ip);
        }
    }
}
