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
    }
}

fn checked(raw: &RawDescription) -> Description {
    raw.check(Kind::Burglary, Witness::Seen).unwrap().description
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
        Takes::Plate => "[A-Z0-9?]{1,12}".prop_filter("a plate", |text| text.contains(|c| c != '?')).boxed(),
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
                let skin = words(lang, country).choice("person.skin_colour", code);
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
                Takes::Plate => "?".repeat(limits::PLATE_CHARS_MAX - 1) + "A",
                Takes::Text { max } => "w".repeat(*max),
            };
            raw.put(path, longest);
        }
        let length = words.whole(&checked(&raw)).chars().count();
        assert!(length <= limits::DESCRIPTION_SAID_CHARS_MAX, "{length}");
        assert!(length > limits::DESCRIPTION_SAID_CHARS_MAX / 2, "the limit means something: {length}");
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
                    assert!(!option.word.is_empty() && !option.word.contains("escribe-"), "{} {}", field.name, option.word);
                    assert!(seen.insert(option.word.clone()), "{} twice: {}", field.name, option.word);
                }
            }
        }
    }
}

/// Thirty that people might send. Read the snapshots aloud when they change.
const EXAMPLES: &[&str] = &[
    "person.sex=man; person.age=25_34; person.top.kind=jacket; person.top.colour=dark; vehicle.kind=ladies_bicycle; vehicle.colour=red; towards=het station",
    "person.sex=woman; person.age=45_54; person.hair.style=half_long; person.hair.colour=blond; person.glasses=with; person.bag.kind=shopper",
    "people=3; person.sex=man; person.age=18_24; person.top.kind=hoodie; person.top.colour=black; direction=ne",
    "people=2; person.sex=man; person.top.kind=t_shirt; person.top.colour=white; vehicle.kind=scooter; vehicle.colour=black",
    "vehicle.kind=van; vehicle.colour=white; vehicle.make=Renault; vehicle.model=Trafic; vehicle.lettering=Dakwerken Dom; vehicle.plate=V-999-ZZ",
    "vehicle.kind=car; vehicle.colour=silver; vehicle.plate=1-QQQ-000; vehicle.occupants=2; direction=s",
    "vehicle.plate=12-??-zz",
    "vehicle.plate=B AB 1234",
    "person.sex=man; person.age=12_17; person.headgear.kind=cap; person.headgear.colour=red; vehicle.kind=fat_bike",
    "person.sex=woman; person.age=under_12; person.top.kind=dress; person.top.colour=yellow",
    "people=4; person.age=12_17; vehicle.kind=bicycle; direction=w",
    "person.top.kind=shirt; person.top.colour=blue; person.bottom.kind=shorts; person.bottom.colour=beige",
    "person.headgear.kind=hood; person.face=covered; person.carries=koevoet",
    "person.sex=man; person.height=tall; person.build=slim; person.hair.style=short; person.hair.colour=dark; person.beard=stubble",
    "person.sex=man; person.hair.style=bald; person.beard=full; person.glasses=sun; person.tattoos=spin in de nek",
    "person.sex=man; person.age=65_plus; person.build=heavy; person.hair.colour=grey; person.beard=moustache; person.language=Engels",
    "person.sex=woman; person.hair.style=tail; person.hair.colour=red; person.top.kind=bodywarmer; person.top.colour=purple; person.bottom.kind=joggers; person.bottom.colour=grey; person.shoes.kind=trainers; person.shoes.colour=white",
    "person.top.kind=high_visibility; person.top.colour=orange; person.headgear.kind=helmet; person.headgear.colour=white; surroundings.spot=building_site",
    "person.top.colour=green",
    "vehicle.colour=navy",
    "vehicle.make=Volkswagen; vehicle.model=Golf",
    "person.sex=man; vehicle.kind=car; vehicle.colour=orange; vehicle.make=Fiat; towards=Dorpsstraat; direction=n",
    "person.sex=woman; vehicle.kind=e_bike",
    "person.sex=woman; vehicle.kind=e_bike; vehicle.colour=orange",
    "people=2; vehicle.kind=kick_scooter; vehicle.colour=green",
    "surroundings.spot=alley; surroundings.notes=ladder tegen de schutting",
    "person.sex=man; person.age=35_44; person.skin_colour=light; person.hair.style=curly; person.top.kind=workwear; person.top.colour=navy; person.bag.kind=backpack; person.bag.colour=black",
    "people=50",
    "direction=sw",
    "people=1; person.sex=man; person.bottom.kind=jeans; person.shoes.colour=brown; vehicle.kind=trailer; vehicle.colour=grey; surroundings.spot=shed; towards=richting de dijk",
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
