//! The shape of the village: which ground belongs to which group, and where streets run. Flat, in metres; the globe comes last.

use crate::demo::dice::Dice;
use saar_domain::geo::Point;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// The village's middle: open water of the Markermeer, so that no house that stands there is meant (EDGES 32).
const MIDDLE: Point = Point { lat: 52.545, lon: 5.24 };
const METRES_PER_DEGREE: f64 = 111_195.0;
/// The village's radius from its middle, about, in metres.
const RADIUS_METRES: f64 = 1_000.0;
/// Streets keep within this share of their ground, and do not touch the neighbours'.
const INNER: f64 = 0.86;
/// How far a street wavers from straight, in metres to either side.
const WAVER_METRES: f64 = 7.0;

/// A spot in metres east and north of the village's middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// Metres to the east.
    pub(super) x: f64,
    /// Metres to the north.
    pub(super) y: f64,
}

impl Spot {
    fn towards(self, other: Self, share: f64) -> Self {
        Self {
            x: self.x + (other.x - self.x) * share,
            y: self.y + (other.y - self.y) * share,
        }
    }

    /// Where it lies on earth, to a tenth of a metre.
    pub(super) fn on_earth(self) -> Point {
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Point {
            lat: round(MIDDLE.lat + self.y / METRES_PER_DEGREE),
            lon: round(MIDDLE.lon + self.x / (METRES_PER_DEGREE * MIDDLE.lat.to_radians().cos())),
        }
    }
}

/// The village's edge: a blob, wider than high.
fn outline() -> Vec<Spot> {
    const CORNERS: u32 = 22;
    (0..CORNERS)
        .map(|corner| {
            let angle = TAU * f64::from(corner) / f64::from(CORNERS);
            let radius = RADIUS_METRES * (1.0 + 0.045 * (3.0 * angle + 0.7).sin() + 0.03 * (5.0 * angle).cos());
            Spot {
                x: 1.3 * radius * angle.cos(),
                y: radius * angle.sin(),
            }
        })
        .collect()
}

/// The ground of each centre: everything in the village that is nearer to it than to the others (Voronoi). Tiles without gap or overlap.
pub(super) fn grounds(centres: &[Spot]) -> Vec<Vec<Spot>> {
    centres
        .iter()
        .map(|own| {
            centres
                .iter()
                .filter(|other| *other != own)
                .fold(outline(), |ground, other| keep_nearer(&ground, *own, *other))
        })
        .collect()
}

/// Cuts off what is nearer to `other` than to `own` (Sutherland and Hodgman, one edge).
fn keep_nearer(ground: &[Spot], own: Spot, other: Spot) -> Vec<Spot> {
    let half = own.towards(other, 0.5);
    // Positive on our side of the line half way.
    let side = |spot: Spot| (half.x - spot.x) * (other.x - own.x) + (half.y - spot.y) * (other.y - own.y);
    let mut kept = Vec::with_capacity(ground.len() + 1);
    for (index, corner) in ground.iter().enumerate() {
        let next = ground[(index + 1) % ground.len()];
        let (here, there) = (side(*corner), side(next));
        if here >= 0.0 {
            kept.push(*corner);
        }
        if (here >= 0.0) != (there >= 0.0) {
            kept.push(corner.towards(next, here / (here - there)));
        }
    }
    kept
}

/// Lines of so many streets on a ground: most lie side by side, every third crosses them.
pub(super) fn streets(ground: &[Spot], count: usize, dice: &Dice) -> Vec<Vec<Spot>> {
    let middle = middle_of(ground);
    let inner: Vec<Spot> = ground.iter().map(|corner| middle.towards(*corner, INNER)).collect();
    let along = dice.fraction() * PI;
    let crossing = count / 3;
    let rows = (0..count).map(|street| {
        if street < crossing {
            (along + FRAC_PI_2, street, crossing)
        } else {
            (along, street - crossing, count - crossing)
        }
    });
    rows.filter_map(|(angle, row, of)| street(&inner, angle, share(row, of), dice))
        .collect()
}

/// Where row `row` of `of` lies between one side and the other, 0 to 1.
fn share(row: usize, of: usize) -> f64 {
    let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    (float(row) + 0.5) / float(of)
}

fn street(ground: &[Spot], angle: f64, share: f64, dice: &Dice) -> Option<Vec<Spot>> {
    let (along, across) = ((angle.cos(), angle.sin()), (-angle.sin(), angle.cos()));
    let measure = |spot: &Spot| spot.x * across.0 + spot.y * across.1;
    let low = ground.iter().map(measure).fold(f64::INFINITY, f64::min);
    let high = ground.iter().map(measure).fold(f64::NEG_INFINITY, f64::max);
    let level = low + (high - low) * share;
    // Where the line at this level crosses the ground's edge.
    let mut crossings: Vec<Spot> = Vec::new();
    for (index, corner) in ground.iter().enumerate() {
        let next = ground[(index + 1) % ground.len()];
        let (here, there) = (measure(corner) - level, measure(&next) - level);
        if (here >= 0.0) != (there >= 0.0) {
            crossings.push(corner.towards(next, here / (here - there)));
        }
    }
    let forward = |spot: &Spot| spot.x * along.0 + spot.y * along.1;
    crossings.sort_by(|a, b| forward(a).total_cmp(&forward(b)));
    let (start, end) = (*crossings.first()?, *crossings.get(1)?);
    let (from, to) = (dice.fraction() * 0.2, 1.0 - dice.fraction() * 0.2);
    let line = [0.0, 0.35, 0.7, 1.0].map(|part| {
        let spot = start.towards(end, from + (to - from) * part);
        let waver = (dice.fraction() * 2.0 - 1.0) * WAVER_METRES;
        Spot {
            x: spot.x + across.0 * waver,
            y: spot.y + across.1 * waver,
        }
    });
    Some(line.to_vec())
}

fn middle_of(ground: &[Spot]) -> Spot {
    let count = f64::from(u32::try_from(ground.len()).unwrap_or(1).max(1));
    Spot {
        x: ground.iter().map(|corner| corner.x).sum::<f64>() / count,
        y: ground.iter().map(|corner| corner.y).sum::<f64>() / count,
    }
}
