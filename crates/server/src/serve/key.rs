//! The installation's secret key: 32 bytes in a file of their own, beside the database and never in a backup. While one takes over from another the file
//! holds both, each after its version.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::clock::Entropy;
use saar_store::seal::{FIRST_VERSION, Masters};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file could not be read or made.
    #[error("the secret key {}: {source}; is the folder there, and does it belong to this user?", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("{} holds no secret key: expected 43 characters of base64url, as written at the first start, or lines of a version and a key; put the file of this installation back", .0.display())]
    Malformed(PathBuf),
}

/// Reads the keys by version; none when there is no file.
pub fn read(path: &Path) -> Result<Option<Masters>, KeyError> {
    let failed = |source| KeyError::File {
        path: path.to_path_buf(),
        source,
    };
    let content = match std::fs::read(path) {
        Ok(content) => Zeroizing::new(content),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mode = std::fs::metadata(path).map_err(failed)?.permissions().mode();
    // Threat: other users of the machine could open every contact detail of a stolen backup. A warning only, for container secrets look so.
    if mode & 0o077 != 0 {
        tracing::warn!(file = %path.display(), "other users can read the secret key: chmod 600 it");
    }
    parse(&content)
        .map(Some)
        .ok_or_else(|| KeyError::Malformed(path.to_path_buf()))
}

/// 43 characters of base64url, as the first start writes them; the 32 bytes themselves, as key services keep them; or a version and a key on each line, as a
/// rotation writes them.
fn parse(content: &[u8]) -> Option<Masters> {
    if let Ok(bytes) = <[u8; 32]>::try_from(content) {
        return Some(Masters::from([(FIRST_VERSION, Zeroizing::new(bytes))]));
    }
    let text = std::str::from_utf8(content).ok()?.trim();
    if let Some(key) = parse_key(text) {
        return Some(Masters::from([(FIRST_VERSION, key)]));
    }
    let mut masters = Masters::new();
    for line in text.lines() {
        let (version, key) = line.trim().split_once(' ')?;
        if masters.insert(version.parse().ok()?, parse_key(key)?).is_some() {
            return None;
        }
    }
    (!masters.is_empty()).then_some(masters)
}

fn parse_key(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?);
    <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new)
}

fn text_of(masters: &Masters) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::new());
    let alone = masters.len() == 1;
    for (version, key) in masters {
        // As any program of this house can read it, for as long as nothing was rotated.
        if !(alone && *version == FIRST_VERSION) {
            text.push_str(&format!("{version} "));
        }
        text.push_str(&Zeroizing::new(URL_SAFE_NO_PAD.encode(**key)));
        text.push('\n');
    }
    text
}

/// The name of what a killed program may have left: the former file, not yet written over.
const LEAVING: &str = ".leaving.";

/// Puts other keys into the file, at once, and writes zeroes over the former file where it stands: its name alone would leave its bytes on the disk.
pub fn replace(path: &Path, masters: &Masters) -> Result<(), KeyError> {
    let failed = |source| KeyError::File {
        path: path.to_path_buf(),
        source,
    };
    let beside = named_beside(path, ".");
    let leaving = named_beside(path, LEAVING);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::File::open(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    // One at a time: a server and the command that rotates drop the former key from one file at the same moment.
    folder.lock().map_err(failed)?;
    let replaced = write_new(&beside, &text_of(masters)).and_then(|()| {
        // Called by root, it stays the server's file.
        let (was, is) = (std::fs::metadata(path)?, std::fs::metadata(&beside)?);
        if was.uid() != is.uid() {
            std::os::unix::fs::chown(&beside, Some(was.uid()), Some(was.gid()))?;
        }
        // Of an earlier one that was killed, perhaps with our number.
        write_over_left(path)?;
        std::fs::hard_link(path, &leaving)?;
        std::fs::rename(&beside, path)?;
        folder.sync_all()?;
        write_over_left(path)
    });
    let _ = std::fs::remove_file(&beside);
    replaced.map_err(failed)
}

/// Writes over what was left by a program that was killed in between.
fn write_over_left(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut begins = path.file_name().unwrap_or_default().to_owned();
    begins.push(LEAVING);
    for entry in std::fs::read_dir(folder.unwrap_or(Path::new(".")))? {
        let left = entry?.path();
        let ours = left
            .file_name()
            .unwrap_or_default()
            .as_encoded_bytes()
            .starts_with(begins.as_encoded_bytes());
        // Threat: killed between the link and the new name, the left file is the present one. That one is not written over.
        let same = || std::io::Result::Ok(std::fs::metadata(&left)?.ino() == std::fs::metadata(path)?.ino());
        if !ours {
            continue;
        }
        if !same()? {
            let mut file = std::fs::OpenOptions::new().write(true).open(&left)?;
            let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
            file.write_all(&vec![0; length])?;
            file.sync_all()?;
        }
        std::fs::remove_file(&left)?;
    }
    Ok(())
}

fn named_beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!("{what}{}", std::process::id()));
    PathBuf::from(name)
}

/// A file that only this user can read, on the disk when this returns.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Makes a key and its file, which only this user can read. When another process is faster, its key is taken.
pub fn make(path: &Path, entropy: &dyn Entropy) -> Result<Masters, KeyError> {
    let failed = |source| KeyError::File {
        path: path.to_path_buf(),
        source,
    };
    let masters = Masters::from([(FIRST_VERSION, Zeroizing::new(entropy.bytes::<32>()))]);
    // Written beside and linked into place: nobody ever reads half a key, and an existing one is never replaced.
    let beside = named_beside(path, ".");
    let linked = write_new(&beside, &text_of(&masters)).and_then(|()| std::fs::hard_link(&beside, path));
    let _ = std::fs::remove_file(&beside);
    match linked {
        Ok(()) => Ok(masters),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| KeyError::Malformed(path.to_path_buf()))
        }
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saar_store::testing::SeededEntropy;

    #[test]
    fn a_key_is_made_once_and_read_again_by_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        assert!(read(&path).unwrap().is_none());
        let first = make(&path, &SeededEntropy::new(1)).unwrap();
        let second = make(&path, &SeededEntropy::new(2)).unwrap();
        assert_eq!(first, second, "an existing key is never replaced");
        assert_eq!(read(&path).unwrap().unwrap(), first);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn the_bytes_themselves_are_a_key_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        std::fs::write(&path, [0xff; 32]).unwrap();
        assert_eq!(*read(&path).unwrap().unwrap()[&1], [0xff; 32]);
    }

    #[test]
    fn another_file_is_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        for wrong in [
            "",
            "AAAA",
            "not base64 at all, but forty-three long !!!",
            &"A".repeat(86),
            &format!("3 {}\n3 {}", "A".repeat(43), "B".repeat(43)),
            &format!("three {}", "A".repeat(43)),
        ] {
            std::fs::write(&path, wrong).unwrap();
            assert!(matches!(read(&path), Err(KeyError::Malformed(_))), "{wrong}");
        }
    }

    #[test]
    fn other_keys_take_the_files_place_and_the_former_bytes_are_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        let mut masters = make(&path, &SeededEntropy::new(1)).unwrap();
        let first = std::fs::read(&path).unwrap();
        // A second name for the same bytes on the disk shows what becomes of them.
        let disk = folder.path().join("disk");
        std::fs::hard_link(&path, &disk).unwrap();
        masters.insert(3, Zeroizing::new([3; 32]));
        replace(&path, &masters).unwrap();
        assert_eq!(read(&path).unwrap().unwrap(), masters);
        assert_eq!(std::fs::read(&disk).unwrap(), vec![0; first.len()]);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        // Killed in between: the former file is written over by the next, and the present one never.
        std::fs::hard_link(&path, folder.path().join("secret.key.leaving.1")).unwrap();
        std::fs::write(folder.path().join("secret.key.leaving.2"), &first).unwrap();
        masters.remove(&1);
        replace(&path, &masters).unwrap();
        assert_eq!(read(&path).unwrap().unwrap(), masters);
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["disk", "secret.key"]);
    }
}
