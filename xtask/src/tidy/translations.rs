//! The words on screen: every key in every language, every key used, and none used that is not there.

use std::collections::{BTreeMap, BTreeSet};

use super::SourceFile;

const FOLDER: &str = "crates/server/translations/";

/// Where keys are used.
const USERS: [&str; 2] = ["crates/server/", "profiles/"];

pub(super) fn check(files: &[SourceFile], findings: &mut Vec<String>) {
    let languages = keys_by_language(files);
    let all: BTreeSet<&str> = languages.values().flatten().copied().collect();
    for (language, keys) in &languages {
        // A country's wording (`nl-BE`, `en-BE`) falls back to its language's: it holds only what differs, and nothing that its language has not.
        if let Some((whole, _)) = language.split_once('-') {
            for key in languages
                .get(whole)
                .into_iter()
                .flat_map(|known| keys.difference(known))
            {
                findings.push(format!("{FOLDER}{language}.ftl: `{key}` is not in {whole}.ftl"));
            }
            continue;
        }
        for key in all.difference(keys) {
            findings.push(format!(
                "{FOLDER}{language}.ftl: `{key}` is missing, another language has it"
            ));
        }
    }
    if all.is_empty() {
        return;
    }
    let users: Vec<&SourceFile> = files
        .iter()
        .filter(|file| {
            USERS.iter().any(|folder| file.path.starts_with(folder))
                && file.ends_with_any(&[".rs", ".html", ".txt", ".toml", ".svg"])
        })
        .collect();
    let literals: BTreeSet<&str> = users.iter().flat_map(|file| quoted(&file.text)).collect();
    // `t("kind-" ~ kind)` and `format!("kind-{kind}")` use every key that begins so.
    let beginnings: Vec<&str> = literals
        .iter()
        .filter_map(|literal| {
            literal
                .split_once('{')
                .map_or_else(|| literal.strip_suffix('-'), |(start, _)| start.strip_suffix('-'))
        })
        .filter(|start| !start.is_empty())
        .collect();
    // A message may also be used by another message.
    let referred: BTreeSet<&str> = files
        .iter()
        .filter(|file| file.path.starts_with(FOLDER))
        .flat_map(|file| references(&file.text))
        .collect();
    for key in &all {
        let begun = beginnings
            .iter()
            .any(|start| key.strip_prefix(start).is_some_and(|rest| rest.starts_with('-')));
        if !literals.contains(key) && !begun && !referred.contains(key) {
            findings.push(format!(
                "{FOLDER}: `{key}` is used nowhere: take it out of every language"
            ));
        }
    }
    for file in users {
        for key in asked_for(&file.text).filter(|key| !all.contains(key)) {
            findings.push(format!("{}: `{key}` has no translation", file.path));
        }
    }
}

/// The keys of each language, from `nl.ftl` or from the files in `nl/`.
fn keys_by_language(files: &[SourceFile]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut languages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.ends_with(".ftl")) {
        let Some(name) = file.path.strip_prefix(FOLDER) else {
            continue;
        };
        let language = name.split(['.', '/']).next().unwrap_or_default();
        let keys = file.text.lines().filter_map(|line| {
            let begins_a_message = line.starts_with(|first: char| first.is_ascii_alphabetic());
            begins_a_message
                .then(|| line.split_once('='))
                .flatten()
                .map(|(key, _)| key.trim_end())
        });
        languages.entry(language).or_default().extend(keys);
    }
    languages
}

/// Every text between quotes on one line, of either kind.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| ['"', '\''].into_iter().flat_map(move |quote| line.split(quote).skip(1)))
}

/// `{ other-key }` inside a message.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .map(str::trim)
}

/// The whole keys of `t("key"` and `t('key'`; a key that is put together ends in a dash and is not one.
fn asked_for(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("t(").filter_map(|(at, _)| {
        let its_own_word =
            !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '!');
        let inside = text[at + 2..].trim_start();
        let quote = inside.chars().next().filter(|first| *first == '"' || *first == '\'')?;
        let key = inside[1..].split(quote).next()?;
        let looks_like_one = key.contains('-')
            && !key.ends_with('-')
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (its_own_word && looks_like_one).then_some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::file;

    fn findings(nl: &str, en: &str, page: &str, rust: &str) -> Vec<String> {
        let mut findings = Vec::new();
        let files = [
            file("crates/server/translations/nl.ftl", nl),
            file("crates/server/translations/en.ftl", en),
            file("crates/server/templates/home.html", page),
            file("crates/server/src/web.rs", rust),
        ];
        check(&files, &mut findings);
        findings
    }

    #[test]
    fn whole_and_composed_keys_count_as_used() {
        let words = "home-quiet = x\nkind-theft = x\n    .hint = y\nstate-open = { home-other }\nhome-other = z\n";
        assert_eq!(
            findings(
                words,
                words,
                "{{ t(\"home-quiet\") }} {{ t('kind-' ~ kind) }}",
                "format!(\"state-{state}\")"
            ),
            [""; 0]
        );
    }

    #[test]
    fn missing_unused_and_unknown_keys_are_found() {
        let found = findings(
            "a-b = x\nc-d = x\n",
            "a-b = x\n",
            "{{ t(\"a-b\") }} {{ t(\"e-f\") }}",
            "",
        );
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(
            found[0].contains("en.ftl: `c-d`")
                && found[1].contains("`c-d` is used nowhere")
                && found[2].contains("`e-f`"),
            "{found:?}"
        );
    }
}
