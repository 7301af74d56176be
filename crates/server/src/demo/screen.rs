//! What the terminal shows: one screen, so that nothing has to be scrolled for.

use super::persona::{Persona, persona_token};
use crate::demo::village::MAIN_GROUP;
use saar_domain::member::Role;
use saar_store::Sealer;
use std::path::Path;

/// Lines of a usual terminal.
#[cfg(test)]
const LINES_MAX: usize = 24;
/// And its columns.
#[cfg(test)]
const COLUMNS_MAX: usize = 80;

/// The screen of a running demo.
pub(super) fn welcome(address: &str, personas: &[Persona], sealer: &Sealer, folder: &Path) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        "  SAAR, the demo: an invented village. Nothing dials or leaves this machine.".to_owned(),
        format!("  Open  {address}/demo"),
        String::new(),
        format!("  Or be somebody in {MAIN_GROUP} at once:"),
    ];
    lines.extend(personas.iter().map(|persona| {
        let role = match persona.role {
            Role::Member => "resident",
            Role::Deputy => "deputy",
            Role::Admin => "admin",
        };
        let token = persona_token(sealer, &persona.code);
        format!("  {:<10} {role:<9} {address}/demo/sign-in/{token}", persona.alias)
    }));
    lines.extend(
        [
            "",
            "  Try this:",
            "  1. As a resident, press the big button and raise an alarm.",
            "  2. Watch it reach the neighbours; within a minute some of them react.",
            "  3. In a private window, be the other resident and add what you see.",
            "  4. End it as the admin, or call it a false alarm: its words are gone.",
            "",
            "  Neighbours with \u{b7}sim behind their name are played by this program.",
        ]
        .map(str::to_owned),
    );
    lines.push(cut(&format!(
        "  The village is kept in {} (remove it to begin anew).",
        folder.display()
    )));
    lines.push("  Stop with Ctrl+C.".to_owned());
    lines.push(String::new());
    lines
}

/// A folder may have any length; the screen has not.
fn cut(line: &str) -> String {
    const COLUMNS: usize = 80;
    if line.chars().count() <= COLUMNS {
        line.to_owned()
    } else {
        line.chars().take(COLUMNS - 1).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_fits_one_screen() {
        let personas: Vec<Persona> = super::super::persona::CAST
            .iter()
            .map(|part| Persona {
                code: part.code.into(),
                alias: part.alias.into(),
                role: part.role,
                group_name: MAIN_GROUP.into(),
            })
            .collect();
        let folder = Path::new("/a/rather/long/folder/somewhere/deep/in/a/machine/of/somebody/else/data/demo");
        let lines = welcome("http://127.0.0.1:65535", &personas, &Sealer::new(&[1; 32]), folder);
        assert!(lines.len() <= LINES_MAX, "{} lines", lines.len());
        for line in &lines {
            assert!(line.chars().count() <= COLUMNS_MAX, "{line}");
        }
        assert_eq!(lines.iter().filter(|line| line.contains("/demo/sign-in/")).count(), 4);
    }
}
