//! What happens to an incident after it went out: responses, sightings, calls, its end.

use super::Ledger;
use super::publish::{RawCall, Said};
use super::words::Found;
use crate::app::App;
use crate::usecase::access::{self, AtIncident, Denied};
use crate::usecase::{photo, retention};
use saar_domain::access::Action;
use saar_domain::alert::AlertKind;
use saar_domain::country::Profile;
use saar_domain::field::{FieldError, Problem, tidy_text};
use saar_domain::geo::Direction;
use saar_domain::id::{AccountId, GroupId, IncidentId, MemberId, StreetId, UploadId};
use saar_domain::incident::report::{Street, choice, street_of};
use saar_domain::incident::{Actor, Call, CalledBy, Command, Event, Incident, Mark, Refusal, State, Witness};
use saar_domain::limits;
use saar_store::content::{self, Content, Field};
use saar_store::idempotency::{self, Kept, Outcome};
use saar_store::incident::Stored;
use saar_store::{StoreError, Tx, account, group, incident};
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
    let (ledger, group) = Ledger::open(&mut tx, group).await?;
    let at = access::at_incident_within(&mut tx, account, group, incident, action).await?;
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

/// Something that a member adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// What; may be empty when a direction or a street says it.
    pub words: String,
    /// How somebody looks; only beside what they do.
    pub appearance: Option<String>,
    /// How they know.
    pub witness: Witness,
    /// Which way, by the compass.
    pub direction: Option<Direction>,
    /// Towards which street.
    pub towards: Option<StreetId>,
    /// Where.
    pub street: Option<StreetId>,
}

/// A sighting before it is checked. The key makes a repeated form one sighting.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawSighting {
    /// Idempotency key; may be missing.
    pub key: Option<String>,
    /// Code of a behaviour phrase: a report that turned out to be this incident has one.
    pub phrase: Option<String>,
    /// What.
    pub words: Option<String>,
    /// How somebody looks.
    pub appearance: Option<String>,
    /// Code of a witness; seen when missing.
    pub witness: Option<String>,
    /// Code of a direction.
    pub direction: Option<String>,
    /// Id of the street of the group that they went towards.
    pub towards: Option<String>,
    /// Id of a street of the group.
    pub street: Option<String>,
    /// Ids of uploads that became photos and wait for this.
    pub photos: Vec<String>,
    /// The call that was made for it: a report that turned out to be this incident says so, and everybody sees one state.
    pub call: Option<RawCall>,
}

/// Adds something to a running incident. A new direction asks: call again?
pub async fn sight(app: &App, place: Where, raw: &RawSighting) -> Result<Acted, ActError> {
    let (mut tx, mut ledger, mut at) = enter(app, place, Action::Sight).await?;
    let fingerprint = Sha256::digest(format!("sighting {} {:?}", place.2, raw.said())).to_vec();
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
    let profile = profile(app, &at)?;
    let checked = raw.check(profile, &streets);
    let uploads = raw.uploads().map_err(|problem| ActError::field("photos", problem))?;
    let said = raw.call.as_ref().map(|call| call.check(profile, app.now())).transpose();
    let (mut sighting, said) = match (checked, said) {
        (Ok(sighting), Ok(said)) => (sighting, said),
        (checked, said) => {
            let call = said.err().map(|problem| FieldError { field: "call", problem });
            let errors = call.into_iter().chain(checked.err().into_iter().flatten());
            return Err(ActError::Invalid(errors.collect()));
        }
    };
    if let (Some(sighting), Some(phrase)) = (&mut sighting, &raw.phrase) {
        sighting.words = with_phrase(app, &mut tx, place.0, &at.group.country, phrase, &sighting.words).await?;
    }
    if let Some(sighting) = &sighting {
        if !takes_sightings(&mut tx, &at.stored).await? {
            let max = limits::SIGHTINGS_MAX;
            return Err(ActError::field("sightings", Problem::TooMany { max }));
        }
        add_sighting(app, &mut tx, &mut ledger, &mut at.stored, at.member.id, sighting).await?;
        let seq = at.stored.incident.version;
        if !photo::attach(app, &mut tx, place.2, at.member.id, seq, &uploads).await? {
            return Err(ActError::field("photos", Problem::NotAChoice));
        }
    }
    let called = match said {
        None => false,
        Some(said) => add_call(app, &mut tx, &mut ledger, &mut at.stored, at.member.id, said).await?,
    };
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
    // Whoever has just called has told the police which way.
    let way = sighting.is_some_and(|sighting| sighting.direction.is_some() || sighting.towards.is_some());
    let news = way && !called && !at.stored.incident.drill;
    finish(app, tx, &ledger, &at.stored.incident, news).await
}

fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

impl RawSighting {
    /// All that was said, without what changes between two sends of it.
    fn said(&self) -> impl std::fmt::Debug {
        let call = self.call.as_ref().map(|call| call.by.clone());
        let seen = (
            self.phrase.clone(),
            self.words.clone(),
            self.appearance.clone(),
            self.photos.clone(),
        );
        (
            seen,
            self.witness.clone(),
            self.direction.clone(),
            self.towards.clone(),
            self.street.clone(),
            call,
        )
    }

    /// None: only the call is told.
    fn check(&self, profile: &Profile, streets: &[Street]) -> Result<Option<Sighting>, Vec<FieldError>> {
        let mut errors = saar_domain::field::Errors::default();
        let seen = [
            &self.phrase,
            &self.words,
            &self.appearance,
            &self.direction,
            &self.towards,
            &self.street,
        ];
        if seen.into_iter().all(|text| given(text).is_none()) && self.photos.is_empty() {
            if self.call.is_none() {
                errors.add("words", Problem::Missing);
            }
            return errors.into_result().map(|()| None);
        }
        let words = errors
            .take(
                "words",
                tidy_text(self.words.as_deref().unwrap_or(""), limits::WORDS_CHARS_MAX),
            )
            .flatten();
        let appearance = errors
            .take(
                "appearance",
                tidy_text(self.appearance.as_deref().unwrap_or(""), limits::APPEARANCE_CHARS_MAX),
            )
            .flatten();
        if let Some(phrase) = given(&self.phrase)
            && !profile
                .kinds
                .iter()
                .any(|kind| kind.phrases.iter().any(|known| known == phrase))
        {
            errors.add("phrase", Problem::NotAChoice);
        }
        let does = [&self.phrase, &self.words, &self.direction, &self.towards];
        if appearance.is_some() && does.into_iter().all(|text| given(text).is_none()) {
            errors.add("appearance", Problem::NeedsBehaviour);
        }
        let witness =
            given(&self.witness).map_or(Some(Witness::Seen), |code| errors.take("witness", choice(Some(code))));
        let direction =
            given(&self.direction).and_then(|code| errors.take("direction", choice::<Direction>(Some(code))));
        let mut street_in = |field, text| errors.take(field, street_of(given(text)?, streets));
        let towards = street_in("towards_street", &self.towards);
        let street = street_in("street", &self.street);
        errors.into_result()?;
        Ok(Some(Sighting {
            words: words.unwrap_or_default(),
            appearance,
            witness: witness.unwrap_or(Witness::Seen),
            direction,
            towards,
            street,
        }))
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

/// A phrase and own words as one text, in the language of who says it: a sighting has no phrases of its own.
pub(super) async fn with_phrase(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    country: &str,
    phrase: &str,
    words: &str,
) -> Result<String, StoreError> {
    let language = account::find(tx, account).await?.map(|account| account.language);
    let key = format!("phrase-{}", phrase.trim());
    let phrase = app
        .i18n
        .text(language.as_deref().unwrap_or_default(), country, &key, &[]);
    Ok(if words.is_empty() {
        phrase
    } else {
        format!("{phrase}. {words}")
    })
}

/// Whether an incident takes another sighting, and the call that may come with it.
pub(super) async fn takes_sightings(tx: &mut Tx, stored: &Stored) -> Result<bool, StoreError> {
    const EVENTS: u32 = 4;
    let events = stored.incident.version;
    // So few events hold fewer sightings: mostly nothing has to be read.
    if usize::try_from(events).unwrap_or(usize::MAX) <= limits::SIGHTINGS_MAX {
        return Ok(true);
    }
    let history = incident::history(tx, stored.incident.id).await?;
    let is_sighting = |recorded: &&saar_domain::incident::Recorded| matches!(recorded.event, Event::Sighted { .. });
    let sightings = history.iter().filter(is_sighting).count();
    Ok(sightings < limits::SIGHTINGS_MAX && events + EVENTS <= limits::EVENTS_MAX)
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
    // The incident runs: what is added goes at once, and is marked with the gravest of what is in it.
    let words = Some(sighting.words.clone()).filter(|words| !words.is_empty());
    let ready = app.own_words.of(ledger.group);
    let renewed = ledger.renewed_words(app, tx, &ready).await?;
    let own = &renewed.as_ref().unwrap_or(&ready).words;
    let found = Found::read(app, own, &words, &sighting.appearance, true);
    let mark = found.marks().first().copied();
    if let Some(mark) = mark {
        append_mark(app, tx, ledger, &mut stored.incident, mark).await?;
    }
    let command = Command::Sight {
        witness: sighting.witness,
        direction: sighting.direction,
        towards: sighting.towards,
    };
    carry_out(app, tx, ledger, &mut stored.incident, command, Actor::Member(member)).await?;
    let seq = stored.incident.version;
    super::flag::of_check(app, tx, (stored.group, stored.incident.id), seq, mark).await?;
    let mut contents = Vec::new();
    if !sighting.words.is_empty() || sighting.street.is_some() {
        contents.push(Content {
            seq,
            field: Field::Sighting,
            body: sighting.words.clone(),
            street: sighting.street,
        });
    }
    contents.extend(sighting.appearance.clone().map(|body| Content {
        seq,
        field: Field::Appearance,
        body,
        street: None,
    }));
    for content in &contents {
        content::add(tx, &app.keys, stored, content, app.now()).await?;
    }
    Ok(())
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
    ledger.append(tx, incident.id, &[marked]).await?;
    incident::update(tx, incident, before).await?;
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
    let call = Call { by, at: called_at };
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
