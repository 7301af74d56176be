use crate::world::{World, breaks, folder, unique};
use saar_domain::clock::Span;
use saar_domain::incident::{ClosingReason, Kind};
use saar_store::content::{self, Content, Field};
use saar_store::db::sql;
use saar_store::testing::files::files_holding;
use saar_store::testing::{TestDb, on_each};
use saar_store::{Db, Tx};
use std::path::{Path, PathBuf};

const BEHAVIOUR: &str = "voelt-aan-achterdeuren-xq";
const APPEARANCE: &str = "donkere-jas-gele-strepen-xq";
const DESCRIPTION: &str = r#"{"person":{"carries":"koevoet-xq"}}"#;
const PLATE: &str = "XQ9999";

pub(crate) async fn say(tx: &mut Tx, world: &World<'_>, incident: saar_domain::id::IncidentId) -> Vec<Content> {
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
    let mut stored = saar_store::incident::find(tx, incident).await.unwrap().unwrap();
    for content in &contents {
        content::add(tx, world.keys(), &mut stored, content, world.now())
            .await
            .unwrap();
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
        assert_eq!(
            content::of_incident(&mut tx, world.keys(), incident).await.unwrap(),
            said
        );
        assert_eq!(content::of_incident(&mut tx, world.keys(), other).await.unwrap(), []);
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
        breaks(
            content::insert(&mut tx, world.keys(), None, incident, &said[0]).await,
            unique,
        );
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
        assert_eq!(
            content::of_incident(&mut tx, world.keys(), recalled.id).await.unwrap(),
            []
        );
        assert_eq!(content::of_incident(&mut tx, world.keys(), kept).await.unwrap(), said);
    })
    .await;
}

/// What was said is never in a file as it is; what stays readable, the phrase, is gone from the files once the log is emptied. `crate::forgetting` looks at
/// keys and backups.
#[tokio::test]
async fn is_in_no_file_as_it_is() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let folder = folder(&test).unwrap();
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let mut incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
    say(&mut tx, &world, incident.id).await;
    tx.commit().await.unwrap();
    checkpoint(&test.db).await;
    for word in [BEHAVIOUR, APPEARANCE, "koevoet-xq", PLATE] {
        assert_eq!(files_with(&folder, word), Vec::<String>::new(), "{word}");
    }
    assert_eq!(files_with(&folder, "tries_doors"), ["saar.db"], "the search can find");

    world.clock.push(Span::minutes(1));
    let mut tx = world.write().await;
    world.close(&mut tx, &mut incident, ClosingReason::KnownPerson).await;
    content::forget(&mut tx, incident.id).await.unwrap();
    tx.commit().await.unwrap();
    checkpoint(&test.db).await;
    assert_eq!(files_with(&folder, "tries_doors"), Vec::<String>::new());
}

/// Copies the log into the database and empties it. With nobody reading, this is complete.
async fn checkpoint(db: &Db) {
    let Db::Sqlite(file) = db else { return };
    assert!(file.empty_log().await.unwrap());
}

/// Names of the files in the folder that hold the text.
pub(crate) fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let found = files_holding(folder, text.as_bytes());
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut names: Vec<_> = found.iter().map(name).collect();
    names.sort();
    names
}
