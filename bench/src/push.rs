//! What one Web Push message costs, beside the cryptography that RFC 8291 cannot do without.
//!
//! CPU time of this thread, so that a busy machine changes nothing but the caches.

use std::time::Duration;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::rand::SystemRandom;
use saar_delivery::webpush::{Ephemeral, SALT_BYTES, Subscription, TokenCache, VapidKey, encrypt, encrypt_once};
use saar_domain::clock::{Entropy, Timestamp};

use crate::cpu::thread_cpu;
use crate::report::Metrics;

/// A usual payload is 500 to 700 bytes; it is padded to [`PADDED_BYTES`] before it is encrypted.
const PAYLOAD_BYTES: usize = 600;
const PADDED_BYTES: usize = 1024;
/// Messages between two readings of the clock, and per turn of the interleaving.
const BATCH: u32 = 100;

/// The operating system's randomness, as the program takes it.
struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        clippy::expect_used,
        reason = "the bench measures what the program does, and cannot go on without randomness"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system has no randomness");
    }
}

/// CPU used by batches of one kind of work.
#[derive(Default)]
struct Cost {
    cpu: Duration,
    batches: u32,
}

impl Cost {
    fn add(&mut self, mut work: impl FnMut() -> Result<()>) -> Result<()> {
        let before = thread_cpu()?;
        for _ in 0..BATCH {
            work()?;
        }
        self.cpu += thread_cpu()?.saturating_sub(before);
        self.batches += 1;
        Ok(())
    }

    fn micros_each(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / f64::from(self.batches.max(1) * BATCH)
    }
}

/// One round: turns of reference, fresh keys, and keys made ahead, until `duration` of CPU is used.
pub(crate) fn measure(duration: Duration) -> Result<Metrics> {
    let device = ring_key()?;
    let device_public = device.compute_public_key().map_err(failed)?;
    let to = Subscription::parse(
        "https://push.example.org/device",
        &URL_SAFE_NO_PAD.encode(device_public.as_ref()),
        &URL_SAFE_NO_PAD.encode([7; 16]),
    )?;
    let entropy = SystemEntropy;
    let tokens = TokenCache::new(VapidKey::generate(&entropy), "mailto:bench@example.org".to_owned())?;
    let now = Timestamp::from_millis(1_800_000_000_000);
    let payload = [b'x'; PAYLOAD_BYTES];

    let [mut reference, mut fresh, mut ahead, mut authorization] = <[Cost; 4]>::default();
    let started = thread_cpu()?;
    while thread_cpu()?.saturating_sub(started) < duration {
        reference.add(|| agreement(device_public.as_ref()))?;
        fresh.add(|| {
            std::hint::black_box(tokens.authorization(&to.origin(), now));
            std::hint::black_box(encrypt_once(&payload, &to, &entropy)?);
            Ok(())
        })?;
        let mut made_ahead = Vec::new();
        for _ in 0..BATCH {
            made_ahead.push(Ephemeral::fresh(&to)?);
        }
        ahead.add(|| {
            let pair = made_ahead.pop().context("too few pairs made ahead")?;
            let salt = <dyn Entropy>::bytes::<SALT_BYTES>(&entropy);
            std::hint::black_box(encrypt(&payload, PADDED_BYTES, &to, pair, salt)?);
            Ok(())
        })?;
        authorization.add(|| {
            std::hint::black_box(tokens.authorization(&to.origin(), now));
            Ok(())
        })?;
    }
    let mut metrics = Metrics::new();
    metrics.insert("keygen_and_ecdh_us", reference.micros_each());
    metrics.insert("message_fresh_us", fresh.micros_each());
    metrics.insert("message_ahead_us", ahead.micros_each());
    metrics.insert("authorization_cached_us", authorization.micros_each());
    metrics.insert(
        "fresh_over_keygen_and_ecdh",
        fresh.micros_each() / reference.micros_each(),
    );
    Ok(metrics)
}

/// The reference: a key pair, its public half, and the agreement.
fn agreement(device_public: &[u8]) -> Result<()> {
    let pair = ring_key()?;
    std::hint::black_box(pair.compute_public_key().map_err(failed)?);
    let theirs = UnparsedPublicKey::new(&ECDH_P256, device_public);
    agree_ephemeral(pair, &theirs, |secret| {
        std::hint::black_box(secret);
    })
    .map_err(failed)
}

fn ring_key() -> Result<EphemeralPrivateKey> {
    EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).map_err(failed)
}

fn failed(_: ring::error::Unspecified) -> anyhow::Error {
    anyhow::anyhow!("the cryptographic library failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_message_is_measured() -> Result<()> {
        let metrics = measure(Duration::from_millis(1))?;
        assert!(metrics.values().all(|value| *value > 0.0), "{metrics:?}");
        // Agreement is nearly all of the cost: were it not left out, this would be about 1.
        assert!(metrics["message_ahead_us"] < metrics["message_fresh_us"]);
        Ok(())
    }
}
