//! Every setting, declared once: the file's keys, the variables' and flags' names, the help, the example file and the documentation follow from
//! this table.

use super::place::{Found, Place, Problem};
use super::value::{Country, LogFilter, LogFormat, Secret, Value};
use crate::map::Background;
use saar_delivery::email::SmtpTls;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use url::Url;

/// How a setting is written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In quotes.
    Text,
    /// A number.
    Number,
    /// true or false; as a flag it needs no value.
    Switch,
    /// Texts in brackets.
    List,
    /// In quotes, never shown, and without a flag: every user of a machine can read the flags of its programs.
    Secret,
}

/// One setting.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its key in the file; `smtp.host` is `host` in the section `[smtp]`.
    pub key: &'static str,
    /// What it is for, in lines.
    pub help: &'static [&'static str],
    /// How it is written.
    pub kind: Kind,
    /// What it is when it stands nowhere.
    pub default: Option<&'static str>,
    /// A value to show where there is no default.
    pub sample: &'static str,
}

impl Setting {
    /// Its name in the environment: `SAAR_SMTP_HOST`.
    pub fn variable(&self) -> String {
        format!("SAAR_{}", self.key.replace('.', "_").to_uppercase())
    }

    /// Its flag without the dashes: `smtp-host`; none for a secret.
    pub fn flag(&self) -> Option<String> {
        (self.kind != Kind::Secret).then(|| self.key.replace(['.', '_'], "-"))
    }

    /// The setting of a key.
    pub fn of(key: &str) -> Option<&'static Self> {
        TABLE.iter().find(|setting| setting.key == key)
    }
}

macro_rules! settings {
    ($($(#[doc = $help:literal])+ $field:ident: $type:ty => $key:literal, $kind:ident $(= $default:literal)? $(like $sample:literal)?;)*) => {
        /// Every setting there is.
        pub const TABLE: &[Setting] = &[$(Setting {
            key: $key,
            help: &[$($help),+],
            kind: Kind::$kind,
            default: settings!(@default $($default)?),
            sample: concat!($($default,)? $($sample)?),
        }),*];

        /// What is in force.
        #[derive(Debug, Clone)]
        pub struct Settings {
            $($(#[doc = $help])+ pub $field: $type,)*
            /// Where each of them came from.
            pub places: BTreeMap<&'static str, Place>,
        }

        impl Settings {
            /// Reads every setting from what was found, and notes what is wrong.
            pub(super) fn read(found: &BTreeMap<&'static str, Found>, problems: &mut Vec<Problem>) -> Option<Self> {
                $(let $field = take::<$type>($key, found, problems);)*
                Some(Self {
                    $($field: $field?,)*
                    places: found.iter().map(|(key, found)| (*key, found.place.clone())).collect(),
                })
            }

            /// Every setting as it is shown, in the order of the table. Made from the table, so that none can be forgotten.
            pub(super) fn shown(&self) -> Vec<(&'static str, String)> {
                vec![$(($key, <$type as Value>::shown(&self.$field))),*]
            }
        }
    };
    (@default) => { None };
    (@default $default:literal) => { Some($default) };
}

fn take<T: Value>(key: &'static str, found: &BTreeMap<&'static str, Found>, problems: &mut Vec<Problem>) -> Option<T> {
    let Some(found) = found.get(key) else {
        if T::absent().is_none() {
            problems.push(Problem::new(&Place::Nowhere, key, "is missing", T::EXPECTED));
        }
        return T::absent();
    };
    match T::read(&found.raw) {
        Ok(value) => Some(value),
        Err(expected) => {
            let secret = Setting::of(key).is_some_and(|setting| setting.kind == Kind::Secret);
            let wrong = if secret {
                "cannot be used".to_owned()
            } else {
                format!("cannot be {}", found.raw.shown())
            };
            problems.push(Problem::new(&found.place, key, &wrong, &format!("expected {expected}")));
            None
        }
    }
}

settings! {
    /// Address and port to listen on. Keep it on this machine and let a reverse proxy with TLS stand in front.
    listen: SocketAddr => "listen", Text = "127.0.0.1:8080";
    /// Where people find the site: in links, mails and QR codes. https, except on localhost.
    public_url: Url => "public_url", Text = "http://localhost:8080";
    /// The country whose numbers stand where no group says which: on pages before anybody is signed in. NL or BE.
    default_country: Country => "default_country", Text = "NL";
    /// Folder of everything that is kept: the database and the secret key. Made when it is missing.
    data_dir: PathBuf => "data_dir", Text = "./data";
    /// The database: sqlite:PATH or postgres://USER@HOST/NAME. Without it: saar.db in data_dir.
    database_url: Option<String> => "database_url", Text like "sqlite:/var/lib/saar/saar.db";
    /// File with the secret key, 32 bytes as base64url. Made at the first start; without it contact details cannot be read.
    /// Keep a copy apart from the backups. Without this setting: secret.key in data_dir.
    secret_key_file: Option<PathBuf> => "secret_key_file", Text like "/var/lib/saar/secret.key";
    /// Addresses of reverse proxies. From these, and only these, the header X-Forwarded-For is believed.
    trusted_proxies: Vec<IpAddr> => "trusted_proxies", List = "127.0.0.1,::1";
    /// Whom the staff of push services may write to about our messages: mailto: or https:.
    /// Without it: the sender of mails, else public_url.
    push_contact: Option<String> => "push_contact", Text like "mailto:beheer@example.org";
    /// Push services besides those of Chrome, Firefox, Safari and Edge, as origins. For tests, and for a service of your own.
    push_extra_origins: Vec<String> => "push_extra_origins", List = "";
    /// Answer /metrics to everybody, not only to this machine.
    metrics_public: bool => "metrics_public", Switch = "false";
    /// For trying it out without a mail server, and only on localhost: codes to sign in are written to the log.
    letters_to_log: bool => "letters_to_log", Switch = "false";
    /// What is logged: error, warn, info, debug, trace; also by part: info,saar_server::job=debug.
    log: LogFilter => "log", Text = "info";
    /// How a line of the log looks: text or json.
    log_format: LogFormat => "log_format", Text = "text";
    /// New groups wait for `saar group approve`: meanwhile they work inside, alarms too, and nobody outside is told of them. Groups in
    /// a country whose profile gives nobody a part in founding (BE) never wait.
    founding_approval: bool => "founding.approval", Switch = "false";
    /// What lies behind the map on which people tap a place: plan (a drawing of the group's streets, which tells nobody anything),
    /// pdok (the Dutch cadastre), osm (OpenStreetMap), or the address of tiles with {z}, {x} and {y}. Each of these but plan makes
    /// the phones of who opens the map ask that server for pictures of the streets that they look at; the page about privacy says so.
    map_background: Background => "map.background", Text = "plan";
    /// Whom to thank for tiles of your own, as their licence asks; it stands beside the map.
    map_credit: Option<String> => "map.credit", Text like "© OpenStreetMap contributors";
    /// The mail server. Without it nobody can sign in and no mails are sent.
    smtp_host: Option<String> => "smtp.host", Text like "mail.example.org";
    /// Its port.
    smtp_port: u16 => "smtp.port", Number = "587";
    /// TLS to it: none (only for a server on this machine), starttls (port 587) or implicit (port 465).
    smtp_tls: SmtpTls => "smtp.tls", Text = "starttls";
    /// The user there, if it asks for one.
    smtp_user: Option<String> => "smtp.user", Text like "saar";
    /// The password there. Better: password_file.
    smtp_password: Option<Secret> => "smtp.password", Secret like "from your mail provider";
    /// File whose first line is the password.
    smtp_password_file: Option<PathBuf> => "smtp.password_file", Text like "/etc/saar/smtp-password";
    /// Sender of all mails, with or without a name.
    smtp_from: Option<String> => "smtp.from", Text like "SAAR <saar@example.org>";
}
