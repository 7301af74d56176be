//! What was wrong with something typed: the field, the problem with its limit, and thereby the mend. Translated at the web's edge.

use crate::limits;
use serde::Serialize;

/// One field that was not as it has to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Path of the field in the request: `behaviour.words`, `place.street`.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: Problem,
}

/// The ways in which a field can be wrong. A code and a limit, never the text that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// Too long.
    TooLong {
        /// Characters at most.
        max: usize,
    },
    /// Too short.
    TooShort {
        /// Characters at least.
        min: usize,
    },
    /// Outside what is possible.
    OutOfRange {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// There are as many as there may be.
    TooMany {
        /// At most.
        max: usize,
    },
    /// Not of the form that is expected.
    Malformed,
    /// Not one of the choices.
    NotAChoice,
    /// A place that is not in the country of the group.
    OutsideCountry,
    /// Looks need behaviour beside them.
    NeedsBehaviour,
    /// Somebody in the group already uses it.
    Taken,
    /// Something names it: it stays.
    InUse,
    /// Would show a phone number or an address to others.
    Revealing,
    /// Has to be agreed to.
    NotAccepted,
    /// May not be said here: skin colour, outside PRODUCT's rule.
    NotOffered,
}

impl Problem {
    /// Its code, for translations' keys and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too_long",
            Self::TooShort { .. } => "too_short",
            Self::OutOfRange { .. } => "out_of_range",
            Self::TooMany { .. } => "too_many",
            Self::Malformed => "malformed",
            Self::NotAChoice => "not_a_choice",
            Self::OutsideCountry => "outside_country",
            Self::NeedsBehaviour => "needs_behaviour",
            Self::Taken => "taken",
            Self::InUse => "in_use",
            Self::Revealing => "revealing",
            Self::NotAccepted => "not_accepted",
            Self::NotOffered => "not_offered",
        }
    }

    /// The least and the most, where the problem is a limit.
    pub fn limits(self) -> (Option<i64>, Option<i64>) {
        let int = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
        match self {
            Self::TooLong { max } | Self::TooMany { max } => (None, Some(int(max))),
            Self::TooShort { min } => (Some(int(min)), None),
            Self::OutOfRange { min, max } => (Some(min), Some(max)),
            _ => (None, None),
        }
    }
}

/// Collects what is wrong, so that somebody mends a form once and not field by field.
#[derive(Debug, Default)]
pub struct Errors(Vec<FieldError>);

impl Errors {
    /// Notes one.
    pub fn add(&mut self, field: &'static str, problem: Problem) {
        self.0.push(FieldError { field, problem });
    }

    /// The value, or none after noting what was wrong with it.
    pub fn take<T>(&mut self, field: &'static str, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.add(field, problem)).ok()
    }

    /// The same of something that has several fields.
    pub fn take_all<T>(&mut self, result: Result<T, Vec<FieldError>>) -> Option<T> {
        result.map_err(|errors| self.0.extend(errors)).ok()
    }

    /// All of them, when there are any.
    pub fn into_result(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

/// A text of people: trimmed, line ends and white space folded, no control or invisible direction marks, at most `max` characters. Empty is none.
///
/// Counted before it is folded, as the browser counts and as the API's document says; but not the spaces and invisible marks around it, and a line end once.
pub fn tidy_text(text: &str, max: usize) -> Result<Option<String>, Problem> {
    if typed_chars(text) > max {
        return Err(Problem::TooLong { max });
    }
    Ok(fold(text))
}

fn typed_chars(text: &str) -> usize {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    text.chars().count() - text.matches("\r\n").count()
}

fn fold(text: &str) -> Option<String> {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        // Direction overrides and zero-width marks can make a text read as another one.
        let word: String = word.chars().filter(|c| !is_invisible(*c)).collect();
        if word.is_empty() {
            continue;
        }
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(&word);
    }
    Some(tidy).filter(|text| !text.is_empty())
}

/// The same over several lines: what was written in paragraphs stays so, with one empty line between them at most.
pub fn tidy_lines(text: &str, max: usize) -> Result<Option<String>, Problem> {
    if typed_chars(text) > max {
        return Err(Problem::TooLong { max });
    }
    let mut tidy = String::new();
    let mut gap = "";
    for line in text.lines() {
        match fold(line) {
            Some(line) => {
                tidy.push_str(gap);
                tidy.push_str(&line);
                gap = "\n";
            }
            None if tidy.is_empty() => {}
            None => gap = "\n\n",
        }
    }
    Ok(Some(tidy).filter(|text| !text.is_empty()))
}

/// A reason that somebody else will read: long enough to say something.
pub fn reason(text: &str) -> Result<String, Problem> {
    let reason = tidy_text(text, limits::REASON_CHARS_MAX)?.unwrap_or_default();
    if reason.chars().count() < limits::REASON_CHARS_MIN {
        return Err(Problem::TooShort {
            min: limits::REASON_CHARS_MIN,
        });
    }
    Ok(reason)
}

pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded_and_bounded() {
        assert_eq!(
            tidy_text("  voelt \r\n aan\u{202e} deuren\0 ", 280),
            Ok(Some("voelt aan deuren".into()))
        );
        assert_eq!(tidy_text(" \u{200b}\n", 280), Ok(None));
        assert_eq!(
            tidy_text("é".repeat(280).as_str(), 280).map(|t| t.map(|t| t.chars().count())),
            Ok(Some(280))
        );
        assert_eq!(
            tidy_text("é".repeat(281).as_str(), 280),
            Err(Problem::TooLong { max: 280 })
        );
        // As the browser counts: what is folded counts, what stands around it does not, and a line end is one.
        assert_eq!(tidy_text("a  \u{b}b", 4), Err(Problem::TooLong { max: 4 }));
        assert_eq!(tidy_text("  a \r\nb  ", 4), Ok(Some("a b".into())));
        assert_eq!(tidy_text("\u{202d}abcd\u{202c} ", 4), Ok(Some("abcd".into())));
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(
            tidy_lines("\n Dag Merel, \r\n\r\n\n  dank u.\nVink\n\n", 99),
            Ok(Some("Dag Merel,\n\ndank u.\nVink".into()))
        );
        assert_eq!(tidy_lines(" \n\u{200b}\n", 99), Ok(None));
        assert_eq!(tidy_lines("ab\ncd", 4), Err(Problem::TooLong { max: 4 }));
    }
}
