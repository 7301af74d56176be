//! The machine's clock, for a fake service that stands beside a program with the machine's clock.

use saar_domain::clock::{Clock, Timestamp};
use std::time::{SystemTime, UNIX_EPOCH};

/// Asks the machine.
pub(super) struct MachineClock;

impl Clock for MachineClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "a real push service judges tokens by its own clock"
    )]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}
