//! A description on its way in: texts by the path of their field, as a form or the API sends them, checked all at once.

use super::look::{Colour, Sex};
use super::{Coloured, Description, Hair, Person, Surroundings, Vehicle, offers_skin_colour};
use crate::field::{Errors, FieldError, Problem, tidy_text};
use crate::geo::Direction;
use crate::id::StreetId;
use crate::incident::report::{Street, choice, street_of};
use crate::incident::{Kind, Witness};
use crate::limits;
use crate::plate::Plate;
use std::collections::BTreeMap;
use std::str::FromStr;

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One of these codes.
    Choice(fn() -> Vec<&'static str>),
    /// The code of a [`Colour`].
    Colour,
    /// A short text.
    Text {
        /// Characters at most.
        max: usize,
    },
    /// A whole number.
    Number {
        /// The least.
        min: u8,
        /// The most.
        max: u8,
    },
    /// A plate or a part of one.
    Plate,
    /// The id of a street of the group.
    Street,
}

macro_rules! codes {
    ($name:path) => {
        Takes::Choice(|| <$name>::ALL.iter().map(|one| one.code()).collect())
    };
}

const SHORT: Takes = Takes::Text {
    max: limits::DESCRIPTION_TEXT_CHARS_MAX,
};

/// Path of the field for how somebody knows.
pub const WITNESS: &str = "witness";
/// Path of the field for skin colour.
pub const SKIN_COLOUR: &str = "looks.skin_colour";

/// Every field, in the order of a form: its path in the API and the name of its control, and what it takes.
pub const FIELDS: &[(&str, Takes)] = &[
    (
        "people",
        Takes::Number {
            min: 1,
            max: limits::PEOPLE_MAX,
        },
    ),
    ("looks.sex", codes!(Sex)),
    ("looks.age", codes!(super::look::Age)),
    ("looks.top.kind", codes!(super::look::Top)),
    ("looks.top.colour", Takes::Colour),
    ("looks.bottom.kind", codes!(super::look::Bottom)),
    ("looks.bottom.colour", Takes::Colour),
    ("looks.headgear.kind", codes!(super::look::Headgear)),
    ("looks.headgear.colour", Takes::Colour),
    ("looks.shoes.kind", codes!(super::look::Shoes)),
    ("looks.shoes.colour", Takes::Colour),
    ("looks.bag.kind", codes!(super::look::Bag)),
    ("looks.bag.colour", Takes::Colour),
    ("looks.height", codes!(super::look::Height)),
    ("looks.build", codes!(super::look::Build)),
    ("looks.hair.style", codes!(super::look::HairStyle)),
    ("looks.hair.colour", codes!(super::look::HairColour)),
    ("looks.beard", codes!(super::look::Beard)),
    ("looks.glasses", codes!(super::look::Glasses)),
    ("looks.face", codes!(super::look::Face)),
    (SKIN_COLOUR, codes!(super::look::SkinColour)),
    ("looks.tattoos", SHORT),
    ("looks.language", SHORT),
    ("looks.carries", SHORT),
    ("vehicle.kind", codes!(super::look::VehicleKind)),
    ("vehicle.colour", Takes::Colour),
    ("vehicle.make", SHORT),
    ("vehicle.model", SHORT),
    ("vehicle.lettering", SHORT),
    ("vehicle.plate", Takes::Plate),
    (
        "vehicle.occupants",
        Takes::Number {
            min: 1,
            max: limits::OCCUPANTS_MAX,
        },
    ),
    ("surroundings.spot", codes!(super::look::Spot)),
    (
        "surroundings.notes",
        Takes::Text {
            max: limits::SURROUNDINGS_CHARS_MAX,
        },
    ),
    ("towards_street", Takes::Street),
    ("towards", SHORT),
    ("direction", codes!(Direction)),
];

/// A description before it is checked: what was typed, by path. What is not in [`FIELDS`] is not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawDescription {
    texts: BTreeMap<&'static str, String>,
    /// Code of a witness; seen when missing.
    pub witness: Option<String>,
}

/// A description that was checked, with how its witness knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What.
    pub description: Description,
    /// How they know.
    pub witness: Witness,
}

impl RawDescription {
    /// An empty one of a witness.
    pub fn of(witness: Option<String>) -> Self {
        Self {
            witness,
            ..Self::default()
        }
    }

    /// Puts a field, if it is one and something was typed.
    pub fn put(&mut self, path: &str, text: impl Into<String>) {
        let text = text.into();
        if let Some((known, _)) = FIELDS.iter().find(|(known, _)| *known == path)
            && !text.trim().is_empty()
        {
            self.texts.insert(known, text);
        }
    }

    /// What was typed in a field; empty for nothing.
    pub fn text(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", String::as_str)
    }

    /// The same without the fields that are wrong: for showing what the rest says.
    #[must_use]
    pub fn without(&self, wrong: &[FieldError]) -> Self {
        let mut rest = self.clone();
        rest.texts
            .retain(|path, _| wrong.iter().all(|error| error.field != *path));
        rest
    }

    /// Nothing was chosen or typed.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Checks everything at once. The kind and the witness of the incident decide whether skin colour may be said; `streets` are those of the group.
    pub fn check(&self, kind: Kind, reported: Witness, streets: &[Street]) -> Result<Described, Vec<FieldError>> {
        let mut errors = Errors::default();
        let given = self.witness.as_deref().filter(|code| !code.trim().is_empty());
        let witness = given.map_or(Some(Witness::Seen), |code| errors.take(WITNESS, choice(Some(code))));
        let mut checking = Checking {
            raw: self,
            streets,
            errors: &mut errors,
        };
        let description = checking.description();
        let may_say = witness.is_some_and(|described| offers_skin_colour(kind, reported, described));
        if description.person.skin_colour.is_some() && !may_say {
            errors.add(SKIN_COLOUR, Problem::NotOffered);
        }
        match (errors.into_result(), witness) {
            (Err(errors), _) => Err(errors),
            (Ok(()), Some(witness)) if !description.is_empty() => Ok(Described { description, witness }),
            // Only marks that nobody sees were typed, or nothing at all.
            (Ok(()), _) => Err(vec![FieldError {
                field: "description",
                problem: Problem::Missing,
            }]),
        }
    }
}

struct Checking<'a> {
    raw: &'a RawDescription,
    streets: &'a [Street],
    errors: &'a mut Errors,
}

impl Checking<'_> {
    fn code<T: FromStr>(&mut self, path: &'static str) -> Option<T> {
        let typed = self.raw.texts.get(path)?;
        self.errors.take(path, choice(Some(typed)))
    }

    fn coloured<T: FromStr>(&mut self, kind: &'static str, colour: &'static str) -> Coloured<T> {
        Coloured {
            kind: self.code(kind),
            colour: self.code::<Colour>(colour),
        }
    }

    fn text(&mut self, path: &'static str, max: usize) -> Option<String> {
        let typed = self.raw.texts.get(path)?;
        self.errors.take(path, tidy_text(typed, max)).flatten()
    }

    fn short(&mut self, path: &'static str) -> Option<String> {
        self.text(path, limits::DESCRIPTION_TEXT_CHARS_MAX)
    }

    fn number(&mut self, path: &'static str, max: u8) -> Option<u8> {
        let typed = self.raw.texts.get(path)?;
        let range = Problem::OutOfRange {
            min: 1,
            max: i64::from(max),
        };
        let number = typed
            .trim()
            .parse::<u8>()
            .ok()
            .filter(|number| (1..=max).contains(number));
        self.errors.take(path, number.ok_or(range))
    }

    fn description(&mut self) -> Description {
        Description {
            people: self.number("people", limits::PEOPLE_MAX),
            person: self.person(),
            vehicle: Vehicle {
                look: self.coloured("vehicle.kind", "vehicle.colour"),
                make: self.short("vehicle.make"),
                model: self.short("vehicle.model"),
                lettering: self.short("vehicle.lettering"),
                plate: self.plate(),
                occupants: self.number("vehicle.occupants", limits::OCCUPANTS_MAX),
            },
            surroundings: Surroundings {
                spot: self.code("surroundings.spot"),
                notes: self.text("surroundings.notes", limits::SURROUNDINGS_CHARS_MAX),
            },
            towards: self.short("towards").and_then(|text| goal(&text)),
            towards_street: self.street("towards_street"),
            direction: self.code("direction"),
        }
    }

    fn person(&mut self) -> Person {
        Person {
            sex: self.code("looks.sex"),
            age: self.code("looks.age"),
            height: self.code("looks.height"),
            build: self.code("looks.build"),
            skin_colour: self.code(SKIN_COLOUR),
            hair: Hair {
                style: self.code("looks.hair.style"),
                colour: self.code("looks.hair.colour"),
            },
            beard: self.code("looks.beard"),
            glasses: self.code("looks.glasses"),
            face: self.code("looks.face"),
            top: self.coloured("looks.top.kind", "looks.top.colour"),
            bottom: self.coloured("looks.bottom.kind", "looks.bottom.colour"),
            shoes: self.coloured("looks.shoes.kind", "looks.shoes.colour"),
            headgear: self.coloured("looks.headgear.kind", "looks.headgear.colour"),
            bag: self.coloured("looks.bag.kind", "looks.bag.colour"),
            tattoos: self.short("looks.tattoos"),
            language: self.short("looks.language"),
            carries: self.short("looks.carries"),
        }
    }

    fn street(&mut self, path: &'static str) -> Option<StreetId> {
        let typed = self.raw.texts.get(path)?;
        let street = street_of(typed, self.streets);
        self.errors.take(path, street)
    }

    fn plate(&mut self) -> Option<Plate> {
        let typed = self.raw.texts.get("vehicle.plate")?;
        self.errors.take("vehicle.plate", Plate::parse(typed)).flatten()
    }
}

/// "towards the station" is typed into a field that says "towards": it is said once.
fn goal(text: &str) -> Option<String> {
    let rest = ["richting ", "naar ", "towards ", "to "].iter().find_map(|word| {
        let start = text.get(..word.len())?;
        start.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
    });
    Some(rest.unwrap_or(text).trim().to_owned()).filter(|text| !text.is_empty())
}
