//! The words of a group's own.

use serde::Serialize;

use super::shared::{FieldError, GroupLink};

/// `page/own_words.html` at `/groups/{group}/admin/words`, which posts `word`, `verdict` to itself.
#[derive(Debug, Clone, Serialize)]
pub struct OwnWords {
    /// The group.
    pub group: GroupLink,
    /// Words that hurt here.
    pub hurting: Vec<OwnWordRow>,
    /// Names that only look bad.
    pub fine: Vec<OwnWordRow>,
    /// Letters of a word, at most.
    pub chars_max: usize,
    /// Words, at most.
    pub words_max: usize,
    /// What was typed, kept after a mistake.
    pub word: String,
    /// `hurts` or `fine`, kept after a mistake.
    pub verdict: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A word in the list; taking it off posts to `…/{id}/remove`.
#[derive(Debug, Clone, Serialize)]
pub struct OwnWordRow {
    /// Its id.
    pub id: String,
    /// The word.
    pub word: String,
}
