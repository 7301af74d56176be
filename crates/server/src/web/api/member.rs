//! Members one by one, and the logs of what was done about them, for programs that a person drives.

use super::group::{InviteSummary, summary};
use super::{Answer, Json};
use crate::usecase::audit::{self, Named};
use crate::usecase::member;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::{Path, Query};
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::{AuditId, GroupId, InviteId, MemberId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A line of a log.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogEntry {
    /// Its id; later lines have later ones.
    id: String,
    /// When.
    at_ms: i64,
    /// What was done, by its code: `role_changed`, `contact_shown`, `readmitted` ….
    deed: String,
    /// Alias of who did it; missing for the operator of the installation and for who is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// Alias of whom it is about; missing when it is about nobody, or they are gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// A code that belongs to the deed, such as the new role.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Why, in the words of who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Name of the group, where lines of several stand together.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

fn entry(named: Named, group: Option<String>) -> LogEntry {
    LogEntry {
        id: named.line.id.to_string(),
        at_ms: named.line.at.as_millis(),
        deed: named.line.deed.code().into(),
        by: named.by,
        about: named.about,
        detail: named.line.detail,
        reason: named.line.reason,
        group,
    }
}

/// Where to begin.
#[derive(Debug, Deserialize)]
pub struct Before {
    before: Option<AuditId>,
}

/// What was done in a group, for those who run it
///
/// Newest first, 50 at a time; the id of the last line is where the next page begins.
#[utoipa::path(get, path = "/api/v1/groups/{group}/log", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("before" = Option<String>, Query, description = "Only lines before the one with this id")),
    responses((status = 200, body = [LogEntry]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn log(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Query(query): Query<Before>,
) -> Answer<axum::Json<Vec<LogEntry>>> {
    let log = audit::look(&web.app, identity.account.id, group, query.before).await?;
    Ok(axum::Json(
        log.lines.into_iter().map(|named| entry(named, None)).collect(),
    ))
}

/// What others did to the caller, in all groups: who looked up how they are reached, and why
///
/// Newest first, 50 at a time; the id of the last line is where the next page begins.
#[utoipa::path(get, path = "/api/v1/me/log", tag = "me",
    params(("before" = Option<String>, Query, description = "Only lines before the one with this id")),
    responses((status = 200, body = [LogEntry]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn my_log(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Query(query): Query<Before>,
) -> Answer<axum::Json<Vec<LogEntry>>> {
    let (about, _) = audit::about_me(&web.app, identity.account.id, query.before).await?;
    let entries = about.into_iter().map(|about| entry(about.line, Some(about.group)));
    Ok(axum::Json(entries.collect()))
}

/// Why it is done.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// In words that the member gets to read, 10 to 280 characters.
    #[schema(
        example = "Haar sleutels zijn gevonden; ze neemt niet op.",
        min_length = 10,
        max_length = 280
    )]
    why: String,
}

/// How a member is reached.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    /// Alias.
    alias: String,
    /// Confirmed e-mail address.
    email: String,
}

/// Look up how a member is reached
///
/// By who runs the group, with a reason. It is written down first, and the member reads it.
#[utoipa::path(post, path = "/api/v1/groups/{group}/members/{member}/contact", tag = "groups", request_body = Why,
    params(("group" = String, Path, description = "Id of the group"), ("member" = String, Path, description = "Id of the member")),
    responses((status = 200, body = Contact), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn contact(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, other)): Path<(GroupId, MemberId)>,
    Json(body): Json<Why>,
) -> Answer<axum::Json<Contact>> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let found = member::contact(&web.app, account, group, other, &body.why).await?;
    Ok(axum::Json(Contact {
        alias: found.alias,
        email: found.email,
    }))
}

/// Let somebody in again who lost phone and mailbox
///
/// An invite for one use, two days: who uses it takes the place, the alias and the role, at the address that is confirmed then. The old address is told.
#[utoipa::path(post, path = "/api/v1/groups/{group}/members/{member}/readmission", tag = "groups", request_body = Why,
    params(("group" = String, Path, description = "Id of the group"), ("member" = String, Path, description = "Id of the member")),
    responses((status = 201, body = InviteSummary), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn readmit(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, other)): Path<(GroupId, MemberId)>,
    Json(body): Json<Why>,
) -> Answer<(StatusCode, axum::Json<InviteSummary>)> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let made = member::readmit(&web.app, account, group, other, &body.why).await?;
    Ok((StatusCode::CREATED, axum::Json(summary(&web, &made))))
}

/// Stop a way in at one's own place
///
/// By whom it is about: they have not lost phone and mailbox.
#[utoipa::path(delete, path = "/api/v1/me/readmissions/{invite}", tag = "me", params(("invite" = String, Path, description = "Id of the invite")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn refuse_readmission(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(invite): Path<InviteId>,
) -> Answer<StatusCode> {
    member::refuse_readmission(&web.app, identity.account.id, invite).await?;
    Ok(StatusCode::NO_CONTENT)
}
