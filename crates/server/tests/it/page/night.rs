//! What a hand does in the dark: Enter in the wrong field, a button pressed twice, a report that meets an end; and what a page that was opened half a year
//! ago still knows.

use super::{Browser, alarm_form, value_of, with};
use crate::world::{Person, World, tell, until};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use serde_json::json;

/// What is said of an incident, by what it is.
async fn events(person: &Person, incident: &str) -> Vec<String> {
    let seen = person.incident(incident).await;
    let events = seen["timeline"].as_array().unwrap().iter();
    events
        .map(|event| event["event"].as_str().unwrap().to_owned())
        .collect()
}

fn count(events: &[String], wanted: &str) -> usize {
    events.iter().filter(|event| *event == wanted).count()
}

/// Enter presses the first button of a form, wherever the focus is: it must be the one that sends the alarm.
#[tokio::test]
async fn enter_sends_the_alarm_and_nothing_into_somebody_elses() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        merel.alarm(&world.street(0)).await;
        let page = eik.look(&eik.page("/alarm")).await.expect(200).text;
        let form = page.split("data-alarm").nth(1).unwrap();
        let mut buttons = form.split("<button").skip(1).map(|tag| tag.split('>').next().unwrap());
        let first = buttons.find(|tag| tag.contains("type=\"submit\"")).unwrap();
        assert!(!first.contains("formaction"), "{first}");
        assert!(buttons.any(|tag| tag.contains("formaction")), "what runs is offered");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_call_that_is_noted_twice_is_one_call() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let call = |seconds: i64| json!({ "seconds_ago": seconds });
        let url = eik.api(&format!("/incidents/{incident}/call"));
        let direction = json!({"words": "richting het water", "direction": "n"});
        let sightings = merel.api(&format!("/incidents/{incident}/sightings"));
        merel.post(&sightings, &direction).await.expect(200);
        for _ in 0..2 {
            eik.post(&url, &call(0)).await.expect(200);
        }
        assert_eq!(
            count(&events(&merel, &incident).await, "called_again"),
            1,
            "pressed twice"
        );
        merel
            .post(&sightings, &json!({"words": "nu met een fiets", "direction": "e"}))
            .await
            .expect(200);
        eik.post(&url, &call(0)).await.expect(200);
        assert_eq!(
            count(&events(&merel, &incident).await, "called_again"),
            2,
            "with something new"
        );
        merel
            .post(&merel.api(&format!("/incidents/{incident}/call")), &call(0))
            .await
            .expect(200);
        assert_eq!(
            count(&events(&merel, &incident).await, "called_again"),
            3,
            "somebody else's call"
        );
        world.pass(Span::minutes(3)).await;
        merel
            .post(&merel.api(&format!("/incidents/{incident}/call")), &call(0))
            .await
            .expect(200);
        assert_eq!(
            count(&events(&merel, &incident).await, "called_again"),
            4,
            "some minutes later"
        );
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_report_that_meets_an_end_is_still_there_to_be_sent() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let his = Browser::of(world, &eik);
        let alarm = format!("/groups/{}/alarm", eik.group);
        let draft = value_of(&his.get(&alarm).await.expect(200).text, "draft");
        merel.close(&incident, "nothing_found").await.expect(200);
        let street = world.street(1);
        let filled = with(&alarm_form(&street, &draft), &[("words", "er staat nog iemand")]);
        let at = format!("/groups/{}/incidents/{incident}", eik.group);
        let late = his.post(&format!("{at}/sightings"), &filled).await.expect(422).text;
        assert!(
            late.contains("Dat alarm is net afgesloten: Er is gekeken en niets gevonden.")
                && late.contains(">er staat nog iemand</textarea>"),
            "{late}"
        );
        assert!(late.contains(&format!("value=\"{street}\" selected")));
        let again = value_of(&late, "draft");
        let sent = his.post(&alarm, &with(&filled, &[("draft", &again)])).await.expect(303);
        assert!(!sent.location().contains(&incident), "an alarm of its own");
        // What was typed on the incident's page is kept the same way.
        let late = his
            .post(
                &format!("{at}/sightings"),
                &[("words", "rent de Lindelaan in"), ("direction", "ne")],
            )
            .await
            .expect(422)
            .text;
        assert!(
            late.contains(">rent de Lindelaan in, richting noordoost</textarea>"),
            "{late}"
        );
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn how_somebody_knows_a_sighting_is_said() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let at = eik.page(&format!("/incidents/{incident}"));
        let form = eik.look(&at).await.expect(200).text;
        assert!(form.contains("name=\"witness\" value=\"seen\" checked"));
        for (witness, words) in [
            ("told", "een vrouw met een tas"),
            ("heard", "glas dat breekt"),
            ("seen", "licht op zolder"),
        ] {
            let fields = [("witness", witness), ("words", words)];
            eik.submit(&format!("{at}/sightings"), &fields).await.expect(303);
        }
        let page = merel
            .look(&merel.page(&format!("/incidents/{incident}")))
            .await
            .expect(200)
            .text;
        for said in [
            "Eik hoorde van iemand: <q>een vrouw",
            "Eik hoort: <q>glas",
            "Eik ziet: <q>licht",
        ] {
            assert!(page.contains(said), "{said}");
        }
        let seen = merel.incident(&incident).await;
        let timeline = seen["timeline"].as_array().unwrap();
        let told = timeline
            .iter()
            .find(|event| event["words"] == "een vrouw met een tas")
            .unwrap();
        assert_eq!(told["witness"], "told");
        world.settle().await;
    })
    .await;
}

/// Words that would be right in an alarm, and that somebody would follow.
#[tokio::test]
async fn a_drill_asks_nobody_to_call() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let merel = world.member("Merel", Role::Member).await;
        let phone = world.phone(&merel).await;
        for (call, said) in [
            ("cannot_call", "Nog niemand oefende het bellen"),
            ("me", "Bellen geoefend om"),
        ] {
            let mut drill = Person::report(&world.street(0));
            drill["drill"] = json!(true);
            drill["call"] = json!({"by": call});
            let drill = vink.post(&vink.api("/incidents"), &drill).await.expect(201).json();
            let drill = drill["id"].as_str().unwrap().to_owned();
            world.settle().await;
            let mail = world.mail.messages_to(&eik.email).pop().unwrap();
            let mail = mail.text.replace("=\r\n", "");
            let page = eik
                .look(&eik.page(&format!("/incidents/{drill}")))
                .await
                .expect(200)
                .text;
            let home = eik.look(&eik.page("")).await.expect(200).text;
            if call == "cannot_call" {
                // Somebody practises the call: what is said of that is no more an order, or true.
                merel.receipt(&phone.received()[0], "shown").await;
                let shown = async || world.receipts_written(&drill).await == 2;
                until("the receipt is written, beside the mail that was taken", shown).await;
                let url = eik.api(&format!("/incidents/{drill}/call"));
                eik.post(&url, &json!({ "seconds_ago": 0 })).await.expect(200);
                world.settle().await;
                assert_eq!(
                    phone.received().last().unwrap().body(),
                    "Het bellen is geoefend, om 23:41."
                );
                let page = eik
                    .look(&eik.page(&format!("/incidents/{drill}")))
                    .await
                    .expect(200)
                    .text;
                assert!(
                    page.contains("U: bellen geoefend") && page.contains("Bellen geoefend om 23:41"),
                    "{page}"
                );
                for untrue in ["112 gebeld", "Er is gebeld", "Nog niemand"] {
                    assert!(!page.contains(untrue), "{untrue}: {page}");
                }
            }
            for text in [&mail, &page, &home] {
                assert!(text.contains(said), "{text}");
                for order in ["Bel als u kunt", "Bel 112", "112 is gebeld", "Nog niemand belde"] {
                    assert!(!text.contains(order), "{order}: {text}");
                }
            }
            vink.close(&drill, "nothing_found").await.expect(200);
            world.settle().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_is_used_stays_signed_in() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let home = format!("/groups/{}", merel.group);
        let renewed = || browser.set.lock().unwrap().drain(..).collect::<Vec<_>>();
        browser.get(&home).await.expect(200);
        assert_eq!(renewed(), Vec::<String>::new(), "not with each page");
        world.pass(Span::hours(2)).await;
        browser.get(&home).await.expect(200);
        let set = renewed();
        assert!(
            set.len() == 1 && set[0].starts_with(&format!("saar={};", merel.session)),
            "{set:?}"
        );
        assert!(
            set[0].contains("Max-Age=15552000") && set[0].contains("HttpOnly"),
            "{set:?}"
        );
        browser.get(&home).await.expect(200);
        assert_eq!(renewed(), Vec::<String>::new());
        // Who signs out keeps nothing.
        world.pass(Span::hours(2)).await;
        browser.post("/sign-out", &[]).await.expect(303);
        assert!(!browser.has("saar"), "{:?}", renewed());
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_of_any_size_is_answered_alike() {
    tell(async |world: &World| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let large = vec![b'x'; saar_domain::limits::BODY_BYTES_MAX + 1];
        browser
            .post_raw("/receipts", "application/json", large)
            .await
            .expect(204);
        world.settle().await;
    })
    .await;
}
