//! Incidents, for programs.

use super::description::Description;
use super::types::{
    Close, Done, Incident, IncidentPage, IncidentSummary, Published, RecordCall, Report, Respond, Sighting,
};
use super::{Answer, Fails, Json, id};
use crate::usecase::group;
use crate::usecase::incident::{self, Acted, CallRequest, DescribeRequest, RawCall};
use crate::usecase::sign_in::Scope;
use crate::web::auth::Caller;
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::{Path, Query};
use crate::web::view::description::Words;
use crate::web::{Shared, to_the_end};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use saar_domain::field::{FieldError, Problem};
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
    Path(group_id): Path<String>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
    caller: Caller,
) -> Answer<axum::Json<IncidentPage>> {
    let fails = Fails(&web, &headers);
    let identity = caller.scoped(Scope::Read).map_err(|fault| fails.with(fault))?;
    let group_id = id(&group_id).map_err(|fault| fails.with(fault))?;
    let summaries = |stored: &[saar_store::incident::Stored], streets: &[Street]| -> Vec<IncidentSummary> {
        stored
            .iter()
            .map(|stored| IncidentSummary::of(stored, street(streets, stored)))
            .collect()
    };
    let wrong = |field, problem| fails.with(Fault::Invalid(vec![FieldError { field, problem }]));
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
        let page = incident::ended(&web.app, identity.account.id, group_id, before)
            .await
            .map_err(|denied| fails.with(denied))?;
        IncidentPage {
            incidents: summaries(&page.incidents, &page.streets),
            next: page.next.map(|id| id.to_string()),
        }
    } else {
        let home = group::home(&web.app, identity.account.id, group_id)
            .await
            .map_err(|denied| fails.with(denied))?;
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
        (status = 409, body = ProblemDetails, content_type = "application/problem+json", description = "Probably one of the candidates: say so, or send again with their ids in not_the_same_as"),
        (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn publish(
    State(web): Shared,
    Path(group_id): Path<String>,
    headers: HeaderMap,
    caller: Caller,
    Json(report): Json<Report>,
) -> Answer<(StatusCode, axum::Json<Published>)> {
    let fails = Fails(&web, &headers);
    let identity = caller.scoped(Scope::Report).map_err(|fault| fails.with(fault))?;
    let group_id = id(&group_id).map_err(|fault| fails.with(fault))?;
    let key = idempotency_key(&headers).map_err(|fault| fails.with(fault))?;
    let key = key.unwrap_or_else(|| crate::usecase::sign_in::secret(web.app.entropy.as_ref()));
    let request = report.into_request(key);
    let app = Arc::clone(&web.app);
    let done = to_the_end(async move { incident::publish(&app, identity.account.id, group_id, request).await }).await;
    let published = done
        .map_err(|fault| fails.with(fault))?
        .map_err(|error| fails.with(error))?;
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

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Fault> {
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
    Path((group_id, incident_id)): Path<(String, String)>,
    headers: HeaderMap,
    caller: Caller,
) -> Answer<axum::Json<Incident>> {
    let fails = Fails(&web, &headers);
    let identity = caller.scoped(Scope::Read).map_err(|fault| fails.with(fault))?;
    let (group_id, incident_id) = (
        id(&group_id).map_err(|f| fails.with(f))?,
        id(&incident_id).map_err(|f| fails.with(f))?,
    );
    let seen = incident::look(&web.app, identity.account.id, group_id, incident_id)
        .await
        .map_err(|denied| fails.with(denied))?;
    incident::note_opening(&web.app, &seen)
        .await
        .map_err(|error| fails.with(error))?;
    let words = Words {
        i18n: &web.app.i18n,
        lang: crate::web::auth::accept_language(&headers),
        country: &seen.at.group.country,
    };
    Ok(axum::Json(Incident::of(&seen, &words)))
}

type Place = (String, String);

/// What the handlers below share: who, where, how often, and to the end.
async fn act<Work, Doing>(
    web: &Arc<crate::web::Web>,
    (group_id, incident_id): Place,
    headers: &HeaderMap,
    caller: Caller,
    scope: Scope,
    work: Work,
) -> Answer<axum::Json<Done>>
where
    Work: FnOnce(
        Arc<crate::app::App>,
        (
            saar_domain::id::AccountId,
            saar_domain::id::GroupId,
            saar_domain::id::IncidentId,
        ),
    ) -> Doing,
    Doing: Future<Output = Result<Acted, incident::ActError>> + Send + 'static,
{
    let fails = Fails(web, headers);
    let identity = caller.scoped(scope).map_err(|fault| fails.with(fault))?;
    web.limits
        .write(identity.account.id)
        .map_err(|fault| fails.with(fault))?;
    let place = (
        identity.account.id,
        id(&group_id).map_err(|f| fails.with(f))?,
        id(&incident_id).map_err(|f| fails.with(f))?,
    );
    let done = to_the_end(work(Arc::clone(&web.app), place))
        .await
        .map_err(|fault| fails.with(fault))?;
    let acted = done.map_err(|error| fails.with(error))?;
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
    Path(place): Path<Place>,
    headers: HeaderMap,
    caller: Caller,
    Json(body): Json<Respond>,
) -> Answer<axum::Json<Done>> {
    act(&web, place, &headers, caller, Scope::Respond, |app, place| async move {
        incident::respond(&app, place, &body.response).await
    })
    .await
}

/// Add a sighting: words, a direction, a street
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents/{incident}/sightings", tag = "incidents", request_body = Sighting,
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key is the same sighting", max_length = 64)),
    responses((status = 200, body = Done), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn sight(
    State(web): Shared,
    Path(place): Path<Place>,
    headers: HeaderMap,
    caller: Caller,
    Json(body): Json<Sighting>,
) -> Answer<axum::Json<Done>> {
    let key = idempotency_key(&headers).map_err(|fault| Fails(&web, &headers).with(fault))?;
    let raw = body.into_raw(key);
    act(&web, place, &headers, caller, Scope::Report, |app, place| async move {
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
    responses((status = 200, body = Done), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn describe(
    State(web): Shared,
    Path(place): Path<Place>,
    headers: HeaderMap,
    caller: Caller,
    Json(body): Json<Description>,
) -> Answer<axum::Json<Done>> {
    let key = idempotency_key(&headers).map_err(|fault| Fails(&web, &headers).with(fault))?;
    let request = DescribeRequest {
        key,
        raw: body.into_raw(),
    };
    act(&web, place, &headers, caller, Scope::Report, |app, place| async move {
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
    Path(place): Path<Place>,
    headers: HeaderMap,
    caller: Caller,
    Json(body): Json<RecordCall>,
) -> Answer<axum::Json<Done>> {
    let request = CallRequest {
        when: RawCall {
            by: None,
            seconds_ago: body.seconds_ago,
            at: body.at,
        },
    };
    act(&web, place, &headers, caller, Scope::Report, |app, place| async move {
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
    Path(place): Path<Place>,
    headers: HeaderMap,
    caller: Caller,
    Json(body): Json<Close>,
) -> Answer<axum::Json<Done>> {
    act(&web, place, &headers, caller, Scope::Respond, |app, place| async move {
        incident::close(&app, place, &body.reason).await
    })
    .await
}
