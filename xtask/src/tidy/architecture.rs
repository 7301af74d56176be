//! The pages that explain the house name only what is in it.

use std::path::Path;

use super::SourceFile;

/// The pages that are checked.
const PAGES: [&str; 4] = ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "bench/README.md"];

/// The folders at the root: a word in backticks that begins with one of them is a path.
const FOLDERS: [&str; 9] = [
    "crates/",
    "web/",
    "e2e/",
    "xtask/",
    "bench/",
    "docs/",
    "profiles/",
    ".ci/",
    ".cargo/",
];

pub(super) fn check(root: &Path, files: &[SourceFile], findings: &mut Vec<String>) {
    for page in files.iter().filter(|file| PAGES.contains(&file.path.as_str())) {
        for (index, line) in page.text.lines().enumerate() {
            for path in paths_in(line) {
                let made_by_a_build =
                    path.starts_with("web/dist") || path.contains("node_modules") || path.starts_with("e2e/shots");
                if !made_by_a_build && !root.join(&path).exists() {
                    findings.push(format!("{}:{}: `{path}` is not there", page.path, index + 1));
                }
            }
        }
    }
}

/// The paths of a line: in backticks or as the target of a link, `{a,b}` written out, up to the first wildcard.
fn paths_in(line: &str) -> Vec<String> {
    let ticked = line.split('`').skip(1).step_by(2);
    let linked = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next());
    let mut paths = Vec::new();
    for word in ticked.chain(linked) {
        let word = word.trim_start_matches("./");
        if FOLDERS.iter().any(|folder| word.starts_with(folder)) && !word.contains(' ') {
            for path in spelled_out(word) {
                // `crates/store/src/*.rs` and `crates/domain/src/id.rs:12` are about their folder and their file.
                let path = path.split(['*', '…', '<', ':']).next().unwrap_or_default();
                let whole = path.len() == word.len() || !word.contains(['*', '…', '<']);
                let path = if whole {
                    path
                } else {
                    path.rsplit_once('/').map_or("", |(folder, _)| folder)
                };
                paths.push(path.trim_end_matches('/').to_owned());
            }
        }
    }
    paths
}

fn spelled_out(word: &str) -> Vec<String> {
    let Some((before, rest)) = word.split_once('{') else {
        return vec![word.to_owned()];
    };
    let Some((names, after)) = rest.split_once('}') else {
        return vec![word.to_owned()];
    };
    names
        .split(',')
        .flat_map(|name| spelled_out(&format!("{before}{}{after}", name.trim())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{check, paths_in};
    use crate::shell::root;
    use crate::tidy::file;

    #[test]
    fn finds_the_paths_of_a_line() {
        assert_eq!(
            paths_in(
                "`crates/store/migrations/{sqlite,postgres}/`, [x](docs/adr/0001.md#why), `cargo verify`, `xtask/src/*.rs`"
            ),
            [
                "crates/store/migrations/sqlite",
                "crates/store/migrations/postgres",
                "xtask/src",
                "docs/adr/0001.md"
            ]
        );
        assert_eq!(paths_in("`crates/domain/src/id.rs:12`"), ["crates/domain/src/id.rs"]);
    }

    #[test]
    fn a_path_that_is_gone_is_a_finding() {
        let mut findings = Vec::new();
        check(
            &root(),
            &[file("ARCHITECTURE.md", "`xtask/src/main.rs`\n`xtask/src/gone.rs`")],
            &mut findings,
        );
        assert_eq!(findings, ["ARCHITECTURE.md:2: `xtask/src/gone.rs` is not there"]);
    }
}
