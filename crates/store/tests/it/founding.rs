use crate::world::World;
use saar_domain::clock::Span;
use saar_domain::id::GroupId;
use saar_store::founding;
use saar_store::testing::on_each;

#[tokio::test]
async fn is_counted_by_whom_and_forgotten_when_it_is_old() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await.account;
        let vink = world.neighbour(&mut tx, "Vink").await.account;
        let now = world.now();
        founding::note(&mut tx, merel, None, now.minus(Span::days(2)))
            .await
            .unwrap();
        founding::note(&mut tx, merel, None, now).await.unwrap();
        founding::note(&mut tx, vink, None, now).await.unwrap();
        let count = async |tx: &mut _, days| {
            founding::count_since(tx, merel, now.minus(Span::days(days)))
                .await
                .unwrap()
        };
        assert_eq!(count(&mut tx, 3).await, 2);
        assert_eq!(count(&mut tx, 1).await, 1);
        assert_eq!(count(&mut tx, 3).await, 1, "what was too old is gone");
    })
    .await;
}

#[tokio::test]
async fn a_group_waits_until_it_is_approved() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        assert_eq!(founding::waiting_since(&mut tx, world.group).await.unwrap(), None);
        assert!(!founding::approve(&mut tx, world.group).await.unwrap());
        founding::wait(&mut tx, world.group, world.now()).await.unwrap();
        assert_eq!(
            founding::waiting_since(&mut tx, world.group).await.unwrap(),
            Some(world.now())
        );
        assert!(founding::approve(&mut tx, world.group).await.unwrap());
        assert_eq!(founding::waiting_since(&mut tx, world.group).await.unwrap(), None);
        let nowhere = world.id(GroupId::new);
        assert_eq!(founding::waiting_since(&mut tx, nowhere).await.unwrap(), None);
    })
    .await;
}
