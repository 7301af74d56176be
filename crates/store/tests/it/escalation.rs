//! Who stays silent, and by what they were tried: the facts that the pure decision is made of (EDGES 10).

use crate::world::{Alarm, World};
use saar_domain::clock::Span;
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::id::{BootId, MemberId};
use saar_domain::incident::{Actor, ClosingReason, Command, Response};
use saar_store::delivery::{self, Ended, Silent};
use saar_store::testing::on_each;
use saar_store::{Tx, incident, member};

async fn silent(tx: &mut Tx, world: &World<'_>, alarm: &Alarm, boot: BootId) -> Vec<Silent> {
    let since = alarm.alert.created_at;
    let boot_at = alarm.alert.created_at.plus(Span::seconds(30));
    assert!(world.now() >= since);
    delivery::silent(tx, since, boot, boot_at).await.unwrap()
}

async fn members(tx: &mut Tx, world: &World<'_>, alarm: &Alarm, boot: BootId) -> Vec<MemberId> {
    let mut members: Vec<_> = silent(tx, world, alarm, boot)
        .await
        .iter()
        .map(|row| row.member)
        .collect();
    members.sort();
    members
}

#[tokio::test]
async fn any_sign_of_life_ends_the_silence() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(7).await;
        let boot = world.boot();
        let mut tx = world.write().await;
        delivery::claim(&mut tx, boot, world.now(), 10).await.unwrap();
        for sent in &alarm.sent {
            delivery::record(&mut tx, boot, sent.id, &Ended::Accepted, world.now())
                .await
                .unwrap();
        }
        let everyone: Vec<_> = {
            let mut all: Vec<_> = alarm.recipients.iter().map(|r| r.0.member).collect();
            all.sort();
            all
        };
        assert_eq!(members(&mut tx, &world, &alarm, boot).await, everyone);

        let [shown, opened, page, said, left, quiet, _] = [0, 1, 2, 3, 4, 5, 6].map(|at| alarm.recipients[at].0.member);
        let receipt = async |tx: &mut Tx, at: usize, state| {
            delivery::receipt(tx, alarm.sent[at].receipt, state, world.now())
                .await
                .unwrap()
        };
        assert!(receipt(&mut tx, 0, DeliveryState::Delivered).await);
        assert!(receipt(&mut tx, 1, DeliveryState::Seen).await);
        incident::note_opening(&mut tx, alarm.id(), page, world.now())
            .await
            .unwrap();
        let mut stored = alarm.stored.incident.clone();
        let respond = Command::Respond(Response::LightsOn);
        world
            .carry_out(&mut tx, &mut stored, respond, Actor::Member(said))
            .await;
        member::leave(&mut tx, left, world.now()).await.unwrap();
        let still = members(&mut tx, &world, &alarm, boot).await;
        let alive = [shown, opened, page, said, left];
        let expected: Vec<_> = everyone.iter().copied().filter(|who| !alive.contains(who)).collect();
        assert_eq!(still, expected);
        assert!(still.contains(&quiet));

        world.close(&mut tx, &mut stored, ClosingReason::NothingFound).await;
        assert_eq!(members(&mut tx, &world, &alarm, boot).await, [], "it is over");
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_took_it_is_no_sign_of_life() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(2).await;
        let boot = world.boot();
        let [mailed, shown] = [0, 1].map(|at| alarm.recipients[at].0.member);
        let mut tx = world.write().await;
        delivery::claim(&mut tx, boot, world.now(), 10).await.unwrap();
        world.clock.push(Span::seconds(5));
        for sent in &alarm.sent {
            delivery::record(&mut tx, boot, sent.id, &Ended::Delivered, world.now())
                .await
                .unwrap();
        }
        let reach = delivery::reach(&mut tx, alarm.id()).await.unwrap();
        assert_eq!(
            (reach.recipients, reach.reached, reach.seen),
            (2, 2, 0),
            "it counts as delivered"
        );
        let rows = silent(&mut tx, &world, &alarm, boot).await;
        assert_eq!(rows.len(), 2, "and nobody is known to have looked");
        assert!(
            rows.iter()
                .all(|row| row.accepted_at == Some(world.now()) && row.open == 1),
            "the wait begins when it was taken: {rows:?}"
        );
        // A device that shows what a service had taken before is a person's.
        let token = alarm.sent[1].receipt;
        assert!(
            delivery::receipt(&mut tx, token, DeliveryState::Delivered, world.now())
                .await
                .unwrap()
        );
        assert_eq!(members(&mut tx, &world, &alarm, boot).await, [mailed], "not {shown}");
    })
    .await;
}

#[tokio::test]
async fn only_this_programs_waiting_counts() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let (old, new) = (world.boot(), world.boot());
        let (merel, _) = alarm.recipients[0];
        let mut tx = world.write().await;
        let mut expected = Silent {
            member: merel.member,
            account: merel.account,
            group: world.group,
            incident: alarm.id(),
            alert: alarm.alert.id,
            alerted_at: alarm.alert.created_at,
            drill: false,
            accepted_at: None,
            open: 1,
            escalated: false,
        };
        assert_eq!(silent(&mut tx, &world, &alarm, old).await, [expected.clone()]);
        // A channel that was tried and does not take it is waited for too, since the alarm or since this program began.
        delivery::claim(&mut tx, old, world.now(), 1).await.unwrap();
        expected.accepted_at = Some(alarm.alert.created_at.plus(Span::seconds(30)));
        assert_eq!(silent(&mut tx, &world, &alarm, old).await, [expected.clone()]);
        world.clock.push(Span::seconds(5));
        delivery::record(&mut tx, old, alarm.sent[0].id, &Ended::Accepted, world.now())
            .await
            .unwrap();
        expected.accepted_at = Some(world.now());
        assert_eq!(silent(&mut tx, &world, &alarm, old).await, [expected.clone()]);
        // For the next program, the wait begins when it started.
        expected.accepted_at = Some(alarm.alert.created_at.plus(Span::seconds(30)));
        assert_eq!(silent(&mut tx, &world, &alarm, new).await, [expected]);

        let young = alarm.alert.created_at.plus(Span::millis(1));
        let too_old = delivery::silent(&mut tx, young, old, world.now()).await;
        assert_eq!(too_old.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn who_failed_on_every_way_has_nothing_open_and_is_escalated_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let boot = world.boot();
        let (merel, _) = alarm.recipients[0];
        let mut tx = world.write().await;
        delivery::claim(&mut tx, boot, world.now(), 1).await.unwrap();
        let over = Ended::Over {
            state: DeliveryState::Failed,
            attempted: true,
            why: "410".into(),
        };
        delivery::record(&mut tx, boot, alarm.sent[0].id, &over, world.now())
            .await
            .unwrap();
        let rows = silent(&mut tx, &world, &alarm, boot).await;
        assert_eq!((rows.len(), rows[0].open, rows[0].accepted_at), (1, 0, None));
        let tried = delivery::channels_tried(&mut tx, alarm.alert.id, merel.member).await;
        assert_eq!(tried.unwrap(), [ChannelKind::WebPush]);

        let mail = world
            .endpoint(&mut tx, merel.account, ChannelKind::Email, "merel0@example.org")
            .await;
        let second = delivery::NewDelivery {
            escalated: true,
            channel: ChannelKind::Email,
            ..world.new_delivery(&alarm.alert, merel.member, mail)
        };
        assert!(delivery::insert(&mut tx, &second, world.now()).await.unwrap());
        assert_eq!(silent(&mut tx, &world, &alarm, boot).await, [], "once a recipient");
        let tried = delivery::channels_tried(&mut tx, alarm.alert.id, merel.member).await;
        assert_eq!(tried.unwrap(), [ChannelKind::Email, ChannelKind::WebPush]);
        let untried = delivery::channels_tried(&mut tx, alarm.alert.id, alarm.reporter.member).await;
        assert_eq!(untried.unwrap(), []);
    })
    .await;
}
