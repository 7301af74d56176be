//! What the clock does: ends incidents that were quiet for long, and forgets what nobody needs any more.

use super::pause;
use crate::app::App;
use crate::usecase::incident::{ActError, expire};
use crate::usecase::{photo, reach};
use saar_domain::clock::Span;
use saar_domain::preference::day_of;
use saar_domain::{limits, retention};
use saar_store::{StoreError, account, challenge, content, delivery, idempotency, incident, probe, session};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_secs(15);
/// Forgetting looks through much and holds the writer: now and then is enough.
const FORGET_EVERY: Span = Span::hours(1);
/// Incidents ended in one round.
const EXPIRE_AT_ONCE: u32 = 100;

/// Runs until the token is cancelled.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    let mut forgot_at = None;
    while !stop.is_cancelled() {
        if let Err(error) = end_quiet(&app).await {
            tracing::error!(%error, "schedule: ending what was quiet failed; the next round tries again");
        }
        if let Err(error) = forget_photos(&app).await {
            tracing::error!(%error, "schedule: forgetting photos failed; the next round tries again");
        }
        if let Err(error) = care_for_phones(&app).await {
            tracing::error!(%error, "schedule: looking at phones failed; the next round tries again");
        }
        let now = app.now();
        if forgot_at.is_none_or(|at| now.since(at) >= FORGET_EVERY) {
            match forget(&app).await {
                Ok(()) => forgot_at = Some(now),
                Err(error) => tracing::error!(%error, "schedule: forgetting failed; the next round tries again"),
            }
        }
        pause(&stop, EVERY).await;
    }
}

/// Everything at once. For tests, which push the clock instead of waiting.
pub async fn tick(app: &App) -> Result<(), StoreError> {
    end_quiet(app).await?;
    forget_photos(app).await?;
    care_for_phones(app).await?;
    forget(app).await
}

/// Ends incidents that were quiet for long.
async fn end_quiet(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let quiet = incident::quiet_since(&mut tx, now, EXPIRE_AT_ONCE).await?;
    drop(tx);
    for (group, id) in quiet {
        match expire(app, group, id).await {
            Ok(true) => tracing::info!(incident = %id, "ended: it was quiet for long"),
            Ok(false) | Err(ActError::Refused(_) | ActError::Invalid(_) | ActError::KeyReused(_)) => {}
            Err(ActError::Denied(error)) => tracing::error!(%error, incident = %id, "could not be ended"),
        }
    }
    Ok(())
}

/// Forgets photos a day after they came, each round: a day is a day, and looking is cheap.
async fn forget_photos(app: &App) -> Result<(), StoreError> {
    let forgotten = photo::forget_old(app).await?;
    if forgotten > 0 {
        tracing::info!(forgotten, "photos were forgotten: their time was over");
    }
    Ok(())
}

/// Looks at phones that nobody heard of for a month; a few each round, so that a village's are not all woken at once.
async fn care_for_phones(app: &App) -> Result<(), StoreError> {
    let (looked, told) = reach::care(app).await?;
    if looked + told > 0 {
        tracing::info!(looked, told, "phones were looked at, and owners of silent ones told");
    }
    Ok(())
}

/// Forgets what its time is over for.
async fn forget(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let forgotten = content::forget_ended(
        &mut tx,
        now.minus(retention::IDENTIFYING),
        now.minus(retention::WORDS),
        now.minus(retention::WHO),
    )
    .await?;
    if forgotten > 0 {
        tracing::info!(forgotten, "texts were forgotten: their time was over");
    }
    challenge::forget_before(&mut tx, now.minus(Span::days(1))).await?;
    idempotency::forget_before(&mut tx, now.minus(limits::IDEMPOTENCY_KEPT)).await?;
    session::end_idle(&mut tx, now.minus(limits::SESSION_IDLE_MAX)).await?;
    delivery::forget_receipts(&mut tx, now).await?;
    probe::forget_before(&mut tx, now.minus(limits::PROBE_KEPT)).await?;
    // A day later it is over in every zone.
    account::forget_pauses(&mut tx, day_of(now.minus(Span::days(1)), &jiff::tz::TimeZone::UTC)).await?;
    tx.commit().await
}
