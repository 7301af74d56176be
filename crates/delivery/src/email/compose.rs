//! A mail from its parts: two texts that say the same, and headers that let mail programs thread, file and stop them.

use super::parse_address;
use crate::{Message, Urgency};
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder, MultiPart};
use ring::rand::{SecureRandom as _, SystemRandom};
use saar_domain::clock::Timestamp;
use std::time::{Duration, UNIX_EPOCH};

/// Longest subject, in characters: more is cut, with an ellipsis.
const SUBJECT_CHARS_MAX: usize = 200;

/// Composes mails. A name for the two ways to do it.
pub(super) struct Letter;

impl Letter {
    /// The mail of a message about an incident. None when a part of it cannot stand in a mail.
    pub(super) fn of(from: &Mailbox, to: &str, message: &Message, now: Timestamp) -> Option<lettre::Message> {
        let mail = message.mail.as_ref()?;
        let mut builder = begin(from, to, &message.title, &message.language, now)?
            .message_id(Some(bracketed(&mail.message_id)?))
            .header(XDelivery(clean_token(&message.delivery)?))
            .header(XVersion(message.version.to_string()));
        if let Some(earlier) = mail.in_reply_to.as_deref() {
            let earlier = bracketed(earlier)?;
            builder = builder.in_reply_to(earlier.clone()).references(earlier);
        }
        if let Some(unsubscribe) = mail.unsubscribe.as_deref() {
            builder = builder.header(ListUnsubscribe(bracketed(unsubscribe)?));
        }
        if message.urgency == Urgency::High {
            builder = builder.header(Importance("high".to_owned()));
        }
        finish(builder, &mail.text, &mail.html)
    }

    /// A mail about nothing but itself.
    pub(super) fn plain(
        from: &Mailbox,
        to: &str,
        subject: &str,
        text: &str,
        html: &str,
        language: &str,
        now: Timestamp,
    ) -> Option<lettre::Message> {
        // Chance, and not a hash of the text: mail servers log this id, and a code of six digits could be found from a
        // hash.
        let mut id = [0; 16];
        SystemRandom::new().fill(&mut id).ok()?;
        let id = format!("<{:032x}@{}>", u128::from_be_bytes(id), from.email.domain());
        finish(
            begin(from, to, subject, language, now)?.message_id(Some(id)),
            text,
            html,
        )
    }
}

fn begin(from: &Mailbox, to: &str, subject: &str, language: &str, now: Timestamp) -> Option<MessageBuilder> {
    let to = parse_address(to).ok()?.parse().ok()?;
    let date = UNIX_EPOCH.checked_add(Duration::from_millis(u64::try_from(now.as_millis()).ok()?))?;
    let builder = lettre::Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .date(date)
        .subject(one_line(subject))
        .header(ContentLanguage(clean_token(language)?))
        // So that out-of-office programs do not answer (RFC 3834).
        .header(AutoSubmitted("auto-generated".to_owned()));
    Some(builder)
}

fn finish(builder: MessageBuilder, text: &str, html: &str) -> Option<lettre::Message> {
    builder
        .multipart(MultiPart::alternative_plain_html(text.to_owned(), html.to_owned()))
        .ok()
}

/// A subject without line breaks: what follows one would be a header of somebody's choice.
fn one_line(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    if text.chars().count() > SUBJECT_CHARS_MAX {
        clean.take(SUBJECT_CHARS_MAX - 1).chain(['…']).collect()
    } else {
        clean.collect()
    }
}

/// A header's value of our own making. It is checked all the same: one that a user's text slipped into would begin a
/// new header.
fn clean_token(text: &str) -> Option<String> {
    let clean = !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>');
    clean.then(|| text.to_owned())
}

fn bracketed(text: &str) -> Option<String> {
    Some(format!("<{}>", clean_token(text)?))
}

/// A header that the library does not know.
macro_rules! header {
    ($type:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

header!(ContentLanguage, "Content-Language");
header!(AutoSubmitted, "Auto-Submitted");
header!(ListUnsubscribe, "List-Unsubscribe");
header!(Importance, "Importance");
header!(XDelivery, "X-SAAR-Delivery");
header!(XVersion, "X-SAAR-Version");

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(to: &str, subject: &str, language: &str) -> Option<String> {
        let from = "SAAR <saar@example.org>".parse().unwrap();
        let letter = Letter::plain(
            &from,
            to,
            subject,
            "tekst",
            "<p>tekst</p>",
            language,
            Timestamp::from_millis(1_800_000_000_000),
        )?;
        Some(String::from_utf8(letter.formatted()).unwrap())
    }

    #[test]
    fn nobody_slips_a_header_in() {
        assert!(plain("a@example.org\r\nBcc: b@example.org", "x", "nl").is_none());
        assert!(plain("a@example.org", "x", "nl\r\nBcc: b@example.org").is_none());
        let mail = plain("a@example.org", "x\r\nBcc: b@example.org", "nl").unwrap();
        assert!(!mail.lines().any(|line| line.starts_with("Bcc:")), "{mail}");
        for wrong in ["", "a b", "a\r\nb", "a>b", "é"] {
            assert!(bracketed(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn a_mail_has_its_own_date_and_id() {
        let (one, two) = (
            plain("a@example.org", "x", "nl").unwrap(),
            plain("a@example.org", "x", "nl").unwrap(),
        );
        assert!(one.contains("Date: Fri, 15 Jan 2027 08:00:00 +0000"), "{one}");
        let id = |mail: &str| {
            mail.lines()
                .find(|line| line.starts_with("Message-ID:"))
                .unwrap()
                .to_owned()
        };
        assert!(id(&one).ends_with("@example.org>"));
        assert_ne!(id(&one), id(&two));
    }

    #[test]
    fn a_long_subject_is_cut() {
        assert_eq!(one_line(&"é".repeat(300)).chars().count(), SUBJECT_CHARS_MAX);
        assert_eq!(one_line("Inbraak · Lindelaan"), "Inbraak · Lindelaan");
    }
}
