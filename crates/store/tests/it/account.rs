use crate::world::{World, breaks, check, unique};
use saar_domain::alert::QuietHours;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::AccountId;
use saar_store::account::{self, Account};
use saar_store::testing::on_each;

#[tokio::test]
async fn is_found_by_its_address_and_keeps_preferences() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let id = world.add_account(&mut tx, "merel@example.org").await;
        let found = account::find_by_email(&mut tx, &test.sealer, "merel@example.org")
            .await
            .unwrap()
            .unwrap();
        assert_eq!((found.id, found.quiet), (id, None));
        let own = account::own_email(&mut tx, &test.sealer, id).await;
        assert_eq!(own.unwrap(), "merel@example.org");
        let other = account::find_by_email(&mut tx, &test.sealer, "merels@example.org").await;
        assert_eq!(other.unwrap(), None);
        assert_eq!(account::find(&mut tx, world.id(AccountId::new)).await.unwrap(), None);

        for (channels, quiet) in [
            (vec![ChannelKind::Email, ChannelKind::WebPush], Some((1320, 420, true))),
            (vec![ChannelKind::Email], Some((0, 1439, false))),
            (vec![], None),
        ] {
            let quiet = quiet.map(|(from, to, mute_real_alarms)| QuietHours {
                from,
                to,
                mute_real_alarms,
            });
            let changed = Account {
                id,
                language: "en".into(),
                channels,
                quiet,
            };
            account::save_preferences(&mut tx, &changed).await.unwrap();
            assert_eq!(account::find(&mut tx, id).await.unwrap(), Some(changed));
        }
    })
    .await;
}

#[tokio::test]
async fn of_an_address_exists_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        world.add_account(&mut tx, "merel@example.org").await;
        let twin = Account {
            id: world.id(AccountId::new),
            language: "nl".into(),
            channels: vec![],
            quiet: None,
        };
        let again = account::insert(
            &mut tx,
            &test.sealer,
            &twin,
            "merel@example.org",
            world.now(),
            &world.entropy,
        );
        breaks(again.await, unique);
    })
    .await;
}

#[tokio::test]
async fn never_has_hours_that_no_clock_shows() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let id = world.add_account(&mut tx, "merel@example.org").await;
        let account = account::find(&mut tx, id).await.unwrap().unwrap();
        let quiet = QuietHours {
            from: 1440,
            to: 0,
            mute_real_alarms: false,
        };
        let wrong = Account {
            quiet: Some(quiet),
            ..account
        };
        breaks(account::save_preferences(&mut tx, &wrong).await, check);
    })
    .await;
}
