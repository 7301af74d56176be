//! Drills that are planned: told to everybody beforehand and quietly, begun by a tap at their time, and looked back at in figures.
//!
//! By a tap and not by itself: somebody who runs the group is there, sees whether something real is going on, and ends it. What begins is an incident
//! like any other, marked as a drill; nobody calls, and quiet hours hold (EDGES 1, 7).

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::incident::{self, PublishError, PublishRequest, RawCall};
use super::receipt;
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::budget::Pace;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::country::Profile;
use saar_domain::delivery::ChannelKind;
use saar_domain::drill::{Phase, phase, plan as planned_for};
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, DeliveryId, DrillId, GroupId, IncidentId, MemberId};
use saar_domain::incident::report::{RawPlace, RawReport};
use saar_domain::limits;
use saar_domain::preference::zone_of;
use saar_domain::probe::ProbePurpose;
use saar_store::alert::{self, Candidate};
use saar_store::drill::Drill;
use saar_store::group::Group;
use saar_store::probe::{self, NewProbe};
use saar_store::seal::token_hash;
use saar_store::{StoreError, Tx, budget, drill, group, member};
use std::collections::{BTreeMap, BTreeSet};

/// Why nothing became of it.
#[derive(Debug, thiserror::Error)]
pub enum DrillError {
    /// Not allowed, or not there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A day or a time that does not do.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// It is not its time, or it was called off.
    #[error("the drill cannot begin now")]
    NotNow,
    /// Something real is going on.
    #[error("a real alarm is going on")]
    RealAlarm,
    /// It was begun, or its time is over: nothing is left to be called off.
    #[error("the drill is over")]
    Over,
}

/// Why a planned drill does not begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotBegun {
    /// It is not its time, or it was called off.
    #[error("the drill cannot begin now")]
    NotNow,
    /// Something real is going on.
    #[error("a real alarm is going on")]
    RealAlarm,
}

impl From<NotBegun> for DrillError {
    fn from(why: NotBegun) -> Self {
        match why {
            NotBegun::NotNow => Self::NotNow,
            NotBegun::RealAlarm => Self::RealAlarm,
        }
    }
}

impl From<StoreError> for DrillError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// A planned drill and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// The drill.
    pub drill: Drill,
    /// Where it stands.
    pub phase: Phase,
}

impl Planned {
    fn of(drill: Drill, now: Timestamp) -> Self {
        let phase = phase(drill.at, drill.called_off_at.is_some(), drill.incident.is_some(), now);
        Self { drill, phase }
    }
}

/// A drill that was, in figures.
#[derive(Debug, Clone)]
pub struct Report {
    /// The incident.
    pub incident: IncidentId,
    /// When it began.
    pub at: Timestamp,
    /// How soon people were reached; none where there were so few that it would say who.
    pub pace: Option<Pace>,
    /// The same by channel; without one: who opened the page first.
    pub by_channel: Vec<(Option<ChannelKind>, Pace)>,
}

/// What who runs the group sees of its drills.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who looks where.
    pub access: InGroup,
    /// Planned, open, called off or missed, the first one first.
    pub planned: Vec<Planned>,
    /// Those that were, the latest first.
    pub reports: Vec<Report>,
}

/// The drills of a group, for who runs it.
pub async fn desk(app: &App, account: AccountId, id: GroupId) -> Result<Desk, Denied> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewAdmin).await?;
    let then = now.minus(limits::DRILL_LATE).minus(Span::days(1));
    let planned = drill::since(&mut tx, id, then, limits::PAGE_ROWS_MAX).await?;
    let mut reports = Vec::new();
    for (incident, at) in budget::latest(&mut tx, id, true, limits::DRILL_REPORTS_SHOWN).await? {
        let (pace, by_channel) = match budget::of_drill(&mut tx, incident).await? {
            Some(reached) => (Some(reached.all), reached.by_channel),
            None => (None, Vec::new()),
        };
        reports.push(Report {
            incident,
            at,
            pace,
            by_channel,
        });
    }
    Ok(Desk {
        access,
        planned: planned
            .into_iter()
            .map(|drill| Planned::of(drill, now))
            .filter(|planned| planned.phase != Phase::Begun)
            .collect(),
        reports,
    })
}

/// The drill that everybody in a group is told of now: the next one that is planned soon, or whose time it is.
pub async fn next(tx: &mut Tx, group: GroupId, now: Timestamp) -> Result<Option<Planned>, StoreError> {
    let soon = now.plus(limits::DRILL_TOLD_AHEAD);
    let drills = drill::since(tx, group, now.minus(limits::DRILL_LATE), limits::PAGE_ROWS_MAX).await?;
    let planned = drills.into_iter().map(|drill| Planned::of(drill, now));
    Ok(planned
        .filter(|planned| matches!(planned.phase, Phase::Planned | Phase::Open))
        .find(|planned| planned.drill.at <= soon))
}

/// Plans a drill and tells everybody, quietly.
pub async fn plan(app: &App, account: AccountId, id: GroupId, day: &str, time: &str) -> Result<Drill, DrillError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    // Under the lock: two who plan at once are counted one after the other (EDGES 13).
    let found = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, found, Action::ViewAdmin).await?;
    let at = planned_for(day, time, &zone(app, &access.group), now).map_err(DrillError::Invalid)?;
    let ahead = drill::since(&mut tx, id, now, limits::PAGE_ROWS_MAX).await?;
    let ahead = ahead.iter().filter(|drill| drill.called_off_at.is_none()).count();
    if ahead >= limits::DRILLS_PLANNED_MAX {
        let problem = Problem::OutOfRange {
            min: 0,
            max: i64::try_from(limits::DRILLS_PLANNED_MAX).unwrap_or(i64::MAX),
        };
        return Err(DrillError::Invalid(vec![FieldError {
            field: "drills",
            problem,
        }]));
    }
    let made = DrillId::new(now, app.entropy.as_ref());
    drill::insert(&mut tx, made, id, at).await?;
    let note = Note::new(id, Deed::DrillPlanned, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tell(app, &mut tx, &access.group, made, &BTreeSet::new()).await?;
    let made = drill::find(&mut tx, id, made).await?.ok_or(StoreError::Gone)?;
    tx.commit().await?;
    app.bus.wake_outbox();
    Ok(made)
}

/// Calls a drill off, and tells everybody who was told of it. Called off twice is called off once.
pub async fn call_off(app: &App, account: AccountId, id: GroupId, which: DrillId) -> Result<(), DrillError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let found = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, found, Action::ViewAdmin).await?;
    let planned = drill::find(&mut tx, id, which).await?.ok_or(Denied::NotHere)?;
    match Planned::of(planned, now).phase {
        Phase::CalledOff => return Ok(()),
        // Of one that nobody began there is nothing left to say: a mail that it is off would be about a day that is long over.
        Phase::Begun | Phase::Missed => return Err(DrillError::Over),
        Phase::Planned | Phase::Open => {}
    }
    if !drill::call_off(&mut tx, planned.id, now).await? {
        return Err(DrillError::Over);
    }
    drill::withdraw(&mut tx, planned.id).await?;
    let note = Note::new(id, Deed::DrillCalledOff, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tell(app, &mut tx, &access.group, planned.id, &BTreeSet::new()).await?;
    tx.commit().await?;
    app.bus.wake_outbox();
    Ok(())
}

/// Whether a drill may begin: none if so, or the incident that it became. Asked by [`incident::begin_drill`] under the group's lock, in the transaction that
/// begins it: an alarm that comes, or somebody who calls it off, was there before it or waits until it has begun (EDGES 13).
pub(super) async fn may_begin(
    tx: &mut Tx,
    group: GroupId,
    which: DrillId,
    now: Timestamp,
) -> Result<Result<Option<IncidentId>, NotBegun>, Denied> {
    let found = drill::find(tx, group, which).await?.ok_or(Denied::NotHere)?;
    if found.incident.is_some() {
        return Ok(Ok(found.incident));
    }
    if Planned::of(found, now).phase != Phase::Open {
        return Ok(Err(NotBegun::NotNow));
    }
    // Nobody practises while a neighbour needs help.
    let running = saar_store::incident::running(tx, group).await?;
    if running.iter().any(|stored| !stored.incident.drill) {
        return Ok(Err(NotBegun::RealAlarm));
    }
    Ok(Ok(None))
}

/// Begins a drill at its time. Pressed twice it is one: it is begun under the group's lock.
pub async fn begin(app: &App, account: AccountId, id: GroupId, which: DrillId) -> Result<IncidentId, DrillError> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewAdmin).await?;
    let street = group::streets(&mut tx, id).await?.into_iter().next();
    drop(tx);
    let profile = app.profiles.get(&access.group.country).ok_or(StoreError::Gone)?;
    let offered = profile.kinds.first().ok_or(StoreError::Gone)?;
    let request = PublishRequest {
        key: format!("drill-{which}"),
        report: RawReport {
            kind: Some(offered.kind.code().into()),
            drill: true,
            witness: Some("seen".into()),
            phrase: offered.phrases.first().cloned(),
            place: RawPlace {
                street: street.map(|street| street.id.to_string()),
                ..RawPlace::default()
            },
            ..RawReport::default()
        },
        call: RawCall {
            by: Some("me".into()),
            seconds_ago: Some(0),
            at: None,
        },
        words_read: true,
        ..PublishRequest::default()
    };
    match incident::begin_drill(app, account, id, which, request).await {
        Ok(published) => Ok(published.incident),
        Err(PublishError::Drill(why)) => Err(why.into()),
        Err(PublishError::KeyReused(incident)) => Ok(incident),
        Err(PublishError::Denied(denied)) => Err(denied.into()),
        Err(PublishError::Invalid(errors)) => Err(DrillError::Invalid(errors)),
        Err(PublishError::Words(_) | PublishError::Duplicate(_)) => Err(DrillError::NotNow),
    }
}

/// Tells those of a drill who were not told of it, in its last day: who joined since, and who was away then and is back. By the clock.
pub async fn tell_latecomers(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let until = now.plus(limits::DRILL_TOLD_AGAIN);
    let mut untold = Vec::new();
    let mut page = drill::ahead(&mut tx, (now, until), None, limits::PAGE_ROWS_MAX).await?;
    while let Some(last) = page.last().copied() {
        look_for_untold(app, &mut tx, &page, &mut untold).await?;
        page = drill::ahead(&mut tx, (now, until), Some(&last), limits::PAGE_ROWS_MAX).await?;
    }
    drop(tx);
    for planned in untold {
        let mut tx = app.db.write_soon().await?;
        // Under the lock: nobody is told twice by two clocks, and nobody of what was called off meanwhile.
        group::lock(&mut tx, planned.group, 0).await?;
        let Some(group) = group::find(&mut tx, planned.group).await? else {
            continue;
        };
        let stands = drill::find(&mut tx, planned.group, planned.id).await?;
        if stands.is_some_and(|stands| matches!(Planned::of(stands, now).phase, Phase::Planned | Phase::Open)) {
            let told = drill::told(&mut tx, planned.id).await?;
            tell(app, &mut tx, &group, planned.id, &told).await?;
            tx.commit().await?;
            app.bus.wake_outbox();
        }
    }
    Ok(())
}

/// Those of which somebody was not told. Looked for without holding the writer: mostly there is nobody.
async fn look_for_untold(app: &App, tx: &mut Tx, page: &[Drill], untold: &mut Vec<Drill>) -> Result<(), StoreError> {
    for planned in page {
        let Some(group) = group::find(tx, planned.group).await? else {
            continue;
        };
        let told = drill::told(tx, planned.id).await?;
        if !to_tell(app, tx, &group, &told).await?.is_empty() {
            untold.push(*planned);
        }
    }
    Ok(())
}

fn zone(app: &App, group: &Group) -> jiff::tz::TimeZone {
    let profile = app.profiles.get(&group.country);
    profile.map_or(jiff::tz::TimeZone::UTC, Profile::zone)
}

/// Who of a group is to be told of a drill, and by which way: all but these, and who is away.
async fn to_tell(
    app: &App,
    tx: &mut Tx,
    group: &Group,
    told: &BTreeSet<AccountId>,
) -> Result<Vec<(AccountId, Candidate)>, StoreError> {
    let now = app.now();
    let zone = zone(app, group);
    let accounts: BTreeMap<MemberId, AccountId> = member::active(tx, group.id)
        .await?
        .into_iter()
        .map(|member| (member.id, member.account))
        .collect();
    let mut to_tell = Vec::new();
    for (id, ways) in first_ways(alert::candidates(tx, group.id).await?) {
        let Some(account) = accounts.get(&id).filter(|account| !told.contains(account)) else {
            continue;
        };
        to_tell.extend(ways.into_iter().filter_map(|way| {
            let own = zone_of(way.time_zone.as_deref(), &zone);
            let away = way.pause.is_some_and(|pause| pause.covers(now, &own));
            (!away).then_some((*account, way))
        }));
    }
    Ok(to_tell)
}

/// Tells everybody of a drill as it stands, but for these: by the channel that would bring them an alarm, without a sound, after every alarm. Who is away is
/// left alone.
async fn tell(
    app: &App,
    tx: &mut Tx,
    group: &Group,
    which: DrillId,
    told: &BTreeSet<AccountId>,
) -> Result<(), StoreError> {
    let now = app.now();
    for (account, way) in to_tell(app, tx, group, told).await? {
        let probe = DeliveryId::new(now, app.entropy.as_ref());
        let new = NewProbe {
            id: probe,
            account,
            endpoint: way.endpoint,
            channel: way.channel,
            purpose: ProbePurpose::Drill,
            receipt_hash: token_hash(&receipt::token(&app.sealer, probe)),
        };
        probe::insert(tx, &new, now).await?;
        drill::tell_by(tx, which, probe).await?;
    }
    Ok(())
}

/// Each one's endpoints of the channel that they want first, of those that they have.
fn first_ways(all: Vec<Candidate>) -> BTreeMap<MemberId, Vec<Candidate>> {
    let mut ways: BTreeMap<MemberId, Vec<Candidate>> = BTreeMap::new();
    for way in all {
        ways.entry(way.member).or_default().push(way);
    }
    for each in ways.values_mut() {
        let rank = |way: &Candidate| way.order.iter().position(|channel| *channel == way.channel);
        let best = each.iter().filter_map(rank).min();
        each.retain(|way| rank(way) == best);
    }
    ways
}
