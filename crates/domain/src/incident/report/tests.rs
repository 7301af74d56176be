//! Every field error, every rule of a place, and what the profiles change.

use super::*;
use crate::clock::{Entropy, Timestamp};

const IN_LINDELAAN: Point = Point { lat: 52.1005, lon: 5.1 };

struct Same(u8);
impl Entropy for Same {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

fn street(number: u8, line: &[(f64, f64)]) -> Street {
    Street {
        id: StreetId::new(Timestamp::from_millis(1_795_000_000_000), &Same(number)),
        name: format!("Straat {number}"),
        line: line.iter().map(|(lat, lon)| Point { lat: *lat, lon: *lon }).collect(),
    }
}

/// Two parallel streets, 340 m apart, going north for 220 m.
fn streets() -> Vec<Street> {
    vec![
        street(1, &[(52.100, 5.100), (52.101, 5.100), (52.102, 5.100)]),
        street(2, &[(52.100, 5.105), (52.102, 5.105)]),
    ]
}

fn area() -> Area {
    let corner = |lat, lon| Point { lat, lon };
    Area {
        rings: vec![vec![
            corner(52.09, 5.09),
            corner(52.09, 5.11),
            corner(52.11, 5.11),
            corner(52.11, 5.09),
        ]],
    }
}

fn nl() -> Profile {
    Profile::from_toml(include_str!("../../../../../profiles/nl.toml")).expect("sound")
}

fn be() -> Profile {
    Profile::from_toml(include_str!("../../../../../profiles/be.toml")).expect("sound")
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn raw() -> RawReport {
    RawReport {
        kind: text("burglary"),
        witness: text("seen"),
        drill: false,
        phrase: text("tries_doors"),
        words: None,
        appearance: None,
        place: RawPlace {
            lat: Some(IN_LINDELAAN.lat),
            lon: Some(IN_LINDELAAN.lon),
            accuracy_metres: Some(8.0),
            ..RawPlace::default()
        },
    }
}

fn check(raw: &RawReport) -> Result<Report, Vec<FieldError>> {
    raw.check(&nl(), &area(), &streets())
}

/// What is wrong, as field and problem.
fn errors(raw: &RawReport) -> Vec<(&'static str, Problem)> {
    let errors = check(raw).expect_err("something is wrong");
    errors.iter().map(|error| (error.field, error.problem)).collect()
}

fn placed(place: RawPlace) -> RawReport {
    RawReport { place, ..raw() }
}

#[test]
fn a_phrase_and_a_position_are_enough() {
    let report = check(&raw()).expect("nothing is wrong");
    let expected = Report {
        kind: Kind::Burglary,
        witness: Witness::Seen,
        drill: false,
        behaviour: Behaviour {
            phrase: text("tries_doors"),
            words: None,
        },
        appearance: None,
        place: Place {
            source: PlaceSource::Position,
            point: Some(IN_LINDELAAN),
            accuracy_metres: Some(8.0),
            street: Some(streets()[0].id),
        },
        outside_area: false,
    };
    assert_eq!(report, expected);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let nothing = errors(&RawReport::default());
    let missing = ["kind", "witness", "behaviour", "place"].map(|field| (field, Problem::Missing));
    assert_eq!(nothing, missing);
    let all = RawReport {
        kind: text("gossip"),
        witness: text("guessed"),
        drill: true,
        phrase: None,
        words: Some("x".repeat(281)),
        appearance: Some("x".repeat(201)),
        place: RawPlace {
            source: text("horoscope"),
            ..RawPlace::default()
        },
    };
    let expected = [
        ("kind", Problem::NotAChoice),
        ("witness", Problem::NotAChoice),
        ("behaviour.words", Problem::TooLong { max: 280 }),
        ("appearance", Problem::TooLong { max: 200 }),
        ("place.source", Problem::NotAChoice),
    ];
    assert_eq!(errors(&all), expected);
}

#[test]
fn behaviour_is_required_and_looks_never_stand_alone() {
    let said = |phrase: &str, words: &str, appearance: &str| RawReport {
        phrase: text(phrase),
        words: text(words),
        appearance: text(appearance),
        ..raw()
    };
    for nothing in ["", "  \r\n", "\u{200b}", "\u{202e}\u{feff}", "\0\u{7}"] {
        assert_eq!(
            errors(&said("", nothing, "")),
            [("behaviour", Problem::Missing)],
            "{nothing:?}"
        );
        let looks = errors(&said("", nothing, "donkere jas"));
        assert_eq!(looks, [("behaviour", Problem::NeedsBehaviour)], "{nothing:?}");
    }
    let both = check(&said("tries_doors", " voelt  aan deuren ", "donkere jas")).expect("nothing is wrong");
    assert_eq!(both.behaviour.words, text("voelt aan deuren"));
    assert_eq!(both.appearance, text("donkere jas"));
    let words = check(&said("", &"é".repeat(280), "")).expect("280 characters are not too many");
    assert_eq!(words.behaviour.phrase, None);
}

#[test]
fn a_phrase_belongs_to_its_kind() {
    let with = |kind: &str, phrase: &str| RawReport {
        kind: text(kind),
        phrase: text(phrase),
        ..raw()
    };
    assert!(check(&with("theft", "takes_bicycle")).is_ok());
    let wrong = [("behaviour.phrase", Problem::NotAChoice)];
    assert_eq!(errors(&with("theft", "climbs_in")), wrong);
    assert_eq!(errors(&with("theft", "own invention")), wrong);
    // Of an unknown kind, the kind is what has to be mended: a phrase was chosen.
    assert_eq!(errors(&with("gossip", "climbs_in")), [("kind", Problem::NotAChoice)]);
}

#[test]
fn the_profile_says_which_kinds_there_are() {
    let fire = RawReport {
        kind: text("fire"),
        phrase: text("smoke_alarm"),
        place: RawPlace {
            lat: Some(51.0),
            lon: Some(4.0),
            ..RawPlace::default()
        },
        ..raw()
    };
    let report = fire.check(&be(), &Area::default(), &[]).expect("Belgium offers fire");
    assert_eq!(report.kind, Kind::Fire);
    assert_eq!(errors(&fire), [("kind", Problem::NotAChoice)]);
}

#[test]
fn the_profile_says_where_the_country_is() {
    // In the north of the one and in the south of the other; the border itself is rough.
    for (lat, lon, in_nl, in_be) in [
        (53.2, 6.5, true, false),
        (49.7, 5.8, false, true),
        (51.2, 4.4, true, true),
    ] {
        let report = placed(RawPlace {
            lat: Some(lat),
            lon: Some(lon),
            ..RawPlace::default()
        });
        for (profile, inside) in [(nl(), in_nl), (be(), in_be)] {
            let outcome = report.check(&profile, &Area::default(), &[]);
            let outside = vec![FieldError {
                field: "place",
                problem: Problem::OutsideCountry,
            }];
            match outcome {
                Ok(_) => assert!(inside, "{lat} {lon} {}", profile.country),
                Err(errors) => assert_eq!((errors, inside), (outside, false), "{lat} {lon} {}", profile.country),
            }
        }
    }
}

#[test]
fn a_position_is_two_numbers_on_earth() {
    let at = |lat, lon| RawPlace {
        lat,
        lon,
        ..RawPlace::default()
    };
    for (place, problem) in [
        (at(Some(52.1), None), Problem::Missing),
        (at(None, Some(5.1)), Problem::Missing),
        (at(Some(f64::NAN), Some(5.1)), Problem::Malformed),
        (at(Some(52.1), Some(f64::INFINITY)), Problem::Malformed),
        (at(Some(91.0), Some(5.1)), Problem::Malformed),
        // Latitude and longitude exchanged: Somalia.
        (at(Some(5.1), Some(52.1)), Problem::OutsideCountry),
    ] {
        assert_eq!(errors(&placed(place.clone())), [("place", problem)], "{place:?}");
    }
    for source in ["position", "plan"] {
        let without = RawPlace {
            source: text(source),
            street: text(&streets()[0].id.to_string()),
            ..RawPlace::default()
        };
        assert_eq!(
            errors(&placed(without)),
            [("place", Problem::Missing)],
            "{source} was chosen"
        );
    }
}

#[test]
fn an_uncertain_position_is_none() {
    let within = |accuracy| {
        placed(RawPlace {
            accuracy_metres: Some(accuracy),
            ..raw().place
        })
    };
    let range = Problem::OutOfRange { min: 0, max: 5_000 };
    for (accuracy, problem) in [
        (5_000.1, range),
        (-1.0, range),
        (f64::INFINITY, range),
        (f64::NAN, Problem::Malformed),
    ] {
        assert_eq!(errors(&within(accuracy)), [("place.accuracy_m", problem)], "{accuracy}");
    }
    for accuracy in [0.0, 5_000.0] {
        assert!(check(&within(accuracy)).is_ok(), "{accuracy}");
    }
}

#[test]
fn a_street_is_one_of_the_group() {
    let second = &streets()[1];
    let chosen = |street: &str| {
        placed(RawPlace {
            street: text(street),
            ..RawPlace::default()
        })
    };
    let report = check(&chosen(&format!(" {} ", second.id))).expect("nothing is wrong");
    let expected = Place {
        source: PlaceSource::Street,
        point: second.middle(),
        accuracy_metres: None,
        street: Some(second.id),
    };
    assert_eq!(report.place, expected);
    let elsewhere = street(9, &[(52.1, 5.1)]).id.to_string();
    for wrong in [elsewhere.as_str(), "Lindelaan", &second.id.to_string().to_uppercase()] {
        assert_eq!(
            errors(&chosen(wrong)),
            [("place.street", Problem::NotAChoice)],
            "{wrong}"
        );
    }
    let unsaid = RawPlace {
        source: text("street"),
        ..raw().place
    };
    assert_eq!(errors(&placed(unsaid)), [("place.street", Problem::Missing)]);
}

#[test]
fn what_was_chosen_wins_over_what_else_is_given() {
    let both = RawPlace {
        street: text(&streets()[1].id.to_string()),
        ..raw().place
    };
    let source = |place: &RawPlace| check(&placed(place.clone())).expect("nothing is wrong").place;
    assert_eq!(source(&both).source, PlaceSource::Street, "said beats measured");
    for (code, expected) in [("plan", PlaceSource::Plan), ("position", PlaceSource::Position)] {
        let place = source(&RawPlace {
            source: text(code),
            ..both.clone()
        });
        assert_eq!((place.source, place.point), (expected, Some(IN_LINDELAAN)));
        assert_eq!(
            place.street,
            Some(streets()[0].id),
            "the nearest, not the one left over in the form"
        );
    }
}

#[test]
fn the_one_street_that_is_looked_at_is_known_beforehand() {
    let second = streets()[1].id;
    let chosen = |source: Option<&str>| RawPlace {
        source: source.map(str::to_owned),
        street: text(&second.to_string()),
        ..raw().place
    };
    for source in [None, Some("street"), Some(" street "), Some("")] {
        let place = chosen(source);
        assert_eq!(place.only_street(), Some(second), "{source:?}");
        let report = placed(place);
        let with_one = report.check(&nl(), &area(), &streets()[1..]);
        assert_eq!(with_one, check(&report), "{source:?}: the others change nothing");
    }
    for source in ["plan", "position", "moon"] {
        assert_eq!(chosen(Some(source)).only_street(), None, "{source}");
    }
    let unknown = RawPlace {
        street: text("Lindelaan"),
        ..RawPlace::default()
    };
    assert_eq!(unknown.only_street(), None);
}

#[test]
fn the_nearest_street_is_near() {
    let nearest = |lat, lon| {
        let place = RawPlace {
            lat: Some(lat),
            lon: Some(lon),
            ..RawPlace::default()
        };
        check(&placed(place)).expect("nothing is wrong").place.street
    };
    let [first, second] = [streets()[0].id, streets()[1].id];
    // 137 and 205 metres to the sides.
    assert_eq!(nearest(52.101, 5.102), Some(first));
    assert_eq!(nearest(52.101, 5.103), Some(second));
    // Between two of its points, far from either.
    assert_eq!(nearest(52.1015, 5.1001), Some(first));
    // 240 and 260 metres beyond its end.
    assert_eq!(nearest(52.102 + 240.0 / 111_195.0, 5.1), Some(first));
    assert_eq!(nearest(52.102 + 260.0 / 111_195.0, 5.1), None);
}

#[test]
fn a_place_outside_the_area_is_said_and_not_refused() {
    let outside = placed(RawPlace {
        lat: Some(52.2),
        lon: Some(5.1),
        ..RawPlace::default()
    });
    assert!(check(&outside).expect("nothing is wrong").outside_area);
    let unknown = outside.check(&nl(), &Area::default(), &[]);
    assert!(
        !unknown.expect("nothing is wrong").outside_area,
        "no ground, no outside"
    );
    let inside = placed(RawPlace {
        street: text(&streets()[1].id.to_string()),
        ..RawPlace::default()
    });
    assert!(!check(&inside).expect("nothing is wrong").outside_area);
}

#[test]
fn where_no_area_was_drawn_the_streets_say_what_is_outside() {
    let lies_outside = |source, lat| {
        let place = Place {
            source,
            point: Some(Point { lat, lon: 5.1 }),
            accuracy_metres: None,
            street: None,
        };
        place.lies_outside(&Area::default(), &streets())
    };
    let beyond = |metres: f64| 52.102 + metres / METRES_PER_DEGREE;
    for source in [PlaceSource::Position, PlaceSource::Plan] {
        assert!(!lies_outside(source, 52.101), "among its streets");
        assert!(
            !lies_outside(source, beyond(240.0)),
            "as near as a street is called near"
        );
        assert!(lies_outside(source, beyond(260.0)));
    }
    assert!(!lies_outside(PlaceSource::Street, beyond(260.0)), "its own street");
}

#[test]
fn metres_to_a_street_are_to_its_nearest_stretch() {
    let point = Point {
        lat: 52.101,
        lon: 5.102,
    };
    let to = |line: &[(f64, f64)]| street(1, line).metres_from(point);
    let sideways = 0.002 * 52.101_f64.to_radians().cos() * 111_195.0;
    assert!((to(&[(52.100, 5.100), (52.102, 5.100)]) - sideways).abs() < 0.1);
    assert!((to(&[(52.101, 5.100)]) - sideways).abs() < 0.5, "a single point");
    assert!(
        (to(&[(52.101, 5.100), (52.101, 5.100)]) - sideways).abs() < 0.1,
        "a stretch without length"
    );
    assert!(to(&[]).is_infinite());
}
