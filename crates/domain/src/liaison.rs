//! Liaisons: whom outside the group it lets look in, at what, and until when. The group grants it and ends it.

use crate::clock::Timestamp;
use crate::field::{Errors, FieldError, Problem, tidy_text};
use crate::limits;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

crate::coded! {
    /// What somebody is to the group from outside.
    LiaisonKind, "kind of liaison" {
        /// The community police officer (*wijkagent*).
        Police = "police",
        /// The municipality.
        Municipality = "municipality",
        /// The housing association.
        HousingAssociation = "housing_association",
    }
}

crate::coded! {
    /// What a liaison sees. The greater one holds the lesser.
    LiaisonView, "view of a liaison" {
        /// Who runs the group, whether it is looked after, and counts.
        Counts = "counts",
        /// Also which kinds of incidents there were, when, and how they ended.
        Incidents = "incidents",
    }
}

crate::coded! {
    /// Why a liaison sees nothing any more.
    LiaisonEnding, "ending of a liaison" {
        /// The group ended it.
        Group = "group",
        /// The liaison did.
        Liaison = "liaison",
        /// The liaison said no when asked.
        Refused = "refused",
        /// Nobody answered in time.
        Unanswered = "unanswered",
        /// Its last day is over.
        Expired = "expired",
    }
}

/// What kinds of liaisons a country's groups may have, and the most that each may see.
pub type LiaisonViews = BTreeMap<LiaisonKind, LiaisonView>;

/// A liaison to be asked, as somebody typed it.
#[derive(Debug, Clone, Default)]
pub struct RawLiaison {
    /// Code of the kind.
    pub kind: String,
    /// Name of the office or the function.
    pub office: String,
    /// Code of the view.
    pub view: String,
    /// Last day, as 2027-05-31.
    pub until: String,
}

/// A liaison to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLiaison {
    /// What they are.
    pub kind: LiaisonKind,
    /// Name of the office or the function.
    pub office: String,
    /// What they will see.
    pub view: LiaisonView,
    /// Until when at most.
    pub expires_at: Timestamp,
}

impl RawLiaison {
    /// Checks everything at once, by what the country allows.
    pub fn check(
        &self,
        allowed: &LiaisonViews,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<NewLiaison, Vec<FieldError>> {
        let mut errors = Errors::default();
        let kind = chosen::<LiaisonKind>(&self.kind)
            .and_then(|kind| allowed.get(&kind).map(|most| (kind, *most)).ok_or(Problem::NotOffered));
        let kind = errors.take("liaison_kind", kind);
        let office =
            tidy_text(&self.office, limits::LIAISON_OFFICE_CHARS_MAX).and_then(|text| text.ok_or(Problem::Missing));
        let office = errors.take("office", office);
        let view = chosen::<LiaisonView>(&self.view).and_then(|view| match kind {
            Some((_, most)) if view > most => Err(Problem::NotOffered),
            _ => Ok(view),
        });
        let view = errors.take("liaison_view", view);
        let expires_at = errors.take("liaison_until", last_day(&self.until, zone, now));
        errors.into_result()?;
        let (Some((kind, _)), Some(office), Some(view), Some(expires_at)) = (kind, office, view, expires_at) else {
            return Err(Vec::new());
        };
        Ok(NewLiaison {
            kind,
            office,
            view,
            expires_at,
        })
    }
}

fn chosen<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    match text.trim() {
        "" => Err(Problem::Missing),
        text => text.parse().map_err(|_| Problem::NotAChoice),
    }
}

/// The end of the last day on the group's own clocks: tomorrow at the soonest, a year ahead at most, for nobody looks in for ever by being forgotten.
pub fn last_day(text: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let day = Date::strptime("%Y-%m-%d", text).map_err(|_| Problem::Malformed)?;
    let today = now.to_jiff().to_zoned(zone.clone()).date();
    let ahead = |days: i64| today.saturating_add(jiff::Span::new().days(days));
    if !(ahead(1)..=ahead(limits::LIAISON_DAYS_MAX)).contains(&day) {
        return Err(Problem::OutOfRange {
            min: 1,
            max: limits::LIAISON_DAYS_MAX,
        });
    }
    let over = day.saturating_add(jiff::Span::new().days(1)).to_zoned(zone.clone());
    let over = over.map_err(|_| Problem::Malformed)?;
    Ok(Timestamp::from_millis(over.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Span;

    // 2026-11-22 00:30 in Amsterdam.
    const NOW: Timestamp = Timestamp::from_millis(1_795_303_800_000);

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Amsterdam").unwrap()
    }

    fn typed(kind: &str, view: &str, until: &str) -> RawLiaison {
        RawLiaison {
            kind: kind.into(),
            office: " Wijkagent  Noord ".into(),
            view: view.into(),
            until: until.into(),
        }
    }

    fn allowed() -> LiaisonViews {
        LiaisonViews::from([
            (LiaisonKind::Police, LiaisonView::Incidents),
            (LiaisonKind::Municipality, LiaisonView::Counts),
        ])
    }

    fn wrong(raw: &RawLiaison) -> Vec<(&'static str, Problem)> {
        let errors = raw.check(&allowed(), &zone(), NOW).unwrap_err();
        errors.into_iter().map(|error| (error.field, error.problem)).collect()
    }

    fn day(ahead: i64) -> String {
        let today = NOW.to_jiff().to_zoned(zone()).date();
        today.saturating_add(jiff::Span::new().days(ahead)).to_string()
    }

    #[test]
    fn the_country_says_who_may_be_asked_and_what_they_may_see() {
        let ok = typed("police", "incidents", &day(30))
            .check(&allowed(), &zone(), NOW)
            .unwrap();
        assert_eq!((ok.kind, ok.view), (LiaisonKind::Police, LiaisonView::Incidents));
        assert_eq!(ok.office, "Wijkagent Noord");
        assert!(
            typed("municipality", "counts", &day(30))
                .check(&allowed(), &zone(), NOW)
                .is_ok()
        );
        assert_eq!(
            wrong(&typed("municipality", "incidents", &day(30))),
            [("liaison_view", Problem::NotOffered)]
        );
        assert_eq!(
            wrong(&typed("housing_association", "counts", &day(30))),
            [("liaison_kind", Problem::NotOffered)]
        );
        let nothing = RawLiaison::default();
        let all = wrong(&nothing);
        assert_eq!(all.len(), 4, "everything at once: {all:?}");
        assert!(all.iter().all(|(_, problem)| *problem == Problem::Missing));
    }

    #[test]
    fn it_ends_with_the_last_day_within_a_year() {
        let range = Problem::OutOfRange {
            min: 1,
            max: limits::LIAISON_DAYS_MAX,
        };
        assert_eq!(last_day(&day(0), &zone(), NOW), Err(range));
        assert_eq!(last_day(&day(limits::LIAISON_DAYS_MAX + 1), &zone(), NOW), Err(range));
        assert_eq!(last_day("morgen", &zone(), NOW), Err(Problem::Malformed));
        let tomorrow = last_day(&day(1), &zone(), NOW).unwrap();
        let ends = tomorrow.to_jiff().to_zoned(zone());
        assert_eq!(
            (ends.date().to_string(), ends.hour()),
            (day(2), 0),
            "the day counts whole"
        );
        assert!(tomorrow.since(NOW) > Span::days(1));
        assert!(last_day(&day(limits::LIAISON_DAYS_MAX), &zone(), NOW).is_ok());
    }
}
