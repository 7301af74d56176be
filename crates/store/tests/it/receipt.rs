//! Receipts of devices: monotonic, idempotent, in any order, expiring (EDGES 20).

use crate::world::World;
use saar_domain::clock::Span;
use saar_domain::delivery::DeliveryState::{
    self, Accepted, Delivered, Expired, Failed, Leased, Pending, Seen, Withdrawn,
};
use saar_store::delivery::{self, Ended};
use saar_store::seal::token_hash;
use saar_store::testing::on_each;
use saar_store::{Tx, alert};

async fn state(tx: &mut Tx, alarm: &crate::world::Alarm) -> DeliveryState {
    delivery::states(tx, alarm.id()).await.unwrap()[0].3
}

#[tokio::test]
async fn never_go_back() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let boot = world.boot();
        let mut tx = world.write().await;
        delivery::claim(&mut tx, boot, world.now(), 1).await.unwrap();
        delivery::record(&mut tx, boot, alarm.sent[0].id, &Ended::Accepted, world.now())
            .await
            .unwrap();
        for (receipt, changed, then) in [
            (Delivered, true, Delivered),
            (Delivered, false, Delivered),
            (Seen, true, Seen),
            (Delivered, false, Seen),
            // No device says any of these of itself.
            (Accepted, false, Seen),
            (Pending, false, Seen),
            (Withdrawn, false, Seen),
        ] {
            let outcome = delivery::receipt(&mut tx, alarm.sent[0].receipt, receipt, world.now()).await;
            assert_eq!(
                (outcome.unwrap(), state(&mut tx, &alarm).await),
                (changed, then),
                "{receipt}"
            );
        }
        // A repeated "seen" may be answered either way; it changes no state.
        delivery::receipt(&mut tx, alarm.sent[0].receipt, Seen, world.now())
            .await
            .unwrap();
        assert_eq!(state(&mut tx, &alarm).await, Seen);
    })
    .await;
}

#[tokio::test]
async fn may_be_faster_than_the_services_own_answer() {
    on_each(async |test| {
        let world = World::new(test).await;
        let late = || {
            [
                Ended::Accepted,
                Ended::Again {
                    at: world.now(),
                    attempted: true,
                    why: "timed out".into(),
                },
                Ended::Over {
                    state: Failed,
                    attempted: true,
                    why: "gone".into(),
                },
            ]
        };
        let boot = world.boot();
        let alarm = world.alarm(6).await;
        let mut tx = world.write().await;
        alert::take(&mut tx, 1, world.now()).await.unwrap();
        delivery::claim(&mut tx, boot, world.now(), 10).await.unwrap();
        let expected = [Delivered, Seen]
            .into_iter()
            .flat_map(|receipt| late().map(|ended| (receipt, ended)));
        for (sent, (receipt, ended)) in alarm.sent.iter().zip(expected) {
            assert!(
                delivery::receipt(&mut tx, sent.receipt, receipt, world.now())
                    .await
                    .unwrap()
            );
            let recorded = delivery::record(&mut tx, boot, sent.id, &ended, world.now()).await;
            assert!(!recorded.unwrap(), "{receipt}, then {ended:?}");
        }
        let mut states: Vec<_> = delivery::states(&mut tx, alarm.id())
            .await
            .unwrap()
            .iter()
            .map(|row| row.3)
            .collect();
        states.sort();
        assert_eq!(states, [Delivered, Delivered, Delivered, Seen, Seen, Seen]);
        assert_eq!(
            delivery::queue(&mut tx).await.unwrap(),
            (0, None),
            "nothing is sent again"
        );
    })
    .await;
}

#[tokio::test]
async fn count_when_the_service_said_no_and_the_phone_says_yes() {
    on_each(async |test| {
        let world = World::new(test).await;
        for (ended, counts) in [
            (Failed, true),
            // There was nothing left to tell; or it was too old.
            (Withdrawn, false),
            (Expired, false),
        ] {
            let mut tx = world.write().await;
            saar_store::db::sql("UPDATE members SET membership = 'left', left_at = 1 WHERE membership = 'active'")
                .run(&mut tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            let alarm = next_alarm(&world, ended).await;
            let boot = world.boot();
            let mut tx = world.write().await;
            delivery::claim(&mut tx, boot, world.now(), 1).await.unwrap();
            let over = Ended::Over {
                state: ended,
                attempted: true,
                why: "test".into(),
            };
            assert!(
                delivery::record(&mut tx, boot, alarm.id, &over, world.now())
                    .await
                    .unwrap()
            );
            let outcome = delivery::receipt(&mut tx, alarm.receipt, Seen, world.now()).await;
            assert_eq!(outcome.unwrap(), counts, "{ended}");
            tx.commit().await.unwrap();
        }
    })
    .await;
}

async fn next_alarm(world: &World<'_>, name: DeliveryState) -> crate::world::Sent {
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, &format!("Merel {name}")).await;
    let phone = world
        .endpoint(
            &mut tx,
            merel.account,
            saar_domain::delivery::ChannelKind::WebPush,
            name.code(),
        )
        .await;
    let incident = world
        .raise(&mut tx, merel.member, saar_domain::incident::Kind::Theft)
        .await;
    let alert = world
        .alert(&mut tx, incident.incident.id, saar_domain::alert::AlertKind::Alarm)
        .await;
    let sent = world.deliver(&mut tx, &alert, merel.member, phone).await;
    tx.commit().await.unwrap();
    sent
}

#[tokio::test]
async fn expire_with_the_delivery_and_are_forgotten() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let sent = alarm.sent[0];
        let expires = world.now().plus(alarm.alert.kind.expiry());
        let mut tx = world.write().await;
        delivery::claim(&mut tx, world.boot(), world.now(), 1).await.unwrap();
        let unknown = delivery::receipt(&mut tx, token_hash("guessed"), Seen, world.now()).await;
        assert!(!unknown.unwrap());
        for receipt in [Delivered, Seen] {
            let late = delivery::receipt(&mut tx, sent.receipt, receipt, expires).await;
            assert!(!late.unwrap());
        }
        assert_eq!(state(&mut tx, &alarm).await, Leased);
        let in_time = delivery::receipt(&mut tx, sent.receipt, Delivered, expires.minus(Span::millis(1))).await;
        assert!(in_time.unwrap());

        let day_later = expires.plus(Span::days(1));
        let early = delivery::forget_receipts(&mut tx, day_later.minus(Span::millis(1))).await;
        assert_eq!(early.unwrap(), 0);
        assert_eq!(delivery::forget_receipts(&mut tx, day_later).await.unwrap(), 1);
        assert_eq!(delivery::forget_receipts(&mut tx, day_later).await.unwrap(), 0);
        let gone = delivery::receipt(&mut tx, sent.receipt, Seen, world.now()).await;
        assert!(!gone.unwrap());
    })
    .await;
}
