//! Who is behind a request: a session's cookie, or a bearer's token.

use super::Web;
use super::answer::Asking;
use super::error::Fault;
use crate::usecase::identity::{self, Identity, Scope};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use saar_domain::limits;
use std::convert::Infallible;
use std::marker::PhantomData;
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

/// Somebody signed in, for the API, by token or by cookie; and allowed what the handler asks for.
#[derive(Debug, Clone)]
pub struct Caller<Asked = Anybody> {
    /// Who.
    pub identity: Identity,
    asked: PhantomData<Asked>,
}

/// What a handler of the API asks of a token.
pub trait Asks {
    /// The scope; none: tokens may not do it at all.
    const SCOPE: Option<Scope>;
    /// Any token will do.
    const ANY: bool = false;
}

/// Asks for nothing more.
#[derive(Debug, Clone, Copy)]
pub struct Anybody;
/// Asks for the scope to see groups and incidents.
#[derive(Debug, Clone, Copy)]
pub struct ToRead;
/// Asks for the scope to raise alarms, add sightings and record calls.
#[derive(Debug, Clone, Copy)]
pub struct ToReport;
/// Asks for the scope to respond and close.
#[derive(Debug, Clone, Copy)]
pub struct ToRespond;
/// Asks for a person: no token may.
#[derive(Debug, Clone, Copy)]
pub struct InPerson;

impl Asks for Anybody {
    const SCOPE: Option<Scope> = None;
    const ANY: bool = true;
}
impl Asks for ToRead {
    const SCOPE: Option<Scope> = Some(Scope::Read);
}
impl Asks for ToReport {
    const SCOPE: Option<Scope> = Some(Scope::Report);
}
impl Asks for ToRespond {
    const SCOPE: Option<Scope> = Some(Scope::Respond);
}
impl Asks for InPerson {
    const SCOPE: Option<Scope> = None;
}

/// The secret of the session that a device sends.
pub(super) fn session_token(web: &Web, headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    jar.get(cookie_name(web)).map(|cookie| cookie.value().to_owned())
}

async fn by_cookie(web: &Web, headers: &HeaderMap) -> Result<Option<Identity>, Fault> {
    match session_token(web, headers) {
        None => Ok(None),
        Some(token) => Ok(identity::by_session(&web.app, &token).await?),
    }
}

impl FromRequestParts<Arc<Web>> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Response> {
        match by_cookie(web, &parts.headers).await {
            Ok(Some(identity)) => {
                Asking::note(web, parts, &identity);
                Ok(Self(identity))
            }
            Ok(None) if parts.method == axum::http::Method::GET => {
                // Only our own path goes along, and only ids are in it.
                let next: String = url::form_urlencoded::byte_serialize(parts.uri.path().as_bytes()).collect();
                Err(Redirect::to(&format!("/sign-in?next={next}")).into_response())
            }
            Ok(None) => Err(Fault::SignedOut.into_response()),
            Err(fault) => Err(fault.into_response()),
        }
    }
}

impl OptionalFromRequestParts<Arc<Web>> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Option<Self>, Infallible> {
        let identity = by_cookie(web, &parts.headers).await.ok().flatten();
        if let Some(identity) = &identity {
            Asking::note(web, parts, identity);
        }
        Ok(identity.map(Self))
    }
}

impl<Asked: Asks> FromRequestParts<Arc<Web>> for Caller<Asked> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Fault> {
        let found = match parts.headers.get(header::AUTHORIZATION) {
            Some(value) => match value.to_str().ok().and_then(|text| text.strip_prefix("Bearer ")) {
                Some(token) => identity::by_token(&web.app, token).await?,
                None => None,
            },
            None => by_cookie(web, &parts.headers).await?,
        };
        let identity = found.ok_or(Fault::SignedOut)?;
        Asking::note(web, parts, &identity);
        if Asked::ANY || identity.allows(Asked::SCOPE) {
            Ok(Self {
                identity,
                asked: PhantomData,
            })
        } else {
            Err(Fault::NotAllowed)
        }
    }
}
