//! A number plate (*kenteken*, *nummerplaat*), whole or in part, as somebody saw it. For the call to the police: it belongs to one description of
//! one incident, is forgotten with it, and is never looked up, listed or compared (PRODUCT: no plate history, ever).

use crate::field::Problem;
use crate::limits;

crate::coded! {
    /// Whose shape a plate has.
    PlateCountry, "country of a plate" {
        /// The Netherlands.
        Netherlands = "NL",
        /// Belgium.
        Belgium = "BE",
    }
}

/// A shape of plates: X is a letter, 9 a digit, the dashes as on the plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Whose.
    pub country: PlateCountry,
    /// How it looks.
    pub pattern: &'static str,
    /// Set aside by the country and not handed out yet. People see them wrong, not us: accepted and named all the same.
    pub reserved: bool,
}

const fn shape(country: PlateCountry, pattern: &'static str) -> Shape {
    Shape {
        country,
        pattern,
        reserved: false,
    }
}

const fn reserved(pattern: &'static str) -> Shape {
    Shape {
        country: PlateCountry::Netherlands,
        pattern,
        reserved: true,
    }
}

use PlateCountry::{Belgium as BE, Netherlands as NL};

/// Every shape that we know by name. Personalised Belgian plates (up to 8 characters) have none, and foreign ones have their own.
pub const SHAPES: &[Shape] = &[
    shape(NL, "XX-99-99"),
    shape(NL, "99-99-XX"),
    shape(NL, "99-XX-99"),
    shape(NL, "XX-99-XX"),
    shape(NL, "XX-XX-99"),
    shape(NL, "99-XX-XX"),
    shape(NL, "99-XXX-9"),
    shape(NL, "9-XXX-99"),
    shape(NL, "XX-999-X"),
    shape(NL, "X-999-XX"),
    shape(NL, "XXX-99-X"),
    reserved("X-99-XXX"),
    reserved("9-XX-999"),
    reserved("999-XX-9"),
    shape(BE, "9-XXX-999"),
    // An index letter instead of the digit: motorbikes, oldtimers, trailers, taxis, traders …
    shape(BE, "X-XXX-999"),
    shape(BE, "XXX-999"),
    shape(BE, "999-XXX"),
];

impl Shape {
    /// Whether a normalised plate has this shape; an unread character (`?`) may be anything.
    fn fits(&self, plate: &str) -> bool {
        let wanted = || self.pattern.chars().filter(|sign| *sign != '-');
        plate.chars().count() == wanted().count()
            && plate.chars().zip(wanted()).all(|(seen, wanted)| match (seen, wanted) {
                ('?', _) => true,
                (seen, 'X') => seen.is_ascii_uppercase(),
                (seen, _) => seen.is_ascii_digit(),
            })
    }

    /// The plate with the dashes of this shape.
    fn dashed(&self, plate: &str) -> String {
        let mut signs = plate.chars();
        self.pattern
            .chars()
            .filter_map(|sign| if sign == '-' { Some('-') } else { signs.next() })
            .collect()
    }
}

/// Capitals and digits of any script, and `?` for what could not be read; nothing else.
pub fn normalise(text: &str) -> String {
    text.chars()
        .flat_map(char::to_uppercase)
        .map(|sign| if matches!(sign, '*' | '？') { '?' } else { sign })
        .filter(|sign| sign.is_alphanumeric() || *sign == '?')
        .collect()
}

/// A plate or a part of one, normalised. Neither ordered nor hashed: nothing may sort or look up plates.
#[derive(Clone, PartialEq, Eq)]
pub struct Plate(String);

// A plate must not get into a log by accident.
impl std::fmt::Debug for Plate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Plate(…)")
    }
}

impl Plate {
    /// Takes what was typed. Only its length is bounded; nothing, or only question marks, is no plate.
    pub fn parse(text: &str) -> Result<Option<Self>, Problem> {
        let plate = normalise(text);
        if plate.chars().count() > limits::PLATE_CHARS_MAX {
            return Err(Problem::TooLong {
                max: limits::PLATE_CHARS_MAX,
            });
        }
        Ok(plate.chars().any(|sign| sign != '?').then_some(Self(plate)))
    }

    /// Without dashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Some of it could not be read.
    pub fn is_partial(&self) -> bool {
        self.0.contains('?')
    }

    /// Its shape, where only one fits.
    pub fn shape(&self) -> Option<&'static Shape> {
        let mut fitting = self.fitting();
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// The country that every fitting shape belongs to: of a part it may be known before the shape is.
    pub fn country(&self) -> Option<PlateCountry> {
        let mut countries = self.fitting().map(|shape| shape.country);
        let first = countries.next()?;
        countries.all(|country| country == first).then_some(first)
    }

    /// As it stands on the car: with the dashes of its shape, where they are known.
    pub fn formatted(&self) -> String {
        let mut dashed = self.fitting().map(|shape| shape.dashed(&self.0));
        match dashed.next() {
            Some(first) if dashed.all(|other| other == first) => first,
            _ => self.0.clone(),
        }
    }

    fn fitting(&self) -> impl Iterator<Item = &'static Shape> {
        SHAPES.iter().filter(|shape| shape.fits(&self.0))
    }
}

#[cfg(test)]
mod tests;
