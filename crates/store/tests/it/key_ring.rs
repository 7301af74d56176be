//! Rotating master keys: what two programs at neighbouring steps do, and sealing anew.

use crate::world::World;
use saar_domain::clock::Timestamp;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AccountId, EndpointId, UmbrellaId};
use saar_domain::incident::Kind;
use saar_store::account::{self, Account};
use saar_store::db::{Query, sql};
use saar_store::endpoint::NewEndpoint;
use saar_store::key_ring::{self, Hold, Step};
use saar_store::reseal::{self, PLACES};
use saar_store::seal::{Masters, Sealer, Slot};
use saar_store::testing::on_each;
use saar_store::{Db, StoreError, Tx, coordinator, endpoint};
use std::collections::BTreeSet;

const EMAIL: &str = "Wielewaal@example.org";
const PUSH: &str = "https://push.example/wielewaal";

fn masters(versions: &[u8]) -> Masters {
    versions
        .iter()
        .map(|version| (*version, [if *version == 1 { 7 } else { *version }; 32].into()))
        .collect()
}

/// How a program works at each step of a rotation from key 1 to key 3.
fn steps() -> [Sealer; 4] {
    [
        Sealer::with(&masters(&[1]), 1, None),
        Sealer::with(&masters(&[1, 3]), 1, Some(3)),
        Sealer::with(&masters(&[1, 3]), 3, Some(1)),
        Sealer::with(&masters(&[3]), 3, None),
    ]
}

async fn insert(world: &World<'_>, sealer: &Sealer, email: &str) -> Result<AccountId, StoreError> {
    let account = Account::new(world.id(AccountId::new), "nl", vec![ChannelKind::Email]);
    let mut tx = world.write().await;
    account::insert(&mut tx, sealer, &account, email, world.now(), &world.entropy).await?;
    tx.commit().await?;
    Ok(account.id)
}

/// The classic mistake: two accounts for one address, under the indexes of two keys. Programs are one step apart at most.
#[tokio::test]
async fn one_address_is_one_account_at_whatever_step_two_programs_are() {
    on_each(async |test| {
        let world = World::new(test).await;
        for (at, first) in steps().iter().enumerate() {
            for second in steps().iter().enumerate().filter(|(other, _)| other.abs_diff(at) <= 1) {
                let email = format!("uil-{at}-{}@example.org", second.0);
                let id = insert(&world, first, &email).await.unwrap();
                let again = insert(&world, second.1, &email.to_uppercase()).await;
                assert!(
                    again.as_ref().is_err_and(StoreError::is_unique_violation),
                    "steps {at} and {}: {again:?}",
                    second.0
                );
                // Who does not have the index of the other yet is never more than a fill away.
                let mut tx = world.read().await;
                let found = account::find_by_email(&mut tx, second.1, &email).await.unwrap();
                assert_eq!(found.map(|account| account.id), Some(id), "steps {at} and {}", second.0);
            }
        }
    })
    .await;
}

/// A phone belongs to one account, and is there once, whichever key its address was indexed with.
#[tokio::test]
async fn a_phone_is_there_once_whichever_key_indexed_it() {
    on_each(async |test| {
        let world = World::new(test).await;
        let owner = insert(&world, &steps()[0], "kievit@example.org").await.unwrap();
        let next = insert(&world, &steps()[0], "grutto@example.org").await.unwrap();
        for (account, sealer) in [(owner, 0), (owner, 1), (owner, 2), (next, 1), (owner, 2), (next, 3)] {
            let sealer = &steps()[sealer];
            let mut tx = world.write().await;
            let new = NewEndpoint {
                id: world.id(EndpointId::new),
                account,
                channel: ChannelKind::WebPush,
                address: PUSH,
                session: None,
            };
            endpoint::save(&mut tx, sealer, &new, world.now(), &world.entropy)
                .await
                .unwrap();
            let all = [
                endpoint::of_account(&mut tx, owner).await.unwrap(),
                endpoint::of_account(&mut tx, next).await.unwrap(),
            ]
            .concat();
            assert_eq!(all.len(), 1);
            assert!(endpoint::has(&mut tx, sealer, account, PUSH).await.unwrap());
            tx.commit().await.unwrap();
            reseal::fill(world.db(), sealer, 3, |_| ()).await.unwrap();
        }
    })
    .await;
}

/// Whoever adds a sealed column adds it to the list: else a rotation would destroy the key that it needs.
#[tokio::test]
async fn every_sealed_column_is_in_the_list() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.read().await;
        let query = match world.db() {
            Db::Sqlite(_) => sql(
                "SELECT m.name AS in_table, c.name AS in_column FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name LIKE '%sealed'",
            ),
            Db::Postgres(_) => sql(
                "SELECT table_name::text AS in_table, column_name::text AS in_column FROM information_schema.columns WHERE table_schema = current_schema() AND column_name LIKE '%sealed'",
            ),
        };
        let there: BTreeSet<String> = query
            .all(&mut tx)
            .await
            .unwrap()
            .iter()
            .map(|row| format!("{}.{}", row.get::<String>("in_table").unwrap(), row.get::<String>("in_column").unwrap()))
            .collect();
        let listed: BTreeSet<String> = PLACES.iter().map(|place| place.name.to_owned()).collect();
        assert_eq!(there, listed);
        assert!(there.len() > 20);
    })
    .await;
}

const PLAIN: &[u8] = b"klimt over de schutting";

/// Words and pictures from before there were content keys, more than one transaction takes: their keys have several columns. Where each is found, and its context.
async fn sealed_without_content_keys(tx: &mut Tx, world: &World<'_>, sealer: &Sealer) -> Vec<(Query, String)> {
    let merel = world.neighbour(tx, "Merel").await.member;
    let mut there = Vec::new();
    for _ in 0..2 {
        let incident = world.raise(tx, merel, Kind::Theft).await.incident.id;
        for seq in 1..=125_u32 {
            let context = format!("contents.sealed {incident} {seq} sighting");
            sql("INSERT INTO contents (incident_id, seq, field, class, sealed) VALUES ($1, $2, 'sighting', 'words', $3)")
                .bind(incident)
                .bind(seq)
                .bind(sealer.seal(&context, PLAIN, &world.entropy))
                .run(tx)
                .await
                .unwrap();
            let found = sql("SELECT sealed FROM contents WHERE incident_id = $1 AND seq = $2 AND field = 'sighting'");
            there.push((found.bind(incident).bind(seq), context));
        }
        let photo = crate::photo::add(tx, world, merel, incident).await.id;
        for size in ["small", "large"] {
            let context = format!("photo_pictures.sealed {incident} {photo} {size}");
            sql("UPDATE photo_pictures SET sealed = $3 WHERE photo_id = $1 AND size = $2")
                .bind(photo)
                .bind(size)
                .bind(sealer.seal(&context, PLAIN, &world.entropy))
                .run(tx)
                .await
                .unwrap();
            let found = sql("SELECT sealed FROM photo_pictures WHERE photo_id = $1 AND size = $2");
            there.push((found.bind(photo).bind(size), context));
        }
    }
    there
}

/// More rows than one transaction takes: all are sealed anew, found at every step, and nothing of the former key is left, indexes included.
#[tokio::test]
async fn everything_is_sealed_anew_and_found_at_every_step() {
    on_each(async |test| {
        let world = World::new(test).await;
        let at = steps();
        let emails: Vec<String> = (0..450).map(|number| format!("mus-{number}@example.org")).collect();
        let mut tx = world.write().await;
        for email in &emails {
            let account = world.add_account(&mut tx, email).await;
            world.endpoint(&mut tx, account, ChannelKind::Email, email).await;
        }
        let umbrella = world.id(UmbrellaId::new);
        sql("INSERT INTO umbrellas (id, name, created_at) VALUES ($1, 'Koepel', 0)")
            .bind(umbrella)
            .run(&mut tx)
            .await
            .unwrap();
        let asked = coordinator::ask(&mut tx, &at[0], umbrella, EMAIL, world.now(), &world.entropy).await;
        assert!(asked.unwrap());
        let said = sealed_without_content_keys(&mut tx, &world, &at[0]).await;
        tx.commit().await.unwrap();
        let all_found = async |sealer: &Sealer| {
            let mut tx = world.read().await;
            for email in &emails {
                let found = account::find_by_email(&mut tx, sealer, email).await.unwrap().unwrap();
                assert_eq!(account::own_email(&mut tx, sealer, found.id).await.unwrap(), *email);
            }
            assert!(
                coordinator::is_asked(&mut tx, sealer, EMAIL, Timestamp::from_millis(0))
                    .await
                    .unwrap()
            );
        };
        all_found(&at[1]).await;
        reseal::fill(world.db(), &at[1], 3, |_| ()).await.unwrap();
        for sealer in &at[..3] {
            all_found(sealer).await;
        }
        for place in PLACES {
            let done = reseal::column(world.db(), &at[2], &world.entropy, place, |_| ())
                .await
                .unwrap();
            assert_eq!(done.unopened, 0, "{}", place.name);
        }
        for sealer in &at[1..] {
            all_found(sealer).await;
        }
        assert_eq!(reseal::left(world.db(), &at[3]).await.unwrap(), []);
        let mut tx = world.write().await;
        assert_eq!(reseal::count_filled(&mut tx, Slot::A).await.unwrap(), 901);
        assert!(
            !coordinator::ask(&mut tx, &at[3], umbrella, EMAIL, world.now(), &world.entropy)
                .await
                .unwrap(),
            "asked already"
        );
        drop(tx);
        reseal::clear(world.db(), Slot::A).await.unwrap();
        all_found(&at[3]).await;
        let mut tx = world.read().await;
        for (query, context) in said {
            let sealed: Vec<u8> = query.one(&mut tx).await.unwrap().get("sealed").unwrap();
            assert_eq!(at[3].open(&context, &sealed).unwrap().as_slice(), PLAIN, "{context}");
        }
        assert_eq!(reseal::count_filled(&mut tx, Slot::A).await.unwrap(), 0);
        assert_eq!(reseal::count_filled(&mut tx, Slot::B).await.unwrap(), 901);
        assert_eq!(
            reseal::counts(&mut tx).await.unwrap().into_keys().collect::<Vec<_>>(),
            [3]
        );
    })
    .await;
}

/// What somebody saves while its row is on its way is not lost, and a key of content that is destroyed stays destroyed.
#[tokio::test]
async fn sealing_anew_destroys_and_revives_nothing() {
    on_each(async |test| {
        let world = World::new(test).await;
        let entropy = std::sync::Arc::new(saar_store::testing::SeededEntropy::new(5));
        let sealer = Sealer::new(&[7; 32]);
        let keys = saar_store::KeyStore::open(world.db(), sealer.clone(), entropy)
            .await
            .unwrap();
        keys.refill(world.now()).await.unwrap();
        let (kept, gone) = (
            keys.take(world.now()).await.unwrap(),
            keys.take(world.now()).await.unwrap(),
        );
        let words = keys.seal(Some(&kept), "c", b"rent weg");
        keys.destroy(&[gone.id()]).await.unwrap();
        sealer.turn(&masters(&[1, 3]), 3, Some(1));
        let done = keys.reseal(|_| ()).await.unwrap();
        assert!(done.resealed > 100 && done.unopened == 0, "{done:?}");
        assert_eq!(keys.counts().await.unwrap().into_keys().collect::<Vec<_>>(), [3]);
        keys.scrub().await.unwrap();
        let again = saar_store::KeyStore::open(
            world.db(),
            steps()[3].clone(),
            std::sync::Arc::new(saar_store::testing::SeededEntropy::new(6)),
        )
        .await
        .unwrap();
        assert!(again.find(gone.id()).await.unwrap().is_none());
        let opened = again.unseal(Some(kept.id()), "c", &words).await.unwrap().unwrap();
        assert_eq!(opened.as_slice(), b"rent weg");
        keys.close().await;
        again.close().await;
    })
    .await;
}

/// A rotation goes on when nobody works by the step before, and there is one at a time. A lock ends with its program.
#[tokio::test]
async fn a_rotation_waits_for_everybody_and_for_no_dead() {
    on_each(async |test| {
        let world = World::new(test).await;
        let other = Db::open(&test.url).await.unwrap();
        let first = key_ring::state(&mut world.read().await).await.unwrap();
        assert_eq!((first.generation, first.active, first.step), (0, 1, Step::Still));
        let hold = Hold::take(&other, 0).await.unwrap();
        let second = Hold::take(world.db(), 0).await.unwrap();
        assert!(!key_ring::nobody_at(world.db(), 0).await.unwrap());
        drop(hold);
        assert!(
            !key_ring::nobody_at(world.db(), 0).await.unwrap(),
            "another is there still"
        );
        drop(second);
        // PostgreSQL notices a closed connection by itself.
        for _ in 0..100 {
            if key_ring::nobody_at(world.db(), 0).await.unwrap() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert!(key_ring::nobody_at(world.db(), 0).await.unwrap());
        let alone = key_ring::alone(world.db()).await.unwrap();
        assert!(matches!(key_ring::alone(&other).await, Err(StoreError::Rotating)));
        // A step is taken once, from where it stands.
        let mut tx = world.write().await;
        key_ring::announce(&mut tx, &first, 3, world.now()).await.unwrap();
        assert!(matches!(
            key_ring::announce(&mut tx, &first, 3, world.now()).await,
            Err(StoreError::Rotating)
        ));
        tx.commit().await.unwrap();
        drop(alone);
        other.close().await;
    })
    .await;
}
