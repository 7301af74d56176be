//! The command line: what it understands, and which function answers.

mod backup;
mod boundaries;
mod check_texts;
mod demo;
mod desks;
mod flags;
mod group;
mod inspect;
mod invite;
mod keys;
mod progress;
mod restore;
mod retention;
mod token;
mod umbrella;

use crate::config::{self, Problems, Settings, check, example};
use crate::serve::{self, Assembly, Mode, Replacements, assemble};
use crate::telemetry;
use clap::{FromArgMatches as _, Parser, Subcommand};
use std::process::ExitCode;

/// What went wrong with the settings or the flags, and not with the work.
const EXIT_USAGE: u8 = 2;

const FIRST_STEPS: &str = "\
First steps:
  saar config example > saar.toml      write down your settings: public_url and [smtp]
  saar config check                    see what is in force, and from where
  saar group create --name Lindehof --municipality Voorbeeldstad --street Lindelaan
                                       make a group; prints the link for its first admin
  saar serve                           run it, behind a reverse proxy with TLS

Every day:
  saar backup /backups/saar-monday.db  a verified copy, also while it runs

Settings come from a file (--config, SAAR_CONFIG, ./saar.toml or /etc/saar/saar.toml), from the
environment (SAAR_PUBLIC_URL and so on) and from flags; the later wins. `saar help serve` lists them all.";

/// SAAR: wakes a neighbourhood once, after the police have been called.
#[derive(Debug, Parser)]
#[command(name = "saar", version, after_help = FIRST_STEPS, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server until SIGTERM or Ctrl-C; the database is migrated first
    #[command(after_help = "\
Examples:
  saar serve
  saar serve --public-url https://saar.example.org --data-dir /var/lib/saar
  SAAR_DATABASE_URL=postgres://saar@db.example.org/saar saar serve
  saar serve --letters-to-log            try it on this machine without a mail server")]
    Serve,
    /// Try it: an invented village with simulated neighbours, on this machine, without settings
    #[command(after_help = "\
The village is kept in data/demo and founded the first time. Starting it twice is harmless. No network is needed.")]
    Demo(demo::DemoArgs),
    /// Make groups, see which there are, and say who runs them
    #[command(subcommand)]
    Group(group::GroupCommand),
    /// Invite people into a group: prints a link, and its QR code
    #[command(after_help = "\
Examples:
  saar group list                        shows the ids
  saar invite 01928c2e-7b1a-7c3d-8e4f-0123456789ab --uses 30 --days 14

While a group has no admin, the first who joins by such a link becomes one.
The link goes to standard output, all else to standard error: saar invite … | wl-copy")]
    Invite(invite::InviteArgs),
    /// See the umbrellas, and ask who coordinates them
    #[command(subcommand)]
    Umbrella(umbrella::UmbrellaCommand),
    /// Make access tokens for the API
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Copy the SQLite database to a new file while the server runs, and verify the copy
    #[command(after_help = "\
Example:
  saar backup /backups/saar-$(date +%F).db

  saar backup --keys /backups/keys       copies of the key store, for a disk that breaks

The copy holds neither the secret key, nor the keys of what people said (keys.db), nor anything that
was deleted: what is forgotten here is forgotten in every backup too. Keep a copy of secret.key
elsewhere: without it contact details cannot be read. With --keys the key store is copied, to a folder
of its own; copies there that are older than a day are removed, and one that is older is never put
back: do it daily, and never beside the backups. PostgreSQL has pg_dump for this.")]
    Backup(backup::BackupArgs),
    /// Put a backup in the place of the SQLite database; the server must be stopped
    #[command(after_help = "\
Example:
  systemctl stop saar && saar restore /backups/saar-monday.db --force && systemctl start saar

The backup is verified before anything is changed, and the database that was there is kept beside it.
The key store stays as it is: what was forgotten since the backup was made stays forgotten. Only when
its file was lost: saar restore --keys /backups/keys/keys-1795214460.db")]
    Restore(restore::RestoreArgs),
    /// Load districts and municipalities from which groups may take their area
    #[command(subcommand)]
    Boundaries(boundaries::BoundariesCommand),
    /// The secret key: rotate it while the server runs, and see which there were
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Load and show where matters go that are not for the group, by municipality
    #[command(subcommand)]
    Desks(desks::DesksCommand),
    /// What is forgotten when, and forgetting now
    #[command(subcommand)]
    Retention(retention::RetentionCommand),
    /// Score the check of texts on a file of texts that somebody labelled
    #[command(after_help = "\
Each line is one JSON object: {\"text\": \"man voelt aan autodeuren\", \"labels\": [\"alarm_ok\"]}
Labels: alarm_ok, offensive, accusation, looks_without_behaviour, chatter, wrong_channel, sensitive_ok.

Examples:
  saar check-texts texts.jsonl
  saar check-texts texts.jsonl --show-misses     which texts are read otherwise
  saar check-texts texts.jsonl --json            for programs

Nothing of the file is stored or sent, and no settings are needed.")]
    CheckTexts(check_texts::CheckTextsArgs),
    /// Show as JSON what would be read from a chat export, contacts, a table or an area; nothing is stored
    #[command(after_help = inspect::HELP)]
    Inspect(inspect::InspectArgs),
    /// See the settings
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Which program this is
    Version,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Print a settings' file with every setting explained
    Example,
    /// Check the settings, and say what is in force and from where; secrets are masked
    Check,
}

/// The whole program: reads the command line and runs it.
pub fn main() -> ExitCode {
    let matches = flags::with_settings(<Cli as clap::CommandFactory>::command()).get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    // Needs no settings, and answers by its exit code too.
    if let Command::Inspect(args) = &cli.command {
        return inspect::run(args);
    }
    match start(cli.command, &matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let usage = error.downcast_ref::<Problems>();
            match usage {
                Some(problems) => {
                    for problem in &problems.0 {
                        eprintln!("saar: {problem}");
                    }
                }
                None => eprintln!("saar: {}", one_line(&error)),
            }
            ExitCode::from(if usage.is_some() { EXIT_USAGE } else { 1 })
        }
    }
}

/// The error and its causes in one line, each said once; no backtrace, for it helps nobody who can mend it.
fn one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if line.is_empty() {
            line = cause;
        } else if !line.contains(&cause) {
            line = format!("{line}: {cause}");
        }
    }
    line
}

fn start(command: Command, matches: &clap::ArgMatches) -> anyhow::Result<()> {
    // These need no settings: somebody with broken ones still gets help.
    match command {
        Command::Version => {
            println!(
                "saar {} (schema {})",
                env!("CARGO_PKG_VERSION"),
                saar_store::migrate::newest()
            );
            return Ok(());
        }
        Command::Config(ConfigCommand::Example) => {
            print!("{}", example::file());
            return Ok(());
        }
        Command::CheckTexts(args) => return check_texts::run(&args),
        // The demo has no settings.
        Command::Demo(args) => {
            telemetry::init_with("warn", config::value::LogFormat::Text);
            return runtime()?.block_on(crate::demo::run(args.into()));
        }
        _ => {}
    }
    let settings = config::load(&flags::sources(matches))?;
    let quiet_unless_asked =
        !matches!(command, Command::Serve) && settings.places.get("log") == Some(&config::Place::Default);
    if quiet_unless_asked {
        telemetry::init_with("warn", settings.log_format);
    } else {
        telemetry::init(&settings);
    }
    runtime()?.block_on(run(command, settings))
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

async fn run(command: Command, settings: Settings) -> anyhow::Result<()> {
    match command {
        Command::Serve => serve::run(settings).await,
        Command::Group(command) => group::run(&settings, command).await,
        Command::Invite(args) => invite::run(&settings, &args).await,
        Command::Umbrella(command) => umbrella::run(&settings, command).await,
        Command::Token(token::TokenCommand::Create(args)) => token::create(&settings, args).await,
        Command::Backup(args) => backup::run(&settings, &args).await,
        Command::Restore(args) => restore::run(&settings, &args).await,
        Command::Boundaries(command) => boundaries::run(&settings, command).await,
        Command::Keys(command) => keys::run(&settings, command).await,
        Command::Desks(command) => desks::run(&settings, command).await,
        Command::Retention(command) => retention::run(&settings, command).await,
        Command::Config(_) => {
            print!("{}", check::report(&settings));
            Ok(())
        }
        Command::Demo(_) | Command::CheckTexts(_) | Command::Inspect(_) | Command::Version => Ok(()),
    }
}

/// The program for one command, beside a running server too.
async fn for_command(settings: &Settings) -> anyhow::Result<Assembly> {
    Ok(assemble(settings, Mode::Command, Replacements::default()).await?)
}

/// What was wrong with something typed, as one line with the mend.
fn say(errors: &[saar_domain::field::FieldError]) -> String {
    use saar_domain::field::Problem;
    let each = errors.iter().map(|error| {
        let problem = match error.problem {
            Problem::Missing => "is missing".to_owned(),
            Problem::TooLong { max } => format!("is too long: at most {max} characters"),
            Problem::TooShort { min } => format!("is too short: at least {min} characters"),
            Problem::OutOfRange { min, max } => format!("must be from {min} to {max}"),
            Problem::NotAChoice => "is not one of the choices: see --help".to_owned(),
            other => format!("cannot be used ({})", other.code()),
        };
        format!("{} {problem}", error.field)
    });
    each.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        flags::with_settings(<Cli as clap::CommandFactory>::command()).debug_assert();
    }
}
