//! What SAAR is, without how it runs: groups and members, incidents and alerts, deliveries and country profiles, and the rules between them.
//!
//! Nothing here does I/O, reads a clock or draws a random number: time and chance are arguments ([`clock`]). That is what makes every rule
//! testable as a table or a property.

pub mod clock;
pub mod delivery;
pub mod id;
