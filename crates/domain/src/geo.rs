//! Points and areas on the ground, in WGS 84 degrees, as far as an alarm needs them.

use serde::{Deserialize, Serialize};

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
}

/// The ground that belongs to a group: outer rings, without holes for now. Drawing and checking areas is a later issue.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Area {
    /// Closed rings; the last point need not repeat the first.
    pub rings: Vec<Vec<Point>>,
}

impl Area {
    /// Whether the point lies in one of the rings.
    pub fn contains(&self, point: Point) -> bool {
        self.rings.iter().any(|ring| ring_contains(ring, point))
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
    fn not_on_earth() {
        assert_eq!(Point::new(f64::NAN, 5.0), None);
        assert_eq!(Point::new(52.0, f64::INFINITY), None);
        assert_eq!(Point::new(91.0, 5.0), None);
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
