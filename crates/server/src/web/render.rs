//! Templates to text: strict, escaped, in the reader's words and time.
//!
//! Available in every template: `page` (pages only), `reader`, `view`; functions `t(key, name=value…)`, `tx(key, map)`, `has_text(key)`,
//! `asset(name)`, `scripts_built()`; filters `clock` (hh:mm), `day` (20 november), `date` (the same of `2026-11-20`), `moment` (hh:mm today, else with the day), `ago`. Times are epoch
//! milliseconds and are shown in the reader's zone; "now" comes with the reader, never from a clock.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, UndefinedBehavior, Value, context};
use serde::Serialize;

use super::assets;
use super::view::shared::{Page, Reader};
use crate::i18n::{I18n, LANGUAGES};
use saar_domain::moderation::own_rule_words;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

/// Countries with a profile; each has its own wording.
const COUNTRIES: [&str; 2] = ["NL", "BE"];

/// Assets that a template may name.
const ASSETS: [&str; 13] = [
    "app.css",
    "area.css",
    "import.css",
    "app.js",
    "alarm.js",
    "photo.js",
    "passkey.js",
    "area.js",
    "import.js",
    "map.js",
    "map.css",
    "mark.svg",
    "apple-touch-180.png",
];

/// Renders pages and mails. One of these lives as long as the program; it is cheap to share by reference.
#[derive(Debug)]
pub struct Renderer {
    environments: HashMap<(&'static str, &'static str), Environment<'static>>,
}

impl Renderer {
    /// Prepares one environment for each language and country.
    ///
    /// With `strict`, a missing text is an error (tests); without it, the key is shown and logged.
    #[must_use]
    pub fn new(i18n: &Arc<I18n>, strict: bool) -> Self {
        let mut environments = HashMap::new();
        for lang in LANGUAGES {
            for country in COUNTRIES {
                environments.insert((lang, country), environment(i18n, lang, country, strict));
            }
        }
        Self { environments }
    }

    /// Renders the page `page/{name}.html`.
    ///
    /// # Errors
    /// When the template names something that the view does not have; a test renders each template, so this is a mistake of ours.
    pub fn page<V: Serialize>(&self, name: &str, page: &Page, view: &V) -> Result<String, Error> {
        self.render(
            &format!("page/{name}.html"),
            &page.reader,
            context! { page => Serde(page), reader => Serde(&page.reader), view => Serde(view) },
        )
    }

    /// Renders the part `part/{name}.html` alone, for a live page that fetches a fragment.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub fn part<V: Serialize>(&self, name: &str, page: &Page, view: &V) -> Result<String, Error> {
        self.render(
            &format!("part/{name}.html"),
            &page.reader,
            context! { page => Serde(page), reader => Serde(&page.reader), view => Serde(view) },
        )
    }

    /// Renders `mail/{name}.txt` and `mail/{name}.html`, in this order.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub fn mail<V: Serialize>(&self, name: &str, reader: &Reader, view: &V) -> Result<(String, String), Error> {
        let text = self.render(
            &format!("mail/{name}.txt"),
            reader,
            context! { reader => Serde(reader), view => Serde(view) },
        )?;
        let html = self.render(
            &format!("mail/{name}.html"),
            reader,
            context! { reader => Serde(reader), view => Serde(view) },
        )?;
        Ok((text, html))
    }

    /// Renders `export/index.html`: a page that lies by itself in somebody's archive.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub fn export<V: Serialize>(&self, reader: &Reader, view: &V) -> Result<String, Error> {
        let values = context! { reader => Serde(reader), view => Serde(view) };
        self.render("export/index.html", reader, values)
    }

    fn render(&self, name: &str, reader: &Reader, values: Value) -> Result<String, Error> {
        let lang = LANGUAGES
            .into_iter()
            .find(|lang| *lang == reader.lang)
            .unwrap_or(LANGUAGES[0]);
        let country = COUNTRIES
            .into_iter()
            .find(|country| *country == reader.country)
            .unwrap_or(COUNTRIES[0]);
        self.environments
            .get(&(lang, country))
            .ok_or_else(|| Error::new(ErrorKind::TemplateNotFound, "no such language"))?
            .get_template(name)?
            .render(values)
    }
}

fn environment(i18n: &Arc<I18n>, lang: &'static str, country: &'static str, strict: bool) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    // Fails only for empty or clashing delimiters, which these are not; the default syntax would merely leave more blank lines.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        env.set_syntax(syntax);
    }
    env.set_loader(|name| Ok(Templates::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned())));

    let words = Words {
        i18n: Arc::clone(i18n),
        lang,
        country,
        strict,
    };
    let t = words.clone();
    env.add_function("t", move |key: &str, kwargs: Kwargs| {
        let mut args = Vec::new();
        for name in kwargs.args() {
            args.push((name, fluent(&kwargs.get::<Value>(name)?)));
        }
        t.text(key, &args)
    });
    let tx = words.clone();
    env.add_function("tx", move |key: &str, args: Serde<BTreeMap<String, String>>| {
        let args: Vec<_> = args
            .0
            .iter()
            .map(|(name, value)| (name.as_str(), FluentValue::from(value.clone())))
            .collect();
        tx.text(key, &args)
    });
    let has = words.clone();
    env.add_function("has_text", move |key: &str| has.i18n.has(lang, country, key));
    // Hashed once: the files do not change while the program runs. Our own constant address is safe, and not bloated by escaped slashes.
    let addresses: HashMap<&str, Value> = ASSETS
        .iter()
        .map(|name| (*name, Value::from_safe_string(assets::url(name))))
        .collect();
    env.add_function("asset", move |name: &str| {
        addresses.get(name).cloned().ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidOperation,
                format!("`{name}` is not in the list of assets"),
            )
        })
    });
    env.add_function("scripts_built", assets::scripts_built);

    env.add_filter("in_sentence", in_sentence);
    let rule_words = words.clone();
    env.add_filter("rule", move |code: &str| match own_rule_words(code) {
        Some(own) => Ok::<_, Error>(own.to_owned()),
        None => rule_words.text(&format!("rule-{code}"), &[]),
    });
    env.add_filter("clock", |state: &State<'_, '_>, at_ms: i64| {
        Ok::<_, Error>(clock(&zoned(state, at_ms)?))
    });
    let day_words = words.clone();
    env.add_filter("day", move |state: &State<'_, '_>, at_ms: i64| {
        day(&day_words, state, &zoned(state, at_ms)?)
    });
    let date_words = words.clone();
    env.add_filter("date", move |state: &State<'_, '_>, iso: &str| {
        let date: jiff::civil::Date = iso
            .parse()
            .map_err(|error: jiff::Error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
        let zone = zoned(state, now_ms(state)?)?.time_zone().clone();
        let noon = date.at(12, 0, 0, 0).to_zoned(zone);
        day(
            &date_words,
            state,
            &noon.map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?,
        )
    });
    let moment_words = words.clone();
    env.add_filter("moment", move |state: &State<'_, '_>, at_ms: i64| {
        let at = zoned(state, at_ms)?;
        if at.date() == zoned(state, now_ms(state)?)?.date() {
            return Ok(clock(&at));
        }
        Ok::<_, Error>(format!("{} {}", day(&moment_words, state, &at)?, clock(&at)))
    });
    env.add_filter("ago", move |state: &State<'_, '_>, at_ms: i64| {
        let (key, n) = ago(now_ms(state)?.saturating_sub(at_ms));
        words.text(key, &[("n", n.into())])
    });
    env
}

#[derive(Clone)]
struct Words {
    i18n: Arc<I18n>,
    lang: &'static str,
    country: &'static str,
    strict: bool,
}

impl Words {
    fn text(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> Result<String, Error> {
        if self.strict {
            return self
                .i18n
                .try_text(self.lang, self.country, key, args)
                .map_err(|missing| Error::new(ErrorKind::InvalidOperation, missing.to_string()));
        }
        Ok(self.i18n.text(self.lang, self.country, key, args))
    }
}

/// Numbers stay numbers, so that plurals work; everything else is its text.
/// A text of our own, which begins with a capital, as it goes on within a sentence. The English "I" stays what it is.
fn in_sentence(text: &str) -> String {
    if text.split(|c: char| !c.is_alphabetic()).next() == Some("I") {
        return text.to_owned();
    }
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match (value.kind(), value.as_i64()) {
        (ValueKind::Number, Some(number)) => FluentValue::from(number),
        _ => FluentValue::from(value.to_string()),
    }
}

fn reader_field(state: &State<'_, '_>, name: &str) -> Result<Value, Error> {
    state
        .lookup("reader")
        .ok_or_else(|| {
            Error::new(
                ErrorKind::UndefinedError,
                "no reader: times need one (macros cannot see it)",
            )
        })?
        .get_attr(name)
}

fn now_ms(state: &State<'_, '_>) -> Result<i64, Error> {
    reader_field(state, "now_ms")?
        .as_i64()
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "reader.now_ms is not a number"))
}

fn zoned(state: &State<'_, '_>, at_ms: i64) -> Result<jiff::Zoned, Error> {
    let name = reader_field(state, "time_zone")?;
    let wrong = |error: jiff::Error| Error::new(ErrorKind::InvalidOperation, error.to_string());
    let zone = TimeZone::get(name.as_str().unwrap_or_default()).map_err(wrong)?;
    Ok(Timestamp::from_millisecond(at_ms).map_err(wrong)?.to_zoned(zone))
}

fn clock(at: &jiff::Zoned) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A day in words; of another year than the reader's, with its year.
fn day(words: &Words, state: &State<'_, '_>, at: &jiff::Zoned) -> Result<String, Error> {
    let args = [
        ("day", i64::from(at.day()).into()),
        ("month", i64::from(at.month()).into()),
    ];
    let day = words.text("date-day", &args)?;
    let this_year = zoned(state, now_ms(state)?)?.year();
    Ok(if at.year() == this_year {
        day
    } else {
        format!("{day} {}", at.year())
    })
}

/// Text key and number for an age; a time in the future (a clock that jumped) reads as now.
fn ago(age_ms: i64) -> (&'static str, i64) {
    let minutes = age_ms.max(0) / 60_000;
    match minutes {
        0 => ("ago-now", 0),
        1..=59 => ("ago-minutes", minutes),
        60..=1439 => ("ago-hours", minutes / 60),
        _ => ("ago-days", minutes / 1440),
    }
}

#[cfg(test)]
#[path = "render_tests.rs"]
mod sample_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ago_has_a_word_for_every_age_and_no_negative_numbers() {
        assert_eq!(ago(-5_000), ("ago-now", 0));
        assert_eq!(ago(59_999), ("ago-now", 0));
        assert_eq!(ago(60_000), ("ago-minutes", 1));
        assert_eq!(ago(3_600_000), ("ago-hours", 1));
        assert_eq!(ago(12 * 86_400_000), ("ago-days", 12));
    }

    #[test]
    fn a_text_goes_on_within_a_sentence() {
        for (text, then) in [
            ("Lights on", "lights on"),
            ("I am watching", "I am watching"),
            ("Ik kijk mee", "ik kijk mee"),
            ("In a car", "in a car"),
            ("Élan", "élan"),
            ("", ""),
        ] {
            assert_eq!(in_sentence(text), then);
        }
    }
}
