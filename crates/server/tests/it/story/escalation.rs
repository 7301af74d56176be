//! A phone that stays silent: the next channel is tried, once, and only while it can help (EDGES 10).

use crate::world::{Person, World, tell, until};
use saar_delivery::fake::Device;
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;
use serde_json::json;

/// A reporter, and a neighbour with a phone first and a mailbox second.
async fn reporter_and_phone(world: &World) -> (Person, Person, Device) {
    let merel = world.member("Merel", Role::Admin).await;
    let eik = world.member("Eik", Role::Member).await;
    let phone = world.phone(&eik).await;
    // Long after the start of the program.
    world.pass(Span::hours(1)).await;
    (merel, eik, phone)
}

fn mails(world: &World, person: &Person) -> usize {
    world.mail.messages_to(&person.email).len()
}

#[tokio::test]
async fn a_silent_phone_is_followed_by_one_mail() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        world
            .pass(Span::millis(limits::ESCALATE_AFTER.as_millis() - 1000))
            .await;
        assert_eq!(mails(world, &eik), 0, "it has time to answer");
        world.pass(Span::seconds(1)).await;
        assert_eq!(mails(world, &eik), 1);
        world.pass(Span::minutes(5)).await;
        assert_eq!((mails(world, &eik), phone.received().len()), (1, 1), "once");
        // The end goes wherever the alarm went.
        merel.close(&incident, "police_resolved").await.expect(200);
        world.settle().await;
        assert_eq!((mails(world, &eik), phone.received().len()), (2, 2));
    })
    .await;
}

#[tokio::test]
async fn who_has_mail_first_and_does_not_look_is_pushed_to() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        let linde = world.member("Linde", Role::Member).await;
        let lindes = world.phone(&linde).await;
        for person in [&eik, &linde] {
            person
                .submit(&format!("{}/settings/channels", person.base), &[("up", "mail")])
                .await
                .expect(303);
        }
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!((mails(world, &eik), phone.received().len()), (1, 0));
        let reach = merel.incident(&incident).await["reach"].clone();
        assert_eq!(
            (&reach["reached"], &reach["seen"]),
            (&json!(2), &json!(0)),
            "taken by the mail server counts as delivered (EDGES 16)"
        );
        // Linde opens the mail's link; Eik sleeps.
        linde
            .look(&linde.page(&format!("/incidents/{incident}")))
            .await
            .expect(200);
        world
            .pass(Span::millis(limits::ESCALATE_AFTER.as_millis() - 1000))
            .await;
        assert_eq!(phone.received().len(), 0, "there is time to read it");
        world.pass(Span::seconds(1)).await;
        assert_eq!((phone.received().len(), lindes.received().len()), (1, 0));
        world.pass(Span::minutes(5)).await;
        assert_eq!((mails(world, &eik), phone.received().len()), (1, 1), "once");
    })
    .await;
}

/// Something that shows that the alarm reached them.
#[derive(Debug, Clone, Copy)]
enum SignOfLife {
    Receipt,
    Page,
    Response,
    Sighting,
}

#[tokio::test]
async fn any_sign_of_life_is_enough() {
    use SignOfLife::{Page, Receipt, Response, Sighting};
    for sign in [Receipt, Page, Response, Sighting] {
        tell(async |world| {
            let (merel, eik, phone) = reporter_and_phone(world).await;
            let incident = merel.alarm(&world.street(0)).await;
            world.settle().await;
            let at = |rest: &str| eik.api(&format!("/incidents/{incident}{rest}"));
            match sign {
                Receipt => eik.receipt(&phone.received()[0], "shown").await,
                Page => drop(eik.look(&eik.page(&format!("/incidents/{incident}"))).await.expect(200)),
                Response => drop(
                    eik.post(&at("/responses"), &json!({"response": "lights_on"}))
                        .await
                        .expect(200),
                ),
                Sighting => drop(
                    eik.post(&at("/sightings"), &json!({"direction": "n"}))
                        .await
                        .expect(200),
                ),
            }
            if matches!(sign, Receipt) {
                until("the receipt is written", async || {
                    world.receipts_written(&incident).await == 1
                })
                .await;
            }
            world.settle().await;
            world.pass(Span::minutes(5)).await;
            assert_eq!(mails(world, &eik), 0, "{sign:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn only_an_open_real_alarm_is_worth_a_second_way() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        let mut drill = Person::report(&world.street(0));
        drill["drill"] = json!(true);
        merel.post(&merel.api("/incidents"), &drill).await.expect(201);
        let incident = merel.alarm(&world.street(1)).await;
        world.settle().await;
        merel.close(&incident, "police_resolved").await.expect(200);
        world.settle().await;
        assert_eq!(phone.received().len(), 3, "drill, alarm, closing");
        world.pass(Span::minutes(5)).await;
        assert_eq!(
            mails(world, &eik),
            0,
            "not for a drill, not for what ended, not for a closing"
        );
    })
    .await;
}

#[tokio::test]
async fn a_sighting_is_no_reason_for_a_mail() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        eik.incident(&incident).await;
        let sightings = merel.api(&format!("/incidents/{incident}/sightings"));
        merel.post(&sightings, &json!({"direction": "n"})).await.expect(200);
        world.settle().await;
        world.pass(Span::minutes(5)).await;
        assert_eq!((mails(world, &eik), phone.received().len()), (0, 2));
    })
    .await;
}

#[tokio::test]
async fn a_dead_phone_is_followed_by_a_mail_at_once() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        phone.gone();
        merel.alarm(&world.street(0)).await;
        world.settle().await;
        // The next look at who stayed silent, at the very same instant.
        world.settle().await;
        let alarms = world.mail.messages_to(&eik.email).into_iter();
        let alarms = alarms.filter(|mail| mail.text.contains("/incidents/")).count();
        assert_eq!((alarms, phone.attempts()), (1, 1));
        assert_eq!(mails(world, &eik), 2, "and one that says that the phone is gone");
    })
    .await;
}

#[tokio::test]
async fn one_dead_phone_of_two_is_not_yet_silence() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        let works = world.phone(&eik).await;
        phone.gone();
        merel.alarm(&world.street(0)).await;
        world.settle().await;
        world.settle().await;
        assert_eq!((mails(world, &eik), works.received().len()), (0, 1));
        world.pass(limits::ESCALATE_AFTER).await;
        assert_eq!(mails(world, &eik), 1);
    })
    .await;
}

#[tokio::test]
async fn an_old_alarm_escalates_to_nobody() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!(phone.received().len(), 1);
        world
            .pass(Span::millis(limits::ESCALATE_ALARM_AGE_MAX.as_millis() + 1000))
            .await;
        assert_eq!(mails(world, &eik), 0);
    })
    .await;
}
