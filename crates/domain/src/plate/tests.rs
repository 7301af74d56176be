use super::*;
use proptest::prelude::*;

fn plate(text: &str) -> Plate {
    Plate::parse(text).expect("short enough").expect("a plate")
}

#[test]
fn what_people_type_becomes_what_stands_on_the_car() {
    for (typed, formatted, country, shape) in [
        ("12ab34", "12-AB-34", Some(NL), Some("99-XX-99")),
        (" 12-abc-3 ", "12-ABC-3", Some(NL), Some("99-XXX-9")),
        ("x 99 xyz", "X-99-XYZ", Some(NL), Some("X-99-XXX")),
        ("1abc234", "1-ABC-234", Some(BE), Some("9-XXX-999")),
        ("T.ABC.234", "T-ABC-234", Some(BE), Some("X-XXX-999")),
        ("abc 123", "ABC-123", Some(BE), Some("XXX-999")),
        ("123-ABC", "123-ABC", Some(BE), Some("999-XXX")),
        // Foreign, personalised, odd: taken as they are.
        ("b-ab 1234", "BAB1234", None, None),
        ("FLORISTE", "FLORISTE", None, None),
        ("W-öä 5", "WÖÄ5", None, None),
        // Parts: named as far as they go.
        ("12-ab-??", "12AB??", Some(NL), None),
        ("1-abc-???", "1-ABC-???", Some(BE), Some("9-XXX-999")),
        ("12-AB-3*", "12-AB-3?", Some(NL), Some("99-XX-99")),
        ("????34", "????34", None, None),
        ("AB", "AB", None, None),
    ] {
        let plate = plate(typed);
        assert_eq!(plate.formatted(), formatted, "{typed}");
        assert_eq!(plate.country(), country, "{typed}");
        assert_eq!(plate.shape().map(|shape| shape.pattern), shape, "{typed}");
    }
    assert!(plate("X99XYZ").shape().expect("a shape").reserved);
}

#[test]
fn only_length_is_refused_and_nothing_is_none() {
    for nothing in ["", "  - - ", "???", "🚗"] {
        assert_eq!(Plate::parse(nothing), Ok(None), "{nothing}");
    }
    let longest = "A".repeat(limits::PLATE_CHARS_MAX);
    assert!(matches!(Plate::parse(&longest), Ok(Some(_))));
    assert_eq!(
        Plate::parse(&format!("{longest}A")),
        Err(Problem::TooLong {
            max: limits::PLATE_CHARS_MAX
        })
    );
}

#[test]
fn a_plate_does_not_get_into_a_log() {
    assert!(!format!("{:?}", plate("12-AB-34")).contains("12"));
}

/// Any plate of a shape, as somebody may type it: with or without dashes and spaces, in either case.
fn of_a_shape() -> impl Strategy<Value = (usize, String)> {
    (0..SHAPES.len()).prop_flat_map(|at| {
        let signs: Vec<_> = SHAPES[at]
            .pattern
            .chars()
            .map(|sign| match sign {
                'X' => "[A-Za-z]",
                '9' => "[0-9]",
                _ => "[- ]?",
            })
            .collect();
        (
            Just(at),
            proptest::string::string_regex(&signs.concat()).expect("a pattern"),
        )
    })
}

proptest! {
    #[test]
    fn normalising_again_changes_nothing(text in any::<String>()) {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn formatting_loses_and_adds_nothing(text in "[A-Za-z0-9? -]{0,14}") {
        if let Ok(Some(plate)) = Plate::parse(&text) {
            prop_assert_eq!(normalise(&plate.formatted()), plate.as_str());
            prop_assert_eq!(Plate::parse(&plate.formatted()), Ok(Some(plate)));
        }
    }

    #[test]
    fn every_plate_of_a_shape_is_known_by_its_shape_and_country((at, typed) in of_a_shape()) {
        let plate = plate(&typed);
        prop_assert_eq!(plate.shape(), Some(&SHAPES[at]));
        prop_assert_eq!(plate.country(), Some(SHAPES[at].country));
        prop_assert_eq!(plate.formatted().chars().map(|sign| if sign == '-' { '-' } else if sign.is_ascii_digit() { '9' } else { 'X' }).collect::<String>(),
            SHAPES[at].pattern);
    }

    #[test]
    fn unread_signs_never_name_another_country((at, typed) in of_a_shape(), hidden in any::<u16>()) {
        let whole = plate(&typed);
        let part: String = whole.as_str().chars().enumerate().map(|(n, sign)| if hidden >> n & 1 == 1 { '?' } else { sign }).collect();
        if let Ok(Some(part)) = Plate::parse(&part) {
            prop_assert!(part.country().is_none_or(|country| country == SHAPES[at].country));
            prop_assert!(part.shape().is_none_or(|shape| shape == &SHAPES[at]));
        }
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        if let Ok(Some(plate)) = Plate::parse(&text) {
            let _ = (plate.formatted(), plate.shape(), plate.country(), plate.is_partial());
        }
    }
}
