//! Forgetting, byte for byte: keys, backups, and what is left in the files.

use crate::content::{files_with, say};
use crate::photo::{PIXELS, add};
use crate::world::{World, folder};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::id::KeyId;
use saar_domain::incident::{Actor, ClosingReason, Incident, Kind};
use saar_domain::member::Role;
use saar_domain::photo::Size;
use saar_domain::retention::Class;
use saar_store::content;
use saar_store::db::{AnyId, sql};
use saar_store::keys::{READY_AGE_MAX, READY_MAX, file_beside};
use saar_store::retention::{self, What, due, forget};
use saar_store::testing::files::{files, files_holding, holds};
use saar_store::testing::{TestDb, on_each};
use saar_store::{Db, KeyStore, Sealer, Tx, backup, incident, photo};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The bytes of a key: as they are used, and as they stand in the store.
pub(crate) struct Bytes {
    pub(crate) raw: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
}

async fn key_bytes(keys: &Db, id: KeyId) -> Bytes {
    let mut tx = keys.read().await.unwrap();
    let row = sql("SELECT sealed FROM content_keys WHERE id = $1").bind(id.to_string());
    let sealed: Vec<u8> = row.one(&mut tx).await.unwrap().get("sealed").unwrap();
    let context = format!("content_keys.sealed {id}");
    let raw = Sealer::new(&[7; 32]).open(&context, &sealed).unwrap().to_vec();
    Bytes { raw, sealed }
}

pub(crate) async fn destroy_pending(world: &World<'_>) {
    let mut tx = world.write().await;
    let keys = retention::shreds(&mut tx, 100).await.unwrap();
    tx.commit().await.unwrap();
    world.keys().destroy(&keys).await.unwrap();
    let mut tx = world.write().await;
    retention::shredded(&mut tx, &keys).await.unwrap();
    tx.commit().await.unwrap();
}

/// Back up, recall, restore that backup with today's master key and key store: the incident is there, and nothing of it can be read. And of the keys, no
/// byte is in any file, neither as they are used nor as they were stored.
#[tokio::test]
async fn a_recall_reaches_into_backups_that_were_made_before() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let folder = folder(&test).unwrap();
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let mut recalled = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
    let kept = world.raise(&mut tx, merel.member, Kind::Vandalism).await.incident.id;
    let said = say(&mut tx, &world, recalled.id).await;
    let said_elsewhere = say(&mut tx, &world, kept).await;
    let shot = add(&mut tx, &world, merel.member, recalled.id).await;
    tx.commit().await.unwrap();

    // The search finds what is there: the keys, as they are stored, before they are destroyed.
    let mut tx = world.read().await;
    let keys = world.find(&mut tx, recalled.id).await.keys;
    let ids = [keys.identifying.unwrap(), keys.words.unwrap(), shot.key.unwrap()];
    drop(tx);
    let key_db = Db::open(&format!("sqlite:{}", file_beside(&folder.join("saar.db")).display()))
        .await
        .unwrap();
    let mut destroyed = Vec::new();
    for id in ids {
        destroyed.push(key_bytes(&key_db, id).await);
    }
    key_db.close().await;
    for key in &destroyed {
        assert!(!files_holding(&folder, &key.sealed).is_empty(), "the search can find");
        assert_eq!(
            files_holding(&folder, &key.raw),
            Vec::<PathBuf>::new(),
            "never as it is used"
        );
    }

    let before = folder.join("before.db");
    backup::copy(&test.db, &before).await.unwrap();
    for key in &destroyed {
        assert!(
            !holds(&std::fs::read(&before).unwrap(), &key.sealed),
            "a backup holds no keys"
        );
    }

    let mut tx = world.write().await;
    world.close(&mut tx, &mut recalled, ClosingReason::KnownPerson).await;
    content::forget(&mut tx, recalled.id).await.unwrap();
    photo::forget_of(&mut tx, recalled.id).await.unwrap();
    tx.commit().await.unwrap();
    destroy_pending(&world).await;
    let after = folder.join("after.db");
    backup::copy(&test.db, &after).await.unwrap();

    for key in &destroyed {
        assert_eq!(files_holding(&folder, &key.raw), Vec::<PathBuf>::new());
        assert_eq!(files_holding(&folder, &key.sealed), Vec::<PathBuf>::new());
    }
    let clear: Vec<&[u8]> = said
        .iter()
        .map(|content| content.body.as_bytes())
        .filter(|body| !body.is_empty())
        .chain([PIXELS])
        .collect();
    for text in clear {
        assert_eq!(files_holding(&folder, text), Vec::<PathBuf>::new());
    }

    // That backup, put back: its rows are all there, sealed under keys that nobody has.
    let restored = Db::open(&format!("sqlite:{}", before.display())).await.unwrap();
    let mut tx = restored.read().await.unwrap();
    let rows = sql("SELECT COUNT(*) AS n FROM contents WHERE sealed IS NOT NULL");
    assert_eq!(rows.one(&mut tx).await.unwrap().get::<i64>("n").unwrap(), 10);
    let stored = incident::find(&mut tx, recalled.id).await.unwrap();
    let mut stored = stored.expect("the incident is still there");
    incident::reveal(world.keys(), &mut stored).await.unwrap();
    assert_eq!(stored.place.point, None, "the street is left");
    assert_eq!(stored.place.street, Some(world.street.id));
    let read = content::of_incident(&mut tx, world.keys(), recalled.id).await.unwrap();
    assert_eq!(read, [], "today's keys open nothing of it");
    let picture = photo::picture(&mut tx, world.keys(), &shot, Size::Large).await.unwrap();
    assert_eq!(picture, None);
    // Nor does a program that starts anew, with nothing in memory.
    let fresh = TestDb::keys_of(&test.db, 9).await;
    let read = content::of_incident(&mut tx, &fresh, recalled.id).await.unwrap();
    assert_eq!(read, []);
    let others = content::of_incident(&mut tx, &fresh, kept).await.unwrap();
    assert_eq!(others, said_elsewhere, "what was not recalled can be read");
    let history = incident::history(&mut tx, recalled.id).await.unwrap();
    assert!(Incident::rebuild(recalled.id, &history).is_ok());
    drop(tx);
    restored.close().await;
}

/// Many keys come and go, as in a bad year: no copy of a destroyed one stays behind where rows stood before. (Deleting rows instead of overwriting them
/// fails this.)
#[tokio::test]
async fn no_copy_of_a_destroyed_key_stays_behind() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let folder = folder(&test).unwrap();
    let path = file_beside(&folder.join("saar.db"));
    let keys = world.keys();
    let mut taken = Vec::new();
    for _ in 0..4 {
        keys.refill(world.now()).await.unwrap();
        for _ in 0..READY_MAX {
            taken.push(keys.take(world.now()).await.unwrap().id());
        }
    }
    let key_db = Db::open(&format!("sqlite:{}", path.display())).await.unwrap();
    let (mut gone, mut left) = (Vec::new(), BTreeSet::new());
    for (number, id) in taken.iter().enumerate() {
        if number % 3 == 0 {
            left.insert(*id);
        } else {
            gone.push(key_bytes(&key_db, *id).await.sealed);
        }
    }
    key_db.close().await;
    for some in taken.chunks(7) {
        let some: Vec<_> = some.iter().copied().filter(|id| !left.contains(id)).collect();
        keys.destroy(&some).await.unwrap();
        keys.refill(world.now()).await.unwrap();
    }
    let there: Vec<Vec<u8>> = files(&folder).iter().map(|file| std::fs::read(file).unwrap()).collect();
    let found = |bytes: &[u8]| {
        // 16 bytes of its middle: chance does not make them.
        let part = &bytes[20..36];
        there.iter().any(|file| holds(file, part))
    };
    assert_eq!(gone.iter().filter(|sealed| found(sealed)).count(), 0);
    // Dead rows go when the file is written again; the others stay.
    let named = left.iter().copied().collect();
    assert!(keys.sweep(&named, world.now().minus(Span::days(1))).await.unwrap() > 0);
    let names: BTreeSet<KeyId> = keys.names().await.unwrap().into_iter().collect();
    assert!(left.is_subset(&names));
    assert_eq!(keys.sweep(&named, world.now().minus(Span::days(1))).await.unwrap(), 0);
}

#[tokio::test]
async fn keys_that_nothing_names_are_swept_and_old_ready_ones_not_used() {
    on_each(async |test| {
        let world = World::new(test).await;
        let keys = world.keys();
        let used = keys.take(world.now()).await.unwrap().id();
        let rolled_back = keys.take(world.now()).await.unwrap().id();
        world.clock.push(READY_AGE_MAX);
        assert!(keys.take(world.now()).await.unwrap().id() < keys.names().await.unwrap()[16 - 1]);
        world.clock.push(Span::millis(1));
        let fresh = keys.take(world.now()).await.unwrap().id();
        assert!(
            fresh > keys.names().await.unwrap()[16 - 1],
            "one that waited for a day is not used"
        );
        let named = [used].into_iter().collect();
        keys.sweep(&named, world.now()).await.unwrap();
        assert!(keys.find(used).await.unwrap().is_some());
        assert!(keys.find(rolled_back).await.unwrap().is_none());
        assert!(keys.find(fresh).await.unwrap().is_some(), "it is not old");
    })
    .await;
}

/// Losing the key store loses what was said, and no alarm.
#[tokio::test]
async fn a_lost_key_store_loses_words_and_no_alarm() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        say(&mut tx, &world, incident).await;
        tx.commit().await.unwrap();
        let mut tx = world.read().await;
        let ids = world.keys().names().await.unwrap();
        world.keys().destroy(&ids).await.unwrap();
        assert_eq!(content::of_incident(&mut tx, world.keys(), incident).await.unwrap(), []);
        let stored = world.find(&mut tx, incident).await;
        assert_eq!(stored.incident.kind, Kind::Theft);
        drop(tx);
        // And what is said from now on is kept, under a new key.
        let mut tx = world.write().await;
        let mut stored = world.find(&mut tx, incident).await;
        let said = content::Content {
            seq: 9,
            field: content::Field::Sighting,
            body: "rent weg over het dak".into(),
            street: None,
        };
        content::add(&mut tx, world.keys(), &mut stored, &said, world.now())
            .await
            .unwrap();
        assert_eq!(
            content::of_incident(&mut tx, world.keys(), incident).await.unwrap(),
            [said]
        );
    })
    .await;
}

/// The store of keys fails: nobody's alarm waits for it, and what is said is sealed with the master key alone.
#[tokio::test]
async fn a_broken_key_store_refuses_nobody() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let mut stored = world.raise(&mut tx, merel.member, Kind::Theft).await;
    let entropy = std::sync::Arc::new(saar_store::testing::SeededEntropy::new(77));
    let broken = KeyStore::open(&test.db, Sealer::new(&[7; 32]), entropy).await.unwrap();
    broken.close().await;
    assert!(broken.take(world.now()).await.is_none());
    stored.keys = saar_store::keys::KeyIds::default();
    let said = content::Content {
        seq: 1,
        field: content::Field::Behaviour,
        body: "klimt over de schutting".into(),
        street: None,
    };
    content::add(&mut tx, &broken, &mut stored, &said, world.now())
        .await
        .unwrap();
    assert_eq!(stored.keys.words, None);
    let read = content::of_incident(&mut tx, world.keys(), stored.incident.id)
        .await
        .unwrap();
    assert_eq!(read, [said]);
}

const IN_THE_END: Timestamp = Timestamp::from_millis(4_000_000_000_000);

async fn purge(tx: &mut Tx, class: Class, id: impl Into<AnyId>) {
    let id = id.into();
    assert!(
        due(tx, What::Class(class), "NL", IN_THE_END, 99)
            .await
            .unwrap()
            .contains(&id),
        "{class} is due"
    );
    forget(tx, What::Class(class), id).await.unwrap();
    let left = due(tx, What::Class(class), "NL", IN_THE_END, 99).await.unwrap();
    assert!(!left.contains(&id), "{class} is over, once");
}

#[tokio::test]
async fn each_class_goes_by_itself_and_history_stays_whole() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(2).await;
        let mut tx = world.write().await;
        let mut incident = alarm.stored.incident.clone();
        say(&mut tx, &world, incident.id).await;
        world.close(&mut tx, &mut incident, ClosingReason::NothingFound).await;
        let id = incident.id;
        let just_before = incident.ended_at.unwrap().minus(Span::millis(1));
        let early = due(&mut tx, What::Class(Class::Words), "NL", just_before, 9)
            .await
            .unwrap();
        assert_eq!(early, Vec::new());

        purge(&mut tx, Class::Identifying, id).await;
        let stored = world.find(&mut tx, incident.id).await;
        assert_eq!((stored.place.point, stored.place.street), (None, Some(world.street.id)));
        assert_eq!((stored.keys.identifying, stored.keys.words.is_some()), (None, true));
        let left = content::of_incident(&mut tx, world.keys(), incident.id).await.unwrap();
        assert!(left.iter().all(|content| content.field.class() == Class::Words) && left.len() == 2);
        purge(&mut tx, Class::Words, id).await;
        assert_eq!(
            content::of_incident(&mut tx, world.keys(), incident.id).await.unwrap(),
            []
        );
        assert_eq!(retention::shreds(&mut tx, 9).await.unwrap().len(), 2);
        purge(&mut tx, Class::Who, id).await;
        let stored = world.find(&mut tx, incident.id).await;
        assert_eq!(stored.incident.reporter, Actor::Former);
        let history = incident::history(&mut tx, incident.id).await.unwrap();
        assert_eq!(Incident::rebuild(incident.id, &history).unwrap(), stored.incident);

        let event = retention::bare_event(&mut tx, id.into()).await.unwrap().unwrap();
        assert_eq!(
            (event.kind, event.reason, event.drill),
            (Kind::Burglary, ClosingReason::NothingFound, false)
        );
        for _ in 0..2 {
            retention::count_in_month(&mut tx, &event, "2026-11").await.unwrap();
        }
        purge(&mut tx, Class::BareEvent, id).await;
        assert_eq!(incident::find(&mut tx, incident.id).await.unwrap(), None);
        let counts = retention::monthly_counts(&mut tx, world.group).await.unwrap();
        assert_eq!(
            counts,
            [("2026-11".to_owned(), Kind::Burglary, ClosingReason::NothingFound, 2)]
        );
    })
    .await;
}

/// Who left loses the alias after their days, and with the last membership the address and every way to be reached. History stays whole, without a name.
#[tokio::test]
async fn who_left_is_nobody_and_history_stays_whole() {
    on_each(async |test| {
        let mut world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let vink = world.neighbour(&mut tx, "Vink").await;
        let elsewhere = world.add_group(&mut tx, "Dennenbuurt", Span::hours(2)).await;
        let here = std::mem::replace(&mut world.group, elsewhere);
        let there = world
            .join(&mut tx, merel.account, "Specht", Role::Member)
            .await
            .unwrap();
        world.group = here;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        let phone = saar_domain::delivery::ChannelKind::WebPush;
        world
            .endpoint(&mut tx, merel.account, phone, "https://push.example/merel")
            .await;
        saar_store::member::leave(&mut tx, merel.member, world.now())
            .await
            .unwrap();
        purge(&mut tx, Class::Membership, merel.member).await;
        let aliases = saar_store::member::aliases(&mut tx, world.group).await.unwrap();
        assert_eq!(aliases, [(vink.member, "Vink".to_owned())]);
        let sealer = &test.sealer;
        let email = "merel@example.org";
        assert!(
            saar_store::account::find_by_email(&mut tx, sealer, email)
                .await
                .unwrap()
                .is_some(),
            "still a member of another group"
        );

        saar_store::member::leave(&mut tx, there, world.now()).await.unwrap();
        purge(&mut tx, Class::Membership, there).await;
        assert_eq!(
            saar_store::account::find_by_email(&mut tx, sealer, email)
                .await
                .unwrap(),
            None
        );
        assert!(
            saar_store::account::own_email(&mut tx, sealer, merel.account)
                .await
                .is_err()
        );
        assert_eq!(
            saar_store::endpoint::of_account(&mut tx, merel.account)
                .await
                .unwrap()
                .len(),
            0
        );
        let row = incident::find(&mut tx, incident.id).await.unwrap().unwrap();
        let history = incident::history(&mut tx, incident.id).await.unwrap();
        assert_eq!(Incident::rebuild(incident.id, &history).unwrap(), row.incident);
        // Another who leaves is no trouble to the first one's empty row; and the address may come back.
        saar_store::member::leave(&mut tx, vink.member, world.now())
            .await
            .unwrap();
        purge(&mut tx, Class::Membership, vink.member).await;
        world.neighbour(&mut tx, "Merel").await;
    })
    .await;
}

/// Every column of every table is somewhere in this list: a column that is added has to be given the class under which it is forgotten, or a reason why it
/// says nothing about anybody. `-` is the reason "ids, times, codes and settings of the installation or of a group".
const COLUMNS: &str = include_str!("forgetting_columns.txt");

#[tokio::test]
async fn every_column_belongs_to_a_class() {
    on_each(async |test| {
        let mut tx = test.db.read().await.unwrap();
        let listed: Vec<(&str, &str)> = COLUMNS
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .map(|line| line.split_once(' ').expect("COLUMN CLASS"))
            .collect();
        for (column, class) in &listed {
            let known = *class == "-" || class.parse::<Class>().is_ok();
            assert!(known, "{column}: {class} is no class");
        }
        let in_use = match &test.db {
            Db::Sqlite(_) => sql("SELECT t.name AS in_table, c.name AS in_column FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"),
            Db::Postgres(_) => sql("SELECT table_name::text AS in_table, column_name::text AS in_column FROM information_schema.columns WHERE table_schema = current_schema()"),
        };
        let mut there = BTreeSet::new();
        for row in in_use.all(&mut tx).await.unwrap() {
            let (table, column): (String, String) = (row.get("in_table").unwrap(), row.get("in_column").unwrap());
            if !table.starts_with("_sqlx") && !table.starts_with("sqlite_") {
                there.insert(format!("{table}.{column}"));
            }
        }
        let listed: BTreeSet<String> = listed.iter().map(|(column, _)| (*column).to_owned()).collect();
        let unclassed: Vec<_> = there.difference(&listed).collect();
        assert!(
            unclassed.is_empty(),
            "when are these forgotten? Say so in forgetting_columns.txt, and let crates/store/src/retention.rs do it: {unclassed:?}"
        );
        let gone: Vec<_> = listed.difference(&there).collect();
        assert!(gone.is_empty(), "not there any more: {gone:?}");
    })
    .await;
}

/// The file of keys is for its owner only, and a first one is told from a lost one.
#[tokio::test]
async fn the_key_store_is_made_once_for_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let test = TestDb::sqlite().await;
    let folder = folder(&test).unwrap();
    let path = file_beside(&folder.join("saar.db"));
    assert_eq!(path.file_name().unwrap(), "keys.db");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(test.keys.was_missing());
    assert!(!TestDb::keys_of(&test.db, 3).await.was_missing());
    assert_eq!(files_with(&folder, "no such text xq"), Vec::<String>::new());
}
