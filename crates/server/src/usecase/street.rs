//! The streets that belong to a group, by who runs it: one more, another name, one less.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::field::{Errors, FieldError, Problem};
use saar_domain::founding::name;
use saar_domain::id::{AccountId, GroupId, StreetId};
use saar_domain::incident::report::Street;
use saar_domain::limits::STREETS_MAX;
use saar_domain::street::parse_line;
use saar_store::group::Group;
use saar_store::{StoreError, Tx, group, street};

/// Why a street did not change.
#[derive(Debug, thiserror::Error)]
pub enum StreetError {
    /// Not in the group, or not running it; or the street is not one of the group's.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong, or the street cannot go.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
}

impl From<StoreError> for StreetError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

fn refused<T>(field: &'static str, problem: Problem) -> Result<T, StreetError> {
    Err(StreetError::Invalid(vec![FieldError { field, problem }]))
}

/// A street as somebody typed it.
#[derive(Debug, Clone, Default)]
pub struct RawStreet {
    /// Its name.
    pub name: String,
    /// Its line, if it has one: points as `lat,lon`.
    pub line: String,
}

async fn begin(app: &App, account: AccountId, id: GroupId) -> Result<(Tx, InGroup), StreetError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditArea).await?;
    Ok((tx, access))
}

/// A line in the group's log: that, and not which street, which may be somebody's own path.
async fn note(app: &App, tx: &mut Tx, access: &InGroup, detail: &str) -> Result<(), StoreError> {
    let note = Note::new(access.group.id, Deed::AreaChanged, access.member.id);
    audit::note(app, tx, note.detail(detail)).await
}

/// What was typed, checked against the group's other streets.
async fn check(
    app: &App,
    tx: &mut Tx,
    group: &Group,
    id: StreetId,
    typed: &RawStreet,
) -> Result<(Street, usize), StreetError> {
    let profile = app.profiles.get(&group.country).ok_or(StoreError::Gone)?;
    let mut errors = Errors::default();
    let name = errors.take("street_name", name(&typed.name));
    let line = errors.take("street_line", parse_line(&typed.line, &profile.bounds));
    errors.into_result().map_err(StreetError::Invalid)?;
    let street = Street {
        id,
        name: name.unwrap_or_default(),
        line: line.unwrap_or_default(),
    };
    let others = group::streets(tx, group.id).await?;
    let folded = street.name.to_lowercase();
    if others
        .iter()
        .any(|other| other.id != id && other.name.to_lowercase() == folded)
    {
        return refused("street_name", Problem::Taken);
    }
    Ok((street, others.len()))
}

/// One more street.
pub async fn add(app: &App, account: AccountId, id: GroupId, typed: &RawStreet) -> Result<Street, StreetError> {
    let (mut tx, access) = begin(app, account, id).await?;
    let new = StreetId::new(app.now(), app.entropy.as_ref());
    let (street, known) = check(app, &mut tx, &access.group, new, typed).await?;
    if known >= STREETS_MAX {
        return refused("streets", Problem::TooMany { max: STREETS_MAX });
    }
    group::insert_street(&mut tx, id, &street).await?;
    note(app, &mut tx, &access, "street_added").await?;
    tx.commit().await?;
    Ok(street)
}

/// Another name, another line.
pub async fn change(
    app: &App,
    account: AccountId,
    id: GroupId,
    which: StreetId,
    typed: &RawStreet,
) -> Result<Street, StreetError> {
    let (mut tx, access) = begin(app, account, id).await?;
    group::street(&mut tx, id, which).await?.ok_or(Denied::NotHere)?;
    let (changed, _) = check(app, &mut tx, &access.group, which, typed).await?;
    street::change(&mut tx, id, &changed).await?;
    note(app, &mut tx, &access, "street_changed").await?;
    tx.commit().await?;
    Ok(changed)
}

/// One street less. Where something was reported it stays, and so does the last one: an alarm needs a place.
pub async fn remove(app: &App, account: AccountId, id: GroupId, which: StreetId) -> Result<(), StreetError> {
    let (mut tx, access) = begin(app, account, id).await?;
    let streets = group::streets(&mut tx, id).await?;
    if !streets.iter().any(|street| street.id == which) {
        return Err(Denied::NotHere.into());
    }
    if street::used(&mut tx, id).await?.contains(&which) {
        return refused("street", Problem::InUse);
    }
    if streets.len() == 1 {
        return refused("street", Problem::Missing);
    }
    street::remove(&mut tx, id, which).await?;
    note(app, &mut tx, &access, "street_removed").await?;
    Ok(tx.commit().await?)
}
