use crate::world::{World, breaks, folder, unique};
use saar_domain::clock::Span;
use saar_domain::incident::{ClosingReason, Kind};
use saar_store::content::{self, Content, Field};
use saar_store::db::sql;
use saar_store::testing::{TestDb, on_each};
use saar_store::{Db, Tx};
use std::path::Path;

const BEHAVIOUR: &str = "voelt-aan-achterdeuren-xq";
const APPEARANCE: &str = "donkere-jas-gele-strepen-xq";
const DESCRIPTION: &str = r#"{"person":{"carries":"koevoet-xq"}}"#;
const PLATE: &str = "XQ9999";

async fn say(tx: &mut Tx, world: &World<'_>, incident: saar_domain::id::IncidentId) -> Vec<Content> {
    let contents = vec![
        Content {
            seq: 1,
            field: Field::Appearance,
            body: APPEARANCE.into(),
            street: None,
        },
        Content {
            seq: 1,
            field: Field::Behaviour,
            body: BEHAVIOUR.into(),
            street: None,
        },
        Content {
            seq: 4,
            field: Field::Sighting,
            body: String::new(),
            street: Some(world.street.id),
        },
        Content {
            seq: 5,
            field: Field::Description,
            body: DESCRIPTION.into(),
            street: None,
        },
        Content {
            seq: 5,
            field: Field::Plate,
            body: PLATE.into(),
            street: None,
        },
    ];
    for content in &contents {
        content::insert(tx, incident, content).await.unwrap();
    }
    contents
}

#[tokio::test]
async fn is_read_back_in_order_with_its_class() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let other = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let said = say(&mut tx, &world, incident).await;
        assert_eq!(content::of_incident(&mut tx, incident).await.unwrap(), said);
        assert_eq!(content::of_incident(&mut tx, other).await.unwrap(), []);
        let rows = sql("SELECT field, class FROM contents ORDER BY field")
            .all(&mut tx)
            .await
            .unwrap();
        let classes: Vec<(String, String)> = rows
            .iter()
            .map(|row| (row.get("field").unwrap(), row.get("class").unwrap()))
            .collect();
        let expected = [
            ("appearance", "identifying"),
            ("behaviour", "words"),
            ("description", "identifying"),
            ("plate", "identifying"),
            ("sighting", "words"),
        ];
        assert_eq!(
            classes,
            expected.map(|(field, class)| (field.to_owned(), class.to_owned()))
        );
        breaks(content::insert(&mut tx, incident, &said[0]).await, unique);
    })
    .await;
}

#[tokio::test]
async fn of_a_recalled_incident_is_forgotten_and_no_other() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let mut recalled = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        let kept = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        say(&mut tx, &world, recalled.id).await;
        let said = say(&mut tx, &world, kept).await;
        world.close(&mut tx, &mut recalled, ClosingReason::FalseAlarm).await;
        assert_eq!(content::forget(&mut tx, recalled.id).await.unwrap(), 5);
        assert_eq!(content::forget(&mut tx, recalled.id).await.unwrap(), 0);
        assert_eq!(content::of_incident(&mut tx, recalled.id).await.unwrap(), []);
        assert_eq!(content::of_incident(&mut tx, kept).await.unwrap(), said);
    })
    .await;
}

/// Words that were deleted are in no file any more once the log was checkpointed. Until then the page as it was before still stands in the database
/// file, or earlier in the log; destroying keys will end that (EDGES 24). PostgreSQL keeps dead rows until VACUUM, and its log for longer.
#[tokio::test]
async fn that_was_forgotten_is_in_no_file() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let folder = folder(&test).unwrap();
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let mut incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
    say(&mut tx, &world, incident.id).await;
    tx.commit().await.unwrap();
    checkpoint(&test.db).await;
    let words = [BEHAVIOUR, APPEARANCE, "koevoet-xq", PLATE, "tries_doors"];
    for word in words {
        assert_eq!(
            files_with(&folder, word),
            ["saar.db"],
            "{word} is there, so the search can find it"
        );
    }

    world.clock.push(Span::minutes(1));
    let mut tx = world.write().await;
    world.close(&mut tx, &mut incident, ClosingReason::KnownPerson).await;
    content::forget(&mut tx, incident.id).await.unwrap();
    tx.commit().await.unwrap();
    checkpoint(&test.db).await;
    for word in words {
        assert_eq!(files_with(&folder, word), Vec::<String>::new(), "{word}");
    }
}

/// Copies the log into the database and empties it. With nobody reading, this is complete.
async fn checkpoint(db: &Db) {
    let Db::Sqlite(file) = db else { return };
    assert!(file.empty_log().await.unwrap());
}

/// Names of the files in the folder that hold the text.
pub(crate) fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| {
            let bytes = std::fs::read(entry.path()).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        })
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// What was written before descriptions existed is read as before: the migration that makes the table again loses nothing.
#[tokio::test]
async fn of_the_first_schema_is_carried_over() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let (first, second) = match &test.db {
            Db::Sqlite { .. } => (
                include_str!("../../migrations/sqlite/0001_spine.sql"),
                include_str!("../../migrations/sqlite/0002_descriptions.sql"),
            ),
            Db::Postgres(_) => (
                include_str!("../../migrations/postgres/0001_spine.sql"),
                include_str!("../../migrations/postgres/0002_descriptions.sql"),
            ),
        };
        let old_table = statements(first).find(|statement| statement.starts_with("CREATE TABLE contents"));
        let back = ["DROP TABLE contents".to_owned(), old_table.unwrap()];
        for statement in back {
            sql(statement.leak()).run(&mut tx).await.unwrap();
        }
        let written = Content {
            seq: 1,
            field: Field::Appearance,
            body: APPEARANCE.into(),
            street: None,
        };
        content::insert(&mut tx, incident, &written).await.unwrap();
        for statement in statements(second) {
            sql(statement.leak()).run(&mut tx).await.unwrap();
        }
        assert_eq!(content::of_incident(&mut tx, incident).await.unwrap(), [written]);
        let plate = Content {
            seq: 4,
            field: Field::Plate,
            body: PLATE.into(),
            street: None,
        };
        content::insert(&mut tx, incident, &plate).await.unwrap();
    })
    .await;
}

/// The statements of a migration, without its comments.
fn statements(script: &str) -> impl Iterator<Item = String> {
    let lines: Vec<&str> = script
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect();
    let statements: Vec<String> = lines
        .join("\n")
        .split(';')
        .map(|statement| statement.trim().to_owned())
        .collect();
    statements.into_iter().filter(|statement| !statement.is_empty())
}
