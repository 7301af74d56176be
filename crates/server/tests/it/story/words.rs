//! The check of what people write: asked once, sent the second time, and marked for who runs the group (EDGES 2 and 9).

use crate::page::{alarm_form, with};
use crate::world::{Person, World, tell};
use saar_domain::member::Role;
use serde_json::{Value, json};

const HURTS: &str = "die kl00tzak van hiernaast trekt aan deuren";

fn report(world: &World, words: &str) -> Value {
    let mut report = Person::report(&world.street(0));
    report["behaviour"] = json!({ "words": words });
    report
}

#[tokio::test]
async fn words_are_asked_about_once_and_sent_the_second_time_and_the_admin_sees_it() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let street = world.street(0);
        let form = alarm_form(&street, "draft-words");
        let form = with(&form, &[("phrase", ""), ("words", HURTS)]);
        let alarm = merel.page("/alarm");
        let asked = merel.submit(&alarm, &form).await.expect(409).text;
        assert!(
            asked.contains("kl00tzak") && asked.contains("name=\"words_read\" value=\"1\""),
            "{asked}"
        );
        assert!(asked.contains(HURTS), "nothing typed is lost");
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(!home.contains("/incidents/"), "nothing went out yet");

        let sent = merel
            .submit(&alarm, &with(&form, &[("words_read", "1")]))
            .await
            .expect(303);
        let path = sent.location().split('?').next().unwrap().to_owned();
        world.settle().await;
        let id = path.rsplit('/').next().unwrap();
        let page = merel
            .look(&merel.page(&format!("/incidents/{id}")))
            .await
            .expect(200)
            .text;
        assert!(page.contains(HURTS) && !page.contains("words-offensive"));

        let desk = admin.look(&admin.page("/admin")).await.expect(200).text;
        assert!(desk.contains("id=\"flagged\""), "{desk}");
        let list = admin.look(&admin.page("/flags")).await.expect(200).text;
        assert!(list.contains(&path) && list.contains("Kwetsende woorden"), "{list}");
        assert!(!list.contains("kl00tzak"), "kinds only");
        // Whoever is no admin is not told that somebody was marked.
        let seen = merel.incident(id).await.to_string();
        assert!(!seen.contains("words_offensive"), "{seen}");
    })
    .await;
}

#[tokio::test]
async fn a_program_is_told_the_kinds_and_says_that_it_read_them() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut report = report(world, "alweer die lantaarnpaal kapot");
        let problem = merel.post(&merel.api("/incidents"), &report).await.expect(409).json();
        assert_eq!(problem["type"], "/problems/words");
        assert_eq!(problem["words"], json!(["wrong_channel"]));
        report["words_read"] = json!(true);
        merel.post(&merel.api("/incidents"), &report).await.expect(201);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_sends_by_itself_is_never_stopped_and_its_words_are_marked() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let mut report = report(world, HURTS);
        report["unattended"] = json!(true);
        merel.post(&merel.api("/incidents"), &report).await.expect(201);
        world.settle().await;
        let desk = admin.look(&admin.page("/admin")).await.expect(200).text;
        assert!(desk.contains("id=\"flagged\""));
    })
    .await;
}

#[tokio::test]
async fn what_is_added_to_a_running_incident_goes_at_once_and_is_marked() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let desk = async || admin.look(&admin.page("/admin")).await.expect(200).text;
        let sightings = merel.api(&format!("/incidents/{incident}/sightings"));
        merel
            .post(&sightings, &json!({"words": "man met zwarte jas, rent weg"}))
            .await
            .expect(200);
        assert!(
            !desk().await.contains("id=\"flagged\""),
            "looks are fine where behaviour is known"
        );
        merel
            .post(&sightings, &json!({"words": "wat een hufter"}))
            .await
            .expect(200);
        assert!(desk().await.contains("id=\"flagged\""));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_chosen_phrase_and_plain_words_are_never_asked_about() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        merel.alarm(&world.street(0)).await;
        let report = report(
            world,
            "man voelt aan autodeuren, diefstal van fiets bij de Jodenbreestraat",
        );
        let mut report = report;
        report["place"] = json!({"street": world.street(2)});
        merel.post(&merel.api("/incidents"), &report).await.expect(201);
        world.settle().await;
    })
    .await;
}
