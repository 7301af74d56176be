//! Planned drills, for programs.

use super::budget::PaceDetail;
use super::{Answer, Json};
use crate::usecase::drill::{self, Planned, Report};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::{DrillId, GroupId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The drills of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct DrillsDetail {
    /// Planned, open, called off or missed, the first one first.
    planned: Vec<PlannedDrill>,
    /// Those that were, the latest first.
    reports: Vec<DrillReport>,
}

/// A planned drill.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedDrill {
    /// Its id.
    id: String,
    /// When.
    at_ms: i64,
    /// `planned`, `open`, `called_off` or `missed`.
    phase: String,
}

/// What a drill showed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DrillReport {
    /// Id of its incident.
    incident: String,
    /// When it began.
    at_ms: i64,
    /// How soon people were reached; missing where there were so few that it would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pace: Option<PaceDetail>,
    /// By the channel that was first.
    channels: Vec<DrillChannel>,
}

/// A channel in a drill.
#[derive(Debug, Serialize, ToSchema)]
pub struct DrillChannel {
    /// `web_push`, `email` …; missing for who had the page open.
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    /// Neighbours who were reached by it first.
    reached: u32,
    /// Of those, within 10, 60 and 300 seconds.
    within: [u32; 3],
}

fn planned(planned: &Planned) -> PlannedDrill {
    PlannedDrill {
        id: planned.drill.id.to_string(),
        at_ms: planned.drill.at.as_millis(),
        phase: planned.phase.code().into(),
    }
}

fn report(report: &Report) -> DrillReport {
    let channels = report.by_channel.iter().map(|(channel, pace)| DrillChannel {
        channel: channel.map(|channel| channel.code().into()),
        reached: pace.of,
        within: pace.within,
    });
    DrillReport {
        incident: report.incident.to_string(),
        at_ms: report.at.as_millis(),
        pace: report.pace.map(PaceDetail::from),
        channels: channels.collect(),
    }
}

/// Drills that are planned, and what earlier ones showed
#[utoipa::path(get, path = "/api/v1/groups/{group}/drills", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = DrillsDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<DrillsDetail>> {
    let desk = drill::desk(&web.app, identity.account.id, group).await?;
    Ok(axum::Json(DrillsDetail {
        planned: desk.planned.iter().map(planned).collect(),
        reports: desk.reports.iter().map(report).collect(),
    }))
}

/// A drill to plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDrill {
    /// Its day on the group's clocks, as 2026-11-28.
    #[schema(example = "2026-11-28", max_length = 10)]
    drill_day: String,
    /// Its time on the group's clocks, as 19:30.
    #[schema(example = "19:30", max_length = 5)]
    drill_time: String,
}

/// A drill that was planned.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeDrill {
    /// Its id.
    id: String,
    /// When.
    at_ms: i64,
}

/// Plan a drill, and tell everybody without a sound
#[utoipa::path(post, path = "/api/v1/groups/{group}/drills", tag = "groups", request_body = NewDrill, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 201, body = MadeDrill), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn plan(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewDrill>,
) -> Answer<(StatusCode, axum::Json<MadeDrill>)> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let work = drill::plan(&web.app, account, group, &body.drill_day, &body.drill_time);
    let made = work.await?;
    let made = MadeDrill {
        id: made.id.to_string(),
        at_ms: made.at.as_millis(),
    };
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// A drill that began.
#[derive(Debug, Serialize, ToSchema)]
pub struct BegunDrill {
    /// Id of its incident.
    incident: String,
}

/// Begin a drill at its time
///
/// Begun twice it is one.
#[utoipa::path(post, path = "/api/v1/groups/{group}/drills/{drill}/begin", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("drill" = String, Path, description = "Id of the drill")),
    responses((status = 200, body = BegunDrill), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn begin(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, which)): Path<(GroupId, DrillId)>,
) -> Answer<axum::Json<BegunDrill>> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let begun = drill::begin(&web.app, account, group, which).await?;
    Ok(axum::Json(BegunDrill {
        incident: begun.to_string(),
    }))
}

/// Call a drill off, and tell everybody who was told of it
#[utoipa::path(delete, path = "/api/v1/groups/{group}/drills/{drill}", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("drill" = String, Path, description = "Id of the drill")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn call_off(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, which)): Path<(GroupId, DrillId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    drill::call_off(&web.app, account, group, which).await?;
    Ok(StatusCode::NO_CONTENT)
}
