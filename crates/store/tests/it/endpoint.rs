use crate::world::World;
use saar_domain::alert::AlertKind;
use saar_domain::clock::Span;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{EndpointId, SessionId};
use saar_store::endpoint::{self, NewEndpoint};
use saar_store::seal::token_hash;
use saar_store::session::{self, Session};
use saar_store::testing::on_each;
use saar_store::{alert, delivery};

#[tokio::test]
async fn saved_twice_is_one_and_answers_with_its_address() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let first = world
            .endpoint(&mut tx, merel.account, ChannelKind::WebPush, "phone")
            .await;
        world.clock.push(Span::days(3));
        world
            .endpoint(&mut tx, merel.account, ChannelKind::WebPush, "phone")
            .await;
        let endpoints = endpoint::of_account(&mut tx, merel.account).await.unwrap();
        let found = endpoints
            .iter()
            .map(|e| (e.id, e.channel, e.answered_at))
            .collect::<Vec<_>>();
        assert_eq!(found, [(first, ChannelKind::WebPush, Some(world.now()))]);
        assert_eq!(
            endpoint::address(&mut tx, &test.sealer, first)
                .await
                .unwrap()
                .as_deref(),
            Some("phone")
        );
        endpoint::forget(&mut tx, first).await.unwrap();
        assert_eq!(endpoint::address(&mut tx, &test.sealer, first).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn of_a_device_is_forgotten_with_its_session_only() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let session = Session {
            id: world.id(SessionId::new),
            account: merel.account,
            device: "iPhone · Safari".into(),
            created_at: world.now(),
            seen_at: world.now(),
        };
        session::insert(&mut tx, &session, token_hash("t")).await.unwrap();
        let new = NewEndpoint {
            id: world.id(EndpointId::new),
            account: merel.account,
            channel: ChannelKind::WebPush,
            address: "phone",
            session: Some(session.id),
        };
        endpoint::save(&mut tx, &test.sealer, &new, world.now(), &world.entropy)
            .await
            .unwrap();
        world
            .endpoint(&mut tx, merel.account, ChannelKind::Email, "merel@example.org")
            .await;
        assert!(endpoint::forget_of_session(&mut tx, session.id).await.unwrap());
        assert!(!endpoint::forget_of_session(&mut tx, session.id).await.unwrap());
        let left = endpoint::of_account(&mut tx, merel.account).await.unwrap();
        assert_eq!(left.iter().map(|e| e.channel).collect::<Vec<_>>(), [ChannelKind::Email]);
    })
    .await;
}

/// Threat: a phone changes hands inside a household or is sold; the former owner's alarms must not follow it.
#[tokio::test]
async fn moves_to_who_signed_in_last_and_leaves_the_formers_alarms_behind() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let (former, phone) = alarm.recipients[0];
        let mut tx = world.write().await;
        let next = world.add_account(&mut tx, "elsewhere@example.org").await;
        let moved = world
            .endpoint(&mut tx, next, ChannelKind::WebPush, "https://push.example/phone/0")
            .await;
        assert_eq!(endpoint::of_account(&mut tx, former.account).await.unwrap(), []);
        let of_next = endpoint::of_account(&mut tx, next).await.unwrap();
        assert_eq!(of_next.iter().map(|e| e.id).collect::<Vec<_>>(), [moved]);

        let waiting = delivery::claim(&mut tx, world.boot(), world.now(), 10).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].endpoint, None, "the alarm has nowhere to go");
        assert_ne!(phone, moved);
        let told = alert::alerted(&mut tx, alarm.id()).await.unwrap();
        assert_eq!(told, [], "nor does its ending");
        let ending = world.alert(&mut tx, alarm.id(), AlertKind::Closing).await;
        assert_eq!(alert::candidates(&mut tx, ending.group).await.unwrap(), []);
    })
    .await;
}
