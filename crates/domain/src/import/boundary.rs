//! Reading districts and municipalities: a file of many shapes with names, from which areas of groups may be taken.

use super::area::{self, Ground};
use super::{Notes, Progress, text};
use crate::founding::name;
use crate::geo::{Area, Bounds};
use crate::limits::BOUNDARY_CODE_CHARS_MAX;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

crate::coded! {
    /// How large a boundary is.
    Level, "level" {
        /// A municipality.
        Municipality = "municipality",
        /// A district (*wijk*).
        District = "district",
        /// A neighbourhood (*buurt*).
        Neighbourhood = "neighbourhood",
    }
}

/// Where codes and names stand: what Statistics Netherlands (until 2020 `WK_CODE`, later `wijkcode`), PDOK and the Belgian statistics office call them. The
/// smallest first: a district names its municipality too.
const CODES: &[&str] = &[
    "code",
    "statcode",
    "buurtcode",
    "bu_code",
    "wijkcode",
    "wk_code",
    "gemeentecode",
    "gm_code",
    "cd_munty_refnis",
    "nis",
];
const NAMES: &[&str] = &[
    "name",
    "statnaam",
    "buurtnaam",
    "bu_naam",
    "wijknaam",
    "wk_naam",
    "naam",
    "name_nl",
    "tx_munty_descr_nl",
    "gemeentenaam",
    "gm_naam",
];
const MUNICIPALITIES: &[&str] = &["municipality", "gemeentenaam", "gm_naam"];

/// One shape with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// As whoever drew it names it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The municipality that it lies in; empty where the file does not say.
    pub municipality: String,
    /// Its ground.
    pub area: Area,
}

/// How a file of boundaries is read.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The country's outline.
    pub bounds: Bounds,
    /// Whether the Dutch grid is converted; else it is refused with the offer to.
    pub convert_rd: bool,
    /// The property that holds the code, when somebody said it.
    pub code: Option<&'a str>,
    /// The property that holds the name, when somebody said it.
    pub name: Option<&'a str>,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    properties: Option<Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
}

/// Reads the boundaries of a file. What cannot be taken is left out and noted with its line; where nothing can be, the notes say why.
/// `progress` hears how many bytes are done.
pub fn read(bytes: &[u8], options: &Options<'_>, left_out: &mut Notes, progress: Progress<'_>) -> Vec<Boundary> {
    let mut repairs = Notes::default();
    let decoded = match text::decode(bytes, &mut repairs) {
        Ok(decoded) => decoded,
        Err(refusal) => {
            left_out.named.push(refusal);
            return Vec::new();
        }
    };
    let file = decoded.text.trim_end();
    let collection: Collection<'_> = match serde_json::from_str(file) {
        Ok(collection) => collection,
        Err(error) => {
            left_out.add(
                error.line(),
                "not_geojson",
                "Expected a FeatureCollection of GeoJSON, with a list of features.",
            );
            return Vec::new();
        }
    };
    let mut found: Vec<Boundary> = Vec::with_capacity(collection.features.len());
    let mut codes = std::collections::HashSet::new();
    let (mut line, mut counted) = (1, 0);
    for feature in collection.features {
        let offset = (feature.get().as_ptr() as usize).saturating_sub(file.as_ptr() as usize);
        line += file
            .get(counted..offset)
            .map_or(0, |between| between.matches('\n').count());
        counted = offset;
        match one(feature.get(), options) {
            Ok(boundary) if codes.insert(boundary.code.clone()) => found.push(boundary),
            Ok(boundary) => left_out.add(
                line,
                "code_twice",
                format!(
                    "The code «{}» stands there twice: the first one is taken.",
                    text::quote(&boundary.code)
                ),
            ),
            Err((code, sentence)) => left_out.add(line, code, sentence),
        }
        progress(offset + feature.get().len());
    }
    found
}

fn one(feature: &str, options: &Options<'_>) -> Result<Boundary, (&'static str, String)> {
    let broken = |_| ("not_geojson", "This is not the shape that a Feature has.".to_owned());
    let feature: Feature<'_> = serde_json::from_str(feature).map_err(broken)?;
    let properties = feature.properties.unwrap_or_default();
    let property = |known: &[&str]| {
        known.iter().find_map(|wanted| {
            let named = properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted));
            match named?.1 {
                Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            }
        })
    };
    let asked = |own: Option<&str>, known: &[&str], what: &str, flag: &str| {
        own.map_or_else(|| property(known), |own| property(&[own]))
            .ok_or_else(|| {
                let there: Vec<&str> = properties.keys().map(String::as_str).take(12).collect();
                (
                    "no_property",
                    format!(
                        "No {what} among its properties ({}); name the right one by {flag}.",
                        there.join(", ")
                    ),
                )
            })
    };
    let code = asked(options.code, CODES, "code", "--code-property")?;
    let name_typed = asked(options.name, NAMES, "name", "--name-property")?;
    let name = name(&name_typed).map_err(|_| ("bad_name", format!("«{}» is no name.", text::quote(&name_typed))))?;
    if code.chars().count() > BOUNDARY_CODE_CHARS_MAX {
        return Err(("bad_code", format!("«{}» is too long for a code.", text::quote(&code))));
    }
    let geometry = feature
        .geometry
        .ok_or_else(|| ("no_geometry", format!("{name}: it has no geometry.")))?;
    let bounds = [options.bounds];
    let ground = Ground {
        bounds: &bounds,
        convert_rd: options.convert_rd,
    };
    let (mut repairs, mut refusals) = (Notes::default(), Notes::default());
    let polygons = area::read(geometry.get(), ground, &mut repairs, &mut refusals).map(|(_, polygons)| polygons);
    // A municipality is larger than any group, and a park smaller: whether it does is asked when a group takes it.
    let refusal = refusals
        .named
        .iter()
        .find(|note| !matches!(note.code, "too_large" | "too_small"));
    match (polygons, refusal) {
        (Some(polygons), None) => Ok(Boundary {
            code,
            name,
            municipality: property(MUNICIPALITIES).unwrap_or_default(),
            area: Area {
                rings: polygons.into_iter().flat_map(|polygon| polygon.rings).collect(),
            },
        }),
        (_, Some(note)) => Err((note.code, format!("{name}: {}", note.sentence))),
        (None, None) => Err(("no_area", format!("{name}: there is no area in it."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"WK000101","name":"Elzenwijk","gemeentenaam":"Voorbeeldstad"},"geometry":{"type":"Polygon","coordinates":[[[5.0,52.0],[5.01,52.0],[5.01,52.01],[5.0,52.0]]]}},
{"type":"Feature","properties":{"STATCODE":12,"statnaam":"’s-Gravenmoer"},"geometry":{"type":"Polygon","coordinates":[[[4.0,51.5],[6.0,51.5],[6.0,53.0],[4.0,51.5]]]}},
{"type":"Feature","properties":{"code":"WK3","name":"Kruis"},"geometry":{"type":"Polygon","coordinates":[[[5.0,52.0],[5.01,52.01],[5.01,52.0],[5.0,52.01],[5.0,52.0]]]}},
{"type":"Feature","properties":{"soort":"bos"},"geometry":null},
{"type":"Feature","properties":{"code":"WK000101","name":"Nog eens"},"geometry":{"type":"Polygon","coordinates":[[[5.0,52.0],[5.01,52.0],[5.01,52.01],[5.0,52.0]]]}}
]}"#;

    fn options() -> Options<'static> {
        Options {
            bounds: Bounds {
                lat_min: 50.0,
                lat_max: 54.0,
                lon_min: 3.0,
                lon_max: 8.0,
            },
            convert_rd: false,
            code: None,
            name: None,
        }
    }

    #[test]
    fn what_can_be_taken_is_and_the_rest_is_named_by_its_line() {
        let mut notes = Notes::default();
        let mut last = 0;
        let found = read(FILE.as_bytes(), &options(), &mut notes, &mut |done| last = done);
        let taken: Vec<_> = found
            .iter()
            .map(|boundary| {
                (
                    boundary.code.as_str(),
                    boundary.name.as_str(),
                    boundary.municipality.as_str(),
                )
            })
            .collect();
        assert_eq!(
            taken,
            [("WK000101", "Elzenwijk", "Voorbeeldstad"), ("12", "’s-Gravenmoer", "")]
        );
        let named: Vec<_> = notes.named.iter().map(|note| (note.line, note.code)).collect();
        assert_eq!(
            named,
            [
                (Some(4), "self_crossing"),
                (Some(5), "no_property"),
                (Some(6), "code_twice")
            ]
        );
        assert!(notes.named[1].sentence.contains("soort"), "{notes:?}");
        assert!(last > FILE.len() - 10 && last <= FILE.len());
    }

    #[test]
    fn what_is_no_collection_is_refused() {
        for text in ["{", "[]", "{\"type\":\"Polygon\"}", "\u{0}"] {
            let mut notes = Notes::default();
            assert!(read(text.as_bytes(), &options(), &mut notes, &mut |_| ()).is_empty());
            assert!(notes.has("not_geojson"), "{text}: {notes:?}");
        }
    }

    #[test]
    fn the_names_of_the_statistics_office_are_known_and_the_smallest_counts() {
        let ring = "[[5.0,52.0],[5.01,52.0],[5.01,52.01],[5.0,52.0]]";
        for (code, name, municipality) in [
            ("WK_CODE", "WK_NAAM", "GM_NAAM"),
            ("wijkcode", "wijknaam", "gemeentenaam"),
        ] {
            let properties = format!(r#""GM_CODE":"GM1","{municipality}":"Elzendaal","{code}":"WK1","{name}":"Noord""#);
            let geometry = format!(r#""geometry":{{"type":"Polygon","coordinates":[{ring}]}}"#);
            let feature = format!(r#"{{"type":"Feature","properties":{{{properties}}},{geometry}}}"#);
            let file = format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#);
            let mut notes = Notes::default();
            let found = read(file.as_bytes(), &options(), &mut notes, &mut |_| ());
            let [found] = found.as_slice() else { panic!("{notes:?}") };
            let said = [&found.code, &found.name, &found.municipality];
            assert_eq!(said, ["WK1", "Noord", "Elzendaal"]);
        }
    }

    #[test]
    fn another_property_can_be_named() {
        let file = FILE.replace("\"soort\":\"bos\"", "\"soort\":\"bos\",\"nr\":7");
        let mut notes = Notes::default();
        let options = Options {
            code: Some("nr"),
            name: Some("soort"),
            ..options()
        };
        assert!(read(file.as_bytes(), &options, &mut notes, &mut |_| ()).is_empty());
        assert!(notes.has("no_geometry"), "{notes:?}");
    }
}
