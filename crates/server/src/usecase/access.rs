//! The one place where access is checked. Everything that reveals or changes something of a group comes through here.
//!
//! Threat: ids are in addresses, and somebody will try others. Whoever is not in the group gets the same answer as for an id that does not exist
//! (EDGES 28), so that not even the existence of an incident can be asked for.

use saar_domain::access::{Action, Standing, Target, may};
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, GroupId, IncidentId, LiaisonId, MemberId, UmbrellaId};
use saar_domain::incident::Actor;
use saar_domain::member::Role;
use saar_store::coordinator::{self, Umbrella};
use saar_store::group::{Group, Locked};
use saar_store::incident::Stored;
use saar_store::liaison::{self, Liaison};
use saar_store::member::Member;
use saar_store::{StoreError, Tx, group, incident, member};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// Not there, or not for this account: the same to the outside.
    #[error("not found")]
    NotHere,
    /// In the group, but not allowed to do this.
    #[error("not allowed")]
    NotAllowed,
    /// In the group, and could do this but for a pause, which lasts until then.
    #[error("paused")]
    Paused(Timestamp),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody who may, in their group.
#[derive(Debug, Clone)]
pub struct InGroup {
    /// The group.
    pub group: Group,
    /// Who they are in it.
    pub member: Member,
}

/// Somebody who may, at an incident of their group.
#[derive(Debug, Clone)]
pub struct AtIncident {
    /// The group.
    pub group: Group,
    /// Who they are in it.
    pub member: Member,
    /// The incident.
    pub stored: Stored,
}

impl InGroup {
    /// What they are in it.
    pub fn standing(&self) -> Standing {
        standing(&self.member)
    }
}

/// What a member is: who is paused is that, whatever the role.
pub(super) fn standing(member: &Member) -> Standing {
    match member.paused_until {
        Some(_) => Standing::Paused,
        None => Standing::Member(member.role),
    }
}

/// Why a member may not: who could but for their pause is told of it.
fn refusal(member: &Member, action: Action, target: Target) -> Denied {
    match member.paused_until {
        Some(until) if may(Standing::Member(member.role), action, target) => Denied::Paused(until),
        _ => Denied::NotAllowed,
    }
}

impl AtIncident {
    /// Whether they may do something at the incident.
    pub fn may(&self, action: Action) -> bool {
        may_at(&self.member, &self.stored, action)
    }
}

fn may_at(member: &Member, stored: &Stored, action: Action) -> bool {
    may(standing(member), action, at(member, stored))
}

fn at(member: &Member, stored: &Stored) -> Target {
    let own = stored.incident.reporter == Actor::Member(member.id);
    Target::Incident { own }
}

/// Somebody who may, and the member whom it is about.
#[derive(Debug, Clone)]
pub struct OverMember {
    /// Who acts where.
    pub access: InGroup,
    /// Whom it is about.
    pub other: Member,
}

impl OverMember {
    /// What the one who acts is.
    pub fn standing(&self) -> Standing {
        self.access.standing()
    }

    /// Whom it is about, to the one who acts.
    pub fn target(&self) -> Target {
        target(&self.access.member, &self.other)
    }
}

fn target(member: &Member, other: &Member) -> Target {
    let own = member.id == other.id;
    Target::Member { own, role: other.role }
}

/// Lets an account act in a group, or not.
pub async fn in_group(tx: &mut Tx, account: AccountId, id: GroupId, action: Action) -> Result<InGroup, Denied> {
    let group = group::find(tx, id).await?.ok_or(Denied::NotHere)?;
    within(tx, account, group, action).await
}

/// Lets an account act on an incident of a group, or not.
pub async fn at_incident(
    tx: &mut Tx,
    account: AccountId,
    id: GroupId,
    incident: IncidentId,
    action: Action,
) -> Result<AtIncident, Denied> {
    let group = group::find(tx, id).await?.ok_or(Denied::NotHere)?;
    at_incident_within(tx, account, group, incident, action).await
}

/// Takes a group's lock, for who will write to it: whoever counts, looks or decides after this does so alone (EDGES 13). With it the group, and numbers
/// of its live sequence.
pub async fn lock(tx: &mut Tx, id: GroupId, events: u32) -> Result<Locked, Denied> {
    group::lock(tx, id, events).await.map_err(|error| match error {
        StoreError::Gone => Denied::NotHere,
        other => other.into(),
    })
}

/// Lets an account act in a group that was read in this transaction, or not.
pub async fn within(tx: &mut Tx, account: AccountId, group: Group, action: Action) -> Result<InGroup, Denied> {
    let member = member::in_group(tx, group.id, account).await?.ok_or(Denied::NotHere)?;
    let access = InGroup { group, member };
    if !may(access.standing(), action, Target::Group) {
        return Err(refusal(&access.member, action, Target::Group));
    }
    Ok(access)
}

/// Lets an account act on an incident of a group that was read in this transaction, or not.
pub async fn at_incident_within(
    tx: &mut Tx,
    account: AccountId,
    group: Group,
    incident: IncidentId,
    action: Action,
) -> Result<AtIncident, Denied> {
    let InGroup { group, member } = within(tx, account, group, Action::ViewGroup).await?;
    let stored = incident::find(tx, incident)
        .await?
        .filter(|stored| stored.group == group.id)
        .ok_or(Denied::NotHere)?;
    if !may_at(&member, &stored, action) {
        return Err(refusal(&member, action, at(&member, &stored)));
    }
    Ok(AtIncident { group, member, stored })
}

/// Lets an account act on a member of a group that was read in this transaction, or not. Threat: who may do it to nobody learns by it who there is.
pub async fn over_member(
    tx: &mut Tx,
    account: AccountId,
    group: Group,
    other: MemberId,
    action: Action,
) -> Result<OverMember, Denied> {
    let access = within(tx, account, group, Action::ViewGroup).await?;
    let other = member::find(tx, access.group.id, other).await?;
    let somebody = Target::Member {
        own: false,
        role: Role::Member,
    };
    let target = other.as_ref().map_or(somebody, |other| target(&access.member, other));
    if !may(access.standing(), action, target) {
        return Err(Denied::NotAllowed);
    }
    let other = other.ok_or(Denied::NotHere)?;
    Ok(OverMember { access, other })
}

/// Lets an account act on the groups of an umbrella that it coordinates, or not. To everybody else the umbrella is not there.
pub async fn coordinating(tx: &mut Tx, account: AccountId, id: UmbrellaId, action: Action) -> Result<Umbrella, Denied> {
    let own = coordinator::of_account(tx, account).await?;
    let umbrella = own
        .into_iter()
        .find(|umbrella| umbrella.id == id)
        .ok_or(Denied::NotHere)?;
    if !may(Standing::Coordinator, action, Target::Group) {
        return Err(Denied::NotAllowed);
    }
    Ok(umbrella)
}

/// Lets an account look into a group from outside, as the group grants it at this moment, or not. To everybody else the grant is not there, nor is one
/// that has ended.
pub async fn looking_in(
    tx: &mut Tx,
    account: AccountId,
    id: LiaisonId,
    action: Action,
    now: Timestamp,
) -> Result<(Group, Liaison), Denied> {
    let found = liaison::find(tx, id)
        .await?
        .filter(|found| found.account == Some(account) && found.stands(now))
        .ok_or(Denied::NotHere)?;
    if !may(Standing::Liaison(found.view), action, Target::Group) {
        return Err(Denied::NotAllowed);
    }
    let group = group::find(tx, found.group).await?.ok_or(Denied::NotHere)?;
    Ok((group, found))
}
