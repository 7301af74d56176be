//! Homes of groups that nobody looks after.

use super::super::continuity::{HomeSwitch, SwitchStep, Volunteer};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let steps = |count: usize| -> Vec<SwitchStep> {
        let rungs = ["remind", "deputies", "coordinators", "volunteers"];
        let from = rungs
            .into_iter()
            .take(count)
            .zip((0..).map(|week: i64| (28 - week * 7) * DAY_MS));
        from.map(|(rung, ago)| SwitchStep {
            rung: rung.into(),
            at_ms: NOW_MS - ago,
        })
        .collect()
    };
    let quiet = HomeSwitch {
        cause: "silence".into(),
        steps: steps(1),
        may_take_over: false,
        may_volunteer: false,
        volunteered: false,
        is_sought: false,
        may_appoint: false,
        volunteers: vec![],
        is_alone: false,
    };
    let deputy = HomeSwitch {
        cause: "requests".into(),
        steps: steps(2),
        may_take_over: true,
        ..quiet.clone()
    };
    let sought = HomeSwitch {
        steps: steps(4),
        may_volunteer: true,
        is_sought: true,
        ..quiet.clone()
    };
    let appointing = HomeSwitch {
        may_volunteer: false,
        volunteered: true,
        may_appoint: true,
        volunteers: ["Merel", "Eik"]
            .map(|alias| Volunteer {
                id: alias.into(),
                alias: alias.into(),
            })
            .into(),
        is_alone: true,
        ..sought.clone()
    };
    for (variant, switch) in [
        ("switch-begun", quiet),
        ("switch-deputy", deputy),
        ("switch-sought", sought),
        ("switch-appointing", appointing),
    ] {
        let page = set.inside();
        let home = group::Home {
            switch: Some(switch),
            ..group_home(&page)
        };
        set.add("group", variant, page, json(&home));
    }
}
