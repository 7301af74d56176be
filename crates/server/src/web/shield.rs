//! What every request and every answer goes through: forged requests are refused, answers carry the rules that browsers keep.

use super::Web;
use super::answer::to_a_stranger;
use super::error::Fault;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// No script, style, frame or request but our own. There is no inline script or style, so an injected one does not run.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The answer is a page that shows the map.
#[derive(Debug, Clone, Copy)]
struct WithMap;

/// Marks the answer of a page that shows the map: it may load the map's tiles, where there are any, and no other page may.
pub fn with_map(mut page: Response) -> Response {
    page.extensions_mut().insert(WithMap);
    page
}

/// The policy of a page with a map.
fn policy_with_tiles(origin: &str) -> Option<HeaderValue> {
    let text = CONTENT_SECURITY_POLICY.replace("img-src 'self' data:", &format!("img-src 'self' data: {origin}"));
    HeaderValue::from_str(&text).ok()
}

/// Refuses requests that another site made, and dresses the answer.
pub async fn guard(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let mut response = if is_forged(&web, &request) {
        tracing::warn!(path = %request.uri().path(), "refused: a request that another site made");
        to_a_stranger(&web, &request, &Fault::Forged)
    } else {
        next.run(request).await
    };
    let shows_map = response.extensions_mut().remove::<WithMap>().is_some();
    let headers = response.headers_mut();
    if let Some(tiles) = web.app.map.as_ref().filter(|_| shows_map)
        && let Some(policy) = policy_with_tiles(&tiles.origin)
    {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Addresses of groups and incidents are nobody else's business.
        (header::REFERRER_POLICY, "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "geolocation=(self), camera=(), microphone=(self), payment=(), usb=()",
        ),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if web.app.public_url.scheme() == "https" {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    // Pages show who lives where: no shared cache, no copy on disk, unless an answer says otherwise for itself (assets).
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Threat: another site makes the reader's browser send a form to us with the reader's cookie. Browsers say where a request comes from; there is no
/// token in pages, so that a draft that waited offline can still be sent (EDGES 9). A bearer token is not sent by browsers on their own, and
/// receipts carry no cookie.
fn is_forged(web: &Web, request: &Request) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || request.uri().path() == "/receipts"
    {
        return false;
    }
    let headers = request.headers();
    if headers.contains_key(header::AUTHORIZATION) && !headers.contains_key(header::COOKIE) {
        return false;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin"), _) => false,
        (Some(_), _) => true,
        (None, Some(origin)) => {
            origin != web.app.public_url.origin().ascii_serialization() && !is_same_host(headers, origin)
        }
        // Neither: no browser of this decade. With a cookie it is refused; without one there is nothing to misuse.
        (None, None) => headers.contains_key(header::COOKIE),
    }
}

/// Behind a proxy the public address may differ from the configured one in tests and in demos on another port: the host that was asked for counts.
fn is_same_host(headers: &axum::http::HeaderMap, origin: &str) -> bool {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let Ok(origin) = url::Url::parse(origin) else {
        return false;
    };
    let authority = match origin.port() {
        Some(port) => format!("{}:{port}", origin.host_str().unwrap_or_default()),
        None => origin.host_str().unwrap_or_default().to_owned(),
    };
    host == Some(authority.as_str())
}
