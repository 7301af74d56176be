//! Showing that one lives here: a neighbour's word, and letters with a code.

use serde::Serialize;

use super::shared::{FieldError, GroupLink, StreetOption};

/// `page/vouch.html` at `/groups/{group}/vouch/{word}`: what a neighbour sees of somebody who asks, and nothing else of them.
#[derive(Debug, Clone, Serialize)]
pub struct Vouch {
    /// The group.
    pub group: GroupLink,
    /// The word of the address.
    pub word: String,
    /// The alias that is asked for.
    pub alias: String,
    /// Name of the street; none: another one.
    pub street: Option<String>,
    /// A line about oneself.
    pub about: Option<String>,
    /// It was checked already.
    pub checked: bool,
}

/// `page/letters.html` at `/groups/{group}/admin/letters`; posts `letter_street`, `first_number`, `last_number`, `side`, `days`.
#[derive(Debug, Clone, Serialize)]
pub struct Letters {
    /// The group.
    pub group: GroupLink,
    /// Its streets.
    pub streets: Vec<StreetOption>,
    /// What was typed, kept after a mistake.
    pub typed: TypedRow,
    /// Letters whose codes are good, newest first.
    pub rows: Vec<LettersRow>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A row of houses as it was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedRow {
    /// Id of the street.
    pub street: String,
    /// First house number.
    pub first_number: String,
    /// Last house number.
    pub last_number: String,
    /// `both`, `even` or `odd`.
    pub side: String,
    /// Days that the codes are good.
    pub days: String,
}

/// Letters that were made. Which house got which code is not kept.
#[derive(Debug, Clone, Serialize)]
pub struct LettersRow {
    /// Id; revoking posts to `…/admin/letters/{id}/revoke`.
    pub id: String,
    /// Name of the street.
    pub street: String,
    /// From this number.
    pub first_number: u32,
    /// To this one.
    pub last_number: u32,
    /// `both`, `even` or `odd`.
    pub side: String,
    /// Codes.
    pub codes: u32,
    /// Codes that were used.
    pub used: u32,
    /// Until when, epoch milliseconds.
    pub expires_ms: i64,
}

/// `page/letters_print.html`: the answer to making letters, to be printed; the codes are shown this once.
#[derive(Debug, Clone, Serialize)]
pub struct LettersPrint {
    /// The group.
    pub group: GroupLink,
    /// Name of the street.
    pub street: String,
    /// One for each house.
    pub letters: Vec<Letter>,
    /// Absolute address of the page where one asks.
    pub url: String,
    /// The QR code of that address as an SVG element made by us; not escaped.
    pub qr_svg: Option<String>,
    /// Until when the codes are good, epoch milliseconds.
    pub expires_ms: i64,
}

/// One letter.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// House number.
    pub house_number: u32,
    /// Its code, as it is printed.
    pub code: String,
}
