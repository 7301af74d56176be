//! Open pages: what they hear, when, and when no more (EDGES 14 and 18).

use crate::world::{Person, tell, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_server::fault::Place;
use saar_server::usecase::{settings, sign_in};
use saar_store::session;
use serde_json::{Value, json};
use std::time::Duration;

/// Longer than any machine needs; a story that waits in vain fails after it.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open page: a stream of events, read as a browser reads them.
struct Page {
    response: reqwest::Response,
    unread: String,
    /// The number that it begins behind.
    begin: i64,
}

/// An event with its id.
#[derive(Debug, Clone)]
struct Event {
    id: i64,
    name: String,
    data: Value,
}

impl Event {
    fn read(block: &str) -> Option<Self> {
        let line = |name: &str| {
            let mut lines = block.lines().filter_map(|line| line.split_once(": "));
            lines.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        Some(Self {
            id: line("id")?.parse().unwrap(),
            name: line("event")?.to_owned(),
            data: serde_json::from_str(line("data")?).unwrap(),
        })
    }

    fn incident(&self) -> &str {
        self.data["incident"].as_str().unwrap()
    }
}

impl Page {
    async fn open(person: &Person, last: Option<i64>) -> Self {
        let mut request = person.http.get(person.api("/live")).bearer_auth(&person.token);
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        Self::sent(request).await
    }

    /// As a page does that has to open a new stream: its address says what it heard last.
    async fn open_after(person: &Person, last: i64) -> Self {
        let address = person.api(&format!("/live?after={last}"));
        Self::sent(person.http.get(address).bearer_auth(&person.token)).await
    }

    /// As a browser does.
    async fn with_cookie(person: &Person) -> Self {
        let cookie = format!("saar={}", person.session);
        Self::sent(person.http.get(person.page("/live")).header("cookie", cookie)).await
    }

    async fn sent(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut page = Self {
            response,
            unread: String::new(),
            begin: 0,
        };
        // What comes first is no news: from here on the page listens.
        let first = page.block().await.unwrap();
        assert!(first.starts_with("retry: 2000\n"), "{first}");
        let begin = Event::read(&first).unwrap();
        assert_eq!(begin.name, "begin");
        page.begin = begin.id;
        page
    }

    /// The next lines up to an empty one; none when the stream ended.
    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.unread.split_once("\n\n") {
                let block = block.to_owned();
                self.unread = rest.to_owned();
                return Some(block);
            }
            let chunk = self.response.chunk().await.unwrap()?;
            self.unread.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next event; none when the stream ended.
    async fn next(&mut self) -> Option<Event> {
        tokio::time::timeout(PATIENCE, async {
            loop {
                // What is no event is a comment that keeps the stream open.
                if let Some(event) = Event::read(&self.block().await?) {
                    return Some(event);
                }
            }
        })
        .await
        .expect("an event, or the end of the stream")
    }

    async fn event(&mut self) -> Event {
        self.next().await.expect("the stream goes on")
    }
}

#[tokio::test]
async fn every_change_is_heard_and_carries_facts_alone() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (mut page, mut other) = (Page::open(&eik, None).await, Page::open(&merel, None).await);
        let mut report = Person::report(&world.street(0));
        report["behaviour"] = json!({"words": "klimt over een schutting"});
        report["appearance"] = json!("groene jas");
        merel.post(&merel.api("/incidents"), &report).await.expect(201);
        let first = page.event().await;
        let incident = first.incident().to_owned();
        let at = |rest: &str| merel.api(&format!("/incidents/{incident}/{rest}"));
        let mut events = vec![first];
        let sighting = json!({"words": "nu in de Dennenpad", "direction": "n", "street": world.street(1)});
        for (rest, body) in [
            ("responses", json!({"response": "lights_on"})),
            ("sightings", sighting),
            ("call", json!({"seconds_ago": 1})),
            ("close", json!({"reason": "known_person"})),
        ] {
            merel.post(&at(rest), &body).await.expect(200);
            events.push(page.event().await);
        }

        let ids: Vec<i64> = events.iter().map(|event| event.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        let versions: Vec<i64> = events
            .iter()
            .map(|event| event.data["version"].as_i64().unwrap())
            .collect();
        assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");
        for event in &events {
            let mut facts: Vec<&String> = event.data.as_object().unwrap().keys().collect();
            facts.sort();
            assert_eq!(facts, ["called_ms", "drill", "incident", "kind", "state", "version"]);
            assert_eq!(
                (event.name.as_str(), &event.data["kind"]),
                ("incident", &json!("burglary"))
            );
        }
        assert_eq!(events[0].data["state"], "alerted");
        assert_eq!(events[4].data["state"], "recalled");
        for event in &events {
            let same = other.event().await;
            assert_eq!(
                (same.id, same.data),
                (event.id, event.data.clone()),
                "one frame for all"
            );
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_is_told_what_was_missed_once_an_incident() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let mut page = Page::open(&eik, None).await;
        let first = merel.alarm(&world.street(0)).await;
        let heard = page.event().await;
        drop(page);

        let second = merel.alarm(&world.street(1)).await;
        let respond = |incident: &str| merel.api(&format!("/incidents/{incident}/responses"));
        for response in ["lights_on", "going_outside"] {
            merel
                .post(&respond(&first), &json!({"response": response}))
                .await
                .expect(200);
        }
        merel.close(&second, "nothing_found").await.expect(200);

        let mut page = Page::open(&eik, Some(heard.id)).await;
        let missed = [page.event().await, page.event().await];
        assert_eq!(
            [missed[0].incident(), missed[1].incident()],
            [first.as_str(), second.as_str()]
        );
        assert_eq!(missed[1].data["state"], "closed", "as it is now");
        assert!(heard.id < missed[0].id && missed[0].id < missed[1].id);
        // And then what is new.
        merel.close(&first, "nothing_found").await.expect(200);
        let news = page.event().await;
        assert_eq!(
            (news.incident(), &news.data["state"]),
            (first.as_str(), &json!("closed"))
        );

        // A page whose stream was ended for good says the same by its address.
        let mut anew = Page::open_after(&eik, missed[0].id).await;
        assert_eq!(anew.begin, missed[0].id);
        assert_eq!([anew.event().await.id, anew.event().await.id], [missed[1].id, news.id]);

        // Nothing missed, nothing told: the first that is heard is the next change.
        let mut up_to_date = Page::open(&eik, Some(news.id)).await;
        let third = merel.alarm(&world.street(2)).await;
        assert_eq!(up_to_date.event().await.incident(), third);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn who_was_cut_off_before_anything_happened_misses_nothing() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let earlier = merel.alarm(&world.street(0)).await;
        let page = Page::open(&eik, None).await;
        let begin = page.begin;
        drop(page);
        let missed = merel.alarm(&world.street(1)).await;
        for mut page in [Page::open(&eik, Some(begin)).await, Page::open_after(&eik, begin).await] {
            assert_eq!(page.begin, begin, "until it has heard what it missed");
            let heard = page.event().await;
            assert_ne!(heard.incident(), earlier, "that one was there when it began");
            assert_eq!(heard.incident(), missed);
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn another_group_hears_nothing() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let elsewhere = world.another_group().await;
        let raaf = world.member_of(elsewhere, "Raaf", Role::Member).await;
        let mut page = Page::open(&raaf, Some(0)).await;
        merel.alarm(&world.street(0)).await;
        // Somebody who is in both raises one there: what the page hears first is that one.
        let mut drill = Person::report(&world.street(0));
        drill["place"] =
            json!({"lat": world.streets[0].line[1].lat, "lon": world.streets[0].line[1].lon, "accuracy_m": 10});
        let own = raaf.post(&raaf.api("/incidents"), &drill).await.expect(201).json();
        assert_eq!(page.event().await.incident(), own["id"]);

        let mut curious = raaf.clone();
        curious.group = world.group;
        let answer = curious.get(&curious.api("/live")).await.expect(404).json();
        curious.group = saar_domain::id::GroupId::new(world.app.now(), world.app.entropy.as_ref());
        let nowhere = curious.get(&curious.api("/live")).await.expect(404).json();
        assert_eq!(answer["type"], nowhere["type"], "as if it were not there");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn leaving_ends_the_stream_at_once() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (mut leaves, mut stays) = (Page::open(&eik, None).await, Page::open(&merel, None).await);
        eik.leave().await.expect(204);
        assert!(leaves.next().await.is_none(), "nothing more, and no words");
        eik.get(&eik.api("/live")).await.expect(404);
        let incident = merel.alarm(&world.street(0)).await;
        assert_eq!(stays.event().await.incident(), incident);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_device_that_is_signed_out_hears_nothing_more_and_the_others_do() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (mut phone, mut program) = (Page::with_cookie(&eik).await, Page::open(&eik, None).await);

        let settings = settings::look(&world.app, eik.account).await.unwrap();
        let (device, token) = (settings.sessions[0].id, settings.tokens[0].id);
        sign_in::sign_out(&world.app, eik.account, device).await.unwrap();
        assert!(phone.next().await.is_none(), "nothing more, and no words");
        let incident = merel.alarm(&world.street(0)).await;
        assert_eq!(
            program.event().await.incident(),
            incident,
            "the program was not signed out"
        );

        settings::revoke_token(&world.app, eik.account, token).await.unwrap();
        assert!(program.next().await.is_none());
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_expires_or_is_taken_back_by_another_process_keeps_no_stream() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let [mut expires, mut taken_back, mut signed_out] = [
            Page::open(&world.member("Eik", Role::Member).await, None).await,
            Page::open(&world.member("Linde", Role::Member).await, None).await,
            Page::with_cookie(&world.member("Vink", Role::Member).await).await,
        ];
        let mut stays = Page::with_cookie(&merel).await;

        // Another process writes to the same database, and rings no bell here.
        let accounts = async |alias: &str| {
            let mut tx = world.app.db.read().await.unwrap();
            let email = format!("{alias}@example.org");
            let found = saar_store::account::find_by_email(&mut tx, &world.app.sealer, &email).await;
            found.unwrap().unwrap().id
        };
        let (linde, vink) = (accounts("linde").await, accounts("vink").await);
        let token = settings::look(&world.app, linde).await.unwrap().tokens[0].id;
        let device = settings::look(&world.app, vink).await.unwrap().sessions[0].id;
        let mut tx = world.app.db.write().await.unwrap();
        assert!(session::revoke_token(&mut tx, linde, token).await.unwrap());
        assert!(session::end(&mut tx, vink, device).await.unwrap());
        tx.commit().await.unwrap();
        assert!(taken_back.next().await.is_none(), "nothing more, and no words");
        assert!(signed_out.next().await.is_none());

        // The tokens of a story live for thirty days; a session lives on.
        let incident = merel.alarm(&world.street(0)).await;
        assert_eq!(expires.event().await.incident(), incident);
        world.clock.push(Span::days(30));
        assert!(
            expires.next().await.is_none(),
            "a token that has expired hears nothing more"
        );
        assert_eq!(stays.event().await.incident(), incident);
        world.clock.push(limits::SESSION_IDLE_MAX);
        assert!(
            stays.next().await.is_none(),
            "neither does a session that nobody used for long"
        );
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn who_nobody_knows_hears_nothing() {
    tell(async |world| {
        let eik = world.member("Eik", Role::Member).await;
        let without = eik.http.get(eik.api("/live")).send().await.unwrap();
        assert_eq!(without.status(), 401);
        let mut wrong = eik.clone();
        wrong.token.push('x');
        wrong.get(&wrong.api("/live")).await.expect(401);

        let token = settings::look(&world.app, eik.account).await.unwrap().tokens[0].id;
        assert!(settings::revoke_token(&world.app, eik.account, token).await.unwrap());
        eik.get(&eik.api("/live")).await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn bells_that_ring_in_the_wrong_order_lose_nothing() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let mut page = Page::open(&eik, None).await;
        // The first alarm is on disk, and its bell has not rung when the second one's does.
        let barrier = world.app.faults.hold(Place::AfterCommit);
        let (sender, street) = (merel.clone(), world.street(0));
        let slow = tokio::spawn(async move { sender.alarm(&street).await });
        barrier.arrived().await;
        let second = eik.alarm(&world.street(1)).await;
        let heard = page.event().await;
        barrier.release();
        let first = slow.await.unwrap();
        let then = page.event().await;
        assert_eq!(
            [heard.incident(), then.incident()],
            [first.as_str(), second.as_str()],
            "in the order of the disk"
        );
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_change_of_another_program_is_heard_too() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (_second, base) = world.second_server().await;
        let mut page = Page::open(&eik, None).await;
        let incident = merel.at(&base).alarm(&world.street(0)).await;
        assert_eq!(page.event().await.incident(), incident);
        world.settle().await;
    })
    .await;
}
