//! An alarm goes out, reaches everyone once, and everyone hears how it ended.

use crate::world::{Person, tell, until};
use saar_delivery::fake::Received;
use saar_domain::clock::Span;
use saar_domain::member::Role;
use serde_json::json;

/// What the push service was told: how hard to try, and for how many seconds.
fn urgency_and_ttl(push: &Received) -> (&str, i64) {
    (push.urgency.as_str(), push.ttl_seconds)
}

#[tokio::test]
async fn everyone_is_told_once_and_hears_how_it_ended() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let (phone, other) = (world.phone(&eik).await, world.phone(&merel).await);

        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;

        let pushes = phone.received();
        assert_eq!(pushes.len(), 1);
        assert_eq!(pushes[0].title(), "Inbraak · Beukenpad");
        assert_eq!(
            pushes[0].body(),
            "112 is gebeld om 23:40. Tik om te zien wat er speelt."
        );
        assert!(!pushes[0].is_silent());
        assert_eq!(
            urgency_and_ttl(&pushes[0]),
            ("high", 7200),
            "a phone that dozes is woken"
        );
        assert_eq!(other.received().len(), 0, "the reporter is not alerted");
        let mails = world.mail.messages_to(&vink.email);
        assert_eq!(mails.len(), 1, "who has no phone gets a mail");
        assert_eq!(
            mails[0].header("subject"),
            Some("Alarm Beukenpad: 112 is gebeld (23:40)")
        );
        assert_eq!(
            world.mail.messages_to(&eik.email).len(),
            0,
            "one channel, unless it stays silent"
        );

        vink.close(&incident, "police_resolved").await.expect(200);
        world.settle().await;
        let pushes = phone.received();
        assert_eq!(pushes.len(), 2);
        assert_eq!(pushes[1].body(), "Afgesloten: politie was ter plaatse. Dank u wel.");
        assert!(pushes[1].is_silent(), "an end replaces silently");
        assert_eq!(urgency_and_ttl(&pushes[1]), ("normal", 24 * 3600), "and wakes no phone");
        assert_eq!(pushes[1].tag(), pushes[0].tag());
        let mails = world.mail.messages_to(&vink.email);
        assert_eq!(mails.len(), 2);
        assert_eq!(
            mails[1].header("in-reply-to"),
            mails[0].header("message-id"),
            "threaded"
        );
        assert!(phone.broken().is_empty(), "{:?}", phone.broken());
    })
    .await;
}

#[tokio::test]
async fn an_alarm_that_leaves_late_is_worth_what_is_left_of_it() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        merel.alarm(&world.street(0)).await;
        // The server was down, say, and is back.
        world.clock.push(Span::hours(1));
        world.settle().await;
        let pushes = phone.received();
        assert_eq!(pushes.len(), 1);
        // A phone that is found after its two hours is not woken by it any more.
        assert_eq!(urgency_and_ttl(&pushes[0]), ("high", 3600));
    })
    .await;
}

#[tokio::test]
async fn no_alarm_goes_out_before_a_call() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let mut report = Person::report(&world.street(0));
        report["call"] = json!(null);
        let answer = merel.post(&merel.api("/incidents"), &report).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], "call");
        assert_eq!(answer["errors"][0]["problem"], "missing");
        world.settle().await;
        assert!(world.mail.messages_to(&eik.email).is_empty());
    })
    .await;
}

#[tokio::test]
async fn somebody_who_cannot_call_is_helped_and_not_betrayed() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let wilg = world.member("Wilg", Role::Member).await;
        let vink = world.member("Vink", Role::Member).await;
        let (phone, asleep) = (world.phone(&eik).await, world.phone(&wilg).await);
        let mut report = Person::report(&world.street(0));
        report["call"] = json!({"by": "cannot_call"});
        let centre = world.streets[0].line[1];
        report["place"] = json!({"lat": centre.lat + 0.0001, "lon": centre.lon, "accuracy_m": 10});
        let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
        let incident = answer["id"].as_str().unwrap();
        world.settle().await;
        assert_eq!(
            phone.received()[0].body(),
            "Nog niemand belde 112. Bel als u kunt. Bel niet aan."
        );

        let seen = eik.incident(incident).await;
        assert_eq!(seen["point"], json!(null), "no exact place");
        assert_eq!(seen["street"], "Beukenpad");
        assert!(!seen.to_string().contains("Merel"), "not who: {seen}");

        // One phone has shown the alarm, the other still sleeps.
        let boom = world.member("Boom", Role::Member).await;
        eik.receipt(&phone.received()[0], "shown").await;
        until("the receipt is written, beside the mail that was taken", async || {
            world.receipts_written(incident).await == 2
        })
        .await;
        boom.post(
            &boom.api(&format!("/incidents/{incident}/call")),
            &json!({"seconds_ago": 0}),
        )
        .await
        .expect(200);
        world.settle().await;
        let woken = asleep.received().pop().unwrap();
        assert_eq!(woken.body(), "112 is gebeld om 23:41. Tik om te zien wat er speelt.");
        assert!(!woken.is_silent(), "it stands in for an alarm that nobody heard");
        let mails = world.mail.messages_to(&vink.email);
        assert_eq!(mails.len(), 2, "who was asked to call hears that somebody has");
        let pushes = phone.received();
        assert_eq!(pushes[1].body(), "112 is nu gebeld, om 23:41.");
        assert!(
            pushes[1].is_silent(),
            "the reporter hears it silently, and so does everyone"
        );
    })
    .await;
}

#[tokio::test]
async fn a_recall_takes_the_words_back_and_corrects_everyone() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let mut report = Person::report(&world.street(0));
        report["behaviour"] = json!({"words": "klimt over een schutting"});
        report["appearance"] = json!("groene jas");
        let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
        let incident = answer["id"].as_str().unwrap();
        world.settle().await;
        assert!(eik.incident(incident).await.to_string().contains("groene jas"));
        assert!(
            !format!("{:?}", phone.received()).contains("schutting"),
            "words stay in the house"
        );

        merel.close(incident, "known_person").await.expect(200);
        world.settle().await;
        let seen = eik.incident(incident).await.to_string();
        assert!(
            !seen.contains("schutting") && !seen.contains("groene jas"),
            "gone at once: {seen}"
        );
        let last = phone.received().pop().unwrap();
        assert_eq!(
            (last.title(), last.body()),
            (
                "Rectificatie",
                "Het was een bekende van een buur. Er is niets aan de hand."
            )
        );
        assert!(!last.is_silent(), "people may be outside because of it");
        assert_eq!(urgency_and_ttl(&last), ("high", 24 * 3600));
        merel.close(incident, "nothing_found").await.expect(409);
    })
    .await;
}

#[tokio::test]
async fn quiet_for_two_hours_ends_it_by_itself() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        // Looked at once, so that nothing is escalated.
        eik.incident(&incident).await;
        world.pass(Span::minutes(119)).await;
        assert_eq!(eik.incident(&incident).await["state"], "alerted");
        world.pass(Span::minutes(1)).await;
        assert_eq!(eik.incident(&incident).await["reason"], "expired");
        assert_eq!(phone.received().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_was_written_is_forgotten_by_class() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let mut report = Person::report(&world.street(0));
        report["behaviour"] = json!({"words": "klimt over een schutting"});
        report["appearance"] = json!("groene jas");
        let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
        let incident = answer["id"].as_str().unwrap();
        world.settle().await;
        merel.close(incident, "nothing_found").await.expect(200);
        world.settle().await;

        world.pass(Span::hours(71)).await;
        assert!(eik.incident(incident).await.to_string().contains("groene jas"));
        world.pass(Span::hours(1)).await;
        let seen = eik.incident(incident).await.to_string();
        assert!(
            !seen.contains("groene jas") && seen.contains("schutting"),
            "looks go first: {seen}"
        );

        // The token of the story lives for 30 days.
        world.pass(Span::days(27)).await;
        let page = eik
            .look(&eik.page(&format!("/incidents/{incident}")))
            .await
            .expect(200)
            .text;
        assert!(
            !page.contains("schutting") && !page.contains("Merel"),
            "words and names"
        );
        assert!(page.contains("Beukenpad"), "the bare event remains");
        let mut tx = world.app.db.read().await.unwrap();
        let id = incident.parse().unwrap();
        let history = saar_store::incident::history(&mut tx, id).await.unwrap();
        let row = saar_store::incident::find(&mut tx, id).await.unwrap().unwrap().incident;
        let rebuilt = saar_domain::incident::Incident::rebuild(id, &history).unwrap();
        assert_eq!(
            rebuilt, row,
            "state is rebuilt from history also after the purge (EDGES 25)"
        );
    })
    .await;
}

#[tokio::test]
async fn two_witnesses_do_not_make_two_alarms() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let first = merel.alarm(&world.street(0)).await;
        world.settle().await;
        let asked = eik
            .post(&eik.api("/incidents"), &Person::report(&world.street(0)))
            .await
            .expect(409)
            .json();
        assert_eq!(asked["candidates"], json!([first]));
        let mut different = Person::report(&world.street(0));
        different["not_the_same_as"] = json!([first]);
        eik.post(&eik.api("/incidents"), &different).await.expect(201);
        // A phone that sends by itself cannot be asked: it joins.
        let mut unattended = Person::report(&world.street(0));
        unattended["unattended"] = json!(true);
        let joined = eik.post(&eik.api("/incidents"), &unattended).await.expect(200).json();
        assert_eq!(joined["outcome"], "joined");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_drill_says_so_everywhere_and_counts_nowhere() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let mut drill = Person::report(&world.street(0));
        drill["drill"] = json!(true);
        let answer = merel.post(&merel.api("/incidents"), &drill).await.expect(201).json();
        let incident = answer["id"].as_str().unwrap();
        world.settle().await;
        assert_eq!(phone.received()[0].title(), "OEFENING · Inbraak · Beukenpad");
        let page = eik
            .look(&eik.page(&format!("/incidents/{incident}")))
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("OEFENING") && !page.contains("tel:"),
            "a drill never dials"
        );
        assert_eq!(merel.get(&merel.api("")).await.json()["last_alarm_ms"], json!(null));
        merel.close(incident, "nothing_found").await.expect(200);
        world.settle().await;
        assert_eq!(phone.received()[1].title(), "OEFENING · Afgesloten");
    })
    .await;
}
