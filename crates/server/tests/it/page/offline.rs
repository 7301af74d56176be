//! What a phone keeps for when there is no network, and what it sends when it is back (EDGES 9, 21).

use super::{Browser, alarm_form, value_of, with};
use crate::world::tell;
use saar_domain::clock::Span;
use saar_domain::member::Role;

#[tokio::test]
async fn what_a_phone_keeps_holds_nothing_of_what_others_say() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let incident = eik.alarm(&world.street(0)).await;
        let browser = Browser::of(world, &merel);
        let online = browser.get(&merel_path(&merel, "/alarm")).await.expect(200).text;
        assert!(
            online.contains(&incident),
            "the page itself asks whether it is this one"
        );
        for rest in ["/offline", "/offline/alarm"] {
            let page = browser.get(&merel_path(&merel, rest)).await.expect(200).text;
            for theirs in [incident.as_str(), "Eik", "Merel", "is-alarmed", "is-running"] {
                assert!(!page.contains(theirs), "{theirs} on {rest}");
            }
            assert!(page.contains("href=\"tel:112\""), "{rest} dials");
        }
        let shell = browser
            .get(&merel_path(&merel, "/offline/alarm"))
            .await
            .expect(200)
            .text;
        assert_eq!(
            value_of(&shell, "draft"),
            "",
            "each alarm gets a key of its own, on the phone"
        );
        assert_eq!(value_of(&shell, "seen_incidents"), "");
        for street in &world.streets {
            assert!(shell.contains(&street.name));
        }
        // Another group's is not there, and who is signed out is led to the door: the phone then forgets it.
        let other = world.another_group().await;
        browser.get(&format!("/groups/{other}/offline")).await.expect(404);
        browser.get(&format!("/groups/{other}/offline/alarm")).await.expect(404);
        Browser::fresh(world)
            .get(&merel_path(&merel, "/offline"))
            .await
            .expect(303);
        world.settle().await;
    })
    .await;
}

fn merel_path(person: &crate::world::Person, rest: &str) -> String {
    format!("/groups/{}{rest}", person.group)
}

#[tokio::test]
async fn a_draft_is_answered_in_json_and_its_key_makes_it_one_alarm() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let at = merel_path(&merel, "/drafts");
        let street = world.street(0);
        let page = browser.get(&merel_path(&merel, "/alarm")).await.expect(200).text;
        let owner = value_of(&page, "owner");
        let form = with(&alarm_form(&street, "made-on-the-phone"), &[("owner", &owner)]);

        let first = browser.post(&at, &form).await.expect(200).json();
        assert_eq!(first["outcome"], "published");
        let again = with(
            &form,
            &[
                ("called_ago_seconds", "700"),
                ("unattended", "1"),
                ("tapped_seconds_ago", "600"),
            ],
        );
        let again = browser.post(&at, &again).await.expect(200).json();
        assert_eq!(again["path"], first["path"], "the answer was lost, the alarm was not");
        // Changed since, under the same key: what was sent is what there is.
        let changed = browser
            .post(&at, &with(&form, &[("kind", "theft"), ("phrase", "takes_bicycle")]))
            .await;
        assert_eq!(changed.expect(200).json()["path"], first["path"]);

        let wrong = browser
            .post(&at, &with(&form, &[("draft", "another"), ("street", "")]))
            .await
            .expect(422);
        assert_eq!(wrong.json()["errors"][0]["field"], "place.street");
        browser.post(&at, &with(&form, &[("draft", "")])).await.expect(400);
        browser
            .post(&at, &with(&form, &[("draft", "x".repeat(65).as_str())]))
            .await
            .expect(400);
        assert_eq!(
            Browser::fresh(world).post(&at, &form).await.expect(401).json()["type"],
            "/problems/signed-out"
        );
        // On a shared phone the next one to sign in does not send it in their own name.
        let eik = world.member("Eik", Role::Member).await;
        let other = Browser::of(world, &eik);
        other.post(&at, &with(&form, &[("draft", "waits")])).await.expect(401);
        let listed = merel.get(&merel.api("/incidents")).await.expect(200).json();
        assert_eq!(listed["incidents"].as_array().unwrap().len(), 1);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_quarter_of_an_hour_around_the_tap_counts_when_nobody_is_there_to_ask() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vlier = world.member("Vlier", Role::Member).await;
        let incident = eik.alarm(&world.street(0)).await;
        let (street, at) = (world.street(0), merel_path(&merel, "/drafts"));
        let browser = Browser::of(world, &merel);
        // Tapped two minutes after the neighbour's alarm, and sent twelve later: to the server it is fourteen minutes apart.
        world.pass(Span::minutes(14)).await;
        let form = alarm_form(&street, "late");
        let late = [
            ("unattended", "1"),
            ("tapped_seconds_ago", "720"),
            ("called_ago_seconds", "730"),
        ];
        let joined = browser.post(&at, &with(&form, &late)).await.expect(200).json();
        assert_eq!(joined["outcome"], "joined");
        assert!(joined["path"].as_str().unwrap().ends_with(&incident));
        let timeline = merel.incident(&incident).await["timeline"].clone();
        let sighted: Vec<_> = timeline
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["event"] == "sighted")
            .collect();
        assert_eq!(sighted.len(), 1);
        assert_eq!(sighted[0]["words"], "Voelt aan deuren", "what was chosen is said");

        // Tapped more than a quarter of an hour after it: another incident, for all the phone knows.
        world.pass(Span::minutes(2)).await;
        let apart = [("draft", "apart"), ("unattended", "1"), ("tapped_seconds_ago", "10")];
        let apart = Browser::of(world, &vlier)
            .post(&at, &with(&form, &apart))
            .await
            .expect(200)
            .json();
        assert_eq!(apart["outcome"], "published");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn the_manifest_is_the_same_for_everybody_and_the_shortcut_finds_the_way() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let mine = browser.get("/manifest.webmanifest").await.expect(200);
        assert_eq!(mine.headers["content-type"], "application/manifest+json");
        assert_eq!(mine.text, Browser::fresh(world).get("/manifest.webmanifest").await.text);
        let manifest = mine.json();
        assert_eq!(
            (manifest["start_url"].as_str(), manifest["id"].as_str()),
            (Some("/"), Some("/"))
        );
        for icon in manifest["icons"].as_array().unwrap() {
            browser.get(icon["src"].as_str().unwrap()).await.expect(200);
        }
        let english = Browser::fresh(world)
            .in_language("en")
            .get("/manifest.webmanifest")
            .await
            .json();
        assert_eq!(english["lang"], "en");
        let way = browser.get("/alarm").await.expect(303);
        assert_eq!(way.location(), merel_path(&merel, "/alarm"));
        assert_eq!(
            Browser::fresh(world).get("/alarm").await.expect(303).location(),
            "/sign-in?next=%2Falarm"
        );
    })
    .await;
}

#[tokio::test]
async fn an_open_page_makes_no_sound_at_night_for_who_said_so() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let home = merel_path(&merel, "");
        assert!(browser.get(&home).await.text.contains(" data-sound"));
        // 23:40 in the world of the tests.
        let night = |wake| [("quiet_from", "22:00"), ("quiet_to", "07:00"), ("wake_at_night", wake)];
        browser.post("/settings/quiet-hours", &night("yes")).await.expect(303);
        assert!(
            browser.get(&home).await.text.contains(" data-sound"),
            "real alarms wake unless one says otherwise"
        );
        browser.post("/settings/quiet-hours", &night("no")).await.expect(303);
        assert!(!browser.get(&home).await.text.contains(" data-sound"));
    })
    .await;
}
