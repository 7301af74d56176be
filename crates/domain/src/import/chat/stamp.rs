//! The time at the start of a message, in every way that phones write it: `31-12-2025 23:41 - `, `[12/31/25, 11:41:05 PM] `, `31.12.25, 23:41 - `.

use crate::import::text::{is_invisible, is_space};
use jiff::civil::DateTime;

crate::coded! {
    /// What stands around the time.
    Frame, "frame" {
        /// `[31-12-2025 23:41:05] `, as iPhones write.
        Brackets = "iphone",
        /// `31-12-2025 23:41 - `, as Android phones write.
        Dash = "android",
        /// `31-12-16 23:41:05: `, as older iPhones wrote.
        Colon = "iphone_old",
    }
}

crate::coded! {
    /// In which order day, month and year stand.
    DateOrder, "order of dates" {
        /// 31-12-2025.
        DayMonthYear = "dmy",
        /// 12/31/2025.
        MonthDayYear = "mdy",
        /// 2025-12-31.
        YearMonthDay = "ymd",
    }
}

/// A time as it stands there, before it is known which number is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) frame: Frame,
    pub(super) numbers: [u16; 3],
    pub(super) year_first: bool,
    pub(super) year_digits: usize,
    pub(super) separator: char,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
    pub(super) twelve_hours: bool,
}

impl Stamp {
    /// The time, when such a day exists.
    pub(super) fn at(&self, order: DateOrder) -> Option<DateTime> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match order {
            _ if self.year_first => (a, b, c),
            DateOrder::DayMonthYear | DateOrder::YearMonthDay => (c, b, a),
            DateOrder::MonthDayYear => (c, a, b),
        };
        let year = if year < 100 { year + 2000 } else { year };
        let small = |number: u16| i8::try_from(number).ok();
        let clock = |number: u8| i8::try_from(number).unwrap_or(0);
        // Far years are typing mistakes or no dates at all.
        let near = (1990..2100).contains(&year);
        let year = i16::try_from(year).ok().filter(|_| near)?;
        DateTime::new(
            year,
            small(month)?,
            small(day)?,
            clock(self.hour),
            clock(self.minute),
            clock(self.second.unwrap_or(0)),
            0,
        )
        .ok()
    }
}

/// The time at the start of a line, and what follows it.
pub(super) fn stamp(line: &str) -> Option<(Stamp, &str)> {
    let mut at = Cursor { rest: line };
    at.spaces();
    let brackets = at.eat('[');
    at.spaces();
    let (first, first_digits) = at.number(4)?;
    let separator = at.one_of(&['-', '/', '.'])?;
    at.spaces();
    let (second, second_digits) = at.number(2)?;
    at.eat(separator).then_some(())?;
    at.spaces();
    let (third, third_digits) = at.number(4)?;
    let year_first = first_digits == 4;
    let digits_fit = second_digits <= 2 && first_digits != 3 && third_digits != 3 && (year_first || first_digits <= 2);
    let year_fits = if year_first {
        third_digits <= 2
    } else {
        third_digits != 1
    };
    (digits_fit && year_fits).then_some(())?;
    let comma = at.eat(',');
    let gap = at.spaces();
    (comma || gap).then_some(())?;
    for word in ["at", "à", "um", "om", "a"] {
        if at.word(word) {
            break;
        }
    }
    let (hour, minute, second_of, twelve) = at.clock()?;
    let frame = if brackets {
        at.spaces();
        at.eat(']').then_some(())?;
        Frame::Brackets
    } else if at.dash() {
        Frame::Dash
    } else {
        // Older iPhones: a colon, only behind seconds; else «23:41: …» would be anybody's notes.
        second_of?;
        at.eat(':').then_some(())?;
        at.spaces().then_some(())?;
        Frame::Colon
    };
    let stamp = Stamp {
        frame,
        numbers: [first, second, third],
        year_first,
        year_digits: if year_first { first_digits } else { third_digits },
        separator,
        hour,
        minute,
        second: second_of,
        twelve_hours: twelve,
    };
    let rest = at.rest.strip_prefix(' ').unwrap_or(at.rest);
    Some((stamp, rest))
}

/// Reads a line from its start and does not see invisible marks.
struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    fn marks(&mut self) {
        self.rest = self.rest.trim_start_matches(is_invisible);
    }

    fn peek(&mut self) -> Option<char> {
        self.marks();
        self.rest.chars().next()
    }

    fn one_of(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.peek().filter(|found| wanted.contains(found))?;
        self.rest = &self.rest[found.len_utf8()..];
        Some(found)
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.one_of(&[wanted]).is_some()
    }

    fn spaces(&mut self) -> bool {
        let before = self.rest.len();
        let trimmed = self
            .rest
            .trim_start_matches(|each| is_space(each) || is_invisible(each));
        let found = self.rest[..before - trimmed.len()].chars().any(is_space);
        self.rest = trimmed;
        found
    }

    fn number(&mut self, digits_max: usize) -> Option<(u16, usize)> {
        let (mut value, mut digits) = (0_u16, 0);
        while let Some(digit) = self.peek().and_then(|each| each.to_digit(10)) {
            if digits == digits_max {
                return None;
            }
            value = value * 10 + u16::try_from(digit).unwrap_or(0);
            digits += 1;
            self.rest = &self.rest[1..];
        }
        (digits > 0).then_some((value, digits))
    }

    fn word(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(word).filter(|rest| rest.starts_with(is_space)) else {
            return false;
        };
        self.rest = rest;
        self.spaces()
    }

    /// Hour, minute, perhaps seconds, and whether of a clock of twelve hours.
    fn clock(&mut self) -> Option<(u8, u8, Option<u8>, bool)> {
        let (hour, _) = self.number(2)?;
        // «23 h 41», in French.
        let before = self.rest;
        self.spaces();
        if !self.eat('h') {
            self.rest = before;
            self.one_of(&[':', '.'])?;
        }
        self.spaces();
        let minute = self.sixty()?;
        let before = self.rest;
        let second = match self.one_of(&[':', '.']) {
            None => None,
            Some(_) => {
                let second = self.sixty();
                if second.is_none() {
                    self.rest = before;
                }
                second
            }
        };
        let hour = u8::try_from(hour).ok()?;
        match self.afternoon() {
            None => (hour < 24).then_some((hour, minute, second, false)),
            Some(afternoon) => {
                (hour <= 12).then_some(())?;
                Some((hour % 12 + if afternoon { 12 } else { 0 }, minute, second, true))
            }
        }
    }

    fn sixty(&mut self) -> Option<u8> {
        let (value, digits) = self.number(2)?;
        u8::try_from(value).ok().filter(|value| digits == 2 && *value < 60)
    }

    /// What a clock of twelve hours says behind the time: whether it is past noon. Steps over «Uhr» and «uur».
    fn afternoon(&mut self) -> Option<bool> {
        let before = self.rest;
        self.spaces();
        if ["Uhr", "uur"].iter().any(|word| self.exactly(word)) {
            return None;
        }
        if self.exactly("vorm.") {
            return Some(false);
        }
        if self.exactly("nachm.") {
            return Some(true);
        }
        let found = self.one_of(&['a', 'A', 'p', 'P']).and_then(|letter| {
            self.eat('.');
            self.spaces();
            self.one_of(&['m', 'M'])?;
            self.eat('.');
            Some(letter.eq_ignore_ascii_case(&'p'))
        });
        if found.is_none() {
            self.rest = before;
        }
        found
    }

    fn exactly(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn dash(&mut self) -> bool {
        let before = self.rest;
        if self.spaces()
            && self.one_of(&['-', '–']).is_some()
            && (self.rest.starts_with(is_space) || self.rest.is_empty())
        {
            return true;
        }
        self.rest = before;
        false
    }
}

/// Which order was chosen, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) order: DateOrder,
    pub(super) by: DecidedBy,
}

crate::coded! {
    /// By what the order of day and month was decided.
    DecidedBy, "reason" {
        /// The year stands first, and then the month.
        YearFirst = "year_first",
        /// A number above 12 can only be a day; or day and month are always the same number.
        Numbers = "numbers",
        /// A chat goes forward in time, and only one order does.
        Sequence = "sequence",
        /// Not decided: guessed by how the date is written.
        Guess = "guess",
    }
}

impl DecidedBy {
    /// Whether it is known, and not guessed.
    pub const fn is_certain(self) -> bool {
        !matches!(self, Self::Guess)
    }
}

/// Decides by all lines together which number is the day.
pub(super) fn order(stamps: &[Stamp]) -> Chosen {
    let chosen = |order, by| Chosen { order, by };
    if stamps.iter().filter(|stamp| stamp.year_first).count() * 2 > stamps.len() {
        return chosen(DateOrder::YearMonthDay, DecidedBy::YearFirst);
    }
    let stamps = || stamps.iter().filter(|stamp| !stamp.year_first);
    let possible = |order| stamps().filter(|stamp| stamp.at(order).is_some()).count();
    let (days, months) = (possible(DateOrder::DayMonthYear), possible(DateOrder::MonthDayYear));
    if days != months {
        let order = if days > months {
            DateOrder::DayMonthYear
        } else {
            DateOrder::MonthDayYear
        };
        return chosen(order, DecidedBy::Numbers);
    }
    if stamps().all(|stamp| stamp.numbers[0] == stamp.numbers[1]) {
        return chosen(DateOrder::DayMonthYear, DecidedBy::Numbers);
    }
    let steps_back = |order| {
        let times: Vec<_> = stamps()
            .filter_map(|stamp| stamp.at(order).map(DateTime::date))
            .collect();
        times.windows(2).filter(|pair| pair[1] < pair[0]).count()
    };
    let (by_days, by_months) = (steps_back(DateOrder::DayMonthYear), steps_back(DateOrder::MonthDayYear));
    if by_days != by_months {
        let order = if by_days < by_months {
            DateOrder::DayMonthYear
        } else {
            DateOrder::MonthDayYear
        };
        return chosen(order, DecidedBy::Sequence);
    }
    // Americans write slashes, years of two digits and a clock of twelve hours.
    let american = stamps().all(|stamp| stamp.separator == '/' && stamp.twelve_hours && stamp.year_digits == 2);
    let order = if american {
        DateOrder::MonthDayYear
    } else {
        DateOrder::DayMonthYear
    };
    chosen(order, DecidedBy::Guess)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, Frame, String)> {
        let (stamp, rest) = stamp(line)?;
        let at = stamp.at(order(&[stamp]).order)?;
        Some((at.to_string(), stamp.frame, rest.to_owned()))
    }

    #[test]
    fn every_way_in_which_phones_write_a_time() {
        for (line, time, frame) in [
            ("31-12-2025 23:41 - x", "2025-12-31T23:41:00", Frame::Dash),
            ("12/31/25, 11:41\u{202f}PM - x", "2025-12-31T23:41:00", Frame::Dash),
            ("12/31/25, 12:41 AM - x", "2025-12-31T00:41:00", Frame::Dash),
            ("31.12.25, 23:41 - x", "2025-12-31T23:41:00", Frame::Dash),
            ("31/12/2025 à 23:41 - x", "2025-12-31T23:41:00", Frame::Dash),
            ("31/12/2025, 23:41 – x", "2025-12-31T23:41:00", Frame::Dash),
            ("31/12/2025 23 h 41 - x", "2025-12-31T23:41:00", Frame::Dash),
            ("31.12.25, 23:41 Uhr - x", "2025-12-31T23:41:00", Frame::Dash),
            ("31-12-2025 11:41 p.m. - x", "2025-12-31T23:41:00", Frame::Dash),
            ("2025-12-31, 11:41 p. m. - x", "2025-12-31T23:41:00", Frame::Dash),
            ("[31-12-2025 23:41:05] x", "2025-12-31T23:41:05", Frame::Brackets),
            (
                "\u{200e}[31-12-2025 23:41:05] x",
                "2025-12-31T23:41:05",
                Frame::Brackets,
            ),
            (
                "[31/12/2025, 11:41:05\u{a0}p.m.] x",
                "2025-12-31T23:41:05",
                Frame::Brackets,
            ),
            (
                "\u{feff}[\u{2068}31.12.25\u{2069}, 23:41:05] x",
                "2025-12-31T23:41:05",
                Frame::Brackets,
            ),
            ("[2025-12-31, 23.41.05] x", "2025-12-31T23:41:05", Frame::Brackets),
            ("31.12.16, 23:41:05: x", "2016-12-31T23:41:05", Frame::Colon),
        ] {
            assert_eq!(read(line), Some((time.to_owned(), frame, "x".to_owned())), "{line}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for line in [
            "",
            "[",
            "[]",
            "hallo",
            "23:41 - x",
            "31-12 23:41 - x",
            "31-12-2025 - x",
            "31-12-2025 23:41",
            "31-12/2025 23:41 - x",
            "31-12-2025 24:41 - x",
            "31-12-2025 23:61 - x",
            "12/31/25, 13:41 PM - x",
            "31-12-2025 23:41-x",
            "31122025 23:41 - x",
            "[31-12-2025 23:41:05 x",
            "99999-12-31 23:41 - x",
            "31-12-2025 23:4 - x",
            "31-12-2025 23:41: x",
        ] {
            assert_eq!(stamp(line), None, "{line}");
        }
        assert_eq!(read("31-13-2025 23:41 - x"), None);
        assert_eq!(read("29-02-2025 23:41 - x"), None);
    }

    #[test]
    fn day_and_month_are_decided_by_all_lines_together() {
        let decide = |lines: &[&str]| {
            let stamps: Vec<_> = lines.iter().filter_map(|line| Some(stamp(line)?.0)).collect();
            let chosen = order(&stamps);
            (chosen.order.code(), chosen.by.code())
        };
        assert_eq!(
            decide(&["01/02/25, 10:00 - x", "13/02/25, 10:00 - x"]),
            ("dmy", "numbers")
        );
        assert_eq!(
            decide(&["01/02/25, 10:00 - x", "02/13/25, 10:00 - x"]),
            ("mdy", "numbers")
        );
        assert_eq!(
            decide(&["11/01/25, 10:00 - x", "02/02/25, 10:00 - x"]),
            ("dmy", "sequence")
        );
        assert_eq!(
            decide(&["01/11/25, 10:00 - x", "02/02/25, 10:00 - x"]),
            ("mdy", "sequence")
        );
        assert_eq!(decide(&["01/02/25, 10:00 - x"]), ("dmy", "guess"));
        assert_eq!(decide(&["1/2/25, 10:00 PM - x"]), ("mdy", "guess"));
        assert_eq!(decide(&["02/02/25, 10:00 - x"]), ("dmy", "numbers"));
        assert_eq!(decide(&["2025-01-02 10:00 - x"]), ("ymd", "year_first"));
    }
}
