//! One alert to one endpoint: its states, when to try again, and when to try another way. All pure.

use crate::clock::{Span, Timestamp};
use crate::limits;

crate::coded! {
    /// A way to reach people (*kanaal*).
    ChannelKind, "channel" {
        /// A browser's push subscription.
        WebPush = "web_push",
        /// A mailbox.
        Email = "email",
    }
}

crate::coded! {
    /// Where a delivery (*bezorging*) stands. Accepted, delivered and seen are different words, and are never shown as one another.
    DeliveryState, "delivery state" {
        /// Waits for its turn, or for its next attempt.
        Pending = "pending",
        /// Being sent by a running program.
        Leased = "leased",
        /// The channel's service took it.
        Accepted = "accepted",
        /// It was shown on a device, or lies in the mailbox.
        Delivered = "delivered",
        /// It was opened.
        Seen = "seen",
        /// Given up: the service will never take it, or all attempts are used.
        Failed = "failed",
        /// It was too old to be worth sending.
        Expired = "expired",
        /// There was nothing left to tell, or the recipient left.
        Withdrawn = "withdrawn",
    }
}

impl DeliveryState {
    /// Whether no more attempts follow.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Pending | Self::Leased)
    }

    /// How far a receipt reaches: receipts are monotonic, a late "shown" never takes back "opened" (EDGES 20).
    pub const fn receipt_rank(self) -> u8 {
        match self {
            Self::Seen => 2,
            Self::Delivered => 1,
            _ => 0,
        }
    }
}

/// When to try again, or none when it is over. `attempts` are those made so far; `jitter` is between 0 and 1, so that a thousand deliveries that
/// failed together do not return together.
pub fn next_attempt(
    now: Timestamp,
    expires: Timestamp,
    attempts: u32,
    service_asks: Option<Span>,
    jitter: f64,
) -> Option<Timestamp> {
    if attempts >= limits::ATTEMPTS_MAX {
        return None;
    }
    let doubled = limits::RETRY_FIRST
        .as_millis()
        .saturating_mul(1_i64 << attempts.saturating_sub(1).min(20));
    let backoff = doubled.min(limits::RETRY_LONGEST.as_millis());
    // Between half and one and a half of it.
    let spread = scale(backoff, 0.5 + jitter.clamp(0.0, 1.0));
    let asked = service_asks.map_or(0, |span| span.as_millis().clamp(0, limits::RETRY_AFTER_MAX.as_millis()));
    let at = now.plus(Span::millis(spread.max(asked)));
    (at < expires).then_some(at)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "milliseconds of a few minutes"
)]
fn scale(millis: i64, factor: f64) -> i64 {
    (millis as f64 * factor) as i64
}

/// What is known of one recipient of an alarm, when it is asked whether to try another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// When the group was alerted.
    pub alerted_at: Timestamp,
    /// The incident still runs.
    pub running: bool,
    /// A practised alarm: never escalates.
    pub drill: bool,
    /// This program's uptime in which the channel's acceptance stood, without an answer; none while nothing was accepted.
    pub waited: Option<Span>,
    /// Every delivery of this recipient failed for good: there is nothing to wait for.
    pub all_failed: bool,
    /// Any sign of life for the incident: a receipt, an opened page, a response.
    pub alive: bool,
    /// It was escalated before: once a recipient.
    pub escalated: bool,
    /// Another channel is left.
    pub has_next: bool,
}

/// Whether the member's next channel is tried (EDGES 10). `uptime` is how long this process runs: after a start, nobody is escalated in the first
/// minute, for the answers of the meantime could not come in.
pub fn escalates(reach: &Reach, now: Timestamp, uptime: Span) -> bool {
    let young = now.since(reach.alerted_at) <= limits::ESCALATE_ALARM_AGE_MAX;
    let silent_long =
        reach.waited.is_some_and(|waited| waited >= limits::ESCALATE_AFTER) && uptime >= limits::ESCALATE_GRACE;
    reach.running
        && young
        && !reach.drill
        && !reach.alive
        && !reach.escalated
        && reach.has_next
        && (reach.all_failed || silent_long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    proptest! {
        #[test]
        fn waits_grow_stay_bounded_and_end(attempts in 0_u32..100, jitter in 0.0..=1.0_f64, asked in proptest::option::of(0_i64..10_000_000)) {
            let expires = NOON.plus(limits::ALARM_EXPIRY);
            match next_attempt(NOON, expires, attempts, asked.map(Span::millis), jitter) {
                None => prop_assert!(attempts >= limits::ATTEMPTS_MAX),
                Some(at) => {
                    prop_assert!(at > NOON && at < expires);
                    let asked = asked.unwrap_or(0).min(limits::RETRY_AFTER_MAX.as_millis());
                    prop_assert!(at.since(NOON).as_millis() >= asked, "the service's wish is kept");
                }
            }
        }

        #[test]
        fn nobody_is_escalated_right_after_a_start(uptime in 0_i64..60_000, waited in proptest::option::of(0_i64..10_000_000)) {
            let reach = Reach { waited: waited.map(Span::millis), ..silent() };
            prop_assert!(!escalates(&reach, NOON, Span::millis(uptime)));
        }
    }

    fn silent() -> Reach {
        Reach {
            alerted_at: NOON.minus(Span::minutes(2)),
            running: true,
            drill: false,
            waited: Some(limits::ESCALATE_AFTER),
            all_failed: false,
            alive: false,
            escalated: false,
            has_next: true,
        }
    }

    #[test]
    fn who_is_silent_is_tried_another_way_once() {
        let up = Span::hours(1);
        assert!(escalates(&silent(), NOON, up));
        assert!(
            escalates(
                &Reach {
                    waited: None,
                    all_failed: true,
                    ..silent()
                },
                NOON,
                up
            ),
            "nothing to wait for"
        );
        for (why, reach) in [
            (
                "not long enough",
                Reach {
                    waited: Some(Span::seconds(89)),
                    ..silent()
                },
            ),
            (
                "a sign of life",
                Reach {
                    alive: true,
                    ..silent()
                },
            ),
            (
                "once a recipient",
                Reach {
                    escalated: true,
                    ..silent()
                },
            ),
            (
                "no other channel",
                Reach {
                    has_next: false,
                    ..silent()
                },
            ),
            (
                "never a drill",
                Reach {
                    drill: true,
                    ..silent()
                },
            ),
            (
                "it ended",
                Reach {
                    running: false,
                    ..silent()
                },
            ),
            (
                "too old",
                Reach {
                    alerted_at: NOON.minus(Span::minutes(11)),
                    ..silent()
                },
            ),
            (
                "nothing accepted yet",
                Reach {
                    waited: None,
                    ..silent()
                },
            ),
        ] {
            assert!(!escalates(&reach, NOON, up), "{why}");
        }
    }

    #[test]
    fn expiry_ends_it() {
        assert_eq!(next_attempt(NOON, NOON.plus(Span::seconds(1)), 1, None, 0.5), None);
    }
}
