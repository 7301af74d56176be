//! An umbrella and its groups, for programs that a coordinator drives.

use super::{Answer, Json};
use crate::usecase::umbrella;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::clock::Timestamp;
use saar_domain::founding::RawUnder;
use saar_domain::id::{GroupId, MemberId, UmbrellaId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An umbrella of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnUmbrellaEntry {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// The caller was asked to coordinate it, and has not answered.
    asked: bool,
}

/// One's own umbrellas, and those that ask whether one wants to coordinate them
#[utoipa::path(get, path = "/api/v1/me/umbrellas", tag = "umbrellas",
    responses((status = 200, body = [OwnUmbrellaEntry]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn mine(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
) -> Answer<axum::Json<Vec<OwnUmbrellaEntry>>> {
    let (own, asked) = umbrella::mine(&web.app, identity.account.id).await?;
    let entry = |asked| {
        move |umbrella: saar_store::coordinator::Umbrella| OwnUmbrellaEntry {
            id: umbrella.id.to_string(),
            name: umbrella.name,
            asked,
        }
    };
    let own = own.into_iter().map(entry(false));
    Ok(axum::Json(own.chain(asked.into_iter().map(entry(true))).collect()))
}

/// A group as its umbrella's coordinator sees it: counts and times.
#[derive(Debug, Serialize, ToSchema)]
pub struct UmbrellaGroupDetail {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Members.
    members: u32,
    /// Admins.
    admins: u32,
    /// Requests to join that wait.
    requests_waiting: u32,
    /// How many an alarm would reach; missing where there are so few that it would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<u32>,
    /// When the last drill was; missing when there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    drilled_at_ms: Option<i64>,
    /// Real alarms in the last 30 days; missing where there are so few members that it would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    alarms: Option<u32>,
    /// Links by which somebody would become its admin that stand open.
    admin_links: u32,
    /// Steps of the dead-man's switch, where it runs: `remind`, `deputies`, `coordinators`, `volunteers`.
    switch_steps: Vec<String>,
    /// Who wants to be admin, once everybody was asked: ids for appointing.
    volunteers: Vec<String>,
}

/// The groups of an umbrella, for who coordinates it
#[utoipa::path(get, path = "/api/v1/umbrellas/{umbrella}", tag = "umbrellas", params(("umbrella" = String, Path, description = "Id of the umbrella")),
    responses((status = 200, body = [UmbrellaGroupDetail]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn show(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<UmbrellaId>,
) -> Answer<axum::Json<Vec<UmbrellaGroupDetail>>> {
    let desk = umbrella::desk(&web.app, identity.account.id, id).await?;
    let detail = |row: umbrella::Row| UmbrellaGroupDetail {
        id: row.group.id.to_string(),
        name: row.group.name,
        members: row.members,
        admins: row.admins,
        requests_waiting: row.requests,
        reached: row.coverage.map(|now| now.reached),
        drilled_at_ms: row.drilled_at.map(Timestamp::as_millis),
        alarms: row.alarms,
        admin_links: row.links,
        switch_steps: row
            .switch
            .iter()
            .flat_map(|switch| &switch.steps)
            .map(|step| step.0.code().into())
            .collect(),
        volunteers: row.volunteers.iter().map(|volunteer| volunteer.0.to_string()).collect(),
    };
    Ok(axum::Json(desk.rows.into_iter().map(detail).collect()))
}

/// A group to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUmbrellaGroup {
    /// Code of its country.
    #[schema(example = "NL", max_length = 2)]
    country: String,
    /// Its name.
    #[schema(example = "Lindehof", max_length = 80)]
    group_name: String,
    /// Its municipality.
    #[schema(example = "Voorbeeldstad", max_length = 80)]
    municipality: String,
    /// Streets that belong to it.
    #[schema(max_items = 200)]
    streets: Vec<String>,
    /// Addresses of its admins: each is mailed a link, and is admin once they came by it.
    #[schema(min_items = 1, max_items = 5)]
    emails: Vec<String>,
}

/// A group that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeGroup {
    /// Its id.
    id: String,
}

/// Make a group of the umbrella, and invite its admins
#[utoipa::path(post, path = "/api/v1/umbrellas/{umbrella}/groups", tag = "umbrellas", request_body = NewUmbrellaGroup, params(("umbrella" = String, Path, description = "Id of the umbrella")),
    responses((status = 201, body = MadeGroup), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn found(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<UmbrellaId>,
    Json(body): Json<NewUmbrellaGroup>,
) -> Answer<(StatusCode, axum::Json<MadeGroup>)> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let typed = RawUnder {
        name: body.group_name,
        municipality: body.municipality,
        streets: body.streets,
        emails: body.emails,
    };
    let made = umbrella::found(&web.app, account, id, &body.country, &typed).await?;
    let made = MadeGroup {
        id: made.id.to_string(),
    };
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Somebody to be asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCoordinator {
    /// Their address.
    #[schema(example = "merel@example.org", max_length = 254)]
    email: String,
}

/// Ask somebody by mail to coordinate the umbrella too
///
/// The answer is the same for every address.
#[utoipa::path(post, path = "/api/v1/umbrellas/{umbrella}/coordinators", tag = "umbrellas", request_body = NewCoordinator, params(("umbrella" = String, Path, description = "Id of the umbrella")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn ask(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<UmbrellaId>,
    Json(body): Json<NewCoordinator>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    umbrella::ask(&web.app, account, id, &body.email).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Yes or no.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoordinatorAnswer {
    /// Whether the caller wants to coordinate the umbrella.
    yes: bool,
}

/// Say yes or no to coordinating an umbrella that asked
#[utoipa::path(post, path = "/api/v1/umbrellas/{umbrella}/answer", tag = "umbrellas", request_body = CoordinatorAnswer, params(("umbrella" = String, Path, description = "Id of the umbrella")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn answer(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<UmbrellaId>,
    Json(body): Json<CoordinatorAnswer>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    umbrella::answer(&web.app, account, id, body.yes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Coordinate an umbrella no longer
#[utoipa::path(post, path = "/api/v1/umbrellas/{umbrella}/step-down", tag = "umbrellas", params(("umbrella" = String, Path, description = "Id of the umbrella")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn step_down(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<UmbrellaId>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    umbrella::step_down(&web.app, account, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who becomes admin of a group of the umbrella.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UmbrellaAppointment {
    /// Somebody who said that they want to.
    #[schema(value_type = String)]
    member: MemberId,
}

/// Make a volunteer admin of a group of the umbrella
#[utoipa::path(post, path = "/api/v1/umbrellas/{umbrella}/groups/{group}/appoint", tag = "umbrellas", request_body = UmbrellaAppointment,
    params(("umbrella" = String, Path, description = "Id of the umbrella"), ("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn appoint(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((id, group)): Path<(UmbrellaId, GroupId)>,
    Json(body): Json<UmbrellaAppointment>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    umbrella::appoint(&web.app, account, id, group, body.member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who is to be asked to be admin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedAdmins {
    /// Their addresses: each is mailed a link, and is admin once they came by it.
    #[schema(min_items = 1, max_items = 5)]
    emails: Vec<String>,
}

/// Mail new links to become admin of a group of the umbrella in which nobody is yet
///
/// Earlier links end by it.
#[utoipa::path(post, path = "/api/v1/umbrellas/{umbrella}/groups/{group}/admins", tag = "umbrellas", request_body = AskedAdmins,
    params(("umbrella" = String, Path, description = "Id of the umbrella"), ("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn ask_admins(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((id, group)): Path<(UmbrellaId, GroupId)>,
    Json(body): Json<AskedAdmins>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    umbrella::ask_admins(&web.app, account, id, group, &body.emails).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take back the links by which somebody would become admin of a group of the umbrella
#[utoipa::path(delete, path = "/api/v1/umbrellas/{umbrella}/groups/{group}/admins", tag = "umbrellas",
    params(("umbrella" = String, Path, description = "Id of the umbrella"), ("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn revoke_links(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((id, group)): Path<(UmbrellaId, GroupId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    umbrella::revoke_links(&web.app, account, id, group).await?;
    Ok(StatusCode::NO_CONTENT)
}
