//! What every use case and job is given: the database, the time, the country profiles, the doorbells.

use crate::bus::Bus;
use crate::i18n::I18n;
use crate::usecase::own_words::OwnWordsKept;
use crate::web::render::Renderer;
use saar_delivery::Channel;
use saar_delivery::guard::EndpointGuard;
use saar_domain::clock::{Clock, Entropy, Timestamp};
use saar_domain::country::{BadProfile, Profile};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::BootId;
use saar_domain::retention::Retention;
use saar_domain::text::Lexicon;
use saar_store::{Db, KeyStore, Sealer};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use url::Url;

/// The running program, shared by all requests and jobs. Made once, at start.
pub struct App {
    /// The truth.
    pub db: Db,
    /// Opens and seals contact details.
    pub sealer: Sealer,
    /// The master keys by which it does; none in the demo, whose one key stays.
    pub key_watch: Option<crate::key_ring::KeyWatch>,
    /// The keys of what people say.
    pub keys: Arc<KeyStore>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub entropy: Arc<dyn Entropy>,
    /// What differs by country.
    pub profiles: Profiles,
    /// What does not belong in an alarm, by its words.
    pub lexicon: Lexicon,
    /// The same of single groups.
    pub own_words: OwnWordsKept,
    /// Words in the reader's language.
    pub i18n: Arc<I18n>,
    /// Templates of pages and mails.
    pub renderer: Renderer,
    /// Wakes jobs and open pages after a commit.
    pub bus: Bus,
    /// The ways to reach people.
    pub channels: BTreeMap<ChannelKind, Box<dyn Channel>>,
    /// Mails that are not alarms: codes.
    pub letters: Box<dyn Letters>,
    /// Code of the country whose numbers stand where no group says which.
    pub country: String,
    /// Where the world finds us: `https://saar.example.org`.
    pub public_url: Url,
    /// Which push services may be called.
    pub push_guard: EndpointGuard,
    /// Public half of the push key, for browsers that subscribe.
    pub push_public_key: String,
    /// This start of the program; leases of the outbox belong to it (EDGES 11).
    pub boot: BootId,
    /// When it was.
    pub boot_at: Timestamp,
    /// The whole installation is a demo: it never dials, says DEMO, and offers one-tap sign-in.
    pub demo: bool,
    /// Where the map's tiles come from; none where there is the drawn plan alone.
    pub map: Option<crate::map::Tiles>,
    /// Which group covers a point.
    pub areas: crate::areas::Areas,
    /// Writes of an account are counted (EDGES 27). Only a demo can do without, for a program that tries every operation within a minute.
    pub counts_writes: bool,
    /// New groups wait for approval, where their country allows that.
    pub founding_approval: bool,
    /// Places in the work where tests stop it on purpose; do nothing outside tests.
    pub faults: crate::fault::Faults,
}

impl std::fmt::Debug for App {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("App")
            .field("public_url", &self.public_url.as_str())
            .field("demo", &self.demo)
            .finish_non_exhaustive()
    }
}

impl App {
    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// An absolute address of ours. `path` begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// Sends a mail that is not an alert: the sign-in code. A trait, for the channel lives in another crate and tests want the real one too.
pub trait Letters: Send + Sync {
    /// Sends once; the error says why not, without the address.
    fn send<'a>(
        &'a self,
        to: &'a str,
        letter: Letter,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;
}

/// A finished mail.
#[derive(Debug, Clone)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// `nl` or `en`.
    pub language: String,
}

/// The country profiles that are built in.
#[derive(Debug)]
pub struct Profiles(BTreeMap<String, Profile>);

impl Profiles {
    /// Reads those in `profiles/`.
    pub fn built_in() -> Result<Self, BadProfile> {
        let texts = [
            include_str!("../../../profiles/nl.toml"),
            include_str!("../../../profiles/be.toml"),
        ];
        let profiles = texts
            .into_iter()
            .map(Profile::from_toml)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self(
            profiles
                .into_iter()
                .map(|profile| (profile.country.clone(), profile))
                .collect(),
        ))
    }

    /// The profile of a country.
    pub fn get(&self, country: &str) -> Option<&Profile> {
        self.0.get(country)
    }

    /// What is forgotten when, in a country. Where there is no profile, the common table holds.
    pub fn retention(&self, country: &str) -> &Retention {
        static COMMON: LazyLock<Retention> = LazyLock::new(Retention::default);
        self.0.get(country).map_or(&*COMMON, |profile| &profile.retention)
    }

    /// Codes of the countries there are.
    pub fn countries(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
