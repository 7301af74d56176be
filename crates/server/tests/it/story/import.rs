//! A file of people becomes one invite for who was chosen, and nothing of it stays.

use crate::world::{Answer, Person, World, read, tell, tell_in};
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::db::sql;
use saar_store::testing::files;
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const CHAT: &str = "20-11-2026 21:03 - Berichten en gesprekken worden end-to-end versleuteld.\n\
    20-11-2026 23:41 - Xqmerel Hof: Iemand voelt aan de deuren in de Lindelaan, 112 is gebeld\n\
    20-11-2026 23:42 - +31 6 00009901: 👍 xq-praatje\n\
    21-11-2026 10:15 - XQMEREL HOF: De lantaarnpaal voor nummer 3 is kapot\n\
    21-11-2026 10:16 - Vink: Iemand nog een ladder te leen?\n";

/// One number in three spellings, and one address in two.
const TABLE: &str = "naam;telefoon;e-mail\n\
    Xqmerel;06-00009901;\n\
    M. Hof;+31 (0)6 0000 9901;\n\
    Vink;0031600009902;vink@xq.example.org\n\
    V.;;VINK@xq.example.org\n";

impl Person {
    /// Brings a file as a browser does, with or without scripts: the form is the same.
    pub(super) async fn bring(&self, name: &str, bytes: &[u8]) -> Answer {
        self.send_form(&self.page("/admin/import"), name, bytes).await
    }

    async fn send_form(&self, url: &str, name: &str, bytes: &[u8]) -> Answer {
        let edge = "edge-of-a-form-xq";
        let head = format!("--{edge}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [head.as_bytes(), bytes, format!("\r\n--{edge}--\r\n").as_bytes()].concat();
        let request = self
            .http
            .post(url)
            .header("cookie", format!("saar={}", self.session))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", format!("multipart/form-data; boundary={edge}"));
        read(request.body(body).send().await.unwrap()).await
    }
}

/// The value of the hidden field that carries the list.
fn list_in(page: &str) -> String {
    let field = page.split("name=\"people\" value=\"").nth(1).unwrap();
    plain(field.split('"').next().unwrap())
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#x2f;", "/")
        .replace("&amp;", "&")
}

fn people_in(page: &str) -> usize {
    page.matches("name=\"chosen\"").count()
}

fn ticked_in(page: &str) -> usize {
    page.matches(" checked>").count()
}

#[tokio::test]
async fn a_table_becomes_one_invite_for_who_is_chosen() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let page = merel.bring("leden.csv", TABLE.as_bytes()).await.expect(200).text;
        assert_eq!((people_in(&page), ticked_in(&page)), (4, 2), "{page}");
        for words in [
            "zelfde nummer als 1",
            "zelfde e-mailadres als 3",
            "2 van hen staan er waarschijnlijk dubbel in",
            "+31600009901",
            "nog 255 plekken",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let list = list_in(&page);
        let chosen = [("people", list.as_str()), ("chosen", "1"), ("chosen", "3")];
        let invited = merel
            .submit(&merel.page("/admin/import/invite"), &chosen)
            .await
            .expect(200)
            .text;
        for words in [
            "https://wa.me/31600009901?text=",
            "https://wa.me/31600009902?text=",
            "mailto:vink@xq.example.org?subject=",
            "2 buren kunnen hem gebruiken",
            "<svg",
        ] {
            assert!(invited.contains(words), "{words}: {invited}");
        }
        let invites = merel.look(&merel.api("/invites")).await.expect(200).json();
        let made = &invites[0];
        assert_eq!(
            (invites.as_array().unwrap().len(), &made["uses_max"], &made["uses"]),
            (1, &json!(2), &json!(0))
        );
        assert!(
            plain(&invited).contains(made["url"].as_str().unwrap()),
            "the link is that of the invite"
        );
        // Whoever has the link comes in like anybody else.
        let landing = merel.http.get(made["url"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(landing.status(), 200);
    })
    .await;
}

/// Nothing of the file is in the database, the key store or their journals, neither of who was invited nor of who was not.
#[tokio::test]
async fn nothing_of_a_file_is_stored() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Deputy).await;
        for (name, file) in [
            ("xq-naam-van-chat.txt", CHAT),
            ("leden.csv", TABLE),
            ("xq.txt", "xq-kapot"),
        ] {
            let page = merel.bring(name, file.as_bytes()).await;
            if page.status == 200 {
                let chosen = [("people", &list_in(&page.text)[..]), ("chosen", "1")];
                let invited = merel
                    .submit(&merel.page("/admin/import/invite"), &chosen)
                    .await
                    .expect(200);
                assert!(invited.text.to_lowercase().contains("xqmerel"), "{}", invited.text);
            }
        }
        // The search can find: what an alarm says in own words is sealed, and an alias is not.
        world.member("Xq-proef", Role::Member).await;
        assert!(!holding(world, "Xq-proef").await.is_empty());
        for marker in [
            "Xqmerel",
            "XQMEREL",
            "xq.example",
            "00009901",
            "00009902",
            "xq-naam",
            "xq-praatje",
            "xq-kapot",
        ] {
            assert_eq!(holding(world, marker).await, Vec::<String>::new(), "{marker}");
        }
    })
    .await;
}

/// Files, or tables, that hold a text.
async fn holding(world: &World, text: &str) -> Vec<String> {
    if let Some(path) = world.test.url.strip_prefix("sqlite:") {
        let folder = PathBuf::from(path).parent().unwrap().to_owned();
        let found = files::files_holding(&folder, text.as_bytes());
        return found.iter().map(|path| name(path)).collect();
    }
    let mut tx = world.app.db.read().await.unwrap();
    let tables = "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables \
                  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')";
    let rows = sql(tables).all(&mut tx).await.unwrap();
    assert!(rows.len() > 20, "the tables, those of the keys among them");
    let mut found = Vec::new();
    for row in rows {
        let table: String = row.get("name").unwrap();
        let count = format!("SELECT COUNT(*) AS n FROM {table} AS each WHERE CAST(each AS TEXT) LIKE '%{text}%'");
        let row = sql(Box::leak(count.into_boxed_str())).one(&mut tx).await.unwrap();
        let n: i64 = row.get("n").unwrap();
        if n > 0 {
            found.push(table);
        }
    }
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[tokio::test]
async fn a_chat_says_how_asleep_the_group_is() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Admin).await;
            let page = merel.bring("_chat.txt", CHAT.as_bytes()).await.expect(200).text;
            for words in [
                "4 mensen schreven erin. 1 van hen staat er waarschijnlijk dubbel in.",
                "4 berichten in 2 dagen: 2 per dag.",
                "Van de 100 berichten lijken er 25 op een alarm.",
                "kwamen 2 berichten",
                "De meeste: 2, 20 november 2026.",
                "<th scope=\"row\">23:00 – 00:00</th><td>2</td>",
                "<th scope=\"row\">Lijkt op een alarm</th><td>1</td>",
                "<th scope=\"row\">Voor een ander loket, zoals een lamp of afval</th><td>1</td>",
            ] {
                assert!(page.contains(words), "{words}: {page}");
            }
            assert_eq!(page.matches("role=\"img\"").count(), 3, "three pictures");
            assert_eq!((people_in(&page), ticked_in(&page)), (4, 3));
            assert!(!page.contains("deuren"), "what was said is counted, not shown");
        },
    )
    .await;
}

#[tokio::test]
async fn a_broken_file_is_named_by_its_line_and_how_to_mend_it() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let wrong = async |name: &str, bytes: &[u8]| merel.bring(name, bytes).await.expect(422).text;
        let page = wrong("leden.csv", b"naam;telefoon\n\"Els;0600000001\n").await;
        assert!(
            page.contains("Regel 2:") && page.contains("Een aanhalingsteken wordt nergens gesloten"),
            "{page}"
        );
        assert!(wrong("", b"").await.contains("Kies eerst een bestand."));
        assert!(wrong("leeg.txt", b"").await.contains("Er staat niets in dit bestand"));
        assert!(
            wrong("x.zip", b"PK\x03\x04 xq")
                .await
                .contains("Het zip-bestand is stuk")
        );
        assert!(
            wrong("hof.geojson", b"{\"type\": 1}")
                .await
                .contains("Dit is een gebied")
        );
        let large = vec![b'x'; usize::try_from(limits::IMPORT_BYTES_MAX).unwrap() + 1];
        assert!(wrong("groot.txt", &large).await.contains("Hoogstens 32 MB"));
        let forms = merel.submit(&merel.page("/admin/import"), &[("file", "x")]).await;
        assert_eq!(forms.status, 415, "{}", forms.text);
    })
    .await;
}

/// Nothing that was chosen is lost by a mistake, and what a browser made up goes nowhere.
#[tokio::test]
async fn the_list_comes_back_with_a_mistake() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let url = merel.page("/admin/import/invite");
        let page = merel.bring("leden.csv", TABLE.as_bytes()).await.expect(200).text;
        let again = merel
            .submit(&url, &[("people", &list_in(&page))])
            .await
            .expect(422)
            .text;
        assert!(again.contains("Kies minstens 1 en hoogstens 256 mensen."), "{again}");
        assert_eq!((people_in(&again), ticked_in(&again)), (4, 0));
        assert_eq!(list_in(&again), list_in(&page));
        merel
            .submit(&url, &[("people", "{"), ("chosen", "1")])
            .await
            .expect(400);
        let invites = merel.look(&merel.api("/invites")).await.expect(200).json();
        assert_eq!(invites, json!([]), "no invite was made");

        let made_up = json!([[
            1,
            1,
            "<b>x</b>",
            ["javascript:1", "112"],
            ["a b@c", "ok@example.org"],
            null,
            null
        ]])
        .to_string();
        let page = merel
            .submit(&url, &[("people", &made_up), ("chosen", "1")])
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("mailto:ok@example.org") && page.contains("&lt;b&gt;x"),
            "{page}"
        );
        assert!(
            !page.contains("wa.me/1") && !page.contains("javascript:") && !page.contains("a%20b"),
            "{page}"
        );
    })
    .await;
}

/// Of a long list the first thousand are shown, and a group's chat of fifty thousand lines is read.
#[tokio::test]
async fn long_files_are_read() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let mut table = "naam;telefoon\n".to_owned();
        for number in 0..1_200 {
            let _ = writeln!(table, "Buur {number};06{number:08}");
        }
        let page = merel.bring("koepel.csv", table.as_bytes()).await.expect(200).text;
        assert_eq!(people_in(&page), limits::IMPORT_PEOPLE_SHOWN_MAX);
        assert!(page.contains("Er staan nog 200 mensen in het bestand."), "{page}");
        let list = list_in(&page);
        let numbers: Vec<String> = (1..=257).map(|number| number.to_string()).collect();
        let mut fields: Vec<(&str, &str)> = numbers.iter().map(|number| ("chosen", number.as_str())).collect();
        fields.push(("people", &list));
        let url = merel.page("/admin/import/invite");
        let many = merel.submit(&url, &fields).await.expect(422).text;
        assert_eq!(ticked_in(&many), 257, "one more than a group may have");
        merel.submit(&url, &fields[1..]).await.expect(200);

        let mut chat = String::new();
        for line in 0..50_000 {
            let (day, hour) = (1 + line / 2_000, line / 60 % 24);
            let _ = writeln!(
                chat,
                "{day:02}-10-2026 {hour:02}:{:02} - Buur {}: hoi",
                line % 60,
                line % 61
            );
        }
        let page = merel.bring("_chat.txt", chat.as_bytes()).await.expect(200).text;
        assert!(
            page.contains("Een chat van 50000 regels. 61 mensen schreven erin."),
            "{page}"
        );
        assert!(page.contains("komt van 16667 berichten"), "an even sample is heard");
    })
    .await;
}

#[tokio::test]
async fn a_program_gets_the_same_as_json() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let send = async |query: &str, bytes: &[u8]| {
            let request = merel
                .http
                .post(merel.api(&format!("/import{query}")))
                .header("cookie", format!("saar={}", merel.session))
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/octet-stream");
            read(request.body(bytes.to_vec()).send().await.unwrap()).await
        };
        let table = send("?format=csv", TABLE.as_bytes()).await.expect(200).json();
        assert_eq!(
            (
                &table["kind"],
                &table["readable"],
                &table["candidates"][1]["duplicate_of"]
            ),
            (&json!("csv"), &json!(true), &json!(1))
        );
        assert_eq!(table["candidates"][2]["phones"], json!(["+31600009902"]));
        let chat = send("", CHAT.as_bytes()).await.expect(200).json();
        assert_eq!(
            (&chat["written"], &chat["sleep"]["alarming"], &chat["sleep"]["at_night"]),
            (&json!(4), &json!(1), &json!(2))
        );
        let broken = send("", b"naam;telefoon\n\"Els;06\n").await.expect(200).json();
        assert_eq!(
            (&broken["readable"], &broken["refusals"][0]["line"]),
            (&json!(false), &json!(2))
        );
        let wrong = send("?format=geojson", b"x").await.expect(422).json();
        assert_eq!(wrong["errors"][0]["field"], "format");
        send("?kindd=csv", b"x").await.expect(400);
        let large = vec![b'x'; usize::try_from(limits::IMPORT_BYTES_MAX).unwrap() + 1];
        let answer = send("", &large).await;
        assert_eq!(answer.status, 413, "{}", answer.text);
        // A token is a program of somebody, who is not there to invite anybody.
        let by_token = merel
            .http
            .post(merel.api("/import"))
            .bearer_auth(&merel.token)
            .send()
            .await
            .unwrap();
        assert_eq!(by_token.status(), 403);
    })
    .await;
}
