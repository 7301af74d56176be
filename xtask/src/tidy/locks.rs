//! Lock files: no download addresses (a mirror is a matter of one machine), and only licences that `deny.toml` allows.

use super::SourceFile;
use crate::json::Json;

pub(super) fn check(files: &[SourceFile], findings: &mut Vec<String>) {
    let allowed = allowed_licences(files);
    for file in files.iter().filter(|file| file.path.ends_with("package-lock.json")) {
        let Some(lock) = Json::parse(&file.text) else {
            findings.push(format!("{}: not JSON", file.path));
            continue;
        };
        for (name, package) in lock.get("packages").into_iter().flat_map(Json::members) {
            if package
                .get("resolved")
                .and_then(Json::text)
                .is_some_and(|address| address.contains("://"))
            {
                findings.push(format!(
                    "{}: {name} has a download address: put `omit-lockfile-registry-resolved=true` into .npmrc and lock again",
                    file.path
                ));
            }
            // What only builds or tests is not handed out; what goes into the bundle is.
            let handed_out = file.path.starts_with("web/") && !name.is_empty() && package.get("dev").is_none();
            let licence = package.get("license").and_then(Json::text).unwrap_or("none");
            if handed_out && !is_allowed(licence, &allowed) {
                findings.push(format!(
                    "{}: {name} has the licence {licence}, which deny.toml does not allow",
                    file.path
                ));
            }
        }
    }
}

/// The list `allow` of `[licenses]`, one entry a line.
fn allowed_licences(files: &[SourceFile]) -> Vec<&str> {
    let deny = files
        .iter()
        .find(|file| file.path == "deny.toml")
        .map_or("", |file| file.text.as_str());
    let section = deny.split("[licenses]").nth(1).unwrap_or_default();
    let list = section
        .split("\nallow = [")
        .nth(1)
        .and_then(|rest| rest.split("\n]").next())
        .unwrap_or_default();
    list.lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split('"').next())
        .collect()
}

/// An SPDX expression as npm's packages have them: alternatives and combinations, without nesting.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let plain = expression.replace(['(', ')'], "");
    plain
        .split(" OR ")
        .any(|choice| choice.split(" AND ").all(|licence| allowed.contains(&licence.trim())))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::file;

    #[test]
    fn addresses_and_foreign_licences_are_found() {
        let lock = r#"{"packages":{"":{},
            "node_modules/good":{"license":"(GPL-3.0 OR MIT)"},
            "node_modules/bad":{"license":"SSPL-1.0"},
            "node_modules/tool":{"license":"SSPL-1.0","dev":true},
            "node_modules/mirror":{"license":"MIT","resolved":"https://registry.example.org/x.tgz"}}}"#;
        let deny = file(
            "deny.toml",
            "[licenses]\nallow = [\n    \"MIT\",\n]\n[bans]\nallow = [\n    \"SSPL-1.0\",\n]",
        );
        let mut findings = Vec::new();
        check(
            &[
                deny,
                file("web/package-lock.json", lock),
                file("e2e/package-lock.json", "{"),
            ],
            &mut findings,
        );
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(
            findings[0].contains("bad") && findings[1].contains("mirror") && findings[2].contains("e2e"),
            "{findings:?}"
        );
    }
}
