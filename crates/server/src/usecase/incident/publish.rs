//! Raising an alarm: everything in one transaction, on disk before it is acknowledged.

use super::act::{ActError, add_call};
use super::sighting::{Sighting, add_sighting, takes_sightings, with_phrase};
use super::words::Found;
use super::{Ledger, repeat, sealing};
use crate::app::App;
use crate::fault::Place;
use crate::usecase::access::{self, Denied};
use crate::usecase::drill::{self, NotBegun};
use saar_domain::access::Action;
use saar_domain::alert::AlertKind;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::country::Profile;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, DrillId, GroupId, IncidentId};
use saar_domain::incident::call::CalledWhen;
use saar_domain::incident::duplicate::Trace;
use saar_domain::incident::report::{PlaceSource, RawReport};
use saar_domain::incident::{Actor, Call, CalledBy, Command, Incident, Mark, Recorded, Refusal, Report};
use saar_domain::limits;
use saar_domain::text::OwnWords;
use saar_store::content::{Content, Field};
use saar_store::idempotency::{Kept, Outcome};
use saar_store::incident::Stored;
use saar_store::{StoreError, Tx, content, group, idempotency, incident};

saar_domain::coded! {
    /// Who called, as the form asks it.
    CallerSays, "caller" {
        /// I did.
        Me = "me",
        /// A neighbour did.
        Neighbour = "neighbour",
        /// I cannot call: the alarm asks others to.
        CannotCall = "cannot_call",
    }
}

/// The call, as a form or the API says it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawCall {
    /// Code of a [`CallerSays`].
    pub by: Option<String>,
    /// Seconds between the call and the request, by the phone's stopwatch.
    pub seconds_ago: Option<i64>,
    /// Or the time on a watch: "23:41".
    pub at: Option<String>,
}

/// A report on its way in.
#[derive(Debug, Clone, Default)]
pub struct PublishRequest {
    /// Made with the draft: the same key is the same alarm, however often it is sent.
    pub key: String,
    /// What somebody saw or heard.
    pub report: RawReport,
    /// The call.
    pub call: RawCall,
    /// Incidents that the reporter has seen and says are different ones.
    pub not_the_same_as: Vec<IncidentId>,
    /// The reporter was asked about these words, and sends them.
    pub words_read: bool,
    /// Sent by the phone itself later on: nobody is there to answer a question, so a duplicate is joined (EDGES 9).
    pub unattended: bool,
    /// Seconds between the tap on "send" and an unattended request.
    pub tapped_seconds_ago: Option<i64>,
}

impl PublishRequest {
    /// When somebody pressed "send", as far as a phone that sent later by itself can say; and how far from it another report may lie to be the same.
    fn around(&self, now: Timestamp) -> (Timestamp, Span) {
        if !self.unattended {
            return (now, limits::DUPLICATE_SPAN);
        }
        let seconds = self.tapped_seconds_ago.unwrap_or(0).clamp(0, 24 * 3600);
        (now.minus(Span::seconds(seconds)), limits::UNATTENDED_SPAN)
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The incident that was made, or joined.
    pub incident: IncidentId,
    /// Which of the two.
    pub outcome: Outcome,
    /// The same request was here before: nothing was done again.
    pub repeated: bool,
}

/// Why it was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Not in the group.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something is missing or wrong; everything at once.
    #[error("the report has mistakes")]
    Invalid(Vec<FieldError>),
    /// Perhaps one of these, which the reporter has not seen yet.
    #[error("probably one incident with another")]
    Duplicate(Vec<IncidentId>),
    /// The words say something that does not belong in an alarm; asked once.
    #[error("something in the words to think about")]
    Words(Found),
    /// The key was used for something else: for this incident.
    #[error("the idempotency key belongs to another request")]
    KeyReused(IncidentId),
    /// A planned drill that does not begin.
    #[error(transparent)]
    Drill(#[from] NotBegun),
}

impl From<StoreError> for PublishError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// Raises an alarm or a drill. After this returns `Ok`, it is on disk, and every delivery follows from what is on disk.
pub async fn publish(
    app: &App,
    account: AccountId,
    group_id: GroupId,
    request: PublishRequest,
) -> Result<Published, PublishError> {
    raise(app, account, group_id, request, None).await
}

/// Begins a planned drill with this report: whether it may, and that it did, are one transaction with it.
pub async fn begin_drill(
    app: &App,
    account: AccountId,
    group_id: GroupId,
    which: DrillId,
    request: PublishRequest,
) -> Result<Published, PublishError> {
    raise(app, account, group_id, request, Some(which)).await
}

async fn raise(
    app: &App,
    account: AccountId,
    group_id: GroupId,
    request: PublishRequest,
    planned: Option<DrillId>,
) -> Result<Published, PublishError> {
    let now = app.now();
    // Before the writer's turn: nobody's alarm waits for somebody else's words to be read.
    let mut ready = app.own_words.of(group_id);
    let mut found = Found::in_report(app, &ready.words, &request.report);
    let mut tx = app.db.write().await?;
    let (mut ledger, group) = Ledger::open(&mut tx, group_id).await?;
    let action = if request.report.drill {
        Action::Drill
    } else {
        Action::Report
    };
    let access = access::within(&mut tx, account, group, action).await?;
    // Once after each change of the group's own words.
    if let Some(renewed) = ledger.renewed_words(app, &mut tx, &ready).await? {
        found = Found::in_report(app, &renewed.words, &request.report);
        ready = renewed;
    }
    if let Some(which) = planned
        && let Some(incident) = drill::may_begin(&mut tx, group_id, which, now).await??
    {
        return Ok(Published {
            incident,
            outcome: Outcome::Published,
            repeated: true,
        });
    }
    let fingerprint = repeat::of_alarm(group_id, &request);
    if let Some(kept) = idempotency::find(&mut tx, account, &request.key).await? {
        if kept.fingerprint != fingerprint {
            return Err(PublishError::KeyReused(kept.incident));
        }
        // What was found may be on its way to the disk: saying "it is there" waits for it.
        tx.commit().await?;
        return Ok(Published {
            incident: kept.incident,
            outcome: kept.outcome,
            repeated: true,
        });
    }
    let profile = app.profiles.get(&access.group.country).ok_or(StoreError::Gone)?;
    // Every statement holds up the alarms that wait for the writer: a group may have hundreds of streets, and mostly one is asked for.
    let streets = match request.report.place.only_street() {
        Some(street) => group::street(&mut tx, group_id, street).await?.into_iter().collect(),
        None => group::streets(&mut tx, group_id).await?,
    };
    let (report, said) = check(&request, profile, &access.group, &streets, now)?;

    let id = IncidentId::new(now, app.entropy.as_ref());
    let (tapped_at, span) = request.around(now);
    let trace = Trace {
        kind: report.kind,
        drill: report.drill,
        at: tapped_at,
        point: report.place.point,
        street: report.place.street,
        exact: report.place.source != PlaceSource::Street,
    };
    let recent = incident::near(&mut tx, &app.keys, group_id, &trace, span).await?;
    let unseen = recent.iter().filter(|other| {
        trace.resembles_within(&other.trace(), span) && !request.not_the_same_as.contains(&other.incident.id)
    });
    let candidates: Vec<IncidentId> = unseen.map(|other| other.incident.id).collect();
    if let Some(first) = candidates.first() {
        if let Some(which) = planned {
            // Somebody practises already: that is the drill.
            begun(&mut tx, which, *first).await?;
            tx.commit().await?;
            return Ok(Published {
                incident: *first,
                outcome: Outcome::Joined,
                repeated: false,
            });
        }
        if !request.unattended {
            return Err(PublishError::Duplicate(candidates));
        }
        let stored = recent
            .into_iter()
            .find(|other| other.incident.id == *first)
            .ok_or(StoreError::Gone)?;
        // One that takes no more goes out by itself: an alarm is never refused (EDGES 2).
        if takes_sightings(&mut tx, &stored).await? {
            return join(
                app,
                tx,
                ledger,
                Joining {
                    account,
                    key: request.key,
                    fingerprint,
                    member: access.member.id,
                    country: &access.group.country,
                    report,
                    said,
                    stored,
                    own: &ready.words,
                },
            )
            .await;
        }
    }

    // Asked once; nobody is there to answer for a phone that sends by itself (EDGES 2 and 9).
    if !found.is_empty() && !request.words_read && !request.unattended {
        // The writer's turn ends here: nobody's alarm waits for a desk to be looked up.
        drop(tx);
        return Err(PublishError::Words(found.with_desk(app, &access.group).await));
    }

    let odd = limits::ALARMS_PER_HOUR_ODD;
    let raised = incident::raised_since(&mut tx, group_id, access.member.id, now.minus(Span::hours(1)), odd).await?;
    let mut marks = said.mark.into_iter().collect::<Vec<_>>();
    marks.extend(report.outside_area.then_some(Mark::OutsideArea));
    marks.extend((raised >= odd && !report.drill).then_some(Mark::ManyAlarms));
    marks.extend((access.member.rules_version < profile.house_rules_version).then_some(Mark::RulesPending));
    marks.extend(found.marks());

    let (made, events) = begin(id, access.member.id, &report, said.call, &marks, now).map_err(|_| StoreError::Gone)?;
    let keys = sealing::Keys::take(app, &report).await;
    let stored = Stored {
        incident: made,
        group: group_id,
        phrase: report.behaviour.phrase.clone(),
        place: report.place,
        outside_area: report.outside_area,
        keys: keys.ids(),
        sealed_place: None,
    };
    let number = ledger.number(&mut tx).await?;
    incident::insert(&mut tx, &app.keys, keys.identifying(), &stored, number).await?;
    incident::append(&mut tx, id, &events).await?;
    write_words(app, &mut tx, &keys, id, &report).await?;
    super::flag::of_check(app, &mut tx, (group_id, id), 1, &found).await?;
    ledger.alert(app, &mut tx, &stored.incident, AlertKind::Alarm).await?;
    if let Some(which) = planned {
        begun(&mut tx, which, id).await?;
    }
    idempotency::insert(
        &mut tx,
        account,
        &request.key,
        &Kept {
            fingerprint,
            incident: id,
            outcome: Outcome::Published,
        },
        now,
    )
    .await?;
    app.faults.pass(Place::BeforeCommit).await;
    tx.commit().await?;
    app.faults.pass(Place::AfterCommit).await;
    ledger.ring(app, &stored.incident);
    metrics::counter!("saar_alarms_published_total", "drill" => if report.drill { "true" } else { "false" })
        .increment(1);
    Ok(Published {
        incident: id,
        outcome: Outcome::Published,
        repeated: false,
    })
}

/// Marks a planned drill as this incident; what could not be marked does not begin.
async fn begun(tx: &mut Tx, which: DrillId, incident: IncidentId) -> Result<(), PublishError> {
    if saar_store::drill::begun(tx, which, incident).await? {
        Ok(())
    } else {
        Err(NotBegun::NotNow.into())
    }
}

/// What was said about the call, made sense of.
pub(super) struct Said {
    /// None: cannot call.
    pub(super) call: Option<Call>,
    /// What was odd about its time.
    pub(super) mark: Option<Mark>,
    /// It was said when; otherwise it is taken as just now.
    pub(super) timed: bool,
}

fn check(
    request: &PublishRequest,
    profile: &Profile,
    group: &saar_store::group::Group,
    streets: &[saar_domain::incident::report::Street],
    now: Timestamp,
) -> Result<(Report, Said), PublishError> {
    let report = request.report.check(profile, &group.area, streets);
    let said = request.call.check(profile, now);
    match (report, said) {
        (Ok(report), Ok(said)) => Ok((report, said)),
        (report, said) => {
            let call = said.err().map(|problem| FieldError { field: "call", problem });
            Err(PublishError::Invalid(
                call.into_iter().chain(report.err().into_iter().flatten()).collect(),
            ))
        }
    }
}

impl RawCall {
    /// Makes sense of what was said.
    pub(super) fn check(&self, profile: &Profile, now: Timestamp) -> Result<Said, Problem> {
        let timed = self.seconds_ago.is_some() || self.at.as_deref().is_some_and(|at| !at.trim().is_empty());
        let by = match saar_domain::incident::report::choice::<CallerSays>(self.by.as_deref())? {
            CallerSays::CannotCall => {
                return Ok(Said {
                    call: None,
                    mark: None,
                    timed,
                });
            }
            CallerSays::Me => CalledBy::Reporter,
            CallerSays::Neighbour => CalledBy::Neighbour,
        };
        let (at, mark) = self.when(profile, now);
        Ok(Said {
            call: Some(Call { by, at }),
            mark,
            timed,
        })
    }

    /// When the call was. Nothing said means just now; nonsense means now, and is marked: a time is a formality (EDGES 2).
    pub(super) fn when(&self, profile: &Profile, now: Timestamp) -> (Timestamp, Option<Mark>) {
        let typed = self.at.as_deref().map(str::trim).filter(|text| !text.is_empty());
        match (self.seconds_ago, typed.map(CalledWhen::parse_wall)) {
            // What was typed was typed on purpose; a stopwatch only runs.
            (_, Some(Ok(wall))) => wall.resolve(now, &profile.zone()),
            (_, Some(Err(_))) => (now, Some(Mark::ClockOff)),
            (Some(seconds), None) => CalledWhen::SecondsAgo(seconds).resolve(now, &profile.zone()),
            (None, None) => (now, None),
        }
    }
}

/// Walks the state machine from the first sight to the alert.
fn begin(
    id: IncidentId,
    reporter: saar_domain::id::MemberId,
    report: &Report,
    call: Option<Call>,
    marks: &[Mark],
    now: Timestamp,
) -> Result<(Incident, Vec<Recorded>), Refusal> {
    let (mut incident, first) = Incident::report(id, reporter, report.kind, report.witness, report.drill, now);
    let mut events = vec![first];
    let actor = Actor::Member(reporter);
    events.push(incident.carry_out(call.map_or(Command::SayCannotCall, Command::RecordCall), actor, now)?);
    events.extend(marks.iter().map(|mark| incident.mark(*mark, now)));
    events.push(incident.carry_out(Command::Alert, actor, now)?);
    Ok((incident, events))
}

async fn write_words(
    app: &App,
    tx: &mut Tx,
    keys: &sealing::Keys,
    id: IncidentId,
    report: &Report,
) -> Result<(), StoreError> {
    let texts = [
        (Field::Behaviour, &report.behaviour.words),
        (Field::Appearance, &report.appearance),
    ];
    for (field, body) in texts {
        if let Some(body) = body {
            content::insert(
                tx,
                &app.keys,
                keys.of(field),
                id,
                &Content {
                    seq: 1,
                    field,
                    body: body.clone(),
                    street: None,
                },
            )
            .await?;
        }
    }
    Ok(())
}

struct Joining<'a> {
    account: AccountId,
    key: String,
    fingerprint: Vec<u8>,
    member: saar_domain::id::MemberId,
    country: &'a str,
    report: Report,
    said: Said,
    stored: Stored,
    own: &'a OwnWords,
}

/// A report that nobody can be asked about becomes a sighting of the incident that it resembles, with all that was said: what they do, how they look,
/// and the call.
async fn join(app: &App, mut tx: Tx, mut ledger: Ledger, joining: Joining<'_>) -> Result<Published, PublishError> {
    let Joining {
        account,
        key,
        fingerprint,
        member,
        country,
        report,
        said,
        mut stored,
        own,
    } = joining;
    // Nobody is there to ask; what is in it is marked all the same.
    let found = Found::read(
        app,
        own,
        report.behaviour.words.as_deref(),
        report.appearance.as_deref(),
        true,
    );
    let words = report.behaviour.words.clone().unwrap_or_default();
    let words = match &report.behaviour.phrase {
        Some(phrase) => with_phrase(app, &mut tx, account, country, phrase, &words).await?,
        None => words,
    };
    let sighting = Sighting {
        words,
        appearance: report.appearance,
        witness: report.witness,
        direction: None,
        towards: None,
        street: report.place.street,
    };
    add_sighting(app, &mut tx, &mut ledger, &mut stored, member, &sighting, &found)
        .await
        .map_err(not_joined)?;
    add_call(app, &mut tx, &mut ledger, &mut stored, member, said)
        .await
        .map_err(not_joined)?;
    let id = stored.incident.id;
    idempotency::insert(
        &mut tx,
        account,
        &key,
        &Kept {
            fingerprint,
            incident: id,
            outcome: Outcome::Joined,
        },
        app.now(),
    )
    .await?;
    tx.commit().await?;
    ledger.ring(app, &stored.incident);
    Ok(Published {
        incident: id,
        outcome: Outcome::Joined,
        repeated: false,
    })
}

/// Why a report did not become a sighting. What the incident does not take any more is for a person to decide; trouble with the database is not, and is tried
/// again by a phone that nobody looks at.
fn not_joined(error: ActError) -> PublishError {
    match error {
        ActError::Denied(denied) => PublishError::Denied(denied),
        _ => PublishError::Duplicate(vec![]),
    }
}
