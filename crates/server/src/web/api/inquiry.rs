//! The desk for people who are not members, for those who run a group. Asking is for people, by the form. No token may.

use super::{Answer, Json};
use crate::usecase::inquiry::{self, Given};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::clock::Timestamp;
use saar_domain::id::{GroupId, InquiryId};
use saar_domain::inquiry::InquiryState;
use saar_store::inquiry::Inquiry as Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question of somebody who is not a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inquiry {
    /// Its id.
    id: String,
    /// `person` or `vehicle`.
    about: String,
    /// About which day.
    day: String,
    /// Id of the street; missing when it is not known.
    street: Option<String>,
    /// `open` or `answered`.
    state: String,
    /// When it was asked.
    asked_ms: i64,
    /// Until when the answer is due.
    due_ms: i64,
    /// It is open, and should have been answered already.
    overdue: bool,
    /// It was put off.
    extended: bool,
    /// The answer in short: `nothing`, `reported`, `erased`, `unclear`.
    finding: Option<String>,
}

fn summary(stored: &Stored, now: Timestamp) -> Inquiry {
    Inquiry {
        id: stored.id.to_string(),
        about: stored.about.code().into(),
        day: stored.day.to_string(),
        street: stored.street.map(|street| street.to_string()),
        state: stored.state.code().into(),
        asked_ms: stored.asked_at.as_millis(),
        due_ms: stored.due_at.as_millis(),
        overdue: stored.state == InquiryState::Open && stored.due_at <= now,
        extended: stored.extension.is_some(),
        finding: stored.answer.as_ref().map(|answer| answer.0.code().into()),
    }
}

/// What people who are not members ask, the soonest due first
#[utoipa::path(get, path = "/api/v1/groups/{group}/inquiries", tag = "inquiries", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [Inquiry]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn queue(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Vec<Inquiry>>> {
    let now = web.app.now();
    let queue = inquiry::queue(&web.app, identity.account.id, group).await?;
    Ok(axum::Json(
        queue.inquiries.iter().map(|asked| summary(asked, now)).collect(),
    ))
}

/// A question, to be answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct OneInquiry {
    /// The question.
    inquiry: Inquiry,
    /// By what the asker, or the vehicle, is recognised; missing once it was answered.
    words: Option<String>,
    /// Why it was put off, as the asker reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    extended_why: Option<String>,
    /// The answer in words, as the asker reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    /// Ids of the group's incidents of that day: people compare.
    incidents: Vec<String>,
}

/// Read a question; it stands in the log
#[utoipa::path(get, path = "/api/v1/groups/{group}/inquiries/{inquiry}", tag = "inquiries",
    params(("group" = String, Path, description = "Id of the group"), ("inquiry" = String, Path, description = "Id of the question")),
    responses((status = 200, body = OneInquiry), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn one(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, which)): Path<(GroupId, InquiryId)>,
) -> Answer<axum::Json<OneInquiry>> {
    let look = inquiry::look(&web.app, identity.account.id, group, which).await?;
    let incidents = look.incidents.iter().map(|stored| stored.incident.id.to_string());
    Ok(axum::Json(OneInquiry {
        inquiry: summary(&look.inquiry, web.app.now()),
        extended_why: look.inquiry.extension.map(|(_, why)| why),
        answer: look.inquiry.answer.map(|(_, words, _)| words),
        incidents: incidents.collect(),
        words: look.inquiry.words,
    }))
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// `nothing`, `reported`, `erased` or `unclear`.
    #[schema(max_length = 20)]
    finding: String,
    /// What the asker reads; empty or missing: ready-made words in their language. It names nobody else: a plate, an address or a phone number is
    /// refused once as `revealing`; an alias of the group, always, as `not_offered`.
    #[serde(default)]
    #[schema(max_length = 1000)]
    answer: String,
    /// What may show somebody else was looked at, and is sent all the same.
    #[serde(default)]
    sure: bool,
}

/// Answer a question
#[utoipa::path(post, path = "/api/v1/groups/{group}/inquiries/{inquiry}/answer", tag = "inquiries", request_body = AnswerBody,
    params(("group" = String, Path, description = "Id of the group"), ("inquiry" = String, Path, description = "Id of the question")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn answer(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, which)): Path<(GroupId, InquiryId)>,
    Json(body): Json<AnswerBody>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let given = Given {
        finding: body.finding,
        words: body.answer,
        sure: body.sure,
    };
    inquiry::answer(&web.app, identity.account.id, group, which, &given).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why it takes longer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionBody {
    /// The asker reads it.
    #[schema(max_length = 280)]
    why: String,
}

/// Put an answer off by two months, once
#[utoipa::path(post, path = "/api/v1/groups/{group}/inquiries/{inquiry}/extension", tag = "inquiries", request_body = ExtensionBody,
    params(("group" = String, Path, description = "Id of the group"), ("inquiry" = String, Path, description = "Id of the question")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn extend(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, which)): Path<(GroupId, InquiryId)>,
    Json(body): Json<ExtensionBody>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    inquiry::extend(&web.app, identity.account.id, group, which, &body.why).await?;
    Ok(StatusCode::NO_CONTENT)
}
