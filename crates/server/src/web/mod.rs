//! Pages, API, assets: everything that speaks HTTP.
//!
//! Bad input ends here, as a clear error; what is good goes to a use case as domain types.

pub mod answer;
pub mod api;
pub mod assets;
pub mod auth;
pub mod error;
pub mod form;
pub mod limit;
pub mod live;
pub mod page;
pub mod receipt;
pub mod render;
pub mod shield;
pub mod view;

use crate::app::App;
use crate::import::ReadingRoom;
use crate::photo::{Darkroom, Desk};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use live::Live;
pub use live::{Guest, Handover};
use saar_domain::limits;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

/// The address of the client, as an extension of each request: the connection's, or what a trusted proxy says. Whoever serves the router puts it
/// there. For limits alone; never stored, never logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub std::net::IpAddr);

/// What handlers are given.
pub struct Web {
    /// The program.
    pub app: Arc<App>,
    /// Open pages.
    pub live: Live,
    /// Who may ask how often.
    pub limits: limit::Limits,
    /// Receipts on their way to the database.
    pub receipts: receipt::Desk,
    /// Photos on their way in.
    pub uploads: Desk,
    /// Where photos are worked on.
    pub darkroom: Darkroom,
    /// Where files of others are read.
    pub reading_room: ReadingRoom,
}

impl std::fmt::Debug for Web {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Web")
    }
}

/// How a handler takes it.
pub type Shared = axum::extract::State<Arc<Web>>;

/// What works beside the requests, and how it ends.
#[derive(Debug, Clone, Default)]
pub struct Tending {
    /// Everything that has to end before the database is closed.
    pub tasks: TaskTracker,
    /// The program stops: open pages end, nobody new is let in.
    pub stop: CancellationToken,
    /// No request is answered any more: what was accepted is written down.
    pub closing: CancellationToken,
}

/// How hard pages are compressed, of 11 (brotli) or 9 (gzip). Assets come at the highest level, pressed beforehand (`assets`).
const PAGE_LEVEL: i32 = 5;

/// Every route of the site. Live pages and receipts are tended by tasks of their own.
pub fn router(app: Arc<App>, tending: &Tending) -> Router {
    let Tending { tasks, stop, closing } = tending;
    let web = Arc::new(Web {
        live: Live::start(Arc::clone(&app), tasks, stop.clone()),
        limits: limit::Limits::new(app.counts_writes),
        receipts: receipt::Desk::start(Arc::clone(&app), tasks, closing.clone()),
        uploads: Desk::default(),
        darkroom: Darkroom::default(),
        reading_room: ReadingRoom::default(),
        app,
    });
    tidy_limits(&web, tasks, stop.clone());
    // Small answers and live streams are not worth compressing: the first grow, the second would be held back.
    let worth_it = SizeAbove::new(512)
        .and(NotForContentType::const_new("text/event-stream"))
        .and(NotForContentType::IMAGES);
    // From the outside in. In one layer of the router, for it puts each of its own into a box again, and into another for each request.
    let around = ServiceBuilder::new()
        // What is made for one reader is pressed while that reader waits: the highest level takes thirty times as long for a tenth less.
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(PAGE_LEVEL)).compress_when(worth_it))
        .layer(DefaultBodyLimit::max(limits::BODY_BYTES_MAX))
        .layer(from_fn_with_state(Arc::clone(&web), shield::guard))
        // Inside the shield, so that even the answer to a panic carries its headers.
        .layer(CatchPanicLayer::new())
        // Inside of it nothing but faults; around it what every answer carries.
        .layer(from_fn_with_state(Arc::clone(&web), answer::speak))
        .layer(from_fn_with_state(tasks.clone(), finish_writes));
    Router::new()
        .merge(page::router())
        .merge(api::router())
        .merge(receipt::router())
        .merge(assets::router())
        .fallback(answer::not_found)
        .method_not_allowed_fallback(answer::wrong_method)
        .layer(around)
        .layer(tower_http::timeout::RequestBodyTimeoutLayer::new(Duration::from_secs(
            30,
        )))
        .with_state(web)
}

/// Forgets, now and then, who asked nothing for a while, and what was begun and left: addresses come and go, and so do uploads.
fn tidy_limits(web: &Arc<Web>, tasks: &TaskTracker, stop: CancellationToken) {
    const EVERY: Duration = Duration::from_secs(60);
    let web = Arc::downgrade(web);
    tasks.spawn(async move {
        while tokio::time::timeout(EVERY, stop.cancelled()).await.is_err() {
            let Some(web) = web.upgrade() else { return };
            web.limits.tidy();
            web.uploads.tidy(web.app.now());
        }
    });
}

/// Does what changes something to its end, also when the browser hangs up meanwhile: an alarm that was begun is sent, and what follows a commit is done
/// (EDGES 13). A server that stops waits for it as for its other tasks.
async fn finish_writes(State(tasks): State<TaskTracker>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let work = tasks.spawn(next.run(request));
    work.await.unwrap_or_else(|_| error::Fault::Trouble.into_response())
}
