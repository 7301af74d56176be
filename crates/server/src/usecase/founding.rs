//! Starting a group: anyone who is signed in may, and becomes its admin.

use super::audit::{self, Note};
use super::fingerprint::Fingerprint;
use super::letter;
use crate::app::App;
use crate::web::view::mail::GroupAnswerMail;
use saar_domain::audit::Deed;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::field::{FieldError, Problem, reason as reason_of};
use saar_domain::founding::{RawFounding, waits};
use saar_domain::geo::Area;
use saar_domain::id::{AccountId, GroupId, MemberId, StreetId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::founding::Draft;
use saar_store::group::Group;
use saar_store::member::{Member, NewMember};
use saar_store::{StoreError, account, founding, group, member};
use std::collections::HashSet;

/// Why a group was not founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundError {
    /// Something typed was wrong, or the account founded enough lately.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// The key stands for another group, that was founded with it.
    #[error("the idempotency key belongs to another request")]
    KeyReused(GroupId),
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
    /// It was there already: the draft was sent twice.
    pub repeated: bool,
}

/// What makes two drafts with one key the same. Each field is named: what is added has to be decided on here.
fn fingerprint(country: &str, typed: &RawFounding) -> Vec<u8> {
    let RawFounding {
        name,
        municipality,
        streets,
        alias,
        adult: _,
        rules_version: _,
    } = typed;
    Fingerprint::of("founding")
        .with("country", Some(country))
        .with("name", Some(name))
        .with("municipality", Some(municipality))
        .with_each("street", streets)
        .with("alias", Some(alias))
        .finish()
}

/// Founds a group in a country; the founder becomes its admin. Of two drafts with one key one is founded: a group cannot be thrown away, and two taps on a
/// slow evening would make two.
pub async fn found(
    app: &App,
    founder: AccountId,
    country: &str,
    typed: &RawFounding,
    key: Option<&str>,
) -> Result<Founded, FoundError> {
    let profile = app
        .profiles
        .get(country)
        .ok_or_else(|| FoundError::of("country", Problem::NotAChoice))?;
    let checked = typed.check(profile).map_err(FoundError::Invalid)?;
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let mut tx = app.db.write().await?;
    // Threat: somebody fills the installation with groups. Under the account's lock, so that many requests at once are counted one after the other.
    account::lock(&mut tx, founder).await?;
    let fingerprint = fingerprint(country, typed);
    if let Some(key) = key
        && let Some(draft) = founding::by_key(&mut tx, founder, key).await?
    {
        if draft.fingerprint != fingerprint {
            return Err(FoundError::KeyReused(draft.group));
        }
        return Ok(Founded {
            group: group::find(&mut tx, draft.group).await?.ok_or(StoreError::Gone)?,
            waiting_since: founding::waiting_since(&mut tx, draft.group).await?,
            repeated: true,
        });
    }
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
    let draft = key.map(|key| Draft {
        key: key.to_owned(),
        fingerprint,
        group: founded.id,
    });
    founding::note(&mut tx, founder, draft.as_ref(), now).await?;
    let waiting_since = waits(profile, app.founding_approval).then_some(now);
    if waiting_since.is_some() {
        founding::wait(&mut tx, founded.id, now).await?;
    }
    tx.commit().await?;
    tracing::info!(group = %founded.id, country = %founded.country, waits = waiting_since.is_some(), "a group was founded");
    Ok(Founded {
        group: founded,
        waiting_since,
        repeated: false,
    })
}

/// A group that has a street already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The group: strangers ask to join on its public page.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// The streets that it has, of those that were asked for.
    pub streets: Vec<String>,
}

/// Which groups have streets already that somebody wants to start a group for. What is told is on their public pages too; nothing of it is stored.
pub async fn covered(
    app: &App,
    country: &str,
    municipality: &str,
    streets: &[String],
) -> Result<Vec<Covered>, StoreError> {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted: HashSet<String> = streets.iter().map(|street| fold(street)).collect();
    let mut tx = app.db.read().await?;
    let named = founding::municipalities(&mut tx, country, app.demo).await?;
    let mut there = Vec::new();
    for name in named.iter().filter(|name| fold(name) == fold(municipality)) {
        there.extend(founding::streets_in(&mut tx, country, name, app.demo).await?);
    }
    let mut found: Vec<Covered> = Vec::new();
    for has in there.into_iter().filter(|has| wanted.contains(&fold(&has.street))) {
        match found.last_mut().filter(|last| last.group == has.group) {
            Some(last) => last.streets.push(has.street),
            None => found.push(Covered {
                group: has.group,
                name: has.name,
                streets: vec![has.street],
            }),
        }
    }
    found.truncate(limits::COVERED_SHOWN_MAX);
    Ok(found)
}

/// What the operator's refusal did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no such group.
    NoSuchGroup,
    /// It did not wait.
    DidNotWait,
    /// The reason does not do.
    Reason(Problem),
    /// Its admins know, this many of them by mail.
    Done(usize),
}

/// Does not approve a group, by who runs the installation, with the reason. It waits on, and works inside; its admins read why, by mail and on its home.
pub async fn refuse_as_operator(app: &App, id: GroupId, reason: &str) -> Result<Refused, StoreError> {
    let reason = match reason_of(reason) {
        Ok(reason) => reason,
        Err(problem) => return Ok(Refused::Reason(problem)),
    };
    let mut tx = app.db.write().await?;
    let group = match group::lock(&mut tx, id, 0).await {
        Ok(locked) => locked.group,
        Err(StoreError::Gone) => return Ok(Refused::NoSuchGroup),
        Err(error) => return Err(error),
    };
    if !founding::refuse(&mut tx, id, &reason, app.now()).await? {
        return Ok(Refused::DidNotWait);
    }
    let line = by_the_operator(id, Deed::GroupRefused);
    audit::note(app, &mut tx, line.because(&reason)).await?;
    let admins = member::active(&mut tx, id).await?;
    tx.commit().await?;
    tracing::info!(group = %id, "a group was not approved");
    Ok(Refused::Done(tell(app, &group, &admins, Some(reason)).await))
}

const fn by_the_operator(group: GroupId, deed: Deed) -> Note<'static> {
    Note {
        group,
        deed,
        by: None,
        about: None,
        detail: None,
        reason: None,
    }
}

/// Mails the admins of a group that it was approved, or why it was not; how many.
async fn tell(app: &App, group: &Group, members: &[Member], refusal: Option<String>) -> usize {
    let subject = match refusal {
        Some(_) => "mail-group-refused",
        None => "mail-group-approved",
    };
    let view = GroupAnswerMail {
        group_name: group.name.clone(),
        reason: refusal,
        url: app.link(&format!("/groups/{}", group.id)),
        settings_url: app.link("/settings"),
    };
    let mut told = 0;
    for admin in members.iter().filter(|member| member.role == Role::Admin) {
        letter::tell(app, admin.account, "group_answer", subject, &view).await;
        told += 1;
    }
    told
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

/// Approves a group, by who runs the installation; its admins know by mail.
pub async fn approve_as_operator(app: &App, id: GroupId) -> Result<Approved, StoreError> {
    let mut tx = app.db.write().await?;
    let group = match group::lock(&mut tx, id, 0).await {
        Ok(locked) => locked.group,
        Err(StoreError::Gone) => return Ok(Approved::NoSuchGroup),
        Err(error) => return Err(error),
    };
    if !founding::approve(&mut tx, id).await? {
        return Ok(Approved::DidNotWait);
    }
    audit::note(app, &mut tx, by_the_operator(id, Deed::GroupApproved)).await?;
    let admins = member::active(&mut tx, id).await?;
    tx.commit().await?;
    tracing::info!(group = %id, "a group was approved");
    tell(app, &group, &admins, None).await;
    Ok(Approved::Done)
}
