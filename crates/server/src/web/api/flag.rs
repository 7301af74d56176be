//! Messages that may break a house rule, for programs that a person drives.

use super::{Answer, Json};
use crate::usecase::incident::{self, Waiting};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::flag::RawFlag;
use saar_domain::id::{FlagId, GroupId, IncidentId};
use saar_store::flag::Source;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A message that is pointed at.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFlag {
    /// Number of the event that is the message: a report, a sighting or a description of somebody else.
    #[schema(minimum = 1)]
    seq: u32,
    /// The house rule that it may break: a code of the country's, or `own:` and the words of one of the group's own.
    #[schema(example = "no_insults", max_length = 144)]
    rule: String,
    /// Why, at most 280 characters.
    #[schema(max_length = 280)]
    words: Option<String>,
}

/// A message that waits for somebody who looks.
#[derive(Debug, Serialize, ToSchema)]
pub struct FlagDetail {
    /// Its id.
    id: String,
    /// Id of the incident.
    incident: String,
    /// Number of the event that is the message.
    seq: u32,
    /// When it was pointed at.
    at_ms: i64,
    /// The house rule that a member named: a code, or `own:` and the words of the group's own rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    /// What the check of texts found, where no member pointed at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
    /// Paths of the fields in which that was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<String>,
    /// What the member said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// Alias of the member; missing for who wrote the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// Alias of who wrote the message; missing when that is forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    /// The caller may say what becomes of it: somebody else wrote it.
    may_settle: bool,
}

fn detail(waiting: Waiting) -> FlagDetail {
    let (rule, words, mark, fields) = match waiting.flag.source {
        Source::Member { rule, words, .. } => (Some(rule), words, None, Vec::new()),
        Source::Check { mark, fields } => (None, None, Some(mark.code().into()), fields),
    };
    FlagDetail {
        id: waiting.flag.id.to_string(),
        incident: waiting.flag.incident.to_string(),
        seq: waiting.flag.seq,
        at_ms: waiting.flag.at.as_millis(),
        rule,
        mark,
        fields,
        words,
        by: waiting.by,
        author: waiting.author.map(|(_, alias)| alias),
        may_settle: waiting.may_settle,
    }
}

/// Point at a message that may break a house rule
///
/// Those who run the group are told. Who wrote the message never learns who pointed at it. Twice at the same is once.
#[utoipa::path(post, path = "/api/v1/groups/{group}/incidents/{incident}/flags", tag = "incidents", request_body = NewFlag,
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn raise(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, incident)): Path<(GroupId, IncidentId)>,
    Json(body): Json<NewFlag>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let raw = RawFlag {
        seq: Some(body.seq),
        rule: body.rule,
        words: body.words.unwrap_or_default(),
    };
    let account = identity.account.id;
    incident::raise_flag(&web.app, account, group, incident, &raw).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Messages of a group that wait for somebody who looks, the oldest first
#[utoipa::path(get, path = "/api/v1/groups/{group}/flags", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [FlagDetail]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn waiting(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Vec<FlagDetail>>> {
    let (_, waiting) = incident::flags_waiting(&web.app, identity.account.id, group).await?;
    Ok(axum::Json(waiting.into_iter().map(detail).collect()))
}

/// What becomes of a message.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOutcome {
    /// `fine`: nothing was wrong. `spoken`: it was talked over. `blanked`: its words, description and photos are taken away.
    #[schema(example = "fine", max_length = 40)]
    outcome: String,
}

/// Say what becomes of a message that was pointed at
///
/// It holds for everything that points at the same message. Not by who wrote it. An alarm's own words stay while it runs.
#[utoipa::path(post, path = "/api/v1/groups/{group}/flags/{flag}", tag = "groups", request_body = NewOutcome,
    params(("group" = String, Path, description = "Id of the group"), ("flag" = String, Path, description = "Id of the flag")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn settle(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, flag)): Path<(GroupId, FlagId)>,
    Json(body): Json<NewOutcome>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let settled = incident::settle_flag(&web.app, account, group, flag, &body.outcome);
    settled.await?;
    Ok(StatusCode::NO_CONTENT)
}
