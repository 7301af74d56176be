//! How well the check of texts does on labelled files: a table of precision and recall by label, and nothing of what stands in them, so that a file that
//! nobody tunes on can be measured without being read. `SAAR_SHOW=1` lists what was read otherwise than a person did.
//!
//! `cargo run --release -p saar-domain --example score_texts FILE ...`; the word lists are read from the clone, so that tuning needs no compiler.
#![allow(clippy::unwrap_used, reason = "a measurement")]

use saar_domain::text::score::{Label, Tally, labels};
use saar_domain::text::{Beside, Lexicon, OwnWords, read};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs::read_to_string;

#[derive(Deserialize)]
struct Line {
    text: String,
    labels: BTreeSet<Label>,
}

fn main() {
    let lists = Lexicon::FILES.map(|name| {
        let path = format!("{}/../../profiles/words/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        read_to_string(path).unwrap()
    });
    let lexicon = Lexicon::from_toml(&lists.each_ref().map(String::as_str)).unwrap();
    let own = OwnWords::default();
    for file in std::env::args().skip(1) {
        let mut tally = Tally::default();
        for line in read_to_string(&file).unwrap().lines() {
            let line: Line = serde_json::from_str(line).unwrap();
            let given = labels(&read(&line.text, &lexicon, &own, Beside::default()));
            if std::env::var_os("SAAR_SHOW").is_some() && given != line.labels {
                let names =
                    |labels: &BTreeSet<Label>| labels.iter().map(|label| label.code()).collect::<Vec<_>>().join("+");
                println!("{} <- {} | {}", names(&given), names(&line.labels), line.text);
            }
            tally.add(&line.labels, &given);
        }
        println!("{file}: {} texts", tally.texts);
        for (label, counts) in tally.by_label() {
            let percent =
                |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{:.0}%", share * 100.0));
            println!(
                "  {:<24} precision {:>4} recall {:>4}",
                label.code(),
                percent(counts.precision()),
                percent(counts.recall())
            );
        }
        let (fine, bad) = (tally.fine_asked, tally.bad_asked);
        println!("  fine and asked about {} of {}", fine.hits, fine.hits + fine.misses);
        println!("  bad and let through  {} of {}", bad.misses, bad.hits + bad.misses);
    }
}
