//! What is known about the reader: the page where they take it along or are forgotten, and the page that lies in the archive.

use super::retention::{Line, lines};
use super::shared::{FieldError, Reader};
use crate::i18n::I18n;
use crate::usecase::own_data::field_name;
use saar_domain::clock::Timestamp;
use saar_domain::moderation::own_rule_words;
use saar_domain::retention::{Class, Retention};
use saar_store::export::{Everything, Known};
use serde::Serialize;

/// `page/own_data.html` at `/settings/data`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnData {
    /// The reader's own address.
    pub email: String,
    /// They showed lately that it is they; otherwise a code is asked for first, at `/settings/data/code` and `/settings/data/proof`.
    pub proved: bool,
    /// This installation takes passkeys.
    pub passkeys: bool,
    /// When they took everything along, latest first, epoch milliseconds.
    pub exports: Vec<i64>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/forget.html` at `/settings/data/forget`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Forget {
    /// They showed lately that it is they.
    pub proved: bool,
    /// What stays for a while, without a name, and how long.
    pub stays: Vec<Line>,
    /// Groups that need another admin first.
    pub stuck: Vec<StuckGroup>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A group that its last admin cannot leave.
#[derive(Debug, Clone, Serialize)]
pub struct StuckGroup {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// `export/index.html`: everything, to be read.
#[derive(Debug, Clone, Serialize)]
pub struct Readable {
    /// When it was made.
    pub made: String,
    /// Sections that hold something. The title is `export-{code}`.
    pub sections: Vec<ReadableSection>,
}

/// A section.
#[derive(Debug, Clone, Serialize)]
pub struct ReadableSection {
    /// Its code.
    pub code: String,
    /// One a thing.
    pub records: Vec<Vec<ReadableField>>,
}

/// A field in words.
#[derive(Debug, Clone, Serialize)]
pub struct ReadableField {
    /// Its name; the text is `export-field-{name}`.
    pub name: String,
    /// In words.
    pub text: String,
}

/// What stays after somebody is forgotten, until its class is over.
const STAYS: [Class; 7] = [
    Class::Photo,
    Class::Identifying,
    Class::Words,
    Class::Who,
    Class::BareEvent,
    Class::LookUps,
    Class::Moderation,
];

/// What stays for a while, in words of the reader.
pub fn stays(i18n: &I18n, reader: &Reader, retention: &Retention) -> Vec<Line> {
    let all = lines(i18n, &reader.lang, &reader.country, retention);
    let stays = |line: &Line| STAYS.iter().any(|class| class.code() == line.class);
    all.into_iter().filter(stays).collect()
}

/// Everything in words of the reader.
pub fn readable(i18n: &I18n, reader: &Reader, everything: &Everything) -> Readable {
    let full = everything.sections.iter().filter(|(_, records)| !records.is_empty());
    let field = |(name, known): &(&'static str, Known)| ReadableField {
        name: field_name(name).to_owned(),
        text: said(i18n, reader, known),
    };
    Readable {
        made: said(i18n, reader, &Known::Moment(Timestamp::from_millis(reader.now_ms))),
        sections: full
            .map(|(code, records)| ReadableSection {
                code: (*code).to_owned(),
                records: records
                    .iter()
                    .map(|record| record.iter().map(field).collect())
                    .collect(),
            })
            .collect(),
    }
}

fn said(i18n: &I18n, reader: &Reader, known: &Known) -> String {
    // What has no words of its own is shown as it is stored: better than nothing.
    let word = |texts: &str, code: &str| {
        let key = format!("{texts}{code}");
        let has = i18n.has(&reader.lang, &reader.country, &key);
        if has {
            i18n.text(&reader.lang, &reader.country, &key, &[])
        } else {
            own_rule_words(code).unwrap_or(code).to_owned()
        }
    };
    match known {
        Known::Text(text) => text.clone(),
        Known::Code(texts, code) => word(texts, code),
        Known::Moment(at) => {
            let zone = jiff::tz::TimeZone::get(&reader.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
            at.to_jiff().to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
        }
        Known::Number(number) => number.to_string(),
        Known::TimeOfDay(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        Known::Flag(flag) => word("export-flag-", if *flag { "yes" } else { "no" }),
        Known::Event(event) => {
            let part = |name: &str| event.get(name).and_then(serde_json::Value::as_str);
            let parts = [
                ("event", "export-event-"),
                ("kind", "kind-"),
                ("response", "response-"),
                ("reason", "closing-"),
                ("witness", "witness-was-"),
            ];
            let words = parts
                .iter()
                .filter_map(|(name, texts)| part(name).map(|code| word(texts, code)));
            words.collect::<Vec<_>>().join(" · ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saar_domain::audit::Deed;
    use saar_store::export::SECTIONS;

    /// A code that has no words would stand there as it is stored.
    #[test]
    fn everything_that_is_told_has_its_words_in_each_language() {
        let i18n = I18n::new().unwrap();
        for lang in ["nl", "en"] {
            let has = |key: String| assert!(i18n.has(lang, "NL", &key), "{lang}: {key}");
            for section in SECTIONS {
                has(format!("export-{}", section.code));
                section
                    .columns
                    .iter()
                    .for_each(|(name, _)| has(format!("export-field-{}", field_name(name))));
            }
            Deed::ALL.iter().for_each(|deed| has(format!("export-deed-{deed}")));
        }
    }
}
