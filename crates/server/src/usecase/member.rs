//! One member, as those who run the group see them: under the alias, with what was done about them. How they are reached is looked up with a reason that
//! they get to read; who lost phone and mailbox is let in again.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Named, Note};
use super::{invite, letter};
use crate::app::App;
use crate::web::view::mail::ReadmitMail;
use saar_domain::access::{Action, may};
use saar_domain::audit::Deed;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, InviteId, MemberId};
use saar_domain::limits;
use saar_store::invite::Invite;
use saar_store::member::Member;
use saar_store::{StoreError, account, audit as lines, group, invite as invites, member};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum MemberError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
}

impl From<StoreError> for MemberError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

fn reason(text: &str) -> Result<String, MemberError> {
    let field = "why";
    audit::reason(text).map_err(|problem: Problem| MemberError::Invalid(vec![FieldError { field, problem }]))
}

/// A member's page.
#[derive(Debug, Clone)]
pub struct Look {
    /// Who looks where.
    pub access: InGroup,
    /// At whom.
    pub other: Member,
    /// What was done about them, newest first.
    pub lines: Vec<Named>,
    /// The way back in that stands open for them.
    pub way_in: Option<Invite>,
    /// The viewer may look up how they are reached.
    pub may_show_contact: bool,
    /// The viewer may let them in again.
    pub may_readmit: bool,
    /// The viewer may remind, warn, pause or remove them.
    pub may_moderate: bool,
}

/// A member's page.
pub async fn look(app: &App, account: AccountId, id: GroupId, other: MemberId) -> Result<Look, Denied> {
    let mut tx = app.db.read().await?;
    let group = group::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    let at = access::over_member(&mut tx, account, group, other, Action::ViewMember).await?;
    let found = lines::about_member(&mut tx, &app.sealer, other, limits::PAGE_ROWS_MAX).await?;
    let on = |action| may(at.standing(), action, at.target());
    Ok(Look {
        may_show_contact: on(Action::ShowContact),
        may_readmit: on(Action::Readmit),
        may_moderate: on(Action::Moderate),
        way_in: invites::readmitting(&mut tx, other, app.now()).await?,
        lines: audit::name(&mut tx, id, found).await?,
        access: at.access,
        other: at.other,
    })
}

/// How a member is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Who.
    pub alias: String,
    /// Their confirmed address.
    pub email: String,
}

/// Looks up how a member is reached. It stands in the log, where they read it, before it is shown.
pub async fn contact(
    app: &App,
    account: AccountId,
    id: GroupId,
    other: MemberId,
    why: &str,
) -> Result<Contact, MemberError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let at = access::over_member(&mut tx, account, group, other, Action::ShowContact).await?;
    let why = reason(why)?;
    let email = account::own_email(&mut tx, &app.sealer, at.other.account).await?;
    let note = Note::new(id, Deed::ContactShown, at.access.member.id);
    audit::note(app, &mut tx, note.about(other).because(&why)).await?;
    tx.commit().await?;
    Ok(Contact {
        alias: at.other.alias,
        email,
    })
}

/// Lets somebody in again who lost phone and mailbox, and whom the one who does it knows: an invite for one use, which ends the membership at the old
/// address and begins it anew at the one that is confirmed then, under the same alias and in the same role.
///
/// Threat: an admin takes somebody's place this way. They get no more than the place in this one group (no other group, no passkey, no past address), never
/// a role above their own; it stands in the log; and the old address is told, and may take it back until it is used.
pub async fn readmit(
    app: &App,
    account: AccountId,
    id: GroupId,
    other: MemberId,
    why: &str,
) -> Result<Invite, MemberError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let at = access::over_member(&mut tx, account, group, other, Action::Readmit).await?;
    let why = reason(why)?;
    let now = app.now();
    // One way in at a time: a new one takes the place of what lies about.
    if let Some(open) = invites::readmitting(&mut tx, other, now).await? {
        invites::revoke(&mut tx, id, open.id, now).await?;
    }
    let made = Invite {
        id: InviteId::new(now, app.entropy.as_ref()),
        group: id,
        created_by: Some(at.access.member.id),
        created_at: now,
        expires_at: now.plus(limits::READMISSION_LIFETIME),
        uses_max: 1,
        uses: 0,
        revoked_at: None,
        readmits: Some(other),
        appoints: false,
    };
    invites::insert(&mut tx, &made).await?;
    let note = Note::new(id, Deed::Readmitted, at.access.member.id);
    audit::note(app, &mut tx, note.about(other).because(&why)).await?;
    tx.commit().await?;
    let view = ReadmitMail {
        group_name: at.access.group.name,
        by: at.access.member.alias,
        url: app.link("/settings/log"),
    };
    letter::tell(app, at.other.account, "readmit", "mail-readmit", &view).await;
    Ok(made)
}

/// The ways in that stand open at somebody's own place.
pub async fn ways_into_my_place(app: &App, account: AccountId) -> Result<Vec<Invite>, StoreError> {
    let (mut tx, now) = (app.db.read().await?, app.now());
    let mut open = Vec::new();
    for mine in member::of_account(&mut tx, account).await? {
        open.extend(invites::readmitting(&mut tx, mine.id, now).await?);
    }
    Ok(open)
}

/// Whom it is about takes it back: they have not lost anything.
pub async fn refuse_readmission(app: &App, account: AccountId, id: InviteId) -> Result<(), Denied> {
    let mut tx = app.db.write().await?;
    let found = invites::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    let mine = member::in_group(&mut tx, found.group, account).await?;
    let mine = mine
        .filter(|mine| found.readmits == Some(mine.id))
        .ok_or(Denied::NotHere)?;
    if invite::why_unusable(&found, app.now()).is_none() {
        invites::revoke(&mut tx, found.group, id, app.now()).await?;
        let note = Note::new(found.group, Deed::ReadmissionRefused, mine.id);
        audit::note(app, &mut tx, note.about(mine.id)).await?;
    }
    Ok(tx.commit().await?)
}
