//! What SAAR is, without how it runs: groups and members, incidents and alerts, deliveries and country profiles, and the rules between them.
//!
//! Nothing here does I/O, reads a clock or draws a random number: time and chance are arguments ([`clock`]). That is what makes every rule
//! testable as a table or a property.

pub mod access;
pub mod alert;
pub mod area;
pub mod audit;
pub mod budget;
pub mod clock;
pub mod code;
pub mod continuity;
pub mod country;
pub mod delivery;
pub mod description;
pub mod desk;
pub mod drill;
pub mod field;
pub mod flag;
pub mod founding;
pub mod geo;
pub mod id;
pub mod import;
pub mod incident;
pub mod inquiry;
pub mod joining;
pub mod letter;
pub mod liaison;
pub mod limits;
pub mod member;
pub mod moderation;
pub mod photo;
pub mod plate;
pub mod preference;
pub mod probe;
pub mod reach;
pub mod retention;
pub mod roster;
pub mod setting;
pub mod street;
pub mod text;
