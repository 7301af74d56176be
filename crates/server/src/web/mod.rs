//! Pages, API, assets: everything that speaks HTTP.
//!
//! Bad input ends here, as a clear error; what is good goes to a use case as domain types.

pub mod assets;
pub mod render;
pub mod view;

use crate::app::App;
use axum::Router;
use std::sync::Arc;

/// Every route of the site. Live pages and receipts are tended by tasks that end with `stop`.
pub fn router(app: Arc<App>, stop: tokio_util::sync::CancellationToken) -> Router {
    let _ = (app, stop);
    Router::new()
}
