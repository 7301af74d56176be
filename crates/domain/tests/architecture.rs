//! ARCHITECTURE.md shows the table of transitions to people; this compares it with the one that the program runs by.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test")]

use saar_domain::incident::state::TRANSITIONS;
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../ARCHITECTURE.md");
const BEGIN: &str = "<!-- transitions -->";
const END: &str = "<!-- /transitions -->";

/// The rows of the first table between the marks, without its head.
fn rows(page: &str) -> Result<Vec<[String; 3]>, String> {
    let table = page
        .split_once(BEGIN)
        .and_then(|(_, rest)| rest.split_once(END))
        .map(|(table, _)| table.trim())
        .ok_or(format!("there is no table between {BEGIN} and {END}"))?;
    let mut lines = table.lines();
    let (head, rule) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if cells(head)? != ["from", "trigger", "to"] || !rule.starts_with("|-") {
        return Err(format!(
            "the table's head is «{head}», expected | from | trigger | to |"
        ));
    }
    lines.map(cells).collect()
}

fn cells(line: &str) -> Result<[String; 3], String> {
    let inner = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|'));
    let cells: Vec<String> = inner
        .unwrap_or_default()
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect();
    cells
        .try_into()
        .map_err(|_| format!("«{line}» is not a row of three cells"))
}

/// What differs, in the words of somebody who has to mend it; empty when nothing does.
fn differences(page: &str) -> Vec<String> {
    let written = match rows(page) {
        Ok(rows) => rows,
        Err(why) => return vec![why],
    };
    let say = |[from, trigger, to]: &[String; 3]| format!("| {from} | {trigger} | {to} |");
    let code: BTreeSet<String> = TRANSITIONS
        .iter()
        .map(|(from, trigger, to)| say(&[from.to_string(), trigger.to_string(), to.to_string()]))
        .collect();
    let shown: BTreeSet<String> = written.iter().map(say).collect();
    let missing = code.difference(&shown).map(|row| format!("add to the page: {row}"));
    let extra = shown
        .difference(&code)
        .map(|row| format!("take from the page: {row} (the code knows no such transition)"));
    let mut found: Vec<String> = missing.chain(extra).collect();
    if shown.len() < written.len() {
        found.push("a row stands there twice".to_owned());
    }
    found
}

#[test]
fn the_page_shows_the_transitions_that_the_code_has() {
    let found = differences(PAGE);
    assert!(
        found.is_empty(),
        "ARCHITECTURE.md and crates/domain/src/incident/state.rs differ. If the code is right:\n  {}",
        found.join("\n  ")
    );
}

#[test]
fn every_difference_is_found() {
    let row = "| alerted | close | closed |";
    assert_eq!(
        differences(&PAGE.replace(&format!("{row}\n"), "")),
        [format!("add to the page: {row}")]
    );
    assert_eq!(
        differences(&PAGE.replace(row, "| alerted | close | recalled |")),
        [
            format!("add to the page: {row}"),
            "take from the page: | alerted | close | recalled | (the code knows no such transition)".to_owned()
        ]
    );
    assert_eq!(
        differences(&PAGE.replace(row, &format!("{row}\n{row}"))),
        ["a row stands there twice"]
    );
    assert_eq!(
        differences(&PAGE.replace(row, "| alerted | close |")),
        ["«| alerted | close |» is not a row of three cells"]
    );
    assert_eq!(
        differences(&PAGE.replace(END, "")),
        [format!("there is no table between {BEGIN} and {END}")]
    );
}
