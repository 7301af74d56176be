//! Reading the settings' three sources: a file, the environment, flags.

use super::place::{Found, Place, Problem};
use super::table::{Kind, Setting, TABLE};
use super::value::Raw;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// What was found so far; later sources replace earlier ones.
pub(super) type Everything = BTreeMap<&'static str, Found>;

/// The variable that names the file.
pub const FILE_VARIABLE: &str = "SAAR_CONFIG";
/// Where a file is looked for when none is named.
const USUAL_FILES: [&str; 2] = ["saar.toml", "/etc/saar/saar.toml"];
/// Settings are a page of text; more is some other file.
const FILE_BYTES_MAX: u64 = 256 * 1024;

/// The defaults.
pub(super) fn defaults() -> Everything {
    let with_default = TABLE.iter().filter_map(|setting| {
        let raw = Raw::Text(setting.default?.to_owned());
        Some((
            setting.key,
            Found {
                raw,
                place: Place::Default,
            },
        ))
    });
    with_default.collect()
}

/// The file to read: named by flag or variable, or a usual one that is there.
pub(super) fn choose_file(named: Option<&Path>, environment: &[(OsString, OsString)]) -> Option<PathBuf> {
    let variable = environment.iter().find(|(name, _)| name == FILE_VARIABLE);
    named
        .map(Path::to_path_buf)
        .or_else(|| variable.map(|(_, value)| PathBuf::from(value)))
        .or_else(|| USUAL_FILES.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Reads a file.
pub(super) fn file(path: &Path, everything: &mut Everything, problems: &mut Vec<Problem>) {
    let at = |line| Place::File {
        path: path.to_path_buf(),
        line,
    };
    let text = match read_bounded(path) {
        Ok(text) => text,
        Err(why) => {
            let mend = "name another file with --config or SAAR_CONFIG, or begin with: saar config example";
            problems.push(Problem::new(
                &at(0),
                "the settings' file",
                &format!("cannot be read ({why})"),
                mend,
            ));
            return;
        }
    };
    let table = match DeTable::parse(&text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| line_of(&text, span.start));
            let what = format!("is not understood ({})", error.message());
            problems.push(Problem::new(&at(line), "the line", &what, "write: key = \"value\""));
            return;
        }
    };
    let mut reader = Reader {
        text: &text,
        at: &at,
        everything,
        problems,
    };
    reader.table("", table.get_ref());
}

fn read_bounded(path: &Path) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > FILE_BYTES_MAX {
        return Err(format!("it has {size} bytes: that is no settings' file"));
    }
    std::fs::read_to_string(path).map_err(|error| error.to_string())
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .as_bytes()
        .iter()
        .take(offset)
        .filter(|byte| **byte == b'\n')
        .count()
}

struct Reader<'a> {
    text: &'a str,
    at: &'a dyn Fn(usize) -> Place,
    everything: &'a mut Everything,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn table(&mut self, section: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let place = (self.at)(line_of(self.text, name.span().start));
            let key = if section.is_empty() {
                name.get_ref().to_string()
            } else {
                format!("{section}.{}", name.get_ref())
            };
            if let (DeValue::Table(inner), true) = (value.get_ref(), is_section(&key)) {
                self.table(&key, inner);
                continue;
            }
            let Some(setting) = Setting::of(&key) else {
                self.problems.push(unknown(
                    &place,
                    &key,
                    TABLE.iter().map(|setting| setting.key.to_owned()),
                ));
                continue;
            };
            match raw(value.get_ref()) {
                Some(raw) => {
                    self.everything.insert(setting.key, Found { raw, place });
                }
                None => self.problems.push(Problem::new(
                    &place,
                    &key,
                    &format!("cannot be a {}", value.get_ref().type_str()),
                    &format!("write it like: {}", super::example::line(setting)),
                )),
            }
        }
    }
}

fn is_section(key: &str) -> bool {
    TABLE
        .iter()
        .any(|setting| setting.key.split_once('.').is_some_and(|(section, _)| section == key))
}

fn raw(value: &DeValue<'_>) -> Option<Raw> {
    let scalar = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Boolean(switch) => Some(switch.to_string()),
        _ => None,
    };
    match value {
        DeValue::Array(items) => {
            let items = items.iter().map(|item| scalar(item.get_ref()));
            items.collect::<Option<Vec<_>>>().map(Raw::List)
        }
        other => scalar(other).map(Raw::Text),
    }
}

/// Reads the environment. A variable that is nearly a setting's name is a mistake; others beginning with `SAAR_` belong to other programs.
pub(super) fn environment(
    variables: &[(OsString, OsString)],
    everything: &mut Everything,
    problems: &mut Vec<Problem>,
) {
    for (name, value) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with("SAAR_")) else {
            continue;
        };
        let place = Place::Variable(name.to_owned());
        match TABLE.iter().find(|setting| setting.variable() == name) {
            Some(setting) => match value.to_str() {
                Some(text) => {
                    let raw = Raw::Text(text.to_owned());
                    everything.insert(setting.key, Found { raw, place });
                }
                None => problems.push(Problem::new(&place, setting.key, "is not UTF-8", "write it in UTF-8")),
            },
            None => {
                if nearest(name, TABLE.iter().map(Setting::variable)).is_some() {
                    problems.push(unknown(&place, name, TABLE.iter().map(Setting::variable)));
                }
            }
        }
    }
}

/// Takes the flags that were given, by key.
pub(super) fn flags(given: &[(&'static str, String)], everything: &mut Everything) {
    for (key, text) in given {
        let Some(setting) = Setting::of(key) else { continue };
        let place = Place::Flag(setting.flag().unwrap_or_default());
        let raw = Raw::Text(text.clone());
        everything.insert(setting.key, Found { raw, place });
    }
}

fn unknown(place: &Place, name: &str, known: impl Iterator<Item = String>) -> Problem {
    let mend = nearest(name, known).map_or_else(
        || "see every setting with: saar config example".to_owned(),
        |known| format!("did you mean {known}?"),
    );
    Problem::new(place, name, "is no setting", &mend)
}

/// The known name within two slips of the finger.
fn nearest(name: &str, known: impl Iterator<Item = String>) -> Option<String> {
    const SLIPS_MAX: usize = 2;
    known
        .map(|known| (slips(name, &known), known))
        .filter(|(slips, _)| *slips <= SLIPS_MAX)
        .min()
        .map(|(_, known)| known)
}

/// How many letters have to be added, dropped or replaced (Levenshtein).
fn slips(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

/// Whether a flag takes no value.
pub fn is_switch(setting: &Setting) -> bool {
    setting.kind == Kind::Switch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        assert_eq!(slips("listen", "listen"), 0);
        assert_eq!(slips("listn", "listen"), 1);
        assert_eq!(slips("", "abc"), 3);
        assert_eq!(slips("SAAR_BIN", "SAAR_LOG"), 3);
    }
}
