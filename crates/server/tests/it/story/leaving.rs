//! Leaving a group by one tap, and taking that back by another, for some minutes.

use super::joining::call;
use crate::world::{Person, World, tell, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::geo::Point;
use saar_domain::member::Role;
use saar_server::usecase::area::covering;
use serde_json::{Value, json};

const OFFER: &str = "Kom terug";

async fn groups_page(person: &Person) -> String {
    person.look(&format!("{}/groups", person.base)).await.expect(200).text
}

async fn back(person: &Person) -> crate::world::Answer {
    call(person, "POST", &person.api("/return"), json!({})).await
}

async fn members(world: &World) -> u32 {
    let mut tx = world.app.db.read().await.unwrap();
    saar_store::member::count_active(&mut tx, world.group).await.unwrap()
}

#[tokio::test]
async fn out_by_one_tap_and_back_by_another() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        let phone = world.phone(&uil).await;
        assert!(!groups_page(&uil).await.contains(OFFER));
        let left = uil.submit(&uil.page("/leave"), &[]).await.expect(303);
        assert_eq!(left.location(), "/groups?done=left");
        uil.look(&uil.page("")).await.expect(404);
        let meanwhile = vink.alarm(&world.street(0)).await;
        world.settle().await;
        assert!(phone.received().is_empty(), "who has left hears nothing");
        assert!(groups_page(&uil).await.contains(OFFER));
        let done = uil.submit(&uil.page("/return"), &[]).await.expect(303);
        assert!(done.location().ends_with("?done=returned"));
        // The same as before: admin, under the same alias; what was missed stands on the page.
        uil.look(&uil.page("/admin")).await.expect(200);
        let mine: Value = uil.get(&format!("{}/api/v1/groups", uil.base)).await.expect(200).json();
        assert_eq!(mine[0]["role"], "admin");
        uil.look(&uil.page(&format!("/incidents/{meanwhile}")))
            .await
            .expect(200);
        assert!(!groups_page(&uil).await.contains(OFFER));
        back(&uil).await.expect(204);
        world.settle().await;
        assert!(phone.received().is_empty(), "nothing is sent afterwards");
        vink.close(&meanwhile, "nothing_found").await.expect(200);
        world.settle().await;
        vink.alarm(&world.street(1)).await;
        world.settle().await;
        assert_eq!(phone.received().len(), 1, "and the next one comes");
    })
    .await;
}

#[tokio::test]
async fn after_some_minutes_or_a_removal_there_is_no_way_back_by_a_tap() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let kauw = world.member("Kauw", Role::Member).await;
        eik.leave().await.expect(204);
        world.pass(Span::minutes(11)).await;
        assert!(!groups_page(&eik).await.contains(OFFER));
        back(&eik).await.expect(404);
        let removal = json!({"step": "removal", "rule": "no_insults", "words": "Dit was de derde keer."});
        let taken = vink.api(&format!("/members/{}/measures", kauw.member));
        let taken = call(&vink, "POST", &taken, removal).await;
        assert!(taken.status < 300, "{}", taken.text);
        assert!(!groups_page(&kauw).await.contains(OFFER));
        back(&kauw).await.expect(404);
        kauw.look(&kauw.page("")).await.expect(404);
        // Nobody who was never in comes in by it.
        let elsewhere = world.another_group().await;
        let specht = world.member_of(elsewhere, "Specht", Role::Member).await;
        let door = format!("{}/api/v1/groups/{}/return", world.base, world.group);
        call(&specht, "POST", &door, json!({})).await.expect(404);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_place_that_was_given_away_is_gone() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        eik.leave().await.expect(204);
        let mut settings = vink.look(&vink.api("/settings")).await.expect(200).json();
        settings["capacity"] = json!(2);
        call(&vink, "PUT", &vink.api("/settings"), settings).await.expect(204);
        let kauw = world.member("Kauw", Role::Member).await;
        let told = back(&eik).await.expect(409).json();
        assert_eq!(told["type"], "/problems/group-full");
        kauw.leave().await.expect(204);
        back(&eik).await.expect(204);
    })
    .await;
}

#[tokio::test]
async fn two_taps_at_once_are_one_member() {
    tell_on_postgres(async |world| {
        world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        for _ in 0..5 {
            eik.leave().await.expect(204);
            let (one, two) = tokio::join!(back(&eik), back(&eik));
            assert_eq!((one.status, two.status), (204, 204));
            assert_eq!(members(world).await, 2);
        }
    })
    .await;
}

#[tokio::test]
async fn the_ground_of_a_group_that_nobody_is_in_leads_nobody_there() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let corners = [[5.0, 52.0], [5.01, 52.0], [5.01, 52.01], [5.0, 52.01], [5.0, 52.0]];
        let area = json!({"geojson": {"type": "Polygon", "coordinates": [corners]}});
        call(&vink, "PUT", &vink.api("/area"), area).await.expect(200);
        let spot = Point {
            lat: 52.005,
            lon: 5.005,
        };
        let there = async || covering(&world.app, spot).await.unwrap().len();
        assert_eq!(there().await, 1);
        vink.leave().await.expect(204);
        assert_eq!(there().await, 0, "nobody could let them in");
        back(&vink).await.expect(204);
        assert_eq!(there().await, 1);
    })
    .await;
}
