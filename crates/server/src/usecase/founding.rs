//! Starting a group: anyone who is signed in may, and becomes its admin.

use crate::app::App;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::field::{FieldError, Problem};
use saar_domain::founding::{RawFounding, waits};
use saar_domain::geo::Area;
use saar_domain::id::{AccountId, GroupId, MemberId, StreetId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::group::Group;
use saar_store::member::NewMember;
use saar_store::{StoreError, account, founding, group, member};

/// Why a group was not founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundError {
    /// Something typed was wrong, or the account founded enough lately.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FoundError {
    fn of(field: &'static str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field, problem }])
    }
}

/// A group that was founded.
#[derive(Debug, Clone)]
pub struct Founded {
    /// The group.
    pub group: Group,
    /// Since when it waits for approval, if it does.
    pub waiting_since: Option<Timestamp>,
}

/// Founds a group in a country; the founder becomes its admin.
pub async fn found(app: &App, founder: AccountId, country: &str, typed: &RawFounding) -> Result<Founded, FoundError> {
    let profile = app
        .profiles
        .get(country)
        .ok_or_else(|| FoundError::of("country", Problem::NotAChoice))?;
    let checked = typed.check(profile).map_err(FoundError::Invalid)?;
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let mut tx = app.db.write().await?;
    // Threat: somebody fills the installation with groups. Under the account's lock, so that many requests at once are counted one after the other.
    account::lock(&mut tx, founder).await?;
    if founding::count_since(&mut tx, founder, now.minus(limits::FOUNDED_WITHIN)).await? >= limits::FOUNDED_MAX {
        let max = usize::try_from(limits::FOUNDED_MAX).unwrap_or(usize::MAX);
        return Err(FoundError::of("groups", Problem::TooMany { max }));
    }
    let founded = Group {
        id: GroupId::new(now, entropy),
        umbrella: None,
        name: checked.name,
        municipality: checked.municipality,
        country: profile.country.clone(),
        area: Area::default(),
        capacity: profile.group_size_max,
        quiet_expiry: Span::minutes(i64::from(profile.quiet_expiry_minutes)),
        demo: app.demo,
        created_at: now,
    };
    group::insert(&mut tx, &founded).await?;
    for name in checked.streets {
        let street = Street {
            id: StreetId::new(now, entropy),
            name,
            line: Vec::new(),
        };
        group::insert_street(&mut tx, founded.id, &street).await?;
    }
    let admin = NewMember {
        id: MemberId::new(now, entropy),
        group: founded.id,
        account: founder,
        alias: &checked.alias,
        role: Role::Admin,
        rules_version: typed.rules_version,
    };
    member::insert(&mut tx, &admin, now).await?;
    founding::note(&mut tx, founder, now).await?;
    let waiting_since = waits(profile, app.founding_approval).then_some(now);
    if waiting_since.is_some() {
        founding::wait(&mut tx, founded.id, now).await?;
    }
    tx.commit().await?;
    tracing::info!(group = %founded.id, country = %founded.country, waits = waiting_since.is_some(), "a group was founded");
    Ok(Founded {
        group: founded,
        waiting_since,
    })
}

/// What the operator's approval did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approved {
    /// There is no such group.
    NoSuchGroup,
    /// It did not wait.
    DidNotWait,
    /// It waits no more.
    Done,
}

/// Approves a group, by who runs the installation.
pub async fn approve_as_operator(app: &App, id: GroupId) -> Result<Approved, StoreError> {
    let mut tx = app.db.write().await?;
    match group::lock(&mut tx, id, 0).await {
        Ok(_) => {}
        Err(StoreError::Gone) => return Ok(Approved::NoSuchGroup),
        Err(error) => return Err(error),
    }
    if !founding::approve(&mut tx, id).await? {
        return Ok(Approved::DidNotWait);
    }
    tx.commit().await?;
    tracing::info!(group = %id, "a group was approved");
    Ok(Approved::Done)
}
