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
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use zeroize::Zeroizing;

/// The first version of a master key. What is sealed begins with the version that sealed it.
pub const FIRST_VERSION: u8 = 1;
/// No version: what begins with it was sealed by a content key ([`crate::keys`]).
pub(crate) const SEALED_BY_KEY: u8 = 2;
/// No version: what begins with it was written over.
pub(crate) const WRITTEN_OVER: u8 = 0;
const NONCE_BYTES: usize = 24;

/// Master keys by version: several while one takes over from another.
pub type Masters = BTreeMap<u8, Zeroizing<[u8; 32]>>;

/// The version after this one; none when all numbers were used.
pub const fn next_version(version: u8) -> Option<u8> {
    match version.checked_add(1) {
        Some(SEALED_BY_KEY) => Some(SEALED_BY_KEY + 1),
        next => next,
    }
}

/// Which of the two columns holds the blind index of a version: the one that comes and the one that goes never share one, so that both are unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The column of the first version.
    A,
    /// The other.
    B,
}

impl Slot {
    /// Of a version.
    pub const fn of(version: u8) -> Self {
        let place = if version == FIRST_VERSION {
            0
        } else {
            version.saturating_sub(2)
        };
        if place.is_multiple_of(2) { Self::A } else { Self::B }
    }
}

/// The blind indexes of one text, under every version in use: one while nothing rotates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexes {
    /// For the first column.
    pub a: Option<[u8; 32]>,
    /// For the other.
    pub b: Option<[u8; 32]>,
}

impl Indexes {
    /// What the first column holds when no version in use has its index there. It may not be empty, and is unique; an index is of 32 bytes, which no id is.
    pub fn a_or_id(&self, id: impl fmt::Display) -> Vec<u8> {
        self.a.map_or_else(|| id.to_string().into_bytes(), Vec::from)
    }
}

struct Version {
    cipher: XChaCha20Poly1305,
    index_key: Zeroizing<[u8; 32]>,
}

impl Version {
    fn new(master: &[u8; 32]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(&Key::from(*derive(master, b"saar seal 1"))),
            index_key: derive(master, b"saar blind index 1"),
        }
    }
}

struct Ring {
    versions: BTreeMap<u8, Version>,
    /// Seals what is new.
    active: u8,
    /// Comes or goes: its indexes are written too.
    other: Option<u8>,
}

/// Keys of what is short-lived or printed. They stay when the master key is rotated ([ADR 35](../../../docs/adr/0035-keys-take-turns.md)).
struct Codes {
    key: Zeroizing<[u8; 32]>,
    cipher: XChaCha20Poly1305,
}

impl Codes {
    fn new(key: Zeroizing<[u8; 32]>) -> Self {
        let cipher = XChaCha20Poly1305::new(&Key::from(*derive(&key, b"saar passing 1")));
        Self { key, cipher }
    }
}

/// Seals and opens, with keys derived from the installation's master keys. Clones share them: all of them turn at once.
#[derive(Clone)]
pub struct Sealer {
    ring: Arc<RwLock<Arc<Ring>>>,
    codes: Arc<Codes>,
}

impl fmt::Debug for Sealer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Sealer(…)")
    }
}

impl Sealer {
    /// From one master key of the first version: 32 bytes that nobody can guess.
    pub fn new(master: &[u8; 32]) -> Self {
        Self::with(
            &Masters::from([(FIRST_VERSION, Zeroizing::new(*master))]),
            FIRST_VERSION,
            None,
        )
    }

    /// From the master keys there are: `active` seals, and the indexes of `other` are written and looked up too.
    pub fn with(masters: &Masters, active: u8, other: Option<u8>) -> Self {
        let codes = masters
            .get(&active)
            .map_or_else(Zeroizing::default, |master| derive(master, b"saar short codes 1"));
        Self {
            ring: Arc::new(RwLock::new(Arc::new(Ring::new(masters, active, other)))),
            codes: Arc::new(Codes::new(codes)),
        }
    }

    /// Turns this sealer and all its clones to other keys, at once.
    pub fn turn(&self, masters: &Masters, active: u8, other: Option<u8>) {
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Ring::new(masters, active, other));
    }

    /// The key of codes and signatures: derived from the first master key of an installation, and kept from then on.
    pub fn codes_key(&self) -> &Zeroizing<[u8; 32]> {
        &self.codes.key
    }

    /// The same with the key of codes that was kept.
    #[must_use]
    pub fn with_codes_key(mut self, key: Zeroizing<[u8; 32]>) -> Self {
        self.codes = Arc::new(Codes::new(key));
        self
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The version that seals.
    pub fn active(&self) -> u8 {
        self.ring().active
    }

    /// The version that comes or goes.
    pub fn other(&self) -> Option<u8> {
        self.ring().other
    }

    /// Seals a text. `context` says where it stands ("accounts.email"): moved elsewhere, it does not open.
    pub fn seal(&self, context: &str, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let ring = self.ring();
        let Some(version) = ring.versions.get(&ring.active) else {
            return Vec::new();
        };
        [
            &[ring.active],
            encrypt(&version.cipher, context, plain, entropy).as_slice(),
        ]
        .concat()
    }

    /// Opens what was sealed in the same context, under any version there is.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let ring = self.ring();
        let (number, rest) = sealed.split_first().ok_or(StoreError::Unsealable)?;
        let version = ring.versions.get(number).ok_or(StoreError::Unsealable)?;
        decrypt(&version.cipher, context, rest)
    }

    /// Opens a text.
    pub fn open_text(&self, context: &str, sealed: &[u8]) -> Result<String> {
        String::from_utf8(self.open(context, sealed)?.to_vec()).map_err(|_| StoreError::Unsealable)
    }

    /// Seals what somebody else holds for some minutes and brings back, such as a question to a phone: a rotation does not come in between.
    pub fn seal_passing(&self, context: &str, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        encrypt(&self.codes.cipher, context, plain, entropy)
    }

    /// Opens it.
    pub fn open_passing(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        decrypt(&self.codes.cipher, context, sealed)
    }

    /// The same text gives the same 32 bytes, and says nothing else. Under the version that seals.
    pub fn index(&self, context: &str, plain: &str) -> [u8; 32] {
        let ring = self.ring();
        ring.versions
            .get(&ring.active)
            .map_or([0; 32], |version| keyed(&version.index_key, context, plain.as_bytes()))
    }

    /// Under every version in use: what was written by either is found.
    pub fn indexes(&self, context: &str, plain: &str) -> Indexes {
        let ring = self.ring();
        let mut indexes = Indexes { a: None, b: None };
        for number in ring.other.into_iter().chain([ring.active]) {
            let index = ring
                .versions
                .get(&number)
                .map(|version| keyed(&version.index_key, context, plain.as_bytes()));
            match Slot::of(number) {
                Slot::A => indexes.a = index,
                Slot::B => indexes.b = index,
            }
        }
        indexes
    }

    /// Hash of a code that is short enough to be guessed: keyed, so that the database alone does not give it away.
    pub fn code_hash(&self, challenge: &str, code: &str) -> [u8; 32] {
        keyed(&self.codes.key, challenge, code.as_bytes())
    }

    /// Signature of something that leaves the house and comes back, such as an invite's id.
    pub fn sign(&self, purpose: &str, what: &str) -> [u8; 32] {
        keyed(&self.codes.key, purpose, what.as_bytes())
    }
}

impl Ring {
    fn new(masters: &Masters, active: u8, other: Option<u8>) -> Self {
        let versions = masters.iter().map(|(number, master)| (*number, Version::new(master)));
        Self {
            versions: versions.collect(),
            active,
            other,
        }
    }
}

fn derive(master: &[u8; 32], purpose: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are within what HKDF-SHA256 gives: this cannot fail.
    let _ = Hkdf::<Sha256>::new(None, master).expand(purpose, &mut *key);
    key
}

fn encrypt(cipher: &XChaCha20Poly1305, context: &str, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
    let nonce = entropy.bytes::<NONCE_BYTES>();
    let payload = Payload {
        msg: plain,
        aad: context.as_bytes(),
    };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
    [nonce.as_slice(), &sealed].concat()
}

fn decrypt(cipher: &XChaCha20Poly1305, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed
        .split_first_chunk::<NONCE_BYTES>()
        .ok_or(StoreError::Unsealable)?;
    let payload = Payload {
        msg: sealed,
        aad: context.as_bytes(),
    };
    cipher
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| StoreError::Unsealable)
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

    fn masters(versions: &[u8]) -> Masters {
        versions
            .iter()
            .map(|version| (*version, Zeroizing::new([*version; 32])))
            .collect()
    }

    #[test]
    fn versions_take_turns_and_columns() {
        assert_eq!(
            (next_version(1), next_version(3), next_version(255)),
            (Some(3), Some(4), None)
        );
        let mut version = FIRST_VERSION;
        while let Some(next) = next_version(version) {
            assert_ne!(Slot::of(version), Slot::of(next), "{version} and {next}");
            version = next;
        }
    }

    #[test]
    fn all_clones_turn_at_once_and_both_versions_open_and_are_found() {
        let sealer = Sealer::with(&masters(&[1]), 1, None);
        let clone = sealer.clone();
        let old = sealer.seal("accounts.email", b"merel@example.org", &Same);
        let before = sealer.indexes("e", "x");
        assert_eq!((before.a, before.b), (Some(sealer.index("e", "x")), None));
        sealer.turn(&masters(&[1, 3]), 3, Some(1));
        let new = clone.seal("accounts.email", b"merel@example.org", &Same);
        assert_eq!((old[0], new[0], clone.active()), (1, 3, 3));
        for sealed in [&old, &new] {
            assert!(clone.open("accounts.email", sealed).is_ok());
        }
        let during = clone.indexes("e", "x");
        assert_eq!((during.a, during.b), (before.a, Some(clone.index("e", "x"))));
        sealer.turn(&masters(&[3]), 3, None);
        assert!(clone.open("accounts.email", &old).is_err() && clone.open("accounts.email", &new).is_ok());
        assert_eq!(clone.indexes("e", "x").a, None);
    }

    #[test]
    fn what_was_printed_stays_good() {
        let sealer = Sealer::new(&[1; 32]);
        let (signed, passing) = (sealer.sign("invite", "1"), sealer.seal_passing("c", b"question", &Same));
        sealer.turn(&masters(&[3]), 3, None);
        let again = Sealer::with(&masters(&[3]), 3, None).with_codes_key(sealer.codes_key().clone());
        for sealer in [&sealer, &again] {
            assert_eq!(sealer.sign("invite", "1"), signed);
            assert_eq!(
                sealer.open_passing("c", &passing).ok().as_deref().map(Vec::as_slice),
                Some(b"question".as_slice())
            );
        }
    }
}
