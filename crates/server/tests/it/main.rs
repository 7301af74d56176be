//! The one integration binary: stories through the real server, with fake devices and a clock that is pushed.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, reason = "tests")]

mod api;
mod page;
mod softkey;
mod story;
mod world;
