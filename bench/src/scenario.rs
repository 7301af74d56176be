//! What is measured: the questions that the research notes put to every server.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::load::{Load, Outcome, Plan, open_pages};
use crate::report::{Goal, Metrics, Ratio, percentile};
use crate::target::Target;

/// Alerts a second in *iso*.
const ISO_PER_SECOND: u32 = 50;
/// Pages opened and kept before the first memory reading of *idle*, so that one-time costs of the
/// first page are not divided among the ten thousand.
const IDLE_WARM_PAGES: usize = 50;
/// How long *idle* lets the server settle before memory is read.
const IDLE_SETTLE: Duration = Duration::from_secs(1);
/// Sent before each measurement and thrown away.
const WARM_UP: Duration = Duration::from_millis(500);

const ISO_RATIOS: &[Ratio] = &[
    over_floor("cpu_us_per_delivery", Goal::AtMost(1.3)),
    over_floor("last_page_p50_ms", Goal::AtMost(1.3)),
    over_floor("last_page_p99_ms", Goal::AtMost(1.3)),
    over("cpu_us_per_delivery", "plain-axum", Goal::AtMost(1.0)),
];
const W1_RATIOS: &[Ratio] = &[
    over_floor("cpu_us_per_delivery", Goal::AtMost(1.1)),
    over("cpu_us_per_delivery", "plain-axum", Goal::AtMost(1.0)),
];
const W16_RATIOS: &[Ratio] = &[
    over_floor("cpu_us_per_delivery", Goal::AtMost(1.5)),
    over("cpu_us_per_delivery", "plain-axum", Goal::AtMost(1.0)),
    over("acks_per_s", "redis", Goal::AtLeast(0.8)),
    over("acks_per_s", "plain-axum", Goal::AtLeast(1.0)),
];
const ACKS_RATIOS: &[Ratio] = &[
    over("acks_per_s", "redis", Goal::None),
    over("acks_per_s", "plain-axum", Goal::None),
];
const IDLE_RATIOS: &[Ratio] = &[over("kib_per_page", "plain-axum", Goal::AtMost(1.0))];

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// 50 alerts a second to all pages: how soon the last page has it, and at what CPU.
    Iso,
    /// One alert outstanding: the next goes out when the last is on every page.
    W1,
    /// Sixteen outstanding: what batching gives.
    W16,
    /// Sixteen outstanding and no page open: the durable path alone.
    Acks,
    /// Memory of an open page that waits.
    Idle,
}

impl Scenario {
    /// Every scenario that needs servers.
    pub(crate) const ALL: &'static [Self] = &[Self::Iso, Self::W1, Self::W16, Self::Acks, Self::Idle];

    /// The name on the command line, in tables and in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::W1 => "w1",
            Self::W16 => "w16",
            Self::Acks => "acks",
            Self::Idle => "idle",
        }
    }

    /// The ratios that count, with SAAR's goals.
    pub(crate) fn ratios(self) -> &'static [Ratio] {
        match self {
            Self::Iso => ISO_RATIOS,
            Self::W1 => W1_RATIOS,
            Self::W16 => W16_RATIOS,
            Self::Acks => ACKS_RATIOS,
            Self::Idle => IDLE_RATIOS,
        }
    }

    /// One round against one freshly started target.
    pub(crate) fn measure(self, target: &mut Target, size: Size) -> Result<Metrics> {
        match self {
            Self::Iso => {
                let outcome = driven(target, size, size.pages, 1, Some(ISO_PER_SECOND))?;
                paged(&outcome, size.pages)
            }
            Self::W1 => paged(&driven(target, size, size.pages, 1, None)?, size.pages),
            Self::W16 => paged(&driven(target, size, size.pages, 16, None)?, size.pages),
            Self::Acks => acknowledged(&driven(target, size, 0, 16, None)?),
            Self::Idle => idle(target, size.idle_pages),
        }
    }
}

const fn over(metric: &'static str, reference: &'static str, goal: Goal) -> Ratio {
    Ratio {
        metric,
        reference,
        goal,
    }
}

const fn over_floor(metric: &'static str, goal: Goal) -> Ratio {
    over(metric, "floor-wal", goal)
}

/// How much is done in one round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// How long alerts are sent.
    pub(crate) duration: Duration,
    /// Open pages in *iso*, *w1* and *w16*.
    pub(crate) pages: usize,
    /// Open pages in *idle*.
    pub(crate) idle_pages: usize,
}

fn driven(target: &mut Target, size: Size, pages: usize, window: usize, per_second: Option<u32>) -> Result<Outcome> {
    let mut load = Load::open(target, pages, window)?;
    let plan = |duration| Plan {
        window,
        per_second,
        duration,
    };
    load.run(plan(WARM_UP.min(size.duration))).context("warming up")?;
    load.run(plan(size.duration))
}

fn acknowledged(outcome: &Outcome) -> Result<Metrics> {
    let alerts = count(outcome.alerts)?;
    let mut metrics = Metrics::new();
    metrics.insert("acks_per_s", alerts / outcome.elapsed.as_secs_f64());
    metrics.insert("cpu_us_per_alert", outcome.cpu.as_secs_f64() * 1e6 / alerts);
    let times = sorted(&outcome.acknowledged_ms);
    metrics.insert("ack_p50_ms", percentile(&times, 50).context("no alerts")?);
    metrics.insert("ack_p99_ms", percentile(&times, 99).context("no alerts")?);
    Ok(metrics)
}

fn paged(outcome: &Outcome, pages: usize) -> Result<Metrics> {
    let mut metrics = acknowledged(outcome)?;
    let deliveries = count(outcome.alerts * pages)?;
    let cpu_us = outcome.cpu.as_secs_f64() * 1e6;
    metrics.insert("cpu_us_per_delivery", cpu_us / deliveries);
    let times = sorted(&outcome.last_page_ms);
    let p50 = percentile(&times, 50).context("no page received anything")?;
    let p99 = percentile(&times, 99).context("no page received anything")?;
    metrics.insert("last_page_p50_ms", p50);
    metrics.insert("last_page_p99_ms", p99);
    Ok(metrics)
}

fn idle(target: &Target, pages: usize) -> Result<Metrics> {
    let warm = open_pages(target, &target.idle_requests, IDLE_WARM_PAGES)?;
    std::thread::sleep(IDLE_SETTLE);
    let before = target.server.resident_kib()?;
    let open = open_pages(target, &target.idle_requests, pages)?;
    std::thread::sleep(IDLE_SETTLE);
    let after = target.server.resident_kib()?;
    drop((warm, open));
    let grown = u32::try_from(after.saturating_sub(before))?;
    let mut metrics = Metrics::new();
    metrics.insert("kib_per_page", f64::from(grown) / count(pages)?);
    metrics.insert("kib_before", f64::from(u32::try_from(before)?));
    Ok(metrics)
}

fn count(number: usize) -> Result<f64> {
    Ok(f64::from(u32::try_from(number)?))
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}
