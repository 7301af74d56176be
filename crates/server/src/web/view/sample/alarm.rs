//! Raising an alarm.

use super::super::alarm;
use super::super::desk::Taps;
use super::*;

pub(super) fn pages(set: &mut Set, country: &str) {
    set.add("alarm", "quiet", set.inside(), json(&alarm(country, false, vec![])));
    set.add("alarm", "drill", set.demo(), json(&alarm(country, true, vec![])));
    let mut shell = alarm(country, false, vec![]);
    shell.offline = true;
    shell.form.draft = String::new();
    set.add("alarm", "offline", set.inside(), json(&shell));
    let without_network = alarm::Offline {
        group: link(),
        simulated: false,
        numbers: shell.numbers.clone(),
        non_urgent: (country == "NL").then(|| "0900-8844".into()),
        anonymous_tip: (country == "NL").then(|| "0800-7000".into()),
        others: vec![link()],
    };
    set.add("offline", "", set.inside(), json(&without_network));
    set.add(
        "offline",
        "demo",
        set.demo(),
        json(&alarm::Offline {
            simulated: true,
            others: vec![],
            ..without_network
        }),
    );
    let mut filled = alarm(
        country,
        false,
        vec![card("i1", "burglary", Some("Lindelaan"), 4, false, true)],
    );
    filled.form.call = "neighbour".into();
    filled.form.kind = "burglary".into();
    filled.form.phrase = "tries_doors".into();
    filled.form.words = "Bij <nummer> \"7\"".into();
    filled.form.appearance = "rode fiets".into();
    filled.errors = [
        ("call", "error-call-missing"),
        ("kind", "error-kind-missing"),
        ("phrase", "error-behaviour-missing"),
        ("words", "error-text-broken"),
        ("witness", "error-witness-missing"),
        ("place", "error-place-missing"),
        ("street", "error-street-unknown"),
        ("appearance", "error-appearance-alone"),
    ]
    .map(|(field, key)| FieldError::new(field, key).with("number", "112"))
    .into();
    filled.map = Some(tile_map(false));
    set.add("alarm", "wrong", set.inside(), json(&filled));
    let mut cannot = alarm(country, false, vec![]);
    cannot.form.call = "cannot_call".into();
    cannot.form.kind = "burglary".into();
    set.add("alarm", "cannot", set.inside(), json(&cannot));
    let asked = alarm::Words {
        group: link(),
        drill: false,
        said: [
            "offensive",
            "accusation",
            "looks_without_behaviour",
            "chatter",
            "wrong_channel",
        ]
        .map(|kind| alarm::Said {
            kind: kind.into(),
            quoted: vec!["lapzwans".into()],
        })
        .into(),
        elsewhere: group_desk_pages::topics(Taps::All).into_iter().next(),
        action: "/groups/g1/alarm".into(),
        kept: vec![("draft".into(), "d1".into()), ("kind".into(), "burglary".into())],
        texts: [("words", "words-yours"), ("appearance", "field-appearance")]
            .map(|(name, label)| alarm::AskedText {
                name: name.into(),
                label: label.into(),
                value: filled.form.words.clone(),
                max: 280,
            })
            .into(),
        neighbours: Some(61),
        leave: "/groups/g1".into(),
    };
    set.add("words", "", set.inside(), json(&asked));
    let added = alarm::Words {
        drill: true,
        elsewhere: None,
        neighbours: None,
        ..asked
    };
    set.add("words", "added", set.inside(), json(&added));
    set.add(
        "duplicate",
        "",
        set.inside(),
        json(&alarm::Duplicate {
            group: link(),
            drill: false,
            candidates: filled.running,
            form: filled.form,
            neighbours: 61,
        }),
    );
}
