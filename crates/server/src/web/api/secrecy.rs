//! Professional secrecy, for programs that a member drives.

use super::{Answer, Json};
use crate::usecase::secrecy;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::GroupId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether somebody is bound to professional secrecy.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecrecyDetail {
    /// By their own word; of which profession is not asked.
    bound: bool,
}

/// Whether the caller said that they are bound to professional secrecy
#[utoipa::path(get, path = "/api/v1/groups/{group}/secrecy", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = SecrecyDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn show(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<SecrecyDetail>> {
    let access = secrecy::look(&web.app, identity.account.id, group).await?;
    let bound = access.member.bound_to_secrecy;
    Ok(axum::Json(SecrecyDetail { bound }))
}

/// Say that one is bound to professional secrecy, or not any more
#[utoipa::path(put, path = "/api/v1/groups/{group}/secrecy", tag = "groups", request_body = SecrecyDetail, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn declare(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<SecrecyDetail>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    secrecy::declare(&web.app, account, group, body.bound).await?;
    Ok(StatusCode::NO_CONTENT)
}
