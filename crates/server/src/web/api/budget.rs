//! How often a group is woken and how soon it is reached, for programs: figures, never names.

use super::Answer;
use crate::usecase::budget;
use crate::web::Shared;
use crate::web::auth::{Caller, ToRead};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use saar_domain::budget::Pace;
use saar_domain::id::GroupId;
use serde::Serialize;
use utoipa::ToSchema;

/// How a group is doing.
#[derive(Debug, Serialize, ToSchema)]
pub struct BudgetDetail {
    /// Alarms in the last 30 days.
    alarms: u32,
    /// Of those, taken back: a false alarm, or a known person.
    unfounded: u32,
    /// The last 12 months, the present one last.
    months: Vec<MonthDetail>,
    /// How soon the latest alarms reached people; missing without an alarm, or with so few neighbours that it would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pace: Option<PaceDetail>,
    /// The same of the latest drill.
    #[serde(skip_serializing_if = "Option::is_none")]
    drill: Option<PaceDetail>,
    /// What wears the group out: `often`, `for_nothing`. For admins and deputies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fatigue: Vec<String>,
    /// How many keep alarms from themselves. For admins and deputies; missing with so few neighbours that it would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    habits: Option<HabitsDetail>,
}

/// The alarms of a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthDetail {
    /// As 2026-11.
    month: String,
    /// How many.
    alarms: u32,
    /// Of those, taken back.
    unfounded: u32,
}

/// How soon people were reached: shown on a device, taken by the mail server, or the page opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaceDetail {
    /// People it went to.
    of: u32,
    /// Reached at all.
    reached: u32,
    /// Within 10 seconds.
    within_10_s: u32,
    /// Within 60 seconds.
    within_60_s: u32,
    /// Within 300 seconds.
    within_300_s: u32,
    /// Half of those who were reached were so within this; missing where nobody was.
    #[serde(skip_serializing_if = "Option::is_none")]
    median_s: Option<u32>,
}

impl From<Pace> for PaceDetail {
    fn from(pace: Pace) -> Self {
        let [within_10_s, within_60_s, within_300_s] = pace.within;
        Self {
            of: pace.of,
            reached: pace.reached,
            within_10_s,
            within_60_s,
            within_300_s,
            median_s: pace.median_seconds,
        }
    }
}

/// Counts, never who.
#[derive(Debug, Serialize, ToSchema)]
pub struct HabitsDetail {
    /// Real alarms make no sound in their quiet hours.
    muted: u32,
    /// Away now.
    away: u32,
    /// An alarm would not reach them now.
    unreachable: u32,
    /// Of so many others.
    of: u32,
}

/// How often a group is woken, and how soon it is reached
#[utoipa::path(get, path = "/api/v1/groups/{group}/budget", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = BudgetDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn show(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<BudgetDetail>> {
    let found = budget::look(&web.app, identity.account.id, group).await?;
    let desk = found.desk.as_ref();
    Ok(axum::Json(BudgetDetail {
        alarms: found.lately.0,
        unfounded: found.lately.1,
        months: found
            .months
            .iter()
            .map(|month| MonthDetail {
                month: month.begin.strftime("%Y-%m").to_string(),
                alarms: month.alarms,
                unfounded: month.unfounded,
            })
            .collect(),
        pace: found.pace.map(Into::into),
        drill: found.drill.map(Into::into),
        fatigue: desk
            .iter()
            .flat_map(|desk| &desk.fatigue)
            .map(|fatigue| fatigue.code().into())
            .collect(),
        habits: desk.and_then(|desk| desk.habits).map(|habits| HabitsDetail {
            muted: habits.muted,
            away: habits.away,
            unreachable: habits.unreachable,
            of: habits.of,
        }),
    }))
}
