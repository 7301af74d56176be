use crate::world::{World, breaks, point, unique};
use saar_domain::clock::Span;
use saar_domain::id::{GroupId, StreetId, UmbrellaId};
use saar_domain::incident::report::Street;
use saar_store::testing::on_each;
use saar_store::{StoreError, group};

#[tokio::test]
async fn is_read_back_as_it_was_written() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let umbrella = world.id(UmbrellaId::new);
        group::insert_umbrella(&mut tx, umbrella, "Waakzaam Waterrijk", world.now())
            .await
            .unwrap();
        let written = group::Group {
            umbrella: Some(umbrella),
            capacity: 17,
            demo: true,
            ..world.new_group("’t Zand & Dijk", Span::minutes(45))
        };
        group::insert(&mut tx, &written).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = world.read().await;
        assert_eq!(group::find(&mut tx, written.id).await.unwrap().as_ref(), Some(&written));
        assert_eq!(group::find(&mut tx, world.id(GroupId::new)).await.unwrap(), None);
        let names: Vec<_> = group::all(&mut tx).await.unwrap().into_iter().map(|g| g.name).collect();
        assert_eq!(names.len(), 2);
        assert!(names.contains(&written.name));
    })
    .await;
}

#[tokio::test]
async fn has_each_street_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let second = Street {
            id: world.id(StreetId::new),
            name: "Beukenlaan".into(),
            line: vec![point(52.1, 5.2)],
        };
        group::insert_street(&mut tx, world.group, &second).await.unwrap();
        let streets = group::streets(&mut tx, world.group).await.unwrap();
        assert_eq!(streets, [second.clone(), world.street.clone()], "by name");
        let one = group::street(&mut tx, world.group, second.id).await.unwrap();
        assert_eq!(one.as_ref(), Some(&second));
        let of_others = group::street(&mut tx, world.id(GroupId::new), second.id).await.unwrap();
        assert_eq!(of_others, None, "another group's street is not there");

        let again = Street {
            id: world.id(StreetId::new),
            ..second
        };
        breaks(group::insert_street(&mut tx, world.group, &again).await, unique);
    })
    .await;
}

#[tokio::test]
async fn numbers_events_from_one_without_gaps() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        assert_eq!(group::event_seq(&mut tx, world.group).await.unwrap(), 0);
        assert_eq!(
            group::lock(&mut tx, world.group, 3).await.unwrap().first_number,
            1,
            "1, 2, 3"
        );
        assert_eq!(group::lock(&mut tx, world.group, 1).await.unwrap().first_number, 4);
        assert_eq!(
            group::lock(&mut tx, world.group, 0).await.unwrap().first_number,
            5,
            "none taken: the next to come"
        );
        tx.commit().await.unwrap();

        // What is rolled back leaves no gap: a page that resumes would wait for it for ever.
        let mut tx = world.write().await;
        assert_eq!(group::lock(&mut tx, world.group, 1).await.unwrap().first_number, 5);
        drop(tx);
        let mut tx = world.write().await;
        assert_eq!(group::lock(&mut tx, world.group, 1).await.unwrap().first_number, 5);
        assert_eq!(group::event_seq(&mut tx, world.group).await.unwrap(), 5);

        let unknown = group::lock(&mut tx, world.id(GroupId::new), 1).await;
        assert!(matches!(unknown, Err(StoreError::Gone)));
    })
    .await;
}
