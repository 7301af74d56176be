//! Simulated neighbours: ordinary clients of the API, each with a personal access token, who react to what a visitor raises.
//!
//! They go through the front door on purpose. What they can do, a visitor's own program can do; and what breaks for them breaks for everybody.

use super::dice::Dice;
use super::pace::Pace;
use super::sse::{Event, Reader};
use crate::app::App;
use crate::usecase::settings::{TokenRequest, create_token, revoke_token};
use http::StatusCode;
use saar_domain::id::AccountId;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Neighbours who react; the others only have phones.
const ACTIVE: usize = 14;
/// What their tokens are called; those of an earlier start are taken back by it.
const TOKEN_NAME: &str = "Demo: nagespeelde buur";
/// Tokens of a demo that nobody stopped end by themselves.
const TOKEN_DAYS: u32 = 2;
/// How long a deed may take.
const DEED_TIMEOUT: Duration = Duration::from_secs(10);
/// Before listening again where the stream ended.
const LISTEN_AGAIN_MILLIS: i64 = 2_000;

/// The simulated neighbours of one group.
pub(super) struct Neighbours {
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub(super) base: String,
    /// Their group.
    pub(super) group: String,
    /// A token for each.
    pub(super) tokens: Vec<String>,
    /// Their browser, so to speak.
    pub(super) client: reqwest::Client,
    /// How fast they live.
    pub(super) pace: Pace,
}

/// What the live page says of an incident.
#[derive(Debug, Deserialize)]
struct Change {
    incident: String,
    state: String,
}

/// Something that a neighbour does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Open,
    Respond(&'static str),
    Sight(&'static str, Option<&'static str>),
    CallAgain,
}

/// A deed with its time and its doer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    after_millis: i64,
    who: usize,
    deed: Deed,
}

/// Gives some of these accounts a token, in place of those of an earlier start.
pub(super) async fn hand_out_tokens(app: &App, accounts: &[AccountId]) -> anyhow::Result<Vec<String>> {
    let request = TokenRequest {
        name: TOKEN_NAME.to_owned(),
        scopes: ["read", "report", "respond"].map(str::to_owned).to_vec(),
        days: TOKEN_DAYS,
    };
    let mut tokens = Vec::new();
    for account in accounts.iter().take(ACTIVE) {
        let mut tx = app.db.read().await?;
        let old = saar_store::session::tokens_of_account(&mut tx, *account).await?;
        drop(tx);
        for old in old.into_iter().filter(|old| old.name == TOKEN_NAME) {
            revoke_token(app, *account, old.id).await?;
        }
        tokens.push(create_token(app, *account, &request).await?.1);
    }
    Ok(tokens)
}

/// Lets neighbours of a group listen and react until the token is cancelled.
pub(super) async fn live(neighbours: Neighbours, tasks: TaskTracker, stop: CancellationToken) {
    let neighbours = Arc::new(neighbours);
    let heard = Heard::default();
    while !stop.is_cancelled() && !neighbours.tokens.is_empty() {
        let listening = listen(&neighbours, &heard, &tasks, &stop);
        match stop.run_until_cancelled(listening).await {
            None => return,
            Some(Ok(())) => {}
            Some(Err(error)) => tracing::debug!(%error, "demo: the live page ended; listening again"),
        }
        let again = neighbours.pace.millis(LISTEN_AGAIN_MILLIS);
        let _ = tokio::time::timeout(again, stop.cancelled()).await;
    }
}

/// Incidents that were heard of: each is reacted to once, and until it ends.
#[derive(Default)]
struct Heard(Mutex<HashMap<String, CancellationToken>>);

impl Heard {
    /// Whether it is the first that is heard of a running incident: then, with what ends the reaction.
    fn note(&self, change: &Change, stop: &CancellationToken) -> Option<CancellationToken> {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = !heard.contains_key(&change.incident);
        let ended = heard
            .entry(change.incident.clone())
            .or_insert_with(|| stop.child_token());
        if change.state != "alerted" {
            ended.cancel();
            return None;
        }
        is_new.then(|| ended.clone())
    }
}

async fn listen(
    neighbours: &Arc<Neighbours>,
    heard: &Heard,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Result<(), reqwest::Error> {
    let mut stream = neighbours
        .get(0, "/live")
        .header("accept", "text/event-stream")
        .send()
        .await?
        .error_for_status()?;
    // What was raised before the stream was open is running: a neighbour who comes home looks first.
    for incident in neighbours.running().await? {
        hear(neighbours, heard, incident, tasks, stop);
    }
    let mut reader = Reader::default();
    while let Some(piece) = stream.chunk().await? {
        for Event { name, data } in reader.feed(&piece) {
            let Ok(change) = serde_json::from_str::<Change>(&data) else {
                continue;
            };
            if name != "incident" {
                continue;
            }
            hear(neighbours, heard, change, tasks, stop);
        }
    }
    Ok(())
}

fn hear(neighbours: &Arc<Neighbours>, heard: &Heard, change: Change, tasks: &TaskTracker, stop: &CancellationToken) {
    if let Some(ended) = heard.note(&change, stop) {
        let neighbours = Arc::clone(neighbours);
        tasks.spawn(async move { ended.run_until_cancelled(neighbours.react(&change.incident)).await });
    }
}

impl Neighbours {
    fn url(&self, path: &str) -> String {
        format!("{}/api/v1/groups/{}{path}", self.base, self.group)
    }

    fn get(&self, who: usize, path: &str) -> reqwest::RequestBuilder {
        self.client.get(self.url(path)).bearer_auth(&self.tokens[who])
    }

    /// The incidents that run now.
    async fn running(&self) -> Result<Vec<Change>, reqwest::Error> {
        #[derive(Deserialize)]
        struct List {
            incidents: Vec<Running>,
        }
        #[derive(Deserialize)]
        struct Running {
            id: String,
            state: String,
        }
        let answer = self.get(0, "/incidents").timeout(DEED_TIMEOUT).send().await?;
        let list: List = answer.error_for_status()?.json().await?;
        let change = |Running { id, state }| Change { incident: id, state };
        Ok(list.incidents.into_iter().map(change).collect())
    }

    /// Reacts to an incident, step by step, until it ends.
    async fn react(&self, incident: &str) {
        let dice = Dice::named(incident);
        let drill = self.is_drill(incident).await;
        let mut passed_millis = 0;
        for (number, step) in plan(&dice, self.tokens.len(), drill).into_iter().enumerate() {
            tokio::time::sleep(self.pace.millis(step.after_millis - passed_millis)).await;
            passed_millis = step.after_millis;
            match self.carry_out(incident, number, step).await {
                // It ended meanwhile, or is not ours to see any more.
                Ok(StatusCode::CONFLICT | StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::UNAUTHORIZED) => {
                    return;
                }
                Ok(status) if !status.is_success() => tracing::debug!(%status, ?step, "demo: a deed was refused"),
                Ok(_) => {}
                Err(error) => tracing::debug!(%error, ?step, "demo: a deed failed"),
            }
        }
    }

    /// Whether it is practised; none when the page does not say. A look of the first neighbour, and so a sign of life.
    async fn is_drill(&self, incident: &str) -> Option<bool> {
        let look = self.get(0, &format!("/incidents/{incident}")).timeout(DEED_TIMEOUT);
        let page: Value = look.send().await.ok()?.error_for_status().ok()?.json().await.ok()?;
        flag(&page, "drill")
    }

    async fn carry_out(&self, incident: &str, number: usize, step: Step) -> Result<StatusCode, reqwest::Error> {
        let path = format!("/incidents/{incident}");
        let post = |what: &str, body: Value| {
            self.client
                .post(self.url(&format!("{path}/{what}")))
                .bearer_auth(&self.tokens[step.who])
                // The same deed of the same incident has the same key: after a restart nothing is said twice.
                .header("idempotency-key", format!("demo-{incident}-{number}"))
                .json(&body)
        };
        let request = match step.deed {
            Deed::Open => self.get(step.who, &path),
            Deed::Respond(response) => post("responses", json!({ "response": response })),
            Deed::Sight(words, None) => post("sightings", json!({ "words": words })),
            Deed::Sight(words, Some(direction)) => post("sightings", json!({ "words": words, "direction": direction })),
            Deed::CallAgain => post("call", json!({ "again": true, "seconds_ago": 0 })),
        };
        Ok(request.timeout(DEED_TIMEOUT).send().await?.status())
    }
}

/// The value of a flag, however deep it stands.
fn flag(page: &Value, name: &str) -> Option<bool> {
    match page {
        Value::Object(fields) => fields
            .get(name)
            .and_then(Value::as_bool)
            .or_else(|| fields.values().find_map(|inner| flag(inner, name))),
        _ => None,
    }
}

/// What neighbours add to a real alarm: first where it goes, then that it is quiet.
const SEEN_FIRST: [(&str, Option<&str>); 3] = [
    ("Zag net iemand snel het achterpad aflopen.", Some("ne")),
    ("Er rent iemand langs de garages, weg van hier.", Some("e")),
    ("Beweging bij de speeltuin, gaat nu het bruggetje over.", Some("sw")),
];
const SEEN_LATER: [(&str, Option<&str>); 3] = [
    ("Bij ons achter is het nu stil, de tuinlampen zijn aan.", None),
    ("Hier niets meer te zien. Ik blijf nog even voor het raam staan.", None),
    ("Alle schuurdeuren in dit rijtje zitten dicht.", None),
];
const SEEN_IN_DRILL: [(&str, Option<&str>); 3] = [
    ("Oefening: alarm goed ontvangen, ik sta bij het raam.", None),
    ("Oefening: lampen zijn aan, ik zie niemand.", None),
    ("Oefening: de melding kwam binnen een paar tellen.", None),
];

/// Who does what and when, in the order of time.
fn plan(dice: &Dice, cast: usize, drill: Option<bool>) -> Vec<Step> {
    let mut people: Vec<usize> = (0..cast).collect();
    dice.shuffle(&mut people);
    let mut steps = Vec::new();
    let mut add = |who: usize, after_millis: i64, deed: Deed| {
        if let Some(who) = people.get(who) {
            let who = *who;
            steps.push(Step {
                after_millis,
                who,
                deed,
            });
        }
    };
    // Most look; half of those who look do something.
    for who in 0..cast.saturating_sub(2) {
        add(who, dice.between(2_000, 70_000), Deed::Open);
    }
    let responses = [
        "lights_on",
        "lights_on",
        "watching",
        "lights_on",
        "who_joins",
        "watching",
    ];
    for (who, response) in responses.iter().enumerate().take(4 + dice.below(3)) {
        add(who, dice.between(5_000, 60_000), Deed::Respond(response));
    }
    let (first, later) = if drill == Some(true) {
        (dice.pick(&SEEN_IN_DRILL), None)
    } else {
        (dice.pick(&SEEN_FIRST), Some(dice.pick(&SEEN_LATER)))
    };
    let seen_at = dice.between(18_000, 40_000);
    add(7, seen_at, Deed::Sight(first.0, first.1));
    // Nobody calls in a drill, nor where it is not known whether it is one (EDGES 1).
    if drill == Some(false) && dice.percent(60) {
        add(7, seen_at + dice.between(15_000, 30_000), Deed::CallAgain);
    }
    if let Some(later) = later {
        add(8, dice.between(75_000, 120_000), Deed::Sight(later.0, later.1));
    }
    steps.sort_by_key(|step| step.after_millis);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_calls_in_a_drill_and_its_words_say_so() {
        for seed in 0..200 {
            for drill in [Some(true), None] {
                let steps = plan(&Dice::new(seed), ACTIVE, drill);
                assert!(!steps.iter().any(|step| step.deed == Deed::CallAgain), "seed {seed}");
            }
            for step in plan(&Dice::new(seed), ACTIVE, Some(true)) {
                if let Deed::Sight(words, _) = step.deed {
                    assert!(words.starts_with("Oefening"), "{words}");
                }
            }
        }
        let called = |seed| {
            plan(&Dice::new(seed), ACTIVE, Some(false))
                .iter()
                .any(|step| step.deed == Deed::CallAgain)
        };
        assert!((0..20).any(called), "sometimes somebody calls again");
    }

    #[test]
    fn a_handful_reacts_within_minutes() {
        for seed in 0..200 {
            let steps = plan(&Dice::new(seed), ACTIVE, Some(false));
            let responses = steps
                .iter()
                .filter(|step| matches!(step.deed, Deed::Respond(_)))
                .count();
            assert!((4..=6).contains(&responses), "{responses}");
            assert!(steps.is_sorted_by_key(|step| step.after_millis));
            assert!(
                steps
                    .iter()
                    .all(|step| step.after_millis <= 120_000 && step.who < ACTIVE)
            );
        }
        assert!(plan(&Dice::new(1), 0, None).is_empty(), "nobody is there");
    }

    #[test]
    fn each_incident_is_reacted_to_once_and_until_it_ends() {
        let (heard, stop) = (Heard::default(), CancellationToken::new());
        let change = |state: &str| Change {
            incident: "one".into(),
            state: state.into(),
        };
        let ended = heard.note(&change("alerted"), &stop).expect("the first time");
        assert!(heard.note(&change("alerted"), &stop).is_none(), "a later version");
        assert!(!ended.is_cancelled());
        assert!(heard.note(&change("recalled"), &stop).is_none());
        assert!(ended.is_cancelled());
    }

    #[test]
    fn a_flag_is_found_where_it_stands() {
        assert_eq!(flag(&json!({ "incident": { "drill": true } }), "drill"), Some(true));
        assert_eq!(
            flag(&json!({ "drill": false, "x": { "drill": true } }), "drill"),
            Some(false)
        );
        assert_eq!(flag(&json!({ "events": [] }), "drill"), None);
    }

    /// A stand-in for the API: one live page that says "alerted", later "closed", and a desk that takes notes.
    mod stand_in {
        use axum::Router;
        use axum::extract::{Path, State};
        use axum::http::{HeaderMap, StatusCode};
        use axum::response::IntoResponse;
        use axum::response::sse::{Event, Sse};
        use axum::routing::{get, post};
        use serde_json::json;
        use std::convert::Infallible;
        use std::sync::{Arc, Mutex};
        use tokio::sync::Notify;

        #[derive(Default)]
        pub(super) struct Desk {
            pub(super) noted: Mutex<Vec<(String, String)>>,
            pub(super) close: Notify,
        }

        impl Desk {
            pub(super) fn count(&self, what: &str) -> usize {
                self.noted
                    .lock()
                    .unwrap()
                    .iter()
                    .filter(|(noted, _)| noted == what)
                    .count()
            }
            fn note(&self, what: &str, headers: &HeaderMap) {
                let bearer = headers["authorization"].to_str().unwrap().to_owned();
                self.noted.lock().unwrap().push((what.to_owned(), bearer));
            }
        }

        pub(super) async fn start() -> (String, Arc<Desk>) {
            let desk = Arc::new(Desk::default());
            let router = Router::new()
                .route("/api/v1/groups/g/live", get(live))
                .route("/api/v1/groups/g/incidents", get(running))
                .route("/api/v1/groups/g/incidents/i", get(look))
                .route("/api/v1/groups/g/incidents/i/{what}", post(act))
                .with_state(Arc::clone(&desk));
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            let base = format!("http://{}", listener.local_addr().unwrap());
            tokio::spawn(async move { axum::serve(listener, router).await });
            (base, desk)
        }

        fn frame(state: &str) -> Result<Event, Infallible> {
            let data = json!({ "incident": "i", "version": 4, "state": state });
            Ok(Event::default().event("incident").data(data.to_string()))
        }

        async fn live(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
            use futures_util::StreamExt as _;
            let first = futures_util::stream::iter([frame("alerted"), frame("alerted")]);
            let last = futures_util::stream::once(async move {
                desk.close.notified().await;
                frame("closed")
            });
            Sse::new(first.chain(last).chain(futures_util::stream::pending()))
        }

        /// Heard of twice: by the list and by the stream.
        async fn running() -> impl IntoResponse {
            axum::Json(json!({ "incidents": [{ "id": "i", "state": "alerted" }] }))
        }

        async fn look(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> impl IntoResponse {
            desk.note("look", &headers);
            axum::Json(json!({ "incident": { "drill": true } }))
        }

        async fn act(State(desk): State<Arc<Desk>>, Path(what): Path<String>, headers: HeaderMap) -> StatusCode {
            desk.note(&what, &headers);
            StatusCode::CREATED
        }
    }

    async fn neighbours_at(base: String, pace: Pace) -> (CancellationToken, TaskTracker) {
        saar_delivery::guard::install_crypto();
        let neighbours = Neighbours {
            base,
            group: "g".into(),
            tokens: (0..ACTIVE).map(|number| format!("token-{number}")).collect(),
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
            pace,
        };
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        tasks.spawn(live(neighbours, tasks.clone(), stop.clone()));
        (stop, tasks)
    }

    async fn until(what: impl Fn() -> bool) {
        let patience = Duration::from_secs(10);
        let waiting = async {
            while !what() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(patience, waiting)
            .await
            .expect("it happens in time");
    }

    #[tokio::test]
    async fn they_react_through_the_api_each_with_a_token_of_their_own() {
        let (base, desk) = stand_in::start().await;
        let (stop, tasks) = neighbours_at(base, Pace::InHaste).await;
        until(|| desk.count("responses") >= 4 && desk.count("sightings") == 1 && desk.count("look") >= ACTIVE - 2)
            .await;
        assert_eq!(desk.count("call"), 0, "it is a drill");
        let bearers: std::collections::BTreeSet<String> = desk
            .noted
            .lock()
            .unwrap()
            .iter()
            .map(|(_, bearer)| bearer.clone())
            .collect();
        assert!(bearers.len() > ACTIVE / 2 && bearers.iter().all(|bearer| bearer.starts_with("Bearer token-")));
        stop.cancel();
        tasks.close();
        tasks.wait().await;
    }

    #[tokio::test]
    async fn they_stop_when_it_has_ended() {
        let (base, desk) = stand_in::start().await;
        // At people's pace nobody does anything in the first two seconds but look.
        let (stop, tasks) = neighbours_at(base, Pace::AsPeople).await;
        until(|| desk.count("look") == 1).await;
        let alive = tasks.len();
        desk.close.notify_one();
        until(|| tasks.len() < alive).await;
        assert_eq!(desk.count("responses"), 0);
        stop.cancel();
        tasks.close();
        tasks.wait().await;
    }
}
