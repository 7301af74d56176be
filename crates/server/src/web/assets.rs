//! The front end's files, built into the program: `/assets/{name}` and `/sw.js`.
//!
//! `web/dist` is made by esbuild and may be missing in a development build: then the plain sources of the style sheet are served,
//! and pages work without scripts. Release builds refuse that (`build.rs`). An address carries a hash of the content, so a file may be kept for
//! ever by a browser and is still fresh after an update. What esbuild made was pressed by it too, once, at the highest level.

use std::borrow::Cow;

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Dist;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/static"]
struct Static;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/src/css"]
struct PlainCss;

/// Style sheets in the order in which `web/src/css/app.css` imports them, and after them those that a few pages have beside it; `plain.css` stands in for
/// the npm components.
const PLAIN_CSS: [&str; 11] = [
    "tokens.css",
    "plain.css",
    "base.css",
    "parts.css",
    "home.css",
    "alarm.css",
    "describe.css",
    "desk.css",
    "photo.css",
    "area.css",
    "import.css",
];

/// What `web/build.mjs` puts beside a file, smallest first: the encoding's name and the ending of the file's name.
const PRESSED: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

const YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The routes of all assets, for any state.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{name}", get(serve))
        // At the root, so that the worker's scope is the whole site.
        .route("/sw.js", get(|headers: HeaderMap| async move { respond("sw.js", false, &headers) }))
}

/// The address of an asset, with a hash of its content; without one when the file does not exist (scripts in a plain build).
#[must_use]
pub fn url(name: &str) -> String {
    match content(name) {
        Some(bytes) => format!("/assets/{name}?v={}", hash(&bytes)),
        None => format!("/assets/{name}"),
    }
}

/// Whether the scripts have been built; without them pages carry no script element.
#[must_use]
pub fn scripts_built() -> bool {
    Dist::get("app.js").is_some()
}

async fn serve(Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    // esbuild puts a hash into the font's own name; everything else has it in the query.
    let versioned = query.is_some_and(|query| query.starts_with("v="))
        || std::path::Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "woff2");
    respond(&name, versioned, &headers)
}

fn respond(name: &str, versioned: bool, headers: &HeaderMap) -> Response {
    let Some(bytes) = content(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", hash(&bytes));
    let mut answer = HeaderMap::new();
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(header::CACHE_CONTROL, if versioned { YEAR } else { ASK_AGAIN });
    if let Ok(value) = HeaderValue::from_str(&tag) {
        answer.insert(header::ETAG, value);
    }
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes())
    {
        return (StatusCode::NOT_MODIFIED, answer).into_response();
    }
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = match (kind.type_().as_str(), kind.subtype().as_str()) {
        ("text", subtype) => format!("text/{subtype}; charset=utf-8"),
        _ => kind.essence_str().to_owned(),
    };
    if let Ok(value) = HeaderValue::from_str(&kind) {
        answer.insert(header::CONTENT_TYPE, value);
    }
    for (encoding, ending) in PRESSED {
        if understands(headers, encoding)
            && let Some(small) = Dist::get(&format!("{name}.{ending}"))
        {
            answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            return (answer, small.data).into_response();
        }
    }
    (answer, bytes).into_response()
}

/// Whether a browser says that it can read an encoding (RFC 9110, 12.5.3). A wildcard is not looked at: it gets the file as it is.
fn understands(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
            let refused = weight
                .trim()
                .strip_prefix("q=")
                .is_some_and(|weight| weight.trim().parse() == Ok(0.0_f32));
            name.trim().eq_ignore_ascii_case(encoding) && !refused
        })
}

fn content(name: &str) -> Option<Cow<'static, [u8]>> {
    if let Some(file) = Dist::get(name).or_else(|| Static::get(name)) {
        return Some(file.data);
    }
    if name != "app.css" {
        return None;
    }
    let mut css = Vec::new();
    for part in PLAIN_CSS {
        css.extend_from_slice(&PlainCss::get(part)?.data);
    }
    Some(css.into())
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    URL_SAFE_NO_PAD.encode(&digest.as_slice()[..9])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_exists_with_and_without_the_bundle() {
        let css = content("app.css").unwrap();
        assert!(css.len() > 4_000);
        for part in PLAIN_CSS {
            assert!(PlainCss::get(part).is_some(), "{part}");
        }
    }

    #[test]
    fn a_browser_gets_what_it_understands() {
        let asks = |value| HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]);
        assert!(understands(&asks("gzip, deflate, br, zstd"), "br"));
        assert!(understands(&asks("gzip;q=0.5,BR;q=1.0"), "br"));
        assert!(!understands(&asks("br;q=0, gzip"), "br"));
        assert!(!understands(&asks("gzip"), "br"));
        assert!(!understands(&HeaderMap::new(), "br"));
        if scripts_built() {
            let answer = respond("app.js", true, &asks("gzip, br"));
            assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
            assert_eq!(answer.headers()[header::VARY], "accept-encoding");
            let answer = respond("app.js", true, &asks("identity"));
            assert!(!answer.headers().contains_key(header::CONTENT_ENCODING));
        }
    }

    #[test]
    fn addresses_change_with_the_content_and_unknown_files_are_not_there() {
        assert_ne!(hash(b"a"), hash(b"b"));
        assert!(url("app.css").starts_with("/assets/app.css?v="));
        assert_eq!(
            respond("nothing.js", false, &HeaderMap::new()).status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            respond("../tokens.css", false, &HeaderMap::new()).status(),
            StatusCode::NOT_FOUND
        );
    }

    #[test]
    fn only_an_address_with_a_hash_may_be_kept_for_ever() {
        let headers = HeaderMap::new();
        assert_eq!(
            respond("mark.svg", true, &headers).headers()[header::CACHE_CONTROL],
            YEAR
        );
        let fresh = respond("mark.svg", false, &headers);
        assert_eq!(fresh.headers()[header::CACHE_CONTROL], ASK_AGAIN);
        let mut known = HeaderMap::new();
        known.insert(header::IF_NONE_MATCH, fresh.headers()[header::ETAG].clone());
        assert_eq!(respond("mark.svg", false, &known).status(), StatusCode::NOT_MODIFIED);
    }
}
