//! What the clock does: ends incidents that were quiet for long, and forgets what nobody needs any more.

use super::{AFTER_TROUBLE, pause};
use crate::app::App;
use crate::usecase::incident::{ActError, expire, tell_of_flags};
use crate::usecase::{drill, moderation, reach, retention};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::preference::day_of;
use saar_domain::retention::Class;
use saar_store::keys::UNNAMED_AGE_MAX;
use saar_store::{StoreError, account, incident, letter};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_secs(15);
/// Forgetting looks through much and holds the writer: now and then is enough.
const FORGET_EVERY: Span = Span::hours(1);
/// Classes that are looked at each round.
const PROMPT: &[Class] = &[Class::Photo];
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
        if let Err(error) = drill::tell_latecomers(&app).await {
            tracing::error!(%error, "schedule: telling of drills failed; the next round tries again");
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

/// The same for what ends with a letter to somebody, in a round of its own: a mail server that hangs keeps no incident open, and no photo.
pub async fn write_letters(app: Arc<App>, stop: CancellationToken) {
    let mut watched_at = None;
    while !stop.is_cancelled() {
        if let Err(error) = moderation::end_pauses(&app).await {
            tracing::error!(%error, "schedule: ending pauses failed; the next round tries again");
        }
        if let Err(error) = moderation::tell_umbrellas(&app).await {
            tracing::error!(%error, "schedule: telling of objections failed; the next round tries again");
        }
        if let Err(error) = tell_of_flags(&app).await {
            tracing::error!(%error, "schedule: telling of flags failed; the next round tries again");
        }
        if let Err(error) = super::request::round(&app).await {
            tracing::error!(%error, "schedule: requests to join were not looked after; the next round tries again");
        }
        if let Err(error) = super::inquiry::round(&app).await {
            tracing::error!(%error, "schedule: questions of non-members were not looked after; the next round tries again");
        }
        if let Err(error) = super::continuity::round(&app, &mut watched_at).await {
            tracing::error!(%error, "schedule: groups were not looked after; the next round tries again");
        }
        pause(&stop, EVERY).await;
    }
}

/// Everything at once. For tests, which push the clock instead of waiting.
pub async fn tick(app: &App) -> Result<(), StoreError> {
    end_quiet(app).await?;
    forget_photos(app).await?;
    care_for_phones(app).await?;
    drill::tell_latecomers(app).await?;
    moderation::end_pauses(app).await?;
    moderation::tell_umbrellas(app).await?;
    tell_of_flags(app).await?;
    super::request::round(app).await?;
    super::inquiry::round(app).await?;
    super::continuity::round(app, &mut None).await?;
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
            Ok(false)
            | Err(ActError::Refused(_) | ActError::Invalid(_) | ActError::KeyReused(_) | ActError::Words(_)) => {}
            Err(ActError::Denied(error)) => tracing::error!(%error, incident = %id, "could not be ended"),
        }
    }
    Ok(())
}

/// Forgets photos when their day is over, each round, and destroys the keys of what was forgotten meanwhile: looking is cheap.
async fn forget_photos(app: &App) -> Result<(), StoreError> {
    retention::shred(app).await;
    if retention::is_due(app, PROMPT).await? {
        retention::run(app, PROMPT).await?;
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

/// Forgets what its time is over for, and now and then keys that nothing is sealed with.
async fn forget(app: &App) -> Result<(), StoreError> {
    retention::run(app, Class::ALL).await?;
    retention::sweep(app, app.now().minus(UNNAMED_AGE_MAX)).await?;
    let mut tx = app.db.write_soon().await?;
    letter::forget_before(&mut tx, app.now()).await?;
    // A day later it is over in every zone.
    account::forget_pauses(
        &mut tx,
        day_of(app.now().minus(Span::days(1)), &jiff::tz::TimeZone::UTC),
    )
    .await?;
    tx.commit().await?;
    metrics::gauge!("saar_retention_last_run_timestamp_seconds").set(seconds(app.now()));
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "metrics are floating point; seconds fit for long"
)]
const fn seconds(at: Timestamp) -> f64 {
    at.as_seconds() as f64
}

/// Keeps keys ready, so that an alarm finds one in memory. Runs until the token is cancelled.
pub async fn keep_keys_ready(app: Arc<App>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = app.keys.refill(app.now()).await {
            tracing::error!(%error, "no keys could be made ready");
            pause(&stop, AFTER_TROUBLE).await;
            continue;
        }
        let _ = stop.run_until_cancelled(app.keys.until_low()).await;
    }
}
