//! Whom an alarm would reach now: whether phones still answer, and what is said about it. Counts alone, never who.

use crate::clock::{Span, Timestamp};
use crate::limits;

/// What is known of a phone's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phone {
    /// When it was last looked at, or proved itself; since when it is known, before that.
    pub looked_at: Timestamp,
    /// Looks since its last answer.
    pub unanswered: u32,
}

/// What is done about a phone now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Nothing.
    Nothing,
    /// Look whether it answers.
    Check,
    /// Tell its owner, by another channel, that it does not.
    Tell,
}

impl Phone {
    /// Whether it is taken as deaf: two looks, a week each, without an answer. One may be lost with a restart of ours, or a week in a drawer.
    pub fn is_silent(&self, now: Timestamp) -> bool {
        self.unanswered >= limits::CHECKS_UNANSWERED_MAX && now.since(self.looked_at) >= limits::CHECK_EXPIRY
            || self.unanswered > limits::CHECKS_UNANSWERED_MAX
    }

    /// What to do now. A month after the last proof it is looked at, and again after a week of silence; its owner hears of it once.
    pub fn care(&self, told: bool, now: Timestamp) -> Care {
        let waited = now.since(self.looked_at);
        let after = |span: Span| if waited >= span { Care::Check } else { Care::Nothing };
        if self.is_silent(now) && !told {
            return Care::Tell;
        }
        match self.unanswered {
            0 => after(limits::CHECK_EVERY),
            looks if looks < limits::CHECKS_UNANSWERED_MAX => after(limits::CHECK_EXPIRY),
            // Deaf, and its owner knows: it may come back.
            _ => after(limits::CHECK_EVERY),
        }
    }
}

/// How many an alarm would reach now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Those with a way that works, who are not away.
    pub reached: u32,
    /// All of them.
    pub of: u32,
}

impl Coverage {
    /// The same, unless there are so few that a count would say who.
    pub fn shown(self) -> Option<Self> {
        (self.of >= limits::COVERAGE_MEMBERS_MIN).then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn phone(days_ago: i64, unanswered: u32) -> Phone {
        Phone {
            looked_at: NOON.minus(Span::days(days_ago)),
            unanswered,
        }
    }

    #[test]
    fn a_phone_is_looked_at_monthly_and_its_owner_told_once() {
        for (days_ago, unanswered, told, care) in [
            (29, 0, false, Care::Nothing),
            (30, 0, false, Care::Check),
            (6, 1, false, Care::Nothing),
            (7, 1, false, Care::Check),
            (6, 2, false, Care::Nothing),
            (7, 2, false, Care::Tell),
            (7, 2, true, Care::Nothing),
            (30, 2, true, Care::Check),
            // After that look it is as deaf as before.
            (0, 3, true, Care::Nothing),
            (0, 3, false, Care::Tell),
        ] {
            let what = format!("{days_ago} days, {unanswered} looks, told: {told}");
            assert_eq!(phone(days_ago, unanswered).care(told, NOON), care, "{what}");
        }
        assert!(!phone(100, 1).is_silent(NOON), "one look may be lost");
        assert!(phone(7, 2).is_silent(NOON) && phone(0, 3).is_silent(NOON));
    }

    #[test]
    fn few_neighbours_are_not_counted() {
        assert_eq!(Coverage { reached: 3, of: 4 }.shown(), None);
        let five = Coverage { reached: 3, of: 5 };
        assert_eq!(five.shown(), Some(five));
    }
}
