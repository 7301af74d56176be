//! One's own passkeys: the list, other names, taking one back. Adding one takes a script, for only a browser can ask the phone.

use super::frame::Frame;
use super::{Done, id, or_page, see, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::passkey::{self, PasskeyError};
use crate::web::auth::{self, Reader};
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::passkey::{PasskeyRow, Passkeys};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::clock::Timestamp;
use saar_domain::field::FieldError;
use saar_domain::id::PasskeyId;
use std::sync::Arc;

/// Pages of passkeys.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/settings/passkeys", get(show))
        .route("/settings/passkeys/later", post(decline))
        .route("/settings/passkeys/{passkey}/rename", post(rename))
        .route("/settings/passkeys/{passkey}/revoke", post(revoke))
}

/// A name that was not taken: of which passkey, as typed, and why.
type Mistaken = (PasskeyId, String, Vec<FieldError>);

async fn show(State(web): Shared, Reader(identity): Reader, headers: HeaderMap, Query(done): Query<Done>) -> Response {
    let frame = Frame::of(&web, &identity).noticing(done.done.as_deref());
    or_page(&web, &identity, render(&web, &identity, &frame, &headers, None).await)
}

async fn render(
    web: &Web,
    identity: &Identity,
    frame: &Frame,
    headers: &HeaderMap,
    mistaken: Option<Mistaken>,
) -> Result<Response, Fault> {
    let mine = passkey::look(&web.app, identity.account.id).await?;
    let passkeys = mine
        .into_iter()
        .map(|mine| PasskeyRow {
            id: mine.id.to_string(),
            name: mine.name,
            created_ms: mine.created_at.as_millis(),
            used_ms: mine.used_at.map(Timestamp::as_millis),
            blocked: mine.blocked_at.is_some(),
            typed: mistaken
                .as_ref()
                .filter(|(id, ..)| *id == mine.id)
                .map(|(_, typed, _)| typed.clone()),
        })
        .collect();
    let view = Passkeys {
        available: passkey::available(&web.app),
        passkeys,
        device: auth::device_name(headers),
        errors: mistaken
            .map(|(.., errors)| view_errors(&errors, &frame.emergency_number(web)))
            .unwrap_or_default(),
    };
    frame.render_form(web, "passkeys", &view, !view.errors.is_empty())
}

async fn rename(
    State(web): Shared,
    Reader(identity): Reader,
    headers: HeaderMap,
    Path(passkey): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (id, typed) = (id(&passkey)?, fields.text("name"));
        match passkey::rename(&web.app, identity.account.id, id, typed).await {
            Ok(true) => Ok(see_done("/settings/passkeys", "passkey-renamed")),
            Ok(false) => Err(Fault::NotFound),
            Err(PasskeyError::Invalid(errors)) => {
                let frame = Frame::of(&web, &identity);
                render(&web, &identity, &frame, &headers, Some((id, typed.to_owned(), errors))).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn revoke(State(web): Shared, Reader(identity): Reader, Path(passkey): Path<String>) -> Response {
    let work = async {
        if !passkey::revoke(&web.app, identity.account.id, id(&passkey)?).await? {
            return Err(Fault::NotFound);
        }
        Ok(see_done("/settings/passkeys", "passkey-revoked"))
    };
    or_page(&web, &identity, work.await)
}

/// "Not now" on the card of the home page: it stays away.
async fn decline(State(web): Shared, Reader(identity): Reader) -> Response {
    let work = async {
        passkey::decline(&web.app, identity.account.id).await?;
        Ok(see("/"))
    };
    or_page(&web, &identity, work.await)
}
