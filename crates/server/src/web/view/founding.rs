//! Starting a group.

use serde::Serialize;

use super::shared::FieldError;

/// `page/found.html` at `/groups/new`; posts what [`saar_domain::founding::RawFounding`] takes, `country` and `draft`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Found {
    /// Codes of the countries that there are.
    pub countries: Vec<String>,
    /// The one that is chosen: rules, words and numbers follow from it.
    pub country: String,
    /// New groups wait for approval here.
    pub waits: bool,
    /// House rule codes of the country, in order; texts are `rule-…` and `rule-…-why`.
    pub rules: Vec<String>,
    /// Their version, which is accepted.
    pub rules_version: u32,
    /// The key of this form: sent twice, it founds one group.
    pub draft: String,
    /// Youngest age to found a group, in years.
    pub minimum_age_years: u8,
    /// Groups that have some of the streets already; none: nobody asked.
    pub covered: Option<Vec<CoveredRow>>,
    /// As typed.
    pub group_name: String,
    /// As typed.
    pub municipality: String,
    /// As typed, a street a line.
    pub streets: String,
    /// As typed.
    pub alias: String,
    /// As ticked.
    pub adult: bool,
    /// As ticked.
    pub rules_accepted: bool,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A group that has some of the streets.
#[derive(Debug, Clone, Serialize)]
pub struct CoveredRow {
    /// Its id, as in `/welcome/{id}`.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Those streets.
    pub streets: Vec<String>,
}
