use crate::content::files_with;
use crate::world::{World, breaks, folder, unique};
use saar_domain::clock::Span;
use saar_domain::country::PhotoPolicy;
use saar_domain::id::{IncidentId, MemberId, PhotoId, UploadId};
use saar_domain::incident::Kind;
use saar_domain::photo::{Kept, Size};
use saar_domain::retention::Class;
use saar_store::Tx;
use saar_store::db::{AnyId, sql};
use saar_store::photo::{self, Photo};
use saar_store::retention::{What, due, forget, shreds};
use saar_store::testing::files::files_holding;
use saar_store::testing::{TestDb, on_each};
use std::collections::BTreeSet;

pub(crate) const PIXELS: &[u8] = b"pixels-of-a-jacket-xq";

pub(crate) async fn add(tx: &mut Tx, world: &World<'_>, member: MemberId, incident: IncidentId) -> Photo {
    let key = world.keys().take(world.now()).await.unwrap();
    let photo = Photo {
        id: world.id(PhotoId::new),
        incident,
        group: world.group,
        member,
        upload: world.id(UploadId::new),
        upload_bytes: 70_000,
        seq: None,
        width: 1600,
        height: 1200,
        uploaded_at: world.now(),
        key: Some(key.id()),
    };
    let pictures = [(Size::Small, PIXELS), (Size::Large, PIXELS)];
    photo::insert(tx, world.keys(), &key, &photo, &pictures).await.unwrap();
    photo
}

#[tokio::test]
async fn waits_unseen_until_its_sighting_and_opens_only_where_it_belongs() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let vink = world.neighbour(&mut tx, "Vink").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let other = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let before = world.now().minus(Span::hours(24));
        let added = add(&mut tx, &world, merel.member, incident).await;
        assert_eq!(photo::of_incident(&mut tx, incident, before).await.unwrap(), []);
        assert_eq!(photo::find(&mut tx, incident, added.id, before).await.unwrap(), None);
        assert_eq!(
            photo::uploaded(&mut tx, merel.member, added.upload).await.unwrap(),
            Some(added)
        );
        // Neither another member nor another incident gets it.
        for (incident, member) in [(incident, vink.member), (other, merel.member)] {
            assert!(
                !photo::attach(&mut tx, incident, member, added.upload, 4, before)
                    .await
                    .unwrap()
            );
        }
        assert!(
            photo::attach(&mut tx, incident, merel.member, added.upload, 4, before)
                .await
                .unwrap()
        );
        assert!(
            !photo::attach(&mut tx, incident, merel.member, added.upload, 5, before)
                .await
                .unwrap(),
            "once"
        );
        let shown = Photo { seq: Some(4), ..added };
        assert_eq!(photo::of_incident(&mut tx, incident, before).await.unwrap(), [shown]);
        assert_eq!(photo::find(&mut tx, other, added.id, before).await.unwrap(), None);
        assert_eq!(
            photo::find(&mut tx, incident, added.id, world.now()).await.unwrap(),
            None,
            "its time is over"
        );

        let keys = world.keys();
        for size in Size::ALL {
            let bytes = photo::picture(&mut tx, keys, &shown, *size).await.unwrap().unwrap();
            assert_eq!(bytes.as_slice(), PIXELS);
        }
        let sealed: Vec<u8> = sql("SELECT sealed FROM photo_pictures WHERE size = 'small'")
            .one(&mut tx)
            .await
            .unwrap()
            .get("sealed")
            .unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"jacket"));
        // Moved to the other size, it does not open.
        sql("UPDATE photo_pictures SET sealed = $1 WHERE size = 'large'")
            .bind(sealed)
            .run(&mut tx)
            .await
            .unwrap();
        assert!(photo::picture(&mut tx, keys, &shown, Size::Large).await.is_err());
        let key = keys.find(shown.key.unwrap()).await.unwrap().unwrap();
        breaks(photo::insert(&mut tx, keys, &key, &shown, &[]).await, unique);
    })
    .await;
}

#[tokio::test]
async fn is_counted_by_account_incident_and_group() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let vink = world.neighbour(&mut tx, "Vink").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let other = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        assert_eq!(
            photo::kept(&mut tx, world.group, incident, merel.account)
                .await
                .unwrap(),
            Kept::default()
        );
        add(&mut tx, &world, merel.member, incident).await;
        add(&mut tx, &world, merel.member, other).await;
        add(&mut tx, &world, vink.member, incident).await;
        let expected = Kept {
            by_account: 2,
            at_incident: 2,
            in_group: 3,
        };
        assert_eq!(
            photo::kept(&mut tx, world.group, incident, merel.account)
                .await
                .unwrap(),
            expected
        );
    })
    .await;
}

#[tokio::test]
async fn is_forgotten_after_its_day_or_when_nothing_came_of_it_and_no_other_is() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let recalled = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
        let start = world.now().minus(Span::hours(1));
        let old = add(&mut tx, &world, merel.member, incident).await;
        photo::attach(&mut tx, incident, merel.member, old.upload, 4, start)
            .await
            .unwrap();
        world.clock.push(Span::hours(2));
        let left = add(&mut tx, &world, merel.member, incident).await;
        let fresh = add(&mut tx, &world, merel.member, incident).await;
        photo::attach(&mut tx, incident, merel.member, fresh.upload, 5, start)
            .await
            .unwrap();
        let theirs = add(&mut tx, &world, merel.member, recalled).await;

        let uploaded = async |tx: &mut Tx, what, before| due(tx, what, "NL", before, 9).await.unwrap();
        let waiting = What::WaitingPhotos;
        let (photos, start_of_old) = (What::Class(Class::Photo), old.uploaded_at);
        assert!(
            uploaded(&mut tx, photos, start_of_old.minus(Span::millis(1)))
                .await
                .is_empty()
        );
        assert_eq!(uploaded(&mut tx, photos, start_of_old).await, [old.id.into()]);
        assert!(due(&mut tx, photos, "BE", world.now(), 9).await.unwrap().is_empty());
        let left_over: BTreeSet<_> = uploaded(&mut tx, waiting, world.now()).await.into_iter().collect();
        let both = BTreeSet::from([left.id, theirs.id].map(AnyId::from));
        assert_eq!(left_over, both, "the two that wait");
        for id in left_over {
            forget(&mut tx, waiting, id).await.unwrap();
        }
        assert_eq!(photo::uploaded(&mut tx, merel.member, left.upload).await.unwrap(), None);
        assert_eq!(
            photo::uploaded(&mut tx, merel.member, theirs.upload).await.unwrap(),
            None
        );
        forget(&mut tx, photos, old.id.into()).await.unwrap();
        let shreds: BTreeSet<_> = shreds(&mut tx, 9).await.unwrap().into_iter().collect();
        let keys = BTreeSet::from([old.key, left.key, theirs.key].map(Option::unwrap));
        assert_eq!(shreds, keys, "their keys are to be destroyed");
        let rest = photo::of_incident(&mut tx, incident, start).await.unwrap();
        assert_eq!(rest.iter().map(|photo| photo.id).collect::<Vec<_>>(), [fresh.id]);
        let again = add(&mut tx, &world, merel.member, recalled).await;
        assert_eq!(photo::forget_of(&mut tx, recalled).await.unwrap(), 1);
        assert_eq!(
            photo::uploaded(&mut tx, merel.member, again.upload).await.unwrap(),
            None
        );
        assert_eq!(photo::forget(&mut tx, fresh.id).await.unwrap(), 1);
        let pictures: i64 = sql("SELECT COUNT(*) AS n FROM photo_pictures")
            .one(&mut tx)
            .await
            .unwrap()
            .get("n")
            .unwrap();
        assert_eq!(pictures, 0);
    })
    .await;
}

#[tokio::test]
async fn policy_of_a_group_is_none_until_it_is_set() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        assert_eq!(photo::group_policy(&mut tx, world.group).await.unwrap(), None);
        for policy in [Some(PhotoPolicy::Off), Some(PhotoPolicy::Unrecognisable), None] {
            photo::set_group_policy(&mut tx, world.group, policy).await.unwrap();
            assert_eq!(photo::group_policy(&mut tx, world.group).await.unwrap(), policy);
        }
    })
    .await;
}

/// The file and its log never hold the pixels as they are: they are sealed before they come there.
#[tokio::test]
async fn is_in_no_file_as_it_is() {
    let test = TestDb::sqlite().await;
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id;
    let added = add(&mut tx, &world, merel.member, incident).await;
    tx.commit().await.unwrap();
    let folder = folder(&test).unwrap();
    let found = files_holding(&folder, &added.upload.into_bytes());
    assert!(
        !found.is_empty(),
        "the row is there, so the search can find it: {found:?}"
    );
    assert_eq!(files_with(&folder, "jacket"), Vec::<String>::new());
}
