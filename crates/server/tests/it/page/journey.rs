//! A whole evening by forms, without any script.

use super::{Browser, alarm_form, attribute, plain, value_of, with};
use crate::world::{Answer, Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::member::Role;

fn path(person: &Person, rest: &str) -> String {
    format!("/groups/{}{rest}", person.group)
}

/// The address of an incident, from where an alarm led.
fn incident_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn from_the_button_to_the_end() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (hers, his) = (Browser::of(world, &merel), Browser::of(world, &eik));
        let home = hers.get("/").await;
        let home = hers.follow(&home).await.expect(200).text;
        assert!(home.contains("Rustig in de buurt"), "{home}");
        assert!(home.contains(&format!("href=\"{}\"", path(&merel, "/alarm"))));

        let form = hers.get(&path(&merel, "/alarm")).await.expect(200).text;
        assert!(form.contains("href=\"tel:112\""));
        let draft = value_of(&form, "draft");
        let street = world.street(0);
        let words = [("words", "klimt over <een> schutting"), ("appearance", "groene jas")];
        let sent = hers
            .post(&path(&merel, "/alarm"), &with(&alarm_form(&street, &draft), &words))
            .await;
        let incident = incident_of(&sent);
        assert_eq!(sent.location(), format!("{incident}?done=sent"));
        let page = hers.follow(&sent).await.expect(200).text;
        for shown in [
            "Uw alarm is verstuurd.",
            "Inbraak",
            "Beukenpad",
            "klimt over &lt;een&gt; schutting",
            "groene jas",
            "23:40",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
        world.settle().await;

        // The neighbour.
        assert!(
            his.get(&path(&eik, ""))
                .await
                .text
                .contains(&format!("href=\"{incident}\""))
        );
        let page = his.get(&incident).await.expect(200).text;
        assert!(
            !page.contains(&format!("action=\"{incident}/close\"")),
            "he did not report it"
        );
        let said = his
            .post(&format!("{incident}/responses"), &[("response", "lights_on")])
            .await
            .expect(303);
        assert!(his.follow(&said).await.text.contains("aria-pressed=\"true\""));
        his.post(&format!("{incident}/responses"), &[("response", "lights_on")])
            .await
            .expect(303);
        assert!(!page.contains("Bel 112 opnieuw?"));
        let seen = [
            ("words", "loopt naar het water"),
            ("direction", "ne"),
            ("street", &*world.street(1)),
        ];
        let seen = his.post(&format!("{incident}/sightings"), &seen).await.expect(303);
        let page = his.follow(&seen).await.expect(200).text;
        assert!(
            page.contains("Er is iets nieuws. Bel 112 opnieuw?"),
            "a direction asks: call again?"
        );
        assert!(page.contains("loopt naar het water") && page.contains("Dennenpad"));
        let called = his
            .post(
                &format!("{incident}/call"),
                &[("again", "1"), ("called_ago_seconds", "0")],
            )
            .await;
        let page = his.follow(&called).await.expect(200).text;
        assert!(!page.contains("Bel 112 opnieuw?"), "answered");
        assert!(page.contains("Genoteerd: er is gebeld."));

        // The end.
        his.post(&format!("{incident}/close"), &[("reason", "nothing_found")])
            .await
            .expect(403);
        let closed = hers
            .post(&format!("{incident}/close"), &[("reason", "police_resolved")])
            .await;
        let page = hers.follow(&closed).await.expect(200).text;
        assert!(page.contains("ended-closed") && !page.contains("tel:112"), "{page}");
        // He had the page open all the time: what he does now shows him how it ended.
        for (action, fields) in [
            ("close", [("reason", "nothing_found")]),
            ("responses", [("response", "watching")]),
            ("call", [("called_ago_seconds", "0")]),
        ] {
            let browser = if action == "close" { &hers } else { &his };
            let late = browser.post(&format!("{incident}/{action}"), &fields).await.expect(303);
            assert_eq!(late.location(), format!("{incident}?done=already-closed"), "{action}");
            let page = browser.follow(&late).await.text;
            assert!(page.contains("Deze melding was al afgesloten. U ziet hoe het afliep."));
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn is_it_the_same_is_asked_once_and_both_answers_work() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let his = Browser::of(world, &eik);
        let form = his.get(&path(&eik, "/alarm")).await.expect(200).text;
        let (first, street) = (merel.alarm(&world.street(0)).await, world.street(0));
        let typed = [("words", "zelfde man & hond"), ("seen_incidents", "")];
        let draft = value_of(&form, "draft");
        let filled = with(&alarm_form(&street, &draft), &typed);
        let asked = his.post(&path(&eik, "/alarm"), &filled).await.expect(409).text;
        assert!(asked.contains("Is dit hetzelfde?"));
        for (name, value) in &filled {
            if *name != "seen_incidents" {
                assert_eq!(value_of(&asked, name), *value, "nothing typed is lost: {name}");
            }
        }
        assert_eq!(value_of(&asked, "not_the_same_as"), first);
        // "It is that one": a sighting, and his call a call again.
        let sightings = path(&eik, &format!("/incidents/{first}/sightings"));
        assert!(asked.contains(&format!("action=\"{sightings}\"")));
        let same = his.post(&sightings, &filled).await.expect(303);
        assert_eq!(
            same.location(),
            path(&eik, &format!("/incidents/{first}?done=joined-running"))
        );
        let page = his.follow(&same).await.expect(200).text;
        assert!(page.contains("zelfde man &amp; hond") && page.contains("Dit was al gemeld."));
        // Sent twice by an impatient thumb: one sighting.
        his.post(&sightings, &filled).await.expect(303);
        let seen = eik.incident(&first).await;
        let events: Vec<&str> = seen["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["event"].as_str().unwrap())
            .collect();
        assert_eq!(
            events.iter().filter(|event| **event == "sighted").count(),
            1,
            "{events:?}"
        );

        // "It is another one."
        let draft = format!("{draft}-2");
        let other = with(&alarm_form(&street, &draft), &[("not_the_same_as", &first)]);
        let sent = his.post(&path(&eik, "/alarm"), &other).await;
        assert_ne!(incident_of(&sent), path(&eik, &format!("/incidents/{first}")));
        // What stood on the alarm page was seen: no question.
        let again = merel
            .submit(&merel.page("/alarm"), &with(&other, &[("draft", "x")]))
            .await
            .expect(409);
        assert_eq!(again.text.matches("<section class=\"panel same-panel").count(), 1);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn the_alarm_page_offers_what_is_running_and_joining_it_needs_no_words() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let first = merel.alarm(&world.street(0)).await;
        let his = Browser::of(world, &eik);
        let page = his.get(&path(&eik, "/alarm")).await.expect(200).text;
        let sightings = path(&eik, &format!("/incidents/{first}/sightings"));
        assert!(page.contains(&format!("formaction=\"{sightings}\"")));
        assert_eq!(value_of(&page, "seen_incidents"), first);
        let draft = value_of(&page, "draft");
        let only = [
            ("draft", draft.as_str()),
            ("call", "me"),
            ("witness", "seen"),
            ("place", "street"),
            ("street", ""),
        ];
        let joined = his.post(&sightings, &only).await.expect(303);
        assert!(
            joined.location().ends_with("?done=joined-running"),
            "{}",
            joined.location()
        );
        let seen = eik.incident(&first).await.to_string();
        assert!(seen.contains("called_again") && !seen.contains("sighted"), "{seen}");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_drill_by_forms_dials_nobody() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        world.member("Eik", Role::Member).await;
        let browser = Browser::of(world, &vink);
        let page = browser.get(&path(&vink, "/drill")).await.expect(200).text;
        assert!(page.contains("OEFENING") && !page.contains("tel:"));
        let (draft, street) = (value_of(&page, "draft"), world.street(0));
        let sent = browser.post(&path(&vink, "/drill"), &alarm_form(&street, &draft)).await;
        let page = browser.follow(&sent).await.expect(200).text;
        assert!(page.contains("Uw oefening is verstuurd.") && page.contains("OEFENING"));
        assert!(!page.contains("tel:") && !page.contains("wa.me"), "into no chat either");
        // A real alarm is not the drill.
        let real = browser.post(&path(&vink, "/alarm"), &alarm_form(&street, "echt")).await;
        assert_ne!(incident_of(&real), incident_of(&sent));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn the_history_goes_on_to_its_end() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let mut ended = Vec::new();
        for _ in 0..53 {
            let mut drill = Person::report(&world.street(0));
            drill["drill"] = serde_json::json!(true);
            drill["not_the_same_as"] = serde_json::json!(ended.iter().rev().take(50).collect::<Vec<_>>());
            let made = vink.post(&vink.api("/incidents"), &drill).await.expect(201).json();
            let id = made["id"].as_str().unwrap().to_owned();
            world.clock.push(Span::minutes(11));
            // Past the limit of writes a minute it would be refused over HTTP: not what is asked here.
            saar_server::usecase::incident::close(
                &world.app,
                (vink.account, vink.group, id.parse().unwrap()),
                "nothing_found",
            )
            .await
            .unwrap();
            ended.push(id);
        }
        let browser = Browser::of(world, &vink);
        let first = browser.get(&path(&vink, "/incidents")).await.expect(200).text;
        assert_eq!(first.matches("<li class=\"is-drill\">").count(), 50);
        let next = first
            .split("rel=\"next\"")
            .next()
            .unwrap()
            .rsplit("href=\"")
            .next()
            .unwrap();
        let next = plain(next.split('"').next().unwrap());
        let second = browser
            .get(&path(&vink, &format!("/incidents{next}")))
            .await
            .expect(200)
            .text;
        assert_eq!(second.matches("<li class=\"is-drill\">").count(), 3);
        assert!(!second.contains("rel=\"next\""));
        for (at, id) in ended.iter().enumerate() {
            let page = if at < 3 { &second } else { &first };
            assert!(page.contains(id.as_str()), "{at}");
        }
        browser.get(&path(&vink, "/incidents?after=nonsense")).await.expect(404);

        // A program walks the same way, by the cursor that each page gives.
        let (mut walked, mut sizes, mut after) = (Vec::new(), Vec::new(), String::new());
        loop {
            let url = vink.api(&format!("/incidents?state=ended{after}"));
            let page = vink.get(&url).await.expect(200).json();
            let incidents = page["incidents"].as_array().unwrap();
            sizes.push(incidents.len());
            walked.extend(incidents.iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            assert!(walked.len() < ended.len(), "it goes on after its end: {sizes:?}");
            after = format!("&after={next}");
        }
        assert_eq!(sizes, [50, 3]);
        walked.reverse();
        assert_eq!(walked, ended, "each once, newest first");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn an_admin_makes_an_invite_to_show_and_takes_it_back() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let browser = Browser::of(world, &vink);
        let made = browser
            .post(&path(&vink, "/admin/invites"), &[("uses_max", "20"), ("days", "14")])
            .await;
        let page = browser.follow(&made).await.expect(200).text;
        assert!(page.contains("De uitnodiging is klaar.") && page.contains("<svg"));
        let url = page
            .split("id=\"invite-url\">")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        let join = plain(url);
        assert!(join.starts_with(&format!("{}/join/", world.base)), "{join}");
        Browser::fresh(world).get(&join).await.expect(200);
        // The QR code is drawn with attributes, for styles are forbidden inside pages.
        let svg = page.split("class=\"qr\"").nth(1).unwrap();
        assert!(attribute(svg, "viewBox").is_some() && !svg.contains("<?xml"));
        let revoke = format!("{}/revoke", made.location().split('?').next().unwrap());
        let revoked = browser.post(&revoke, &[]).await;
        assert!(
            browser
                .follow(&revoked)
                .await
                .expect(200)
                .text
                .contains("De uitnodiging is ingetrokken")
        );
        Browser::fresh(world).get(&join).await.expect(410);
        for (typed, language, words) in [
            (("0", "14"), "nl", "Vul een getal in van 1 tot en met 256."),
            (("20", "91"), "en", "Fill in a number from 1 to 90."),
        ] {
            world_language(world, &vink, language).await;
            let fields = [("uses_max", typed.0), ("days", typed.1)];
            let wrong = browser
                .post(&path(&vink, "/admin/invites"), &fields)
                .await
                .expect(422)
                .text;
            assert!(wrong.contains(words), "{wrong}");
            assert_eq!(
                (value_of(&wrong, "uses_max"), value_of(&wrong, "days")),
                (typed.0.into(), typed.1.into())
            );
        }
        for word in ["", "veel", "1.5", "-1"] {
            let fields = [("uses_max", word), ("days", "14")];
            let wrong = browser
                .post(&path(&vink, "/admin/invites"), &fields)
                .await
                .expect(422)
                .text;
            assert!(wrong.contains("Fill in a number from 1 to 256."), "{word}: {wrong}");
        }
    })
    .await;
}

/// Somebody reads in another language from now on.
pub async fn world_language(world: &World, person: &Person, language: &str) {
    let answer = person
        .submit(&format!("{}/settings/language", world.base), &[("language", language)])
        .await;
    answer.expect(303);
}

#[tokio::test]
async fn whoever_wants_leaves_but_the_last_admin() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let (hers, his) = (Browser::of(world, &vink), Browser::of(world, &eik));
        let refused = hers.post(&path(&vink, "/leave"), &[]).await.expect(409).text;
        assert!(refused.contains("laatste beheerder"), "{refused}");
        world_language(world, &vink, "en").await;
        let refused = hers.post(&path(&vink, "/leave"), &[]).await.expect(409).text;
        assert!(refused.contains("last admin"), "{refused}");
        let left = his.post(&path(&eik, "/leave"), &[]).await.expect(303);
        assert!(his.follow(&left).await.text.contains("U heeft de groep verlaten."));
        his.get(&path(&eik, "")).await.expect(404);
        his.post(&path(&eik, "/alarm"), &alarm_form(&world.street(0), "d"))
            .await
            .expect(404);
        world.member("Kauw", Role::Admin).await;
        hers.post(&path(&vink, "/leave"), &[]).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn rules_are_read_and_accepted() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut tx = world.app.db.write().await.unwrap();
        saar_store::member::accept_rules(&mut tx, merel.member, 0, world.app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let browser = Browser::of(world, &merel);
        assert!(
            browser
                .get(&path(&merel, ""))
                .await
                .text
                .contains(&path(&merel, "/rules"))
        );
        let page = browser.get(&path(&merel, "/rules")).await.expect(200).text;
        let version = value_of(&page, "rules_version");
        let unticked = browser
            .post(&path(&merel, "/rules"), &[("rules_version", &version)])
            .await
            .expect(422);
        assert!(unticked.text.contains("Zet een vinkje bij de spelregels"));
        let old = browser
            .post(&path(&merel, "/rules"), &[("rules_version", "0"), ("rules", "yes")])
            .await;
        assert!(old.expect(422).text.contains("De spelregels zijn net veranderd."));
        // An alarm does not wait for a formality (EDGES 2); it is marked.
        let sent = merel.alarm(&world.street(0)).await;
        assert!(merel.incident(&sent).await.to_string().contains("rules_pending"));
        let taken = browser
            .post(
                &path(&merel, "/rules"),
                &[("rules_version", &version), ("rules", "yes")],
            )
            .await;
        assert!(
            browser
                .follow(&taken)
                .await
                .expect(200)
                .text
                .contains("De spelregels zijn vastgelegd.")
        );
        assert!(
            !browser
                .get(&path(&merel, "/rules"))
                .await
                .text
                .contains("name=\"rules\"")
        );
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn every_page_speaks_the_readers_language() {
    tell(async |world| {
        let survey = super::survey(world).await;
        for language in ["nl", "en"] {
            world_language(world, &survey.admin, language).await;
            let browser = Browser::of(world, &survey.admin).in_language(language);
            for path in &survey.pages {
                let answer = browser.get(path).await;
                let expected = if path == "/nothing-here" { 404 } else { 200 };
                assert_eq!(answer.status, expected, "{path}");
                if !path.ends_with("/fragment") {
                    let tag = if language == "nl" {
                        "<html lang=\"nl-NL\">"
                    } else {
                        "<html lang=\"en\">"
                    };
                    assert!(answer.text.contains(tag), "{path} in {language}");
                }
                let words = if language == "nl" {
                    ["Sign in", "House rules"]
                } else {
                    ["Spelregels", "Afgesloten"]
                };
                for other in words {
                    assert!(!answer.text.contains(other), "{path} in {language} says {other}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn belgium_calls_101_for_crime_and_112_for_fire_in_flemish() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Member).await;
            let browser = Browser::of(world, &merel);
            let page = browser.get(&path(&merel, "/alarm")).await.expect(200).text;
            assert!(page.contains("<html lang=\"nl-BE\">"));
            assert!(page.contains("href=\"tel:101\"") && page.contains("href=\"tel:112\""));
            let tile = |kind: &str| {
                let tag = page
                    .split("<input")
                    .find(|tag| tag.contains(&format!("value=\"{kind}\" data-number")))
                    .unwrap();
                attribute(tag, "data-number").unwrap()
            };
            for (kind, number) in [
                ("burglary", "101"),
                ("violence", "101"),
                ("fire", "112"),
                ("injury", "112"),
            ] {
                assert_eq!(tile(kind), number, "{kind}");
            }
            let street = world.street(0);
            for (kind, phrase, number) in [("burglary", "tries_doors", "101"), ("fire", "smoke_from_house", "112")] {
                let form = with(
                    &alarm_form(&street, kind),
                    &[("kind", kind), ("phrase", phrase), ("call", "cannot_call")],
                );
                let sent = browser.post(&path(&merel, "/alarm"), &form).await;
                let page = browser.follow(&sent).await.expect(200).text;
                assert!(page.contains(&format!("href=\"tel:{number}\"")), "{kind}");
                let other = if number == "101" { "112" } else { "101" };
                assert!(!page.contains(&format!("tel:{other}")), "{kind}");
                assert!(!page.contains("response-going_outside"), "another country's R");
            }
            let home = browser.get(&path(&merel, "")).await.expect(200).text;
            assert!(home.contains("SAAR vervangt 101 of 112 niet."), "Flemish words");
            let triage = browser.get(&path(&merel, "/triage")).await.expect(200).text;
            assert!(triage.contains("Bel 101 en verwittig de buurt.") && !triage.contains("0900"));
            let missing = browser
                .post(&path(&merel, "/alarm"), &[("draft", "leeg")])
                .await
                .expect(422)
                .text;
            assert!(missing.contains("Het telefoontje ontbreekt. Bel 101"), "{missing}");
            world_language(world, &merel, "en").await;
            let english = browser.get(&path(&merel, "/alarm")).await.expect(200).text;
            assert!(english.contains("Call 101") && english.contains("<html lang=\"en\">"));
            world.settle().await;
        },
    )
    .await;
}
