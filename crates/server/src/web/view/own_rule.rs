//! A group's own house rules: as they are read, and as its admins change them.

use super::shared::{FieldError, GroupLink};
use serde::Serialize;

/// One of a group's own house rules.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnRuleView {
    /// What holds.
    pub rule: String,
    /// Why.
    pub reason: String,
}

/// `page/own_rules.html` at `/groups/{group}/admin/rules`; posts `version`, and `rule` and `reason`, each as often as there are rows.
#[derive(Debug, Clone, Serialize)]
pub struct OwnRulesForm {
    /// The group.
    pub group: GroupLink,
    /// The version that is being changed.
    pub version: u32,
    /// Somebody else changed them meanwhile: these stand there now.
    pub meanwhile: Option<Vec<OwnRuleView>>,
    /// Rows as they were typed, and a few empty ones.
    pub rows: Vec<OwnRuleView>,
    /// How many rules there may be.
    pub rules_max: usize,
    /// Characters of a rule.
    pub rule_max: usize,
    /// Characters of a reason.
    pub reason_max: usize,
    /// Mistakes; those of a row are `rule-1`, `reason-1` and so on.
    pub errors: Vec<FieldError>,
}
