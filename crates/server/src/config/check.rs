//! What settings have to be for one another, and the report of what is in force.

use super::place::{Place, Problem};
use super::table::Settings;
use super::value::{NOT_SET, is_loopback};
use crate::map::Background;
use saar_delivery::email::{SmtpTls, parse_address};
use saar_delivery::guard::EndpointGuard;
use std::fmt::Write as _;

/// Checks settings that depend on one another.
pub(super) fn together(settings: &Settings, problems: &mut Vec<Problem>) {
    let mut wrong = |key: &str, what: &str, mend: &str| {
        let place = settings.places.get(key).unwrap_or(&Place::Nowhere);
        problems.push(Problem::new(place, key, what, mend));
    };
    let database = settings.database();
    if !["sqlite:", "postgres://", "postgresql://"]
        .iter()
        .any(|scheme| database.starts_with(scheme))
    {
        wrong(
            "database_url",
            "names no database",
            "expected sqlite:PATH or postgres://USER@HOST/NAME",
        );
    }
    if let Some(from) = &settings.smtp_from {
        let address = from.rsplit('<').next().unwrap_or_default().trim_end_matches('>').trim();
        if parse_address(address).is_err() {
            wrong(
                "smtp.from",
                "is no sender",
                "expected saar@example.org, or SAAR <saar@example.org>",
            );
        }
    }
    if settings.smtp_host.is_some() {
        if settings.smtp_from.is_none() {
            wrong(
                "smtp.from",
                "is missing",
                "say who the mails come from, like SAAR <saar@example.org>",
            );
        }
        let password = settings.smtp_password.is_some() || settings.smtp_password_file.is_some();
        if settings.smtp_user.is_some() != password {
            let what = "and its password belong together";
            wrong("smtp.user", what, "set smtp.user and smtp.password_file, or neither");
        }
        let host = settings.smtp_host.as_deref().unwrap_or_default();
        let here = matches!(host, "localhost" | "127.0.0.1" | "::1");
        // Threat: the password, and every code to sign in, would cross the network for everybody to read.
        if settings.smtp_tls == SmtpTls::None && password && !here {
            wrong(
                "smtp.tls",
                "cannot be none with a password",
                "use starttls or implicit, or a server on this machine",
            );
        }
    }
    if settings.smtp_password.is_some() && settings.smtp_password_file.is_some() {
        wrong(
            "smtp.password",
            "is set twice",
            "keep password_file and take password away",
        );
    }
    if let Some(contact) = &settings.push_contact
        && !(contact.starts_with("mailto:") || contact.starts_with("https://"))
    {
        wrong(
            "push_contact",
            "is no contact",
            "expected mailto:beheer@example.org or an https:// address",
        );
    }
    if let Err(error) = EndpointGuard::push_services().with_origins(&settings.push_extra_origins) {
        wrong("push_extra_origins", "holds a wrong item", &error.to_string());
    }
    // Licences of maps ask for thanks; those of the ones we know are built in.
    if matches!(settings.map_background, Background::Own(_)) && settings.map_credit.is_none() {
        wrong(
            "map.credit",
            "is missing",
            "say whom to thank for the tiles, like © OpenStreetMap contributors",
        );
    }
    // Threat: whoever reads the log could sign in as anybody.
    if settings.letters_to_log && !is_loopback(&settings.public_url) {
        wrong(
            "letters_to_log",
            "is for localhost only",
            "set up [smtp], or make public_url http://localhost:8080",
        );
    }
}

/// What is in force, and from where; secrets masked.
pub fn report(settings: &Settings) -> String {
    let mut out = String::new();
    for (key, value) in settings.shown() {
        let shown = in_force(settings, key).unwrap_or(value);
        let place = match settings.places.get(key) {
            Some(place) => place.to_string(),
            None if shown == NOT_SET => "not set".to_owned(),
            None => "follows from the others".to_owned(),
        };
        let _ = writeln!(out, "{key:<20} {shown:<40} {place}");
    }
    out
}

/// What is in force in the place of a setting that follows from others when it is not set, or that may hold a password.
fn in_force(settings: &Settings, key: &str) -> Option<String> {
    match key {
        "database_url" => Some(mask_password(&settings.database())),
        "secret_key_file" => Some(settings.key_file().display().to_string()),
        "push_contact" => Some(settings.push_contact()),
        _ => None,
    }
}

/// A PostgreSQL address may hold a password.
pub(crate) fn mask_password(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address) else {
        return address.to_owned();
    };
    if url.password().is_none() || url.set_password(Some("********")).is_err() {
        return address.to_owned();
    }
    url.to_string()
}
