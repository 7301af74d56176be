//! What people live through with SAAR, told as they would tell it.

mod alarm;
mod barriers;
mod budget;
mod delivery;
mod escalation;
mod forgetting;
mod import;
mod live;
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
