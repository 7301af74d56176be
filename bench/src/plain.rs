//! *plain-axum*: what a careful team would write first, and what SAAR must not exceed.
//!
//! axum, one frame shared by all open pages, and one SQLite commit for each alert (WAL, `synchronous=FULL`) before it
//! is acknowledged.
//!
//! The handler *blocks* on its commit, as code with a synchronous driver does. That is no good manners, but on the one
//! core it is the stronger reference: requests that wait are all committed before a page gets its turn, and each page
//! then takes their frames in one write. Awaiting the commit, by a shared connection or by a writer task, was tried:
//! every page is woken for every frame, at several times the CPU with sixteen alerts outstanding. A weaker reference
//! would flatter SAAR.

use std::convert::Infallible;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use bytes::Bytes;
use sqlx::SqliteConnection;
use tokio::sync::broadcast;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

use crate::commit;

/// Frames a slow page may lag behind before it loses some.
const BACKLOG_FRAMES: usize = 1024;

struct Plain {
    alerts: mpsc::Sender<Waiting>,
    frames: broadcast::Sender<Bytes>,
    last_id: AtomicU64,
}

/// An alert on its way to the disk, and who waits for it.
struct Waiting {
    body: String,
    stored: mpsc::SyncSender<Result<()>>,
}

async fn live(State(plain): State<Arc<Plain>>) -> impl IntoResponse {
    let frames = BroadcastStream::new(plain.frames.subscribe()).filter_map(|frame| frame.ok().map(Ok::<_, Infallible>));
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(frames))
}

async fn alert(State(plain): State<Arc<Plain>>, body: String) -> Response {
    match store(&plain, body.clone()) {
        Ok(id) => {
            let frame = format!("id: {id}\nevent: incident\ndata: {body}\n\n");
            let _nobody_listens = plain.frames.send(Bytes::from(frame));
            StatusCode::CREATED.into_response()
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Blocks until the alert is on disk.
fn store(plain: &Plain, body: String) -> Result<u64> {
    let (stored, answer) = mpsc::sync_channel(1);
    plain.alerts.send(Waiting { body, stored })?;
    answer.recv()??;
    Ok(plain.last_id.fetch_add(1, Ordering::Relaxed) + 1)
}

/// The thread of the database, whose driver is asynchronous: one alert, one commit.
fn write(runtime: &tokio::runtime::Runtime, mut database: SqliteConnection, alerts: &mpsc::Receiver<Waiting>) {
    while let Ok(Waiting { body, stored }) = alerts.recv() {
        let result = runtime.block_on(commit::insert(&mut database, &body));
        let _nobody_waits = stored.send(result);
    }
}

/// The hidden `serve-plain` command. The runtime is tokio's usual one: a worker for each core that
/// it may use, which is one.
pub(crate) fn serve(directory: &Path) -> Result<()> {
    let writing = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let database = writing.block_on(commit::open_database(&directory.join("plain.sqlite")))?;
    let (alerts, waiting) = mpsc::channel();
    let plain = Arc::new(Plain {
        alerts,
        frames: broadcast::channel(BACKLOG_FRAMES).0,
        last_id: AtomicU64::new(0),
    });
    std::thread::spawn(move || write(&writing, database, &waiting));
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(run(plain))
}

async fn run(plain: Arc<Plain>) -> Result<()> {
    let router = Router::new()
        .route("/live", get(live))
        .route("/alerts", post(alert))
        .with_state(plain);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{{\"base\":\"http://{}\"}}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        let _only_slower = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await.context("serve")
}
