//! Group commit (docs/adr/0015): writers share a commit, and nothing else.

use crate::world::World;
use saar_domain::clock::Clock;
use saar_domain::id::GroupId;
use saar_store::db::sql;
use saar_store::testing::{SeededEntropy, TestDb, on_each};
use saar_store::{Db, StoreError, group};
use std::time::Duration;

async fn numbers(db: &Db, of: GroupId) -> i64 {
    let mut tx = db.read().await.unwrap();
    group::event_seq(&mut tx, of).await.unwrap()
}

#[tokio::test]
async fn what_is_committed_is_there_for_everybody() {
    on_each(async |test| {
        let world = World::new(test).await;
        let before = numbers(&test.db, world.group).await;
        let writers = (0..32).map(async |_| {
            let mut tx = test.db.write().await.unwrap();
            group::lock(&mut tx, world.group, 1).await.unwrap();
            tx.commit().await.unwrap();
            // Another connection: it sees what is on disk, not what is about to be.
            numbers(&test.db, world.group).await
        });
        let seen = futures_util::future::join_all(writers).await;
        assert!(seen.iter().all(|seen| *seen > before));
        assert_eq!(numbers(&test.db, world.group).await, before + 32);
    })
    .await;
}

#[tokio::test]
async fn what_can_wait_never_makes_an_alarm_less_sure() {
    on_each(async |test| {
        let world = World::new(test).await;
        let before = numbers(&test.db, world.group).await;
        let writers = (0..40).map(async |number| {
            let soon = number % 2 == 0;
            let mut tx = if soon {
                test.db.write_soon().await
            } else {
                test.db.write().await
            }
            .unwrap();
            if !soon && test.name() == "sqlite" {
                let row = sql("PRAGMA synchronous").one(&mut tx).await.unwrap();
                assert_eq!(row.get::<i64>("synchronous").unwrap(), 2);
            }
            group::lock(&mut tx, world.group, 1).await.unwrap();
            tx.commit().await.unwrap();
        });
        futures_util::future::join_all(writers).await;
        assert_eq!(numbers(&test.db, world.group).await, before + 40);
    })
    .await;
}

#[tokio::test]
async fn the_log_does_not_grow_for_ever_whatever_is_committed() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let Db::Sqlite(file) = &test.db else { panic!("a file") };
    let mut log = file.path().as_os_str().to_owned();
    log.push("-wal");
    let length = async |commits: u32, soon: bool| {
        for _ in 0..commits {
            let mut tx = if soon {
                test.db.write_soon().await
            } else {
                test.db.write().await
            }
            .unwrap();
            group::lock(&mut tx, world.group, 1).await.unwrap();
            tx.commit().await.unwrap();
        }
        std::fs::metadata(&log).unwrap().len()
    };
    for soon in [true, false] {
        let once = length(150, soon).await;
        assert!(length(450, soon).await < once * 2, "soon: {soon}");
    }
}

#[tokio::test]
async fn who_gives_up_takes_nobody_along() {
    on_each(async |test| {
        let world = World::new(test).await;
        let before = numbers(&test.db, world.group).await;
        let writers = (0..30).map(async |number| {
            let mut tx = test.db.write().await.unwrap();
            group::lock(&mut tx, world.group, 1).await.unwrap();
            match number % 3 {
                0 => tx.commit().await.unwrap(),
                // Dropped, and dropped after a statement that was refused.
                1 => drop(tx),
                _ => assert!(
                    group::lock(&mut tx, GroupId::new(world.clock.now(), &SeededEntropy::new(99)), 1)
                        .await
                        .is_err()
                ),
            }
        });
        futures_util::future::join_all(writers).await;
        assert_eq!(numbers(&test.db, world.group).await, before + 10);
    })
    .await;
}

#[tokio::test]
async fn nobody_sees_a_turn_that_is_not_over() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let before = numbers(&test.db, world.group).await;
    let mut first = test.db.write().await.unwrap();
    group::lock(&mut first, world.group, 1).await.unwrap();
    let second = async {
        let mut second = test.db.write().await.unwrap();
        let number = group::lock(&mut second, world.group, 1).await.unwrap().first_number;
        drop(second);
        number
    };
    let first = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(
            numbers(&test.db, world.group).await,
            before,
            "not there before its commit"
        );
        first.commit().await.unwrap();
        assert_eq!(numbers(&test.db, world.group).await, before + 1);
    };
    let (number, ()) = tokio::join!(second, first);
    assert_eq!(number, before + 2, "the second came after the first");
    assert_eq!(numbers(&test.db, world.group).await, before + 1, "and changed its mind");
}

#[tokio::test]
async fn a_writer_that_stops_waiting_holds_up_nobody() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let before = numbers(&test.db, world.group).await;
    let mut tx = test.db.write().await.unwrap();
    group::lock(&mut tx, world.group, 1).await.unwrap();
    // Polled once, so that its turn is over, and then nobody listens.
    let mut commit = Box::pin(tx.commit());
    let polled = futures_util::future::poll_fn(|context| std::task::Poll::Ready(commit.as_mut().poll(context))).await;
    drop((polled.is_ready(), commit));
    let mut next = test.db.write().await.unwrap();
    group::lock(&mut next, world.group, 1).await.unwrap();
    next.commit().await.unwrap();
    assert_eq!(
        numbers(&test.db, world.group).await,
        before + 2,
        "it was done, so it is stored"
    );
}

#[tokio::test]
async fn another_program_that_writes_is_waited_for() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let other = Db::open(&test.url).await.unwrap();
    let mut held = other.write().await.unwrap();
    group::lock(&mut held, world.group, 1).await.unwrap();
    let waiting = async {
        let mut tx = test.db.write().await.unwrap();
        let number = group::lock(&mut tx, world.group, 1).await.unwrap().first_number;
        tx.commit().await.unwrap();
        number
    };
    let releasing = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        held.commit().await.unwrap();
    };
    let (number, ()) = tokio::join!(waiting, releasing);
    assert_eq!(number, numbers(&other, world.group).await);
}

#[tokio::test]
async fn a_commit_that_fails_is_told_and_stores_nothing() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let mut tx = test.db.write().await.unwrap();
    for text in [
        "CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED) STRICT",
    ] {
        sql(text).run(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let before = numbers(&test.db, world.group).await;

    let mut tx = test.db.write().await.unwrap();
    group::lock(&mut tx, world.group, 1).await.unwrap();
    // A rule that is looked at when everything is committed: nothing before the commit's thread finds it.
    sql("INSERT INTO child (id) VALUES (7)").run(&mut tx).await.unwrap();
    assert!(matches!(tx.commit().await, Err(StoreError::NotCommitted(_))));
    assert_eq!(numbers(&test.db, world.group).await, before);

    let mut next = test.db.write().await.unwrap();
    group::lock(&mut next, world.group, 1).await.unwrap();
    next.commit().await.unwrap();
    assert_eq!(
        numbers(&test.db, world.group).await,
        before + 1,
        "the next one is not harmed"
    );
}

#[tokio::test]
async fn a_closed_database_says_so() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let mut tx = test.db.write().await.unwrap();
    group::lock(&mut tx, world.group, 1).await.unwrap();
    tx.commit().await.unwrap();
    test.db.close().await;
    assert!(matches!(test.db.read().await, Err(StoreError::Closed)));
    assert!(matches!(test.db.write().await, Err(StoreError::Closed)));
    let again = Db::open(&test.url).await.unwrap();
    assert!(numbers(&again, world.group).await > 0);
}
