//! The ground of a group and its streets.

use serde::Serialize;

use super::shared::{FieldError, GroupLink, Plan, TileMap};

/// `page/area.html` at `/groups/{group}/area`; posts `geojson` and `convert_rd`, and beside it the streets.
#[derive(Debug, Clone, Serialize)]
pub struct Area {
    /// The group.
    pub group: GroupLink,
    /// The number of the area's latest change: posted with a change.
    pub revision: i64,
    /// The area and the streets, drawn.
    pub plan: Plan,
    /// The map, where one is configured.
    pub map: Option<TileMap>,
    /// An area was drawn.
    pub drawn: bool,
    /// Its size in hectares, rounded.
    pub hectares: u32,
    /// Other groups on the same ground.
    pub overlaps: Vec<OverlapRow>,
    /// As it stands, or as typed when it was refused.
    pub geojson: String,
    /// The box in which it may lie, as south, west, north, east: where the drawing begins when there is nothing yet.
    pub country_box: [f64; 4],
    /// Corners at most.
    pub points_max: usize,
    /// The Dutch grid is to be converted.
    pub convert_rd: bool,
    /// The offer to convert it stands there.
    pub offer_rd: bool,
    /// Why the area was refused.
    pub refusals: Vec<AreaNote>,
    /// How many more there are.
    pub refusals_more: usize,
    /// What was mended when it was saved: codes.
    pub mended: Vec<String>,
    /// There are boundaries of the country to take the area from.
    pub boundaries_loaded: bool,
    /// The name that was looked for.
    pub boundary_query: String,
    /// What was found by it.
    pub boundaries: Vec<BoundaryRow>,
    /// The streets.
    pub streets: Vec<StreetRow>,
    /// The street that is being added, as typed.
    pub new_street: StreetRow,
    /// Mistakes, of streets.
    pub errors: Vec<FieldError>,
    /// Id of the street that they are about; empty for the new one.
    pub wrong_street: String,
}

/// A district or a municipality.
#[derive(Debug, Clone, Serialize)]
pub struct BoundaryRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Code of how large it is.
    pub level: String,
    /// The municipality that it lies in; empty where nobody said.
    pub municipality: String,
}

/// Another group on the same ground.
#[derive(Debug, Clone, Serialize)]
pub struct OverlapRow {
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// The share of this area, in percent.
    pub percent: u32,
}

/// Why, and where.
#[derive(Debug, Clone, Serialize)]
pub struct AreaNote {
    /// Code of the words: `area-note-…`.
    pub code: String,
    /// The line in the text; 0 when it is about the whole.
    pub line: usize,
    /// The limit that it is about; 0 for none.
    pub max: i64,
}

/// A street.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StreetRow {
    /// Its id; empty for a new one.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its line, as `lat,lon lat,lon`.
    pub line: String,
    /// Something was reported in it: it stays.
    pub used: bool,
}
