//! Addresses of mailboxes, checked before they come near a mail server.

/// Longest address that mail can carry, in characters (RFC 5321 section 4.5.3.1.3, without the angle brackets).
pub const ADDRESS_CHARS_MAX: usize = 254;
/// Longest part before the `@` (RFC 5321 section 4.5.3.1.1).
const LOCAL_CHARS_MAX: usize = 64;

/// Why an address was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was written.
    #[error("the address is empty")]
    Empty,
    /// Longer than [`ADDRESS_CHARS_MAX`].
    #[error("the address is longer than {ADDRESS_CHARS_MAX} characters")]
    TooLong,
    /// A control character, a space, or a sign that only a quoted address may hold.
    #[error("the address holds a character that cannot stand in it")]
    Character,
    /// None or more than one.
    #[error("the address must hold one @")]
    At,
    /// Nothing before the `@`, too much, or dots in the wrong place.
    #[error("the part before the @ is not right")]
    Local,
    /// Not a name of the internet with at least one dot.
    #[error("the part after the @ is not the name of a mail provider")]
    Domain,
}

/// Reads an address as people type it: `  Jan.Jansen@Example.ORG ` becomes `Jan.Jansen@example.org`. The part before
/// the `@` keeps its case: only the provider knows whether it matters.
///
/// Quoted local parts and addresses as numbers are refused: real residents have none, and attackers like them. Letters
/// beyond ASCII are refused too: too few mail servers take them.
pub fn parse_address(text: &str) -> Result<String, AddressError> {
    // Line breaks inside would begin a header or command of the attacker's own (header injection). They are refused,
    // never trimmed away from the middle.
    let text = text.trim_matches(|c: char| c == ' ' || c == '\t' || c == '\u{a0}');
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    if text.chars().count() > ADDRESS_CHARS_MAX {
        return Err(AddressError::TooLong);
    }
    if !text.bytes().all(|b| b == b'@' || is_local(b)) {
        return Err(AddressError::Character);
    }
    let (local, domain) = text.split_once('@').ok_or(AddressError::At)?;
    if domain.contains('@') {
        return Err(AddressError::At);
    }
    if local.len() > LOCAL_CHARS_MAX || local.split('.').any(str::is_empty) {
        return Err(AddressError::Local);
    }
    if !is_domain(domain) {
        return Err(AddressError::Domain);
    }
    Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
}

/// `atext` of RFC 5322, and the dot.
fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b)
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.') && domain.split('.').all(label) && !last.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_addresses_as_people_type_them() {
        for (typed, expected) in [
            ("jan@example.org", "jan@example.org"),
            ("  Jan.Jansen@Example.ORG\t", "Jan.Jansen@example.org"),
            ("jan+saar@mail.example.org", "jan+saar@mail.example.org"),
            ("o'neill@example.org", "o'neill@example.org"),
            ("j@xn--bcher-kva.example", "j@xn--bcher-kva.example"),
        ] {
            assert_eq!(parse_address(typed).as_deref(), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn refuses_the_rest_and_says_why() {
        let long = format!("{}@{}.example", "a".repeat(64), "b".repeat(200));
        for (typed, why) in [
            ("", AddressError::Empty),
            ("   ", AddressError::Empty),
            (long.as_str(), AddressError::TooLong),
            ("jan@example.org\r\nBcc: eve@example.org", AddressError::Character),
            ("jan@example.org\n", AddressError::Character),
            ("jan\0@example.org", AddressError::Character),
            ("jan jansen@example.org", AddressError::Character),
            ("Jan <jan@example.org>", AddressError::Character),
            ("\"jan\"@example.org", AddressError::Character),
            ("jan@example.org,eve@example.org", AddressError::Character),
            ("ján@example.org", AddressError::Character),
            ("jan", AddressError::At),
            ("jan@@example.org", AddressError::At),
            ("a@b@example.org", AddressError::At),
            ("@example.org", AddressError::Local),
            (".jan@example.org", AddressError::Local),
            ("jan..j@example.org", AddressError::Local),
            ("jan@", AddressError::Domain),
            ("jan@example", AddressError::Domain),
            ("jan@example.", AddressError::Domain),
            ("jan@-x.example", AddressError::Domain),
            ("jan@192.168.1.1", AddressError::Domain),
            ("jan@ex_ample.org", AddressError::Domain),
        ] {
            assert_eq!(parse_address(typed), Err(why), "{typed:?}");
        }
    }

    proptest! {
        /// Whatever is typed: what comes out holds no line break, one @, and is accepted again unchanged by us and by
        /// the library that sends.
        #[test]
        fn what_is_accepted_is_safe(typed in "[ -~\r\n@.a-z]{0,40}|[a-z.+]{1,8}@[A-Z.-]{1,12}") {
            if let Ok(address) = parse_address(&typed) {
                prop_assert!(!address.contains(char::is_control) && !address.contains(char::is_whitespace));
                prop_assert_eq!(address.matches('@').count(), 1);
                prop_assert_eq!(parse_address(&address), Ok(address.clone()));
                prop_assert!(address.parse::<lettre::Address>().is_ok(), "{}", address);
            }
        }
    }
}
