//! A chat in numbers: who wrote, when, and how asleep the group is.

use super::{Chat, DateOrder, DecidedBy, Frame, Language, What};
use crate::import::candidate::{self, Candidate};
use crate::import::phone::PhoneRules;
use crate::import::text::clean;
use crate::import::{Notes, Reading};
use crate::limits::IMPORT_CANDIDATES_MAX;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How a chat is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Layout {
    /// Which phone writes so.
    pub phone: Frame,
    /// The language of the app's own words, where there are any.
    pub language: Option<Language>,
    /// In which order day, month and year stand.
    pub date_order: DateOrder,
    /// Whether that is known; false: day and month cannot be told apart in this file, and the order is a guess.
    pub date_order_certain: bool,
    /// By what it was decided.
    pub date_order_by: DecidedBy,
    /// What stands between them.
    pub date_separator: char,
    /// Digits of the year: 2 or 4.
    pub year_digits: usize,
    /// 12 or 24.
    pub clock_hours: u8,
    /// Whether the time has seconds.
    pub seconds: bool,
}

/// Somebody who wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// As the file has it, without the mark of an unsaved name.
    pub name: String,
    /// Where the name is a number: in one form.
    pub phone: Option<String>,
    /// Whether the name is the sender's own choice (`~ Name`) and not in the phone's contacts.
    pub unsaved: bool,
    /// How many messages.
    pub messages: usize,
    /// Where they first wrote.
    pub line: usize,
}

/// A day with messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// As 2025-12-31.
    pub date: String,
    /// How many.
    pub messages: usize,
}

/// When people wrote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rhythm {
    /// Days from the first to the last, both counted.
    pub days: i64,
    /// Days on which somebody wrote.
    pub days_with_messages: usize,
    /// Messages a day, over all of the days, rounded to hundredths.
    pub messages_a_day: f64,
    /// The days on which somebody wrote.
    pub by_day: Vec<Day>,
    /// Messages by the hour of the day, 0 to 23.
    pub by_hour: [usize; 24],
    /// Messages from 23:00 to 6:59.
    pub at_night: usize,
}

impl Chat<'_> {
    /// How the file is laid out, where anything could be read.
    pub fn layout(&self) -> Option<Layout> {
        let first = self.first?;
        Some(Layout {
            phone: first.frame,
            language: self.language(),
            date_order: self.order,
            date_order_certain: self.decided_by.is_certain(),
            date_order_by: self.decided_by,
            date_separator: first.separator,
            year_digits: first.year_digits,
            clock_hours: if first.twelve_hours { 12 } else { 24 },
            seconds: first.second.is_some(),
        })
    }

    /// When people wrote; none without messages.
    pub fn rhythm(&self) -> Option<Rhythm> {
        let mut by_day: BTreeMap<Date, usize> = BTreeMap::new();
        let mut by_hour = [0; 24];
        for (entry, _) in self.messages() {
            *by_day.entry(entry.at.date()).or_default() += 1;
            if let Some(hour) = usize::try_from(entry.at.hour())
                .ok()
                .and_then(|hour| by_hour.get_mut(hour))
            {
                *hour += 1;
            }
        }
        let (first, last) = (*by_day.keys().next()?, *by_day.keys().next_back()?);
        let days = i64::from(first.until(last).map_or(0, |span| span.get_days())) + 1;
        let messages: usize = by_day.values().sum();
        #[expect(clippy::cast_precision_loss, reason = "counts of one file are far below 2^52")]
        let a_day = (messages as f64 / days as f64 * 100.0).round() / 100.0;
        Some(Rhythm {
            days,
            days_with_messages: by_day.len(),
            messages_a_day: a_day,
            at_night: by_hour[..7].iter().sum::<usize>() + by_hour[23],
            by_day: by_day
                .into_iter()
                .map(|(date, messages)| Day {
                    date: date.to_string(),
                    messages,
                })
                .collect(),
            by_hour,
        })
    }

    /// Who wrote, in the order in which they first did.
    pub fn people(&self, phones: &PhoneRules) -> Vec<Sender> {
        let mut people: Vec<Sender> = self.senders.iter().map(|name| person(name, phones)).collect();
        for (entry, sender) in self.messages() {
            if let Some(person) = people.get_mut(sender) {
                person.messages += 1;
                if person.line == 0 {
                    person.line = entry.line;
                }
            }
        }
        people
    }

    pub(in crate::import) fn summarise(
        &self,
        mut reading: Reading,
        phones: &PhoneRules,
        mut repairs: Notes,
    ) -> Reading {
        for entry in &self.entries {
            match entry.what {
                What::System(kind) => {
                    reading.counts.system_lines += 1;
                    *reading.counts.system_by_kind.entry(kind).or_default() += 1;
                }
                What::Message {
                    media, deleted, edited, ..
                } => {
                    reading.counts.messages += 1;
                    reading.counts.media += usize::from(media);
                    reading.counts.deleted += usize::from(deleted);
                    reading.counts.edited += usize::from(edited);
                }
            }
        }
        let times = || self.entries.iter().map(|entry| entry.at);
        reading.first = times().min().map(|at| at.to_string());
        reading.last = times().max().map(|at| at.to_string());
        reading.layout = self.layout().map(crate::import::Layout::Chat);
        reading.rhythm = self.rhythm();
        reading.senders = self.people(phones);
        reading.counts.senders = reading.senders.len();
        let mut refusals = self.refusals.clone();
        if let Some(one) = reading.senders.get(IMPORT_CANDIDATES_MAX) {
            refusals.add(
                one.line,
                "too_many_candidates",
                format!("More than {IMPORT_CANDIDATES_MAX} people: this is no group's chat."),
            );
        }
        let mut candidates: Vec<Candidate> = reading
            .senders
            .iter()
            .take(IMPORT_CANDIDATES_MAX)
            .map(|sender| Candidate {
                line: sender.line,
                name: sender.phone.is_none().then(|| sender.name.clone()),
                phones: sender.phone.iter().cloned().collect(),
                ..Candidate::default()
            })
            .collect();
        candidate::mark(&mut candidates);
        reading
            .senders
            .sort_by(|a, b| b.messages.cmp(&a.messages).then(a.line.cmp(&b.line)));
        for note in &self.repairs.named {
            repairs.add(note.line, note.code, note.sentence.clone());
        }
        repairs.more += self.repairs.more;
        reading.with(candidates, repairs, refusals)
    }
}

/// A sender's name as somebody would say it, and their number where that is all there is.
fn person(name: &str, phones: &PhoneRules) -> Sender {
    let own = name.strip_prefix('~');
    let shown = clean(own.unwrap_or(name));
    Sender {
        phone: phones.normalise(&shown),
        unsaved: own.is_some(),
        name: if shown.is_empty() { name.to_owned() } else { shown },
        messages: 0,
        line: 0,
    }
}
