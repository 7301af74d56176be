use crate::world::World;
use saar_domain::clock::{Entropy, Span};
use saar_domain::id::{ChallengeId, InviteId};
use saar_domain::limits::CODE_TRIES_MAX;
use saar_store::challenge::{self, Challenge, Joining};
use saar_store::invite::{self, Invite};
use saar_store::testing::on_each;

fn new(world: &World<'_>, email: &str) -> Challenge {
    let entropy: &dyn Entropy = &world.entropy;
    Challenge {
        id: world.id(ChallengeId::new),
        device_hash: entropy.bytes(),
        link_hash: entropy.bytes(),
        code_hash: entropy.bytes(),
        email: email.into(),
        language: "nl".into(),
        joining: None,
        asking: None,
        tries: 0,
        created_at: world.now(),
        used_at: None,
    }
}

#[tokio::test]
async fn is_found_by_device_and_by_link() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let invite = Invite {
            id: world.id(InviteId::new),
            group: world.group,
            created_by: None,
            created_at: world.now(),
            expires_at: world.now().plus(Span::days(1)),
            uses_max: 1,
            uses: 0,
            revoked_at: None,
            readmits: None,
            appoints: false,
        };
        invite::insert(&mut tx, &invite).await.unwrap();
        let joining = Joining {
            invite: invite.id,
            alias: "Merel".into(),
            rules_version: 4,
            own_rules_version: 3,
        };
        let challenge = Challenge {
            joining: Some(joining),
            ..new(&world, "merel@example.org")
        };
        challenge::insert(&mut tx, &test.sealer, &challenge, &world.entropy)
            .await
            .unwrap();
        let by_device = challenge::of_device(&mut tx, &test.sealer, challenge.device_hash).await;
        assert_eq!(by_device.unwrap().as_ref(), Some(&challenge));
        let by_link = challenge::of_link(&mut tx, &test.sealer, challenge.link_hash).await;
        assert_eq!(by_link.unwrap().as_ref(), Some(&challenge));
        // The mailed link's secret is not the device's.
        let crossed = challenge::of_device(&mut tx, &test.sealer, challenge.link_hash).await;
        assert_eq!(crossed.unwrap(), None);

        // The same device asks again: the latest one counts.
        world.clock.push(Span::seconds(30));
        let second = Challenge {
            device_hash: challenge.device_hash,
            ..new(&world, "merel@example.org")
        };
        challenge::insert(&mut tx, &test.sealer, &second, &world.entropy)
            .await
            .unwrap();
        let latest = challenge::of_device(&mut tx, &test.sealer, challenge.device_hash).await;
        assert_eq!(latest.unwrap(), Some(second));
    })
    .await;
}

#[tokio::test]
async fn is_used_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let challenge = new(&world, "merel@example.org");
        challenge::insert(&mut tx, &test.sealer, &challenge, &world.entropy)
            .await
            .unwrap();
        assert!(challenge::take(&mut tx, challenge.id, world.now()).await.unwrap());
        assert!(!challenge::take(&mut tx, challenge.id, world.now()).await.unwrap());
        let used = challenge::of_link(&mut tx, &test.sealer, challenge.link_hash).await;
        assert_eq!(used.unwrap().unwrap().used_at, Some(world.now()));
    })
    .await;
}

#[tokio::test]
async fn tries_that_come_at_once_are_all_counted() {
    on_each(async |test| {
        let world = World::new(test).await;
        let challenge = new(&world, "merel@example.org");
        let mut tx = world.write().await;
        challenge::insert(&mut tx, &test.sealer, &challenge, &world.entropy)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        // Guessing in parallel must not buy a single try more than guessing in turn.
        let attempts = (0..2 * CODE_TRIES_MAX).map(|_| async {
            let mut tx = world.write().await;
            let tries = challenge::count_try(&mut tx, challenge.id).await.unwrap();
            tx.commit().await.unwrap();
            tries
        });
        let mut tries = futures_util::future::join_all(attempts).await;
        tries.sort_unstable();
        assert_eq!(tries, (1..=2 * CODE_TRIES_MAX).collect::<Vec<_>>());
        assert_eq!(tries.iter().filter(|tries| **tries <= CODE_TRIES_MAX).count(), 5);
    })
    .await;
}

#[tokio::test]
async fn codes_are_counted_by_address_and_forgotten() {
    on_each(async |test| {
        let world = World::new(test).await;
        let start = world.now();
        let mut tx = world.write().await;
        for email in ["merel@example.org", "ekster@example.org", "merel@example.org"] {
            challenge::insert(&mut tx, &test.sealer, &new(&world, email), &world.entropy)
                .await
                .unwrap();
            world.clock.push(Span::minutes(10));
        }
        let since = async |tx: &mut _, at| {
            challenge::count_since(tx, &test.sealer, "merel@example.org", at)
                .await
                .unwrap()
        };
        assert_eq!(since(&mut tx, start).await, 2);
        assert_eq!(since(&mut tx, start.plus(Span::millis(1))).await, 1);
        assert_eq!(
            challenge::forget_before(&mut tx, start.plus(Span::minutes(20)))
                .await
                .unwrap(),
            2
        );
        assert_eq!(since(&mut tx, start).await, 1);
    })
    .await;
}
