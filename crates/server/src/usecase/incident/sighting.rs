//! What members add to a running incident: a sighting, with its words, its way, its photos and its call.

use super::act::{ActError, Acted, Where, add_call, carry_out, enter, finish, mark_found, profile};
use super::publish::RawCall;
use super::words::Found;
use super::{Ledger, repeat};
use crate::app::App;
use crate::usecase::photo;
use saar_domain::access::Action;
use saar_domain::country::Profile;
use saar_domain::field::{FieldError, Problem, tidy_text};
use saar_domain::geo::Direction;
use saar_domain::id::{AccountId, MemberId, StreetId, UploadId};
use saar_domain::incident::report::{Street, choice, street_of};
use saar_domain::incident::{Actor, Command, Event, Witness};
use saar_domain::limits;
use saar_domain::text::OwnWords;
use saar_store::content::{self, Content, Field};
use saar_store::idempotency::{self, Kept, Outcome};
use saar_store::incident::Stored;
use saar_store::{StoreError, Tx, account, group, incident};

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
    /// Its writer was asked about these words, and sends them.
    pub words_read: bool,
}

/// Adds something to a running incident. A new direction asks: call again?
pub async fn sight(app: &App, place: Where, raw: &RawSighting) -> Result<Acted, ActError> {
    // Before the writer's turn, as for an alarm.
    let ready = app.own_words.of(place.1);
    let find = |own: &OwnWords| Found::read(app, own, raw.words.as_deref(), raw.appearance.as_deref(), true);
    let mut found = find(&ready.words);
    // A report that turned out to be this incident is let through as a report would be, also of who is paused: it is never refused for a formality (EDGES 2).
    let action = if raw.is_report() { Action::Report } else { Action::Sight };
    let (mut tx, mut ledger, mut at) = enter(app, place, action).await?;
    if let Some(renewed) = ledger.renewed_words(app, &mut tx, &ready).await? {
        found = find(&renewed.words);
    }
    let fingerprint = repeat::of_sighting(place.2, raw);
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
    if !found.is_empty() && !raw.words_read {
        // The writer's turn ends here, with nothing done: nobody waits for a desk to be looked up.
        drop(tx);
        return Err(ActError::Words(found.with_desk(app, &at.group).await));
    }
    if let (Some(sighting), Some(phrase)) = (&mut sighting, &raw.phrase) {
        sighting.words = with_phrase(app, &mut tx, place.0, &at.group.country, phrase, &sighting.words).await?;
    }
    if let Some(sighting) = &sighting {
        if !takes_sightings(&mut tx, &at.stored).await? {
            let max = limits::SIGHTINGS_MAX;
            return Err(ActError::field("sightings", Problem::TooMany { max }));
        }
        add_sighting(
            app,
            &mut tx,
            &mut ledger,
            &mut at.stored,
            at.member.id,
            sighting,
            &found,
        )
        .await?;
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
    /// It was written as a report, and the call was made for it: its draft has a key.
    const fn is_report(&self) -> bool {
        self.key.is_some() && self.call.is_some()
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
    found: &Found,
) -> Result<(), ActError> {
    mark_found(app, tx, ledger, &mut stored.incident, found).await?;
    let command = Command::Sight {
        witness: sighting.witness,
        direction: sighting.direction,
        towards: sighting.towards,
    };
    carry_out(app, tx, ledger, &mut stored.incident, command, Actor::Member(member)).await?;
    let seq = stored.incident.version;
    super::flag::of_check(app, tx, (stored.group, stored.incident.id), seq, found).await?;
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
