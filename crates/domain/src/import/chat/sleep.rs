//! How asleep a group is: what its messages are about, and how many there are in each day, week or month.

use super::{Chat, Rhythm, What};
use crate::limits::{IMPORT_MESSAGES_HEARD_MAX, WORDS_CHARS_MAX};
use crate::text::{Beside, Lexicon, OwnWords, TextKind, read};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

/// What messages are about, by the check of texts. Every message that was looked at is one of the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Talk {
    /// How many were looked at: all, or an even sample of them.
    pub heard: usize,
    /// They look like something for the whole group.
    pub alarming: usize,
    /// They are for another desk: a lamp, litter, a cat.
    pub elsewhere: usize,
    /// Talk: thanks, greetings, a thumb.
    pub chatter: usize,
    /// Anything else, and pictures without words.
    pub other: usize,
}

impl Chat<'_> {
    /// What the messages are about.
    pub fn talk(&self, lexicon: &Lexicon) -> Talk {
        let messages = self.messages().count();
        let step = messages.div_ceil(IMPORT_MESSAGES_HEARD_MAX).max(1);
        let none = OwnWords::default();
        let mut talk = Talk::default();
        for (entry, _) in self.messages().step_by(step) {
            talk.heard += 1;
            let silent = matches!(
                entry.what,
                What::Message { deleted: true, .. } | What::Message { media: true, .. }
            );
            // As much as an alarm may say: what a longer text is about, its beginning tells.
            let end = entry.text.char_indices().nth(WORDS_CHARS_MAX);
            let words = end.map_or(entry.text, |(end, _)| &entry.text[..end]);
            let found = (!silent).then(|| read(words, lexicon, &none, Beside::default()));
            let is = |kind| found.as_ref().is_some_and(|found| found.kinds().contains(&kind));
            let count = if found.as_ref().is_some_and(|found| found.alarming) {
                &mut talk.alarming
            } else if is(TextKind::WrongChannel) {
                &mut talk.elsewhere
            } else if is(TextKind::Chatter) {
                &mut talk.chatter
            } else {
                &mut talk.other
            };
            *count += 1;
        }
        talk
    }
}

crate::coded! {
    /// How long a period is.
    Each, "length of a period" {
        /// A day.
        Day = "day",
        /// A week, from Monday.
        Week = "week",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

impl Each {
    /// The period that a day is in: its first day.
    fn begin(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let back = day.weekday().since(Weekday::Monday);
                day.checked_sub(i64::from(back).days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    fn next(self, begin: Date) -> Option<Date> {
        let span = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        begin.checked_add(span).ok()
    }
}

/// The messages of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day.
    pub begin: Date,
    /// How many, in all of it.
    pub messages: usize,
}

/// The time of a chat, cut into pieces of one length, empty ones too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periods {
    /// How long each is.
    pub each: Each,
    /// The oldest first.
    pub buckets: Vec<Bucket>,
}

/// Days that are drawn one by one: a month.
const DAYS_DRAWN: i64 = 31;
/// Days that are drawn by the week: half a year.
const DAYS_BY_WEEK: i64 = 182;
/// Days that are drawn by the month: three years. Beyond that, years.
const DAYS_BY_MONTH: i64 = 3 * 366;
/// Periods at most: a phone whose clock was wrong once makes a chat of centuries.
const PERIODS_MAX: usize = 60;

impl Rhythm {
    /// Cut so that a few dozen pieces at most stand beside one another; of more, the latest.
    pub fn periods(&self) -> Periods {
        let each = match self.days {
            days if days <= DAYS_DRAWN => Each::Day,
            days if days <= DAYS_BY_WEEK => Each::Week,
            days if days <= DAYS_BY_MONTH => Each::Month,
            _ => Each::Year,
        };
        let days = self
            .by_day
            .iter()
            .filter_map(|day| Some((day.date.parse::<Date>().ok()?, day.messages)));
        let mut buckets: Vec<Bucket> = Vec::new();
        for (day, messages) in days {
            let begin = each.begin(day);
            while let Some(last) = buckets.last_mut() {
                if last.begin >= begin {
                    last.messages += messages;
                    break;
                }
                let Some(next) = each.next(last.begin) else { break };
                buckets.push(Bucket {
                    begin: next,
                    messages: if next >= begin { messages } else { 0 },
                });
                if next >= begin {
                    break;
                }
            }
            if buckets.is_empty() {
                buckets.push(Bucket { begin, messages });
            }
        }
        let more = buckets.len().saturating_sub(PERIODS_MAX);
        Periods {
            each,
            buckets: buckets.split_off(more),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::chat::{Day, read as read_chat};

    fn rhythm(days: &[(&str, usize)]) -> Rhythm {
        let dates: Vec<Date> = days.iter().map(|day| day.0.parse().unwrap()).collect();
        let span = dates[0].until(*dates.last().unwrap()).unwrap().get_days();
        Rhythm {
            days: i64::from(span) + 1,
            days_with_messages: days.len(),
            messages_a_day: 0.0,
            by_day: days
                .iter()
                .map(|(date, messages)| Day {
                    date: (*date).into(),
                    messages: *messages,
                })
                .collect(),
            by_hour: [0; 24],
            at_night: 0,
        }
    }

    fn cut(days: &[(&str, usize)]) -> (Each, Vec<(String, usize)>) {
        let periods = rhythm(days).periods();
        let buckets = periods
            .buckets
            .iter()
            .map(|each| (each.begin.to_string(), each.messages));
        (periods.each, buckets.collect())
    }

    #[test]
    fn time_is_cut_into_a_few_pieces_and_quiet_ones_stay() {
        let named = |list: &[(&str, usize)]| list.iter().map(|(day, count)| ((*day).to_owned(), *count)).collect();
        assert_eq!(cut(&[("2026-11-20", 3)]), (Each::Day, named(&[("2026-11-20", 3)])));
        assert_eq!(
            cut(&[("2026-11-20", 3), ("2026-11-22", 1)]),
            (
                Each::Day,
                named(&[("2026-11-20", 3), ("2026-11-21", 0), ("2026-11-22", 1)])
            )
        );
        // 1 November 2026 is a Sunday: its week began in October.
        let (each, weeks) = cut(&[("2026-11-01", 2), ("2026-11-03", 4), ("2026-12-08", 1)]);
        assert_eq!((each, weeks.len()), (Each::Week, 7));
        assert_eq!(weeks[..2], [("2026-10-26".to_owned(), 2), ("2026-11-02".to_owned(), 4)]);
        assert_eq!(weeks[6], ("2026-12-07".to_owned(), 1));
        let (each, months) = cut(&[("2025-01-31", 2), ("2026-12-08", 1)]);
        assert_eq!((each, months.len(), &months[0].0[..]), (Each::Month, 24, "2025-01-01"));
        let (each, years) = cut(&[("1999-12-31", 9), ("2026-12-08", 1)]);
        assert_eq!((each, years.len(), years[27].1), (Each::Year, 28, 1));
        let (_, years) = cut(&[("0001-01-01", 9), ("2026-12-08", 1)]);
        assert_eq!((years.len(), years[59].1), (60, 1), "the latest are drawn");
    }

    #[test]
    fn each_message_is_about_one_thing() {
        let lexicon = Lexicon::built_in().unwrap();
        let chat = read_chat(
            "20-11-2026 23:41 - Merel: Iemand voelt aan de deuren in de Lindelaan, 112 is gebeld\n\
             20-11-2026 23:42 - Vink: 👍\n\
             20-11-2026 23:43 - Vink: De lantaarnpaal voor nummer 3 is kapot\n\
             20-11-2026 23:44 - Eik: <Media weggelaten>\n",
            &mut |_| {},
        );
        let talk = chat.talk(&lexicon);
        assert_eq!(
            (talk.heard, talk.alarming, talk.elsewhere, talk.chatter, talk.other),
            (4, 1, 1, 1, 1),
            "{talk:?}"
        );
    }

    #[test]
    fn of_a_huge_chat_an_even_sample_is_heard() {
        use std::fmt::Write as _;
        let mut text = String::new();
        let count = IMPORT_MESSAGES_HEARD_MAX * 2 + 10;
        for number in 0..count {
            let _ = writeln!(
                text,
                "20-11-2026 {:02}:{:02} - Merel: ok",
                number / 60 % 24,
                number % 60
            );
        }
        let chat = read_chat(&text, &mut |_| {});
        let heard = chat.talk(&Lexicon::built_in().unwrap()).heard;
        assert_eq!(heard, count.div_ceil(3));
    }
}
