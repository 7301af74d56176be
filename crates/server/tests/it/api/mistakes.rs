//! What a program is told about its mistakes.

use crate::world::{Answer, Person, read, tell};
use saar_domain::delivery::ChannelKind;
use saar_domain::member::Role;
use serde_json::{Value, json};

async fn raw(person: &Person, language: &str, media_type: &str, body: Vec<u8>) -> Answer {
    let request = person
        .http
        .post(person.api("/incidents"))
        .bearer_auth(&person.token)
        .header("accept-language", language)
        .header("content-type", media_type)
        .body(body);
    read(request.send().await.unwrap()).await
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "an answer is looked at once")]
fn problem(answer: Answer, status: u16, code: &str) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    let json = answer.json();
    assert_eq!(json["type"], format!("/problems/{code}"));
    assert_eq!(json["status"], status);
    json
}

#[tokio::test]
async fn each_field_is_named_with_its_limit_and_its_mend_in_both_languages() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let good = Person::report(&world.street(0));
        let change = |pointer: &str, value: Value| {
            let mut report = good.clone();
            *report.pointer_mut(pointer).unwrap() = value;
            report
        };
        let long = "é".repeat(281);
        for (report, field, code, nl, en) in [
            (
                change("/call", json!(null)),
                "call",
                "missing",
                "Het telefoontje ontbreekt.",
                "The call is missing.",
            ),
            (
                change("/kind", json!("gossip")),
                "kind",
                "not_a_choice",
                "Dit soort melding kennen we niet.",
                "We do not know this kind.",
            ),
            (
                change("/behaviour", json!({})),
                "behaviour",
                "missing",
                "Wat diegene doet, ontbreekt.",
                "What they are doing is missing.",
            ),
            (
                change("/behaviour", json!({"words": long})),
                "behaviour.words",
                "too_long",
                "280 tekens",
                "280 characters",
            ),
            (
                change("/place", json!({"lat": 0.0, "lon": 0.0})),
                "place",
                "outside_country",
                "ligt niet in het land",
                "is not in the country",
            ),
            (
                change("/place", json!({"lat": 52.0, "lon": 5.0, "accuracy_m": -1.0})),
                "place.accuracy_m",
                "out_of_range",
                "Kies een straat",
                "Choose a street",
            ),
            (
                change("/place", json!({"street": "Beukenpad"})),
                "place.street",
                "not_a_choice",
                "hoort niet bij de groep",
                "is not in the group",
            ),
            (
                change("/place", json!(null)),
                "place",
                "missing",
                "De straat ontbreekt.",
                "The street is missing.",
            ),
            (
                change("/witness", json!("guessed")),
                "witness",
                "not_a_choice",
                "Hoe u het weet",
                "How you know",
            ),
        ] {
            for (language, words) in [("nl", nl), ("en", en)] {
                let answer = raw(&merel, language, "application/json", report.to_string().into_bytes()).await;
                let problem = problem(answer, 422, "invalid");
                let error = &problem["errors"][0];
                assert_eq!(
                    (error["field"].as_str(), error["problem"].as_str()),
                    (Some(field), Some(code)),
                    "{problem}"
                );
                assert!(error["detail"].as_str().unwrap().contains(words), "{language} {error}");
                if code == "too_long" {
                    assert_eq!(error["max"], 280);
                }
            }
        }
        let everything = merel.post(&merel.api("/incidents"), &json!({})).await;
        let errors = problem(everything, 422, "invalid");
        assert!(errors["errors"].as_array().unwrap().len() >= 5, "all at once: {errors}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_report_at_all_is_said_without_reading_further() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let deep = [vec![b'['; 20_000], vec![b']'; 20_000]].concat();
        let nested = format!("{{\"behaviour\":{}1{}}}", "{\"words\":".repeat(500), "}".repeat(500)).into_bytes();
        for (body, media_type, status, code) in [
            (b"".to_vec(), "application/json", 400, "unreadable"),
            (b"{".to_vec(), "application/json", 400, "unreadable"),
            (b"null".to_vec(), "application/json", 400, "unreadable"),
            (b"[]".to_vec(), "application/json", 400, "unreadable"),
            (b"{\"kind\": \"\xff\"}".to_vec(), "application/json", 400, "unreadable"),
            (b"{\"kind\": 7}".to_vec(), "application/json", 400, "unreadable"),
            (
                b"{\"kind\": \"theft\", \"kind\": \"theft\"}".to_vec(),
                "application/json",
                400,
                "unreadable",
            ),
            (
                b"{\"place\": {\"lat\": \"52\"}}".to_vec(),
                "application/json",
                400,
                "unreadable",
            ),
            (
                b"{\"place\": {\"lat\": NaN}}".to_vec(),
                "application/json",
                400,
                "unreadable",
            ),
            (
                b"{\"place\": {\"lat\": 1e999}}".to_vec(),
                "application/json",
                400,
                "unreadable",
            ),
            (
                b"{\"call\": {\"seconds_ago\": 1.5}}".to_vec(),
                "application/json",
                400,
                "unreadable",
            ),
            (
                b"{\"call\": [null, null, null]}".to_vec(),
                "application/json",
                400,
                "unreadable",
            ),
            (deep, "application/json", 400, "unreadable"),
            (nested, "application/json", 400, "unreadable"),
            (vec![b' '; 70_000], "application/json", 413, "too-large"),
            (
                b"kind=theft".to_vec(),
                "application/x-www-form-urlencoded",
                415,
                "unsupported-media",
            ),
            (b"{}".to_vec(), "text/plain", 415, "unsupported-media"),
        ] {
            for language in ["nl", "en"] {
                let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
                let answer = raw(&merel, language, media_type, body.clone()).await;
                let problem = problem(answer, status, code);
                let title = problem["title"].as_str().unwrap();
                assert_ne!(title, format!("problem-{code}"), "{shown} has words");
            }
        }
        // An unknown field is a typing mistake: said with its name, not dropped.
        let mut report = Person::report(&world.street(0));
        report["behavior"] = json!({"words": "x"});
        for (language, words) in [("nl", "behavior"), ("en", "behavior")] {
            let answer = raw(&merel, language, "application/json", report.to_string().into_bytes()).await;
            let problem = problem(answer, 400, "unreadable");
            assert!(problem["detail"].as_str().unwrap().contains(words), "{problem}");
        }
        assert!(
            merel.get(&merel.api("/incidents")).await.json()["incidents"]
                .as_array()
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_key_is_one_alarm_and_no_other() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let send = async |key: &str, report: &Value| {
            let request = merel.http.post(merel.api("/incidents")).bearer_auth(&merel.token);
            read(
                request
                    .header("idempotency-key", key)
                    .json(report)
                    .send()
                    .await
                    .unwrap(),
            )
            .await
        };
        let mut report = Person::report(&world.street(0));
        let first = send("een", &report).await.expect(201).json();
        report["call"]["seconds_ago"] = json!(75);
        let again = send("een", &report).await.expect(200).json();
        assert_eq!((&again["id"], &again["repeated"]), (&first["id"], &json!(true)));
        // Words are forgotten, and a hash of them would not be: they are not compared.
        report["behaviour"] = json!({"words": "iets anders"});
        let changed = send("een", &report).await.expect(200).json();
        assert_eq!((&changed["id"], &changed["repeated"]), (&first["id"], &json!(true)));
        report["kind"] = json!("vandalism");
        let other = problem(send("een", &report).await, 409, "key-reused");
        assert_eq!(other["candidates"], json!([first["id"]]));
        // The key of an alarm is none of a sighting: the same word for both.
        let sightings = merel.api(&format!("/incidents/{}/sightings", first["id"].as_str().unwrap()));
        let sight = merel
            .http
            .post(sightings)
            .bearer_auth(&merel.token)
            .header("idempotency-key", "een");
        let reused = read(sight.json(&json!({"words": "nog iets"})).send().await.unwrap()).await;
        problem(reused, 409, "key-reused");
        let long = "k".repeat(65);
        let refused = problem(send(&long, &report).await, 422, "invalid");
        assert_eq!(
            (&refused["errors"][0]["field"], &refused["errors"][0]["max"]),
            (&json!("Idempotency-Key"), &json!(64))
        );
        let words = refused["errors"][0]["detail"].as_str().unwrap();
        assert!(words.contains("64"), "{words}");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_has_ended_is_ended_and_the_police_is_not_called_twice_by_mistake() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let incident = merel.alarm(&world.street(0)).await;
        let (one, two) = tokio::join!(
            merel.close(&incident, "nothing_found"),
            vink.close(&incident, "police_resolved")
        );
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        let lost = if one.status == 409 { one } else { two };
        problem(lost, 409, "ended");
        for (rest, body) in [
            ("close", json!({"reason": "nothing_found"})),
            ("call", json!({})),
            ("responses", json!({"response": "lights_on"})),
            ("sightings", json!({"words": "niets"})),
        ] {
            let answer = vink
                .post(&vink.api(&format!("/incidents/{incident}/{rest}")), &body)
                .await;
            problem(answer, 409, "ended");
        }
        let last = vink
            .http
            .post(vink.api("/leave"))
            .header("cookie", format!("saar={}", vink.session));
        let last = read(
            last.header("sec-fetch-site", "same-origin")
                .header("accept-language", "nl")
                .send()
                .await
                .unwrap(),
        )
        .await;
        let last = problem(last, 409, "last-admin");
        assert!(last["title"].as_str().unwrap().contains("laatste beheerder"));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn pages_of_a_list_are_asked_for_by_a_cursor_that_is_one() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        merel.get(&merel.api("/incidents?state=ended")).await.expect(200);
        for query in [
            "state=ended&after=nonsense",
            "state=sideways",
            "state=ended&state=running",
        ] {
            let answer = merel.get(&merel.api(&format!("/incidents?{query}"))).await;
            assert!(
                (400..500).contains(&answer.status),
                "{query}: {} {}",
                answer.status,
                answer.text
            );
            assert_eq!(
                answer.headers["content-type"], "application/problem+json",
                "{query}: {}",
                answer.text
            );
        }
    })
    .await;
}

/// Threat: an endpoint is somebody else's URL, and this server would call it for them, from inside its own network.
#[tokio::test]
async fn a_phone_is_reached_by_a_known_push_service_or_not_at_all() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let (subscription, _phone) = world.push.subscribe_with(&world.app.push_public_key);
        let known = serde_json::to_value(&subscription).unwrap();
        let subscribe = async |body: &Value| {
            let url = format!("{}/api/v1/me/push-subscription", merel.base);
            let request = merel.http.post(url).json(body);
            let request = request.header("cookie", format!("saar={}", merel.session));
            read(request.header("sec-fetch-site", "same-origin").send().await.unwrap()).await
        };
        let phones = async || {
            let mut tx = world.app.db.read().await.unwrap();
            let all = saar_store::endpoint::of_account(&mut tx, merel.account).await.unwrap();
            all.iter()
                .filter(|endpoint| endpoint.channel == ChannelKind::WebPush)
                .count()
        };
        for (endpoint, code) in [
            ("https://10.0.0.1/x", "not_a_choice"),
            ("https://evil.example/x", "not_a_choice"),
            // On this machine, but not the service that the operator named.
            ("http://127.0.0.1:5432/x", "not_a_choice"),
            ("http://fcm.googleapis.com/x", "malformed"),
        ] {
            let mut foreign = known.clone();
            foreign["endpoint"] = json!(endpoint);
            let refused = problem(subscribe(&foreign).await, 422, "invalid");
            let error = &refused["errors"][0];
            assert_eq!(
                (error["field"].as_str(), error["problem"].as_str()),
                (Some("endpoint"), Some(code)),
                "{endpoint}: {refused}"
            );
            assert_eq!(phones().await, 0, "{endpoint}");
        }
        // It was not the keys: with them, a known one is taken.
        subscribe(&known).await.expect(204);
        assert_eq!(phones().await, 1);
        world.settle().await;
    })
    .await;
}
