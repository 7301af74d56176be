//! What attackers would try on pages.

use super::{Browser, alarm_form, survey, with};
use crate::world::{Answer, read, tell};
use reqwest::Method;
use saar_domain::member::Role;

/// A request as another site, or an old browser, would make it.
async fn post_with(world: &crate::world::World, session: Option<&str>, path: &str, headers: &[(&str, &str)]) -> Answer {
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    let mut request = http
        .request(Method::POST, format!("{}{path}", world.base))
        .form(&[("language", "en")]);
    if let Some(session) = session {
        request = request.header("cookie", format!("saar={session}"));
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    read(request.send().await.unwrap()).await
}

#[tokio::test]
async fn what_another_site_sends_is_refused() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let session = Some(merel.session.as_str());
        let path = "/settings/language";
        for headers in [
            vec![("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("sec-fetch-site", "none")],
            vec![("origin", "https://evil.example")],
            vec![("origin", "null")],
            vec![("origin", "http://127.0.0.1:1")],
            vec![("sec-fetch-site", "cross-site"), ("origin", world.base.as_str())],
            vec![],
        ] {
            let refused = post_with(world, session, path, &headers).await;
            assert_eq!(refused.status, 403, "{headers:?}");
            assert!(refused.text.contains("<!doctype html>"));
        }
        for headers in [
            vec![("sec-fetch-site", "same-origin")],
            vec![("origin", world.base.as_str())],
        ] {
            assert_eq!(
                post_with(world, session, path, &headers).await.status,
                303,
                "{headers:?}"
            );
        }
        // Also into the API with the cookie, also without being signed in (a sign-in as somebody else).
        let api = format!("/api/v1/groups/{}/leave", merel.group);
        let forged = post_with(world, session, &api, &[("origin", "https://evil.example")])
            .await
            .expect(403);
        assert_eq!(forged.json()["type"], "/problems/forged");
        post_with(world, None, "/sign-in/link", &[("origin", "https://evil.example")])
            .await
            .expect(403);
        merel.get(&merel.api("")).await.expect(200);
    })
    .await;
}

#[track_caller]
fn dressed(answer: &Answer, path: &str) {
    let header = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    let policy = header("content-security-policy").unwrap_or_else(|| panic!("{path} has no policy"));
    for rule in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(rule), "{path}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(header("x-content-type-options").as_deref(), Some("nosniff"), "{path}");
    assert_eq!(header("referrer-policy").as_deref(), Some("same-origin"), "{path}");
    assert!(header("permissions-policy").is_some(), "{path}");
    if !path.starts_with("/assets/") {
        assert_eq!(header("cache-control").as_deref(), Some("no-store"), "{path}");
    }
}

/// Attributes by which a page would run or style something inside itself.
#[track_caller]
fn nothing_inline(html: &str, path: &str) {
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let name = tag
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .unwrap()
            .to_lowercase();
        assert_ne!(name, "style", "{path}: <{tag}>");
        assert!(name != "script" || tag.contains(" src=\"/assets/"), "{path}: <{tag}>");
        for attribute in tag.split_whitespace().skip(1) {
            let attribute = attribute.split('=').next().unwrap().to_lowercase();
            let runs = attribute.starts_with("on")
                && attribute.chars().all(char::is_alphabetic)
                && tag.contains(&format!("{attribute}=\""));
            assert!(!runs && attribute != "style", "{path}: <{tag}>");
        }
        assert!(!tag.to_lowercase().contains("javascript:"), "{path}: <{tag}>");
    }
}

#[tokio::test]
async fn every_answer_is_dressed_and_no_page_has_anything_inline() {
    tell(async |world| {
        let survey = survey(world).await;
        let browser = Browser::of(world, &survey.admin);
        let group = survey.group;
        let mut extra = vec![
            "/".to_owned(),
            "/api/v1/me".into(),
            "/api/v1/nothing".into(),
            "/api/v1/openapi.json".into(),
            "/sw.js".into(),
        ];
        extra.extend(
            [
                "/assets/app.css",
                "/assets/nothing.js",
                "/manifest.webmanifest",
                "/join/forged",
            ]
            .map(str::to_owned),
        );
        for path in survey.pages.iter().chain(&extra) {
            let answer = browser.get(path).await;
            let content_type = answer
                .headers
                .get("content-type")
                .map_or("", |value| value.to_str().unwrap());
            if !["/sw.js", "/manifest.webmanifest"].contains(&path.as_str()) {
                dressed(&answer, path);
            }
            if content_type.starts_with("text/html") {
                nothing_inline(&answer.text, path);
            }
        }
        let form = "application/x-www-form-urlencoded";
        for answer in [
            browser.post(&format!("/groups/{group}/alarm"), &[]).await.expect(422),
            browser
                .post(&format!("/groups/{group}/alarm"), &alarm_form(&world.street(0), "x"))
                .await
                .expect(409),
            browser
                .post(&format!("/groups/{group}/incidents"), &[])
                .await
                .expect(405),
            browser
                .post_raw(&format!("/groups/{group}/alarm"), form, vec![b'a'; 70_000])
                .await
                .expect(413),
            browser.post("/api/v1/me/tokens", &[]).await.expect(415),
            browser
                .post("/settings/tokens", &[("name", "Lamp"), ("scopes", "read")])
                .await
                .expect(200),
            Browser::fresh(world).post("/settings/test", &[]).await.expect(403),
            Browser::fresh(world).get("/settings").await.expect(303),
        ] {
            dressed(&answer, "an answer to a form");
            nothing_inline(&answer.text, "an answer to a form");
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_anybody_elses_address() {
    tell(async |world| {
        let planted = "geheim.adres@example.org";
        let survey = survey(world).await;
        let mut tx = world.app.db.write().await.unwrap();
        let hidden = saar_server::usecase::sign_in::new_account(&world.app, &mut tx, planted, "nl")
            .await
            .unwrap();
        let alias = saar_domain::member::Alias::parse("Roodborst").unwrap();
        let id = saar_domain::id::MemberId::new(world.app.now(), world.app.entropy.as_ref());
        let new = saar_store::member::NewMember {
            id,
            group: survey.group,
            account: hidden.id,
            alias: &alias,
            role: Role::Admin,
            rules_version: 2,
        };
        saar_store::member::insert(&mut tx, &new, world.app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let raised = saar_server::usecase::incident::respond(
            &world.app,
            (hidden.id, survey.group, survey.incidents[0].parse().unwrap()),
            "lights_on",
        );
        raised.await.unwrap();
        let mut pages = survey.pages.clone();
        let group = survey.group;
        for rest in ["", "/members", "/invites", "/incidents", "/incidents?state=ended"] {
            pages.push(format!("/api/v1/groups/{group}{rest}"));
        }
        pages.extend(
            survey
                .incidents
                .iter()
                .map(|incident| format!("/api/v1/groups/{group}/incidents/{incident}")),
        );
        pages.extend(
            [
                "/api/v1/groups",
                "/api/v1/me",
                "/api/v1/me/preferences",
                "/api/v1/me/devices",
                "/api/v1/me/tokens",
            ]
            .map(str::to_owned),
        );
        for person in [&survey.admin, &survey.member] {
            let browser = Browser::of(world, person);
            let mut shown = false;
            for path in &pages {
                let text = browser.get(path).await.text;
                shown |= text.contains("Roodborst");
                for other in [
                    "geheim.adres",
                    survey.admin.email.as_str(),
                    survey.member.email.as_str(),
                ] {
                    assert!(other == person.email || !text.contains(other), "{path} shows {other}");
                }
                assert!(
                    path == "/settings" || !text.contains(&person.email),
                    "{path} shows one's own, which settings alone do"
                );
                assert!(!text.contains(&hidden.id.to_string()), "{path} shows an account's id");
            }
            assert!(shown, "the planted member is on these pages at all");
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_people_type_is_text_and_never_markup() {
    tell(async |world| {
        const EVIL: &str = "<img src=x onerror=alert(1)>\"'><b>";
        let vink = world.member("<b>Vink</b>\"'", Role::Admin).await;
        let browser = Browser::of(world, &vink);
        let street = world.street(0);
        let typed = [
            ("words", EVIL),
            ("appearance", EVIL),
            ("draft", EVIL),
            ("called_at", EVIL),
        ];
        let form = with(&alarm_form(&street, "d"), &typed);
        let alarm = format!("/groups/{}/alarm", vink.group);
        let mut pages = vec![browser.post(&alarm, &with(&form, &[("kind", EVIL)])).await.expect(422)];
        let sent = browser.post(&alarm, &form).await.expect(303);
        let at = sent.location().split('?').next().unwrap().to_owned();
        browser
            .post(&format!("{at}/sightings"), &[("words", EVIL)])
            .await
            .expect(303);
        pages.push(
            browser
                .post(&format!("{at}/sightings"), &[("words", EVIL), ("direction", EVIL)])
                .await
                .expect(422),
        );
        pages.push(
            browser
                .post(&alarm, &with(&form, &[("draft", "other")]))
                .await
                .expect(409),
        );
        for path in [
            at.clone(),
            format!("{at}/fragment"),
            format!("/groups/{}/admin", vink.group),
            format!("{at}?done={EVIL}"),
        ] {
            pages.push(browser.get(&path).await.expect(200));
        }
        pages.push(
            browser
                .post("/settings/tokens", &[("name", EVIL), ("scopes", "read")])
                .await
                .expect(200),
        );
        pages.push(
            browser
                .post("/settings/quiet-hours", &[("quiet_from", EVIL), ("quiet_to", EVIL)])
                .await
                .expect(422),
        );
        pages.push(
            browser
                .post("/sign-in", &[("email", EVIL), ("next", "/\"><b>")])
                .await
                .expect(422),
        );
        for page in pages {
            for raw in ["<img", "<b>Vink", "onerror=alert(1)>\"", "\"><b>"] {
                assert!(!page.text.contains(raw), "{raw} in {}", page.text);
            }
            nothing_inline(&page.text, "what was typed");
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_signed_out_is_held_up_by_address_and_an_alarm_never() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let stranger = Browser::fresh(world);
        let mut refused = None;
        // The counter refills with real time, two a second: far slower than this.
        for _ in 0..2_000 {
            let answer = stranger.post("/sign-in/code", &[("code", "123456")]).await;
            if answer.status == 429 {
                refused = Some(answer);
                break;
            }
            assert_eq!(answer.status, 422);
        }
        let refused = refused.expect("held up at last");
        let wait: u32 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        assert!(refused.text.contains("Even rustig aan"));
        // The same address, signed in: reads and raises alarms as before, the whole village if need be.
        let (browser, mut seen) = (Browser::of(world, &merel), Vec::new());
        for number in 0..70 {
            browser.get(&format!("/groups/{}", merel.group)).await.expect(200);
            let (draft, street) = (format!("d{number}"), world.street(0));
            let last: Vec<String> = seen.iter().rev().take(50).cloned().collect();
            let ids = last.join(",");
            if number >= 50 {
                world.clock.push(saar_domain::clock::Span::minutes(11));
            }
            let form = with(&alarm_form(&street, &draft), &[("seen_incidents", ids.as_str())]);
            let sent = browser
                .post(&format!("/groups/{}/alarm", merel.group), &form)
                .await
                .expect(303);
            seen.push(sent.location().split(['/', '?']).nth(4).unwrap().to_owned());
        }
        let odd = merel.incident(&seen[10]).await.to_string();
        assert!(odd.contains("many_alarms"), "accepted, and marked: {odd}");
        // What is not an alarm is counted, by account.
        let at = format!("/groups/{}/incidents/{}/call", merel.group, seen[69]);
        let mut last = 303;
        for _ in 0..500 {
            last = browser.post(&at, &[]).await.status;
            if last == 429 {
                break;
            }
        }
        assert_eq!(last, 429);
        let sent = merel
            .post(
                &merel.api("/incidents"),
                &crate::world::Person::report(&world.street(1)),
            )
            .await;
        assert_eq!(sent.status, 201, "still: {}", sent.text);
        world.settle().await;
    })
    .await;
}
