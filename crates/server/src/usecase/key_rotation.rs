//! Rotating the master key while everything runs. Each step is written down before it begins: killed at any instant, the next call goes on from there.

use crate::app::App;
use crate::key_ring::{KeyWatch, RingError};
use crate::serve::key::{self, KeyError};
use saar_store::StoreError;
use saar_store::key_ring::{self, State, Step, Version};
use saar_store::reseal::{self, Done};
use saar_store::seal::{Masters, Slot, next_version};
use std::collections::BTreeMap;
use std::time::Duration;
use zeroize::Zeroizing;

/// How often it looks whether everybody has followed.
const LOOK: Duration = Duration::from_millis(200);
/// Looks after which it is said who is waited for.
const LOOKS_UNTIL_SAID: u32 = 50;

/// What it is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It goes on with what was begun before.
    Resumed,
    /// A new key is in the file.
    Made {
        /// Its version.
        version: u8,
    },
    /// Every server, and every command that runs, has to know.
    Waiting,
    /// Addresses get an index under the new key.
    Indexed {
        /// How many more.
        rows: u64,
    },
    /// Values are sealed under the new key.
    Resealed {
        /// Of which column.
        place: &'static str,
        /// How many more.
        rows: u64,
    },
    /// The former key is being destroyed.
    Destroying,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The version that seals.
    pub version: u8,
    /// Values that no key opens, which were so before; left as they are.
    pub unopened: u64,
    /// Invitations to coordinate an umbrella that have to be sent again.
    pub ask_again: u64,
}

/// Why it did not.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file; it has to be one that this program may write.
    #[error("{0}; a rotation writes the new key there")]
    Key(#[from] KeyError),
    /// The keys could not be followed.
    #[error(transparent)]
    Ring(RingError),
    /// The village of a demo.
    #[error("this is a demo: throw it away instead of rotating its keys")]
    Demo,
    /// Every number was used.
    #[error("this installation has rotated its keys more than 250 times: no number is left")]
    UsedUp,
}

impl From<RingError> for RotationError {
    fn from(error: RingError) -> Self {
        match error {
            RingError::Store(error) => Self::Store(error),
            RingError::Key(error) => Self::Key(error),
            error @ RingError::Behind { .. } => Self::Ring(error),
        }
    }
}

/// Rotates, or goes on with a rotation that was begun. Ends when the former key is destroyed.
pub async fn rotate(app: &App, tell: &mut (dyn FnMut(Progress) + Send)) -> Result<Rotated, RotationError> {
    let Some(watch) = &app.key_watch else {
        return Err(RotationError::Demo);
    };
    let _alone = key_ring::alone(&app.db).await?;
    if key_ring::is_demo(&mut app.db.read().await?).await? {
        return Err(RotationError::Demo);
    }
    let (mut unopened, mut ask_again) = (0, 0);
    let mut begun = None;
    loop {
        let state = watch.follow(&app.db, &app.sealer).await?;
        if begun.is_none() && (state.step != Step::Still || is_unfinished(app, &state).await?) {
            tell(Progress::Resumed);
            begun = Some(state.other.unwrap_or(state.active));
        }
        match state.step {
            Step::Still if begun.is_none() => {
                let version = coming(app, watch, &state)?;
                tell(Progress::Made { version });
                let mut tx = app.db.write().await?;
                key_ring::announce(&mut tx, &state, version, app.now()).await?;
                tx.commit().await?;
                begun = Some(version);
            }
            Step::Coming => {
                until_all_know(app, &state, tell).await?;
                let coming = state.other.unwrap_or(state.active);
                reseal::fill(&app.db, &app.sealer, coming, |rows| tell(Progress::Indexed { rows })).await?;
                let mut tx = app.db.write().await?;
                key_ring::activate(&mut tx, &state, app.now()).await?;
                tx.commit().await?;
            }
            Step::Leaving => {
                until_all_know(app, &state, tell).await?;
                // What was begun before the new key was known, and stored late.
                reseal::fill(&app.db, &app.sealer, state.active, |_| ()).await?;
                let mut tx = app.db.write().await?;
                ask_again += reseal::forget_asked_without_address(&mut tx).await?;
                tx.commit().await?;
                unopened = reseal_all(app, tell).await?;
                let mut tx = app.db.write().await?;
                key_ring::let_go(&mut tx, &state).await?;
                tx.commit().await?;
            }
            Step::Still => {
                until_all_know(app, &state, tell).await?;
                tell(Progress::Destroying);
                destroy(app, watch, state.active).await?;
                return Ok(Rotated {
                    version: state.active,
                    unopened,
                    ask_again,
                });
            }
        }
    }
}

/// Nothing is left under a former key, but it is not destroyed yet.
async fn is_unfinished(app: &App, state: &State) -> Result<bool, StoreError> {
    let versions = key_ring::versions(&mut app.db.read().await?).await?;
    Ok(versions
        .iter()
        .any(|version| version.version != state.active && version.gone_at.is_none()))
}

/// The key that comes: the newest of the file, where a rotation was killed before it said so or an older backup was put back; else a new one, which is in the
/// file before anything is sealed with it.
fn coming(app: &App, watch: &KeyWatch, state: &State) -> Result<u8, RotationError> {
    let mut masters = key::read(watch.file())?.unwrap_or_default();
    let newest = masters.keys().max().copied().unwrap_or(state.active);
    let fits = |version: u8| Slot::of(version) != Slot::of(state.active);
    if newest > state.active && fits(newest) {
        return Ok(newest);
    }
    let mut version = next_version(newest).ok_or(RotationError::UsedUp)?;
    if !fits(version) {
        version = next_version(version).ok_or(RotationError::UsedUp)?;
    }
    masters.insert(version, Zeroizing::new(app.entropy.bytes::<32>()));
    key::replace(watch.file(), &masters)?;
    Ok(version)
}

/// Waits until nobody works by the generation before.
async fn until_all_know(app: &App, state: &State, tell: &mut (dyn FnMut(Progress) + Send)) -> Result<(), StoreError> {
    let mut looks = 0_u32;
    while !key_ring::nobody_at(&app.db, state.generation - 1).await? {
        if looks.is_multiple_of(LOOKS_UNTIL_SAID) {
            tell(Progress::Waiting);
        }
        looks += 1;
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}

/// Seals everything anew; how many values are left because no key opens them.
async fn reseal_all(app: &App, tell: &mut (dyn FnMut(Progress) + Send)) -> Result<u64, StoreError> {
    loop {
        let mut all = Done::default();
        for place in reseal::PLACES {
            let told = |rows| {
                tell(Progress::Resealed {
                    place: place.name,
                    rows,
                });
            };
            let done = reseal::column(&app.db, &app.sealer, app.entropy.as_ref(), place, told).await?;
            all.resealed += done.resealed;
            all.unopened += done.unopened;
        }
        let keys = app
            .keys
            .reseal(|rows| {
                tell(Progress::Resealed {
                    place: "content_keys.sealed",
                    rows,
                });
            })
            .await?;
        let left: u64 = reseal::left(&app.db, &app.sealer).await?.iter().map(|(_, n)| n).sum();
        let keys_left: u64 = others(&app.keys.counts().await?, app.sealer.active());
        // What came in while it ran, of who wrote at the moment of the turn, is for another round.
        if left == all.unopened && keys_left == keys.unopened {
            return Ok(left + keys_left);
        }
    }
}

fn others(counts: &BTreeMap<u8, u64>, active: u8) -> u64 {
    counts
        .iter()
        .filter(|(version, _)| **version != active)
        .map(|(_, n)| n)
        .sum()
}

/// Destroys every key but the active one: its indexes, its bytes in the file, and what the logs hold of what it sealed.
async fn destroy(app: &App, watch: &KeyWatch, active: u8) -> Result<(), RotationError> {
    let former = match Slot::of(active) {
        Slot::A => Slot::B,
        Slot::B => Slot::A,
    };
    reseal::clear(&app.db, former).await?;
    let mut masters: Masters = key::read(watch.file())?.unwrap_or_default();
    masters.retain(|version, _| *version == active);
    key::replace(watch.file(), &masters)?;
    app.sealer.turn(&masters, active, None);
    let mut tx = app.db.write().await?;
    key_ring::note_gone(&mut tx, active, app.now()).await?;
    tx.commit().await?;
    // A reader may stand in the way; the next hour's forgetting does it again.
    for scrubbed in [app.db.empty_log().await.map(|_| ()), app.keys.scrub().await] {
        if let Err(error) = scrubbed {
            tracing::warn!(%error, "the log still holds what the former key sealed; it is written over as the server goes on");
        }
    }
    Ok(())
}

/// What `saar keys status` shows.
#[derive(Debug)]
pub struct Status {
    /// Where a rotation stands.
    pub state: State,
    /// Versions that there were and are.
    pub versions: Vec<Version>,
    /// Values by version.
    pub values: BTreeMap<u8, u64>,
    /// Keys of content by version.
    pub keys: BTreeMap<u8, u64>,
    /// Versions in the file.
    pub in_file: Vec<u8>,
}

/// Which keys there are, since when, and how much each of them seals.
pub async fn status(app: &App) -> Result<Status, RotationError> {
    let Some(watch) = &app.key_watch else {
        return Err(RotationError::Demo);
    };
    let mut tx = app.db.read().await?;
    Ok(Status {
        state: key_ring::state(&mut tx).await?,
        versions: key_ring::versions(&mut tx).await?,
        values: reseal::counts(&mut tx).await?,
        keys: app.keys.counts().await?,
        in_file: key::read(watch.file())?.unwrap_or_default().into_keys().collect(),
    })
}
