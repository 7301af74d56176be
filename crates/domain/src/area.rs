//! The ground of a group: brought as GeoJSON, given back as GeoJSON, and compared with that of others.

use crate::geo::{Area, Bounds, Point};
use crate::import::Notes;
use crate::import::area::{self as reader, Ground, Polygon, Summary, ring};
use serde_json::{Value, json};

/// Lines along which two areas are compared: the share is right to a fraction of a percent, and the work is bounded whatever somebody drew.
const LINES: u32 = 512;

/// What became of an area that somebody brought.
#[derive(Debug, Clone)]
pub struct Brought {
    /// The area, mended; none where it is refused.
    pub area: Option<Area>,
    /// It in numbers, where it could be read.
    pub summary: Option<Summary>,
    /// What was mended.
    pub repairs: Notes,
    /// Why it is refused.
    pub refusals: Notes,
}

/// Reads an area from GeoJSON and checks it: valid, of a sane size, inside the country.
pub fn bring(text: &str, ground: Ground<'_>) -> Brought {
    let text = text.trim_start_matches('\u{feff}');
    let (mut repairs, mut refusals) = (Notes::default(), Notes::default());
    if text.trim().is_empty() {
        refusals.add(None, "empty", "There is no area in this text: it is empty.");
    }
    let found = refusals
        .is_empty()
        .then(|| reader::read(text, ground, &mut repairs, &mut refusals))
        .flatten();
    let (summary, polygons) = found.map_or((None, Vec::new()), |(summary, polygons)| (Some(summary), polygons));
    let area = (refusals.is_empty() && !polygons.is_empty()).then(|| Area {
        rings: polygons.into_iter().flat_map(|polygon| polygon.rings).collect(),
    });
    Brought {
        area,
        summary,
        repairs,
        refusals,
    }
}

impl Area {
    /// Its polygons, outer ring first, closed and turned as RFC 7946 wants. A hole follows its outer ring and turns the other way.
    pub fn polygons(&self) -> Vec<Polygon> {
        let mut polygons: Vec<Polygon> = Vec::new();
        for ring in &self.rings {
            let mut ring = ring.clone();
            if ring.first() != ring.last() {
                ring.extend(ring.first().copied());
            }
            let turns_left = ring::turn(&ring) > 0.0;
            let around = polygons
                .last_mut()
                .filter(|polygon| !turns_left && holds(polygon, &ring));
            match around {
                Some(polygon) => polygon.rings.push(ring),
                None => {
                    if !turns_left {
                        ring.reverse();
                    }
                    polygons.push(Polygon {
                        line: 1,
                        rings: vec![ring],
                    });
                }
            }
        }
        polygons
    }

    /// As GeoJSON: a `Feature` with the names given.
    pub fn to_geojson(&self, name: &str, municipality: &str) -> Value {
        let geometry = if self.rings.is_empty() {
            Value::Null
        } else {
            reader::write(&self.polygons())
        };
        json!({ "type": "Feature", "properties": { "name": name, "municipality": municipality }, "geometry": geometry })
    }

    /// Its size without the holes.
    pub fn square_metres(&self) -> f64 {
        self.polygons().iter().map(Polygon::square_metres).sum()
    }

    /// The box around it; none when nothing was drawn.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.rings.iter().flatten().copied())
    }

    /// How much of this area lies in the other one as well: 0 to 1.
    pub fn share_within(&self, other: &Self) -> f64 {
        let (Some(own), Some(theirs)) = (self.bounds(), other.bounds()) else {
            return 0.0;
        };
        let (south, north) = (own.lat_min.max(theirs.lat_min), own.lat_max.min(theirs.lat_max));
        if south >= north || own.lon_min >= theirs.lon_max || theirs.lon_min >= own.lon_max {
            return 0.0;
        }
        // In square degrees, of which a metre's share is the same all over a village.
        let whole: f64 = self.polygons().iter().map(Polygon::square_degrees).sum();
        let step = (north - south) / f64::from(LINES);
        let both: f64 = (0..LINES)
            .map(|line| {
                let lat = south + (f64::from(line) + 0.5) * step;
                common(&crossings(self, lat), &crossings(other, lat)) * step
            })
            .sum();
        if whole > 0.0 {
            (both / whole).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

impl Polygon {
    fn square_degrees(&self) -> f64 {
        let sizes = self.rings.iter().map(|ring| ring::turn(ring).abs() / 2.0);
        sizes
            .enumerate()
            .map(|(at, size)| if at == 0 { size } else { -size })
            .sum::<f64>()
            .max(0.0)
    }

    /// Its size without the holes.
    pub fn square_metres(&self) -> f64 {
        let sizes: Vec<f64> = self.rings.iter().map(|ring| ring::square_metres(ring)).collect();
        let (outer, holes) = sizes
            .split_first()
            .map_or((0.0, 0.0), |(outer, holes)| (*outer, holes.iter().sum()));
        (outer - holes).max(0.0)
    }
}

fn holds(polygon: &Polygon, inner: &[Point]) -> bool {
    polygon.rings.first().is_some_and(|outer| {
        let own = inner.iter().find(|point| !outer.contains(point));
        own.is_none_or(|point| ring::contains(outer, *point))
    })
}

/// Where a line from west to east goes into the area and out of it, in turn.
fn crossings(area: &Area, lat: f64) -> Vec<f64> {
    let mut found = Vec::new();
    for ring in &area.rings {
        let Some(mut previous) = ring.last() else { continue };
        for corner in ring {
            if (corner.lat > lat) != (previous.lat > lat) {
                found.push(corner.lon + (lat - corner.lat) / (previous.lat - corner.lat) * (previous.lon - corner.lon));
            }
            previous = corner;
        }
    }
    found.sort_by(f64::total_cmp);
    found
}

/// The length that lies in both.
fn common(one: &[f64], other: &[f64]) -> f64 {
    let mut length = 0.0;
    let (mut one, mut other) = (one.chunks_exact(2).peekable(), other.chunks_exact(2).peekable());
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        let (from, to) = (a[0].max(b[0]), a[1].min(b[1]));
        length += (to - from).max(0.0);
        if a[1] < b[1] {
            one.next();
        } else {
            other.next();
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square from south-west (x, y), in thousandths of a degree.
    fn square(x: f64, y: f64, side: f64) -> Vec<Point> {
        let at = |x: f64, y: f64| Point {
            lat: 52.0 + y / 1000.0,
            lon: 5.0 + x / 1000.0,
        };
        vec![
            at(x, y),
            at(x + side, y),
            at(x + side, y + side),
            at(x, y + side),
            at(x, y),
        ]
    }

    fn area(rings: Vec<Vec<Point>>) -> Area {
        Area { rings }
    }

    fn turned(mut ring: Vec<Point>) -> Vec<Point> {
        ring.reverse();
        ring
    }

    fn near(share: f64, expected: f64) {
        assert!((share - expected).abs() < 0.004, "{share} and not {expected}");
    }

    #[test]
    fn a_share_counts_what_lies_in_both() {
        let whole = area(vec![square(0.0, 0.0, 10.0)]);
        near(whole.share_within(&whole), 1.0);
        near(whole.share_within(&area(vec![square(5.0, 0.0, 10.0)])), 0.5);
        near(area(vec![square(5.0, 0.0, 10.0)]).share_within(&whole), 0.5);
        near(whole.share_within(&area(vec![square(2.0, 2.0, 1.0)])), 0.01);
        near(area(vec![square(2.0, 2.0, 1.0)]).share_within(&whole), 1.0);
        near(whole.share_within(&area(vec![square(10.0, 0.0, 10.0)])), 0.0);
        near(whole.share_within(&area(vec![square(90.0, 0.0, 10.0)])), 0.0);
        near(whole.share_within(&Area::default()), 0.0);
        near(Area::default().share_within(&whole), 0.0);
        let holed = area(vec![square(0.0, 0.0, 10.0), turned(square(0.0, 0.0, 5.0))]);
        near(whole.share_within(&holed), 0.75);
        near(holed.share_within(&whole), 1.0);
        let two = area(vec![square(0.0, 0.0, 2.0), square(8.0, 8.0, 2.0)]);
        near(whole.share_within(&two), 0.08);
    }

    #[test]
    fn a_hole_is_not_in_the_area_and_an_island_in_it_is() {
        let holed = area(vec![
            square(0.0, 0.0, 10.0),
            turned(square(2.0, 2.0, 6.0)),
            square(4.0, 4.0, 2.0),
        ]);
        let at = |x: f64, y: f64| Point {
            lat: 52.0 + y / 1000.0,
            lon: 5.0 + x / 1000.0,
        };
        assert!(holed.contains(at(1.0, 1.0)) && !holed.contains(at(3.0, 3.0)) && holed.contains(at(5.0, 5.0)));
        let polygons = holed.polygons();
        let rings: Vec<_> = polygons.iter().map(|polygon| polygon.rings.len()).collect();
        assert_eq!(rings, [2, 1]);
        let metres = 111.195_f64.powi(2) * 52.0_f64.to_radians().cos();
        assert!((holed.square_metres() / (68.0 * metres) - 1.0).abs() < 0.001);
    }

    #[test]
    fn what_is_given_back_is_what_was_brought() {
        let bounds = [Bounds {
            lat_min: 50.0,
            lat_max: 54.0,
            lon_min: 3.0,
            lon_max: 8.0,
        }];
        let ground = Ground {
            bounds: &bounds,
            convert_rd: false,
        };
        let drawn = area(vec![
            square(0.0, 0.0, 10.0),
            turned(square(2.0, 2.0, 6.0)),
            square(20.0, 0.0, 5.0),
        ]);
        let text = drawn.to_geojson("Lindehof", "Voorbeeldstad").to_string();
        let brought = bring(&format!("\u{feff}{text}"), ground);
        assert!(brought.repairs.is_empty() && brought.refusals.is_empty(), "{brought:?}");
        assert_eq!(brought.area, Some(drawn));
        // Open, and turned the wrong way, as older areas are stored.
        let mut open = turned(square(0.0, 0.0, 10.0));
        open.pop();
        let brought = bring(&area(vec![open]).to_geojson("", "").to_string(), ground);
        assert!(brought.repairs.is_empty() && brought.area.is_some(), "{brought:?}");
        let refused = bring("{}", ground);
        assert!(refused.area.is_none() && refused.refusals.has("not_geojson"));
    }
}
