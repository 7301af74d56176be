//! The alarm page has to arrive on one bar of signal.

use super::Browser;
use crate::world::tell;
use saar_domain::member::Role;

const BYTES_MAX: usize = 50_000;

#[tokio::test]
async fn the_alarm_page_with_everything_it_needs_is_light() {
    if !saar_server::web::assets::scripts_built() {
        println!("SKIPPED: web/dist is not built, so there is nothing to weigh (npm run build in web/)");
        return;
    }
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let path = format!("/groups/{}/alarm", merel.group);
        let page = browser.get(&path).await.expect(200).text;
        let mut bytes = compressed(world, &merel.session, &path).await;
        let mut parts = vec![(path, bytes)];
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
            bytes += size;
            parts.push((piece, size));
        }
        assert!(parts.len() >= 3, "style and script were found: {parts:?}");
        assert!(bytes < BYTES_MAX, "{bytes} bytes: {parts:?}");
        println!("{bytes} bytes: {parts:?}");
    })
    .await;
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
