//! `cargo demo`: the invented village, from a clean clone to a running server.

use std::path::PathBuf;
use std::process::Stdio;

use crate::bundle::{self, Bundle};
use crate::json::Json;
use crate::shell::{cargo, output, program};

/// Builds what changed and becomes the server. Whatever follows `cargo demo` goes to `saar demo`.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match bundle::ensure() {
        Ok(Bundle::Fresh | Bundle::Built) => {}
        // The pages work without scripts, so a village without them is better than none.
        Ok(Bundle::Missing(reason)) | Err(reason) => {
            eprintln!(
                "Scripts and styles were not built: {reason}. The pages work without them, or with those of last time."
            );
        }
    }
    let saar = build()?;
    become_program(&saar, arguments)
}

/// Builds the server and gives its place, as cargo names it.
pub(crate) fn build() -> Result<PathBuf, String> {
    let messages = output(
        cargo()
            .args([
                "build",
                "--quiet",
                "--package",
                "saar-server",
                "--message-format=json-render-diagnostics",
            ])
            .stdin(Stdio::null()),
    )?;
    executable(&messages).ok_or_else(|| "cargo built saar-server, and names no program `saar`".to_owned())
}

/// The place of the program `saar` (not of its tests) in cargo's messages.
pub(crate) fn executable(messages: &str) -> Option<PathBuf> {
    messages.lines().filter_map(Json::parse).find_map(|message| {
        let target = message.get("target")?;
        let is_bin = target.get("kind")?.list().iter().any(|kind| kind.text() == Some("bin"));
        let is_test = message.get("profile")?.get("test")? == &Json::Bool(true);
        (is_bin && !is_test && target.get("name")?.text() == Some("saar"))
            .then(|| message.get("executable")?.text().map(PathBuf::from))?
    })
}

/// Gives this process over to the program, as `cargo run` gave its own to us: Ctrl-C, SIGTERM and the exit code are then simply its own.
#[cfg(unix)]
fn become_program(saar: &std::path::Path, arguments: &[String]) -> Result<(), String> {
    use std::os::unix::process::CommandExt;
    let error = program(saar).arg("demo").args(arguments).exec();
    Err(format!("{}: {error}", saar.display()))
}

/// Elsewhere the program is a child, and the console sends Ctrl-C to both.
#[cfg(not(unix))]
fn become_program(saar: &std::path::Path, arguments: &[String]) -> Result<(), String> {
    crate::shell::run(program(saar).arg("demo").args(arguments))
}

#[cfg(test)]
mod tests {
    use super::executable;
    use std::path::PathBuf;

    #[test]
    fn finds_the_program_and_not_its_tests() {
        let messages = r#"
{"reason":"compiler-artifact","target":{"kind":["lib"],"name":"saar"},"profile":{"test":false},"executable":null}
{"reason":"compiler-artifact","target":{"kind":["bin"],"name":"saar"},"profile":{"test":true},"executable":"/t/saar-0123"}
{"reason":"compiler-artifact","target":{"kind":["bin"],"name":"saar"},"profile":{"test":false},"executable":"/t/saar"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(executable(messages), Some(PathBuf::from("/t/saar")));
        assert_eq!(executable("{}"), None);
    }
}
