//! The program dies and comes back: nothing is lost, repeats can be told by their id, and nobody is woken twice for our trouble (EDGES 10 and 11).

use crate::world::{World, tell};
use saar_delivery::fake::Device;
use saar_domain::clock::Span;
use saar_domain::delivery::DeliveryState;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_server::app::App;
use saar_server::fault::Place;
use saar_server::job::outbox;
use std::sync::Arc;

/// The program dies at a place, as by `kill -9`, with the outbox in the middle of its work.
async fn die(world: &World, place: Place) {
    let barrier = world.app.faults.hold(place);
    let sending = world.sending();
    barrier.arrived().await;
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
}

async fn send_all(app: &Arc<App>) {
    outbox::drain(app).await.unwrap();
}

#[tokio::test]
async fn what_was_claimed_is_free_after_a_restart() {
    for place in [
        Place::BeforeExpand,
        Place::AfterExpand,
        Place::AfterClaim,
        Place::BeforeSend,
    ] {
        tell(async |world| {
            let merel = world.member("Merel", Role::Member).await;
            let eik = world.member("Eik", Role::Member).await;
            let vink = world.member("Vink", Role::Admin).await;
            let phones = [world.phone(&eik).await, world.phone(&vink).await];
            let incident = merel.alarm(&world.street(0)).await;
            die(world, place).await;
            send_all(&world.restart().await).await;
            for phone in &phones {
                // With several recipients, one may have been sent to before the other one's barrier; nobody was before that place.
                let sent_max = if place == Place::BeforeSend { 2 } else { 1 };
                assert!((1..=sent_max).contains(&phone.received().len()), "{place:?}");
                assert_eq!(phone.shown().len(), 1, "{place:?}");
            }
            let became = world.deliveries(&incident).await;
            assert!(
                became.iter().all(|delivery| delivery.3 == DeliveryState::Accepted),
                "{place:?}: {became:?}"
            );
            assert_eq!(became.len(), 2, "{place:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_lease_of_this_start_is_not_taken_from_it() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        merel.alarm(&world.street(0)).await;
        let barrier = world.app.faults.hold(Place::AfterClaim);
        let sending = world.sending();
        barrier.arrived().await;
        world.settle().await;
        assert_eq!(phone.attempts(), 0, "it is in the first one's hands");
        barrier.release();
        sending.await.unwrap();
        assert_eq!(phone.attempts(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_repeat_has_the_same_id_and_the_phone_can_drop_it() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        merel.alarm(&world.street(0)).await;
        die(world, Place::AfterSend).await;
        assert_eq!(phone.received().len(), 1, "sent, and not written down");

        send_all(&world.restart().await).await;
        let pushes = phone.received();
        assert_eq!(pushes.len(), 2, "at least once");
        assert_eq!(pushes[0].delivery(), pushes[1].delivery());
        assert_eq!(pushes[0].receipt(), pushes[1].receipt(), "one receipt for both");
        assert_eq!(
            (pushes[0].tag(), pushes[0].version()),
            (pushes[1].tag(), pushes[1].version())
        );
        assert_eq!(phone.shown().len(), 1);
        send_all(&world.restart().await).await;
        assert_eq!(phone.received().len(), 2, "what was written down is not sent again");
    })
    .await;
}

#[tokio::test]
async fn after_ten_minutes_and_a_restart_nobody_is_escalated_in_the_first_minute() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let phones: Vec<Device> = world.village(255).await;
        merel.alarm(&world.street(0)).await;
        // Expanded, and then the machine is off: 255 are pending.
        die(world, Place::AfterExpand).await;
        let (pending, _) = outbox::waiting(&world.app).await.unwrap();
        assert_eq!(pending, 255);

        world.clock.push(Span::minutes(10));
        let app = world.restart().await;
        send_all(&app).await;
        for _ in 0..12 {
            world.clock.push(Span::seconds(5));
            send_all(&app).await;
        }
        assert!(
            phones.iter().all(|phone| phone.received().len() == 1),
            "everyone is told, late"
        );
        assert!(world.mail.messages().is_empty(), "nobody had a minute to answer");
    })
    .await;
}

#[tokio::test]
async fn silence_counts_from_the_restart_on() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let phones: Vec<Device> = world.village(12).await;
        merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert!(phones.iter().all(|phone| phone.received().len() == 1));

        // Whoever looked in these three minutes could not tell us.
        world.clock.push(Span::minutes(3));
        let app = world.restart().await;
        send_all(&app).await;
        world
            .clock
            .push(Span::millis(limits::ESCALATE_AFTER.as_millis() - 1000));
        send_all(&app).await;
        assert!(world.mail.messages().is_empty());
        world.clock.push(Span::seconds(1));
        send_all(&app).await;
        assert_eq!(world.mail.messages().len(), 12);
    })
    .await;
}
