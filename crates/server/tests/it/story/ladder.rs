//! Keeping order, kindly: the ladder, an objection that somebody else decides, and what a pause leaves.

use super::log::{deeds, log, post};
use super::roles::assign;
use crate::world::{Person, World, tell, tell_in, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::member::{Alias, Role};
use saar_server::usecase::moderation;
use serde_json::{Value, json};

fn measure(step: &str) -> Value {
    let days = (step == "pause").then_some(7);
    json!({"step": step, "rule": "only_real_alarms", "words": "Een kat is geen alarm; dit was de derde.", "days": days})
}

pub async fn take(by: &Person, with: &Person, step: &str) -> crate::world::Answer {
    post(by, &format!("/members/{}/measures", with.member), &measure(step)).await
}

pub async fn mine(person: &Person) -> Value {
    let url = format!("{}/api/v1/me/measures", person.base);
    person.look(&url).await.expect(200).json()
}

/// Objects to the newest.
pub async fn object(person: &Person) -> crate::world::Answer {
    let id = mine(person).await[0]["id"].as_str().unwrap().to_owned();
    let form = format!("{}/settings/measures/{id}/object", person.base);
    person
        .submit(&form, &[("words", "De kat zat bij een inbreker in de tuin.")])
        .await
}

async fn decide(by: &Person, of: &Person, upheld: bool) -> crate::world::Answer {
    let id = mine(of).await[0]["id"].as_str().unwrap().to_owned();
    let body = json!({"upheld": upheld, "words": "Dat wisten we niet. Excuses."});
    post(by, &format!("/objections/{id}"), &body).await
}

struct Cast {
    vink: Person,
    uil: Person,
    eik: Person,
    merel: Person,
}

async fn cast(world: &World) -> Cast {
    Cast {
        vink: world.member("Vink", Role::Admin).await,
        uil: world.member("Uil", Role::Admin).await,
        eik: world.member("Eik", Role::Deputy).await,
        merel: world.member("Merel", Role::Member).await,
    }
}

#[tokio::test]
async fn a_reminder_is_read_by_its_member_alone_and_the_words_stay_behind_the_door() {
    tell(async |world| {
        let Cast { vink, eik, merel, .. } = cast(world).await;
        // The page proposes the next step, with ready-made words.
        let new = vink.page(&format!("/members/{}/measures/new", merel.member));
        let page = vink.look(&new).await.expect(200).text;
        assert!(
            page.contains("Dag Merel,") && page.contains("Stuur de herinnering"),
            "{page}"
        );
        take(&vink, &merel, "reminder").await.expect(204);
        assert!(vink.look(&new).await.expect(200).text.contains("Geef de waarschuwing"));

        world.pass(Span::seconds(15)).await;
        let told = world.mail.wait_for(&merel.email, 1).await;
        assert!(told[0].text.contains("vriendelijke herinnering"));
        assert!(!told[0].text.contains("kat"), "the words stand behind the door");
        let seen = mine(&merel).await;
        assert_eq!(seen[0]["words"], "Een kat is geen alarm; dit was de derde.");
        assert_eq!(
            (&seen[0]["by"], &seen[0]["rule"]),
            (&json!("Vink"), &json!("only_real_alarms"))
        );
        let page = merel.look(&format!("{}/settings/measures", merel.base)).await;
        assert!(page.expect(200).text.contains("Een kat is geen alarm"));
        assert_eq!(mine(&eik).await, json!([]));
        assert_eq!(deeds(&log(&eik).await), ["measured"]);
        assert!(
            !log(&eik).await.to_string().contains("kat"),
            "what was written is not in the log"
        );
        // A reminder changes nothing.
        merel.alarm(&world.street(0)).await;
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_paused_hears_and_raises_alarms_and_adds_nothing() {
    tell(async |world| {
        let Cast { vink, uil, merel, .. } = cast(world).await;
        let phone = world.phone(&merel).await;
        take(&vink, &merel, "pause").await.expect(204);
        let incident = vink.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!(phone.received().len(), 1, "who is paused is still a neighbour");
        let at = |rest: &str| merel.api(&format!("/incidents/{incident}{rest}"));
        merel.get(&at("")).await.expect(200);
        merel
            .post(&at("/responses"), &json!({"response": "lights_on"}))
            .await
            .expect(403);
        merel
            .post(&at("/sightings"), &json!({"words": "loopt weg"}))
            .await
            .expect(403);
        merel.post(&at("/call"), &json!({})).await.expect(200);
        let mut drill = Person::report(&world.street(1));
        drill["drill"] = json!(true);
        merel.post(&merel.api("/incidents"), &drill).await.expect(403);
        let own = merel.alarm(&world.street(2)).await;
        merel.close(&own, "nothing_found").await.expect(200);
        vink.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        // Somebody else takes it back.
        object(&merel).await.expect(303);
        decide(&vink, &merel, false).await.expect(403);
        decide(&uil, &merel, false).await.expect(204);
        decide(&uil, &merel, true).await.expect(409);
        merel.post(&merel.api("/incidents"), &drill).await.expect(201);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_pause_ends_by_itself() {
    tell(async |world| {
        let Cast { vink, merel, .. } = cast(world).await;
        take(&vink, &merel, "pause").await.expect(204);
        let mut drill = Person::report(&world.street(1));
        drill["drill"] = json!(true);
        world.pass(Span::days(7).minus(Span::minutes(1))).await;
        merel.post(&merel.api("/incidents"), &drill).await.expect(403);
        world.pass(Span::minutes(2)).await;
        merel.post(&merel.api("/incidents"), &drill).await.expect(201);
        world.settle().await;
        assert_eq!(deeds(&log(&vink).await), ["pause_ended", "measured"]);
        let told = world.mail.wait_for(&merel.email, 2).await;
        assert!(told.iter().any(|mail| mail.text.contains("pauze is voorbij")));
    })
    .await;
}

#[tokio::test]
async fn who_was_removed_may_object_and_come_back() {
    tell(async |world| {
        let Cast { vink, eik, merel, .. } = cast(world).await;
        take(&vink, &merel, "removal").await.expect(204);
        merel.look(&merel.page("")).await.expect(404);
        world.clock.push(Span::seconds(1));
        object(&merel).await.expect(303);
        object(&merel).await.expect(409);
        let waiting = eik.look(&eik.page("/objections")).await.expect(200).text;
        assert!(waiting.contains("De kat zat bij een inbreker"));
        let own = vink.look(&vink.page("/objections")).await.expect(200).text;
        assert!(own.contains("U zette deze stap zelf"));
        world.clock.push(Span::seconds(1));
        decide(&eik, &merel, false).await.expect(204);
        merel.look(&merel.page("")).await.expect(200);
        assert_eq!(deeds(&log(&vink).await), ["decided", "objected", "measured"]);
        // What was taken back counts for nothing.
        let proposal = moderation::propose(&world.app, vink.account, world.group, merel.member).await;
        assert_eq!(proposal.unwrap().proposed.unwrap().code(), "reminder");
        // After 90 days nobody remembers.
        world.pass(Span::days(91)).await;
        assert!(moderation::mine(&world.app, merel.account).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_to_a_name_that_is_taken_gets_a_number() {
    tell(async |world| {
        let Cast { vink, uil, eik, merel } = cast(world).await;
        take(&vink, &merel, "removal").await.expect(204);
        object(&merel).await.expect(303);
        let mut tx = world.app.db.write().await.unwrap();
        saar_store::member::rename(&mut tx, uil.member, &Alias::parse("Merel").unwrap())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        decide(&eik, &merel, false).await.expect(204);
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(
            home.contains("Merel 2")
                || vink
                    .look(&vink.page("/admin"))
                    .await
                    .expect(200)
                    .text
                    .contains("Merel 2")
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_reaches_above_themselves_and_an_admin_remains() {
    tell(async |world| {
        let Cast { vink, uil, eik, merel } = cast(world).await;
        take(&merel, &eik, "warning").await.expect(403);
        take(&eik, &vink, "warning").await.expect(403);
        take(&eik, &eik, "warning").await.expect(403);
        take(&vink, &uil, "pause").await.expect(204);
        // Who is paused runs nothing meanwhile, and gets no role back by itself.
        uil.look(&uil.page("/admin")).await.expect(403);
        assign(&vink, &eik, "admin").await.expect(204);
        take(&eik, &vink, "removal").await.expect(204);
        assert_eq!(take(&eik, &eik, "removal").await.expect(403).json()["status"], 403);
    })
    .await;
}

/// Two admins remove one another at once: one of them is left.
#[tokio::test]
async fn two_admins_who_remove_one_another_leave_one() {
    tell_on_postgres(async |world| {
        for _ in 0..5 {
            let vink = world.member_of(world.another_group().await, "Vink", Role::Admin).await;
            let uil = world.member_of(vink.group, "Uil", Role::Admin).await;
            let (one, two) = tokio::join!(take(&vink, &uil, "removal"), take(&uil, &vink, "removal"));
            let statuses = [one.status, two.status];
            assert!(statuses.contains(&204) && statuses != [204, 204], "{statuses:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_belgian_ladder_begins_with_a_written_reprimand() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let vink = world.member("Vink", Role::Admin).await;
            let merel = world.member("Merel", Role::Member).await;
            let wrong = take(&vink, &merel, "reminder").await.expect(422).json();
            assert_eq!(wrong["errors"][0]["field"], "step");
            let new = vink.page(&format!("/members/{}/measures/new", merel.member));
            let page = vink.look(&new).await.expect(200).text;
            assert!(page.contains("Schriftelijke berisping") && !page.contains("Herinnering</a>"));
            take(&vink, &merel, "warning").await.expect(204);
            world.pass(Span::seconds(15)).await;
            let told = world.mail.wait_for(&merel.email, 1).await;
            assert!(told[0].text.contains("schriftelijke berisping"), "{}", told[0].text);
        },
    )
    .await;
}
