//! Where a setting stood, and what is wrong with it there.

use super::value::Raw;
use std::fmt;
use std::path::PathBuf;

/// Where a setting stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Nowhere: it has to be written.
    Nowhere,
    /// Built in.
    Default,
    /// In a file.
    File {
        /// The file as it was named.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// In a variable of the environment.
    Variable(String),
    /// After a flag.
    Flag(String),
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere => out.write_str("settings"),
            Self::Default => out.write_str("default"),
            Self::File { path, line } => write!(out, "{}:{line}", path.display()),
            Self::Variable(name) => out.write_str(name),
            Self::Flag(name) => write!(out, "--{name}"),
        }
    }
}

/// A setting as it was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its text.
    pub raw: Raw,
    /// Where.
    pub place: Place,
}

/// Something wrong: where, what, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    place: Place,
    what: String,
    mend: String,
}

impl Problem {
    /// A problem of one key.
    pub fn new(place: &Place, key: &str, wrong: &str, mend: &str) -> Self {
        Self {
            place: place.clone(),
            what: format!("{key} {wrong}"),
            mend: mend.to_owned(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}; {}", self.place, self.what, self.mend)
    }
}

/// Everything that is wrong, so that it is mended once and not line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            write!(out, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
