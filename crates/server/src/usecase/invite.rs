//! Invitations: a link that lets a newcomer in, signed, expiring, limited and revocable.

use super::access::{self, Denied};
use super::audit::{self, Note};
use crate::app::App;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::clock::Span;
use saar_domain::field::{Errors, FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, InviteId, MemberId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use saar_domain::setting::Settings;
use saar_store::group::Group;
use saar_store::invite::Invite;
use saar_store::own_rule::OwnRules;
use saar_store::{Sealer, StoreError, Tx, founding, group, invite, member, own_rule, request, setting};
use subtle::ConstantTimeEq;

/// Why an invite was not made.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A number is out of range.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
}

impl From<StoreError> for InviteError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// Bytes of the signature in a link: 96 bits cannot be guessed, and keep the QR code coarse enough for a poster.
const SIGNATURE_BYTES: usize = 12;

/// The word in an invite's link: its id with our signature. Threat: without it, ids could be tried; with it, a database leak alone makes no links.
pub fn word(sealer: &Sealer, id: InviteId) -> String {
    let id = id.to_string();
    format!(
        "{id}.{}",
        URL_SAFE_NO_PAD.encode(&sealer.sign("invite", &id)[..SIGNATURE_BYTES])
    )
}

/// The invite of a word, if we signed it.
pub fn read_word(sealer: &Sealer, text: &str) -> Option<InviteId> {
    let id: InviteId = text.split_once('.')?.0.parse().ok()?;
    bool::from(word(sealer, id).as_bytes().ct_eq(text.as_bytes())).then_some(id)
}

/// How an invite is limited, as somebody typed it.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How often it may be used.
    pub uses_max: Option<u32>,
    /// For how many days.
    pub days: Option<u32>,
}

impl Limits {
    fn check(self) -> Result<(u32, u32), Vec<FieldError>> {
        let mut errors = Errors::default();
        let range = |value: Option<u32>, max: u32| match value {
            Some(value) if (1..=max).contains(&value) => Ok(value),
            // What is no number is none of these either: the limits are the mend.
            _ => Err(Problem::OutOfRange {
                min: 1,
                max: i64::from(max),
            }),
        };
        let uses = errors.take("uses_max", range(self.uses_max, limits::INVITE_USES_MAX));
        let days = errors.take("days", range(self.days, limits::INVITE_DAYS_MAX));
        errors.into_result()?;
        Ok((uses.unwrap_or(1), days.unwrap_or(1)))
    }
}

/// Makes an invite, by an admin or a deputy.
pub async fn create(app: &App, account: AccountId, group_id: GroupId, limits: Limits) -> Result<Invite, InviteError> {
    let mut tx = app.db.write().await?;
    let access = access::in_group(&mut tx, account, group_id, Action::Invite).await?;
    let open = invite::of_group(&mut tx, group_id).await?;
    let now = app.now();
    if open
        .iter()
        .filter(|invite| invite.revoked_at.is_none() && invite.expires_at > now)
        .count()
        >= limits::INVITES_MAX
    {
        let problem = Problem::OutOfRange {
            min: 0,
            max: i64::try_from(limits::INVITES_MAX).unwrap_or(i64::MAX),
        };
        return Err(InviteError::Invalid(vec![FieldError {
            field: "invites",
            problem,
        }]));
    }
    let made = make(app, group_id, Some(access.member.id), limits).map_err(InviteError::Invalid)?;
    invite::insert(&mut tx, &made).await?;
    let note = Note::new(group_id, Deed::InviteMade, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    Ok(made)
}

/// Makes an invite without an account: the command line's, for a group's first admin.
pub async fn create_by_operator(app: &App, group_id: GroupId, limits: Limits) -> Result<Invite, InviteError> {
    let mut tx = app.db.write().await?;
    group::find(&mut tx, group_id).await?.ok_or(Denied::NotHere)?;
    let made = make(app, group_id, None, limits).map_err(InviteError::Invalid)?;
    invite::insert(&mut tx, &made).await?;
    tx.commit().await?;
    Ok(made)
}

/// Makes an invite by which somebody comes in as admin: a coordinator's. Threat: it stands in no list of the group, for a deputy who reads it there could use it.
pub(super) async fn appointing(app: &App, tx: &mut Tx, group: GroupId, limits: Limits) -> Result<InviteId, StoreError> {
    let made = make(app, group, None, limits).map_err(|_| StoreError::Gone)?;
    let made = Invite { appoints: true, ..made };
    invite::insert(tx, &made).await?;
    Ok(made.id)
}

fn make(app: &App, group: GroupId, created_by: Option<MemberId>, limits: Limits) -> Result<Invite, Vec<FieldError>> {
    let (uses_max, days) = limits.check()?;
    let now = app.now();
    Ok(Invite {
        id: InviteId::new(now, app.entropy.as_ref()),
        group,
        created_by,
        created_at: now,
        expires_at: now.plus(Span::days(i64::from(days))),
        uses_max,
        uses: 0,
        revoked_at: None,
        readmits: None,
        appoints: false,
    })
}

/// One invite of the group, for its page with the QR code.
pub async fn look(
    app: &App,
    account: AccountId,
    group_id: GroupId,
    id: InviteId,
) -> Result<(access::InGroup, Invite), Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, group_id, Action::Invite).await?;
    let found = invite::find(&mut tx, id)
        .await?
        .filter(|invite| invite.group == group_id && !invite.appoints)
        .ok_or(Denied::NotHere)?;
    Ok((access, found))
}

/// Takes an invite back.
pub async fn revoke(app: &App, account: AccountId, group_id: GroupId, id: InviteId) -> Result<(), Denied> {
    let mut tx = app.db.write().await?;
    let access = access::in_group(&mut tx, account, group_id, Action::Invite).await?;
    // Another group's invite is not there (EDGES 28); one that is revoked already stays so.
    invite::find(&mut tx, id)
        .await?
        .filter(|invite| invite.group == group_id)
        .ok_or(Denied::NotHere)?;
    if invite::revoke(&mut tx, group_id, id, app.now()).await? {
        let note = Note::new(group_id, Deed::InviteRevoked, access.member.id);
        audit::note(app, &mut tx, note).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes the links back by which somebody would become admin of the group: the coordinator's, which stand in no list. By an admin.
pub async fn revoke_appointing(app: &App, account: AccountId, group_id: GroupId) -> Result<(), Denied> {
    let mut tx = app.db.write().await?;
    let access = access::in_group(&mut tx, account, group_id, Action::AssignRoles).await?;
    if invite::revoke_appointing(&mut tx, group_id, app.now()).await? {
        let note = Note::new(group_id, Deed::AdminLinksRevoked, access.member.id);
        audit::note(app, &mut tx, note).await?;
    }
    Ok(tx.commit().await?)
}

saar_domain::coded! {
    /// Why an invite lets nobody in.
    Unusable, "reason" {
        /// Not one of ours.
        Unknown = "unknown",
        /// Too old.
        Expired = "expired",
        /// Used as often as it may be.
        UsedUp = "used_up",
        /// Taken back.
        Revoked = "revoked",
        /// The group has no place left.
        Full = "full",
        /// Who wants to come in was removed from the group.
        Removed = "removed",
        /// It would make somebody admin who is paused in the group.
        Paused = "paused",
    }
}

/// What a newcomer sees behind an invite's link.
#[derive(Debug, Clone)]
pub struct Landing {
    /// The invite.
    pub invite: Invite,
    /// The group that it leads to.
    pub group: Group,
    /// The streets that belong to it.
    pub streets: Vec<Street>,
    /// Members now.
    pub members: u32,
    /// Its own house rules.
    pub own_rules: OwnRules,
    /// What it decided for itself.
    pub settings: Settings,
    /// The group takes requests: who is younger asks on its public page.
    pub may_ask: bool,
    /// The alias of who comes back by it, having lost phone and mailbox; none for newcomers.
    pub comes_back: Option<String>,
}

/// Why the link leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum LandingError {
    /// The invite lets nobody in.
    #[error("the invite cannot be used: {0}")]
    Unusable(Unusable),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks behind an invite's link.
pub async fn land(app: &App, text: &str) -> Result<Landing, LandingError> {
    let unusable = |why| LandingError::Unusable(why);
    let id = read_word(&app.sealer, text).ok_or(unusable(Unusable::Unknown))?;
    let mut tx = app.db.read().await?;
    let invite = invite::find(&mut tx, id).await?.ok_or(unusable(Unusable::Unknown))?;
    let group = group::find(&mut tx, invite.group)
        .await?
        .ok_or(unusable(Unusable::Unknown))?;
    if let Some(why) = why_unusable(&invite, app.now()) {
        return Err(unusable(why));
    }
    let members = member::count_active(&mut tx, group.id).await?;
    let comes_back = match invite.readmits {
        None if members >= group.capacity => return Err(unusable(Unusable::Full)),
        None if members == 0 && !invite.appoints && invite.created_by.is_some() => {
            return Err(unusable(Unusable::Revoked));
        }
        None => None,
        // Who has left meanwhile asks to join like everybody.
        Some(member) => Some(
            member::find(&mut tx, group.id, member)
                .await?
                .ok_or(unusable(Unusable::Revoked))?
                .alias,
        ),
    };
    let streets = group::streets(&mut tx, group.id).await?;
    let own_rules = own_rule::of_group(&mut tx, group.id).await?;
    let settings = setting::of_group(&mut tx, group.id).await?.settings;
    Ok(Landing {
        may_ask: may_ask(&mut tx, group.id).await?,
        invite,
        group,
        streets,
        members,
        own_rules,
        settings,
        comes_back,
    })
}

/// The group of an invite that found it full, where one may ask for a place on the waiting list.
pub async fn waiting_list(app: &App, text: &str) -> Result<Option<GroupId>, StoreError> {
    let Some(id) = read_word(&app.sealer, text) else {
        return Ok(None);
    };
    let mut tx = app.db.read().await?;
    let Some(invite) = invite::find(&mut tx, id).await? else {
        return Ok(None);
    };
    let takes = may_ask(&mut tx, invite.group).await?;
    Ok(takes.then_some(invite.group))
}

/// Whether strangers may ask to join a group. Nobody outside is told of one that waits for approval (ADR 27).
async fn may_ask(tx: &mut Tx, group: GroupId) -> Result<bool, StoreError> {
    Ok(request::joining(tx, group).await?.takes_requests && founding::waiting_since(tx, group).await?.is_none())
}

/// Why an invite lets nobody in, if so.
pub fn why_unusable(invite: &Invite, now: saar_domain::clock::Timestamp) -> Option<Unusable> {
    if invite.revoked_at.is_some() {
        Some(Unusable::Revoked)
    } else if invite.expires_at <= now {
        Some(Unusable::Expired)
    } else if invite.uses >= invite.uses_max {
        Some(Unusable::UsedUp)
    } else {
        None
    }
}
