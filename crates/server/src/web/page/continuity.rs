//! What members do when nobody looks after their group: say that they want to, take over, appoint. They do it from the group's home.

use super::{id, or_page, see_done};
use crate::usecase::continuity::{self, Seen};
use crate::web::auth::Reader;
use crate::web::form::{Fields, Path};
use crate::web::view::continuity::{HomeSwitch, SwitchStep, Volunteer};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use saar_domain::continuity::Rung;
use saar_domain::id::{GroupId, MemberId};
use std::sync::Arc;

/// What is done about a group without somebody to run it.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/volunteer", post(volunteer))
        .route("/groups/{group}/take-over", post(take_over))
        .route("/groups/{group}/appoint", post(appoint))
}

/// The switch on a group's home.
pub(super) fn home(seen: &Seen) -> HomeSwitch {
    HomeSwitch {
        cause: seen.switch.cause.code().into(),
        steps: seen
            .switch
            .steps
            .iter()
            .map(|(rung, at)| SwitchStep {
                rung: rung.code().into(),
                at_ms: at.as_millis(),
            })
            .collect(),
        may_take_over: seen.may_take_over,
        may_volunteer: seen.may_volunteer,
        volunteered: seen.volunteered,
        is_sought: seen.switch.reached(Rung::Volunteers),
        may_appoint: seen.volunteers.is_some(),
        volunteers: seen
            .volunteers
            .iter()
            .flatten()
            .map(|(id, alias)| Volunteer {
                id: id.to_string(),
                alias: alias.clone(),
            })
            .collect(),
        is_alone: seen.is_alone,
    }
}

async fn volunteer(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<GroupId>(&group)?);
        continuity::volunteer(&web.app, account, id).await?;
        Ok(see_done(&format!("/groups/{group}"), "volunteered"))
    };
    or_page(&web, &identity, work.await)
}

async fn take_over(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<GroupId>(&group)?);
        continuity::take_over(&web.app, account, id).await?;
        Ok(see_done(&format!("/groups/{group}/admin"), "took-over"))
    };
    or_page(&web, &identity, work.await)
}

async fn appoint(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<GroupId>(&group)?);
        // Nobody chosen is nobody of the group; whether the reader may choose at all comes first.
        let chosen = fields
            .parsed("member")
            .unwrap_or_else(|| MemberId::new(web.app.now(), web.app.entropy.as_ref()));
        continuity::appoint(&web.app, account, id, chosen).await?;
        Ok(see_done(&format!("/groups/{group}"), "role-changed"))
    };
    or_page(&web, &identity, work.await)
}
