//! Keeping order.

use super::super::moderation::{
    DecisionRow, MeasureNew, MeasureRow, MyMeasures, Objections, TypedAnswer, UmbrellaObjections,
};
use super::*;
use saar_domain::moderation::Step;

/// One of each step: as it was taken, objected to, upheld, taken back.
pub(super) fn rows() -> Vec<MeasureRow> {
    let words = "Dag Merel, fijn dat u meekijkt. Uw bericht over de kat hoort niet in het alarm.";
    let row = |(at, step): (i64, &Step)| MeasureRow {
        id: format!("m{at}"),
        group: "Elzendaal-Noord".into(),
        member: Some("Merel".into()),
        step: step.code().into(),
        rule: "only_real_alarms".into(),
        words: vec![words.into(), "Zo blijft iedereen opletten.".into()],
        by: (at > 0).then(|| "Uil".into()),
        at_ms: NOW_MS - at * DAY_MS,
        until_ms: (*step == Step::Pause).then_some(NOW_MS + 3 * DAY_MS),
        objection: (at > 0).then(|| vec!["De kat zat bij een inbreker in de tuin.".into()]),
        decision: (at > 1).then(|| DecisionRow {
            by: (at == 2).then(|| "Zwaluw".into()),
            by_umbrella: at > 2,
            at_ms: NOW_MS - DAY_MS,
            upheld: at > 2,
            answer: vec!["Dat wisten we niet. Excuses.".into()],
        }),
        may_decide: false,
        nobody_decides: false,
        typed: None,
    };
    (0..).zip(Step::ALL).map(row).collect()
}

pub(super) fn pages(set: &mut Set, country: &str) {
    let mine = MyMeasures {
        measures: rows(),
        errors: vec![],
    };
    set.add("my_measures", "busy", set.inside(), json(&mine));
    let mut wrong = mine;
    wrong.measures[0].typed = Some(TypedAnswer {
        words: "Nee.".into(),
        ..TypedAnswer::default()
    });
    wrong.errors = vec![FieldError::new("words", "error-words-short").with("min", "10")];
    set.add("my_measures", "wrong", set.inside(), json(&wrong));
    let none = MyMeasures {
        measures: vec![],
        errors: vec![],
    };
    set.add("my_measures", "none", set.inside(), json(&none));
    let mut waiting = Objections {
        group: link(),
        measures: rows().into_iter().skip(1).take(1).collect(),
        errors: vec![],
    };
    set.add("objections", "own", set.inside(), json(&waiting));
    waiting.measures[0].may_decide = true;
    waiting.measures[0].typed = Some(TypedAnswer {
        words: "Nee.".into(),
        ..TypedAnswer::default()
    });
    waiting.errors = vec![
        FieldError::new("upheld", "error-upheld-missing"),
        FieldError::new("words", "error-words-short").with("min", "10"),
    ];
    set.add("objections", "wrong", set.inside(), json(&waiting));
    let mut under = UmbrellaObjections {
        id: "u1".into(),
        name: "Koepel Elzendaal Waakt".into(),
        measures: waiting.measures.clone(),
        errors: waiting.errors.clone(),
    };
    let outside = super::umbrella_pages::outside(set);
    set.add("umbrella_objections", "wrong", outside.clone(), json(&under));
    under.measures.clear();
    under.errors.clear();
    set.add("umbrella_objections", "none", outside, json(&under));
    waiting.measures.clear();
    waiting.errors.clear();
    set.add("objections", "none", set.inside(), json(&waiting));
    let steps = profile(country).moderation_steps;
    for step in &steps {
        let new = MeasureNew {
            group: link(),
            member: "m1".into(),
            alias: "Merel".into(),
            me: "Uil".into(),
            steps: steps.iter().map(|step| step.code().into()).collect(),
            step: step.code().into(),
            rules: profile(country).house_rules,
            rule: "only_real_alarms".into(),
            words: None,
            nobody_decides: *step == Step::Pause,
            days: "7".into(),
            days_max: 30,
            chars_max: 1_000,
            errors: vec![],
        };
        set.add("measure_new", step.code(), set.inside(), json(&new));
    }
}
