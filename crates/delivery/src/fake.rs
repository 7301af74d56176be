//! The other side of each channel, for tests and the demo: a push service with devices, and a mail server. Both speak
//! the real protocols over real sockets on this machine, so that what is tested is what is sent.
//!
//! They decrypt, verify and parse with other libraries than those that the channels send with: a mistake cannot cancel
//! itself out. They keep everything in memory and are not for the internet.

mod clock;
mod decrypt;
mod device;
mod mailbox;
mod push;
mod smtp;
mod vapid;

pub use device::{Device, Received};
pub use mailbox::ReceivedMail;
pub use push::PushService;
pub use smtp::SmtpSink;

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// How long the `wait_for` functions wait before they fail the test.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a lock guards here is whole after every statement, so a panic elsewhere is no reason for another one.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
