//! Both databases go through the same history: the same numbers with the same names.

use std::collections::BTreeSet;

use super::SourceFile;

const FOLDER: &str = "crates/store/migrations";

pub(super) fn check(files: &[SourceFile], findings: &mut Vec<String>) {
    let of = |database: &str| -> BTreeSet<&str> {
        let folder = format!("{FOLDER}/{database}/");
        files
            .iter()
            .filter_map(|file| file.path.strip_prefix(&folder))
            .collect()
    };
    let (sqlite, postgres) = (of("sqlite"), of("postgres"));
    for name in sqlite.difference(&postgres) {
        findings.push(format!(
            "{FOLDER}/sqlite/{name}: PostgreSQL has no migration of that number and name"
        ));
    }
    for name in postgres.difference(&sqlite) {
        findings.push(format!(
            "{FOLDER}/postgres/{name}: SQLite has no migration of that number and name"
        ));
    }
    let mut numbers = BTreeSet::new();
    for name in sqlite {
        let number = name.split('_').next().unwrap_or_default();
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) || !name.ends_with(".sql") {
            findings.push(format!(
                "{FOLDER}/sqlite/{name}: a migration is called 0001_what_it_does.sql"
            ));
        } else if !numbers.insert(number) {
            findings.push(format!("{FOLDER}/sqlite/{name}: the number {number} is there twice"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::file;

    #[test]
    fn both_folders_must_agree() {
        let (s, p) = ("crates/store/migrations/sqlite", "crates/store/migrations/postgres");
        let judge = |names: &[(&str, &str)]| {
            let files: Vec<_> = names
                .iter()
                .map(|(folder, name)| file(&format!("{folder}/{name}"), ""))
                .collect();
            let mut findings = Vec::new();
            check(&files, &mut findings);
            findings.len()
        };
        assert_eq!(judge(&[(s, "0001_a.sql"), (p, "0001_a.sql")]), 0);
        assert_eq!(judge(&[(s, "0001_a.sql"), (p, "0001_b.sql")]), 2);
        assert_eq!(
            judge(&[
                (s, "0001_a.sql"),
                (p, "0001_a.sql"),
                (s, "0001_c.sql"),
                (p, "0001_c.sql")
            ]),
            1
        );
        assert_eq!(judge(&[(s, "first.sql"), (p, "first.sql")]), 1);
    }
}
