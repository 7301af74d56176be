//! Numbers of rounds to medians, ratios, a table and JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

/// Metric name to value, for one round of one target. The name ends in the unit.
pub(crate) type Metrics = BTreeMap<&'static str, f64>;

/// A ratio that means something: `metric` of a target over that of `reference`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ratio {
    /// Which metric.
    pub(crate) metric: &'static str,
    /// Name of the target that it is divided by.
    pub(crate) reference: &'static str,
    /// What SAAR aims at.
    pub(crate) goal: Goal,
}

/// A goal of the research notes, for SAAR.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goal {
    /// Lower is better.
    AtMost(f64),
    /// Higher is better.
    AtLeast(f64),
    /// Shown for orientation.
    None,
}

impl Goal {
    /// What stands behind a value: nothing behind a reference's, which has no goals.
    fn verdict(self, target: &str, value: f64) -> String {
        let (goal, met) = match self {
            Self::AtMost(limit) => (format!("≤ {limit}"), value <= limit),
            Self::AtLeast(limit) => (format!("≥ {limit}"), value >= limit),
            Self::None => return String::new(),
        };
        if !is_ours(target) {
            return String::new();
        }
        let met = if met { "met" } else { "MISSED" };
        format!("  goal {goal}: {met}")
    }
}

/// Goals for values that are no ratio between targets.
fn goal_of(metric: &str) -> Goal {
    match metric {
        "kib_per_page" => Goal::AtMost(7.0),
        "one_row_over_fdatasync" => Goal::AtLeast(0.8),
        "fresh_over_keygen_and_ecdh" => Goal::AtMost(1.1),
        "message_ahead_us" => Goal::AtMost(1.0),
        // The median of a page, in milliseconds.
        page if page.starts_with('/') => Goal::AtMost(50.0),
        _ => Goal::None,
    }
}

/// Whether goals are this target's: they are ours, not the references'.
fn is_ours(target: &str) -> bool {
    ["saar", "sqlite", "saar-delivery"].contains(&target)
}

/// All rounds of one scenario.
pub(crate) struct Report {
    scenario: &'static str,
    ratios: &'static [Ratio],
    /// (target, its rounds), in the order in which targets ran.
    targets: Vec<(&'static str, Vec<Metrics>)>,
}

impl Report {
    /// An empty report.
    pub(crate) fn new(scenario: &'static str, ratios: &'static [Ratio]) -> Self {
        Self {
            scenario,
            ratios,
            targets: Vec::new(),
        }
    }

    /// Adds one round of one target. Rounds of all targets are added in the same order.
    pub(crate) fn add(&mut self, target: &'static str, round: Metrics) {
        if let Some((_, rounds)) = self.targets.iter_mut().find(|(name, _)| *name == target) {
            rounds.push(round);
        } else {
            self.targets.push((target, vec![round]));
        }
    }

    fn spread(&self, target: &str, metric: &str) -> Option<Spread> {
        let values: Vec<f64> = self
            .rounds(target)?
            .iter()
            .filter_map(|round| round.get(metric).copied())
            .collect();
        Spread::of(values)
    }

    fn rounds(&self, target: &str) -> Option<&[Metrics]> {
        self.targets
            .iter()
            .find(|(name, _)| *name == target)
            .map(|(_, rounds)| rounds.as_slice())
    }

    /// The ratio in each round, so that what slowed a whole round down cancels out.
    fn ratio_spread(&self, target: &str, ratio: &Ratio) -> Option<Spread> {
        let values = self
            .rounds(target)?
            .iter()
            .zip(self.rounds(ratio.reference)?)
            .filter_map(|(ours, theirs)| Some(ours.get(ratio.metric)? / theirs.get(ratio.metric)?))
            .collect();
        Spread::of(values)
    }

    /// For people.
    pub(crate) fn table(&self) -> String {
        let mut text = format!("\n{}\n", self.scenario);
        for (target, rounds) in &self.targets {
            let names: Vec<&str> = rounds
                .first()
                .map(|round| round.keys().copied().collect())
                .unwrap_or_default();
            for name in names {
                if let Some(spread) = self.spread(target, name) {
                    let verdict = goal_of(name).verdict(target, spread.median);
                    let _infallible = writeln!(text, "  {target:<13} {name:<30} {spread}{verdict}");
                }
            }
        }
        for ratio in self.ratios {
            for (target, _) in &self.targets {
                if *target == ratio.reference {
                    continue;
                }
                let Some(spread) = self.ratio_spread(target, ratio) else {
                    continue;
                };
                let verdict = ratio.goal.verdict(target, spread.median);
                let name = format!("{} ÷ {}", ratio.metric, ratio.reference);
                let _infallible = writeln!(text, "  {target:<13} {name:<36} {spread}{verdict}");
            }
        }
        text
    }

    /// For machines.
    pub(crate) fn json(&self) -> Value {
        let targets: BTreeMap<_, _> = self
            .targets
            .iter()
            .map(|(target, rounds)| {
                let ratios: Vec<Value> = self
                    .ratios
                    .iter()
                    .filter(|ratio| ratio.reference != *target)
                    .filter_map(|ratio| {
                        let spread = self.ratio_spread(target, ratio)?;
                        Some(json!({
                            "metric": ratio.metric,
                            "over": ratio.reference,
                            "median": spread.median,
                            "min": spread.min,
                            "max": spread.max,
                        }))
                    })
                    .collect();
                (*target, json!({"rounds": rounds, "ratios": ratios}))
            })
            .collect();
        json!({"scenario": self.scenario, "targets": targets})
    }
}

/// Median, least and greatest of some rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spread {
    median: f64,
    min: f64,
    max: f64,
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        Some(Self {
            median: percentile(&values, 50)?,
            min: *values.first()?,
            max: *values.last()?,
        })
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{:>9}  ({} – {})",
            short(self.median),
            short(self.min),
            short(self.max)
        )
    }
}

/// Three significant digits or so; nobody should read more into a shared machine.
fn short(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.decimals$}")
}

/// The `percent`-th percentile of sorted values: the least value that at least so many are not
/// above; for 50 of an even number, the mean of the two in the middle.
pub(crate) fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let count = sorted.len();
    if percent == 50 && count > 0 && count.is_multiple_of(2) {
        return Some(f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]));
    }
    let rank = (count * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATIOS: &[Ratio] = &[Ratio {
        metric: "cpu_us",
        reference: "floor-wal",
        goal: Goal::AtMost(1.3),
    }];

    fn report() -> Report {
        let mut report = Report::new("iso", RATIOS);
        for (floor, saar) in [(1.0, 1.2), (10.0, 14.0), (2.0, 2.2)] {
            report.add("floor-wal", Metrics::from([("cpu_us", floor)]));
            report.add("saar", Metrics::from([("cpu_us", saar)]));
        }
        report
    }

    #[test]
    fn the_ratio_is_formed_within_each_round() {
        let spread = report().ratio_spread("saar", &RATIOS[0]);
        let expected = Spread {
            median: 1.2,
            min: 1.1,
            max: 1.4,
        };
        assert_eq!(spread, Some(expected));
        assert!(report().table().contains("goal ≤ 1.3: met"));
        assert_eq!(report().json()["targets"]["saar"]["ratios"][0]["median"], 1.2);
    }

    #[test]
    fn a_missed_goal_is_said_of_ours_and_not_of_a_reference() {
        assert_eq!(Goal::AtMost(1.3).verdict("saar", 1.4), "  goal ≤ 1.3: MISSED");
        assert_eq!(Goal::AtLeast(0.8).verdict("saar", 0.8), "  goal ≥ 0.8: met");
        assert_eq!(Goal::AtMost(1.3).verdict("redis", 1.4), "");
    }

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&hundred, 99), Some(99.0));
        assert_eq!(percentile(&hundred, 50), Some(50.5));
        assert_eq!(percentile(&[7.0], 99), Some(7.0));
        assert_eq!(percentile(&[], 50), None);
    }
}
