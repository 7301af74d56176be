//! What those who run a group do to its people is written down, with the reason, for the group and for whom it is about.

use super::roles::assign;
use crate::world::{Answer, Person, read, tell};
use saar_domain::audit::Deed;
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_server::usecase::audit::{self, Note};
use serde_json::{Value, json};

const WHY: &str = "Haar sleutels lagen op het pleintje.";

/// Posts to the API in person: programs may not.
pub async fn post(person: &Person, rest: &str, body: &Value) -> Answer {
    let request = person.http.post(person.api(rest)).json(body);
    let request = request.header("cookie", format!("saar={}", person.session));
    read(request.header("sec-fetch-site", "same-origin").send().await.unwrap()).await
}

async fn my_log(person: &Person) -> Value {
    person
        .look(&format!("{}/api/v1/me/log", person.base))
        .await
        .expect(200)
        .json()
}

pub async fn log(person: &Person) -> Value {
    person.look(&person.api("/log")).await.expect(200).json()
}

pub fn deeds(log: &Value) -> Vec<&str> {
    let lines = log.as_array().unwrap().iter();
    lines.map(|line| line["deed"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_address_is_shown_for_a_reason_that_its_owner_reads() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let contact = format!("/members/{}/contact", merel.member);
        let short = post(&vink, &contact, &json!({"why": "omdat"})).await.expect(422).json();
        assert_eq!(short["errors"][0]["field"], "why");
        assert!(deeds(&log(&vink).await).is_empty(), "nothing was shown");
        let own = format!("/members/{}/contact", vink.member);
        post(&vink, &own, &json!({"why": WHY})).await.expect(403);

        let shown = post(&vink, &contact, &json!({"why": WHY})).await.expect(200).json();
        assert_eq!(shown["email"], json!(merel.email));
        for seen in [my_log(&merel).await, log(&vink).await] {
            assert_eq!(deeds(&seen), ["contact_shown"]);
            assert_eq!(seen[0]["by"], "Vink");
            assert_eq!(seen[0]["about"], "Merel");
            assert_eq!(seen[0]["reason"], WHY);
            assert!(!seen.to_string().contains(&merel.email));
        }
        assert!(deeds(&my_log(&vink).await).is_empty(), "about oneself alone");
        // On the page: asked for with a form, shown once, kept typed when it is too short.
        let page = vink.page(&format!("/members/{}", merel.member));
        assert!(!vink.look(&page).await.expect(200).text.contains(&merel.email));
        let wrong = vink.submit(&format!("{page}/contact"), &[("why", "omdat")]).await;
        assert!(wrong.expect(422).text.contains("value=\"omdat\""));
        let shown = vink
            .submit(&format!("{page}/contact"), &[("why", WHY)])
            .await
            .expect(200);
        assert!(shown.text.contains(&merel.email));
        let mine = merel
            .look(&format!("{}/settings/log", merel.base))
            .await
            .expect(200)
            .text;
        assert!(mine.contains("Vink zocht op hoe Merel te bereiken is") && mine.contains(WHY));
    })
    .await;
}

#[tokio::test]
async fn the_log_is_read_by_who_runs_the_group_and_goes_after_its_year() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        assign(&vink, &merel, "deputy").await.expect(204);
        assign(&vink, &merel, "deputy").await.expect(204);
        let contact = format!("/members/{}/contact", merel.member);
        post(&vink, &contact, &json!({"why": WHY})).await.expect(200);
        let seen = log(&merel).await;
        assert_eq!(deeds(&seen), ["contact_shown", "role_changed"], "no change, no line");
        assert_eq!(seen[1]["detail"], "deputy");
        let older = merel.api(&format!("/log?before={}", seen[0]["id"].as_str().unwrap()));
        assert_eq!(deeds(&merel.look(&older).await.expect(200).json()), ["role_changed"]);

        // By then every session of the story has ended: the use case is asked.
        let lines = async || {
            let log = audit::look(&world.app, vink.account, world.group, None).await;
            // What the clock wrote of a year's silence is younger.
            log.unwrap()
                .lines
                .iter()
                .filter(|named| named.line.by.is_some())
                .count()
        };
        world.pass(Span::days(364)).await;
        assert_eq!(lines().await, 2);
        world.pass(Span::days(2)).await;
        assert_eq!(lines().await, 0);
    })
    .await;
}

/// Who looked at my data is told to the first line of it, page by page.
#[tokio::test]
async fn what_was_done_to_me_has_no_end_before_its_end() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let mut tx = world.app.db.write().await.unwrap();
        for _ in 0..60 {
            let note = Note::new(world.group, Deed::ContactShown, vink.member).about(merel.member);
            audit::note(&world.app, &mut tx, note.because(WHY)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let all = my_log(&merel).await;
        let first = all.as_array().unwrap();
        assert_eq!(first.len(), 50);
        let next = first[49]["id"].as_str().unwrap();
        let older = merel.look(&format!("{}/api/v1/me/log?before={next}", merel.base)).await;
        assert_eq!(older.expect(200).json().as_array().unwrap().len(), 10);
        let page = format!("{}/settings/log", merel.base);
        let shown = merel.look(&page).await.expect(200).text;
        assert!(shown.contains(&format!("?before={next}")), "{shown}");
        let older = merel.look(&format!("{page}?before={next}")).await.expect(200).text;
        assert!(older.contains(WHY) && !older.contains("?before="), "{older}");
        merel.look(&format!("{page}?before=x")).await.expect(404);
    })
    .await;
}
