//! The alarm page has to arrive on one bar of signal.

use super::Browser;
use crate::world::{World, tell, tell_in};
use saar_domain::member::Role;
use std::io::Write as _;

const BYTES_MAX: usize = 50_000;
/// What the map costs who opens it: Leaflet and its rules, without a tile.
const MAP_BYTES_MAX: usize = 45_000;

/// Whether web/dist was built. A test that needs it and does not find it says so; on CI that is a failure, for green has to mean that everything ran.
pub(super) fn bundle_is_here(what: &str) -> bool {
    let here = saar_server::web::assets::scripts_built();
    assert!(
        here || std::env::var("CI").as_deref() != Ok("true"),
        "CI must run this, and cannot: {what}: web/dist is not built"
    );
    if !here {
        // Written past the test harness, which shows nothing of a test that passes. Nobody listening is no failure.
        let _ = std::io::stderr().write_all(
            format!("\n*** NOT RUN: {what}: web/dist is not built (npm run build in web/) ***\n\n").as_bytes(),
        );
    }
    here
}

#[tokio::test]
async fn the_alarm_page_with_everything_it_needs_is_light() {
    if !bundle_is_here("what the alarm page weighs") {
        return;
    }
    tell(async |world| {
        let (parts, map) = weigh(world).await;
        assert!(parts.len() >= 3, "style and script were found: {parts:?}");
        assert!(sum(&parts) < BYTES_MAX, "{} bytes: {parts:?}", sum(&parts));
        assert_eq!(map, [], "there is no map");
        println!("{} bytes: {parts:?}", sum(&parts));
    })
    .await;
    tell_in("NL", super::map::with_tiles, async |world| {
        let (parts, map) = weigh(world).await;
        assert!(sum(&parts) < BYTES_MAX, "{} bytes: {parts:?}", sum(&parts));
        assert_eq!(map.len(), 2, "the map's script and style: {map:?}");
        assert!(sum(&map) < MAP_BYTES_MAX, "{} bytes: {map:?}", sum(&map));
        println!("{} bytes, and {} with the map", sum(&parts), sum(&map));
    })
    .await;
}

type Part = (String, usize);

fn sum(parts: &[Part]) -> usize {
    parts.iter().map(|(_, bytes)| bytes).sum()
}

/// What the alarm page weighs, and what is fetched only when somebody opens the map.
async fn weigh(world: &World) -> (Vec<Part>, Vec<Part>) {
    let merel = world.member("Merel", Role::Member).await;
    let browser = Browser::of(world, &merel);
    let path = format!("/groups/{}/alarm", merel.group);
    let page = browser.get(&path).await.expect(200).text;
    let mut parts = vec![(path.clone(), compressed(world, &merel.session, &path).await)];
    let mut map = Vec::new();
    for piece in page
        .split(['"', '\''])
        .filter(|piece| piece.starts_with("/assets/") || piece.starts_with("/manifest"))
    {
        let piece = super::plain(piece);
        // An icon for the home screen is fetched when the page is put there, not before an alarm.
        if piece.contains("icon-") || piece.contains("touch-") || parts.iter().any(|(known, _)| *known == piece) {
            continue;
        }
        let size = compressed(world, &merel.session, &piece).await;
        let is_map = piece.starts_with("/assets/map.");
        if is_map { &mut map } else { &mut parts }.push((piece, size));
    }
    (parts, map)
}

/// Bytes of an answer as a browser takes it.
async fn compressed(world: &crate::world::World, session: &str, path: &str) -> usize {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http
        .get(format!("{}{path}", world.base))
        .header("accept-encoding", "gzip, br, zstd");
    let answer = request
        .header("cookie", format!("saar={session}"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.bytes().await.unwrap().len()
}
