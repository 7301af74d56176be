//! Rules for a single file: short, finished, and about no machine in particular.

use std::collections::BTreeMap;

use super::SourceFile;

/// A file that is longer is hard to hold in one's head.
const LINES_MAX: usize = 600;

/// Files that may be longer, each with its reason: `path: reason` a line.
const ALLOW_LIST: &str = "xtask/tidy-allow.txt";

/// What people write, as opposed to what tools do.
const WRITTEN: [&str; 15] = [
    ".rs", ".ts", ".mjs", ".js", ".css", ".html", ".txt", ".sql", ".ftl", ".toml", ".md", ".sh", ".yml", ".svg",
    ".conf",
];

pub(super) fn check(files: &[SourceFile], findings: &mut Vec<String>) {
    let allowed = allow_list(files, findings);
    for file in files {
        let lines = file.text.lines().count();
        let reason = allowed.get(file.path.as_str());
        if file.ends_with_any(&WRITTEN) && lines > LINES_MAX && reason.is_none() {
            findings.push(format!(
                "{}: {lines} lines, {LINES_MAX} is the most: split it by noun, or give {ALLOW_LIST} a reason",
                file.path
            ));
        }
        if lines <= LINES_MAX && reason.is_some() {
            findings.push(format!("{ALLOW_LIST}: {} is short enough now: take it out", file.path));
        }
        unfinished(file, findings);
        machine_paths(file, findings);
    }
    for path in allowed
        .keys()
        .filter(|path| !files.iter().any(|file| file.path == **path))
    {
        findings.push(format!("{ALLOW_LIST}: there is no file {path}: take it out"));
    }
}

fn allow_list<'a>(files: &'a [SourceFile], findings: &mut Vec<String>) -> BTreeMap<&'a str, &'a str> {
    let mut allowed = BTreeMap::new();
    let lines = files
        .iter()
        .filter(|file| file.path == ALLOW_LIST)
        .flat_map(|file| file.text.lines());
    for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.split_once(": ") {
            Some((path, reason)) if !reason.trim().is_empty() => {
                allowed.insert(path, reason);
            }
            _ => findings.push(format!("{ALLOW_LIST}: `{line}` is not `path: reason`")),
        }
    }
    allowed
}

fn unfinished(file: &SourceFile, findings: &mut Vec<String>) {
    // Spelled in two parts, so that this file is not a finding.
    let marks = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
    ];
    for (number, line) in numbered(file) {
        for mark in marks.iter().filter(|mark| line.contains(*mark)) {
            findings.push(format!(
                "{}:{number}: `{mark}`: finish it, or open an issue and say what is true today",
                file.path
            ));
        }
    }
}

/// A path of somebody's machine works for nobody else.
fn machine_paths(file: &SourceFile, findings: &mut Vec<String>) {
    let paths = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/tm", "p/"),
    ];
    for (number, line) in numbered(file) {
        for path in paths {
            let begins_a_path = line.match_indices(path).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                !before.is_some_and(|before| before.is_alphanumeric() || "._-/}*~".contains(before))
            });
            if begins_a_path {
                findings.push(format!("{}:{number}: `{path}` is a path of one machine", file.path));
            }
        }
    }
}

fn numbered(file: &SourceFile) -> impl Iterator<Item = (usize, &str)> {
    file.text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::{SourceFile, file};

    fn findings(files: &[SourceFile]) -> Vec<String> {
        let mut findings = Vec::new();
        check(files, &mut findings);
        findings
    }

    #[test]
    fn a_long_file_needs_a_reason_and_a_short_one_needs_none() {
        let long = || file("a.rs", &"x\n".repeat(601));
        assert_eq!(findings(&[long()]).len(), 1);
        assert_eq!(
            findings(&[long(), file("xtask/tidy-allow.txt", "# why\na.rs: one table\n")]).len(),
            0
        );
        assert_eq!(
            findings(&[file("a.rs", "x\n"), file("xtask/tidy-allow.txt", "a.rs: one table\n")]).len(),
            1
        );
        assert_eq!(
            findings(&[file("xtask/tidy-allow.txt", "b.rs: gone\nno reason\n")]).len(),
            2
        );
        assert_eq!(findings(&[file("package-lock.json", &"x\n".repeat(9000))]).len(), 0);
    }

    #[test]
    fn unfinished_work_and_machine_paths_are_found_with_their_line() {
        let text = format!(
            "fn a() {{}}\n{}) }}\nread(\"{}\")\n",
            concat!("fn b() { to", "do!("),
            concat!("/ro", "ot/x")
        );
        let found = findings(&[file("a.rs", &text)]);
        assert!(
            found.len() == 2 && found[0].starts_with("a.rs:2:") && found[1].starts_with("a.rs:3:"),
            "{found:?}"
        );
    }

    #[test]
    fn a_part_of_a_longer_path_is_no_machine_path() {
        assert_eq!(
            findings(&[file(
                "a.md",
                concat!("see docs/ho", "me/x and https://example.org/wo", "rk/")
            )]),
            [""; 0]
        );
    }
}
