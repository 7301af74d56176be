//! The ladder of who breaks the house rules: a kind private reminder, a warning, a pause, removal. Each is explained to the member, written down, and open
//! to an objection that somebody else decides.

use crate::clock::{Span, Timestamp};
use crate::field::{Errors, FieldError, Problem, tidy_lines};
use crate::limits;

crate::coded! {
    /// A step of the ladder, the mildest first. Which ones a country has stands in its profile, and their names in the translations.
    Step, "step" {
        /// A kind private word.
        Reminder = "reminder",
        /// In plain words: not again. In Belgium the written reprimand.
        Warning = "warning",
        /// For some days: hears alarms and may raise one, and adds nothing else. In Belgium the temporary exclusion.
        Pause = "pause",
        /// Out of the group. In Belgium the permanent exclusion.
        Removal = "removal",
    }
}

impl Step {
    /// The step that is proposed: one above the highest that still counts, of those that the country has.
    pub fn proposed(steps: &[Self], taken: impl IntoIterator<Item = Self>) -> Option<Self> {
        let highest = taken.into_iter().max();
        let next = steps.iter().find(|step| highest.is_none_or(|highest| **step > highest));
        next.or(steps.last()).copied()
    }
}

/// What stands before the words of a group's own house rule, where a rule is named by its code.
const OWN_RULE: &str = "own:";

/// Code of a group's own house rule: its words. They are what the member reads, also when the group has other rules by then.
pub fn own_rule_code(rule: &str) -> String {
    format!("{OWN_RULE}{rule}")
}

/// The words of the group's own house rule that a code names; none where it names one of the country's.
pub fn own_rule_words(code: &str) -> Option<&str> {
    code.strip_prefix(OWN_RULE)
}

/// A step as somebody typed it.
#[derive(Debug, Clone, Default)]
pub struct RawMeasure {
    /// Code of the step.
    pub step: String,
    /// Code of the house rule that it is about; see [`own_rule_code`].
    pub rule: String,
    /// What the member reads.
    pub words: String,
    /// For how many days; for a pause alone.
    pub days: Option<u32>,
}

/// A step that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeasure {
    /// The step.
    pub step: Step,
    /// Code of the house rule that it is about; see [`own_rule_code`].
    pub rule: String,
    /// What the member reads.
    pub words: String,
    /// Until when; of a pause alone.
    pub until: Option<Timestamp>,
}

impl RawMeasure {
    /// Checks it against the steps of a country, and the codes of the rules that hold in the group.
    pub fn check(&self, steps: &[Step], rules: &[String], now: Timestamp) -> Result<NewMeasure, Vec<FieldError>> {
        let mut errors = Errors::default();
        let step = self.step.parse().ok().filter(|step| steps.contains(step));
        let step = errors.take("step", step.ok_or(Problem::NotAChoice));
        let rule = rules.iter().find(|rule| **rule == self.rule).cloned();
        let rule = errors.take("rule", rule.ok_or(Problem::NotAChoice));
        let words = errors.take("words", words(&self.words));
        let lasts = step.and_then(|step| errors.take("days", self.lasts(step)).flatten());
        errors.into_result()?;
        let (Some(step), Some(rule), Some(words)) = (step, rule, words) else {
            return Err(Vec::new());
        };
        Ok(NewMeasure {
            step,
            rule,
            words,
            until: lasts.map(|lasts| now.plus(lasts)),
        })
    }

    /// For how long it would hold; a pause alone ends by itself. Days are of no use to the other steps, and may be no nonsense all the same.
    pub fn lasts(&self, step: Step) -> Result<Option<Span>, Problem> {
        match (step, self.days) {
            (Step::Pause, _) => pause_days(self.days).map(Some),
            (_, None) => Ok(None),
            (_, Some(_)) => pause_days(self.days).map(|_| None),
        }
    }
}

/// Words that somebody writes to somebody about a measure: an explanation, an objection, an answer.
pub fn words(text: &str) -> Result<String, Problem> {
    let words = tidy_lines(text, limits::MEASURE_CHARS_MAX)?.unwrap_or_default();
    if words.chars().count() < limits::REASON_CHARS_MIN {
        return Err(Problem::TooShort {
            min: limits::REASON_CHARS_MIN,
        });
    }
    Ok(words)
}

/// Whether an objection is for a coordinator of the umbrella: nobody of the group can decide on it, or nobody did in time.
pub fn goes_to_umbrella(somebody_can: bool, objected_at: Timestamp, now: Timestamp) -> bool {
    !somebody_can || now.since(objected_at) >= limits::OBJECTION_WAITS
}

fn pause_days(days: Option<u32>) -> Result<Span, Problem> {
    days.filter(|days| (1..=limits::MEASURE_DAYS_MAX).contains(days))
        .map(|days| Span::days(i64::from(days)))
        .ok_or(Problem::OutOfRange {
            min: 1,
            max: i64::from(limits::MEASURE_DAYS_MAX),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Step::{Pause, Reminder, Removal, Warning};

    #[test]
    fn one_step_above_what_still_counts_is_proposed() {
        let dutch = [Reminder, Warning, Pause, Removal];
        let belgian = [Warning, Pause, Removal];
        for (steps, taken, proposed) in [
            (&dutch[..], &[][..], Reminder),
            (&dutch, &[Reminder], Warning),
            (&dutch, &[Pause, Reminder], Removal),
            (&dutch, &[Removal], Removal),
            (&belgian, &[], Warning),
            (&belgian, &[Reminder], Warning),
            (&belgian, &[Warning], Pause),
        ] {
            assert_eq!(
                Step::proposed(steps, taken.iter().copied()),
                Some(proposed),
                "{taken:?}"
            );
        }
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let rules = ["only_real_alarms".to_owned()];
        let fields = |raw: &RawMeasure, steps: &[Step]| {
            let errors = raw.check(steps, &rules, now).unwrap_err();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(&RawMeasure::default(), Step::ALL), ["step", "rule", "words"]);
        let pause = RawMeasure {
            step: "pause".into(),
            rule: "only_real_alarms".into(),
            words: "Dit was al de derde keer dat u een kat meldde.".into(),
            days: Some(0),
        };
        assert_eq!(fields(&pause, Step::ALL), ["days"]);
        assert_eq!(fields(&pause, &[Warning]), ["step"], "the country has no such step");
        let warning = RawMeasure {
            step: "warning".into(),
            ..pause.clone()
        };
        assert_eq!(fields(&warning, Step::ALL), ["days"], "nonsense that it has no use for");
        let pause = RawMeasure { days: Some(7), ..pause };
        let measure = pause.check(Step::ALL, &rules, now).unwrap();
        assert_eq!(measure.until, Some(now.plus(Span::days(7))));
        let warning = RawMeasure {
            step: "warning".into(),
            ..pause
        };
        assert_eq!(warning.check(Step::ALL, &rules, now).unwrap().until, None);
    }
}
