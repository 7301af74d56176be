//! Liaisons: who looks in, for the group, and asking and ending it; and the liaison's own page.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::app::App;
use crate::usecase::identity::Identity;
use crate::usecase::liaison::{self, LiaisonError, Relation, Row};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::liaison::{
    BareIncident, HomeLiaison, Insight, KindChoice, LiaisonPage, LiaisonRow, Liaisons, OwnLiaison, TypedLiaison,
};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::id::{AccountId, GroupId, LiaisonId};
use saar_domain::liaison::RawLiaison;
use saar_domain::limits;
use saar_domain::preference::day_of;
use std::sync::Arc;

/// Pages of liaisons.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/liaisons", get(show).post(ask))
        .route("/groups/{group}/liaisons/{liaison}/extend", post(extend))
        .route("/groups/{group}/liaisons/{liaison}/end", post(end))
        .route("/liaisons/{liaison}", get(look))
        .route("/liaisons/{liaison}/answer", post(answer))
        .route("/liaisons/{liaison}/stop", post(stop))
}

/// For how many days a new one is proposed: half a year.
const PROPOSED_DAYS: i64 = 182;

/// The reader's own, for the list of their groups.
pub(super) async fn mine(app: &App, account: AccountId) -> Result<Vec<OwnLiaison>, Fault> {
    let mine = liaison::mine(app, account).await?;
    let own = mine.into_iter().map(|mine| OwnLiaison {
        id: mine.liaison.id.to_string(),
        group_name: mine.group_name,
        office: mine.liaison.office,
        asked: mine.asked,
    });
    Ok(own.collect())
}

/// Who came or went lately, for the group's home.
pub(super) fn lately(all: &[liaison::Lately]) -> Vec<HomeLiaison> {
    let told = all.iter().map(|lately| HomeLiaison {
        office: lately.office.clone(),
        ended: lately.ended,
    });
    told.collect()
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    liaison: TypedLiaison,
    /// Another last day, for one who looks in already.
    longer: Option<(LiaisonId, String)>,
    errors: Vec<FieldError>,
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(&web, &identity, &group, Typed::default(), done.done.as_deref());
    or_page(&web, &identity, work.await)
}

/// Within the last day of a grant.
fn last_day(expires_at: Timestamp) -> Timestamp {
    expires_at.minus(Span::millis(1))
}

fn row(row: &Row, zone: &TimeZone) -> LiaisonRow {
    let found = &row.liaison;
    LiaisonRow {
        id: found.id.to_string(),
        kind: found.kind.code().into(),
        office: found.office.clone(),
        view: found.view.code().into(),
        asked_ms: found.asked_at.as_millis(),
        since_ms: found.accepted_at.map(Timestamp::as_millis),
        last_day_ms: last_day(found.expires_at).as_millis(),
        ended_ms: found.ended.map(|(at, _)| at.as_millis()),
        ending: found.ended.map(|(_, why)| why.code().into()),
        by: row.by.clone(),
        looked_ms: row.looked_at.map(Timestamp::as_millis),
        until: day_of(last_day(found.expires_at), zone).to_string(),
    }
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: &str,
    typed: Typed,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let desk = liaison::of_group(&web.app, identity.account.id, id(group)?).await?;
    let frame = Frame::in_group(web, identity, &desk.access.group, &desk.access.member).noticing(done);
    let zone = frame.profile(web)?.zone();
    let today = day_of(web.app.now(), &zone);
    let ahead = |days: i64| today.saturating_add(jiff::Span::new().days(days)).to_string();
    let wrong = !typed.errors.is_empty();
    let mut liaison = typed.liaison;
    if liaison.until.is_empty() && !wrong {
        liaison.until = ahead(PROPOSED_DAYS);
    }
    let mut now: Vec<_> = desk.now.iter().map(|found| row(found, &zone)).collect();
    if let Some((longer, until)) = typed.longer {
        let longer = longer.to_string();
        now.iter_mut()
            .filter(|row| row.id == longer)
            .for_each(|row| row.until.clone_from(&until));
    }
    let view = Liaisons {
        group: link(&frame)?,
        now,
        before: desk.before.iter().map(|found| row(found, &zone)).collect(),
        may_grant: desk.may_grant.map(|kinds| {
            let choice =
                |(kind, most): (&saar_domain::liaison::LiaisonKind, &saar_domain::liaison::LiaisonView)| KindChoice {
                    kind: kind.code().into(),
                    most: most.code().into(),
                };
            kinds.iter().map(choice).collect()
        }),
        may_end: desk.may_end,
        typed: liaison,
        days: (ahead(1), ahead(limits::LIAISON_DAYS_MAX)),
        errors: typed.errors,
    };
    frame.render_form(web, "liaisons", &view, wrong)
}

async fn ask(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, at) = (identity.account.id, id::<GroupId>(&group)?);
        let text = |name: &str| fields.text(name).to_owned();
        let typed = TypedLiaison {
            kind: text("liaison_kind"),
            office: text("office"),
            email: text("email"),
            view: text("liaison_view"),
            until: text("liaison_until"),
        };
        let asked = {
            let email = typed.email.clone();
            let raw = RawLiaison {
                kind: typed.kind.clone(),
                office: typed.office.clone(),
                view: typed.view.clone(),
                until: typed.until.clone(),
            };
            liaison::ask(&web.app, account, at, &raw, &email).await
        };
        match asked {
            Ok(_) => Ok(see_done(&format!("/groups/{group}/liaisons"), "liaison-asked")),
            Err(LiaisonError::Invalid(errors)) => {
                let typed = Typed {
                    liaison: typed,
                    longer: None,
                    errors: view_errors(&errors, ""),
                };
                render(&web, &identity, &group, typed, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

type At = Path<(String, String)>;

async fn extend(State(web): Shared, Reader(identity): Reader, Path((group, which)): At, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let account = identity.account.id;
        let (at, liaison) = (id::<GroupId>(&group)?, id::<LiaisonId>(&which)?);
        let until = fields.text("liaison_until").to_owned();
        let kept = (liaison, until.clone());
        let extended = liaison::extend(&web.app, account, at, liaison, &until).await;
        match extended {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/liaisons"), "liaison-extended")),
            Err(LiaisonError::Invalid(errors)) => {
                let mut errors = view_errors(&errors, "");
                for error in &mut errors {
                    error.field = format!("until-{liaison}");
                }
                let typed = Typed {
                    longer: Some(kept),
                    errors,
                    ..Typed::default()
                };
                render(&web, &identity, &group, typed, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn end(State(web): Shared, Reader(identity): Reader, Path((group, which)): At) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let account = identity.account.id;
        let (at, liaison) = (id::<GroupId>(&group)?, id::<LiaisonId>(&which)?);
        liaison::end(&web.app, account, at, liaison).await?;
        Ok(see_done(&format!("/groups/{group}/liaisons"), "liaison-ended"))
    };
    or_page(&web, &identity, work.await)
}

async fn look(
    State(web): Shared,
    Reader(identity): Reader,
    Path(which): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        // A look is written down: so it counts as a write.
        web.limits.write(identity.account.id)?;
        let (account, liaison) = (identity.account.id, id::<LiaisonId>(&which)?);
        let look = liaison::look(&web.app, account, liaison).await?;
        let frame = Frame::beside(&web, &identity, &look.group).noticing(done.done.as_deref());
        let (state, ended, insight) = match look.stands {
            Relation::Asked => ("asked", None, None),
            Relation::Open(insight) => ("open", None, Some(shown(insight))),
            Relation::Ended(at, why) => ("ended", Some((at.as_millis(), why.code().to_owned())), None),
        };
        let view = LiaisonPage {
            id: look.liaison.id.to_string(),
            group_name: look.group.name,
            municipality: look.group.municipality,
            office: look.liaison.office,
            view: look.liaison.view.code().into(),
            last_day_ms: last_day(look.liaison.expires_at).as_millis(),
            state: state.into(),
            ended,
            insight,
        };
        let page = frame.render(&web, "liaison", &view)?;
        Ok(match state {
            "ended" => (StatusCode::GONE, page).into_response(),
            _ => page,
        })
    };
    or_page(&web, &identity, work.await)
}

fn shown(insight: liaison::Insight) -> Insight {
    Insight {
        admins: insight.admins,
        looked_after: insight.looked_after,
        members: insight.members,
        coverage: insight.coverage.map(|now| (now.reached, now.of)),
        alarms: insight.alarms,
        drilled_ms: insight.drilled_at.map(Timestamp::as_millis),
        incidents: insight.incidents.map(|all| {
            let bare = all.iter().map(|bare| BareIncident {
                kind: bare.kind.code().into(),
                at_ms: bare.reported_at.as_millis(),
                minutes: bare.ended_at.since(bare.reported_at).as_seconds() / 60,
                reason: bare.reason.code().into(),
            });
            bare.collect()
        }),
    }
}

async fn answer(State(web): Shared, Reader(identity): Reader, Path(which): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, liaison) = (identity.account.id, id::<LiaisonId>(&which)?);
        let yes = fields.text("answer") == "yes";
        liaison::answer(&web.app, account, liaison, yes).await?;
        Ok(if yes {
            see_done(&format!("/liaisons/{which}"), "liaison-now")
        } else {
            see_done("/groups", "saved")
        })
    };
    or_page(&web, &identity, work.await)
}

async fn stop(State(web): Shared, Reader(identity): Reader, Path(which): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, liaison) = (identity.account.id, id::<LiaisonId>(&which)?);
        liaison::stop(&web.app, account, liaison).await?;
        Ok(see_done("/groups", "saved"))
    };
    or_page(&web, &identity, work.await)
}
