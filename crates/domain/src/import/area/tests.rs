//! Areas as drawing programs write them, whole and broken.

use super::*;
use proptest::prelude::*;

const NL: Bounds = Bounds {
    lat_min: 50.7,
    lat_max: 53.7,
    lon_min: 3.2,
    lon_max: 7.3,
};

fn read_with(text: &str, convert_rd: bool) -> (Option<(Summary, Vec<Polygon>)>, Notes, Notes) {
    let (mut repairs, mut refusals) = (Notes::default(), Notes::default());
    let ground = Ground {
        bounds: &[NL],
        convert_rd,
    };
    let found = read(text, ground, &mut repairs, &mut refusals);
    (found, repairs, refusals)
}

fn polygon(rings: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"naam\":\"Hof\"}},\n\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":\n{rings}}}}}"
    )
}

const SQUARE: &str = "[[5.0,52.0],[5.01,52.0],[5.01,52.01],[5.0,52.01],[5.0,52.0]]";

#[test]
fn polygons_with_holes_are_read_and_written() {
    let hole = "[[5.002,52.002],[5.002,52.004],[5.004,52.004],[5.004,52.002],[5.002,52.002]]";
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{},{{\"type\":\"Feature\",\"properties\":null,\"geometry\":{{\"type\":\"Point\",\"coordinates\":[5,52]}}}}]}}",
        polygon(&format!("[{SQUARE},{hole}]"))
    );
    let (found, repairs, refusals) = read_with(&text, false);
    let (summary, polygons) = found.expect("an area");
    assert!(refusals.is_empty(), "{refusals:?}");
    assert_eq!(
        repairs.named.iter().map(|note| note.code).collect::<Vec<_>>(),
        ["not_an_area"]
    );
    assert_eq!(
        (
            summary.polygons[0].points,
            summary.polygons[0].holes,
            summary.polygons[0].line
        ),
        (8, 1, 3)
    );
    assert!(
        (summary.square_metres / 730_000.0 - 1.0).abs() < 0.05,
        "{}",
        summary.square_metres
    );
    let again = read_with(&write(&polygons).to_string(), false);
    let rings = |polygons: &[Polygon]| polygons.iter().map(|one| one.rings.clone()).collect::<Vec<_>>();
    assert_eq!(again.0.map(|found| rings(&found.1)), Some(rings(&polygons)));
    assert!(again.1.is_empty(), "what was written needs no mending");
}

#[test]
fn what_is_safe_to_mend_is_mended() {
    let (found, repairs, refusals) = read_with(
        &polygon("[[[5.0,52.0,3],[5.0,52.01],\n[5.01,52.01],[5.01,52.01],[5.01,52.0]]]"),
        false,
    );
    assert!(refusals.is_empty() && found.is_some(), "{refusals:?}");
    let named: Vec<_> = repairs.named.iter().map(|note| (note.line, note.code)).collect();
    assert_eq!(
        named,
        [
            (Some(3), "height_left_out"),
            (Some(4), "point_twice"),
            (Some(4), "ring_closed"),
            (Some(3), "ring_turned"),
        ]
    );
}

#[test]
fn what_is_not_clear_is_refused_with_its_line() {
    for (rings, line, code) in [
        (
            "[[[5.0,52.0],[5.01,52.01],\n[5.01,52.0],[5.0,52.01],[5.0,52.0]]]",
            3,
            "self_crossing",
        ),
        ("[[[52.0,5.0],[52.0,5.01],[52.01,5.01],[52.0,5.0]]]", 3, "swapped_axes"),
        (
            "[[[155000,463000],[155500,463000],[155500,463500],[155000,463000]]]",
            3,
            "rd_coordinates",
        ),
        (
            "[[[463000,155000],[463000,155500],[463500,155500],[463000,155000]]]",
            3,
            "rd_swapped",
        ),
        (
            "[[[150000,170000],[150500,170000],[150500,170500],[150000,170000]]]",
            3,
            "lambert_coordinates",
        ),
        (
            "[[[600000,6800000],[600500,6800000],[600500,6800500],[600000,6800000]]]",
            3,
            "unknown_coordinates",
        ),
        (
            "[[[5.0,52.0],[5.01,52.0],\n[15.01,42.01],[5.0,52.0]]]",
            4,
            "outside_country",
        ),
        ("[[[5.0,52.0],[5.01,52.0],[5.0,52.0]]]", 3, "ring_without_area"),
        (
            "[[[5.0,52.0],[5.00001,52.0],[5.00001,52.00001],[5.0,52.0]]]",
            3,
            "too_small",
        ),
        ("[[[4.0,52.0],[6.0,52.0],[6.0,53.0],[4.0,52.0]]]", 3, "too_large"),
        (
            "[[[5.0,52.0],[5.01,\"x\"],[5.01,52.01],[5.0,52.0]]]",
            3,
            "bad_coordinates",
        ),
        ("[[[5.0,52.0],[5.01]]]", 3, "bad_coordinates"),
        ("[[[5.0,52.0],[1e999,52.0]]]", 3, "broken_json"),
        ("[]", 3, "bad_coordinates"),
    ] {
        let (_, _, refusals) = read_with(&polygon(rings), false);
        let first = refusals.named.first().expect("refused");
        assert_eq!((first.line, first.code), (Some(line), code), "{rings}");
    }
    let hole = "[[5.02,52.002],[5.02,52.004],[5.03,52.004],[5.02,52.002]]";
    assert!(
        read_with(&polygon(&format!("[{SQUARE},{hole}]")), false)
            .2
            .has("hole_outside")
    );
    for (text, line, code) in [
        ("{\n\"type\":\"Polygon\",\n\"coordinates\":[[[5", 3, "broken_json"),
        ("{\n\"type\":\n\"Topology\"}", 1, "not_geojson"),
        ("{}", 1, "not_geojson"),
        ("{\"type\":\"FeatureCollection\",\"features\":[]}", 1, "no_area"),
        ("[1,2]", 1, "not_geojson"),
    ] {
        let (_, _, refusals) = read_with(text, false);
        assert_eq!(
            (refusals.named[0].line, refusals.named[0].code),
            (Some(line), code),
            "{text}"
        );
    }
}

#[test]
fn the_dutch_grid_is_converted_when_asked() {
    let text = polygon("[[[155000,463000],[155500,463000],[155500,463500],[155000,463500],[155000,463000]]]");
    let (found, _, refusals) = read_with(&text, true);
    let (summary, polygons) = found.expect("an area");
    assert!(refusals.is_empty() && summary.coordinates == Coordinates::Rd);
    assert!((polygons[0].rings[0][0].lat - 52.155_174_4).abs() < 1e-6);
    assert!(
        (summary.square_metres / 250_000.0 - 1.0).abs() < 0.01,
        "{}",
        summary.square_metres
    );
}

#[test]
fn several_polygons_may_touch_and_not_overlap() {
    let beside = "[[5.01,52.0],[5.02,52.0],[5.02,52.01],[5.01,52.01],[5.01,52.0]]";
    let over = "[[5.005,52.005],[5.02,52.005],[5.02,52.02],[5.005,52.02],[5.005,52.005]]";
    let within = "[[5.002,52.002],[5.004,52.002],[5.004,52.004],[5.002,52.002]]";
    let multi = |other: &str| format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[[{SQUARE}],[{other}]]}}");
    assert!(read_with(&multi(beside), false).2.is_empty());
    assert!(read_with(&multi(over), false).2.has("rings_cross"));
    assert!(read_with(&multi(within), false).2.has("polygon_in_polygon"));
}

#[test]
fn every_code_of_a_note_is_in_a_list() {
    let source = include_str!("mod.rs");
    let (_, readers) = source.split_once("struct Reader").expect("the reader");
    let quoted = readers.split('"').skip(1).step_by(2);
    let looks_like_one =
        |text: &&str| text.contains('_') && text.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase());
    let known = |code: &&str| super::note::MENDED.contains(code) || super::note::REFUSED.contains(code);
    let codes: Vec<&str> = quoted.filter(looks_like_one).collect();
    assert!(codes.len() > 20, "{codes:?}");
    let strange: Vec<_> = codes.iter().filter(|code| !known(code)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

proptest! {
    #[test]
    fn no_json_brings_it_down(
        rings in prop::collection::vec(prop::collection::vec((4.9_f64..5.1, 51.9_f64..52.1), 0..12), 0..4),
        cut in 0_usize..400,
    ) {
        let rings: Vec<Vec<[f64; 2]>> = rings.into_iter().map(|ring| ring.into_iter().map(|(x, y)| [x, y]).collect()).collect();
        let text = polygon(&serde_json::to_string(&rings).expect("JSON"));
        let (found, _, refusals) = read_with(&text, false);
        prop_assert!(found.is_some() || !refusals.is_empty());
        let cut: String = text.chars().take(cut).collect();
        let (_, _, refusals) = read_with(&cut, false);
        prop_assert!(!refusals.is_empty() || cut == text);
        prop_assert!(refusals.named.iter().all(|note| note.line != Some(0)));
    }

    /// Blocks on a grid lie side by side as areas of groups do: many borders in one line, many corners on them.
    #[test]
    fn two_blocks_are_taken_unless_they_have_ground_in_common(
        blocks in prop::array::uniform2((0_i32..5, 1_i32..4, 0_i32..5, 1_i32..4)),
        from_the_other_side in any::<bool>(),
    ) {
        let number = |step: i32, first: f64| first + f64::from(step) * 0.002;
        let corners = blocks.map(|(west, wide, south, high)| {
            let mut ring: Vec<[f64; 2]> = [(west, south), (west + wide, south), (west + wide, south + high), (west, south + high), (west, south)]
                .map(|(x, y)| [number(x, 5.0), number(y, 52.0)])
                .to_vec();
            if from_the_other_side {
                ring.rotate_left(2);
                ring.dedup();
            }
            vec![ring]
        });
        let text = format!("{{\"type\":\"MultiPolygon\",\"coordinates\":{}}}", serde_json::to_string(&corners).expect("JSON"));
        let (_, _, refusals) = read_with(&text, false);
        let [(west, wide, south, high), (other_west, other_wide, other_south, other_high)] = blocks;
        let share = |a: i32, long: i32, b: i32, other_long: i32| a < b + other_long && b < a + long;
        let shared = share(west, wide, other_west, other_wide) && share(south, high, other_south, other_high);
        prop_assert_eq!(!refusals.is_empty(), shared, "{:?} {:?}", blocks, refusals);
    }
}
