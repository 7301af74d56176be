//! The database of SAAR, on SQLite and PostgreSQL. SQL is written once; one noun a file.
//!
//! Functions take a [`db::Tx`] and do one thing; which of them belong together is the use case's business, and so is the commit.

pub mod account;
pub mod alert;
pub mod area;
pub mod audit;
pub mod backup;
pub mod boundary;
pub mod budget;
pub mod challenge;
pub mod content;
pub mod continuity;
pub mod coordinator;
pub mod db;
pub mod delivery;
pub mod desk;
pub mod drill;
pub mod endpoint;
pub mod error;
pub mod export;
pub mod flag;
pub mod founding;
pub mod group;
pub mod idempotency;
pub mod incident;
pub mod inquiry;
pub mod invite;
pub mod key_ring;
pub mod keys;
mod lease;
pub mod letter;
pub mod liaison;
pub mod lock;
pub mod measure;
pub mod member;
pub mod migrate;
pub mod own_rule;
pub mod own_words;
pub mod passkey;
pub mod photo;
pub mod probe;
pub mod request;
pub mod reseal;
pub mod retention;
pub mod roster;
pub mod seal;
pub mod secret;
pub mod session;
pub mod setting;
pub mod street;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tiding;

pub use db::{Db, Tx};
pub use error::{Result, StoreError};
pub use keys::KeyStore;
pub use seal::Sealer;
