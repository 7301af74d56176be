//! What happens to an incident after it went out: responses, sightings, calls, its end.

use super::Ledger;
use super::publish::RawCall;
use crate::app::App;
use crate::usecase::access::{self, AtIncident, Denied};
use crate::usecase::photo;
use saar_domain::access::Action;
use saar_domain::alert::AlertKind;
use saar_domain::country::Profile;
use saar_domain::field::{FieldError, Problem, tidy_text};
use saar_domain::geo::Direction;
use saar_domain::id::{AccountId, GroupId, IncidentId, MemberId, StreetId, UploadId};
use saar_domain::incident::report::choice;
use saar_domain::incident::{Actor, Call, CalledBy, Command, Event, Incident, Refusal, Witness};
use saar_domain::limits;
use saar_store::content::{self, Content, Field};
use saar_store::idempotency::{self, Kept, Outcome};
use saar_store::incident::Stored;
use saar_store::{StoreError, Tx, group, incident};
use sha2::{Digest, Sha256};

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
    fn field(field: &'static str, problem: Problem) -> Self {
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
    let ledger = match Ledger::open(&mut tx, group).await {
        Err(StoreError::Gone) => return Err(Denied::NotHere.into()),
        other => other?,
    };
    let at = access::at_incident(&mut tx, account, group, incident, action).await?;
    Ok((tx, ledger, at))
}

fn profile<'a>(app: &'a App, at: &AtIncident) -> Result<&'a Profile, StoreError> {
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
    ledger.append(tx, incident.id, &[recorded]).await?;
    if matches!(recorded.event, Event::Recalled { .. }) {
        // Content goes at once, in the very transaction that recalls it.
        content::forget(tx, incident.id).await?;
        saar_store::photo::forget_of(tx, incident.id).await?;
    }
    if !incident::update(tx, incident, before).await? {
        // Cannot happen under the group's lock; said rather than lost if it does.
        return Err(StoreError::Gone.into());
    }
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

/// Something that a member adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// What; may be empty when a direction or a street says it.
    pub words: String,
    /// How they know.
    pub witness: Witness,
    /// Which way.
    pub direction: Option<Direction>,
    /// Where.
    pub street: Option<StreetId>,
}

/// A sighting before it is checked. The key makes a repeated form one sighting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawSighting {
    /// Idempotency key; may be missing.
    pub key: Option<String>,
    /// What.
    pub words: Option<String>,
    /// Code of a witness; seen when missing.
    pub witness: Option<String>,
    /// Code of a direction.
    pub direction: Option<String>,
    /// Id of a street of the group.
    pub street: Option<String>,
    /// Ids of uploads that became photos and wait for this.
    pub photos: Vec<String>,
}

/// Adds something to a running incident. A new direction asks: call again?
pub async fn sight(app: &App, place: Where, raw: &RawSighting) -> Result<Acted, ActError> {
    let (mut tx, mut ledger, mut at) = enter(app, place, Action::Sight).await?;
    let fingerprint = Sha256::digest(format!("sighting {} {raw:?}", place.2)).to_vec();
    if let Some(key) = &raw.key
        && let Some(kept) = idempotency::find(&mut tx, place.0, key).await?
    {
        if kept.fingerprint != fingerprint {
            return Err(ActError::KeyReused(kept.incident));
        }
        // As above: it may be on its way to the disk.
        tx.commit().await?;
        return Ok(Acted {
            version: at.stored.incident.version,
            call_again: false,
        });
    }
    let streets = group::streets(&mut tx, place.1).await?;
    let (sighting, uploads) = raw
        .check(|id| streets.iter().any(|street| street.id == id))
        .map_err(ActError::Invalid)?;
    add_sighting(app, &mut tx, &mut ledger, &mut at.stored, at.member.id, &sighting).await?;
    let seq = at.stored.incident.version;
    if !photo::attach(app, &mut tx, place.2, at.member.id, seq, &uploads).await? {
        return Err(ActError::field("photos", Problem::NotAChoice));
    }
    if let Some(key) = &raw.key {
        idempotency::insert(
            &mut tx,
            place.0,
            key,
            &Kept {
                fingerprint,
                incident: place.2,
                outcome: Outcome::Joined,
            },
            app.now(),
        )
        .await?;
    }
    let news = sighting.direction.is_some() && !at.stored.incident.drill;
    finish(app, tx, &ledger, &at.stored.incident, news).await
}

impl RawSighting {
    fn check(&self, is_street: impl Fn(StreetId) -> bool) -> Result<(Sighting, Vec<UploadId>), Vec<FieldError>> {
        let mut errors = saar_domain::field::Errors::default();
        let given = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let words = errors
            .take(
                "words",
                tidy_text(self.words.as_deref().unwrap_or(""), limits::WORDS_CHARS_MAX),
            )
            .flatten();
        let witness =
            given(&self.witness).map_or(Some(Witness::Seen), |code| errors.take("witness", choice(Some(&code))));
        let direction =
            given(&self.direction).and_then(|code| errors.take("direction", choice::<Direction>(Some(&code))));
        let street = given(&self.street).and_then(|text| {
            let id = text.parse::<StreetId>().ok().filter(|id| is_street(*id));
            errors.take("street", id.ok_or(Problem::NotAChoice))
        });
        let nothing = [&self.words, &self.direction, &self.street]
            .into_iter()
            .all(|text| given(text).is_none());
        let uploads = errors.take("photos", self.uploads()).unwrap_or_default();
        if nothing && self.photos.is_empty() {
            errors.add("words", Problem::Missing);
        }
        errors.into_result()?;
        let sighting = Sighting {
            words: words.unwrap_or_default(),
            witness: witness.unwrap_or(Witness::Seen),
            direction,
            street,
        };
        Ok((sighting, uploads))
    }

    /// Each once: a form that was sent back may name one twice.
    fn uploads(&self) -> Result<Vec<UploadId>, Problem> {
        let mut uploads = Vec::new();
        for text in &self.photos {
            let upload = text.parse::<UploadId>().map_err(|_| Problem::NotAChoice)?;
            if !uploads.contains(&upload) {
                uploads.push(upload);
            }
        }
        match uploads.len() {
            count if count > limits::PHOTOS_PER_ADDITION_MAX => Err(Problem::OutOfRange {
                min: 0,
                max: i64::try_from(limits::PHOTOS_PER_ADDITION_MAX).unwrap_or(i64::MAX),
            }),
            _ => Ok(uploads),
        }
    }
}

/// The part of a sighting that a joined duplicate shares.
pub(super) async fn add_sighting(
    app: &App,
    tx: &mut Tx,
    ledger: &mut Ledger,
    stored: &mut Stored,
    member: MemberId,
    sighting: &Sighting,
) -> Result<(), ActError> {
    let command = Command::Sight {
        witness: sighting.witness,
        direction: sighting.direction,
    };
    carry_out(app, tx, ledger, &mut stored.incident, command, Actor::Member(member)).await?;
    if !sighting.words.is_empty() || sighting.street.is_some() {
        let body = sighting.words.clone();
        let content = Content {
            seq: stored.incident.version,
            field: Field::Sighting,
            body,
            street: sighting.street,
        };
        content::insert(tx, stored.incident.id, &content).await?;
    }
    Ok(())
}

/// A call that a member records.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallRequest {
    /// When; now if nothing is said.
    pub when: RawCall,
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
    let incident = &mut at.stored.incident;
    let before = incident.version;
    if let Some(mark) = mark {
        let marked = incident.mark(mark, app.now());
        ledger.append(&mut tx, incident.id, &[marked]).await?;
        incident::update(&mut tx, incident, before).await?;
    }
    carry_out(
        app,
        &mut tx,
        &mut ledger,
        incident,
        Command::CallAgain(Call { by, at: called_at }),
        actor,
    )
    .await?;
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
    let mut ledger = Ledger::open(&mut tx, group).await?;
    let Some(mut stored) = incident::find(&mut tx, id).await? else {
        return Ok(false);
    };
    let quiet = group::find(&mut tx, group).await?.ok_or(StoreError::Gone)?.quiet_expiry;
    let command = Command::Expire { now: app.now(), quiet };
    match carry_out(app, &mut tx, &mut ledger, &mut stored.incident, command, Actor::System).await {
        // Somebody was faster: ended, or said something.
        Err(ActError::Refused(_)) => Ok(false),
        Err(error) => Err(error),
        Ok(_) => finish(app, tx, &ledger, &stored.incident, false).await.map(|_| true),
    }
}
