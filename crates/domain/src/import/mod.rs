//! Readers of what people bring from elsewhere: a chat export, cards of contacts, a table, an area. Bytes in, a typed result out.
//!
//! Nothing is stored and nobody is added by reading: the result is for the one who brought the file. Other people's programs wrote these files,
//! so that each reader is lenient where the meaning is clear (and says what it mended), refuses where it is not (and names the line), never
//! panics, and takes time in proportion to the length.

pub mod area;
pub mod boundary;
pub mod candidate;
pub mod chat;
mod contact;
pub mod phone;
mod table;
pub mod text;
mod vcard;

pub use contact::is_email;

use crate::geo::Bounds;
use crate::limits::{IMPORT_LINES_MAX, IMPORT_NOTES_MAX};
use crate::text::Lexicon;
use candidate::Candidate;
pub use phone::PhoneRules;
use serde::Serialize;
use text::Encoding;

crate::coded! {
    /// What a file holds.
    Kind, "kind of file" {
        /// A chat that WhatsApp exported.
        Chat = "chat",
        /// Contacts: vCard 2.1, 3.0 or 4.0.
        Vcard = "vcard",
        /// A table, separated by semicolons, commas or tabs.
        Csv = "csv",
        /// An area.
        Geojson = "geojson",
    }
}

/// Hears how many bytes are done.
pub type Progress<'a> = &'a mut dyn FnMut(usize);

/// A place in a file, and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The line, from 1; none where it is about the file as a whole.
    pub line: Option<usize>,
    /// A word for programs.
    pub code: &'static str,
    /// For people, in English, with what to do about it.
    pub sentence: String,
}

/// What was mended, left out or refused: the first [`IMPORT_NOTES_MAX`] with their places, the rest as a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// With their places.
    pub named: Vec<Note>,
    /// How many more there are.
    pub more: usize,
}

impl Notes {
    /// One more.
    pub fn add(&mut self, line: impl Into<Option<usize>>, code: &'static str, sentence: impl Into<String>) {
        if self.named.len() < IMPORT_NOTES_MAX {
            self.named.push(Note {
                line: line.into(),
                code,
                sentence: sentence.into(),
            });
        } else {
            self.more += 1;
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Whether one with this code was named.
    pub fn has(&self, code: &str) -> bool {
        self.named.iter().any(|note| note.code == code)
    }
}

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the file holds, when somebody said it; else its content and its name tell.
    pub kind: Option<Kind>,
    /// The end of its name, in small letters and without the dot; empty without one.
    pub extension: String,
    /// How phone numbers are written in the reader's country.
    pub phones: PhoneRules,
    /// Where areas may lie: countries' outlines.
    pub bounds: Vec<Bounds>,
    /// Whether an area on the Dutch grid is converted to degrees; else it is refused with the offer to.
    pub convert_rd: bool,
}

/// How a file is laid out, by what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Layout {
    /// A chat.
    Chat(chat::Layout),
    /// Contacts.
    Vcard {
        /// The version of the first card.
        version: Option<String>,
    },
    /// A table.
    Csv {
        /// What stands between the cells.
        separator: Option<char>,
        /// Whether the first row names the columns.
        header: bool,
        /// What the columns hold.
        columns: Vec<table::Column>,
    },
}

/// What would be read from a file.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    /// What it holds; none where that could not be told.
    pub kind: Option<Kind>,
    /// How its characters were written.
    pub encoding: Encoding,
    /// How it is laid out.
    pub layout: Option<Layout>,
    /// How many of what.
    pub counts: Counts,
    /// The earliest time in it, as the phone's clock showed it.
    pub first: Option<String>,
    /// The latest time in it.
    pub last: Option<String>,
    /// Who wrote, the busiest first.
    pub senders: Vec<chat::Sender>,
    /// When they wrote: how asleep the group is.
    pub rhythm: Option<chat::Rhythm>,
    /// What they wrote about, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talk: Option<chat::Talk>,
    /// People who could be invited, in the order of the file.
    pub candidates: Vec<Candidate>,
    /// The area, where the file holds one.
    pub area: Option<area::Summary>,
    /// What was mended or left out.
    pub repairs: Vec<Note>,
    /// How many more repairs there are than are listed.
    pub repairs_more: usize,
    /// Why the file, or a part of it, cannot be read.
    pub refusals: Vec<Note>,
    /// How many more refusals there are than are listed.
    pub refusals_more: usize,
}

/// How many of what a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Lines of the text.
    pub lines: usize,
    /// Rows of a table, or cards.
    pub rows: usize,
    /// Messages of people, media and deleted ones among them.
    pub messages: usize,
    /// Lines that the app wrote itself.
    pub system_lines: usize,
    /// The same by kind.
    pub system_by_kind: std::collections::BTreeMap<chat::SystemKind, usize>,
    /// Messages that are, or come with, a picture, a voice message, a document.
    pub media: usize,
    /// Messages that were deleted.
    pub deleted: usize,
    /// Messages that were edited.
    pub edited: usize,
    /// Who wrote.
    pub senders: usize,
    /// People who could be invited.
    pub candidates: usize,
    /// Of those, how many stand there twice.
    pub duplicates: usize,
}

impl Reading {
    /// Nothing read yet.
    pub fn empty(encoding: Encoding) -> Self {
        Self {
            kind: None,
            encoding,
            layout: None,
            counts: Counts::default(),
            first: None,
            last: None,
            senders: Vec::new(),
            rhythm: None,
            talk: None,
            candidates: Vec::new(),
            area: None,
            repairs: Vec::new(),
            repairs_more: 0,
            refusals: Vec::new(),
            refusals_more: 0,
        }
    }

    /// Nothing read, for this reason.
    pub fn refused(note: Note) -> Self {
        Self {
            refusals: vec![note],
            ..Self::empty(Encoding::Utf8)
        }
    }

    /// Whether all of it could be read.
    pub fn readable(&self) -> bool {
        self.refusals.is_empty()
    }

    fn with(mut self, candidates: Vec<Candidate>, repairs: Notes, refusals: Notes) -> Self {
        self.counts.candidates = candidates.len();
        self.counts.duplicates = candidates.iter().filter(|one| one.duplicate_of.is_some()).count();
        self.candidates = candidates;
        self.repairs.extend(repairs.named);
        self.repairs_more += repairs.more;
        self.refusals.extend(refusals.named);
        self.refusals_more += refusals.more;
        self
    }
}

/// Reads a file, whatever it is. `progress` hears how many bytes are done.
pub fn read(bytes: &[u8], options: &Options, progress: Progress<'_>) -> Reading {
    read_and_hear(bytes, options, None, progress)
}

/// The same, and with a lexicon hears what a chat is about.
pub fn read_and_hear(bytes: &[u8], options: &Options, lexicon: Option<&Lexicon>, progress: Progress<'_>) -> Reading {
    let mut repairs = Notes::default();
    let text = match text::decode(bytes, &mut repairs) {
        Ok(text) => text,
        Err(refusal) => return Reading::refused(refusal),
    };
    let mut reading = Reading::empty(text.encoding);
    reading.counts.lines = text::lines(&text.text).count();
    let mut refusals = Notes::default();
    if let Some(refusal) = unreadable_whole(&text.text, reading.counts.lines) {
        refusals.named.push(refusal);
        return reading.with(Vec::new(), repairs, refusals);
    }
    let kind = options.kind.or_else(|| tell(&text.text, &options.extension));
    reading.kind = kind;
    match kind {
        None => {
            let (line, found) = first_words(&text.text);
            refusals.add(line, "unknown_kind", unknown_kind(&found));
            reading.with(Vec::new(), repairs, refusals)
        }
        Some(Kind::Chat) => {
            let chat = chat::read(&text.text, progress);
            reading.talk = lexicon.map(|lexicon| chat.talk(lexicon));
            chat.summarise(reading, &options.phones, repairs)
        }
        Some(Kind::Vcard) => {
            let mut cards = vcard::read(&text.text, &options.phones, &mut repairs, &mut refusals, progress);
            candidate::mark(&mut cards.candidates);
            reading.counts.rows = cards.count;
            reading.layout = Some(Layout::Vcard { version: cards.version });
            reading.with(cards.candidates, repairs, refusals)
        }
        Some(Kind::Csv) => {
            let mut table = table::read(&text.text, &options.phones, &mut repairs, &mut refusals, progress);
            candidate::mark(&mut table.candidates);
            reading.counts.rows = table.rows;
            reading.layout = Some(Layout::Csv {
                separator: table.separator,
                header: table.header,
                columns: table.columns,
            });
            reading.with(table.candidates, repairs, refusals)
        }
        Some(Kind::Geojson) => {
            let ground = area::Ground {
                bounds: &options.bounds,
                convert_rd: options.convert_rd,
            };
            let found = area::read(&text.text, ground, &mut repairs, &mut refusals);
            reading.area = found.map(|(summary, _)| summary);
            reading.with(Vec::new(), repairs, refusals)
        }
    }
}

fn unreadable_whole(text: &str, lines: usize) -> Option<Note> {
    let note = |line: usize, code, sentence: String| Note {
        line: Some(line),
        code,
        sentence,
    };
    if let Some((line, _)) = text::lines(text).find(|(_, line)| line.contains('\0')) {
        return Some(note(
            line,
            "binary",
            "This is not text: it has bytes that no text has. Bring the file as the app exported it.".into(),
        ));
    }
    if text
        .chars()
        .all(|each| text::is_invisible(each) || text::is_space(each) || each.is_whitespace())
    {
        return Some(note(1, "empty", "There is nothing in this file.".into()));
    }
    (lines > IMPORT_LINES_MAX).then(|| {
        note(
            IMPORT_LINES_MAX + 1,
            "too_many_lines",
            format!("The file has {lines} lines; {IMPORT_LINES_MAX} can be read. Export a shorter period."),
        )
    })
}

/// What the content says, and where it says nothing, the name.
fn tell(text: &str, extension: &str) -> Option<Kind> {
    let start = text.trim_start_matches(|each: char| each.is_whitespace() || text::is_invisible(each));
    if vcard::resembles(text) {
        return Some(Kind::Vcard);
    }
    if start.starts_with('{') {
        return Some(Kind::Geojson);
    }
    match extension {
        "vcf" | "vcard" => Some(Kind::Vcard),
        "csv" | "tsv" => Some(Kind::Csv),
        "geojson" | "json" => Some(Kind::Geojson),
        _ if chat::resembles(text) => Some(Kind::Chat),
        "txt" if !table::has_header(text) => Some(Kind::Chat),
        _ => table::resembles(text).then_some(Kind::Csv),
    }
}

/// The first line with something on it, cut for quoting.
fn first_words(text: &str) -> (usize, String) {
    let found = text::lines(text).find(|(_, line)| !text::clean(line).is_empty());
    let (line, words) = found.unwrap_or((1, ""));
    (line, text::quote(words))
}

fn unknown_kind(found: &str) -> String {
    format!(
        "Expected a chat exported by WhatsApp (_chat.txt or its zip), contacts (vCard), a table (CSV) or an area (GeoJSON); \
         the first line is «{found}»."
    )
}
