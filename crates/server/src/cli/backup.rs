//! `saar backup`: a verified copy of the SQLite database, also while it is used.

use super::progress::{Steps, size, watch};
use crate::config::Settings;
use crate::system::SystemClock;
use anyhow::{Context as _, bail};
use saar_domain::clock::{Clock as _, Timestamp};
use saar_domain::limits;
use saar_store::keys::file_beside;
use saar_store::{Db, backup};
use std::fs::{DirBuilder, File, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct BackupArgs {
    /// The new file; an existing one is never overwritten. With --keys: the folder of the copies
    to: PathBuf,
    /// Copy the key store instead, and remove copies in that folder that are older than 24 hours
    #[arg(long)]
    keys: bool,
}

/// The SQLite file of the settings.
pub(super) fn sqlite_file(settings: &Settings) -> anyhow::Result<PathBuf> {
    settings
        .sqlite_file()
        .context("this is for SQLite; a PostgreSQL database is copied with pg_dump and put back with pg_restore")
}

pub(super) async fn run(settings: &Settings, args: &BackupArgs) -> anyhow::Result<()> {
    let from = sqlite_file(settings)?;
    let total = std::fs::metadata(&from)
        .with_context(|| format!("no database at {}: name its folder with --data-dir", from.display()))?
        .len();
    let to = &args.to;
    if args.keys {
        return copy_keys(&from, to).await;
    }
    if to.exists() {
        bail!("{} exists: name a new file", to.display());
    }
    let mut steps = Steps::new(3);
    steps.next(&format!("copying {} ({})", from.display(), size(total)));
    // A folder for this user only, renamed from when complete: nobody reads the copy meanwhile, and no half copy ever has the backup's name.
    let folder = with_suffix(to, ".partial");
    DirBuilder::new().mode(0o700).create(&folder).with_context(|| {
        format!(
            "cannot make {}: is the folder there? Remove what an earlier attempt left",
            folder.display()
        )
    })?;
    let copied = copy(settings, &folder, total, &mut steps, to).await;
    let _ = std::fs::remove_dir_all(&folder);
    copied?;
    let bytes = std::fs::metadata(to)?.len();
    println!("{}", to.display());
    eprintln!(
        "done: {}, without the keys of what people said; keep {} apart from it",
        size(bytes),
        settings.key_file().display()
    );
    Ok(())
}

async fn copy(settings: &Settings, folder: &Path, total: u64, steps: &mut Steps, to: &Path) -> anyhow::Result<()> {
    let partial = folder.join("copy.db");
    let db = Db::open(&settings.database()).await?;
    let copied = watch(&partial, total, backup::copy(&db, &partial)).await;
    db.close().await;
    copied?;
    steps.next("verified: reads whole, nothing is damaged");
    if let Err(error) = std::fs::set_permissions(&partial, Permissions::from_mode(0o600)) {
        // A stick without rights of users; the copy is good all the same.
        eprintln!("      others may be able to read it: {error}");
    }
    File::open(&partial)?.sync_all()?;
    steps.next("naming it");
    // A link, not a rename: a file that came to have this name meanwhile is not replaced.
    match std::fs::hard_link(&partial, to) {
        // A stick that knows no links.
        Err(error) if error.kind() != ErrorKind::AlreadyExists && !to.exists() => std::fs::rename(&partial, to),
        other => other,
    }
    .with_context(|| format!("cannot make {}", to.display()))
}

/// The name of a copy of the key store says when it was made, in seconds since 1970.
fn keys_name(made_at: Timestamp) -> String {
    format!("keys-{}.db", made_at.as_seconds())
}

/// When a copy of the key store was made, by its name.
pub(super) fn keys_made_at(copy: &Path) -> Option<Timestamp> {
    let seconds = copy.file_name()?.to_str()?.strip_prefix("keys-")?.strip_suffix(".db")?;
    Some(Timestamp::from_millis(seconds.parse::<i64>().ok()?.checked_mul(1000)?))
}

/// Copies the key store into a folder, where no copy gets older than a day (EDGES 24).
async fn copy_keys(database: &Path, folder: &Path) -> anyhow::Result<()> {
    if folder.exists() && !folder.is_dir() {
        bail!("{} is a file: with --keys, name a folder", folder.display());
    }
    DirBuilder::new()
        .mode(0o700)
        .recursive(true)
        .create(folder)
        .with_context(|| format!("cannot make {}", folder.display()))?;
    let now = SystemClock.now();
    let keys = file_beside(database);
    if !keys.exists() {
        bail!("no key store at {}: it is made at the first start", keys.display());
    }
    let (to, partial) = (folder.join(keys_name(now)), folder.join("keys.partial"));
    let _ = std::fs::remove_file(&partial);
    let db = Db::open(&format!("sqlite:{}", keys.display())).await?;
    let copied = backup::copy(&db, &partial).await;
    db.close().await;
    copied?;
    std::fs::set_permissions(&partial, Permissions::from_mode(0o600)).ok();
    File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, &to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let old = keys_made_at(&path).is_some_and(|made_at| now.since(made_at) > limits::KEY_COPY_KEPT);
        if old {
            std::fs::remove_file(&path).with_context(|| format!("cannot remove the old copy {}", path.display()))?;
            eprintln!("removed {}: it was older than a day", path.display());
        }
    }
    println!("{}", to.display());
    Ok(())
}

/// The path with something after its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
