//! What is forgotten when: the one table, by class, and by country where a profile is stricter. The job that forgets, `saar retention explain`, the page
//! for members and `docs/retention.md` all read it from here.

use crate::clock::{Span, Timestamp};
use crate::limits;
use serde::Deserialize;
use std::collections::BTreeMap;

crate::coded! {
    /// A class of what is kept about people: everything in one class goes at the same time. What it holds and why it is kept that long is said by the
    /// translations `retention-…` and `retention-…-why`.
    Class, "class of retention" {
        /// Pictures of a sighting.
        Photo = "photo",
        /// Looks, plates, the exact place. The street remains.
        Identifying = "identifying",
        /// Behaviour, sightings, remarks.
        Words = "words",
        /// Reporter, responders, who was reached and who looked. Then "a member".
        Who = "who",
        /// Kind, street, times, how it ended; drills that were planned, and how many they reached. Then counts by month.
        BareEvent = "bare_event",
        /// Everything of a recalled incident but the bare event.
        Recalled = "recalled",
        /// Alias, address and ways to reach somebody who left.
        Membership = "membership",
        /// The group's log: who of the admins and staff looked at what, let whom in again, gave whom a role; and invites that nobody can use any more.
        LookUps = "look_ups",
        /// Reminders, warnings, pauses and removals, with what was written about them.
        Moderation = "moderation",
        /// Codes to sign in, and the address that they were sent to.
        SignIn = "sign_in",
        /// Signed-in devices.
        Device = "device",
        /// The marks that make a repeated request one request.
        Repeat = "repeat",
        /// Test alarms to oneself, and looks whether a phone still answers.
        Probe = "probe",
        /// Who asks to join, while nobody has answered.
        Request = "request",
        /// Who was told yes and waits for a place.
        WaitingList = "waiting_list",
        /// Who was let in, refused or never answered.
        Answer = "answer",
        /// What people who are not members asked about themselves.
        Inquiry = "inquiry",
        /// When somebody took everything about themselves along.
        Export = "export",
        /// Who was asked to coordinate an umbrella, while they have not answered.
        CoordinatorAsked = "coordinator_asked",
    }
}

crate::coded! {
    /// From when a class's time counts.
    Since, "start of retention" {
        /// When a photo was whole on the server.
        Upload = "upload",
        /// The end of the incident.
        End = "end",
        /// The recall.
        Recall = "recall",
        /// When somebody left their last group, or this one.
        Leaving = "leaving",
        /// When it was written down.
        Writing = "writing",
        /// When it was asked for.
        Asking = "asking",
        /// When it was last used.
        Use = "use",
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What.
    pub class: Class,
    /// How long; zero is at once, in the very transaction.
    pub span: Span,
    /// Counted from what.
    pub since: Since,
}

/// The longest that anything is kept, anywhere. PRODUCT.md's table; from `SignIn` on they are the doors' own.
pub const TABLE: [Rule; 19] = [
    rule(Class::Photo, Span::hours(24), Since::Upload),
    rule(Class::Identifying, Span::hours(72), Since::End),
    rule(Class::Words, Span::days(30), Since::End),
    rule(Class::Who, Span::days(30), Since::End),
    rule(Class::BareEvent, Span::days(2 * 365), Since::End),
    rule(Class::Recalled, Span::ZERO, Since::Recall),
    rule(Class::Membership, Span::days(7), Since::Leaving),
    rule(Class::LookUps, Span::days(365), Since::Writing),
    rule(Class::Moderation, Span::days(90), Since::Writing),
    rule(Class::SignIn, Span::days(1), Since::Asking),
    rule(Class::Device, limits::SESSION_IDLE_MAX, Since::Use),
    rule(Class::Repeat, limits::IDEMPOTENCY_KEPT, Since::Asking),
    rule(Class::Probe, limits::PROBE_KEPT, Since::Asking),
    rule(Class::Request, Span::days(30), Since::Asking),
    rule(Class::WaitingList, Span::days(365), Since::Asking),
    rule(Class::Answer, Span::days(7), Since::Writing),
    rule(Class::Inquiry, Span::days(120), Since::Asking),
    rule(Class::Export, limits::EXPORTS_REMEMBERED, Since::Writing),
    rule(Class::CoordinatorAsked, limits::COORDINATOR_ASKED, Since::Asking),
];

const fn rule(class: Class, span: Span, since: Since) -> Rule {
    Rule { class, span, since }
}

impl Class {
    /// Its line of the table.
    pub const fn rule(self) -> Rule {
        // The table is in the order of the classes: a test holds it to that.
        TABLE[self as usize]
    }
}

/// The table of one country: the common one, shortened where its profile says so (`[retention]`, hours by class).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Retention(BTreeMap<Class, u32>);

impl Retention {
    /// How long a class is kept: never longer than the table says, whatever was written.
    pub fn span(&self, class: Class) -> Span {
        let longest = class.rule().span;
        self.0
            .get(&class)
            .map_or(longest, |hours| Span::hours(i64::from(*hours)).min(longest))
    }

    /// What counts from before this instant is over by now.
    pub fn over(&self, class: Class, now: Timestamp) -> Timestamp {
        now.minus(self.span(class))
    }

    /// Every line, in order.
    pub fn rules(&self) -> impl Iterator<Item = Rule> {
        TABLE.iter().map(|rule| Rule {
            span: self.span(rule.class),
            ..*rule
        })
    }

    /// A line that is not shorter than the table's, if there is one: a mistake of the profile.
    pub fn longer(&self) -> Option<Class> {
        let longer = |(class, hours): &(&Class, &u32)| Span::hours(i64::from(**hours)) > class.rule().span;
        self.0.iter().find(longer).map(|(class, _)| *class)
    }
}

/// A length of time for people: the unit that divides it, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Nothing is kept.
    AtOnce,
    /// So many hours.
    Hours(i64),
    /// So many days.
    Days(i64),
    /// So many years of 365 days.
    Years(i64),
}

impl Length {
    /// Of a span in whole hours. Up to three days people say hours.
    pub const fn of(span: Span) -> Self {
        let hours = span.as_seconds() / 3600;
        match hours {
            0 => Self::AtOnce,
            hours if hours % (365 * 24) == 0 => Self::Years(hours / (365 * 24)),
            hours if hours % 24 != 0 || hours <= 72 => Self::Hours(hours),
            hours => Self::Days(hours / 24),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_that_of_the_product() {
        for (at, class) in Class::ALL.iter().enumerate() {
            assert_eq!(TABLE[at].class, *class, "in the order of the classes");
        }
        let hours = |class: Class| class.rule().span.as_seconds() / 3600;
        assert_eq!(hours(Class::Photo), 24);
        assert_eq!(hours(Class::Identifying), 72);
        assert_eq!(hours(Class::Words), 30 * 24);
        assert_eq!(hours(Class::Who), 30 * 24);
        assert_eq!(hours(Class::BareEvent), 2 * 365 * 24);
        assert_eq!(hours(Class::Recalled), 0);
        assert_eq!(hours(Class::Membership), 7 * 24);
        assert_eq!(hours(Class::LookUps), 365 * 24);
        assert_eq!(hours(Class::Moderation), 90 * 24);
    }

    #[test]
    fn a_profile_shortens_and_never_lengthens() {
        let stricter = Retention(BTreeMap::from([(Class::Photo, 12)]));
        assert_eq!(stricter.span(Class::Photo), Span::hours(12));
        assert_eq!(stricter.span(Class::Words), Span::days(30));
        assert_eq!(stricter.longer(), None);
        let looser = Retention(BTreeMap::from([(Class::Photo, 25)]));
        assert_eq!(looser.longer(), Some(Class::Photo));
        assert_eq!(looser.span(Class::Photo), Span::hours(24), "and is not obeyed either");
        let now = Timestamp::from_millis(1_795_214_460_000);
        assert_eq!(now.since(stricter.over(Class::Photo, now)), Span::hours(12));
    }

    #[test]
    fn lengths_are_said_in_the_unit_that_people_use() {
        let said = |class: Class| Length::of(class.rule().span);
        assert_eq!(said(Class::Photo), Length::Hours(24));
        assert_eq!(said(Class::Identifying), Length::Hours(72));
        assert_eq!(said(Class::Words), Length::Days(30));
        assert_eq!(said(Class::BareEvent), Length::Years(2));
        assert_eq!(said(Class::Recalled), Length::AtOnce);
        assert_eq!(Length::of(Span::hours(100)), Length::Hours(100));
    }
}
