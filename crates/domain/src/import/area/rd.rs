//! The Dutch grid (Rijksdriehoek, EPSG:28992) and WGS 84, by the approximation published as «Benaderingsformules voor de transformatie tussen
//! RD- en WGS84-kaartcoördinaten», Geodesia 43 (2001), pages 64-69. Within the Netherlands it is good to about half a metre, which is enough for the border of a neighbourhood and not for the border of a plot.

use crate::geo::Point;

/// Metres in which the grid counts: east and north of a point near Paris, so that both are positive and no x is a y.
const X: std::ops::RangeInclusive<f64> = 0.0..=300_000.0;
const Y: std::ops::RangeInclusive<f64> = 300_000.0..=630_000.0;

/// The spire in Amersfoort from which the grid is laid out.
const X0: f64 = 155_000.0;
const Y0: f64 = 463_000.0;
const LAT0: f64 = 52.155_174_40;
const LON0: f64 = 5.387_206_21;

/// Power of x, power of y, seconds of arc.
const LAT: [(i32, i32, f64); 11] = [
    (0, 1, 3_235.653_89),
    (2, 0, -32.582_97),
    (0, 2, -0.247_50),
    (2, 1, -0.849_78),
    (0, 3, -0.065_50),
    (2, 2, -0.017_09),
    (1, 0, -0.007_38),
    (4, 0, 0.005_30),
    (2, 3, -0.000_39),
    (4, 1, 0.000_33),
    (1, 1, -0.000_12),
];
const LON: [(i32, i32, f64); 12] = [
    (1, 0, 5_260.529_16),
    (1, 1, 105.946_84),
    (1, 2, 2.456_56),
    (3, 0, -0.818_85),
    (1, 3, 0.055_94),
    (3, 1, -0.056_07),
    (0, 1, 0.011_99),
    (3, 2, -0.002_56),
    (1, 4, 0.001_28),
    (0, 2, 0.000_22),
    (2, 0, -0.000_22),
    (5, 0, 0.000_26),
];

/// Whether the numbers are those of a place on the Dutch grid.
pub fn is_rd(x: f64, y: f64) -> bool {
    X.contains(&x) && Y.contains(&y)
}

/// The place in degrees; none outside the grid.
pub fn to_wgs84(x: f64, y: f64) -> Option<Point> {
    if !is_rd(x, y) {
        return None;
    }
    let (dx, dy) = ((x - X0) * 1e-5, (y - Y0) * 1e-5);
    let sum =
        |terms: &[(i32, i32, f64)]| terms.iter().map(|(p, q, k)| k * dx.powi(*p) * dy.powi(*q)).sum::<f64>() / 3600.0;
    Point::new(LAT0 + sum(&LAT), LON0 + sum(&LON))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_points_of_the_grid() {
        // The origin, and the two towers of the article's own examples.
        for (x, y, lat, lon) in [
            (155_000.0, 463_000.0, 52.155_174_40, 5.387_206_21),
            (120_700.723, 487_525.501, 52.374_532_53, 4.883_525_59),
            (233_883.131, 582_065.167, 53.219_383_17, 6.568_200_53),
        ] {
            let off = to_wgs84(x, y).map(|found| found.metres_to(Point { lat, lon }));
            assert!(off.is_some_and(|off| off < 0.5), "{x} {y}: {off:?}");
        }
        assert_eq!(to_wgs84(5.3, 52.1), None);
        assert_eq!(
            to_wgs84(463_000.0, 155_000.0),
            None,
            "the axes of the grid cannot be confused"
        );
    }
}
