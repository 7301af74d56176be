//! The words of a group's own.

use super::super::own_words::{OwnWordRow, OwnWords};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let row = |id: u8, word: &str| OwnWordRow {
        id: format!("01928c2e-7b1a-7c3d-8e4f-0000000000{id:02}"),
        word: word.into(),
    };
    let busy = OwnWords {
        group: link(),
        hurting: vec![row(1, "Lapzwabber"), row(2, "vlerk")],
        fine: vec![row(3, "Hoerenstraat"), row(4, "Zakkenvullersteeg")],
        chars_max: 24,
        words_max: 200,
        word: String::new(),
        verdict: String::new(),
        errors: vec![],
    };
    set.add("own_words", "busy", set.inside(), json(&busy));
    let wrong = OwnWords {
        hurting: vec![],
        fine: vec![],
        word: "van der Kut".into(),
        verdict: "fine".into(),
        errors: vec![FieldError::new("word", "error-own-word-two")],
        ..busy
    };
    set.add("own_words", "wrong", set.inside(), json(&wrong));
}
