//! The master keys that this program works with, and how it follows a rotation that somebody else runs (ADR 35).

use crate::serve::key::{self, KeyError};
use saar_domain::limits;
use saar_store::key_ring::{Hold, State, Step, state};
use saar_store::seal::Masters;
use saar_store::{Db, Sealer, StoreError};
use std::path::{Path, PathBuf};
use tokio::sync::Mutex;

/// Why this program cannot follow.
#[derive(Debug, thiserror::Error)]
pub enum RingError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A key is not in the file.
    #[error(
        "the secret key {} does not hold key {version}, under which this database is sealed: copy the file of the server on which the keys were rotated; after a restore, put back the copy of the file of that time with saar restore --key-of-then",
        path.display()
    )]
    Behind {
        /// The file.
        path: PathBuf,
        /// The missing version.
        version: u8,
    },
}

/// Where this program's keys are, and by which generation it works.
#[derive(Debug)]
pub struct KeyWatch {
    file: PathBuf,
    hold: Mutex<Hold>,
}

/// The keys as the state of the database asks for them, and a watch over what becomes of them.
pub async fn begin(db: &Db, file: &Path) -> Result<(Sealer, KeyWatch), RingError> {
    loop {
        let found = look(db).await?;
        let hold = Hold::take(db, found.generation).await?;
        // A rotation that went on between the look and the lock did not see us.
        if look(db).await? != found {
            continue;
        }
        let masters = needed(file, &found)?;
        let watch = KeyWatch {
            file: file.to_owned(),
            hold: Mutex::new(hold),
        };
        return Ok((Sealer::with(&masters, found.active, found.other), watch));
    }
}

async fn look(db: &Db) -> Result<State, StoreError> {
    state(&mut db.read().await?).await
}

fn needed(file: &Path, state: &State) -> Result<Masters, RingError> {
    let masters = key::read(file)?.unwrap_or_default();
    for version in std::iter::once(state.active).chain(state.other) {
        if !masters.contains_key(&version) {
            let path = file.to_owned();
            return Err(RingError::Behind { path, version });
        }
    }
    Ok(masters)
}

impl KeyWatch {
    /// The file of the keys.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Goes where the rotation went. The former generation is held until what was begun under it has ended: the rotation waits for that.
    pub async fn follow(&self, db: &Db, sealer: &Sealer) -> Result<State, RingError> {
        let mut hold = self.hold.lock().await;
        if !hold.stands().await {
            let at = hold.generation();
            *hold = Hold::take(db, at).await?;
        }
        loop {
            let found = look(db).await?;
            if found.generation == hold.generation() {
                return Ok(found);
            }
            let mut masters = needed(&self.file, &found)?;
            let settle = tokio::time::sleep(limits::KEY_RING_SETTLE.to_std());
            match (found.step, sealer.other()) {
                (Step::Still, Some(gone)) => {
                    // Who read a row before it was sealed anew still opens it.
                    settle.await;
                    if masters.remove(&gone).is_some() {
                        key::replace(&self.file, &masters)?;
                    }
                    sealer.turn(&masters, found.active, None);
                }
                _ => {
                    sealer.turn(&masters, found.active, found.other);
                    settle.await;
                }
            }
            *hold = Hold::take(db, found.generation).await?;
        }
    }
}
