use crate::world::World;
use saar_domain::clock::Span;
use saar_domain::id::InviteId;
use saar_store::Tx;
use saar_store::invite::{self, Invite};
use saar_store::testing::on_each;

async fn add(world: &World<'_>, tx: &mut Tx, uses_max: u32) -> Invite {
    let invite = Invite {
        id: world.id(InviteId::new),
        group: world.group,
        created_by: None,
        created_at: world.now(),
        expires_at: world.now().plus(Span::days(7)),
        uses_max,
        uses: 0,
        revoked_at: None,
        readmits: None,
        appoints: false,
    };
    invite::insert(tx, &invite).await.unwrap();
    invite
}

#[tokio::test]
async fn is_read_back_as_it_was_written() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let older = add(&world, &mut tx, 3).await;
        world.clock.push(Span::minutes(1));
        let newer = Invite {
            id: world.id(InviteId::new),
            created_by: Some(merel.member),
            created_at: world.now(),
            ..older.clone()
        };
        invite::insert(&mut tx, &newer).await.unwrap();
        assert_eq!(invite::find(&mut tx, newer.id).await.unwrap().as_ref(), Some(&newer));
        assert_eq!(invite::of_group(&mut tx, world.group).await.unwrap(), [newer, older]);
        assert_eq!(invite::find(&mut tx, world.id(InviteId::new)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn is_used_up() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let invite = add(&world, &mut tx, 2).await;
        let mut taken = Vec::new();
        for _ in 0..3 {
            taken.push(invite::take(&mut tx, invite.id, world.now()).await.unwrap());
        }
        assert_eq!(taken, [true, true, false]);
        assert_eq!(invite::find(&mut tx, invite.id).await.unwrap().unwrap().uses, 2);
    })
    .await;
}

#[tokio::test]
async fn expires() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let invite = add(&world, &mut tx, 5).await;
        let last = invite.expires_at.minus(Span::millis(1));
        assert!(invite::take(&mut tx, invite.id, last).await.unwrap());
        assert!(!invite::take(&mut tx, invite.id, invite.expires_at).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn is_taken_back_by_its_own_group_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let invite = add(&world, &mut tx, 5).await;
        let other = world.add_group(&mut tx, "Beukenbuurt", Span::hours(2)).await;
        assert!(!invite::revoke(&mut tx, other, invite.id, world.now()).await.unwrap());
        assert!(invite::take(&mut tx, invite.id, world.now()).await.unwrap());
        assert!(
            invite::revoke(&mut tx, world.group, invite.id, world.now())
                .await
                .unwrap()
        );
        assert!(
            !invite::revoke(&mut tx, world.group, invite.id, world.now())
                .await
                .unwrap()
        );
        assert!(!invite::take(&mut tx, invite.id, world.now()).await.unwrap());
        let kept = invite::find(&mut tx, invite.id).await.unwrap().unwrap();
        assert_eq!((kept.uses, kept.revoked_at), (1, Some(world.now())));
    })
    .await;
}
