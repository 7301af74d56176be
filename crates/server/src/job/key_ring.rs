//! Notices within a second that the master key is being rotated, and goes along.

use super::pause;
use crate::app::App;
use crate::key_ring::RingError;
use saar_domain::limits;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Looks that fail before it is said again: once a minute.
const SAID_EVERY: u32 = 60;

/// Runs until the token is cancelled.
pub(super) async fn run(app: Arc<App>, stop: CancellationToken) {
    let Some(watch) = &app.key_watch else { return };
    let mut failures = 0_u32;
    while !stop.is_cancelled() {
        match watch.follow(&app.db, &app.sealer).await {
            Ok(_) => failures = 0,
            Err(error) => {
                if failures.is_multiple_of(SAID_EVERY) {
                    match error {
                        RingError::Store(error) => {
                            tracing::error!(%error, "keys: the database does not say where a rotation stands");
                        }
                        error => tracing::error!(%error, "keys: a rotation waits for this server"),
                    }
                }
                failures += 1;
            }
        }
        pause(&stop, limits::KEY_RING_LOOK.to_std()).await;
    }
}
