//! The country profile (*landprofiel*): everything that makes the Netherlands differ from Belgium, as data. No rule in the code asks which
//! country it is.

use crate::desk::{Desk, RawDesk};
use crate::field::Problem;
use crate::geo::Bounds;
use crate::incident::{ClosingReason, Kind, Response};
use crate::liaison::LiaisonViews;
use crate::moderation::Step;
use crate::retention::Retention;
use crate::text::Topic;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A country's facts and rules, read from `profiles/*.toml`. Where the facts come from is written there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// ISO 3166 code: NL, BE.
    pub country: String,
    /// Languages on screen, the first by default.
    pub languages: Vec<String>,
    /// IANA name of the time zone.
    pub time_zone: String,
    /// IANA names of the zones that members ask for most, by the name of a country or an island group on screen.
    pub zones: Vec<String>,
    /// International prefix with its plus.
    pub phone_prefix: String,
    /// Digits after the prefix, at least.
    pub phone_digits_min: u8,
    /// Digits after the prefix, at most.
    pub phone_digits_max: u8,
    /// Shapes of numbers that are shorter or longer than that; `#` stands for a digit.
    pub service_numbers: Vec<String>,
    /// Regular expression of a postcode.
    pub postcode_pattern: String,
    /// Version of the house rules; a member accepts one.
    pub house_rules_version: u32,
    /// Codes of the house rules, in order.
    pub house_rules: Vec<String>,
    /// Steps with who breaks them, the mildest first.
    pub moderation_steps: Vec<Step>,
    /// Members are at least this old.
    pub minimum_age_years: u8,
    /// Members of a group at most.
    pub group_size_max: u32,
    /// Minutes of quiet after which an incident closes by itself.
    pub quiet_expiry_minutes: u32,
    /// Whether an installation may let new groups wait for somebody's approval.
    pub founding_may_wait: bool,
    /// What photos may show.
    pub photo_policy: PhotoPolicy,
    /// Kinds of incidents that take photos.
    pub photo_kinds: Vec<Kind>,
    /// Whether a browser without scripts, which cannot blur, may send photos.
    pub photos_without_blur: bool,
    /// Whether members see plates, or only the call to the police does.
    pub plates_shown_to_members: bool,
    /// The R, in order.
    pub responses: Vec<Response>,
    /// Code of the safety line above it.
    pub safety_text: String,
    /// Reasons that people may close with.
    pub closing_reasons: Vec<ClosingReason>,
    /// Phrases that are heard rather than seen.
    pub heard_phrases: Vec<String>,
    /// The police, not urgent.
    pub non_urgent: Line,
    /// Anonymous tips.
    pub anonymous_tip: Line,
    /// Desks of the whole country, for what is not for the group.
    pub desks: BTreeMap<Topic, RawDesk>,
    /// A chat with the control room, for who cannot speak.
    pub chat_app: ChatApp,
    /// What is forgotten sooner than elsewhere.
    pub retention: Retention,
    /// Who may be let look in from outside, and the most that each may see.
    pub liaisons: LiaisonViews,
    /// The country's outline, roughly.
    pub bounds: Bounds,
    /// Which number to call.
    pub emergency: Emergency,
    /// Kinds in order, with their phrases.
    pub kinds: Vec<KindPhrases>,
}

crate::coded! {
    /// What photos may show. In the order of strictness: the greater of two is the one that holds.
    PhotoPolicy, "photo policy" {
        /// A photo may serve a description.
        DescriptionOnly = "description_only",
        /// Nobody may be recognisable.
        Unrecognisable = "unrecognisable",
        /// No photos.
        Off = "off",
    }
}

/// A number that is not the emergency number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// As dialled; `configure` where each police zone has its own.
    pub number: String,
}

impl Line {
    /// The number, where the country has one.
    pub fn number(&self) -> Option<&str> {
        Some(self.number.as_str()).filter(|number| *number != "configure")
    }
}

/// A chat with the control room.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChatApp {
    /// Its name in the app stores.
    pub name: String,
    /// Code of the text that says how to use it.
    pub how_text: String,
}

/// Which number to call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// For every kind without its own.
    pub default: String,
    /// For single kinds (EDGES 5).
    pub by_kind: BTreeMap<Kind, String>,
}

/// A kind with the phrases that often fit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindPhrases {
    /// The kind.
    pub kind: Kind,
    /// Codes of phrases.
    pub phrases: Vec<String>,
}

/// A profile that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadProfile {
    /// Not readable.
    #[error("country profile: {0}")]
    Unreadable(#[from] Box<toml::de::Error>),
    /// Readable, and wrong.
    #[error("country profile {country}: {what}")]
    Wrong {
        /// Which.
        country: String,
        /// What has to be mended.
        what: String,
    },
}

impl Profile {
    /// Reads a profile and checks it as a whole: a typing mistake must not become a wrong number.
    pub fn from_toml(text: &str) -> Result<Self, BadProfile> {
        let profile: Self = toml::from_str(text).map_err(Box::new)?;
        match profile.mistake() {
            None => Ok(profile),
            Some(what) => Err(BadProfile::Wrong {
                country: profile.country,
                what,
            }),
        }
    }

    fn mistake(&self) -> Option<String> {
        let numbers = self.emergency.by_kind.values().chain([&self.emergency.default]);
        let wrong_number = numbers
            .clone()
            .find(|number| number.len() != 3 || !number.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(number) = wrong_number {
            return Some(format!("emergency number «{number}» is not three digits"));
        }
        let mut zones = self.zones.iter().chain([&self.time_zone]);
        if let Some(zone) = zones.find(|zone| jiff::tz::TimeZone::get(zone).is_err()) {
            return Some(format!("time zone «{zone}» is unknown"));
        }
        if let Some(without) = self.kinds.iter().find(|kind| kind.phrases.is_empty()) {
            return Some(format!("kind {} has no phrases", without.kind));
        }
        let twice = self
            .kinds
            .iter()
            .enumerate()
            .find(|(at, kind)| self.kinds[..*at].iter().any(|other| other.kind == kind.kind));
        if let Some((_, kind)) = twice {
            return Some(format!("kind {} stands there twice", kind.kind));
        }
        if let Some(kind) = self.photo_kinds.iter().find(|kind| !self.offers(**kind)) {
            return Some(format!("photo_kinds: kind {kind} is not offered"));
        }
        if self.closing_reasons.contains(&ClosingReason::Expired) {
            return Some("closing_reasons: expired is the clock's, not people's".into());
        }
        if let Some(class) = self.retention.longer() {
            return Some(format!("retention: {class} would be kept longer than anywhere"));
        }
        let sign = |sign: char| sign == '#' || sign.is_ascii_digit();
        if let Some(shape) = self.service_numbers.iter().find(|shape| !shape.chars().all(sign)) {
            return Some(format!("service_numbers: «{shape}» is of digits and #"));
        }
        let desk_wrong = |(topic, raw): (&Topic, &RawDesk)| Some((*topic, raw.check(self).err()?));
        if let Some((topic, errors)) = self.desks.iter().find_map(desk_wrong) {
            let fields: Vec<&str> = errors.iter().map(|error| error.field).collect();
            return Some(format!("desks.{topic}: {} cannot be used", fields.join(", ")));
        }
        let empty = [
            ("languages", self.languages.is_empty()),
            ("kinds", self.kinds.is_empty()),
            ("responses", self.responses.is_empty()),
            ("closing_reasons", self.closing_reasons.is_empty()),
            ("house_rules", self.house_rules.is_empty()),
            (
                "moderation_steps",
                self.moderation_steps.is_empty() || !self.moderation_steps.is_sorted(),
            ),
        ];
        empty
            .iter()
            .find(|(_, empty)| *empty)
            .map(|(name, _)| format!("{name} is empty"))
    }

    /// The number for a kind (EDGES 5).
    pub fn number(&self, kind: Kind) -> &str {
        self.emergency.by_kind.get(&kind).unwrap_or(&self.emergency.default)
    }

    /// Whether a group in this country offers the kind.
    pub fn offers(&self, kind: Kind) -> bool {
        self.kinds.iter().any(|offered| offered.kind == kind)
    }

    /// Codes of the phrases of a kind.
    pub fn phrases(&self, kind: Kind) -> &[String] {
        self.kinds
            .iter()
            .find(|offered| offered.kind == kind)
            .map_or(&[], |offered| &offered.phrases)
    }

    /// One of the country's responses.
    pub fn response(&self, code: &str) -> Result<Response, Problem> {
        self.responses
            .iter()
            .copied()
            .find(|response| response.code() == code)
            .ok_or(Problem::NotAChoice)
    }

    /// One of the reasons that people may close with.
    pub fn closing_reason(&self, code: &str) -> Result<ClosingReason, Problem> {
        self.closing_reasons
            .iter()
            .copied()
            .find(|reason| reason.code() == code)
            .ok_or(Problem::NotAChoice)
    }

    /// The desk of the whole country for a matter, where there is one.
    pub fn desk(&self, topic: Topic) -> Option<Desk> {
        // It was checked when the profile was read.
        self.desks.get(&topic)?.check(self).ok().flatten()
    }

    /// The country's time zone.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        // The name was checked when the profile was read.
        jiff::tz::TimeZone::get(&self.time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}
