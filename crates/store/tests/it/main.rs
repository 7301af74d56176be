//! The store, on SQLite and on PostgreSQL: what is asked of one is asked of the other. One binary, one module a noun.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod account;
mod alert;
mod audit;
mod backup;
mod challenge;
mod claim;
mod commit;
mod content;
mod delivery;
mod endpoint;
mod escalation;
mod export;
mod forgetting;
mod forgetting_postgres;
mod founding;
mod group;
mod idempotency;
mod incident;
mod invite;
mod key_ring;
mod live;
mod member;
mod migrate;
mod own_words;
mod passkey;
mod photo;
mod probe;
mod races;
mod receipt;
mod seal;
mod session;
mod world;
