//! The installation's secret key: 32 bytes in a file of their own, beside the database and never in a backup.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::clock::Entropy;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The key's bytes, gone from memory when dropped.
pub type MasterKey = Zeroizing<[u8; 32]>;

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
    #[error("{} holds no secret key: expected 43 characters of base64url, as written at the first start; put the file of this installation back", .0.display())]
    Malformed(PathBuf),
}

/// Reads the key; none when there is no file.
pub fn read(path: &Path) -> Result<Option<MasterKey>, KeyError> {
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

/// 43 characters of base64url, as we write them; or the 32 bytes themselves, as key services keep them.
fn parse(content: &[u8]) -> Option<MasterKey> {
    if let Ok(bytes) = <[u8; 32]>::try_from(content) {
        return Some(Zeroizing::new(bytes));
    }
    let text = std::str::from_utf8(content).ok()?.trim().trim_end_matches('=');
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
    <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new)
}

/// Makes a key and its file, which only this user can read. When another process is faster, its key is taken.
pub fn make(path: &Path, entropy: &dyn Entropy) -> Result<MasterKey, KeyError> {
    let failed = |source| KeyError::File {
        path: path.to_path_buf(),
        source,
    };
    let key = Zeroizing::new(entropy.bytes::<32>());
    let text = Zeroizing::new(format!("{}\n", URL_SAFE_NO_PAD.encode(*key)));
    // Written beside and linked into place: nobody ever reads half a key, and an existing one is never replaced.
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
    let linked = written.and_then(|()| std::fs::hard_link(&beside, path));
    let _ = std::fs::remove_file(&beside);
    match linked {
        Ok(()) => Ok(key),
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
        assert_eq!(*read(&path).unwrap().unwrap(), [0xff; 32]);
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
        ] {
            std::fs::write(&path, wrong).unwrap();
            assert!(matches!(read(&path), Err(KeyError::Malformed(_))), "{wrong}");
        }
    }
}
