//! What one says, in the order of the control room: who, how they look from top to toe, what they ride, around what, and which way.

use super::look::{
    Age, Bag, Beard, Bottom, Build, Face, Glasses, Headgear, Height, Sex, Shoes, SkinColour, Spot, Top, VehicleKind,
};
use super::{Coloured, Description, Hair};
use crate::geo::Direction;
use crate::id::StreetId;
use crate::plate::Plate;

/// How far in life, as far as a language has words of its own for it: boy, girl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Under 12.
    Child,
    /// 12 to 17.
    Teen,
    /// Older, or nobody knows.
    Adult,
}

impl Life {
    const fn of(age: Option<Age>) -> Self {
        match age {
            Some(Age::Under12) => Self::Child,
            Some(Age::Teens) => Self::Teen,
            _ => Self::Adult,
        }
    }

    /// Its word in the translations' keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Teen => "teen",
            Self::Adult => "adult",
        }
    }
}

/// One thing that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phrase<'a> {
    /// "man", "3 girls", "person".
    Who(Option<Sex>, Life, u8),
    /// "about 30".
    Age(Age),
    /// "tall".
    Height(Height),
    /// "slim".
    Build(Build),
    /// "light skin".
    SkinColour(SkinColour),
    /// "short dark hair".
    Hair(Hair),
    /// "moustache".
    Beard(Beard),
    /// "glasses".
    Glasses(Glasses),
    /// "face covered".
    Face(Face),
    /// "cap".
    Headgear(Coloured<Headgear>),
    /// "dark jacket".
    Top(Coloured<Top>),
    /// "jeans".
    Bottom(Coloured<Bottom>),
    /// "white trainers".
    Shoes(Coloured<Shoes>),
    /// "black backpack".
    Bag(Coloured<Bag>),
    /// "tattoo: …".
    Tattoos(&'a str),
    /// "speaks …".
    Language(&'a str),
    /// "carries …".
    Carries(&'a str),
    /// "on a red ladies' bicycle", when a person is on it; "red ladies' bicycle" when not.
    Vehicle {
        /// What, in which colour.
        look: Coloured<VehicleKind>,
        /// A person was described before.
        with_person: bool,
    },
    /// "Volkswagen Golf".
    Model(Option<&'a str>, Option<&'a str>),
    /// "with «Bakker» on it".
    Lettering(&'a str),
    /// "plate 12-AB-34".
    Plate(&'a Plate),
    /// "2 people inside".
    Occupants(u8),
    /// "in the alley".
    Spot(Spot),
    /// What else is there.
    Notes(&'a str),
    /// "towards Lindelaan": a street of the group.
    TowardsStreet(StreetId),
    /// "towards the station".
    Towards(&'a str),
    /// "heading north".
    Heading(Direction),
}

impl Phrase<'_> {
    /// Its place in what is said; every phrase has its own.
    pub const fn place(&self) -> u8 {
        match self {
            Self::Who(..) => 0,
            Self::Age(_) => 1,
            Self::Height(_) => 2,
            Self::Build(_) => 3,
            Self::SkinColour(_) => 4,
            Self::Hair(_) => 5,
            Self::Beard(_) => 6,
            Self::Glasses(_) => 7,
            Self::Face(_) => 8,
            Self::Headgear(_) => 9,
            Self::Top(_) => 10,
            Self::Bottom(_) => 11,
            Self::Shoes(_) => 12,
            Self::Bag(_) => 13,
            Self::Tattoos(_) => 14,
            Self::Language(_) => 15,
            Self::Carries(_) => 16,
            Self::Vehicle { .. } => 17,
            Self::Model(..) => 18,
            Self::Lettering(_) => 19,
            Self::Plate(_) => 20,
            Self::Occupants(_) => 21,
            Self::Spot(_) => 22,
            Self::Notes(_) => 23,
            Self::TowardsStreet(_) => 24,
            Self::Towards(_) => 25,
            Self::Heading(_) => 26,
        }
    }

    /// It says which way: the control room asks that last.
    pub const fn is_way(&self) -> bool {
        matches!(self, Self::TowardsStreet(_) | Self::Towards(_) | Self::Heading(_))
    }
}

/// Everything that a description says, in order.
pub fn phrases(description: &Description) -> Vec<Phrase<'_>> {
    let Description {
        people,
        person,
        vehicle,
        surroundings,
        towards,
        towards_street,
        direction,
    } = description;
    let has_person = people.is_some() || !person.is_empty();
    let worn = |is_empty: bool, phrase: Phrase<'static>| (!is_empty).then_some(phrase);
    let model = (vehicle.make.is_some() || vehicle.model.is_some())
        .then_some(Phrase::Model(vehicle.make.as_deref(), vehicle.model.as_deref()));
    let hair = person.hair;
    [
        has_person.then(|| Phrase::Who(person.sex, Life::of(person.age), people.unwrap_or(1))),
        person.age.map(Phrase::Age),
        person.height.map(Phrase::Height),
        person.build.map(Phrase::Build),
        person.skin_colour.map(Phrase::SkinColour),
        worn(hair == Hair::default(), Phrase::Hair(hair)),
        person.beard.map(Phrase::Beard),
        person.glasses.map(Phrase::Glasses),
        person.face.map(Phrase::Face),
        worn(person.headgear.is_empty(), Phrase::Headgear(person.headgear)),
        worn(person.top.is_empty(), Phrase::Top(person.top)),
        worn(person.bottom.is_empty(), Phrase::Bottom(person.bottom)),
        worn(person.shoes.is_empty(), Phrase::Shoes(person.shoes)),
        worn(person.bag.is_empty(), Phrase::Bag(person.bag)),
        person.tattoos.as_deref().map(Phrase::Tattoos),
        person.language.as_deref().map(Phrase::Language),
        person.carries.as_deref().map(Phrase::Carries),
        (!vehicle.look.is_empty()).then_some(Phrase::Vehicle {
            look: vehicle.look,
            with_person: has_person,
        }),
        model,
        vehicle.lettering.as_deref().map(Phrase::Lettering),
        vehicle.plate.as_ref().map(Phrase::Plate),
        vehicle.occupants.map(Phrase::Occupants),
        surroundings.spot.map(Phrase::Spot),
        surroundings.notes.as_deref().map(Phrase::Notes),
        towards_street.map(Phrase::TowardsStreet),
        towards.as_deref().map(Phrase::Towards),
        direction.map(Phrase::Heading),
    ]
    .into_iter()
    .flatten()
    .collect()
}
