//! Flags for the settings: made from their table, given to every command that reads settings.

use crate::config::table::Kind;
use crate::config::{Sources, TABLE};
use clap::{Arg, ArgMatches, Command, parser::ValueSource};
use std::path::PathBuf;

const FILE: &str = "settings file";
/// What every command shows; the rest is shown by `serve` and understood by all.
const COMMON: [&str; 3] = ["data_dir", "database_url", "public_url"];

/// Adds the flags to every command that does something.
pub(super) fn with_settings(command: Command) -> Command {
    command.mut_subcommands(|command| {
        if command.has_subcommands() {
            with_settings(command)
        } else if matches!(command.get_name(), "version" | "example" | "demo") {
            command
        } else {
            add(command)
        }
    })
}

fn add(command: Command) -> Command {
    let all = command.get_name() == "serve";
    let file = Arg::new(FILE)
        .long("config")
        .value_name("FILE")
        .value_parser(clap::value_parser!(PathBuf))
        .help("Settings' file [env: SAAR_CONFIG] [default: ./saar.toml or /etc/saar/saar.toml, when there]")
        .help_heading("Settings");
    let settings = TABLE.iter().filter_map(|setting| {
        let default = setting
            .default
            .filter(|default| !default.is_empty())
            .map(|default| format!(" [default: {default}]"))
            .unwrap_or_default();
        let help = setting
            .help
            .iter()
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join(" ");
        let arg = Arg::new(setting.key)
            .long(setting.flag()?)
            .help(format!("{help} [env: {}]{default}", setting.variable()))
            .help_heading("Settings")
            .hide(!all && !COMMON.contains(&setting.key));
        Some(match setting.kind {
            Kind::Switch => arg
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_name("true|false"),
            Kind::List => arg.value_name("A,B"),
            Kind::Text | Kind::Number | Kind::Secret => arg.value_name("VALUE"),
        })
    });
    command.arg(file).args(settings.collect::<Vec<_>>())
}

/// The settings' sources: the flags of the command that was given, and the environment.
pub(super) fn sources(matches: &ArgMatches) -> Sources {
    let mut leaf = matches;
    while let Some((_, inner)) = leaf.subcommand() {
        leaf = inner;
    }
    let given = |key: &str| {
        leaf.try_contains_id(key).is_ok_and(|there| there) && leaf.value_source(key) == Some(ValueSource::CommandLine)
    };
    Sources {
        file: if given(FILE) {
            leaf.get_one::<PathBuf>(FILE).cloned()
        } else {
            None
        },
        environment: std::env::vars_os().collect(),
        flags: TABLE
            .iter()
            .filter(|setting| given(setting.key))
            .filter_map(|setting| Some((setting.key, leaf.get_one::<String>(setting.key)?.clone())))
            .collect(),
    }
}
