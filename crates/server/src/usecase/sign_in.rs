//! Signing in and joining, both by an e-mailed code or link (EDGES 26).
//!
//! The device that asks holds one half (a random secret in a cookie), the mail carries the other (six digits to type, or a link whose page has a
//! button). Threats: mail scanners open links, hence the button; six digits can be guessed, hence five tries, ten minutes, and the device's half;
//! an address can be flooded with codes, hence a limit an hour; whether an address has an account is nobody's business, hence one answer to all.

use super::audit::{self, Note};
use super::identity::SignedInBy;
use super::invite::{self, LandingError, Unusable};
use super::moderation;
use super::request::{self, Follows, Placed};
use crate::app::App;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::audit::Deed;
use saar_domain::clock::{Entropy, Span};
use saar_domain::delivery::ChannelKind;
use saar_domain::field::{Errors, FieldError, Problem};
use saar_domain::id::{AccountId, ChallengeId, EndpointId, GroupId, MemberId, SessionId};
use saar_domain::joining::free_alias;
use saar_domain::limits;
use saar_domain::member::{Alias, Role};
use saar_store::account::{self, Account};
use saar_store::challenge::{self, Challenge, Joining};
use saar_store::endpoint::{self, NewEndpoint};
use saar_store::member::NewMember;
use saar_store::seal::token_hash;
use saar_store::session::{self, Session};
use saar_store::{StoreError, Tx, coordinator, group, liaison, member, own_rule};
use subtle::ConstantTimeEq;

/// Why it was not possible.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// Too many codes were mailed to this address in the last hour.
    #[error("too many codes for this address")]
    TooMany,
    /// No attempt of this device waits for a code, or it is over: too old, used, or five wrong codes.
    #[error("the code is too old, or was used")]
    Over,
    /// The code is wrong; so many tries are left.
    #[error("wrong code")]
    WrongCode {
        /// Tries that are left.
        left: u32,
    },
    /// The code is right, but no account has this address: joining takes an invite.
    #[error("nobody with this address")]
    NoAccount,
    /// The invite cannot be used.
    #[error("the invite cannot be used: {0}")]
    Invite(Unusable),
    /// The group takes no requests any more, or there are too many.
    #[error("the request to join was not taken")]
    Request(Vec<FieldError>),
    /// The mail could not be sent now.
    #[error("the mail could not be sent: {0}")]
    Mail(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<LandingError> for SignInError {
    fn from(error: LandingError) -> Self {
        match error {
            LandingError::Unusable(why) => Self::Invite(why),
            LandingError::Store(error) => Self::Store(error),
        }
    }
}

/// A random secret of 256 bits, as text.
pub fn secret(entropy: &dyn Entropy) -> String {
    URL_SAFE_NO_PAD.encode(entropy.bytes::<32>())
}

/// What a mail with a code has to say. The words are the web's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLetter {
    /// To whom.
    pub email: String,
    /// Six digits.
    pub code: String,
    /// The link's secret; empty where there is no link, for the code alone does it.
    pub link: String,
    /// In which language.
    pub language: String,
    /// The group that is joined, if one is.
    pub group: Option<GroupId>,
}

/// A code is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The device's half: kept in its cookie.
    pub device_secret: String,
    /// To be mailed, after the commit. None when the address has no account: the answer looks the same.
    pub letter: Option<CodeLetter>,
}

/// Asks for a code to sign in.
pub async fn ask(app: &App, email: &str, language: &str) -> Result<Asked, SignInError> {
    let email = parse_email(email).map_err(|problem| {
        SignInError::Invalid(vec![FieldError {
            field: "email",
            problem,
        }])
    })?;
    let mut tx = app.db.write().await?;
    let account = account::find_by_email(&mut tx, &app.sealer, &email).await?;
    // An address without an account takes the same path, so that neither the answer nor its time tells; only the mail is left out.
    let known = account.is_some() || is_asked(app, &mut tx, &email).await?;
    let email = account::own_spelling(&mut tx, &app.sealer, account.as_ref(), email).await?;
    let language = account.map_or_else(|| language.to_owned(), |account| account.language);
    let asked = challenge(app, &mut tx, email, language, None).await?;
    tx.commit().await?;
    Ok(Asked {
        letter: asked.letter.filter(|_| known),
        ..asked
    })
}

/// What a newcomer typed.
#[derive(Debug, Clone, Default)]
pub struct JoinRequest {
    /// The name that others will see.
    pub alias: String,
    /// For the code, and for alarms.
    pub email: String,
    /// 18 or older.
    pub adult: bool,
    /// The house rules that were accepted, by version; 0 when they were not.
    pub rules_version: u32,
    /// The group's own that were accepted with them; 0 where it has none.
    pub own_rules_version: u32,
    /// A member of the association, where the group is for its members.
    pub association_member: bool,
}

/// Asks to join a group by an invite; the member exists once the code is confirmed.
pub async fn ask_to_join(
    app: &App,
    invite_word: &str,
    request: &JoinRequest,
    language: &str,
) -> Result<Asked, SignInError> {
    let landing = invite::land(app, invite_word).await?;
    let profile = app.profiles.get(&landing.group.country).ok_or(StoreError::Gone)?;
    let mut errors = Errors::default();
    // Who comes back keeps the alias.
    let alias = match &landing.comes_back {
        Some(alias) => Alias::parse(alias).ok(),
        None => errors.take("alias", Alias::parse(&request.alias)),
    };
    let email = errors.take("email", parse_email(&request.email));
    if !request.adult {
        errors.add("adult", Problem::NotAccepted);
    }
    if landing.comes_back.is_none() && landing.settings.members_only().is_some() && !request.association_member {
        errors.add("association_member", Problem::NotAccepted);
    }
    let own_rules_version = landing.own_rules.version;
    if request.rules_version != profile.house_rules_version {
        errors.add("rules", Problem::NotAccepted);
    } else if request.own_rules_version != own_rules_version {
        errors.add("rules", Problem::NotAChoice);
    }
    let mut tx = app.db.write().await?;
    if let Some(alias) = &alias
        && landing.comes_back.is_none()
        && member::alias_taken(&mut tx, landing.group.id, alias).await?
    {
        errors.add("alias", Problem::Taken);
    }
    errors.into_result().map_err(SignInError::Invalid)?;
    let (Some(alias), Some(email)) = (alias, email) else {
        return Err(SignInError::Over);
    };
    let account = account::find_by_email(&mut tx, &app.sealer, &email).await?;
    let email = account::own_spelling(&mut tx, &app.sealer, account.as_ref(), email).await?;
    let joining = Joining {
        invite: landing.invite.id,
        alias: alias.as_str().to_owned(),
        rules_version: request.rules_version,
        own_rules_version,
    };
    let mut asked = challenge(
        app,
        &mut tx,
        email,
        language.to_owned(),
        Some(Follows::Joining(joining)),
    )
    .await?;
    tx.commit().await?;
    if let Some(letter) = &mut asked.letter {
        letter.group = Some(landing.group.id);
    }
    Ok(asked)
}

pub(super) async fn challenge(
    app: &App,
    tx: &mut Tx,
    email: String,
    language: String,
    follows: Option<Follows>,
) -> Result<Asked, SignInError> {
    let now = app.now();
    let (joining, asking) = match follows {
        None => (None, None),
        Some(Follows::Joining(joining)) => (Some(joining), None),
        Some(Follows::Asking(asking)) => (None, Some(asking)),
    };
    // Threat: many requests at once, each of which counts before any of them is counted, flood a mailbox.
    challenge::lock_address(tx, &app.sealer, &email).await?;
    if challenge::count_since(tx, &app.sealer, &email, now.minus(Span::hours(1))).await?
        >= limits::CODES_PER_ADDRESS_HOUR
    {
        return Err(SignInError::TooMany);
    }
    let entropy = app.entropy.as_ref();
    let (device_secret, link, code) = (secret(entropy), secret(entropy), six_digits(entropy));
    let id = ChallengeId::new(now, entropy);
    let challenge = Challenge {
        id,
        device_hash: token_hash(&device_secret),
        link_hash: token_hash(&link),
        code_hash: app.sealer.code_hash(&id.to_string(), &code),
        email: email.clone(),
        language: language.clone(),
        joining,
        asking,
        tries: 0,
        created_at: now,
        used_at: None,
    };
    challenge::insert(tx, &app.sealer, &challenge, entropy).await?;
    Ok(Asked {
        device_secret,
        letter: Some(CodeLetter {
            email,
            code,
            link,
            language,
            group: None,
        }),
    })
}

pub(super) fn six_digits(entropy: &dyn Entropy) -> String {
    // 2^64 is so much larger than 10^6 that the remainder is even.
    format!("{:06}", u64::from_be_bytes(entropy.bytes()) % 1_000_000)
}

pub(super) fn parse_email(text: &str) -> Result<String, Problem> {
    use saar_delivery::email::{AddressError, parse_address};
    parse_address(text).map_err(|error| match error {
        AddressError::Empty => Problem::Missing,
        AddressError::TooLong => Problem::TooLong {
            max: limits::EMAIL_CHARS_MAX,
        },
        _ => Problem::Malformed,
    })
}

/// A device that has just signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// The session's secret: for the cookie.
    pub token: String,
    /// The group that was joined, if one was.
    pub joined: Option<GroupId>,
    /// The group that was asked to join, and what became of it, if one was.
    pub asked: Option<(GroupId, Placed)>,
    /// In which language they read.
    pub language: String,
}

/// Confirms with the six digits, on the device that asked.
pub async fn confirm_code(app: &App, device_secret: &str, code: &str, device: &str) -> Result<SignedIn, SignInError> {
    let (tx, challenge) = check_code(app, device_secret, code).await?;
    complete(app, tx, challenge, device).await
}

/// Checks six digits against what the device asked for. The transaction goes on when they are right; a wrong try is counted either way.
pub(super) async fn check_code(app: &App, device_secret: &str, code: &str) -> Result<(Tx, Challenge), SignInError> {
    let mut tx = app.db.write().await?;
    let challenge = challenge::of_device(&mut tx, &app.sealer, token_hash(device_secret))
        .await?
        .ok_or(SignInError::Over)?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    // The try is counted and kept, whatever comes of it: five are five.
    let tries = challenge::count_try(&mut tx, challenge.id).await?;
    let dead = is_over(app, &challenge) || tries > limits::CODE_TRIES_MAX;
    let right = bool::from(
        app.sealer
            .code_hash(&challenge.id.to_string(), &code)
            .ct_eq(&challenge.code_hash),
    );
    if dead || !right {
        tx.commit().await?;
        let left = limits::CODE_TRIES_MAX.saturating_sub(tries);
        return Err(if dead || left == 0 {
            SignInError::Over
        } else {
            SignInError::WrongCode { left }
        });
    }
    Ok((tx, challenge))
}

/// Confirms with the link, on any device: whoever holds the mail has pressed the button.
pub async fn confirm_link(app: &App, link: &str, device: &str) -> Result<SignedIn, SignInError> {
    let mut tx = app.db.write().await?;
    let challenge = challenge::of_link(&mut tx, &app.sealer, token_hash(link))
        .await?
        .ok_or(SignInError::Over)?;
    if is_over(app, &challenge) {
        return Err(SignInError::Over);
    }
    complete(app, tx, challenge, device).await
}

fn is_over(app: &App, challenge: &Challenge) -> bool {
    challenge.used_at.is_some()
        || app.now().since(challenge.created_at) > limits::CODE_LIFETIME
        || challenge.tries >= limits::CODE_TRIES_MAX
}

/// The address is confirmed: signs in, and joins if that was asked.
async fn complete(app: &App, mut tx: Tx, challenge: Challenge, device: &str) -> Result<SignedIn, SignInError> {
    let now = app.now();
    if !challenge::take(&mut tx, challenge.id, now).await? {
        return Err(SignInError::Over);
    }
    // Two who open an account for one new address at one moment open one.
    challenge::lock_address(&mut tx, &app.sealer, &challenge.email).await?;
    let known = account::find_by_email(&mut tx, &app.sealer, &challenge.email).await?;
    let follows = challenge.joining.is_some() || challenge.asking.is_some();
    let account = match (known, follows) {
        (Some(account), _) => {
            // Threat: the account is forgotten at this very moment, and a session stays open in the name of nobody. Whoever forgets it takes the same lock.
            account::lock(&mut tx, account.id).await?;
            let still = account::find_by_email(&mut tx, &app.sealer, &challenge.email).await?;
            if still.is_none_or(|still| still.id != account.id) {
                return Err(SignInError::Over);
            }
            // The mailbox has just answered: one that a mail server's mistake had taken away is back.
            let own = account::own_email(&mut tx, &app.sealer, account.id).await?;
            save_mailbox(app, &mut tx, account.id, &own).await?;
            account
        }
        (None, false) if !is_asked(app, &mut tx, &challenge.email).await? => {
            tx.commit().await?;
            return Err(SignInError::NoAccount);
        }
        (None, _) => new_account(app, &mut tx, &challenge.email, &challenge.language).await?,
    };
    let joined = match &challenge.joining {
        None => None,
        Some(joining) => Some(join(app, &mut tx, account.id, joining).await?),
    };
    let asked = match &challenge.asking {
        None => None,
        Some(asking) => Some((asking.group, request::place(app, &mut tx, account.id, asking).await?)),
    };
    let token = new_session(app, &mut tx, account.id, device).await?;
    tx.commit().await?;
    if let Some(Joined {
        group,
        ended: Some(ended),
    }) = joined
    {
        app.bus.left(ended, group);
    }
    Ok(SignedIn {
        account: account.id,
        token,
        joined: joined.map(|joined| joined.group),
        asked,
        language: account.language,
    })
}

/// Whether somebody is asked to coordinate an umbrella, or to be a liaison: the mailbox may answer.
async fn is_asked(app: &App, tx: &mut Tx, email: &str) -> Result<bool, StoreError> {
    let now = app.now();
    let coordinates = coordinator::is_asked(tx, &app.sealer, email, now.minus(limits::COORDINATOR_ASKED)).await?;
    Ok(coordinates || liaison::is_asked(tx, &app.sealer, email, now.minus(limits::LIAISON_ASKED), None).await?)
}

/// A new account, reached by mail until it chooses otherwise.
pub async fn new_account(app: &App, tx: &mut Tx, email: &str, language: &str) -> Result<Account, StoreError> {
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let channels = vec![ChannelKind::WebPush, ChannelKind::Email];
    let account = Account::new(AccountId::new(now, entropy), language, channels);
    account::insert(tx, &app.sealer, &account, email, now, entropy).await?;
    save_mailbox(app, tx, account.id, email).await?;
    Ok(account)
}

/// A mailbox, as an endpoint keeps it.
pub(super) fn mailbox(email: &str) -> Result<String, StoreError> {
    let address = email.to_owned();
    serde_json::to_string(&saar_delivery::Address::Email { address }).map_err(|_| StoreError::Gone)
}

/// Alarms may be mailed to this confirmed address.
pub(super) async fn save_mailbox(app: &App, tx: &mut Tx, account: AccountId, email: &str) -> Result<(), StoreError> {
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let address = mailbox(email)?;
    let new = NewEndpoint {
        id: EndpointId::new(now, entropy),
        account,
        channel: ChannelKind::Email,
        address: &address,
        session: None,
    };
    endpoint::save(tx, &app.sealer, &new, now, entropy).await
}

/// A new session of an account; its secret.
pub async fn new_session(app: &App, tx: &mut Tx, account: AccountId, device: &str) -> Result<String, StoreError> {
    let now = app.now();
    let token = secret(app.entropy.as_ref());
    let id = SessionId::new(now, app.entropy.as_ref());
    let session = Session {
        id,
        account,
        device: device.to_owned(),
        created_at: now,
        seen_at: now,
    };
    session::insert(tx, &session, token_hash(&token)).await?;
    Ok(token)
}

/// What came of joining.
#[derive(Debug, Clone, Copy)]
struct Joined {
    group: GroupId,
    /// The account whose membership ended with it: they came back at another address.
    ended: Option<AccountId>,
}

async fn join(app: &App, tx: &mut Tx, account: AccountId, joining: &Joining) -> Result<Joined, SignInError> {
    let unusable = |why| SignInError::Invite(why);
    let invite = saar_store::invite::find(tx, joining.invite)
        .await?
        .ok_or(unusable(Unusable::Unknown))?;
    // The lock first: the last place is given once (EDGES 13).
    group::lock(tx, invite.group, 0).await?;
    let group = group::find(tx, invite.group)
        .await?
        .ok_or(unusable(Unusable::Unknown))?;
    if invite.readmits.is_none() {
        // Who waits for a place comes before who has a link; it may be the same person.
        request::answer::fill(app, tx, &group).await?;
    }
    if member::in_group(tx, invite.group, account).await?.is_some() {
        return Ok(Joined {
            group: invite.group,
            ended: None,
        });
    }
    let before = match invite.readmits {
        Some(member) => Some(
            member::find(tx, group.id, member)
                .await?
                .ok_or(unusable(Unusable::Revoked))?,
        ),
        None => None,
    };
    if before.is_none() && member::count_active(tx, group.id).await? >= group.capacity {
        return Err(unusable(Unusable::Full));
    }
    let against = moderation::against(app, tx, group.id, account).await?;
    if against.removed {
        return Err(unusable(Unusable::Removed));
    }
    // The operator's invite makes the first admin: somebody has to be one (and it carries no member's name).
    let founds = invite.created_by.is_none() && member::count_admins(tx, group.id).await? == 0;
    let appoints = before.is_none() && (founds || invite.appoints);
    if before.is_none() && !appoints && member::count_active(tx, group.id).await? == 0 {
        // All have left: whoever came in now would be alone, and nobody would run the group. Who left last has a way back, so the link itself stands.
        return Err(unusable(Unusable::Revoked));
    }
    if appoints && against.paused_until.is_some() {
        // Who is paused runs nothing: the group would be left to somebody who can do nothing in it.
        return Err(unusable(Unusable::Paused));
    }
    let now = app.now();
    if !saar_store::invite::take(tx, invite.id, now).await? {
        let why = invite::why_unusable(&invite, now).unwrap_or(Unusable::UsedUp);
        return Err(unusable(why));
    }
    let wanted = Alias::parse(&joining.alias).map_err(|_| StoreError::Gone)?;
    // The place at the old address ends before the new one begins: the alias is free then.
    if let Some(before) = &before {
        member::leave(tx, before.id, now).await?;
    }
    // Somebody may have taken it while the code was under way, where nothing can be typed any more: a number behind it, which they may change.
    let members = member::active(tx, group.id).await?;
    let alias = free_alias(&wanted, |alias| {
        members
            .iter()
            .any(|member| member.alias.to_lowercase() == alias.folded())
    });
    let new = NewMember {
        id: MemberId::new(now, app.entropy.as_ref()),
        group: group.id,
        account,
        alias: &alias,
        role: match &before {
            Some(before) => before.role,
            None if appoints => Role::Admin,
            None => Role::Member,
        },
        rules_version: joining.rules_version,
    };
    member::insert(tx, &new, now).await?;
    if invite.appoints {
        let note = Note {
            by: None,
            ..Note::new(group.id, Deed::AppointedByCoordinator, new.id)
        };
        audit::note(app, tx, note.about(new.id)).await?;
    }
    own_rule::accept(tx, new.id, joining.own_rules_version).await?;
    // A pause is the person's, not the membership's.
    let paused_until = before
        .as_ref()
        .map_or(against.paused_until, |before| before.paused_until);
    if paused_until.is_some() {
        member::pause(tx, new.id, paused_until).await?;
    }
    if let Some(before) = &before {
        member::came_from(tx, new.id, before.id).await?;
        member::bind_to_secrecy(tx, new.id, before.bound_to_secrecy).await?;
        let note = Note::new(group.id, Deed::CameBack, new.id);
        audit::note(app, tx, note.about(new.id)).await?;
    }
    if let Some(joined) = member::find(tx, group.id, new.id).await? {
        moderation::tell_new_decider(app, tx, &joined).await?;
    }
    // Who had asked is answered.
    saar_store::request::forget_of(tx, group.id, account).await?;
    Ok(Joined {
        group: group.id,
        ended: before.map(|before| before.account),
    })
}

/// Signs a device out; its open pages end.
pub async fn sign_out(app: &App, account: AccountId, session: SessionId) -> Result<bool, StoreError> {
    let mut tx = app.db.write().await?;
    let ended = session::end(&mut tx, account, session).await?;
    tx.commit().await?;
    if ended {
        app.bus.signed_out(account, SignedInBy::Session(session));
    }
    Ok(ended)
}
