//! Who asks to join, for those who run the group: the queue, the answer, and what the group wants of who asks.

use super::frame::Frame;
use super::group::link;
use super::request::street_name;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::request::RequestError;
use crate::usecase::request::answer::{self, Answer, NewJoining};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::request::{RequestAnswer, RequestRow, Requests};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use fluent_bundle::FluentValue;
use saar_domain::access::{Action, Target, may};
use saar_domain::id::{GroupId, RequestId};
use saar_domain::joining::RequestState;
use saar_domain::limits;
use saar_domain::retention::Class;
use saar_store::request::Request;
use serde::Deserialize;
use std::sync::Arc;

/// Pages of requests to join, for who runs the group.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/admin/requests", get(show))
        .route("/groups/{group}/admin/joining", post(set_joining))
        .route("/groups/{group}/admin/requests/{request}", get(show_one))
        .route("/groups/{group}/admin/requests/{request}/let-in", post(let_in))
        .route("/groups/{group}/admin/requests/{request}/refuse", post(refuse))
}

/// Ready-made words of a no, the most common first.
const NO_WORDS: [&str; 3] = ["outside", "unknown", "other"];

fn row(request: &Request, street: Option<String>) -> RequestRow {
    RequestRow {
        id: request.id.to_string(),
        alias: request.asking.alias.clone(),
        street,
        about: request.asking.about.clone(),
        asked_ms: request.asked_at.as_millis(),
        residence: request.residence.code().into(),
    }
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(&web, &identity, &group, done.done.as_deref(), None, Vec::new());
    or_page(&web, &identity, work.await)
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: &str,
    done: Option<&str>,
    typed: Option<NewJoining>,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let queue = answer::queue(&web.app, identity.account.id, id(group)?).await?;
    let frame = Frame::in_group(web, identity, &queue.access.group, &queue.access.member).noticing(done);
    let rows = |state: RequestState| -> Vec<RequestRow> {
        let of_state = queue.open.iter().filter(|request| request.state == state);
        of_state
            .map(|request| row(request, street_name(&queue.streets, request.asking.street)))
            .collect()
    };
    let retention = web.app.profiles.retention(&queue.access.group.country);
    let chosen = typed.unwrap_or_else(|| NewJoining {
        takes_requests: queue.joining.takes_requests,
        checks: queue.joining.checks.codes().into_iter().map(str::to_owned).collect(),
    });
    let wrong = !errors.is_empty();
    let view = Requests {
        group: link(&frame)?,
        waiting: rows(RequestState::Waiting),
        approved: rows(RequestState::Approved),
        members: queue.members,
        members_max: queue.access.group.capacity,
        url: web.app.link(&format!("/welcome/{}", queue.access.group.id)),
        may_set: may(queue.access.standing(), Action::SetJoining, Target::Group),
        version: queue.version,
        takes_requests: chosen.takes_requests,
        checks: chosen.checks,
        days: retention.span(Class::Request).as_seconds() / 86_400,
        errors,
    };
    frame.render_form(web, "requests", &view, wrong)
}

async fn set_joining(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let new = NewJoining {
            takes_requests: fields.given("takes_requests").is_some(),
            checks: fields.all("residence_checks"),
        };
        let version = fields.parsed("version");
        match answer::set_joining(&web.app, identity.account.id, id(&group)?, version, &new).await {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/admin/requests"), "saved")),
            Err(RequestError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                render(&web, &identity, &group, None, Some(new), errors).await
            }
            // What they chose is kept, and saved over what the other one chose when they press again.
            Err(RequestError::Meanwhile) => {
                let errors = vec![FieldError::new("", "error-meanwhile")];
                render(&web, &identity, &group, None, Some(new), errors).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

#[derive(Debug, Default, Deserialize)]
struct Words {
    words: Option<String>,
}

async fn show_one(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, request)): Path<(String, String)>,
    Query(words): Query<Words>,
) -> Response {
    let typed = Typed {
        choice: words.words,
        ..Typed::default()
    };
    let work = async { render_one(&web, &identity, id(&group)?, id(&request)?, typed, Vec::new()).await };
    or_page(
        &web,
        &identity,
        work.await.or_else(|fault| answered_already(&group, fault)),
    )
}

/// What the forms of the page hold.
#[derive(Default)]
struct Typed {
    choice: Option<String>,
    yes: Option<String>,
    no: Option<String>,
    knows: bool,
    age_reason: String,
}

async fn render_one(
    web: &Web,
    identity: &Identity,
    group: GroupId,
    request: RequestId,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let look = answer::look(&web.app, identity.account.id, group, request).await?;
    let frame = Frame::in_group(web, identity, &look.access.group, &look.access.member);
    // The asker reads them: in the asker's language.
    let ready = |key: &str| {
        let args = [
            ("alias", FluentValue::from(look.request.asking.alias.as_str())),
            ("group", FluentValue::from(look.access.group.name.as_str())),
        ];
        web.app
            .i18n
            .text(&look.language, &look.access.group.country, key, &args)
    };
    let known = |choice: &&str| typed.choice.as_deref() == Some(*choice);
    let no_choice = NO_WORDS.into_iter().find(known).unwrap_or(NO_WORDS[0]);
    let unchecked = !look.joining.checks.takes(look.request.residence);
    let wrong = !errors.is_empty();
    let view = RequestAnswer {
        group: link(&frame)?,
        vouched_by: look.vouched_by.clone(),
        approved: look.request.state == RequestState::Approved,
        full: look.is_full,
        ask_knows: unchecked && look.joining.checks.admin,
        unchecked,
        knows: typed.knows,
        younger: look.request.asking.younger,
        age_reason: typed.age_reason,
        reason_max: limits::REASON_CHARS_MAX,
        yes_words: typed.yes.unwrap_or_else(|| {
            ready(if look.is_full {
                "request-yes-wait-words"
            } else {
                "request-yes-words"
            })
        }),
        no_words: typed.no.unwrap_or_else(|| ready(&format!("request-no-{no_choice}"))),
        no_choices: NO_WORDS.map(str::to_owned).into(),
        no_choice: no_choice.to_owned(),
        language: look.language.clone(),
        answer_max: limits::REQUEST_ANSWER_CHARS_MAX,
        row: row(&look.request, look.street),
        errors,
    };
    frame.render_form(web, "request", &view, wrong)
}

/// Somebody else answered, or it was taken back: the queue says so, which is no fault of the reader's.
fn answered_already(group: &str, fault: Fault) -> Result<Response, Fault> {
    match fault {
        Fault::NotOpen => Ok(see_done(&format!("/groups/{group}/admin/requests"), "request-answered")),
        other => Err(other),
    }
}

async fn let_in(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, request)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group_id, request_id) = (id(&group)?, id(&request)?);
        let words = fields.text("answer").to_owned();
        let knows = fields.given("knows").is_some();
        let account = identity.account.id;
        let said = Answer {
            words: words.clone(),
            knows,
            age_reason: fields.text("age_reason").to_owned(),
        };
        let age_reason = said.age_reason.clone();
        let outcome = answer::let_in(&web.app, account, group_id, request_id, &said);
        match outcome.await {
            Ok(RequestState::LetIn) => Ok(see_done(&format!("/groups/{group}/admin/requests"), "request-let-in")),
            Ok(_) => Ok(see_done(&format!("/groups/{group}/admin/requests"), "request-approved")),
            Err(RequestError::Invalid(errors)) => {
                let mut errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                // The page has two letters; this is the one of the yes.
                for error in errors.iter_mut().filter(|error| error.field == "answer") {
                    error.field = "yes-words".into();
                }
                let typed = Typed {
                    yes: Some(words),
                    knows,
                    age_reason,
                    ..Typed::default()
                };
                render_one(&web, &identity, group_id, request_id, typed, errors).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(
        &web,
        &identity,
        work.await.or_else(|fault| answered_already(&group, fault)),
    )
}

async fn refuse(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, request)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group_id, request_id) = (id(&group)?, id(&request)?);
        let words = fields.text("answer").to_owned();
        match answer::refuse(&web.app, identity.account.id, group_id, request_id, &words).await {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/admin/requests"), "request-refused")),
            Err(RequestError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                let typed = Typed {
                    no: Some(words),
                    ..Typed::default()
                };
                render_one(&web, &identity, group_id, request_id, typed, errors).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(
        &web,
        &identity,
        work.await.or_else(|fault| answered_already(&group, fault)),
    )
}
