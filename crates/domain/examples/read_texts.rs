//! How long reading takes: the texts of `tests/texts/tuning.jsonl`, joined until they are as long as an alarm's words may be, over and over. The least of
//! many rounds counts: it is what the work costs where nobody is in the way.
//!
//! `cargo run --release -p saar-domain --example read_texts`, and by `perf record` on what it builds, where the time goes.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement reads the machine's clock"
)]

use saar_domain::limits::WORDS_CHARS_MAX;
use saar_domain::text::{Beside, Lexicon, OwnWords, read};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 100;
/// More than the caches of a core hold: between two alarms a server does other things.
const OTHERS_BYTES: usize = 4 << 20;

fn main() {
    let lines = include_str!("../tests/texts/tuning.jsonl").lines();
    let lines = lines.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut texts = vec![String::new()];
    for line in lines {
        let (last, text) = (texts.last_mut().unwrap(), line["text"].as_str().unwrap());
        if last.chars().count() + 2 + text.chars().count() <= WORDS_CHARS_MAX {
            last.push_str(text);
            last.push_str(". ");
        } else {
            texts.push(format!("{text}. "));
        }
    }
    let (lexicon, own) = (Lexicon::built_in().unwrap(), OwnWords::default());
    let mut others = vec![0_u8; OTHERS_BYTES];
    for (name, others) in [
        ("the lists in the caches", [].as_mut_slice()),
        ("after other work", &mut others),
    ] {
        let mut round = || {
            let mut taken = Duration::ZERO;
            for text in &texts {
                others
                    .iter_mut()
                    .step_by(64)
                    .for_each(|byte| *byte = byte.wrapping_add(1));
                let begin = Instant::now();
                black_box(read(black_box(text), &lexicon, &own, Beside::default()));
                taken += begin.elapsed();
            }
            taken
        };
        let least = (0..ROUNDS).map(|_| round()).min().unwrap_or_default();
        println!("{name}: {} ns each", least.as_nanos() / texts.len() as u128);
    }
}
