//! E-mail, by SMTP to the operator's own mail server.

mod address;
mod compose;

pub use address::{ADDRESS_CHARS_MAX, AddressError, parse_address};

use crate::{Address, Capabilities, Channel, Message, Outcome, Sending, guard};
use compose::Letter;
use lettre::message::Mailbox;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use std::error::Error as _;
use std::time::Duration;
use zeroize::Zeroizing;

/// How many connections to the mail server are open at once.
const CONNECTIONS_MAX: u32 = 8;
/// How long an unused connection is kept: below the usual patience of a mail server.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// Not at all: only for a mail server on this machine.
    None,
    /// Begins in the clear and must be raised to TLS before anything is said (port 587).
    StartTls,
    /// TLS from the first byte (port 465).
    Implicit,
}

/// The operator's mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Name or address of the server; with TLS, the name in its certificate.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// Who we are there; none for a server that trusts this machine.
    pub user: Option<String>,
    /// And the password that proves it.
    pub password: Option<Zeroizing<String>>,
    /// Sender of all mails: `saar@example.org` or `SAAR Lindehof <saar@example.org>`.
    pub from: String,
    /// How long one mail may take, from connecting to accepted. Ten seconds is usual.
    pub timeout: Span,
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SmtpSettings({}:{} {:?})", self.host, self.port, self.tls)
    }
}

/// Why the channel could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    /// The sender is not an address.
    #[error("the sender of mails is not an address")]
    From,
    /// TLS was asked for and could not be prepared for this host.
    #[error("TLS to the mail server could not be prepared")]
    Tls(#[source] lettre::transport::smtp::Error),
}

/// The channel to mailboxes.
pub struct Email {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    host: String,
    timeout: Duration,
}

impl Email {
    /// Sets the channel up; connects when the first mail goes out. Must be called inside the Tokio runtime, which
    /// tends its connections.
    pub fn new(settings: SmtpSettings) -> Result<Self, EmailError> {
        guard::install_crypto();
        let from = parse_sender(&settings.from).ok_or(EmailError::From)?;
        let tls = match settings.tls {
            SmtpTls::None => Tls::None,
            // "Required": an attacker in between who strikes out the offer of TLS gets no mail.
            SmtpTls::StartTls => {
                Tls::Required(TlsParameters::new_rustls(settings.host.clone()).map_err(EmailError::Tls)?)
            }
            SmtpTls::Implicit => {
                Tls::Wrapper(TlsParameters::new_rustls(settings.host.clone()).map_err(EmailError::Tls)?)
            }
        };
        let timeout = settings.timeout.to_std();
        let pool = PoolConfig::new()
            .min_idle(0)
            .max_size(CONNECTIONS_MAX)
            .idle_timeout(IDLE_TIMEOUT);
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(timeout))
            .pool_config(pool);
        if let (Some(user), Some(password)) = (settings.user, settings.password) {
            builder = builder.credentials(Credentials::new(user, password.to_string()));
        }
        Ok(Self {
            transport: builder.build(),
            from,
            host: settings.host,
            timeout,
        })
    }

    /// Sends a mail that is not about an incident: a sign-in code, a confirmation. Like [`Channel::send`] it tries
    /// once.
    ///
    /// `language` is the BCP 47 language of the texts.
    pub async fn send_plain(
        &self,
        to: &str,
        subject: &str,
        text: &str,
        html: &str,
        language: &str,
        now: Timestamp,
    ) -> Outcome {
        let letter = Letter::plain(&self.from, to, subject, text, html, language, now);
        self.hand_over(letter).await
    }

    async fn hand_over(&self, letter: Option<lettre::Message>) -> Outcome {
        let Some(letter) = letter else {
            return Outcome::GiveUp {
                why: "the mail could not be composed: a malformed address or header".to_owned(),
            };
        };
        // The library's own limit is for each command; a server that drips answers could add them up.
        match tokio::time::timeout(self.timeout, self.transport.send(letter)).await {
            Ok(Ok(_)) => Outcome::Accepted,
            Ok(Err(error)) => outcome(&error),
            Err(_) => retry("the mail server did not answer in time"),
        }
    }
}

impl Channel for Email {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Email
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            receipts: false,
            replaces: false,
            urgency: true,
            payload_bytes_max: 256 * 1024,
            concurrency_per_origin: CONNECTIONS_MAX as usize,
            accepted_is_delivered: true,
        }
    }

    /// All mail goes to the one mail server.
    fn origin(&self, _to: &Address) -> String {
        format!("smtp://{}", self.host)
    }

    fn send<'a>(&'a self, message: &'a Message, to: &'a Address, now: Timestamp) -> Sending<'a> {
        Box::pin(async move {
            match to {
                Address::Email { address } => self.hand_over(Letter::of(&self.from, address, message, now)).await,
                Address::WebPush(_) => Outcome::GiveUp {
                    why: "this is not an address of a mailbox".to_owned(),
                },
            }
        })
    }
}

/// `name@host`, or `Words <name@host>`.
fn parse_sender(text: &str) -> Option<Mailbox> {
    let mailbox: Mailbox = text.trim().parse().ok()?;
    parse_address(mailbox.email.as_ref()).ok()?;
    Some(mailbox)
}

fn retry(why: &str) -> Outcome {
    Outcome::Retry {
        after: None,
        why: why.to_owned(),
    }
}

/// What the mail server's refusal means. Its own words are not passed on: they usually repeat the address.
fn outcome(error: &lettre::transport::smtp::Error) -> Outcome {
    let Some(code) = error.status() else {
        return retry(if error.is_timeout() {
            "the mail server did not answer in time"
        } else {
            "the mail server could not be reached"
        });
    };
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    judge(u16::from(code), &words)
}

/// The reply code of RFC 5321, and where there is one the enhanced code of RFC 3463 with which its words begin.
fn judge(code: u16, words: &str) -> Outcome {
    let enhanced = enhanced_code(words);
    let why = match enhanced {
        Some((class, subject, detail)) => format!("the mail server answered {code} {class}.{subject}.{detail}"),
        None => format!("the mail server answered {code}"),
    };
    match (code, enhanced) {
        (400..=499, _) => Outcome::Retry { after: None, why },
        // No such mailbox, no such domain, malformed, moved away, refuses all mail (RFC 3463, RFC 7505). Not 5.1.7 and
        // 5.1.8, which blame *our* address, and not a bare 550, which may be about us too: forgetting everybody for a
        // mistake of ours is worse than one mail in vain.
        (550 | 551 | 553, Some((5, 1, 1 | 2 | 3 | 6 | 10))) => Outcome::Gone { why },
        _ => Outcome::GiveUp { why },
    }
}

fn enhanced_code(words: &str) -> Option<(u16, u16, u16)> {
    let mut parts = words.split_whitespace().next()?.splitn(3, '.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_means_again_never_or_forget() {
        for (code, words) in [
            (421, "4.3.2 closing"),
            (450, "4.2.0 greylisted"),
            (451, ""),
            (452, "4.2.2 full"),
        ] {
            assert!(
                matches!(judge(code, words), Outcome::Retry { after: None, .. }),
                "{code} {words}"
            );
        }
        for (code, words) in [
            (550, "5.1.1 no such user"),
            (553, "5.1.3 bad address"),
            (551, "5.1.6 moved"),
            (550, "5.1.10 null MX"),
        ] {
            assert!(matches!(judge(code, words), Outcome::Gone { .. }), "{code} {words}");
        }
        for (code, words) in [
            (550, "5.7.1 policy"),
            (550, "no"),
            (550, "5.1.8 sender's domain"),
            (550, "5.1.7 sender"),
            (552, "5.2.2 full"),
            (554, "5.1.1 not this code"),
            (535, "5.7.8 password"),
            (550, "5.1.1000000 overflow"),
        ] {
            assert!(matches!(judge(code, words), Outcome::GiveUp { .. }), "{code} {words}");
        }
    }

    #[test]
    fn a_reason_repeats_no_address() {
        let Outcome::Gone { why } = judge(550, "5.1.1 <bewoner@example.org> unknown") else {
            panic!("expected gone");
        };
        assert_eq!(why, "the mail server answered 550 5.1.1");
    }

    #[test]
    fn the_sender_may_have_a_name() {
        assert_eq!(
            parse_sender("SAAR Lindehof <saar@example.org>")
                .unwrap()
                .email
                .to_string(),
            "saar@example.org"
        );
        assert!(parse_sender("saar@example.org").is_some());
        assert!(parse_sender("saar").is_none());
        assert!(parse_sender("a@example.org\r\nBcc: b@example.org").is_none());
    }
}
