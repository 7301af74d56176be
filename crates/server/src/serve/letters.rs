//! How mails that are no alarms leave: over the same mail server; or, where there is none, not at all.

use crate::app::{Letter, Letters};
use saar_delivery::email::Email;
use saar_delivery::{Address, Capabilities, Channel, Message, Outcome, Sending};
use saar_domain::clock::{Clock, Timestamp};
use saar_domain::delivery::ChannelKind;
use std::pin::Pin;
use std::sync::Arc;

type Sent<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// Letters over the e-mail channel's connections.
pub(super) struct ByMail {
    pub(super) email: Arc<Email>,
    pub(super) clock: Arc<dyn Clock>,
}

impl Letters for ByMail {
    fn send<'a>(&'a self, to: &'a str, letter: Letter) -> Sent<'a> {
        Box::pin(async move {
            let sent = self.email.send_plain(
                to,
                &letter.subject,
                &letter.text,
                &letter.html,
                &letter.language,
                self.clock.now(),
            );
            match sent.await {
                Outcome::Accepted => Ok(()),
                Outcome::Retry { why, .. } | Outcome::GiveUp { why } | Outcome::Gone { why } => Err(why),
            }
        })
    }
}

/// The one e-mail channel, in two places: alarms and letters share its connections.
pub(super) struct SharedEmail(pub(super) Arc<Email>);

impl Channel for SharedEmail {
    fn kind(&self) -> ChannelKind {
        self.0.kind()
    }
    fn capabilities(&self) -> Capabilities {
        self.0.capabilities()
    }
    fn origin(&self, to: &Address) -> String {
        self.0.origin(to)
    }
    fn send<'a>(&'a self, message: &'a Message, to: &'a Address, now: Timestamp) -> Sending<'a> {
        self.0.send(message, to, now)
    }
}

/// Without a mail server: refused, and said so.
pub(super) struct NoMail;

impl Letters for NoMail {
    fn send<'a>(&'a self, _: &'a str, _: Letter) -> Sent<'a> {
        Box::pin(async { Err("no mail server is set up".to_owned()) })
    }
}

/// For trying it out on localhost, when `letters_to_log` is set: the letter's words go to the log. Never otherwise, for they hold codes to sign in.
pub(super) struct ToLog;

impl Letters for ToLog {
    fn send<'a>(&'a self, _: &'a str, letter: Letter) -> Sent<'a> {
        Box::pin(async move {
            tracing::warn!(subject = %letter.subject, "a letter that is not mailed:\n{}", letter.text);
            Ok(())
        })
    }
}
