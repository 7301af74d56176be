//! What happens in the wrong moment: the work is stopped at a named place, something else happens, and the work goes on (EDGES 14 and 15).

use crate::world::{tell, until};
use saar_domain::clock::Span;
use saar_domain::delivery::DeliveryState;
use saar_domain::member::Role;
use saar_server::fault::Place;
use serde_json::json;

#[tokio::test]
async fn nobody_knows_of_an_alarm_before_it_is_on_disk() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let running = async || {
            let page = eik.get(&eik.api("/incidents")).await.expect(200).json();
            page["incidents"].as_array().unwrap().len()
        };

        let barrier = world.app.faults.hold(Place::BeforeCommit);
        let (sender, street) = (merel.clone(), world.street(0));
        let sending = tokio::spawn(async move { sender.alarm(&street).await });
        barrier.arrived().await;
        assert_eq!(running().await, 0, "not acknowledged, not there");
        barrier.release();
        sending.await.unwrap();
        assert_eq!(running().await, 1);
        world.settle().await;
        assert_eq!(phone.received().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_alarm_goes_on_when_the_browser_hangs_up() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;

        let barrier = world.app.faults.hold(Place::BeforeCommit);
        let (sender, street) = (merel.clone(), world.street(0));
        let browser = tokio::spawn(async move { sender.alarm(&street).await });
        barrier.arrived().await;
        browser.abort();
        assert!(browser.await.unwrap_err().is_cancelled());
        barrier.release();
        until("the alarm goes out", async || {
            world.settle().await;
            !phone.received().is_empty()
        })
        .await;
        assert_eq!(phone.received().len(), 1);
    })
    .await;
}

/// The same holds for everything that changes something: here an invite, while another write keeps it waiting.
#[tokio::test]
async fn whatever_was_begun_is_done_when_the_browser_hangs_up() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let invites = async || {
            let page = vink.look(&vink.page("/admin")).await.expect(200).text;
            page.matches("/admin/invites/").count()
        };
        let before = invites().await;
        let mut tx = world.app.db.write().await.unwrap();
        saar_store::group::lock(&mut tx, world.group, 0).await.unwrap();
        let admin = vink.clone();
        let url = vink.page("/admin/invites");
        let browser = tokio::spawn(async move { admin.submit(&url, &[("uses_max", "5"), ("days", "7")]).await });
        // Long enough for the request to wait for the other write, and for the server to see that nobody is there any more.
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        browser.abort();
        let _ = browser.await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        drop(tx);
        until("the invite is there", async || invites().await > before).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_on_disk_goes_out_although_nobody_rang() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;

        let barrier = world.app.faults.hold(Place::AfterCommit);
        let (sender, street) = (merel.clone(), world.street(0));
        let sending = tokio::spawn(async move { sender.alarm(&street).await });
        barrier.arrived().await;
        world.settle().await;
        assert_eq!(phone.received().len(), 1, "the database is the queue");
        barrier.release();
        sending.await.unwrap();
        world.settle().await;
        assert_eq!(phone.received().len(), 1, "and once");
    })
    .await;
}

#[tokio::test]
async fn only_who_joined_before_and_still_is_there_is_woken() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let (stays, leaves) = (world.phone(&vink).await, world.phone(&eik).await);

        merel.alarm(&world.street(0)).await;
        let barrier = world.app.faults.hold(Place::BeforeExpand);
        let sending = world.sending();
        barrier.arrived().await;
        world.clock.push(Span::seconds(1));
        let newcomer = world.member("Reiger", Role::Member).await;
        let joins = world.phone(&newcomer).await;
        eik.leave().await.expect(204);
        barrier.release();
        sending.await.unwrap();

        assert_eq!(stays.received().len(), 1);
        assert_eq!(joins.attempts(), 0, "joined after the alarm");
        assert_eq!(leaves.attempts(), 0, "left before it went out");
        for nobody in [&eik, &newcomer, &merel] {
            assert!(world.mail.messages_to(&nobody.email).is_empty(), "{}", nobody.alias);
        }
    })
    .await;
}

#[tokio::test]
async fn leaving_ends_what_is_on_its_way_at_once() {
    for place in [Place::AfterExpand, Place::AfterClaim, Place::BeforeSend] {
        tell(async |world| {
            let merel = world.member("Merel", Role::Admin).await;
            let eik = world.member("Eik", Role::Member).await;
            let phone = world.phone(&eik).await;

            let incident = merel.alarm(&world.street(0)).await;
            let barrier = world.app.faults.hold(place);
            let sending = world.sending();
            barrier.arrived().await;
            eik.leave().await.expect(204);
            barrier.release();
            sending.await.unwrap();
            assert_eq!(phone.attempts(), 0, "{place:?}");
            let became = world.deliveries(&incident).await;
            assert_eq!(became.len(), 1, "{place:?}");
            assert_eq!(became[0].3, DeliveryState::Withdrawn, "{place:?}");

            merel.close(&incident, "police_resolved").await.expect(200);
            world.settle().await;
            assert_eq!(phone.attempts(), 0, "no ending follows: {place:?}");
            assert!(world.mail.messages_to(&eik.email).is_empty(), "{place:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn taken_back_before_it_was_sent_wakes_nobody() {
    for place in [Place::BeforeExpand, Place::AfterClaim, Place::BeforeSend] {
        tell(async |world| {
            let merel = world.member("Merel", Role::Member).await;
            let eik = world.member("Eik", Role::Member).await;
            let vink = world.member("Vink", Role::Admin).await;
            let phone = world.phone(&eik).await;

            let incident = merel.alarm(&world.street(0)).await;
            if place == Place::BeforeSend {
                // One recipient: the barrier stops one sending.
                world.no_mailbox(&vink).await;
            }
            let barrier = world.app.faults.hold(place);
            let sending = world.sending();
            barrier.arrived().await;
            merel.close(&incident, "known_person").await.expect(200);
            barrier.release();
            sending.await.unwrap();
            world.pass(Span::seconds(2)).await;
            assert_eq!(phone.attempts(), 0, "neither alarm nor correction: {place:?}");
            assert!(world.mail.messages_to(&vink.email).is_empty(), "{place:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn taken_back_while_it_is_on_its_way_is_corrected_afterwards() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;

        let incident = merel.alarm(&world.street(0)).await;
        phone.hang();
        let sending = world.sending();
        until("the push is on its way", async || phone.attempts() == 1).await;
        merel.close(&incident, "known_person").await.expect(200);
        world.settle().await;
        assert_eq!(phone.attempts(), 1, "a correction never overtakes the alarm");

        phone.resume();
        sending.await.unwrap();
        assert_eq!(phone.received().len(), 1);
        world.pass(Span::seconds(1)).await;
        let pushes = phone.received();
        assert_eq!(pushes.len(), 2);
        assert_eq!(pushes[1].title(), "Rectificatie");
        assert!(pushes[0].version() < pushes[1].version(), "the phone drops older ones");
        assert_eq!(phone.shown().len(), 1, "it replaces the alarm");
    })
    .await;
}

#[tokio::test]
async fn an_attempt_without_an_answer_is_corrected_and_not_repeated() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;

        let incident = merel.alarm(&world.street(0)).await;
        phone.answer_next(503, &[]);
        world.settle().await;
        assert_eq!((phone.attempts(), phone.received().len()), (1, 0));
        merel.close(&incident, "false_alarm").await.expect(200);
        world.settle().await;
        world.pass(Span::minutes(1)).await;
        let pushes = phone.received();
        assert_eq!(
            pushes.len(),
            1,
            "it may have arrived, so it is corrected; the alarm itself is not sent again"
        );
        assert_eq!(pushes[0].title(), "Rectificatie");
        assert_eq!(phone.attempts(), 2);
    })
    .await;
}

#[tokio::test]
async fn each_payload_carries_a_higher_version() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (phone, asleep) = (world.phone(&eik).await, world.phone(&eik).await);
        asleep.sleep();

        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        // News goes where the alarm was shown; it would take the alarm's place at the push service where it was not.
        eik.receipt(&phone.received()[0], "shown").await;
        until("the receipt is written", async || {
            world.receipts_written(&incident).await == 1
        })
        .await;
        let sighting = merel.api(&format!("/incidents/{incident}/sightings"));
        merel.post(&sighting, &json!({"direction": "n"})).await.expect(200);
        world.settle().await;
        assert_eq!(asleep.attempts(), 1, "the sleeping phone's alarm waits undisturbed");
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;

        let versions: Vec<i64> = phone
            .received()
            .iter()
            .map(saar_delivery::fake::Received::version)
            .collect();
        assert_eq!(versions.len(), 3);
        assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");
        assert_eq!(phone.shown().len(), 1);
        asleep.wake(world.app.now());
        let woken = asleep.received();
        assert_eq!(woken.len(), 1, "what waited was replaced by its topic");
        assert_eq!(woken[0].version(), versions[2]);
    })
    .await;
}

#[tokio::test]
async fn two_expanders_make_each_delivery_once() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let incident = merel.alarm(&world.street(0)).await;

        // The first one has seen that there is something to do, and is overtaken.
        let barrier = world.app.faults.hold(Place::BeforeExpand);
        let first = world.sending();
        barrier.arrived().await;
        world.settle().await;
        assert_eq!(phone.received().len(), 1);
        barrier.release();
        first.await.unwrap();
        assert_eq!(phone.attempts(), 1);
        assert_eq!(world.deliveries(&incident).await.len(), 1);
    })
    .await;
}
