//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, value_parser};

use crate::scenario::{Scenario, Size};
use crate::target::Kind;

/// Measures SAAR beside its peers: each target in turn, round after round, on this machine's loopback only.
///
/// Servers run on core 0, the load on core 1. Absolute numbers belong to one machine and one hour; the ratios
/// within one run are what counts. Nothing survives this program, however it ends.
#[derive(Debug, Parser)]
#[command(name = "saar-bench", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Everything below, one after the other.
    All(Options),
    /// 50 alerts a second to 255 pages: how soon the last page has it, and CPU a delivery.
    Iso(Options),
    /// One alert outstanding, 255 pages: CPU a delivery.
    W1(Options),
    /// Sixteen outstanding, 255 pages: CPU a delivery, durable acknowledgements a second.
    W16(Options),
    /// Sixteen outstanding and no page: the durable path alone.
    Acks(Options),
    /// Resident memory of an open page that waits, at 10,000 pages.
    Idle(Options),
    /// SQLite commits beside preallocated fdatasync, without any server.
    Commit(Options),
    /// A Web Push message beside P-256 key generation and agreement, without any server.
    Push(Options),
    /// A photo of 12 megapixels, from the file to what is kept: CPU and peak memory, without any server.
    Photo(Options),
    /// Which group covers a point, among 50,000 polygons: the index in memory beside a plain look, without any server.
    Areas(Options),
    /// Every page of an admin, in an installation of 3,000 groups and 200,000 members. Seeds for a minute or more; not part of `all`.
    Town(Options),
    /// Pins itself to a core, dies with its parent, and becomes the given command.
    #[command(hide = true)]
    Child {
        #[arg(long)]
        core: usize,
        #[arg(long)]
        parent: u32,
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
    /// The reference floor-wal.
    #[command(hide = true)]
    ServeFloor { directory: PathBuf },
    /// The reference plain-axum.
    #[command(hide = true)]
    ServePlain { directory: PathBuf },
}

/// How to measure.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Rounds; in each, every target is started afresh and measured once.
    #[arg(long, default_value_t = 5, value_parser = value_parser!(u32).range(1..=50))]
    pub(crate) rounds: u32,
    /// Seconds of load in each measurement.
    #[arg(long, default_value_t = 3.0, value_parser = seconds)]
    pub(crate) seconds: f64,
    /// Who is measured, in this order. A target that is not there is named and left out.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "floor,plain,redis,saar")]
    pub(crate) targets: Vec<Kind>,
    /// Open pages in iso, w1 and w16.
    #[arg(long, default_value_t = 255, value_parser = value_parser!(u16).range(1..=5000))]
    pub(crate) pages: u16,
    /// Open pages in idle; each takes a file on both sides.
    #[arg(long, default_value_t = 10_000, value_parser = value_parser!(u16).range(1..=18_000))]
    pub(crate) idle_pages: u16,
    /// Command that seeds and starts SAAR, split at spaces. An empty data folder is appended; it must stay in the
    /// foreground and print one line {"base":…,"group":…,"token":…,"streets":[…],"readers":[…]} when it is
    /// ready; see bench/README.md.
    #[arg(long, env = "SAAR_BENCH_SERVER")]
    saar: Option<String>,
    /// Where servers keep their data: a real disk, or commits cost nothing.
    #[arg(long, default_value_os_t = std::env::temp_dir())]
    pub(crate) data: PathBuf,
    /// Write the JSON to this file instead of printing it after the tables.
    #[arg(long)]
    pub(crate) json: Option<PathBuf>,
}

impl Options {
    /// How much is done in one measurement.
    pub(crate) fn size(&self) -> Size {
        Size {
            duration: Duration::from_secs_f64(self.seconds),
            pages: self.pages.into(),
            idle_pages: self.idle_pages.into(),
        }
    }

    /// The command that starts SAAR, if there is one.
    pub(crate) fn saar_command(&self) -> Option<Vec<OsString>> {
        let words: Vec<OsString> = self.saar.as_ref()?.split_whitespace().map(OsString::from).collect();
        (!words.is_empty()).then_some(words)
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.1..=60.0).contains(&seconds) => Ok(seconds),
        _ => Err("give a number from 0.1 to 60".to_owned()),
    }
}

/// What one command measures.
pub(crate) struct Selection {
    /// Scenarios that need servers.
    pub(crate) scenarios: &'static [Scenario],
    /// Whether commits are measured.
    pub(crate) commit: bool,
    /// Whether Web Push is measured.
    pub(crate) push: bool,
    /// Whether a photo is measured.
    pub(crate) photo: bool,
    /// Whether the index of areas is measured.
    pub(crate) areas: bool,
    /// Whether an admin's pages are measured.
    pub(crate) town: bool,
}

impl Command {
    /// The options and selection of a measuring command; `None` for the hidden ones.
    pub(crate) fn selection(&self) -> Option<(&Options, Selection)> {
        let (options, scenarios): (_, &[Scenario]) = match self {
            Self::All(options) => (options, Scenario::ALL),
            Self::Iso(options) => (options, &[Scenario::Iso]),
            Self::W1(options) => (options, &[Scenario::W1]),
            Self::W16(options) => (options, &[Scenario::W16]),
            Self::Acks(options) => (options, &[Scenario::Acks]),
            Self::Idle(options) => (options, &[Scenario::Idle]),
            Self::Commit(options)
            | Self::Push(options)
            | Self::Photo(options)
            | Self::Areas(options)
            | Self::Town(options) => (options, &[]),
            Self::Child { .. } | Self::ServeFloor { .. } | Self::ServePlain { .. } => return None,
        };
        let selection = Selection {
            scenarios,
            commit: matches!(self, Self::All(_) | Self::Commit(_)),
            push: matches!(self, Self::All(_) | Self::Push(_)),
            photo: matches!(self, Self::All(_) | Self::Photo(_)),
            areas: matches!(self, Self::All(_) | Self::Areas(_)),
            town: matches!(self, Self::Town(_)),
        };
        Some((options, selection))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed_and_bounded() {
        Cli::command().debug_assert();
        for refused in [
            "--rounds=0",
            "--rounds=51",
            "--seconds=61",
            "--seconds=NaN",
            "--targets=x",
        ] {
            assert!(
                Cli::try_parse_from(["saar-bench", "all", refused]).is_err(),
                "{refused}"
            );
        }
    }
}
