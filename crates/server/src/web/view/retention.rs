//! What is forgotten when, in words: for the page about privacy, for `saar retention explain` and for `docs/retention.md`.

use crate::i18n::I18n;
use saar_domain::retention::{Length, Retention, Rule, Since};
use serde::Serialize;

/// One class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its code.
    pub class: String,
    /// What it holds.
    pub holds: String,
    /// How long, counted from what: "72 hours after the end".
    pub gone: String,
    /// Why so long, and no longer.
    pub why: String,
}

/// `page/privacy.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Privacy {
    /// The table of the reader's country.
    pub retention: Vec<Line>,
    /// Name of the server of the map's tiles; none where there is the drawn plan alone.
    pub map_host: Option<String>,
}

/// The table of a country, in words of a language.
pub fn lines(i18n: &I18n, language: &str, country: &str, retention: &Retention) -> Vec<Line> {
    let line = |rule: Rule| {
        let code = rule.class.code();
        let text = |key: &str| i18n.text(language, country, key, &[]);
        Line {
            class: code.to_owned(),
            holds: text(&format!("retention-{code}")),
            gone: gone(i18n, language, country, rule),
            why: text(&format!("retention-{code}-why")),
        }
    };
    retention.rules().map(line).collect()
}

fn gone(i18n: &I18n, language: &str, country: &str, rule: Rule) -> String {
    let said = |key: &str, args: &[_]| i18n.text(language, country, key, args);
    let length = match Length::of(rule.span) {
        Length::AtOnce if rule.since == Since::Recall => return said("retention-length-at_once", &[]),
        // A profile may shorten any class to nothing.
        Length::AtOnce => said("retention-length-hours", &[("n", 0.into())]),
        Length::Hours(n) => said("retention-length-hours", &[("n", n.into())]),
        Length::Days(n) => said("retention-length-days", &[("n", n.into())]),
        Length::Years(n) => said("retention-length-years", &[("n", n.into())]),
    };
    let key = format!("retention-since-{}", rule.since.code());
    said(&key, &[("length", length.into())])
}
