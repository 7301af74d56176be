//! The commands of this repository: `cargo demo` shows it, `cargo verify` checks it, `cargo xtask` has the rest.
//!
//! Only the standard library, so that a clean clone builds this in a second and without the network.

// A tool on a developer's machine may ask the machine for the time.
#![allow(clippy::disallowed_methods)]

mod bundle;
mod demo;
mod json;
mod machine;
mod shell;
mod steps;
mod tidy;
mod verify;

use std::process::ExitCode;

const HELP: &str = "\
cargo demo [options of `saar demo`]   builds what changed and starts the demo village
cargo verify [--quick] [step…]        runs every check, or the named ones
cargo xtask web                       builds the front end's bundle, if something in web/ changed
cargo xtask help                      this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments
        .split_first()
        .map_or(("help", &[][..]), |(first, rest)| (first.as_str(), rest));
    let done = match command {
        "demo" => demo::run(rest).map(|()| true),
        "verify" => verify::run(rest),
        "web" => bundle::ensure().map(|bundle| {
            println!("{}", bundle.words());
            true
        }),
        "help" | "--help" | "-h" => {
            println!("{HELP}\n\nsteps of verify:");
            for step in &steps::STEPS {
                println!("  {:<8} {}", step.name, step.about);
            }
            Ok(true)
        }
        other => Err(format!("`{other}` is no command of xtask.\n\n{HELP}")),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}
