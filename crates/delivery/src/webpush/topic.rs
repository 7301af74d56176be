//! The `Topic` of a push: what replaces what while a message still waits at the push service (RFC 8030 section 5.4).

use super::{Subscription, to_base64url};
use ring::hmac;

/// Longest topic that RFC 8030 lets a push service require, in characters of base64url.
pub const TOPIC_CHARS_MAX: usize = 32;

/// Bytes of the code that fit into [`TOPIC_CHARS_MAX`] characters.
const CODE_BYTES: usize = TOPIC_CHARS_MAX / 4 * 3;

/// The topic of one incident for one subscription: always the same, at most [`TOPIC_CHARS_MAX`] characters of
/// base64url.
///
/// It is keyed and differs by subscription, because the push service reads it: a value shared by two subscribers would
/// tell it which phones belong to one neighbourhood, and an id of the incident would tell it when that neighbourhood
/// was woken (EDGES 19).
pub fn topic(key: &[u8; 32], subscription: &Subscription, incident: &str) -> String {
    let mut code = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    code.update(b"saar web push topic 1\0");
    code.update(subscription.endpoint().as_str().as_bytes());
    // An address holds no zero byte, so that no other pair can write the same text.
    code.update(b"\0");
    code.update(incident.as_bytes());
    to_base64url(&code.sign().as_ref()[..CODE_BYTES])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Subscription {
        let point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        Subscription::parse(
            &format!("https://push.example.net/{path}"),
            point,
            "BTBZMqHH6r4Tts7J_aSIgg",
        )
        .unwrap()
    }

    #[test]
    fn is_stable_and_links_nobody() {
        let key = [7; 32];
        let one = topic(&key, &at("a"), "incident-1");
        assert_eq!(one, topic(&key, &at("a"), "incident-1"), "the same message replaces");
        assert_ne!(
            one,
            topic(&key, &at("b"), "incident-1"),
            "two neighbours are not linked"
        );
        assert_ne!(one, topic(&key, &at("a"), "incident-2"));
        assert_ne!(
            one,
            topic(&[8; 32], &at("a"), "incident-1"),
            "another installation's key"
        );
        assert_eq!(one.len(), TOPIC_CHARS_MAX);
        assert!(one.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    }
}
