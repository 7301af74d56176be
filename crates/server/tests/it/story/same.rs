//! Several witnesses, one incident: what each of them says stays, and everybody sees one "called" state (EDGES 3, 4, 9, 12).

use crate::page::{alarm_form, with};
use crate::world::{Person, World, tell};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;
use serde_json::{Value, json};

/// Merel raises an alarm that nobody could call for, or one with a call; Eik sees the same.
async fn two_witnesses(world: &World, call: &str) -> (Person, Person, String) {
    let merel = world.member("Merel", Role::Member).await;
    let eik = world.member("Eik", Role::Member).await;
    let mut report = Person::report(&world.street(0));
    report["call"] = json!({"by": call, "seconds_ago": 0});
    let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
    world.settle().await;
    (merel, eik, answer["id"].as_str().unwrap().to_owned())
}

/// The events of an incident of one kind.
async fn events(person: &Person, incident: &str, event: &str) -> Vec<Value> {
    let seen = person.incident(incident).await;
    let timeline = seen["timeline"].as_array().unwrap();
    timeline
        .iter()
        .filter(|entry| entry["event"] == event)
        .cloned()
        .collect()
}

#[tokio::test]
async fn a_report_that_joins_keeps_all_that_was_said() {
    tell(async |world| {
        let (merel, eik, incident) = two_witnesses(world, "me").await;
        world.clock.push(Span::minutes(4));
        let mut report = Person::report(&world.street(0));
        report["unattended"] = json!(true);
        report["behaviour"]["words"] = json!("rent weg");
        report["appearance"] = json!("groene jas");
        let joined = eik.post(&eik.api("/incidents"), &report).await.expect(200).json();
        assert_eq!(
            (&joined["outcome"], &joined["id"]),
            (&json!("joined"), &json!(incident))
        );
        let sighting = &events(&merel, &incident, "sighted").await[0];
        assert_eq!(sighting["words"], "Voelt aan deuren. rent weg", "the phrase too");
        assert_eq!(sighting["appearance"], "groene jas");
        assert_eq!(sighting["street"], "Beukenpad");
        let again = events(&merel, &incident, "called_again").await;
        assert_eq!(again.len(), 1, "Eik called too: {again:?}");
        let page = merel
            .look(&merel.page(&format!("/incidents/{incident}")))
            .await
            .expect(200)
            .text;
        assert!(page.contains("groene jas") && page.contains("rent weg"));

        // Looks are forgotten with the looks, and a recall takes them at once.
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        world.pass(Span::hours(72)).await;
        let seen = merel.incident(&incident).await.to_string();
        assert!(!seen.contains("groene jas") && seen.contains("rent weg"), "{seen}");
        merel.close(&incident, "false_alarm").await.expect(200);
        world.settle().await;
        let seen = merel.incident(&incident).await.to_string();
        assert!(!seen.contains("rent weg"), "{seen}");
    })
    .await;
}

#[tokio::test]
async fn the_call_of_a_second_witness_is_the_incidents() {
    // Who could not call at first, and what the second witness says: what becomes of it.
    let cases = [
        ("cannot_call", "me", "called", "member"),
        ("cannot_call", "neighbour", "called", "neighbour"),
        ("me", "me", "called_again", "reporter"),
    ];
    for (first, second, event, by) in cases {
        for through in ["page", "api", "unattended"] {
            tell(async |world| {
                let (merel, eik, incident) = two_witnesses(world, first).await;
                let street = world.street(0);
                let sightings = format!("/incidents/{incident}/sightings");
                match through {
                    "page" => {
                        let form = alarm_form(&street, "draft-eik");
                        let form = with(&form, &[("call", second), ("appearance", "groene jas")]);
                        let asked = eik.submit(&eik.page("/alarm"), &form).await.expect(409);
                        assert!(asked.text.contains(&sightings), "is it one of these?");
                        let said = eik.submit(&eik.page(&sightings), &form).await.expect(303);
                        assert!(said.location().ends_with("done=joined-running"));
                        // Sent twice is said once.
                        eik.submit(&eik.page(&sightings), &form).await.expect(303);
                    }
                    "api" => {
                        let body = json!({
                            "phrase": "tries_doors", "appearance": "groene jas", "street": street,
                            "call": {"by": second, "seconds_ago": 5},
                        });
                        eik.post(&eik.api(&sightings), &body).await.expect(200);
                    }
                    _ => {
                        let mut report = Person::report(&street);
                        report["unattended"] = json!(true);
                        report["appearance"] = json!("groene jas");
                        report["call"]["by"] = json!(second);
                        eik.post(&eik.api("/incidents"), &report).await.expect(200);
                    }
                }
                let calls = events(&merel, &incident, event).await;
                let expected = usize::from(event == "called_again");
                assert_eq!(calls.len(), 1, "{first} {second} {through}: {calls:?}");
                let what = if expected == 1 { "reporter" } else { by };
                assert_eq!(calls[0]["what"], what, "{first} {second} {through}");
                let sightings = events(&merel, &incident, "sighted").await;
                assert_eq!(
                    (sightings.len(), &sightings[0]["appearance"]),
                    (1, &json!("groene jas"))
                );
                assert_eq!(sightings[0]["words"], "Voelt aan deuren", "{through}");
                world.settle().await;
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_neighbours_call_that_everybody_sees_already_is_not_a_second_one() {
    tell(async |world| {
        let (merel, eik, incident) = two_witnesses(world, "me").await;
        let sightings = eik.api(&format!("/incidents/{incident}/sightings"));
        let tell_of = async |call: Value| {
            let body = json!({"words": "gebroken ruit", "call": call});
            eik.post(&sightings, &body).await.expect(200);
        };
        tell_of(json!({"by": "neighbour"})).await;
        tell_of(json!({"by": "neighbour", "seconds_ago": 0})).await;
        assert!(events(&merel, &incident, "called_again").await.is_empty());
        world.clock.push(Span::minutes(9));
        tell_of(json!({"by": "neighbour"})).await;
        assert!(
            events(&merel, &incident, "called_again").await.is_empty(),
            "no time was said"
        );
        tell_of(json!({"by": "neighbour", "seconds_ago": 60})).await;
        assert_eq!(
            events(&merel, &incident, "called_again").await.len(),
            1,
            "clearly later"
        );
        // A call alone is worth saying too.
        eik.post(&sightings, &json!({"call": {"by": "me"}})).await.expect(200);
        assert_eq!(events(&merel, &incident, "called_again").await.len(), 2);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn looks_do_not_stand_alone_and_nothing_typed_is_lost() {
    tell(async |world| {
        let (_, eik, incident) = two_witnesses(world, "me").await;
        let path = format!("/incidents/{incident}/sightings");
        let body = json!({"appearance": "groene jas"});
        let wrong = eik.post(&eik.api(&path), &body).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["field"], "appearance");
        assert_eq!(wrong["errors"][0]["problem"], "needs_behaviour");
        let form = [
            ("draft", "eik-1"),
            ("appearance", "groene jas"),
            ("call", "me"),
            ("called_at", "23:40"),
        ];
        let page = eik.submit(&eik.page(&path), &form).await.expect(422).text;
        for kept in [
            "groene jas",
            "name=\"call\" value=\"me\"",
            "name=\"called_at\" value=\"23:40\"",
            "name=\"draft\" value=\"eik-1\"",
        ] {
            assert!(page.contains(kept), "{kept}");
        }
        let long = json!({"words": "rent", "appearance": "x".repeat(limits::APPEARANCE_CHARS_MAX + 1)});
        let wrong = eik.post(&eik.api(&path), &long).await.expect(422).json();
        assert_eq!((&wrong["errors"][0]["max"]), &json!(limits::APPEARANCE_CHARS_MAX));
        let nothing = eik.post(&eik.api(&path), &json!({})).await.expect(422).json();
        assert_eq!(nothing["errors"][0]["problem"], "missing");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn an_incident_takes_so_many_sightings_and_never_costs_an_alarm() {
    tell(async |world| {
        let (merel, eik, incident) = two_witnesses(world, "me").await;
        let id = incident.parse().unwrap();
        let there = (eik.account, world.group, id);
        for number in 0..limits::SIGHTINGS_MAX {
            let raw = saar_server::usecase::incident::RawSighting {
                words: Some(format!("ziet {number}")),
                ..Default::default()
            };
            saar_server::usecase::incident::sight(&world.app, there, &raw)
                .await
                .unwrap();
        }
        let path = format!("/incidents/{incident}/sightings");
        let more = json!({"words": "nog iets"});
        let full = eik.post(&eik.api(&path), &more).await.expect(422).json();
        assert_eq!(full["errors"][0]["field"], "sightings");
        assert_eq!(full["errors"][0]["problem"], "too_many");
        assert_eq!(full["errors"][0]["max"], json!(limits::SIGHTINGS_MAX));
        let page = eik
            .submit(&eik.page(&path), &[("words", "nog iets")])
            .await
            .expect(422)
            .text;
        assert!(page.contains("al 200 aanvullingen") && page.contains("Bel 112") && page.contains("nog iets"));
        // A call is taken, and so is the end; and what cannot join is an alarm of its own (EDGES 2).
        let call = json!({"call": {"by": "me", "seconds_ago": 0}});
        eik.post(&eik.api(&path), &call).await.expect(200);
        let mut report = Person::report(&world.street(0));
        report["unattended"] = json!(true);
        let alone = eik.post(&eik.api("/incidents"), &report).await.expect(201).json();
        assert_ne!(alone["id"], json!(incident));
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_to_the_door_before_a_call() {
    tell(async |world| {
        let (merel, eik, incident) = two_witnesses(world, "cannot_call").await;
        let path = format!("/incidents/{incident}/responses");
        for outside in ["going_outside", "who_joins"] {
            let no = eik
                .post(&eik.api(&path), &json!({"response": outside}))
                .await
                .expect(409)
                .json();
            assert_eq!(no["type"], "/problems/call-first");
            let page = eik
                .submit(&eik.page(&path), &[("response", outside)])
                .await
                .expect(409)
                .text;
            assert!(
                page.contains("Bel eerst en blijf binnen") && page.contains("112"),
                "{page}"
            );
        }
        eik.post(&eik.api(&path), &json!({"response": "lights_on"}))
            .await
            .expect(200);
        assert_eq!(events(&merel, &incident, "responded").await.len(), 1);
        let call = eik.api(&format!("/incidents/{incident}/call"));
        eik.post(&call, &json!({})).await.expect(200);
        eik.post(&eik.api(&path), &json!({"response": "going_outside"}))
            .await
            .expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_ended_can_still_be_taken_back_on_its_page() {
    tell(async |world| {
        let (merel, eik, incident) = two_witnesses(world, "me").await;
        let vink = world.member("Vink", Role::Admin).await;
        let phone = world.phone(&eik).await;
        let at = format!("/incidents/{incident}");
        let offers = async |person: &Person| {
            let page = person.look(&person.page(&at)).await.expect(200).text;
            ["false_alarm", "known_person", "nothing_found"]
                .map(|reason| page.contains(&format!("name=\"reason\" value=\"{reason}\"")))
        };
        assert_eq!(offers(&merel).await, [true, true, true], "while it runs");
        // Eik is alerted by another one, that ends by itself.
        let other = merel.alarm(&world.street(2)).await;
        world.settle().await;
        let pushes = phone.received().len();
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        for (person, expected) in [(&merel, true), (&vink, true), (&eik, false)] {
            assert_eq!(offers(person).await, [expected, expected, false], "{}", person.alias);
        }
        assert_eq!(eik.incident(&incident).await["may_recall"], json!(false));
        assert_eq!(merel.incident(&incident).await["may_recall"], json!(true));
        eik.submit(&eik.page(&format!("{at}/close")), &[("reason", "known_person")])
            .await
            .expect(403);
        merel
            .submit(&merel.page(&format!("{at}/close")), &[("reason", "known_person")])
            .await
            .expect(303);
        world.settle().await;
        assert_eq!(offers(&merel).await, [false; 3], "once");
        assert_eq!(merel.incident(&incident).await["state"], "recalled");

        eik.incident(&other).await;
        world.pass(Span::minutes(120)).await;
        assert_eq!(eik.incident(&other).await["reason"], "expired");
        let page = format!("/incidents/{other}/close");
        vink.submit(&vink.page(&page), &[("reason", "false_alarm")])
            .await
            .expect(303);
        world.settle().await;
        assert_eq!(phone.received().len(), pushes + 2, "the expiry, and the correction");
        assert_eq!(phone.received().pop().unwrap().title(), "Rectificatie");
    })
    .await;
}
