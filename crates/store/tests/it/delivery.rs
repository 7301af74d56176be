use crate::world::World;
use saar_domain::alert::{AlertKind, Past};
use saar_domain::clock::Span;
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::incident::ClosingReason;
use saar_store::delivery::{self, Delivery, Ended, ReachCounts};
use saar_store::testing::on_each;
use saar_store::{Tx, alert, endpoint, incident};

async fn states(tx: &mut Tx, alarm: &crate::world::Alarm) -> Vec<DeliveryState> {
    let states = delivery::states(tx, alarm.id()).await.unwrap();
    alarm
        .recipients
        .iter()
        .map(|(neighbour, _)| states.iter().find(|row| row.0 == neighbour.member).unwrap().3)
        .collect()
}

#[tokio::test]
async fn is_one_an_alert_and_endpoint() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let (merel, phone) = alarm.recipients[0];
        let mut tx = world.write().await;
        let again = world.new_delivery(&alarm.alert, merel.member, phone);
        assert!(!delivery::insert(&mut tx, &again, world.now()).await.unwrap());
        assert_eq!(delivery::states(&mut tx, alarm.id()).await.unwrap().len(), 1);

        let mail = world
            .endpoint(&mut tx, merel.account, ChannelKind::Email, "merel0@example.org")
            .await;
        let other = world.new_delivery(&alarm.alert, merel.member, mail);
        assert!(delivery::insert(&mut tx, &other, world.now()).await.unwrap());
        let recall = world.alert(&mut tx, alarm.id(), AlertKind::Recall).await;
        let ending = world.new_delivery(&recall, merel.member, phone);
        assert!(delivery::insert(&mut tx, &ending, world.now()).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn claimed_is_read_back_as_it_was_written() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let mut tx = world.write().await;
        let claimed = delivery::claim(&mut tx, world.boot(), world.now(), 5).await.unwrap();
        let (merel, phone) = alarm.recipients[0];
        let expected = Delivery {
            id: alarm.sent[0].id,
            alert: alarm.alert.id,
            alert_kind: AlertKind::Alarm,
            incident: alarm.id(),
            member: merel.member,
            endpoint: Some(phone),
            channel: ChannelKind::WebPush,
            attempts: 1,
            expires_at: world.now().plus(AlertKind::Alarm.expiry()),
        };
        assert_eq!(claimed, [expected]);
    })
    .await;
}

#[tokio::test]
async fn each_end_of_an_attempt_is_recorded() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(6).await;
        let boot = world.boot();
        let mut tx = world.write().await;
        alert::take(&mut tx, 1, world.now()).await.unwrap();
        delivery::claim(&mut tx, boot, world.now(), 10).await.unwrap();
        let at = world.now().plus(Span::seconds(9));
        let again = |attempted| Ended::Again {
            at,
            attempted,
            why: "503".into(),
        };
        let over = |state| Ended::Over {
            state,
            attempted: false,
            why: "nothing to tell".into(),
        };
        let ends = [
            (Ended::Accepted, DeliveryState::Accepted),
            (Ended::Delivered, DeliveryState::Delivered),
            (again(true), DeliveryState::Pending),
            (again(false), DeliveryState::Pending),
            (over(DeliveryState::Failed), DeliveryState::Failed),
            (over(DeliveryState::Withdrawn), DeliveryState::Withdrawn),
        ];
        for (sent, (ended, _)) in alarm.sent.iter().zip(&ends) {
            assert!(
                delivery::record(&mut tx, boot, sent.id, ended, world.now())
                    .await
                    .unwrap()
            );
            let twice = delivery::record(&mut tx, boot, sent.id, &Ended::Accepted, world.now()).await;
            assert!(!twice.unwrap(), "an attempt ends once");
        }
        let expected: Vec<_> = ends.iter().map(|(_, state)| *state).collect();
        assert_eq!(states(&mut tx, &alarm).await, expected);
        assert_eq!(delivery::queue(&mut tx).await.unwrap(), (2, Some(at)));

        // Not before it is due; and what never left the house was no attempt.
        let early = delivery::claim(&mut tx, boot, at.minus(Span::millis(1)), 10).await;
        assert_eq!(early.unwrap(), []);
        let mut second = delivery::claim(&mut tx, boot, at, 10).await.unwrap();
        second.sort_by_key(|delivery| delivery.attempts);
        let attempts: Vec<_> = second.iter().map(|d| (d.id, d.attempts)).collect();
        assert_eq!(attempts, [(alarm.sent[3].id, 1), (alarm.sent[2].id, 2)]);
    })
    .await;
}

#[tokio::test]
async fn without_its_endpoint_is_claimed_with_nowhere_to_go() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(2).await;
        let mut tx = world.write().await;
        // Two dead phones of one alert: the unique index has to bear two empties.
        for (_, phone) in &alarm.recipients {
            endpoint::forget(&mut tx, *phone).await.unwrap();
        }
        let claimed = delivery::claim(&mut tx, world.boot(), world.now(), 5).await.unwrap();
        assert_eq!(claimed.iter().map(|d| d.endpoint).collect::<Vec<_>>(), [None, None]);
    })
    .await;
}

#[tokio::test]
async fn the_past_tells_attempted_from_under_way() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let (merel, phone) = alarm.recipients[0];
        let boot = world.boot();
        let mut tx = world.write().await;
        let recall = world.alert(&mut tx, alarm.id(), AlertKind::Recall).await;
        let new = world.new_delivery(&recall, merel.member, phone);
        delivery::insert(&mut tx, &new, world.now().plus(Span::minutes(1)))
            .await
            .unwrap();
        let ending = Delivery {
            id: new.id,
            alert: recall.id,
            alert_kind: AlertKind::Recall,
            incident: alarm.id(),
            member: merel.member,
            endpoint: Some(phone),
            channel: ChannelKind::WebPush,
            attempts: 1,
            expires_at: new.expires_at,
        };
        let past = |alarm_attempted, alarm_under_way| Past {
            alarm_attempted,
            alarm_under_way,
            alarm_arrived: false,
        };
        assert_eq!(delivery::past(&mut tx, &ending).await.unwrap(), past(false, false));
        delivery::claim(&mut tx, boot, world.now(), 1).await.unwrap();
        assert_eq!(delivery::past(&mut tx, &ending).await.unwrap(), past(true, true));
        let nothing = Ended::Again {
            at: world.now(),
            attempted: false,
            why: "no place in the queue".into(),
        };
        let id = alarm.sent[0].id;
        assert!(
            delivery::record(&mut tx, boot, id, &nothing, world.now())
                .await
                .unwrap()
        );
        assert_eq!(delivery::past(&mut tx, &ending).await.unwrap(), past(false, false));
        delivery::claim(&mut tx, boot, world.now(), 1).await.unwrap();
        assert!(
            delivery::record(&mut tx, boot, id, &Ended::Accepted, world.now())
                .await
                .unwrap()
        );
        assert_eq!(delivery::past(&mut tx, &ending).await.unwrap(), past(true, false));
        let (receipt, shown) = (alarm.sent[0].receipt, DeliveryState::Delivered);
        assert!(delivery::receipt(&mut tx, receipt, shown, world.now()).await.unwrap());
        assert!(delivery::past(&mut tx, &ending).await.unwrap().alarm_arrived);
    })
    .await;
}

#[tokio::test]
async fn reach_tells_reached_from_seen_and_counts_people_not_phones() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(5).await;
        let boot = world.boot();
        let mut tx = world.write().await;
        let empty = world.id(saar_domain::id::IncidentId::new);
        assert_eq!(delivery::reach(&mut tx, empty).await.unwrap(), ReachCounts::default());
        // A second phone of the first recipient changes no number of people.
        let (merel, _) = alarm.recipients[0];
        let second = world
            .endpoint(&mut tx, merel.account, ChannelKind::WebPush, "second")
            .await;
        let on_second = world.deliver(&mut tx, &alarm.alert, merel.member, second).await;
        // An ending that arrives is no reached alarm.
        let update = world.alert(&mut tx, alarm.id(), AlertKind::Update).await;
        let (last, phone) = alarm.recipients[4];
        let of_update = world.deliver(&mut tx, &update, last.member, phone).await;
        delivery::claim(&mut tx, boot, world.now(), 20).await.unwrap();
        for (sent, state) in [
            (alarm.sent[0], DeliveryState::Delivered),
            (on_second, DeliveryState::Seen),
            (alarm.sent[1], DeliveryState::Delivered),
            (of_update, DeliveryState::Seen),
        ] {
            assert!(
                delivery::receipt(&mut tx, sent.receipt, state, world.now())
                    .await
                    .unwrap()
            );
        }
        delivery::record(&mut tx, boot, alarm.sent[2].id, &Ended::Accepted, world.now())
            .await
            .unwrap();
        incident::note_opening(&mut tx, alarm.id(), alarm.recipients[3].0.member, world.now())
            .await
            .unwrap();
        // The reporter's own look at the page is not reach.
        incident::note_opening(&mut tx, alarm.id(), alarm.reporter.member, world.now())
            .await
            .unwrap();
        let expected = ReachCounts {
            recipients: 5,
            reached: 3,
            seen: 2,
        };
        assert_eq!(delivery::reach(&mut tx, alarm.id()).await.unwrap(), expected);
    })
    .await;
}

#[tokio::test]
async fn waiting_says_whether_there_is_anything_to_claim() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        assert!(!alert::waiting(&mut tx, world.now()).await.unwrap().delivery);
        tx.commit().await.unwrap();
        world.alarm(1).await;
        let mut tx = world.write().await;
        let early = world.now().minus(Span::millis(1));
        assert!(!alert::waiting(&mut tx, early).await.unwrap().delivery);
        assert!(alert::waiting(&mut tx, world.now()).await.unwrap().delivery);
        delivery::claim(&mut tx, world.boot(), world.now(), 1).await.unwrap();
        assert!(!alert::waiting(&mut tx, world.now()).await.unwrap().delivery);
    })
    .await;
}

#[tokio::test]
async fn the_queue_holds_the_alert_that_nobody_expanded_and_is_as_late_as_it() {
    on_each(async |test| {
        let world = World::new(test).await;
        let raised_at = world.now();
        let alarm = world.alarm(2).await;
        world.clock.push(Span::minutes(1));
        let mut tx = world.write().await;
        assert_eq!(delivery::queue(&mut tx).await.unwrap(), (3, Some(raised_at)));
        alert::take(&mut tx, 1, world.now()).await.unwrap();
        assert_eq!(delivery::queue(&mut tx).await.unwrap(), (2, Some(raised_at)));
        world.alert(&mut tx, alarm.id(), AlertKind::Update).await;
        let boot = world.boot();
        for claimed in delivery::claim(&mut tx, boot, world.now(), 9).await.unwrap() {
            let recorded = delivery::record(&mut tx, boot, claimed.id, &Ended::Accepted, world.now()).await;
            assert!(recorded.unwrap());
        }
        assert_eq!(delivery::queue(&mut tx).await.unwrap(), (1, Some(world.now())));
    })
    .await;
}

#[tokio::test]
async fn is_sent_with_the_truth_of_the_moment_and_by_its_owner_only() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(3).await;
        let boot = world.boot();
        let mut tx = world.write().await;
        let mut claimed = delivery::claim(&mut tx, boot, world.now(), 5).await.unwrap();
        claimed.sort_by_key(|delivery| alarm.recipients.iter().position(|r| r.0.member == delivery.member));
        // Taken back between the claim and the sending.
        let mut stored = alarm.stored.incident.clone();
        world.close(&mut tx, &mut stored, ClosingReason::FalseAlarm).await;

        let [first, left, silenced] = [&claimed[0], &claimed[1], &claimed[2]];
        let dispatch =
            async |tx: &mut Tx, boot, delivery| delivery::dispatch(tx, &test.sealer, boot, delivery).await.unwrap();
        let ready = dispatch(&mut tx, boot, first).await.unwrap();
        assert_eq!(ready.stored.incident, stored, "rendered when sent");
        assert_eq!(ready.street.as_deref(), Some("Elzenhof"));
        assert_eq!(
            (ready.group_name.as_str(), ready.country.as_str()),
            ("Elzenbuurt", "NL")
        );
        assert_eq!(ready.address, "https://push.example/phone/0");
        assert_eq!(ready.account.id, alarm.recipients[0].0.account);

        assert!(
            dispatch(&mut tx, world.boot(), first).await.is_none(),
            "another's lease"
        );
        saar_store::member::leave(&mut tx, left.member, world.now())
            .await
            .unwrap();
        assert!(dispatch(&mut tx, boot, left).await.is_none(), "who left hears nothing");
        endpoint::forget(&mut tx, alarm.recipients[2].1).await.unwrap();
        assert!(dispatch(&mut tx, boot, silenced).await.is_none(), "nowhere to send it");
    })
    .await;
}
