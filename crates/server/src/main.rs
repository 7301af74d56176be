//! The program `saar`.

use std::process::ExitCode;

fn main() -> ExitCode {
    saar_server::cli::main()
}
