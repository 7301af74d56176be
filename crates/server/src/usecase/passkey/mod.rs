//! Passkeys: signing in with a key that stays on one's phone, instead of with an e-mailed code.
//!
//! Threats: an answer that was seen is sent again, hence each ceremony once and for five minutes; another site asks for the answer, hence origin and
//! relying party from our own configured address; a phone that lies open on a table, hence user verification, always; a copied key, hence its counter:
//! one that went back blocks the passkey and its owner gets a mail; a program that wants to stay, hence no token comes here.
//! Why so: docs/adr/0019.

mod ceremony;
mod news;

use super::sign_in::{self, SignedIn};
use crate::app::App;
pub use news::{News, tell};
use saar_domain::field::{FieldError, Problem, tidy_text};
use saar_domain::id::{AccountId, PasskeyId};
use saar_domain::limits;
use saar_store::passkey::{self, Passkey};
use saar_store::{StoreError, account};
use serde::de::DeserializeOwned;
use serde_json::Value;
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, Passkey as PublicKey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

saar_domain::coded! {
    /// Why a passkey does not do here.
    Refusal, "refusal" {
        /// This installation has none: its address is a number or not encrypted, or it is a demo.
        Off = "off",
        /// The ceremony took too long, or was used already.
        Over = "over",
        /// It is not known here, or what it answered does not hold. Which of the two is nobody's business.
        Unknown = "unknown",
        /// This phone's passkey is known already.
        Known = "known",
    }
}

/// Why it was not possible.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The passkey does not do.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Its counter went back: there may be a copy. It is blocked; its owner is to be told. To the outside it is not known.
    #[error("refused: the counter went back")]
    Copied {
        /// Whose.
        account: AccountId,
        /// What its owner calls it.
        name: String,
    },
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PasskeyError {
    fn field(field: &'static str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field, problem }])
    }
}

impl From<Refusal> for PasskeyError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Who we are to a browser: the name in the configured address, and that address alone as origin. None where browsers allow no passkeys (an address in
/// numbers, or not encrypted), and in a demo: nobody's phone is to remember an invented neighbour.
fn relying_party(app: &App) -> Option<Webauthn> {
    let name = app.public_url.domain()?;
    let is_trusted = app.public_url.scheme() == "https" || name == "localhost" || name.ends_with(".localhost");
    if app.demo || !is_trusted {
        return None;
    }
    WebauthnBuilder::new(name, &app.public_url)
        .ok()?
        .rp_name("SAAR")
        .build()
        .ok()
}

/// Whether this installation takes passkeys.
pub fn available(app: &App) -> bool {
    relying_party(app).is_some()
}

/// What a browser is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Comes back with the answer. Sealed: it is ours, and nobody can read or change it.
    pub ceremony: String,
    /// What `navigator.credentials` takes, as JSON.
    pub options: Value,
}

/// One's own passkeys, newest first.
pub async fn look(app: &App, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
    let mut tx = app.db.read().await?;
    passkey::of_account(&mut tx, account).await
}

/// Whether to offer one: the account has none, and did not say no.
pub async fn is_offered(app: &App, account: AccountId) -> Result<bool, StoreError> {
    if !available(app) {
        return Ok(false);
    }
    let mut tx = app.db.read().await?;
    passkey::is_offered(&mut tx, account).await
}

/// Offers it no more.
pub async fn decline(app: &App, account: AccountId) -> Result<(), StoreError> {
    let mut tx = app.db.write().await?;
    passkey::decline(&mut tx, account, app.now()).await?;
    tx.commit().await
}

/// What is sealed in the ceremony of a new passkey.
type Registration = (AccountId, PasskeyRegistration);

/// Begins a new passkey.
pub async fn begin(app: &App, account: AccountId) -> Result<Asked, PasskeyError> {
    let party = relying_party(app).ok_or(Refusal::Off)?;
    let mut tx = app.db.read().await?;
    let known = passkey::of_account(&mut tx, account).await?;
    let email = account::own_email(&mut tx, &app.sealer, account).await?;
    drop(tx);
    if let Some(error) = full(&known) {
        return Err(error);
    }
    let known = known.into_iter().map(|known| known.credential_id).collect();
    let handle = Uuid::parse_str(&account.to_string()).map_err(|_| StoreError::Gone)?;
    // The name is for the owner's own eyes, where their phone lists what it signs in to.
    let (options, state) = party
        .start_passkey_registration(handle, &email, &email, Some(known))
        .map_err(|error| not_asked(&error))?;
    Ok(Asked {
        ceremony: ceremony::seal::<Registration>(app, ceremony::REGISTRATION, (account, state))?,
        options: discoverable(&options)?,
    })
}

/// A passkey that the phone itself finds, so that nobody has to type an address; the library asks for this only of a few phones.
fn discoverable(options: &CreationChallengeResponse) -> Result<Value, PasskeyError> {
    let mut options = json(&options.public_key)?;
    let selection = &mut options["authenticatorSelection"];
    selection["residentKey"] = "required".into();
    selection["requireResidentKey"] = true.into();
    Ok(options)
}

fn json(options: &impl serde::Serialize) -> Result<Value, PasskeyError> {
    Ok(serde_json::to_value(options).map_err(|_| StoreError::Gone)?)
}

fn not_asked(error: &WebauthnError) -> PasskeyError {
    tracing::error!(%error, "a passkey could not be asked for");
    StoreError::Gone.into()
}

fn full(known: &[Passkey]) -> Option<PasskeyError> {
    let max = i64::try_from(limits::PASSKEYS_MAX).unwrap_or(i64::MAX);
    (known.len() >= limits::PASSKEYS_MAX).then(|| PasskeyError::field("passkeys", Problem::OutOfRange { min: 0, max }))
}

/// What a browser answered, in the shape that the standard gives it.
fn answer<T: DeserializeOwned>(credential: Value) -> Result<T, PasskeyError> {
    serde_json::from_value(credential).map_err(|_| PasskeyError::field("credential", Problem::Malformed))
}

/// A name as its owner types it; none when they leave it to us.
fn name(text: &str) -> Result<Option<String>, PasskeyError> {
    tidy_text(text, limits::NAME_CHARS_MAX).map_err(|problem| PasskeyError::field("name", problem))
}

/// Adds the passkey that a browser made. Without a name it is called after the device that asks.
pub async fn add(
    app: &App,
    account: AccountId,
    sealed: &str,
    typed: &str,
    credential: Value,
    device: &str,
) -> Result<Passkey, PasskeyError> {
    let party = relying_party(app).ok_or(Refusal::Off)?;
    let name = name(typed)?.or_else(|| Some(device.to_owned()).filter(|device| !device.is_empty()));
    let credential: RegisterPublicKeyCredential = answer(credential)?;
    let opened = ceremony::open::<Registration>(app, ceremony::REGISTRATION, sealed)?;
    let (asked, state) = &opened.state;
    // Threat: a ceremony that somebody else began would put their passkey into this account.
    if *asked != account {
        return Err(Refusal::Over.into());
    }
    let made = party.finish_passkey_registration(&credential, state).map_err(|error| {
        tracing::info!(%error, "a new passkey does not hold");
        Refusal::Unknown
    })?;
    let now = app.now();
    let added = Passkey {
        id: PasskeyId::new(now, app.entropy.as_ref()),
        account,
        credential_id: made.cred_id().clone(),
        credential: serde_json::to_string(&made).map_err(|_| StoreError::Gone)?,
        name: name.unwrap_or_else(|| "Passkey".into()),
        created_at: now,
        used_at: None,
        blocked_at: None,
    };
    let mut tx = app.db.write().await?;
    if !passkey::burn(&mut tx, opened.hash, opened.expires_at).await? {
        return Err(Refusal::Over.into());
    }
    // The account's row is the lock: two phones at once do not both take the last place.
    passkey::decline(&mut tx, account, now).await?;
    if let Some(error) = full(&passkey::of_account(&mut tx, account).await?) {
        return Err(error);
    }
    if !passkey::insert(&mut tx, &added).await? {
        return Err(Refusal::Known.into());
    }
    tx.commit().await?;
    Ok(added)
}

/// Gives a passkey another name. Whether it was there.
pub async fn rename(app: &App, account: AccountId, id: PasskeyId, typed: &str) -> Result<bool, PasskeyError> {
    let name = name(typed)?.ok_or_else(|| PasskeyError::field("name", Problem::TooShort { min: 1 }))?;
    let mut tx = app.db.write().await?;
    let renamed = passkey::rename(&mut tx, account, id, &name).await?;
    tx.commit().await?;
    Ok(renamed)
}

/// Takes a passkey back. Whether it was there. Devices that it signed in stay so until they are signed out themselves.
pub async fn revoke(app: &App, account: AccountId, id: PasskeyId) -> Result<bool, StoreError> {
    let mut tx = app.db.write().await?;
    let revoked = passkey::revoke(&mut tx, account, id).await?;
    tx.commit().await?;
    Ok(revoked)
}

/// Asks whoever is there for a passkey. Nothing is written: who only looks at the page costs nothing.
pub fn begin_sign_in(app: &App) -> Result<Asked, PasskeyError> {
    let party = relying_party(app).ok_or(Refusal::Off)?;
    let (options, state) = party
        .start_discoverable_authentication()
        .map_err(|error| not_asked(&error))?;
    Ok(Asked {
        ceremony: ceremony::seal::<DiscoverableAuthentication>(app, ceremony::SIGN_IN, state)?,
        options: json(&options.public_key)?,
    })
}

/// Signs in whoever's passkey it is: with a session as an e-mailed code makes one.
pub async fn sign_in(app: &App, sealed: &str, credential: Value, device: &str) -> Result<SignedIn, PasskeyError> {
    let party = relying_party(app).ok_or(Refusal::Off)?;
    let credential: PublicKeyCredential = answer(credential)?;
    let opened = ceremony::open::<DiscoverableAuthentication>(app, ceremony::SIGN_IN, sealed)?;
    let (handle, credential_id) = party
        .identify_discoverable_authentication(&credential)
        .map_err(|_| Refusal::Unknown)?;
    // A read first: who makes names up does not get at the writer.
    if !passkey::is_known(&mut app.db.read().await?, credential_id).await? {
        return Err(Refusal::Unknown.into());
    }
    let mut tx = app.db.write().await?;
    if !passkey::burn(&mut tx, opened.hash, opened.expires_at).await? {
        return Err(Refusal::Over.into());
    }
    let held = passkey::hold(&mut tx, credential_id).await?.ok_or(Refusal::Unknown)?;
    let mut key: PublicKey = serde_json::from_str(&held.credential).map_err(|_| StoreError::Gone)?;
    let is_theirs = handle.to_string() == held.account.to_string() && held.blocked_at.is_none();
    let now = app.now();
    let checked = match party.finish_discoverable_authentication_v2(&credential, opened.state, &key) {
        Ok(checked) if is_theirs => checked,
        Err(WebauthnError::CredentialPossibleCompromise) if is_theirs => {
            passkey::block(&mut tx, held.id, now).await?;
            tx.commit().await?;
            tracing::warn!(passkey = %held.id, "blocked: its counter went back, so there may be a copy");
            return Err(PasskeyError::Copied {
                account: held.account,
                name: held.name,
            });
        }
        refused => {
            // The ceremony stays used, whatever came of it.
            tx.commit().await?;
            if let Err(error) = refused {
                tracing::info!(%error, "a passkey's answer does not hold");
            }
            return Err(Refusal::Unknown.into());
        }
    };
    key.update_credential(&checked);
    let credential = serde_json::to_string(&key).map_err(|_| StoreError::Gone)?;
    passkey::note_use(&mut tx, held.id, &credential, now).await?;
    let account = account::find(&mut tx, held.account).await?.ok_or(StoreError::Gone)?;
    let token = sign_in::new_session(app, &mut tx, account.id, device).await?;
    tx.commit().await?;
    Ok(SignedIn {
        account: account.id,
        token,
        joined: None,
        asked: None,
        language: account.language,
    })
}
