//! House rules of a group's own: by version, with their reasons, and never in the way of an alarm.

use super::joining::{call, queue, yes};
use crate::page::{Browser, value_of};
use crate::world::{Person, tell};
use saar_domain::member::Role;
use serde_json::{Value, json};

const CHANGED: &str = "De spelregels zijn veranderd.";
const GATE: [(&str, &str); 3] = [
    ("version", "0"),
    ("rule", "Doe het hek van de speeltuin dicht."),
    ("reason", "Er is een vijver achter."),
];

async fn is_asked(person: &Person, home: &str) -> bool {
    person.look(home).await.expect(200).text.contains(CHANGED)
}

#[tokio::test]
async fn a_new_version_asks_again_and_stops_no_alarm() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let uil = world.member("Uil", Role::Deputy).await;
        uil.look(&uil.page("/admin/rules")).await.expect(403);
        let home = eik.page("");
        // A rule without its reason is no rule; what was typed is kept.
        let bare = [GATE[0], GATE[1], ("reason", " ")];
        let again = vink.submit(&vink.page("/admin/rules"), &bare).await.expect(422).text;
        assert!(again.contains("Geef de reden erbij") && again.contains("Doe het hek"));
        assert!(!is_asked(&eik, &home).await);
        vink.submit(&vink.page("/admin/rules"), &GATE).await.expect(303);
        assert!(is_asked(&eik, &home).await);
        let shown = eik.look(&eik.page("/rules")).await.expect(200).text;
        assert!(shown.contains("Doe het hek") && shown.contains("Er is een vijver achter."));
        eik.alarm(&world.street(0)).await;
        world.settle().await;

        // Only the version in force is accepted.
        let old = [("rules", "yes"), ("rules_version", "2"), ("own_rules_version", "0")];
        eik.submit(&eik.page("/rules"), &old).await.expect(422);
        call(&eik, "POST", &eik.api("/rules"), json!({"version": 2}))
            .await
            .expect(422);
        let new = [("rules", "yes"), ("rules_version", "2"), ("own_rules_version", "1")];
        eik.submit(&eik.page("/rules"), &new).await.expect(303);
        assert!(!is_asked(&eik, &home).await);
        // The same again asks nobody; something else does.
        vink.submit(&vink.page("/admin/rules"), &GATE).await.expect(303);
        assert!(!is_asked(&eik, &home).await);
        let body = json!({"version": 1, "rules": [{"rule": "Iets anders.", "reason": "Daarom."}]});
        call(&vink, "PUT", &vink.api("/own-rules"), body).await.expect(204);
        assert!(is_asked(&eik, &home).await);
        let body = json!({"version": 2, "own_version": 2});
        call(&eik, "POST", &eik.api("/rules"), body).await.expect(204);
        assert!(!is_asked(&eik, &home).await);
        // Each change is a line in the log, and the one that changed nothing is none.
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert_eq!(log.matches("Vink veranderde de eigen spelregels").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn who_asks_to_join_accepts_them_with_the_request() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        vink.submit(&vink.page("/admin/rules"), &GATE).await.expect(303);
        let path = format!("/welcome/{}", world.group);
        let page = Browser::fresh(world).get(&path).await.expect(200).text;
        assert!(page.contains("Doe het hek") && value_of(&page, "own_rules_version") == "1");
        let url = format!("{}/api/v1/welcome/{}", world.base, world.group);
        let shown: Value = vink.get(&url).await.expect(200).json();
        assert_eq!(shown["own_rules"][0]["reason"], "Er is een vijver achter.");
        assert_eq!(shown["own_rules_version"], 1);
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Member).await;
        let url = format!("{url}/requests");
        let old = json!({"alias": "Kauw", "adult": true, "rules_version": 2});
        call(&kauw, "POST", &url, old).await.expect(422);
        let new = json!({"alias": "Kauw", "adult": true, "rules_version": 2, "own_rules_version": 1});
        call(&kauw, "POST", &url, new).await.expect(201);
        yes(&vink, &queue(&vink).await[0]).await.expect(200);
        let home = format!("{}/groups/{}", world.base, world.group);
        assert!(!is_asked(&kauw, &home).await);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_them_at_once_the_second_is_told_and_loses_nothing() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        // Both opened the page while there were none.
        vink.submit(&vink.page("/admin/rules"), &GATE).await.expect(303);
        let other = [
            GATE[0],
            ("rule", "Fiets niet op de stoep."),
            ("reason", "Er lopen kinderen."),
        ];
        let told = uil.submit(&uil.page("/admin/rules"), &other).await.expect(409).text;
        for words in [
            "Iemand anders veranderde dit intussen",
            "Doe het hek",
            "Fiets niet op de stoep.",
            "Er lopen kinderen.",
        ] {
            assert!(told.contains(words), "{words}");
        }
        let shown = uil.look(&uil.page("/rules")).await.expect(200).text;
        assert!(shown.contains("Doe het hek") && !shown.contains("Fiets niet"));
        let body = json!({"version": 0, "rules": []});
        let refused = call(&uil, "PUT", &uil.api("/own-rules"), body).await.expect(409).json();
        assert_eq!(refused["type"], "/problems/changed-meanwhile");
        // Having seen the other's, they decide.
        let version = value_of(&told, "version");
        let seen = crate::page::with(&other, &[("version", &version)]);
        uil.submit(&uil.page("/admin/rules"), &seen).await.expect(303);
        let shown = uil.look(&uil.page("/rules")).await.expect(200).text;
        assert!(shown.contains("Fiets niet") && !shown.contains("Doe het hek"));
    })
    .await;
}

#[tokio::test]
async fn a_step_and_a_flag_name_an_own_rule_by_its_words_and_keep_them() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        vink.submit(&vink.page("/admin/rules"), &GATE).await.expect(303);
        let new = vink.page(&format!("/members/{}/measures/new", eik.member));
        let form = vink.look(&new).await.expect(200).text;
        assert!(
            form.contains(r#"value="own:Doe het hek van de speeltuin dicht.""#),
            "{form}"
        );
        let steps = format!("/members/{}/measures", eik.member);
        let measure = |rule: &str| json!({"step": "reminder", "rule": rule, "words": "Het hek stond weer open."});
        let other = call(&vink, "POST", &vink.api(&steps), measure("own:Iets anders.")).await;
        assert_eq!(other.expect(422).json()["errors"][0]["field"], "rule");
        let own = format!("own:{}", GATE[1].1);
        call(&vink, "POST", &vink.api(&steps), measure(&own)).await.expect(204);
        // A neighbour points at a message by the same rule.
        let incident = vink.alarm(&world.street(0)).await;
        world.settle().await;
        let flags = eik.api(&format!("/incidents/{incident}/flags"));
        let flag = json!({"seq": 1, "rule": own});
        call(&eik, "POST", &flags, flag).await.expect(204);
        // What was said stays what was said, when the group has no such rule any more.
        let none = json!({"version": 1, "rules": []});
        call(&vink, "PUT", &vink.api("/own-rules"), none).await.expect(204);
        let read = eik
            .look(&format!("{}/settings/measures", eik.base))
            .await
            .expect(200)
            .text;
        assert!(read.contains(GATE[1].1), "{read}");
        let uil = world.member("Uil", Role::Deputy).await;
        assert!(uil.look(&uil.page("/flags")).await.expect(200).text.contains(GATE[1].1));
        // A while later; at once it would be the same step, sent twice.
        world.clock.push(saar_domain::limits::MEASURE_TWICE);
        call(&vink, "POST", &vink.api(&steps), measure(&own)).await.expect(422);
    })
    .await;
}
