//! `cargo verify`: every check as a named step, all of them also after a failure, with a table at the end.

use std::time::{Duration, Instant};

use crate::steps::{STEPS, Step, When};

/// How a step ended. The remarks say what was left out although the step passed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything in it was checked and is right.
    Passed,
    /// What matters was checked and is right; the remark belongs into the table, and is no failure anywhere.
    Noted(String),
    /// What ran is right; each remark names something that could not run here.
    PassedWithout(Vec<String>),
    /// It could not run here, for this reason.
    NotRun(String),
}

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    quick: bool,
    names: Vec<String>,
}

impl Request {
    /// Reads `[--quick] [step…]`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut request = Self {
            quick: false,
            names: Vec::new(),
        };
        for argument in arguments {
            if argument == "--quick" {
                request.quick = true;
            } else if STEPS.iter().any(|step| step.name == argument) {
                request.names.push(argument.clone());
            } else {
                let known = STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(" ");
                return Err(format!(
                    "`{argument}` is no step. Steps: {known}. `--quick` leaves out the long ones."
                ));
            }
        }
        Ok(request)
    }

    fn wants(&self, step: &Step) -> bool {
        let left_out = if self.quick { When::Full } else { When::Quick };
        if self.names.is_empty() {
            step.when != left_out
        } else {
            self.names.iter().any(|name| name == step.name)
        }
    }
}

/// One line of the table at the end.
struct Row {
    name: &'static str,
    verdict: Verdict,
    took: Duration,
    remarks: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    Skipped,
}

/// Runs the steps that were asked for, and prints the table. The result says whether all is well.
pub(crate) fn run(arguments: &[String]) -> Result<bool, String> {
    let request = Request::parse(arguments)?;
    let strict = std::env::var_os("CI").is_some_and(|value| value == "true");
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| request.wants(step)).collect();
    let start = Instant::now();
    let mut rows = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        println!(
            "\n━━ {} of {} · {} · {} ━━",
            index + 1,
            chosen.len(),
            step.name,
            step.about
        );
        let step_start = Instant::now();
        let row = judge(step.name, (step.run)(), step_start.elapsed(), strict);
        println!(
            "━━ {} {} · {:.1} s",
            row.name,
            row.verdict.word(),
            row.took.as_secs_f64()
        );
        rows.push(row);
    }
    println!("\n{}", table(&rows));
    println!("{:.0} s in all", start.elapsed().as_secs_f64());
    println!("{}", closing_line(&rows));
    Ok(rows.iter().all(|row| row.verdict != Verdict::Failed))
}

/// On a CI machine a part that is missing is a failure: a green run must mean that everything ran.
fn judge(name: &'static str, outcome: Result<Outcome, String>, took: Duration, strict: bool) -> Row {
    let missing = if strict { Verdict::Failed } else { Verdict::Skipped };
    let (verdict, remarks) = match outcome {
        Ok(Outcome::Passed) => (Verdict::Passed, Vec::new()),
        Ok(Outcome::Noted(remark)) => (Verdict::Passed, vec![remark]),
        Ok(Outcome::PassedWithout(remarks)) => (if strict { Verdict::Failed } else { Verdict::Passed }, remarks),
        Ok(Outcome::NotRun(reason)) => (missing, vec![reason]),
        Err(reason) => (Verdict::Failed, vec![reason]),
    };
    Row {
        name,
        verdict,
        took,
        remarks,
    }
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "FAILED",
            Self::Skipped => "NOT RUN",
        }
    }
}

fn table(rows: &[Row]) -> String {
    let mut lines = Vec::new();
    for row in rows {
        lines.push(format!(
            "  {:<10} {:<8} {:>7.1} s",
            row.name,
            row.verdict.word(),
            row.took.as_secs_f64()
        ));
        lines.extend(row.remarks.iter().map(|remark| format!("             └ {remark}")));
    }
    lines.join("\n")
}

/// The last line, in a form that a program can read.
fn closing_line(rows: &[Row]) -> String {
    let count = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    format!(
        "verify: {} passed, {} failed, {} skipped",
        count(Verdict::Passed),
        count(Verdict::Failed),
        count(Verdict::Skipped)
    )
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Request, STEPS, Verdict, closing_line, judge, table};
    use std::time::Duration;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn an_unknown_step_is_named_with_those_that_exist() {
        let error = Request::parse(&words("--quick fnt")).unwrap_err();
        assert!(error.contains("`fnt`") && error.contains("fmt"), "{error}");
    }

    #[test]
    fn quick_leaves_out_the_long_steps_and_names_choose() {
        let quick = Request::parse(&words("--quick")).unwrap();
        let chosen: Vec<_> = STEPS
            .iter()
            .filter(|step| quick.wants(step))
            .map(|step| step.name)
            .collect();
        assert!(chosen.contains(&"clippy") && !chosen.contains(&"e2e"), "{chosen:?}");
        let named = Request::parse(&words("fmt e2e")).unwrap();
        let chosen: Vec<_> = STEPS
            .iter()
            .filter(|step| named.wants(step))
            .map(|step| step.name)
            .collect();
        assert_eq!(chosen, ["fmt", "e2e"]);
    }

    #[test]
    fn a_missing_part_is_a_remark_at_a_desk_and_a_failure_in_ci() {
        let missing = || Ok(Outcome::NotRun("no Chromium".to_owned()));
        let partly = || Ok(Outcome::PassedWithout(vec!["PostgreSQL".to_owned()]));
        let noted = || Ok(Outcome::Noted("advisories out of reach".to_owned()));
        let verdict = |outcome, strict| judge("x", outcome, Duration::ZERO, strict).verdict;
        assert!(verdict(missing(), false) == Verdict::Skipped && verdict(missing(), true) == Verdict::Failed);
        assert!(verdict(noted(), true) == Verdict::Passed);
        assert!(verdict(partly(), false) == Verdict::Passed && verdict(partly(), true) == Verdict::Failed);
    }

    #[test]
    fn the_end_counts_and_says_why() {
        let rows = [
            judge("fmt", Ok(Outcome::Passed), Duration::ZERO, true),
            judge("clippy", Err("two lints".to_owned()), Duration::ZERO, true),
            judge(
                "e2e",
                Ok(Outcome::NotRun("no Chromium".to_owned())),
                Duration::ZERO,
                false,
            ),
        ];
        assert_eq!(closing_line(&rows), "verify: 1 passed, 1 failed, 1 skipped");
        assert!(table(&rows).contains("two lints") && table(&rows).contains("no Chromium"));
    }
}
