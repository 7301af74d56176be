//! Points and areas on the ground, in WGS 84 degrees, as far as an alarm needs them.

use serde::{Deserialize, Serialize};

/// Metres of a degree of latitude, over the sphere.
pub const METRES_PER_DEGREE: f64 = 111_195.0;

/// A point in WGS 84 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

impl Point {
    /// A point on earth, or none when a number is not one, or lies outside the globe.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some(Self { lat, lon })
    }

    /// Metres to another point over the sphere (haversine; under 0.5% off within a country).
    pub fn metres_to(self, other: Self) -> f64 {
        const EARTH_RADIUS_METRES: f64 = 6_371_008.8;
        let (lat_a, lat_b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat_b - lat_a) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let chord = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_METRES * chord.sqrt().min(1.0).asin()
    }

    /// Which way another point lies, in degrees clockwise from north, on a flat map around the two; none for the same point.
    pub fn heading_to(self, other: Self) -> Option<f64> {
        let north = other.lat - self.lat;
        let east = (other.lon - self.lon) * f64::midpoint(self.lat, other.lat).to_radians().cos();
        (north != 0.0 || east != 0.0).then(|| east.atan2(north).to_degrees().rem_euclid(360.0))
    }
}

impl Direction {
    /// Degrees clockwise from north.
    pub fn degrees(self) -> f64 {
        // In the order of the compass: a test holds the list to that.
        f64::from(self as u8) * 45.0
    }
}

/// A box in degrees: a country's outline, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Southern edge.
    pub lat_min: f64,
    /// Northern edge.
    pub lat_max: f64,
    /// Western edge.
    pub lon_min: f64,
    /// Eastern edge.
    pub lon_max: f64,
}

impl Bounds {
    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.lat_min..=self.lat_max).contains(&point.lat) && (self.lon_min..=self.lon_max).contains(&point.lon)
    }

    /// The smallest box that holds all of the points; none without a point.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |bounds: Option<Self>, point| {
            let known = bounds.unwrap_or(Self {
                lat_min: point.lat,
                lat_max: point.lat,
                lon_min: point.lon,
                lon_max: point.lon,
            });
            Some(Self {
                lat_min: known.lat_min.min(point.lat),
                lat_max: known.lat_max.max(point.lat),
                lon_min: known.lon_min.min(point.lon),
                lon_max: known.lon_max.max(point.lon),
            })
        })
    }

    /// Its south-western and its north-eastern corner.
    pub const fn corners(&self) -> [Point; 2] {
        [
            Point {
                lat: self.lat_min,
                lon: self.lon_min,
            },
            Point {
                lat: self.lat_max,
                lon: self.lon_max,
            },
        ]
    }

    /// The box with so many metres more on each side.
    #[must_use]
    pub fn widened(self, metres: f64) -> Self {
        let north = metres / METRES_PER_DEGREE;
        // Where a degree of longitude is shortest; near the poles it would have no length, and nobody lives there.
        let farthest = self.lat_min.abs().max(self.lat_max.abs());
        let east = north / farthest.to_radians().cos().max(0.01);
        Self {
            lat_min: self.lat_min - north,
            lat_max: self.lat_max + north,
            lon_min: self.lon_min - east,
            lon_max: self.lon_max + east,
        }
    }
}

/// The ground that belongs to a group: the rings of its polygons, holes after the ring that they lie in ([`crate::area`] brings and checks it).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Area {
    /// Closed rings; the last point need not repeat the first. No two cross, so that what lies within an odd number of them is inside.
    pub rings: Vec<Vec<Point>>,
}

impl Area {
    /// Whether the point lies in it, and in none of its holes.
    pub fn contains(&self, point: Point) -> bool {
        self.rings.iter().filter(|ring| ring_contains(ring, point)).count() % 2 == 1
    }
}

/// Ray casting: an odd number of edges to the east of the point means inside.
fn ring_contains(ring: &[Point], point: Point) -> bool {
    let mut inside = false;
    let mut previous = match ring.last() {
        Some(last) => *last,
        None => return false,
    };
    for corner in ring {
        if (corner.lat > point.lat) != (previous.lat > point.lat) {
            let crossing =
                corner.lon + (point.lat - corner.lat) / (previous.lat - corner.lat) * (previous.lon - corner.lon);
            if point.lon < crossing {
                inside = !inside;
            }
        }
        previous = *corner;
    }
    inside
}

crate::coded! {
    /// Which way somebody went: one of eight.
    Direction, "direction" {
        /// North.
        North = "n",
        /// North-east.
        NorthEast = "ne",
        /// East.
        East = "e",
        /// South-east.
        SouthEast = "se",
        /// South.
        South = "s",
        /// South-west.
        SouthWest = "sw",
        /// West.
        West = "w",
        /// North-west.
        NorthWest = "nw",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_right_to_half_a_percent() {
        // One minute of latitude is a nautical mile.
        let metres = Point { lat: 52.0, lon: 5.0 }.metres_to(Point {
            lat: 52.0 + 1.0 / 60.0,
            lon: 5.0,
        });
        assert!((metres - 1852.0).abs() < 9.0, "{metres}");
    }

    #[test]
    fn headings_go_round_the_compass() {
        let centre = Point { lat: 52.0, lon: 5.0 };
        let at = |north: f64, east: f64| Point {
            lat: 52.0 + north * 0.001,
            lon: 5.0 + east * 0.001 / 52.0_f64.to_radians().cos(),
        };
        let around = [
            at(1.0, 0.0),
            at(1.0, 1.0),
            at(0.0, 1.0),
            at(-1.0, 1.0),
            at(-1.0, 0.0),
            at(-1.0, -1.0),
            at(0.0, -1.0),
            at(1.0, -1.0),
        ];
        for (direction, point) in Direction::ALL.iter().zip(around) {
            let heading = centre.heading_to(point).expect("another point");
            assert!((heading - direction.degrees()).abs() < 0.1, "{direction:?}: {heading}");
        }
        assert_eq!(centre.heading_to(centre), None);
    }

    #[test]
    fn not_on_earth() {
        assert_eq!(Point::new(f64::NAN, 5.0), None);
        assert_eq!(Point::new(52.0, f64::INFINITY), None);
        assert_eq!(Point::new(91.0, 5.0), None);
    }

    #[test]
    fn a_box_holds_its_points_and_so_many_metres_more() {
        let point = |lat, lon| Point { lat, lon };
        assert_eq!(Bounds::around([]), None);
        let bounds = Bounds::around([point(52.1, 5.2), point(52.0, 5.3), point(52.05, 5.1)]).expect("points");
        assert!(bounds.contains(point(52.0, 5.1)) && bounds.contains(point(52.1, 5.3)));
        let wide = bounds.widened(250.0);
        let corner = point(52.1, 5.3);
        for (lat, lon) in [(240.0, 0.0), (0.0, 240.0)] {
            let east = corner.lat.to_radians().cos();
            let away = point(
                corner.lat + lat / METRES_PER_DEGREE,
                corner.lon + lon / METRES_PER_DEGREE / east,
            );
            assert!(!bounds.contains(away) && wide.contains(away), "{lat} {lon}");
            let beyond = point(
                corner.lat + 1.1 * lat / METRES_PER_DEGREE,
                corner.lon + 1.1 * lon / METRES_PER_DEGREE / east,
            );
            assert!(!wide.contains(beyond), "{lat} {lon}");
        }
    }

    #[test]
    fn inside_and_outside() {
        let corner = |lat, lon| Point { lat, lon };
        let area = Area {
            rings: vec![vec![
                corner(0.0, 0.0),
                corner(0.0, 2.0),
                corner(2.0, 2.0),
                corner(2.0, 0.0),
            ]],
        };
        assert!(area.contains(corner(1.0, 1.0)));
        assert!(!area.contains(corner(1.0, 3.0)));
        assert!(!Area::default().contains(corner(1.0, 1.0)));
    }
}
