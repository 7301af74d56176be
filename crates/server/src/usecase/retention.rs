//! Forgetting: what the table of [`saar_domain::retention`] says, done. By the clock, by an operator, and at once where something is recalled. It tells
//! how much went of which class, and never what.

use crate::app::App;
use saar_domain::clock::Timestamp;
use saar_domain::limits;
use saar_domain::retention::Class;
use saar_store::db::AnyId;
use saar_store::retention::{self, Run, What};
use saar_store::{StoreError, Tx, delivery};

/// What goes in one transaction: the writer is held for some milliseconds, and alarms come in between.
const AT_ONCE: u32 = 50;
/// Keys that are destroyed in one go.
const SHREDS_AT_ONCE: u32 = 500;

/// What went of a class, or would go: in its own unit. Photos; incidents; members; codes; devices and tokens; requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Went {
    /// Which.
    pub class: Class,
    /// How much.
    pub count: u64,
}

/// What is looked for in a class, country by country. Of what is kept nowhere, or at the doors alone, nothing is found.
fn parts(class: Class) -> impl Iterator<Item = What> {
    let beside = match class {
        Class::Photo => Some(What::WaitingPhotos),
        Class::BareEvent => Some(What::Drills),
        _ => None,
    };
    [What::Class(class)].into_iter().chain(beside)
}

/// Since when what counts from then is over.
fn before(app: &App, what: What, country: &str, now: Timestamp) -> Timestamp {
    match what {
        What::WaitingPhotos => now.minus(limits::PHOTO_UNATTACHED_KEPT),
        What::Drills => app.profiles.retention(country).over(Class::BareEvent, now),
        What::Class(class) => app.profiles.retention(country).over(class, now),
    }
}

/// The doors belong to no country: those of the installation's own hold.
fn before_at_doors(app: &App, class: Class, now: Timestamp) -> Timestamp {
    app.profiles.retention(&app.country).over(class, now)
}

/// What would go now, without touching it.
pub async fn due(app: &App) -> Result<Vec<Went>, StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let countries = retention::countries(&mut tx).await?;
    let mut due = Vec::with_capacity(Class::ALL.len());
    for class in Class::ALL {
        let mut count = retention::count_at_doors(&mut tx, *class, before_at_doors(app, *class, now), now).await?;
        for country in &countries {
            for what in parts(*class) {
                count += retention::count(&mut tx, what, country, before(app, what, country, now)).await?;
            }
        }
        due.push(Went { class: *class, count });
    }
    Ok(due)
}

/// Lets go of everything in these classes whose time is over, destroys its keys, and sees to it that no file holds it any more.
pub async fn run(app: &App, classes: &[Class]) -> Result<Vec<Went>, StoreError> {
    let now = app.now();
    let mut went = Vec::with_capacity(classes.len());
    let mut tx = app.db.read().await?;
    let countries = retention::countries(&mut tx).await?;
    drop(tx);
    for class in classes {
        let mut count = 0;
        for country in &countries {
            for what in parts(*class) {
                count += forget(app, what, country, before(app, what, country, now)).await?;
            }
        }
        count += at_doors(app, *class, now).await?;
        if count > 0 {
            tracing::info!(class = class.code(), count, "forgotten: its time was over");
            metrics::counter!("saar_forgotten_total", "class" => class.code()).increment(count);
        }
        went.push(Went { class: *class, count });
    }
    shred(app).await;
    let mut tx = app.db.write().await?;
    for Went { class, count } in &went {
        retention::note_run(&mut tx, *class, *count, now).await?;
    }
    tx.commit().await?;
    if went.iter().any(|went| went.count > 0) && !app.db.empty_log().await? {
        tracing::debug!("somebody is reading: the log of the database is emptied another time");
    }
    Ok(went)
}

/// Whether anything in these classes is over: a look, which holds no writer.
pub async fn is_due(app: &App, classes: &[Class]) -> Result<bool, StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    for country in retention::countries(&mut tx).await? {
        for what in classes.iter().flat_map(|class| parts(*class)) {
            let before = before(app, what, &country, now);
            if !retention::due(&mut tx, what, &country, before, 1).await?.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

async fn forget(app: &App, what: What, country: &str, before: Timestamp) -> Result<u64, StoreError> {
    let mut count = 0;
    loop {
        // Looked for without holding the writer: mostly there is nothing.
        let mut tx = app.db.read().await?;
        let ids = retention::due(&mut tx, what, country, before, AT_ONCE).await?;
        drop(tx);
        if ids.is_empty() {
            return Ok(count);
        }
        let mut tx = app.db.write().await?;
        for &id in &ids {
            if what == What::Class(Class::BareEvent) {
                count_bare_event(app, &mut tx, country, id).await?;
            }
            retention::forget(&mut tx, what, id).await?;
        }
        tx.commit().await?;
        count += u64::try_from(ids.len()).unwrap_or(0);
    }
}

/// What is left of an incident is one more in its month, by the clock of its country. A drill leaves nothing.
async fn count_bare_event(app: &App, tx: &mut Tx, country: &str, id: AnyId) -> Result<(), StoreError> {
    let Some(event) = retention::bare_event(tx, id).await?.filter(|event| !event.drill) else {
        return Ok(());
    };
    let zone = app
        .profiles
        .get(country)
        .map_or(jiff::tz::TimeZone::UTC, saar_domain::country::Profile::zone);
    let month = event.reported_at.to_jiff().to_zoned(zone).strftime("%Y-%m").to_string();
    retention::count_in_month(tx, &event, &month).await
}

async fn at_doors(app: &App, class: Class, now: Timestamp) -> Result<u64, StoreError> {
    if class != Class::Who && !retention::DOORS.contains(&class) {
        return Ok(0);
    }
    let mut tx = app.db.write().await?;
    if class == Class::Who {
        // A delivery's receipt is gone with the delivery's own time, long before who it was for.
        delivery::forget_receipts(&mut tx, now).await?;
    }
    let count = retention::forget_at_doors(&mut tx, class, before_at_doors(app, class, now), now).await?;
    tx.commit().await?;
    Ok(count)
}

/// Destroys the keys of what was forgotten. What fails is said, and done by the next round: their names stay noted until then.
pub async fn shred(app: &App) {
    if let Err(error) = try_shred(app).await {
        tracing::error!(%error, "keys of what was forgotten could not be destroyed; the next round tries again");
    }
}

async fn try_shred(app: &App) -> Result<(), StoreError> {
    loop {
        let mut tx = app.db.read().await?;
        let keys = retention::shreds(&mut tx, SHREDS_AT_ONCE).await?;
        drop(tx);
        if keys.is_empty() {
            // What stood in the way of an earlier one.
            return app.keys.scrub().await;
        }
        app.keys.destroy(&keys).await?;
        let mut tx = app.db.write_soon().await?;
        retention::shredded(&mut tx, &keys).await?;
        tx.commit().await?;
        metrics::counter!("saar_content_keys_destroyed_total").increment(keys.len() as u64);
    }
}

/// Destroys keys that nothing is sealed with and that were made before an instant: they were ready when the program ended, or belong to a database that
/// was put aside. Clears away the rows of all that were destroyed.
pub async fn sweep(app: &App, made_before: Timestamp) -> Result<u64, StoreError> {
    let mut tx = app.db.read().await?;
    let named = retention::named_keys(&mut tx).await?;
    drop(tx);
    app.keys.sweep(&named, made_before).await
}

/// What the clock did so far.
pub async fn runs(app: &App) -> Result<Vec<Run>, StoreError> {
    let mut tx = app.db.read().await?;
    retention::runs(&mut tx).await
}
