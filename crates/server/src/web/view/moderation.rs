//! Keeping order: taking a step with a member, what was taken, objections and decisions.

use serde::Serialize;

use super::shared::{FieldError, GroupLink};

/// A step that was taken.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureRow {
    /// Its id.
    pub id: String,
    /// Name of the group.
    pub group: String,
    /// With whom; none when they are gone.
    pub member: Option<String>,
    /// Code: the text is `measure-{step}`.
    pub step: String,
    /// Code of the house rule: the filter `rule` says it.
    pub rule: String,
    /// What the member reads, in paragraphs.
    pub words: Vec<String>,
    /// By whom; none when they are gone.
    pub by: Option<String>,
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// The end of a pause, epoch milliseconds.
    pub until_ms: Option<i64>,
    /// What the member said against it, in paragraphs.
    pub objection: Option<Vec<String>>,
    /// What somebody else made of it.
    pub decision: Option<DecisionRow>,
    /// The reader may decide on it.
    pub may_decide: bool,
    /// It is not decided, and nobody could.
    pub nobody_decides: bool,
    /// What was typed in its form and not taken.
    pub typed: Option<TypedAnswer>,
}

/// An objection, or a decision on one, as it was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedAnswer {
    /// The words.
    pub words: String,
    /// `yes`, `no`, or empty: whether the measure stands.
    pub upheld: String,
}

/// What somebody made of an objection.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionRow {
    /// Who; none when they are gone, or where the umbrella did.
    pub by: Option<String>,
    /// A coordinator of the umbrella did.
    pub by_umbrella: bool,
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// The measure stands.
    pub upheld: bool,
    /// Why, in paragraphs.
    pub answer: Vec<String>,
}

/// `page/my_measures.html` at `/settings/measures`; objecting posts `words` to `…/{id}/object`.
#[derive(Debug, Clone, Serialize)]
pub struct MyMeasures {
    /// Newest first.
    pub measures: Vec<MeasureRow>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/umbrella_objections.html` at `/umbrellas/{umbrella}/objections`: the same for a coordinator, of what nobody of a group can decide on.
#[derive(Debug, Clone, Serialize)]
pub struct UmbrellaObjections {
    /// The umbrella.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The oldest first.
    pub measures: Vec<MeasureRow>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/measure_new.html` at `/groups/{group}/members/{member}/measures/new?step=…`: posts `step`, `rule`, `words`, `days` to `…/measures`.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureNew {
    /// The group.
    pub group: GroupLink,
    /// Id of the member.
    pub member: String,
    /// Their alias.
    pub alias: String,
    /// The reader's own alias, which signs the ready-made words.
    pub me: String,
    /// The steps that there are, the mildest first.
    pub steps: Vec<String>,
    /// The one that is chosen.
    pub step: String,
    /// Codes of the house rules.
    pub rules: Vec<String>,
    /// The one that is chosen.
    pub rule: String,
    /// Nobody could decide on an objection to it: the ready-made words say so.
    pub nobody_decides: bool,
    /// What was typed; none where the ready-made words stand.
    pub words: Option<String>,
    /// Days of a pause.
    pub days: String,
    /// The most of them.
    pub days_max: u32,
    /// Characters at most.
    pub chars_max: usize,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/objections.html` at `/groups/{group}/objections`: what waits for a decision; deciding posts `upheld` (`yes`, `no`) and `words` to `…/{id}`.
#[derive(Debug, Clone, Serialize)]
pub struct Objections {
    /// The group.
    pub group: GroupLink,
    /// The oldest first.
    pub measures: Vec<MeasureRow>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
