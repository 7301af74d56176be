//! Claiming and leases: a delivery is in one pair of hands.

use crate::world::World;
use saar_domain::clock::Span;
use saar_domain::delivery::DeliveryState;
use saar_domain::id::{BootId, DeliveryId};
use saar_store::delivery::{self, Ended};
use saar_store::testing::on_each;
use saar_store::{Db, Tx, alert};
use std::collections::BTreeSet;

async fn claim(tx: &mut Tx, world: &World<'_>, boot: BootId, rows_max: u32) -> BTreeSet<DeliveryId> {
    let claimed = delivery::claim(tx, boot, world.now(), rows_max).await.unwrap();
    let ids: BTreeSet<_> = claimed.iter().map(|delivery| delivery.id).collect();
    assert_eq!(ids.len(), claimed.len());
    ids
}

#[tokio::test]
async fn a_row_is_given_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(7).await;
        let boot = world.boot();
        let mut tx = world.write().await;
        let mut all = BTreeSet::new();
        for expected in [3, 3, 1, 0] {
            let batch = claim(&mut tx, &world, boot, 3).await;
            assert_eq!(batch.len(), expected);
            assert!(all.is_disjoint(&batch));
            all.extend(batch);
        }
        assert_eq!(all, alarm.sent.iter().map(|sent| sent.id).collect());
    })
    .await;
}

#[tokio::test]
async fn programs_at_once_share_the_rows_between_them() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(30).await;
        let programs = (0..3).map(|_| async {
            let db = Db::open(&test.url).await.unwrap();
            let boot = world.boot();
            let mut mine = Vec::new();
            loop {
                let mut tx = db.write().await.unwrap();
                let batch = claim(&mut tx, &world, boot, 4).await;
                tx.commit().await.unwrap();
                if batch.is_empty() {
                    break;
                }
                mine.extend(batch);
            }
            db.close().await;
            mine
        });
        let all = futures_util::future::join_all(programs).await.concat();
        let once: BTreeSet<_> = all.iter().copied().collect();
        assert_eq!(all.len(), 30, "none twice");
        assert_eq!(once, alarm.sent.iter().map(|sent| sent.id).collect(), "none left");
    })
    .await;
}

#[tokio::test]
async fn leases_end_with_their_program_and_not_before() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(3).await;
        let (old, new) = (world.boot(), world.boot());
        let mut tx = world.write().await;
        alert::take(&mut tx, 1, world.now()).await.unwrap();
        let lost = claim(&mut tx, &world, old, 2).await;
        let own = claim(&mut tx, &world, new, 1).await;
        world.clock.push(Span::minutes(3));
        assert_eq!(delivery::free_leases(&mut tx, new, world.now()).await.unwrap(), 2);
        assert_eq!(delivery::free_leases(&mut tx, new, world.now()).await.unwrap(), 0);
        let (waiting, due) = delivery::queue(&mut tx).await.unwrap();
        assert_eq!(waiting, 3);
        assert_eq!(
            due,
            Some(world.now().minus(Span::minutes(3))),
            "the own lease still runs"
        );

        let again = delivery::claim(&mut tx, new, world.now(), 10).await.unwrap();
        assert_eq!(again.iter().map(|d| d.id).collect::<BTreeSet<_>>(), lost);
        // The crash may have come after the sending: that attempt counts, and the phone drops the repeat.
        assert!(again.iter().all(|delivery| delivery.attempts == 2));
        assert!(alarm.sent.iter().any(|sent| own.contains(&sent.id)));
    })
    .await;
}

#[tokio::test]
async fn only_the_owner_of_a_lease_records_its_end() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let id = alarm.sent[0].id;
        let (old, new) = (world.boot(), world.boot());
        let mut tx = world.write().await;
        let record = async |tx: &mut Tx, boot| {
            delivery::record(tx, boot, id, &Ended::Accepted, world.now())
                .await
                .unwrap()
        };
        assert!(!record(&mut tx, old).await, "nobody claimed it");
        claim(&mut tx, &world, old, 1).await;
        assert!(!record(&mut tx, new).await);
        delivery::free_leases(&mut tx, new, world.now()).await.unwrap();
        assert!(
            !record(&mut tx, old).await,
            "a program that is thought dead comes too late"
        );
        claim(&mut tx, &world, new, 1).await;
        assert!(!record(&mut tx, old).await);
        assert!(record(&mut tx, new).await);
        let states = delivery::states(&mut tx, alarm.id()).await.unwrap();
        assert_eq!(states[0].3, DeliveryState::Accepted);
    })
    .await;
}
