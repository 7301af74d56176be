//! What settings have to be for one another, and the report of what is in force.

use super::place::{Place, Problem};
use super::table::{Kind, Setting, Settings, TABLE};
use super::value::is_loopback;
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
    for setting in TABLE {
        let shown = shown(settings, setting);
        let place = match settings.places.get(setting.key) {
            Some(place) => place.to_string(),
            None if shown == "-" => "not set".to_owned(),
            None => "follows from the others".to_owned(),
        };
        let _ = writeln!(out, "{:<20} {shown:<40} {place}", setting.key);
    }
    out
}

fn shown(settings: &Settings, setting: &Setting) -> String {
    let set = settings.places.contains_key(setting.key);
    match (setting.key, setting.kind) {
        (_, Kind::Secret) if set => "********".to_owned(),
        ("database_url", _) => mask_password(&settings.database()),
        ("secret_key_file", _) => settings.key_file().display().to_string(),
        ("push_contact", _) => settings.push_contact(),
        ("listen", _) => settings.listen.to_string(),
        ("public_url", _) => settings.public_url.to_string(),
        ("data_dir", _) => settings.data_dir.display().to_string(),
        ("trusted_proxies", _) => join(&settings.trusted_proxies),
        ("push_extra_origins", _) => join(&settings.push_extra_origins),
        ("metrics_public", _) => settings.metrics_public.to_string(),
        ("letters_to_log", _) => settings.letters_to_log.to_string(),
        ("log", _) => settings.log.0.clone(),
        ("log_format", _) => format!("{:?}", settings.log_format).to_lowercase(),
        ("map.background", _) => settings.map_background.code().to_owned(),
        ("map.credit", _) => or_dash(settings.map_credit.as_deref()),
        ("smtp.port", _) => settings.smtp_port.to_string(),
        ("smtp.tls", _) => format!("{:?}", settings.smtp_tls).to_lowercase(),
        ("smtp.host", _) => or_dash(settings.smtp_host.as_deref()),
        ("smtp.user", _) => or_dash(settings.smtp_user.as_deref()),
        ("smtp.from", _) => or_dash(settings.smtp_from.as_deref()),
        ("smtp.password_file", _) => settings
            .smtp_password_file
            .as_ref()
            .map_or_else(|| "-".to_owned(), |path| path.display().to_string()),
        _ => "-".to_owned(),
    }
}

fn or_dash(text: Option<&str>) -> String {
    text.unwrap_or("-").to_owned()
}

fn join<T: ToString>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    format!("[{}]", items.join(", "))
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
