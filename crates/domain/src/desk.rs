//! Where a matter goes that is not for the group: the right desk for each [`Topic`]. The municipality says it, or the group where the municipality says
//! nothing, or the country's profile.
//!
//! What stands here is dialled and opened by people at night: it is checked as an address that others typed.

use crate::country::Profile;
use crate::field::{Errors, FieldError, Problem, tidy_text};
use crate::limits;
use crate::text::Topic;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A desk that can be shown: a name, and a number or an address or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// What it is called.
    pub name: String,
    /// Its number, as people write it.
    pub phone: Option<String>,
    /// Its page: https, and never inside somebody's own network.
    pub url: Option<String>,
    /// When it is open, in words.
    pub hours: Option<String>,
}

/// Desks by what they take.
pub type Desks = BTreeMap<Topic, Desk>;

/// A desk as somebody typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawDesk {
    /// What it is called.
    pub name: String,
    /// Its number.
    pub phone: String,
    /// Its page.
    pub url: String,
    /// When it is open.
    pub hours: String,
}

crate::coded! {
    /// Who says where a matter goes.
    DeskSource, "source of a desk" {
        /// The municipality, by the file that the operator loaded.
        Municipality = "municipality",
        /// Those who run the group.
        Group = "group",
        /// The country's profile.
        Country = "country",
    }
}

impl RawDesk {
    /// Checks it. Nothing typed is none. The country says which numbers there are.
    pub fn check(&self, profile: &Profile) -> Result<Option<Desk>, Vec<FieldError>> {
        let mut errors = Errors::default();
        let name = errors.take("desk_name", tidy_text(&self.name, limits::DESK_NAME_CHARS_MAX));
        let phone = errors.take("desk_phone", phone(&self.phone, profile));
        let url = errors.take("desk_url", address(&self.url));
        let hours = errors.take("desk_hours", tidy_text(&self.hours, limits::DESK_HOURS_CHARS_MAX));
        if let (Some(name), Some(phone), Some(url), Some(hours)) = (&name, &phone, &url, &hours) {
            let reached = phone.is_some() || url.is_some();
            if name.is_none() && (reached || hours.is_some()) {
                errors.add("desk_name", Problem::Missing);
            }
            if !reached && (name.is_some() || hours.is_some()) {
                errors.add("desk_phone", Problem::Missing);
            }
        }
        errors.into_result()?;
        Ok(name.flatten().map(|name| Desk {
            name,
            phone: phone.flatten(),
            url: url.flatten(),
            hours: hours.flatten(),
        }))
    }
}

/// Desks on their way in: every mistake at once, each with its topic.
pub fn check(raw: &BTreeMap<Topic, RawDesk>, profile: &Profile) -> Result<Desks, Vec<(Topic, FieldError)>> {
    let (mut desks, mut wrong) = (Desks::new(), Vec::new());
    for (topic, raw) in raw {
        match raw.check(profile) {
            Ok(desk) => desks.extend(desk.map(|desk| (*topic, desk))),
            Err(errors) => wrong.extend(errors.into_iter().map(|error| (*topic, error))),
        }
    }
    if wrong.is_empty() { Ok(desks) } else { Err(wrong) }
}

/// The file of a municipality, as `saar desks import` reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskFile {
    /// ISO 3166 code of the country.
    pub country: String,
    /// Name of the municipality, as its groups write it, or as its loaded boundary is called.
    pub municipality: String,
    /// By topic; none takes away what was there.
    #[serde(default)]
    pub desks: BTreeMap<Topic, RawDesk>,
}

impl DeskFile {
    /// Reads one. The message says the line.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

/// Where a matter goes, and who says so: the nearest that says something.
pub fn choose(topic: Topic, municipality: &Desks, group: &Desks, profile: &Profile) -> Option<(Desk, DeskSource)> {
    let said = |desks: &Desks, source| desks.get(&topic).cloned().map(|desk| (desk, source));
    said(municipality, DeskSource::Municipality)
        .or_else(|| said(group, DeskSource::Group))
        .or_else(|| profile.desk(topic).map(|desk| (desk, DeskSource::Country)))
}

/// The digits of a number to dial, with its plus.
pub fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A number that can be dialled in the country.
fn phone(text: &str, profile: &Profile) -> Result<Option<String>, Problem> {
    let Some(tidy) = tidy_text(text, limits::DESK_PHONE_CHARS_MAX)? else {
        return Ok(None);
    };
    let may_stand = |(at, c): (usize, char)| c.is_ascii_digit() || " -./()".contains(c) || (c == '+' && at == 0);
    if !tidy.char_indices().all(may_stand) {
        return Err(Problem::Malformed);
    }
    let digits = dialled(&tidy);
    // Threat: a desk for a lamp that dials the control room, by mistake or on purpose.
    let mut emergency = profile.emergency.by_kind.values().chain([&profile.emergency.default]);
    if emergency.any(|number| *number == digits) {
        return Err(Problem::NotOffered);
    }
    let national = digits
        .strip_prefix(profile.phone_prefix.as_str())
        .or_else(|| digits.strip_prefix('0'));
    let lengths = usize::from(profile.phone_digits_min)..=usize::from(profile.phone_digits_max);
    let ordinary = national.is_some_and(|rest| lengths.contains(&rest.len()) && !rest.starts_with('0'));
    let service = profile.service_numbers.iter().any(|shape| is_of_shape(&digits, shape));
    if ordinary || service {
        Ok(Some(tidy))
    } else {
        Err(Problem::Malformed)
    }
}

/// Whether a number is of a shape: `#` stands for any digit.
fn is_of_shape(digits: &str, shape: &str) -> bool {
    let fits = |(digit, sign): (char, char)| sign == '#' || sign == digit;
    digits.len() == shape.len() && digits.chars().zip(shape.chars()).all(fits)
}

/// Ends of names that lead into somebody's own network, or nowhere.
const PRIVATE_ENDS: [&str; 9] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "arpa",
];

/// A page on the public web. Threat: an address with somebody else's name before an `@`, a script, or the router of whoever taps it.
fn address(text: &str) -> Result<Option<String>, Problem> {
    let Some(tidy) = tidy_text(text, limits::DESK_URL_CHARS_MAX)? else {
        return Ok(None);
    };
    let rest = tidy.strip_prefix("https://").ok_or(Problem::Malformed)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let harmless = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    if is_public(host) && path.bytes().all(harmless) {
        Ok(Some(tidy))
    } else {
        Err(Problem::Malformed)
    }
}

/// A name of two labels or more, no number of a machine, no port and no user before it.
fn is_public(host: &str) -> bool {
    let label = |label: &str| {
        let signs = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        signs && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let Some((_, last)) = host.rsplit_once('.') else {
        return false;
    };
    let last = last.to_ascii_lowercase();
    // The last label of an address in numbers is a number.
    let is_name = last.len() > 1 && last.starts_with(|c: char| c.is_ascii_alphabetic());
    is_name && !PRIVATE_ENDS.contains(&last.as_str()) && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(country: &str) -> Profile {
        let text = match country {
            "NL" => include_str!("../../../profiles/nl.toml"),
            _ => include_str!("../../../profiles/be.toml"),
        };
        Profile::from_toml(text).unwrap()
    }

    fn desk(phone: &str, url: &str) -> RawDesk {
        RawDesk {
            name: "Meldpunt".into(),
            phone: phone.into(),
            url: url.into(),
            hours: String::new(),
        }
    }

    fn wrong(raw: &RawDesk, profile: &Profile) -> Vec<(&'static str, &'static str)> {
        let errors = raw.check(profile).unwrap_err();
        errors
            .into_iter()
            .map(|error| (error.field, error.problem.code()))
            .collect()
    }

    #[test]
    fn numbers_are_those_of_the_country() {
        let (nl, be) = (profile("NL"), profile("BE"));
        for phone in [
            "14 0123",
            "14 012",
            "0900-8844",
            "0800 1234",
            "020-123 45 67",
            "+31 20 1234567",
            "144",
        ] {
            assert!(desk(phone, "").check(&nl).is_ok(), "{phone}");
        }
        for phone in [
            "02 123 45 67",
            "0470 12 34 56",
            "+32 2 123 45 67",
            "0800 12 345",
            "1718",
        ] {
            assert!(desk(phone, "").check(&be).is_ok(), "{phone}");
        }
        for phone in [
            "12345",
            "00 31 20 1234567",
            "020-123",
            "bel ons",
            "020+1234567",
            "+49 30 123456",
            "0020123456",
        ] {
            assert_eq!(wrong(&desk(phone, ""), &nl), [("desk_phone", "malformed")], "{phone}");
        }
        // Never the control room.
        for (phone, profile) in [("112", &nl), ("1-1-2", &nl), ("101", &be), ("112", &be)] {
            assert_eq!(
                wrong(&desk(phone, ""), profile),
                [("desk_phone", "not_offered")],
                "{phone}"
            );
        }
    }

    #[test]
    fn addresses_are_pages_of_the_public_web() {
        let nl = profile("NL");
        for url in [
            "https://www.example.org",
            "https://example.org/melden?soort=lamp#kaart",
            "https://xn--e1afmkfd.example/",
        ] {
            assert!(desk("", url).check(&nl).is_ok(), "{url}");
        }
        for url in [
            "http://example.org",
            "javascript:alert(1)",
            "https://localhost/x",
            "https://router.lan",
            "https://router.local",
            "https://192.168.1.1/",
            "https://[::1]/",
            "https://0x7f.1/",
            "https://example.org:8443/",
            "https://bank.example@kwaad.example/",
            "https://example.org/a b",
            "https://example.org/\"onclick",
            "https://",
            "https://-a.example",
            "https://a..example",
            "https://gemeente",
        ] {
            assert_eq!(wrong(&desk("", url), &nl), [("desk_url", "malformed")], "{url}");
        }
    }

    #[test]
    fn a_desk_has_a_name_and_a_way_to_it() {
        let nl = profile("NL");
        assert_eq!(RawDesk::default().check(&nl), Ok(None));
        assert_eq!(wrong(&desk("", ""), &nl), [("desk_phone", "missing")]);
        let nameless = RawDesk {
            name: " ".into(),
            hours: "9 tot 17 uur".into(),
            ..desk("144", "")
        };
        assert_eq!(wrong(&nameless, &nl), [("desk_name", "missing")]);
        let long = RawDesk {
            name: "x".repeat(limits::DESK_NAME_CHARS_MAX + 1),
            hours: "x".repeat(limits::DESK_HOURS_CHARS_MAX + 1),
            ..desk("144", "")
        };
        assert_eq!(
            wrong(&long, &nl),
            [("desk_name", "too_long"), ("desk_hours", "too_long")]
        );
    }

    #[test]
    fn the_nearest_that_says_something_is_the_one() {
        let nl = profile("NL");
        let one = |name: &str| {
            let desk = desk("144", "").check(&nl).unwrap().unwrap();
            let desk = Desk {
                name: name.into(),
                ..desk
            };
            Desks::from([(Topic::Animal, desk)])
        };
        let (town, group, none) = (one("stad"), one("groep"), Desks::new());
        let who = |town, group| choose(Topic::Animal, town, group, &nl).map(|(_, source)| source);
        assert_eq!(who(&town, &group), Some(DeskSource::Municipality));
        assert_eq!(who(&none, &group), Some(DeskSource::Group));
        assert_eq!(who(&none, &none), Some(DeskSource::Country));
        assert_eq!(choose(Topic::Lamp, &none, &none, &nl), None, "only the town knows");
    }

    #[test]
    fn a_file_names_its_mistakes() {
        let good =
            "country = \"NL\"\nmunicipality = \"Voorbeeldstad\"\n[desks.lamp]\nname = \"Stad\"\nphone = \"14 0123\"\n";
        let file = DeskFile::from_toml(good).unwrap();
        assert_eq!(check(&file.desks, &profile("NL")).unwrap().len(), 1);
        let unknown = DeskFile::from_toml(&good.replace("lamp", "ufo")).unwrap_err();
        assert!(unknown.contains("ufo"), "{unknown}");
        let bad = DeskFile::from_toml(&good.replace("14 0123", "112")).unwrap();
        let wrong = check(&bad.desks, &profile("NL")).unwrap_err();
        assert_eq!((wrong[0].0, wrong[0].1.field), (Topic::Lamp, "desk_phone"));
    }
}
