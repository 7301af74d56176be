//! Correcting what is known about oneself: the name in a group, and the address.
//!
//! Of both there is one, and it is today's: what happened before stands under today's name, for history points at the member and not at the name.

use super::access::{self, Denied};
use super::audit::{self, Note};
use super::identity::{Identity, SignedInBy};
use super::sign_in::{self, Asked, SignInError, parse_email};
use super::{letter, proof};
use crate::app::App;
use crate::web::view::mail::AddressChangedMail;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::clock::Timestamp;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId};
use saar_domain::limits;
use saar_domain::member::Alias;
use saar_store::seal::token_hash;
use saar_store::{StoreError, account, endpoint, group, member, passkey, session};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// In which context the way back is sealed.
const WAY_BACK: &str = "address back";

/// Why it was not corrected.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// Not in the group.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Signed in too long ago.
    #[error("a code first")]
    ProveFirst,
    /// Something typed cannot be used.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// The code.
    #[error(transparent)]
    Code(SignInError),
    /// The way back is over, or was used.
    #[error("the link does not work any more")]
    Over,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CorrectError {
    fn of(field: &'static str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field, problem }])
    }
}

impl From<SignInError> for CorrectError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Store(error) => Self::Store(error),
            error => Self::Code(error),
        }
    }
}

/// A group with the name under which one is in it.
#[derive(Debug, Clone)]
pub struct Named {
    /// The group.
    pub id: GroupId,
    /// Its name.
    pub group: String,
    /// One's own.
    pub alias: String,
}

/// What can be corrected, as it is now.
#[derive(Debug, Clone)]
pub struct Look {
    /// The address.
    pub email: String,
    /// They showed lately that it is they.
    pub proved: bool,
    /// Their groups.
    pub groups: Vec<Named>,
}

/// What can be corrected.
pub async fn look(app: &App, identity: &Identity) -> Result<Look, StoreError> {
    let mut tx = app.db.read().await?;
    let mut groups = Vec::new();
    for member in member::of_account(&mut tx, identity.account.id).await? {
        if let Some(group) = group::find(&mut tx, member.group).await? {
            groups.push(Named {
                id: group.id,
                group: group.name,
                alias: member.alias,
            });
        }
    }
    Ok(Look {
        email: account::own_email(&mut tx, &app.sealer, identity.account.id).await?,
        proved: proof::is_recent(app, &mut tx, identity).await?,
        groups,
    })
}

/// Another name in a group. It stands in the group's log, without the former one: that may be what was wrong.
pub async fn alias(app: &App, account: AccountId, id: GroupId, typed: &str) -> Result<(), CorrectError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let at = access::within(&mut tx, account, group, Action::ChangeAlias).await?;
    let alias = Alias::parse(typed).map_err(|problem| CorrectError::of("alias", problem))?;
    if at.member.alias == alias.as_str() {
        return Ok(());
    }
    // Threat: the name of who just left or was removed, under whose reports it still stands.
    if member::alias_of_another(&mut tx, id, account, &alias).await? {
        return Err(CorrectError::of("alias", Problem::Taken));
    }
    // Threat: a name for each day, so that nobody knows who said what.
    let since = now.minus(limits::ALIAS_CHANGES_WITHIN);
    let changes = saar_store::audit::count_by(&mut tx, at.member.id, Deed::AliasChanged, since).await?;
    if changes >= limits::ALIAS_CHANGES_MAX {
        let max = usize::try_from(limits::ALIAS_CHANGES_MAX).unwrap_or(usize::MAX);
        return Err(CorrectError::of("alias", Problem::TooMany { max }));
    }
    member::rename(&mut tx, at.member.id, &alias).await?;
    let note = Note::new(id, Deed::AliasChanged, at.member.id).about(at.member.id);
    audit::note(app, &mut tx, note).await?;
    Ok(tx.commit().await?)
}

/// Mails a code to the address that is to be one's own. The answer is the same for every address.
pub async fn ask_address(app: &App, identity: &Identity, typed: &str) -> Result<Asked, CorrectError> {
    let email = parse_email(typed).map_err(|problem| CorrectError::of("email", problem))?;
    let mut tx = app.db.write().await?;
    if !proof::is_recent(app, &mut tx, identity).await? {
        return Err(CorrectError::ProveFirst);
    }
    if account::own_email(&mut tx, &app.sealer, identity.account.id).await? == email {
        return Err(CorrectError::of("email", Problem::NotAChoice));
    }
    let language = identity.account.language.clone();
    let mut asked = sign_in::challenge(app, &mut tx, email, language, None).await?;
    tx.commit().await?;
    if let Some(letter) = &mut asked.letter {
        // A link would sign in somebody whose address this is not yet.
        letter.link.clear();
    }
    Ok(asked)
}

/// An address was changed; the former one is to be told.
#[derive(Debug)]
struct Changed {
    former: String,
    language: String,
    way_back: String,
}

#[derive(Serialize, Deserialize)]
struct WayBack {
    account: String,
    email: String,
    changed_ms: i64,
}

/// The mailbox has answered: it is the account's from now on. Devices, programs and passkeys stay.
async fn address(app: &App, identity: &Identity, device_secret: &str, code: &str) -> Result<Changed, CorrectError> {
    let (now, mine) = (app.now(), identity.account.id);
    let (mut tx, challenge) = sign_in::check_code(app, device_secret, code).await?;
    if !proof::is_recent(app, &mut tx, identity).await? {
        return Err(CorrectError::ProveFirst);
    }
    if !saar_store::challenge::take(&mut tx, challenge.id, now).await? {
        return Err(CorrectError::Code(SignInError::Over));
    }
    account::lock(&mut tx, mine).await?;
    let former = account::own_email(&mut tx, &app.sealer, mine).await?;
    // A code that was mailed to the present address shows who somebody is, and changes nothing.
    if former == challenge.email {
        return Err(CorrectError::Code(SignInError::Over));
    }
    let whose = account::find_by_email(&mut tx, &app.sealer, &challenge.email).await?;
    if whose.is_some_and(|whose| whose.id != mine) {
        // Only who reads that mailbox gets to know it.
        return Err(CorrectError::of("email", Problem::Taken));
    }
    // Threat: a thief changes it twice, and the way back that was mailed first leads nowhere. While that works, there is no second change.
    let once = token_hash(&format!("address changed {mine}"));
    if !passkey::burn(&mut tx, once, now.plus(limits::ADDRESS_BACK_LIFETIME)).await? {
        return Err(CorrectError::of("email", Problem::TooMany { max: 1 }));
    }
    move_to(app, &mut tx, mine, &challenge.email).await?;
    tx.commit().await?;
    let back = WayBack {
        account: mine.to_string(),
        email: former.clone(),
        changed_ms: now.as_millis(),
    };
    let plain = serde_json::to_vec(&back).map_err(|_| StoreError::Gone)?;
    Ok(Changed {
        former,
        language: identity.account.language.clone(),
        way_back: URL_SAFE_NO_PAD.encode(app.sealer.seal_passing(WAY_BACK, &plain, app.entropy.as_ref())),
    })
}

/// The address and the mailbox of alarms, which are one.
async fn move_to(app: &App, tx: &mut saar_store::Tx, mine: AccountId, email: &str) -> Result<(), CorrectError> {
    let set = account::set_email(tx, &app.sealer, mine, email, app.entropy.as_ref()).await;
    set.map_err(|error| {
        // Somebody else opened an account for it at this very moment.
        if error.is_unique_violation() {
            CorrectError::of("email", Problem::Taken)
        } else {
            error.into()
        }
    })?;
    // The same way to the same person: who was alarmed at the former mailbox hears the end at this one.
    let mailbox = sign_in::mailbox(email)?;
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    if endpoint::move_mailbox(tx, &app.sealer, mine, &mailbox, (now, entropy)).await? {
        return Ok(());
    }
    Ok(sign_in::save_mailbox(app, tx, mine, email).await?)
}

/// Changes the address, and tells the former one. Threat: a thief hangs up in between, and its owner never hears of it; so a handler runs this to its end.
pub async fn change_address(app: &Arc<App>, identity: &Identity, device: &str, code: &str) -> Result<(), CorrectError> {
    let changed = address(app, identity, device, code).await?;
    let (app, country) = (Arc::clone(app), identity.country.clone());
    tokio::spawn(async move { tell_former(&app, country, changed).await });
    Ok(())
}

/// How long after a mail server refused it is asked again: a mailbox that asks strangers to come back opens within minutes.
const TRY_AGAIN_AFTER: [Duration; 4] = [
    Duration::from_secs(10),
    Duration::from_secs(300),
    Duration::from_secs(1_800),
    Duration::from_secs(7_200),
];

/// Tells the former address, with a way back: whoever did not do it takes it back there. After the commit.
async fn tell_former(app: &App, country: Option<String>, changed: Changed) {
    let view = AddressChangedMail {
        // The secret stands behind the #: browsers send it to nobody, and no log sees it.
        url: app.link(&format!("/address-back#{}", changed.way_back)),
        days: u32::try_from(limits::ADDRESS_BACK_LIFETIME.as_seconds() / 86_400).unwrap_or(7),
    };
    let country = country.unwrap_or_else(|| app.country.clone());
    let to = (changed.former.as_str(), changed.language.as_str());
    for pause in TRY_AGAIN_AFTER.into_iter().map(Some).chain([None]) {
        let country = country.clone();
        let sent = letter::send_to(app, to, country, "address_changed", "mail-address-changed", &view).await;
        let Err(error) = sent else { return };
        tracing::error!(%error, "a former address could not be told");
        if let Some(pause) = pause {
            tokio::time::sleep(pause).await;
        }
    }
}

/// Takes a change of address back, from the former mailbox: the address is what it was, and every door that was opened since is closed, as are the others.
pub async fn take_back(app: &App, word: &str) -> Result<(), CorrectError> {
    let back = read_way_back(app, word).ok_or(CorrectError::Over)?;
    let mine: AccountId = back.account.parse().map_err(|_| CorrectError::Over)?;
    if app.now().since(Timestamp::from_millis(back.changed_ms)) > limits::ADDRESS_BACK_LIFETIME {
        return Err(CorrectError::Over);
    }
    let mut tx = app.db.write().await?;
    account::lock(&mut tx, mine).await?;
    let Ok(present) = account::own_email(&mut tx, &app.sealer, mine).await else {
        // Forgotten meanwhile.
        return Err(CorrectError::Over);
    };
    if present == back.email {
        return Err(CorrectError::Over);
    }
    let owner = account::find_by_email(&mut tx, &app.sealer, &back.email).await?;
    let is_taken = owner.is_some_and(|owner| owner.id != mine);
    if is_taken {
        // They came in anew meanwhile. Threat: a thief keeps what was theirs: nobody gets in there any more, and no alarm goes out of it.
        let nobody = format!("{mine}@nobody.invalid");
        account::set_email(&mut tx, &app.sealer, mine, &nobody, app.entropy.as_ref()).await?;
        endpoint::forget_mailbox(&mut tx, mine).await?;
    } else {
        move_to(app, &mut tx, mine, &back.email).await?;
    }
    let sessions = session::of_account(&mut tx, mine).await?;
    let tokens = session::tokens_of_account(&mut tx, mine).await?;
    for device in &sessions {
        session::end(&mut tx, mine, device.id).await?;
    }
    for token in &tokens {
        session::revoke_token(&mut tx, mine, token.id).await?;
    }
    for key in passkey::of_account(&mut tx, mine).await? {
        passkey::revoke(&mut tx, mine, key.id).await?;
    }
    tx.commit().await?;
    let sessions = sessions.iter().map(|device| SignedInBy::Session(device.id));
    for by in sessions.chain(tokens.iter().map(|token| SignedInBy::Token(token.id))) {
        app.bus.signed_out(mine, by);
    }
    if is_taken {
        return Err(CorrectError::of("email", Problem::Taken));
    }
    Ok(())
}

fn read_way_back(app: &App, word: &str) -> Option<WayBack> {
    if word.len() > limits::ADDRESS_BACK_CHARS_MAX {
        return None;
    }
    let sealed = URL_SAFE_NO_PAD.decode(word).ok()?;
    let plain = app.sealer.open_passing(WAY_BACK, &sealed).ok()?;
    serde_json::from_slice(&plain).ok()
}
