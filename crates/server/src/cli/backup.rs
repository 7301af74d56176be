//! `saar backup`: a verified copy of the SQLite database, also while it is used.

use super::progress::{Steps, size, watch};
use crate::config::Settings;
use anyhow::{Context as _, bail};
use saar_store::{Db, backup};
use std::fs::{DirBuilder, File, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct BackupArgs {
    /// The new file; an existing one is never overwritten
    to: PathBuf,
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
        "done: {}; keep {} apart from it",
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

/// The path with something after its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
