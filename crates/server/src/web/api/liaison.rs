//! Liaisons: whom a group lets look in, and what they see, for programs.

use super::{Answer, Json};
use crate::usecase::liaison::{self, Insight, Relation, Row};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson, ToRead};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::clock::Timestamp;
use saar_domain::id::{GroupId, LiaisonId};
use saar_domain::liaison::RawLiaison;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A liaison of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiaisonDetail {
    /// Its id.
    id: String,
    /// `police`, `municipality` or `housing_association`.
    kind: String,
    /// Name of the office or the function.
    office: String,
    /// `counts`, or `incidents` with the bare events too.
    view: String,
    /// When they were asked.
    asked_at_ms: i64,
    /// Since when they look in; missing when they have not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted_at_ms: Option<i64>,
    /// Until when at most.
    expires_at_ms: i64,
    /// When they last looked at the incidents; missing when they did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    looked_at_ms: Option<i64>,
    /// When it ended; missing when it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at_ms: Option<i64>,
    /// Why: `group`, `liaison`, `refused`, `unanswered` or `expired`.
    #[serde(skip_serializing_if = "Option::is_none")]
    ending: Option<String>,
}

fn detail(row: &Row) -> LiaisonDetail {
    let found = &row.liaison;
    LiaisonDetail {
        id: found.id.to_string(),
        kind: found.kind.code().into(),
        office: found.office.clone(),
        view: found.view.code().into(),
        asked_at_ms: found.asked_at.as_millis(),
        accepted_at_ms: found.accepted_at.map(Timestamp::as_millis),
        expires_at_ms: found.expires_at.as_millis(),
        looked_at_ms: row.looked_at.map(Timestamp::as_millis),
        ended_at_ms: found.ended.map(|(at, _)| at.as_millis()),
        ending: found.ended.map(|(_, why)| why.code().into()),
    }
}

/// Who looks into the group from outside, and who did within the year
#[utoipa::path(get, path = "/api/v1/groups/{group}/liaisons", tag = "liaisons", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [LiaisonDetail]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Vec<LiaisonDetail>>> {
    let desk = liaison::of_group(&web.app, identity.account.id, group).await?;
    Ok(axum::Json(desk.now.iter().chain(&desk.before).map(detail).collect()))
}

/// Somebody to be asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLiaison {
    /// `police`, `municipality` or `housing_association`, as the country allows.
    #[schema(example = "police")]
    liaison_kind: String,
    /// Name of the office or the function, never of a person.
    #[schema(example = "Wijkagent Noord", max_length = 80)]
    office: String,
    /// Their address.
    #[schema(example = "wijkagent@example.org", max_length = 254)]
    email: String,
    /// `counts`, or `incidents` with the bare events too.
    #[schema(example = "counts")]
    liaison_view: String,
    /// Last day, as 2027-05-31: within a year.
    #[schema(example = "2027-05-31", max_length = 10)]
    liaison_until: String,
}

/// Somebody who was asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedLiaison {
    /// Id of the grant.
    id: String,
}

/// Ask somebody outside by mail to be a liaison of the group
///
/// The answer is the same for every address.
#[utoipa::path(post, path = "/api/v1/groups/{group}/liaisons", tag = "liaisons", request_body = NewLiaison, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 201, body = AskedLiaison), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn ask(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewLiaison>,
) -> Answer<(StatusCode, axum::Json<AskedLiaison>)> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let typed = RawLiaison {
        kind: body.liaison_kind,
        office: body.office,
        view: body.liaison_view,
        until: body.liaison_until,
    };
    let asked = liaison::ask(&web.app, account, group, &typed, &body.email).await?;
    let asked = AskedLiaison { id: asked.to_string() };
    Ok((StatusCode::CREATED, axum::Json(asked)))
}

/// Another last day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiaisonExtension {
    /// As 2027-05-31: within a year.
    #[schema(example = "2027-05-31", max_length = 10)]
    liaison_until: String,
}

/// Let a liaison look in until another day
#[utoipa::path(put, path = "/api/v1/groups/{group}/liaisons/{liaison}", tag = "liaisons", request_body = LiaisonExtension,
    params(("group" = String, Path, description = "Id of the group"), ("liaison" = String, Path, description = "Id of the grant")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn extend(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, which)): Path<(GroupId, LiaisonId)>,
    Json(body): Json<LiaisonExtension>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    liaison::extend(&web.app, account, group, which, &body.liaison_until).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End what a liaison sees, at once
#[utoipa::path(delete, path = "/api/v1/groups/{group}/liaisons/{liaison}", tag = "liaisons",
    params(("group" = String, Path, description = "Id of the group"), ("liaison" = String, Path, description = "Id of the grant")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn end(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, which)): Path<(GroupId, LiaisonId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    liaison::end(&web.app, account, group, which).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A group that asks the caller, or lets them look in.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnLiaisonEntry {
    /// Id of the grant.
    id: String,
    /// The group's name.
    group_name: String,
    /// Name of the office or the function.
    office: String,
    /// The caller has not answered.
    asked: bool,
}

/// Groups that ask the caller to be a liaison, and those that let them look in
#[utoipa::path(get, path = "/api/v1/me/liaisons", tag = "liaisons",
    responses((status = 200, body = [OwnLiaisonEntry]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn mine(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
) -> Answer<axum::Json<Vec<OwnLiaisonEntry>>> {
    let mine = liaison::mine(&web.app, identity.account.id).await?;
    let entry = |mine: liaison::Mine| OwnLiaisonEntry {
        id: mine.liaison.id.to_string(),
        group_name: mine.group_name,
        office: mine.liaison.office,
        asked: mine.asked,
    };
    Ok(axum::Json(mine.into_iter().map(entry).collect()))
}

/// How it stands between a liaison and a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiaisonLook {
    /// `asked`, `open` or `ended`.
    state: String,
    /// The group's name.
    group_name: String,
    /// What was granted: `counts` or `incidents`.
    view: String,
    /// Until when at most.
    expires_at_ms: i64,
    /// When it ended; missing when it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at_ms: Option<i64>,
    /// What the liaison sees; missing when it is not open.
    #[serde(skip_serializing_if = "Option::is_none")]
    insight: Option<LiaisonInsight>,
}

/// What a liaison sees of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiaisonInsight {
    /// Aliases of its admins.
    admins: Vec<String>,
    /// Somebody looks after the group.
    looked_after: bool,
    /// Members.
    members: u32,
    /// How many an alarm would reach; missing where there are so few that it would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<u32>,
    /// Real alarms in the last 30 days; missing where there are so few that it would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    alarms_month: Option<u32>,
    /// The same in the last year.
    #[serde(skip_serializing_if = "Option::is_none")]
    alarms_year: Option<u32>,
    /// When the last drill was; missing when there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    drilled_at_ms: Option<i64>,
    /// Incidents that ended; missing where they were not granted, or would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    incidents: Option<Vec<BareIncidentEntry>>,
}

/// An incident that ended, without words, place or names.
#[derive(Debug, Serialize, ToSchema)]
pub struct BareIncidentEntry {
    /// What it was.
    kind: String,
    /// When it was reported.
    reported_at_ms: i64,
    /// When it ended.
    ended_at_ms: i64,
    /// How.
    reason: String,
}

fn insight(seen: Insight) -> LiaisonInsight {
    LiaisonInsight {
        admins: seen.admins,
        looked_after: seen.looked_after,
        members: seen.members,
        reached: seen.coverage.map(|now| now.reached),
        alarms_month: seen.alarms.map(|alarms| alarms[0]),
        alarms_year: seen.alarms.map(|alarms| alarms[1]),
        drilled_at_ms: seen.drilled_at.map(Timestamp::as_millis),
        incidents: seen.incidents.map(|all| {
            let entry = all.iter().map(|bare| BareIncidentEntry {
                kind: bare.kind.code().into(),
                reported_at_ms: bare.reported_at.as_millis(),
                ended_at_ms: bare.ended_at.as_millis(),
                reason: bare.reason.code().into(),
            });
            entry.collect()
        }),
    }
}

/// What a liaison sees
///
/// Each look at incidents stands in the group's log.
#[utoipa::path(get, path = "/api/v1/liaisons/{liaison}", tag = "liaisons", params(("liaison" = String, Path, description = "Id of the grant")),
    responses((status = 200, body = LiaisonLook), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn look(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(which): Path<LiaisonId>,
) -> Answer<axum::Json<LiaisonLook>> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let look = liaison::look(&web.app, account, which).await?;
    let (state, ended, seen) = match look.stands {
        Relation::Asked => ("asked", None, None),
        Relation::Open(seen) => ("open", None, Some(insight(seen))),
        Relation::Ended(at, _) => ("ended", Some(at.as_millis()), None),
    };
    Ok(axum::Json(LiaisonLook {
        state: state.into(),
        group_name: look.group.name,
        view: look.liaison.view.code().into(),
        expires_at_ms: look.liaison.expires_at.as_millis(),
        ended_at_ms: ended,
        insight: seen,
    }))
}

/// Yes or no.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiaisonAnswer {
    /// Whether the caller will be a liaison, bound to what that asks.
    yes: bool,
}

/// Say yes or no to being a liaison
#[utoipa::path(post, path = "/api/v1/liaisons/{liaison}/answer", tag = "liaisons", request_body = LiaisonAnswer, params(("liaison" = String, Path, description = "Id of the grant")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn answer(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(which): Path<LiaisonId>,
    Json(body): Json<LiaisonAnswer>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    liaison::answer(&web.app, account, which, body.yes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Be a liaison no longer
#[utoipa::path(delete, path = "/api/v1/liaisons/{liaison}", tag = "liaisons", params(("liaison" = String, Path, description = "Id of the grant")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn stop(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(which): Path<LiaisonId>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    liaison::stop(&web.app, account, which).await?;
    Ok(StatusCode::NO_CONTENT)
}
