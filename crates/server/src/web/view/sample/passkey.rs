//! Passkeys of one's own.

use super::super::passkey::{PasskeyRow, Passkeys};
use super::*;

fn row(id: &str, name: &str) -> PasskeyRow {
    PasskeyRow {
        id: id.into(),
        name: name.into(),
        created_ms: NOW_MS - 12 * DAY_MS,
        used_ms: None,
        blocked: false,
        typed: None,
    }
}

pub(super) fn pages(set: &mut Set) {
    let page = Page {
        group: None,
        ..set.inside()
    };
    let none = Passkeys {
        available: true,
        device: "Android · Firefox".into(),
        ..Passkeys::default()
    };
    set.add("passkeys", "none", page.clone(), json(&none));
    set.add("passkeys", "off", page.clone(), json(&Passkeys::default()));
    set.add(
        "passkeys",
        "wrong",
        page,
        json(&Passkeys {
            passkeys: vec![
                PasskeyRow {
                    used_ms: Some(NOW_MS - DAY_MS),
                    ..row("p1", "Telefoon")
                },
                PasskeyRow {
                    typed: Some(" ".into()),
                    ..row("p2", "Laptop <boven>")
                },
                PasskeyRow {
                    blocked: true,
                    ..row("p3", "Oude telefoon")
                },
            ],
            errors: vec![FieldError::new("name", "error-passkey-name-missing")],
            ..none
        }),
    );
}
