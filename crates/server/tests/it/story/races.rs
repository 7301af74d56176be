//! Two at once (EDGES 13): on PostgreSQL, where two connections really write at once, and with two programs on one database.

use super::drill::{desk, first, plan};
use super::roles::assign;
use crate::world::{Answer, Person, World, tell_on_postgres, until};
use futures_util::future::join_all;
use saar_delivery::fake::Device;
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_server::app::App;
use saar_server::fault::Place;
use saar_server::job::outbox;
use saar_server::usecase::invite;
use saar_server::usecase::sign_in::{self, Asked, JoinRequest, SignInError};
use saar_store::db::sql;
use serde_json::Value;
use std::sync::Arc;

/// How often a race is run: one run may happen to be in order.
const ROUNDS: usize = 8;

/// The statuses of answers, sorted.
fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    statuses
}

/// A report with an idempotency key.
async fn publish(person: &Person, report: &Value, key: &str) -> Answer {
    let request = person.http.post(person.api("/incidents")).bearer_auth(&person.token);
    let request = request.header("idempotency-key", key).json(report);
    crate::world::read(request.send().await.unwrap()).await
}

async fn running(person: &Person) -> usize {
    let page = person.get(&person.api("/incidents")).await.expect(200).json();
    page["incidents"].as_array().unwrap().len()
}

#[tokio::test]
async fn of_two_closings_one_closes_and_the_other_is_told() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let (_second, base) = world.second_server().await;
        for round in 1..=ROUNDS {
            let incident = merel.alarm(&world.street(0)).await;
            world.settle().await;
            let there = vink.at(&base);
            let (one, other) = tokio::join!(
                merel.close(&incident, "nothing_found"),
                there.close(&incident, "police_resolved")
            );
            let answers = [one, other];
            assert_eq!(statuses(&answers), [200, 409]);
            let winner = usize::from(answers[0].status != 200);
            let reason = merel.incident(&incident).await["reason"].clone();
            assert_eq!(reason, ["nothing_found", "police_resolved"][winner], "who was told 200");
            world.settle().await;
            assert_eq!(phone.received().len(), 2 * round, "one alarm, one ending");
            world.pass(Span::minutes(11)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn one_key_twice_at_once_is_one_incident() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let (_second, base) = world.second_server().await;
        let there = merel.at(&base);
        for round in 1..=ROUNDS {
            let (report, key) = (Person::report(&world.street(0)), format!("draft-{round}"));
            let senders = [&merel, &there, &merel, &there];
            let answers = join_all(senders.map(|person| publish(person, &report, &key))).await;
            assert_eq!(statuses(&answers), [200, 200, 200, 201]);
            let first = answers[0].json()["id"].clone();
            assert!(answers.iter().all(|answer| answer.json()["id"] == first));
            world.settle().await;
            assert_eq!(phone.received().len(), 2 * round - 1);
            merel.close(first.as_str().unwrap(), "nothing_found").await.expect(200);
            world.settle().await;
            // The next one is no duplicate of it.
            world.pass(Span::minutes(11)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn two_witnesses_at_once_make_one_alarm() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (_second, base) = world.second_server().await;
        let there = eik.at(&base);
        for round in 0..ROUNDS {
            let report = Person::report(&world.street(0));
            let keys = [format!("merel-{round}"), format!("eik-{round}")];
            let answers = <[Answer; 2]>::from(tokio::join!(
                publish(&merel, &report, &keys[0]),
                publish(&there, &report, &keys[1])
            ));
            assert_eq!(statuses(&answers), [201, 409]);
            let made = answers.iter().find(|answer| answer.status == 201).unwrap().json()["id"].clone();
            let asked = answers.iter().find(|answer| answer.status == 409).unwrap().json();
            assert_eq!(asked["candidates"][0], made);
            assert_eq!(running(&merel).await, 1);
            let closer = if answers[0].status == 201 { &merel } else { &eik };
            closer.close(made.as_str().unwrap(), "nothing_found").await.expect(200);
            world.settle().await;
            world.pass(Span::minutes(11)).await;
        }
    })
    .await;
}

/// So many connections wait for a lock of somebody else's.
async fn waiting(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let waiting =
        "SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    sql(waiting).one(&mut tx).await.unwrap().get("n").unwrap()
}

/// A neighbour's alarm is on its way to the disk when somebody begins the drill: it is seen, and the drill waits.
#[tokio::test]
async fn a_drill_never_begins_beside_an_alarm() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let vink = world.member("Vink", Role::Member).await;
        let (_second, base) = world.second_server().await;
        plan(world, &merel, 120).await.expect(303);
        world.settle().await;
        world.pass(Span::hours(2)).await;
        let id = first(&desk(&merel).await);
        let barrier = world.app.faults.hold(Place::BeforeCommit);
        let (sender, street) = (vink.clone(), world.street(0));
        let alarm = tokio::spawn(async move { sender.alarm(&street).await });
        barrier.arrived().await;
        let there = merel.at(&base);
        let begin = there.page(&format!("/admin/drills/{id}/begin"));
        let begun = tokio::spawn(async move { there.submit(&begin, &[]).await });
        until("the drill waits for the alarm", async || waiting(world).await > 0).await;
        barrier.release();
        let real = alarm.await.unwrap();
        let refused = begun.await.unwrap().expect(422).text;
        assert!(refused.contains("Er speelt nu iets echts in de groep."), "{refused}");
        assert_eq!(running(&merel).await, 1);
        vink.close(&real, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_drill_is_begun_or_called_off_and_never_both() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let (_second, base) = world.second_server().await;
        for _ in 0..ROUNDS {
            plan(world, &merel, 120).await.expect(303);
            world.settle().await;
            world.pass(Span::hours(2)).await;
            let id = first(&desk(&merel).await);
            let there = merel.at(&base);
            let begin = merel.page(&format!("/admin/drills/{id}/begin"));
            let call_off = there.page(&format!("/admin/drills/{id}/call-off"));
            let answers = <[Answer; 2]>::from(tokio::join!(merel.submit(&begin, &[]), there.submit(&call_off, &[])));
            assert_eq!(statuses(&answers), [303, 422]);
            let begun = answers[0].status == 303;
            assert_eq!(running(&merel).await, usize::from(begun));
            if begun {
                let incident = answers[0].location().rsplit('/').next().unwrap().to_owned();
                merel.close(&incident, "nothing_found").await.expect(200);
            }
            world.settle().await;
        }
    })
    .await;
}

#[tokio::test]
async fn many_senders_make_each_delivery_once() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let phones: Vec<Device> = world.village(80).await;
        for street in 0..3 {
            merel.alarm(&world.street(street)).await;
        }
        let senders: Vec<_> = (0..4).map(|_| world.sending()).collect();
        for sender in senders {
            sender.await.unwrap();
        }
        // On a busy machine some waited too long for the lane, and are due a little later.
        world.pass(Span::minutes(1)).await;
        for phone in &phones {
            let pushes = phone.received();
            assert_eq!((pushes.len(), phone.attempts()), (3, 3));
        }
    })
    .await;
}

/// Has two newcomers ask to join by one invite; what their devices and mails hold.
async fn two_newcomers(app: &App, word: &str, round: usize) -> [Asked; 2] {
    let ask = async |name: &str| {
        let request = JoinRequest {
            alias: format!("{name} {round}"),
            email: format!("{name}.{round}@example.org"),
            adult: true,
            rules_version: 2,
            own_rules_version: 0,
            association_member: false,
        };
        sign_in::ask_to_join(app, word, &request, "nl").await.unwrap()
    };
    [ask("Specht").await, ask("Kievit").await]
}

async fn join_at_once(apps: [&App; 2], asked: &[Asked; 2]) -> [Result<sign_in::SignedIn, SignInError>; 2] {
    let confirm = async |app: &App, asked: &Asked| {
        let code = &asked.letter.as_ref().unwrap().code;
        sign_in::confirm_code(app, &asked.device_secret, code, "Test").await
    };
    tokio::join!(confirm(apps[0], &asked[0]), confirm(apps[1], &asked[1])).into()
}

async fn members(world: &World) -> u32 {
    let mut tx = world.app.db.read().await.unwrap();
    saar_store::member::count_active(&mut tx, world.group).await.unwrap()
}

/// Fills the group up to a number of places that are left.
async fn fill(world: &World, left: u32) {
    let taken = members(world).await;
    let mut tx = world.app.db.read().await.unwrap();
    let capacity = saar_store::group::find(&mut tx, world.group)
        .await
        .unwrap()
        .unwrap()
        .capacity;
    drop(tx);
    world.village(usize::try_from(capacity - taken - left).unwrap()).await;
}

#[tokio::test]
async fn the_last_place_is_given_once() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (second, _) = world.second_server().await;
        fill(world, 1).await;
        let limits = invite::Limits {
            uses_max: Some(50),
            days: Some(7),
        };
        let made = invite::create(&world.app, vink.account, world.group, limits)
            .await
            .unwrap();
        let word = invite::word(&world.app.sealer, made.id);
        for round in 0..ROUNDS {
            let asked = two_newcomers(&world.app, &word, round).await;
            let answers = join_at_once([&world.app, &second], &asked).await;
            let (inside, outside): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
            assert_eq!((inside.len(), outside.len()), (1, 1));
            let full = |error: &SignInError| matches!(error, SignInError::Invite(invite::Unusable::Full));
            assert!(full(outside[0].as_ref().unwrap_err()), "{:?}", outside[0]);
            assert_eq!(members(world).await, 256);
            let account = inside[0].as_ref().unwrap().account;
            saar_server::usecase::group::leave(&world.app, account, world.group)
                .await
                .unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn the_last_use_of_an_invite_is_given_once() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (second, _) = world.second_server().await;
        for round in 0..ROUNDS {
            let limits = invite::Limits {
                uses_max: Some(1),
                days: Some(7),
            };
            let made = invite::create(&world.app, vink.account, world.group, limits)
                .await
                .unwrap();
            let word = invite::word(&world.app.sealer, made.id);
            let asked = two_newcomers(&world.app, &word, round).await;
            let answers = join_at_once([&world.app, &second], &asked).await;
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
            let refused = answers.iter().find_map(|answer| answer.as_ref().err()).unwrap();
            assert!(
                matches!(refused, SignInError::Invite(invite::Unusable::UsedUp)),
                "{refused:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn one_code_twice_at_once_makes_one_member() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (second, _) = world.second_server().await;
        let limits = invite::Limits {
            uses_max: Some(50),
            days: Some(7),
        };
        let made = invite::create(&world.app, vink.account, world.group, limits)
            .await
            .unwrap();
        let word = invite::word(&world.app.sealer, made.id);
        for round in 0..ROUNDS {
            let [asked, _] = two_newcomers(&world.app, &word, round).await;
            let before = members(world).await;
            let answers = join_at_once([&world.app, &second], &[asked.clone(), asked]).await;
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
            assert!(
                answers.iter().any(|answer| matches!(answer, Err(SignInError::Over))),
                "{answers:?}"
            );
            assert_eq!(members(world).await, before + 1);
        }
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_gets_so_many_codes_an_hour_however_many_ask_at_once() {
    tell_on_postgres(async |world| {
        let (second, _) = world.second_server().await;
        let most = usize::try_from(saar_domain::limits::CODES_PER_ADDRESS_HOUR).unwrap();
        for round in 0..ROUNDS {
            // From nothing: there is no row yet that one could wait for.
            let merel = world.member(&format!("Merel {round}"), Role::Member).await;
            let apps = [&world.app, &second];
            let asking = (0..3 * most).map(|at| sign_in::ask(apps[at % 2], &merel.email, "nl"));
            let answers = join_all(asking).await;
            let (mailed, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
            assert_eq!((mailed.len(), refused.len()), (most, 2 * most));
            for answer in refused {
                assert!(matches!(answer, Err(SignInError::TooMany)), "{answer:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_group_never_has_no_admin() {
    tell_on_postgres(async |world| {
        let (_second, base) = world.second_server().await;
        world.member("Eik", Role::Member).await;
        let mut stays = world.member("Vink 0", Role::Admin).await;
        for round in 1..=ROUNDS {
            let joins = world.member(&format!("Vink {round}"), Role::Admin).await;
            let there = joins.at(&base);
            let answers = <[Answer; 2]>::from(tokio::join!(stays.leave(), there.leave()));
            assert_eq!(statuses(&answers), [204, 409]);
            if answers[0].status == 204 {
                stays = joins;
            }
            stays.get(&stays.api("")).await.expect(200);
        }
    })
    .await;
}

/// What two admins do at once so that, were both to succeed, nobody would be left.
#[derive(Debug, Clone, Copy)]
enum BothGo {
    /// Each steps down.
    StepDown,
    /// Each makes the other a member.
    PutOut,
    /// One leaves, the other steps down.
    LeaveAndStepDown,
}

#[tokio::test]
async fn two_admins_who_go_at_once_leave_one() {
    use BothGo::{LeaveAndStepDown, PutOut, StepDown};
    for both in [StepDown, PutOut, LeaveAndStepDown] {
        tell_on_postgres(async |world| {
            let (_second, base) = world.second_server().await;
            let mut stays = world.member("Vink 0", Role::Admin).await;
            for round in 1..=ROUNDS {
                let other = world.member(&format!("Vink {round}"), Role::Admin).await;
                let there = other.at(&base);
                let (one, two) = match both {
                    StepDown => tokio::join!(assign(&stays, &stays, "member"), assign(&there, &there, "deputy")),
                    PutOut => tokio::join!(assign(&stays, &there, "member"), assign(&there, &stays, "member")),
                    LeaveAndStepDown => tokio::join!(stays.leave(), assign(&there, &there, "member")),
                };
                let answers = [one, two];
                // Whoever was put out is no admin any more, and may not put out.
                let refused = if matches!(both, PutOut) { 403 } else { 409 };
                assert_eq!(statuses(&answers), [204, refused], "{both:?}");
                let first_did = answers[0].status == 204;
                if first_did != matches!(both, PutOut) {
                    stays = other;
                }
                let mut tx = world.app.db.read().await.unwrap();
                let admins = saar_store::member::count_admins(&mut tx, world.group).await.unwrap();
                assert_eq!(admins, 1, "{both:?}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn who_leaves_while_an_alert_is_expanded_is_not_sent_to() {
    tell_on_postgres(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let incident = merel.alarm(&world.street(0)).await;
        // What the expansion does, stopped between reading who is in and writing whom it sends to.
        let (app, now): (&Arc<App>, _) = (&world.app, world.app.now());
        let mut tx = app.db.write().await.unwrap();
        let alert = saar_store::alert::take(&mut tx, 1, now).await.unwrap()[0];
        let found = saar_store::alert::candidates(&mut tx, alert.group).await.unwrap();
        eik.leave().await.expect(204);
        for (at, candidate) in found
            .iter()
            .filter(|candidate| candidate.member == eik.member)
            .enumerate()
        {
            let new = saar_store::delivery::NewDelivery {
                id: saar_domain::id::DeliveryId::new(now, app.entropy.as_ref()),
                alert: alert.id,
                alert_kind: alert.kind,
                incident: alert.incident,
                member: candidate.member,
                endpoint: candidate.endpoint,
                channel: candidate.channel,
                escalated: false,
                expires_at: now.plus(alert.kind.expiry()),
                receipt_hash: [u8::try_from(at).unwrap(); 32],
            };
            assert!(saar_store::delivery::insert(&mut tx, &new, now).await.unwrap());
        }
        tx.commit().await.unwrap();
        outbox::drain(app).await.unwrap();
        assert_eq!(world.deliveries(&incident).await.len(), 2);
        assert_eq!(phone.attempts(), 0);
        assert!(world.mail.messages_to(&eik.email).is_empty());
    })
    .await;
}
