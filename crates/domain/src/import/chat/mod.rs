//! Reading a chat that WhatsApp exported. The layout is told by the lines themselves: there is nothing in the file that names it.

mod sender;
mod sleep;
mod stamp;
mod summary;
mod words;

pub use sleep::{Bucket, Each, Periods, Talk};
pub use stamp::{DateOrder, DecidedBy, Frame};
pub use summary::{Day, Layout, Rhythm, Sender};
pub use words::SystemKind;

use super::text::{clean, lines, quote};
use super::{Notes, Progress, text};
use jiff::civil::DateTime;
use stamp::{Chosen, Stamp, stamp};

crate::coded! {
    /// The language of the phone that exported.
    Language, "language" {
        /// Dutch.
        Nl = "nl",
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
        /// German.
        De = "de",
    }
}

/// A chat as it was read.
#[derive(Debug, Clone)]
pub struct Chat<'a> {
    /// In the order of the file.
    pub entries: Vec<Entry<'a>>,
    /// The names of who wrote, as the file has them, in the order in which they first wrote.
    pub senders: Vec<String>,
    /// In which order day and month stand, and how that is known.
    pub order: DateOrder,
    /// By what that was decided.
    pub decided_by: DecidedBy,
    /// What was mended.
    pub repairs: Notes,
    /// Why nothing could be read.
    pub refusals: Notes,
    first: Option<Stamp>,
    languages: [usize; 4],
}

/// A message, or a line of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Where it begins, from 1.
    pub line: usize,
    /// When, as the phone's clock showed it.
    pub at: DateTime,
    /// What it is.
    pub what: What,
    /// The words, all lines of them, as the file has them.
    pub text: &'a str,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A line of the app itself.
    System(SystemKind),
    /// A message.
    Message {
        /// Who wrote, by their place in [`Chat::senders`].
        sender: usize,
        /// Whether it is, or comes with, a picture, a voice message, a document.
        media: bool,
        /// Whether it was deleted.
        deleted: bool,
        /// Whether it was edited.
        edited: bool,
    },
}

/// A line that begins an entry, and the text from there to the next.
struct Head<'a> {
    line: usize,
    at: DateTime,
    /// The first line behind the time.
    rest: &'a str,
    /// All lines behind the time.
    body: &'a str,
}

/// How often `progress` hears of it.
const LINES_A_STEP: usize = 1000;

/// Whether one of the first lines is the beginning of a message.
pub(super) fn resembles(text: &str) -> bool {
    const LOOKED_AT: usize = 200;
    lines(text).take(LOOKED_AT).any(|(_, line)| stamp(line).is_some())
}

/// Reads a chat. `progress` hears how many bytes are done.
pub fn read<'a>(text: &'a str, progress: Progress<'_>) -> Chat<'a> {
    let mut repairs = Notes::default();
    let mut refusals = Notes::default();
    let stamps = stamps(text, progress);
    let frame = usual_frame(&stamps);
    let known: Vec<Stamp> = stamps
        .iter()
        .map(|found| found.stamp)
        .filter(|stamp| Some(stamp.frame) == frame)
        .collect();
    let chosen = stamp::order(&known);
    let heads = heads(text, &stamps, frame, chosen, &mut repairs);
    let mut chat = Chat {
        entries: Vec::with_capacity(heads.len()),
        senders: Vec::new(),
        order: chosen.order,
        decided_by: chosen.by,
        repairs,
        refusals: Notes::default(),
        first: known.first().copied(),
        languages: [0; 4],
    };
    sender::resolve(&heads, &mut chat);
    let people = !chat.senders.is_empty();
    let app = chat.languages.iter().any(|count| *count > 0);
    if heads.is_empty() || !(people || app) {
        let (line, found) = super::first_words(text);
        refusals.add(
            line,
            "no_messages",
            format!(
                "Expected lines such as «31-12-2025 23:41 - Name: text» or «[31-12-2025 23:41:05] Name: text», as WhatsApp exports them; \
                 the first line is «{found}»."
            ),
        );
    } else if !chosen.by.is_certain() {
        chat.repairs.add(
            heads.first().map(|head| head.line),
            "date_order_undecided",
            format!(
                "Day and month cannot be told apart in any line: read as {}.",
                if chosen.order == DateOrder::MonthDayYear {
                    "month, day"
                } else {
                    "day, month"
                }
            ),
        );
    }
    chat.refusals = refusals;
    chat
}

/// A line that begins with a time.
struct Found<'a> {
    line: usize,
    /// Where the line begins in the text.
    start: usize,
    stamp: Stamp,
    rest: &'a str,
}

fn stamps<'a>(text: &'a str, progress: Progress<'_>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, piece) in text.split_inclusive('\n').enumerate() {
        let line = piece.trim_end_matches(['\n', '\r']);
        if let Some((stamp, rest)) = stamp(line) {
            found.push(Found {
                line: at + 1,
                start,
                stamp,
                rest,
            });
        }
        start += piece.len();
        if at % LINES_A_STEP == 0 {
            progress(start);
        }
    }
    progress(text.len());
    found
}

/// The frame of most lines: a chat that somebody pasted into a message stays a part of that message.
fn usual_frame(stamps: &[Found<'_>]) -> Option<Frame> {
    let count = |frame: Frame| stamps.iter().filter(|found| found.stamp.frame == frame).count();
    // Of equals the one of the first line, which is never pasted.
    let first = stamps.first().map(|found| found.stamp.frame);
    let most = Frame::ALL.iter().copied().max_by_key(|frame| count(*frame));
    first
        .filter(|first| most.is_some_and(|most| count(*first) == count(most)))
        .or(most)
}

fn heads<'a>(
    text: &'a str,
    stamps: &[Found<'a>],
    frame: Option<Frame>,
    chosen: Chosen,
    repairs: &mut Notes,
) -> Vec<Head<'a>> {
    let mut heads: Vec<(usize, Head<'a>)> = Vec::with_capacity(stamps.len());
    for found in stamps.iter().filter(|found| Some(found.stamp.frame) == frame) {
        match found.stamp.at(chosen.order) {
            None => repairs.add(
                found.line,
                "impossible_date",
                format!(
                    "There is no such day: «{}». The line was read as a part of the message above it.",
                    quote(line_at(text, found.start))
                ),
            ),
            Some(at) => heads.push((
                found.start,
                Head {
                    line: found.line,
                    at,
                    rest: found.rest,
                    body: found.rest,
                },
            )),
        }
    }
    if let Some((start, head)) = heads.first() {
        let before = lines(text.get(..*start).unwrap_or_default()).find(|(_, line)| !clean(line).is_empty());
        if let Some((line, words)) = before.filter(|(line, _)| *line < head.line) {
            repairs.add(
                line,
                "before_the_first_message",
                format!("Left out what stands above the first message: «{}».", quote(words)),
            );
        }
    }
    let starts: Vec<usize> = heads
        .iter()
        .skip(1)
        .map(|(start, _)| *start)
        .chain([text.len()])
        .collect();
    heads
        .into_iter()
        .zip(starts)
        .map(|((start, mut head), end)| {
            let line = line_at(text, start);
            let from = start + line.len() - head.rest.len();
            head.body = text.get(from..end).unwrap_or(head.rest).trim_end_matches(['\n', '\r']);
            head
        })
        .collect()
}

fn line_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.find('\n').unwrap_or(rest.len());
    rest[..end].trim_end_matches('\r')
}

impl Chat<'_> {
    fn heard(&mut self, language: Language) {
        if let Some(count) = self.languages.get_mut(language as usize) {
            *count += 1;
        }
    }

    /// The language of the phone: that of most of the app's own words.
    pub fn language(&self) -> Option<Language> {
        let count = |language: &Language| self.languages.get(*language as usize).copied().unwrap_or(0);
        let most = Language::ALL.iter().copied().max_by_key(count)?;
        (count(&most) > 0).then_some(most)
    }

    /// The messages, without the lines of the app.
    pub fn messages(&self) -> impl Iterator<Item = (&Entry<'_>, usize)> {
        self.entries.iter().filter_map(|entry| match entry.what {
            What::Message { sender, .. } => Some((entry, sender)),
            What::System(_) => None,
        })
    }
}

/// What a message says, of itself: media, deleted, edited. `body` are all of its lines.
fn nature(body: &str, chat: &mut Chat<'_>) -> (bool, bool, bool) {
    // The app's own words are short, and in the first or the last line.
    const SENTENCE_BYTES_MAX: usize = 300;
    let small = |line: &str| {
        let start = text::clean(line);
        (start.len() <= SENTENCE_BYTES_MAX).then(|| start.to_lowercase())
    };
    let first = body.lines().next().and_then(small).unwrap_or_default();
    let last = body.lines().next_back().filter(|line| line.trim_end().ends_with('>'));
    let last = last.map(|line| text::clean(line).to_lowercase());
    let deleted = words::deleted(&first);
    let media = words::media(&first);
    let edited = last.as_deref().and_then(words::edited);
    for language in [deleted, media, edited].into_iter().flatten() {
        chat.heard(language);
    }
    (
        media.is_some() && deleted.is_none(),
        deleted.is_some(),
        edited.is_some(),
    )
}

#[cfg(test)]
mod tests;
