//! Contact details at rest: sealed with a key of the installation, found again by a blind index.
//!
//! Threat: a stolen database file or backup names nobody. The index is keyed too, for e-mail addresses can be guessed and tried.

use crate::error::{Result, StoreError};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use saar_domain::clock::Entropy;
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// First byte of what is sealed: which key sealed it, so that a later one can take over.
const KEY_ID: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Seals and opens, with keys derived from the installation's master key.
#[derive(Clone)]
pub struct Sealer {
    cipher: XChaCha20Poly1305,
    index_key: Zeroizing<[u8; 32]>,
    token_key: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Sealer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Sealer(…)")
    }
}

impl Sealer {
    /// From the master key: 32 bytes that nobody can guess.
    pub fn new(master: &[u8; 32]) -> Self {
        let derive = |purpose: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            // 32 bytes are within what HKDF-SHA256 gives: this cannot fail.
            let _ = Hkdf::<Sha256>::new(None, master).expand(purpose, &mut *key);
            key
        };
        Self {
            cipher: XChaCha20Poly1305::new(&Key::from(*derive(b"saar seal 1"))),
            index_key: derive(b"saar blind index 1"),
            token_key: derive(b"saar short codes 1"),
        }
    }

    /// Seals a text. `context` says where it stands ("accounts.email"): moved elsewhere, it does not open.
    pub fn seal(&self, context: &str, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let nonce = entropy.bytes::<NONCE_BYTES>();
        let payload = Payload {
            msg: plain,
            aad: context.as_bytes(),
        };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        [&[KEY_ID], nonce.as_slice(), &sealed].concat()
    }

    /// Opens what was sealed in the same context.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let rest = sealed.strip_prefix(&[KEY_ID]).ok_or(StoreError::Unsealable)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(StoreError::Unsealable)?;
        let payload = Payload {
            msg: sealed,
            aad: context.as_bytes(),
        };
        self.cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| StoreError::Unsealable)
    }

    /// Opens a text.
    pub fn open_text(&self, context: &str, sealed: &[u8]) -> Result<String> {
        String::from_utf8(self.open(context, sealed)?.to_vec()).map_err(|_| StoreError::Unsealable)
    }

    /// The same text gives the same 32 bytes, and says nothing else.
    pub fn index(&self, context: &str, plain: &str) -> [u8; 32] {
        keyed(&self.index_key, context, plain.as_bytes())
    }

    /// Hash of a code that is short enough to be guessed: keyed, so that the database alone does not give it away.
    pub fn code_hash(&self, challenge: &str, code: &str) -> [u8; 32] {
        keyed(&self.token_key, challenge, code.as_bytes())
    }

    /// Signature of something that leaves the house and comes back, such as an invite's id.
    pub fn sign(&self, purpose: &str, what: &str) -> [u8; 32] {
        keyed(&self.token_key, purpose, what.as_bytes())
    }
}

fn keyed(key: &[u8; 32], context: &str, text: &[u8]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32];
    };
    // The length keeps ("ab", "c") and ("a", "bc") apart.
    mac.update(&(context.len() as u64).to_be_bytes());
    mac.update(context.as_bytes());
    mac.update(text);
    mac.finalize().into_bytes().into()
}

/// Hash of a random token of 128 bits or more; needs no key, for it cannot be guessed.
pub fn token_hash(token: &str) -> [u8; 32] {
    use sha2::Digest;
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Same;
    impl Entropy for Same {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn opens_only_where_and_as_it_was_sealed() {
        let sealer = Sealer::new(&[1; 32]);
        let sealed = sealer.seal("accounts.email", b"merel@example.org", &Same);
        assert_eq!(
            sealer.open_text("accounts.email", &sealed).ok().as_deref(),
            Some("merel@example.org")
        );
        assert!(sealer.open("endpoints.address", &sealed).is_err());
        assert!(Sealer::new(&[2; 32]).open("accounts.email", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut broken = sealed.clone();
            broken[at] ^= 1;
            assert!(sealer.open("accounts.email", &broken).is_err(), "byte {at}");
        }
        assert!(!sealed.windows(5).any(|window| window == b"merel"));
    }

    #[test]
    fn the_index_is_keyed_and_tells_contexts_apart() {
        let sealer = Sealer::new(&[1; 32]);
        assert_eq!(sealer.index("a", "bc"), sealer.index("a", "bc"));
        assert_ne!(sealer.index("a", "bc"), sealer.index("ab", "c"));
        assert_ne!(sealer.index("a", "bc"), Sealer::new(&[2; 32]).index("a", "bc"));
    }
}
