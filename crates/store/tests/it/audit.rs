use crate::world::World;
use saar_domain::audit::Deed;
use saar_domain::clock::Span;
use saar_domain::id::{AuditId, MemberId};
use saar_domain::retention::Class;
use saar_store::audit::{self, Line};
use saar_store::retention::{self, What};
use saar_store::testing::on_each;

fn line(world: &World<'_>, by: Option<MemberId>, about: MemberId, reason: Option<&str>) -> Line {
    Line {
        id: world.id(AuditId::new),
        group: world.group,
        at: world.now(),
        deed: Deed::ContactShown,
        by,
        about: Some(about),
        liaison: None,
        detail: None,
        reason: reason.map(str::to_owned),
    }
}

#[tokio::test]
async fn lines_are_read_back_newest_first() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await.member;
        let uil = world.neighbour(&mut tx, "Uil").await.member;
        let first = line(&world, Some(uil), merel, Some("Haar sleutels zijn gevonden."));
        let second = line(&world, None, uil, None);
        for line in [&first, &second] {
            audit::insert(&mut tx, &world.test.sealer, line, &world.entropy)
                .await
                .unwrap();
        }
        let all = audit::of_group(&mut tx, &world.test.sealer, world.group, None, 9)
            .await
            .unwrap();
        let mut written = vec![first.clone(), second.clone()];
        written.sort_by_key(|line| std::cmp::Reverse(line.id));
        assert_eq!(all, written);
        let older = audit::of_group(&mut tx, &world.test.sealer, world.group, Some(all[0].id), 9).await;
        assert_eq!(older.unwrap(), all[1..]);
        let about = audit::about_member(&mut tx, &world.test.sealer, merel, 9)
            .await
            .unwrap();
        assert_eq!(about, [first]);
    })
    .await;
}

#[tokio::test]
async fn lines_go_after_their_year() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await.member;
        let old = line(&world, None, merel, None);
        audit::insert(&mut tx, &world.test.sealer, &old, &world.entropy)
            .await
            .unwrap();
        let what = What::Class(Class::LookUps);
        let before = world.now().minus(Span::seconds(1));
        assert!(retention::due(&mut tx, what, "NL", before, 9).await.unwrap().is_empty());
        let due = retention::due(&mut tx, what, "NL", world.now(), 9).await.unwrap();
        assert_eq!(due, [old.id.into()]);
        retention::forget(&mut tx, what, due[0]).await.unwrap();
        let left = audit::of_group(&mut tx, &world.test.sealer, world.group, None, 9)
            .await
            .unwrap();
        assert!(left.is_empty());
    })
    .await;
}
