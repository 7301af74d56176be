//! VAPID (RFC 8292): how a push service knows that all our messages come from one sender, and whom to write to about
//! them.

use super::{from_base64url, to_base64url};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use saar_domain::clock::{Entropy, Span, Timestamp};
use std::collections::HashMap;
use std::sync::Mutex;
use zeroize::{Zeroize as _, Zeroizing};

/// How long a token is valid. RFC 8292 allows 24 hours; half of it leaves room for a clock that is wrong.
const TOKEN_LIFETIME: Span = Span::hours(12);
/// When a token is replaced: well before a push service could find it expired.
const TOKEN_RENEWED_AFTER: Span = Span::hours(11);
/// How many push services' tokens are kept. Real installations meet under ten; Windows names many hosts.
const TOKENS_MAX: usize = 256;

/// The sender's signing key. Browsers bind each subscription to its public half: a lost key means that everyone must
/// subscribe again.
#[derive(Clone)]
pub struct VapidKey {
    key: SigningKey,
    public: [u8; 65],
}

/// Why a key or contact was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VapidError {
    /// Not base64url of 32 bytes that are a P-256 private key.
    #[error("the VAPID key must be 32 bytes in base64url, as written by this program")]
    Key,
    /// The contact is not one that push services accept (RFC 8292 section 2.1).
    #[error("the VAPID contact must be mailto: or https:, without spaces, at most 254 characters")]
    Contact,
}

impl VapidKey {
    /// A new key from bytes that nobody can guess.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        loop {
            let mut bytes = entropy.bytes::<32>();
            let key = Self::from_bytes(&bytes);
            bytes.zeroize();
            // One in 2^32 is not below the order of the curve; then the next is tried.
            if let Some(key) = key {
                return key;
            }
        }
    }

    /// Reads what [`VapidKey::to_base64url`] wrote.
    pub fn from_base64url(text: &str) -> Result<Self, VapidError> {
        let bytes = from_base64url(text.trim()).map(Zeroizing::new);
        bytes.and_then(|bytes| Self::from_bytes(&bytes)).ok_or(VapidError::Key)
    }

    /// The private key as base64url of 32 bytes, to be kept in a file that only the program reads.
    pub fn to_base64url(&self) -> Zeroizing<String> {
        let mut bytes = self.key.to_bytes();
        let text = Zeroizing::new(to_base64url(&bytes));
        bytes.zeroize();
        text
    }

    /// The public key as the page hands it to `pushManager.subscribe({ applicationServerKey })`: base64url of 65 bytes.
    pub fn public_base64url(&self) -> String {
        to_base64url(&self.public)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let key = SigningKey::from_slice(bytes).ok()?;
        let public = key.verifying_key().to_sec1_point(false).as_bytes().try_into().ok()?;
        Some(Self { key, public })
    }

    /// The value of `Authorization` for one push service (RFC 8292 section 3).
    fn authorization(&self, origin: &str, contact: &str, now: Timestamp) -> String {
        let claims = serde_json::json!({
            "aud": origin,
            "exp": now.plus(TOKEN_LIFETIME).as_seconds(),
            "sub": contact,
        });
        let header = to_base64url(br#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{header}.{}", to_base64url(claims.to_string().as_bytes()));
        let signature: Signature = self.key.sign(signed.as_bytes());
        let signature = to_base64url(&signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public_base64url())
    }
}

impl std::fmt::Debug for VapidKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "VapidKey({})", self.public_base64url())
    }
}

/// Tokens by push service. Signing costs more than encrypting, and RFC 8292 lets a token be used again while it is
/// valid.
#[derive(Debug)]
pub struct TokenCache {
    key: VapidKey,
    contact: String,
    tokens: Mutex<HashMap<String, Token>>,
}

#[derive(Debug, Clone)]
struct Token {
    authorization: String,
    made_at: Timestamp,
}

impl Token {
    /// A clock that was set back makes a token one from the future, which a push service refuses: it is made again.
    fn is_usable(&self, now: Timestamp) -> bool {
        let age = now.since(self.made_at);
        age >= Span::ZERO && age < TOKEN_RENEWED_AFTER
    }
}

impl TokenCache {
    /// A cache for one key. `contact` is `mailto:…` or `https:…`: whom a push service's staff write to.
    pub fn new(key: VapidKey, contact: String) -> Result<Self, VapidError> {
        let known = contact.starts_with("mailto:") || contact.starts_with("https://");
        let clean = contact.len() <= 254
            && !contact.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
        if !(known && clean) {
            return Err(VapidError::Contact);
        }
        Ok(Self {
            key,
            contact,
            tokens: Mutex::default(),
        })
    }

    /// The value of `Authorization` for one push service, made when there is none yet or the last nears its end.
    pub fn authorization(&self, origin: &str, now: Timestamp) -> String {
        // A panic elsewhere leaves the map whole: tokens are only added.
        let mut tokens = self.tokens.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(token) = tokens.get(origin).filter(|token| token.is_usable(now)) {
            return token.authorization.clone();
        }
        if tokens.len() >= TOKENS_MAX {
            tokens.clear();
        }
        let authorization = self.key.authorization(origin, &self.contact, now);
        let token = Token {
            authorization: authorization.clone(),
            made_at: now,
        };
        tokens.insert(origin.to_owned(), token);
        authorization
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;

    struct Counting(u8);
    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn cache() -> TokenCache {
        TokenCache::new(VapidKey::generate(&Counting(7)), "mailto:beheer@example.org".into()).unwrap()
    }

    fn claims(authorization: &str) -> serde_json::Value {
        let token = authorization
            .strip_prefix("vapid t=")
            .unwrap()
            .split(',')
            .next()
            .unwrap();
        serde_json::from_slice(&from_base64url(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn a_token_says_who_where_and_until_when_and_is_signed() {
        let cache = cache();
        let authorization = cache.authorization("https://push.example.net", NOON);
        let (token, key) = authorization
            .strip_prefix("vapid t=")
            .unwrap()
            .split_once(", k=")
            .unwrap();
        assert_eq!(key, cache.key.public_base64url());
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let verifier = VerifyingKey::from_sec1_bytes(&from_base64url(key).unwrap()).unwrap();
        let signature = Signature::from_slice(&from_base64url(signature).unwrap()).unwrap();
        verifier.verify(signed.as_bytes(), &signature).unwrap();
        let expected = serde_json::json!({
            "aud": "https://push.example.net", "exp": NOON.as_seconds() + 12 * 3600, "sub": "mailto:beheer@example.org",
        });
        assert_eq!(claims(&authorization), expected);
    }

    #[test]
    fn a_token_is_used_again_and_renewed_in_time() {
        let cache = cache();
        let at = |now| cache.authorization("https://push.example.net", now);
        let first = at(NOON);
        assert_eq!(first, at(NOON.plus(Span::hours(10))));
        assert_ne!(
            first,
            cache.authorization("https://other.example.net", NOON),
            "one token a push service"
        );
        let renewed = at(NOON.plus(Span::hours(11)));
        assert_ne!(first, renewed);
        assert_eq!(
            first,
            at(NOON),
            "a clock set back: the token from the future is made again"
        );
    }

    #[test]
    fn the_cache_is_bounded() {
        let cache = cache();
        for host in 0..=TOKENS_MAX {
            cache.authorization(&format!("https://{host}.example.net"), NOON);
        }
        assert!(cache.tokens.lock().unwrap().len() <= TOKENS_MAX);
    }

    #[test]
    fn a_key_survives_its_file_and_hides_in_logs() {
        let key = VapidKey::generate(&Counting(9));
        let text = key.to_base64url();
        assert_eq!(text.len(), 43);
        let again = VapidKey::from_base64url(&format!("{}\n", *text)).unwrap();
        assert_eq!(again.public_base64url(), key.public_base64url());
        assert!(!format!("{key:?}").contains(text.as_str()));
        for wrong in [
            "",
            "AAAA",
            &"A".repeat(43),
            &"_".repeat(43),
            "not base64 at all, but forty-three long !!!",
        ] {
            assert_eq!(VapidKey::from_base64url(wrong).unwrap_err(), VapidError::Key, "{wrong}");
        }
    }

    #[test]
    fn a_contact_is_one_that_push_services_accept() {
        for wrong in [
            "",
            "beheer@example.org",
            "mailto:<beheer@example.org>",
            "mailto: beheer@example.org",
            "http://example.org",
            "https://x\r\ny",
        ] {
            let refused = TokenCache::new(VapidKey::generate(&Counting(7)), wrong.into());
            assert_eq!(refused.unwrap_err(), VapidError::Contact, "{wrong}");
        }
    }
}
