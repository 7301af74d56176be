//! Correcting what is known about the reader.

use super::super::correct::{AddressBack, AliasRow, Correct};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let page = Page {
        group: None,
        ..set.inside()
    };
    let row = |name: &str, alias: &str, wrong| AliasRow {
        id: name.to_lowercase(),
        group: name.into(),
        alias: alias.into(),
        wrong,
    };
    let unproved = Correct {
        groups: vec![row("Elzendaal-Noord", "Merel", false), row("Lindehof", "Merel", false)],
        email: "merel@example.org".into(),
        ..Correct::default()
    };
    set.add("correct", "unproved", page.clone(), json(&unproved));
    let proved = Correct {
        proved: true,
        typed: "zanglijster@example.org".into(),
        errors: vec![FieldError::new("new_code", "error-code-wrong").with("left", "3")],
        ..unproved.clone()
    };
    set.add("correct", "proved", page.clone(), json(&proved));
    let taken = Correct {
        groups: vec![row("Elzendaal-Noord", "Kauw", true), row("Lindehof", "Merel", false)],
        errors: vec![FieldError::new("alias", "error-alias-taken")],
        ..unproved
    };
    set.add("correct", "taken", page.clone(), json(&taken));
    set.add("address_back", "asks", page.clone(), json(&AddressBack::default()));
    let done = AddressBack {
        done: true,
        errors: vec![],
    };
    set.add("address_back", "done", page.clone(), json(&done));
    let over = AddressBack {
        done: false,
        errors: vec![FieldError::new("", "error-address-back-over")],
    };
    set.add("address_back", "over", page, json(&over));
}
