//! Before and beside a group.

use super::super::entry;
use super::*;

pub(super) fn pages(set: &mut Set, country: &str) {
    set.add(
        "landing",
        "demo",
        Page {
            demo: true,
            ..set.out()
        },
        json(&entry::Plain {}),
    );
    set.add("about", "", set.out(), json(&entry::Plain {}));
    let line = |class: &str| super::super::retention::Line {
        class: class.into(),
        holds: "Pictures of what somebody saw.".into(),
        gone: "24 hours after the upload".into(),
        why: "They serve the search in the first hours.".into(),
    };
    let retention = vec![line("photo"), line("words")];
    set.add(
        "privacy",
        "",
        set.out(),
        json(&super::super::retention::Privacy {
            retention: retention.clone(),
            map_host: None,
        }),
    );
    set.add(
        "privacy",
        "map",
        set.out(),
        json(&super::super::retention::Privacy {
            retention,
            map_host: Some("tiles.example.org".into()),
        }),
    );
    set.add("sign_in", "", set.out(), json(&entry::SignIn::default()));
    set.add(
        "sign_in",
        "passkey",
        set.out(),
        json(&entry::SignIn {
            passkeys: true,
            ..entry::SignIn::default()
        }),
    );
    set.add(
        "sign_in",
        "wrong",
        set.out(),
        json(&entry::SignIn {
            email: "merel".into(),
            errors: vec![FieldError::new("email", "error-email-wrong")],
            ..entry::SignIn::default()
        }),
    );
    set.add(
        "sign_in_code",
        "wrong",
        set.out(),
        json(&entry::SignInCode {
            errors: vec![FieldError::new("code", "error-code-wrong").with("left", "4")],
            ..entry::SignInCode::default()
        }),
    );
    set.add(
        "sign_in_link",
        "",
        set.out(),
        json(&entry::SignInLink {
            token: "t".into(),
            errors: vec![],
        }),
    );
    let join = entry::Join {
        invite: "abc".into(),
        group_name: "Elzendaal-Noord".into(),
        place: "Elzendaal".into(),
        streets: STREETS.iter().map(|street| street.1.into()).collect(),
        members: 61,
        minimum_age_years: 16,
        may_ask: true,
        group_id: "g1".into(),
        association: Some("Bewonersvereniging Elzendaal".into()),
        members_only: true,
        rules: profile(country).house_rules,
        rules_version: 1,
        own_rules: own_rules::rules(),
        own_rules_version: 1,
        ..entry::Join::default()
    };
    set.add("join", "", set.out(), json(&join));
    let back = entry::Join {
        comes_back: Some("Merel".into()),
        ..join.clone()
    };
    set.add("join", "back", set.out(), json(&back));
    set.add(
        "join",
        "wrong",
        set.out(),
        json(&entry::Join {
            alias: "Merel".into(),
            errors: vec![
                FieldError::new("alias", "error-alias-taken"),
                FieldError::new("email", "error-email-missing"),
                FieldError::new("adult", "error-adult-missing"),
                FieldError::new("rules", "error-rules-missing"),
            ],
            ..join
        }),
    );
    for reason in ["invalid", "expired", "used", "revoked", "full", "removed", "member"] {
        let asks_at = (reason == "full").then(|| "g1".into());
        set.add(
            "join_invalid",
            reason,
            set.out(),
            json(&entry::JoinInvalid {
                reason: reason.into(),
                asks_at,
            }),
        );
    }
    let persona = |code: &str, alias: &str, role: &str| entry::Persona {
        code: code.into(),
        alias: alias.into(),
        role: role.into(),
        group_name: "Elzendaal-Noord".into(),
    };
    set.add(
        "demo",
        "",
        Page {
            demo: true,
            ..set.out()
        },
        json(&entry::Demo {
            personas: vec![
                persona("a", "Merel", "member"),
                persona("b", "Specht", "member"),
                persona("c", "Uil", "admin"),
                persona("d", "Zwaluw", "deputy"),
            ],
        }),
    );
    for status in [400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503] {
        let variant = [
            "400", "401", "403", "404", "405", "409", "410", "413", "422", "429", "500", "503",
        ]
        .into_iter()
        .find(|text| *text == status.to_string())
        .unwrap();
        set.add(
            "error",
            variant,
            set.out(),
            json(&entry::ErrorPage {
                title: format!("fault-{status}-title"),
                text: format!("fault-{status}-text"),
                back: "/".into(),
                paused_until_ms: None,
                reference: (status == 500).then(|| "r-1".into()),
                retry_after_seconds: (status == 429).then_some(20),
                emergency_number: "112".into(),
            }),
        );
    }
    set.add(
        "error",
        "paused",
        set.out(),
        json(&entry::ErrorPage {
            title: "fault-paused-title".into(),
            text: "fault-paused-text".into(),
            back: "/".into(),
            paused_until_ms: Some(NOW_MS + 3 * DAY_MS),
            reference: None,
            retry_after_seconds: None,
            emergency_number: "112".into(),
        }),
    );
}
