//! What cards and rows of a table have in common: numbers and addresses of one person.

use super::Notes;
use super::candidate::Candidate;
use super::phone::PhoneRules;
use super::text::{clean, quote};
use crate::limits::IMPORT_NAME_MAX;

/// Numbers, and addresses, of one person; what is beyond is left out.
const EACH_MAX: usize = 10;

/// Adds a number in its one form, or says that it is none.
pub(super) fn add_phone(one: &mut Candidate, line: usize, text: &str, rules: &PhoneRules, repairs: &mut Notes) {
    let text = clean(text);
    if text.is_empty() {
        return;
    }
    match rules.normalise(&text) {
        Some(phone) if one.phones.contains(&phone) || one.phones.len() == EACH_MAX => {}
        Some(phone) => one.phones.push(phone),
        None => repairs.add(
            line,
            "phone_unreadable",
            format!("Left out: «{}» is no phone number.", quote(&text)),
        ),
    }
}

/// Adds an address in small letters, or says that it is none.
pub(super) fn add_email(one: &mut Candidate, line: usize, text: &str, repairs: &mut Notes) {
    let email = clean(text).to_lowercase();
    if email.is_empty() || one.emails.contains(&email) || one.emails.len() == EACH_MAX {
        return;
    }
    if is_email(&email) {
        one.emails.push(email);
    } else {
        repairs.add(
            line,
            "email_unreadable",
            format!("Left out: «{}» is no e-mail address.", quote(&email)),
        );
    }
}

/// Something, an at, and a domain with a dot. Whether it exists, a mail tells.
pub fn is_email(text: &str) -> bool {
    const EMAIL_BYTES_MAX: usize = 254;
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let dotted = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    let odd = |each: char| {
        each.is_whitespace() || each.is_control() || matches!(each, ',' | ';' | '<' | '>' | '(' | ')' | '"')
    };
    text.len() <= EMAIL_BYTES_MAX && !local.is_empty() && dotted && !local.contains('@') && !text.contains(odd)
}

/// The candidate, unless nothing is known about them.
pub(super) fn finish(mut one: Candidate, repairs: &mut Notes) -> Option<Candidate> {
    if let Some(name) = &one.name
        && name.chars().count() > IMPORT_NAME_MAX
    {
        repairs.add(
            one.line,
            "name_too_long",
            format!("Cut to {IMPORT_NAME_MAX} characters: «{}».", quote(name)),
        );
        one.name = Some(name.chars().take(IMPORT_NAME_MAX).collect());
    }
    if one.name.is_none() && one.phones.is_empty() && one.emails.is_empty() {
        repairs.add(
            one.line,
            "nobody",
            "Left out: there is no name, number or address here.",
        );
        return None;
    }
    Some(one)
}
