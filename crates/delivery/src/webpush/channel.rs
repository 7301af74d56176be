//! Web Push as a channel: one POST, and what its answer means.

use super::{EncryptError, Subscription, TOPIC_CHARS_MAX, TokenCache, VapidError, VapidKey, encrypt_once, payload};
use crate::guard::{self, EndpointGuard, Refused};
use crate::{Address, Capabilities, Channel, Message, Outcome, Sending, Urgency};
use http::{HeaderMap, StatusCode, header};
use saar_domain::clock::{Entropy, Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

/// How much of an answer's body is read, so that the connection can be used again. What it says is not needed.
const ANSWER_BYTES_MAX: usize = 4096;
/// How long the rest of an answer is waited for once its status is known.
const ANSWER_REST_TIMEOUT: Duration = Duration::from_secs(1);
/// The longest `Retry-After` that is believed: a message is not worth more, and a wrong date must not hold it for
/// years.
const RETRY_AFTER_MAX: Span = Span::hours(24);
/// The longest time-to-live that push services keep: four weeks.
const TTL_MAX: Span = Span::days(28);

/// The channel to browsers.
pub struct WebPush {
    client: reqwest::Client,
    guard: EndpointGuard,
    tokens: TokenCache,
    entropy: Arc<dyn Entropy>,
}

/// Why the channel could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum WebPushError {
    /// The key or the contact is not usable.
    #[error(transparent)]
    Vapid(#[from] VapidError),
    /// The HTTP client could not be made.
    #[error("the HTTP client for push services could not be made")]
    Client(#[from] reqwest::Error),
}

impl WebPush {
    /// Sets the channel up. `contact` is `mailto:…` or `https:…`: whom a push service's staff write to when our
    /// messages trouble them.
    pub fn new(
        vapid: VapidKey,
        contact: String,
        guard: EndpointGuard,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, WebPushError> {
        Ok(Self {
            client: guard::client(&guard)?,
            tokens: TokenCache::new(vapid, contact)?,
            guard,
            entropy,
        })
    }

    async fn post(&self, message: &Message, to: &Subscription, now: Timestamp) -> Outcome {
        // At each send: the list may have shrunk since the phone subscribed.
        if let Err(refused) = self.guard.check(to.endpoint()) {
            return give_up(refused.to_string());
        }
        let body = match encrypt_once(&payload(message), to, &*self.entropy) {
            Ok(body) => body,
            Err(error @ (EncryptError::TooLong | EncryptError::Key)) => return give_up(error.to_string()),
        };
        let mut request = self
            .client
            .post(to.endpoint().clone())
            .header("ttl", message.ttl.as_seconds().clamp(0, TTL_MAX.as_seconds()))
            .header("urgency", urgency(message.urgency))
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header(header::AUTHORIZATION, self.tokens.authorization(&to.origin(), now))
            .body(body);
        if let Some(topic) = message.topic.as_deref() {
            if is_topic(topic) {
                request = request.header("topic", topic);
            } else {
                // Without it an older message is not replaced while it waits. That is no reason to lose an alarm.
                tracing::warn!("a push topic was malformed and is left out");
            }
        }
        match request.send().await {
            Ok(answer) => {
                let outcome = outcome(answer.status(), answer.headers(), now);
                read_rest(answer).await;
                outcome
            }
            Err(error) => failure(&error),
        }
    }
}

impl Channel for WebPush {
    fn kind(&self) -> ChannelKind {
        ChannelKind::WebPush
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            receipts: true,
            replaces: true,
            urgency: true,
            payload_bytes_max: super::PLAINTEXT_BYTES_MAX,
            concurrency_per_origin: 32,
            accepted_is_delivered: false,
        }
    }

    fn origin(&self, to: &Address) -> String {
        match to {
            Address::WebPush(subscription) => subscription.origin(),
            Address::Email { .. } => String::new(),
        }
    }

    fn send<'a>(&'a self, message: &'a Message, to: &'a Address, now: Timestamp) -> Sending<'a> {
        Box::pin(async move {
            match to {
                Address::WebPush(subscription) => self.post(message, subscription, now).await,
                Address::Email { .. } => give_up("this is not an address of a browser".to_owned()),
            }
        })
    }
}

const fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::High => "high",
        Urgency::Normal => "normal",
        Urgency::Low => "low",
    }
}

/// RFC 8030 section 5.4.
fn is_topic(topic: &str) -> bool {
    (1..=TOPIC_CHARS_MAX).contains(&topic.len())
        && topic
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

const fn give_up(why: String) -> Outcome {
    Outcome::GiveUp { why }
}

/// What a push service's answer means. No reason holds an address: they are logged.
fn outcome(status: StatusCode, headers: &HeaderMap, now: Timestamp) -> Outcome {
    let why = format!("the push service answered {}", status.as_u16());
    match status.as_u16() {
        200..=299 => Outcome::Accepted,
        404 | 410 => Outcome::Gone { why },
        // 406 is how Windows' service says "too many".
        406 | 408 | 425 | 429 | 500..=599 => Outcome::Retry {
            after: retry_after(headers, now),
            why,
        },
        // Our token or key was refused. Deliberately not `Gone`, though the subscription may belong to a key that was
        // lost: a clock that is wrong, or a restored backup with yesterday's key, would otherwise make us forget every
        // phone of the village in one night.
        401 | 403 => give_up(format!("{why}: it does not accept our VAPID key or token")),
        413 => give_up(format!("{why}: the message is too large for it")),
        _ => give_up(why),
    }
}

/// `Retry-After` as seconds or as a date (RFC 9110 section 10.2.3).
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Span> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let after = match value.parse::<u32>() {
        Ok(seconds) => Span::seconds(seconds.into()),
        Err(_) => {
            let date = httpdate::parse_http_date(value).ok()?.duration_since(UNIX_EPOCH).ok()?;
            Timestamp::from_millis(i64::try_from(date.as_millis()).ok()?).since(now)
        }
    };
    Some(after.clamp(Span::ZERO, RETRY_AFTER_MAX))
}

/// Why no answer came. Only the kind of error is told: the library's own text holds the endpoint.
fn failure(error: &reqwest::Error) -> Outcome {
    if let Some(refused) = refusal(error) {
        return give_up(refused.to_string());
    }
    let why = if error.is_timeout() {
        "the push service did not answer in time"
    } else if error.is_connect() {
        "the push service could not be reached"
    } else {
        "the connection to the push service broke"
    };
    Outcome::Retry {
        after: None,
        why: why.to_owned(),
    }
}

/// The guard's own refusal, where that is what went wrong at the bottom.
fn refusal(error: &reqwest::Error) -> Option<Refused> {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(refused) = error.downcast_ref::<Refused>() {
            return Some(*refused);
        }
        next = error.source();
    }
    None
}

/// Reads a little of the body so that the connection can be used again; a service that sends more, or slowly, loses
/// the connection instead.
async fn read_rest(mut answer: reqwest::Response) {
    let read = async {
        let mut left = ANSWER_BYTES_MAX;
        while let Ok(Some(chunk)) = answer.chunk().await {
            match left.checked_sub(chunk.len()) {
                Some(rest) => left = rest,
                None => break,
            }
        }
    };
    // Whether it came in time changes nothing: the status was the answer.
    let _ = tokio::time::timeout(ANSWER_REST_TIMEOUT, read).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(784_111_777_000); // Sun, 06 Nov 1994 08:49:37 GMT

    fn answered(status: u16, retry_after: Option<&str>) -> Outcome {
        let mut headers = HeaderMap::new();
        if let Some(value) = retry_after {
            headers.insert(header::RETRY_AFTER, value.parse().unwrap());
        }
        outcome(StatusCode::from_u16(status).unwrap(), &headers, NOW)
    }

    #[test]
    fn every_answer_means_one_thing() {
        for status in [200, 201, 202, 204] {
            assert_eq!(answered(status, None), Outcome::Accepted, "{status}");
        }
        for status in [404, 410] {
            assert!(matches!(answered(status, None), Outcome::Gone { .. }), "{status}");
        }
        for status in [406, 408, 425, 429, 500, 502, 503, 504] {
            assert!(
                matches!(answered(status, None), Outcome::Retry { after: None, .. }),
                "{status}"
            );
        }
        for status in [301, 307, 308, 400, 401, 403, 405, 413, 418] {
            assert!(matches!(answered(status, None), Outcome::GiveUp { .. }), "{status}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_bounded() {
        let after = |value| match answered(503, Some(value)) {
            Outcome::Retry { after, .. } => after,
            other => panic!("{other:?}"),
        };
        assert_eq!(after("120"), Some(Span::seconds(120)));
        assert_eq!(after("Sun, 06 Nov 1994 08:50:37 GMT"), Some(Span::seconds(60)));
        assert_eq!(
            after("Sun, 06 Nov 1994 08:40:00 GMT"),
            Some(Span::ZERO),
            "a date gone by"
        );
        assert_eq!(after("4294967295"), Some(RETRY_AFTER_MAX));
        assert_eq!(after("Fri, 31 Dec 9999 23:59:59 GMT"), Some(RETRY_AFTER_MAX));
        for nonsense in ["", "soon", "-5", "1e9", "99999999999999999999"] {
            assert_eq!(after(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_topic_is_what_the_rfc_allows() {
        assert!(is_topic("abc-_09"));
        for wrong in ["", "a b", "a+b", "é", "a\r\nx: y", &"a".repeat(33)] {
            assert!(!is_topic(wrong), "{wrong}");
        }
    }
}
