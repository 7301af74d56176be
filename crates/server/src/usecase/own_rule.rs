//! A group's own house rules: what its admins add to the country's. A change is a new version, which members are asked to read again; no alarm waits for
//! that (EDGES 2).

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::field::{FieldError, Problem, tidy_text};
use saar_domain::id::{AccountId, GroupId};
use saar_domain::limits;
use saar_domain::moderation::own_rule_code;
use saar_store::group::Group;
use saar_store::own_rule::{self, OwnRule, OwnRules};
use saar_store::{StoreError, Tx};

/// Why they were not changed.
#[derive(Debug, thiserror::Error)]
pub enum OwnRuleError {
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong, each with its row from 0.
    #[error("mistakes in what was typed")]
    Invalid(Vec<(usize, FieldError)>),
    /// Somebody else changed them since they were read.
    #[error("changed meanwhile")]
    Meanwhile,
}

impl From<StoreError> for OwnRuleError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// Codes of the house rules that hold in a group: the country's, and after them its own. A measure or a flag is about one of them.
pub(super) async fn codes(app: &App, tx: &mut Tx, group: &Group) -> Result<Vec<String>, StoreError> {
    let profile = app.profiles.get(&group.country).ok_or(StoreError::Gone)?;
    let own = own_rule::of_group(tx, group.id).await?.rules;
    let own = own.iter().map(|own| own_rule_code(&own.rule));
    Ok(profile.house_rules.iter().cloned().chain(own).collect())
}

/// The own rules of a group, for who may change them.
pub async fn look(app: &App, account: AccountId, id: GroupId) -> Result<(InGroup, OwnRules), OwnRuleError> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::EditSettings).await?;
    let rules = own_rule::of_group(&mut tx, id).await?;
    Ok((access, rules))
}

/// An admin changes them: each is a rule with its reason. The same again changes nothing, and asks nobody. `version` is the one that was read: of two who
/// change them at the same moment the second is told, instead of taking the first one's rules away unseen.
pub async fn set(
    app: &App,
    account: AccountId,
    id: GroupId,
    version: u32,
    typed: &[(String, String)],
) -> Result<(), OwnRuleError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditSettings).await?;
    let rules = read(typed);
    let now = own_rule::of_group(&mut tx, id).await?;
    if rules.as_ref().is_ok_and(|rules| *rules == now.rules) {
        return Ok(());
    }
    // Before any mistake is named: who mends it then would send the version of now, with the rules of before.
    if now.version != version {
        return Err(OwnRuleError::Meanwhile);
    }
    let rules = rules.map_err(OwnRuleError::Invalid)?;
    own_rule::replace(&mut tx, id, &rules).await?;
    let note = Note::new(id, Deed::RulesChanged, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    Ok(())
}

fn read(typed: &[(String, String)]) -> Result<Vec<OwnRule>, Vec<(usize, FieldError)>> {
    let (mut rules, mut errors) = (Vec::new(), Vec::new());
    for (row, (rule, reason)) in typed.iter().enumerate() {
        let mut take = |field, text, max| {
            tidy_text(text, max).unwrap_or_else(|problem| {
                errors.push((row, FieldError { field, problem }));
                // Said already: it is not missing as well.
                Some(String::new())
            })
        };
        let rule = take("own_rule", rule, limits::OWN_RULE_CHARS_MAX);
        let reason = take("own_reason", reason, limits::OWN_RULE_REASON_CHARS_MAX);
        let missing = |field| {
            let problem = Problem::Missing;
            (row, FieldError { field, problem })
        };
        match (rule, reason) {
            (None, None) => {}
            (Some(rule), Some(reason)) => rules.push(OwnRule { rule, reason }),
            (None, Some(_)) => errors.push(missing("own_rule")),
            (Some(_), None) => errors.push(missing("own_reason")),
        }
    }
    let (max, field) = (limits::OWN_RULES_MAX, "own_rules");
    if rules.len() > max {
        let problem = Problem::TooMany { max };
        errors.push((max, FieldError { field, problem }));
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn each_rule_has_its_reason_and_each_mistake_its_row() {
        let good = read(&typed(&[("Hek dicht.", "Er is een vijver."), ("  ", "")])).expect("good");
        assert_eq!(good.len(), 1);
        let long = "x".repeat(limits::OWN_RULE_CHARS_MAX + 1);
        let wrong = read(&typed(&[
            ("Hek dicht.", " "),
            ("", ""),
            ("", "Daarom."),
            (&long, "Daarom."),
        ]));
        let wrong: Vec<_> = wrong
            .expect_err("wrong")
            .into_iter()
            .map(|(row, error)| (row, error.field, error.problem.code()))
            .collect();
        assert_eq!(
            wrong,
            [
                (0, "own_reason", "missing"),
                (2, "own_rule", "missing"),
                (3, "own_rule", "too_long")
            ]
        );
        let full = vec![("Hek dicht.".to_owned(), "Daarom.".to_owned()); limits::OWN_RULES_MAX];
        assert!(read(&full).is_ok());
        let more = [full.as_slice(), &full[..1]].concat();
        assert_eq!(read(&more).expect_err("too many")[0].1.field, "own_rules");
    }
}
