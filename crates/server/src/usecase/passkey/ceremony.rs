//! What we have to know again when a browser answers, sealed into the question itself: nothing is kept for who never answers, and a restart in
//! between loses nothing. Threats: read or changed on its way, hence sealed; used for the other kind, hence its context; used again, hence
//! the hash that is written down with the answer; used late, hence its end.

use super::{PasskeyError, Refusal};
use crate::app::App;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::clock::Timestamp;
use saar_domain::limits;
use saar_store::StoreError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A new passkey.
pub(super) const REGISTRATION: &str = "passkey registration";
/// Signing in.
pub(super) const SIGN_IN: &str = "passkey sign-in";

#[derive(Serialize, Deserialize)]
struct Sealed<S> {
    state: S,
    expires_ms: i64,
}

/// A ceremony that came back in time.
pub(super) struct Opened<S> {
    pub(super) state: S,
    pub(super) expires_at: Timestamp,
    /// By which it is used once.
    pub(super) hash: [u8; 32],
}

pub(super) fn seal<S: Serialize>(app: &App, context: &str, state: S) -> Result<String, PasskeyError> {
    let expires_ms = app.now().plus(limits::PASSKEY_CEREMONY_LIFETIME).as_millis();
    let plain = serde_json::to_vec(&Sealed { state, expires_ms }).map_err(|_| StoreError::Gone)?;
    let sealed = app.sealer.seal_passing(context, &plain, app.entropy.as_ref());
    Ok(URL_SAFE_NO_PAD.encode(sealed))
}

pub(super) fn open<S: DeserializeOwned>(app: &App, context: &str, text: &str) -> Result<Opened<S>, PasskeyError> {
    if text.len() > limits::PASSKEY_CEREMONY_CHARS_MAX {
        return Err(Refusal::Over.into());
    }
    let sealed = URL_SAFE_NO_PAD.decode(text).map_err(|_| Refusal::Over)?;
    let plain = app.sealer.open_passing(context, &sealed).map_err(|_| Refusal::Over)?;
    let Sealed { state, expires_ms } = serde_json::from_slice(&plain).map_err(|_| Refusal::Over)?;
    let expires_at = Timestamp::from_millis(expires_ms);
    if app.now() > expires_at {
        return Err(Refusal::Over.into());
    }
    Ok(Opened {
        state,
        expires_at,
        // Of one spelling: another one of the same bytes would be another ceremony.
        hash: saar_store::seal::token_hash(&URL_SAFE_NO_PAD.encode(&sealed)),
    })
}
