//! What is known about somebody is theirs: to take along, and to have forgotten.

use super::forgetting::{files_holding, is_what_its_history_makes_it, told};
use super::log::post;
use super::roles::assign;
use crate::page::Browser;
use crate::page::account::mail;
use crate::world::{Answer, Person, World, read, tell, tell_on_postgres, until};
use saar_domain::clock::Span;
use saar_domain::id::AccountId;
use saar_domain::member::Role;
use saar_store::db::sql;
use serde_json::{Value, json};
use std::io::Read as _;

const WHY: &str = "Haar sleutels lagen op het pleintje.";

/// In person, by the API.
async fn ask(person: &Person, method: &str, rest: &str, body: Option<Value>) -> Answer {
    let url = format!("{}/api/v1/me{rest}", person.base);
    let request = person.http.request(method.parse().unwrap(), url);
    let request = request
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin");
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    read(request.send().await.unwrap()).await
}

/// The files of an archive by name.
async fn archive(person: &Person) -> Vec<(String, Vec<u8>)> {
    let request = person.http.post(format!("{}/settings/data/export", person.base));
    let request = request
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin");
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["content-type"], "application/zip");
    let bytes = response.bytes().await.unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.push((file.name().unwrap().into_owned(), content));
    }
    files
}

#[tokio::test]
async fn everything_about_me_is_mine_and_nobody_else_is_in_it() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let kauw = world.member("Kauwtje", Role::Member).await;
        let (mine, pixels) = told(world, &merel, 0).await;
        let theirs = kauw.alarm(&world.street(1)).await;
        kauw.post(
            &kauw.api(&format!("/incidents/{mine}/sightings")),
            &json!({"words": "xq-van-kauw"}),
        )
        .await
        .expect(200);
        merel
            .post(
                &merel.api(&format!("/incidents/{theirs}/responses")),
                &json!({"response": "lights_on"}),
            )
            .await
            .expect(200);
        let contact = format!("/members/{}/contact", merel.member);
        post(&vink, &contact, &json!({"why": WHY})).await.expect(200);
        let measure = json!({"step": "warning", "rule": "adults", "words": "Een woord xq-maatregel."});
        post(&vink, &format!("/members/{}/measures", merel.member), &measure)
            .await
            .expect(204);
        world.settle().await;

        let files = archive(&merel).await;
        let names: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
        assert_eq!(names[..2], ["index.html", "data.json"]);
        assert!(files.iter().any(|file| file.1 == pixels), "my own photo: {names:?}");
        let text = |at: usize| String::from_utf8(files[at].1.clone()).unwrap();
        let (page, data) = (text(0), text(1));
        let (email, alias) = (merel.email.as_str(), "Merel");
        for known in [
            email,
            alias,
            "xq-gedrag",
            "xq-merk",
            "xq-aanvulling",
            "XQ999X",
            "xq-maatregel",
            WHY,
        ] {
            assert!(page.contains(known), "{known} is not on the page");
            assert!(data.contains(known), "{known} is not in the data");
        }
        for other in ["Vink", "Kauw", &vink.email, &kauw.email, "xq-van-kauw"] {
            assert!(!page.contains(other) && !data.contains(other), "{other}");
        }
        for id in [
            vink.member.to_string(),
            kauw.member.to_string(),
            vink.account.to_string(),
        ] {
            assert!(!data.contains(&id), "not even by number");
        }
        assert!(!page.contains("<script") && page.contains("lang=\"nl\""));
        let data: Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["memberships"][0]["alias"], "Merel");
        assert_eq!(data["log-about"][0]["by_whom"], "member");
        assert_eq!(data["incidents"].as_array().unwrap().len(), 1, "those that I reported");
        let deeds = data["deeds"].as_array().unwrap();
        assert!(deeds.iter().any(|deed| deed["event"]["response"] == "lights_on"));

        // Who runs the group has their own words about others, and not the others.
        let files = archive(&vink).await;
        let data = String::from_utf8(files[1].1.clone()).unwrap();
        assert!(data.contains("xq-maatregel") && !data.contains(email) && !data.contains("xq-gedrag"));

        // It is told by mail, and stands on the page.
        until("the mail", async || {
            world
                .mail
                .messages_to(email)
                .iter()
                .any(|mail| mail.text.contains("gedownload"))
        })
        .await;
        let page = merel.look(&format!("{}/settings/data", merel.base)).await.expect(200);
        assert!(page.text.contains("Wanneer u dit deed"));
        merel.close(&mine, "nothing_found").await.expect(200);
        kauw.close(&theirs, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn who_signed_in_long_ago_shows_first_that_it_is_they() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let browser = Browser::of(world, &merel);
        assert_eq!(ask(&merel, "POST", "/export", None).await.status, 200);
        world.clock.push(Span::minutes(10));
        world.clock.push(Span::millis(1));
        let late = ask(&merel, "POST", "/export", None).await.expect(403).json();
        assert_eq!(late["type"], "/problems/prove-first");
        let sure = Some(json!({"sure": true}));
        assert_eq!(
            ask(&merel, "DELETE", "", sure).await.expect(403).json()["type"],
            "/problems/prove-first"
        );
        browser.post("/settings/data/export", &[]).await.expect(403);
        browser
            .post("/settings/data/forget", &[("sure", "yes")])
            .await
            .expect(403);
        let page = browser.get("/settings/data").await.expect(200).text;
        assert!(page.contains("action=\"/settings/data/proof\"") && !page.contains("action=\"/settings/data/export\""));

        // A code of somebody else's mailbox proves nothing.
        browser.post("/sign-in", &[("email", &vink.email)]).await.expect(303);
        let (code, _) = mail(world, &vink.email, 1).await;
        browser
            .post("/settings/data/proof", &[("code", &code)])
            .await
            .expect(422);
        browser.post("/settings/data/export", &[]).await.expect(403);

        let before = world.mail.messages_to(&merel.email).len();
        let sent = browser.post("/settings/data/code", &[]).await;
        assert!(browser.follow(&sent).await.text.contains("De code is onderweg"));
        until("the code", async || world.mail.messages_to(&merel.email).len() > before).await;
        let mails = world.mail.messages_to(&merel.email);
        let text = &mails.last().unwrap().text;
        let code = text
            .lines()
            .map(str::trim)
            .find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit()));
        let code = code.unwrap_or_else(|| panic!("{text}"));
        let wrong = if code == "000000" { "111111" } else { "000000" };
        let answer = browser
            .post("/settings/data/proof", &[("code", wrong)])
            .await
            .expect(422);
        assert!(answer.text.contains("4"), "tries left");
        browser
            .post("/settings/data/proof", &[("code", code)])
            .await
            .expect(303);
        browser
            .post("/settings/data/proof", &[("code", code)])
            .await
            .expect(422);
        for _ in 0..4 {
            browser.post("/settings/data/export", &[]).await.expect(200);
        }
        let often = browser.post("/settings/data/export", &[]).await.expect(429);
        assert!(often.headers.contains_key("retry-after"));
        // Another device of hers has shown nothing, and a program never does.
        let mut tx = world.app.db.write().await.unwrap();
        let other =
            saar_server::usecase::sign_in::new_session(&world.app, &mut tx, merel.account, "Test · Tablet").await;
        tx.commit().await.unwrap();
        let tablet = Person {
            session: other.unwrap(),
            ..merel.clone()
        };
        world.clock.push(Span::minutes(9));
        assert_eq!(
            ask(&tablet, "DELETE", "", Some(json!({"sure": false}))).await.status,
            422,
            "just signed in"
        );
        let program = merel
            .post(&format!("{}/api/v1/me/export", merel.base), &json!({}))
            .await;
        assert_eq!(program.status, 403);
        world.settle().await;
    })
    .await;
}

/// What stands in a table of somebody, as it stands.
async fn bytes_of(world: &World, query: &'static str, account: AccountId, column: &'static str) -> Vec<u8> {
    let mut tx = world.app.db.read().await.unwrap();
    let row = sql(query).bind(account).one(&mut tx).await.unwrap();
    row.get(column).unwrap()
}

/// A recall reaches into the export too: what was said is in no file of it, and neither is the photo.
#[tokio::test]
async fn what_was_taken_back_is_in_no_export() {
    tell(async |world| {
        world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let (id, pixels) = told(world, &merel, 0).await;
        let holds = |files: &[(String, Vec<u8>)], needle: &[u8]| {
            let found = |file: &[u8]| file.windows(needle.len()).any(|window| window == needle);
            files.iter().any(|(_, file)| found(file))
        };
        let needles: [&[u8]; 4] = [b"xq-gedrag", b"xq-merk", b"XQ999X", &pixels];
        let before = archive(&merel).await;
        for needle in needles {
            assert!(holds(&before, needle), "the search can find");
        }
        merel.close(&id, "known_person").await.expect(200);
        let after = archive(&merel).await;
        for needle in needles {
            assert!(
                !holds(&after, needle),
                "{}",
                String::from_utf8_lossy(&needle[..needle.len().min(20)])
            );
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn forgotten_is_forgotten_at_once_and_history_keeps_a_former_member() {
    tell(async |world| {
        let vink = world.member("Xqvinkje", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        world.phone(&vink).await;
        let incident = vink.alarm(&world.street(0)).await;
        merel.close(&incident, "nothing_found").await.expect(403);
        vink.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;

        // The last admin names a successor first; nothing has happened until then.
        let sure = || Some(json!({"sure": true}));
        let refused = ask(&vink, "DELETE", "", sure()).await.expect(409).json();
        assert_eq!(refused["type"], "/problems/last-admin");
        let page = vink.look(&format!("{}/settings/data/forget", vink.base)).await.expect(200).text;
        assert!(page.contains("Wijs eerst een opvolger aan") && page.contains(&format!("/groups/{}/admin", vink.group)));
        assert!(!page.contains("name=\"sure\""));
        assign(&vink, &merel, "admin").await.expect(204);
        ask(&vink, "DELETE", "", Some(json!({"sure": false}))).await.expect(422);
        let page = vink.look(&format!("{}/settings/data/forget", vink.base)).await.expect(200).text;
        assert!(page.contains("name=\"sure\"") && page.contains("30 dagen na het einde"), "what stays is said");

        let account = vink.account;
        let mut traces = vec![b"Xqvinkje".to_vec()];
        for (query, column) in [
            ("SELECT email_sealed FROM accounts WHERE id = $1", "email_sealed"),
            ("SELECT email_index FROM accounts WHERE id = $1", "email_index"),
            ("SELECT address_sealed FROM endpoints WHERE account_id = $1 AND channel = 'web_push'", "address_sealed"),
            ("SELECT address_sealed FROM endpoints WHERE account_id = $1 AND channel = 'email'", "address_sealed"),
            ("SELECT token_hash FROM sessions WHERE account_id = $1", "token_hash"),
            ("SELECT token_hash FROM access_tokens WHERE account_id = $1", "token_hash"),
        ] {
            traces.push(bytes_of(world, query, account, column).await);
        }
        let sqlite = world.test.url.starts_with("sqlite:");
        for trace in &traces {
            assert_eq!(files_holding(world, trace).is_empty(), !sqlite, "the search can find");
        }
        let gone = vink.submit(&format!("{}/settings/data/forget", vink.base), &[("sure", "yes")]).await;
        assert!(gone.expect(303).location().contains("forgotten"));
        for (at, trace) in traces.iter().enumerate() {
            assert_eq!(files_holding(world, trace), Vec::<std::path::PathBuf>::new(), "trace {at}");
        }
        let left = "SELECT (SELECT COUNT(*) FROM sessions WHERE account_id = $1) + (SELECT COUNT(*) FROM access_tokens WHERE account_id = $1)
                    + (SELECT COUNT(*) FROM endpoints WHERE account_id = $1) + (SELECT COUNT(*) FROM passkeys WHERE account_id = $1)
                    + (SELECT COUNT(*) FROM probes WHERE account_id = $1) + (SELECT COUNT(*) FROM members WHERE account_id = $1 AND alias <> '')
                    + (SELECT COUNT(*) FROM exports WHERE account_id = $1) AS n";
        let mut tx = world.app.db.read().await.unwrap();
        assert_eq!(sql(left).bind(account).one(&mut tx).await.unwrap().get::<i64>("n").unwrap(), 0);
        drop(tx);
        // No door opens any more; history goes on without a name.
        vink.get(&vink.api("")).await.expect(401);
        vink.look(&format!("{}/settings", vink.base)).await.expect(303);
        is_what_its_history_makes_it(&world.app, &incident).await;
        let seen = merel.incident(&incident).await;
        assert_eq!(seen["state"], "closed");
        assert!(!seen.to_string().contains("Xqvinkje"));
        let page = merel.look(&merel.page(&format!("/incidents/{incident}"))).await.expect(200).text;
        assert!(!page.contains("Xqvinkje"));
        let log = super::log::log(&merel).await.to_string();
        assert!(!log.contains("Xqvinkje"), "{log}");
        // The address is free again, for a newcomer who is nobody's heir.
        let again = world.member("Xqvinkje", Role::Member).await;
        assert_ne!(again.account, vink.account);
        world.pass(Span::days(31)).await;
    })
    .await;
}

/// Who is alone in a group leaves nobody behind: they may go, and nobody asks to come in where nobody answers.
#[tokio::test]
async fn who_is_alone_may_be_forgotten() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        ask(&vink, "DELETE", "", Some(json!({"sure": true}))).await.expect(204);
        let welcome = format!("{}/api/v1/welcome/{}", vink.base, vink.group);
        let welcome = read(vink.http.get(welcome).send().await.unwrap())
            .await
            .expect(200)
            .json();
        assert_eq!(welcome["takes_requests"], false, "{welcome}");
    })
    .await;
}

/// The last two admins ask at one moment: one goes, the other stays.
#[tokio::test]
async fn two_admins_at_once_leave_one() {
    let story = async |world: &World| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        world.member("Merel", Role::Member).await;
        let sure = || Some(json!({"sure": true}));
        let (one, other) = tokio::join!(ask(&vink, "DELETE", "", sure()), ask(&uil, "DELETE", "", sure()));
        let mut both = [one.status, other.status];
        both.sort_unstable();
        assert_eq!(both, [204, 409]);
    };
    tell_on_postgres(story).await;
    tell(story).await;
}
