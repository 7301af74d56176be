//! Messages to oneself that try the way of an alarm.

use crate::world::World;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::id::{AccountId, DeliveryId, DrillId, EndpointId};
use saar_domain::probe::ProbePurpose;
use saar_store::delivery::Ended;
use saar_store::endpoint::{self, NewEndpoint};
use saar_store::probe::{self, NewProbe, Probe};
use saar_store::testing::on_each;
use saar_store::{Tx, account, drill};

async fn endpoint_of(world: &World<'_>, tx: &mut Tx, account: AccountId, channel: ChannelKind) -> EndpointId {
    let id = world.id(EndpointId::new);
    let new = NewEndpoint {
        id,
        account,
        channel,
        address: &format!("{channel} of {account}"),
        session: None,
    };
    endpoint::save(tx, &world.test.sealer, &new, world.now(), &world.entropy)
        .await
        .unwrap();
    id
}

fn probe_to(
    world: &World<'_>,
    account: AccountId,
    endpoint: EndpointId,
    channel: ChannelKind,
    receipt: u8,
) -> NewProbe {
    NewProbe {
        id: world.id(DeliveryId::new),
        account,
        endpoint,
        channel,
        purpose: ProbePurpose::Test,
        receipt_hash: [receipt; 32],
    }
}

fn later(now: Timestamp, seconds: i64) -> Timestamp {
    now.plus(Span::seconds(seconds))
}

async fn the_only(tx: &mut Tx, account: AccountId) -> Probe {
    let mut probes = probe::last_test(tx, account).await.unwrap();
    assert_eq!(probes.len(), 1);
    probes.remove(0)
}

#[tokio::test]
async fn is_claimed_once_accepted_shown_and_opened() {
    on_each(async |test| {
        let world = World::new(test).await;
        let (now, boot) = (world.now(), world.boot());
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let phone = endpoint_of(&world, &mut tx, merel, ChannelKind::WebPush).await;
        let new = probe_to(&world, merel, phone, ChannelKind::WebPush, 1);
        probe::insert(&mut tx, &new, now).await.unwrap();
        assert!(saar_store::alert::waiting(&mut tx, now).await.unwrap().probe);
        assert_eq!(saar_store::delivery::queue(&mut tx).await.unwrap(), (1, Some(now)));
        let claimed = probe::claim(&mut tx, boot, now, 10).await.unwrap();
        assert_eq!((claimed.len(), claimed[0].attempts), (1, 1));
        assert_eq!(probe::claim(&mut tx, boot, now, 10).await.unwrap(), []);
        assert_eq!(probe::free_leases(&mut tx, boot, now).await.unwrap(), 0, "its own");
        let ended = Ended::Delivered;
        probe::record(&mut tx, boot, new.id, &ended, later(now, 1))
            .await
            .unwrap();
        let held = the_only(&mut tx, merel).await;
        assert_eq!(
            (held.state, held.delivered_at),
            (DeliveryState::Accepted, None),
            "taken is not there"
        );

        let shown = DeliveryState::Delivered;
        let receipt = probe::receipt(&mut tx, [1; 32], shown, later(now, 2)).await.unwrap();
        assert_eq!(receipt.unwrap().endpoint, Some(phone));
        let again = probe::receipt(&mut tx, [1; 32], shown, later(now, 3)).await.unwrap();
        assert_eq!(again, None, "once");
        assert_eq!(
            probe::receipt(&mut tx, [9; 32], shown, now).await.unwrap(),
            None,
            "nobody's"
        );
        probe::receipt(&mut tx, [1; 32], DeliveryState::Seen, later(now, 4))
            .await
            .unwrap();
        let held = the_only(&mut tx, merel).await;
        assert_eq!(held.state, DeliveryState::Seen);
        assert_eq!(
            (held.accepted_at, held.delivered_at),
            (Some(later(now, 1)), Some(later(now, 2)))
        );
        assert_eq!(held.seen_at, Some(later(now, 4)));
        assert_eq!(saar_store::delivery::queue(&mut tx).await.unwrap(), (0, None));
    })
    .await;
}

#[tokio::test]
async fn a_receipt_may_be_faster_than_the_service_and_a_restart_frees_it() {
    on_each(async |test| {
        let world = World::new(test).await;
        let (now, boot) = (world.now(), world.boot());
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let phone = endpoint_of(&world, &mut tx, merel, ChannelKind::WebPush).await;
        let new = probe_to(&world, merel, phone, ChannelKind::WebPush, 1);
        probe::insert(&mut tx, &new, now).await.unwrap();
        probe::claim(&mut tx, boot, now, 10).await.unwrap();
        assert_eq!(probe::free_leases(&mut tx, world.boot(), now).await.unwrap(), 1);
        probe::claim(&mut tx, boot, now, 10).await.unwrap();
        probe::receipt(&mut tx, [1; 32], DeliveryState::Delivered, later(now, 1))
            .await
            .unwrap();
        probe::record(&mut tx, boot, new.id, &Ended::Accepted, later(now, 2))
            .await
            .unwrap();
        let held = the_only(&mut tx, merel).await;
        assert_eq!(
            (held.state, held.accepted_at),
            (DeliveryState::Delivered, Some(later(now, 2)))
        );
        let over = Ended::Over {
            state: DeliveryState::Failed,
            attempted: true,
            why: "late".into(),
        };
        probe::record(&mut tx, boot, new.id, &over, now).await.unwrap();
        assert_eq!(
            the_only(&mut tx, merel).await.state,
            DeliveryState::Delivered,
            "what arrived, arrived"
        );
    })
    .await;
}

#[tokio::test]
async fn is_its_owners_and_is_forgotten() {
    on_each(async |test| {
        let world = World::new(test).await;
        let now = world.now();
        let mut tx = world.write().await;
        let merel = world.add_account(&mut tx, "merel@example.org").await;
        let eik = world.add_account(&mut tx, "eik@example.org").await;
        let mailbox = endpoint_of(&world, &mut tx, merel, ChannelKind::Email).await;
        let phone = endpoint_of(&world, &mut tx, merel, ChannelKind::WebPush).await;
        let old = probe_to(&world, merel, mailbox, ChannelKind::Email, 1);
        probe::insert(&mut tx, &old, now).await.unwrap();
        for (endpoint, channel, receipt) in [(mailbox, ChannelKind::Email, 2), (phone, ChannelKind::WebPush, 3)] {
            let new = probe_to(&world, merel, endpoint, channel, receipt);
            probe::insert(&mut tx, &new, later(now, 60)).await.unwrap();
        }
        let last = probe::last_test(&mut tx, merel).await.unwrap();
        let channels: Vec<_> = last.iter().map(|probe| probe.channel).collect();
        assert_eq!(
            channels,
            [ChannelKind::WebPush, ChannelKind::Email],
            "phones first, the last test alone"
        );
        assert_eq!(probe::last_test(&mut tx, eik).await.unwrap(), []);
        let tests = probe::tests_since(&mut tx, merel, now.minus(Span::seconds(1)))
            .await
            .unwrap();
        assert_eq!(tests, [now, later(now, 60)]);
        assert!(!probe::arrived(&mut tx, eik, last[1].id, now).await.unwrap());
        assert!(probe::arrived(&mut tx, merel, last[1].id, now).await.unwrap());
        assert_eq!(
            probe::last_test(&mut tx, merel).await.unwrap()[1].state,
            DeliveryState::Seen
        );
        // What told of a drill is kept until its time.
        let group = world.add_group(&mut tx, "Elzendaal", Span::days(1)).await;
        let drill = world.id(DrillId::new);
        drill::insert(&mut tx, drill, group, later(now, 90)).await.unwrap();
        let mut told = probe_to(&world, eik, phone, ChannelKind::WebPush, 9);
        told.purpose = ProbePurpose::Drill;
        probe::insert(&mut tx, &told, now).await.unwrap();
        drill::tell_by(&mut tx, drill, told.id).await.unwrap();
        let before = later(now, 60);
        assert_eq!(probe::forget_before(&mut tx, before, later(now, 89)).await.unwrap(), 1);
        assert_eq!(probe::forget_before(&mut tx, before, later(now, 90)).await.unwrap(), 1);
        // Those of every group are read in pages.
        let second = world.id(DrillId::new);
        drill::insert(&mut tx, second, group, later(now, 90)).await.unwrap();
        let (mut seen, mut last) = (Vec::new(), None);
        while let [one] = drill::ahead(&mut tx, (now, later(now, 90)), last.as_ref(), 1)
            .await
            .unwrap()[..]
        {
            seen.push(one.id);
            last = Some(one);
        }
        let mut both = [drill, second];
        both.sort();
        assert_eq!(seen, both);
        endpoint::forget(&mut tx, phone).await.unwrap();
        let left = probe::last_test(&mut tx, merel).await.unwrap();
        assert_eq!((left.len(), left[0].endpoint), (2, None), "its history stays");
        assert!(account::find(&mut tx, merel).await.unwrap().is_some());
    })
    .await;
}
