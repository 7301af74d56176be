//! Anyone who is signed in starts a group and becomes its admin.

use crate::page::{Browser, plain, value_of};
use crate::world::{Answer, Person, read, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::field::Problem;
use saar_domain::limits::{FOUNDED_MAX, FOUNDED_WITHIN};
use saar_domain::member::Role;
use saar_server::usecase::founding::{Approved, Refused, approve_as_operator, refuse_as_operator};
use serde_json::{Value, json};

/// The form, filled in well.
pub fn form(name: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("country", "NL"),
        ("group_name", name),
        ("municipality", "Voorbeeldstad"),
        ("streets", "Lindelaan\r\nBeukenpad\r\n\r\nlindelaan"),
        ("alias", "Merel"),
        ("adult", "yes"),
        ("rules", "yes"),
        ("rules_version", "2"),
    ]
}

fn body(country: &str) -> Value {
    json!({
        "country": country, "group_name": "Lindehof", "municipality": "Voorbeeldstad",
        "streets": ["Lindelaan", "Beukenpad"], "alias": "Merel", "adult": true, "rules_version": 2,
    })
}

/// By the API, signed in as a person: programs may not.
pub async fn found(founder: &Person, body: &Value) -> Answer {
    let request = founder
        .http
        .post(format!("{}/api/v1/groups", founder.base))
        .header("cookie", format!("saar={}", founder.session))
        .header("sec-fetch-site", "same-origin");
    read(request.json(body).send().await.unwrap()).await
}

#[tokio::test]
async fn a_neighbour_starts_a_group_and_runs_it() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let groups = browser.get("/groups").await.expect(200).text;
        assert!(groups.contains("href=\"/groups/new\""));
        let page = browser.get("/groups/new").await.expect(200).text;
        assert_eq!(
            (value_of(&page, "country"), value_of(&page, "rules_version")),
            ("NL".into(), "2".into())
        );
        assert!(
            page.contains("Begin klein.") && !page.contains("kijkt de beheerder van de site"),
            "{page}"
        );

        let done = browser.post("/groups/new", &form("Lindehof")).await.expect(303);
        let home = browser.follow(&done).await.expect(200).text;
        assert!(home.contains("De groep is er.") && home.contains("Lindehof"), "{home}");
        assert!(!home.contains("wacht op goedkeuring"));
        let id = done.location().split(['/', '?']).nth(2).unwrap().to_owned();
        let admin = browser.get(&format!("/groups/{id}/admin")).await.expect(200).text;
        assert!(admin.contains("Merel"), "the founder is its admin");
        let group = merel
            .get(&format!("{}/api/v1/groups/{id}", merel.base))
            .await
            .expect(200)
            .json();
        let streets: Vec<_> = group["streets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|street| street["name"].clone())
            .collect();
        assert_eq!(streets, ["Beukenpad", "Lindelaan"], "each once");
        // And it works: an alarm goes out at once.
        let street = group["streets"][0]["id"].as_str().unwrap();
        let founder = Person {
            group: id.parse().unwrap(),
            ..merel.clone()
        };
        founder.alarm(street).await;
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let empty = browser.post("/groups/new", &[("country", "NL")]).await.expect(422).text;
        for words in [
            "Geef de groep een naam",
            "Vul de gemeente in",
            "Vul minstens één straat in",
            "Kies een naam",
            "Zet een vinkje als u oud genoeg bent",
            "Zet een vinkje bij de spelregels",
        ] {
            assert!(empty.contains(words), "{words}: {empty}");
        }
        let mut wrong = form("Lindehof");
        wrong.retain(|(name, _)| *name != "rules");
        let page = browser.post("/groups/new", &wrong).await.expect(422).text;
        assert!(
            page.contains("Beukenpad\r\n") && value_of(&page, "group_name") == "Lindehof",
            "{page}"
        );
        let odd = found(&merel, &body("XX")).await.expect(422).json();
        assert_eq!(odd["errors"][0]["field"], "country");
        // In another country its rules stand there, and its numbers.
        let page = browser.get("/groups/new?country=BE").await.expect(200).text;
        assert!(
            page.contains("Bel altijd eerst 101") && value_of(&page, "country") == "BE",
            "{page}"
        );
        let english = Browser::of(world, &world.member("Eik", Role::Member).await);
        english
            .post("/settings/language", &[("language", "en")])
            .await
            .expect(303);
        let page = english.get("/groups/new").await.expect(200).text;
        assert!(page.contains("Begin small."), "{page}");
        // A token is not a person.
        let by_token = merel.post(&format!("{}/api/v1/groups", merel.base), &body("NL")).await;
        assert_eq!(by_token.status, 403);
    })
    .await;
}

#[tokio::test]
async fn nobody_fills_the_installation_with_groups() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        for _ in 0..FOUNDED_MAX {
            found(&merel, &body("NL")).await.expect(201);
        }
        let refused = found(&merel, &body("NL")).await.expect(422).json();
        assert_eq!(
            (&refused["errors"][0]["field"], &refused["errors"][0]["max"]),
            (&json!("groups"), &json!(5))
        );
        let eik = world.member("Eik", Role::Member).await;
        found(&eik, &body("NL")).await.expect(201);
        world.clock.push(FOUNDED_WITHIN);
        world.clock.push(Span::days(1));
        // The session is as old as that, too: a new one.
        let again = world
            .member_of(world.another_group().await, "Merel", Role::Member)
            .await;
        found(&again, &body("NL")).await.expect(201);
        let mut tx = world.app.db.write().await.unwrap();
        let since = world.app.now().minus(FOUNDED_WITHIN);
        assert_eq!(
            saar_store::founding::count_since(&mut tx, merel.account, since)
                .await
                .unwrap(),
            1,
            "the five of the year before are forgotten"
        );
    })
    .await;
}

#[tokio::test]
async fn a_group_that_waits_says_so_and_still_raises_alarms() {
    tell_in(
        "NL",
        |app| app.founding_approval = true,
        async |world| {
            let merel = world.member("Merel", Role::Member).await;
            let browser = Browser::of(world, &merel);
            assert!(
                browser
                    .get("/groups/new")
                    .await
                    .expect(200)
                    .text
                    .contains("kijkt de beheerder van de site eerst mee")
            );
            assert!(
                !browser
                    .get("/groups/new?country=BE")
                    .await
                    .expect(200)
                    .text
                    .contains("kijkt de beheerder")
            );
            let made = found(&merel, &body("NL")).await.expect(201).json();
            assert!(made["waiting_since_ms"].is_number(), "{made}");
            let founder = Person {
                group: made["id"].as_str().unwrap().parse().unwrap(),
                ..merel.clone()
            };
            let home = browser
                .get(&format!("/groups/{}", founder.group))
                .await
                .expect(200)
                .text;
            assert!(home.contains("De groep wacht op goedkeuring"), "{home}");
            let group = founder.get(&founder.api("")).await.expect(200).json();
            assert!(group["waiting_since_ms"].is_number(), "{group}");
            let street = group["streets"][0]["id"].as_str().unwrap();
            founder.alarm(street).await;
            world.settle().await;
            // Nobody outside is told of it, nor asks it anything; its own people see what others will.
            let welcome = format!("/welcome/{}", founder.group);
            Browser::fresh(world).get(&welcome).await.expect(404);
            let vink = Browser::of(world, &world.member("Vink", Role::Member).await);
            vink.get(&welcome).await.expect(404);
            let asks = [
                ("alias", "Vink"),
                ("home_street", "other"),
                ("adult", "yes"),
                ("rules", "yes"),
            ];
            vink.post(&welcome, &asks).await.expect(404);
            browser.get(&welcome).await.expect(200);
            // Not approved, with the reason: it goes on inside, and its admin reads why, by mail and at home.
            assert_eq!(
                refuse_as_operator(&world.app, founder.group, "nee").await.unwrap(),
                Refused::Reason(Problem::TooShort { min: 10 })
            );
            let why = "Voor deze straten is er al een groep.";
            let nowhere = "0193e4a0-0000-7000-8000-000000000001".parse().unwrap();
            for (group, became) in [
                (founder.group, Refused::Done(1)),
                (world.group, Refused::DidNotWait),
                (nowhere, Refused::NoSuchGroup),
            ] {
                assert_eq!(refuse_as_operator(&world.app, group, why).await.unwrap(), became);
            }
            let lines = super::log::log(&founder).await;
            assert_eq!(super::log::deeds(&lines), ["group_refused"]);
            let letter = world.mail.messages_to(&founder.email).pop().expect("a letter");
            assert!(letter.text.contains(why), "{}", letter.text);
            let home = browser
                .get(&format!("/groups/{}", founder.group))
                .await
                .expect(200)
                .text;
            assert!(home.contains("De groep is niet goedgekeurd") && home.contains(why));
            let other = group["streets"][1]["id"].as_str().unwrap();
            founder.alarm(other).await;
            world.settle().await;

            assert_eq!(
                approve_as_operator(&world.app, founder.group).await.unwrap(),
                Approved::Done
            );
            let letter = world.mail.messages_to(&founder.email).pop().expect("a letter");
            assert!(letter.text.contains("Uw groep is goedgekeurd"), "{}", letter.text);
            let lines = super::log::log(&founder).await;
            assert_eq!(super::log::deeds(&lines), ["group_approved", "group_refused"]);
            assert_eq!(
                approve_as_operator(&world.app, founder.group).await.unwrap(),
                Approved::DidNotWait
            );
            let nowhere = "0193e4a0-0000-7000-8000-000000000001".parse().unwrap();
            assert_eq!(
                approve_as_operator(&world.app, nowhere).await.unwrap(),
                Approved::NoSuchGroup
            );
            let home = browser
                .get(&format!("/groups/{}", founder.group))
                .await
                .expect(200)
                .text;
            assert!(!home.contains("wacht op goedkeuring"));
            Browser::fresh(world).get(&welcome).await.expect(200);
            // Police and municipality have no part in founding one in Belgium.
            let belgian = found(&merel, &body("BE")).await.expect(201).json();
            assert!(belgian["waiting_since_ms"].is_null(), "{belgian}");
        },
    )
    .await;
}

#[tokio::test]
async fn who_starts_a_group_is_told_which_one_has_the_street_already() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let form = |streets: &'static str| {
            let typed = form("Lindehof");
            let changes = [("streets", streets), ("municipality", " verzonNEN ")];
            crate::page::with(&typed, &changes)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect::<Vec<_>>()
        };
        let check = async |streets: &'static str| {
            let typed = form(streets);
            let typed: Vec<(&str, &str)> = typed
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            browser.post("/groups/new/check", &typed).await.expect(200).text
        };
        let page = check("Eikenlaan\n beukenPAD ").await;
        assert!(page.contains(&format!("href=\"/welcome/{}\"", world.group)), "{page}");
        assert!(page.contains("Vraag om mee te doen met Verzonnen Dorp") && page.contains("Beukenpad"));
        assert!(page.contains("value=\"Lindehof\""), "what was typed is kept");
        assert!(check("Eikenlaan").await.contains("Deze straten hebben nog geen groep."));
    })
    .await;
}

/// Two taps on a slow evening, and a phone that heard no answer.
#[tokio::test]
async fn one_draft_sent_twice_founds_one_group() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let page = browser.get("/groups/new").await.expect(200).text;
        let draft = value_of(&page, "draft");
        let mut twice = form("Lindehof");
        twice.push(("draft", &draft));
        let first = browser.post("/groups/new", &twice).await.expect(303);
        let second = browser.post("/groups/new", &twice).await.expect(303);
        assert_eq!(first.location(), second.location());
        // A mistake keeps the key; another page has another one.
        let wrong = crate::page::with(&twice, &[("alias", "")]);
        let kept = browser.post("/groups/new", &wrong).await.expect(422).text;
        assert_eq!(value_of(&kept, "draft"), draft);
        assert_ne!(value_of(&browser.get("/groups/new").await.text, "draft"), draft);

        // The same page sent with other words is another group, or a mend: it is asked, and nothing that was typed is gone.
        let other = crate::page::with(&twice, &[("group_name", "Beukenhof")]);
        let asked = browser.post("/groups/new", &other).await.expect(422).text;
        assert!(asked.contains("bent u al een groep begonnen") && asked.contains("value=\"Beukenhof\""));
        assert_ne!(value_of(&asked, "draft"), draft);

        let by_key = async |key: &str, body: &Value| {
            let request = merel.http.post(format!("{}/api/v1/groups", merel.base));
            let request = request.header("cookie", format!("saar={}", merel.session));
            let request = request
                .header("sec-fetch-site", "same-origin")
                .header("idempotency-key", key);
            read(request.json(body).send().await.unwrap()).await
        };
        let made = by_key("one", &body("NL")).await.expect(201).json();
        assert_eq!(by_key("one", &body("NL")).await.expect(200).json(), made);
        let other = by_key("one", &body("BE")).await.expect(409).json();
        assert_eq!(
            (&other["type"], &other["candidates"][0]),
            (&json!("/problems/key-reused"), &made["id"])
        );
        assert_ne!(by_key("two", &body("NL")).await.expect(201).json(), made);
        // Three in all; after some days the keys are forgotten, and that three were founded is not.
        let mut tx = world.app.db.write().await.unwrap();
        let since = world.app.now().minus(FOUNDED_WITHIN);
        let founded = saar_store::founding::count_since(&mut tx, merel.account, since)
            .await
            .unwrap();
        assert_eq!(founded, 3);
        drop(tx);
        world.pass(Span::days(4)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let key = saar_store::founding::by_key(&mut tx, merel.account, "one")
            .await
            .unwrap();
        assert_eq!(key, None);
    })
    .await;
}

/// Who founded a group by mistake, or alone, is not kept by it; and a group without anybody is shown to nobody.
#[tokio::test]
async fn who_is_alone_may_leave_and_nobody_is_led_to_what_is_left() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let made = found(&merel, &body("NL")).await.expect(201).json();
        let founder = Person {
            group: made["id"].as_str().unwrap().parse().unwrap(),
            ..merel.clone()
        };
        let eik = Browser::of(world, &world.member("Eik", Role::Member).await);
        let shown = async || eik.post("/groups/new/check", &form("Beukenhof")).await.expect(200).text;
        let door = format!("href=\"/welcome/{}\"", founder.group);
        assert!(shown().await.contains(&door));
        let made = founder
            .submit(&founder.page("/admin/invites"), &[("uses_max", "5"), ("days", "7")])
            .await;
        let made = format!("{}{}", founder.base, made.expect(303).location());
        let poster = founder.look(&made).await.expect(200).text;
        let poster = plain(
            poster
                .split("id=\"invite-url\">")
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap(),
        );
        let poster = format!("/join/{}", poster.rsplit('/').next().unwrap());
        Browser::fresh(world).get(&poster).await.expect(200);
        founder.submit(&founder.page("/leave"), &[]).await.expect(303);
        assert!(!shown().await.contains(&door));
        // By a poster that still hangs there somebody would come in alone, and run nothing.
        Browser::fresh(world).get(&poster).await.expect(410);
        // A slip of the finger: for some minutes there is a way back, as from every group.
        founder.submit(&founder.page("/return"), &[]).await.expect(303);
        assert!(shown().await.contains(&door));
        Browser::fresh(world).get(&poster).await.expect(200);
        assert!(
            eik.get(&format!("/welcome/{}", founder.group))
                .await
                .text
                .contains("name=\"alias\"")
        );
        // With others in it, the last admin stays.
        let kauw = world.member_of(founder.group, "Kauw", Role::Member).await;
        founder.leave().await.expect(409);
        kauw.leave().await.expect(204);
        founder.leave().await.expect(204);
    })
    .await;
}

#[tokio::test]
async fn a_municipality_is_the_same_in_small_letters_whatever_they_are() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut there = body("BE");
        there["municipality"] = json!("Étalle");
        let made = found(&merel, &there).await.expect(201).json();
        let typed = form("Lindehof");
        let typed = crate::page::with(&typed, &[("country", "BE"), ("municipality", "étalle")]);
        let browser = Browser::of(world, &merel);
        let page = browser.post("/groups/new/check", &typed).await.expect(200).text;
        let door = format!("href=\"/welcome/{}\"", made["id"].as_str().unwrap());
        assert!(page.contains(&door), "{page}");
    })
    .await;
}
