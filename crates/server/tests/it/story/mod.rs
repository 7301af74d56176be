//! What people live through with SAAR, told as they would tell it.

mod alarm;
pub mod area;
mod barriers;
mod delivery;
mod escalation;
mod forgetting;
pub mod founding;
mod import;
mod joining;
mod ladder;
mod live;
mod log;
mod passkey;
mod photo;
mod photo_files;
mod photo_rules;
mod place;
mod preferences;
mod races;
mod reach;
mod receipts;
mod restart;
mod roles;
mod same;
mod words;
