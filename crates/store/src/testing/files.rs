//! Looking for bytes in files: what was forgotten must be in none of them.

use std::path::{Path, PathBuf};

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

/// Whether bytes stand somewhere in others.
pub fn holds(there: &[u8], bytes: &[u8]) -> bool {
    there.windows(bytes.len()).any(|window| window == bytes)
}

/// The files below a folder that hold these bytes.
pub fn files_holding(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let holds = |file: &PathBuf| holds(&std::fs::read(file).expect("a file that can be read"), bytes);
    files(folder).into_iter().filter(holds).collect()
}
