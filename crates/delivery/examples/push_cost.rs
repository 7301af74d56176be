//! What one Web Push message costs: `cargo run --release -p saar-delivery --example push_cost`.
//!
//! Beside the whole message stands its key pair and agreement alone, in the same run and by turns: absolute times
//! wander between machines, ratios do not. The goal is that the rest adds at most a tenth.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom as _, SystemRandom};
use saar_delivery::webpush::{Ephemeral, Subscription, TokenCache, VapidKey, encrypt, encrypt_once};
use saar_domain::clock::{Entropy, Timestamp};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 40;
const PER_ROUND: u32 = 250;
/// About the length of an alarm's payload.
const PLAINTEXT: [u8; 600] = [b'x'; 600];

struct System(SystemRandom);

impl Entropy for System {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes).expect("the operating system gives randomness");
    }
}

fn main() {
    let entropy: &dyn Entropy = &System(SystemRandom::new());
    // Any point on the curve is a device's key.
    let point = VapidKey::generate(entropy).public_base64url();
    let auth = URL_SAFE_NO_PAD.encode(entropy.bytes::<16>());
    let to = Subscription::parse("https://push.example.net/1", &point, &auth).expect("a subscription");
    let tokens = TokenCache::new(VapidKey::generate(entropy), "mailto:beheer@example.org".into()).expect("a contact");
    let now = Timestamp::from_millis(1_800_000_000_000);

    let (mut agreement, mut message, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        agreement.push(time(|| drop(black_box(Ephemeral::fresh(&to)))));
        message.push(time(|| {
            black_box(tokens.authorization("https://push.example.net", now));
            let _ = black_box(encrypt_once(&PLAINTEXT, &to, entropy));
        }));
        let mut ahead: Vec<_> = (0..PER_ROUND)
            .map(|_| Ephemeral::fresh(&to).expect("an agreement"))
            .collect();
        rest.push(time(|| {
            let ephemeral = ahead.pop().expect("as many as rounds");
            black_box(tokens.authorization("https://push.example.net", now));
            let _ = black_box(encrypt(&PLAINTEXT, 1024, &to, ephemeral, entropy.bytes()));
        }));
    }
    let (agreement, message, rest) = (median(agreement), median(message), median(rest));
    println!("key pair and agreement alone:   {agreement:7.2} µs");
    println!(
        "a whole message, fresh pair:    {message:7.2} µs, {:.3} of it",
        message / agreement
    );
    println!("the same with a pair made ahead:{rest:7.2} µs");
}

/// Microseconds for one call.
#[expect(clippy::disallowed_methods, reason = "a measurement")]
fn time(mut call: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..PER_ROUND {
        call();
    }
    let spent: Duration = start.elapsed();
    spent.as_secs_f64() * 1e6 / f64::from(PER_ROUND)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
