//! How fast simulated neighbours live: as people do, or so that a test need not wait.

use std::time::Duration;

/// How many times faster than people, when in haste.
const HASTE: u64 = 200;

/// The pace of everything that is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// Seconds are seconds.
    AsPeople,
    /// For tests: minutes pass in a moment.
    InHaste,
}

impl Pace {
    /// How long that many milliseconds of a person's life take.
    pub(super) const fn millis(self, millis: i64) -> Duration {
        let millis = millis.unsigned_abs();
        Duration::from_millis(match self {
            Self::AsPeople => millis,
            Self::InHaste => millis / HASTE + 1,
        })
    }
}
