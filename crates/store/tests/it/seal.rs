//! What is at rest names nobody: neither in a column nor in a byte of a file.

use crate::content::files_with;
use crate::world::{World, folder};
use saar_domain::audit::Deed;
use saar_domain::clock::Entropy;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AuditId, ChallengeId, SessionId, TokenId};
use saar_store::audit::{self, Line};
use saar_store::challenge::{self, Challenge};
use saar_store::db::sql;
use saar_store::seal::{Sealer, token_hash};
use saar_store::session::{self, AccessToken, Session};
use saar_store::testing::{TestDb, on_each};
use saar_store::{Db, StoreError, endpoint, secret};
use sqlx::{AssertSqlSafe, Row as _};

const EMAIL: &str = "kauwtje-xq@example.org";
const PUSH: &str = "https://push.example/kauwtje-xq-subscription";
const TOKENS: [&str; 3] = ["session-secret-xq", "bearer-secret-xq", "link-secret-xq"];

/// Writes everything that has to stay hidden, in every place where it is written.
async fn write_secrets(world: &World<'_>) {
    let mut tx = world.write().await;
    let account = world.add_account(&mut tx, EMAIL).await;
    world.endpoint(&mut tx, account, ChannelKind::WebPush, PUSH).await;
    world.endpoint(&mut tx, account, ChannelKind::Email, EMAIL).await;
    let entropy: &dyn Entropy = &world.entropy;
    let challenge = Challenge {
        id: world.id(ChallengeId::new),
        device_hash: entropy.bytes(),
        link_hash: token_hash(TOKENS[2]),
        code_hash: world.test.sealer.code_hash("challenge", "123456"),
        email: EMAIL.into(),
        language: "nl".into(),
        joining: None,
        asking: None,
        tries: 0,
        created_at: world.now(),
        used_at: None,
    };
    challenge::insert(&mut tx, &world.test.sealer, &challenge, entropy)
        .await
        .unwrap();
    let session = Session {
        id: world.id(SessionId::new),
        account,
        device: "Android · Firefox".into(),
        created_at: world.now(),
        seen_at: world.now(),
    };
    session::insert(&mut tx, &session, token_hash(TOKENS[0])).await.unwrap();
    let token = AccessToken {
        id: world.id(TokenId::new),
        account,
        name: "visible-name-xq".into(),
        scopes: "read".into(),
        created_at: world.now(),
        expires_at: world.now(),
    };
    session::insert_token(&mut tx, &token, token_hash(TOKENS[1]))
        .await
        .unwrap();
    let line = Line {
        id: world.id(AuditId::new),
        group: world.group,
        at: world.now(),
        deed: Deed::ContactShown,
        by: None,
        about: None,
        liaison: None,
        detail: None,
        reason: Some("kauwtje nam haar telefoon niet op".into()),
    };
    audit::insert(&mut tx, &world.test.sealer, &line, entropy)
        .await
        .unwrap();
    let made = secret::get_or_make(&mut tx, &world.test.sealer, "push key", world.now(), entropy, || {
        "secret-of-all-xq".into()
    });
    assert_eq!(made.await.unwrap(), "secret-of-all-xq");
    tx.commit().await.unwrap();
}

fn hidden() -> Vec<&'static str> {
    let parts = ["kauwtje", "push.example", "secret-of-all", "123456"];
    parts.into_iter().chain(TOKENS).collect()
}

#[tokio::test]
async fn no_file_holds_an_address_or_a_token() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    write_secrets(&world).await;
    let folder = folder(&test).unwrap();
    // Once in the log, once in the database: where the bytes are depends on the moment.
    for place in ["saar.db-wal", "saar.db"] {
        assert!(
            files_with(&folder, "visible-name-xq").contains(&place.to_owned()),
            "the search finds what is not hidden in {place}"
        );
        for text in hidden() {
            assert_eq!(files_with(&folder, text), Vec::<String>::new(), "{text}");
        }
        let Db::Sqlite(file) = &test.db else { panic!() };
        assert!(file.empty_log().await.unwrap());
    }
}

#[tokio::test]
async fn no_column_holds_an_address_or_a_token() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    write_secrets(&world).await;
    let Db::Postgres(pool) = &test.db else { panic!() };
    let tables = sqlx::query("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        .fetch_all(pool)
        .await
        .unwrap();
    let mut everything = String::new();
    for table in tables {
        let table: String = table.get(0);
        // Sealed bytes are shown as escaped text, so that plain ones would be readable.
        let text = format!("SELECT CAST(t AS TEXT) FROM {table} t");
        let mut connection = pool.acquire().await.unwrap();
        sqlx::query("SET bytea_output = 'escape'")
            .execute(&mut *connection)
            .await
            .unwrap();
        for row in sqlx::query(AssertSqlSafe(text))
            .fetch_all(&mut *connection)
            .await
            .unwrap()
        {
            everything.push_str(row.get(0));
        }
    }
    assert!(everything.contains("visible-name-xq"));
    for text in hidden() {
        assert!(!everything.contains(text), "{text}");
    }
}

#[tokio::test]
async fn another_master_key_opens_nothing_and_says_so() {
    on_each(async |test| {
        let world = World::new(test).await;
        write_secrets(&world).await;
        let stranger = Sealer::new(&[8; 32]);
        let mut tx = world.write().await;
        let account = saar_store::account::find_by_email(&mut tx, &stranger, EMAIL).await;
        assert_eq!(account.unwrap(), None, "the index is keyed");
        let account = saar_store::account::find_by_email(&mut tx, &test.sealer, EMAIL)
            .await
            .unwrap()
            .unwrap();
        let phone = endpoint::of_account(&mut tx, account.id).await.unwrap()[0].id;
        let refused = endpoint::address(&mut tx, &stranger, phone).await;
        assert!(matches!(refused, Err(StoreError::Unsealable)));
        let refused = secret::get_or_make(&mut tx, &stranger, "push key", world.now(), &world.entropy, || {
            "another".into()
        });
        assert!(
            matches!(refused.await, Err(StoreError::Unsealable)),
            "and replaces nothing"
        );
    })
    .await;
}

#[tokio::test]
async fn a_secret_is_made_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut secrets = Vec::new();
        for candidate in ["first", "second"] {
            let mut tx = world.write().await;
            let secret = secret::get_or_make(&mut tx, &test.sealer, "push", world.now(), &world.entropy, || {
                candidate.into()
            });
            secrets.push(secret.await.unwrap());
            tx.commit().await.unwrap();
        }
        assert_eq!(secrets, ["first", "first"]);
    })
    .await;
}

/// Threat: a database writer who cannot read swaps two people's sealed addresses between columns.
#[tokio::test]
async fn a_sealed_text_opens_only_in_its_own_column() {
    on_each(async |test| {
        let world = World::new(test).await;
        write_secrets(&world).await;
        let mut tx = world.write().await;
        sql("UPDATE endpoints SET address_sealed = (SELECT email_sealed FROM accounts)")
            .run(&mut tx)
            .await
            .unwrap();
        let account = saar_store::account::find_by_email(&mut tx, &test.sealer, EMAIL)
            .await
            .unwrap()
            .unwrap();
        let phone = endpoint::of_account(&mut tx, account.id).await.unwrap()[0].id;
        let refused = endpoint::address(&mut tx, &test.sealer, phone).await;
        assert!(matches!(refused, Err(StoreError::Unsealable)));
    })
    .await;
}
