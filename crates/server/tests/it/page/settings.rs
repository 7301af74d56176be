//! One's own settings, by forms.

use super::{Browser, value_of};
use crate::world::tell;
use saar_domain::clock::Span;
use saar_domain::member::Role;

#[tokio::test]
async fn quiet_hours_and_language_are_saved_and_mistakes_are_said() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let hours = [("quiet_from", "22:30"), ("quiet_to", "07:00"), ("wake_at_night", "no")];
        let saved = browser.post("/settings/quiet-hours", &hours).await;
        let page = browser.follow(&saved).await.expect(200).text;
        assert!(page.contains("Bewaard."));
        assert_eq!(
            (value_of(&page, "quiet_from"), value_of(&page, "quiet_to")),
            ("22:30".into(), "07:00".into())
        );
        assert!(page.contains("name=\"wake_at_night\" value=\"no\" checked"));
        for (from, to, nl, en) in [
            (
                "25:00",
                "07:00",
                "Schrijf de tijd als 22:30.",
                "Write the time as 22:30.",
            ),
            (
                "22:30",
                "",
                "Vul begin en einde allebei in, of geen van beide.",
                "Fill in both start and end, or neither.",
            ),
            (
                "",
                "07:00",
                "Vul begin en einde allebei in, of geen van beide.",
                "Fill in both start and end, or neither.",
            ),
        ] {
            for (language, words) in [("nl", nl), ("en", en)] {
                super::journey::world_language(world, &merel, language).await;
                let fields = [("quiet_from", from), ("quiet_to", to), ("wake_at_night", "yes")];
                let wrong = browser.post("/settings/quiet-hours", &fields).await.expect(422).text;
                assert!(wrong.contains(words), "{from} {to}: {wrong}");
                assert_eq!(
                    (value_of(&wrong, "quiet_from"), value_of(&wrong, "quiet_to")),
                    (from.into(), to.into())
                );
            }
        }
        let unknown = browser
            .post("/settings/language", &[("language", "tlh")])
            .await
            .expect(422);
        assert!(unknown.text.contains("Choose Dutch or English."));
        // What was not in the form stays.
        let page = browser.get("/settings").await.text;
        assert_eq!(value_of(&page, "quiet_from"), "22:30");
        let cleared = browser
            .post("/settings/quiet-hours", &[("quiet_from", ""), ("quiet_to", "")])
            .await;
        assert_eq!(value_of(&browser.follow(&cleared).await.text, "quiet_from"), "");
    })
    .await;
}

#[tokio::test]
async fn a_token_is_shown_once_works_and_ends() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let made = browser
            .post(
                "/settings/tokens",
                &[("name", "Lamp op zolder"), ("scopes", "read"), ("scopes", "respond")],
            )
            .await
            .expect(200)
            .text;
        let token = made
            .split("id=\"token\">")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .to_owned();
        assert!(token.starts_with("saar_pat_"));
        let page = browser.get("/settings").await.expect(200).text;
        assert!(page.contains("Lamp op zolder") && !page.contains(&token), "once");
        let mut program = merel.clone();
        program.token = token;
        let me = program
            .get(&format!("{}/api/v1/me", world.base))
            .await
            .expect(200)
            .json();
        assert_eq!(me["scopes"], serde_json::json!(["read", "respond"]));
        let paths: Vec<String> = page
            .split("action=\"/settings/tokens/")
            .skip(1)
            .map(|rest| format!("/settings/tokens/{}", rest.split('"').next().unwrap()))
            .collect();
        assert_eq!(paths.len(), 2, "the world's and this one");
        // Somebody else's form takes nothing back.
        for path in &paths {
            Browser::of(world, &eik).post(path, &[]).await;
        }
        program.get(&program.api("")).await.expect(200);
        for path in &paths {
            browser.post(path, &[]).await.expect(303);
        }
        program.get(&program.api("")).await.expect(401);
        world.clock.push(Span::days(29));
        eik.get(&eik.api("")).await.expect(200);
        world.clock.push(Span::days(1));
        eik.get(&eik.api("")).await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn a_token_that_cannot_be_made_says_why() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let long = "n".repeat(81);
        let cases: [(&[(&str, &str)], &str); 4] = [
            (&[("scopes", "read")], "Geef de toegang een naam"),
            (&[("name", "Lamp")], "Kies minstens één ding"),
            (&[("name", "Lamp"), ("scopes", "everything")], "Kies minstens één ding"),
            (&[("name", &long), ("scopes", "read")], "80 tekens is het meeste"),
        ];
        for (fields, words) in cases {
            let wrong = browser.post("/settings/tokens", fields).await.expect(422).text;
            assert!(wrong.contains(words), "{fields:?}: {wrong}");
            assert!(!wrong.contains("saar_pat_"));
            for (name, value) in fields {
                let kept = if *name == "name" {
                    format!("name=\"name\" type=\"text\" maxlength=\"60\" value=\"{value}\"")
                } else {
                    format!("name=\"scopes\" value=\"{value}\" checked")
                };
                assert!(
                    wrong.contains(&kept) || *value == "everything",
                    "what was typed stays: {kept}"
                );
            }
        }
        for number in 1..20 {
            let name = format!("Lamp {number}");
            browser
                .post("/settings/tokens", &[("name", &name), ("scopes", "read")])
                .await
                .expect(200);
        }
        let full = browser
            .post("/settings/tokens", &[("name", "Nog een"), ("scopes", "read")])
            .await
            .expect(422)
            .text;
        assert!(full.contains("20"), "the limit and the mend are said: {full}");
        assert!(!full.contains("tekens die we niet kunnen lezen"));
    })
    .await;
}
