//! Who coordinates an umbrella: asked by mail, sees counts of all its groups, makes a group and has its admins come, and appoints one where the
//! dead-man's switch says so. Sees nothing else.

use crate::page::Browser;
use crate::world::{Answer, Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::id::UmbrellaId;
use saar_domain::member::Role;
use saar_server::usecase::umbrella;
use saar_store::coordinator;
use saar_store::db::sql;

/// An umbrella over the world's group.
pub async fn umbrella(world: &World) -> UmbrellaId {
    let id = UmbrellaId::new(world.app.now(), world.app.entropy.as_ref());
    let mut tx = world.app.db.write().await.unwrap();
    saar_store::group::insert_umbrella(&mut tx, id, "Koepel Verzonnen", world.app.now())
        .await
        .unwrap();
    sql("UPDATE groups SET umbrella_id = $2 WHERE id = $1")
        .bind(world.group)
        .bind(id)
        .run(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// Somebody who is in no group any more coordinates it.
pub async fn coordinator(world: &World, id: UmbrellaId) -> Person {
    let elsewhere = world.another_group().await;
    let kauw = world.member_of(elsewhere, "Kauw", Role::Member).await;
    let mut tx = world.app.db.write().await.unwrap();
    coordinator::appoint(&mut tx, id, kauw.account, world.app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    kauw.leave().await.expect(204);
    kauw
}

fn at(world: &World, id: UmbrellaId, rest: &str) -> String {
    format!("{}/umbrellas/{id}{rest}", world.base)
}

/// Method, path below the site, a form.
type Door = (&'static str, String, Vec<(&'static str, &'static str)>);

/// Every page and operation of an umbrella.
fn doors(id: UmbrellaId, world: &World) -> Vec<Door> {
    let below = |rest: &str| format!("/umbrellas/{id}{rest}");
    let group = [
        ("country", "NL"),
        ("group_name", "Lindehof"),
        ("municipality", "Verzonnen"),
        ("streets", "Lindelaan"),
        ("emails", "uil@example.org"),
    ];
    vec![
        ("GET", below(""), vec![]),
        ("GET", below("/objections"), vec![]),
        ("GET", below("/groups/new"), vec![]),
        ("POST", below("/groups/new"), group.to_vec()),
        ("POST", below("/coordinators"), vec![("email", "uil@example.org")]),
        ("POST", below(&format!("/groups/{}/appoint", world.group)), vec![]),
        ("GET", format!("/api/v1/umbrellas/{id}"), vec![]),
    ]
}

async fn knock(person: &Person, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let url = format!("{}{path}", person.base);
    if method == "GET" {
        person.look(&url).await
    } else {
        person.submit(&url, fields).await
    }
}

#[tokio::test]
async fn the_doors_of_an_umbrella_are_open_to_its_coordinators_alone() {
    tell(async |world| {
        let id = umbrella(world).await;
        let kauw = coordinator(world, id).await;
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        for (method, path, fields) in doors(id, world) {
            for other in [&vink, &merel] {
                let answer = knock(other, method, &path, &fields).await;
                assert_eq!(answer.status, 404, "{method} {path} for {}", other.alias);
            }
            let answer = knock(&kauw, method, &path, &fields).await;
            // All is well: nobody is sought.
            let expected = match (method, path.ends_with("/appoint")) {
                (_, true) => 409,
                ("GET", _) => 200,
                _ => 303,
            };
            assert_eq!(answer.status, expected, "{method} {path}: {}", answer.text);
        }
        // And the groups are closed to the coordinator, their incidents too.
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        for rest in [
            "",
            "/admin",
            "/log",
            "/incidents",
            "/rules",
            &format!("/incidents/{incident}"),
        ] {
            kauw.look(&merel.page(rest)).await.expect(404);
        }
        kauw.look(&merel.api("/members")).await.expect(404);
        let page = kauw.look(&at(world, id, "")).await.expect(200).text;
        for secret in ["Vink", "Merel", "Beukenpad", "vink@example.org", &incident] {
            assert!(!page.contains(secret), "{secret}: {page}");
        }
        assert!(
            page.contains("Verzonnen Dorp") && page.contains("te weinig buren"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_makes_a_group_and_its_admins_come_by_mail() {
    tell(async |world| {
        let id = umbrella(world).await;
        let kauw = coordinator(world, id).await;
        let mut fields = vec![
            ("country", "NL"),
            ("group_name", "Lindehof"),
            ("municipality", "Verzonnen"),
            ("streets", "Lindelaan\nHofpad"),
        ];
        let url = at(world, id, "/groups/new");
        let wrong = kauw.submit(&url, &fields).await.expect(422).text;
        assert!(
            wrong.contains("minstens één e-mailadres") && wrong.contains("Hofpad"),
            "{wrong}"
        );
        fields.push(("emails", "uil@example.org\nspecht@example.org\n"));
        kauw.submit(&url, &fields).await.expect(303);
        world.pass(Span::ZERO).await;
        // Nobody is in it before they came.
        let page = kauw.look(&at(world, id, "")).await.expect(200).text;
        assert!(page.contains("Lindehof") && page.contains("0 deelnemers"), "{page}");
        for (email, alias) in [("uil@example.org", "Uil"), ("specht@example.org", "Specht")] {
            let mails = world.mail.messages_to(email);
            assert_eq!(mails.len(), 1, "{email}");
            assert_eq!(mails[0].subject, "Wilt u een buurtgroep beheren?");
            let link = mails[0]
                .text
                .split_whitespace()
                .find(|word| word.contains("/join/"))
                .unwrap();
            let path = link.strip_prefix(&world.base).unwrap().to_owned();
            let browser = Browser::fresh(world);
            let form = [
                ("alias", alias),
                ("email", email),
                ("adult", "yes"),
                ("rules", "yes"),
                ("rules_version", "2"),
            ];
            browser.post(&path, &form).await.expect(303);
            let text = world.mail.wait_for(email, 2).await[1].text.clone();
            let code = text
                .lines()
                .map(str::trim)
                .find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit()));
            browser
                .post("/sign-in/code", &[("code", code.unwrap())])
                .await
                .expect(303);
        }
        let mut tx = world.app.db.read().await.unwrap();
        let made = coordinator::groups(&mut tx, id).await.unwrap();
        let lindehof = made.iter().find(|group| group.name == "Lindehof").unwrap();
        let admins = saar_store::member::count_admins(&mut tx, lindehof.id).await.unwrap();
        assert_eq!(admins, 2, "both came as admin");
        // The link stands in no list, for a deputy who reads it there could use it.
        assert!(
            saar_store::invite::of_group(&mut tx, lindehof.id)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

async fn appointing_story(world: &World) {
    let id = umbrella(world).await;
    let kauw = coordinator(world, id).await;
    world.member("Vink", Role::Admin).await;
    let eik = world.member("Eik", Role::Member).await;
    let linde = world.member("Linde", Role::Member).await;
    world.pass(Span::days(30)).await;
    let subjects = || {
        let mails = world.mail.messages_to(&kauw.email);
        mails.into_iter().map(|mail| mail.subject).collect::<Vec<_>>()
    };
    assert!(subjects().is_empty());
    world.pass(Span::days(7)).await;
    assert_eq!(subjects(), ["Een buurtgroep heeft u nodig"]);
    let mail = world.mail.messages_to(&kauw.email)[0].text.clone();
    assert!(mail.contains(&at(world, id, "")), "{mail}");
    let appoint = async |who: &Person| {
        let member = who.member.to_string();
        let url = at(world, id, &format!("/groups/{}/appoint", world.group));
        kauw.submit(&url, &[("member", &member)]).await
    };
    appoint(&eik).await.expect(409);
    world.pass(Span::days(7)).await;
    let home = eik.look(&eik.page("")).await.expect(200).text;
    assert!(
        home.contains("de coördinator van de koepel kiest wie het wordt"),
        "{home}"
    );
    eik.submit(&eik.page("/volunteer"), &[]).await.expect(303);
    world.pass(Span::ZERO).await;
    assert_eq!(subjects()[1], "Een buur wil beheerder worden");
    let page = kauw.look(&at(world, id, "")).await.expect(200).text;
    assert!(page.contains("Maak Eik beheerder") && !page.contains("Linde"), "{page}");
    appoint(&linde).await.expect(404);
    appoint(&eik).await.expect(303);
    let log = eik.look(&eik.page("/log")).await.expect(200).text;
    assert!(
        log.contains("De coördinator van de koepel maakte Eik beheerder"),
        "{log}"
    );
    world.pass(Span::ZERO).await;
    // Of another umbrella's group nothing can be said.
    let other = umbrella(world).await;
    kauw.look(&at(world, other, "")).await.expect(404);
    appoint(&eik).await.expect(404);
}

#[tokio::test]
async fn a_coordinator_appoints_who_volunteers_when_nobody_else_answers() {
    tell(appointing_story).await;
}

#[tokio::test]
async fn a_coordinator_appoints_who_volunteers_when_nobody_else_answers_in_belgium() {
    tell_in("BE", |_| (), appointing_story).await;
}

#[tokio::test]
async fn who_is_asked_says_yes_themselves_and_unknown_addresses_are_asked_too() {
    tell(async |world| {
        let id = umbrella(world).await;
        umbrella::ask_as_operator(&world.app, id, "uil@example.org")
            .await
            .unwrap();
        umbrella::ask_as_operator(&world.app, id, "UIL@example.org")
            .await
            .unwrap();
        world.pass(Span::ZERO).await;
        let mails = world.mail.messages_to("uil@example.org");
        assert_eq!(mails.len(), 1, "asked once");
        assert_eq!(mails[0].subject, "Wilt u buurtgroepen coördineren?");
        let browser = Browser::fresh(world);
        browser
            .post("/sign-in", &[("email", "uil@example.org")])
            .await
            .expect(303);
        let text = world.mail.wait_for("uil@example.org", 2).await[1].text.clone();
        let code = text
            .lines()
            .map(str::trim)
            .find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit()));
        browser
            .post("/sign-in/code", &[("code", code.unwrap())])
            .await
            .expect(303);
        let page = format!("/umbrellas/{id}");
        browser.get(&page).await.expect(404);
        let groups = browser.get("/groups").await.expect(200).text;
        assert!(
            groups.contains("Koepel Verzonnen") && groups.contains("Ja, dat wil ik"),
            "{groups}"
        );
        browser
            .post(&format!("{page}/answer"), &[("answer", "yes")])
            .await
            .expect(303);
        browser.get(&page).await.expect(200);
        browser
            .post(&format!("{page}/answer"), &[("answer", "yes")])
            .await
            .expect(404);
        // A coordinator of no group is forgotten with the last thing that they were.
        browser.post(&format!("{page}/step-down"), &[]).await.expect(303);
        let mut tx = world.app.db.read().await.unwrap();
        let known = saar_store::account::find_by_email(&mut tx, &world.app.sealer, "uil@example.org").await;
        assert!(known.unwrap().is_none());
        drop(tx);
        // Who does not answer is forgotten, and was told the same as everybody.
        umbrella::ask_as_operator(&world.app, id, "specht@example.org")
            .await
            .unwrap();
        world.pass(Span::days(15)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let row = sql("SELECT COUNT(*) AS n FROM coordinators_asked")
            .one(&mut tx)
            .await
            .unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn mails_that_nobody_answered_are_sent_again_and_links_are_taken_back() {
    tell(async |world| {
        let id = umbrella(world).await;
        let kauw = coordinator(world, id).await;
        let fields = [
            ("country", "NL"),
            ("group_name", "Lindehof"),
            ("municipality", "Verzonnen"),
            ("streets", "Lindelaan"),
            ("emails", "uil@example.org"),
        ];
        kauw.submit(&at(world, id, "/groups/new"), &fields).await.expect(303);
        world.pass(Span::ZERO).await;
        let mut tx = world.app.db.read().await.unwrap();
        let made = coordinator::groups(&mut tx, id).await.unwrap();
        drop(tx);
        let lindehof = made.iter().find(|group| group.name == "Lindehof").unwrap().id;
        let page = kauw.look(&at(world, id, "")).await.expect(200).text;
        assert!(page.contains("Er staat 1 link open"), "{page}");
        // The first link dies with the second, and a mistake keeps what was typed.
        let again = at(world, id, &format!("/groups/{lindehof}/admins"));
        let wrong = kauw.submit(&again, &[("emails", "geen adres")]).await.expect(422).text;
        assert!(
            wrong.contains("geen adres") && wrong.contains(&format!("emails-{lindehof}-mistake")),
            "{wrong}"
        );
        kauw.submit(&again, &[("emails", "specht@example.org")])
            .await
            .expect(303);
        world.pass(Span::ZERO).await;
        let link = |email: &str| {
            let mail = world.mail.messages_to(email).pop().unwrap();
            let found = mail
                .text
                .split_whitespace()
                .find(|word| word.contains("/join/"))
                .unwrap();
            found.strip_prefix(&world.base).unwrap().to_owned()
        };
        let browser = Browser::fresh(world);
        let first = browser.get(&link("uil@example.org")).await;
        assert!(first.text.contains("ingetrokken"), "{}", first.text);
        let second = browser.get(&link("specht@example.org")).await.expect(200);
        assert!(second.text.contains("Lindehof"), "{}", second.text);
        let revoke = at(world, id, &format!("/groups/{lindehof}/admins/revoke"));
        kauw.submit(&revoke, &[]).await.expect(303);
        let over = browser.get(&link("specht@example.org")).await;
        assert!(over.text.contains("ingetrokken"), "{}", over.text);
        // So many in a day.
        let five = (1..=5)
            .map(|n| format!("buur{n}@example.org"))
            .collect::<Vec<_>>()
            .join("\n");
        kauw.submit(&again, &[("emails", &five)]).await.expect(303);
        let enough = kauw.submit(&again, &[("emails", &five)]).await.expect(422).text;
        assert!(enough.contains("Probeer het morgen weer"), "{enough}");
        world.pass(Span::ZERO).await;
        // Once somebody is in, the group chooses; its admins read what was done, and take open links back.
        let vink = world.member_of(lindehof, "Vink", Role::Admin).await;
        let inhabited = kauw
            .submit(&again, &[("emails", "specht@example.org")])
            .await
            .expect(422)
            .text;
        assert!(inhabited.contains("Er zijn al deelnemers"), "{inhabited}");
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(
            log.contains("De coördinator van de koepel vroeg per mail wie de groep wil beheren"),
            "{log}"
        );
        assert!(log.contains("De coördinator van de koepel trok de links in"), "{log}");
        let desk = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert!(desk.contains("Er staan 5 links open"), "{desk}");
        vink.submit(&vink.page("/admin/links/revoke"), &[]).await.expect(303);
        let desk = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert!(!desk.contains("links open"), "{desk}");
        // Of so few, no alarm is counted to the coordinator.
        let alarm = vink
            .alarm(&{
                let mut tx = world.app.db.read().await.unwrap();
                let streets = saar_store::group::streets(&mut tx, lindehof).await.unwrap();
                streets[0].id.to_string()
            })
            .await;
        vink.close(&alarm, "nothing_found").await.expect(200);
        world.settle().await;
        let page = kauw.look(&at(world, id, "")).await.expect(200).text;
        assert!(
            page.contains("te weinig buren om te zeggen") && !page.contains("1 alarm in 30 dagen"),
            "{page}"
        );
    })
    .await;
}
