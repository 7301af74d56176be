//! The ground of a group, and its streets.

use super::super::area::{Area, AreaNote, BoundaryRow, OverlapRow, StreetRow};
use super::*;
use saar_domain::import::area::note::{MENDED, REFUSED, note_limit};

pub(super) fn pages(set: &mut Set) {
    let street = |id: &str, name: &str, used: bool| StreetRow {
        id: id.into(),
        name: name.into(),
        line: "52.01,5.01 52.02,5.02".into(),
        used,
    };
    let empty = Area {
        group: link(),
        revision: 7,
        plan: plan(None, None),
        map: None,
        drawn: false,
        hectares: 0,
        overlaps: vec![],
        geojson: String::new(),
        country_box: [50.75, 3.36, 53.56, 7.23],
        points_max: 2_000,
        convert_rd: false,
        offer_rd: false,
        refusals: vec![],
        refusals_more: 0,
        mended: vec![],
        boundaries_loaded: false,
        boundary_query: String::new(),
        boundaries: vec![],
        streets: vec![street("s1", "Lindelaan", true), street("s2", "Kastanjehof", false)],
        new_street: StreetRow::default(),
        errors: vec![],
        wrong_street: String::new(),
    };
    set.add("area", "empty", set.inside(), json(&empty));
    let dashed = |code: &&str| code.replace('_', "-");
    set.add(
        "area",
        "saved",
        set.inside(),
        json(&Area {
            map: Some(tile_map(false)),
            drawn: true,
            hectares: 64,
            overlaps: vec![OverlapRow {
                name: "Elzendaal-Zuid".into(),
                municipality: "Elzendaal".into(),
                percent: 12,
            }],
            geojson: "{\"type\": \"Feature\"}".into(),
            boundaries_loaded: true,
            boundary_query: "elzen".into(),
            boundaries: ["municipality", "district", "neighbourhood"]
                .map(|level| BoundaryRow {
                    id: "b1".into(),
                    name: "Elzenwijk".into(),
                    level: level.into(),
                    municipality: if level == "district" {
                        "Elzendaal".into()
                    } else {
                        String::new()
                    },
                })
                .into(),
            mended: MENDED.iter().map(dashed).collect(),
            ..empty.clone()
        }),
    );
    set.add(
        "area",
        "refused",
        set.inside(),
        json(&Area {
            drawn: true,
            geojson: "{".into(),
            offer_rd: true,
            boundaries_loaded: true,
            boundary_query: "zzz".into(),
            refusals: REFUSED
                .iter()
                .enumerate()
                .map(|(line, code)| AreaNote {
                    code: dashed(code),
                    line,
                    max: note_limit(code),
                })
                .collect(),
            refusals_more: 3,
            ..empty.clone()
        }),
    );
    set.add(
        "area",
        "wrong",
        set.inside(),
        json(&Area {
            errors: vec![
                FieldError::new("street_name", "error-street-taken"),
                FieldError::new("", "error-street-used"),
            ],
            wrong_street: "s2".into(),
            ..empty
        }),
    );
}
