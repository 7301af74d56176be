//! The channels against the other side: over real sockets, with the real protocols.

mod email;
mod npm_peer;
mod opensmtpd;
mod support;
mod web_push;
