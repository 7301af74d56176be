//! What happens to an incident after it went out: responses, calls, its end. What is added to it is in `sighting.rs` and `describe.rs`.

use super::Ledger;
use super::publish::{RawCall, Said};
use super::words::Found;
use crate::app::App;
use crate::usecase::access::{self, AtIncident, Denied};
use crate::usecase::retention;
use saar_domain::access::Action;
use saar_domain::alert::AlertKind;
use saar_domain::country::Profile;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, IncidentId, MemberId};
use saar_domain::incident::report::choice;
use saar_domain::incident::{Actor, Call, CalledBy, Command, Event, Incident, Mark, Recorded, Refusal, State};
use saar_store::content;
use saar_store::incident::Stored;
use saar_store::{StoreError, Tx, incident};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// The key was used for something else: for this incident.
    #[error("the idempotency key belongs to another request")]
    KeyReused(IncidentId),
    /// The words say something that does not belong here; asked once.
    #[error("something in the words to think about")]
    Words(Found),
    /// The incident does not allow it any more: mostly, it ended meanwhile.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<StoreError> for ActError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

impl ActError {
    pub(super) fn field(field: &'static str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field, problem }])
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acted {
    /// The incident's version after it.
    pub version: u32,
    /// Something new that the police may want to know: call again?
    pub call_again: bool,
}

/// Who acts where.
pub(super) type Where = (AccountId, GroupId, IncidentId);

/// Opens a writing transaction under the group's lock, and lets the account in.
pub(super) async fn enter(
    app: &App,
    (account, group, incident): Where,
    action: Action,
) -> Result<(Tx, Ledger, AtIncident), ActError> {
    let mut tx = app.db.write().await?;
    let (ledger, group) = Ledger::open(&mut tx, group).await?;
    let at = access::at_incident_within(&mut tx, account, group, incident, action).await?;
    Ok((tx, ledger, at))
}

pub(super) fn profile<'a>(app: &'a App, at: &AtIncident) -> Result<&'a Profile, StoreError> {
    app.profiles.get(&at.group.country).ok_or(StoreError::Gone)
}

/// Decides a command, appends its event, saves the incident, and adds the alert that tells of it.
pub(super) async fn carry_out(
    app: &App,
    tx: &mut Tx,
    ledger: &mut Ledger,
    incident: &mut Incident,
    command: Command,
    actor: Actor,
) -> Result<Event, ActError> {
    let before = incident.version;
    let recorded = incident.carry_out(command, actor, app.now())?;
    if matches!(recorded.event, Event::Recalled { .. }) {
        // Content goes at once, in the very transaction that recalls it.
        content::forget(tx, incident.id).await?;
        saar_store::photo::forget_of(tx, incident.id).await?;
    }
    ledger.save(tx, incident, recorded, before).await?;
    let alert = match recorded.event {
        Event::Called { .. } => Some(AlertKind::CallMade),
        Event::Sighted { .. } | Event::Described { .. } => Some(AlertKind::Update),
        Event::Closed { .. } => Some(AlertKind::Closing),
        Event::Recalled { .. } => Some(AlertKind::Recall),
        _ => None,
    };
    if let Some(kind) = alert {
        ledger.alert(app, tx, incident, kind).await?;
    }
    Ok(recorded.event)
}

pub(super) async fn finish(
    app: &App,
    tx: Tx,
    ledger: &Ledger,
    incident: &Incident,
    call_again: bool,
) -> Result<Acted, ActError> {
    tx.commit().await?;
    ledger.ring(app, incident);
    if incident.state == State::Recalled {
        // Nobody waits for the disk of the keys before they hear that it was nothing.
        retention::shred(app).await;
    }
    Ok(Acted {
        version: incident.version,
        call_again,
    })
}

/// A member says what they do. Saying the same again changes nothing.
pub async fn respond(app: &App, place: Where, response: &str) -> Result<Acted, ActError> {
    let (mut tx, mut ledger, mut at) = enter(app, place, Action::Respond).await?;
    let response = profile(app, &at)?
        .response(response)
        .map_err(|problem| ActError::field("response", problem))?;
    let actor = Actor::Member(at.member.id);
    let said = incident::history(&mut tx, place.2).await?;
    if said
        .iter()
        .any(|recorded| recorded.actor == actor && recorded.event == Event::Responded { response })
    {
        // It may be on its way to the disk: "it is there" waits for it.
        tx.commit().await?;
        return Ok(Acted {
            version: at.stored.incident.version,
            call_again: false,
        });
    }
    carry_out(
        app,
        &mut tx,
        &mut ledger,
        &mut at.stored.incident,
        Command::Respond(response),
        actor,
    )
    .await?;
    finish(app, tx, &ledger, &at.stored.incident, false).await
}

/// Records the call that was made for a report that turned out to be this incident: the first, or another. Whether it was one.
pub(super) async fn add_call(
    app: &App,
    tx: &mut Tx,
    ledger: &mut Ledger,
    stored: &mut Stored,
    member: MemberId,
    said: Said,
) -> Result<bool, ActError> {
    let Some(call) = said.call else { return Ok(false) };
    if stored.incident.call.is_some() && call.by == CalledBy::Neighbour {
        let history = incident::history(tx, stored.incident.id).await?;
        let latest = history.iter().rev().find_map(|recorded| recorded.event.call());
        if !said.timed || latest.is_some_and(|latest| call.is_the_same_as(latest)) {
            return Ok(false);
        }
    }
    record(
        app,
        tx,
        ledger,
        &mut stored.incident,
        Actor::Member(member),
        call,
        said.mark,
    )
    .await?;
    Ok(true)
}

/// Records a call, and what was odd about its time.
async fn record(
    app: &App,
    tx: &mut Tx,
    ledger: &mut Ledger,
    incident: &mut Incident,
    actor: Actor,
    call: Call,
    mark: Option<Mark>,
) -> Result<(), ActError> {
    if let Some(mark) = mark {
        append_mark(app, tx, ledger, incident, mark).await?;
    }
    carry_out(app, tx, ledger, incident, Command::CallAgain(call), actor).await?;
    Ok(())
}

/// Marks a running incident with the gravest of what is in the words that are added to it.
pub(super) async fn mark_found(
    app: &App,
    tx: &mut Tx,
    ledger: &mut Ledger,
    incident: &mut Incident,
    found: &Found,
) -> Result<(), ActError> {
    match found.marks().first() {
        Some(mark) => append_mark(app, tx, ledger, incident, *mark).await,
        None => Ok(()),
    }
}

/// Marks a running incident with something odd.
async fn append_mark(
    app: &App,
    tx: &mut Tx,
    ledger: &mut Ledger,
    incident: &mut Incident,
    mark: Mark,
) -> Result<(), ActError> {
    let before = incident.version;
    let marked = incident.mark(mark, app.now());
    Ok(ledger.save(tx, incident, marked, before).await?)
}

/// A call that a member records.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallRequest {
    /// When; now if nothing is said.
    pub when: RawCall,
}

/// Whether somebody said of the same call before that they made it: a button that was pressed twice, or a form that was sent again, is no second call. With
/// something new in between it is one.
fn is_said_already(history: &[Recorded], actor: Actor, call: Call) -> bool {
    let since = |recorded: &&Recorded| recorded.event.call().is_none();
    let news = history.iter().rev().take_while(since);
    let quiet = news
        .into_iter()
        .all(|recorded| !matches!(recorded.event, Event::Sighted { .. } | Event::Described { .. }));
    let latest = history.iter().rev().find(|recorded| !since(recorded));
    let same = |latest: &Recorded| {
        let is = |latest: Call| latest.by == call.by && call.is_the_same_as(latest);
        latest.actor == actor && latest.event.call().is_some_and(is)
    };
    quiet && latest.is_some_and(same)
}

/// Somebody called: for the first time where the reporter could not, or again with something new.
pub async fn record_call(app: &App, place: Where, request: &CallRequest) -> Result<Acted, ActError> {
    let (mut tx, mut ledger, mut at) = enter(app, place, Action::RecordCall).await?;
    let (called_at, mark) = request.when.when(profile(app, &at)?, app.now());
    let actor = Actor::Member(at.member.id);
    let by = if at.stored.incident.reporter == actor {
        CalledBy::Reporter
    } else {
        CalledBy::Member
    };
    let call = Call { by, at: called_at };
    let history = incident::history(&mut tx, place.2).await?;
    if at.stored.incident.state.is_running() && is_said_already(&history, actor, call) {
        // It may be on its way to the disk: "it is there" waits for it.
        tx.commit().await?;
        return Ok(Acted {
            version: at.stored.incident.version,
            call_again: false,
        });
    }
    record(app, &mut tx, &mut ledger, &mut at.stored.incident, actor, call, mark).await?;
    finish(app, tx, &ledger, &at.stored.incident, false).await
}

/// Ends an incident, or takes it back. Everyone who was alerted hears it.
pub async fn close(app: &App, place: Where, reason: &str) -> Result<Acted, ActError> {
    // Which of the two it is decides who may: read before entering, by the profile of the group.
    let reason = choice::<saar_domain::incident::ClosingReason>(Some(reason))
        .map_err(|problem| ActError::field("reason", problem))?;
    let (mut tx, mut ledger, mut at) = enter(app, place, Action::closing(reason)).await?;
    let reason = profile(app, &at)?
        .closing_reason(reason.code())
        .map_err(|problem| ActError::field("reason", problem))?;
    let actor = Actor::Member(at.member.id);
    carry_out(
        app,
        &mut tx,
        &mut ledger,
        &mut at.stored.incident,
        Command::Close(reason),
        actor,
    )
    .await?;
    finish(app, tx, &ledger, &at.stored.incident, false).await
}

/// Ends an incident that was quiet for long. By the clock, not by an account.
pub async fn expire(app: &App, group: GroupId, id: IncidentId) -> Result<bool, ActError> {
    let mut tx = app.db.write().await?;
    let (mut ledger, group) = Ledger::open(&mut tx, group).await?;
    let Some(mut stored) = incident::find(&mut tx, id).await? else {
        return Ok(false);
    };
    let command = Command::Expire {
        now: app.now(),
        quiet: group.quiet_expiry,
    };
    match carry_out(app, &mut tx, &mut ledger, &mut stored.incident, command, Actor::System).await {
        // Somebody was faster: ended, or said something.
        Err(ActError::Refused(_)) => Ok(false),
        Err(error) => Err(error),
        Ok(_) => finish(app, tx, &ledger, &stored.incident, false).await.map(|_| true),
    }
}
