//! The encryption of one message (RFC 8291, in one record of RFC 8188's `aes128gcm`).

use super::Subscription;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::SystemRandom;
use saar_domain::clock::Entropy;
use zeroize::Zeroize;

/// Length of the salt, which is new for each message.
pub const SALT_BYTES: usize = 16;
/// The largest body that every push service takes (RFC 8291 section 4).
pub const RECORD_BYTES_MAX: usize = 4096;
/// What is left of it for us: without the header of 86 bytes, the delimiter of one, and the tag of 16.
pub const PLAINTEXT_BYTES_MAX: usize = RECORD_BYTES_MAX - HEADER_BYTES - 1 - TAG_BYTES;

const POINT_BYTES: usize = 65;
const TAG_BYTES: usize = 16;
/// Salt, record size (4), length of the key id (1), the key id: our public key (RFC 8188 section 2.1).
const HEADER_BYTES: usize = SALT_BYTES + 4 + 1 + POINT_BYTES;
/// The record size that is declared. One record, so anything not below the body's length is right; a constant tells
/// nothing.
const RECORD_SIZE: [u8; 4] = [0, 0, 0x10, 0];

/// Messages are filled up to the first of these lengths that holds them. An alarm, a closing and a correction then
/// look alike to the push service. A usual payload is 500 to 700 bytes, so nearly everything is the first.
const BUCKETS_BYTES: [usize; 3] = [1024, 2048, PLAINTEXT_BYTES_MAX];

/// Why a message was not encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncryptError {
    /// Longer than [`PLAINTEXT_BYTES_MAX`].
    #[error("the payload is longer than {PLAINTEXT_BYTES_MAX} bytes")]
    TooLong,
    /// The library refused a key. A checked [`Subscription`] does not cause it.
    #[error("the key agreement failed")]
    Key,
}

/// Our half of one message's key agreement, done: the public key that travels with it, and the secret shared with the
/// one device.
///
/// Used for one message, by value, and never stored (RFC 8291 section 3.1 wants a fresh pair each). Agreeing is nearly
/// all of a message's cost, and depends on nothing but the subscription: whoever wants to do it ahead, in idle time,
/// keeps these (97 bytes each) and hands one to [`encrypt`] at alert time.
pub struct Ephemeral {
    public: [u8; POINT_BYTES],
    shared: [u8; 32],
}

impl Ephemeral {
    /// A fresh pair from the operating system's randomness, agreed with the subscription's key.
    ///
    /// The randomness is the cryptographic library's own and not passed in: it takes no other, and a key pair is no
    /// place for a seed.
    pub fn fresh(to: &Subscription) -> Result<Self, EncryptError> {
        let private = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).map_err(|_| EncryptError::Key)?;
        let public = private.compute_public_key().map_err(|_| EncryptError::Key)?;
        let public: [u8; POINT_BYTES] = public.as_ref().try_into().map_err(|_| EncryptError::Key)?;
        let theirs = UnparsedPublicKey::new(&ECDH_P256, to.p256dh());
        agree_ephemeral(private, &theirs, |shared| {
            shared.try_into().ok().map(|shared| Self { public, shared })
        })
        .ok()
        .flatten()
        .ok_or(EncryptError::Key)
    }

    /// A pair with a given private key: for the RFC's test vector, and slower.
    pub fn from_private(private: &[u8; 32], to: &Subscription) -> Result<Self, EncryptError> {
        let private = p256::SecretKey::from_slice(private).map_err(|_| EncryptError::Key)?;
        let theirs = p256::PublicKey::from_sec1_bytes(to.p256dh()).map_err(|_| EncryptError::Key)?;
        let shared = private.diffie_hellman(&theirs);
        Ok(Self {
            public: private
                .public_key()
                .to_sec1_point(false)
                .as_bytes()
                .try_into()
                .map_err(|_| EncryptError::Key)?,
            shared: (*shared.raw_secret_bytes()).into(),
        })
    }
}

impl Drop for Ephemeral {
    fn drop(&mut self) {
        self.shared.zeroize();
    }
}

/// The body of one push: header and a single encrypted record.
///
/// `padded_to` is the length to which the plaintext is filled with zeros before it is encrypted; shorter than the
/// plaintext means no filling.
#[allow(
    clippy::needless_pass_by_value,
    reason = "a pair is used for one message: taking it by value enforces that"
)]
pub fn encrypt(
    plaintext: &[u8],
    padded_to: usize,
    to: &Subscription,
    ephemeral: Ephemeral,
    salt: [u8; SALT_BYTES],
) -> Result<Vec<u8>, EncryptError> {
    let padded_to = padded_to.max(plaintext.len());
    if padded_to > PLAINTEXT_BYTES_MAX {
        return Err(EncryptError::TooLong);
    }
    let (key, nonce) = derive(to, &ephemeral, &salt)?;

    let mut body = Vec::with_capacity(HEADER_BYTES + padded_to + 1 + TAG_BYTES);
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD_SIZE);
    body.push(65);
    body.extend_from_slice(&ephemeral.public);
    body.extend_from_slice(plaintext);
    // The delimiter of a last record; zeros follow it (RFC 8188 section 2).
    body.push(2);
    body.resize(HEADER_BYTES + padded_to + 1, 0);
    let tag = key
        .seal_in_place_separate_tag(nonce, Aad::empty(), &mut body[HEADER_BYTES..])
        .map_err(|_| EncryptError::Key)?;
    body.extend_from_slice(tag.as_ref());
    Ok(body)
}

/// The body of one push as [`super::WebPush`] sends it: a fresh pair, a fresh salt, and a length that does not tell
/// kinds apart. Everything that a message costs but the network; `bench/` measures it.
pub fn encrypt_once(plaintext: &[u8], to: &Subscription, entropy: &dyn Entropy) -> Result<Vec<u8>, EncryptError> {
    let bucket = BUCKETS_BYTES
        .into_iter()
        .find(|bucket| plaintext.len() <= *bucket)
        .ok_or(EncryptError::TooLong)?;
    encrypt(plaintext, bucket, to, Ephemeral::fresh(to)?, entropy.bytes())
}

/// The content key and nonce (RFC 8291 section 3.4): the agreement, mixed with the secret that the push service does
/// not know.
fn derive(to: &Subscription, ephemeral: &Ephemeral, salt: &[u8]) -> Result<(LessSafeKey, Nonce), EncryptError> {
    let fail = |_| EncryptError::Key;
    let mut ikm = [0; 32];
    Salt::new(HKDF_SHA256, to.auth())
        .extract(&ephemeral.shared)
        .expand(&[b"WebPush: info\0", to.p256dh(), &ephemeral.public], Length(ikm.len()))
        .and_then(|okm| okm.fill(&mut ikm))
        .map_err(fail)?;
    let mixed = Salt::new(HKDF_SHA256, salt).extract(&ikm);
    ikm.zeroize();
    let key = mixed
        .expand(&[b"Content-Encoding: aes128gcm\0"], &AES_128_GCM)
        .map(|okm| LessSafeKey::new(UnboundKey::from(okm)))
        .map_err(fail)?;
    let mut nonce = [0; 12];
    mixed
        .expand(&[b"Content-Encoding: nonce\0"], Length(nonce.len()))
        .and_then(|okm| okm.fill(&mut nonce))
        .map_err(fail)?;
    Ok((key, Nonce::assume_unique_for_key(nonce)))
}

/// How many bytes to expand to, in the shape that the library asks.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::from_base64url;
    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        from_base64url(text).unwrap().try_into().unwrap()
    }

    fn receiver() -> Subscription {
        Subscription::parse(
            "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        )
        .unwrap()
    }

    /// RFC 8291 section 5 and appendix A.
    #[test]
    fn is_the_example_of_rfc_8291() {
        let to = receiver();
        let ephemeral = Ephemeral::from_private(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), &to).unwrap();
        let body = encrypt(
            b"When I grow up, I want to be a watermelon",
            0,
            &to,
            ephemeral,
            bytes("DGv6ra1nlYgDCS1FRnbzlw"),
        )
        .unwrap();
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg\
                        Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_\
                        yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(super::super::to_base64url(&body), expected);
    }

    struct Ones;
    impl Entropy for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[test]
    fn lengths_do_not_tell_kinds_apart() {
        let to = receiver();
        let length = |plain: usize| encrypt_once(&vec![b'x'; plain], &to, &Ones).map(|body| body.len());
        assert_eq!(length(0), length(1024), "an empty one and a full one");
        assert_eq!(length(1025), length(2048));
        assert_eq!(length(PLAINTEXT_BYTES_MAX), Ok(RECORD_BYTES_MAX));
        assert_eq!(length(PLAINTEXT_BYTES_MAX + 1), Err(EncryptError::TooLong));
        assert_eq!(PLAINTEXT_BYTES_MAX, 3993, "RFC 8291 section 4");
    }

    #[test]
    fn no_key_pair_is_used_twice() {
        let (one, two) = (
            Ephemeral::fresh(&receiver()).unwrap(),
            Ephemeral::fresh(&receiver()).unwrap(),
        );
        assert_ne!(one.public, two.public);
        assert_ne!(one.shared, two.shared);
    }
}
