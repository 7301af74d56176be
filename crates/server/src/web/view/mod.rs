//! The data that templates show: plain, serialisable, filled by the handlers.
//!
//! A view holds no logic beyond naming, knows nothing of the database, and carries codes (`burglary`) and
//! epoch milliseconds; words and local times are made by the templates in the reader's language and zone. Templates
//! never see a phone number, an e-mail address or a real name of somebody else, since no view has a field for one; but for `import`, which shows people
//! of a file to who brought it.

pub mod admin;
pub mod alarm;
pub mod area;
pub mod budget;
pub mod chart;
pub mod continuity;
pub mod correct;
pub mod description;
pub mod desk;
pub mod drill;
pub mod entry;
pub mod flag;
pub mod founding;
pub mod group;
pub mod group_setting;
pub mod import;
pub mod incident;
pub mod inquiry;
pub mod liaison;
pub mod mail;
pub mod member;
pub mod moderation;
pub mod own_data;
pub mod own_rule;
pub mod own_words;
pub mod passkey;
pub mod photo;
pub mod request;
pub mod residence;
pub mod retention;
pub mod roster;
pub mod secrecy;
pub mod settings;
pub mod shared;
pub mod umbrella;

#[cfg(test)]
pub(crate) mod sample;
