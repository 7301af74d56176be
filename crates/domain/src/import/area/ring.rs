//! Rings on the ground: winding, size, whether they cross themselves or one another.

use crate::geo::Point;
use std::collections::BTreeMap;

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

/// The first meeting of sides: within a ring any touch but that of neighbours, between rings a crossing, be it along a side that they share. Rings are
/// closed. From west to east, so that only sides that lie above one another are compared; the number of points is limited by who calls.
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
    let mut touching: BTreeMap<(usize, usize), Meeting> = BTreeMap::new();
    for side in sides {
        open.retain(|other| other.east() >= side.west());
        for other in &open {
            let met = Meeting {
                first: (other.ring, other.at),
                second: (side.ring, side.at),
            };
            if meets(other, &side) {
                return Some(met);
            }
            if other.ring != side.ring && touch(other, &side) {
                let pair = (other.ring.min(side.ring), other.ring.max(side.ring));
                touching.entry(pair).or_insert(met);
            }
        }
        open.push(side);
    }
    // Of rings that touch, one may still cross the other: at a corner, or where the sides of both lie in one line.
    let crosses = |(one, other): (usize, usize)| {
        let (Some(one), Some(other)) = (rings.get(one), rings.get(other)) else {
            return false;
        };
        let mut lies = pieces(one, other).map(|piece| contains(one, middle(piece)));
        let first = lies.next();
        lies.any(|lies| Some(lies) != first)
    };
    touching
        .into_iter()
        .find(|(pair, _)| crosses(*pair))
        .map(|(_, met)| met)
}

/// Whether a ring lies inside another one that it does not cross; where the two are the same, it does.
pub(super) fn lies_inside(around: &[Point], ring: &[Point]) -> bool {
    let mut pieces = pieces(around, ring);
    pieces.next().is_none_or(|piece| contains(around, middle(piece)))
}

/// The sides of a ring, cut where corners of another one lie on them, without those that lie along a side of the other: each is wholly inside or outside of
/// it, and its middle says which. A corner does not, for it may lie on the other's border.
fn pieces<'a>(around: &'a [Point], ring: &'a [Point]) -> impl Iterator<Item = (Point, Point)> + 'a {
    let cut = |pair: &[Point]| {
        let (from, to) = (pair[0], pair[1]);
        let far = move |point: &Point| (point.lon - from.lon).abs() + (point.lat - from.lat).abs();
        let mut points: Vec<Point> = around
            .iter()
            .filter(|point| is_on(from, to, **point))
            .copied()
            .collect();
        points.extend([from, to]);
        points.sort_by(|a, b| far(a).total_cmp(&far(b)));
        points.dedup();
        points.windows(2).map(|two| (two[0], two[1])).collect::<Vec<_>>()
    };
    let along = |(from, to): &(Point, Point)| {
        around
            .windows(2)
            .any(|side| is_on(side[0], side[1], *from) && is_on(side[0], side[1], *to))
    };
    ring.windows(2).flat_map(cut).filter(move |piece| !along(piece))
}

fn middle((from, to): (Point, Point)) -> Point {
    Point {
        lat: f64::midpoint(from.lat, to.lat),
        lon: f64::midpoint(from.lon, to.lon),
    }
}

/// Whether a point lies on the way from one to the other.
fn is_on(from: Point, to: Point, point: Point) -> bool {
    let within = |value: f64, one: f64, other: f64| (one.min(other)..=one.max(other)).contains(&value);
    left_of(from, to, point) == 0.0 && within(point.lon, from.lon, to.lon) && within(point.lat, from.lat, to.lat)
}

fn touch(a: &Side, b: &Side) -> bool {
    is_on(a.from, a.to, b.from) || is_on(a.from, a.to, b.to) || is_on(b.from, b.to, a.from) || is_on(b.from, b.to, a.to)
}

fn meets(a: &Side, b: &Side) -> bool {
    let (a1, a2) = (left_of(a.from, a.to, b.from), left_of(a.from, a.to, b.to));
    let (b1, b2) = (left_of(b.from, b.to, a.from), left_of(b.from, b.to, a.to));
    if a1 * a2 < 0.0 && b1 * b2 < 0.0 {
        return true;
    }
    // Areas may lie against one another: only within a ring is every touch a mistake.
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
    touch(a, b)
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
        // No side of the one crosses a side of the other: two lie in one line, and the rest only touches.
        let along = ring(&[(2.0, 1.0), (2.0, 3.0), (0.0, 3.0), (0.0, 1.0), (2.0, 1.0)]);
        assert!(meeting(&[&square, &along]).is_some() && meeting(&[&along, &square]).is_some());
        let through_corners = ring(&[(0.0, 2.0), (2.0, 0.0), (3.0, 1.0), (1.0, 3.0), (0.0, 2.0)]);
        assert!(meeting(&[&square, &through_corners]).is_some());
        // Against the left side: a corner on the border says nothing of where the ring lies.
        let left = ring(&[(-1.0, 0.5), (0.0, 0.5), (0.0, 1.5), (-1.0, 1.5), (-1.0, 0.5)]);
        assert_eq!(meeting(&[&square, &left]), None);
        assert!(!lies_inside(&square, &left) && !lies_inside(&left, &square));
        let within = ring(&[(0.0, 0.5), (1.0, 0.5), (1.0, 1.5), (0.0, 1.5), (0.0, 0.5)]);
        assert_eq!(meeting(&[&square, &within]), None);
        assert!(lies_inside(&square, &within) && !lies_inside(&within, &square));
        assert!(lies_inside(&square, &square));
    }

    #[test]
    fn a_square_minute_of_a_degree() {
        let minute = 1.0 / 60.0;
        let square = ring(&[(0.0, 0.0), (minute, 0.0), (minute, minute), (0.0, minute), (0.0, 0.0)]);
        assert!((square_metres(&square) / (1852.0 * 1852.0) - 1.0).abs() < 0.01);
    }
}
