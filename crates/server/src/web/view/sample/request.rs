//! Asking to join, and answering.

use super::super::{request, residence};
use super::*;

pub(super) fn pages(set: &mut Set, country: &str) {
    let welcome = request::Welcome {
        group_id: "g1".into(),
        group_name: "Elzendaal-Noord".into(),
        place: "Elzendaal".into(),
        streets: streets(),
        members_tens: 60,
        full: false,
        takes_requests: true,
        minimum_age_years: 18,
        association: Some("Bewonersvereniging Elzendaal".into()),
        members_only: false,
        rules: profile(country).house_rules,
        rules_version: 1,
        own_rules: own_rules::rules(),
        own_rules_version: 2,
        member: false,
        mine: None,
        signed_in: false,
        typed: request::Typed::default(),
        about_max: 200,
        errors: vec![],
    };
    set.add("welcome", "", set.out(), json(&welcome));
    let mistaken = request::Welcome {
        full: true,
        members_tens: 0,
        typed: request::Typed {
            alias: "Merel".into(),
            home_street: "other".into(),
            ..request::Typed::default()
        },
        errors: vec![
            FieldError::new("home_street", "error-home-street-missing"),
            FieldError::new("about", "error-text-long").with("max", "200"),
            FieldError::new("", "error-requests-many").with("max", "5"),
        ],
        ..welcome.clone()
    };
    set.add("welcome", "wrong", set.out(), json(&mistaken));
    for (variant, member, takes_requests) in [("member", true, true), ("closed", false, false)] {
        let view = request::Welcome {
            member,
            takes_requests,
            signed_in: true,
            ..welcome.clone()
        };
        set.add("welcome", variant, set.inside(), json(&view));
    }
    for state in ["waiting", "approved", "refused", "expired", "let_in"] {
        let view = request::Welcome {
            mine: Some(request::MyRequest {
                state: state.into(),
                open: matches!(state, "waiting" | "approved"),
                alias: "Merel".into(),
                street: (state == "waiting").then(|| "Lindelaan".into()),
                about: (state == "waiting").then(|| "Ik woon hier sinds de zomer, met een groene deur.".into()),
                asked_ms: NOW_MS - 2 * DAY_MS,
                words: (state == "refused").then(|| "Dag Merel, dank u dat u wilt meedoen.".into()),
                residence: if state == "approved" { "vouch" } else { "none" }.into(),
                vouch_url: (state == "waiting").then(|| "https://saar.example.org/groups/g1/vouch/x.y".into()),
                takes_letter: state == "waiting",
                letter_code: String::new(),
            }),
            signed_in: true,
            ..welcome.clone()
        };
        set.add("welcome", state, set.inside(), json(&view));
    }
    let row = |alias: &str, residence: &str| request::RequestRow {
        id: alias.to_lowercase(),
        alias: alias.into(),
        street: (alias == "Merel").then(|| "Lindelaan".into()),
        about: (alias == "Merel").then(|| "Ik woon hier sinds de zomer, met een groene deur.".into()),
        asked_ms: NOW_MS - 2 * DAY_MS,
        residence: residence.into(),
    };
    let queue = request::Requests {
        group: link(),
        waiting: vec![row("Merel", "none"), row("Specht", "vouch"), row("Kauw", "letter")],
        approved: vec![row("Eik", "admin")],
        members: 61,
        members_max: 256,
        url: "https://saar.example.org/welcome/g1".into(),
        may_set: true,
        version: 3,
        takes_requests: true,
        checks: vec!["admin".into(), "vouch".into()],
        days: 30,
        errors: vec![],
    };
    set.add("requests", "busy", set.inside(), json(&queue));
    let quiet = request::Requests {
        waiting: vec![],
        approved: vec![],
        may_set: false,
        takes_requests: false,
        ..queue.clone()
    };
    set.add("requests", "quiet", set.inside(), json(&quiet));
    let mistaken = request::Requests {
        errors: vec![FieldError::new("residence_checks", "error-choice-unknown")],
        ..queue
    };
    set.add("requests", "wrong", set.inside(), json(&mistaken));
    let answer = request::RequestAnswer {
        group: link(),
        row: row("Merel", "none"),
        vouched_by: None,
        approved: false,
        full: false,
        ask_knows: true,
        unchecked: true,
        knows: false,
        younger: false,
        age_reason: String::new(),
        reason_max: 280,
        yes_words: "Dag Merel, welkom.".into(),
        no_words: "Dag Merel, nu niet.".into(),
        no_choices: ["outside", "unknown", "other"].map(str::to_owned).into(),
        no_choice: "outside".into(),
        language: "nl".into(),
        answer_max: 800,
        errors: vec![],
    };
    set.add("request", "", set.inside(), json(&answer));
    let mistaken = request::RequestAnswer {
        full: true,
        younger: true,
        errors: vec![
            FieldError::new("age_reason", "error-exception-reason-missing").with("min", "10"),
            FieldError::new("knows", "error-residence-missing"),
            FieldError::new("answer", "error-answer-missing"),
        ],
        ..answer.clone()
    };
    set.add("request", "wrong", set.inside(), json(&mistaken));
    let unchecked = request::RequestAnswer {
        ask_knows: false,
        ..answer.clone()
    };
    set.add("request", "unchecked", set.inside(), json(&unchecked));
    let approved = request::RequestAnswer {
        approved: true,
        row: row("Specht", "vouch"),
        vouched_by: Some("Eik".into()),
        ..answer
    };
    set.add("request", "approved", set.inside(), json(&approved));
    residence_pages(set);
}

fn residence_pages(set: &mut Set) {
    for (variant, checked) in [("", false), ("checked", true)] {
        let view = residence::Vouch {
            group: link(),
            word: "x.y".into(),
            alias: "Merel".into(),
            street: (!checked).then(|| "Lindelaan".into()),
            about: (!checked).then(|| "Ik woon hier sinds de zomer, met een groene deur.".into()),
            checked,
        };
        set.add("vouch", variant, set.inside(), json(&view));
    }
    let letters = residence::Letters {
        group: link(),
        streets: streets(),
        typed: residence::TypedRow {
            side: "even".into(),
            days: "30".into(),
            ..residence::TypedRow::default()
        },
        rows: ["both", "even", "odd"]
            .map(|side| residence::LettersRow {
                id: side.into(),
                street: "Lindelaan".into(),
                first_number: 2,
                last_number: 40,
                side: side.into(),
                codes: 20,
                used: 3,
                expires_ms: NOW_MS + 20 * DAY_MS,
            })
            .into(),
        errors: vec![],
    };
    set.add("letters", "", set.inside(), json(&letters));
    let mistaken = residence::Letters {
        rows: vec![],
        errors: vec![
            FieldError::new("letter_street", "error-street-unknown"),
            FieldError::new("first_number", "error-number-wrong")
                .with("min", "1")
                .with("max", "9999"),
            FieldError::new("last_number", "error-houses-many").with("max", "100"),
            FieldError::new("side", "error-choice-unknown"),
        ],
        ..letters
    };
    set.add("letters", "wrong", set.inside(), json(&mistaken));
    let print = residence::LettersPrint {
        group: link(),
        street: "Lindelaan".into(),
        letters: [(2, "ABCD-2345"), (4, "WXYZ-6789")]
            .map(|(house_number, code)| residence::Letter {
                house_number,
                code: code.into(),
            })
            .into(),
        url: "https://saar.example.org/welcome/g1".into(),
        qr_svg: None,
        expires_ms: NOW_MS + 20 * DAY_MS,
    };
    set.add("letters_print", "", set.inside(), json(&print));
}
