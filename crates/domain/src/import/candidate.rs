//! People who could be invited, and which of them stand there twice.

use super::text::fold;
use serde::Serialize;
use std::collections::HashMap;

crate::coded! {
    /// By what two candidates seem to be one.
    SameBy, "likeness" {
        /// The same phone number.
        Phone = "phone",
        /// The same e-mail address.
        Email = "email",
        /// The same name; two people may share one.
        Name = "name",
    }
}

/// Somebody who could be invited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Candidate {
    /// Their place in the list, from 1.
    pub number: usize,
    /// Where they stand first in the file.
    pub line: usize,
    /// As the file has it.
    pub name: Option<String>,
    /// In one form, the file's first one first.
    pub phones: Vec<String>,
    /// In small letters.
    pub emails: Vec<String>,
    /// The number of the candidate that they seem to be.
    pub duplicate_of: Option<usize>,
    /// By what.
    pub duplicate_by: Option<SameBy>,
}

/// Numbers the candidates and marks those that stand there twice, each by the first of its likes: by phone, then e-mail, then name.
pub fn mark(candidates: &mut [Candidate]) {
    let mut known: HashMap<(SameBy, String), usize> = HashMap::with_capacity(candidates.len() * 2);
    for (at, one) in candidates.iter_mut().enumerate() {
        one.number = at + 1;
        let phones = one.phones.iter().map(|phone| (SameBy::Phone, phone.clone()));
        let emails = one.emails.iter().map(|email| (SameBy::Email, email.to_lowercase()));
        let name = one.name.as_deref().map(|name| {
            let folded = fold(name);
            (SameBy::Name, if folded.is_empty() { name.to_owned() } else { folded })
        });
        let signs: Vec<_> = phones.chain(emails).chain(name).collect();
        let found = signs.iter().find_map(|sign| Some((*known.get(sign)?, sign.0)));
        (one.duplicate_of, one.duplicate_by) = (found.map(|found| found.0), found.map(|found| found.1));
        let first = found.map_or(one.number, |found| found.0);
        for sign in signs {
            known.entry(sign).or_insert(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(name: &str, phone: &str, email: &str) -> Candidate {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Candidate {
            name: some(name),
            phones: some(phone).into_iter().collect(),
            emails: some(email).into_iter().collect(),
            ..Candidate::default()
        }
    }

    #[test]
    fn who_stands_there_twice_is_marked_by_the_surest_sign() {
        let mut list = [
            candidate("Merel", "+31600000001", ""),
            candidate("M. Hof", "+31600000001", "merel@example.org"),
            candidate("MÉREL", "", ""),
            candidate("Els", "", "Merel@Example.org"),
            candidate("Els", "+31600000002", ""),
            candidate("🦔", "", ""),
            candidate("🦊", "", ""),
        ];
        mark(&mut list);
        let marks: Vec<_> = list.iter().map(|one| (one.duplicate_of, one.duplicate_by)).collect();
        assert_eq!(
            marks,
            [
                (None, None),
                (Some(1), Some(SameBy::Phone)),
                (Some(1), Some(SameBy::Name)),
                (Some(1), Some(SameBy::Email)),
                (Some(1), Some(SameBy::Name)),
                (None, None),
                (None, None),
            ]
        );
    }
}
