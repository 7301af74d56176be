//! The manifest: SAAR on a home screen. One for the installation, in the reader's language; nothing in it says who installed it.

use crate::web::assets::url;
use crate::web::{Shared, Web, auth};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use std::sync::Arc;

/// The ground of the dark design: what a phone shows while the app starts, at night as by day.
const GROUND: &str = "#0c1220";

/// `/manifest.webmanifest`.
pub fn router() -> Router<Arc<Web>> {
    Router::new().route("/manifest.webmanifest", get(manifest))
}

async fn manifest(State(web): Shared, headers: HeaderMap) -> Response {
    let language = auth::accept_language(&headers);
    let text = |key: &str| web.app.i18n.text(language, "NL", key, &[]);
    // Two installations on one phone must not look the same when one of them only pretends (EDGES 32).
    let name = if web.app.demo { "SAAR DEMO" } else { "SAAR" };
    let icon = |file: &str, size: &str, purpose: &str| {
        let kind = if file.ends_with(".svg") {
            "image/svg+xml"
        } else {
            "image/png"
        };
        json!({ "src": url(file), "sizes": size, "type": kind, "purpose": purpose })
    };
    let manifest = json!({
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": name,
        "short_name": name,
        "description": text("manifest-description"),
        "lang": language,
        "dir": "ltr",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "categories": ["security", "social"],
        "icons": [
            icon("mark.svg", "any", "any"),
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("maskable-512.png", "512x512", "maskable"),
            icon("monochrome-512.png", "512x512", "monochrome"),
        ],
        "shortcuts": [{
            "name": text("manifest-alarm"),
            "short_name": text("manifest-alarm"),
            "url": "/alarm",
            "icons": [icon("shortcut-96.png", "96x96", "any")],
        }],
    });
    let fixed = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::VARY, "Accept-Language"),
    ];
    (fixed, manifest.to_string()).into_response()
}
