//! The step `tidy`: rules of this house that no other tool knows. Each finding names a file and what to do.

mod architecture;
mod files;
mod locks;
mod migrations;
mod translations;

use std::fs;
use std::path::Path;

use crate::shell::{output, program, root};
use crate::verify::Outcome;

/// A text file of the repository: its path from the root, with `/`, and what is in it.
pub(crate) struct SourceFile {
    path: String,
    text: String,
}

impl SourceFile {
    fn ends_with_any(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }
}

/// Runs every rule and tells all that they found, not just the first.
pub(crate) fn run() -> Result<Outcome, String> {
    let root = root();
    let files = all_files(&root)?;
    let mut findings = Vec::new();
    files::check(&files, &mut findings);
    migrations::check(&files, &mut findings);
    architecture::check(&root, &files, &mut findings);
    locks::check(&files, &mut findings);
    translations::check(&files, &mut findings);
    if findings.is_empty() {
        return Ok(Outcome::Passed);
    }
    for finding in &findings {
        println!("  {finding}");
    }
    Err(match findings.len() {
        1 => "one finding".to_owned(),
        several => format!("{several} findings"),
    })
}

/// What git would commit, as far as it is text.
fn all_files(root: &Path) -> Result<Vec<SourceFile>, String> {
    // A CI machine may have cloned as another user, whom git would not trust; we only list names.
    let list = output(program("git").args([
        "-c",
        "safe.directory=*",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]))?;
    let mut paths: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut files = Vec::new();
    for path in paths {
        // A file that was just deleted is still in git's list; a picture is no text.
        if let Ok(text) = fs::read_to_string(root.join(path)) {
            files.push(SourceFile {
                path: path.to_owned(),
                text,
            });
        }
    }
    Ok(files)
}

#[cfg(test)]
pub(crate) fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
