//! The device's half of RFC 8291, written from the RFC with other libraries than the sender's.

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes128Gcm, Nonce};
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

/// The plaintext of a pushed body, without its padding; or what is wrong with the body.
pub(super) fn decrypt(body: &[u8], secret: &SecretKey, auth: &[u8; 16]) -> Result<Vec<u8>, &'static str> {
    let (salt, rest) = body.split_at_checked(16).ok_or("no salt")?;
    let (size, rest) = rest.split_first_chunk::<4>().ok_or("no record size")?;
    let (&[key_length], rest) = rest.split_first_chunk::<1>().ok_or("no key length")?;
    let (sender, record) = rest.split_at_checked(key_length.into()).ok_or("no key")?;
    if record.len() > u32::from_be_bytes(*size) as usize {
        return Err("more than one record");
    }
    let sender_key = PublicKey::from_sec1_bytes(sender).map_err(|_| "not a point")?;

    let shared = secret.diffie_hellman(&sender_key);
    let own = secret.public_key().to_sec1_point(false);
    let info = [b"WebPush: info\0".as_slice(), own.as_bytes(), sender].concat();
    let mut ikm = [0; 32];
    expand(auth, shared.raw_secret_bytes(), &info, &mut ikm)?;
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    expand(salt, &ikm, b"Content-Encoding: aes128gcm\0", &mut key)?;
    expand(salt, &ikm, b"Content-Encoding: nonce\0", &mut nonce)?;

    let cipher = Aes128Gcm::new(&key.into());
    let mut plain = cipher
        .decrypt(&Nonce::from(nonce), record)
        .map_err(|_| "not for this device")?;
    while plain.last() == Some(&0) {
        plain.pop();
    }
    match plain.pop() {
        Some(2) => Ok(plain),
        _ => Err("no end of the last record"),
    }
}

fn expand(salt: &[u8], secret: &[u8], info: &[u8], out: &mut [u8]) -> Result<(), &'static str> {
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(info, out)
        .map_err(|_| "a key of an impossible length")
}
