//! Raising an alarm or a drill: one page, everything on it at once; what was typed is never lost.

use super::frame::Frame;
use super::group::link;
use super::{id, or_page, plan, see_done};
use crate::usecase::group::{self, Home};
use crate::usecase::incident::{self, PublishError, PublishRequest, RawCall};
use crate::usecase::sign_in::Identity;
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path};
use crate::web::view::alarm::{Alarm, AlarmForm, ChatApp, Duplicate, KindOption, PhraseOption};
use crate::web::view::shared::{EmergencyNumber, FieldError};
use crate::web::{Shared, Web, to_the_end};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use saar_domain::country::Profile;
use saar_domain::id::{GroupId, IncidentId};
use saar_domain::incident::report::{RawPlace, RawReport};
use saar_domain::limits;
use saar_store::idempotency::Outcome;
use std::sync::Arc;

/// The alarm and the drill.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/alarm", get(show_alarm).post(send_alarm))
        .route("/groups/{group}/drill", get(show_drill).post(send_drill))
}

async fn show_alarm(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    or_page(&web, &identity, show(&web, &identity, &group_id, false).await)
}

async fn show_drill(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    or_page(&web, &identity, show(&web, &identity, &group_id, true).await)
}

async fn send_alarm(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    fields: Fields,
) -> Response {
    or_page(&web, &identity, send(&web, &identity, &group_id, false, &fields).await)
}

async fn send_drill(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    fields: Fields,
) -> Response {
    or_page(&web, &identity, send(&web, &identity, &group_id, true, &fields).await)
}

async fn show(web: &Web, identity: &Identity, group_id: &str, drill: bool) -> Result<Response, Fault> {
    let home = group::home(&web.app, identity.account.id, id(group_id)?).await?;
    let seen: Vec<String> = home
        .running
        .iter()
        .map(|stored| stored.incident.id.to_string())
        .collect();
    // What fits most often is chosen already: five taps have to be enough.
    let form = AlarmForm {
        draft: new_draft(web),
        seen_incidents: seen.join(","),
        witness: "seen".into(),
        place: "street".into(),
        ..AlarmForm::default()
    };
    render(web, identity, &home, drill, form, Vec::new())
}

/// A draft's idempotency key.
fn new_draft(web: &Web) -> String {
    // An id serves: unguessable enough for a key that counts only within one's own account.
    IncidentId::new(web.app.now(), web.app.entropy.as_ref()).to_string()
}

fn render(
    web: &Web,
    identity: &Identity,
    home: &Home,
    drill: bool,
    form: AlarmForm,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
    let profile = frame.profile(web)?;
    let alarmed: Vec<_> = home.running.iter().filter_map(|stored| stored.place.street).collect();
    let wrong = !errors.is_empty();
    let view = Alarm {
        group: link(&frame)?,
        drill,
        // Demo and drill never dial (EDGES 1).
        simulated: drill || home.access.group.demo || web.app.demo,
        neighbours: home.members.saturating_sub(1),
        numbers: numbers(profile),
        chat_app: ChatApp {
            name: profile.chat_app.name.clone(),
            how: profile.chat_app.how_text.clone(),
        },
        kinds: kinds(profile),
        streets: plan::options(&home.streets),
        plan: plan::draw(&home.access.group.area, &home.streets, &alarmed, None),
        running: home
            .running
            .iter()
            .filter(|stored| stored.incident.drill == drill)
            .map(|stored| plan::card(stored, &home.streets, profile))
            .collect(),
        form,
        errors,
        words_max: u32::try_from(limits::WORDS_CHARS_MAX).unwrap_or(u32::MAX),
        appearance_max: u32::try_from(limits::APPEARANCE_CHARS_MAX).unwrap_or(u32::MAX),
    };
    if wrong {
        frame.render_wrong(web, "alarm", &view)
    } else {
        frame.render(web, "alarm", &view)
    }
}

/// Emergency numbers with the kinds they are for, the default first (EDGES 5).
fn numbers(profile: &Profile) -> Vec<EmergencyNumber> {
    let default = profile.emergency.default.as_str();
    let mut numbers = vec![EmergencyNumber {
        number: default.to_owned(),
        kinds: Vec::new(),
        default: true,
    }];
    for offered in &profile.kinds {
        let number = profile.number(offered.kind);
        let code = offered.kind.code().to_owned();
        match numbers.iter_mut().find(|known| known.number == number) {
            Some(known) => known.kinds.push(code),
            None => numbers.push(EmergencyNumber {
                number: number.to_owned(),
                kinds: vec![code],
                default: false,
            }),
        }
    }
    numbers
}

fn kinds(profile: &Profile) -> Vec<KindOption> {
    let phrase = |code: &String| PhraseOption {
        heard: profile.heard_phrases.contains(code),
        code: code.clone(),
    };
    profile
        .kinds
        .iter()
        .map(|offered| KindOption {
            kind: offered.kind.code().into(),
            number: profile.number(offered.kind).into(),
            phrases: offered.phrases.iter().map(phrase).collect(),
        })
        .collect()
}

/// The form as it was typed, so that nothing is lost.
pub(super) fn typed(fields: &Fields) -> AlarmForm {
    let text = |name| fields.text(name).to_owned();
    AlarmForm {
        draft: text("draft"),
        call: text("call"),
        called_ago_seconds: text("called_ago_seconds"),
        called_at: text("called_at"),
        kind: text("kind"),
        phrase: text("phrase"),
        words: text("words"),
        witness: text("witness"),
        place: text("place"),
        street: text("street"),
        lat: text("lat"),
        lon: text("lon"),
        accuracy_m: text("accuracy_m"),
        appearance: text("appearance"),
        seen_incidents: text("seen_incidents"),
        not_the_same_as: text("not_the_same_as"),
    }
}

/// When the call was, as the form says it.
pub(super) fn call_of(fields: &Fields) -> RawCall {
    RawCall {
        by: fields.given("call"),
        seconds_ago: fields.parsed("called_ago_seconds"),
        at: fields.given("called_at"),
    }
}

fn request(fields: &Fields, drill: bool) -> PublishRequest {
    let place = RawPlace {
        source: fields.given("place"),
        street: fields.given("street"),
        lat: fields.parsed("lat"),
        lon: fields.parsed("lon"),
        accuracy_metres: fields.parsed("accuracy_m"),
    };
    PublishRequest {
        key: fields.given("draft").unwrap_or_default(),
        report: RawReport {
            kind: fields.given("kind"),
            witness: fields.given("witness"),
            drill,
            phrase: fields.given("phrase"),
            words: fields.given("words"),
            appearance: fields.given("appearance"),
            place,
        },
        call: call_of(fields),
        not_the_same_as: fields.ids(&["seen_incidents", "not_the_same_as"]),
        unattended: false,
    }
}

async fn send(
    web: &Arc<Web>,
    identity: &Identity,
    group_text: &str,
    drill: bool,
    fields: &Fields,
) -> Result<Response, Fault> {
    let group_id: GroupId = id(group_text)?;
    let mut request = request(fields, drill);
    if request.key.is_empty() || request.key.len() > limits::IDEMPOTENCY_KEY_CHARS_MAX {
        request.key = new_draft(web);
    }
    let (app, account) = (Arc::clone(&web.app), identity.account.id);
    let outcome = to_the_end(async move { incident::publish(&app, account, group_id, request).await }).await?;
    let page = |incident: IncidentId| format!("/groups/{group_id}/incidents/{incident}");
    match outcome {
        Ok(done) if done.outcome == Outcome::Joined => Ok(see_done(&page(done.incident), "joined-running")),
        Ok(done) => Ok(see_done(
            &page(done.incident),
            if drill { "drill-sent" } else { "sent" },
        )),
        // The form was sent before and changed since: what came of it is what the sender wants to see.
        Err(PublishError::KeyReused(incident)) => Ok(see_done(&page(incident), "sent")),
        Err(PublishError::Invalid(errors)) => {
            let home = group::home(&web.app, account, group_id).await?;
            let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
            let number = frame.emergency_number(web);
            render(
                web,
                identity,
                &home,
                drill,
                typed(fields),
                view_errors(&errors, &number),
            )
        }
        Err(PublishError::Duplicate(candidates)) => {
            ask_which(web, identity, group_id, drill, fields, &candidates).await
        }
        Err(PublishError::Denied(denied)) => Err(denied.into()),
    }
}

/// "Is it one of these?" Asked once: what is answered with goes along.
async fn ask_which(
    web: &Web,
    identity: &Identity,
    group_id: GroupId,
    drill: bool,
    fields: &Fields,
    candidates: &[IncidentId],
) -> Result<Response, Fault> {
    let home = group::home(&web.app, identity.account.id, group_id).await?;
    let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
    let profile = frame.profile(web)?;
    let ids: Vec<String> = candidates.iter().map(ToString::to_string).collect();
    let form = AlarmForm {
        not_the_same_as: ids.join(","),
        ..typed(fields)
    };
    let is_candidate = |stored: &&saar_store::incident::Stored| candidates.contains(&stored.incident.id);
    let view = Duplicate {
        group: link(&frame)?,
        drill,
        candidates: home
            .running
            .iter()
            .filter(is_candidate)
            .map(|stored| plan::card(stored, &home.streets, profile))
            .collect(),
        form,
        neighbours: home.members.saturating_sub(1),
    };
    Ok((StatusCode::CONFLICT, frame.render(web, "duplicate", &view)?).into_response())
}
