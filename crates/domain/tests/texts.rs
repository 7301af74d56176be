//! The check of texts, measured on lines of our own: two halves from templates that differ. The lists are tuned on one, the floors are asserted on the
//! other. `texts/*.jsonl` are made from the templates, for `saar check-texts`; `SAAR_UPDATE=1` writes them again.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use proptest::prelude::*;
use saar_domain::text::score::{Label, Tally, labels};
use saar_domain::text::{Beside, Lexicon, OwnWords, TextKind, Verdict, read};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Read from the clone rather than from the program, so that tuning needs no compiler.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let list = |name: &str| {
        let path = format!("{}/../../profiles/words/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    };
    Lexicon::from_toml(&Lexicon::FILES.map(list).each_ref().map(String::as_str)).unwrap()
});

#[derive(Deserialize)]
struct Half {
    slots: BTreeMap<String, Vec<String>>,
    set: Vec<Set>,
}

#[derive(Deserialize)]
struct Set {
    labels: BTreeSet<Label>,
    lines: String,
}

impl Half {
    fn read(name: &str) -> Self {
        let path = format!("{}/tests/texts/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// Every template, once for each value of its slots.
    fn texts(&self) -> Vec<(String, &BTreeSet<Label>)> {
        let mut texts = Vec::new();
        for set in &self.set {
            for line in set.lines.lines().filter(|line| !line.is_empty()) {
                let count = if line.contains('{') { 3 } else { 1 };
                for turn in 0..count {
                    let mut text = line.to_owned();
                    for (slot, values) in &self.slots {
                        text = text.replace(&format!("{{{slot}}}"), &values[turn % values.len()]);
                    }
                    texts.push((text, &set.labels));
                }
            }
        }
        texts
    }

    fn templates(&self) -> BTreeSet<&str> {
        self.set
            .iter()
            .flat_map(|set| set.lines.lines())
            .filter(|line| !line.is_empty())
            .collect()
    }
}

fn given(text: &str) -> BTreeSet<Label> {
    labels(&read(text, &LEXICON, &OwnWords::default(), Beside::default()))
}

fn measured(half: &Half) -> Tally {
    let mut tally = Tally::default();
    for (text, expected) in half.texts() {
        let given = given(&text);
        if std::env::var_os("SAAR_SHOW").is_some() && &given != expected {
            println!("{text}\n    is {expected:?}, read as {given:?}");
        }
        tally.add(expected, &given);
    }
    for (label, counts) in tally.by_label() {
        println!(
            "{label:<24} precision {:.3?} recall {:.3?}",
            counts.precision(),
            counts.recall()
        );
    }
    println!("fine and asked {:?}, bad {:?}", tally.fine_asked, tally.bad_asked);
    tally
}

/// Floors on the half that nothing was tuned on: a few points below what was measured, so that a worse list is noticed.
const FLOORS: [(Label, f64, f64); 7] = [
    (Label::AlarmOk, 0.72, 0.9),
    (Label::Offensive, 0.88, 0.95),
    (Label::Accusation, 0.9, 0.78),
    (Label::LooksWithoutBehaviour, 0.93, 0.75),
    (Label::Chatter, 0.93, 0.75),
    (Label::WrongChannel, 0.93, 0.9),
    (Label::SensitiveOk, 0.93, 0.83),
];

/// The same on the variants, which are harder: what was written to be missed.
const VARIANT_FLOORS: [(Label, f64, f64); 7] = [
    (Label::AlarmOk, 0.35, 0.8),
    (Label::Offensive, 0.95, 0.68),
    (Label::Accusation, 0.9, 0.2),
    (Label::LooksWithoutBehaviour, 0.9, 0.9),
    (Label::Chatter, 0.9, 0.8),
    (Label::WrongChannel, 0.95, 0.62),
    (Label::SensitiveOk, 0.8, 0.9),
];

#[test]
fn what_is_measured_is_read_as_well_as_it_was() {
    let (tuning, measuring, variants) = (Half::read("tuning"), Half::read("measuring"), Half::read("variants"));
    assert!(tuning.texts().len() + measuring.texts().len() >= 400);
    assert!(tuning.templates().is_disjoint(&measuring.templates()));
    assert!(tuning.templates().is_disjoint(&variants.templates()));
    assert!(measuring.templates().is_disjoint(&variants.templates()));
    for (half, floors) in [(measuring, FLOORS), (variants, VARIANT_FLOORS)] {
        holds(&measured(&half), floors);
    }
}

fn holds(tally: &Tally, floors: [(Label, f64, f64); 7]) {
    for (label, precision, recall) in floors {
        let counts = tally.of(label);
        assert!(counts.precision().unwrap() >= precision, "{label}: {counts:?}");
        assert!(counts.recall().unwrap() >= recall, "{label}: {counts:?}");
    }
}

/// On lines that others wrote and nobody read or tuned on: what strangers will see.
const APART_FLOORS: [(Label, f64, f64); 7] = [
    (Label::AlarmOk, 0.68, 0.86),
    (Label::Offensive, 0.79, 0.89),
    (Label::Accusation, 0.95, 0.69),
    (Label::LooksWithoutBehaviour, 0.72, 0.68),
    (Label::Chatter, 0.88, 0.84),
    (Label::WrongChannel, 0.87, 0.86),
    (Label::SensitiveOk, 0.73, 0.64),
];

#[derive(Deserialize)]
struct Line {
    text: String,
    labels: BTreeSet<Label>,
}

/// Lines that somebody wrote one by one.
fn written(name: &str) -> Vec<Line> {
    let path = format!("{}/tests/texts/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// No line is printed: whoever reads those that are missed has tuned on them.
#[test]
fn what_others_wrote_and_nobody_tuned_on_is_read_as_well_as_it_was() {
    let tuned: BTreeSet<String> = written("neighbours").into_iter().map(|line| line.text).collect();
    let mut tally = Tally::default();
    // Two people may both have written "ook gehoord".
    for line in written("apart").iter().filter(|line| !tuned.contains(&line.text)) {
        tally.add(&line.labels, &given(&line.text));
    }
    assert!(tally.texts >= 230, "{}", tally.texts);
    holds(&tally, APART_FLOORS);
}

#[test]
fn the_tuning_half_is_read_well() {
    let tally = measured(&Half::read("tuning"));
    for (label, counts) in tally.by_label() {
        assert!(
            counts.precision().unwrap() >= 0.9 && counts.recall().unwrap() >= 0.9,
            "{label}: {counts:?}"
        );
    }
}

#[test]
fn the_committed_lines_are_the_templates() {
    for name in ["tuning", "measuring", "variants"] {
        let half = Half::read(name);
        let mut lines = String::new();
        for (text, labels) in half.texts() {
            writeln!(lines, "{}", serde_json::json!({ "text": text, "labels": labels })).unwrap();
        }
        let path = format!("{}/tests/texts/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("SAAR_UPDATE").is_some() {
            std::fs::write(&path, &lines).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            lines,
            "run again with SAAR_UPDATE=1"
        );
    }
}

#[test]
fn the_lists_are_built_in() {
    assert!(Lexicon::built_in().is_ok());
}

/// Words that have to be found however they are written.
const BAD: [&str; 6] = [
    "klootzak",
    "hoerenzoon",
    "kankerlijer",
    "kutwijf",
    "geitenneuker",
    "motherfucker",
];

fn disguise(word: &str, trick: usize, at: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    let at = 1 + at % (letters.len() - 2);
    let spread = |sign: &str| letters.iter().map(char::to_string).collect::<Vec<_>>().join(sign);
    let swapped = |from: &[char], to: &[char]| -> String {
        let swap = |c: &char| from.iter().position(|other| other == c).map_or(*c, |found| to[found]);
        letters.iter().map(swap).collect()
    };
    let inserted = |text: &str| {
        format!(
            "{}{text}{}",
            letters[..at].iter().collect::<String>(),
            letters[at..].iter().collect::<String>()
        )
    };
    match trick {
        0 => spread(" "),
        1 => spread("."),
        2 => spread("-"),
        3 => spread("\u{200b}"),
        4 => swapped(&['o', 'e', 'a', 'i'], &['0', '3', '4', '1']),
        5 => swapped(&['o', 'e', 'a', 'u'], &['ö', 'é', 'å', 'ü']),
        6 => swapped(&['o', 'e', 'a', 'k'], &['о', 'е', 'а', 'к']),
        7 => inserted(&letters[at].to_string().repeat(4)),
        8 => word.to_uppercase(),
        9 => swapped(&['a', 'e', 's'], &['@', '€', '$']),
        10 => inserted("\u{ad}"),
        _ => letters
            .iter()
            .enumerate()
            .map(|(place, c)| if place == at { '*' } else { *c })
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn reading_never_fails_and_says_where_at_the_borders_of_characters(text in "\\PC{0,300}") {
        let reading = read(&text, &LEXICON, &OwnWords::default(), Beside::default());
        for finding in &reading.findings {
            prop_assert!(text.get(finding.span.clone()).is_some(), "{finding:?}");
        }
        for span in &reading.harmless {
            prop_assert!(text.get(span.clone()).is_some());
        }
    }

    #[test]
    fn a_bad_word_is_found_however_it_is_written(word in 0..BAD.len(), trick in 0_usize..12, at in 0_usize..20, before in "(die |het is een |)", after in "( weer| daar|)") {
        let text = format!("{before}{}{after}", disguise(BAD[word], trick, at));
        prop_assert!(given(&text).contains(&Label::Offensive), "{text}");
    }

    #[test]
    fn a_word_of_ones_own_is_found_however_it_is_written(trick in 0_usize..12, at in 0_usize..20) {
        let own = OwnWords::new([("lapzwabber", Verdict::Hurts)]);
        let text = format!("wat een {} daar", disguise("lapzwabber", trick, at));
        let reading = read(&text, &LEXICON, &own, Beside::default());
        prop_assert!(reading.kinds().contains(&TextKind::Offensive), "{text}");
    }
}

/// Only the whole word is fine, and only where a group says so.
#[test]
fn a_name_that_looks_bad_is_fine_where_the_group_says_so() {
    let own = OwnWords::new([("hoerenstraat", Verdict::Fine)]);
    let read = |text, own: &OwnWords| read(text, &LEXICON, own, Beside { behaviour: true });
    let text = "man loopt door de Hoerenstraat";
    assert_eq!(read(text, &OwnWords::default()).kinds(), [TextKind::Offensive]);
    assert_eq!(read(text, &own).kinds(), []);
    assert_eq!(read(text, &own).harmless.len(), 1);
    for other in ["die hoerenzoon", "de hoeren in de Hoerenstraat"] {
        assert_eq!(read(other, &own).kinds(), [TextKind::Offensive], "{other}");
    }
}

#[test]
fn what_only_looks_bad_never_is() {
    for text in [
        "Jodenbreestraat",
        "Negerhutstraat",
        "mijn kanker is terug",
        "diefstal van fiets",
        "buurman met Parkinson is vermist",
        "voertuig zonder licht",
        "hoera",
        "hij negeert de bel",
        "Fokker",
        "Scunthorpe",
        "Zottegem",
        "Kloosterstraat",
        "eikels op het pad",
        "vliegtuig",
        "Rotterdam",
        "waterpokken",
        "kleren",
        "moskee",
        "Mongolië",
        "kat",
        "hoe ren ik",
        "de bil",
        "Essex",
        "eikels op het pad",
        "snel hoor",
        "Kuttekoven",
        "Homeruslaan",
        "dik ijs op de vijver",
        "dikke rook",
        "de kip is los",
        "de boer maait het veld",
        "mevrouw Kloosterman",
        "de muts is gevonden",
        "Lulofsstraat",
        "Sint-Job-in-'t-Goor",
        "Dikkelvenne",
    ] {
        assert!(
            !given(text).contains(&Label::Offensive),
            "{text}: {:?}",
            read(text, &LEXICON, &OwnWords::default(), Beside::default())
        );
    }
}

/// What is offered to tap is never asked about: ten seconds stay ten seconds.
#[test]
fn the_phrases_of_the_profiles_are_fine() {
    for language in ["nl", "en", "nl-BE"] {
        let path = format!("{}/../server/translations/{language}.ftl", env!("CARGO_MANIFEST_DIR"));
        let texts = std::fs::read_to_string(path).unwrap();
        for (_, text) in texts
            .lines()
            .filter(|line| line.starts_with("phrase-"))
            .filter_map(|line| line.split_once(" = "))
        {
            let reading = read(text, &LEXICON, &OwnWords::default(), Beside { behaviour: true });
            assert_eq!(reading.findings, [], "{text}");
        }
    }
}

#[test]
fn looks_are_fine_beside_behaviour() {
    let read = |behaviour| {
        read(
            "man met donkere jas",
            &LEXICON,
            &OwnWords::default(),
            Beside { behaviour },
        )
        .kinds()
    };
    assert_eq!(read(false), [TextKind::LooksWithoutBehaviour]);
    assert_eq!(read(true), []);
}

/// Ten times the longest text, of what asks most of each step.
#[test]
fn long_texts_of_any_kind_are_read() {
    for piece in ["a ", "k.", "de ", "man is ", "kut*", "!!", "@", "1a", "é", "klootza"] {
        let text: String = piece.repeat(2_800 / piece.len());
        read(&text, &LEXICON, &OwnWords::default(), Beside::default());
    }
}
