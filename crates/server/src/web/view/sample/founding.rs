//! Starting a group.

use super::super::founding::{CoveredRow, Found};
use super::*;

pub(super) fn pages(set: &mut Set, country: &str) {
    let empty = Found {
        countries: vec!["BE".into(), "NL".into()],
        country: country.into(),
        rules: profile(country).house_rules,
        rules_version: 1,
        draft: "0193e4a0-0000-7000-8000-000000000001".into(),
        minimum_age_years: 18,
        ..Found::default()
    };
    let outside = |set: &Set| Page {
        group: None,
        ..set.inside()
    };
    set.add("found", "empty", outside(set), json(&empty));
    for (variant, names) in [("covered", vec!["Lindehof", "Beukenhof"]), ("free", vec![])] {
        let row = |name: &&str| CoveredRow {
            group: "g1".into(),
            name: (*name).into(),
            streets: vec!["Lindelaan".into(), "Beukenpad".into()],
        };
        let view = Found {
            covered: Some(names.iter().map(row).collect()),
            municipality: "Voorbeeldstad".into(),
            streets: "Lindelaan\nBeukenpad".into(),
            ..empty.clone()
        };
        set.add("found", variant, outside(set), json(&view));
    }
    set.add(
        "found",
        "wrong",
        outside(set),
        json(&Found {
            waits: true,
            group_name: "12".into(),
            municipality: "Voorbeeldstad".into(),
            streets: "Lindelaan\nBeukenpad".into(),
            alias: "Merel".into(),
            adult: true,
            rules_accepted: true,
            errors: vec![
                FieldError::new("group_name", "error-group-name-missing"),
                FieldError::new("", "error-founded-enough").with("max", "5"),
            ],
            ..empty
        }),
    );
}
