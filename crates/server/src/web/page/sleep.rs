//! How asleep a group is, as pictures of its chat.

use super::frame::Frame;
use crate::web::Web;
use crate::web::view::chart::{About, Chart, Datum};
use crate::web::view::import::Sleep;
use fluent_bundle::FluentValue;
use saar_domain::import::Reading;
use saar_domain::import::chat::{Each, Rhythm, Talk};

/// Words of one reader.
pub(super) struct Words<'a> {
    web: &'a Web,
    frame: &'a Frame,
}

impl<'a> Words<'a> {
    pub(super) const fn of(web: &'a Web, frame: &'a Frame) -> Self {
        Self { web, frame }
    }

    pub(super) fn text(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let reader = &self.frame.page.reader;
        self.web.app.i18n.text(&reader.lang, &reader.country, key, args)
    }

    /// A number with one digit behind the comma, as the reader writes it.
    pub(super) fn decimal(&self, value: f64) -> String {
        let text = format!("{value:.1}");
        let text = text.strip_suffix(".0").unwrap_or(&text);
        if self.frame.page.reader.lang == "en" {
            text.to_owned()
        } else {
            text.replace('.', ",")
        }
    }

    pub(super) fn month(&self, month: i8) -> String {
        self.text(&format!("month-{month}"), &[])
    }

    /// "20 november", with its year.
    fn day(&self, day: jiff::civil::Date) -> String {
        let args = [
            ("day", i64::from(day.day()).into()),
            ("month", i64::from(day.month()).into()),
        ];
        format!("{} {}", self.text("date-day", &args), day.year())
    }
}

/// Of a hundred.
#[expect(clippy::cast_precision_loss, reason = "counts of one file are far below 2^52")]
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64 * 100.0
    }
}

/// The chat of a reading in pictures; none where there is no chat, or nobody wrote.
pub(super) fn of(web: &Web, frame: &Frame, reading: &Reading) -> Option<Sleep> {
    let (rhythm, talk) = (reading.rhythm.as_ref()?, reading.talk?);
    let words = Words::of(web, frame);
    Some(Sleep {
        messages: reading.counts.messages,
        days: rhythm.days,
        a_day: words.decimal(rhythm.messages_a_day),
        at_night: rhythm.at_night,
        alarming_percent: words.decimal(percent(talk.alarming, talk.heard)),
        heard: talk.heard,
        charts: vec![
            by_time(&words, rhythm),
            by_hour(&words, rhythm),
            by_matter(&words, talk),
        ],
    })
}

fn columns(words: &Words<'_>, first: &str) -> Vec<String> {
    [first, "sleep-col-messages"].map(|key| words.text(key, &[])).into()
}

/// The highest bar: its label and how many.
fn most(data: &[Datum]) -> [(&'static str, FluentValue<'static>); 2] {
    let most = data.iter().rev().max_by_key(|datum| datum.value);
    let (label, value) = most.map_or_else(Default::default, |datum| (datum.label.clone(), datum.value));
    [("label", label.into()), ("n", value.into())]
}

fn by_time(words: &Words<'_>, rhythm: &Rhythm) -> Chart {
    let periods = rhythm.periods();
    let data: Vec<Datum> = periods
        .buckets
        .iter()
        .map(|bucket| {
            let begin = bucket.begin;
            let month = words.month(begin.month());
            let (label, short) = match periods.each {
                Each::Day => (words.day(begin), format!("{}-{}", begin.day(), begin.month())),
                Each::Week => (
                    words.text("sleep-week-of", &[("day", words.day(begin).into())]),
                    format!("{}-{}", begin.day(), begin.month()),
                ),
                Each::Month => (
                    format!("{month} {}", begin.year()),
                    format!("{}-{}", begin.month(), begin.year()),
                ),
                Each::Year => (begin.year().to_string(), begin.year().to_string()),
            };
            Datum {
                label,
                short,
                value: bucket.messages as u64,
                ..Datum::default()
            }
        })
        .collect();
    let about = About {
        id: "sleep-time",
        title: words.text(&format!("sleep-time-{}", periods.each.code()), &[]),
        desc: words.text("sleep-time-desc", &most(&data)),
        columns: columns(words, &format!("sleep-col-{}", periods.each.code())),
    };
    Chart::of(about, data)
}

fn by_hour(words: &Words<'_>, rhythm: &Rhythm) -> Chart {
    let data: Vec<Datum> = rhythm
        .by_hour
        .iter()
        .enumerate()
        .map(|(hour, messages)| Datum {
            label: format!("{hour:02}:00 – {:02}:00", (hour + 1) % 24),
            short: hour.to_string(),
            value: *messages as u64,
            night: !(7..23).contains(&hour),
            ..Datum::default()
        })
        .collect();
    let [label, n] = most(&data);
    let night = ("night", FluentValue::from(rhythm.at_night as u64));
    let about = About {
        id: "sleep-hour",
        title: words.text("sleep-hour", &[]),
        desc: words.text("sleep-hour-desc", &[label, n, night]),
        columns: columns(words, "sleep-col-hour"),
    };
    Chart::of(about, data)
}

fn by_matter(words: &Words<'_>, talk: Talk) -> Chart {
    let parts = [
        ("alarm", talk.alarming),
        ("elsewhere", talk.elsewhere),
        ("chatter", talk.chatter),
        ("other", talk.other),
    ];
    let data = parts.map(|(code, count)| Datum {
        label: words.text(&format!("sleep-matter-{code}"), &[]),
        short: words.text(&format!("sleep-short-{code}"), &[]),
        value: count as u64,
        ..Datum::default()
    });
    let args = parts.map(|(code, count)| (code, FluentValue::from(words.decimal(percent(count, talk.heard)))));
    let about = About {
        id: "sleep-matter",
        title: words.text("sleep-matter", &[]),
        desc: words.text("sleep-matter-desc", &args),
        columns: columns(words, "sleep-col-matter"),
    };
    Chart::of(about, data.into())
}
