//! Broken files, as they come: each is named by its line, and none brings the readers down. The files are in `tests/import/`, all invented.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use saar_domain::country::Profile;
use saar_domain::import::phone::PhoneRules;
use saar_domain::import::{Note, Options, Reading, read};
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
    ("latin1.csv", None, Some((3, "email_unreadable")), 2, 0),
    ("open-quote.csv", Some((2, "unclosed_quote")), None, 0, 0),
    ("science.csv", None, Some((2, "phone_unreadable")), 2, 0),
    ("cut.vcf", Some((5, "card_unfinished")), None, 1, 0),
    ("twice.vcf", None, None, 2, 1),
    ("bowtie.geojson", Some((4, "self_crossing")), None, 0, 0),
    ("rd.geojson", Some((4, "rd_coordinates")), None, 0, 0),
    ("swapped.geojson", Some((4, "swapped_axes")), None, 0, 0),
    ("cut.geojson", Some((5, "broken_json")), None, 0, 0),
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
