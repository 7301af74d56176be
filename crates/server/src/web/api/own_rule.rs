//! A group's own house rules, for programs.

use super::{Answer, Json};
use crate::usecase::own_rule;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::{Path, objects};
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::GroupId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One of a group's own house rules.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnRule {
    /// What holds.
    #[schema(max_length = 140)]
    rule: String,
    /// Why.
    #[schema(max_length = 200)]
    reason: String,
}

impl From<saar_store::own_rule::OwnRule> for OwnRule {
    fn from(own: saar_store::own_rule::OwnRule) -> Self {
        Self {
            rule: own.rule,
            reason: own.reason,
        }
    }
}

/// A group's own house rules, all of them.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnRules {
    /// The version that is being changed, as `GET /api/v1/welcome/{group}` has it; 0: there never were any.
    version: u32,
    /// In order; at most eight, of which one without words does not count.
    #[serde(deserialize_with = "objects")]
    rules: Vec<OwnRule>,
}

/// Change a group's own house rules
///
/// By an admin. A change is a new version, which members are asked to accept; `GET /api/v1/welcome/{group}` shows them. Where somebody else changed them
/// since they were read, the answer is 409 and nothing is changed.
#[utoipa::path(put, path = "/api/v1/groups/{group}/own-rules", tag = "joining", request_body = NewOwnRules, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn set(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewOwnRules>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let typed: Vec<_> = body.rules.into_iter().map(|own| (own.rule, own.reason)).collect();
    own_rule::set(&web.app, identity.account.id, group, body.version, &typed).await?;
    Ok(StatusCode::NO_CONTENT)
}
