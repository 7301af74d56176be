//! Rings on the ground: winding, size, whether they cross themselves or one another.

use crate::geo::Point;

/// Twice the signed area in square degrees; positive when the ring turns to the left, as RFC 7946 wants of outer rings.
pub(crate) fn turn(ring: &[Point]) -> f64 {
    // Around the first corner, so that small rings far from zero keep their digits.
    let Some(first) = ring.first() else { return 0.0 };
    let from = |point: &Point| (point.lon - first.lon, point.lat - first.lat);
    ring.windows(2)
        .map(|pair| (from(&pair[0]), from(&pair[1])))
        .map(|((ax, ay), (bx, by))| ax * by - bx * ay)
        .sum()
}

/// Whether all corners lie in one line. A ring that crosses itself may turn as much to the left as to the right, and is not flat.
pub(super) fn is_flat(ring: &[Point]) -> bool {
    let Some((first, other)) = ring.first().zip(ring.iter().find(|point| Some(*point) != ring.first())) else {
        return true;
    };
    ring.iter().all(|point| left_of(*first, *other, *point) == 0.0)
}

/// Square metres, on a plane that touches the earth at the ring: under a percent off for what a group covers.
pub(crate) fn square_metres(ring: &[Point]) -> f64 {
    const METRES_A_DEGREE: f64 = 111_195.08;
    let Some(first) = ring.first() else { return 0.0 };
    (turn(ring) / 2.0).abs() * METRES_A_DEGREE * METRES_A_DEGREE * first.lat.to_radians().cos()
}

/// Whether a point lies inside a closed ring.
pub(crate) fn contains(ring: &[Point], point: Point) -> bool {
    let inside = |inside: bool, pair: &[Point]| {
        let (a, b) = (pair[0], pair[1]);
        let between = (a.lat > point.lat) != (b.lat > point.lat);
        inside ^ (between && point.lon < a.lon + (point.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
    };
    ring.windows(2).fold(false, inside)
}

/// A side of a ring.
#[derive(Debug, Clone, Copy)]
struct Side {
    ring: usize,
    /// Which of its ring's sides.
    at: usize,
    of: usize,
    from: Point,
    to: Point,
}

impl Side {
    fn west(&self) -> f64 {
        self.from.lon.min(self.to.lon)
    }

    fn east(&self) -> f64 {
        self.from.lon.max(self.to.lon)
    }

    /// Whether the two follow one another in one ring.
    fn joins(&self, other: &Self) -> bool {
        self.ring == other.ring && ((self.at + 1) % self.of == other.at || (other.at + 1) % other.of == self.at)
    }
}

/// Two sides that meet where they must not: the ring and the corner each begins at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meeting {
    pub(super) first: (usize, usize),
    pub(super) second: (usize, usize),
}

/// The first meeting of sides: within a ring any touch but that of neighbours, between rings a crossing. Rings are closed. From west to east,
/// so that only sides that lie above one another are compared; the number of points is limited by who calls.
pub(super) fn meeting(rings: &[&[Point]]) -> Option<Meeting> {
    let mut sides: Vec<Side> = Vec::new();
    for (ring, points) in rings.iter().enumerate() {
        let of = points.len().saturating_sub(1);
        sides.extend(points.windows(2).enumerate().map(|(at, pair)| Side {
            ring,
            at,
            of,
            from: pair[0],
            to: pair[1],
        }));
    }
    sides.sort_by(|a, b| a.west().total_cmp(&b.west()));
    let mut open: Vec<Side> = Vec::new();
    for side in sides {
        open.retain(|other| other.east() >= side.west());
        if let Some(other) = open.iter().find(|other| meets(other, &side)) {
            return Some(Meeting {
                first: (other.ring, other.at),
                second: (side.ring, side.at),
            });
        }
        open.push(side);
    }
    None
}

fn meets(a: &Side, b: &Side) -> bool {
    let (a1, a2) = (left_of(a.from, a.to, b.from), left_of(a.from, a.to, b.to));
    let (b1, b2) = (left_of(b.from, b.to, a.from), left_of(b.from, b.to, a.to));
    if a1 * a2 < 0.0 && b1 * b2 < 0.0 {
        return true;
    }
    // Areas may lie against one another: only within a ring is a touch a mistake.
    if a.ring != b.ring {
        return false;
    }
    if a.joins(b) {
        // Neighbours share a corner; they meet elsewhere when the ring turns back on itself.
        let back = |from: Point, corner: Point, to: Point| {
            let dot = (corner.lon - from.lon) * (to.lon - corner.lon) + (corner.lat - from.lat) * (to.lat - corner.lat);
            left_of(from, corner, to) == 0.0 && dot < 0.0
        };
        return if (a.at + 1) % a.of == b.at {
            back(a.from, a.to, b.to)
        } else {
            back(b.from, b.to, a.to)
        };
    }
    let on = |side: &Side, point: Point, turn: f64| {
        let within = |value: f64, one: f64, other: f64| (one.min(other)..=one.max(other)).contains(&value);
        turn == 0.0 && within(point.lon, side.from.lon, side.to.lon) && within(point.lat, side.from.lat, side.to.lat)
    };
    on(a, b.from, a1) || on(a, b.to, a2) || on(b, a.from, b1) || on(b, a.to, b2)
}

/// Positive when the point lies to the left of the way from one to the other.
fn left_of(from: Point, to: Point, point: Point) -> f64 {
    (to.lon - from.lon) * (point.lat - from.lat) - (to.lat - from.lat) * (point.lon - from.lon)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<Point> {
        corners
            .iter()
            .map(|(lon, lat)| Point { lat: *lat, lon: *lon })
            .collect()
    }

    #[test]
    fn rings_that_cross_touch_or_turn_back() {
        let square = ring(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]);
        assert_eq!(meeting(&[&square]), None);
        assert!(turn(&square) > 0.0 && contains(&square, Point { lat: 1.0, lon: 1.0 }));
        for wrong in [
            ring(&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)]),
            ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 0.0), (0.0, 4.0), (0.0, 0.0)]),
            ring(&[(0.0, 0.0), (2.0, 0.0), (2.0, 4.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]),
        ] {
            assert!(meeting(&[&wrong]).is_some(), "{wrong:?}");
        }
        let beside = ring(&[(2.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, 0.0)]);
        assert_eq!(meeting(&[&square, &beside]), None, "neighbours share a border");
        let over = ring(&[(1.0, 1.0), (4.0, 1.0), (4.0, 3.0), (1.0, 3.0), (1.0, 1.0)]);
        assert!(meeting(&[&square, &over]).is_some());
    }

    #[test]
    fn a_square_minute_of_a_degree() {
        let minute = 1.0 / 60.0;
        let square = ring(&[(0.0, 0.0), (minute, 0.0), (minute, minute), (0.0, minute), (0.0, 0.0)]);
        assert!((square_metres(&square) / (1852.0 * 1852.0) - 1.0).abs() < 0.01);
    }
}
