//! `saar keys`: which master keys there are, and rotating them.

use crate::config::Settings;
use crate::serve::Assembly;
use crate::usecase::key_rotation::{self, Progress, Status};
use saar_domain::clock::Timestamp;
use saar_store::key_ring::Step;
use std::collections::BTreeMap;

#[derive(Debug, clap::Subcommand)]
pub(super) enum KeysCommand {
    /// Make a new secret key, seal everything under it while the server runs, and destroy the former one
    #[command(after_help = "\
Example:
  saar keys rotate                        beside a running server too; then copy secret.key again

Everybody goes on signing in and raising alarms meanwhile. Killed or interrupted, call it again: it
goes on where it was. With several servers, copy the file of the secret key to the others when it says
that it waits for them.

Copies of the former key that you keep elsewhere open the backups of their time, and nothing that was
written since. Destroy them with the last of those backups; until then `saar restore --key-of-then`
takes such a copy. Printed invites and letters stay good, and so do the phones' subscriptions.")]
    Rotate,
    /// Show the keys by version: since when they seal, how much, and when they were destroyed
    Status,
}

pub(super) async fn run(settings: &Settings, command: KeysCommand) -> anyhow::Result<()> {
    let assembly = super::for_command(settings).await?;
    let done = match command {
        KeysCommand::Rotate => rotate(&assembly).await,
        KeysCommand::Status => status(&assembly).await,
    };
    assembly.app.keys.close().await;
    assembly.app.db.close().await;
    done
}

/// Says on standard error what it is at: a line for each column, not for each row.
#[derive(Debug, Default)]
pub(super) struct Telling {
    at: Option<&'static str>,
    rows: u64,
}

impl Telling {
    pub(super) fn hear(&mut self, progress: Progress) {
        let (place, rows) = match progress {
            Progress::Indexed { rows } => ("addresses indexed under the new key", rows),
            Progress::Resealed { place, rows } => (place, rows),
            _ => ("", 0),
        };
        if self.at != Some(place) {
            self.end();
        }
        match progress {
            Progress::Resumed => eprintln!("a rotation was begun before: it goes on"),
            Progress::Made { version } => eprintln!("[1/4] key {version} is in the file; telling everybody"),
            Progress::Waiting => eprintln!("      waiting until every server and command that runs has followed"),
            Progress::Destroying => eprintln!("[4/4] destroying the former key"),
            Progress::Indexed { .. } | Progress::Resealed { .. } => {
                if self.at.is_none() {
                    let step = if matches!(progress, Progress::Indexed { .. }) {
                        2
                    } else {
                        3
                    };
                    eprintln!("[{step}/4] {place}");
                }
                self.at = Some(place);
                self.rows += rows;
                if self.rows % 10_000 < rows {
                    eprintln!("      {} rows", self.rows);
                }
            }
        }
    }

    fn end(&mut self) {
        if self.at.take().is_some() {
            eprintln!("      {} rows done", self.rows);
        }
        self.rows = 0;
    }
}

async fn rotate(assembly: &Assembly) -> anyhow::Result<()> {
    let mut telling = Telling::default();
    let rotated = key_rotation::rotate(&assembly.app, &mut |progress| telling.hear(progress)).await?;
    eprintln!("done: key {} seals, and no other is left", rotated.version);
    if rotated.unopened > 0 {
        eprintln!(
            "{} values were left alone: no key opened them before either",
            rotated.unopened
        );
    }
    if rotated.ask_again > 0 {
        eprintln!(
            "{} invitations to coordinate an umbrella were of an older version: send them again",
            rotated.ask_again
        );
    }
    eprintln!("now copy the file of the secret key to where you keep it, apart from the backups");
    Ok(())
}

async fn status(assembly: &Assembly) -> anyhow::Result<()> {
    let status = key_rotation::status(&assembly.app).await?;
    println!("key  state      values    content keys  began             seals since       destroyed");
    for version in &status.versions {
        println!(
            "{:<4} {:<10} {:<9} {:<13} {:<17} {:<17} {}",
            version.version,
            state_of(&status, version.version, version.gone_at),
            count(&status.values, version.version),
            count(&status.keys, version.version),
            when(version.began_at),
            when(version.sealed_from),
            when(version.gone_at),
        );
    }
    if status.state.step != Step::Still {
        println!("A rotation is under way; where nobody runs it, saar keys rotate goes on with it.");
    }
    Ok(())
}

fn state_of(status: &Status, version: u8, gone_at: Option<Timestamp>) -> &'static str {
    match status.state.step {
        _ if version == status.state.active => "seals",
        Step::Coming if status.state.other == Some(version) => "comes",
        Step::Leaving if status.state.other == Some(version) => "goes",
        _ if gone_at.is_some() && !status.in_file.contains(&version) => "destroyed",
        _ => "not used",
    }
}

fn count(counts: &BTreeMap<u8, u64>, version: u8) -> u64 {
    counts.get(&version).copied().unwrap_or(0)
}

fn when(at: Option<Timestamp>) -> String {
    at.map_or_else(
        || "–".to_owned(),
        |at| at.to_jiff().strftime("%Y-%m-%d %H:%M").to_string(),
    )
}
