//! Two connections at once (EDGES 13). SQLite has one writer; here it is PostgreSQL that has to keep them apart. Every race is held still: the
//! first is stopped before its commit until the second is seen waiting for it.

use crate::world::World;
use saar_domain::alert::AlertKind;
use saar_domain::clock::Span;
use saar_domain::id::InviteId;
use saar_domain::incident::Kind;
use saar_domain::member::{Alias, Role};
use saar_store::db::sql;
use saar_store::invite::{self, Invite};
use saar_store::testing::{TestDb, on_each};
use saar_store::{Db, Result, Tx, alert, challenge, delivery, group, idempotency, member, passkey, secret};
use std::collections::BTreeSet;
use std::time::Duration;

/// Runs `second` on a connection of its own; commits `first` once `second` waits for its locks. Gives what `second` made of it.
async fn behind<T>(test: &TestDb, first: Tx, second: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
    let racing = async {
        let mut tx = test.db.write().await?;
        let outcome = second(&mut tx).await;
        if outcome.is_ok() {
            tx.commit().await?;
        }
        outcome
    };
    let releasing = async {
        let Db::Postgres(pool) = &test.db else {
            panic!("PostgreSQL only")
        };
        let waiting =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        for _ in 0..2_000 {
            let blocked: i64 = sqlx::query_scalar(waiting).fetch_one(pool).await?;
            if blocked > 0 {
                return first.commit().await;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the second never waited for the first: they do not exclude one another");
    };
    let (outcome, released) = tokio::join!(racing, releasing);
    released?;
    outcome
}

#[tokio::test]
async fn event_numbers_have_no_gap_and_no_repeat() {
    on_each(async |test| {
        let world = World::new(test).await;
        let writers = (0_u32..4).map(|writer| {
            let world = &world;
            async move {
                let db = Db::open(&test.url).await.unwrap();
                let mut numbers = Vec::new();
                for round in 0_u32..8 {
                    let events = 1 + (writer + round) % 3;
                    let mut tx = db.write().await.unwrap();
                    let first = group::lock(&mut tx, world.group, events).await.unwrap().first_number;
                    // Some change their mind: their numbers are nobody's, and are given again.
                    if round % 4 == 3 {
                        continue;
                    }
                    tx.commit().await.unwrap();
                    numbers.extend((first..).take(events as usize));
                }
                db.close().await;
                numbers
            }
        });
        let mut numbers = futures_util::future::join_all(writers).await.concat();
        numbers.sort_unstable();
        let last = i64::try_from(numbers.len()).unwrap();
        assert_eq!(numbers, (1..=last).collect::<Vec<_>>());
        let mut tx = world.read().await;
        assert_eq!(group::event_seq(&mut tx, world.group).await.unwrap(), last);
    })
    .await;
}

#[tokio::test]
async fn the_group_is_locked_until_the_commit() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let mut first = world.write().await;
    assert_eq!(group::lock(&mut first, world.group, 3).await.unwrap().first_number, 1);
    let number = behind(&test, first, async |tx| group::lock(tx, world.group, 2).await).await;
    assert_eq!(number.unwrap().first_number, 4);
}

#[tokio::test]
async fn the_last_place_of_an_invite_is_given_once() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let invite = Invite {
        id: world.id(InviteId::new),
        group: world.group,
        created_by: None,
        created_at: world.now(),
        expires_at: world.now().plus(Span::days(1)),
        uses_max: 1,
        uses: 0,
        revoked_at: None,
        readmits: None,
        appoints: false,
    };
    let mut tx = world.write().await;
    invite::insert(&mut tx, &invite).await.unwrap();
    tx.commit().await.unwrap();
    let mut first = world.write().await;
    assert!(invite::take(&mut first, invite.id, world.now()).await.unwrap());
    let second = behind(&test, first, async |tx| invite::take(tx, invite.id, world.now()).await).await;
    assert!(!second.unwrap());
}

#[tokio::test]
async fn two_expanders_make_one_expansion() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
    let alert = world.alert(&mut tx, incident, AlertKind::Alarm).await;
    tx.commit().await.unwrap();
    let mut first = world.write().await;
    assert_eq!(alert::take(&mut first, 9, world.now()).await.unwrap(), [alert]);
    let second = behind(&test, first, async |tx| alert::take(tx, 9, world.now()).await);
    assert_eq!(second.await.unwrap(), []);
}

/// The unexpanded alert of an expander that died half way is expanded by the next one, without a trace of the first.
#[tokio::test]
async fn an_expansion_that_was_not_committed_never_was() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let mut tx = world.write().await;
        let update = world.alert(&mut tx, alarm.id(), AlertKind::Update).await;
        tx.commit().await.unwrap();
        let (merel, phone) = alarm.recipients[0];
        let expand = async |tx: &mut Tx| {
            let taken = alert::take(tx, 9, world.now()).await.unwrap();
            assert!(taken.contains(&update), "{taken:?}");
            world.deliver(tx, &update, merel.member, phone).await;
        };
        let mut dying = world.write().await;
        expand(&mut dying).await;
        drop(dying);
        let mut next = world.write().await;
        expand(&mut next).await;
        next.commit().await.unwrap();
        let mut tx = world.read().await;
        assert_eq!(delivery::queue(&mut tx).await.unwrap().0, 2);
    })
    .await;
}

#[tokio::test]
async fn claimers_pass_one_another_by_without_waiting() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let alarm = world.alarm(9).await;
    // All are open at once: one that waits for another would wait for ever, so it is told to fail instead.
    let (mut one, mut two, mut three) = (world.write().await, world.write().await, world.write().await);
    for tx in [&mut one, &mut two, &mut three] {
        sql("SET LOCAL lock_timeout = 2000").run(tx).await.unwrap();
    }
    let mut all = BTreeSet::new();
    for (tx, expected) in [(&mut one, 4), (&mut two, 4), (&mut three, 1)] {
        let claimed = delivery::claim(tx, world.boot(), world.now(), 4).await.unwrap();
        assert_eq!(claimed.len(), expected);
        all.extend(claimed.iter().map(|delivery| delivery.id));
    }
    assert_eq!(all, alarm.sent.iter().map(|sent| sent.id).collect());
    // What is rolled back waits again.
    drop(two);
    one.commit().await.unwrap();
    three.commit().await.unwrap();
    let mut tx = world.write().await;
    // A dropped transaction ends when its connection is back in the pool, a moment later; until then its rows are passed by. This waits for it.
    sql("SET LOCAL lock_timeout = 10000").run(&mut tx).await.unwrap();
    sql("SELECT id FROM deliveries FOR UPDATE").all(&mut tx).await.unwrap();
    let again = delivery::claim(&mut tx, world.boot(), world.now(), 10).await.unwrap();
    assert_eq!(again.len(), 4);
    assert!(again.iter().all(|delivery| delivery.attempts == 1));
}

#[tokio::test]
async fn one_idempotency_key_is_kept_once() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
    tx.commit().await.unwrap();
    let kept = idempotency::Kept {
        fingerprint: vec![1],
        incident,
        outcome: idempotency::Outcome::Published,
    };
    // As the use case does it: under the group's lock, look first.
    let keep = async |tx: &mut Tx| {
        group::lock(tx, world.group, 0).await?;
        match idempotency::find(tx, merel.account, "key").await? {
            Some(kept) => Ok(Some(kept)),
            None => idempotency::insert(tx, merel.account, "key", &kept, world.now())
                .await
                .map(|()| None),
        }
    };
    let mut first = world.write().await;
    assert_eq!(keep(&mut first).await.unwrap(), None);
    let second = behind(&test, first, keep).await;
    assert_eq!(second.unwrap(), Some(kept.clone()), "the repeat finds the first");
}

#[tokio::test]
async fn one_alias_is_taken_once() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let [one, two] = [
        world.add_account(&mut tx, "one@example.org").await,
        world.add_account(&mut tx, "two@example.org").await,
    ];
    tx.commit().await.unwrap();
    let merel = Alias::parse("Merel").unwrap();
    let mut first = world.write().await;
    group::lock(&mut first, world.group, 0).await.unwrap();
    world.join(&mut first, one, "Merel", Role::Member).await.unwrap();
    let taken = behind(&test, first, async |tx| {
        group::lock(tx, world.group, 0).await?;
        member::alias_taken(tx, world.group, &merel).await
    });
    assert!(taken.await.unwrap());
    // Also without the lock: the index is the last word.
    let mut tx = world.write().await;
    assert!(world.join(&mut tx, two, "Merel", Role::Member).await.is_err());
}

#[tokio::test]
async fn two_nodes_that_start_together_share_one_secret() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let make = async |tx: &mut Tx, text: &str| {
        let text = text.to_owned();
        secret::get_or_make(tx, &test.sealer, "push", world.now(), &world.entropy, || text).await
    };
    let mut first = world.write().await;
    assert_eq!(make(&mut first, "one").await.unwrap(), "one");
    let second = behind(&test, first, async |tx| make(tx, "two").await).await;
    assert_eq!(second.unwrap(), "one");
}

#[tokio::test]
async fn a_passkeys_ceremony_is_used_by_one_of_two() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let until = world.now().plus(Span::minutes(5));
    let mut first = world.write().await;
    assert!(passkey::burn(&mut first, [1; 32], until).await.unwrap());
    let second = behind(&test, first, async |tx| passkey::burn(tx, [1; 32], until).await);
    assert!(!second.await.unwrap());
}

#[tokio::test]
async fn two_phones_do_not_both_take_an_accounts_last_place_for_a_passkey() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.add_account(&mut tx, "merel@example.org").await;
    tx.commit().await.unwrap();
    let add = async |tx: &mut Tx, credential_id: &[u8]| {
        passkey::decline(tx, merel, world.now()).await?;
        let before = passkey::of_account(tx, merel).await?.len();
        let made = passkey::Passkey {
            id: world.id(saar_domain::id::PasskeyId::new),
            account: merel,
            credential_id: credential_id.to_vec(),
            credential: "{}".into(),
            name: "Telefoon".into(),
            created_at: world.now(),
            used_at: None,
            blocked_at: None,
        };
        passkey::insert(tx, &made).await?;
        Ok(before)
    };
    let mut first = world.write().await;
    assert_eq!(add(&mut first, b"one").await.unwrap(), 0);
    let second = behind(&test, first, async |tx| add(tx, b"two").await).await;
    assert_eq!(second.unwrap(), 1, "the second sees the first");
}

#[tokio::test]
async fn a_challenge_is_taken_by_one_of_two() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let challenge = challenge::Challenge {
        id: world.id(saar_domain::id::ChallengeId::new),
        device_hash: [1; 32],
        link_hash: [2; 32],
        code_hash: [3; 32],
        email: "merel@example.org".into(),
        language: "nl".into(),
        joining: None,
        asking: None,
        tries: 0,
        created_at: world.now(),
        used_at: None,
    };
    let mut tx = world.write().await;
    challenge::insert(&mut tx, &test.sealer, &challenge, &world.entropy)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut first = world.write().await;
    assert!(challenge::take(&mut first, challenge.id, world.now()).await.unwrap());
    let second = behind(&test, first, async |tx| {
        challenge::take(tx, challenge.id, world.now()).await
    });
    assert!(!second.await.unwrap());
}
