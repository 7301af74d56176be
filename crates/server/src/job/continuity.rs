//! What the clock does for groups that nobody looks after any more.

use crate::app::App;
use crate::usecase::{continuity, liaison};
use saar_domain::clock::Timestamp;
use saar_domain::limits;
use saar_store::StoreError;

/// One round of it: steps of switches now and then, mails always. `watched_at` is when it was last looked.
pub(super) async fn round(app: &App, watched_at: &mut Option<Timestamp>) -> Result<(), StoreError> {
    let now = app.now();
    if watched_at.is_none_or(|at| now.since(at) >= limits::SWITCH_EVERY) {
        let steps = continuity::watch(app).await?;
        liaison::watch(app).await?;
        *watched_at = Some(now);
        if steps > 0 {
            tracing::info!(steps, "groups that nobody looked after: steps were taken");
        }
    }
    continuity::write_letters(app).await
}
