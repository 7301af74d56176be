use crate::world::{World, breaks, unique};
use saar_domain::clock::Span;
use saar_domain::incident::Kind;
use saar_store::idempotency::{self, Kept, Outcome};
use saar_store::testing::on_each;

#[tokio::test]
async fn a_key_stands_for_one_request_of_one_account() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let ekster = world.neighbour(&mut tx, "Ekster").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let kept = |outcome, fingerprint: &[u8]| Kept {
            fingerprint: fingerprint.to_vec(),
            incident,
            outcome,
        };
        let published = kept(Outcome::Published, b"one");
        let joined = kept(Outcome::Joined, b"two");
        for (account, key, value) in [
            (merel.account, "k", &published),
            (merel.account, "K", &joined),
            (ekster.account, "k", &joined),
        ] {
            assert_eq!(idempotency::find(&mut tx, account, key).await.unwrap(), None);
            idempotency::insert(&mut tx, account, key, value, world.now())
                .await
                .unwrap();
            assert_eq!(
                idempotency::find(&mut tx, account, key).await.unwrap().as_ref(),
                Some(value)
            );
        }
        breaks(
            idempotency::insert(&mut tx, merel.account, "k", &joined, world.now()).await,
            unique,
        );
    })
    .await;
}

#[tokio::test]
async fn keys_are_forgotten_and_incidents_stay() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let kept = Kept {
            fingerprint: vec![1],
            incident,
            outcome: Outcome::Published,
        };
        for key in ["old", "young"] {
            idempotency::insert(&mut tx, merel.account, key, &kept, world.now())
                .await
                .unwrap();
            world.clock.push(Span::days(1));
        }
        let limit = world.now().minus(Span::days(1));
        assert_eq!(idempotency::forget_before(&mut tx, limit).await.unwrap(), 1);
        assert_eq!(idempotency::find(&mut tx, merel.account, "old").await.unwrap(), None);
        assert_eq!(
            idempotency::find(&mut tx, merel.account, "young").await.unwrap(),
            Some(kept)
        );
        assert!(saar_store::incident::find(&mut tx, incident).await.unwrap().is_some());
    })
    .await;
}
