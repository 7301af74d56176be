//! What is known about the reader: taking it along, and being forgotten.

use super::entry::{challenge_cookie, mail_code};
use super::frame::Frame;
use super::{Done, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::own_data::{self, OwnDataError};
use crate::usecase::sign_in::SignInError;
use crate::usecase::{passkey, proof};
use crate::web::auth::{self, CHALLENGE_COOKIE, Reader};
use crate::web::error::{Fault, sign_in_fault, view_errors};
use crate::web::form::{Fields, Query};
use crate::web::view::own_data::{Forget, OwnData, StuckGroup, stays};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use saar_domain::clock::Timestamp;
use std::sync::Arc;

/// Pages of one's own data.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/settings/data", get(show))
        .route("/settings/data/code", post(ask_code))
        .route("/settings/data/proof", post(prove))
        .route("/settings/data/export", post(take_along))
        .route("/settings/data/forget", get(show_forget).post(forget))
}

async fn show(State(web): Shared, Reader(identity): Reader, Query(done): Query<Done>) -> Response {
    let frame = Frame::of(&web, &identity).noticing(done.done.as_deref());
    or_page(&web, &identity, render(&web, &identity, &frame, Vec::new()).await)
}

async fn render(web: &Web, identity: &Identity, frame: &Frame, errors: Vec<FieldError>) -> Result<Response, Fault> {
    let look = own_data::look(&web.app, identity).await?;
    let view = OwnData {
        email: look.email,
        proved: look.proved,
        passkeys: passkey::available(&web.app),
        exports: look.exports.into_iter().map(Timestamp::as_millis).collect(),
        errors,
    };
    frame.render_form(web, "own_data", &view, !view.errors.is_empty())
}

/// Mails the code by which somebody shows that it is they.
async fn ask_code(State(web): Shared, Reader(identity): Reader, jar: CookieJar) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let asked = proof::ask(&web.app, &identity).await.map_err(sign_in_fault)?;
        mail_code(&web, &asked).await;
        let jar = jar.add(challenge_cookie(&web, &asked));
        Ok((jar, see_done("/settings/data", "proof-sent")).into_response())
    };
    or_page(&web, &identity, work.await)
}

async fn prove(State(web): Shared, Reader(identity): Reader, jar: CookieJar, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let key = match jar.get(CHALLENGE_COOKIE) {
            None => ("error-code-other-device", 0),
            Some(_) if fields.given("code").is_none() => ("error-code-missing", 0),
            Some(device) => match proof::confirm(&web.app, &identity, device.value(), fields.text("code")).await {
                Ok(()) => {
                    let jar = jar.add(auth::no_cookie(&web, CHALLENGE_COOKIE));
                    return Ok((jar, see_done("/settings/data", "proved")).into_response());
                }
                Err(SignInError::WrongCode { left }) => ("error-code-wrong", left),
                Err(SignInError::Over) => ("error-code-expired", 0),
                Err(error) => return Err(sign_in_fault(error)),
            },
        };
        let error = FieldError::new("code", key.0).with("left", &key.1.to_string());
        render(&web, &identity, &Frame::of(&web, &identity), vec![error]).await
    };
    or_page(&web, &identity, work.await)
}

async fn take_along(State(web): Shared, Reader(identity): Reader) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        archive(&web, &identity).await
    };
    or_page(&web, &identity, work.await)
}

/// The archive as a file to keep, and a mail about it to its owner. By POST and with `no-store`: there is no address at which it could be fetched again.
pub async fn archive(web: &Arc<Web>, identity: &Identity) -> Result<Response, Fault> {
    let bytes = own_data::take_along(&web.app, identity).await?;
    let (app, account) = (Arc::clone(&web.app), identity.account.id);
    tokio::spawn(async move { own_data::tell_taken_along(&app, account).await });
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"saar-data.zip\""),
    ];
    Ok((headers, bytes).into_response())
}

async fn show_forget(State(web): Shared, Reader(identity): Reader) -> Response {
    or_page(&web, &identity, render_forget(&web, &identity, Vec::new()).await)
}

async fn render_forget(web: &Web, identity: &Identity, errors: Vec<FieldError>) -> Result<Response, Fault> {
    let look = own_data::look(&web.app, identity).await?;
    let frame = Frame::of(web, identity);
    let shown = &frame.page.reader;
    let stuck = look.stuck.into_iter().map(|stuck| StuckGroup {
        id: stuck.id,
        name: stuck.name,
    });
    let view = Forget {
        proved: look.proved,
        stays: stays(&web.app.i18n, shown, web.app.profiles.retention(&shown.country)),
        stuck: stuck.collect(),
        errors,
    };
    frame.render_form(web, "forget", &view, !view.errors.is_empty())
}

async fn forget(State(web): Shared, Reader(identity): Reader, jar: CookieJar, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let sure = fields.given("sure").is_some();
        match own_data::forget_me(&web.app, &identity, sure).await {
            Ok(()) => {
                let jar = jar.add(auth::no_cookie(&web, auth::cookie_name(&web)));
                Ok((jar, see_done("/", "forgotten")).into_response())
            }
            Err(OwnDataError::Invalid(errors)) => {
                let number = Frame::of(&web, &identity).emergency_number(&web);
                render_forget(&web, &identity, view_errors(&errors, &number)).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}
