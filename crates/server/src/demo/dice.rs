//! Chance that is the same in every run: the village is the same for everybody who looks at it.

use saar_domain::clock::Entropy;
use std::sync::atomic::{AtomicU64, Ordering};

/// The odd constant of SplitMix64 (Steele, Lea, Flood 2014): a counter that steps by it, well mixed.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Numbers from a seed. Not for secrets: the fill seals invented addresses with it, under a key of the installation's own.
#[derive(Debug)]
pub(super) struct Dice(AtomicU64);

impl Dice {
    /// Dice that always fall alike.
    pub(super) const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// Dice for one thing with a name, such as an incident: other than its neighbour's, the same every time.
    pub(super) fn named(name: &str) -> Self {
        // FNV-1a.
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self::new(seed)
    }

    fn next(&self) -> u64 {
        let mut mixed = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to just under `count`; 0 when that is nothing.
    pub(super) fn below(&self, count: usize) -> usize {
        usize::try_from(self.next() % (count.max(1) as u64)).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(0) + 1;
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// A number from 0 to just under 1.
    pub(super) fn fraction(&self) -> f64 {
        const PARTS: u32 = 1 << 20;
        f64::from(u32::try_from(self.next() % u64::from(PARTS)).unwrap_or(0)) / f64::from(PARTS)
    }

    /// True in so many of a hundred throws.
    pub(super) fn percent(&self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of several; there has to be one.
    pub(super) fn pick<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// The same things in another order (Fisher and Yates).
    pub(super) fn shuffle<T>(&self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

impl Entropy for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.next().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
    }
}
