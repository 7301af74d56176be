use crate::world::{World, breaks, check, unique};
use saar_domain::alert::QuietHours;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::AccountId;
use saar_domain::preference::HolidayPause;
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

        let day = |text: &str| Some(text.parse().unwrap());
        let pause = |from, until| Some(HolidayPause { from, until });
        for (channels, quiet, zone, pause, large_text) in [
            (
                vec![ChannelKind::Email, ChannelKind::WebPush],
                Some((1320, 420, true)),
                Some("Asia/Tokyo"),
                pause(day("2026-12-20"), day("2027-01-03")),
                true,
            ),
            (
                vec![ChannelKind::Email],
                Some((0, 1439, false)),
                None,
                pause(None, None),
                false,
            ),
            (vec![], None, None, None, true),
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
                time_zone: zone.map(str::to_owned),
                pause,
                large_text,
                left_hand: !large_text,
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
        let twin = Account::new(world.id(AccountId::new), "nl", vec![]);
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

#[tokio::test]
async fn forgets_when_somebody_was_away() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let day = |text: &str| Some(text.parse().unwrap());
        let mut ids = Vec::new();
        for (number, until) in [day("2026-12-19"), day("2026-12-20"), None].into_iter().enumerate() {
            let id = world.add_account(&mut tx, &format!("merel{number}@example.org")).await;
            let mut away = account::find(&mut tx, id).await.unwrap().unwrap();
            away.pause = Some(HolidayPause { from: None, until });
            account::save_preferences(&mut tx, &away).await.unwrap();
            ids.push(id);
        }
        let forgotten = account::forget_pauses(&mut tx, day("2026-12-20").unwrap()).await;
        assert_eq!(forgotten.unwrap(), 1);
        let mut away = Vec::new();
        for id in ids {
            away.push(account::find(&mut tx, id).await.unwrap().unwrap().pause.is_some());
        }
        assert_eq!(
            away,
            [false, true, true],
            "the last day still counts, and none is no day before"
        );
    })
    .await;
}
