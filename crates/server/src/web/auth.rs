//! Who is behind a request: a session's cookie, or a bearer's token.

use super::Web;
use super::error::{Fault, page, problem};
use super::page::frame::Frame;
use crate::usecase::sign_in::{self, Identity, Scope};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use saar_domain::limits;
use std::convert::Infallible;
use std::sync::Arc;

/// The session's cookie. `__Host-` makes the browser insist on https, the whole site and no other host.
pub fn cookie_name(web: &Web) -> &'static str {
    if is_https(web) { "__Host-saar" } else { "saar" }
}

/// The cookie of a device that waits for its code.
pub const CHALLENGE_COOKIE: &str = "saar-code";

fn is_https(web: &Web) -> bool {
    web.app.public_url.scheme() == "https"
}

/// A cookie that scripts cannot read and other sites cannot send with a form. `Lax`, not `Strict`: with `Strict` the link in an alarm's mail would
/// land on the sign-in page. That a link alone can do no harm is because nothing changes by GET, and `shield` refuses what other sites post.
pub fn cookie(web: &Web, name: &'static str, value: String, days: i64) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .secure(is_https(web))
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(days))
        .build()
}

/// The cookie of a new session: it lasts as long as an unused session does.
pub fn session_cookie(web: &Web, token: String) -> Cookie<'static> {
    cookie(
        web,
        cookie_name(web),
        token,
        limits::SESSION_IDLE_MAX.as_seconds() / 86_400,
    )
}

/// A cookie that ends one.
pub fn no_cookie(web: &Web, name: &'static str) -> Cookie<'static> {
    cookie(web, name, String::new(), 0)
}

/// The language that a browser asks for, of those that we have.
pub fn accept_language(headers: &HeaderMap) -> &'static str {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let known = |tag: &str| {
        crate::i18n::LANGUAGES
            .into_iter()
            .find(|language| tag.trim().to_ascii_lowercase().starts_with(language))
    };
    wanted.split(',').find_map(known).unwrap_or(crate::i18n::LANGUAGES[0])
}

/// "Android · Firefox": enough to know one's own devices by, and no more.
pub fn device_name(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let first = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    let browser = first(&[
        ("Firefox", "Firefox"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    [system, browser].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Somebody signed in on a page. Without one, the reader is led to sign in and comes back afterwards.
#[derive(Debug, Clone)]
pub struct Reader(pub Identity);

/// Somebody signed in, for the API: by token or by cookie.
#[derive(Debug, Clone)]
pub struct Caller(pub Identity);

impl Caller {
    /// Whether the token covers it.
    pub fn scoped(self, scope: Scope) -> Result<Identity, Fault> {
        if self.0.allows(Some(scope)) {
            Ok(self.0)
        } else {
            Err(Fault::NotAllowed)
        }
    }

    /// Only people, no tokens.
    pub fn in_person(self) -> Result<Identity, Fault> {
        if self.0.allows(None) {
            Ok(self.0)
        } else {
            Err(Fault::NotAllowed)
        }
    }
}

async fn by_cookie(web: &Web, headers: &HeaderMap) -> Result<Option<Identity>, Fault> {
    let jar = CookieJar::from_headers(headers);
    match jar.get(cookie_name(web)) {
        None => Ok(None),
        Some(cookie) => Ok(sign_in::by_session(&web.app, cookie.value()).await?),
    }
}

impl FromRequestParts<Arc<Web>> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Response> {
        let language = accept_language(&parts.headers);
        match by_cookie(web, &parts.headers).await {
            Ok(Some(identity)) => Ok(Self(identity)),
            Ok(None) if parts.method == axum::http::Method::GET => {
                // Only our own path goes along, and only ids are in it.
                let next: String = url::form_urlencoded::byte_serialize(parts.uri.path().as_bytes()).collect();
                Err(Redirect::to(&format!("/sign-in?next={next}")).into_response())
            }
            Ok(None) => Err(page(web, &Fault::SignedOut, &Frame::signed_out(web, language))),
            Err(fault) => Err(page(web, &fault, &Frame::signed_out(web, language))),
        }
    }
}

impl OptionalFromRequestParts<Arc<Web>> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Option<Self>, Infallible> {
        Ok(by_cookie(web, &parts.headers).await.ok().flatten().map(Self))
    }
}

impl FromRequestParts<Arc<Web>> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Response> {
        let language = accept_language(&parts.headers);
        let found = match parts.headers.get(header::AUTHORIZATION) {
            Some(value) => {
                let token = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
                match token {
                    Some(token) => sign_in::by_token(&web.app, token).await.map_err(Fault::from),
                    None => Ok(None),
                }
            }
            None => by_cookie(web, &parts.headers).await,
        };
        match found {
            Ok(Some(identity)) => Ok(Self(identity)),
            Ok(None) => Err(problem(web, &Fault::SignedOut, language)),
            Err(fault) => Err(problem(web, &fault, language)),
        }
    }
}
