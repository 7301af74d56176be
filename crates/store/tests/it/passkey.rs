use crate::world::World;
use saar_domain::clock::Span;
use saar_domain::id::{AccountId, PasskeyId};
use saar_store::Tx;
use saar_store::passkey::{self, Passkey};
use saar_store::testing::on_each;

async fn add(world: &World<'_>, tx: &mut Tx, account: AccountId, credential_id: &[u8]) -> Passkey {
    let made = Passkey {
        id: world.id(PasskeyId::new),
        account,
        credential_id: credential_id.to_vec(),
        credential: r#"{"counter":0}"#.into(),
        name: "Telefoon".into(),
        created_at: world.now(),
        used_at: None,
        blocked_at: None,
    };
    assert!(passkey::insert(tx, &made).await.unwrap());
    made
}

#[tokio::test]
async fn is_read_back_as_it_was_written_newest_first() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let vink = world.add_account(&mut tx, "vink@example.org").await;
        let older = add(&world, &mut tx, merel, b"one").await;
        world.clock.push(Span::minutes(1));
        let newer = add(&world, &mut tx, merel, b"two").await;
        let other = add(&world, &mut tx, vink, b"three").await;
        assert_eq!(
            passkey::of_account(&mut tx, merel).await.unwrap(),
            [newer, older.clone()]
        );
        assert_eq!(passkey::of_account(&mut tx, vink).await.unwrap(), [other]);
        assert_eq!(passkey::hold(&mut tx, b"one").await.unwrap(), Some(older));
        assert_eq!(passkey::hold(&mut tx, b"on").await.unwrap(), None);
        assert!(passkey::is_known(&mut tx, b"three").await.unwrap());
        assert!(!passkey::is_known(&mut tx, b"").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn one_key_belongs_to_one_account() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let vink = world.add_account(&mut tx, "vink@example.org").await;
        let made = add(&world, &mut tx, merel, b"one").await;
        for account in [merel, vink] {
            let again = Passkey {
                id: world.id(PasskeyId::new),
                account,
                ..made.clone()
            };
            assert!(!passkey::insert(&mut tx, &again).await.unwrap());
        }
        assert_eq!(passkey::hold(&mut tx, b"one").await.unwrap().unwrap().account, merel);
    })
    .await;
}

#[tokio::test]
async fn is_used_renamed_and_taken_back_by_its_owner_alone() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let vink = world.add_account(&mut tx, "vink@example.org").await;
        let made = add(&world, &mut tx, merel, b"one").await;
        world.clock.push(Span::minutes(1));
        let now = world.now();
        passkey::note_use(&mut tx, made.id, r#"{"counter":1}"#, now)
            .await
            .unwrap();
        assert!(!passkey::rename(&mut tx, vink, made.id, "Vreemd").await.unwrap());
        assert!(passkey::rename(&mut tx, merel, made.id, "Laptop").await.unwrap());
        let expected = Passkey {
            credential: r#"{"counter":1}"#.into(),
            name: "Laptop".into(),
            used_at: Some(now),
            ..made.clone()
        };
        assert_eq!(passkey::of_account(&mut tx, merel).await.unwrap(), [expected]);
        assert!(!passkey::revoke(&mut tx, vink, made.id).await.unwrap());
        assert!(passkey::revoke(&mut tx, merel, made.id).await.unwrap());
        assert!(!passkey::revoke(&mut tx, merel, made.id).await.unwrap());
        assert_eq!(passkey::hold(&mut tx, b"one").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn is_blocked_once_and_keeps_since_when() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let made = add(&world, &mut tx, merel, b"one").await;
        let at = world.now();
        assert!(passkey::block(&mut tx, made.id, at).await.unwrap());
        world.clock.push(Span::minutes(1));
        assert!(!passkey::block(&mut tx, made.id, world.now()).await.unwrap());
        let held = passkey::hold(&mut tx, b"one").await.unwrap().unwrap();
        assert_eq!(held.blocked_at, Some(at));
    })
    .await;
}

#[tokio::test]
async fn a_ceremony_is_used_once_and_forgotten_when_it_would_be_too_old() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let until = world.now().plus(Span::minutes(5));
        assert!(passkey::burn(&mut tx, [1; 32], until).await.unwrap());
        assert!(!passkey::burn(&mut tx, [1; 32], until).await.unwrap());
        assert!(passkey::burn(&mut tx, [2; 32], until).await.unwrap());
        // As long as it would be taken, it is remembered.
        assert_eq!(passkey::forget_ceremonies(&mut tx, until).await.unwrap(), 0);
        assert!(!passkey::burn(&mut tx, [1; 32], until).await.unwrap());
        let late = until.plus(Span::millis(1));
        assert_eq!(passkey::forget_ceremonies(&mut tx, late).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn is_offered_until_there_is_one_or_somebody_says_no() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let vink = world.add_account(&mut tx, "vink@example.org").await;
        assert!(passkey::is_offered(&mut tx, merel).await.unwrap());
        add(&world, &mut tx, merel, b"one").await;
        assert!(!passkey::is_offered(&mut tx, merel).await.unwrap());
        passkey::decline(&mut tx, vink, world.now()).await.unwrap();
        passkey::decline(&mut tx, vink, world.now()).await.unwrap();
        assert!(!passkey::is_offered(&mut tx, vink).await.unwrap());
        assert!(!passkey::is_offered(&mut tx, world.id(AccountId::new)).await.unwrap());
    })
    .await;
}
