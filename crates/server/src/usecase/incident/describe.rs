//! Adding a description to a running incident, and reading those that there are. Its words are content of the class `identifying`; the plate stands
//! in a field of its own. History holds only that there is one.

use super::act::{ActError, Acted, Where, carry_out, enter, finish, mark_found};
use super::words::Found;
use super::{Ledger, repeat};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::clock::Timestamp;
use saar_domain::country::Profile;
use saar_domain::description::raw::{Described, RawDescription};
use saar_domain::description::{Description, offers_skin_colour};
use saar_domain::incident::{Actor, Command, Event, Recorded, Refusal, Witness};
use saar_domain::limits;
use saar_domain::plate::Plate;
use saar_store::content::{self, Content, Field};
use saar_store::idempotency::{self, Kept, Outcome};
use saar_store::incident::Stored;
use saar_store::{StoreError, Tx, group};

/// A description on its way in. The key makes a repeated form one description, whatever it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DescribeRequest {
    /// Idempotency key; may be missing.
    pub key: Option<String>,
    /// What was chosen and typed.
    pub raw: RawDescription,
    /// Its writer was asked about these words, and sends them.
    pub words_read: bool,
}

/// Adds a description. A plate or a way asks: call again?
pub async fn describe(app: &App, place: Where, request: &DescribeRequest) -> Result<Acted, ActError> {
    // Before the writer's turn, as for an alarm.
    let ready = app.own_words.of(place.1);
    let mut found = Found::in_description(app, &ready.words, &request.raw);
    let (mut tx, mut ledger, mut at) = enter(app, place, Action::Sight).await?;
    if let Some(renewed) = ledger.renewed_words(app, &mut tx, &ready).await? {
        found = Found::in_description(app, &renewed.words, &request.raw);
    }
    let fingerprint = repeat::of_description(place.2);
    if let Some(key) = &request.key
        && let Some(kept) = idempotency::find(&mut tx, place.0, key).await?
    {
        return if kept.fingerprint == fingerprint {
            // What was found may be on its way to the disk: saying "it is there" waits for it.
            tx.commit().await?;
            Ok(Acted {
                version: at.stored.incident.version,
                call_again: false,
            })
        } else {
            Err(ActError::KeyReused(kept.incident))
        };
    }
    let streets = group::streets(&mut tx, place.1).await?;
    let incident = &at.stored.incident;
    let described = request
        .raw
        .check(incident.kind, incident.witness, &streets)
        .map_err(ActError::Invalid)?;
    let there = content::of_incident(&mut tx, &app.keys, place.2).await?;
    let there = there.iter().filter(|content| content.field == Field::Description);
    if there.count() >= limits::DESCRIPTIONS_MAX {
        return Err(Refusal::Full.into());
    }
    if !found.is_empty() && !request.words_read {
        return Err(ActError::Words(found));
    }
    mark_found(app, &mut tx, &mut ledger, &mut at.stored.incident, &found).await?;
    let actor = Actor::Member(at.member.id);
    add(app, &mut tx, &mut ledger, &mut at.stored, actor, &described).await?;
    let seq = at.stored.incident.version;
    super::flag::of_check(app, &mut tx, (place.1, place.2), seq, &found).await?;
    if let Some(key) = &request.key {
        let kept = Kept {
            fingerprint,
            incident: place.2,
            outcome: Outcome::Joined,
        };
        idempotency::insert(&mut tx, place.0, key, &kept, app.now()).await?;
    }
    let description = &described.description;
    let news = description.vehicle.plate.is_some() || description.says_which_way();
    let call_again = news && !at.stored.incident.drill;
    finish(app, tx, &ledger, &at.stored.incident, call_again).await
}

async fn add(
    app: &App,
    tx: &mut Tx,
    ledger: &mut Ledger,
    stored: &mut Stored,
    actor: Actor,
    described: &Described,
) -> Result<(), ActError> {
    let Described { description, witness } = described;
    let command = Command::Describe {
        witness: *witness,
        way: description.says_which_way(),
        plate: description.vehicle.plate.is_some(),
    };
    carry_out(app, tx, ledger, &mut stored.incident, command, actor).await?;
    let body = serde_json::to_string(description).map_err(|_| StoreError::Gone)?;
    let texts = [
        Some((Field::Description, body)),
        description
            .vehicle
            .plate
            .as_ref()
            .map(|plate| (Field::Plate, plate.as_str().to_owned())),
    ];
    for (field, body) in texts.into_iter().flatten() {
        let content = Content {
            seq: stored.incident.version,
            field,
            body,
            street: None,
        };
        content::add(tx, &app.keys, stored, &content, app.now()).await?;
    }
    Ok(())
}

/// A description as somebody may see it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Number of its event.
    pub seq: u32,
    /// When it was added.
    pub at: Timestamp,
    /// By whom.
    pub actor: Actor,
    /// How they know.
    pub witness: Witness,
    /// What it says, without a plate that is not for this viewer.
    pub description: Description,
    /// There is a plate, and it is only for the call: whoever saw it has it.
    pub plate_hidden: bool,
}

/// Whether somebody sees the plates of a description: everybody where the country's profile shows them, else only who typed it (PRODUCT, BE).
pub fn sees_plate(profile: &Profile, viewer: Actor, described_by: Actor) -> bool {
    profile.plates_shown_to_members || viewer == described_by
}

/// The descriptions of an incident that are still kept, oldest first.
pub(super) fn shown(
    stored: &Stored,
    history: &[Recorded],
    contents: &[Content],
    profile: &Profile,
    viewer: Actor,
) -> Vec<Shown> {
    let body = |seq, field| {
        let mut of_event = contents.iter().filter(move |content| content.seq == seq);
        of_event
            .find(|content| content.field == field)
            .map(|content| content.body.as_str())
    };
    let shown = |recorded: &Recorded| {
        let Event::Described { witness, .. } = recorded.event else {
            return None;
        };
        let written = body(recorded.seq, Field::Description)?;
        let mut description: Description = serde_json::from_str(written)
            .map_err(|_| tracing::warn!(seq = recorded.seq, "a description of another version is not shown"))
            .ok()?;
        let plate = body(recorded.seq, Field::Plate).and_then(|plate| Plate::parse(plate).ok().flatten());
        let sees_plate = sees_plate(profile, viewer, recorded.actor);
        let plate_hidden = plate.is_some() && !sees_plate;
        description.vehicle.plate = plate.filter(|_| sees_plate);
        // The rule is asked again: what is on disk may come from elsewhere.
        if !offers_skin_colour(stored.incident.kind, stored.incident.witness, witness) {
            description = description.without_skin_colour();
        }
        Some(Shown {
            seq: recorded.seq,
            at: recorded.at,
            actor: recorded.actor,
            witness,
            description,
            plate_hidden,
        })
    };
    history.iter().filter_map(shown).collect()
}
