//! The example file, made from the table.

use super::table::{Kind, Setting, TABLE};
use std::fmt::Write as _;

/// `key = value` as the file has it, without the section.
pub(super) fn line(setting: &Setting) -> String {
    let key = setting.key.rsplit('.').next().unwrap_or(setting.key);
    let text = setting.sample;
    let value = match setting.kind {
        Kind::Text | Kind::Secret => format!("{text:?}"),
        Kind::Number | Kind::Switch => text.to_owned(),
        Kind::List => {
            let items = text
                .split(',')
                .filter(|item| !item.is_empty())
                .map(|item| format!("{item:?}"));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
    };
    format!("{key} = {value}")
}

/// The whole example file: every setting with what it is for, commented out.
pub fn file() -> String {
    let mut out = String::from(
        "# Settings of saar. Every line is optional; what is commented out shows the default, or an example where there is none.\n\
         #\n\
         # This file is looked for as ./saar.toml and /etc/saar/saar.toml, or named by --config or SAAR_CONFIG. A variable goes before the\n\
         # file, a flag before both. `saar config check` says what is in force, and from where. Paths are relative to the working directory.\n",
    );
    let mut section = "";
    for setting in TABLE {
        let (of, _) = setting.key.split_once('.').unwrap_or(("", ""));
        if of != section {
            section = of;
            let _ = write!(out, "\n[{section}]\n");
        }
        out.push('\n');
        for help in setting.help {
            let _ = writeln!(out, "# {}", help.trim());
        }
        let also = match setting.flag() {
            Some(flag) => format!("{}, --{flag}", setting.variable()),
            None => setting.variable(),
        };
        let _ = write!(out, "# ({also})\n#{}\n", line(setting));
    }
    out
}
