//! House rules of a group's own.

use super::super::own_rule::{OwnRuleView, OwnRulesForm};
use super::*;

/// What a group added.
pub(super) fn rules() -> Vec<OwnRuleView> {
    let rule = |rule: &str, reason: &str| OwnRuleView {
        rule: rule.into(),
        reason: reason.into(),
    };
    vec![
        rule("Zet het hek van de speeltuin dicht.", "Er is een vijver achter."),
        rule("Bel na tienen niet bij elkaar aan.", "Veel kleine kinderen slapen dan."),
    ]
}

pub(super) fn pages(set: &mut Set) {
    let rows = |own: Vec<OwnRuleView>| [own, vec![OwnRuleView::default(); 2]].concat();
    let quiet = OwnRulesForm {
        group: link(),
        version: 0,
        meanwhile: None,
        rows: rows(vec![]),
        rules_max: 8,
        rule_max: 140,
        reason_max: 200,
        errors: vec![],
    };
    set.add("own_rules", "", set.inside(), json(&quiet));
    let busy = OwnRulesForm {
        version: 3,
        rows: rows(rules()),
        ..quiet.clone()
    };
    set.add("own_rules", "busy", set.inside(), json(&busy));
    let wrong = OwnRulesForm {
        errors: vec![
            FieldError::new("reason-1", "error-own-reason-missing"),
            FieldError::new("rule-2", "error-text-long").with("max", "140"),
            FieldError::new("", "error-own-rules-many").with("max", "8"),
        ],
        ..busy.clone()
    };
    set.add("own_rules", "wrong", set.inside(), json(&wrong));
    for (variant, now) in [("meanwhile", rules()), ("meanwhile_none", vec![])] {
        let view = OwnRulesForm {
            meanwhile: Some(now),
            errors: vec![FieldError::new("", "error-meanwhile")],
            ..busy.clone()
        };
        set.add("own_rules", variant, set.inside(), json(&view));
    }
}
