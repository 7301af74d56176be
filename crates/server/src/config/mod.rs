//! Settings: defaults, then a file, then the environment, then flags; the later wins.

pub mod check;
pub mod example;
pub mod place;
pub mod source;
pub mod table;
pub mod value;

pub use place::{Place, Problem, Problems};
pub use table::{Setting, Settings, TABLE};

use std::ffi::OsString;
use std::path::PathBuf;

/// Where settings are taken from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file that a flag names.
    pub file: Option<PathBuf>,
    /// The variables of the environment.
    pub environment: Vec<(OsString, OsString)>,
    /// Flags that were given, by the setting's key.
    pub flags: Vec<(&'static str, String)>,
}

/// Reads and checks the settings. Everything that is wrong is said at once.
pub fn load(sources: &Sources) -> Result<Settings, Problems> {
    let mut problems = Vec::new();
    let mut everything = source::defaults();
    if let Some(path) = source::choose_file(sources.file.as_deref(), &sources.environment) {
        source::file(&path, &mut everything, &mut problems);
    }
    source::environment(&sources.environment, &mut everything, &mut problems);
    source::flags(&sources.flags, &mut everything);
    let settings = Settings::read(&everything, &mut problems);
    if let Some(settings) = &settings {
        check::together(settings, &mut problems);
    }
    match settings {
        Some(settings) if problems.is_empty() => Ok(settings),
        _ => Err(Problems(problems)),
    }
}

impl Settings {
    /// The settings when nothing is set: for tests and the demo, which change fields of it.
    pub fn defaults() -> Result<Self, Problems> {
        let mut problems = Vec::new();
        Self::read(&source::defaults(), &mut problems).ok_or(Problems(problems))
    }

    /// The database, also when it is not named.
    pub fn database(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", self.data_dir.join("saar.db").display()))
    }

    /// The SQLite file, if it is one.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let url = self.database();
        let path = url.strip_prefix("sqlite:")?;
        Some(PathBuf::from(path.trim_start_matches("//")))
    }

    /// The secret key's file, also when it is not named.
    pub fn key_file(&self) -> PathBuf {
        self.secret_key_file
            .clone()
            .unwrap_or_else(|| self.data_dir.join("secret.key"))
    }

    /// Whom push services write to.
    pub fn push_contact(&self) -> String {
        let sender = || {
            let from = self.smtp_from.as_deref()?;
            let address = from.rsplit('<').next()?.trim_end_matches('>').trim();
            Some(format!("mailto:{address}"))
        };
        let site = || match self.public_url.scheme() {
            "https" => self.public_url.as_str().trim_end_matches('/').to_owned(),
            // Only on localhost, from where no push service is called in earnest.
            _ => "mailto:beheer@example.org".to_owned(),
        };
        self.push_contact.clone().or_else(sender).unwrap_or_else(site)
    }
}

#[cfg(test)]
mod tests;
