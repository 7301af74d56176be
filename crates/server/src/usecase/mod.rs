//! One function per intention of a user. The transaction is here, and so is the question who may.
//!
//! Nothing here knows of HTTP: a page, the API, the command line and a test call the same functions.

pub mod access;
pub mod area;
pub mod audit;
pub mod boundary;
pub mod budget;
pub mod continuity;
pub mod correct;
pub mod desk;
pub mod drill;
mod fingerprint;
pub mod founding;
pub mod group;
pub mod group_setting;
pub mod identity;
pub mod import;
pub mod incident;
pub mod inquiry;
pub mod invite;
pub mod key_rotation;
pub(crate) mod letter;
pub mod liaison;
pub mod member;
pub mod moderation;
pub mod own_data;
pub mod own_rule;
pub mod own_words;
pub mod passkey;
pub mod photo;
pub mod proof;
pub mod reach;
pub mod receipt;
pub mod request;
pub mod retention;
pub mod roster;
pub mod secrecy;
pub mod settings;
pub mod sign_in;
pub mod street;
pub mod test_alarm;
pub mod umbrella;

use saar_store::StoreError;

/// What can go wrong in any use case besides its own errors: the database.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Trouble(#[from] pub StoreError);
