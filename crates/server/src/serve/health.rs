//! What machines ask: `/healthz` (the process lives), `/readyz` (it can do its work), `/metrics` (Prometheus).

use super::client::is_local;
use crate::app::App;
use crate::job::outbox;
use crate::telemetry;
use axum::Router;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use saar_domain::clock::{Span, Timestamp};
use saar_store::{StoreError, migrate};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long the database may take to answer.
const DATABASE_PATIENCE: Duration = Duration::from_secs(2);
/// Work that has been due for this long, an alert to be expanded or something to be sent, means that the outbox stands still: it looks every half
/// second.
const STUCK_AFTER: Span = Span::minutes(2);

#[derive(Clone)]
struct Health {
    app: Arc<App>,
    stop: CancellationToken,
    metrics_public: bool,
}

/// The three routes.
pub fn router(app: Arc<App>, stop: CancellationToken, metrics_public: bool) -> Router {
    Router::new()
        .route("/healthz", get(|| async { answer(StatusCode::OK, "ok") }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(Health {
            app,
            stop,
            metrics_public,
        })
}

fn answer(status: StatusCode, text: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, format!("{text}\n")).into_response()
}

async fn ready(State(health): State<Health>) -> Response {
    if health.stop.is_cancelled() {
        return answer(StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    match tokio::time::timeout(DATABASE_PATIENCE, look(&health.app)).await {
        Err(_) => answer(StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
        // Its words go to the log: this page is for everybody.
        Ok(Err(error)) => {
            tracing::error!(%error, "readyz: the database failed");
            answer(StatusCode::SERVICE_UNAVAILABLE, "the database fails: see the log")
        }
        Ok(Ok(look)) => match look.trouble(health.app.now()) {
            Some(trouble) => answer(StatusCode::SERVICE_UNAVAILABLE, &trouble),
            None => answer(StatusCode::OK, "ready"),
        },
    }
}

/// What the database says.
struct Look {
    schema: i64,
    waiting: u32,
    oldest_due: Option<Timestamp>,
}

async fn look(app: &App) -> Result<Look, StoreError> {
    let schema = migrate::current(&app.db).await?;
    let (waiting, oldest_due) = outbox::waiting(app).await?;
    Ok(Look {
        schema,
        waiting,
        oldest_due,
    })
}

impl Look {
    fn trouble(&self, now: Timestamp) -> Option<String> {
        if self.schema != migrate::newest() {
            let (schema, newest) = (self.schema, migrate::newest());
            return Some(format!("the database has schema {schema}, this program needs {newest}"));
        }
        let late = now.since(self.oldest_due?);
        (late > STUCK_AFTER).then(|| {
            format!(
                "the outbox stands still: {} wait, the oldest for {} s",
                self.waiting,
                late.as_seconds()
            )
        })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "metrics are floating point; seconds and counts are small"
)]
async fn metrics(
    State(health): State<Health>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    // Threat: how many alarms there are, and when, is nobody's business outside. Elsewhere the page is not there.
    if !(health.metrics_public || is_local(peer.ip(), &headers)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let app = &health.app;
    let now = app.now();
    metrics::gauge!("saar_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    metrics::gauge!("saar_uptime_seconds").set(now.since(app.boot_at).as_seconds() as f64);
    let looked = tokio::time::timeout(DATABASE_PATIENCE, look(app)).await;
    if let Ok(Ok(look)) = &looked {
        let late = look.oldest_due.map_or(0, |due| now.since(due).as_seconds().max(0));
        metrics::gauge!("saar_outbox_waiting").set(f64::from(look.waiting));
        metrics::gauge!("saar_outbox_oldest_due_seconds").set(late as f64);
    }
    metrics::gauge!("saar_database_up").set(if matches!(looked, Ok(Ok(_))) { 1.0 } else { 0.0 });
    let headers = [
        (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, telemetry::metrics_text()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_is_stuck_and_waiting_for_later_is_not() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let look = |schema, oldest_due| Look {
            schema,
            waiting: 3,
            oldest_due,
        };
        let newest = migrate::newest();
        assert_eq!(look(newest, None).trouble(now), None);
        assert_eq!(look(newest, Some(now.plus(Span::minutes(5)))).trouble(now), None);
        assert_eq!(look(newest, Some(now.minus(Span::minutes(1)))).trouble(now), None);
        let stuck = look(newest, Some(now.minus(Span::minutes(3)))).trouble(now).unwrap();
        assert!(stuck.contains("3 wait") && stuck.contains("180 s"), "{stuck}");
        assert!(look(newest + 1, None).trouble(now).is_some());
    }
}
