//! The builder of descriptions: fresh, half filled in, with mistakes, in a drill.

use super::super::description::{DescriptionPage, Words, sections};
use super::*;
use crate::i18n::I18n;
use saar_domain::description::raw::{RawDescription, SKIN_COLOUR};
use saar_domain::incident::report::Street;

pub(super) fn pages(set: &mut Set, lang: &str, country: &str) {
    let Ok(i18n) = I18n::new() else { return };
    let streets = [Street {
        id: "0198f3a0-0000-7000-8000-000000000001".parse().unwrap(),
        name: "Lindelaan".into(),
        line: Vec::new(),
    }];
    let words = Words {
        i18n: &i18n,
        lang,
        country,
        streets: &streets,
    };
    let typed = |fields: &[(&str, &str)]| {
        let mut raw = RawDescription::default();
        for (path, text) in fields {
            raw.put(path, *text);
        }
        raw
    };
    let builder = |raw: &RawDescription, said: &str, errors: Vec<FieldError>| DescriptionPage {
        group: link(),
        id: "i1".into(),
        kind: "burglary".into(),
        street: Some("Lindelaan".into()),
        drill: false,
        number: "112".into(),
        draft: "d1".into(),
        witness: "seen".into(),
        sections: sections(&words, raw, true, &errors),
        said: said.into(),
        plate_private: country == "BE",
        errors,
    };
    let fresh = RawDescription::default();
    set.add("description", "fresh", set.inside(), json(&builder(&fresh, "", vec![])));
    let half = typed(&[
        ("looks.top.colour", "red"),
        ("vehicle.plate", "12-??-ZZ"),
        ("towards", "<station>"),
    ]);
    let said = "persoon, rode bovenkleding";
    set.add("description", "half", set.inside(), json(&builder(&half, said, vec![])));
    let errors = vec![
        FieldError::new("", "error-description-empty"),
        FieldError::new("vehicle.plate", "error-plate-long").with("max", "12"),
        FieldError::new("looks.tattoos", "error-text-long").with("max", "60"),
        FieldError::new("people", "error-number-wrong")
            .with("min", "1")
            .with("max", "50"),
        FieldError::new("direction", "error-choice-unknown"),
        FieldError::new(SKIN_COLOUR, "error-skin-not-offered"),
    ];
    set.add(
        "description",
        "wrong",
        set.inside(),
        json(&builder(&half, said, errors)),
    );
    let drill = DescriptionPage {
        drill: true,
        street: None,
        ..builder(&fresh, "", vec![])
    };
    set.add("description", "drill", set.demo(), json(&drill));
}
