//! What the readers hold to, whatever the bytes. The targets in `targets/` are one line each; libFuzzer steers their bytes by what they reach.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a panic is what is looked for"
)]

use saar_domain::country::Profile;
use saar_domain::import::phone::PhoneRules;
use saar_domain::import::{Kind, Note, Options, read_and_hear};
use saar_domain::text::{Beside, Lexicon, OwnWords};
use std::sync::LazyLock;

static PROFILE: LazyLock<Profile> =
    LazyLock::new(|| Profile::from_toml(include_str!("../../profiles/nl.toml")).expect("the profile"));
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().expect("the words"));

/// A file: read to its end or refused, each note at a line that it has, and read twice the same.
pub fn file(bytes: &[u8], kind: Kind) {
    for convert_rd in [false, true] {
        let options = Options {
            kind: Some(kind),
            extension: String::new(),
            phones: PhoneRules::of(&PROFILE),
            bounds: vec![PROFILE.bounds],
            convert_rd,
        };
        let lexicon = (kind == Kind::Chat).then_some(&*LEXICON);
        let reading = read_and_hear(bytes, &options, lexicon, &mut |_| {});
        let lines = reading.counts.lines.max(1);
        let is_within = |note: &Note| note.line.is_none_or(|line| (1..=lines).contains(&line));
        assert!(
            reading.refusals.iter().chain(&reading.repairs).all(is_within),
            "a note beside the file"
        );
        assert!(
            reading.counts.duplicates <= reading.counts.candidates,
            "more twice than once"
        );
        // What was mended is sound: brought again, nothing is left to mend.
        if let Some(mended) = reading.area.and_then(|area| area.geojson) {
            let again = read_and_hear(mended.to_string().as_bytes(), &options, None, &mut |_| {});
            assert!(again.readable(), "what was mended is refused: {:?}", again.refusals);
        }
    }
}

/// Words: each finding is a part of the text, cut between characters.
pub fn words(text: &str) {
    for behaviour in [false, true] {
        let reading = saar_domain::text::read(text, &LEXICON, &OwnWords::default(), Beside { behaviour });
        let spans = reading
            .findings
            .iter()
            .map(|finding| &finding.span)
            .chain(&reading.harmless);
        for span in spans {
            assert!(text.get(span.clone()).is_some(), "{span:?} is no part of the text");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_broken_file_holds_as_every_kind() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/domain/tests/import");
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            Kind::ALL.iter().for_each(|kind| file(&bytes, *kind));
            words(&String::from_utf8_lossy(&bytes));
            files += 1;
        }
        assert!(files > 0, "the corpus has moved");
    }
}
