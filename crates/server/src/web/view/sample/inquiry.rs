//! The desk for people who are not members.

use super::super::inquiry::{AskPage, FindingChoice, InquiryAnswer, InquiryQueue, InquiryRow, MyInquiry, TypedInquiry};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let outside = set.out();
    let form = AskPage {
        group_id: "g1".into(),
        group_name: "Elzendaal-Noord".into(),
        place: "Elzendaal".into(),
        streets: streets(),
        day_min: "2026-09-21".into(),
        day_max: "2026-11-20".into(),
        words_max: 400,
        ..AskPage::default()
    };
    set.add("inquiry", "form", outside.clone(), json(&form));
    let wrong = AskPage {
        typed: TypedInquiry {
            about: "vehicle".into(),
            email: "kievit@example".into(),
            ..TypedInquiry::default()
        },
        errors: vec![
            FieldError::new("asks_day", "error-inquiry-day-range").with("max", "60"),
            FieldError::new("asks_words", "error-inquiry-words"),
            FieldError::new("email", "error-email-wrong"),
        ],
        ..form.clone()
    };
    set.add("inquiry", "wrong", outside.clone(), json(&wrong));
    let mine = |state: &str, finding: Option<&str>| MyInquiry {
        state: state.into(),
        day: "2026-11-18".into(),
        due_ms: NOW_MS + 28 * DAY_MS,
        overdue: false,
        umbrella: false,
        extended_why: (state == "open").then(|| "De beheerder is ziek; haar vervanger begint volgende week.".into()),
        finding: finding.map(Into::into),
        answer: finding.map(|_| "We hebben de meldingen van die dag bekeken. Er staat niets in.".into()),
    };
    for (variant, mine, errors) in [
        (
            "code",
            mine("unconfirmed", None),
            vec![FieldError::new("code", "error-inquiry-code")],
        ),
        ("waits", mine("open", None), vec![]),
        (
            "overdue",
            MyInquiry {
                due_ms: NOW_MS - 2 * DAY_MS,
                overdue: true,
                ..mine("open", None)
            },
            vec![],
        ),
        (
            "overdue_umbrella",
            MyInquiry {
                due_ms: NOW_MS - 2 * DAY_MS,
                overdue: true,
                umbrella: true,
                ..mine("open", None)
            },
            vec![],
        ),
        ("answered", mine("answered", Some("nothing")), vec![]),
    ] {
        let page = AskPage {
            mine: Some(mine),
            errors,
            ..form.clone()
        };
        set.add("inquiry", variant, outside.clone(), json(&page));
    }
    let row = |id: &str, days: i64, finding: Option<&str>| InquiryRow {
        id: id.into(),
        about: if days > 7 { "vehicle" } else { "person" }.into(),
        day: "2026-11-18".into(),
        street: (days > 7).then(|| "Lindelaan".into()),
        due_ms: NOW_MS + days * DAY_MS,
        urgent: (0..=7).contains(&days),
        overdue: days < 0,
        finding: finding.map(Into::into),
    };
    let queue = InquiryQueue {
        group: link(),
        url: "https://saar.example.org/ask/g1".into(),
        open: vec![row("i0", -2, None), row("i1", 3, None), row("i2", 28, None)],
        answered: vec![row("i3", 20, Some("unclear"))],
    };
    set.add("inquiries", "busy", set.inside(), json(&queue));
    let empty = InquiryQueue {
        open: vec![],
        answered: vec![],
        ..queue
    };
    set.add("inquiries", "none", set.inside(), json(&empty));
    let one = InquiryAnswer {
        group: link(),
        row: row("i2", 28, None),
        words: Some("Een rode bestelbus met een ladder op het dak; rond half elf 's avonds.".into()),
        asked_ms: NOW_MS - 2 * DAY_MS,
        extended: false,
        incidents: vec![ended(
            "n1",
            "suspicious_vehicle",
            "Lindelaan",
            2,
            false,
            "nothing_found",
        )],
        findings: ["nothing", "reported", "erased", "unclear"]
            .map(|code| FindingChoice {
                code: code.into(),
                words: "We hebben de meldingen van die dag bekeken. Er staat niets in dat over u of uw voertuig gaat."
                    .into(),
            })
            .into(),
        finding: "nothing".into(),
        answer: "We hebben de meldingen van die dag bekeken; het was XQ-999-X.".into(),
        asked: false,
        language: "nl".into(),
        answer_max: 1000,
        why: "druk".into(),
        errors: vec![FieldError::new("why", "error-why-short").with("min", "10")],
    };
    set.add("inquiry_answer", "wrong", set.inside(), json(&one));
    let asked = InquiryAnswer {
        row: row("i0", -2, None),
        asked: true,
        errors: vec![FieldError::new("answer", "error-inquiry-reveals-plate").with("what", "XQ-999-X")],
        ..one.clone()
    };
    set.add("inquiry_answer", "asked", set.inside(), json(&asked));
    let done = InquiryAnswer {
        row: row("i3", 20, Some("reported")),
        words: None,
        extended: true,
        incidents: vec![],
        why: String::new(),
        errors: vec![],
        ..one
    };
    set.add("inquiry_answer", "done", set.inside(), json(&done));
}
