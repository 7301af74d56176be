//! The front end's bundle: `web/` → `web/dist/`, built only when something that goes into it changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::shell::{on_path, program, root, run};

/// What became of the bundle.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Bundle {
    /// It was already right.
    Fresh,
    /// It was built just now.
    Built,
    /// It could not be built here, for this reason; pages work without it.
    Missing(String),
}

impl Bundle {
    /// One line for the person at the desk.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Fresh => "web/dist is up to date".to_owned(),
            Self::Built => "web/dist was built".to_owned(),
            Self::Missing(reason) => format!("web/dist was not built: {reason}"),
        }
    }
}

/// Brings the bundle up to date: `npm ci` only when the lock file changed, `npm run build` only when a source did.
///
/// The notes about what was built last lie inside `node_modules`, so that whoever removes it removes them too.
pub(crate) fn ensure() -> Result<Bundle, String> {
    let web = root().join("web");
    if !web.join("package.json").is_file() {
        return Ok(Bundle::Missing("there is no web/package.json yet".to_owned()));
    }
    let built_note = web.join("node_modules/.saar-built");
    let sources = hash(&sources_of(&web)?)?;
    if web.join("dist").is_dir() && noted(&built_note) == sources {
        return Ok(Bundle::Fresh);
    }
    if !on_path("npm") {
        return Ok(Bundle::Missing("npm is not on this machine".to_owned()));
    }
    ensure_packages(&web)?;
    run(program("npm").args(["run", "--silent", "build"]).current_dir(&web))?;
    fs::write(&built_note, sources).map_err(|error| format!("{}: {error}", built_note.display()))?;
    Ok(Bundle::Built)
}

/// Installs the packages of a folder's lock file, unless they are the ones already there.
pub(crate) fn ensure_packages(folder: &Path) -> Result<(), String> {
    let lock_note = folder.join("node_modules/.saar-lock");
    let lock = hash(&[folder.join("package-lock.json"), folder.join("package.json")])?;
    if noted(&lock_note) == lock {
        return Ok(());
    }
    println!(
        "installing the packages of {} (npm ci)",
        folder.strip_prefix(root()).unwrap_or(folder).display()
    );
    run(program("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder))?;
    fs::create_dir_all(folder.join("node_modules")).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::write(&lock_note, lock).map_err(|error| format!("{}: {error}", lock_note.display()))
}

/// Every file under `web/` that can change the bundle.
fn sources_of(web: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![web.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
            let made_here = folder == web
                && ["node_modules", "dist", ".build"]
                    .iter()
                    .any(|name| path.ends_with(name));
            if made_here {
            } else if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A number that changes when a name or a byte of the files changes. Not for secrets: it only saves time.
fn hash(files: &[PathBuf]) -> Result<String, String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)
            .map_err(|error| format!("{}: {error}", file.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn noted(note: &Path) -> String {
    fs::read_to_string(note).unwrap_or_default()
}
