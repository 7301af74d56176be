//! `saar check-texts`: how well the check of texts does on a file that somebody labelled.

use anyhow::{Context as _, anyhow, bail};
use saar_domain::limits;
use saar_domain::text::score::{Label, Tally, labels};
use saar_domain::text::{Beside, Lexicon, OwnWords, read};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct CheckTextsArgs {
    /// JSON lines of `text` and `labels`
    file: PathBuf,
    /// Print the scores as JSON
    #[arg(long)]
    json: bool,
    /// Print each text that is read otherwise than it is labelled, with its line
    #[arg(long)]
    show_misses: bool,
}

#[derive(Debug, Deserialize)]
struct Line {
    text: String,
    labels: Vec<String>,
}

/// A text that was read otherwise.
struct Miss {
    line: usize,
    text: String,
    expected: BTreeSet<Label>,
    given: BTreeSet<Label>,
}

pub(super) fn run(args: &CheckTextsArgs) -> anyhow::Result<()> {
    let lexicon = Lexicon::built_in().context("the built-in word lists")?;
    let name = args.file.display();
    let mut file = BufReader::new(File::open(&args.file).with_context(|| format!("{name}"))?);
    let (mut tally, mut misses) = (Tally::default(), Vec::new());
    let mut bytes = Vec::new();
    for number in 1_usize.. {
        bytes.clear();
        let max = u64::try_from(limits::LABELLED_LINE_BYTES_MAX).unwrap_or(u64::MAX);
        if file
            .by_ref()
            .take(max + 1)
            .read_until(b'\n', &mut bytes)
            .with_context(|| format!("{name}"))?
            == 0
        {
            break;
        }
        let checked = check(&bytes, &lexicon).with_context(|| format!("{name}:{number}"))?;
        let Some((text, expected, given)) = checked else {
            continue;
        };
        tally.add(&expected, &given);
        if args.show_misses && expected != given {
            misses.push(Miss {
                line: number,
                text,
                expected,
                given,
            });
        }
    }
    if tally.texts == 0 {
        bail!("{name}: there is no line in it");
    }
    // A reader that goes away (`| head`) is no mistake.
    let said = if args.json {
        json(&tally, &misses)
    } else {
        table(&tally, &misses)
    };
    match std::io::stdout().write_all(said.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

type Checked = (String, BTreeSet<Label>, BTreeSet<Label>);

/// One line: its text, what it is, and what it is read as. An empty line is none.
fn check(bytes: &[u8], lexicon: &Lexicon) -> anyhow::Result<Option<Checked>> {
    if bytes.len() > limits::LABELLED_LINE_BYTES_MAX {
        bail!("the line is longer than {} bytes", limits::LABELLED_LINE_BYTES_MAX);
    }
    let text = std::str::from_utf8(bytes).context("the line is not UTF-8")?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let line: Line = serde_json::from_str(text).map_err(|error| anyhow!("no object with text and labels: {error}"))?;
    let expected = line
        .labels
        .iter()
        .map(|label| Ok(label.parse()?))
        .collect::<anyhow::Result<BTreeSet<Label>>>()?;
    let reading = read(&line.text, lexicon, &OwnWords::default(), Beside::default());
    Ok(Some((line.text, expected, labels(&reading))))
}

fn codes(labels: &BTreeSet<Label>) -> Vec<&'static str> {
    labels.iter().map(|label| label.code()).collect()
}

fn table(tally: &Tally, misses: &[Miss]) -> String {
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| format!("{share:.3}"));
    let mut lines = Vec::new();
    for miss in misses {
        lines.push(format!("{}: {}", miss.line, miss.text));
        lines.push(format!(
            "    is {}, read as {}",
            codes(&miss.expected).join(" + "),
            codes(&miss.given).join(" + ")
        ));
    }
    lines.push(format!(
        "{:<24} {:>9} {:>9} {:>6} {:>6} {:>6}",
        "label", "precision", "recall", "hits", "wrong", "missed"
    ));
    for (label, counts) in tally.by_label() {
        let (precision, recall) = (share(counts.precision()), share(counts.recall()));
        lines.push(format!(
            "{:<24} {precision:>9} {recall:>9} {:>6} {:>6} {:>6}",
            label.code(),
            counts.hits,
            counts.false_alarms,
            counts.misses
        ));
    }
    let (fine, bad) = (tally.fine_asked, tally.bad_asked);
    lines.push(format!(
        "{} texts; fine and asked about: {} of {}; not fine and let through: {} of {}",
        tally.texts,
        fine.hits,
        fine.hits + fine.misses,
        bad.misses,
        bad.hits + bad.misses
    ));
    lines.join("\n") + "\n"
}

fn json(tally: &Tally, misses: &[Miss]) -> String {
    let by_label = tally.by_label().map(|(label, counts)| {
        let scores = serde_json::json!({
            "precision": counts.precision(), "recall": counts.recall(),
            "hits": counts.hits, "false_alarms": counts.false_alarms, "misses": counts.misses,
        });
        (label.code().to_owned(), scores)
    });
    let misses: Vec<_> = misses
        .iter()
        .map(|miss| serde_json::json!({ "line": miss.line, "text": miss.text, "labels": codes(&miss.expected), "read_as": codes(&miss.given) }))
        .collect();
    let all = serde_json::json!({
        "texts": tally.texts,
        "labels": by_label.collect::<serde_json::Map<_, _>>(),
        "fine_and_asked": tally.fine_asked.hits,
        "not_fine_and_let_through": tally.bad_asked.misses,
        "misses": misses,
    });
    format!("{all:#}\n")
}
