//! A group that nobody looks after any more, for programs that a person drives.

use super::{Answer, Json};
use crate::usecase::continuity;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson, ToRead};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::{GroupId, MemberId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether somebody looks after a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContinuityDetail {
    /// Why the dead-man's switch runs: `silence` (nobody who runs the group was seen for long) or `requests` (somebody waits for an answer for long).
    /// Missing when all is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    /// Its steps so far.
    steps: Vec<SwitchStepDetail>,
    /// Who wants to be admin, for those who may appoint one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    volunteers: Vec<VolunteerDetail>,
}

/// A step of the dead-man's switch.
#[derive(Debug, Serialize, ToSchema)]
pub struct SwitchStepDetail {
    /// `remind`, `deputies`, `coordinators` or `volunteers`.
    rung: String,
    /// When.
    at_ms: i64,
}

/// Somebody who wants to be admin.
#[derive(Debug, Serialize, ToSchema)]
pub struct VolunteerDetail {
    /// Id in the group.
    member: String,
    /// Alias.
    alias: String,
}

/// Whether somebody looks after the group, and what was done when nobody did
#[utoipa::path(get, path = "/api/v1/groups/{group}/continuity", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = ContinuityDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn show(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<ContinuityDetail>> {
    let seen = continuity::of_group(&web.app, identity.account.id, group).await?;
    let step = |(rung, at): &(saar_domain::continuity::Rung, saar_domain::clock::Timestamp)| SwitchStepDetail {
        rung: rung.code().into(),
        at_ms: at.as_millis(),
    };
    Ok(axum::Json(ContinuityDetail {
        cause: seen.as_ref().map(|seen| seen.switch.cause.code().into()),
        steps: seen.iter().flat_map(|seen| &seen.switch.steps).map(step).collect(),
        volunteers: seen
            .and_then(|seen| seen.volunteers)
            .unwrap_or_default()
            .into_iter()
            .map(|(member, alias)| VolunteerDetail {
                member: member.to_string(),
                alias,
            })
            .collect(),
    }))
}

/// Say that you want to be admin
///
/// When everybody was asked (step `volunteers`).
#[utoipa::path(post, path = "/api/v1/groups/{group}/volunteer", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn volunteer(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    continuity::volunteer(&web.app, account, group).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Become admin, as deputy
///
/// When the admins do not answer (from step `deputies` on). They stay what they are.
#[utoipa::path(post, path = "/api/v1/groups/{group}/take-over", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn take_over(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    continuity::take_over(&web.app, account, group).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who becomes admin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// Somebody who said that they want to.
    #[schema(value_type = String)]
    member: MemberId,
}

/// Make a volunteer admin
#[utoipa::path(post, path = "/api/v1/groups/{group}/appoint", tag = "groups", request_body = Appointment, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn appoint(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<Appointment>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    continuity::appoint(&web.app, account, group, body.member).await?;
    Ok(StatusCode::NO_CONTENT)
}
