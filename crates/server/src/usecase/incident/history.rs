//! Ended incidents of a group, a page at a time.

use crate::app::App;
use crate::usecase::access::{self, Denied, InGroup};
use saar_domain::access::Action;
use saar_domain::id::{AccountId, GroupId, IncidentId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use saar_store::incident::Stored;
use saar_store::{group, incident};

/// A page of ended incidents, newest first.
#[derive(Debug, Clone)]
pub struct Page {
    /// Who looks where.
    pub access: InGroup,
    /// The incidents.
    pub incidents: Vec<Stored>,
    /// The group's streets.
    pub streets: Vec<Street>,
    /// Where the next page begins; none on the last.
    pub next: Option<IncidentId>,
}

/// Ended incidents before a cursor.
pub async fn ended(
    app: &App,
    account: AccountId,
    group_id: GroupId,
    before: Option<IncidentId>,
) -> Result<Page, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, group_id, Action::ViewGroup).await?;
    // One more than a page, to know whether there is a next one.
    let mut incidents = incident::ended(&mut tx, group_id, before, limits::PAGE_ROWS_MAX + 1).await?;
    let full = incidents.len() > limits::PAGE_ROWS_MAX as usize;
    incidents.truncate(limits::PAGE_ROWS_MAX as usize);
    let next = incidents.last().filter(|_| full).map(|stored| stored.incident.id);
    Ok(Page {
        access,
        incidents,
        streets: group::streets(&mut tx, group_id).await?,
        next,
    })
}
