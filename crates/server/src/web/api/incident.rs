//! Incidents, for programs.

use super::description::Description;
use super::types::{
    Close, Done, Incident, IncidentPage, IncidentSummary, Published, RecordCall, Report, Respond, Sighting,
};
use super::{Answer, Json};
use crate::usecase::group;
use crate::usecase::identity::Identity;
use crate::usecase::incident::{self, Acted, CallRequest, DescribeRequest, RawCall};
use crate::web::Shared;
use crate::web::auth::{Caller, ToRead, ToReport, ToRespond};
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::{Path, Query};
use crate::web::view::description::Words;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, IncidentId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// `running` (the default) or `ended`.
    state: Option<String>,
    /// Cursor from the page before; only for `ended`.
    after: Option<String>,
}

fn street<'a>(streets: &'a [Street], stored: &saar_store::incident::Stored) -> Option<&'a str> {
    streets
        .iter()
        .find(|street| Some(street.id) == stored.place.street)
        .map(|street| street.name.as_str())
}

/// Running or ended incidents of a group, newest first
#[utoipa::path(get, path = "/api/v1/groups/{group}/incidents", tag = "incidents", params(("group" = String, Path, description = "Id of the group"), ListQuery),
    responses((status = 200, body = IncidentPage), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group_id): Path<GroupId>,
    Query(query): Query<ListQuery>,
) -> Answer<axum::Json<IncidentPage>> {
    let summaries = |stored: &[saar_store::incident::Stored], streets: &[Street]| -> Vec<IncidentSummary> {
        stored
            .iter()
            .map(|stored| IncidentSummary::of(stored, street(streets, stored)))
            .collect()
    };
    let wrong = |field, problem| Fault::Invalid(vec![FieldError { field, problem }]);
    let ended = match query.state.as_deref() {
        None | Some("running") => false,
        Some("ended") => true,
        Some(_) => return Err(wrong("state", Problem::NotAChoice)),
    };
    // A cursor that is none would give the first page again, for ever.
    let before = match query.after.as_deref().map(str::parse) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err(_)) => return Err(wrong("after", Problem::Malformed)),
    };
    Ok(axum::Json(if ended {
        let page = incident::ended(&web.app, identity.account.id, group_id, before).await?;
        IncidentPage {
            incidents: summaries(&page.incidents, &page.streets),
            next: page.next.map(|id| id.to_string()),
        }
    } else {
        let home = group::home(&web.app, identity.account.id, group_id).await?;
        IncidentPage {
            incidents: summaries(&home.running, &home.streets),
            next: None,
        }
    }))
}

/// Raise an alarm or a drill
///
/// After 201 it is on disk, and everyone in the group is told. The same `Idempotency-Key` gives the same incident, however often it is sent.
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents", tag = "incidents", request_body = Report,
    params(("group" = String, Path, description = "Id of the group"),
        ("Idempotency-Key" = Option<String>, Header, description = "Made with the draft, at most 64 characters; without one, each request is a new alarm", max_length = 64)),
    responses((status = 201, body = Published), (status = 200, body = Published, description = "The same request was here before, or it joined an incident"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json", description = "Probably one of the candidates: say so, or send again with their ids in not_the_same_as; or something in the words to think about: send again with words_read"),
        (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn publish(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path(group_id): Path<GroupId>,
    headers: HeaderMap,
    Json(report): Json<Report>,
) -> Answer<(StatusCode, axum::Json<Published>)> {
    let key = idempotency_key(&headers)?;
    let key = key.unwrap_or_else(|| crate::usecase::sign_in::secret(web.app.entropy.as_ref()));
    let request = report.into_request(key);
    let done = incident::publish(&web.app, identity.account.id, group_id, request).await;
    let published = done?;
    let fresh = !published.repeated && published.outcome == saar_store::idempotency::Outcome::Published;
    let body = Published {
        id: published.incident.to_string(),
        outcome: published.outcome.code().into(),
        repeated: published.repeated,
        path: format!("/groups/{group_id}/incidents/{}", published.incident),
    };
    Ok((
        if fresh { StatusCode::CREATED } else { StatusCode::OK },
        axum::Json(body),
    ))
}

pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let wrong = |problem| {
        Fault::Invalid(vec![FieldError {
            field: "Idempotency-Key",
            problem,
        }])
    };
    let key = value.to_str().map_err(|_| wrong(Problem::Malformed))?;
    match key.len() {
        0 => Err(wrong(Problem::Missing)),
        length if length > limits::IDEMPOTENCY_KEY_CHARS_MAX => Err(wrong(Problem::TooLong {
            max: limits::IDEMPOTENCY_KEY_CHARS_MAX,
        })),
        _ => Ok(Some(key.to_owned())),
    }
}

/// One incident with its history
///
/// Opening it counts as seen.
#[utoipa::path(get, path = "/api/v1/groups/{group}/incidents/{incident}", tag = "incidents",
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident")),
    responses((status = 200, body = Incident), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn one(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path((group_id, incident_id)): Path<(GroupId, IncidentId)>,
    headers: HeaderMap,
) -> Answer<axum::Json<Incident>> {
    let mut seen = incident::look(&web.app, identity.account.id, group_id, incident_id).await?;
    incident::note_opening(&web.app, &seen).await?;
    // Threat: an admin's token in a screen in the hall shows what was taken away from everybody. Keeping order is for people.
    if identity.session.is_none() {
        seen.taken_away = incident::TakenAway::default();
    }
    let words = Words {
        i18n: &web.app.i18n,
        lang: crate::web::auth::accept_language(&headers),
        country: &seen.at.group.country,
        streets: &seen.streets,
    };
    Ok(axum::Json(Incident::of(&seen, &words)))
}

type Place = (GroupId, IncidentId);

/// What the handlers below share: who, where, how often, and to the end.
async fn act<Doing>(
    web: &Arc<crate::web::Web>,
    identity: &Identity,
    (group, incident): Place,
    work: impl FnOnce(Arc<crate::app::App>, (AccountId, GroupId, IncidentId)) -> Doing,
) -> Answer<axum::Json<Done>>
where
    Doing: Future<Output = Result<Acted, incident::ActError>> + Send + 'static,
{
    web.limits.write(identity.account.id)?;
    let acted = work(Arc::clone(&web.app), (identity.account.id, group, incident)).await?;
    Ok(axum::Json(Done {
        version: acted.version,
        call_again: acted.call_again,
    }))
}

/// Say what one does: the R
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents/{incident}/responses", tag = "incidents", request_body = Respond,
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident")),
    responses((status = 200, body = Done), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn respond(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRespond>,
    Path(place): Path<Place>,
    Json(body): Json<Respond>,
) -> Answer<axum::Json<Done>> {
    act(&web, &identity, place, |app, place| async move {
        incident::respond(&app, place, &body.response).await
    })
    .await
}

/// Add a sighting: words, a direction, a street
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents/{incident}/sightings", tag = "incidents", request_body = Sighting,
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key is the same sighting", max_length = 64)),
    responses((status = 200, body = Done), (status = 409, body = ProblemDetails, content_type = "application/problem+json", description = "Something in the words to think about: send again with words_read"),
        (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn sight(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path(place): Path<Place>,
    headers: HeaderMap,
    Json(body): Json<Sighting>,
) -> Answer<axum::Json<Done>> {
    let key = idempotency_key(&headers)?;
    let raw = body.into_raw(key);
    act(&web, &identity, place, |app, place| async move {
        incident::sight(&app, place, &raw).await
    })
    .await
}

/// Add a description: a person or several, a vehicle, the surroundings, which way
///
/// Everything is optional, but something has to be said. A plate or a way asks: call again? The same key is the same description, whatever it says.
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents/{incident}/descriptions", tag = "incidents", request_body = Description,
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key is the same description", max_length = 64)),
    responses((status = 200, body = Done), (status = 409, body = ProblemDetails, content_type = "application/problem+json", description = "Something in the words to think about: send again with words_read"),
        (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn describe(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path(place): Path<Place>,
    headers: HeaderMap,
    Json(body): Json<Description>,
) -> Answer<axum::Json<Done>> {
    let key = idempotency_key(&headers)?;
    let request = DescribeRequest {
        key,
        words_read: body.words_read,
        raw: body.into_raw(),
    };
    act(&web, &identity, place, |app, place| async move {
        incident::describe(&app, place, &request).await
    })
    .await
}

/// Record a call to the police, the first or another
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents/{incident}/call", tag = "incidents", request_body = RecordCall,
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident")),
    responses((status = 200, body = Done), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn record_call(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path(place): Path<Place>,
    Json(body): Json<RecordCall>,
) -> Answer<axum::Json<Done>> {
    let request = CallRequest {
        when: RawCall {
            by: None,
            seconds_ago: body.seconds_ago,
            at: body.at,
        },
    };
    act(&web, &identity, place, |app, place| async move {
        incident::record_call(&app, place, &request).await
    })
    .await
}

/// End an incident, or take it back
///
/// Everyone who was alerted is told. `false_alarm` and `known_person` recall: what was written about it is gone at once.
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents/{incident}/close", tag = "incidents", request_body = Close,
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident")),
    responses((status = 200, body = Done), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn close(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRespond>,
    Path(place): Path<Place>,
    Json(body): Json<Close>,
) -> Answer<axum::Json<Done>> {
    act(&web, &identity, place, |app, place| async move {
        incident::close(&app, place, &body.reason).await
    })
    .await
}
