//! "Reached 47 of 61": what phones say, and what is made of it (EDGES 16 and 20).

use crate::world::{Person, read, tell, until};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;
use serde_json::{Value, json};

/// The reach of an incident as recipients, reached and seen.
async fn reach(reporter: &Person, incident: &str) -> [u64; 3] {
    let reach: Value = reporter.incident(incident).await["reach"].clone();
    ["recipients", "reached", "seen"].map(|name| reach[name].as_u64().unwrap())
}

#[tokio::test]
async fn delivered_and_seen_are_told_apart() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let reiger = world.member("Reiger", Role::Member).await;
        let unreachable = world.member("Uil", Role::Member).await;
        world.no_mailbox(&unreachable).await;
        let (of_eik, of_vink) = (world.phone(&eik).await, world.phone(&vink).await);

        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        // Without the reporter, who need not be told, and without whom no channel led to.
        assert_eq!(
            reach(&merel, &incident).await,
            [3, 1, 0],
            "a mail is delivered, a push only accepted"
        );
        assert_eq!(world.mail.messages_to(&reiger.email).len(), 1);

        eik.receipt(&of_eik.received()[0], "shown").await;
        until("shown", async || reach(&merel, &incident).await == [3, 2, 0]).await;
        eik.receipt(&of_eik.received()[0], "opened").await;
        until("opened", async || reach(&merel, &incident).await == [3, 2, 1]).await;
        // Whoever opens the page has seen it, by whatever way.
        vink.incident(&incident).await;
        reiger.incident(&incident).await;
        unreachable.incident(&incident).await;
        assert_eq!(reach(&merel, &incident).await, [3, 3, 3]);
        // A channel that comes or goes afterwards does not change out of how many.
        world.phone(&unreachable).await;
        of_vink.gone();
        merel.close(&incident, "police_resolved").await.expect(200);
        world.settle().await;
        assert_eq!(reach(&merel, &incident).await, [3, 3, 3]);
    })
    .await;
}

#[tokio::test]
async fn receipts_only_ever_say_more() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let (of_eik, of_vink) = (world.phone(&eik).await, world.phone(&vink).await);
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        let (to_eik, to_vink) = (&of_eik.received()[0], &of_vink.received()[0]);
        eik.receipt(to_eik, "opened").await;
        until("opened", async || reach(&merel, &incident).await == [2, 1, 1]).await;
        // Late and repeated ones change nothing; those that come after them show that they were looked at.
        eik.receipt(to_eik, "shown").await;
        eik.receipt(to_eik, "opened").await;
        vink.receipt(to_vink, "shown").await;
        until("the later one counts", async || reach(&merel, &incident).await[1] == 2).await;
        assert_eq!(reach(&merel, &incident).await, [2, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn the_desk_answers_everything_alike() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let (of_eik, of_vink) = (world.phone(&eik).await, world.phone(&vink).await);
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        let push = &of_eik.received()[0];
        let (url, token) = push.receipt().unwrap();
        assert_eq!(url, format!("{}/receipts", world.base));
        assert!(!url.contains(token), "the token goes into the body, not into logs");

        let mut other: Vec<char> = token.chars().collect();
        other[0] = if other[0] == 'A' { 'B' } else { 'A' };
        let other: String = other.into_iter().collect();
        let bodies = [
            json!({"token": other, "state": "opened"}).to_string(),
            json!({"token": token, "state": "failed"}).to_string(),
            json!({"token": push.delivery(), "state": "opened"}).to_string(),
            json!({"token": "", "state": "opened"}).to_string(),
            json!({"token": 7}).to_string(),
            "{".to_owned(),
            String::new(),
            "x".repeat(2_000),
            json!({"token": of_vink.received()[0].receipt().unwrap().1, "state": "shown"}).to_string(),
        ];
        for body in bodies {
            // With a stranger's cookie too: it is not looked at.
            let request = eik.http.post(url).header("cookie", "saar=stranger").body(body.clone());
            let answer = read(request.send().await.unwrap()).await.expect(204);
            assert!(
                answer.text.is_empty() && answer.headers.get("set-cookie").is_none(),
                "{body}"
            );
        }
        until("the only right one counts", async || {
            reach(&merel, &incident).await[1] == 1
        })
        .await;
        assert_eq!(reach(&merel, &incident).await, [2, 1, 0], "the others changed nothing");
    })
    .await;
}

#[tokio::test]
async fn what_was_accepted_right_before_the_stop_is_written_down() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        // More than one batch would be a story of minutes: what matters is that they still wait.
        let phones = world.village(20).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        for phone in &phones {
            eik.receipt(&phone.received()[0], "shown").await;
        }
        world.stop().await;
        assert_eq!(
            world.receipts_written(&incident).await,
            phones.len() + 1,
            "and the mailbox of Eik"
        );
    })
    .await;
}

#[tokio::test]
async fn a_receipt_ends_with_its_delivery() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let first = merel.alarm(&world.street(0)).await;
        world.settle().await;
        merel.close(&first, "police_resolved").await.expect(200);
        world.settle().await;
        world.pass(limits::ALARM_EXPIRY).await;
        let second = merel.alarm(&world.street(0)).await;
        world.settle().await;
        let pushes = phone.received();
        eik.receipt(&pushes[0], "opened").await;
        eik.receipt(&pushes[2], "opened").await;
        until("the fresh one counts", async || {
            reach(&merel, &second).await == [1, 1, 1]
        })
        .await;
        assert_eq!(reach(&merel, &first).await, [1, 0, 0], "the old one came too late");
        world.pass(Span::seconds(1)).await;
    })
    .await;
}

#[tokio::test]
async fn a_phone_may_be_faster_than_its_push_service() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let incident = merel.alarm(&world.street(0)).await;
        // It was received, and our program has not heard yet that it was accepted.
        let barrier = world.app.faults.hold(saar_server::fault::Place::AfterSend);
        let sending = world.sending();
        barrier.arrived().await;
        eik.receipt(&phone.received()[0], "shown").await;
        until("shown", async || reach(&merel, &incident).await == [1, 1, 0]).await;
        barrier.release();
        sending.await.unwrap();
        assert_eq!(reach(&merel, &incident).await, [1, 1, 0], "accepted is less than shown");
    })
    .await;
}
