//! The desk for people who are not members: "was I, or my car, reported?" They ask one group about one day and one street, and get an answer in time.

use crate::clock::{Span, Timestamp};
use crate::field::Problem;
use crate::import::{PhoneRules, is_email};
use crate::limits;
use crate::plate::Plate;
use crate::preference::Day;
use jiff::ToSpan as _;
use jiff::tz::TimeZone;

crate::coded! {
    /// What somebody asks about.
    Asked, "subject of a question" {
        /// Themselves.
        Person = "person",
        /// Their car, or another vehicle.
        Vehicle = "vehicle",
    }
}

crate::coded! {
    /// Where a question stands.
    InquiryState, "state of a question" {
        /// The mailed code was not typed yet: nobody reads it.
        Unconfirmed = "unconfirmed",
        /// Waits for an answer.
        Open = "open",
        /// Answered.
        Answered = "answered",
    }
}

crate::coded! {
    /// What the answer comes down to. None of them tells who reported, or anything about others.
    Finding, "finding" {
        /// Nothing about them was reported.
        Nothing = "nothing",
        /// Something was, and it is still kept for a while.
        Reported = "reported",
        /// Of that day nothing is kept any more that says who it was.
        Erased = "erased",
        /// It cannot be told without showing somebody else.
        Unclear = "unclear",
    }
}

/// Until when an answer is due: a month after it was asked, or so many months; by the calendar of the group's zone (GDPR 12, 3).
pub fn due(asked: Timestamp, months: i32, zone: &TimeZone) -> Timestamp {
    let local = asked.to_jiff().to_zoned(zone.clone());
    let then = local.checked_add(months.months()).unwrap_or(local);
    Timestamp::from_millis(then.timestamp().as_millisecond())
}

crate::coded! {
    /// What those who run a group are told of a question that waits.
    Step, "step of a reminder" {
        /// It came.
        Came = "came",
        /// It is due soon.
        Soon = "soon",
        /// It should have been answered.
        Overdue = "overdue",
        /// It is forgotten soon, without an answer: who asked is told.
        Lapsing = "lapsing",
    }
}

/// When the day of mails began that an instant is in. Reminders go as it begins, so that all of a group that are due that day share one mail.
pub const fn mail_day(at: Timestamp) -> Timestamp {
    let (at, hour) = (at.as_seconds(), limits::INQUIRY_MAILED_AT.as_seconds());
    Timestamp::from_millis(at.saturating_sub((at - hour).rem_euclid(MAIL_DAY.as_seconds())) * 1000)
}

const MAIL_DAY: Span = Span::days(1);

/// When those who run a group are told that a question came: at once, or, where another came in the two days before, with all others of its day as the next
/// begins. Threat: who asks and takes back, over and over, floods the mailboxes of volunteers.
pub const fn came_at(now: Timestamp, another_before: bool) -> Timestamp {
    if another_before {
        mail_day(now).plus(MAIL_DAY)
    } else {
        now
    }
}

/// When those who run a group are reminded of a question that is due then.
pub const fn soon_at(due: Timestamp) -> Timestamp {
    mail_day(due.minus(limits::INQUIRY_REMINDED_BEFORE))
}

/// When who asked is told that nobody answered: before a question is forgotten that is kept so long.
pub const fn lapses_at(asked: Timestamp, kept: Span) -> Timestamp {
    mail_day(asked.plus(kept).minus(limits::INQUIRY_LAPSE_TOLD))
}

/// What is told of a question that waits, now; and when the next step is, if there is one.
pub fn step(asked: Timestamp, due: Timestamp, kept: Span, now: Timestamp) -> (Step, Option<Timestamp>) {
    let (soon, lapses) = (soon_at(due), lapses_at(asked, kept));
    if now >= lapses {
        (Step::Lapsing, None)
    } else if now >= due {
        (
            Step::Overdue,
            Some(mail_day(now.plus(limits::INQUIRY_REMINDED_AGAIN)).min(lapses)),
        )
    } else if now >= soon {
        (Step::Soon, Some(mail_day(due).plus(MAIL_DAY)))
    } else {
        (Step::Came, Some(soon))
    }
}

crate::coded! {
    /// What in an answer may show somebody else.
    Reveals, "what an answer reveals" {
        /// A number plate.
        Plate = "plate",
        /// An e-mail address.
        Email = "email",
        /// A phone number.
        Phone = "phone",
    }
}

/// Tokens that a number or a plate may be written in.
const PARTS_MAX: usize = 5;

/// What in an answer may show somebody else, with the words: hints, for who writes it. A plate may be the asker's own.
pub fn reveals(text: &str, phones: &PhoneRules) -> Vec<(Reveals, String)> {
    let mut found: Vec<(Reveals, String)> = Vec::new();
    let mut add = |what, words: &str| {
        if !found.iter().any(|(_, known)| known.contains(words)) {
            found.push((what, words.to_owned()));
        }
    };
    let edge = |sign: char| !sign.is_alphanumeric() && sign != '+';
    let tokens: Vec<&str> = text.split_whitespace().map(|token| token.trim_matches(edge)).collect();
    for from in 0..tokens.len() {
        if is_email(tokens[from]) {
            add(Reveals::Email, tokens[from]);
        }
        // The longest first: of a number that stands in parts, all of it.
        for parts in (1..=PARTS_MAX.min(tokens.len() - from)).rev() {
            let written = tokens[from..from + parts].join(" ");
            if phones.normalise(&written).is_some() {
                add(Reveals::Phone, &written);
            }
            // In parts only where it is written as a plate is: «om 23 41» is a time.
            if is_plate(&written) && (parts == 1 || !written.chars().any(char::is_lowercase)) {
                add(Reveals::Plate, &written);
            }
        }
    }
    found
}

fn is_plate(text: &str) -> bool {
    matches!(Plate::parse(text), Ok(Some(plate)) if !plate.is_partial() && plate.country().is_some())
}

/// Whether a text has an alias in it, as whole words in whatever case; also with the «s» of «Merels melding».
pub fn names(text: &str, alias: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (text, alias) = (words(text), words(alias));
    let Some((last, first)) = alias.split_last() else {
        return false;
    };
    text.windows(alias.len()).any(|part| {
        part.split_last()
            .is_some_and(|(end, start)| start == first && (end == last || end.strip_suffix('s') == Some(last)))
    })
}

/// The day that somebody asks about, as typed: not later than today, and not so long ago that nothing is kept in any case.
pub fn day(text: &str, today: Day) -> Result<Day, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let day: Day = text.trim().parse().map_err(|_| Problem::Malformed)?;
    let ago = today.since(day).map_or(-1, |span| span.get_days());
    let max = limits::INQUIRY_DAYS_BACK_MAX;
    if (0..=max).contains(&ago) {
        Ok(day)
    } else {
        Err(Problem::OutOfRange {
            min: 0,
            max: i64::from(max),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_month_is_a_month_of_the_calendar() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        assert_eq!(due(at("2027-01-31T11:00:00Z"), 1, &zone), at("2027-02-28T11:00:00Z"));
        // Noon stays noon when the clock changes in between.
        assert_eq!(due(at("2027-03-20T11:00:00Z"), 1, &zone), at("2027-04-20T10:00:00Z"));
        assert_eq!(due(at("2026-11-20T11:00:00Z"), 3, &zone), at("2027-02-20T11:00:00Z"));
    }

    #[test]
    fn who_runs_the_group_is_told_when_it_comes_before_it_is_due_and_ever_again() {
        let (asked, kept) = (at("2026-11-20T11:00:00Z"), Span::days(120));
        let due = at("2026-12-20T11:00:00Z");
        let told = |days: i64| {
            let now = asked.plus(Span::days(days));
            let (step, next) = step(asked, due, kept, now);
            // The day begins five hours earlier.
            (
                step,
                next.map(|next| (next.since(asked).as_seconds() + 5 * 3600) / 86_400),
            )
        };
        assert_eq!(told(0), (Step::Came, Some(23)));
        assert_eq!(told(23), (Step::Soon, Some(31)));
        assert_eq!(told(29), (Step::Soon, Some(31)), "never before it is overdue");
        assert_eq!(told(30), (Step::Overdue, Some(37)));
        assert_eq!(told(37), (Step::Overdue, Some(44)));
        assert_eq!(told(114), (Step::Overdue, Some(117)), "not after who asked is told");
        assert_eq!(told(117), (Step::Lapsing, None));
    }

    #[test]
    fn what_may_show_somebody_else_is_seen_and_what_does_not_is_not() {
        let profile = include_str!("../../../profiles/nl.toml");
        let phones = PhoneRules::of(&crate::country::Profile::from_toml(profile).unwrap());
        let found = |text: &str| {
            let found = reveals(text, &phones);
            found
                .into_iter()
                .map(|(what, words)| format!("{what} {words}"))
                .collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("Het was XQ-999-X, en niet de uwe.", "plate XQ-999-X"),
            ("Het was XQ 999 X.", "plate XQ 999 X"),
            ("Mail naar kievit@example.org.", "email kievit@example.org"),
            ("Bel 06-12 34 56 78 even.", "phone 06-12 34 56 78"),
            ("Bel +31612345678!", "phone +31612345678"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        for text in [
            "Op 01-11-2026 om 23:41 is iets gemeld; het werd 72 uur na het einde gewist, de woorden na 30 dagen.",
            "Het was om 23 41.",
            "We hebben de meldingen van die dag bekeken.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn an_alias_is_seen_in_any_case_and_as_whose_it_is() {
        for text in [
            "Dat zag merel.",
            "Merels melding",
            "Merel's melding",
            "Merel\u{2019}s",
            "Vraag het jan van zwaluw",
            "Jan van Zwaluws auto",
        ] {
            assert!(names(text, "Merel") || names(text, "Jan van Zwaluw"), "{text}");
        }
        for text in ["Een merelnest.", "Jan van de Zwaluw", "Kramerel", ""] {
            assert!(!names(text, "Merel") && !names(text, "Jan van Zwaluw"), "{text}");
        }
        assert!(!names("Van alles", ""));
    }

    #[test]
    fn further_questions_are_told_in_one_mail_of_the_next_day() {
        let now = at("2026-11-20T05:59:59Z");
        assert_eq!(came_at(now, false), now);
        assert_eq!(came_at(now, true), at("2026-11-20T06:00:00Z"));
        assert_eq!(came_at(at("2026-11-20T06:00:00Z"), true), at("2026-11-21T06:00:00Z"));
        // Due at different hours of a day, reminded of at once.
        assert_eq!(soon_at(at("2026-12-20T07:00:00Z")), soon_at(at("2026-12-21T05:00:00Z")));
    }

    #[test]
    fn a_day_of_which_something_may_be_kept() {
        let today: Day = "2026-11-20".parse().unwrap();
        assert_eq!(day(" 2026-11-20 ", today), Ok(today));
        assert!(day("2026-09-21", today).is_ok(), "sixty days ago");
        for far in ["2026-09-20", "2026-11-21"] {
            assert_eq!(day(far, today), Err(Problem::OutOfRange { min: 0, max: 60 }), "{far}");
        }
        assert_eq!(day("", today), Err(Problem::Missing));
        assert_eq!(day("gisteren", today), Err(Problem::Malformed));
    }
}
