//! Starting a group, for programs.

use super::{Answer, Json};
use crate::usecase::founding;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use saar_domain::clock::Timestamp;
use saar_domain::founding::RawFounding;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A group to be founded. The caller becomes its admin.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGroup {
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
    /// The caller's name in the group.
    #[schema(example = "Merel", max_length = 30)]
    alias: String,
    /// The caller is as old as the country asks.
    adult: bool,
    /// Version of the house rules that the caller accepts.
    #[schema(minimum = 1)]
    rules_version: u32,
}

/// A group that was founded.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundedGroup {
    /// Its id.
    id: String,
    /// Since when it waits for approval; missing when it waits for nobody. Inside it everything works meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting_since_ms: Option<i64>,
}

/// Start a group
///
/// Anyone may; an account founds at most five a year. With an `Idempotency-Key`, the same request sent twice founds one group: the second answer is 200.
#[utoipa::path(post, path = "/api/v1/groups", tag = "groups", request_body = NewGroup,
    params(("Idempotency-Key" = Option<String>, Header, description = "Made by the client with its draft; the same key sent again founds nothing new")),
    responses((status = 201, body = FoundedGroup), (status = 200, body = FoundedGroup), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn found(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    headers: HeaderMap,
    Json(body): Json<NewGroup>,
) -> Answer<(StatusCode, axum::Json<FoundedGroup>)> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let typed = RawFounding {
        name: body.group_name,
        municipality: body.municipality,
        streets: body.streets,
        alias: body.alias,
        adult: body.adult,
        rules_version: body.rules_version,
    };
    let key = super::incident::idempotency_key(&headers)?;
    let work = founding::found(&web.app, account, &body.country, &typed, key.as_deref());
    let founded = work.await?;
    let status = if founded.repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let answer = FoundedGroup {
        id: founded.group.id.to_string(),
        waiting_since_ms: founded.waiting_since.map(Timestamp::as_millis),
    };
    Ok((status, axum::Json(answer)))
}
