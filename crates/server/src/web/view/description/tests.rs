//! The text in both languages: properties of any description, and thirty that people read.

use super::*;
use proptest::prelude::*;
use saar_domain::incident::{Kind, Witness};
use saar_domain::limits;
use std::sync::LazyLock;

static I18N: LazyLock<I18n> = LazyLock::new(|| I18n::new().unwrap());
const READERS: [(&str, &str); 3] = [("nl", "NL"), ("nl", "BE"), ("en", "NL")];

fn words(lang: &'static str, country: &'static str) -> Words<'static> {
    Words {
        i18n: &I18N,
        lang,
        country,
        streets: &STREETS,
    }
}

/// The streets of the group: one, with a name as people give them.
static STREETS: LazyLock<Vec<Street>> = LazyLock::new(|| {
    vec![Street {
        id: "0198f3a0-0000-7000-8000-000000000001".parse().unwrap(),
        name: "Lindelaan".into(),
        line: vec![],
    }]
});

fn checked(raw: &RawDescription) -> Description {
    raw.check(Kind::Burglary, Witness::Seen, &STREETS).unwrap().description
}

/// Fields written as "path=text; path=text".
fn described(line: &str) -> Description {
    let mut raw = RawDescription::default();
    for field in line.split("; ") {
        let (path, text) = field.split_once('=').unwrap();
        assert!(FIELDS.iter().any(|(known, _)| *known == path), "{path}");
        raw.put(path, text);
    }
    checked(&raw)
}

/// A good value for a field: a choice, or words as people type them.
fn value(takes: Takes) -> BoxedStrategy<String> {
    match takes {
        Takes::Choice(codes) => prop::sample::select(codes()).prop_map(str::to_owned).boxed(),
        Takes::Colour => prop::sample::select(Colour::ALL)
            .prop_map(|colour| colour.code().to_owned())
            .boxed(),
        Takes::Number { min, max } => (min..=max).prop_map(|number| number.to_string()).boxed(),
        Takes::Street => Just(STREETS[0].id.to_string()).boxed(),
        Takes::Plate => "[A-Z0-9?]{1,12}"
            .prop_filter("a plate", |text| text.contains(|c| c != '?'))
            .boxed(),
        Takes::Text { max } => "[A-Za-zéëü0-9' -]{1,160}"
            .prop_map(move |text| text.chars().take(max).collect::<String>())
            .prop_filter("words", |text| text.contains(char::is_alphanumeric))
            .boxed(),
    }
}

fn descriptions() -> impl Strategy<Value = RawDescription> {
    let fields: Vec<_> = FIELDS
        .iter()
        .map(|(path, takes)| prop::option::weighted(0.4, value(*takes)).prop_map(move |text| (*path, text)))
        .collect();
    fields.prop_map(|fields| {
        let mut raw = RawDescription::default();
        for (path, text) in fields {
            raw.put(path, text.unwrap_or_default());
        }
        raw
    })
}

/// Codes that are no word in any language.
fn raw_codes() -> Vec<&'static str> {
    FIELDS
        .iter()
        .filter_map(|(_, takes)| match takes {
            Takes::Choice(codes) => Some(codes()),
            _ => None,
        })
        .flatten()
        .filter(|code| code.contains('_'))
        .collect()
}

proptest! {
    #[test]
    fn any_description_reads_well_everywhere(raw in descriptions()) {
        prop_assume!(!raw.is_empty());
        let description = checked(&raw);
        for (lang, country) in READERS {
            let words = words(lang, country);
            let text = words.whole(&description);
            prop_assert!(!text.is_empty());
            prop_assert!(!text.contains(['{', '}', '$']), "{text}");
            prop_assert!(!text.contains("describe-"), "{text}");
            prop_assert!(!raw_codes().iter().any(|code| text.contains(code)), "{text}");
            prop_assert!(!text.contains("  ") && !text.contains(" ,") && text.trim() == text, "{text}");
            prop_assert!(text.chars().count() <= limits::DESCRIPTION_SAID_CHARS_MAX, "{}", text.len());
            prop_assert_eq!(&text, &words.whole(&description), "the same again");
            // Who first, which way last, and nothing lost between the two.
            let parts = [words.who(&description), words.way(&description)];
            let joined: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            prop_assert_eq!(text, joined.join(", "));
        }
    }

    #[test]
    fn the_same_parts_come_in_the_same_order(raw in descriptions(), left_out in prop::sample::select(FIELDS)) {
        prop_assume!(!raw.is_empty());
        let whole = checked(&raw);
        let mut fewer = RawDescription::default();
        for (path, _) in FIELDS.iter().filter(|(path, _)| *path != left_out.0) {
            fewer.put(path, raw.text(path));
        }
        prop_assume!(!fewer.is_empty());
        let fewer = checked(&fewer);
        let order = |description: &Description| phrases(description).iter().map(Phrase::place).collect::<Vec<_>>();
        let mut rest = order(&whole).into_iter();
        prop_assert!(order(&fewer).iter().all(|place| rest.any(|other| other == *place)));
    }

    #[test]
    fn skin_colour_is_said_only_when_it_was_taken(raw in descriptions()) {
        prop_assume!(!raw.is_empty());
        let bare = checked(&raw).without_skin_colour();
        for (lang, country) in READERS {
            let text = words(lang, country).whole(&bare);
            // Free texts of this test are of letters that may spell anything; only our own words count.
            for code in ["light", "medium", "dark"] {
                let skin = words(lang, country).choice("looks.skin_colour", code);
                prop_assert!(!text.split(", ").any(|part| part == skin), "{text}");
            }
        }
    }
}

/// All texts and choices at their longest stay under the limit.
#[test]
fn the_longest_description_is_bounded() {
    for (lang, country) in READERS {
        let words = words(lang, country);
        let mut raw = RawDescription::default();
        for (path, takes) in FIELDS {
            let longest = match takes {
                Takes::Choice(codes) => codes()
                    .into_iter()
                    .max_by_key(|code| words.choice(path, code).len())
                    .unwrap()
                    .to_owned(),
                Takes::Colour => "several".into(),
                Takes::Number { max, .. } => max.to_string(),
                Takes::Street => STREETS[0].id.to_string(),
                Takes::Plate => "?".repeat(limits::PLATE_CHARS_MAX - 1) + "A",
                Takes::Text { max } => "w".repeat(*max),
            };
            raw.put(path, longest);
        }
        let length = words.whole(&checked(&raw)).chars().count();
        assert!(length <= limits::DESCRIPTION_SAID_CHARS_MAX, "{length}");
        assert!(
            length > limits::DESCRIPTION_SAID_CHARS_MAX / 2,
            "the limit means something: {length}"
        );
    }
}

/// Every choice of the builder has a word of its own, in every language.
#[test]
fn every_choice_has_its_word() {
    for (lang, country) in READERS {
        let words = words(lang, country);
        for section in sections(&words, &RawDescription::default(), true, &[]) {
            for field in section.fields {
                assert!(I18N.has(lang, country, &field.label), "{lang} {}", field.label);
                let mut seen = std::collections::BTreeSet::new();
                for option in field.options {
                    assert!(
                        !option.word.is_empty() && !option.word.contains("escribe-"),
                        "{} {}",
                        field.name,
                        option.word
                    );
                    assert!(
                        seen.insert(option.word.clone()),
                        "{} twice: {}",
                        field.name,
                        option.word
                    );
                }
            }
        }
    }
}

/// Thirty that people might send. Read the snapshots aloud when they change.
const EXAMPLES: &[&str] = &[
    "looks.sex=man; looks.age=25_34; looks.top.kind=jacket; looks.top.colour=dark; vehicle.kind=ladies_bicycle; vehicle.colour=red; towards=het station",
    "looks.sex=woman; looks.age=45_54; looks.hair.style=half_long; looks.hair.colour=blond; looks.glasses=with; looks.bag.kind=shopper",
    "people=3; looks.sex=man; looks.age=18_24; looks.top.kind=hoodie; looks.top.colour=black; direction=ne",
    "people=2; looks.sex=man; looks.top.kind=t_shirt; looks.top.colour=white; vehicle.kind=scooter; vehicle.colour=black",
    "vehicle.kind=van; vehicle.colour=white; vehicle.make=Renault; vehicle.model=Trafic; vehicle.lettering=Dakwerken Dom; vehicle.plate=V-999-ZZ",
    "vehicle.kind=car; vehicle.colour=silver; vehicle.plate=1-QQQ-000; vehicle.occupants=2; direction=s",
    "vehicle.plate=12-??-zz",
    "vehicle.plate=B AB 1234",
    "looks.sex=man; looks.age=12_17; looks.headgear.kind=cap; looks.headgear.colour=red; vehicle.kind=fat_bike",
    "looks.sex=woman; looks.age=under_12; looks.top.kind=dress; looks.top.colour=yellow",
    "people=4; looks.age=12_17; vehicle.kind=bicycle; direction=w",
    "looks.top.kind=shirt; looks.top.colour=blue; looks.bottom.kind=shorts; looks.bottom.colour=beige",
    "looks.headgear.kind=hood; looks.face=covered; looks.carries=koevoet",
    "looks.sex=man; looks.height=tall; looks.build=slim; looks.hair.style=short; looks.hair.colour=dark; looks.beard=stubble",
    "looks.sex=man; looks.hair.style=bald; looks.beard=full; looks.glasses=sun; looks.tattoos=spin in de nek",
    "looks.sex=man; looks.age=65_plus; looks.build=heavy; looks.hair.colour=grey; looks.beard=moustache; looks.language=Engels",
    "looks.sex=woman; looks.hair.style=tail; looks.hair.colour=red; looks.top.kind=bodywarmer; looks.top.colour=purple; looks.bottom.kind=joggers; looks.bottom.colour=grey; looks.shoes.kind=trainers; looks.shoes.colour=white",
    "looks.top.kind=high_visibility; looks.top.colour=orange; looks.headgear.kind=helmet; looks.headgear.colour=white; surroundings.spot=building_site",
    "looks.top.colour=green",
    "vehicle.colour=navy",
    "vehicle.make=Volkswagen; vehicle.model=Golf",
    "looks.sex=man; vehicle.kind=car; vehicle.colour=orange; vehicle.make=Fiat; towards=Dorpsstraat; direction=n",
    "looks.sex=woman; vehicle.kind=e_bike",
    "looks.sex=woman; vehicle.kind=e_bike; vehicle.colour=orange",
    "people=2; vehicle.kind=kick_scooter; vehicle.colour=green",
    "surroundings.spot=alley; surroundings.notes=ladder tegen de schutting",
    "looks.sex=man; looks.age=35_44; looks.skin_colour=light; looks.hair.style=curly; looks.top.kind=workwear; looks.top.colour=navy; looks.bag.kind=backpack; looks.bag.colour=black",
    "people=50",
    "direction=sw",
    "people=1; looks.sex=man; looks.bottom.kind=jeans; looks.shoes.colour=brown; vehicle.kind=trailer; vehicle.colour=grey; surroundings.spot=shed; towards=richting de dijk",
];

#[test]
fn thirty_examples_in_each_language() {
    assert_eq!(EXAMPLES.len(), 30);
    for (lang, country, name) in [("nl", "NL", "nl"), ("en", "NL", "en"), ("nl", "BE", "nl-BE")] {
        let words = words(lang, country);
        let said: Vec<String> = EXAMPLES.iter().map(|line| words.whole(&described(line))).collect();
        insta::assert_snapshot!(name, said.join("\n"));
    }
}

#[test]
fn towards_a_street_is_said_by_its_name() {
    let street = STREETS[0].id;
    let said = |lang, country, direction| words(lang, country).went(direction, Some(street)).unwrap();
    assert_eq!(said("nl", "NL", None), "richting Lindelaan");
    assert_eq!(said("nl", "BE", None), "richting Lindelaan");
    assert_eq!(said("en", "NL", None), "towards Lindelaan");
    let both = said("nl", "NL", Some(saar_domain::geo::Direction::NorthEast));
    assert!(both.starts_with("richting Lindelaan, "), "{both}");
    let gone = Words {
        streets: &[],
        ..words("nl", "NL")
    };
    assert_eq!(
        gone.went(None, Some(street)),
        None,
        "a street that is no more says nothing"
    );
    assert_eq!(gone.went(None, None), None);
    let whole = described(&format!("looks.sex=man; towards_street={street}; towards=het station"));
    assert_eq!(
        words("nl", "NL").whole(&whole),
        "man, richting Lindelaan, richting het station"
    );
}

#[test]
fn the_example_of_the_product_page() {
    let example = described(EXAMPLES[0]);
    assert_eq!(
        words("nl", "NL").whole(&example),
        "man, ongeveer 30, donkere jas, op een rode damesfiets, richting het station"
    );
    let english = described(&EXAMPLES[0].replace("het station", "the station"));
    assert_eq!(
        words("en", "NL").whole(&english),
        "man, about 30, dark jacket, on a red ladies' bicycle, towards the station"
    );
}
