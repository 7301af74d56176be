//! Work that goes on by itself: sending what has to be sent, ending what was quiet for long, tidying up.

mod continuity;
pub mod inquiry;
mod key_ring;
pub mod message;
pub mod outbox;
pub mod probe;
mod request;
pub mod schedule;

use crate::app::App;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long to wait when the database does not answer.
const AFTER_TROUBLE: Duration = Duration::from_secs(1);

/// Starts every job; they end when the token is cancelled, after what they hold in hand.
pub fn start(app: &Arc<App>, tracker: &TaskTracker, stop: &CancellationToken) {
    tracker.spawn(outbox::run(Arc::clone(app), stop.clone()));
    tracker.spawn(schedule::run(Arc::clone(app), stop.clone()));
    tracker.spawn(schedule::write_letters(Arc::clone(app), stop.clone()));
    tracker.spawn(schedule::keep_keys_ready(Arc::clone(app), stop.clone()));
    tracker.spawn(key_ring::run(Arc::clone(app), stop.clone()));
}

/// Waits, unless the program ends first.
async fn pause(stop: &CancellationToken, time: Duration) {
    let _ = tokio::time::timeout(time, stop.cancelled()).await;
}
