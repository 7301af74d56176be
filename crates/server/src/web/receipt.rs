//! The desk where devices say "shown" and "opened" (EDGES 20): no cookie, always 204, written in batches.

use super::Web;
use crate::app::App;
use crate::usecase::receipt::{Report, record};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::routing::post;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Reports that may wait; more are dropped, for a receipt is a courtesy and an alarm is not to wait for it.
const WAITING_MAX: usize = 10_000;
/// Reports written in one transaction.
const BATCH: usize = 256;
/// Waits between tries to write a batch down; none after the last.
const RETRIES: [Duration; 4] = [
    Duration::from_millis(50),
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::ZERO,
];
/// How long a batch gathers.
const GATHER: Duration = Duration::from_millis(50);

/// Takes receipts and writes them down in batches.
#[derive(Debug, Clone)]
pub struct Desk(mpsc::Sender<Report>);

impl Desk {
    /// Starts the writer. It ends after what it holds: when nobody can come to the desk any more, or at `closing`.
    pub fn start(app: Arc<App>, tasks: &TaskTracker, closing: CancellationToken) -> Self {
        let (sender, mut waiting) = mpsc::channel(WAITING_MAX);
        tasks.spawn(async move {
            let mut batch = Vec::with_capacity(BATCH);
            loop {
                tokio::select! {
                    count = waiting.recv_many(&mut batch, BATCH) => if count == 0 { return },
                    // What waits is written, and nothing more is taken.
                    () = closing.cancelled(), if !waiting.is_closed() => { waiting.close(); continue }
                }
                if batch.len() < BATCH {
                    tokio::time::sleep(GATHER).await;
                    while batch.len() < BATCH
                        && let Ok(more) = waiting.try_recv()
                    {
                        batch.push(more);
                    }
                }
                // A batch may lose a deadlock against the outbox, which writes the same rows.
                for wait in RETRIES {
                    match record(&app, &batch).await {
                        Ok(()) => break,
                        Err(error) if wait.is_zero() => {
                            tracing::warn!(%error, lost = batch.len(), "receipts could not be written");
                        }
                        Err(_) => tokio::time::sleep(wait).await,
                    }
                }
                batch.clear();
            }
        });
        Self(sender)
    }
}

/// `POST /receipts`.
pub fn router() -> Router<Arc<Web>> {
    Router::new().route("/receipts", post(take))
}

#[derive(serde::Deserialize)]
struct Body<'a> {
    token: &'a str,
    state: &'a str,
}

/// Always 204, also to what is too large to be read: whoever tries tokens learns nothing.
async fn take(State(web): State<Arc<Web>>, body: Result<Bytes, BytesRejection>) -> StatusCode {
    let body = body.unwrap_or_default();
    let report = serde_json::from_slice::<Body<'_>>(&body)
        .ok()
        .and_then(|body| Report::read(body.token, body.state));
    if let Some(report) = report {
        let _ = web.receipts.0.try_send(report);
    }
    StatusCode::NO_CONTENT
}
