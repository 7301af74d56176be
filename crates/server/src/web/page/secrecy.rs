//! Professional secrecy: saying that one is bound to it.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::secrecy;
use crate::web::auth::Reader;
use crate::web::form::{Fields, Path, Query};
use crate::web::view::secrecy::Secrecy;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use saar_domain::id::GroupId;
use std::sync::Arc;

/// The page.
pub fn router() -> Router<Arc<Web>> {
    Router::new().route("/groups/{group}/secrecy", get(show).post(declare))
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        let access = secrecy::look(&web.app, identity.account.id, id(&group)?).await?;
        let frame = Frame::in_group(&web, &identity, &access.group, &access.member).noticing(done.done.as_deref());
        let view = Secrecy {
            group: link(&frame)?,
            bound: access.member.bound_to_secrecy,
        };
        frame.render(&web, "secrecy", &view)
    };
    or_page(&web, &identity, work.await)
}

async fn declare(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, at) = (identity.account.id, id::<GroupId>(&group)?);
        let bound = fields.text("bound") == "yes";
        secrecy::declare(&web.app, account, at, bound).await?;
        Ok(see_done(&format!("/groups/{group}/secrecy"), "saved"))
    };
    or_page(&web, &identity, work.await)
}
