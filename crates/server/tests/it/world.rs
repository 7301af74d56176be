//! A test world: a group, the real server behind real HTTP, phones and mailboxes that speak the real protocols, and a clock that stands still until it
//! is pushed. A story fails when it leaves work in the queue.

mod program;

use program::{found, program, serve};
use saar_delivery::Address;
use saar_delivery::fake::{Device, PushService, Received, SmtpSink};
use saar_domain::alert::AlertKind;
use saar_domain::clock::{Clock, Span};
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::id::{AccountId, EndpointId, GroupId, MemberId};
use saar_domain::incident::report::Street;
use saar_domain::member::{Alias, Role};
use saar_server::app::App;
use saar_server::job::{outbox, schedule};
use saar_server::usecase::settings::{self, TokenRequest};
use saar_server::usecase::sign_in;
use saar_server::web::Tending;
use saar_store::Db;
use saar_store::endpoint::NewEndpoint;
use saar_store::member::NewMember;
use saar_store::testing::{PushedClock, TestDb};
use serde_json::{Value, json};
use std::sync::Arc;

/// Everything that a story plays in.
pub struct World {
    pub app: Arc<App>,
    pub clock: Arc<PushedClock>,
    pub push: PushService,
    pub mail: SmtpSink,
    pub base: String,
    pub group: GroupId,
    pub streets: Vec<Street>,
    pub test: TestDb,
    tending: Tending,
}

/// Tells a story in a fresh world on every database that there is. Afterwards nothing may be left to send.
pub async fn tell(story: impl AsyncFn(&World)) {
    tell_in("NL", |_| (), story).await;
}

/// The same in another country, or with an installation that is set up otherwise.
pub async fn tell_in(country: &str, change: impl Fn(&mut App), story: impl AsyncFn(&World)) {
    tell_on(TestDb::sqlite().await, country, &change, &story).await;
    if let Some(postgres) = TestDb::postgres().await {
        tell_on(postgres, country, &change, &story).await;
    }
}

/// The installation is found by a name instead of a number.
pub fn at_a_name(app: &mut App) {
    app.public_url.set_host(Some("localhost")).unwrap();
}

/// The same, on PostgreSQL alone: for what needs two connections that write at once.
pub async fn tell_on_postgres(story: impl AsyncFn(&World)) {
    if let Some(postgres) = TestDb::postgres().await {
        tell_on(postgres, "NL", &|_| (), &story).await;
    }
}

async fn tell_on(test: TestDb, country: &str, change: &impl Fn(&mut App), story: &impl AsyncFn(&World)) {
    println!("on {}", test.name());
    let world = World::changed(test, country, change).await;
    story(&world).await;
    assert_eq!(world.left().await, 0, "the story left work in the queue");
    world.end().await;
}

/// Waits for what happens by itself, in the background. Patient, for the machine may be busy; what never happens fails the story.
pub async fn until(what: &str, mut happened: impl AsyncFnMut() -> bool) {
    for _ in 0..3000 {
        if happened().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("never happened: {what}");
}

impl World {
    /// A world; what `change` does to the program comes after everything that the world sets itself.
    pub async fn changed(test: TestDb, country: &str, change: impl Fn(&mut App)) -> Self {
        let clock = Arc::new(PushedClock::new());
        let push = PushService::start_at(Arc::clone(&clock) as Arc<dyn Clock>).await;
        let mail = SmtpSink::start().await;
        let tending = Tending::default();
        let program = program(&test.db, Arc::clone(&test.keys), &clock, &push, &mail, 1);
        let (app, base) = serve(program, &tending, change).await;
        let (group, streets) = found(&app, country).await;
        Self {
            app,
            clock,
            push,
            mail,
            base,
            group,
            streets,
            test,
            tending,
        }
    }

    /// The program was killed and started again: a new boot on the same database. Its outbox alone; pages and API stay with the first one.
    pub async fn restart(&self) -> Arc<App> {
        let seed = u64::from_le_bytes(self.app.entropy.bytes());
        let keys = TestDb::keys_of(&self.test.db, seed ^ 1).await;
        let mut app = program(&self.test.db, keys, &self.clock, &self.push, &self.mail, seed);
        app.public_url = self.app.public_url.clone();
        Arc::new(app)
    }

    /// A second program on the same database, with connections of its own, behind HTTP of its own.
    pub async fn second_server(&self) -> (Arc<App>, String) {
        let db = Db::open(&self.test.url).await.unwrap();
        let keys = TestDb::keys_of(&db, 0x7365_636f_6e64).await;
        serve(
            program(&db, keys, &self.clock, &self.push, &self.mail, 2),
            &self.tending,
            |_| (),
        )
        .await
    }

    /// Another group, far away, with members of its own.
    pub async fn another_group(&self) -> GroupId {
        found(&self.app, "NL").await.0
    }

    /// Somebody moves into the group: an account, a membership, a session and a token. No channel but the mailbox.
    pub async fn member(&self, alias: &str, role: Role) -> Person {
        self.member_of(self.group, alias, role).await
    }

    pub async fn member_of(&self, group: GroupId, alias: &str, role: Role) -> Person {
        let email = format!("{}@example.org", alias.to_lowercase().replace(' ', "."));
        let mut tx = self.app.db.write().await.unwrap();
        let account = match saar_store::account::find_by_email(&mut tx, &self.app.sealer, &email)
            .await
            .unwrap()
        {
            Some(account) => account,
            None => sign_in::new_account(&self.app, &mut tx, &email, "nl").await.unwrap(),
        };
        let now = self.app.now();
        let id = MemberId::new(now, self.app.entropy.as_ref());
        let parsed = Alias::parse(alias).unwrap();
        let new = NewMember {
            id,
            group,
            account: account.id,
            alias: &parsed,
            role,
            rules_version: 2,
        };
        saar_store::member::insert(&mut tx, &new, now).await.unwrap();
        let session = sign_in::new_session(&self.app, &mut tx, account.id, "Test · Story")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let scopes = ["read", "report", "respond"].map(str::to_owned).to_vec();
        let request = TokenRequest {
            name: "story".into(),
            scopes,
            days: 30,
        };
        let (_, token) = settings::create_token(&self.app, account.id, &request).await.unwrap();
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Person {
            alias: alias.into(),
            email,
            account: account.id,
            member: id,
            session,
            token,
            base: self.base.clone(),
            group,
            http,
        }
    }

    /// A member's phone takes pushes from now on.
    pub async fn phone(&self, person: &Person) -> Device {
        let (subscription, device) = self.push.subscribe_with(&self.app.push_public_key);
        settings::subscribe(&self.app, person.account, None, subscription)
            .await
            .unwrap();
        device
    }

    /// A member has no mailbox any more (and, without a phone, nothing at all).
    pub async fn no_mailbox(&self, person: &Person) {
        let mut tx = self.app.db.write().await.unwrap();
        for endpoint in saar_store::endpoint::of_account(&mut tx, person.account).await.unwrap() {
            if endpoint.channel == ChannelKind::Email {
                saar_store::endpoint::forget(&mut tx, endpoint.id).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
    }

    /// A second mailbox of a member.
    pub async fn mailbox(&self, person: &Person, address: &str) {
        let (now, entropy) = (self.app.now(), self.app.entropy.as_ref());
        let mut tx = self.app.db.write().await.unwrap();
        let address = serde_json::to_string(&Address::Email {
            address: address.into(),
        })
        .unwrap();
        let id = EndpointId::new(now, entropy);
        let new = NewEndpoint {
            id,
            account: person.account,
            channel: ChannelKind::Email,
            address: &address,
            session: None,
        };
        saar_store::endpoint::save(&mut tx, &self.app.sealer, &new, now, entropy)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// What became of every delivery of an incident: whose, by which channel, of which alert, and its state.
    pub async fn deliveries(&self, incident: &str) -> Vec<(MemberId, ChannelKind, AlertKind, DeliveryState)> {
        let mut tx = self.app.db.read().await.unwrap();
        saar_store::delivery::states(&mut tx, incident.parse().unwrap())
            .await
            .unwrap()
    }

    /// How many deliveries of an incident were shown or opened.
    pub async fn receipts_written(&self, incident: &str) -> usize {
        let shown = |state| matches!(state, DeliveryState::Delivered | DeliveryState::Seen);
        let all = self.deliveries(incident).await;
        all.iter().filter(|delivery| shown(delivery.3)).count()
    }

    /// Many neighbours at once, each with a phone first and a mailbox second: their phones.
    pub async fn village(&self, count: usize) -> Vec<Device> {
        let (now, entropy) = (self.app.now(), self.app.entropy.as_ref());
        let mut tx = self.app.db.write().await.unwrap();
        let mut phones = Vec::new();
        for number in 0..count {
            let email = format!("buur.{number}@example.org");
            let account = sign_in::new_account(&self.app, &mut tx, &email, "nl").await.unwrap();
            let alias = Alias::parse(&format!("Buur {number}")).unwrap();
            let new = NewMember {
                id: MemberId::new(now, entropy),
                group: self.group,
                account: account.id,
                alias: &alias,
                role: Role::Member,
                rules_version: 2,
            };
            saar_store::member::insert(&mut tx, &new, now).await.unwrap();
            let (subscription, phone) = self.push.subscribe_with(&self.app.push_public_key);
            let address = serde_json::to_string(&Address::WebPush(subscription)).unwrap();
            let new = NewEndpoint {
                id: EndpointId::new(now, entropy),
                account: account.id,
                channel: ChannelKind::WebPush,
                address: &address,
                session: None,
            };
            saar_store::endpoint::save(&mut tx, &self.app.sealer, &new, now, entropy)
                .await
                .unwrap();
            phones.push(phone);
        }
        tx.commit().await.unwrap();
        phones
    }

    /// Starts sending in the background: for stories that stop it half way.
    pub fn sending(&self) -> tokio::task::JoinHandle<()> {
        let app = Arc::clone(&self.app);
        tokio::spawn(async move { outbox::drain(&app).await.unwrap() })
    }

    /// Sends everything that is due.
    pub async fn settle(&self) {
        outbox::drain(&self.app).await.unwrap();
    }

    /// How much waits although it is due; nothing where all that waits is for later.
    pub async fn left(&self) -> u32 {
        let (waiting, next) = outbox::waiting(&self.app).await.unwrap();
        let due = next.is_some_and(|at| at <= self.app.now());
        if due { waiting } else { 0 }
    }

    /// Time passes, and what the clock does is done.
    pub async fn pass(&self, span: Span) {
        self.clock.push(span);
        schedule::tick(&self.app).await.unwrap();
        self.settle().await;
    }

    /// The servers stop, in the order of `saar serve`: they write down what they accepted.
    pub async fn stop(&self) {
        self.tending.stop.cancel();
        self.tending.closing.cancel();
        self.tending.tasks.close();
        self.tending.tasks.wait().await;
    }

    /// The world ends; its servers first.
    pub async fn end(self) {
        self.stop().await;
        self.test.close().await;
    }

    pub fn street(&self, at: usize) -> String {
        self.streets[at].id.to_string()
    }
}

/// Somebody in a story, with a browser and a program of their own.
#[derive(Debug, Clone)]
pub struct Person {
    pub alias: String,
    pub email: String,
    pub account: AccountId,
    pub member: MemberId,
    pub session: String,
    pub token: String,
    pub base: String,
    pub group: GroupId,
    pub http: reqwest::Client,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text))
    }
    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", |value| value.to_str().unwrap())
    }
    /// The same, if it has the status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

pub async fn read(response: reqwest::Response) -> Answer {
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    }
}

impl Person {
    /// A path below this person's group in the API.
    pub fn api(&self, rest: &str) -> String {
        format!("{}/api/v1/groups/{}{rest}", self.base, self.group)
    }

    /// A page below this person's group.
    pub fn page(&self, rest: &str) -> String {
        format!("{}/groups/{}{rest}", self.base, self.group)
    }

    pub async fn get(&self, url: &str) -> Answer {
        read(self.http.get(url).bearer_auth(&self.token).send().await.unwrap()).await
    }

    pub async fn post(&self, url: &str, body: &Value) -> Answer {
        read(
            self.http
                .post(url)
                .bearer_auth(&self.token)
                .json(body)
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    pub async fn look(&self, url: &str) -> Answer {
        read(
            self.http
                .get(url)
                .header("cookie", format!("saar={}", self.session))
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    pub async fn submit(&self, url: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .http
            .post(url)
            .header("cookie", format!("saar={}", self.session))
            .header("sec-fetch-site", "same-origin");
        read(request.form(fields).send().await.unwrap()).await
    }

    /// A report as the API takes it.
    pub fn report(street: &str) -> Value {
        json!({
            "kind": "burglary", "witness": "seen", "call": {"by": "me", "seconds_ago": 30},
            "behaviour": {"phrase": "tries_doors"}, "place": {"street": street},
        })
    }

    /// Raises an alarm; its id.
    pub async fn alarm(&self, street: &str) -> String {
        let answer = self
            .post(&self.api("/incidents"), &Self::report(street))
            .await
            .expect(201);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    pub async fn close(&self, incident: &str, reason: &str) -> Answer {
        self.post(
            &self.api(&format!("/incidents/{incident}/close")),
            &json!({"reason": reason}),
        )
        .await
    }

    /// Closes the membership, signed in as a person: programs may not.
    pub async fn leave(&self) -> Answer {
        let request = self
            .http
            .post(self.api("/leave"))
            .header("cookie", format!("saar={}", self.session))
            .header("sec-fetch-site", "same-origin");
        read(request.send().await.unwrap()).await
    }

    /// Their phone says what it did with a push: no cookie, no token but the push's own.
    pub async fn receipt(&self, push: &Received, state: &str) {
        let (url, token) = push.receipt().unwrap();
        let body = json!({"token": token, "state": state});
        read(self.http.post(url).json(&body).send().await.unwrap())
            .await
            .expect(204);
    }

    /// The same person, who asks another server.
    pub fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.clone()
        }
    }

    pub async fn incident(&self, incident: &str) -> Value {
        self.get(&self.api(&format!("/incidents/{incident}")))
            .await
            .expect(200)
            .json()
    }
}
