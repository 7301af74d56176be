//! `saar-bench` measures SAAR beside its peers, in one interleaved run, as ratios; see `bench/README.md`.
#![expect(
    clippy::disallowed_methods,
    reason = "a measurement reads the machine's clock; nothing here decides by it"
)]

mod areas;
mod child;
mod cli;
mod commit;
mod cpu;
mod floor;
mod load;
mod photo;
mod plain;
mod push;
mod report;
mod run;
mod saar;
mod scenario;
mod target;
mod town;
mod wire;

use anyhow::Result;
use clap::Parser;

use cli::{Cli, Command};

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Child { core, parent, command } => child::become_child(core, parent, &command),
        Command::ServeFloor { directory } => floor::serve(&directory),
        Command::ServePlain { directory } => plain::serve(&directory),
        measured => run::run(&measured),
    }
}
