//! Professional secrecy: a member says of themselves that they are bound to it, and is reminded where they read and write.
//!
//! Threat: a list of who works for the police. Kept is a yes and nothing of the profession; it is seen by the member and by those who run the group.

use super::access::{self, Denied, InGroup};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::id::{AccountId, GroupId};
use saar_store::member;

/// What somebody said of themselves, in their membership.
pub async fn look(app: &App, account: AccountId, id: GroupId) -> Result<InGroup, Denied> {
    let mut tx = app.db.read().await?;
    access::in_group(&mut tx, account, id, Action::DeclareSecrecy).await
}

/// Says that one is bound, or not any more.
pub async fn declare(app: &App, account: AccountId, id: GroupId, bound: bool) -> Result<(), Denied> {
    let mut tx = app.db.write().await?;
    let access = access::in_group(&mut tx, account, id, Action::DeclareSecrecy).await?;
    member::bind_to_secrecy(&mut tx, access.member.id, bound).await?;
    Ok(tx.commit().await?)
}
