//! When two reports are one incident: same kind, near, and recent (EDGES 12).

use super::Kind;
use crate::clock::{Span, Timestamp};
use crate::geo::{Bounds, Point};
use crate::id::StreetId;
use crate::limits;

/// As much of an incident as it takes to compare it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trace {
    /// What.
    pub kind: Kind,
    /// A drill never swallows a real alarm, nor the other way round.
    pub drill: bool,
    /// When it was reported.
    pub at: Timestamp,
    /// Where: the position, or the middle of the street.
    pub point: Option<Point>,
    /// The street.
    pub street: Option<StreetId>,
    /// The point is a position or a tap, not just the middle of a street.
    pub exact: bool,
}

impl Trace {
    /// The box in which the point of everything lies that is near by its point: what a database needs to look at. None without a point.
    pub fn around(&self) -> Option<Bounds> {
        // A degree of latitude is 111 km. A little more than enough, for the exact answer is [`Self::resembles`].
        let lat = limits::DUPLICATE_METRES / 111_000.0;
        self.point.map(|point| {
            let lon = lat / (point.lat.abs() + lat).to_radians().cos();
            Bounds {
                lat_min: point.lat - lat,
                lat_max: point.lat + lat,
                lon_min: point.lon - lon,
                lon_max: point.lon + lon,
            }
        })
    }

    /// Whether the two are probably one incident.
    pub fn resembles(&self, other: &Self) -> bool {
        self.resembles_within(other, limits::DUPLICATE_SPAN)
    }

    /// The same, with another measure of "recent".
    pub fn resembles_within(&self, other: &Self, span: Span) -> bool {
        let apart = self.at.since(other.at).as_millis().abs();
        self.kind == other.kind && self.drill == other.drill && apart <= span.as_millis() && self.is_near(other)
    }

    fn is_near(&self, other: &Self) -> bool {
        // "In the Lindelaan" is as near as one gets to any point of the Lindelaan, however long it is.
        let same_street = self.street.is_some() && self.street == other.street && !(self.exact && other.exact);
        let near =
            matches!((self.point, other.point), (Some(a), Some(b)) if a.metres_to(b) <= limits::DUPLICATE_METRES);
        same_street || near
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Entropy;

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);
    const HERE: Point = Point { lat: 52.1, lon: 5.1 };

    struct Same(u8);
    impl Entropy for Same {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    fn street(number: u8) -> Option<StreetId> {
        Some(StreetId::new(NOON, &Same(number)))
    }

    fn north(metres: f64) -> Option<Point> {
        // Of the sphere that the distance is measured on.
        Point::new(HERE.lat + (metres / 6_371_008.8).to_degrees(), HERE.lon)
    }

    fn trace() -> Trace {
        Trace {
            kind: Kind::Burglary,
            drill: false,
            at: NOON,
            point: Some(HERE),
            street: None,
            exact: true,
        }
    }

    /// Whether they are one, asked both ways: it must not matter who was first.
    fn one(a: &Trace, b: &Trace) -> bool {
        assert_eq!(a.resembles(b), b.resembles(a));
        a.resembles(b)
    }

    #[test]
    fn a_report_that_nobody_can_be_asked_about_has_a_quarter_of_an_hour() {
        let apart = |span: Span| Trace {
            at: NOON.plus(span),
            ..trace()
        };
        let within = |other: Trace| trace().resembles_within(&other, limits::UNATTENDED_SPAN);
        assert!(within(apart(Span::minutes(15))));
        assert!(!within(apart(Span::millis(15 * 60_000 + 1))));
        assert!(
            !trace().resembles(&apart(Span::minutes(15))),
            "somebody who is there is asked about ten minutes"
        );
    }

    #[test]
    fn time_place_and_kind_all_have_to_fit() {
        assert!(one(&trace(), &trace()));
        let minutes = |minutes| NOON.plus(Span::minutes(minutes));
        for (why, expected, other) in [
            (
                "ten minutes",
                true,
                Trace {
                    at: minutes(10),
                    ..trace()
                },
            ),
            (
                "later",
                false,
                Trace {
                    at: minutes(10).plus(Span::millis(1)),
                    ..trace()
                },
            ),
            (
                "149 metres",
                true,
                Trace {
                    point: north(149.0),
                    ..trace()
                },
            ),
            (
                "151 metres",
                false,
                Trace {
                    point: north(151.0),
                    ..trace()
                },
            ),
            (
                "another kind",
                false,
                Trace {
                    kind: Kind::Theft,
                    ..trace()
                },
            ),
            ("a drill beside a real alarm", false, Trace { drill: true, ..trace() }),
        ] {
            assert_eq!(one(&trace(), &other), expected, "{why}");
        }
    }

    #[test]
    fn what_is_near_lies_in_the_box() {
        let at = |lat, lon| Trace {
            point: Point::new(lat, lon),
            ..trace()
        };
        let around = trace().around().unwrap();
        let (mut near, mut in_the_box) = (0, 0);
        for step in 0..=80 {
            for other in 0..=80 {
                let (north, east) = (f64::from(step - 40) / 10_000.0, f64::from(other - 40) / 10_000.0);
                let point = Point::new(HERE.lat + north, HERE.lon + east).unwrap();
                let inside = around.contains(point);
                in_the_box += u32::from(inside);
                if one(&trace(), &at(point.lat, point.lon)) {
                    near += 1;
                    assert!(inside, "{point:?}");
                }
            }
        }
        assert!(
            near > 0 && in_the_box < near * 3 / 2,
            "{near} near, {in_the_box} to look at"
        );
    }

    #[test]
    fn a_street_is_as_near_as_one_gets() {
        let exact = |metres, number| Trace {
            point: north(metres),
            street: street(number),
            ..trace()
        };
        let somewhere_in = |number| Trace {
            point: north(0.0),
            street: street(number),
            exact: false,
            ..trace()
        };
        assert!(one(&somewhere_in(1), &exact(900.0, 1)), "a long street");
        assert!(
            !one(&exact(0.0, 1), &exact(900.0, 1)),
            "two positions know better than the street"
        );
        assert!(!one(&somewhere_in(1), &exact(900.0, 2)));
        assert!(one(&somewhere_in(1), &exact(100.0, 2)), "around the corner");
    }

    #[test]
    fn without_a_place_nothing_is_near() {
        let nowhere = Trace {
            point: None,
            exact: false,
            ..trace()
        };
        assert!(!one(&nowhere, &nowhere));
        assert!(!one(&nowhere, &trace()));
        let in_street = Trace {
            street: street(1),
            ..nowhere
        };
        assert!(one(&in_street, &in_street), "the same street, though nobody drew it");
    }
}
