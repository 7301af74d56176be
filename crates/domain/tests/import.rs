//! Broken files, as they come: each is named by its line, and none brings the readers down. The files are in `tests/import/`, all invented.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use proptest::prelude::*;
use saar_domain::country::Profile;
use saar_domain::import::phone::PhoneRules;
use saar_domain::import::{Kind, Note, Options, Reading, read};
use std::path::Path;

/// File, refusal, repair: each by its line and code; and how many candidates there are, and how many of them twice.
type Case = (
    &'static str,
    Option<(usize, &'static str)>,
    Option<(usize, &'static str)>,
    usize,
    usize,
);

const CORPUS: &[Case] = &[
    ("shopping.txt", Some((1, "no_messages")), None, 0, 0),
    ("torn-utf8.txt", None, Some((2, "broken_character")), 2, 0),
    ("binary.txt", Some((2, "binary")), None, 0, 0),
    ("impossible-day.txt", None, Some((2, "impossible_date")), 1, 0),
    ("utf16.csv", None, None, 1, 0),
    ("half-utf16.csv", None, Some((3, "broken_character")), 2, 0),
    ("latin1.csv", None, Some((3, "email_unreadable")), 2, 0),
    ("open-quote.csv", Some((2, "unclosed_quote")), None, 0, 0),
    ("science.csv", None, Some((2, "phone_unreadable")), 2, 0),
    ("cut.vcf", Some((5, "card_unfinished")), None, 1, 0),
    ("twice.vcf", None, None, 2, 1),
    ("bowtie.geojson", Some((4, "self_crossing")), None, 0, 0),
    ("overlap.geojson", Some((7, "rings_cross")), None, 0, 0),
    ("rd.geojson", Some((4, "rd_coordinates")), None, 0, 0),
    ("swapped.geojson", Some((4, "swapped_axes")), None, 0, 0),
    ("cut.geojson", Some((5, "broken_json")), None, 0, 0),
    ("cut-after-a-line.geojson", Some((3, "broken_json")), None, 0, 0),
];

fn options(extension: &str) -> Options {
    let profile = Profile::from_toml(include_str!("../../../profiles/nl.toml")).unwrap();
    Options {
        kind: None,
        extension: extension.to_owned(),
        phones: PhoneRules::of(&profile),
        bounds: vec![profile.bounds],
        convert_rd: false,
    }
}

fn inspect(bytes: &[u8], name: &str) -> Reading {
    let extension = Path::new(name).extension().unwrap().to_string_lossy();
    read(bytes, &options(&extension), &mut |_| {})
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

#[test]
fn each_broken_file_is_named_by_its_line() {
    for (name, refusal, repair, candidates, duplicates) in CORPUS {
        let reading = inspect(&std::fs::read(folder().join(name)).unwrap(), name);
        let first = |notes: &[Note]| notes.first().and_then(|note| Some((note.line?, note.code)));
        assert_eq!(first(&reading.refusals), *refusal, "{name}");
        if repair.is_some() || refusal.is_none() {
            let found = reading
                .repairs
                .iter()
                .find(|note| Some(note.code) == repair.map(|repair| repair.1));
            assert_eq!(found.and_then(|note| Some((note.line?, note.code))), *repair, "{name}");
        }
        assert_eq!(
            (reading.counts.candidates, reading.counts.duplicates),
            (*candidates, *duplicates),
            "{name}"
        );
    }
    assert_eq!(
        std::fs::read_dir(folder()).unwrap().count(),
        CORPUS.len(),
        "each file has its row"
    );
}

#[test]
fn no_file_cut_anywhere_brings_the_readers_down() {
    for (name, ..) in CORPUS {
        let bytes = std::fs::read(folder().join(name)).unwrap();
        for end in 0..bytes.len() {
            let reading = inspect(&bytes[..end], name);
            assert!(
                reading
                    .refusals
                    .iter()
                    .chain(&reading.repairs)
                    .all(|note| note.line != Some(0)),
                "{name} cut at {end}"
            );
        }
    }
}

proptest! {
    #[test]
    fn no_file_of_any_kind_brings_the_readers_down(
        kind in prop::sample::select(Kind::ALL),
        text in "([;,:=\"\\\\{}\\[\\]\n\t\r 0-9+@.-]|\\PC|BEGIN:VCARD\n|END:VCARD\n|AGENT:\n|TEL;QUOTED-PRINTABLE:=|N;Q:=C3=|FN:|Naam;Tel\n|\"coordinates\":|\"type\":\"Polygon\",){0,60}",
        cut in any::<prop::sample::Index>(),
    ) {
        let options = Options { kind: Some(kind), ..options("") };
        // Cut anywhere, within a character too.
        let bytes = text.as_bytes();
        let reading = read(&bytes[..cut.index(bytes.len() + 1)], &options, &mut |_| {});
        let lines = reading.counts.lines.max(1);
        let within = |note: &Note| note.line.is_none_or(|line| (1..=lines).contains(&line));
        prop_assert!(reading.refusals.iter().chain(&reading.repairs).all(within), "{reading:?}");
    }

    #[test]
    fn what_is_written_as_a_table_or_as_cards_is_read_back(
        people in prop::collection::vec(("[A-Z][a-z]{1,8}( [A-Z][a-zé]{1,8})?", 10_000_000_u32..99_999_999, "[a-z]{1,8}"), 1..20),
        separator in prop::sample::select(vec![';', ',', '\t']),
    ) {
        let mut table = format!("Naam{separator}Telefoon{separator}E-mail\r\n");
        let mut cards = String::new();
        for (name, number, local) in &people {
            table += &format!("\"{name}\"{separator}06-{number}{separator}{local}@example.org\r\n");
            cards += &format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL:06-{number}\r\nEMAIL:{local}@example.org\r\nEND:VCARD\r\n");
        }
        for (text, name) in [(table, "x.csv"), (cards, "x.vcf")] {
            let reading = inspect(text.as_bytes(), name);
            prop_assert!(reading.readable() && reading.repairs.is_empty(), "{:?}", reading);
            let found: Vec<_> = reading.candidates.iter().map(|one| (one.name.clone(), one.phones.clone(), one.emails.clone())).collect();
            let wanted: Vec<_> = people
                .iter()
                .map(|(name, number, local)| (Some(name.clone()), vec![format!("+316{number}")], vec![format!("{local}@example.org")]))
                .collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
