//! `saar inspect`: what would be read from a file that somebody brought, as JSON. Nothing is stored and nothing is logged.

use super::progress::Bar;
use crate::app::Profiles;
use crate::import::{extension, is_zip, refusal, unzip};
use saar_domain::import::phone::PhoneRules;
use saar_domain::import::{self, Kind, Note, Options, Reading};
use saar_domain::limits::IMPORT_BYTES_MAX;
use serde::Serialize;
use std::fs::File;
use std::io::{IsTerminal as _, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) const HELP: &str = "\
Examples:
  saar inspect _chat.txt                 a chat that WhatsApp exported, or its zip
  saar inspect leden.csv --country BE    numbers without a prefix are Belgian
  saar inspect gebied.geojson --convert-rd  an area on the Dutch grid

The result goes to standard output as JSON; docs/inspect.md describes its fields:
  file        name, bytes, and the entry that was read when it is a zip
  kind, readable, encoding
  layout      a chat: phone, language, date_order and whether that is certain, clock_hours;
              contacts: version; a table: separator, header, columns
  counts      lines, rows, messages, system_lines, media, deleted, edited, senders, candidates,
              duplicates
  first, last the earliest and the latest time, by the phone's clock
  senders     who wrote, and how often
  rhythm      messages by day and by hour: how asleep the group is
  candidates  people who could be invited; duplicate_of is the number of the one they seem to be
  area        polygons and their size, and the area as it would be taken
  repairs     what was mended or left out: line (from 1), code, sentence
  refusals    why it cannot be read: line, code, sentence
The exit code is 0 when all of it can be read, and 1 when there are refusals.

It shows names, numbers and addresses of people, for that is what one looks at: look only when
somebody asked you to, and keep the output no longer than that. SAAR stores and logs nothing of it.";

/// Whose numbers have no prefix, when nobody said.
const USUAL_COUNTRY: &str = "NL";

#[derive(Debug, clap::Args)]
pub(super) struct InspectArgs {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How phone numbers without a prefix are read (NL unless said), and where an area has to lie (either unless said)
    #[arg(long, value_name = "NL|BE", ignore_case = true, value_parser = ["NL", "BE"])]
    country: Option<String>,
    /// What the file holds, when it is not told by itself
    #[arg(long, value_name = "KIND", value_parser = clap::builder::PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.code())))]
    kind: Option<String>,
    /// Convert an area on the Dutch grid (RD) to degrees, instead of refusing it
    #[arg(long)]
    convert_rd: bool,
}

/// What is printed: the file, and what was read from it.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    file: Opened,
    readable: bool,
    #[serde(flatten)]
    reading: &'a Reading,
}

#[derive(Debug, Default, Serialize)]
struct Opened {
    name: String,
    bytes: u64,
    /// The file in the zip that was read.
    entry: Option<String>,
}

pub(super) fn run(args: &InspectArgs) -> ExitCode {
    let mut opened = Opened {
        name: args
            .file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        ..Opened::default()
    };
    let reading = read(args, &mut opened).unwrap_or_else(Reading::refused);
    let readable = reading.readable();
    let printed = Printed {
        file: opened,
        readable,
        reading: &reading,
    };
    let written = serde_json::to_string_pretty(&printed).map_err(std::io::Error::from);
    // A pipe that was closed, as by `head`, is no fault.
    let printed = written.and_then(|json| writeln!(std::io::stdout(), "{json}"));
    if printed.is_ok() && readable {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(args: &InspectArgs, opened: &mut Opened) -> Result<Reading, Note> {
    let profiles = Profiles::built_in().map_err(|error| refusal("no_profile", format!("{error}.")))?;
    let country = args.country.as_deref().map(str::to_uppercase);
    let phones = profiles
        .get(country.as_deref().unwrap_or(USUAL_COUNTRY))
        .map(PhoneRules::of)
        .ok_or_else(|| refusal("no_profile", "There is no profile for this country."))?;
    let bounds = profiles
        .countries()
        .filter(|known| country.as_deref().is_none_or(|wanted| wanted == *known))
        .filter_map(|known| Some(profiles.get(known)?.bounds))
        .collect();
    let bytes = bytes(&args.file, opened)?;
    let name = opened.entry.as_deref().unwrap_or(&opened.name);
    let options = Options {
        kind: args.kind.as_deref().and_then(|kind| kind.parse().ok()),
        extension: extension(name),
        phones,
        bounds,
        convert_rd: args.convert_rd,
    };
    let shown = std::io::stderr().is_terminal();
    let mut bar = Bar::new(bytes.len() as u64);
    let reading = import::read(&bytes, &options, &mut |done| {
        if shown {
            bar.at(done as u64);
        }
    });
    if shown {
        bar.end();
    }
    Ok(reading)
}

/// The file's text, out of its zip if it is one.
fn bytes(path: &Path, opened: &mut Opened) -> Result<Vec<u8>, Note> {
    let cannot = |error: std::io::Error| refusal("cannot_open", format!("The file cannot be opened: {error}."));
    let mut file = File::open(path).map_err(cannot)?;
    let about = file.metadata().map_err(cannot)?;
    if about.is_dir() {
        return Err(refusal(
            "cannot_open",
            "This is a folder. Name a file in it, such as _chat.txt.",
        ));
    }
    opened.bytes = about.len();
    let mut start = Vec::new();
    std::io::Read::by_ref(&mut file)
        .take(4)
        .read_to_end(&mut start)
        .map_err(cannot)?;
    if is_zip(&start) {
        file.seek(SeekFrom::Start(0)).map_err(cannot)?;
        let unzipped = unzip(file, opened.bytes)?;
        opened.entry = Some(unzipped.name);
        return Ok(unzipped.bytes);
    }
    // A pipe has no length: what counts is what comes.
    let mut bytes = start;
    file.take(IMPORT_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(cannot)?;
    if opened.bytes == 0 {
        opened.bytes = bytes.len() as u64;
    }
    Ok(bytes)
}
