//! Correcting what is known about oneself.

use super::shared::FieldError;
use serde::Serialize;

/// `page/correct.html` at `/settings/correct`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Correct {
    /// The reader's groups, with their name in each.
    pub groups: Vec<AliasRow>,
    /// The reader's own address.
    pub email: String,
    /// What was typed as the new one.
    pub typed: String,
    /// They showed lately that it is they.
    pub proved: bool,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A name in a group.
#[derive(Debug, Clone, Serialize)]
pub struct AliasRow {
    /// Id of the group.
    pub id: String,
    /// Its name.
    pub group: String,
    /// One's own; what was typed, where that was wrong.
    pub alias: String,
    /// The mistake is this one's.
    pub wrong: bool,
}

/// `page/address_back.html` at `/address-back`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AddressBack {
    /// It is done.
    pub done: bool,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
