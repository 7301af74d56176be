//! What somebody says of an incident: behaviour first, then the place; looks only beside behaviour.

use super::{Kind, Witness};
use crate::country::Profile;
use crate::field::{Errors, FieldError, Problem, tidy_text};
use crate::geo::{Area, Bounds, METRES_PER_DEGREE, Point};
use crate::id::StreetId;
use crate::limits;
use serde::{Deserialize, Serialize};

/// What somebody does: a phrase of the profile, words of one's own, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behaviour {
    /// Code of a phrase that the profile offers for the kind.
    pub phrase: Option<String>,
    /// Own words, tidied.
    pub words: Option<String>,
}

/// Where it is, and how that is known. Never silently the middle of the area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// How it is known.
    pub source: PlaceSource,
    /// The point, where one is known.
    pub point: Option<Point>,
    /// Uncertainty of a phone's position in metres.
    pub accuracy_metres: Option<f64>,
    /// The street: chosen, or the nearest to the point.
    pub street: Option<StreetId>,
}

impl Place {
    /// The point where it says more than its street: a position, or a tap. The middle of a street is known to everybody who knows the street.
    pub fn exact(&self) -> Option<Point> {
        self.point.filter(|_| self.source != PlaceSource::Street)
    }

    /// Whether it lies outside the ground of the group: outside its area, or where none was drawn, well beyond all of its streets. A street of the group
    /// belongs to it wherever it runs; and who has neither an area nor streets has no outside.
    pub fn lies_outside(&self, area: &Area, streets: &[Street]) -> bool {
        let Some(point) = self.exact() else { return false };
        if !area.rings.is_empty() {
            return !area.contains(point);
        }
        Bounds::around(streets.iter().flat_map(|street| street.line.iter().copied()))
            .is_some_and(|extent| !extent.widened(limits::NEAR_STREET_METRES).contains(point))
    }
}

crate::coded! {
    /// How a place is known.
    PlaceSource, "place" {
        /// The phone's position.
        Position = "position",
        /// A street of the group.
        Street = "street",
        /// A tap on the plan.
        Plan = "plan",
    }
}

/// A street of a group, as far as a place needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Street {
    /// Its id.
    pub id: StreetId,
    /// Its name, as residents call it.
    pub name: String,
    /// The points along it, at least one.
    pub line: Vec<Point>,
}

impl Street {
    /// A point in the middle of its line.
    pub fn middle(&self) -> Option<Point> {
        self.line.get(self.line.len() / 2).copied()
    }

    /// Metres from the point to the street: to the nearest of its stretches, on a flat map around the point.
    pub fn metres_from(&self, point: Point) -> f64 {
        let flat = |p: Point| {
            (
                (p.lon - point.lon) * point.lat.to_radians().cos() * METRES_PER_DEGREE,
                (p.lat - point.lat) * METRES_PER_DEGREE,
            )
        };
        let to_stretch = |(ax, ay): (f64, f64), (bx, by): (f64, f64)| {
            let length_squared = (bx - ax).powi(2) + (by - ay).powi(2);
            let along = if length_squared == 0.0 {
                0.0
            } else {
                (-(ax * (bx - ax) + ay * (by - ay)) / length_squared).clamp(0.0, 1.0)
            };
            (ax + along * (bx - ax)).hypot(ay + along * (by - ay))
        };
        match self.line.as_slice() {
            [only] => point.metres_to(*only),
            line => line
                .windows(2)
                .map(|pair| to_stretch(flat(pair[0]), flat(pair[1])))
                .fold(f64::INFINITY, f64::min),
        }
    }
}

/// A report that was checked and may become an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What is seen or heard.
    pub kind: Kind,
    /// How the reporter knows.
    pub witness: Witness,
    /// A practised alarm.
    pub drill: bool,
    /// What somebody does.
    pub behaviour: Behaviour,
    /// How somebody looks; only ever beside behaviour.
    pub appearance: Option<String>,
    /// Where.
    pub place: Place,
    /// The place lies outside the group's area: said, not refused.
    pub outside_area: bool,
}

/// What arrives from a form or the API, before it is checked. Every text as it was typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawReport {
    /// Code of a kind.
    pub kind: Option<String>,
    /// Code of a witness.
    pub witness: Option<String>,
    /// A practised alarm.
    pub drill: bool,
    /// Code of a phrase.
    pub phrase: Option<String>,
    /// Own words.
    pub words: Option<String>,
    /// Looks.
    pub appearance: Option<String>,
    /// Where.
    pub place: RawPlace,
}

/// A place before it is checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawPlace {
    /// Which of the others is meant; where it is missing, whatever is given.
    pub source: Option<String>,
    /// Id of a street.
    pub street: Option<String>,
    /// Latitude.
    pub lat: Option<f64>,
    /// Longitude.
    pub lon: Option<f64>,
    /// Uncertainty in metres.
    pub accuracy_metres: Option<f64>,
}

impl RawReport {
    /// Checks everything at once, so that a form is mended once.
    pub fn check(&self, profile: &Profile, area: &Area, streets: &[Street]) -> Result<Report, Vec<FieldError>> {
        let mut errors = Errors::default();
        let kind = errors.take("kind", self.kind(profile));
        let witness = errors.take("witness", choice(self.witness.as_deref()));
        let phrase = errors.take("behaviour.phrase", self.phrase(profile, kind)).flatten();
        let words = tidy_text(self.words.as_deref().unwrap_or(""), limits::WORDS_CHARS_MAX);
        // What was chosen or typed and is wrong has its own error. Marks that nobody sees are no words.
        let is_said = self.phrase.as_deref().is_some_and(|phrase| !phrase.is_empty()) || words != Ok(None);
        let words = errors.take("behaviour.words", words).flatten();
        let appearance = errors
            .take(
                "appearance",
                tidy_text(self.appearance.as_deref().unwrap_or(""), limits::APPEARANCE_CHARS_MAX),
            )
            .flatten();
        if !is_said {
            errors.add(
                "behaviour",
                if appearance.is_some() {
                    Problem::NeedsBehaviour
                } else {
                    Problem::Missing
                },
            );
        }
        let place = self.place.check(&mut errors, profile, streets);
        errors.into_result()?;
        match (kind, witness, place) {
            (Some(kind), Some(witness), Some(place)) => Ok(Report {
                kind,
                witness,
                drill: self.drill,
                behaviour: Behaviour { phrase, words },
                appearance,
                outside_area: place.lies_outside(area, streets),
                place,
            }),
            // Unreachable: each none has left an error. Said as one all the same rather than with a panic.
            _ => Err(vec![FieldError {
                field: "kind",
                problem: Problem::Missing,
            }]),
        }
    }

    fn kind(&self, profile: &Profile) -> Result<Kind, Problem> {
        let kind: Kind = choice(self.kind.as_deref())?;
        if profile.offers(kind) {
            Ok(kind)
        } else {
            Err(Problem::NotAChoice)
        }
    }

    fn phrase(&self, profile: &Profile, kind: Option<Kind>) -> Result<Option<String>, Problem> {
        match (self.phrase.as_deref().filter(|text| !text.is_empty()), kind) {
            (None, _) | (_, None) => Ok(None),
            (Some(phrase), Some(kind)) if profile.phrases(kind).iter().any(|known| known == phrase) => {
                Ok(Some(phrase.to_owned()))
            }
            (Some(_), Some(_)) => Err(Problem::NotAChoice),
        }
    }
}

impl RawPlace {
    /// The one street that a check of this place looks at, where that is known beforehand; a point needs all of them, for the nearest.
    pub fn only_street(&self) -> Option<StreetId> {
        let given = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let is_by_street = given(&self.source).is_none_or(|code| code.parse() == Ok(PlaceSource::Street));
        given(&self.street).filter(|_| is_by_street)?.parse().ok()
    }

    fn check(&self, errors: &mut Errors, profile: &Profile, streets: &[Street]) -> Option<Place> {
        let given = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let source = match given(&self.source) {
            Some(code) => errors.take(
                "place.source",
                code.parse::<PlaceSource>().map_err(|_| Problem::NotAChoice),
            )?,
            None if given(&self.street).is_some() => PlaceSource::Street,
            None if self.lat.is_some() || self.lon.is_some() => PlaceSource::Position,
            None => {
                errors.add("place", Problem::Missing);
                return None;
            }
        };
        if source == PlaceSource::Street {
            let Some(text) = given(&self.street) else {
                errors.add("place.street", Problem::Missing);
                return None;
            };
            let id = errors.take("place.street", street_of(&text, streets))?;
            return Some(Place {
                source,
                point: streets.iter().find(|street| street.id == id).and_then(Street::middle),
                accuracy_metres: None,
                street: Some(id),
            });
        }
        let (Some(lat), Some(lon)) = (self.lat, self.lon) else {
            errors.add("place", Problem::Missing);
            return None;
        };
        let Some(point) = Point::new(lat, lon) else {
            errors.add("place", Problem::Malformed);
            return None;
        };
        if !profile.bounds.contains(point) {
            errors.add("place", Problem::OutsideCountry);
            return None;
        }
        if let Some(accuracy) = self
            .accuracy_metres
            .filter(|accuracy| !(0.0..=limits::ACCURACY_METRES_MAX).contains(accuracy))
        {
            // A position that is kilometres off is the middle of nowhere: the street has to be said.
            let max = limits::ACCURACY_METRES_MAX;
            errors.add(
                "place.accuracy_m",
                if accuracy.is_nan() {
                    Problem::Malformed
                } else {
                    Problem::OutOfRange {
                        min: 0,
                        max: i64_metres(max),
                    }
                },
            );
            return None;
        }
        Some(Place {
            source,
            point: Some(point),
            accuracy_metres: self.accuracy_metres,
            street: nearest(streets, point),
        })
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a bound of a few thousand metres")]
const fn i64_metres(metres: f64) -> i64 {
    metres as i64
}

fn nearest(streets: &[Street], point: Point) -> Option<StreetId> {
    streets
        .iter()
        .map(|street| (street.metres_from(point), street.id))
        .filter(|(metres, _)| *metres <= limits::NEAR_STREET_METRES)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id)| id)
}

/// A street of the group by its id, or what is wrong with the choice.
pub fn street_of(text: &str, streets: &[Street]) -> Result<StreetId, Problem> {
    let id = text.trim().parse::<StreetId>().ok();
    id.filter(|id| streets.iter().any(|street| street.id == *id))
        .ok_or(Problem::NotAChoice)
}

/// One of a glossary's words, or what is wrong with the choice.
pub fn choice<T: std::str::FromStr>(text: Option<&str>) -> Result<T, Problem> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        None => Err(Problem::Missing),
        Some(text) => text.parse().map_err(|_| Problem::NotAChoice),
    }
}

#[cfg(test)]
mod tests;
