//! The demo's door: be one of its people with one tap. Not there in a real installation ([`crate::demo::sign_in`] says no).

use super::frame::Frame;
use super::{or_page_signed_out, see};
use crate::demo;
use crate::web::auth::{self, session_cookie};
use crate::web::error::Fault;
use crate::web::form::Fields;
use crate::web::view::entry::{Demo, Persona};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use std::sync::Arc;

/// The demo's door.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/demo", get(show).post(choose))
        .route("/demo/sign-in/{token}", get(one_tap))
}

async fn show(State(web): Shared, headers: HeaderMap) -> Response {
    let work = async {
        let personas = demo::personas(&web.app).await?;
        if personas.is_empty() {
            return Err(Fault::NotFound);
        }
        let personas = personas.into_iter().map(|persona| Persona {
            code: persona.code,
            alias: persona.alias,
            role: persona.role.code().into(),
            group_name: persona.group_name,
        });
        let view = Demo {
            personas: personas.collect(),
        };
        Frame::signed_out(&web, auth::accept_language(&headers)).render(&web, "demo", &view)
    };
    or_page_signed_out(&web, &headers, work.await)
}

async fn choose(State(web): Shared, headers: HeaderMap, jar: CookieJar, fields: Fields) -> Response {
    or_page_signed_out(&web, &headers, enter(&web, &headers, jar, fields.text("persona")).await)
}

async fn one_tap(State(web): Shared, headers: HeaderMap, jar: CookieJar, Path(token): Path<String>) -> Response {
    or_page_signed_out(&web, &headers, enter(&web, &headers, jar, &token).await)
}

async fn enter(web: &Web, headers: &HeaderMap, jar: CookieJar, who: &str) -> Result<Response, Fault> {
    let device = auth::device_name(headers);
    let token = demo::sign_in(&web.app, who, &device).await?.ok_or(Fault::NotFound)?;
    Ok((jar.add(session_cookie(web, token)), see("/")).into_response())
}
