//! The one place where access is checked. Everything that reveals or changes something of a group comes through here.
//!
//! Threat: ids are in addresses, and somebody will try others. Whoever is not in the group gets the same answer as for an id that does not exist
//! (EDGES 28), so that not even the existence of an incident can be asked for.

use saar_domain::access::{Action, Standing, may};
use saar_domain::id::{AccountId, GroupId, IncidentId};
use saar_domain::incident::Actor;
use saar_store::group::{Group, Locked};
use saar_store::incident::Stored;
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

impl AtIncident {
    /// What they are to the incident.
    pub fn standing(&self) -> Standing {
        standing(&self.member, &self.stored)
    }
}

/// What a member is to an incident.
pub fn standing(member: &Member, stored: &Stored) -> Standing {
    if stored.incident.reporter == Actor::Member(member.id) {
        Standing::Reporter(member.role)
    } else {
        Standing::Member(member.role)
    }
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
    if !may(Standing::Member(member.role), action) {
        return Err(Denied::NotAllowed);
    }
    Ok(InGroup { group, member })
}

/// Lets an account act on an incident of a group that was read in this transaction, or not.
pub async fn at_incident_within(
    tx: &mut Tx,
    account: AccountId,
    group: Group,
    incident: IncidentId,
    action: Action,
) -> Result<AtIncident, Denied> {
    let InGroup { group, member } = within(tx, account, group, Action::ViewIncident).await?;
    let stored = incident::find(tx, incident)
        .await?
        .filter(|stored| stored.group == group.id)
        .ok_or(Denied::NotHere)?;
    if !may(standing(&member, &stored), action) {
        return Err(Denied::NotAllowed);
    }
    Ok(AtIncident { group, member, stored })
}
