//! The roster: who is on call tonight. Whoever is put on it by somebody else says yes first; requests to join go to them before all who run the group.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::continuity::tell;
use crate::app::App;
use saar_domain::access::{Action, Target, may};
use saar_domain::audit::Deed;
use saar_domain::continuity::News;
use saar_domain::country::Profile;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, MemberId, TurnId};
use saar_domain::limits;
use saar_domain::roster::{RawTurn, day_of, part_of};
use saar_store::group::Group;
use saar_store::roster::{self, Turn};
use saar_store::{StoreError, Tx, member};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
}

impl From<StoreError> for RosterError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// The roster, for everybody in the group.
#[derive(Debug, Clone)]
pub struct Roster {
    /// Who looks where.
    pub access: InGroup,
    /// Every turn.
    pub turns: Vec<Turn>,
    /// Those of tonight whose member said yes.
    pub tonight: Vec<Turn>,
    /// The reader may put others on it, with whom there is to choose from.
    pub others: Option<Vec<(MemberId, String)>>,
}

fn now_in(app: &App, group: &Group) -> jiff::Zoned {
    let profile = app.profiles.get(&group.country);
    let zone = profile.map_or(jiff::tz::TimeZone::UTC, Profile::zone);
    app.now().to_jiff().to_zoned(zone)
}

/// The roster.
pub async fn look(app: &App, account: AccountId, id: GroupId) -> Result<Roster, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewGroup).await?;
    let tonight = tonight(app, &mut tx, &access.group).await?;
    let others = if may(access.standing(), Action::EditRoster, Target::Group) {
        let members = member::active(&mut tx, id).await?;
        Some(members.into_iter().map(|member| (member.id, member.alias)).collect())
    } else {
        None
    };
    let today = day_of(&now_in(app, &access.group));
    let mut turns = roster::of_group(&mut tx, id).await?;
    turns.retain(|turn| !turn.on.is_over(today));
    Ok(Roster {
        access,
        turns,
        tonight,
        others,
    })
}

/// Who is on call tonight: those who said yes.
pub async fn tonight(app: &App, tx: &mut Tx, group: &Group) -> Result<Vec<Turn>, StoreError> {
    let today = day_of(&now_in(app, group));
    let mut turns = roster::of_group(tx, group.id).await?;
    turns.retain(|turn| turn.agreed && turn.on.is(today));
    Ok(turns)
}

/// Who is on call at this hour: those of tonight, in the part of it that it is.
pub(super) async fn on_call(app: &App, tx: &mut Tx, group: &Group) -> Result<Vec<Turn>, StoreError> {
    let part = part_of(&now_in(app, group));
    let mut turns = tonight(app, tx, group).await?;
    turns.retain(|turn| turn.part == part);
    Ok(turns)
}

/// Puts somebody on the roster: oneself, or another, who is asked by mail.
pub async fn put(
    app: &App,
    account: AccountId,
    id: GroupId,
    who: Option<MemberId>,
    typed: &RawTurn,
) -> Result<(), RosterError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    // Under the lock: what is counted stays true (EDGES 13).
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::TakeTurn).await?;
    let who = who.unwrap_or(access.member.id);
    let own = who == access.member.id;
    if !own && !may(access.standing(), Action::EditRoster, Target::Group) {
        return Err(Denied::NotAllowed.into());
    }
    let other = member::find(&mut tx, id, who).await?.ok_or(Denied::NotHere)?;
    let today = day_of(&now_in(app, &access.group));
    let (on, part) = typed.check(today).map_err(RosterError::Invalid)?;
    let turns = roster::of_group(&mut tx, id).await?;
    for over in turns.iter().filter(|turn| turn.on.is_over(today)) {
        roster::remove(&mut tx, over.id).await?;
    }
    let mut standing = turns.iter().filter(|turn| !turn.on.is_over(today));
    if standing.clone().count() >= limits::TURNS_MAX {
        let max = limits::TURNS_MAX;
        return Err(RosterError::Invalid(vec![FieldError {
            field: "turns",
            problem: Problem::TooMany { max },
        }]));
    }
    // Put on twice is put on.
    if standing.any(|turn| turn.member == who && turn.on == on && turn.part == part) {
        return Ok(());
    }
    let turn = TurnId::new(now, app.entropy.as_ref());
    roster::insert(&mut tx, turn, id, who, (on, part), own.then_some(now)).await?;
    if !own {
        let note = Note::new(id, Deed::TurnAsked, access.member.id);
        audit::note(app, &mut tx, note.about(who)).await?;
        tell(app, &mut tx, other.account, id, News::Turn).await?;
    }
    Ok(tx.commit().await?)
}

/// A turn of a group, with who acts; whoever is nobody there, or looks for one of another group, finds none.
async fn at_turn(
    app: &App,
    account: AccountId,
    id: GroupId,
    turn: TurnId,
    action: Action,
) -> Result<(Tx, InGroup, Turn), RosterError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, action).await?;
    let turns = roster::of_group(&mut tx, id).await?;
    let found = turns.into_iter().find(|found| found.id == turn);
    Ok((tx, access, found.ok_or(Denied::NotHere)?))
}

/// Says yes to a turn of one's own.
pub async fn agree(app: &App, account: AccountId, id: GroupId, turn: TurnId) -> Result<(), RosterError> {
    let (mut tx, access, found) = at_turn(app, account, id, turn, Action::TakeTurn).await?;
    if found.member != access.member.id {
        return Err(Denied::NotAllowed.into());
    }
    roster::agree(&mut tx, turn, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes a turn off: one's own, or another's.
pub async fn remove(app: &App, account: AccountId, id: GroupId, turn: TurnId) -> Result<(), RosterError> {
    let (mut tx, access, found) = at_turn(app, account, id, turn, Action::ViewGroup).await?;
    let own = found.member == access.member.id;
    if !own && !may(access.standing(), Action::EditRoster, Target::Group) {
        return Err(Denied::NotAllowed.into());
    }
    roster::remove(&mut tx, turn).await?;
    if !own {
        let note = Note::new(id, Deed::TurnTakenOff, access.member.id);
        audit::note(app, &mut tx, note.about(found.member)).await?;
    }
    Ok(tx.commit().await?)
}
