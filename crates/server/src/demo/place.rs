//! The demo's folder: one village, filled once. A half-filled one never gets the name of a whole one, so an interrupted fill starts anew.

use super::village;
use anyhow::Context as _;
use saar_domain::clock::{Entropy, Timestamp};
use saar_store::lock::{self, Guard};
use saar_store::{Db, StoreError, migrate};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Where the demo lives unless it is told otherwise: under the working folder, ignored by git.
const USUAL: &str = "data/demo";
const DATABASE: &str = "village.db";
const FILLING: &str = "village-filling.db";
const MASTER_KEY: &str = "master.key";
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
        let folder = folder.unwrap_or_else(|| PathBuf::from(USUAL));
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
        let key = match read_key(&self.folder.join(MASTER_KEY))? {
            Some(key) => key,
            // A village whose key is lost opens for nobody: begin anew.
            None if is_filled => {
                remove_database(&database)?;
                make_key(&self.folder.join(MASTER_KEY), entropy)?
            }
            None => make_key(&self.folder.join(MASTER_KEY), entropy)?,
        };
        if !database.exists() {
            remove_database(&filling)?;
            let db = open(&filling).await?;
            village::fill(&db, &key, now, tell).await?;
            // Closing writes everything into the one file; then its name says that it is whole.
            db.close().await;
            std::fs::rename(&filling, &database).context("giving the village its name")?;
        }
        Ok((open(&database).await?, key))
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
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(end);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error).context("removing an old village"),
            _ => {}
        }
    }
    Ok(())
}

/// The key in the file; none where there is none, or half of one.
fn read_key(path: &Path) -> anyhow::Result<Option<[u8; 32]>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes.try_into().ok()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("reading the demo's key"),
    }
}

fn make_key(path: &Path, entropy: &dyn Entropy) -> anyhow::Result<[u8; 32]> {
    let key = entropy.bytes::<32>();
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // Threat: another user of this machine. There is nobody real in the village; habits matter all the same.
        options.mode(0o600);
    }
    let mut file = options.open(path).context("making the demo's key")?;
    file.write_all(&key).context("writing the demo's key")?;
    file.sync_all().context("writing the demo's key")?;
    Ok(key)
}
