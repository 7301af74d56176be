//! The demo: an invented village with simulated neighbours, on this machine, without settings.

mod assemble;
mod dice;
mod persona;
pub mod village;

pub use persona::{Persona, persona_token, personas, sign_in};
