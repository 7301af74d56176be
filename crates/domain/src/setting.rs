//! The settings of a group: what it decides for itself, within what its country and this software allow.

use crate::country::{PhotoPolicy, Profile};
use crate::field::{self, Errors, FieldError, Problem, tidy_text};
use crate::incident::Response;
use crate::limits;
use std::collections::BTreeMap;

/// How a group is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Members at most.
    pub capacity: u32,
    /// Youngest age to join, in years; none: the country's.
    pub minimum_age_years: Option<u8>,
    /// The residents' association under whose flag it is; none: it is under nobody's.
    pub association: Option<String>,
    /// Neighbours need not be members of that association.
    pub open_to_non_members: bool,
    /// Own words for responses of the country.
    pub response_texts: BTreeMap<Response, String>,
    /// What photos may show; none: what the country allows.
    pub photo_policy: Option<PhotoPolicy>,
    /// Minutes of quiet after which an incident closes by itself.
    pub quiet_expiry_minutes: u32,
}

impl Settings {
    /// How old one has to be to join without an exception.
    pub fn minimum_age(&self, profile: &Profile) -> u8 {
        self.minimum_age_years.unwrap_or(profile.minimum_age_years)
    }

    /// The association of which one has to be a member, where the group wants that.
    pub fn members_only(&self) -> Option<&str> {
        self.association.as_deref().filter(|_| !self.open_to_non_members)
    }

    /// Names of the settings in which two differ: what a line in the log says.
    pub fn changed(&self, before: &Self) -> Vec<&'static str> {
        [
            ("capacity", self.capacity != before.capacity),
            ("minimum_age", self.minimum_age_years != before.minimum_age_years),
            ("association", self.association != before.association),
            (
                "open_to_non_members",
                self.open_to_non_members != before.open_to_non_members,
            ),
            ("response_texts", self.response_texts != before.response_texts),
            ("photo_policy", self.photo_policy != before.photo_policy),
            ("quiet_expiry", self.quiet_expiry_minutes != before.quiet_expiry_minutes),
        ]
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
    }
}

/// Settings as somebody typed them.
#[derive(Debug, Clone, Default)]
pub struct RawSettings {
    /// Members at most.
    pub capacity: String,
    /// Youngest age in years.
    pub minimum_age: String,
    /// Why it is lower than the country's.
    pub minimum_age_reason: String,
    /// The association; empty: none.
    pub association: String,
    /// Neighbours need not be members of it.
    pub open_to_non_members: bool,
    /// Own words by the code of a response; empty: the country's words.
    pub response_texts: BTreeMap<String, String>,
    /// Code of what photos may show.
    pub photo_policy: String,
    /// Minutes of quiet.
    pub quiet_expiry: String,
}

impl RawSettings {
    /// The settings, with the reason of an age below the country's where there has to be one; or every mistake. `members` are in the group already:
    /// nobody is put out by a smaller limit. `before` is how it was set: an age that was agreed on already needs no second reason.
    pub fn check(
        &self,
        profile: &Profile,
        members: u32,
        before: &Settings,
    ) -> Result<(Settings, Option<String>), Vec<FieldError>> {
        let mut errors = Errors::default();
        let least = i64::from(members.max(limits::GROUP_SIZE_MIN));
        let most = i64::from(profile.group_size_max.min(limits::GROUP_SIZE_MAX));
        let capacity = errors.take("capacity", number(&self.capacity, least.min(most), most));
        let (min, max) = (limits::MINIMUM_AGE_YEARS_MIN, limits::MINIMUM_AGE_YEARS_MAX);
        let age = errors.take("minimum_age", number(&self.minimum_age, min.into(), max.into()));
        let age = age.and_then(|age| u8::try_from(age).ok());
        // What is the country's follows the country.
        let minimum_age_years = age.filter(|age| *age != profile.minimum_age_years);
        let lower = minimum_age_years.is_some_and(|age| age < profile.minimum_age_years);
        let mut reason = None;
        if lower && minimum_age_years != before.minimum_age_years {
            reason = errors.take("minimum_age_reason", field::reason(&self.minimum_age_reason));
        }
        let association = errors.take("association", tidy_text(&self.association, limits::NAME_CHARS_MAX));
        let photo_policy = errors
            .take("photo_policy", photos(&self.photo_policy, profile))
            .flatten();
        let (min, max) = (limits::QUIET_EXPIRY_MINUTES_MIN, limits::QUIET_EXPIRY_MINUTES_MAX);
        let quiet = errors.take("quiet_expiry", number(&self.quiet_expiry, min.into(), max.into()));
        let mut response_texts = BTreeMap::new();
        for (code, text) in &self.response_texts {
            let response = profile.response(code);
            let text = tidy_text(text, limits::RESPONSE_TEXT_CHARS_MAX);
            match response.and_then(|response| Ok((response, text?))) {
                Ok((response, Some(text))) => {
                    response_texts.insert(response, text);
                }
                Ok((_, None)) => {}
                Err(problem) => errors.add("response_texts", problem),
            }
        }
        errors.into_result()?;
        let (Some(capacity), Some(quiet)) = (capacity, quiet) else {
            return Err(Vec::new());
        };
        let settings = Settings {
            capacity,
            minimum_age_years,
            association: association.flatten(),
            open_to_non_members: self.open_to_non_members,
            response_texts,
            photo_policy,
            quiet_expiry_minutes: quiet,
        };
        Ok((settings, reason))
    }
}

fn number(text: &str, min: i64, max: i64) -> Result<u32, Problem> {
    let number = text.trim().parse::<u32>().ok();
    number
        .filter(|number| (min..=max).contains(&i64::from(*number)))
        .ok_or(Problem::OutOfRange { min, max })
}

/// A group may be stricter than its country, never looser; as strict is no opinion of its own.
fn photos(code: &str, profile: &Profile) -> Result<Option<PhotoPolicy>, Problem> {
    let policy: PhotoPolicy = code.parse().map_err(|_| Problem::NotAChoice)?;
    if policy < profile.photo_policy {
        return Err(Problem::NotOffered);
    }
    Ok(Some(policy).filter(|policy| *policy != profile.photo_policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(country: &str) -> Profile {
        let text = match country {
            "BE" => include_str!("../../../profiles/be.toml"),
            _ => include_str!("../../../profiles/nl.toml"),
        };
        Profile::from_toml(text).expect("a profile")
    }

    fn before() -> Settings {
        Settings {
            capacity: 256,
            minimum_age_years: None,
            association: None,
            open_to_non_members: true,
            response_texts: BTreeMap::new(),
            photo_policy: None,
            quiet_expiry_minutes: 120,
        }
    }

    fn typed() -> RawSettings {
        RawSettings {
            capacity: "256".into(),
            minimum_age: "18".into(),
            open_to_non_members: true,
            photo_policy: "description_only".into(),
            quiet_expiry: "120".into(),
            ..RawSettings::default()
        }
    }

    fn wrong(raw: &RawSettings) -> Vec<(&'static str, &'static str)> {
        let errors = raw.check(&profile("NL"), 61, &before()).expect_err("wrong");
        errors.iter().map(|error| (error.field, error.problem.code())).collect()
    }

    #[test]
    fn what_is_typed_as_it_stands_changes_nothing() {
        let (settings, reason) = typed().check(&profile("NL"), 61, &before()).expect("good");
        assert_eq!((settings.changed(&before()), reason), (Vec::new(), None));
    }

    #[test]
    fn each_number_has_its_bounds() {
        for (capacity, good) in [
            ("60", false),
            ("61", true),
            ("256", true),
            ("257", false),
            ("many", false),
        ] {
            let raw = RawSettings {
                capacity: capacity.into(),
                ..typed()
            };
            assert_eq!(raw.check(&profile("NL"), 61, &before()).is_ok(), good, "{capacity}");
        }
        for (quiet, good) in [("29", false), ("30", true), ("720", true), ("721", false), ("", false)] {
            let raw = RawSettings {
                quiet_expiry: quiet.into(),
                ..typed()
            };
            assert_eq!(raw.check(&profile("NL"), 61, &before()).is_ok(), good, "{quiet}");
        }
        for (age, good) in [("15", false), ("16", true), ("21", true), ("22", false), ("-1", false)] {
            let raw = RawSettings {
                minimum_age: age.into(),
                minimum_age_reason: "De oudercommissie vroeg het.".into(),
                ..typed()
            };
            assert_eq!(raw.check(&profile("NL"), 61, &before()).is_ok(), good, "{age}");
        }
    }

    #[test]
    fn an_age_below_the_countrys_is_agreed_on_once_with_its_reason() {
        let raw = RawSettings {
            minimum_age: "16".into(),
            ..typed()
        };
        assert_eq!(wrong(&raw), [("minimum_age_reason", "too_short")]);
        let agreed = Settings {
            minimum_age_years: Some(16),
            ..before()
        };
        assert!(raw.check(&profile("NL"), 61, &agreed).is_ok(), "it stands already");
        assert_eq!(agreed.minimum_age(&profile("NL")), 16);
        let older = RawSettings {
            minimum_age: "21".into(),
            ..typed()
        };
        assert!(older.check(&profile("NL"), 61, &before()).is_ok(), "older needs none");
    }

    #[test]
    fn photos_are_never_looser_than_the_countrys() {
        let check = |country, code: &str| {
            let raw = RawSettings {
                photo_policy: code.into(),
                ..typed()
            };
            raw.check(&profile(country), 1, &before())
                .map(|(settings, _)| settings.photo_policy)
        };
        assert_eq!(check("NL", "off"), Ok(Some(PhotoPolicy::Off)));
        assert_eq!(check("BE", "unrecognisable"), Ok(None), "as the country");
        for (country, code, problem) in [
            ("BE", "description_only", Problem::NotOffered),
            ("NL", "anything", Problem::NotAChoice),
        ] {
            let field = "photo_policy";
            assert_eq!(
                check(country, code),
                Err(vec![FieldError { field, problem }]),
                "{country} {code}"
            );
        }
    }

    #[test]
    fn own_words_are_for_responses_of_the_country() {
        let with = |code: &str, text: &str| RawSettings {
            response_texts: [(code.to_owned(), text.to_owned())].into(),
            ..typed()
        };
        let (settings, _) = with("lights_on", " Lamp  aan ")
            .check(&profile("NL"), 1, &before())
            .expect("good");
        assert_eq!(settings.response_texts[&Response::LightsOn], "Lamp aan");
        assert_eq!(settings.changed(&before()), ["response_texts"]);
        let (settings, _) = with("lights_on", " ")
            .check(&profile("NL"), 1, &before())
            .expect("good");
        assert!(settings.response_texts.is_empty());
        assert_eq!(
            wrong(&with("asking_kindly", "Kan ik helpen?")),
            [("response_texts", "not_a_choice")]
        );
        let long = "x".repeat(limits::RESPONSE_TEXT_CHARS_MAX + 1);
        assert_eq!(wrong(&with("lights_on", &long)), [("response_texts", "too_long")]);
    }

    #[test]
    fn an_association_is_asked_for_where_the_group_is_for_its_members() {
        let of = |association: Option<&str>, open_to_non_members| Settings {
            association: association.map(str::to_owned),
            open_to_non_members,
            ..before()
        };
        assert_eq!(of(Some("Ons Belang"), true).members_only(), None);
        assert_eq!(of(None, false).members_only(), None);
        assert_eq!(of(Some("Ons Belang"), false).members_only(), Some("Ons Belang"));
    }
}
