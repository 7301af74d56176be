//! Planned drills: planned, called off and begun by who runs the group, and what they showed.

use super::budget::pace;
use super::frame::Frame;
use super::group::link;
use super::{id, or_page, see, see_done};
use crate::usecase::drill::{self, DrillError, Planned, Report};
use crate::usecase::identity::Identity;
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::drill::{ChannelRow, Drills, NextDrill, PlannedRow, ReportRow};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::delivery::ChannelKind;
use saar_domain::drill::Phase;
use saar_domain::id::{DrillId, GroupId};
use saar_domain::limits;
use std::sync::Arc;

/// Pages of drills.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/admin/drills", get(show).post(plan))
        .route("/groups/{group}/admin/drills/{drill}/begin", post(begin))
        .route("/groups/{group}/admin/drills/{drill}/call-off", post(call_off))
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<super::Done>,
) -> Response {
    let work = render(&web, &identity, &group, ["", ""], Vec::new(), done.done.as_deref());
    or_page(&web, &identity, work.await)
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: &str,
    typed: [&str; 2],
    errors: Vec<FieldError>,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let desk = drill::desk(&web.app, identity.account.id, id(group)?).await?;
    let frame = Frame::in_group(web, identity, &desk.access.group, &desk.access.member).noticing(done);
    let wrong = !errors.is_empty();
    let view = Drills {
        group: link(&frame)?,
        drill_day: typed[0].into(),
        drill_time: typed[1].into(),
        days_max: limits::DRILL_DAYS_MAX,
        planned: desk.planned.iter().map(row).collect(),
        reports: desk.reports.iter().map(report).collect(),
        errors,
    };
    frame.render_form(web, "drills", &view, wrong)
}

fn row(planned: &Planned) -> PlannedRow {
    PlannedRow {
        id: planned.drill.id.to_string(),
        at_ms: planned.drill.at.as_millis(),
        phase: planned.phase.code().replace('_', "-"),
    }
}

fn report(report: &Report) -> ReportRow {
    let channels = report.by_channel.iter().map(|(channel, pace)| ChannelRow {
        code: match channel {
            Some(ChannelKind::WebPush) => "push",
            Some(ChannelKind::Email) => "mail",
            None => "page",
        }
        .into(),
        reached: pace.reached,
        within: pace.within,
    });
    ReportRow {
        incident: report.incident.to_string(),
        at_ms: report.at.as_millis(),
        pace: report.pace.map(pace),
        channels: channels.collect(),
    }
}

/// What a group's home tells of the next drill.
pub(super) fn next(planned: &Planned, runs_the_group: bool) -> NextDrill {
    NextDrill {
        id: planned.drill.id.to_string(),
        at_ms: planned.drill.at.as_millis(),
        may_begin: runs_the_group && planned.phase == Phase::Open,
    }
}

async fn plan(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<GroupId>(&group)?);
        let (day, time) = (
            fields.text("drill_day").to_owned(),
            fields.text("drill_time").to_owned(),
        );
        let planned = {
            let (day, time) = (day.clone(), time.clone());
            drill::plan(&web.app, account, id, &day, &time).await
        };
        match planned {
            Ok(_) => Ok(see_done(&format!("/groups/{group}/admin/drills"), "drill-planned")),
            Err(DrillError::Invalid(errors)) => {
                render(&web, &identity, &group, [&day, &time], view_errors(&errors, ""), None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

type At = Path<(String, String)>;

/// Where something is done with a drill, as its use case takes it.
fn place(
    identity: &Identity,
    group: &str,
    drill: &str,
) -> Result<(saar_domain::id::AccountId, GroupId, DrillId), Fault> {
    Ok((identity.account.id, id(group)?, id(drill)?))
}

async fn begin(State(web): Shared, Reader(identity): Reader, Path((group, which)): At) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (app, (account, id, which)) = (Arc::clone(&web.app), place(&identity, &group, &which)?);
        let begun = drill::begin(&app, account, id, which).await;
        let wrong = |key| vec![FieldError::new("", key)];
        match begun {
            Ok(incident) => Ok(see(&format!("/groups/{group}/incidents/{incident}"))),
            Err(DrillError::NotNow) => {
                render(&web, &identity, &group, ["", ""], wrong("error-drill-not-now"), None).await
            }
            Err(DrillError::RealAlarm) => {
                render(&web, &identity, &group, ["", ""], wrong("error-drill-real"), None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn call_off(State(web): Shared, Reader(identity): Reader, Path((group, which)): At) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (app, (account, id, which)) = (Arc::clone(&web.app), place(&identity, &group, &which)?);
        let called_off = drill::call_off(&app, account, id, which).await;
        match called_off {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/admin/drills"), "drill-called-off")),
            Err(DrillError::Over) => {
                let wrong = vec![FieldError::new("", "error-drill-over")];
                render(&web, &identity, &group, ["", ""], wrong, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}
