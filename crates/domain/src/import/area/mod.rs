//! Reading an area (GeoJSON, RFC 7946): mended where that is safe (an open ring, its winding, a point that stands twice), and refused with the
//! reason where it is not (crossing itself, swapped axes, the Dutch grid instead of degrees).

pub mod note;
pub mod rd;
pub(crate) mod ring;

use super::Notes;
use crate::geo::{Bounds, Point};
use crate::limits::{
    AREA_DEPTH_MAX, AREA_POINTS_MAX, AREA_POLYGONS_MAX, AREA_RINGS_MAX, AREA_SQUARE_METRES_MAX, AREA_SQUARE_METRES_MIN,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::borrow::Cow;

crate::coded! {
    /// In what the file counts.
    Coordinates, "coordinates" {
        /// Degrees, longitude first.
        Wgs84 = "wgs84",
        /// Metres of the Dutch grid, converted.
        Rd = "rd",
    }
}

/// One polygon: its outer ring and its holes, all closed; the outer one turns to the left, the holes to the right.
#[derive(Debug, Clone, PartialEq)]
pub struct Polygon {
    /// Where it begins in the file.
    pub line: usize,
    /// The outer ring, then the holes.
    pub rings: Vec<Vec<Point>>,
}

/// A polygon in numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PolygonCounts {
    /// Where it begins in the file.
    pub line: usize,
    /// Corners of all its rings.
    pub points: usize,
    /// Its holes.
    pub holes: usize,
    /// Its size without the holes.
    pub square_metres: f64,
}

/// An area in numbers, and as it would be taken.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// In what the file counts.
    pub coordinates: Coordinates,
    /// Its parts.
    pub polygons: Vec<PolygonCounts>,
    /// Its size without the holes.
    pub square_metres: f64,
    /// The box around it.
    pub bounds: Bounds,
    /// As it would be taken, mended; none where it is refused.
    pub geojson: Option<Value>,
}

/// The area as GeoJSON: a `MultiPolygon`, by the rules of RFC 7946.
pub fn write(polygons: &[Polygon]) -> Value {
    let ring = |ring: &Vec<Point>| {
        ring.iter()
            .map(|point| json!([point.lon, point.lat]))
            .collect::<Vec<_>>()
    };
    let polygon = |polygon: &Polygon| polygon.rings.iter().map(ring).collect::<Vec<_>>();
    json!({ "type": "MultiPolygon", "coordinates": polygons.iter().map(polygon).collect::<Vec<_>>() })
}

/// How an area is read.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Where areas may lie: countries' outlines.
    pub bounds: &'a [Bounds],
    /// Whether the Dutch grid is converted; else it is refused with the offer to.
    pub convert_rd: bool,
}

/// Any object of GeoJSON; parts stay raw, so that it is known where they stand.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
    #[serde(borrow)]
    geometries: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// A ring as it stands in the file: x, y and the line of each.
type RawRing = Vec<(f64, f64, usize)>;

struct Reader<'a, 'n> {
    text: &'a str,
    /// Where each line begins.
    starts: Vec<usize>,
    polygons: Vec<(usize, Vec<RawRing>)>,
    points: usize,
    repairs: &'n mut Notes,
    refusals: &'n mut Notes,
}

/// Reads the polygons of a file. Where anything is refused, they are what was read until then.
pub(crate) fn read(
    text: &str,
    ground: Ground<'_>,
    repairs: &mut Notes,
    refusals: &mut Notes,
) -> Option<(Summary, Vec<Polygon>)> {
    // A file that breaks off after its last line's end breaks off in that line, not in one that nobody sees.
    let text = text.trim_end();
    let starts = [0]
        .into_iter()
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let mut reader = Reader {
        text,
        starts,
        polygons: Vec::new(),
        points: 0,
        repairs,
        refusals,
    };
    reader.object(text, 0);
    let raw = std::mem::take(&mut reader.polygons);
    if reader.refusals.is_empty() && raw.is_empty() {
        reader
            .refusals
            .add(1, "no_area", "There is no Polygon or MultiPolygon in this file.");
    }
    if !refusals.is_empty() {
        return None;
    }
    let coordinates = coordinates(&raw, ground, refusals)?;
    let mut polygons = Vec::with_capacity(raw.len());
    let mut lines = Vec::new();
    for (line, rings) in raw {
        let mut polygon = Polygon {
            line,
            rings: Vec::new(),
        };
        for (at, ring) in rings.iter().enumerate() {
            let (points, places) = mended(ring, at == 0, coordinates, repairs, refusals)?;
            polygon.rings.push(points);
            lines.push(places);
        }
        polygons.push(polygon);
    }
    check(&polygons, &lines, refusals);
    let mut summary = summary(&polygons, coordinates)?;
    sane(&summary, refusals);
    summary.geojson = refusals.is_empty().then(|| write(&polygons));
    Some((summary, polygons))
}

impl<'a> Reader<'a, '_> {
    /// The line at which a piece of the text stands.
    fn line(&self, piece: &str) -> usize {
        let offset = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// A piece as JSON of this shape; else it is refused at its line.
    fn parse<T: Deserialize<'a>>(&mut self, piece: &'a str, code: &'static str) -> Option<T> {
        match serde_json::from_str(piece) {
            Ok(found) => Some(found),
            Err(error) => {
                let line = self.line(piece) + error.line().saturating_sub(1);
                let sentence = if error.is_data() {
                    "This is not the shape that GeoJSON has here.".to_owned()
                } else if error.is_eof() {
                    "The file ends in the middle: a part is missing.".to_owned()
                } else {
                    format!("This is no JSON: {}.", without_place(&error.to_string()))
                };
                let code = if error.is_data() { code } else { "broken_json" };
                self.refusals.add(line, code, sentence);
                None
            }
        }
    }

    fn object(&mut self, piece: &'a str, depth: usize) {
        let line = self.line(piece);
        if depth > AREA_DEPTH_MAX {
            self.refusals.add(
                line,
                "too_deep",
                format!("Objects within objects, more than {AREA_DEPTH_MAX} deep."),
            );
            return;
        }
        let Some(object) = self.parse::<Object<'a>>(piece, "not_geojson") else {
            return;
        };
        match object.kind.as_deref() {
            Some("FeatureCollection") => self.each(object.features, line, depth),
            Some("GeometryCollection") => self.each(object.geometries, line, depth),
            Some("Feature") => match object.geometry {
                Some(geometry) => self.object(geometry.get(), depth + 1),
                None => self
                    .repairs
                    .add(line, "no_geometry", "Left out: a Feature without a geometry."),
            },
            Some("Polygon") => {
                if let Some(coordinates) = self.coordinates(object.coordinates, line) {
                    self.polygon(coordinates);
                }
            }
            Some("MultiPolygon") => {
                let coordinates = self.coordinates(object.coordinates, line);
                let polygons =
                    coordinates.and_then(|raw| self.parse::<Vec<&'a RawValue>>(raw.get(), "bad_coordinates"));
                for polygon in polygons.into_iter().flatten() {
                    self.polygon(polygon);
                }
            }
            Some(other @ ("Point" | "MultiPoint" | "LineString" | "MultiLineString")) => {
                self.repairs
                    .add(line, "not_an_area", format!("Left out: a {other} is no area."));
            }
            Some(other) => self.refusals.add(
                line,
                "not_geojson",
                format!(
                    "«{}» is nothing that GeoJSON has. TopoJSON has to be converted first.",
                    super::text::quote(other)
                ),
            ),
            None => self.refusals.add(
                line,
                "not_geojson",
                "Expected an object of GeoJSON with a type, such as \"FeatureCollection\" or \"Polygon\".",
            ),
        }
    }

    fn each(&mut self, pieces: Option<Vec<&'a RawValue>>, line: usize, depth: usize) {
        let Some(pieces) = pieces else {
            self.refusals
                .add(line, "not_geojson", "This collection has no list of what it holds.");
            return;
        };
        for piece in pieces {
            if !self.refusals.is_empty() {
                return;
            }
            self.object(piece.get(), depth + 1);
        }
    }

    fn coordinates(&mut self, raw: Option<&'a RawValue>, line: usize) -> Option<&'a RawValue> {
        if raw.is_none() {
            self.refusals
                .add(line, "bad_coordinates", "This polygon has no coordinates.");
        }
        raw
    }

    fn polygon(&mut self, raw: &'a RawValue) {
        let line = self.line(raw.get());
        if self.polygons.len() == AREA_POLYGONS_MAX {
            self.refusals.add(
                line,
                "too_many_polygons",
                format!("More than {AREA_POLYGONS_MAX} polygons: bring the area of one group."),
            );
        }
        if !self.refusals.is_empty() {
            return;
        }
        let Some(rings) = self.parse::<Vec<&'a RawValue>>(raw.get(), "bad_coordinates") else {
            return;
        };
        if rings.is_empty() || rings.len() > AREA_RINGS_MAX {
            let sentence = format!(
                "A polygon has 1 to {AREA_RINGS_MAX} rings; this one has {}.",
                rings.len()
            );
            self.refusals.add(line, "bad_coordinates", sentence);
            return;
        }
        let mut read = Vec::with_capacity(rings.len());
        for ring in rings {
            let Some(points) = self.ring(ring) else { return };
            read.push(points);
        }
        self.polygons.push((line, read));
    }

    fn ring(&mut self, raw: &'a RawValue) -> Option<RawRing> {
        let pieces: Vec<&'a RawValue> = self.parse(raw.get(), "bad_coordinates")?;
        self.points += pieces.len();
        if self.points > AREA_POINTS_MAX {
            let line = self.line(raw.get());
            self.refusals.add(
                line,
                "too_many_points",
                format!("More than {AREA_POINTS_MAX} points. Simplify the border."),
            );
            return None;
        }
        let mut ring = Vec::with_capacity(pieces.len());
        let mut height = None;
        for piece in pieces {
            let line = self.line(piece.get());
            let numbers: Vec<f64> = self.parse(piece.get(), "bad_coordinates")?;
            let [x, y, ref rest @ ..] = numbers[..] else {
                self.refusals.add(
                    line,
                    "bad_coordinates",
                    "A point has two numbers: longitude and latitude.",
                );
                return None;
            };
            if !rest.is_empty() {
                height = height.or(Some(line));
            }
            ring.push((x, y, line));
        }
        if let Some(line) = height {
            self.repairs
                .add(line, "height_left_out", "Left out the height of points.");
        }
        Some(ring)
    }
}

/// serde_json's sentence without its own « at line 1 column 2»: the line is in the note, and that one counts from a part.
fn without_place(sentence: &str) -> &str {
    sentence.rsplit_once(" at line ").map_or(sentence, |(words, _)| words)
}

/// In what the file counts, decided by all of its points; what are no degrees in one of the countries is refused by its name.
fn coordinates(raw: &[(usize, Vec<RawRing>)], ground: Ground<'_>, refusals: &mut Notes) -> Option<Coordinates> {
    let points = || raw.iter().flat_map(|(_, rings)| rings).flatten();
    let all = |fits: &dyn Fn(f64, f64) -> bool| points().all(|(x, y, _)| fits(*x, *y));
    let within = |x: f64, y: f64| {
        Point::new(y, x).is_some_and(|point| ground.bounds.iter().any(|bounds| bounds.contains(point)))
    };
    if all(&within) {
        return Some(Coordinates::Wgs84);
    }
    let line = points().find(|(x, y, _)| !within(*x, *y)).map(|point| point.2);
    if all(&rd::is_rd) {
        if ground.convert_rd {
            return Some(Coordinates::Rd);
        }
        refusals.add(
            line,
            "rd_coordinates",
            "These are metres of the Dutch grid (RD, EPSG:28992), and GeoJSON has degrees (WGS 84). SAAR can convert them: --convert-rd.",
        );
    } else if all(&|x, y| within(y, x)) {
        refusals.add(
            line,
            "swapped_axes",
            "Latitude and longitude are swapped: GeoJSON has the longitude first, such as [5.38, 52.15].",
        );
    } else if all(&|x, y| rd::is_rd(y, x)) {
        refusals.add(
            line,
            "rd_swapped",
            "These are metres of the Dutch grid (RD, EPSG:28992) with swapped axes: x stands first.",
        );
    } else if all(&|x, y| (0.0..300_000.0).contains(&x) && (10_000.0..300_000.0).contains(&y)) {
        refusals.add(
            line,
            "lambert_coordinates",
            "These seem to be metres of the Belgian grid (Lambert 72, EPSG:31370). Export degrees (WGS 84, EPSG:4326).",
        );
    } else if all(&|x, y| x.abs() <= 20_037_509.0 && y.abs() <= 20_048_967.0)
        && !all(&|x, y| x.abs() <= 180.0 && y.abs() <= 90.0)
    {
        refusals.add(
            line,
            "unknown_coordinates",
            "These are no degrees, but metres of some other grid. Export degrees (WGS 84, EPSG:4326).",
        );
    } else {
        refusals.add(
            line,
            "outside_country",
            "This point lies in none of the countries that SAAR works in.",
        );
    }
    None
}

/// A ring with its points, closed and turned as it should be, and the line of each point.
fn mended(
    raw: &RawRing,
    outer: bool,
    coordinates: Coordinates,
    repairs: &mut Notes,
    refusals: &mut Notes,
) -> Option<(Vec<Point>, Vec<usize>)> {
    let line = raw.first().map_or(1, |point| point.2);
    let mut points: Vec<Point> = Vec::with_capacity(raw.len() + 1);
    let mut lines = Vec::with_capacity(raw.len() + 1);
    let mut twice = None;
    for (x, y, line) in raw {
        let point = match coordinates {
            Coordinates::Wgs84 => Point::new(*y, *x),
            Coordinates::Rd => rd::to_wgs84(*x, *y),
        }?;
        if points.last() == Some(&point) {
            twice = twice.or(Some(*line));
        } else {
            points.push(point);
            lines.push(*line);
        }
    }
    if let Some(line) = twice {
        repairs.add(line, "point_twice", "Left out points that stand there twice in a row.");
    }
    if points.len() > 1 && points.first() != points.last() {
        let end = lines.last().copied();
        repairs.add(end, "ring_closed", "Closed a ring: its last point was not its first.");
        points.extend(points.first().copied());
        lines.push(line);
    }
    let turn = ring::turn(&points);
    if points.len() < 4 || ring::is_flat(&points) {
        refusals.add(
            line,
            "ring_without_area",
            "A ring needs at least three corners that are not in one line.",
        );
        return None;
    }
    if (turn > 0.0) != outer {
        repairs.add(
            line,
            "ring_turned",
            if outer {
                "Turned an outer ring to the left."
            } else {
                "Turned a hole to the right."
            },
        );
        points.reverse();
        lines.reverse();
    }
    Some((points, lines))
}

/// Rings that cross themselves or one another, and holes that lie outside. `lines` has those of each ring, in order.
fn check(polygons: &[Polygon], lines: &[Vec<usize>], refusals: &mut Notes) {
    let rings: Vec<&[Point]> = polygons
        .iter()
        .flat_map(|polygon| &polygon.rings)
        .map(Vec::as_slice)
        .collect();
    // A side begins at the upper of its two lines, however the ring was turned.
    let line = |(ring, at): (usize, usize)| lines.get(ring)?.get(at..)?.iter().take(2).min().copied();
    if let Some(meeting) = ring::meeting(&rings) {
        let (first, second) = (line(meeting.first), line(meeting.second));
        let places = format!("lines {} and {}", first.unwrap_or(1), second.unwrap_or(1));
        if meeting.first.0 == meeting.second.0 {
            refusals.add(first.min(second), "self_crossing", format!("A ring crosses or touches itself, between {places}: it is not clear what lies inside. Draw it again there."));
        } else {
            refusals.add(
                first.min(second),
                "rings_cross",
                format!("Two rings cross, between {places}: join the polygons, or move one."),
            );
        }
        return;
    }
    let inside = ring::lies_inside;
    let mut at = 0;
    for (number, polygon) in polygons.iter().enumerate() {
        let Some((outer, holes)) = polygon.rings.split_first() else {
            continue;
        };
        for (which, hole) in holes.iter().enumerate() {
            let place = line((at + 1 + which, 0));
            if !inside(outer, hole) {
                refusals.add(place, "hole_outside", "A hole lies outside of its polygon.");
            } else if holes
                .iter()
                .enumerate()
                .any(|(other, around)| other != which && inside(around, hole))
            {
                refusals.add(place, "hole_in_hole", "A hole lies in another hole.");
            }
        }
        at += polygon.rings.len();
        // A polygon in another one's hole is an island, and fine.
        let covers = |other: &Polygon| {
            other
                .rings
                .split_first()
                .is_some_and(|(around, holes)| inside(around, outer) && !holes.iter().any(|hole| inside(hole, outer)))
        };
        if polygons
            .iter()
            .enumerate()
            .any(|(other, around)| other != number && covers(around))
        {
            refusals.add(
                polygon.line,
                "polygon_in_polygon",
                "A polygon lies in another one: remove it, or make it a hole.",
            );
        }
    }
}

fn summary(polygons: &[Polygon], coordinates: Coordinates) -> Option<Summary> {
    let counts: Vec<PolygonCounts> = polygons
        .iter()
        .map(|polygon| PolygonCounts {
            line: polygon.line,
            points: polygon.rings.iter().map(|ring| ring.len() - 1).sum(),
            holes: polygon.rings.len() - 1,
            square_metres: polygon.square_metres().round(),
        })
        .collect();
    let mut points = polygons.iter().flat_map(|polygon| &polygon.rings).flatten();
    let first = points.next()?;
    let start = Bounds {
        lat_min: first.lat,
        lat_max: first.lat,
        lon_min: first.lon,
        lon_max: first.lon,
    };
    let bounds = points.fold(start, |bounds, point| Bounds {
        lat_min: bounds.lat_min.min(point.lat),
        lat_max: bounds.lat_max.max(point.lat),
        lon_min: bounds.lon_min.min(point.lon),
        lon_max: bounds.lon_max.max(point.lon),
    });
    Some(Summary {
        coordinates,
        square_metres: counts.iter().map(|one| one.square_metres).sum(),
        polygons: counts,
        bounds,
        geojson: None,
    })
}

fn sane(summary: &Summary, refusals: &mut Notes) {
    let line = summary.polygons.first().map(|polygon| polygon.line);
    if summary.square_metres < AREA_SQUARE_METRES_MIN {
        refusals.add(
            line,
            "too_small",
            format!(
                "The area has {} square metres: less than a few houses.",
                summary.square_metres
            ),
        );
    } else if summary.square_metres > AREA_SQUARE_METRES_MAX {
        let kilometres = (summary.square_metres / 1e6).round();
        refusals.add(
            line,
            "too_large",
            format!("The area has {kilometres} square kilometres: too large for one group of neighbours."),
        );
    }
}

#[cfg(test)]
mod tests;
