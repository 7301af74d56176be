//! What a phone keeps of a group for when there is no network (EDGES 21): the alarm page, the numbers. And `/alarm`, the shortcut of the installed app.

use super::alarm;
use super::frame::Frame;
use super::group::{first_page, link};
use super::{id, or_page, see};
use crate::usecase::group;
use crate::usecase::identity::Identity;
use crate::web::auth::Reader;
use crate::web::error::Fault;
use crate::web::form::Path;
use crate::web::view::alarm::Offline;
use crate::web::view::shared::GroupLink;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;

/// What the service worker fetches, and the shortcut.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/offline", get(show_home))
        .route("/groups/{group}/offline/alarm", get(show_alarm))
        .route("/alarm", get(shortcut))
}

async fn show_alarm(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    let work = async {
        let home = group::home(&web.app, identity.account.id, id(&group_id)?).await?;
        alarm::shell(&web, &identity, &home)
    };
    or_page(&web, &identity, work.await)
}

async fn show_home(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    or_page(&web, &identity, home(&web, &identity, &group_id).await)
}

async fn home(web: &Web, identity: &Identity, group_id: &str) -> Result<Response, Fault> {
    let home = group::home(&web.app, identity.account.id, id(group_id)?).await?;
    let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
    let profile = frame.profile(web)?;
    let here = link(&frame)?;
    let mine = group::mine(&web.app, identity.account.id).await?;
    let others = mine.into_iter().map(|mine| GroupLink {
        id: mine.group.id.to_string(),
        name: mine.group.name,
        admin: false,
    });
    let view = Offline {
        simulated: home.access.group.demo || web.app.demo,
        numbers: alarm::numbers(profile),
        non_urgent: profile.non_urgent.number().map(str::to_owned),
        anonymous_tip: profile.anonymous_tip.number().map(str::to_owned),
        others: others.filter(|other| other.id != here.id).collect(),
        group: here,
    };
    frame.render(web, "offline", &view)
}

/// The home screen's shortcut knows no group, for a manifest is the same for everybody: with one group it leads straight to its alarm page.
async fn shortcut(State(web): Shared, Reader(identity): Reader) -> Response {
    let work = async {
        let mine = group::mine(&web.app, identity.account.id).await?;
        match mine.as_slice() {
            [only] => Ok(see(&format!("/groups/{}/alarm", only.group.id))),
            _ => first_page(&web, &identity).await,
        }
    };
    or_page(&web, &identity, work.await)
}
