use crate::world::World;
use saar_domain::id::OwnWordId;
use saar_domain::text::{OwnWord, Verdict};
use saar_store::group;
use saar_store::own_words::{self, Kept};
use saar_store::testing::on_each;

fn kept(world: &World<'_>, word: &str, verdict: Verdict) -> Kept {
    Kept {
        id: world.id(OwnWordId::new),
        own: OwnWord::new(word, verdict).unwrap(),
        added_at: world.now(),
    }
}

#[tokio::test]
async fn words_are_read_back_and_each_change_counts_up_the_version() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        assert_eq!(group::lock(&mut tx, world.group, 0).await.unwrap().own_words_version, 0);
        let vlerk = kept(&world, "Vlerk", Verdict::Hurts);
        let street = kept(&world, "Hoerenstraat", Verdict::Fine);
        for word in [&vlerk, &street] {
            own_words::insert(&mut tx, world.group, word).await.unwrap();
        }
        let all = own_words::of_group(&mut tx, world.group).await.unwrap();
        assert_eq!(all, [street.clone(), vlerk.clone()]);
        assert_eq!(group::lock(&mut tx, world.group, 0).await.unwrap().own_words_version, 2);
        assert!(own_words::remove(&mut tx, world.group, vlerk.id).await.unwrap());
        assert!(!own_words::remove(&mut tx, world.group, vlerk.id).await.unwrap());
        assert_eq!(own_words::of_group(&mut tx, world.group).await.unwrap(), [street]);
        assert_eq!(group::lock(&mut tx, world.group, 0).await.unwrap().own_words_version, 3);
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_group_has_each_word_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let first = kept(&world, "vlerk", Verdict::Hurts);
        own_words::insert(&mut tx, world.group, &first).await.unwrap();
        let again = kept(&world, "Vlérk", Verdict::Fine);
        assert!(own_words::insert(&mut tx, world.group, &again).await.is_err());
    })
    .await;
}
