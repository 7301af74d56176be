use crate::world::World;
use saar_domain::alert::AlertKind;
use saar_domain::clock::Span;
use saar_domain::delivery::ChannelKind;
use saar_domain::incident::Kind;
use saar_domain::member::Role;
use saar_store::testing::on_each;
use saar_store::{alert, endpoint, member};

#[tokio::test]
async fn is_expanded_once_oldest_first() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let mut alerts = Vec::new();
        for kind in [AlertKind::Alarm, AlertKind::Update, AlertKind::Recall] {
            alerts.push(world.alert(&mut tx, incident, kind).await);
            world.clock.push(Span::seconds(1));
        }
        assert!(alert::waiting(&mut tx, world.now()).await.unwrap().alert);
        assert_eq!(alert::take(&mut tx, 2, world.now()).await.unwrap(), alerts[..2]);
        assert_eq!(alert::take(&mut tx, 10, world.now()).await.unwrap(), alerts[2..]);
        assert_eq!(alert::take(&mut tx, 10, world.now()).await.unwrap(), []);
        assert!(!alert::waiting(&mut tx, world.now()).await.unwrap().alert);
    })
    .await;
}

#[tokio::test]
async fn goes_to_who_joined_before_and_still_is_there() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let reporter = world.neighbour(&mut tx, "Reiger").await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let gone = world.neighbour(&mut tx, "Gans").await;
        world.neighbour(&mut tx, "Zwijger").await;
        let mut expected = Vec::new();
        for (who, channel, address) in [
            (reporter, ChannelKind::WebPush, "reporter"),
            (merel, ChannelKind::WebPush, "phone"),
            (merel, ChannelKind::Email, "mail"),
            (gone, ChannelKind::WebPush, "gone"),
        ] {
            let endpoint = world.endpoint(&mut tx, who.account, channel, address).await;
            expected.push((who.member, endpoint, channel));
            world.clock.push(Span::seconds(1));
        }
        let incident = world.raise(&mut tx, reporter.member, Kind::Theft).await.incident.id;
        let alert = world.alert(&mut tx, incident, AlertKind::Alarm).await;
        world.clock.push(Span::millis(1));
        let late = world.neighbour(&mut tx, "Laatkomer").await;
        world
            .endpoint(&mut tx, late.account, ChannelKind::WebPush, "late")
            .await;
        // A second group's member with the same incident's street is nobody here.
        let outsider = world.add_account(&mut tx, "outsider@example.org").await;
        world
            .endpoint(&mut tx, outsider, ChannelKind::WebPush, "outsider")
            .await;
        member::leave(&mut tx, gone.member, world.now()).await.unwrap();

        let all = alert::candidates(&mut tx, alert.group).await.unwrap();
        let hearing = |without| {
            let hears = move |candidate: &&alert::Candidate| candidate.hears(&alert, without);
            all.iter().filter(hears).cloned().collect::<Vec<_>>()
        };
        let reached = hearing(Some(reporter.member));
        let found: Vec<_> = reached.iter().map(|c| (c.member, c.endpoint, c.channel)).collect();
        assert_eq!(found, expected[1..3], "both of Merel's, oldest first");
        assert_eq!(reached[0].order, [ChannelKind::WebPush, ChannelKind::Email]);
        assert_eq!(hearing(None).len(), 3);
        assert!(
            all.iter().any(|candidate| candidate.member == late.member),
            "in the group, but too late"
        );
    })
    .await;
}

#[tokio::test]
async fn endings_go_to_those_who_were_sent_the_alarm() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(4).await;
        let mut tx = world.write().await;
        // Told of an update only: was never woken.
        let later = world.neighbour(&mut tx, "Laatkomer").await;
        let phone = world
            .endpoint(&mut tx, later.account, ChannelKind::WebPush, "late")
            .await;
        let update = world.alert(&mut tx, alarm.id(), AlertKind::Update).await;
        world.deliver(&mut tx, &update, later.member, phone).await;
        world
            .deliver(&mut tx, &update, alarm.recipients[0].0.member, alarm.recipients[0].1)
            .await;
        // Left; and left and came back, which does not bring back what went before.
        member::leave(&mut tx, alarm.recipients[2].0.member, world.now())
            .await
            .unwrap();
        member::leave(&mut tx, alarm.recipients[3].0.member, world.now())
            .await
            .unwrap();
        world
            .join(&mut tx, alarm.recipients[3].0.account, "Terug", Role::Member)
            .await
            .unwrap();
        // A dead endpoint: nowhere to send the ending to.
        endpoint::forget(&mut tx, alarm.recipients[1].1).await.unwrap();

        let told = alert::alerted(&mut tx, alarm.id()).await.unwrap();
        let (merel, phone) = alarm.recipients[0];
        assert_eq!(told, [(merel.member, phone, ChannelKind::WebPush)]);
    })
    .await;
}
