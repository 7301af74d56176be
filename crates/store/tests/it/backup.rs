use crate::world::{World, folder};
use saar_domain::incident::Kind;
use saar_store::testing::TestDb;
use saar_store::{Db, StoreError, backup, incident, migrate};
use std::fs;

#[tokio::test]
async fn of_a_database_in_use_is_complete() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    tx.commit().await.unwrap();
    let copy = folder(&test).unwrap().join("it's a copy.db");

    // Alarms are raised and committed while the copy is taken.
    let mut acknowledged = Vec::new();
    for _ in 0..20 {
        acknowledged.push(raise(&world, merel.member).await);
    }
    let writing = async {
        for _ in 0..20 {
            raise(&world, merel.member).await;
        }
    };
    let ((), copied) = tokio::join!(writing, backup::copy(&test.db, &copy));
    copied.unwrap();

    assert_eq!(backup::verify(&copy).await.unwrap(), migrate::newest());
    let restored = Db::open(&format!("sqlite:{}", copy.display())).await.unwrap();
    let mut tx = restored.read().await.unwrap();
    for id in acknowledged {
        let stored = incident::find(&mut tx, id).await.unwrap().unwrap();
        let history = incident::history(&mut tx, id).await.unwrap();
        assert_eq!(history.len(), 3, "an incident with its whole history, or none");
        assert_eq!(stored.incident.version, 3);
    }
    let (events, number) = (
        incident::changed_since(&mut tx, world.group, 0).await.unwrap(),
        saar_store::group::event_seq(&mut tx, world.group).await.unwrap(),
    );
    assert_eq!(events.last().map(|change| change.group_seq), Some(number), "one moment");
    drop(tx);
    restored.close().await;

    // The reader that made the copy was not given back with its right to write.
    let mut readers = Vec::new();
    for _ in 0..4 {
        readers.push(world.read().await);
    }
    for tx in &mut readers {
        assert!(saar_store::group::lock(tx, world.group, 1).await.is_err());
    }
}

async fn raise(world: &World<'_>, reporter: saar_domain::id::MemberId) -> saar_domain::id::IncidentId {
    let mut tx = world.write().await;
    let stored = world.raise(&mut tx, reporter, Kind::Theft).await;
    tx.commit().await.unwrap();
    stored.incident.id
}

#[tokio::test]
async fn never_overwrites() {
    let test = TestDb::sqlite().await;
    let existing = folder(&test).unwrap().join("existing.db");
    fs::write(&existing, "precious").unwrap();
    let refused = backup::copy(&test.db, &existing).await;
    assert!(matches!(refused, Err(StoreError::File { .. })), "{refused:?}");
    assert_eq!(fs::read(&existing).unwrap(), b"precious");
}

#[tokio::test]
async fn that_is_damaged_does_not_verify() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    tx.commit().await.unwrap();
    for _ in 0..20 {
        raise(&world, merel.member).await;
    }
    let folder = folder(&test).unwrap();
    let copy = folder.join("copy.db");
    backup::copy(&test.db, &copy).await.unwrap();
    let whole = fs::read(&copy).unwrap();
    let damaged = folder.join("damaged.db");
    for length in [0, 50, 4096, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        fs::write(&damaged, &whole[..length]).unwrap();
        let verdict = backup::verify(&damaged).await;
        assert!(verdict.is_err(), "{length} of {} bytes: {verdict:?}", whole.len());
    }
    let text = folder.join("letter.txt");
    fs::write(&text, "Beste buren, ".repeat(1000)).unwrap();
    assert!(backup::verify(&text).await.is_err());
}

/// Whoever checks a backup wants it unchanged, and does not want an empty one made where there was none.
#[tokio::test]
async fn is_left_as_it_was_by_verifying() {
    let test = TestDb::sqlite().await;
    let folder = folder(&test).unwrap();
    let missing = folder.join("missing.db");
    assert!(backup::verify(&missing).await.is_err());
    assert!(!missing.exists());

    let copy = folder.join("copy.db");
    backup::copy(&test.db, &copy).await.unwrap();
    let before = fs::read(&copy).unwrap();
    backup::verify(&copy).await.unwrap();
    assert!(fs::read(&copy).unwrap() == before);
    let beside: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("copy.db"))
        .collect();
    assert_eq!(beside, ["copy.db"]);
}

#[tokio::test]
async fn of_postgresql_is_left_to_its_own_tools() {
    let Some(test) = TestDb::postgres().await else { return };
    let folder = tempfile::tempdir().unwrap();
    assert!(backup::copy(&test.db, &folder.path().join("copy.db")).await.is_err());
}
