//! Phone numbers as people write them, in one form: `+31612345678`.

use super::text::{is_invisible, is_space};
use crate::country::Profile;

/// How numbers are written in a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneRules {
    /// The international prefix without its plus.
    prefix: String,
    digits_min: usize,
    digits_max: usize,
}

/// Digits of any number with its prefix, by E.164; fewer than the first is a short number.
const ANY_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

impl PhoneRules {
    /// Those of a country.
    pub fn of(profile: &Profile) -> Self {
        Self {
            prefix: profile.phone_prefix.trim_start_matches('+').to_owned(),
            digits_min: usize::from(profile.phone_digits_min),
            digits_max: usize::from(profile.phone_digits_max),
        }
    }

    /// Whether it looks like a number rather than a name: nothing but digits and what stands between them.
    pub fn looks_like_one(text: &str) -> bool {
        let seen = || text.chars().filter(|each| !is_invisible(*each));
        let digits = seen().filter(char::is_ascii_digit).count();
        digits >= 7 && seen().all(|each| each.is_ascii_digit() || is_space(each) || is_between(each) || each == '+')
    }

    /// The number in one form, or none where it is not one. A number without a prefix is taken as one of the country.
    pub fn normalise(&self, text: &str) -> Option<String> {
        if !Self::looks_like_one(text) {
            return None;
        }
        // «+31 (0)6»: the nought in brackets is for who leaves the prefix out.
        let text = text.replace("(0)", "");
        let seen: String = text
            .chars()
            .filter(|each| each.is_ascii_digit() || *each == '+')
            .collect();
        if seen.rfind('+').is_some_and(|at| at > 0) {
            return None;
        }
        let abroad = seen.strip_prefix('+').or_else(|| seen.strip_prefix("00"));
        if let Some(digits) = abroad {
            return self.with_prefix(digits);
        }
        if let Some(national) = seen.strip_prefix('0') {
            return self.own(national);
        }
        // A table program takes the plus, or the nought, for arithmetic, and leaves it out. Only at full length: a date is no number.
        let whole = seen.len() == self.digits_max;
        self.with_own_prefix(&seen)
            .or_else(|| self.own(&seen).filter(|_| whole))
    }

    fn with_prefix(&self, digits: &str) -> Option<String> {
        if digits.starts_with(&self.prefix) {
            return self.with_own_prefix(digits);
        }
        (ANY_DIGITS.contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
    }

    fn with_own_prefix(&self, digits: &str) -> Option<String> {
        let national = digits.strip_prefix(&self.prefix)?;
        self.own(national.strip_prefix('0').unwrap_or(national))
    }

    fn own(&self, national: &str) -> Option<String> {
        let fits = (self.digits_min..=self.digits_max).contains(&national.len()) && !national.starts_with('0');
        fits.then(|| format!("+{}{national}", self.prefix))
    }
}

const fn is_between(each: char) -> bool {
    matches!(each, '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The Netherlands' and Belgium's.
    pub(crate) fn rules() -> (PhoneRules, PhoneRules) {
        let of = |text: &str| PhoneRules::of(&Profile::from_toml(text).expect("a profile"));
        (
            of(include_str!("../../../../profiles/nl.toml")),
            of(include_str!("../../../../profiles/be.toml")),
        )
    }

    #[test]
    fn one_number_in_all_its_forms() {
        let (nl, be) = rules();
        for text in [
            "+31 6 00000001",
            "\u{202a}+31\u{a0}6\u{a0}00000001\u{202c}",
            "06-00000001",
            "06 00 00 00 01",
            "0031600000001",
            "+31 (0)6 00000001",
            "+310600000001",
            "31600000001",
            "600000001",
            "+31\u{2011}6\u{2011}00000001",
        ] {
            assert_eq!(nl.normalise(text).as_deref(), Some("+31600000001"), "{text}");
        }
        for text in ["0475 00 00 01", "0475/00.00.01", "+32 475 00 00 01", "0032475000001"] {
            assert_eq!(be.normalise(text).as_deref(), Some("+32475000001"), "{text}");
        }
        assert_eq!(be.normalise("02 000 00 01").as_deref(), Some("+3220000001"));
        assert_eq!(nl.normalise("+49 151 0000001").as_deref(), Some("+491510000001"));
    }

    #[test]
    fn what_is_no_number() {
        let (nl, _) = rules();
        for text in [
            "",
            "112",
            "0900-8844",
            "Jan 06",
            "3.16E+10",
            "+31 6 0000",
            "06+00000001",
            "0000000000",
            "1234567890123456",
        ] {
            assert_eq!(nl.normalise(text), None, "{text}");
        }
    }
}
