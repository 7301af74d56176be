//! The demo's folder: one village, filled once. A half-filled one never gets the name of a whole one, so an interrupted fill starts anew.

use super::village;
use crate::serve::key;
use anyhow::Context as _;
use saar_domain::clock::{Entropy, Timestamp};
use saar_store::keys::file_beside;
use saar_store::lock::{self, Guard};
use saar_store::seal::FIRST_VERSION;
use saar_store::{Db, StoreError, migrate};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where the demo lives unless it is told otherwise: under the working folder, ignored by git.
pub const USUAL_FOLDER: &str = "data/demo";
/// The names that a real installation uses: the other commands work on the demo's folder too.
const DATABASE: &str = "saar.db";
const FILLING: &str = "filling.db";
const SECRET_KEY: &str = "secret.key";
const ADDRESS: &str = "address.txt";

/// The folder, held: no other demo uses it meanwhile.
pub(super) struct Place {
    folder: PathBuf,
    _guard: Guard,
}

/// What came of asking for the folder.
pub(super) enum Taken {
    /// It is ours.
    Ours(Place),
    /// Another demo runs in it; at this address, where it said so.
    Elsewhere(Option<String>),
}

impl Place {
    /// Takes the folder, made where it is missing.
    pub(super) fn take(folder: Option<PathBuf>) -> anyhow::Result<Taken> {
        let folder = folder.unwrap_or_else(|| PathBuf::from(USUAL_FOLDER));
        std::fs::create_dir_all(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
        match lock::take(&folder.join(DATABASE)) {
            Ok(guard) => Ok(Taken::Ours(Self { folder, _guard: guard })),
            Err(StoreError::InUse) => Ok(Taken::Elsewhere(
                std::fs::read_to_string(folder.join(ADDRESS))
                    .ok()
                    .map(|address| address.trim().to_owned()),
            )),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens the village, and fills it where it is not there yet.
    pub(super) async fn village(
        &self,
        now: Timestamp,
        entropy: &dyn Entropy,
        tell: impl Fn(usize, usize),
    ) -> anyhow::Result<(Db, [u8; 32])> {
        let (database, filling) = (self.folder.join(DATABASE), self.folder.join(FILLING));
        let is_filled = database.exists();
        let secret = self.folder.join(SECRET_KEY);
        let masters = match key::read(&secret)? {
            Some(masters) => masters,
            None => {
                if is_filled {
                    // A village whose key is lost opens for nobody: begin anew.
                    remove_database(&database)?;
                }
                key::make(&secret, entropy)?
            }
        };
        // A demo's key is never rotated.
        let key = masters
            .get(&FIRST_VERSION)
            .context("the key of this demo is not its own")?;
        if !database.exists() {
            remove_database(&filling)?;
            let db = open(&filling).await?;
            village::fill(&db, key, now, tell).await?;
            // Closing writes everything into the one file; then its name says that it is whole.
            db.close().await;
            std::fs::rename(file_beside(&filling), file_beside(&database)).context("giving its keys their name")?;
            std::fs::rename(&filling, &database).context("giving the village its name")?;
        }
        Ok((open(&database).await?, **key))
    }

    /// Says where the demo can be found, for a second start.
    pub(super) fn say_address(&self, address: &str) -> anyhow::Result<()> {
        std::fs::write(self.folder.join(ADDRESS), format!("{address}\n")).context("writing the demo's address down")
    }

    /// The folder's name, for the screen.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

async fn open(path: &Path) -> anyhow::Result<Db> {
    let db = Db::open(&format!("sqlite:{}", path.display())).await?;
    migrate::migrate(&db).await?;
    Ok(db)
}

/// Removes a database with what SQLite keeps beside it.
fn remove_database(path: &Path) -> anyhow::Result<()> {
    let files = [path.to_owned(), file_beside(path)];
    for (file, end) in files
        .iter()
        .flat_map(|file| ["", "-wal", "-shm", "-journal"].map(|end| (file, end)))
    {
        let mut file = file.as_os_str().to_owned();
        file.push(end);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error).context("removing an old village"),
            _ => {}
        }
    }
    Ok(())
}
