//! What a push service checks of a sender's token (RFC 8292).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use saar_domain::clock::Timestamp;

/// The longest that a token may have left (RFC 8292 section 2), in seconds.
const LIFETIME_SECONDS_MAX: i64 = 24 * 3600;

/// Who sent a push.
pub(super) struct Sender {
    /// The public key that signed the token.
    pub(super) key: Vec<u8>,
    /// Whom to write to (`sub`).
    pub(super) contact: String,
}

/// Checks an `Authorization` header and gives who sent it. 401: no usable token; 403: one that is not right here.
pub(super) fn check(authorization: &str, origin: &str, now: Timestamp) -> Result<Sender, StatusCode> {
    let (token, key) = parse(authorization).ok_or(StatusCode::UNAUTHORIZED)?;
    let key_bytes = decode(key).ok_or(StatusCode::UNAUTHORIZED)?;
    let (signed, signature) = token.rsplit_once('.').ok_or(StatusCode::UNAUTHORIZED)?;
    let (header, claims) = signed.split_once('.').ok_or(StatusCode::UNAUTHORIZED)?;
    let (header, claims) = (json(header)?, json(claims)?);

    let verifier = VerifyingKey::from_sec1_bytes(&key_bytes).map_err(|_| StatusCode::UNAUTHORIZED)?;
    let signature = decode(signature).and_then(|bytes| Signature::from_slice(&bytes).ok());
    let signature = signature.ok_or(StatusCode::UNAUTHORIZED)?;
    let genuine = header["alg"] == "ES256" && verifier.verify(signed.as_bytes(), &signature).is_ok();
    let left = claims["exp"].as_i64().map(|exp| exp - now.as_seconds());
    let in_time = left.is_some_and(|left| (1..=LIFETIME_SECONDS_MAX).contains(&left));
    let contact = claims["sub"]
        .as_str()
        .filter(|sub| sub.starts_with("mailto:") || sub.starts_with("https://"));
    match contact {
        Some(contact) if genuine && in_time && claims["aud"] == origin => Ok(Sender {
            key: key_bytes,
            contact: contact.to_owned(),
        }),
        _ => Err(StatusCode::FORBIDDEN),
    }
}

fn parse(authorization: &str) -> Option<(&str, &str)> {
    let parameters = authorization.strip_prefix("vapid ")?;
    let value = |name: &str| {
        parameters
            .split(',')
            .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
    };
    Some((value("t")?, value("k")?))
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

fn json(part: &str) -> Result<serde_json::Value, StatusCode> {
    let bytes = decode(part).ok_or(StatusCode::UNAUTHORIZED)?;
    serde_json::from_slice(&bytes).map_err(|_| StatusCode::UNAUTHORIZED)
}
