//! The map: only where it is configured, its tiles only on the pages that show it, and nothing of it for who must not be found.

use super::{Browser, alarm_form, with};
use crate::world::{Person, World, tell, tell_in};
use saar_domain::member::Role;
use saar_server::app::App;
use saar_server::map::Background;
use serde_json::json;

const ORIGIN: &str = "https://tiles.example.org:8443";

/// An installation with tiles of its own.
pub fn with_tiles(app: &mut App) {
    let background = Background::parse(&format!("{ORIGIN}/{{z}}/{{x}}/{{y}}.png")).unwrap();
    app.map = background.tiles("© Verzonnen Kaarten");
}

/// The rule about pictures, out of a page's policy.
async fn pictures(world: &World, person: &Person, path: &str) -> String {
    let answer = Browser::of(world, person).get(path).await;
    policy(&answer.headers)
}

fn policy(headers: &reqwest::header::HeaderMap) -> String {
    let policy = headers["content-security-policy"].to_str().unwrap();
    let rules: Vec<&str> = policy.split(';').map(str::trim).collect();
    for rule in rules.iter().filter(|rule| !rule.starts_with("img-src")) {
        assert!(!rule.contains("example"), "tiles are pictures and nothing else: {rule}");
    }
    let pictures = rules.into_iter().find(|rule| rule.starts_with("img-src"));
    pictures.unwrap().to_owned()
}

#[tokio::test]
async fn pages_with_a_map_may_load_its_tiles_and_no_other_page_may() {
    tell_in("NL", with_tiles, async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let incident = merel.alarm(&world.street(0)).await;
        let group = format!("/groups/{}", merel.group);
        for path in ["/alarm", "/drill", &format!("/incidents/{incident}")] {
            let rule = pictures(world, &merel, &format!("{group}{path}")).await;
            assert_eq!(rule, format!("img-src 'self' data: {ORIGIN}"), "{path}");
        }
        let others = [
            group.clone(),
            format!("{group}/incidents"),
            format!("{group}/incidents/{incident}/description"),
            format!("{group}/incidents/{incident}/fragment"),
            format!("{group}/admin"),
            "/settings".to_owned(),
            "/privacy".to_owned(),
        ];
        for path in others {
            assert_eq!(pictures(world, &merel, &path).await, "img-src 'self' data:", "{path}");
        }
        // A form with a mistake is the same page.
        let form = with(&alarm_form("", "d"), &[("kind", "")]);
        let wrong = Browser::of(world, &merel)
            .post(&format!("{group}/alarm"), &form)
            .await
            .expect(422);
        assert!(policy(&wrong.headers).ends_with(ORIGIN));
        assert_eq!(
            wrong.headers["referrer-policy"], "same-origin",
            "the page itself tells nobody where it is"
        );
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn without_a_setting_there_is_the_plan_alone() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        for path in ["/alarm".to_owned(), format!("/incidents/{incident}")] {
            let path = format!("/groups/{}{path}", merel.group);
            assert_eq!(pictures(world, &merel, &path).await, "img-src 'self' data:");
            let page = Browser::of(world, &merel).get(&path).await.expect(200).text;
            assert!(page.contains("class=\"plan\"") && !page.contains("data-map"), "{page}");
        }
        let privacy = Browser::of(world, &merel).get("/privacy").await.expect(200).text;
        assert!(
            privacy.contains("Niemand. De plattegrond tekenen we zelf."),
            "{privacy}"
        );
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn readers_hear_who_gives_the_pictures_and_who_must_not_be_found_is_on_no_map() {
    if !super::weight::bundle_is_here("the map, which there is not without scripts") {
        return;
    }
    tell_in("NL", with_tiles, async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let at = world.streets[0].line[1];
        let place = json!({"lat": at.lat + 0.000_2, "lon": at.lon, "accuracy_m": 15});
        let mut report = Person::report("");
        report["place"] = place;
        let raised = async |report: &serde_json::Value| {
            let answer = merel.post(&merel.api("/incidents"), report).await.expect(201).json();
            format!("/groups/{}/incidents/{}", merel.group, answer["id"].as_str().unwrap())
        };
        let page = async |path: String| Browser::of(world, &eik).get(&path).await.expect(200).text;
        let shown = page(raised(&report).await).await;
        assert!(
            shown.contains("data-accuracy=\"15") && shown.contains("© Verzonnen Kaarten"),
            "{shown}"
        );
        report["call"] = json!({"by": "cannot_call"});
        report["kind"] = json!("theft");
        report["behaviour"] = json!({"words": "kruipt door de heg"});
        let hidden = page(raised(&report).await).await;
        assert!(
            !hidden.contains("data-map") && !hidden.contains("data-lat=\""),
            "{hidden}"
        );
        let privacy = Browser::of(world, &merel).get("/privacy").await.expect(200).text;
        assert!(privacy.contains("tiles.example.org:8443"), "{privacy}");
        world.settle().await;
    })
    .await;
}
