//! Objections that nobody of a group can decide on: a coordinator of its umbrella does.

use super::frame::Frame;
use super::moderation::{Wrong, row, upheld};
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::moderation;
use crate::web::auth::Reader;
use crate::web::error::Fault;
use crate::web::form::{Fields, Path, Query};
use crate::web::view::moderation::UmbrellaObjections;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::id::{MeasureId, UmbrellaId};
use std::sync::Arc;

/// The page and its form.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/umbrellas/{umbrella}/objections", get(show))
        .route("/umbrellas/{umbrella}/objections/{measure}", post(decide))
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(umbrella): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        // What is read is written down: so it counts as a write.
        web.limits.write(identity.account.id)?;
        render(&web, &identity, id(&umbrella)?, Wrong::default(), done.done.as_deref()).await
    };
    or_page(&web, &identity, work.await)
}

async fn render(
    web: &Web,
    identity: &Identity,
    umbrella: UmbrellaId,
    wrong: Wrong,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let (found, waiting) = moderation::waiting_under(&web.app, identity.account.id, umbrella).await?;
    let mut measures: Vec<_> = waiting.into_iter().map(|named| row(named, true)).collect();
    wrong.typed_into(&mut measures);
    let failed = !wrong.errors.is_empty();
    let view = UmbrellaObjections {
        id: umbrella.to_string(),
        name: found.name,
        measures,
        errors: wrong.errors,
    };
    let frame = Frame::of(web, identity).noticing(done);
    frame.render_form(web, "umbrella_objections", &view, failed)
}

async fn decide(
    State(web): Shared,
    Reader(identity): Reader,
    Path((umbrella, measure)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (umbrella, measure_id): (UmbrellaId, MeasureId) = (id(&umbrella)?, id(&measure)?);
        let account = identity.account.id;
        let (upheld, words) = (upheld(&fields), fields.text("words").to_owned());
        let decided = moderation::decide_under(&web.app, account, umbrella, measure_id, upheld, &words);
        match decided.await {
            Ok(()) => Ok(see_done(&format!("/umbrellas/{umbrella}/objections"), "decided")),
            Err(error) => {
                let wrong = Wrong::of(&web, &identity, measure, &fields, error)?;
                render(&web, &identity, umbrella, wrong, None).await
            }
        }
    };
    or_page(&web, &identity, work.await)
}
