//! The program of a story: real but for its clock and its chance, behind a port of its own.

use saar_delivery::Channel;
use saar_delivery::email::Email;
use saar_delivery::fake::{PushService, SmtpSink};
use saar_delivery::guard::EndpointGuard;
use saar_delivery::webpush::{VapidKey, WebPush};
use saar_domain::clock::{Clock, Span};
use saar_domain::delivery::ChannelKind;
use saar_domain::geo::{Area, Point};
use saar_domain::id::{BootId, GroupId, StreetId};
use saar_domain::incident::report::Street;
use saar_server::app::{App, Letter, Letters, Profiles};
use saar_server::bus::Bus;
use saar_server::fault::Faults;
use saar_server::i18n::I18n;
use saar_server::web::render::Renderer;
use saar_server::web::{self, Tending};
use saar_store::group::Group;
use saar_store::testing::{PushedClock, SeededEntropy};
use saar_store::{Db, KeyStore};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

/// Codes by the real mail server.
struct ByMail(Arc<Email>, Arc<PushedClock>);

impl Letters for ByMail {
    fn send<'a>(
        &'a self,
        to: &'a str,
        letter: Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            match self
                .0
                .send_plain(
                    to,
                    &letter.subject,
                    &letter.text,
                    &letter.html,
                    &letter.language,
                    self.1.now(),
                )
                .await
            {
                saar_delivery::Outcome::Accepted => Ok(()),
                other => Err(format!("{other:?}")),
            }
        })
    }
}

/// A program that is not started yet. `seed` tells the ids of several of them apart.
pub(super) fn program(
    db: &Db,
    keys: Arc<KeyStore>,
    clock: &Arc<PushedClock>,
    push: &PushService,
    mail: &SmtpSink,
    seed: u64,
) -> App {
    let entropy = Arc::new(SeededEntropy::new(seed));
    // The same key at each start: phones are subscribed with it.
    let vapid = VapidKey::generate(&SeededEntropy::new(0));
    let push_public_key = vapid.public_base64url();
    let push_guard = EndpointGuard::push_services().with_origins([push.origin()]).unwrap();
    let web_push = WebPush::new(
        vapid,
        "mailto:saar@example.org".into(),
        push_guard.clone(),
        entropy.clone(),
    )
    .unwrap();
    let email = || Email::new(mail.settings("SAAR <saar@example.org>")).unwrap();
    let mut channels: BTreeMap<ChannelKind, Box<dyn Channel>> = BTreeMap::new();
    channels.insert(ChannelKind::WebPush, Box::new(web_push));
    channels.insert(ChannelKind::Email, Box::new(email()));
    let i18n = Arc::new(I18n::new().unwrap());
    App {
        db: db.clone(),
        sealer: saar_store::Sealer::new(&[7; 32]),
        key_watch: None,
        keys,
        renderer: Renderer::new(&i18n, true),
        i18n,
        lexicon: saar_domain::text::Lexicon::built_in().unwrap(),
        own_words: Default::default(),
        profiles: Profiles::built_in().unwrap(),
        bus: Bus::default(),
        channels,
        letters: Box::new(ByMail(Arc::new(email()), Arc::clone(clock))),
        country: "NL".into(),
        public_url: "http://127.0.0.1".parse().unwrap(),
        push_guard,
        push_public_key,
        boot: BootId::new(clock.now(), entropy.as_ref()),
        boot_at: clock.now(),
        map: None,
        demo: false,
        areas: saar_server::areas::Areas::default(),
        counts_writes: true,
        founding_approval: false,
        faults: Faults::default(),
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        entropy,
    }
}

/// Puts a program behind a port of its own, until it is stopped; its address.
pub(super) async fn serve(mut app: App, tending: &Tending, change: impl FnOnce(&mut App)) -> (Arc<App>, String) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    app.public_url = base.parse().unwrap();
    change(&mut app);
    let app = Arc::new(app);
    let router = web::router(Arc::clone(&app), tending);
    tokio::spawn(saar_server::serve::connection::serve(
        listener,
        router,
        tending.stop.clone(),
    ));
    (app, base)
}

/// A group with three streets, somewhere inside the country.
pub(super) async fn found(app: &App, country: &str) -> (GroupId, Vec<Street>) {
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let profile = app.profiles.get(country).unwrap();
    // Somewhere inside the country's box; no house is meant.
    let (lat, lon) = (
        f64::midpoint(profile.bounds.lat_min, profile.bounds.lat_max),
        f64::midpoint(profile.bounds.lon_min, profile.bounds.lon_max),
    );
    let at = |north: f64, east: f64| Point {
        lat: lat + north / 111_195.0,
        lon: lon + east / 68_000.0,
    };
    let group = Group {
        id: GroupId::new(now, entropy),
        umbrella: None,
        name: "Verzonnen Dorp".into(),
        municipality: "Verzonnen".into(),
        country: country.into(),
        area: Area {
            rings: vec![vec![
                at(-1000.0, -1000.0),
                at(-1000.0, 1000.0),
                at(1000.0, 1000.0),
                at(1000.0, -1000.0),
            ]],
        },
        capacity: 256,
        quiet_expiry: Span::minutes(120),
        demo: false,
        created_at: now,
    };
    let street = |name: &str, north: f64| Street {
        id: StreetId::new(now, entropy),
        name: name.into(),
        line: vec![at(north, -300.0), at(north, 0.0), at(north, 300.0)],
    };
    let streets = vec![
        street("Beukenpad", 0.0),
        street("Dennenpad", 400.0),
        street("Lindelaan", -400.0),
    ];
    let mut tx = app.db.write().await.unwrap();
    saar_store::group::insert(&mut tx, &group).await.unwrap();
    for street in &streets {
        saar_store::group::insert_street(&mut tx, group.id, street)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    (group.id, streets)
}
