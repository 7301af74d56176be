use crate::world::{World, breaks, unique};
use saar_domain::clock::Span;
use saar_domain::continuity::News;
use saar_domain::delivery::DeliveryState;
use saar_domain::id::{MeasureId, MemberId, TidingId};
use saar_domain::member::{Alias, Membership, Role};
use saar_domain::moderation::Step;
use saar_domain::retention::Class;
use saar_store::measure::Measure;
use saar_store::retention::What;
use saar_store::testing::on_each;
use saar_store::tiding::{Recipient, Subject, Tiding};
use saar_store::{Tx, continuity, delivery, measure, member, retention, tiding};

#[tokio::test]
async fn is_read_back_as_it_was_written() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let account = world.add_account(&mut tx, "merel@example.org").await;
        let id = world
            .join(&mut tx, account, "Merel van 12", Role::Deputy)
            .await
            .unwrap();
        let written = member::Member {
            id,
            group: world.group,
            account,
            alias: "Merel van 12".into(),
            role: Role::Deputy,
            membership: Membership::Active,
            rules_version: 1,
            joined_at: world.now(),
            paused_until: None,
            bound_to_secrecy: false,
        };
        let found = member::in_group(&mut tx, world.group, account).await.unwrap();
        assert_eq!(found.as_ref(), Some(&written));
        let written = [written];
        assert_eq!(member::of_account(&mut tx, account).await.unwrap(), written);
        assert_eq!(member::active(&mut tx, world.group).await.unwrap(), written);
    })
    .await;
}

#[tokio::test]
async fn has_an_alias_that_no_other_active_member_has() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        world.neighbour(&mut tx, "Merel").await;
        let account = world.add_account(&mut tx, "other@example.org").await;
        for (alias, taken) in [("MEREL", true), ("Merels", false)] {
            let alias = Alias::parse(alias).unwrap();
            let found = member::alias_taken(&mut tx, world.group, &alias).await.unwrap();
            assert_eq!(found, taken, "{alias:?}");
        }
        breaks(world.join(&mut tx, account, "mErEl", Role::Member).await, unique);
    })
    .await;
}

#[tokio::test]
async fn is_in_a_group_once_and_may_come_back() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        tx.commit().await.unwrap();

        let mut tx = world.write().await;
        breaks(world.join(&mut tx, merel.account, "Merula", Role::Member).await, unique);
        drop(tx);

        let mut tx = world.write().await;
        assert!(member::leave(&mut tx, merel.member, world.now()).await.unwrap());
        assert!(
            !member::leave(&mut tx, merel.member, world.now()).await.unwrap(),
            "gone already"
        );
        assert_eq!(
            member::in_group(&mut tx, world.group, merel.account).await.unwrap(),
            None
        );
        // Back under the old alias, as a new member: what was before stays before.
        let back = world.join(&mut tx, merel.account, "Merel", Role::Member).await.unwrap();
        assert_ne!(back, merel.member);
        assert_eq!(member::count_active(&mut tx, world.group).await.unwrap(), 1);
        assert_eq!(
            member::aliases(&mut tx, world.group).await.unwrap().len(),
            2,
            "history still shows names"
        );
    })
    .await;
}

#[tokio::test]
async fn counts_and_order() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        for (alias, role) in [
            ("Zanglijster", Role::Admin),
            ("Bonte Specht", Role::Member),
            ("Aalscholver", Role::Member),
            ("Ekster", Role::Deputy),
        ] {
            let email = format!("{}@example.org", alias.replace(' ', "-"));
            let account = world.add_account(&mut tx, &email).await;
            world.join(&mut tx, account, alias, role).await.unwrap();
        }
        let order: Vec<_> = member::active(&mut tx, world.group)
            .await
            .unwrap()
            .into_iter()
            .map(|member| member.alias)
            .collect();
        assert_eq!(order, ["Zanglijster", "Ekster", "Aalscholver", "Bonte Specht"]);
        assert_eq!(member::count_active(&mut tx, world.group).await.unwrap(), 4);
        assert_eq!(member::count_admins(&mut tx, world.group).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_is_paused_is_no_admin_to_count() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let account = world.add_account(&mut tx, "merel@example.org").await;
        let id = world.join(&mut tx, account, "Merel", Role::Admin).await.unwrap();
        assert_eq!(member::count_admins(&mut tx, world.group).await.unwrap(), 1);
        member::pause(&mut tx, id, Some(world.now().plus(Span::days(1))))
            .await
            .unwrap();
        assert_eq!(member::count_admins(&mut tx, world.group).await.unwrap(), 0);
        let (signs, crew) = continuity::look(&mut tx, world.group).await.unwrap();
        assert!(signs.admin_seen_at.is_none() && !crew.admins);
        let silent = continuity::to_look_at(&mut tx, world.now(), world.now().minus(Span::days(30))).await;
        assert_eq!(silent.unwrap(), [world.group]);
    })
    .await;
}

#[tokio::test]
async fn is_the_same_person_at_every_address_at_which_they_were_let_in() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let mut members = Vec::new();
        for (at, email) in ["one@example.org", "two@example.org", "three@example.org"]
            .into_iter()
            .enumerate()
        {
            let account = world.add_account(&mut tx, email).await;
            let id = world.join(&mut tx, account, &format!("Merel {at}"), Role::Member).await;
            members.push((id.unwrap(), account));
        }
        let stranger = world.add_account(&mut tx, "other@example.org").await;
        let other = world.join(&mut tx, stranger, "Vink", Role::Member).await.unwrap();
        for pair in members.windows(2) {
            member::came_from(&mut tx, pair[1].0, pair[0].0).await.unwrap();
        }
        let mut all: Vec<_> = members.iter().map(|member| member.1).collect();
        all.sort_unstable();
        for (id, _) in &members {
            let mut found = member::accounts_of_person(&mut tx, *id).await.unwrap();
            found.sort_unstable();
            assert_eq!(found, all);
        }
        assert_eq!(member::accounts_of_person(&mut tx, other).await.unwrap(), [stranger]);
        // In another group they are not: whoever let them in there may have been anybody.
        let elsewhere = world.add_group(&mut tx, "Elders", Span::hours(1)).await;
        let alias = Alias::parse("Merel").unwrap();
        let new = member::NewMember {
            id: world.id(MemberId::new),
            group: elsewhere,
            account: members[0].1,
            alias: &alias,
            role: Role::Member,
            rules_version: 1,
        };
        member::insert(&mut tx, &new, world.now()).await.unwrap();
        assert_eq!(
            member::accounts_of_person(&mut tx, new.id).await.unwrap(),
            [members[0].1]
        );
    })
    .await;
}

#[tokio::test]
async fn is_the_same_person_for_as_long_as_what_they_did_is_known() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let admin = world.neighbour(&mut tx, "Vink").await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let account = world.add_account(&mut tx, "new@example.org").await;
        member::leave(&mut tx, admin.member, world.now()).await.unwrap();
        let again = world.join(&mut tx, account, "Vink", Role::Admin).await.unwrap();
        member::came_from(&mut tx, again, admin.member).await.unwrap();
        let taken = Measure {
            id: world.id(MeasureId::new),
            group: world.group,
            member: merel.member,
            step: Step::Warning,
            rule: "adults".into(),
            words: "Een kat is geen alarm.".into(),
            by: admin.member,
            at: world.now(),
            until: None,
            objection: None,
            decision: None,
        };
        measure::insert(&mut tx, &test.sealer, &taken, &world.entropy)
            .await
            .unwrap();
        member::leave(&mut tx, again, world.now()).await.unwrap();
        let forget = async |tx: &mut Tx, class| {
            let what = What::Class(class);
            for id in retention::due(tx, what, "NL", world.now(), 9).await.unwrap() {
                retention::forget(tx, what, id).await.unwrap();
            }
        };
        forget(&mut tx, Class::Membership).await;
        assert!(member::with_former(&mut tx, again).await.unwrap().is_none());
        assert_eq!(member::accounts_of_person(&mut tx, again).await.unwrap().len(), 2);
        forget(&mut tx, Class::Moderation).await;
        assert_eq!(member::accounts_of_person(&mut tx, again).await.unwrap(), [account]);
    })
    .await;
}

#[tokio::test]
async fn who_coordinates_goes_on_being_told_when_they_leave() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        for news in [News::ObjectionUnder, News::Request] {
            let new = Tiding {
                id: world.id(TidingId::new),
                to: Recipient::Account(merel.account),
                about: Subject::Group(world.group),
                news,
                created_at: world.now(),
            };
            tiding::insert(&mut tx, &test.sealer, &new, &world.entropy)
                .await
                .unwrap();
        }
        member::leave(&mut tx, merel.member, world.now()).await.unwrap();
        let later = world.now().plus(Span::days(1));
        let due = tiding::due(&mut tx, &test.sealer, later, 9).await.unwrap();
        assert_eq!(
            due.iter().map(|one| one.news).collect::<Vec<_>>(),
            [News::ObjectionUnder]
        );
    })
    .await;
}

#[tokio::test]
async fn who_leaves_gets_nothing_more() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(3).await;
        let [first, second, third] = [0, 1, 2].map(|at| alarm.recipients[at].0.member);
        let boot = world.boot();
        let mut tx = world.write().await;
        let claimed = delivery::claim(&mut tx, boot, world.now(), 10).await.unwrap();
        assert_eq!(claimed.len(), 3);
        let again = delivery::Ended::Again {
            at: world.now().plus(Span::seconds(5)),
            attempted: true,
            why: "503".into(),
        };
        assert!(
            delivery::record(&mut tx, boot, alarm.sent[0].id, &again, world.now())
                .await
                .unwrap()
        );
        member::leave(&mut tx, first, world.now()).await.unwrap();
        member::leave(&mut tx, second, world.now()).await.unwrap();

        let states = delivery::states(&mut tx, alarm.id()).await.unwrap();
        for (member, _, _, state) in states {
            let expected = if member == third {
                DeliveryState::Leased
            } else {
                DeliveryState::Withdrawn
            };
            assert_eq!(state, expected, "waiting or under way, it stops");
        }
        // The answer of the attempt that was under way changes nothing any more.
        let late = delivery::record(&mut tx, boot, alarm.sent[1].id, &delivery::Ended::Accepted, world.now());
        assert!(!late.await.unwrap());
    })
    .await;
}
