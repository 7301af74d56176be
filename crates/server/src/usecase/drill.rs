//! Drills that are planned: told to everybody beforehand and quietly, begun by a tap at their time, and looked back at in figures.
//!
//! By a tap and not by itself: somebody who runs the group is there, sees whether something real is going on, and ends it. What begins is an incident
//! like any other, marked as a drill; nobody calls, and quiet hours hold (EDGES 1, 7).

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::incident::{PublishError, PublishRequest, RawCall, publish};
use super::receipt;
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::budget::{Pace, pace};
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
use saar_store::budget::Arrival;
use saar_store::drill::Drill;
use saar_store::probe::{self, NewProbe};
use saar_store::seal::token_hash;
use saar_store::{StoreError, Tx, budget, drill, group, incident, member};
use std::collections::BTreeMap;

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
        let arrivals = budget::arrivals(&mut tx, incident).await?;
        let told = u32::try_from(arrivals.len()).unwrap_or(u32::MAX) >= limits::COVERAGE_MEMBERS_MIN;
        reports.push(Report {
            incident,
            at,
            pace: told.then(|| pace(arrivals.iter().map(|arrival| arrival.after))),
            by_channel: if told { by_channel(&arrivals) } else { Vec::new() },
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

/// By the channel that was first; who was not reached at all stands in no channel.
fn by_channel(arrivals: &[Arrival]) -> Vec<(Option<ChannelKind>, Pace)> {
    let mut channels: BTreeMap<Option<ChannelKind>, Vec<Option<Span>>> = BTreeMap::new();
    for arrival in arrivals.iter().filter(|arrival| arrival.after.is_some()) {
        channels.entry(arrival.channel).or_default().push(arrival.after);
    }
    channels
        .into_iter()
        .map(|(channel, times)| (channel, pace(times)))
        .collect()
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
    let at = planned_for(day, time, &zone(app, &access), now).map_err(DrillError::Invalid)?;
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
    tell(app, &mut tx, &access, made).await?;
    let made = drill::find(&mut tx, id, made).await?.ok_or(StoreError::Gone)?;
    tx.commit().await?;
    app.bus.wake_outbox();
    Ok(made)
}

/// Calls a drill off, and tells everybody who was told of it.
pub async fn call_off(app: &App, account: AccountId, id: GroupId, which: DrillId) -> Result<(), DrillError> {
    let mut tx = app.db.write().await?;
    let found = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, found, Action::ViewAdmin).await?;
    let planned = drill::find(&mut tx, id, which).await?.ok_or(Denied::NotHere)?;
    if !drill::call_off(&mut tx, planned.id, app.now()).await? {
        return Err(DrillError::NotNow);
    }
    drill::withdraw(&mut tx, planned.id).await?;
    let note = Note::new(id, Deed::DrillCalledOff, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tell(app, &mut tx, &access, planned.id).await?;
    tx.commit().await?;
    app.bus.wake_outbox();
    Ok(())
}

/// Begins a drill at its time. Pressed twice it is one: its id is the key.
pub async fn begin(app: &App, account: AccountId, id: GroupId, which: DrillId) -> Result<IncidentId, DrillError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewAdmin).await?;
    let found = drill::find(&mut tx, id, which).await?.ok_or(Denied::NotHere)?;
    if let Some(incident) = found.incident {
        return Ok(incident);
    }
    if Planned::of(found, now).phase != Phase::Open {
        return Err(DrillError::NotNow);
    }
    // Nobody practises while a neighbour needs help.
    let running = incident::running(&mut tx, id).await?;
    if running.iter().any(|stored| !stored.incident.drill) {
        return Err(DrillError::RealAlarm);
    }
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
    let incident = match publish(app, account, id, request).await {
        Ok(published) => published.incident,
        // Somebody practises already: that is the drill.
        Err(PublishError::Duplicate(running)) => *running.first().ok_or(DrillError::NotNow)?,
        Err(PublishError::KeyReused(incident)) => incident,
        Err(PublishError::Denied(denied)) => return Err(denied.into()),
        Err(PublishError::Invalid(errors)) => return Err(DrillError::Invalid(errors)),
        Err(PublishError::Words(_)) => return Err(DrillError::NotNow),
    };
    let mut tx = app.db.write().await?;
    drill::begun(&mut tx, which, incident).await?;
    tx.commit().await?;
    Ok(incident)
}

fn zone(app: &App, access: &InGroup) -> jiff::tz::TimeZone {
    let profile = app.profiles.get(&access.group.country);
    profile.map_or(jiff::tz::TimeZone::UTC, Profile::zone)
}

/// Tells everybody of a drill as it stands: by the channel that would bring them an alarm, without a sound, after every alarm. Who is away is left alone.
async fn tell(app: &App, tx: &mut Tx, access: &InGroup, which: DrillId) -> Result<(), StoreError> {
    let now = app.now();
    let zone = zone(app, access);
    let accounts: BTreeMap<MemberId, AccountId> = member::active(tx, access.group.id)
        .await?
        .into_iter()
        .map(|member| (member.id, member.account))
        .collect();
    for (id, ways) in first_ways(&alert::candidates(tx, access.group.id).await?) {
        let Some(account) = accounts.get(&id) else { continue };
        for way in ways {
            let own = zone_of(way.time_zone.as_deref(), &zone);
            if way.pause.is_some_and(|pause| pause.covers(now, &own)) {
                continue;
            }
            let probe = DeliveryId::new(now, app.entropy.as_ref());
            let new = NewProbe {
                id: probe,
                account: *account,
                endpoint: way.endpoint,
                channel: way.channel,
                purpose: ProbePurpose::Drill,
                receipt_hash: token_hash(&receipt::token(&app.sealer, probe)),
            };
            probe::insert(tx, &new, now).await?;
            drill::tell_by(tx, which, probe).await?;
        }
    }
    Ok(())
}

/// Each one's endpoints of the channel that they want first, of those that they have.
fn first_ways(all: &[Candidate]) -> BTreeMap<MemberId, Vec<&Candidate>> {
    let mut ways: BTreeMap<MemberId, Vec<&Candidate>> = BTreeMap::new();
    for way in all {
        ways.entry(way.member).or_default().push(way);
    }
    for each in ways.values_mut() {
        let rank = |way: &Candidate| way.order.iter().position(|channel| *channel == way.channel);
        let best = each.iter().filter_map(|way| rank(way)).min();
        each.retain(|way| rank(way) == best);
    }
    ways
}
