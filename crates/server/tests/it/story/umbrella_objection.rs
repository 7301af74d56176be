//! An objection that nobody of a group can decide on is decided by a coordinator of its umbrella, who reads nothing else of the group.

use super::ladder::{mine, object, take};
use super::log::{deeds, log};
use super::umbrella::{coordinator, umbrella};
use crate::world::{Answer, Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::id::UmbrellaId;
use saar_domain::limits;
use saar_domain::member::Role;
use serde_json::{Value, json};

const ANSWER: &str = "De kat was een bijzaak. Excuses van de koepel.";

fn at(world: &World, id: UmbrellaId, rest: &str) -> String {
    format!("{}/umbrellas/{id}/objections{rest}", world.base)
}

async fn waiting(world: &World, person: &Person, id: UmbrellaId) -> Vec<Value> {
    let url = format!("{}/api/v1/umbrellas/{id}/objections", world.base);
    person.look(&url).await.expect(200).json().as_array().unwrap().clone()
}

async fn decide(world: &World, by: &Person, id: UmbrellaId, measure: &str, upheld: &str, words: &str) -> Answer {
    let form = [("upheld", upheld), ("words", words)];
    by.submit(&at(world, id, &format!("/{measure}")), &form).await
}

async fn alone_story(world: &World) {
    let id = umbrella(world).await;
    let kauw = coordinator(world, id).await;
    let vink = world.member("Vink", Role::Admin).await;
    let merel = world.member("Merel", Role::Member).await;
    take(&vink, &merel, "pause").await.expect(204);
    assert!(waiting(world, &kauw, id).await.is_empty(), "nobody objected");
    object(&merel).await.expect(303);
    world.pass(Span::seconds(15)).await;
    let told = world.mail.wait_for(&kauw.email, 1).await;
    assert!(
        told[0].text.contains("bezwaar") && !told[0].text.contains("Merel"),
        "{}",
        told[0].text
    );

    let theirs = waiting(world, &kauw, id).await;
    assert_eq!(
        (&theirs[0]["member"], &theirs[0]["by"]),
        (&json!("Merel"), &json!("Vink"))
    );
    let page = kauw.look(&at(world, id, "")).await.expect(200).text;
    assert!(
        page.contains("De kat zat bij een inbreker") && page.contains("Een kat is geen alarm"),
        "{page}"
    );
    let measure = theirs[0]["id"].as_str().unwrap();
    // To nobody else it is there; and what was typed stays.
    decide(world, &vink, id, measure, "yes", ANSWER).await.expect(404);
    decide(world, &merel, id, measure, "no", ANSWER).await.expect(404);
    let wrong = decide(world, &kauw, id, measure, "", "Nee.").await.expect(422).text;
    assert!(wrong.contains(">Nee.</textarea>"), "{wrong}");

    decide(world, &kauw, id, measure, "no", ANSWER).await.expect(303);
    decide(world, &kauw, id, measure, "no", ANSWER).await.expect(409);
    assert!(waiting(world, &kauw, id).await.is_empty());
    // Merel is paused no more, and reads that it was the umbrella; nowhere who.
    let incident = vink.alarm(&world.street(0)).await;
    merel
        .post(
            &merel.api(&format!("/incidents/{incident}/responses")),
            &json!({"response": "lights_on"}),
        )
        .await
        .expect(200);
    let page = merel
        .look(&format!("{}/settings/measures", merel.base))
        .await
        .expect(200)
        .text;
    assert!(
        page.contains("koepel") && page.contains("bijzaak") && !page.contains("Kauw"),
        "{page}"
    );
    let written = log(&vink).await;
    let written = deeds(&written);
    assert!(
        written.contains(&"decided_by_coordinator") && written.contains(&"objection_read"),
        "{written:?}"
    );
    assert_eq!(world.mail.messages_to(&kauw.email).len(), 1, "told once");
    assert!(!log(&vink).await.to_string().contains("Kauw"));
    world.settle().await;
}

#[tokio::test]
async fn where_an_admin_is_alone_the_umbrella_decides() {
    tell(alone_story).await;
}

#[tokio::test]
async fn where_an_admin_is_alone_the_umbrella_decides_in_belgium() {
    tell_in("BE", |_| (), alone_story).await;
}

#[tokio::test]
async fn what_the_group_can_settle_comes_to_the_umbrella_only_when_it_does_not() {
    tell(async |world| {
        let id = umbrella(world).await;
        let kauw = coordinator(world, id).await;
        let vink = world.member("Vink", Role::Admin).await;
        world.member("Uil", Role::Deputy).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "warning").await.expect(204);
        object(&merel).await.expect(303);
        let measure = mine(&merel).await[0]["id"].as_str().unwrap().to_owned();
        assert!(waiting(world, &kauw, id).await.is_empty(), "the deputy decides");
        decide(world, &kauw, id, &measure, "no", ANSWER).await.expect(404);
        world.pass(limits::OBJECTION_WAITS.minus(Span::minutes(1))).await;
        assert!(waiting(world, &kauw, id).await.is_empty());
        assert!(
            !deeds(&log(&vink).await).contains(&"objection_read"),
            "it was not theirs to read"
        );
        world.pass(Span::minutes(2)).await;
        world.mail.wait_for(&kauw.email, 1).await;
        assert_eq!(waiting(world, &kauw, id).await.len(), 1);
        // A coordinator who is in the group and took the step themselves decides on nothing of it.
        let mut tx = world.app.db.write().await.unwrap();
        saar_store::coordinator::appoint(&mut tx, id, vink.account, world.app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(waiting(world, &vink, id).await.is_empty());
        decide(world, &vink, id, &measure, "yes", ANSWER).await.expect(404);
        decide(world, &kauw, id, &measure, "yes", ANSWER).await.expect(303);
        assert_eq!(mine(&merel).await[0]["upheld"], true);
    })
    .await;
}
