//! The roster of a group, for programs.

use super::{Answer, Json};
use crate::usecase::roster;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson, ToRead};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::{GroupId, MemberId, TurnId};
use saar_domain::roster::{On, RawTurn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is on call.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterDetail {
    /// Ids of the members who are on call tonight.
    tonight: Vec<String>,
    /// Every turn.
    turns: Vec<TurnDetail>,
}

/// A turn.
#[derive(Debug, Serialize, ToSchema)]
pub struct TurnDetail {
    /// Its id.
    id: String,
    /// Whose.
    member: String,
    /// Under which alias.
    alias: String,
    /// Each week on this day, 1 is Monday; missing for a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    weekday: Option<i8>,
    /// Once, as 2026-11-28; missing for a day of the week.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    /// `evening` or `night`.
    part: String,
    /// Whether they said yes. Without it they are not on call.
    agreed: bool,
}

/// Who is on call tonight, and every turn
#[utoipa::path(get, path = "/api/v1/groups/{group}/roster", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = RosterDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn show(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<RosterDetail>> {
    let found = roster::look(&web.app, identity.account.id, group).await?;
    let turn = |turn: saar_store::roster::Turn| {
        let (weekday, day) = match turn.on {
            On::Weekday(weekday) => (Some(weekday), None),
            On::Day(day) => (None, Some(day.to_string())),
        };
        TurnDetail {
            id: turn.id.to_string(),
            member: turn.member.to_string(),
            alias: turn.alias,
            weekday,
            day,
            part: turn.part.code().into(),
            agreed: turn.agreed,
        }
    };
    Ok(axum::Json(RosterDetail {
        tonight: found.tonight.iter().map(|turn| turn.member.to_string()).collect(),
        turns: found.turns.into_iter().map(turn).collect(),
    }))
}

/// A turn to put on the roster.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTurn {
    /// Whose; missing: the caller's. Others are asked by mail, by those who run the group.
    #[schema(value_type = Option<String>)]
    member: Option<MemberId>,
    /// Each week on this day, 1 is Monday; missing for a date.
    #[schema(minimum = 1, maximum = 7)]
    weekday: Option<u8>,
    /// Once, as 2026-11-28; missing for a day of the week.
    #[schema(example = "2026-11-28", max_length = 10)]
    day: Option<String>,
    /// `evening` or `night`.
    #[schema(example = "evening")]
    part: String,
}

/// Put oneself on the roster, or another
#[utoipa::path(post, path = "/api/v1/groups/{group}/roster", tag = "groups", request_body = NewTurn, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn put(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewTurn>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let typed = RawTurn {
        weekday: body.weekday.map(|weekday| weekday.to_string()).unwrap_or_default(),
        day: body.day.unwrap_or_default(),
        part: body.part,
    };
    roster::put(&web.app, account, group, body.member, &typed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say yes to one's own turn
#[utoipa::path(post, path = "/api/v1/groups/{group}/turns/{turn}/agree", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("turn" = String, Path, description = "Id of the turn")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn agree(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, turn)): Path<(GroupId, TurnId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    roster::agree(&web.app, account, group, turn).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a turn off the roster
#[utoipa::path(delete, path = "/api/v1/groups/{group}/turns/{turn}", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("turn" = String, Path, description = "Id of the turn")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn remove(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, turn)): Path<(GroupId, TurnId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    roster::remove(&web.app, account, group, turn).await?;
    Ok(StatusCode::NO_CONTENT)
}
