//! Asking to join a group: where a request stands, how it was checked that somebody lives here, and what strangers read about a group.

use crate::field::Problem;
use crate::limits;
use crate::member::Alias;

crate::coded! {
    /// Where a request to join stands.
    RequestState, "state of a request" {
        /// Waits for those who run the group.
        Waiting = "waiting",
        /// They said yes, and the group is full: waits for a place.
        Approved = "approved",
        /// A member now.
        LetIn = "let_in",
        /// They said no.
        Refused = "refused",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

impl RequestState {
    /// Whether something may still come of it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Approved)
    }
}

crate::coded! {
    /// How it was checked that somebody lives or works here. Kept with the member beside when it was; never an address.
    ResidenceCheck, "residence check" {
        /// It was not.
        None = "none",
        /// Somebody who runs the group knows, or went and asked.
        Admin = "admin",
        /// A member knows them.
        Vouch = "vouch",
        /// A code came to the house in a letter.
        Letter = "letter",
    }
}

/// Which checks a group takes. None of them: the group asks for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResidenceChecks {
    /// The word of somebody who runs the group.
    pub admin: bool,
    /// The word of a member.
    pub vouch: bool,
    /// A code out of a letter.
    pub letter: bool,
}

impl Default for ResidenceChecks {
    fn default() -> Self {
        Self {
            admin: true,
            vouch: true,
            letter: true,
        }
    }
}

impl ResidenceChecks {
    /// From their codes; what is none is a mistake.
    pub fn from_codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<Self, Problem> {
        let mut checks = Self {
            admin: false,
            vouch: false,
            letter: false,
        };
        for code in codes {
            match code.parse() {
                Ok(ResidenceCheck::Admin) => checks.admin = true,
                Ok(ResidenceCheck::Vouch) => checks.vouch = true,
                Ok(ResidenceCheck::Letter) => checks.letter = true,
                Ok(ResidenceCheck::None) | Err(_) => return Err(Problem::NotAChoice),
            }
        }
        Ok(checks)
    }

    /// Those that count, in the order of the glossary.
    pub fn codes(self) -> Vec<&'static str> {
        let counts = |check: &&ResidenceCheck| **check != ResidenceCheck::None && self.takes(**check);
        ResidenceCheck::ALL
            .iter()
            .filter(counts)
            .map(|check| check.code())
            .collect()
    }

    /// Whether the group asks for any.
    pub const fn are_asked(self) -> bool {
        self.admin || self.vouch || self.letter
    }

    /// Whether this one is enough to be let in.
    pub const fn takes(self, check: ResidenceCheck) -> bool {
        match check {
            ResidenceCheck::None => !self.are_asked(),
            ResidenceCheck::Admin => self.admin,
            ResidenceCheck::Vouch => self.vouch,
            ResidenceCheck::Letter => self.letter,
        }
    }
}

/// What becomes of a yes: a place, or the waiting list. Whoever said yes to an open request holds the group's lock, and has counted under it.
pub const fn after_yes(members: u32, capacity: u32) -> RequestState {
    if members < capacity {
        RequestState::LetIn
    } else {
        RequestState::Approved
    }
}

/// How many members a group has, as strangers read it: a small number would say who, an exact one who came and went today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoughCount {
    /// Fewer than ten.
    Few,
    /// This many tens at least, as a number: 60.
    AtLeast(u32),
}

impl RoughCount {
    /// Of an exact count.
    pub const fn of(members: u32) -> Self {
        match members / 10 {
            0 => Self::Few,
            tens => Self::AtLeast(tens * 10),
        }
    }
}

/// The alias under which an asker becomes a member: their own, or with a number behind it where somebody has it already. Strangers are not told whether an
/// alias is taken, for that would tell them who is in: so it is settled here.
pub fn free_alias(wanted: &Alias, is_taken: impl Fn(&Alias) -> bool) -> Alias {
    if !is_taken(wanted) {
        return wanted.clone();
    }
    // An alias holds five digits at most: where the number would be too much, those of the alias make room for it.
    let plain: String = wanted.as_str().chars().filter(|c| !c.is_ascii_digit()).collect();
    let numbered = |text: &str, number: u32| {
        let ending = format!(" {number}");
        let room = limits::ALIAS_CHARS_MAX.saturating_sub(ending.chars().count());
        let begin: String = text.chars().take(room).collect();
        Alias::parse(&format!("{}{ending}", begin.trim_end())).ok()
    };
    // A group has fewer members than numbers are tried.
    (2..=limits::GROUP_SIZE_MAX + 2)
        .filter_map(|number| numbered(wanted.as_str(), number).or_else(|| numbered(&plain, number)))
        .find(|alias| !is_taken(alias))
        .unwrap_or_else(|| wanted.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checks_that_count() {
        let all = ResidenceChecks::default();
        assert_eq!(all.codes(), ["admin", "vouch", "letter"]);
        assert!(!all.takes(ResidenceCheck::None), "one of them is asked for");
        let letter = ResidenceChecks::from_codes(["letter"]).unwrap();
        assert!(letter.takes(ResidenceCheck::Letter) && !letter.takes(ResidenceCheck::Admin));
        assert!(!letter.takes(ResidenceCheck::None));
        let none = ResidenceChecks::from_codes([]).unwrap();
        assert!(none.takes(ResidenceCheck::None) && !none.are_asked());
        assert_eq!(none.codes(), Vec::<&str>::new());
        for wrong in ["none", "passport", ""] {
            assert_eq!(
                ResidenceChecks::from_codes([wrong]),
                Err(Problem::NotAChoice),
                "{wrong}"
            );
        }
    }

    #[test]
    fn the_last_place_and_the_list_behind_it() {
        assert_eq!(after_yes(255, 256), RequestState::LetIn);
        assert_eq!(after_yes(256, 256), RequestState::Approved);
        assert_eq!(
            after_yes(300, 256),
            RequestState::Approved,
            "the group was made smaller"
        );
    }

    #[test]
    fn strangers_read_tens() {
        assert_eq!(RoughCount::of(0), RoughCount::Few);
        assert_eq!(RoughCount::of(9), RoughCount::Few);
        assert_eq!(RoughCount::of(10), RoughCount::AtLeast(10));
        assert_eq!(RoughCount::of(69), RoughCount::AtLeast(60));
    }

    #[test]
    fn an_alias_that_is_taken_gets_a_number() {
        let alias = |text: &str| Alias::parse(text).unwrap();
        let taken = |names: &'static [&'static str]| move |alias: &Alias| names.contains(&alias.folded().as_str());
        assert_eq!(free_alias(&alias("Merel"), taken(&[])), alias("Merel"));
        assert_eq!(free_alias(&alias("Merel"), taken(&["merel"])), alias("Merel 2"));
        assert_eq!(
            free_alias(&alias("Merel"), taken(&["merel", "merel 2"])),
            alias("Merel 3")
        );
        let long = "m".repeat(limits::ALIAS_CHARS_MAX);
        let numbered = free_alias(&alias(&long), |alias| !alias.as_str().ends_with(" 12"));
        assert_eq!(numbered.as_str().chars().count(), limits::ALIAS_CHARS_MAX);
        assert!(numbered.as_str().ends_with("m 12"));
        // Five digits are the most that an alias may have.
        let digits = free_alias(&alias("Huis 12345"), |alias| alias.as_str() == "Huis 12345");
        assert_eq!(digits, alias("Huis 2"));
    }
}
