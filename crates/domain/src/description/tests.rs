use super::phrase::{Phrase, phrases};
use super::raw::{Described, FIELDS, RawDescription, SKIN_COLOUR, Takes};
use super::*;
use crate::field::{FieldError, Problem};
use crate::incident::report::Street;
use crate::limits;
use proptest::prelude::*;

fn raw(fields: &[(&str, &str)]) -> RawDescription {
    let mut raw = RawDescription::default();
    for (path, text) in fields {
        raw.put(path, *text);
    }
    raw
}

fn check(fields: &[(&str, &str)]) -> Result<Described, Vec<FieldError>> {
    raw(fields).check(Kind::Burglary, Witness::Seen, &streets())
}

/// The streets of the group: one.
fn streets() -> Vec<Street> {
    let id = "0198f3a0-0000-7000-8000-000000000001".parse().unwrap();
    let name = "Lindelaan".to_owned();
    vec![Street { id, name, line: vec![] }]
}

/// Something good for a field, out of a number.
fn good(takes: Takes, seed: u16) -> String {
    let seed = usize::from(seed);
    match takes {
        Takes::Choice(codes) => codes()[seed % codes().len()].into(),
        Takes::Colour => Colour::ALL[seed % Colour::ALL.len()].code().into(),
        Takes::Number { min, max } => (usize::from(min) + seed % usize::from(max)).to_string(),
        Takes::Street => streets()[0].id.to_string(),
        Takes::Plate => format!("{:02}-ab-{:02}", seed % 100, seed % 97),
        Takes::Text { max } => "woord ".repeat(max)[..1 + seed % max].trim().to_owned(),
    }
}

/// Any good description.
fn descriptions() -> impl Strategy<Value = RawDescription> {
    prop::collection::vec(prop::option::weighted(0.4, any::<u16>()), FIELDS.len()).prop_map(|seeds| {
        let mut raw = RawDescription::default();
        for ((path, takes), seed) in FIELDS.iter().zip(seeds) {
            if let Some(seed) = seed {
                raw.put(path, good(*takes, seed));
            }
        }
        raw
    })
}

#[test]
fn skin_colour_is_offered_by_one_rule() {
    let mut offered = Vec::new();
    for kind in Kind::ALL {
        for reported in Witness::ALL {
            for described in Witness::ALL {
                if offers_skin_colour(*kind, *reported, *described) {
                    assert_eq!((*reported, *described), (Witness::Seen, Witness::Seen));
                    offered.push(kind.code());
                }
            }
        }
    }
    assert_eq!(offered, ["burglary", "theft", "robbery", "violence", "vandalism"]);
}

#[test]
fn every_field_is_read_and_wrong_ones_are_all_named_at_once() {
    for (path, takes) in FIELDS {
        let described = check(&[(path, &good(*takes, 7))]).unwrap_or_else(|errors| panic!("{path}: {errors:?}"));
        assert!(!phrases(&described.description).is_empty(), "{path} says nothing");
        let wrong = match takes {
            Takes::Choice(_) | Takes::Colour | Takes::Street => ("purple-ish".to_owned(), Problem::NotAChoice),
            Takes::Text { max } => ("x".repeat(max + 1), Problem::TooLong { max: *max }),
            Takes::Number { min, max } => (
                (u16::from(*max) + 1).to_string(),
                Problem::OutOfRange {
                    min: i64::from(*min),
                    max: i64::from(*max),
                },
            ),
            Takes::Plate => (
                "A".repeat(limits::PLATE_CHARS_MAX + 1),
                Problem::TooLong {
                    max: limits::PLATE_CHARS_MAX,
                },
            ),
        };
        let expected = vec![FieldError {
            field: path,
            problem: wrong.1,
        }];
        assert_eq!(check(&[(path, &wrong.0)]), Err(expected), "{path}");
        if let Takes::Text { max } = takes {
            assert!(check(&[(path, &"x".repeat(*max))]).is_ok(), "{path} at its limit");
        }
    }
    let errors = check(&[("looks.sex", "x"), ("vehicle.colour", "y"), ("people", "0")]).unwrap_err();
    assert_eq!(
        errors.iter().map(|error| error.field).collect::<Vec<_>>(),
        ["people", "looks.sex", "vehicle.colour"]
    );
}

#[test]
fn nothing_is_no_description() {
    let nothing = Err(vec![FieldError {
        field: "description",
        problem: Problem::Missing,
    }]);
    assert_eq!(check(&[]), nothing);
    assert_eq!(check(&[("vehicle.plate", " - "), ("towards", "\u{200b}")]), nothing);
    assert_eq!(check(&[("no.such.field", "x")]), nothing);
}

#[test]
fn towards_is_said_once() {
    for typed in ["het station", "richting het station", "Naar  het station "] {
        let described = check(&[("towards", typed)]).unwrap();
        assert_eq!(described.description.towards.as_deref(), Some("het station"), "{typed}");
    }
    assert!(
        check(&[("towards", "richting ")])
            .unwrap()
            .description
            .towards
            .is_some(),
        "a street may be called so"
    );
}

#[test]
fn towards_a_street_is_one_of_the_group() {
    let [street] = &streets()[..] else { panic!("one street") };
    let id = street.id.to_string();
    let described = check(&[("towards_street", &id), ("direction", "ne"), ("towards", "het station")]).unwrap();
    assert_eq!(described.description.towards_street, Some(street.id));
    let said = phrases(&described.description);
    assert!(
        matches!(
            said[..],
            [Phrase::TowardsStreet(_), Phrase::Towards(_), Phrase::Heading(_)]
        ),
        "the street first, for it says most: {said:?}"
    );
    let elsewhere = raw(&[("towards_street", &id)]).check(Kind::Theft, Witness::Seen, &[]);
    let unknown = FieldError {
        field: "towards_street",
        problem: Problem::NotAChoice,
    };
    assert_eq!(elsewhere, Err(vec![unknown]), "a street of another group");
}

#[test]
fn a_plate_is_never_written_with_the_rest() {
    let described = check(&[("vehicle.plate", "12-AB-34"), ("vehicle.kind", "car")]).unwrap();
    let written = serde_json::to_string(&described.description).unwrap();
    assert!(!written.contains("12AB34") && !written.contains("plate"), "{written}");
    let read: Description = serde_json::from_str(&written).unwrap();
    assert_eq!(read.vehicle.plate, None);
    assert_eq!(read.vehicle.look, described.description.vehicle.look);
    // What an older or shorter version wrote is read all the same.
    assert_eq!(
        serde_json::from_str::<Description>("{}").unwrap(),
        Description::default()
    );
}

proptest! {
    #[test]
    fn what_is_said_comes_in_one_order(raw in descriptions()) {
        prop_assume!(!raw.is_empty());
        let described = raw.check(Kind::Theft, Witness::Seen, &streets()).unwrap();
        let said = phrases(&described.description);
        prop_assert!(!said.is_empty(), "something given is said");
        let places: Vec<u8> = said.iter().map(Phrase::place).collect();
        prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    }

    #[test]
    fn skin_colour_is_never_taken_without_the_rule(raw in descriptions(), kind in prop::sample::select(Kind::ALL), reported in prop::sample::select(Witness::ALL), described in prop::sample::select(Witness::ALL)) {
        prop_assume!(!raw.is_empty());
        let mut raw = raw;
        raw.witness = Some(described.code().into());
        let offered = offers_skin_colour(kind, reported, described);
        match raw.check(kind, reported, &streets()) {
            Ok(checked) => {
                prop_assert!(offered || checked.description.person.skin_colour.is_none());
                let bare = checked.description.without_skin_colour();
                prop_assert!(!phrases(&bare).iter().any(|phrase| matches!(phrase, Phrase::SkinColour(_))));
            }
            Err(errors) => {
                prop_assert!(!offered);
                prop_assert_eq!(errors, vec![FieldError { field: SKIN_COLOUR, problem: Problem::NotOffered }]);
            }
        }
    }

    #[test]
    fn it_is_read_back_as_it_was_written(raw in descriptions()) {
        prop_assume!(!raw.is_empty());
        let mut described = raw.check(Kind::Theft, Witness::Seen, &streets()).unwrap().description;
        let read: Description = serde_json::from_str(&serde_json::to_string(&described).unwrap()).unwrap();
        described.vehicle.plate = None;
        prop_assert_eq!(read, described);
    }

    #[test]
    fn no_text_is_too_odd(path in prop::sample::select(FIELDS), text in any::<String>()) {
        let _ = check(&[(path.0, &text)]);
    }
}
