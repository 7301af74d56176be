//! An incident: what everybody in the group sees, and what they do about it.

use super::frame::Frame;
use super::group::link;
use super::{Done, alarm, asking, description, id, or_page, photo, plan, see, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::incident::{self, ActError, CallRequest, Found, RawSighting, Seen};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::shield::with_map;
use crate::web::view::alarm::AskedText;
use crate::web::view::incident::{Closing, Entry, Incident, Reach, ResponseOption, SightingForm};
use crate::web::view::shared::{CallState, FieldError};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use saar_domain::access::Action;
use saar_domain::clock::Timestamp;
use saar_domain::country::Profile;
use saar_domain::description::Description;
use saar_domain::flag::is_message;
use saar_domain::geo::{Direction, Point};
use saar_domain::id::{AccountId, GroupId, IncidentId};
use saar_domain::incident::{Actor, ClosingReason, Event, Recorded, Refusal, State as Stands};
use saar_domain::limits;
use saar_store::content::Field;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pages of an incident.
pub fn router() -> Router<Arc<Web>> {
    let at = |rest: &str| format!("/groups/{{group}}/incidents/{{incident}}{rest}");
    Router::new()
        .route(&at(""), get(show))
        .route(&at("/fragment"), get(fragment))
        .route(&at("/responses"), post(respond))
        .route(&at("/sightings"), post(sight))
        .route(&at("/call"), post(record_call))
        .route(&at("/close"), post(close))
}

pub(super) type Where = Path<(String, String)>;

pub(super) fn place(
    identity: &Identity,
    (group, incident): &(String, String),
) -> Result<(AccountId, GroupId, IncidentId), Fault> {
    Ok((identity.account.id, id(group)?, id(incident)?))
}

async fn show(State(web): Shared, Reader(identity): Reader, Path(path): Where, Query(done): Query<Done>) -> Response {
    let work = async {
        let (account, group, incident) = place(&identity, &path)?;
        let seen = incident::look(&web.app, account, group, incident).await?;
        note(&web, &seen).await;
        let frame = frame(&web, &identity, &seen).noticing(done.done.as_deref());
        let view = view(&web, &frame, &seen, SightingForm::default(), Vec::new())?;
        frame.render(&web, "incident", &view).map(with_map)
    };
    or_page(&web, &identity, work.await)
}

/// The live part alone: what an open page fetches when a frame says that something changed.
async fn fragment(State(web): Shared, Reader(identity): Reader, Path(path): Where) -> Response {
    let work = async {
        let (account, group, incident) = place(&identity, &path)?;
        let seen = incident::look(&web.app, account, group, incident).await?;
        note(&web, &seen).await;
        let frame = frame(&web, &identity, &seen);
        let view = view(&web, &frame, &seen, SightingForm::default(), Vec::new())?;
        Ok(axum::response::Html(web.app.renderer.part("incident_live", &frame.page, &view)?).into_response())
    };
    or_page(&web, &identity, work.await)
}

/// Notes that it was opened. Reading an alarm never waits for, or fails with, this note.
async fn note(web: &Web, seen: &Seen) {
    if let Err(error) = incident::note_opening(&web.app, seen).await {
        tracing::warn!(%error, "that an incident was opened could not be noted");
    }
}

fn frame(web: &Web, identity: &Identity, seen: &Seen) -> Frame {
    Frame::in_group(web, identity, &seen.at.group, &seen.at.member)
}

/// What a form on this page led to.
async fn after(
    web: &Web,
    identity: &Identity,
    path: &(String, String),
    outcome: Result<&str, ActError>,
    typed: SightingForm,
) -> Result<Response, Fault> {
    let (account, group, incident) = place(identity, path)?;
    let page = format!("/groups/{group}/incidents/{incident}");
    match outcome {
        Ok(done) => Ok(see_done(&page, done)),
        // Two closings at once, or a page that was left open: the reader sees how it ended.
        Err(ActError::Refused(Refusal::Ended)) => Ok(see_done(&page, "already-closed")),
        // The form was sent before, as an alarm or with another way: what came of it is what the sender wants to see.
        Err(ActError::KeyReused(kept)) => Ok(see_done(&format!("/groups/{group}/incidents/{kept}"), "joined-running")),
        Err(ActError::Invalid(errors)) => {
            let seen = incident::look(&web.app, account, group, incident).await?;
            let frame = frame(web, identity, &seen);
            let number = frame.emergency_number(web);
            let view = view(web, &frame, &seen, typed, view_errors(&errors, &number))?;
            frame.render_wrong(web, "incident", &view).map(with_map)
        }
        Err(error) => Err(error.into()),
    }
}

async fn respond(State(web): Shared, Reader(identity): Reader, Path(path): Where, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at = place(&identity, &path)?;
        let response = fields.text("response").to_owned();
        let outcome = incident::respond(&web.app, at, &response).await;
        after(
            &web,
            &identity,
            &path,
            outcome.map(|_| "response"),
            SightingForm::default(),
        )
        .await
    };
    or_page(&web, &identity, work.await)
}

/// A sighting; also where "that is this one" of the alarm page and of the duplicate page leads: the report becomes a sighting, and the call that
/// was made for it one of the incident.
async fn sight(State(web): Shared, Reader(identity): Reader, Path(path): Where, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at = place(&identity, &path)?;
        // The page of photos has a key too.
        let from_alarm = fields.given("draft").is_some() && fields.text("then") != "photo";
        let raw = RawSighting {
            key: fields
                .given("draft")
                .filter(|key| key.len() <= limits::IDEMPOTENCY_KEY_CHARS_MAX),
            phrase: fields.given("phrase"),
            words: fields.given("words"),
            appearance: fields.given("appearance"),
            witness: fields.given("witness"),
            direction: fields.given("direction"),
            towards: fields.given("towards_street"),
            street: fields.given("street"),
            photos: fields.all("photo"),
            call: fields.given("call").map(|_| alarm::call_of(&fields)),
            words_read: fields.text(asking::WORDS_READ) == "1",
        };
        let asked = [
            &raw.phrase,
            &raw.words,
            &raw.appearance,
            &raw.direction,
            &raw.towards,
            &raw.street,
        ];
        let is_empty = raw.photos.is_empty() && asked.into_iter().all(Option::is_none);
        // A direction or a photo alone says nothing any more once it has ended.
        let has_words = raw.words.is_some() || raw.appearance.is_some();
        if from_alarm && raw.call.is_none() && is_empty {
            // "That is this one", before anything else was said.
            return after(&web, &identity, &path, Ok("joined-running"), SightingForm::default()).await;
        }
        // The button that goes on to the description sends what was typed so far, if anything was.
        let on_to_description = fields.text("then") == "description";
        if on_to_description && is_empty {
            return Ok(see(&description::path(&at)));
        }
        let outcome = incident::sight(&web.app, at, &raw).await;
        let outcome = match outcome {
            Err(ActError::Words(found)) => {
                let texts = asking::words_and_looks(&fields);
                return ask(&web, &identity, at, "sightings", texts, &fields, &found).await;
            }
            Err(ActError::Refused(Refusal::Ended)) if from_alarm || has_words => {
                let seen = incident::look(&web.app, at.0, at.1, at.2).await?;
                return alarm::instead(&web, &identity, &seen, &fields).await;
            }
            outcome => outcome,
        };
        let done = if from_alarm { "joined-running" } else { "sighting" };
        if on_to_description && outcome.is_ok() {
            return Ok(see(&description::path(&at)));
        }
        after(&web, &identity, &path, outcome.map(|_| done), typed(&fields)).await
    };
    or_page(&web, &identity, work.await)
}

/// Asks about what is to be added to an incident.
pub(super) async fn ask(
    web: &Web,
    identity: &Identity,
    (account, group, incident): (AccountId, GroupId, IncidentId),
    rest: &str,
    texts: Vec<AskedText>,
    fields: &Fields,
    found: &Found,
) -> Result<Response, Fault> {
    let seen = incident::look(&web.app, account, group, incident).await?;
    let page = format!("/groups/{group}/incidents/{incident}");
    let asked = asking::Asked {
        drill: seen.at.stored.incident.drill,
        action: format!("{page}/{rest}"),
        texts,
        neighbours: None,
        leave: page,
    };
    asking::ask(web, &frame(web, identity, &seen), asked, fields, found)
}

/// The form as it was typed; what it has no field for goes along unseen, so that nothing of a report is lost.
fn typed(fields: &Fields) -> SightingForm {
    const UNSEEN: [&str; 5] = ["draft", "phrase", "call", "called_ago_seconds", "called_at"];
    let text = |name| fields.text(name).to_owned();
    let unseen = UNSEEN
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), fields.given(name)?)));
    SightingForm {
        witness: text("witness"),
        words: text("words"),
        appearance: text("appearance"),
        direction: text("direction"),
        towards_street: text("towards_street"),
        street: text("street"),
        photos: fields.all("photo"),
        unseen: unseen.collect(),
    }
}

async fn record_call(State(web): Shared, Reader(identity): Reader, Path(path): Where, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at = place(&identity, &path)?;
        let request = CallRequest {
            when: alarm::call_of(&fields),
        };
        let outcome = incident::record_call(&web.app, at, &request).await;
        after(
            &web,
            &identity,
            &path,
            outcome.map(|_| "called"),
            SightingForm::default(),
        )
        .await
    };
    or_page(&web, &identity, work.await)
}

async fn close(State(web): Shared, Reader(identity): Reader, Path(path): Where, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at = place(&identity, &path)?;
        let reason = fields.text("reason").to_owned();
        let outcome = incident::close(&web.app, at, &reason).await;
        after(
            &web,
            &identity,
            &path,
            outcome.map(|_| "closed"),
            SightingForm::default(),
        )
        .await
    };
    or_page(&web, &identity, work.await)
}

fn view(web: &Web, frame: &Frame, seen: &Seen, form: SightingForm, errors: Vec<FieldError>) -> Result<Incident, Fault> {
    let profile = frame.profile(web)?;
    let (stored, me) = (&seen.at.stored, Actor::Member(seen.at.member.id));
    let incident = &stored.incident;
    let running = incident.state.is_running();
    let content = |field| seen.said(1, field).map(|content| content.body.clone());
    let (phrase, words) = (stored.phrase.clone(), content(Field::Behaviour));
    let again = seen.history.iter().rev().find_map(|recorded| match recorded.event {
        Event::CalledAgain { call } => Some(call.at.as_millis()),
        _ => None,
    });
    let simulated = incident.drill || seen.at.group.demo || web.app.demo;
    let alarmed: Vec<_> = stored.place.street.into_iter().collect();
    let shows_plan = !incident.cannot_call && incident.state != Stands::Recalled;
    let later = seen_later(seen);
    let path = format!("/groups/{}/incidents/{}", stored.group, incident.id);
    Ok(Incident {
        group: link(frame)?,
        id: incident.id.to_string(),
        version: u64::from(incident.version),
        kind: incident.kind.code().into(),
        street: seen.street(stored.place.street).map(str::to_owned),
        state: match (incident.state, incident.reason) {
            (Stands::Recalled, _) => "recalled",
            (_, Some(ClosingReason::Expired)) => "expired",
            (Stands::Closed, _) => "closed",
            _ => "running",
        }
        .into(),
        drill: incident.drill,
        simulated,
        mine: incident.reporter == me,
        reported_ms: incident
            .call
            .map_or(incident.reported_at, |call| call.at.min(incident.reported_at))
            .as_millis(),
        sent_ms: incident.alerted_at.unwrap_or(incident.reported_at).as_millis(),
        call: CallState {
            number: profile.number(incident.kind).into(),
            called_ms: incident.call.map(|call| call.at.as_millis()),
            by: incident.call.map(|call| plan::called_by(call.by)).unwrap_or_default(),
            again_ms: again,
            cannot_call: incident.cannot_call,
        },
        forgotten: phrase.is_none() && words.is_none(),
        phrase,
        words,
        witness: incident.witness.code().into(),
        appearance: content(Field::Appearance),
        descriptions: description::shown(web, frame, seen),
        read: running.then(|| description::read_aloud(web, frame, seen)),
        may_describe: running && seen.at.may(Action::Sight),
        may_sight: seen.at.may(Action::Sight),
        paused_until_ms: seen.at.member.paused_until.map(Timestamp::as_millis),
        photos: photo::photos(web, seen, &form.photos),
        plan: shows_plan
            .then(|| plan::draw_with(&seen.at.group.area, &seen.streets, &alarmed, seen.exact_place(), &later)),
        map: plan::tile_map(web.app.map.as_ref(), seen.exact_place(), &later).filter(|_| shows_plan),
        accuracy_m: seen.exact_place().and_then(|(_, accuracy)| accuracy).map(f64::round),
        outside_area: seen.is_outside(),
        reach: Reach {
            total: seen.reach.recipients,
            delivered: seen.reach.reached,
            seen: seen.reach.seen,
        },
        responses: if running && seen.at.may(Action::Respond) {
            responses(profile, seen, me)
        } else {
            Vec::new()
        },
        safety_text: profile.safety_text.clone(),
        timeline: timeline(seen, me, |description| {
            description::words(web, frame, seen).whole(description)
        }),
        may_call: running,
        call_again: seen.has_news_for_police(),
        closing_reasons: seen
            .closing_reasons(profile)
            .iter()
            .map(|reason| reason.code().into())
            .collect(),
        may_flag: seen.history.iter().any(|recorded| is_message(recorded, me)),
        closing: closing(seen),
        // A drill in the village's chat would be taken for an alarm.
        share_url: (running && !incident.drill).then(|| web.app.link(&path)),
        streets: plan::options(&seen.streets),
        form,
        errors,
        words_max: u32::try_from(limits::WORDS_CHARS_MAX).unwrap_or(u32::MAX),
    })
}

/// Where others saw something since, and which way it went, for the plan: the latest at each spot, so that no arrow hides another.
fn seen_later(seen: &Seen) -> Vec<(Point, Option<f64>)> {
    let middle = |id| seen.streets.iter().find(|street| Some(street.id) == id)?.middle();
    let place = &seen.at.stored.place;
    let mut spots: Vec<(Point, Option<f64>)> = Vec::new();
    for recorded in &seen.history {
        let Event::Sighted { direction, towards, .. } = recorded.event else {
            continue;
        };
        let own = seen
            .said(recorded.seq, Field::Sighting)
            .and_then(|content| middle(content.street));
        // Where none was said it is where the alarm is: then only a way is something new.
        let Some(at) = own.or(place.point).or_else(|| middle(place.street)) else {
            continue;
        };
        let goal = middle(towards).and_then(|goal| at.heading_to(goal));
        let heading = goal.or(direction.map(Direction::degrees));
        if own.is_some() || heading.is_some() {
            spots.retain(|(other, _)| *other != at);
            spots.push((at, heading));
        }
    }
    spots
}

fn closing(seen: &Seen) -> Option<Closing> {
    let incident = &seen.at.stored.incident;
    let (reason, at) = (incident.reason?, incident.ended_at?);
    let is_end = |recorded: &&Recorded| matches!(recorded.event, Event::Closed { .. } | Event::Recalled { .. });
    let by = seen
        .history
        .iter()
        .rev()
        .find(is_end)
        .and_then(|recorded| seen.alias(recorded.actor));
    Some(Closing {
        reason: reason.code().into(),
        at_ms: at.as_millis(),
        by: by.map(str::to_owned),
    })
}

fn responses(profile: &Profile, seen: &Seen, me: Actor) -> Vec<ResponseOption> {
    let said = |wanted| {
        seen.history
            .iter()
            .filter(move |recorded| recorded.event == Event::Responded { response: wanted })
    };
    let option = |response: &saar_domain::incident::Response| ResponseOption {
        code: response.code().into(),
        text: seen.response_texts.get(response).cloned(),
        mine: said(*response).any(|recorded| recorded.actor == me),
        count: u32::try_from(said(*response).count()).unwrap_or(u32::MAX),
    };
    // Where nobody could call, nobody is sent to the door (EDGES 3): only what is done from inside.
    let hiding = seen.at.stored.incident.waits_for_a_call();
    let fits = |response: &&saar_domain::incident::Response| !hiding || response.is_from_inside();
    profile.responses.iter().filter(fits).map(option).collect()
}

/// What happened, newest first. The same response of several neighbours is one line.
fn timeline(seen: &Seen, me: Actor, whole: impl Fn(&Description) -> String) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut responded: BTreeMap<&str, usize> = BTreeMap::new();
    for recorded in &seen.history {
        let Some(mut entry) = entry(seen, recorded, me) else {
            continue;
        };
        if let Event::Blanked { message } = recorded.event {
            entry.taken_away = seen.taken_away.of(message, &whole);
        }
        if let Event::Responded { response } = recorded.event {
            if let Some(at) = responded.get(response.code()) {
                entries[*at].count += 1;
                continue;
            }
            responded.insert(response.code(), entries.len());
        }
        entries.push(entry);
    }
    entries.reverse();
    entries
}

fn entry(seen: &Seen, recorded: &Recorded, me: Actor) -> Option<Entry> {
    let base = Entry {
        seq: recorded.seq,
        at_ms: recorded.at.as_millis(),
        who: seen.alias(recorded.actor).map(str::to_owned),
        mine: recorded.actor == me,
        ..Entry::default()
    };
    let what = |what: &str| Entry {
        what: what.into(),
        ..base.clone()
    };
    let at = |time: Timestamp| Entry {
        at_ms: time.as_millis(),
        ..base.clone()
    };
    Some(match recorded.event {
        Event::Reported { .. } => what("reported"),
        // Marks are for admins; "cannot call" stands above in large letters.
        Event::Marked { .. } | Event::CannotCall => return None,
        Event::Called { call } => Entry {
            what: "called".into(),
            ..at(call.at)
        },
        Event::CalledAgain { call } => Entry {
            what: "called_again".into(),
            ..at(call.at)
        },
        Event::Alerted => Entry {
            count: seen.reach.recipients,
            ..what("alerted")
        },
        Event::Responded { response } => Entry {
            response: Some(response.code().into()),
            response_text: seen.response_texts.get(&response).cloned(),
            count: 1,
            ..what("response")
        },
        Event::Sighted {
            witness,
            direction,
            towards,
        } => {
            let content = seen.said(recorded.seq, Field::Sighting);
            Entry {
                witness: Some(witness.code().into()),
                appearance: seen
                    .said(recorded.seq, Field::Appearance)
                    .map(|content| content.body.clone()),
                words: content
                    .map(|content| content.body.clone())
                    .filter(|body| !body.is_empty()),
                street: content
                    .and_then(|content| seen.street(content.street))
                    .map(str::to_owned),
                direction: direction.map(|direction| direction.code().into()),
                towards: seen.street(towards).map(str::to_owned),
                photos: u32::try_from(
                    seen.photos
                        .photos
                        .iter()
                        .filter(|photo| photo.seq == Some(recorded.seq))
                        .count(),
                )
                .unwrap_or(u32::MAX),
                ..what("sighting")
            }
        }
        Event::Described { .. } => what("described"),
        Event::Blanked { .. } => what("blanked"),
        Event::Closed {
            reason: ClosingReason::Expired,
        } => what("expired"),
        Event::Closed { reason } => Entry {
            reason: Some(reason.code().into()),
            ..what("closed")
        },
        Event::Recalled { reason } => Entry {
            reason: Some(reason.code().into()),
            ..what("recalled")
        },
    })
}
