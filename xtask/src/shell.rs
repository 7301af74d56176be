//! Starting other programs, and where things are.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::json::Json;

/// The root of the repository: the folder that holds `xtask/`. Cargo names it, so the commands work from any folder in it. Asked when we run:
/// two clones that share a target folder share this program too, and each means itself.
pub(crate) fn root() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().unwrap_or(&xtask).to_owned()
}

/// A program to be started in the root of the repository.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Cargo, the very one that started us.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where cargo builds, as cargo says it: a developer may have moved it by `CARGO_TARGET_DIR` or by a file.
pub(crate) fn target_dir() -> Result<PathBuf, String> {
    let metadata = output(cargo().args(["metadata", "--no-deps", "--offline", "--format-version", "1"]))?;
    let metadata = Json::parse(&metadata).ok_or("cargo metadata wrote something that is no JSON")?;
    let target = metadata.get("target_directory").and_then(Json::text);
    target
        .map(PathBuf::from)
        .ok_or_else(|| "cargo metadata names no target directory".to_owned())
}

/// Runs a program with its output on the screen. The error says what was run and how it ended.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let status = command
        .status()
        .map_err(|error| format!("{}: {error}", spelled(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` ended with {status}", spelled(command)))
    }
}

/// Runs a program and gives what it wrote to its standard output; its errors go to the screen.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let done = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{}: {error}", spelled(command)))?;
    if done.status.success() {
        String::from_utf8(done.stdout).map_err(|_| format!("`{}` wrote something that is no UTF-8", spelled(command)))
    } else {
        Err(format!("`{}` ended with {}", spelled(command), done.status))
    }
}

/// Whether a program by that name can be found on the `PATH`.
pub(crate) fn on_path(name: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
