//! Raising an alarm or a drill: one page, everything on it at once; what was typed is never lost.

use super::frame::Frame;
use super::group::link;
use super::{asking, id, or_page, plan, see_done};
use crate::usecase::group::{self, Home};
use crate::usecase::identity::Identity;
use crate::usecase::incident::{self, PublishError, PublishRequest, RawCall};
use crate::usecase::reach;
use crate::web::auth::{Caller, InPerson, Reader};
use crate::web::error::{Fault, Unread, view_errors};
use crate::web::form::{Fields, Path};
use crate::web::shield::with_map;
use crate::web::view::alarm::{Alarm, AlarmForm, ChatApp, Duplicate, KindOption, PhraseOption};
use crate::web::view::shared::{EmergencyNumber, FieldError};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fluent_bundle::FluentValue;
use saar_domain::country::Profile;
use saar_domain::geo::Direction;
use saar_domain::id::{GroupId, IncidentId};
use saar_domain::incident::ClosingReason;
use saar_domain::incident::report::{RawPlace, RawReport};
use saar_domain::limits;
use saar_store::idempotency::Outcome;
use serde::Serialize;
use std::sync::Arc;

/// The alarm and the drill.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/alarm", get(show_alarm).post(send_alarm))
        .route("/groups/{group}/drill", get(show_drill).post(send_drill))
        .route("/groups/{group}/drafts", post(send_draft))
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
    let form = AlarmForm {
        draft: super::new_draft(web),
        seen_incidents: seen.join(","),
        ..blank()
    };
    let coverage = reach::look(&web.app, &home.access).await?;
    let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
    let view = Alarm {
        coverage: coverage.map(|now| (now.reached, now.of)),
        ..view(web, identity, &home, &frame, drill, form)?
    };
    frame.render(web, "alarm", &view).map(with_map)
}

/// What fits most often is chosen already: five taps have to be enough.
fn blank() -> AlarmForm {
    AlarmForm {
        witness: "seen".into(),
        place: "street".into(),
        ..AlarmForm::default()
    }
}

/// The alarm page as a phone keeps it for when there is no network: the group's streets and phrases, nothing of what others say, and no draft, for
/// each alarm that is begun from it needs a key of its own (EDGES 21).
pub(super) fn shell(web: &Web, identity: &Identity, home: &Home) -> Result<Response, Fault> {
    let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
    let view = view(web, identity, home, &frame, false, blank())?;
    let plan = plan::draw(&home.access.group.area, &home.streets, &[]);
    let view = Alarm {
        running: Vec::new(),
        plan,
        // Without a network there are no tiles either.
        map: None,
        offline: true,
        ..view
    };
    frame.render(web, "alarm", &view)
}

/// Who a draft belongs to, as a mark that says nothing to anybody else. Threat: on a shared phone one neighbour's alarm waits for the network, another
/// signs in, and it goes out under the wrong name.
fn owner(web: &Web, identity: &Identity) -> String {
    let mark = web.app.sealer.sign("draft owner", &identity.account.id.to_string());
    URL_SAFE_NO_PAD.encode(&mark[..12])
}

fn view(
    web: &Web,
    identity: &Identity,
    home: &Home,
    frame: &Frame,
    drill: bool,
    form: AlarmForm,
) -> Result<Alarm, Fault> {
    let profile = frame.profile(web)?;
    let alarmed: Vec<_> = home.running.iter().filter_map(|stored| stored.place.street).collect();
    Ok(Alarm {
        group: link(frame)?,
        drill,
        // Demo and drill never dial (EDGES 1).
        simulated: drill || home.access.group.demo || web.app.demo,
        neighbours: home.members.saturating_sub(1),
        coverage: None,
        numbers: numbers(profile),
        chat_app: ChatApp {
            name: profile.chat_app.name.clone(),
            how: profile.chat_app.how_text.clone(),
        },
        kinds: kinds(profile),
        streets: plan::options(&home.streets),
        plan: plan::draw(&home.access.group.area, &home.streets, &alarmed),
        map: plan::tile_map(web.app.map.as_ref(), None, &[]),
        running: home
            .running
            .iter()
            .filter(|stored| stored.incident.drill == drill)
            .map(|stored| plan::card(stored, &home.streets, profile))
            .collect(),
        form,
        errors: Vec::new(),
        words_max: u32::try_from(limits::WORDS_CHARS_MAX).unwrap_or(u32::MAX),
        appearance_max: u32::try_from(limits::APPEARANCE_CHARS_MAX).unwrap_or(u32::MAX),
        offline: false,
        owner: owner(web, identity),
    })
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
    let view = view(web, identity, home, &frame, drill, form)?;
    if errors.is_empty() {
        frame.render(web, "alarm", &view).map(with_map)
    } else {
        frame
            .render_wrong(web, "alarm", &Alarm { errors, ..view })
            .map(with_map)
    }
}

/// Emergency numbers with the kinds they are for, the default first (EDGES 5).
pub(super) fn numbers(profile: &Profile) -> Vec<EmergencyNumber> {
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
        words_read: text("words_read"),
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
        words_read: fields.text("words_read") == "1",
        unattended: false,
        tapped_seconds_ago: None,
    }
}

/// A draft that a phone sends, at once or when the network is back. The same fields as the form, answered in JSON, so that the phone knows what
/// became of it without reading a page; and by itself when nobody is there to ask (EDGES 9).
async fn send_draft(
    State(web): Shared,
    Path(group_id): Path<String>,
    Caller { identity, .. }: Caller<InPerson>,
    fields: Fields,
) -> Result<Response, Fault> {
    let drill = fields.text("drill") == "1";
    let group_id: GroupId = id(&group_id)?;
    if fields.given("owner").is_some_and(|mark| mark != owner(&web, &identity)) {
        return Err(Fault::SignedOut);
    }
    let request = PublishRequest {
        unattended: fields.text("unattended") == "1",
        tapped_seconds_ago: fields.parsed("tapped_seconds_ago"),
        ..request(&fields, drill)
    };
    // Without its key a draft could be sent twice: a program that makes none may use the API.
    if request.key.is_empty() || request.key.len() > limits::IDEMPOTENCY_KEY_CHARS_MAX {
        return Err(Fault::Unreadable(Unread::Draft));
    }
    let account = identity.account.id;
    let outcome = incident::publish(&web.app, account, group_id, request).await;
    let (incident, outcome) = match outcome {
        Ok(done) => (done.incident, done.outcome),
        // Sent before, and changed since: what came of it is what the sender wants to see.
        Err(PublishError::KeyReused(incident)) => (incident, Outcome::Published),
        Err(error) => return Err(error.into()),
    };
    Ok(axum::Json(Sent {
        path: format!("/groups/{group_id}/incidents/{incident}"),
        outcome: outcome.code(),
    })
    .into_response())
}

/// What became of a draft.
#[derive(Serialize)]
struct Sent {
    /// Path of the incident's page.
    path: String,
    /// `published` or `joined`.
    outcome: &'static str,
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
        request.key = super::new_draft(web);
    }
    let account = identity.account.id;
    let outcome = incident::publish(&web.app, account, group_id, request).await;
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
        Err(PublishError::Words(found)) => {
            let home = group::home(&web.app, account, group_id).await?;
            let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
            let asked = asking::Asked {
                drill,
                action: format!("/groups/{group_id}/{}", if drill { "drill" } else { "alarm" }),
                texts: asking::words_and_looks(fields),
                neighbours: Some(home.members.saturating_sub(1)),
                leave: format!("/groups/{group_id}"),
            };
            asking::ask(web, &frame, asked, fields, &found)
        }
        Err(error @ (PublishError::Denied(_) | PublishError::Drill(_))) => Err(error.into()),
    }
}

/// The page with what somebody added to an incident that had just ended: it reached nobody, and is still there to be sent as an alarm.
pub(super) async fn instead(
    web: &Web,
    identity: &Identity,
    ended: &incident::Seen,
    fields: &Fields,
) -> Result<Response, Fault> {
    let (group_id, stored) = (ended.at.group.id, &ended.at.stored.incident);
    let Identity { account, country, .. } = identity;
    let text = |key: &str, args: &[(&str, FluentValue<'_>)]| {
        let country = country.as_deref().unwrap_or(&ended.at.group.country);
        web.app.i18n.text(&account.language, country, key, args)
    };
    let reason = stored.reason.map_or("expired", ClosingReason::code);
    let how = text(&format!("ended-{reason}"), &[]);
    // The form of an alarm has no compass: which way is said in words.
    let way = fields
        .given("direction")
        .filter(|code| code.parse::<Direction>().is_ok());
    let way = way.map(|code| text(&format!("direction-{code}"), &[]).to_lowercase());
    let way = way.map(|way| text("entry-direction", &[("direction", way.into())]));
    let said = fields.given("words");
    let words = said.into_iter().chain(way).collect::<Vec<_>>().join(", ");
    let home = group::home(&web.app, identity.account.id, group_id).await?;
    let chosen = |name, usual: String| fields.given(name).unwrap_or(usual);
    let form = AlarmForm {
        draft: super::new_draft(web),
        witness: chosen("witness", blank().witness),
        place: chosen("place", blank().place),
        words,
        ..typed(fields)
    };
    let ended = vec![FieldError::new("", "error-just-ended").with("how", &how)];
    render(web, identity, &home, stored.drill, form, ended)
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
