//! One run: rounds of every target, interleaved, then tables and JSON.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::child::{LOAD_CORE, pin_to, raise_file_limit};
use crate::cli::{Command, Options, Selection};
use crate::report::{Metrics, Report};
use crate::scenario::Scenario;
use crate::target::{Kind, Target};
use crate::{areas, commit, photo, push, town};

/// Files that this program and each server need beside their pages.
const FILES_BESIDE_PAGES: u64 = 200;
/// What starting, warming up, opening pages and stopping may take for one measurement, at most.
const OVERHEAD_MAX: Duration = Duration::from_secs(120);
/// `f_type` of a file system in memory (statfs(2)).
const TMPFS_MAGIC: i64 = 0x0102_1994;

/// What needs no server: whether it is asked for, its name, whose work it is, and one round of it.
type Alone<'a> = (bool, &'static str, &'static str, &'a dyn Fn() -> Result<Metrics>);

/// Measures what `command` names and prints the result.
pub(crate) fn run(command: &Command) -> Result<()> {
    let (options, selection) = command.selection().context("not a measuring command")?;
    pin_to(LOAD_CORE)?;
    let files = raise_file_limit()?;
    if selection.scenarios.contains(&Scenario::Idle) && files < u64::from(options.idle_pages) + FILES_BESIDE_PAGES {
        bail!(
            "idle needs {} open files, the limit is {files}: see --idle-pages",
            options.idle_pages
        );
    }
    warn_about_data(&options.data)?;
    let saar = options.saar_command();
    let targets = if selection.scenarios.is_empty() {
        Vec::new()
    } else {
        present(options, saar.as_deref())
    };
    stop_in_time(options, &selection, targets.len());

    let mut reports = Vec::new();
    let mut all_whole = true;
    for scenario in selection.scenarios {
        let (report, whole) = interleaved(*scenario, options, &targets, saar.as_deref());
        reports.push(report);
        all_whole &= whole;
    }
    let (data, duration) = (&options.data, options.size().duration);
    let alone: [Alone<'_>; 4] = [
        (selection.commit, "commit", "sqlite", &|| {
            commit::measure(data, duration)
        }),
        (selection.push, "push", "saar-delivery", &|| push::measure(duration)),
        (selection.photo, "photo", "saar-server", &|| photo::measure(duration)),
        (selection.areas, "areas", "saar-server", &areas::measure),
    ];
    for (_, name, who, measure) in alone.into_iter().filter(|(is_asked, ..)| *is_asked) {
        let mut report = Report::new(name, &[]);
        for round in 1..=options.rounds {
            say(&format!("{name}, round {round} of {}", options.rounds));
            report.add(who, measure()?);
        }
        reports.push(report);
    }
    if selection.town {
        let saar = saar.as_deref().context("town needs --saar or SAAR_BENCH_SERVER")?;
        say("town: seeding 3,000 groups and 201,000 members");
        let mut report = Report::new("town", &[]);
        for round in town::measure(saar, data, options.rounds)? {
            report.add("saar", round);
        }
        reports.push(report);
    }
    print(options, &reports)?;
    if !all_whole {
        bail!("not everything could be measured: see FAILED above");
    }
    Ok(())
}

/// A B C A B C …: what slows the machine down for a while slows every target down alike.
///
/// A target that fails is named and left out of the scenario's later rounds; the others go on. False if any did.
fn interleaved(scenario: Scenario, options: &Options, targets: &[Kind], saar: Option<&[OsString]>) -> (Report, bool) {
    let mut report = Report::new(scenario.name(), scenario.ratios());
    let mut targets = targets.to_vec();
    let asked = targets.len();
    for round in 1..=options.rounds {
        targets.retain(|kind| {
            let what = format!(
                "{}, round {round} of {}, {}",
                scenario.name(),
                options.rounds,
                kind.name()
            );
            let measured = Target::start(*kind, &options.data, saar).and_then(|mut target| {
                say(&format!("{what} (process {})", target.server.pid()));
                scenario.measure(&mut target, options.size())
            });
            match measured {
                Ok(metrics) => report.add(kind.name(), metrics),
                Err(error) => {
                    say(&format!("FAILED: {what}: {error:#}"));
                    return false;
                }
            }
            true
        });
    }
    (report, targets.len() == asked)
}

fn present(options: &Options, saar: Option<&[OsString]>) -> Vec<Kind> {
    let mut targets = Vec::new();
    for kind in &options.targets {
        match kind.missing(saar) {
            Some(reason) => say(&format!("NOT MEASURED: {}: {reason}", kind.name())),
            None if targets.contains(kind) => {}
            None => targets.push(*kind),
        }
    }
    targets
}

fn warn_about_data(folder: &Path) -> Result<()> {
    let kind = rustix::fs::statfs(folder)
        .with_context(|| format!("no such folder: {}", folder.display()))?
        .f_type;
    if kind == TMPFS_MAGIC {
        say("WARNING: the data folder is in memory, so nothing is durable and commits cost nothing: see --data");
    }
    Ok(())
}

/// The last resort: a run that hangs is ended, and the servers with it (see [`crate::child`]).
fn stop_in_time(options: &Options, selection: &Selection, targets: usize) {
    let measurements = selection.scenarios.len() * targets + 5;
    let each = OVERHEAD_MAX + options.size().duration * 2;
    let longest = each * options.rounds * u32::try_from(measurements).unwrap_or(u32::MAX);
    std::thread::spawn(move || {
        std::thread::sleep(longest);
        say(&format!("stopped: not finished after {longest:?}"));
        std::process::exit(3);
    });
}

fn print(options: &Options, reports: &[Report]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for report in reports {
        write!(out, "{}", report.table())?;
    }
    let json = json!({
        "rounds": options.rounds,
        "seconds": options.seconds,
        "pages": options.pages,
        "idle_pages": options.idle_pages,
        "scenarios": reports.iter().map(Report::json).collect::<Vec<Value>>(),
    });
    match &options.json {
        Some(file) => std::fs::write(file, format!("{json:#}\n")).with_context(|| format!("{}", file.display()))?,
        None => writeln!(out, "\n{json}")?,
    }
    Ok(())
}

/// Progress and warnings, beside the result.
fn say(text: &str) {
    eprintln!("{text}");
}
