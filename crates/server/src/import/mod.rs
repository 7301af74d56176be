//! What people bring from elsewhere, on its way to the readers of the domain: out of its zip, in a room where only a few are read at once.
//!
//! Nothing of it is stored and nothing is logged: it is read, shown to who brought it, and dropped.

mod room;

pub use room::{Asked, Chair, ReadError, ReadingRoom};

use saar_domain::import::Note;
use saar_domain::limits::{IMPORT_BYTES_MAX, IMPORT_ZIP_BYTES_MAX, IMPORT_ZIP_ENTRIES_MAX, IMPORT_ZIP_RATIO_MAX};
use std::io::{Read, Seek};
use std::path::Path;

/// The text that was in a zip.
#[derive(Debug)]
pub struct Unzipped {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its name in the zip.
    pub name: String,
}

/// Whether a file that begins so is a zip.
pub fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

/// The end of a file's name, in small letters and without the dot.
pub fn extension(name: &str) -> String {
    Path::new(name)
        .extension()
        .map(|end| end.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

/// A refusal of the file as a whole.
pub fn refusal(code: &'static str, sentence: impl Into<String>) -> Note {
    Note {
        line: None,
        code,
        sentence: sentence.into(),
    }
}

/// The one text in a zip. Threat: a zip that is small and becomes huge, so that size, ratio and number are bounded while reading, whatever
/// its table claims; nothing is written anywhere, so that names in it lead nowhere.
pub fn unzip(file: impl Read + Seek, length: u64) -> Result<Unzipped, Note> {
    let broken = |error: &dyn std::fmt::Display| {
        refusal(
            "broken_zip",
            format!("The zip file is broken: {error}. Export the chat once more."),
        )
    };
    if length > IMPORT_ZIP_BYTES_MAX {
        return Err(refusal(
            "too_many_bytes",
            "The zip file is too large. Export the chat without media.",
        ));
    }
    let mut archive = zip::ZipArchive::new(file).map_err(|error| broken(&error))?;
    if archive.len() > IMPORT_ZIP_ENTRIES_MAX {
        return Err(refusal(
            "too_many_files",
            format!(
                "The zip file holds {} files; {IMPORT_ZIP_ENTRIES_MAX} are allowed.",
                archive.len()
            ),
        ));
    }
    // A name that is not readable is none of those that are looked for.
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(Into::into).collect();
    let name = text_in(names.iter().map(String::as_str))?;
    let entry = archive.by_name(&name).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(what) => refusal(
            "broken_zip",
            format!("The file in the zip cannot be unpacked: {what}. Save it without a password."),
        ),
        other => broken(&other),
    })?;
    let packed = entry.compressed_size().max(1);
    let mut bytes = Vec::new();
    entry
        .take(IMPORT_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| broken(&error))?;
    // Below a megabyte a ratio says nothing: an empty table repeats itself.
    const RATIO_FROM_BYTES: u64 = 1_000_000;
    let unpacked = bytes.len() as u64;
    if unpacked > RATIO_FROM_BYTES && unpacked / packed > IMPORT_ZIP_RATIO_MAX {
        return Err(refusal(
            "zip_bomb",
            format!("The file in the zip becomes more than {IMPORT_ZIP_RATIO_MAX} times larger: no chat does."),
        ));
    }
    Ok(Unzipped { bytes, name })
}

/// Which file of a zip to read: `_chat.txt`, else the only one that can be read.
fn text_in<'a>(names: impl Iterator<Item = &'a str>) -> Result<String, Note> {
    const ENDINGS: [&str; 6] = ["txt", "vcf", "csv", "tsv", "geojson", "json"];
    // macOS packs a shadow of each file.
    let readable = |name: &&str| {
        ENDINGS.contains(&extension(name).as_str()) && !name.starts_with("__MACOSX/") && !name.ends_with('/')
    };
    let found: Vec<&str> = names.filter(readable).collect();
    let base = |name: &str| name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let chats: Vec<&&str> = found
        .iter()
        .filter(|name| {
            base(name).ends_with("_chat.txt") || (base(name).contains("whatsapp") && extension(name) == "txt")
        })
        .collect();
    match (&chats[..], &found[..]) {
        ([chat], _) => Ok((**chat).to_owned()),
        ([], [only]) => Ok((*only).to_owned()),
        ([], []) => Err(refusal(
            "no_text_in_zip",
            "The zip file holds no chat (_chat.txt), contacts (.vcf), table (.csv) or area (.geojson).",
        )),
        _ => Err(refusal(
            "several_in_zip",
            "The zip file holds several files that could be meant. Unpack it and name one.",
        )),
    }
}
