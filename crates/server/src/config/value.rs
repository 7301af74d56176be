//! How the text of a setting becomes a value, wherever the text stood.

use crate::map::Background;
use saar_delivery::email::SmtpTls;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use url::{Host, Url};
use zeroize::Zeroizing;

/// A setting as it was found: a text, or in a file also a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    /// One text; numbers and switches too. In a list's place: items separated by commas.
    Text(String),
    /// A list, from a file.
    List(Vec<String>),
}

impl Raw {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()),
            Self::List(_) => None,
        }
    }

    fn items(&self) -> Vec<&str> {
        let items: Vec<&str> = match self {
            Self::Text(text) => text.split(',').collect(),
            Self::List(items) => items.iter().map(String::as_str).collect(),
        };
        items
            .into_iter()
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .collect()
    }

    /// The text as it is shown in a message.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("{text:?}"),
            Self::List(items) => format!("{items:?}"),
        }
    }
}

/// Stands in the report for a setting that has no value.
pub(super) const NOT_SET: &str = "-";

/// What a setting can be.
pub trait Value: Sized {
    /// What is expected, to end the sentence "expected …".
    const EXPECTED: &'static str;
    /// Reads it; the error says more precisely what is expected, where there is more to say.
    fn read(raw: &Raw) -> Result<Self, &'static str>;
    /// As it is shown to who runs this; never a secret.
    fn shown(&self) -> String;
    /// What it is when it stands nowhere and has no default.
    fn absent() -> Option<Self> {
        None
    }
}

fn joined<T: ToString>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    format!("[{}]", items.join(", "))
}

fn parsed<T: std::str::FromStr>(raw: &Raw, expected: &'static str) -> Result<T, &'static str> {
    raw.text().and_then(|text| text.parse().ok()).ok_or(expected)
}

impl Value for SocketAddr {
    const EXPECTED: &'static str =
        "an address and a port, like 127.0.0.1:8080, or 0.0.0.0:8080 for every address of the machine";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        parsed(raw, Self::EXPECTED)
    }
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Value for u16 {
    const EXPECTED: &'static str = "a port, from 1 to 65535";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        parsed(raw, Self::EXPECTED).and_then(|port| if port == 0 { Err(Self::EXPECTED) } else { Ok(port) })
    }
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Value for bool {
    const EXPECTED: &'static str = "true or false";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        parsed(raw, Self::EXPECTED)
    }
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    const EXPECTED: &'static str = "a text that is not empty";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        match raw.text() {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(Self::EXPECTED),
        }
    }
    fn shown(&self) -> String {
        self.clone()
    }
}

impl Value for PathBuf {
    const EXPECTED: &'static str = "a path";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        String::read(raw).map(Self::from).map_err(|_| Self::EXPECTED)
    }
    fn shown(&self) -> String {
        self.display().to_string()
    }
}

impl Value for Vec<String> {
    const EXPECTED: &'static str = "a list: [\"one\", \"two\"] in the file, one,two in a variable or after a flag";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        Ok(raw.items().into_iter().map(str::to_owned).collect())
    }
    fn shown(&self) -> String {
        joined(self)
    }
}

impl Value for Vec<IpAddr> {
    const EXPECTED: &'static str = "a list of addresses, like [\"127.0.0.1\", \"::1\"]";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        let addresses = raw.items().into_iter().map(str::parse);
        addresses.collect::<Result<_, _>>().map_err(|_| Self::EXPECTED)
    }
    fn shown(&self) -> String {
        joined(self)
    }
}

impl<T: Value> Value for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        T::read(raw).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn shown(&self) -> String {
        self.as_ref().map_or_else(|| NOT_SET.to_owned(), T::shown)
    }
}

/// Where the world finds us: scheme, host and port, nothing more.
impl Value for Url {
    const EXPECTED: &'static str = "where people find the site, like https://saar.example.org";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        let url: Self = parsed(raw, Self::EXPECTED)?;
        let bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        match (url.scheme(), bare) {
            ("https", true) => Ok(url),
            ("http", true) if is_loopback(&url) => Ok(url),
            // Threat: without TLS everybody on the way reads alarms and takes sessions over; and browsers then give no push.
            ("http", true) => Err(
                "an address that begins with https:// (http:// only for localhost): push, cookies and neighbours' words need TLS",
            ),
            (_, false) => Err("scheme, host and perhaps a port, without a path, like https://saar.example.org"),
            _ => Err(Self::EXPECTED),
        }
    }
    fn shown(&self) -> String {
        self.to_string()
    }
}

/// Whether only this machine can be meant.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl Value for SmtpTls {
    const EXPECTED: &'static str =
        "none (a server on this machine), starttls (usual with port 587) or implicit (port 465)";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        match raw.text() {
            Some("none") => Ok(Self::None),
            Some("starttls") => Ok(Self::StartTls),
            Some("implicit") => Ok(Self::Implicit),
            _ => Err(Self::EXPECTED),
        }
    }
    fn shown(&self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

/// A text that is never shown.
#[derive(Clone)]
pub struct Secret(pub Zeroizing<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl Value for Secret {
    const EXPECTED: &'static str = "a password that is not empty";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        String::read(raw)
            .map(|text| Self(Zeroizing::new(text)))
            .map_err(|_| Self::EXPECTED)
    }
    fn shown(&self) -> String {
        "********".to_owned()
    }
}

/// Which lines of the log are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFilter(pub String);

impl Value for LogFilter {
    const EXPECTED: &'static str = "error, warn, info, debug or trace, or by part like info,saar_server::job=debug";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        let text = String::read(raw).map_err(|_| Self::EXPECTED)?;
        let known = tracing_subscriber::EnvFilter::builder().parse(&text).is_ok();
        // The filter takes any word for a module's name: "verbose" would silence everything.
        let first = text.split(',').next().unwrap_or_default();
        let plain = first.contains(['=', ':', '[']) || first.parse::<tracing_subscriber::filter::LevelFilter>().is_ok();
        if known && plain {
            Ok(Self(text))
        } else {
            Err(Self::EXPECTED)
        }
    }
    fn shown(&self) -> String {
        self.0.clone()
    }
}

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

impl Value for Background {
    const EXPECTED: &'static str = Self::EXPECTED;
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        raw.text().and_then(Self::parse).ok_or(Self::EXPECTED)
    }
    fn shown(&self) -> String {
        self.code().to_owned()
    }
}

/// A country that there is a profile for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country(pub String);

impl Value for Country {
    const EXPECTED: &'static str = "NL or BE";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        match raw.text() {
            Some(code @ ("NL" | "BE")) => Ok(Self(code.to_owned())),
            _ => Err(Self::EXPECTED),
        }
    }
    fn shown(&self) -> String {
        self.0.clone()
    }
}

impl Value for LogFormat {
    const EXPECTED: &'static str = "text or json";
    fn read(raw: &Raw) -> Result<Self, &'static str> {
        match raw.text() {
            Some("text") => Ok(Self::Text),
            Some("json") => Ok(Self::Json),
            _ => Err(Self::EXPECTED),
        }
    }
    fn shown(&self) -> String {
        format!("{self:?}").to_lowercase()
    }
}
