//! Starting a group: what somebody types for it, and whether it waits for approval.

use crate::country::Profile;
use crate::field::{Errors, FieldError, Problem, tidy_text};
use crate::limits;
use crate::member::Alias;
use std::collections::HashSet;

/// What the founder typed.
#[derive(Debug, Clone, Default)]
pub struct RawFounding {
    /// The group's name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// Streets that belong to it; empty ones are none.
    pub streets: Vec<String>,
    /// The founder's name in the group.
    pub alias: String,
    /// The founder is old enough.
    pub adult: bool,
    /// The house rules that were accepted, by version; 0 when they were not.
    pub rules_version: u32,
}

/// A group that may be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// The group's name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// Streets that belong to it, each once.
    pub streets: Vec<String>,
    /// The founder's name in the group.
    pub alias: Alias,
}

impl RawFounding {
    /// Checks everything at once.
    pub fn check(&self, profile: &Profile) -> Result<Founding, Vec<FieldError>> {
        let mut errors = Errors::default();
        let name = errors.take("group_name", name(&self.name));
        let municipality = errors.take("municipality", self::name(&self.municipality));
        let streets = errors.take("streets", street_names(&self.streets));
        let alias = errors.take("alias", Alias::parse(&self.alias));
        if !self.adult {
            errors.add("adult", Problem::NotAccepted);
        }
        if self.rules_version != profile.house_rules_version {
            errors.add("rules", Problem::NotAccepted);
        }
        errors.into_result()?;
        match (name, municipality, streets, alias) {
            (Some(name), Some(municipality), Some(streets), Some(alias)) => Ok(Founding {
                name,
                municipality,
                streets,
                alias,
            }),
            // What is missing is in the errors.
            _ => Err(Vec::new()),
        }
    }
}

/// What a coordinator typed for a group of their umbrella.
#[derive(Debug, Clone, Default)]
pub struct RawUnder {
    /// The group's name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// Streets that belong to it; empty ones are none.
    pub streets: Vec<String>,
    /// Addresses of those who are to be its admins; whether they are addresses is said where mails are sent.
    pub emails: Vec<String>,
}

/// A group that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under {
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// Streets that belong to it, each once.
    pub streets: Vec<String>,
}

impl RawUnder {
    /// Checks everything but the addresses.
    pub fn check(&self) -> Result<Under, Vec<FieldError>> {
        let mut errors = Errors::default();
        let name = errors.take("group_name", name(&self.name));
        let municipality = errors.take("municipality", self::name(&self.municipality));
        let streets = errors.take("streets", street_names(&self.streets));
        errors.into_result()?;
        match (name, municipality, streets) {
            (Some(name), Some(municipality), Some(streets)) => Ok(Under {
                name,
                municipality,
                streets,
            }),
            // What is missing is in the errors.
            _ => Err(Vec::new()),
        }
    }
}

/// The name of a group, a place or a street.
pub fn name(text: &str) -> Result<String, Problem> {
    let name = tidy_text(text, limits::NAME_CHARS_MAX)?.ok_or(Problem::Missing)?;
    if name.chars().any(char::is_alphabetic) {
        Ok(name)
    } else {
        Err(Problem::Malformed)
    }
}

/// Names of streets; one that stands there twice is one.
fn street_names(typed: &[String]) -> Result<Vec<String>, Problem> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for text in typed {
        match name(text) {
            Ok(name) if seen.insert(name.to_lowercase()) => names.push(name),
            Ok(_) | Err(Problem::Missing) => {}
            Err(problem) => return Err(problem),
        }
        if names.len() > limits::STREETS_MAX {
            return Err(Problem::TooMany {
                max: limits::STREETS_MAX,
            });
        }
    }
    if names.is_empty() {
        Err(Problem::Missing)
    } else {
        Ok(names)
    }
}

/// Whether a new group waits for approval: where the installation asks for it, and the country lets anybody have a say.
pub const fn waits(profile: &Profile, installation_asks: bool) -> bool {
    installation_asks && profile.founding_may_wait
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(text: &str) -> Profile {
        Profile::from_toml(text).expect("a profile")
    }

    fn dutch() -> Profile {
        profile(include_str!("../../../profiles/nl.toml"))
    }

    fn typed() -> RawFounding {
        RawFounding {
            name: " Lindehof ".into(),
            municipality: "Voorbeeldstad".into(),
            streets: ["Lindelaan", "", " lindelaan", "2e  Beukenpad\r"]
                .map(Into::into)
                .into(),
            alias: "Merel".into(),
            adult: true,
            rules_version: dutch().house_rules_version,
        }
    }

    #[test]
    fn what_is_typed_is_tidied() {
        let founding = typed().check(&dutch()).expect("good");
        assert_eq!(founding.name, "Lindehof");
        assert_eq!(founding.streets, ["Lindelaan", "2e Beukenpad"]);
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let errors = RawFounding::default().check(&dutch()).expect_err("empty");
        let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
        assert_eq!(
            fields,
            ["group_name", "municipality", "streets", "alias", "adult", "rules"]
        );
        let wrong = |change: fn(&mut RawFounding)| {
            let mut typed = typed();
            change(&mut typed);
            typed.check(&dutch()).expect_err("wrong").remove(0)
        };
        let many = wrong(|typed| {
            typed.streets = (0..=limits::STREETS_MAX)
                .map(|number| format!("Laan {number}"))
                .collect();
        });
        assert_eq!(
            (many.field, many.problem),
            (
                "streets",
                Problem::TooMany {
                    max: limits::STREETS_MAX
                }
            )
        );
        let long = wrong(|typed| typed.streets.push("a".repeat(limits::NAME_CHARS_MAX + 1)));
        assert_eq!(
            long.problem,
            Problem::TooLong {
                max: limits::NAME_CHARS_MAX
            }
        );
        assert_eq!(wrong(|typed| typed.name = "12".into()).problem, Problem::Malformed);
        assert_eq!(wrong(|typed| typed.rules_version += 1).field, "rules");
        let full = RawFounding {
            streets: (1..=limits::STREETS_MAX)
                .map(|number| format!("Laan {number}"))
                .collect(),
            ..typed()
        };
        assert!(full.check(&dutch()).is_ok());
    }

    #[test]
    fn nobody_waits_in_belgium() {
        let belgian = profile(include_str!("../../../profiles/be.toml"));
        assert!(waits(&dutch(), true) && !waits(&dutch(), false));
        assert!(!waits(&belgian, true) && !waits(&belgian, false));
    }
}
