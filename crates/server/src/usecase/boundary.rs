//! Districts and municipalities: loaded by the operator, and taken as the area of a group.

use super::access::{self, Denied};
use super::area::{AreaError, Saved, save};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::id::{AccountId, BoundaryId, GroupId};
use saar_domain::import::boundary::{Boundary, Level};
use saar_domain::limits::BOUNDARIES_SHOWN_MAX;
use saar_store::boundary::Named;
use saar_store::{StoreError, boundary};

/// Boundaries that one transaction writes: short enough for a server that works beside it.
const AT_ONCE: usize = 200;

/// Loads boundaries of a country; what has the same code is replaced. `progress` hears how many are there.
pub async fn load(
    app: &App,
    country: &str,
    level: Level,
    boundaries: &[Boundary],
    mut progress: impl FnMut(usize),
) -> Result<(), StoreError> {
    let mut done = 0;
    for some in boundaries.chunks(AT_ONCE) {
        let mut tx = app.db.write().await?;
        for one in some {
            let id = BoundaryId::new(app.now(), app.entropy.as_ref());
            boundary::save(&mut tx, id, country, level, one).await?;
        }
        tx.commit().await?;
        done += some.len();
        progress(done);
    }
    Ok(())
}

/// What was found by a name.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// There are boundaries of the group's country to look for.
    pub loaded: bool,
    /// Those that were found.
    pub boundaries: Vec<Named>,
}

/// Looks for boundaries by their name, for who runs a group.
pub async fn search(app: &App, account: AccountId, id: GroupId, text: &str) -> Result<Found, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::EditArea).await?;
    let country = &access.group.country;
    Ok(Found {
        loaded: boundary::any(&mut tx, country).await?,
        boundaries: boundary::search(&mut tx, country, text, BOUNDARIES_SHOWN_MAX).await?,
    })
}

/// Makes a boundary the area of a group. It is checked as any other: a municipality may be too large for one group.
pub async fn take(
    app: &App,
    account: AccountId,
    id: GroupId,
    revision: Option<i64>,
    which: BoundaryId,
) -> Result<Saved, AreaError> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::EditArea).await?;
    let found = boundary::find(&mut tx, &access.group.country, which).await?;
    drop(tx);
    let (named, area) = found.ok_or(Denied::NotHere)?;
    let geojson = area.to_geojson(&named.name, &named.municipality).to_string();
    save(app, account, id, revision, &geojson, false).await
}
