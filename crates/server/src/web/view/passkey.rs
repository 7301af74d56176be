//! My passkeys: keys on my phones that sign me in.

use serde::Serialize;

use super::shared::FieldError;

/// `page/passkeys.html` at `/settings/passkeys`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Passkeys {
    /// This installation takes them.
    pub available: bool,
    /// One's own, newest first.
    pub passkeys: Vec<PasskeyRow>,
    /// A name to begin with: the device that shows this page.
    pub device: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A passkey.
#[derive(Debug, Clone, Serialize)]
pub struct PasskeyRow {
    /// Id; its forms post to `/settings/passkeys/{id}/rename` and `…/revoke`.
    pub id: String,
    /// Name given by the member.
    pub name: String,
    /// Made, epoch milliseconds.
    pub created_ms: i64,
    /// Last signed in with, epoch milliseconds.
    pub used_ms: Option<i64>,
    /// It signs nobody in any more: there may be a copy.
    pub blocked: bool,
    /// A new name as it was typed, after a mistake with it.
    pub typed: Option<String>,
}
