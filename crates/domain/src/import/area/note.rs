//! What is said about an area: the codes, and the limits that some of them are about.

use crate::limits::{AREA_DEPTH_MAX, AREA_POINTS_MAX, AREA_POLYGONS_MAX, AREA_RINGS_MAX};

/// Codes of what is mended.
pub const MENDED: [&str; 6] = [
    "height_left_out",
    "no_geometry",
    "not_an_area",
    "point_twice",
    "ring_closed",
    "ring_turned",
];

/// Codes of why an area is refused.
pub const REFUSED: [&str; 22] = [
    "bad_coordinates",
    "broken_json",
    "hole_in_hole",
    "hole_outside",
    "lambert_coordinates",
    "no_area",
    "not_geojson",
    "outside_country",
    "polygon_in_polygon",
    "rd_coordinates",
    "rd_swapped",
    "ring_without_area",
    "rings_cross",
    "self_crossing",
    "swapped_axes",
    "too_deep",
    "too_large",
    "too_many_points",
    "too_many_polygons",
    "too_small",
    "unknown_coordinates",
    "empty",
];

/// The limit that a refusal is about, as its words need it; 0 for none.
pub fn note_limit(code: &str) -> i64 {
    let whole = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
    match code {
        "too_many_points" => whole(AREA_POINTS_MAX),
        "too_many_polygons" => whole(AREA_POLYGONS_MAX),
        "bad_coordinates" => whole(AREA_RINGS_MAX),
        "too_deep" => whole(AREA_DEPTH_MAX),
        _ => 0,
    }
}
