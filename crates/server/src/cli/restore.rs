//! `saar restore`: a verified backup takes the database's place; what was there is kept beside it.

use super::backup::{keys_made_at, sqlite_file, with_suffix};
use super::keys::Telling;
use super::progress::{Bar, Steps, size};
use crate::config::Settings;
use crate::serve::Assembly;
use crate::serve::assemble::make_folder;
use crate::serve::key;
use crate::system::SystemClock;
use crate::usecase::{key_rotation, retention};
use anyhow::{Context as _, bail};
use saar_domain::clock::Clock as _;
use saar_domain::limits;
use saar_store::keys::file_beside;
use saar_store::seal::Masters;
use saar_store::{backup, lock, migrate};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

const BUFFER_BYTES: usize = 1 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct RestoreArgs {
    /// The backup
    from: PathBuf,
    /// Also when there is a database: it is kept beside the new one
    #[arg(long)]
    force: bool,
    /// A copy of the secret key's file of when the backup was made, where the keys were rotated since
    #[arg(long, value_name = "FILE")]
    key_of_then: Option<PathBuf>,
    /// It is a copy of the key store, not of the database
    #[arg(long)]
    keys: bool,
}

pub(super) async fn run(settings: &Settings, args: &RestoreArgs) -> anyhow::Result<()> {
    let to = sqlite_file(settings)?;
    if args.keys {
        return restore_keys(settings, &to, args).await;
    }
    let mut steps = Steps::new(4);
    steps.next(&format!("checking {}", args.from.display()));
    let schema = check(&args.from).await?;
    let keys = keys_for(settings, args, &backup::sealed_under(&args.from).await?)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    make_folder(folder.unwrap_or(Path::new(".")))?;
    // Held until the end: no server starts half way, and none is running.
    let held = lock::take(&to).context("the server has to be stopped before its database is replaced")?;
    if to.exists() && !args.force {
        bail!("{} exists: with --force it is moved aside, and kept", to.display());
    }
    steps.next("copying it");
    let partial = with_suffix(&to, ".restoring");
    let copied = copy(&args.from, &partial).and_then(|bytes| {
        let same = bytes == std::fs::metadata(&args.from)?.len();
        if same {
            Ok(())
        } else {
            bail!("the backup changed while it was copied: try again")
        }
    });
    if let Err(error) = copied {
        let _ = std::fs::remove_file(&partial);
        return Err(error);
    }
    steps.next("putting it in place");
    let kept = if to.exists() { Some(move_aside(&to)?) } else { None };
    std::fs::rename(&partial, &to)?;
    if let Some(folder) = folder {
        File::open(folder)?.sync_all()?;
    }
    if let Some(keys) = &keys {
        key::replace(&settings.key_file(), keys)?;
    }
    drop(held);
    steps.next("done");
    if let Some(kept) = kept {
        eprintln!("what was there is kept as {}", kept.display());
    }
    if schema < migrate::newest() {
        eprintln!(
            "it has schema {schema}: the next start brings it to {}",
            migrate::newest()
        );
    }
    if key::read(&settings.key_file())?.is_none() {
        eprintln!(
            "now put the secret key of this backup at {}: without it contact details cannot be read",
            settings.key_file().display()
        );
    }
    if keys.is_some() {
        let assembly = super::for_command(settings).await?;
        let resealed = reseal(&assembly).await;
        assembly.app.keys.close().await;
        assembly.app.db.close().await;
        resealed?;
    }
    println!("{}", to.display());
    Ok(())
}

/// Brings what was put back under a key of today, and destroys the key of then again.
async fn reseal(assembly: &Assembly) -> anyhow::Result<()> {
    let mut telling = Telling::default();
    let rotated = key_rotation::rotate(&assembly.app, &mut |progress| telling.hear(progress)).await?;
    eprintln!("what is in it is sealed under key {} now", rotated.version);
    Ok(())
}

/// The keys that the file has to hold for this backup, where it holds too few. Nothing has been touched yet.
fn keys_for(settings: &Settings, args: &RestoreArgs, sealed_under: &[u8]) -> anyhow::Result<Option<Masters>> {
    // On a new machine the file comes afterwards, as it is said below.
    let Some(mut keys) = key::read(&settings.key_file())? else {
        return Ok(None);
    };
    let missing = |keys: &Masters| sealed_under.iter().copied().find(|version| !keys.contains_key(version));
    let Some(version) = missing(&keys) else { return Ok(None) };
    let Some(of_then) = &args.key_of_then else {
        bail!(
            "{} is sealed under key {version}, which was rotated since: name the copy of the secret key's file of that time with --key-of-then",
            args.from.display()
        );
    };
    for (version, key) in key::read(of_then)?.with_context(|| format!("{} is not there", of_then.display()))? {
        if keys.get(&version).is_some_and(|known| *known != key) {
            bail!(
                "{} is not of this installation: its key {version} is another",
                of_then.display()
            );
        }
        keys.insert(version, key);
    }
    if let Some(version) = missing(&keys) {
        bail!("{} does not hold key {version} either", of_then.display());
    }
    Ok(Some(keys))
}

/// Puts a copy of the key store in the place of one that was lost. Threat: an old copy would bring back keys of what was forgotten since. So none older
/// than a day is taken, and of what it holds only the keys that the database still names are kept.
async fn restore_keys(settings: &Settings, database: &Path, args: &RestoreArgs) -> anyhow::Result<()> {
    let from = &args.from;
    let Some(made_at) = keys_made_at(from) else {
        bail!(
            "{} is no copy of a key store: they are called keys-SECONDS.db, and the name says their age",
            from.display()
        );
    };
    let now = SystemClock.now();
    if now.since(made_at) > limits::KEY_COPY_KEPT {
        bail!(
            "{} is older than a day: it would bring back what was forgotten since. Start without it: alarms are whole, descriptions of before are gone",
            from.display()
        );
    }
    backup::verify(from)
        .await
        .with_context(|| format!("{} is damaged", from.display()))?;
    let keys = keys_for(settings, args, &backup::keys_sealed_under(from).await?)?;
    let held = lock::take(database).context("the server has to be stopped before its key store is replaced")?;
    let to = file_beside(database);
    if to.exists() && !args.force {
        bail!("{} exists: with --force it is replaced", to.display());
    }
    let partial = with_suffix(&to, ".restoring");
    copy(from, &partial)?;
    for part in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(with_suffix(&to, part));
    }
    std::fs::rename(&partial, &to)?;
    if let Some(keys) = &keys {
        key::replace(&settings.key_file(), keys)?;
    }
    drop(held);
    let assembly = super::for_command(settings).await?;
    let mut swept = retention::sweep(&assembly.app, now.plus(limits::KEY_COPY_KEPT))
        .await
        .map_err(anyhow::Error::from);
    if keys.is_some()
        && let Err(error) = reseal(&assembly).await
    {
        swept = Err(error);
    }
    assembly.app.keys.close().await;
    assembly.app.db.close().await;
    let swept = swept?;
    eprintln!("done: {swept} keys of what is forgotten were destroyed again");
    println!("{}", to.display());
    Ok(())
}

/// Its schema, when the backup is whole and this program understands it.
async fn check(from: &Path) -> anyhow::Result<i64> {
    if !from.is_file() {
        bail!("{} is not there", from.display());
    }
    let schema = backup::verify(from)
        .await
        .with_context(|| format!("{} is no backup that can be restored", from.display()))?;
    if schema > migrate::newest() {
        bail!(
            "{} has schema {schema}, this program knows {}: use the program that wrote it, or a newer one",
            from.display(),
            migrate::newest()
        );
    }
    Ok(schema)
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<u64> {
    let mut source = File::open(from).with_context(|| format!("cannot read {}", from.display()))?;
    let total = source.metadata()?.len();
    let mut target = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(to)
        .with_context(|| format!("cannot write {}", to.display()))?;
    let mut bar = Bar::new(total);
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut copied = 0_u64;
    loop {
        let read = source.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        target.write_all(&buffer[..read])?;
        copied += u64::try_from(read).unwrap_or(0);
        bar.at(copied);
    }
    bar.end();
    target.sync_all()?;
    eprintln!("      {}", size(copied));
    Ok(copied)
}

/// Moves the database aside with its journal: commits that only stand in `-wal` belong to it, and must not be read into the restored one.
fn move_aside(database: &Path) -> anyhow::Result<PathBuf> {
    let kept = with_suffix(database, &format!(".before-restore-{}", SystemClock.now().as_seconds()));
    if kept.exists() {
        bail!("{} exists already: wait a second", kept.display());
    }
    for part in ["-wal", "-shm"] {
        let from = with_suffix(database, part);
        if from.exists() {
            std::fs::rename(&from, with_suffix(&kept, part))?;
        }
    }
    std::fs::rename(database, &kept)?;
    Ok(kept)
}
