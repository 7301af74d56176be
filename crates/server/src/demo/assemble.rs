//! Puts an [`App`] together for the demo: no settings, nothing beyond this machine.

use crate::app::{App, Letter, Letters, Profiles};
use crate::bus::Bus;
use crate::i18n::I18n;
use crate::map::Tiles;
use crate::web::render::Renderer;
use anyhow::Context as _;
use saar_delivery::guard::EndpointGuard;
use saar_delivery::{Channel, Outcome, email::Email};
use saar_domain::clock::{Clock, Entropy};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::BootId;
use saar_store::{Db, KeyStore, Sealer};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use url::Url;

/// What differs between the program that fills the village and the one that shows it.
pub(super) struct Parts {
    /// The database.
    pub(super) db: Db,
    /// The installation's master key.
    pub(super) master: [u8; 32],
    /// The time.
    pub(super) clock: Arc<dyn Clock>,
    /// Chance.
    pub(super) entropy: Arc<dyn Entropy>,
    /// Ways to reach people.
    pub(super) channels: Vec<Box<dyn Channel>>,
    /// Mails with codes.
    pub(super) letters: Box<dyn Letters>,
    /// Where the browser finds us.
    pub(super) public_url: Url,
    /// Where pushes may go.
    pub(super) push_guard: EndpointGuard,
    /// Public half of the push key.
    pub(super) push_public_key: String,
    /// Where the map's tiles come from.
    pub(super) map: Option<Tiles>,
    /// Writes of an account are counted.
    pub(super) counts_writes: bool,
}

/// The whole program around these parts.
pub(super) async fn app(parts: Parts) -> anyhow::Result<Arc<App>> {
    let i18n = Arc::new(I18n::new()?);
    let channels: BTreeMap<ChannelKind, Box<dyn Channel>> = parts
        .channels
        .into_iter()
        .map(|channel| (channel.kind(), channel))
        .collect();
    let now = parts.clock.now();
    let sealer = Sealer::new(&parts.master);
    let keys = KeyStore::open(&parts.db, sealer.clone(), Arc::clone(&parts.entropy)).await?;
    Ok(Arc::new(App {
        db: parts.db,
        sealer,
        key_watch: None,
        keys: Arc::new(keys),
        boot: BootId::new(now, parts.entropy.as_ref()),
        boot_at: now,
        clock: parts.clock,
        entropy: parts.entropy,
        lexicon: saar_domain::text::Lexicon::built_in().context("the word lists that are built in")?,
        own_words: Default::default(),
        profiles: Profiles::built_in().context("the country profiles that are built in")?,
        renderer: Renderer::new(&i18n, false),
        i18n,
        bus: Bus::default(),
        channels,
        letters: parts.letters,
        country: "NL".into(),
        public_url: parts.public_url,
        push_guard: parts.push_guard,
        push_public_key: parts.push_public_key,
        map: parts.map,
        demo: true,
        areas: crate::areas::Areas::default(),
        counts_writes: parts.counts_writes,
        founding_approval: false,
        faults: crate::fault::Faults::default(),
    }))
}

/// Letters of a program that writes to nobody.
pub(super) struct NoLetters;

impl Letters for NoLetters {
    fn send<'a>(
        &'a self,
        _to: &'a str,
        _letter: Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

/// Letters into the demo's own mail server.
pub(super) struct SinkLetters {
    /// Sends them.
    pub(super) email: Email,
    /// The time in their headers.
    pub(super) clock: Arc<dyn Clock>,
}

impl Letters for SinkLetters {
    fn send<'a>(
        &'a self,
        to: &'a str,
        letter: Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            let Letter {
                subject,
                text,
                html,
                language,
            } = letter;
            let sent = self
                .email
                .send_plain(to, &subject, &text, &html, &language, self.clock.now());
            match sent.await {
                Outcome::Accepted => Ok(()),
                Outcome::Retry { why, .. } | Outcome::GiveUp { why } | Outcome::Gone { why } => Err(why),
            }
        })
    }
}
