//! Reading contacts: vCard 2.1 (quoted-printable, as old phones write), 3.0 and 4.0.

use super::candidate::Candidate;
use super::contact;
use super::phone::PhoneRules;
use super::text::{clean, lines, quote, windows_1252};
use super::{Notes, Progress};
use crate::limits::IMPORT_CANDIDATES_MAX;

/// Contacts as they were read.
#[derive(Debug, Clone, Default)]
pub(super) struct Cards {
    pub(super) candidates: Vec<Candidate>,
    /// The version of the first card.
    pub(super) version: Option<String>,
    pub(super) count: usize,
}

/// One property, unfolded: `item1.TEL;TYPE=CELL:+31…`.
struct Property {
    line: usize,
    /// In capitals, without its group.
    name: String,
    /// In capitals, each `NAME=VALUE` or, in 2.1, a word alone.
    parameters: Vec<String>,
    value: String,
}

/// Whether it begins as contacts do.
pub(super) fn resembles(text: &str) -> bool {
    lines(text)
        .map(|(_, line)| clean(line))
        .find(|line| !line.is_empty())
        .is_some_and(|line| line.eq_ignore_ascii_case("BEGIN:VCARD"))
}

pub(super) fn read(
    text: &str,
    phones: &PhoneRules,
    repairs: &mut Notes,
    refusals: &mut Notes,
    progress: Progress<'_>,
) -> Cards {
    let mut cards = Cards::default();
    let mut open: Option<Card> = None;
    let mut outside = 0;
    for property in Properties::new(text, progress) {
        let property = match property {
            Ok(property) => property,
            Err((line, words)) => {
                let text = format!("Left out: this is no line of a card: «{}».", quote(words));
                if open.is_some() {
                    repairs.add(line, "line_without_colon", text);
                } else if outside == 0 {
                    outside = line;
                    refusals.add(
                        line,
                        "not_a_card",
                        format!("Expected BEGIN:VCARD; this line is «{}».", quote(words)),
                    );
                }
                continue;
            }
        };
        let is_card = property.value.trim().eq_ignore_ascii_case("VCARD");
        match (property.name.as_str(), open.as_mut()) {
            ("BEGIN", Some(card)) if is_card && card.agent => card.within += 1,
            ("END", Some(card)) if is_card && card.within > 0 => card.within -= 1,
            ("BEGIN", _) if is_card => {
                if let Some(card) = open.replace(Card::new(property.line)) {
                    unfinished(&card, refusals);
                }
            }
            ("END", Some(_)) if is_card => {
                if cards.candidates.len() == IMPORT_CANDIDATES_MAX {
                    refusals.add(
                        property.line,
                        "too_many_candidates",
                        format!("More than {IMPORT_CANDIDATES_MAX} contacts. Export fewer."),
                    );
                    return cards;
                }
                let card = open.take();
                cards.count += 1;
                cards
                    .candidates
                    .extend(card.and_then(|card| card.finish(phones, repairs)));
            }
            (_, None) => {
                if outside == 0 {
                    outside = property.line;
                    refusals.add(
                        property.line,
                        "not_a_card",
                        format!(
                            "Expected BEGIN:VCARD; this line begins with «{}».",
                            quote(&property.name)
                        ),
                    );
                }
            }
            (_, Some(card)) => {
                if property.name == "VERSION" && cards.version.is_none() {
                    cards.version = Some(quote(&property.value));
                }
                card.take(&property);
            }
        }
    }
    if let Some(card) = open {
        unfinished(&card, refusals);
    } else if cards.candidates.is_empty() && refusals.is_empty() {
        refusals.add(
            1,
            "no_contacts",
            "There is no contact with a name, a number or an address in this file.",
        );
    }
    cards
}

fn unfinished(card: &Card, refusals: &mut Notes) {
    refusals.add(
        card.line,
        "card_unfinished",
        "The card that begins on this line has no END:VCARD: a part of the file is missing. Export the contacts once more.",
    );
}

/// A card while it is read.
struct Card {
    line: usize,
    full: Option<String>,
    parts: Option<String>,
    nickname: Option<String>,
    organisation: Option<String>,
    phones: Vec<(usize, String)>,
    emails: Vec<(usize, String)>,
    /// Cards within a card: the agent of vCard 2.1 and 3.0, who is somebody else.
    agent: bool,
    within: usize,
}

impl Card {
    fn new(line: usize) -> Self {
        Self {
            line,
            full: None,
            parts: None,
            nickname: None,
            organisation: None,
            phones: Vec::new(),
            emails: Vec::new(),
            agent: false,
            within: 0,
        }
    }

    fn take(&mut self, property: &Property) {
        if self.within > 0 {
            return;
        }
        let line = property.line;
        let first = |old: &mut Option<String>, new: String| {
            let new = clean(&new);
            if old.is_none() && !new.is_empty() {
                *old = Some(new);
            }
        };
        match property.name.as_str() {
            "FN" => first(&mut self.full, unescape(&property.decoded())),
            "N" => first(&mut self.parts, natural(&property.decoded())),
            "NICKNAME" => first(&mut self.nickname, unescape(&property.decoded())),
            "ORG" => first(&mut self.organisation, components(&property.decoded()).join(" ")),
            "TEL" => self.phones.push((line, number(&unescape(&property.decoded())))),
            "EMAIL" => self.emails.push((line, address(&unescape(&property.decoded())))),
            "AGENT" => self.agent = property.value.trim().is_empty(),
            _ => {}
        }
    }

    fn finish(self, phones: &PhoneRules, repairs: &mut Notes) -> Option<Candidate> {
        let mut one = Candidate {
            line: self.line,
            name: self.full.or(self.parts).or(self.nickname).or(self.organisation),
            ..Candidate::default()
        };
        for (line, text) in &self.phones {
            contact::add_phone(&mut one, *line, text, phones, repairs);
        }
        for (line, text) in &self.emails {
            contact::add_email(&mut one, *line, text, repairs);
        }
        contact::finish(one, repairs)
    }
}

/// `tel:+31-6-…;ext=1` of vCard 4.0.
fn number(value: &str) -> String {
    match value.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => {
            value[4..].split(';').next().unwrap_or_default().to_owned()
        }
        _ => value.to_owned(),
    }
}

fn address(value: &str) -> String {
    match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => value[7..].to_owned(),
        _ => value.to_owned(),
    }
}

/// Family; given; additional; prefixes; suffixes, as one says them.
fn natural(value: &str) -> String {
    let parts = components(value);
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    [part(3), part(1), part(2), part(0), part(4)].join(" ")
}

/// Parts between semicolons that are not escaped.
fn components(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match (letter, parts.last_mut()) {
            (';', _) => parts.push(String::new()),
            ('\\', Some(part)) => part.extend(letters.next().map(escaped)),
            (other, Some(part)) => part.push(other),
            (_, None) => {}
        }
    }
    parts
}

fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next().map(escaped)),
            other => out.push(other),
        }
    }
    out
}

const fn escaped(letter: char) -> char {
    match letter {
        'n' | 'N' => '\n',
        other => other,
    }
}

impl Property {
    fn has(&self, word: &str) -> bool {
        let named = |parameter: &String| parameter.strip_prefix("ENCODING=").unwrap_or(parameter) == word;
        self.parameters.iter().any(named)
    }

    /// The value, out of quoted-printable.
    fn decoded(&self) -> String {
        if !(self.has("QUOTED-PRINTABLE") || self.has("Q")) {
            return self.value.clone();
        }
        let mut bytes = Vec::with_capacity(self.value.len());
        let mut rest = self.value.as_bytes();
        while let [first, behind @ ..] = rest {
            let hex = |byte: &u8| {
                char::from(*byte)
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            };
            let pair = behind.first().and_then(hex).zip(behind.get(1).and_then(hex));
            match (first, pair) {
                (b'=', Some((high, low))) => {
                    bytes.push(high * 16 + low);
                    rest = behind.get(2..).unwrap_or_default();
                }
                (other, _) => {
                    bytes.push(*other);
                    rest = behind;
                }
            }
        }
        let charset = self
            .parameters
            .iter()
            .find_map(|parameter| parameter.strip_prefix("CHARSET="));
        let latin = charset
            .is_some_and(|name| name.starts_with("ISO-8859") || name.starts_with("WINDOWS-125") || name == "LATIN1");
        match String::from_utf8(bytes) {
            Ok(text) if !latin => text,
            Ok(text) => windows_1252(text.as_bytes()),
            Err(broken) => windows_1252(broken.as_bytes()),
        }
    }
}

/// Unfolds lines into properties: a line that begins with a space, or follows a soft break of quoted-printable, belongs to the one above.
struct Properties<'a, 'p> {
    lines: std::iter::Peekable<Box<dyn Iterator<Item = (usize, &'a str)> + 'a>>,
    done: usize,
    progress: Progress<'p>,
}

impl<'a, 'p> Properties<'a, 'p> {
    fn new(text: &'a str, progress: Progress<'p>) -> Self {
        let lines: Box<dyn Iterator<Item = (usize, &'a str)> + 'a> = Box::new(lines(text));
        Self {
            lines: lines.peekable(),
            done: 0,
            progress,
        }
    }
}

impl<'a> Iterator for Properties<'a, '_> {
    type Item = Result<Property, (usize, &'a str)>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, first) = self.lines.find(|(_, line)| !line.trim().is_empty())?;
        self.done += first.len() + 1;
        let Some((head, value)) = split_head(first) else {
            return Some(Err((line, first)));
        };
        let mut pieces = head.split(';').map(|piece| piece.trim().to_uppercase());
        let name = pieces.next().unwrap_or_default();
        let mut property = Property {
            line,
            name: name
                .rsplit('.')
                .next()
                .unwrap_or_default()
                .trim_start_matches('\u{feff}')
                .to_owned(),
            parameters: pieces.collect(),
            value: value.to_owned(),
        };
        let soft = property.has("QUOTED-PRINTABLE") || property.has("Q");
        loop {
            let broken = soft && property.value.ends_with('=');
            let Some((_, next)) = self.lines.next_if(|(_, next)| broken || next.starts_with([' ', '\t'])) else {
                break;
            };
            self.done += next.len() + 1;
            if broken {
                property.value.pop();
                property.value.push_str(next);
            } else {
                property.value.push_str(&next[1..]);
            }
        }
        if line % 1000 == 0 {
            (self.progress)(self.done);
        }
        Some(Ok(property))
    }
}

/// Name with parameters, and value: at the first colon outside quotes.
fn split_head(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = line.find(|letter| {
        quoted ^= letter == '"';
        letter == ':' && !quoted
    })?;
    Some((&line[..at], &line[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::phone::tests::rules;

    fn cards(text: &str) -> (Cards, Notes, Notes) {
        let (mut repairs, mut refusals) = (Notes::default(), Notes::default());
        let cards = read(text, &rules().0, &mut repairs, &mut refusals, &mut |_| {});
        (cards, repairs, refusals)
    }

    #[test]
    fn cards_of_each_version() {
        let (found, repairs, refusals) = cards(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Hof;Zo=C3=\r\n=AB;van;;\r\nTEL;CELL;PREF:06 00 00 00 01\r\nPHOTO;ENCODING=BASE64;JPEG:\r\n AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\n\
             begin:vcard\nversion:3.0\nFN:Jan de Vr\n ies\\, Lindelaan\nitem1.TEL;type=CELL:+31 6 00000002\nTEL;type=HOME:020 000 00 02\nEMAIL;type=INTERNET:Jan@Example.org\nend:vcard\n\
             BEGIN:VCARD\nVERSION:4.0\nFN:Piet\nTEL;VALUE=uri;TYPE=\"cell,voice:x\":tel:+31-6-00000003;ext=5\nEMAIL:mailto:piet@example.org\nEND:VCARD\n\
             BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:M=FCller;J=F6rg\nEND:VCARD\n",
        );
        assert!(repairs.is_empty() && refusals.is_empty(), "{repairs:?} {refusals:?}");
        let names: Vec<_> = found.candidates.iter().filter_map(|one| one.name.as_deref()).collect();
        assert_eq!(names, ["Zoë van Hof", "Jan de Vries, Lindelaan", "Piet", "Jörg Müller"]);
        assert_eq!(found.candidates[0].phones, ["+31600000001"]);
        assert_eq!(found.candidates[1].phones, ["+31600000002", "+31200000002"]);
        assert_eq!(found.candidates[1].emails, ["jan@example.org"]);
        assert_eq!(
            (&found.candidates[2].phones[..], found.candidates[2].line),
            (&["+31600000003".to_owned()][..], 19)
        );
        assert_eq!(found.version.as_deref(), Some("2.1"));
    }

    #[test]
    fn a_broken_file_is_named_by_its_line() {
        for (text, line, code) in [
            ("BEGIN:VCARD\nFN:Els\n", 1, "card_unfinished"),
            (
                "BEGIN:VCARD\nFN:Els\nBEGIN:VCARD\nFN:Jan\nEND:VCARD\n",
                1,
                "card_unfinished",
            ),
            ("FN:Els\nEND:VCARD\n", 1, "not_a_card"),
            ("BEGIN:VCARD\nEND:VCARD\n", 1, "no_contacts"),
        ] {
            let (_, _, refusals) = cards(text);
            assert_eq!(
                (refusals.named[0].line, refusals.named[0].code),
                (Some(line), code),
                "{text}"
            );
        }
        let (found, repairs, refusals) = cards("BEGIN:VCARD\nFN:Els\nTEL:112\nEMAIL:els\nrommel\nEND:VCARD\n");
        let named: Vec<_> = repairs.named.iter().map(|note| (note.line, note.code)).collect();
        assert_eq!(
            named,
            [
                (Some(5), "line_without_colon"),
                (Some(3), "phone_unreadable"),
                (Some(4), "email_unreadable")
            ]
        );
        assert!(refusals.is_empty() && found.candidates.len() == 1);
        let (agent, _, refusals) = cards("BEGIN:VCARD\nFN:Els\nAGENT:\nBEGIN:VCARD\nFN:Ander\nEND:VCARD\nEND:VCARD\n");
        assert!(refusals.is_empty() && agent.candidates[0].name.as_deref() == Some("Els"));
    }
}
