//! The ground of a group: looked at, brought, and compared with that of others.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::area::{Brought, bring};
use saar_domain::audit::Deed;
use saar_domain::geo::{Area, Point};
use saar_domain::id::{AccountId, GroupId, StreetId};
use saar_domain::import::Notes;
use saar_domain::import::area::Ground;
use saar_domain::incident::report::Street;
use saar_store::{StoreError, Tx, area, group, street};

/// Another group on the same ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// How much of one's own area lies in it: 0 to 1.
    pub share: f64,
}

/// A share that is too small to speak of: a border drawn twice never fits exactly.
const SHARE_SHOWN: f64 = 0.005;

/// The page of the area.
#[derive(Debug, Clone)]
pub struct AreaDesk {
    /// Who looks where.
    pub access: InGroup,
    /// The number of the area's latest change: who saves another one says which was read.
    pub revision: i64,
    /// Its streets.
    pub streets: Vec<Street>,
    /// Those in which something was reported: they stay.
    pub used: Vec<StreetId>,
    /// Other groups on the same ground, the largest share first.
    pub overlaps: Vec<Overlap>,
}

/// Looks at the area, for who runs the group.
pub async fn look(app: &App, account: AccountId, id: GroupId) -> Result<AreaDesk, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::EditArea).await?;
    Ok(AreaDesk {
        revision: area::revision_of(&mut tx, id).await?,
        streets: group::streets(&mut tx, id).await?,
        used: street::used(&mut tx, id).await?,
        overlaps: overlaps(app, &mut tx, id, &access.group.area).await?,
        access,
    })
}

async fn overlaps(app: &App, tx: &mut Tx, id: GroupId, area: &Area) -> Result<Vec<Overlap>, StoreError> {
    let Some(bounds) = area.bounds() else {
        return Ok(Vec::new());
    };
    app.areas.refresh(tx).await?;
    let around = app.areas.around(bounds);
    let others = around.iter().filter(|other| other.group != id);
    let mut found: Vec<Overlap> = others
        .map(|other| Overlap {
            name: other.name.clone(),
            municipality: other.municipality.clone(),
            share: area.share_within(&other.area),
        })
        .filter(|overlap| overlap.share >= SHARE_SHOWN)
        .collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    Ok(found)
}

/// Why an area was not saved.
#[derive(Debug, thiserror::Error)]
pub enum AreaError {
    /// Not in the group, or not running it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It cannot be read, or does not do: why, by line.
    #[error("the area is refused")]
    Refused(Notes),
    /// Somebody else changed it since it was read.
    #[error("changed meanwhile")]
    Meanwhile,
}

impl From<StoreError> for AreaError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// An area that was saved.
#[derive(Debug, Clone)]
pub struct Saved {
    /// What was mended.
    pub repairs: Notes,
    /// Other groups on the same ground: said, and no reason to refuse it.
    pub overlaps: Vec<Overlap>,
}

/// Saves an area that somebody brought as GeoJSON. `revision` is the one that was read: of two who draw at the same moment the second is told, instead of
/// rubbing out unseen what the first one drew. None: whatever stands there is replaced.
pub async fn save(
    app: &App,
    account: AccountId,
    id: GroupId,
    revision: Option<i64>,
    geojson: &str,
    convert_rd: bool,
) -> Result<Saved, AreaError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditArea).await?;
    let profile = app.profiles.get(&access.group.country).ok_or(StoreError::Gone)?;
    let ground = Ground {
        bounds: &[profile.bounds],
        convert_rd,
    };
    let Brought {
        area: brought,
        repairs,
        refusals,
        ..
    } = bring(geojson, ground);
    let Some(brought) = brought else {
        return Err(AreaError::Refused(refusals));
    };
    unchanged(&mut tx, id, revision).await?;
    area::save(&mut tx, id, &brought).await?;
    let note = Note::new(id, Deed::AreaChanged, access.member.id).detail("area");
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    // Only now: the index is not to learn of what may still be undone.
    let mut tx = app.db.read().await?;
    let overlaps = overlaps(app, &mut tx, id, &brought).await?;
    Ok(Saved { repairs, overlaps })
}

/// Whether it is still the area that was read. Under the group's lock.
async fn unchanged(tx: &mut Tx, id: GroupId, revision: Option<i64>) -> Result<(), AreaError> {
    match revision {
        Some(read) if area::revision_of(tx, id).await? != read => Err(AreaError::Meanwhile),
        _ => Ok(()),
    }
}

/// Takes the area away: the group has its streets alone again.
pub async fn clear(app: &App, account: AccountId, id: GroupId, revision: Option<i64>) -> Result<(), AreaError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditArea).await?;
    unchanged(&mut tx, id, revision).await?;
    area::save(&mut tx, id, &Area::default()).await?;
    let note = Note::new(id, Deed::AreaChanged, access.member.id).detail("area_cleared");
    audit::note(app, &mut tx, note).await?;
    Ok(tx.commit().await?)
}

/// A group that covers a point: what anybody may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
}

/// The groups that cover a point, by name.
pub async fn covering(app: &App, point: Point) -> Result<Vec<Covering>, StoreError> {
    let mut tx = app.db.read().await?;
    app.areas.refresh(&mut tx).await?;
    let found = app.areas.covering(point);
    Ok(found
        .iter()
        .map(|covered| Covering {
            group: covered.group,
            name: covered.name.clone(),
            municipality: covered.municipality.clone(),
        })
        .collect())
}
