//! Where calls may go: https, a public name or address, no user name, no other port than the owner set.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address may be called.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn check(url: &str) -> Result<(), String> {
    let rest = url
        .strip_prefix("https://")
        .ok_or("found another scheme, expected https")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') || url.contains('\\') || url.chars().any(char::is_control) {
        return Err("found a user name or a control character, expected a plain address".into());
    }
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    let local = ["localhost", "local", "internal", "home", "lan"];
    if !name.contains('.') && !name.contains(':')
        || local
            .iter()
            .any(|zone| name == *zone || name.ends_with(&format!(".{zone}")))
    {
        return Err(format!(
            "found the local name {name}, expected a public one"
        ));
    }
    // Browsers and runtimes also read "0x7f.1" and "2130706433" as addresses: what looks like a number must be one.
    let numeric = name.split('.').next_back().is_some_and(|last| {
        last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit())
    });
    match name.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) if !is_public_v4(address) => Err(format!(
            "found the private address {address}, expected a public one"
        )),
        Ok(IpAddr::V6(address)) if !is_public_v6(address) => Err(format!(
            "found the private address {address}, expected a public one"
        )),
        Ok(_) => Ok(()),
        Err(_) if numeric => Err(format!(
            "found {name}, expected a name or an ordinary address"
        )),
        Err(_) => Ok(()),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        // Carrier-grade NAT, benchmarking, and what is reserved.
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (18..20).contains(&b))
        || a >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, ..] = address.segments();
    match address.to_ipv4_mapped() {
        Some(mapped) => is_public_v4(mapped),
        // 2000::/3 is all that is routed to the public.
        None => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_https_is_called() {
        for url in [
            "https://crm.example/api",
            "https://crm.example:8443/x?y#z",
            "https://93.184.216.34/",
            "https://[2606:2800::1]/",
        ] {
            assert_eq!(check(url), Ok(()), "{url}");
        }
        for url in [
            "http://crm.example/",
            "ftp://crm.example",
            "https://",
            "https://localhost/",
            "https://crm/",
            "https://crm.internal/",
            "https://printer.local",
            "https://127.0.0.1/",
            "https://10.1.2.3",
            "https://172.16.0.1",
            "https://192.168.1.1",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1",
            "https://0.0.0.0",
            "https://[::1]/",
            "https://[fd00::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://127.1/",
            "https://user@crm.example/",
            "https://crm.example\\@10.0.0.1/",
        ] {
            assert!(check(url).is_err(), "{url}");
        }
    }
}
