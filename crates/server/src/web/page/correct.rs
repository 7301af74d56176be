//! Correcting one's name in a group, and one's address.

use super::entry::{Peer, address, challenge_cookie, mail_code};
use super::frame::Frame;
use super::{Done, id, or_page, or_page_signed_out, see_done};
use crate::usecase::correct::{self, CorrectError};
use crate::usecase::identity::Identity;
use crate::usecase::sign_in::SignInError;
use crate::web::auth::{self, CHALLENGE_COOKIE, Reader};
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Query};
use crate::web::view::correct::{AddressBack, AliasRow, Correct};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use std::sync::Arc;

/// Pages of correcting.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/settings/correct", get(show))
        .route("/settings/correct/alias", post(rename))
        .route("/settings/correct/email", post(ask_address))
        .route("/settings/correct/email/code", post(change_address))
        .route("/address-back", get(show_back).post(take_back))
}

async fn show(State(web): Shared, Reader(identity): Reader, Query(done): Query<Done>) -> Response {
    let frame = Frame::of(&web, &identity).noticing(done.done.as_deref());
    let shown = render(&web, &identity, &frame, Typed::default(), Vec::new()).await;
    or_page(&web, &identity, shown)
}

/// What was typed and stays, when something was wrong.
#[derive(Default)]
struct Typed<'a> {
    group: &'a str,
    alias: &'a str,
    email: &'a str,
}

async fn render(
    web: &Web,
    identity: &Identity,
    frame: &Frame,
    typed: Typed<'_>,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let look = correct::look(&web.app, identity).await?;
    let rows = look.groups.into_iter().map(|named| {
        let id = named.id.to_string();
        let wrong = id == typed.group;
        AliasRow {
            group: named.group,
            alias: if wrong { typed.alias.to_owned() } else { named.alias },
            id,
            wrong,
        }
    });
    let view = Correct {
        groups: rows.collect(),
        email: look.email,
        typed: typed.email.to_owned(),
        proved: look.proved,
        errors,
    };
    frame.render_form(web, "correct", &view, !view.errors.is_empty())
}

async fn rename(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, alias) = (fields.text("group"), fields.text("alias"));
        match correct::alias(&web.app, identity.account.id, id(group)?, alias).await {
            Ok(()) => Ok(see_done("/settings/correct", "alias-changed")),
            Err(CorrectError::Invalid(errors)) => {
                let frame = Frame::of(&web, &identity);
                let errors = view_errors(&errors, &frame.emergency_number(&web));
                let typed = Typed {
                    group,
                    alias,
                    ..Typed::default()
                };
                render(&web, &identity, &frame, typed, errors).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn ask_address(State(web): Shared, Reader(identity): Reader, jar: CookieJar, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let email = fields.text("email");
        match correct::ask_address(&web.app, &identity, email).await {
            Ok(asked) => {
                mail_code(&web, &asked).await;
                let jar = jar.add(challenge_cookie(&web, &asked));
                Ok((jar, see_done("/settings/correct", "address-code-sent")).into_response())
            }
            Err(CorrectError::Invalid(errors)) => {
                let frame = Frame::of(&web, &identity);
                let errors = view_errors(&errors, &frame.emergency_number(&web));
                let typed = Typed {
                    email,
                    ..Typed::default()
                };
                render(&web, &identity, &frame, typed, errors).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn change_address(State(web): Shared, Reader(identity): Reader, jar: CookieJar, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let frame = Frame::of(&web, &identity);
        let code = fields.text("new_code");
        let (key, left) = match jar.get(CHALLENGE_COOKIE) {
            None => ("error-code-other-device", 0),
            Some(_) if fields.given("new_code").is_none() => ("error-code-missing", 0),
            Some(device) => match change(&web, &identity, device.value(), code).await? {
                Ok(()) => {
                    let jar = jar.add(auth::no_cookie(&web, CHALLENGE_COOKIE));
                    return Ok((jar, see_done("/settings/correct", "address-changed")).into_response());
                }
                Err(CorrectError::Code(SignInError::WrongCode { left })) => ("error-code-wrong", left),
                Err(CorrectError::Code(SignInError::Over)) => ("error-code-expired", 0),
                Err(CorrectError::Invalid(errors)) => {
                    let errors = view_errors(&errors, &frame.emergency_number(&web));
                    return render(&web, &identity, &frame, Typed::default(), errors).await;
                }
                Err(error) => return Err(error.into()),
            },
        };
        let error = FieldError::new("new_code", key).with("left", &left.to_string());
        render(&web, &identity, &frame, Typed::default(), vec![error]).await
    };
    or_page(&web, &identity, work.await)
}

/// Changes it to the end, whoever hangs up.
pub(in crate::web) async fn change(
    web: &Web,
    identity: &Identity,
    device: &str,
    code: &str,
) -> Result<Result<(), CorrectError>, Fault> {
    let identity = identity.clone();
    let (device, code) = (device.to_owned(), code.to_owned());
    Ok(correct::change_address(&web.app, &identity, &device, &code).await)
}

async fn show_back(State(web): Shared, headers: HeaderMap) -> Response {
    let frame = Frame::signed_out(&web, auth::accept_language(&headers));
    or_page_signed_out(
        &web,
        &headers,
        frame.render(&web, "address_back", &AddressBack::default()),
    )
}

/// A mail scanner opens the link; only the button posts.
async fn take_back(State(web): Shared, peer: Peer, headers: HeaderMap, fields: Fields) -> Response {
    let work = async {
        web.limits.signed_out(address(&peer))?;
        let frame = Frame::signed_out(&web, auth::accept_language(&headers));
        let word = fields.text("token").to_owned();
        match correct::take_back(&web.app, &word).await {
            Ok(()) => {
                let view = AddressBack {
                    done: true,
                    errors: Vec::new(),
                };
                frame.render(&web, "address_back", &view)
            }
            Err(error @ (CorrectError::Over | CorrectError::Invalid(_))) => {
                let key = match error {
                    CorrectError::Over => "error-address-back-over",
                    _ => "error-address-back-taken",
                };
                let view = AddressBack {
                    done: false,
                    errors: vec![FieldError::new("", key)],
                };
                frame.render_wrong(&web, "address_back", &view)
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}
