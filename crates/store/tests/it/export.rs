//! The export of everything about somebody, held against the schema.

use crate::world::World;
use saar_domain::member::Role;
use saar_store::db::sql;
use saar_store::export::{Known, LEFT_OUT, SECTIONS, everything, tables};
use saar_store::testing::{TestDb, on_each};
use saar_store::{Db, Tx};
use std::collections::BTreeSet;

async fn tables_in_use(test: &TestDb, tx: &mut Tx) -> BTreeSet<String> {
    let query = match &test.db {
        Db::Sqlite(_) => sql("SELECT name FROM sqlite_master WHERE type = 'table'"),
        Db::Postgres(_) => {
            sql("SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = current_schema()")
        }
    };
    let names = query.all(tx).await.unwrap();
    let names = names.iter().map(|row| row.get::<String>("name").unwrap());
    names
        .filter(|name| !name.starts_with("_sqlx") && !name.starts_with("sqlite_"))
        .collect()
}

/// A table that is added has to be told to whom it is about, or left out for a reason that somebody wrote down.
#[tokio::test]
async fn every_table_is_told_or_left_out_for_a_reason() {
    on_each(async |test| {
        let mut tx = test.db.read().await.unwrap();
        let there = tables_in_use(test, &mut tx).await;
        let known: BTreeSet<String> = tables().into_iter().map(str::to_owned).collect();
        let untold: Vec<_> = there.difference(&known).collect();
        assert!(
            untold.is_empty(),
            "do their owners get these? Say so in crates/store/src/export.rs: {untold:?}"
        );
        let gone: Vec<_> = known.difference(&there).collect();
        assert!(gone.is_empty(), "not there any more: {gone:?}");
    })
    .await;
}

/// Every column that leads to an account or a member is asked for by a section of its table: a second one, such as who decided, is not overlooked.
#[tokio::test]
async fn every_column_that_leads_to_somebody_is_asked_for() {
    let test = TestDb::sqlite().await;
    let mut tx = test.db.read().await.unwrap();
    let rows = sql(
        "SELECT t.name AS in_table, f.\"from\" AS in_column FROM sqlite_master t, pragma_foreign_key_list(t.name) f
                    WHERE t.type = 'table' AND f.\"table\" IN ('accounts', 'members') ORDER BY t.name, f.\"from\"",
    )
    .all(&mut tx)
    .await
    .unwrap();
    assert!(rows.len() > 20, "{}", rows.len());
    for row in &rows {
        let (table, column): (String, String) = (row.get("in_table").unwrap(), row.get("in_column").unwrap());
        let left_out = LEFT_OUT.iter().any(|(out, _)| *out == table);
        let asked = SECTIONS
            .iter()
            .any(|section| section.tables.contains(&table.as_str()) && section.query.contains(&column));
        assert!(
            asked && !left_out,
            "{table}.{column} leads to somebody, and no section asks for it"
        );
    }
}

/// Each query runs on both databases, and gives what is one's own and nobody else's.
#[tokio::test]
async fn one_gets_ones_own_and_nobody_elses() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let kauw = world.neighbour(&mut tx, "Kauw").await;
        let account = world.add_account(&mut tx, "vink@example.org").await;
        world.join(&mut tx, account, "Vink", Role::Admin).await.unwrap();
        let mine = world
            .raise(&mut tx, merel.member, saar_domain::incident::Kind::Theft)
            .await;
        crate::content::say(&mut tx, &world, mine.incident.id).await;
        let theirs = world
            .raise(&mut tx, kauw.member, saar_domain::incident::Kind::Theft)
            .await;
        crate::content::say(&mut tx, &world, theirs.incident.id).await;
        let all = everything(&mut tx, &test.sealer, world.keys(), merel.account)
            .await
            .unwrap();
        let codes: Vec<_> = all.sections.iter().map(|section| section.0).collect();
        assert_eq!(codes, SECTIONS.iter().map(|section| section.code).collect::<Vec<_>>());
        let of = |code: &str| &all.sections.iter().find(|section| section.0 == code).unwrap().1;
        assert!(of("account")[0].contains(&("email_sealed", Known::Text("merel@example.org".into()))));
        assert!(of("memberships")[0].contains(&("alias", Known::Text("Merel".into()))));
        assert_eq!(of("incidents").len(), 1);
        assert!(!of("deeds").is_empty() && !of("said").is_empty());
        let text = format!("{all:?}");
        for other in [
            "Kauw",
            "Vink",
            &theirs.incident.id.to_string(),
            &kauw.member.to_string(),
        ] {
            assert!(!text.to_lowercase().contains(&other.to_lowercase()), "{other}");
        }
        // Of a stranger's account nothing is there but the account.
        let none = everything(
            &mut tx,
            &test.sealer,
            world.keys(),
            saar_domain::id::AccountId::new(world.now(), &world.entropy),
        );
        assert!(none.await.unwrap().sections.iter().all(|section| section.1.is_empty()));
    })
    .await;
}
