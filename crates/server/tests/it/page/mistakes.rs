//! Bad input on the alarm's way: a clear word in both languages, nothing typed lost, and never a refusal for a formality.

use super::{Browser, alarm_form, value_of, with};
use crate::world::{Person, tell};
use saar_domain::clock::Span;
use saar_domain::member::Role;

fn alarm(person: &Person) -> String {
    format!("/groups/{}/alarm", person.group)
}

/// Every typed text stands in the answer again.
#[track_caller]
fn kept(answer: &str, fields: &[(&str, &str)]) {
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        match *name {
            "words" | "appearance" => assert!(answer.contains(&format!(">{value}</textarea>")), "{name} is lost"),
            // Choices: looked at below.
            "street" | "kind" | "call" | "witness" | "place" | "phrase" => {}
            _ => assert_eq!(value_of(answer, name), *value, "{name} is lost"),
        }
    }
    for (name, value) in fields {
        let choice = format!("name=\"{name}\" value=\"{value}\"");
        if let Some(tag) = answer
            .split("<input")
            .find(|tag| tag.contains(&choice) && tag.contains("type=\"radio\""))
        {
            let is_phrase_of_other_kind = *name == "phrase";
            assert!(
                is_phrase_of_other_kind || tag.split('>').next().unwrap().contains("checked"),
                "{name} is lost"
            );
        }
    }
}

#[tokio::test]
async fn each_mistake_is_named_with_its_mend_in_both_languages() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let (street, long, longer) = (world.street(0), "é".repeat(281), "é".repeat(201));
        let elsewhere = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str, &'a str);
        let cases: &[Case<'_>] = &[
            (
                &[("call", "")],
                "call",
                "Het telefoontje ontbreekt. Bel 112",
                "The call is missing. Call 112",
            ),
            (
                &[("call", "perhaps")],
                "call",
                "Het telefoontje ontbreekt.",
                "The call is missing.",
            ),
            (
                &[("kind", "")],
                "kind",
                "Wat het is, ontbreekt.",
                "What it is, is missing.",
            ),
            (
                &[("kind", "gossip")],
                "kind",
                "Dit soort melding kennen we niet.",
                "We do not know this kind.",
            ),
            (
                &[("phrase", "")],
                "phrase",
                "Wat diegene doet, ontbreekt.",
                "What they are doing is missing.",
            ),
            (
                &[("phrase", "smoke_alarm")],
                "phrase",
                "Deze zin hoort niet bij",
                "This phrase does not go with",
            ),
            (
                &[("phrase", ""), ("appearance", "jas")],
                "phrase",
                "Alleen een signalement is niet genoeg.",
                "A description alone is not enough.",
            ),
            (
                &[("words", &long)],
                "words",
                "280 tekens is het meeste",
                "280 characters is the most",
            ),
            (
                &[("appearance", &longer)],
                "appearance",
                "200 tekens is het meeste",
                "200 characters is the most",
            ),
            (
                &[("witness", "")],
                "witness",
                "Hoe u het weet, ontbreekt.",
                "How you know is missing.",
            ),
            (
                &[("street", "")],
                "street",
                "De straat ontbreekt.",
                "The street is missing.",
            ),
            (
                &[("street", elsewhere)],
                "street",
                "Deze straat hoort niet bij de groep.",
                "This street is not in the group.",
            ),
            (
                &[("street", "Beukenpad")],
                "street",
                "Deze straat hoort niet bij de groep.",
                "This street is not in the group.",
            ),
            (
                &[("place", "position"), ("lat", "0"), ("lon", "0")],
                "place",
                "Deze plek ligt niet in het land.",
                "This place is not in the country.",
            ),
            (
                &[("place", "position"), ("lat", "NaN"), ("lon", "NaN")],
                "place",
                "Deze plek ligt niet in het land.",
                "This place is not in the country.",
            ),
            (
                &[("place", "position"), ("lat", "inf"), ("lon", "5.2")],
                "place",
                "Deze plek ligt niet in het land.",
                "This place is not in the country.",
            ),
            (
                &[("place", "position"), ("lat", "here"), ("lon", "there")],
                "place",
                "De straat ontbreekt.",
                "The street is missing.",
            ),
            (
                &[("place", "nowhere")],
                "place",
                "De straat ontbreekt.",
                "The street is missing.",
            ),
        ];
        for (language, at) in [("nl", 0), ("en", 1)] {
            super::journey::world_language(world, &merel, language).await;
            for (changes, field, nl, en) in cases {
                let typed = [("words", "klimt over een schutting"), ("called_at", "23:39")];
                let base = with(&alarm_form(&street, "d"), &typed);
                let behaviour_is_asked = changes.iter().any(|(name, _)| *name == "phrase");
                let base = if behaviour_is_asked {
                    with(&base, &[("words", "")])
                } else {
                    base
                };
                let form = with(&base, changes);
                let answer = browser.post(&alarm(&merel), &form).await.expect(422).text;
                assert!(answer.contains([nl, en][at]), "{changes:?}: {}", [nl, en][at]);
                assert!(
                    answer.contains(&format!("href=\"#{field}\"")),
                    "{changes:?} leads to {field}"
                );
                assert!(answer.contains(&format!("id=\"{field}\"")), "{field} is there");
                kept(&answer, &form);
            }
            let empty = browser.post(&alarm(&merel), &[]).await.expect(422).text;
            for words in [
                [cases[0].2, cases[0].3],
                [cases[2].2, cases[2].3],
                [cases[4].2, cases[4].3],
                [cases[9].2, cases[9].3],
            ] {
                assert!(empty.contains(words[at]), "everything at once: {}", words[at]);
            }
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
async fn a_form_that_cannot_be_read_is_said_in_words() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        for (language, broken, kind, size) in [
            (
                "nl",
                "Dit kwam niet goed door",
                "Dit kwam niet goed door",
                "Dit is te groot",
            ),
            (
                "en",
                "This did not come through well",
                "This did not come through well",
                "This is too big",
            ),
        ] {
            let browser = Browser::of(world, &merel).in_language(language);
            // Whoever is signed in reads their own language, whatever the browser asks for.
            browser
                .post("/settings/language", &[("language", language)])
                .await
                .expect(303);
            let form = "application/x-www-form-urlencoded";
            let bytes = b"draft=d&words=klimt%FFover".to_vec();
            let answer = browser.post_raw(&alarm(&merel), form, bytes).await.expect(400);
            assert!(answer.text.contains(broken), "{}", answer.text);
            let answer = browser
                .post_raw(&alarm(&merel), form, b"draft=d&words=\xff\xfe".to_vec())
                .await
                .expect(400);
            assert!(answer.text.contains(broken), "{}", answer.text);
            // A type that we do not read is not taken for an empty form: the words would be gone without a word.
            for media_type in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
                let answer = browser
                    .post_raw(&alarm(&merel), media_type, b"draft=d".to_vec())
                    .await
                    .expect(415);
                assert!(answer.text.contains(kind), "{media_type}: {}", answer.text);
            }
            let large = format!("words={}", "a".repeat(70_000)).into_bytes();
            let answer = browser.post_raw(&alarm(&merel), form, large).await.expect(413);
            assert!(answer.text.contains(size), "{}", answer.text);
            assert!(answer.text.contains("112"), "the emergency number stands on every page");
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_again_is_the_same_alarm() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let street = world.street(0);
        let form = alarm_form(&street, "een");
        let first = browser.post(&alarm(&merel), &form).await.expect(303);
        for changed in [
            vec![],
            // The stopwatch ran on, the list of what was seen grew.
            vec![("called_ago_seconds", "90"), ("seen_incidents", "x")],
            // Edited after sending: what came of it is shown, and no second alarm goes out.
            vec![("words", "toch een vrouw")],
        ] {
            let again = browser.post(&alarm(&merel), &with(&form, &changed)).await.expect(303);
            assert_eq!(again.location(), first.location(), "{changed:?}");
        }
        // The key is one's own: the neighbour's draft of the same name is another report.
        Browser::of(world, &eik).post(&alarm(&eik), &form).await.expect(409);
        // Sent as an alarm, then "it is that one" of the page that was still open: shown, not refused.
        let incident = first.location().split('?').next().unwrap();
        let joined = browser.post(&format!("{incident}/sightings"), &form).await.expect(303);
        assert!(joined.location().starts_with(incident));
        let running = merel.get(&merel.api("/incidents")).await.json();
        assert_eq!(running["incidents"].as_array().unwrap().len(), 1);
        world.settle().await;
        assert_eq!(world.mail.messages_to(&eik.email).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_clock_never_stops_an_alarm() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let street = world.street(0);
        let now = 1_795_214_460_000_i64;
        let minute = 60_000;
        for (at, (fields, called, odd)) in [
            (vec![("called_ago_seconds", ""), ("called_at", "")], now, false),
            (vec![("called_ago_seconds", ""), ("called_at", "gisteren")], now, true),
            (vec![("called_ago_seconds", ""), ("called_at", "99:99")], now, true),
            (vec![("called_ago_seconds", "-900"), ("called_at", "")], now, true),
            (vec![("called_ago_seconds", "soon"), ("called_at", "")], now, false),
            (
                vec![("called_ago_seconds", "99999999999"), ("called_at", "")],
                now - 24 * 60 * minute,
                true,
            ),
            // A watch that is a minute fast means now; half past midnight was yesterday's.
            (vec![("called_ago_seconds", ""), ("called_at", "23:42")], now, false),
            (
                vec![("called_ago_seconds", ""), ("called_at", "23.35")],
                now - 6 * minute,
                false,
            ),
            (
                vec![("called_ago_seconds", ""), ("called_at", "00:30")],
                now - (23 * 60 + 11) * minute,
                false,
            ),
        ]
        .into_iter()
        .enumerate()
        {
            let draft = format!("draft {at}");
            let running = merel.get(&merel.api("/incidents")).await.json();
            let seen: Vec<&str> = running["incidents"]
                .as_array()
                .unwrap()
                .iter()
                .map(|i| i["id"].as_str().unwrap())
                .collect();
            let seen = seen.join(",");
            let form = with(
                &with(&alarm_form(&street, &draft), &fields),
                &[("seen_incidents", seen.as_str())],
            );
            let sent = browser.post(&alarm(&merel), &form).await.expect(303);
            let id = sent.location().split(['/', '?']).nth(4).unwrap();
            let incident = merel.incident(id).await;
            let events = incident["timeline"].as_array().unwrap();
            let call = events.iter().find(|event| event["event"] == "called").unwrap();
            assert_eq!(call["called_ms"], called, "{fields:?}");
            let marked = events
                .iter()
                .any(|event| event["event"] == "marked" && event["what"] == "clock_off");
            assert_eq!(marked, odd, "{fields:?}");
            browser.follow(&sent).await.expect(200);
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_back_breaks_nothing() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        world.clock.push(Span::minutes(-20));
        let browser = Browser::of(world, &eik);
        let at = format!("/groups/{}/incidents/{incident}", eik.group);
        browser.get(&at).await.expect(200);
        browser
            .post(&format!("{at}/responses"), &[("response", "lights_on")])
            .await
            .expect(303);
        browser
            .post(&format!("{at}/sightings"), &[("direction", "s")])
            .await
            .expect(303);
        browser
            .post(&format!("{at}/call"), &[("called_ago_seconds", "0")])
            .await
            .expect(303);
        let seen = eik.incident(&incident).await;
        let order: Vec<&str> = seen["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["event"].as_str().unwrap())
            .collect();
        assert_eq!(
            order,
            ["reported", "called", "alerted", "responded", "sighted", "called_again"],
            "in the order in which it happened, whatever the clock said"
        );
        assert_eq!(seen["call_again"], false);
        merel.close(&incident, "nothing_found").await.expect(200);
        browser.get(&at).await.expect(200);
        world.clock.push(Span::minutes(40));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn two_closings_at_once_are_one_and_both_see_how_it_ended() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let incident = merel.alarm(&world.street(0)).await;
        let at = format!("/groups/{}/incidents/{incident}", merel.group);
        let (hers, his) = (Browser::of(world, &merel), Browser::of(world, &vink));
        let path = format!("{at}/close");
        let (reporter, admin) = ([("reason", "nothing_found")], [("reason", "police_resolved")]);
        let (one, two) = tokio::join!(hers.post(&path, &reporter), his.post(&path, &admin));
        let mut led = [
            one.expect(303).location().to_owned(),
            two.expect(303).location().to_owned(),
        ];
        led.sort();
        assert_eq!(led, [format!("{at}?done=already-closed"), format!("{at}?done=closed")]);
        let ends = merel.incident(&incident).await;
        let closed = ends["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|event| event["event"] == "closed")
            .count();
        assert_eq!(closed, 1);
        assert!(hers.get(&at).await.text.contains("ended-closed"));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_sighting_that_says_nothing_is_asked_again_with_what_was_typed() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let browser = Browser::of(world, &merel);
        let at = format!("/groups/{}/incidents/{incident}", merel.group);
        let long = "é".repeat(281);
        for (fields, nl) in [
            (
                vec![("words", " \u{a0} ")],
                "Er staat nog niets. Schrijf wat u ziet of kies een richting.",
            ),
            (
                vec![("words", long.as_str()), ("direction", "ne")],
                "280 tekens is het meeste",
            ),
            (
                vec![("words", "hier"), ("direction", "up")],
                "Deze richting kennen we niet.",
            ),
            (
                vec![("words", "hier"), ("street", "Beukenpad")],
                "Deze straat hoort niet bij de groep.",
            ),
        ] {
            let answer = browser.post(&format!("{at}/sightings"), &fields).await.expect(422).text;
            assert!(answer.contains(nl), "{fields:?}");
            let words = fields[0].1;
            assert!(
                words.trim().is_empty() || answer.contains(&format!(">{words}</textarea>")),
                "{fields:?}"
            );
        }
        let reason = browser
            .post(&format!("{at}/close"), &[("reason", "boring")])
            .await
            .expect(422);
        assert!(reason.text.contains("Kies hoe het afliep."));
        let response = browser
            .post(&format!("{at}/responses"), &[("response", "chase")])
            .await
            .expect(422);
        assert!(response.text.contains("Deze reactie kennen we niet."));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn odd_addresses_are_answered_with_a_page() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        for path in [
            "?done=a&done=b",
            "/incidents?after=1&after=2",
            "/%FF",
            "/incidents/%FF",
            "?done=%FF",
            "/incidents/..%2f..",
            "/alarm/x",
        ] {
            let answer = browser.get(&format!("/groups/{}{path}", merel.group)).await;
            assert!(answer.status < 500, "{path}: {}", answer.status);
            if answer.status != 200 {
                assert!(
                    answer.text.contains("<!doctype html>"),
                    "{path}: {} {}",
                    answer.status,
                    answer.text
                );
            }
        }
        let answer = browser
            .post(&format!("/groups/{}/incidents", merel.group), &[])
            .await
            .expect(405);
        assert!(answer.headers.contains_key("content-security-policy"));
    })
    .await;
}
