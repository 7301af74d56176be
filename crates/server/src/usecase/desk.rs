//! The right desk for what is not for the group: what the municipality says, else the group, else the country (ADR 36).

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::country::Profile;
use saar_domain::desk::{self, Desk, DeskFile, DeskSource, Desks, RawDesk};
use saar_domain::field::FieldError;
use saar_domain::geo::{Bounds, Point};
use saar_domain::id::{AccountId, GroupId};
use saar_domain::text::Topic;
use saar_store::desk as store;
use saar_store::group::Group;
use saar_store::{StoreError, Tx};
use std::collections::BTreeMap;

/// What is said to one group of where matters go.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// By the municipality.
    pub municipality: Desks,
    /// By the group itself.
    pub group: Desks,
    /// Version of the group's.
    pub version: u32,
}

impl Directory {
    /// The desk for a matter, and who says so.
    pub fn desk(&self, topic: Topic, profile: &Profile) -> Option<(Desk, DeskSource)> {
        desk::choose(topic, &self.municipality, &self.group, profile)
    }
}

/// Reads what is said to a group.
pub(super) async fn directory(tx: &mut Tx, group: &Group) -> Result<Directory, StoreError> {
    let (version, own) = store::of_group(tx, group.id).await?;
    Ok(Directory {
        municipality: of_municipality(tx, group).await?,
        group: own,
        version,
    })
}

/// A municipality is known by the name that the group gave; where that says nothing, by the ground.
async fn of_municipality(tx: &mut Tx, group: &Group) -> Result<Desks, StoreError> {
    let named = store::of_municipality(tx, &group.country, &group.municipality).await?;
    if !named.is_empty() {
        return Ok(named);
    }
    let Some(middle) = middle(group) else {
        return Ok(named);
    };
    match store::municipality_over(tx, &group.country, middle).await? {
        Some(name) => store::of_municipality(tx, &group.country, &name).await,
        None => Ok(named),
    }
}

/// The middle of the group's ground, or of its first part.
fn middle(group: &Group) -> Option<Point> {
    let ring = group.area.rings.first()?;
    let around = Bounds::around(ring.iter().copied())?;
    Point::new(
        f64::midpoint(around.lat_min, around.lat_max),
        f64::midpoint(around.lon_min, around.lon_max),
    )
}

/// For everybody in the group: which desks there are.
pub async fn of_group(app: &App, account: AccountId, id: GroupId) -> Result<(InGroup, Directory), Denied> {
    look(app, account, id, Action::ViewGroup).await
}

/// For who may change the group's own.
pub async fn to_edit(app: &App, account: AccountId, id: GroupId) -> Result<(InGroup, Directory), Denied> {
    look(app, account, id, Action::EditSettings).await
}

async fn look(app: &App, account: AccountId, id: GroupId, action: Action) -> Result<(InGroup, Directory), Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, action).await?;
    let directory = directory(&mut tx, &access.group).await?;
    Ok((access, directory))
}

/// Why they were not changed.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong, each with its topic.
    #[error("mistakes in what was typed")]
    Invalid(Vec<(Topic, FieldError)>),
    /// Somebody else changed them since they were read.
    #[error("changed meanwhile")]
    Meanwhile,
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// An admin says where matters go. The same again changes nothing; of two who save at the same moment the second is told.
pub async fn set(
    app: &App,
    account: AccountId,
    id: GroupId,
    version: u32,
    typed: &BTreeMap<Topic, RawDesk>,
) -> Result<(), DeskError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditSettings).await?;
    let profile = app.profiles.get(&access.group.country).ok_or(StoreError::Gone)?;
    let desks = desk::check(typed, profile);
    let (now, before) = store::of_group(&mut tx, id).await?;
    if desks.as_ref().is_ok_and(|desks| *desks == before) {
        // What was read may be on its way to the disk.
        return Ok(tx.commit().await?);
    }
    // Before any mistake is named: who mends it then would send the version of now, with the desks of before.
    if now != version {
        return Err(DeskError::Meanwhile);
    }
    let desks = desks.map_err(DeskError::Invalid)?;
    store::replace_group(&mut tx, id, &desks).await?;
    let note = Note::new(id, Deed::SettingsChanged, access.member.id).detail("desks");
    audit::note(app, &mut tx, note).await?;
    Ok(tx.commit().await?)
}

/// What became of a municipality's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Desks that hold now.
    pub desks: usize,
    /// Groups that name the municipality so.
    pub groups: usize,
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The country is none of ours.
    #[error("there is no profile for this country")]
    Country,
    /// The municipality has no name.
    #[error("the municipality has no name")]
    Municipality,
    /// A desk does not do.
    #[error("mistakes in the file")]
    Invalid(Vec<(Topic, FieldError)>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The operator loads what a municipality says: all of it, in the place of what it said before.
pub async fn import(app: &App, file: &DeskFile) -> Result<Imported, ImportError> {
    let country = file.country.to_uppercase();
    let profile = app.profiles.get(&country).ok_or(ImportError::Country)?;
    let tidy = saar_domain::field::tidy_text(&file.municipality, saar_domain::limits::NAME_CHARS_MAX);
    let name = tidy.ok().flatten().ok_or(ImportError::Municipality)?;
    // A name of signs alone would be compared as nothing, with every other such name.
    if saar_domain::import::text::fold(&name).is_empty() {
        return Err(ImportError::Municipality);
    }
    let desks = desk::check(&file.desks, profile).map_err(ImportError::Invalid)?;
    let mut tx = app.db.write().await?;
    store::replace_municipality(&mut tx, &country, &name, &desks).await?;
    let groups = store::groups_in(&mut tx, &country, &name).await?;
    tx.commit().await?;
    Ok(Imported {
        desks: desks.len(),
        groups,
    })
}

/// Every municipality that says something, with what it says.
pub async fn municipalities(app: &App) -> Result<Vec<(String, String, Desks)>, StoreError> {
    let mut tx = app.db.read().await?;
    let mut all = Vec::new();
    for (country, name) in store::municipalities(&mut tx).await? {
        let desks = store::of_municipality(&mut tx, &country, &name).await?;
        all.push((country, name, desks));
    }
    Ok(all)
}
