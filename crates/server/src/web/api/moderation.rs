//! Keeping order, for programs that a person drives.

use super::{Answer, Json};
use crate::usecase::moderation::{self, Named};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use fluent_bundle::FluentValue;
use saar_domain::clock::Timestamp;
use saar_domain::id::{GroupId, MeasureId, MemberId, UmbrellaId};
use saar_domain::moderation::{RawMeasure, Step};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A step that was taken with a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeasureDetail {
    /// Its id.
    id: String,
    /// Name of the group.
    group: String,
    /// Alias of the member; missing when they are gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<String>,
    /// `reminder`, `warning`, `pause`, `removal`.
    step: String,
    /// The house rule that it is about: a code, or `own:` and the words of the group's own rule.
    rule: String,
    /// What the member reads.
    words: String,
    /// Alias of who took it; missing when they are gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// When.
    at_ms: i64,
    /// The end of a pause.
    #[serde(skip_serializing_if = "Option::is_none")]
    until_ms: Option<i64>,
    /// What the member said against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    objection: Option<String>,
    /// Whether it stands after the objection; missing until it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    upheld: Option<bool>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    /// Alias of who of the group decided; missing until then, when they are gone, or when the umbrella did.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<String>,
    /// A coordinator of the umbrella decided; missing until it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by_umbrella: Option<bool>,
    /// The caller may decide on it; of objections that wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    may_decide: Option<bool>,
    /// It is not decided, and nobody could: the group has nobody else who runs it, and no coordinator over it.
    nobody_decides: bool,
}

fn detail(named: Named, may_decide: Option<bool>) -> MeasureDetail {
    let measure = named.measure;
    let decided_by_umbrella = measure.decision.as_ref().map(|decision| decision.by.is_none());
    let (upheld, answer) = measure
        .decision
        .map(|decision| (decision.upheld, decision.answer))
        .unzip();
    MeasureDetail {
        id: measure.id.to_string(),
        group: named.group.name,
        member: named.member,
        step: measure.step.code().into(),
        rule: measure.rule,
        words: measure.words,
        by: named.by,
        at_ms: measure.at.as_millis(),
        until_ms: measure.until.map(Timestamp::as_millis),
        objection: measure.objection.map(|(words, _)| words),
        upheld,
        answer,
        decided_by: named.decided_by,
        decided_by_umbrella,
        may_decide,
        nobody_decides: named.nobody_decides,
    }
}

/// A step of the country's ladder.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepDetail {
    /// `reminder`, `warning`, `pause`, `removal`.
    step: String,
    /// What it is called in the country, in the caller's language.
    name: String,
    /// Ready-made words to begin from, in the caller's language.
    words: String,
}

/// What would be done next with a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalDetail {
    /// The step above the highest that still counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed: Option<String>,
    /// The steps of the country, the mildest first.
    steps: Vec<StepDetail>,
    /// House rules that it may be about: codes of the country's, or `own:` and the words of one of the group's own.
    rules: Vec<String>,
    /// Nobody could decide on an objection to it: the group has nobody else who runs it, and no coordinator over it.
    nobody_decides: bool,
}

/// Which step is proposed with a member, with ready-made words
#[utoipa::path(get, path = "/api/v1/groups/{group}/members/{member}/measures/proposal", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("member" = String, Path, description = "Id of the member")),
    responses((status = 200, body = ProposalDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn propose(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, member)): Path<(GroupId, MemberId)>,
) -> Answer<axum::Json<ProposalDetail>> {
    let proposal = moderation::propose(&web.app, identity.account.id, group, member).await?;
    let (language, at) = (&identity.account.language, &proposal.access);
    let text =
        |key: String, args: &[(&str, FluentValue<'_>)]| web.app.i18n.text(language, &at.group.country, &key, args);
    let object = if proposal.nobody_decides {
        "measure-words-object-nobody"
    } else {
        "measure-words-object"
    };
    let args = [
        ("object", text(object.to_owned(), &[]).into()),
        ("alias", proposal.other.alias.as_str().into()),
        ("me", at.member.alias.as_str().into()),
        ("group", at.group.name.as_str().into()),
    ];
    let step = |step: &Step| StepDetail {
        step: step.code().into(),
        name: text(format!("measure-{step}"), &[]),
        words: text(format!("measure-words-{step}"), &args),
    };
    Ok(axum::Json(ProposalDetail {
        proposed: proposal.proposed.map(|step| step.code().into()),
        steps: proposal.steps.iter().map(step).collect(),
        rules: proposal.rules,
        nobody_decides: proposal.nobody_decides,
    }))
}

/// A step to be taken.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeasure {
    /// One of the country's steps: `reminder` (not in Belgium), `warning`, `pause`, `removal`.
    #[schema(example = "warning", max_length = 40)]
    step: String,
    /// The house rule that it is about: a code of the country's, or `own:` and the words of one of the group's own.
    #[schema(example = "only_real_alarms", max_length = 144)]
    rule: String,
    /// What the member reads, 10 to 1,000 characters.
    #[schema(min_length = 10, max_length = 1000)]
    words: String,
    /// For how many days; of a pause alone, 1 to 30.
    #[schema(minimum = 1, maximum = 30)]
    days: Option<u32>,
}

/// Take a step with a member who broke a house rule
///
/// A pause lets them hear and raise alarms and nothing else; a removal ends the membership at once. The member is told, and may object.
#[utoipa::path(post, path = "/api/v1/groups/{group}/members/{member}/measures", tag = "groups", request_body = NewMeasure,
    params(("group" = String, Path, description = "Id of the group"), ("member" = String, Path, description = "Id of the member")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn take(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, member)): Path<(GroupId, MemberId)>,
    Json(body): Json<NewMeasure>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let raw = RawMeasure {
        step: body.step,
        rule: body.rule,
        words: body.words,
        days: body.days,
    };
    let account = identity.account.id;
    moderation::take(&web.app, account, group, member, &raw).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was taken with a member, for those who run the group
#[utoipa::path(get, path = "/api/v1/groups/{group}/members/{member}/measures", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("member" = String, Path, description = "Id of the member")),
    responses((status = 200, body = [MeasureDetail]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn of_member(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, member)): Path<(GroupId, MemberId)>,
) -> Answer<axum::Json<Vec<MeasureDetail>>> {
    let (_, measures) = moderation::of_member(&web.app, identity.account.id, group, member).await?;
    Ok(axum::Json(
        measures.into_iter().map(|named| detail(named, None)).collect(),
    ))
}

/// Objections of a group that wait for a decision
#[utoipa::path(get, path = "/api/v1/groups/{group}/objections", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [MeasureDetail]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn waiting(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Vec<MeasureDetail>>> {
    let (_, waiting) = moderation::waiting(&web.app, identity.account.id, group).await?;
    let details = waiting.into_iter().map(|(named, may)| detail(named, Some(may)));
    Ok(axum::Json(details.collect()))
}

/// What is made of an objection.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// The measure stands; otherwise it is taken back.
    upheld: bool,
    /// Why, 10 to 1,000 characters.
    #[schema(min_length = 10, max_length = 1000)]
    words: String,
}

/// Decide on an objection
///
/// By somebody who runs the group and neither took the step nor is its subject. Taken back, a pause ends and a removed member is in again.
#[utoipa::path(post, path = "/api/v1/groups/{group}/objections/{measure}", tag = "groups", request_body = NewDecision,
    params(("group" = String, Path, description = "Id of the group"), ("measure" = String, Path, description = "Id of the measure")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn decide(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, measure)): Path<(GroupId, MeasureId)>,
    Json(body): Json<NewDecision>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let upheld = Some(body.upheld);
    let decided = moderation::decide(&web.app, account, group, measure, upheld, &body.words);
    decided.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Objections that nobody of a group can decide on, for a coordinator of its umbrella
///
/// Or that nobody decided on within three days.
#[utoipa::path(get, path = "/api/v1/umbrellas/{umbrella}/objections", tag = "groups", params(("umbrella" = String, Path, description = "Id of the umbrella")),
    responses((status = 200, body = [MeasureDetail]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn waiting_under(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(umbrella): Path<UmbrellaId>,
) -> Answer<axum::Json<Vec<MeasureDetail>>> {
    // What is read is written down.
    web.limits.write(identity.account.id)?;
    let (_, waiting) = moderation::waiting_under(&web.app, identity.account.id, umbrella).await?;
    Ok(axum::Json(
        waiting.into_iter().map(|named| detail(named, Some(true))).collect(),
    ))
}

/// Decide on one of those
#[utoipa::path(post, path = "/api/v1/umbrellas/{umbrella}/objections/{measure}", tag = "groups", request_body = NewDecision,
    params(("umbrella" = String, Path, description = "Id of the umbrella"), ("measure" = String, Path, description = "Id of the measure")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn decide_under(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((umbrella, measure)): Path<(UmbrellaId, MeasureId)>,
    Json(body): Json<NewDecision>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let (account, upheld) = (identity.account.id, Some(body.upheld));
    let decided = moderation::decide_under(&web.app, account, umbrella, measure, upheld, &body.words);
    decided.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was taken with the caller, in every group that they are or were in
#[utoipa::path(get, path = "/api/v1/me/measures", tag = "me",
    responses((status = 200, body = [MeasureDetail]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn mine(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
) -> Answer<axum::Json<Vec<MeasureDetail>>> {
    let mine = moderation::mine(&web.app, identity.account.id).await?;
    Ok(axum::Json(mine.into_iter().map(|named| detail(named, None)).collect()))
}

/// What is said against a measure.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewObjection {
    /// Why it is not right, 10 to 1,000 characters.
    #[schema(min_length = 10, max_length = 1000)]
    words: String,
}

/// Object to what was taken with the caller
///
/// Once; also after a removal. Somebody other than who took the step decides.
#[utoipa::path(post, path = "/api/v1/me/measures/{measure}/objection", tag = "me", request_body = NewObjection,
    params(("measure" = String, Path, description = "Id of the measure")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn object(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(measure): Path<MeasureId>,
    Json(body): Json<NewObjection>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    moderation::object(&web.app, account, measure, &body.words).await?;
    Ok(StatusCode::NO_CONTENT)
}
