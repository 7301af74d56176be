//! Who may ask how often (EDGES 27): accounts by account, the signed-out by address. Reading and raising an alarm are never limited by address, for
//! a whole village can share one.

use super::ClientAddress;
use super::error::Fault;
use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota};
use saar_domain::id::AccountId;
use saar_domain::limits;
use std::net::IpAddr;
use std::num::NonZeroU32;

/// The counters of this process.
pub struct Limits {
    /// None where writes are not counted.
    writes: Option<DefaultKeyedRateLimiter<AccountId>>,
    pieces: DefaultKeyedRateLimiter<AccountId>,
    signed_out: DefaultKeyedRateLimiter<IpAddr>,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Limits")
    }
}

impl Limits {
    /// Fresh counters; of writes only where they are counted.
    pub fn new(counts_writes: bool) -> Self {
        let per_minute = |count| Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self {
            writes: counts_writes.then(|| DefaultKeyedRateLimiter::keyed(per_minute(limits::WRITES_PER_MINUTE))),
            pieces: DefaultKeyedRateLimiter::keyed(per_minute(limits::UPLOAD_PIECES_PER_MINUTE)),
            signed_out: DefaultKeyedRateLimiter::keyed(per_minute(limits::SIGNED_OUT_PER_MINUTE)),
        }
    }

    /// A write of an account that is not an alarm.
    pub fn write(&self, account: AccountId) -> Result<(), Fault> {
        match &self.writes {
            Some(writes) => writes.check_key(&account).map_err(|not_until| too_many(&not_until)),
            None => Ok(()),
        }
    }

    /// A piece of a photo. Counted apart: a bad network makes many small ones, and words must not wait for them.
    pub fn piece(&self, account: AccountId) -> Result<(), Fault> {
        self.pieces
            .check_key(&account)
            .map_err(|not_until| too_many(&not_until))
    }

    /// A request that somebody signed out makes to sign in or to join. Threat: guessing codes and addresses from one machine.
    pub fn signed_out(&self, address: IpAddr) -> Result<(), Fault> {
        // A home has a /64 of IPv6: one machine could use a new address each time.
        let address = match address {
            IpAddr::V6(v6) if v6.to_ipv4_mapped().is_none() => {
                let mut octets = v6.octets();
                octets[8..].fill(0);
                IpAddr::from(octets)
            }
            other => other,
        };
        self.signed_out
            .check_key(&address)
            .map_err(|not_until| too_many(&not_until))
    }

    /// Forgets who asked nothing for a while.
    pub fn tidy(&self) {
        if let Some(writes) = &self.writes {
            writes.retain_recent();
        }
        self.pieces.retain_recent();
        self.signed_out.retain_recent();
    }
}

/// The address that a request came from, for limits alone. Without one (a test that calls the router itself), all are one.
pub fn address(peer: Option<&ClientAddress>) -> IpAddr {
    peer.map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0)
}

fn too_many<T: governor::clock::Reference>(not_until: &governor::NotUntil<T>) -> Fault
where
    governor::clock::DefaultClock: governor::clock::Clock<Instant = T>,
{
    let wait = not_until.wait_time_from(governor::clock::DefaultClock::default().now());
    Fault::TooMany {
        retry_after_seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1),
    }
}
