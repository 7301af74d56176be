//! A description (*signalement*): a person or several, a vehicle, the surroundings and which way; everything optional. It belongs to an incident
//! whose behaviour was said first, is of the class `identifying`, and is gone 72 hours after the end.
//!
//! - [`look`]: the words that one can tap.
//! - [`raw`]: what arrives, field by field, checked at once.
//! - [`phrase`]: the order in which one says it to the control room. The words of a language are not the domain's.

pub mod look;
pub mod phrase;
pub mod raw;

use crate::geo::Direction;
use crate::id::StreetId;
use crate::incident::{Kind, Witness};
use crate::plate::Plate;
use look::{
    Age, Bag, Beard, Bottom, Build, Colour, Face, Glasses, HairColour, HairStyle, Headgear, Height, Sex, Shoes,
    SkinColour, Spot, Top, VehicleKind,
};
use serde::{Deserialize, Serialize};

/// Something in a colour. Either may be all that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coloured<T> {
    /// What.
    #[serde(skip_serializing_if = "Option::is_none", default = "Option::default")]
    pub kind: Option<T>,
    /// In which colour.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub colour: Option<Colour>,
}

impl<T> Default for Coloured<T> {
    fn default() -> Self {
        Self {
            kind: None,
            colour: None,
        }
    }
}

impl<T> Coloured<T> {
    fn is_empty(&self) -> bool {
        self.kind.is_none() && self.colour.is_none()
    }
}

/// Hair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hair {
    /// How it is worn.
    pub style: Option<HairStyle>,
    /// Its colour.
    pub colour: Option<HairColour>,
}

/// A person, or people who look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Man or woman.
    pub sex: Option<Sex>,
    /// Estimated age.
    pub age: Option<Age>,
    /// Height.
    pub height: Option<Height>,
    /// Build.
    pub build: Option<Build>,
    /// Skin colour; only ever under [`offers_skin_colour`].
    pub skin_colour: Option<SkinColour>,
    /// Hair.
    pub hair: Hair,
    /// Beard.
    pub beard: Option<Beard>,
    /// Glasses.
    pub glasses: Option<Glasses>,
    /// Face.
    pub face: Option<Face>,
    /// Clothing above.
    pub top: Coloured<Top>,
    /// Clothing below.
    pub bottom: Coloured<Bottom>,
    /// Shoes.
    pub shoes: Coloured<Shoes>,
    /// Headgear.
    pub headgear: Coloured<Headgear>,
    /// Bag.
    pub bag: Coloured<Bag>,
    /// Tattoos.
    pub tattoos: Option<String>,
    /// Language that was spoken.
    pub language: Option<String>,
    /// What they carry.
    pub carries: Option<String>,
}

impl Person {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A vehicle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vehicle {
    /// What it is, in which colour.
    pub look: Coloured<VehicleKind>,
    /// Make.
    pub make: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// What is written on it.
    pub lettering: Option<String>,
    /// Plate or a part of it. Never written with the rest: it stands by itself, so that it can be hidden by itself.
    #[serde(skip)]
    pub plate: Option<Plate>,
    /// How many sit in it.
    pub occupants: Option<u8>,
}

/// The surroundings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Surroundings {
    /// Where around the houses.
    pub spot: Option<Spot>,
    /// In own words.
    pub notes: Option<String>,
}

/// A description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Description {
    /// How many people it stands for; one, or nobody knows, when missing.
    pub people: Option<u8>,
    /// How they look.
    pub person: Person,
    /// Their vehicle.
    pub vehicle: Vehicle,
    /// Around them.
    pub surroundings: Surroundings,
    /// Towards what: the station, the water.
    pub towards: Option<String>,
    /// Towards which street of the group.
    pub towards_street: Option<StreetId>,
    /// Which way, by the compass.
    pub direction: Option<Direction>,
}

impl Description {
    /// Nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Which way was said, of either kind.
    pub fn says_which_way(&self) -> bool {
        self.towards.is_some() || self.towards_street.is_some() || self.direction.is_some()
    }

    /// For where skin colour must not go: everything but the incident's page.
    #[must_use]
    pub fn without_skin_colour(mut self) -> Self {
        self.person.skin_colour = None;
        self
    }
}

/// Whether skin colour may be said (PRODUCT): only of a burglary, theft, robbery, violence or vandalism that the reporter saw happen, and by
/// somebody who saw the person. Elsewhere it makes a neighbourhood look at skin instead of at what people do.
pub const fn offers_skin_colour(kind: Kind, reported: Witness, described: Witness) -> bool {
    matches!(
        kind,
        Kind::Burglary | Kind::Theft | Kind::Robbery | Kind::Violence | Kind::Vandalism
    ) && matches!((reported, described), (Witness::Seen, Witness::Seen))
}

#[cfg(test)]
mod tests;
