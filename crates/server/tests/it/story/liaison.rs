//! Who looks in from outside: asked by mail, after their own yes, at what the group granted, until it ends it. Everybody in the group reads of it.

use crate::page::Browser;
use crate::world::{Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::liaison::RawLiaison;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_server::usecase::liaison;
use saar_store::db::sql;
use serde_json::{Value, json};

const OFFICE: &str = "wijkagent.noord@example.org";

/// A day so many days ahead, on the clocks of the group.
pub fn in_days(world: &World, days: i64) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let today = world.app.now().to_jiff().to_zoned(zone).date();
    today.saturating_add(jiff::Span::new().days(days)).to_string()
}

/// An admin asks; the id of the grant.
async fn ask(world: &World, vink: &Person, view: &str, days: i64) -> String {
    let until = in_days(world, days);
    let form = [
        ("liaison_kind", "police"),
        ("office", "Wijkagent Noord"),
        ("email", OFFICE),
        ("liaison_view", view),
        ("liaison_until", &until),
    ];
    vink.submit(&vink.page("/liaisons"), &form).await.expect(303);
    let listed = vink.get(&vink.api("/liaisons")).await.expect(200).json();
    listed[0]["id"].as_str().unwrap().to_owned()
}

/// Whoever has the mailbox signs in with the code that it got.
pub async fn sign_in(world: &World, email: &str) -> Browser {
    let before = world.mail.messages_to(email).len();
    let browser = Browser::fresh(world);
    browser.post("/sign-in", &[("email", email)]).await.expect(303);
    let text = world.mail.wait_for(email, before + 1).await[before].text.clone();
    let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit());
    let code = text.lines().map(str::trim).find(is_code).unwrap().to_owned();
    browser.post("/sign-in/code", &[("code", &code)]).await.expect(303);
    browser
}

/// Somebody who is in no group any more, and whom an admin lets look in at incidents; with the id of the grant.
pub async fn liaison(world: &World, admin: &Person) -> (Person, String) {
    let elsewhere = world.another_group().await;
    let uil = world.member_of(elsewhere, "Uil", Role::Member).await;
    let typed = RawLiaison {
        kind: "police".into(),
        office: "Wijkagent Zuid".into(),
        view: "incidents".into(),
        until: in_days(world, 90),
    };
    let asked = liaison::ask(&world.app, admin.account, world.group, &typed, &uil.email).await;
    let id = asked.unwrap();
    liaison::answer(&world.app, uil.account, id, true).await.unwrap();
    uil.leave().await.expect(204);
    (uil, id.to_string())
}

/// A group with enough people in it that counts say nobody, one incident that ended, and one that goes on.
async fn busy_group(world: &World) -> (Person, Person, String) {
    let vink = world.member("Vink", Role::Admin).await;
    let merel = world.member("Merel", Role::Member).await;
    for number in 0..limits::COVERAGE_MEMBERS_MIN {
        world.member(&format!("Buur {number}"), Role::Member).await;
    }
    let ended = merel.alarm(&world.street(0)).await;
    world.settle().await;
    vink.close(&ended, "police_resolved").await.expect(200);
    world.settle().await;
    world.clock.push(Span::hours(3));
    let running = merel.alarm(&world.street(1)).await;
    world.settle().await;
    (vink, merel, running)
}

#[tokio::test]
async fn a_group_lets_somebody_look_in_and_ends_it() {
    tell(async |world| {
        let (vink, merel, running) = busy_group(world).await;
        let id = ask(world, &vink, "incidents", 90).await;
        world.pass(Span::ZERO).await;
        let mails = world.mail.messages_to(OFFICE);
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].subject, "Wilt u meekijken met een buurtgroep?");
        // Their mailbox opens an ordinary account: no age, no street, no member.
        let browser = sign_in(world, OFFICE).await;
        let groups = browser.get("/groups").await.expect(200).text;
        assert!(groups.contains(&format!("/liaisons/{id}")), "{groups}");
        let at = format!("/liaisons/{id}");
        let asked = browser.get(&at).await.expect(200).text;
        assert!(asked.contains("beroepsgeheim") && !asked.contains("Vink"), "{asked}");
        browser
            .post(&format!("{at}/answer"), &[("answer", "yes")])
            .await
            .expect(303);
        let seen = browser.get(&at).await.expect(200).text;
        assert!(seen.contains("Beheerders zijn Vink"), "{seen}");
        assert!(
            seen.contains("Inbraak") && seen.contains("Politie was ter plaatse"),
            "{seen}"
        );
        let street = &world.streets[0].name;
        for secret in [
            "Merel",
            "Buur 1",
            "voelt aan deuren",
            street,
            &world.streets[1].name,
            &running,
            "@",
        ] {
            assert!(
                !seen.to_lowercase().contains(&secret.to_lowercase()),
                "{secret}: {seen}"
            );
        }
        // They are in nothing of the group: not counted, not woken, and no page of it is there.
        for rest in [
            "",
            "/liaisons",
            "/incidents",
            "/rules",
            "/budget",
            "/admin",
            &format!("/incidents/{running}"),
        ] {
            browser.get(&format!("/groups/{}{rest}", world.group)).await.expect(404);
        }
        let another = merel.alarm(&world.street(2)).await;
        world.settle().await;
        assert_eq!(
            world.mail.messages_to(OFFICE).len(),
            2,
            "the question and a code, no alarm: {another}"
        );
        // Everybody reads who looks in, and each look is in the log.
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(home.contains("Wijkagent Noord kijkt sinds kort mee"), "{home}");
        let page = merel.look(&merel.page("/liaisons")).await.expect(200).text;
        assert!(
            page.contains("Wijkagent Noord") && page.contains("Keek voor het laatst"),
            "{page}"
        );
        assert!(!page.contains(OFFICE) && !page.contains("liaison_until"), "{page}");
        browser.get(&at).await.expect(200);
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert_eq!(
            log.matches("Wijkagent Noord bekeek de afgesloten meldingen").count(),
            2,
            "{log}"
        );
        assert!(log.contains("Vink vroeg Wijkagent Noord om mee te kijken"), "{log}");
        // The end is at once, and for everybody.
        let end = vink.page(&format!("/liaisons/{id}/end"));
        merel.submit(&end, &[]).await.expect(403);
        vink.submit(&end, &[]).await.expect(303);
        let over = browser.get(&at).await.expect(410).text;
        assert!(
            over.contains("De groep stopte ermee") && !over.contains("Vink"),
            "{over}"
        );
        vink.submit(&end, &[]).await.expect(303);
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(home.contains("Wijkagent Noord kijkt niet meer mee"), "{home}");
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert_eq!(
            log.matches("Vink liet Wijkagent Noord niet meer meekijken").count(),
            1,
            "{log}"
        );
        world.pass(Span::ZERO).await;
        let last = world.mail.messages_to(OFFICE).pop().unwrap();
        assert_eq!(last.subject, "U kijkt niet meer mee met een buurtgroep");
        let never = vink.page(&format!("/liaisons/{id}/extend"));
        vink.submit(&never, &[("liaison_until", &in_days(world, 30))])
            .await
            .expect(409);
    })
    .await;
}

#[tokio::test]
async fn counts_are_counts_and_of_a_few_they_are_not_told() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let alarm = vink.alarm(&world.street(0)).await;
        vink.close(&alarm, "nothing_found").await.expect(200);
        world.settle().await;
        let id = ask(world, &vink, "counts", 90).await;
        world.pass(Span::ZERO).await;
        let browser = sign_in(world, OFFICE).await;
        let (page, api) = (format!("/liaisons/{id}"), format!("/api/v1/liaisons/{id}"));
        let look = async || -> Value { browser.get(&api).await.expect(200).json() };
        assert_eq!(look().await["state"], "asked");
        assert_eq!(look().await.get("insight"), None);
        browser
            .post(&format!("{page}/answer"), &[("answer", "yes")])
            .await
            .expect(303);
        let few = look().await["insight"].clone();
        assert_eq!(few["members"], 1);
        for hidden in ["alarms_month", "alarms_year", "reached", "incidents"] {
            assert_eq!(few.get(hidden), None, "{hidden}: {few}");
        }
        let text = browser.get(&page).await.expect(200).text;
        assert!(text.contains("zo weinig deelnemers"), "{text}");
        for number in 0..limits::COVERAGE_MEMBERS_MIN {
            world.member(&format!("Buur {number}"), Role::Member).await;
        }
        let enough = look().await["insight"].clone();
        assert_eq!(
            (&enough["alarms_month"], &enough["alarms_year"]),
            (&json!(1), &json!(1))
        );
        assert_eq!(enough.get("incidents"), None, "not granted: {enough}");
        let text = browser.get(&page).await.expect(200).text;
        assert!(!text.contains("Niets gevonden"), "{text}");
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(!log.contains("bekeek de afgesloten meldingen"), "{log}");
        // Nobody else has this page, and it is not the group's way in for another account.
        vink.look(&format!("{}{page}", world.base)).await.expect(404);
        vink.submit(&format!("{}{page}/answer", world.base), &[("answer", "yes")])
            .await
            .expect(404);
        vink.submit(&format!("{}{page}/stop", world.base), &[])
            .await
            .expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_country_says_what_a_kind_may_see_at_most() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let vink = world.member("Vink", Role::Admin).await;
            let deputy = world.member("Specht", Role::Deputy).await;
            let mut body = json!({
                "liaison_kind": "municipality", "office": "Gemeente", "email": OFFICE, "liaison_view": "incidents",
                "liaison_until": in_days(world, 30),
            });
            let url = vink.api("/liaisons");
            let post = async |person: &Person, body: &Value| {
                let request = person
                    .http
                    .post(&url)
                    .header("cookie", format!("saar={}", person.session));
                let request = request.header("sec-fetch-site", "same-origin").json(body);
                crate::world::read(request.send().await.unwrap()).await
            };
            let refused = post(&vink, &body).await.expect(422).text;
            assert!(
                refused.contains("liaison_view") && refused.contains("not_offered"),
                "{refused}"
            );
            body["liaison_view"] = json!("counts");
            post(&deputy, &body).await.expect(403);
            post(&vink, &body).await.expect(201);
            let twice = post(&vink, &body).await.expect(422).text;
            assert!(twice.contains("taken"), "{twice}");
            body["liaison_until"] = json!(in_days(world, limits::LIAISON_DAYS_MAX + 1));
            body["office"] = json!(" ");
            let both = post(&vink, &body).await.expect(422).text;
            assert!(both.contains("liaison_until") && both.contains("office"), "{both}");
            // A form keeps what was typed.
            let form = [("office", "Politiezone Verzonnen"), ("email", "geen adres")];
            let page = vink.submit(&vink.page("/liaisons"), &form).await.expect(422).text;
            assert!(
                page.contains("Politiezone Verzonnen") && page.contains("geen adres"),
                "{page}"
            );
            world.pass(Span::ZERO).await;
        },
    )
    .await;
}

#[tokio::test]
async fn the_last_day_ends_it_by_itself_after_a_reminder() {
    tell(async |world| {
        let (vink, ..) = busy_group(world).await;
        let id = ask(world, &vink, "incidents", 40).await;
        world.pass(Span::ZERO).await;
        let browser = sign_in(world, OFFICE).await;
        let at = format!("/liaisons/{id}");
        browser
            .post(&format!("{at}/answer"), &[("answer", "yes")])
            .await
            .expect(303);
        let reminders = || {
            let mails = world.mail.messages_to(&vink.email).into_iter();
            mails
                .filter(|mail| mail.subject == "Mag de contactpersoon blijven meekijken?")
                .count()
        };
        world.pass(Span::days(25)).await;
        assert_eq!(reminders(), 0);
        world.pass(Span::days(3)).await;
        world.pass(Span::hours(2)).await;
        assert_eq!(reminders(), 1, "once");
        let extend = vink.page(&format!("/liaisons/{id}/extend"));
        let wrong = vink
            .submit(&extend, &[("liaison_until", "ooit")])
            .await
            .expect(422)
            .text;
        assert!(wrong.contains(&format!("until-{id}-mistake")), "{wrong}");
        let until = in_days(world, 30);
        vink.submit(&extend, &[("liaison_until", &until)]).await.expect(303);
        world.pass(Span::days(20)).await;
        assert_eq!(reminders(), 2, "of the new last day");
        browser.get(&at).await.expect(200);
        // The moment itself ends it, before the clock has written it down.
        world.clock.push(Span::days(11));
        let over = browser.get(&at).await.expect(410).text;
        assert!(over.contains("De laatste dag was voorbij"), "{over}");
        world.pass(Span::ZERO).await;
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(
            log.contains("Wijkagent Noord kijkt niet meer mee: de tijd was voorbij"),
            "{log}"
        );
        browser.get(&at).await.expect(410);
        // Some days later nobody is left behind the grant, and a year later the grant is gone.
        world.pass(Span::days(8)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let account = saar_store::account::find_by_email(&mut tx, &world.app.sealer, OFFICE)
            .await
            .unwrap();
        assert!(account.is_none(), "they were nothing else here");
        drop(tx);
        world.pass(Span::days(366)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let rows = sql("SELECT COUNT(*) AS n FROM liaisons").one(&mut tx).await.unwrap();
        assert_eq!(rows.get::<i64>("n").unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn who_is_asked_may_say_no_or_nothing_and_who_looks_in_may_stop() {
    tell(async |world| {
        let (vink, merel, _) = busy_group(world).await;
        let first = ask(world, &vink, "counts", 90).await;
        world.pass(Span::ZERO).await;
        let browser = sign_in(world, OFFICE).await;
        browser
            .post(&format!("/liaisons/{first}/answer"), &[("answer", "no")])
            .await
            .expect(303);
        let mut tx = world.app.db.read().await.unwrap();
        let account = saar_store::account::find_by_email(&mut tx, &world.app.sealer, OFFICE)
            .await
            .unwrap();
        assert!(account.is_none(), "forgotten at once");
        drop(tx);
        // No answer is an answer after two weeks, and the address goes.
        world.clock.push(Span::minutes(1));
        let second = ask(world, &vink, "counts", 90).await;
        world.pass(Span::ZERO).await;
        sign_in(world, OFFICE).await;
        world.pass(limits::LIAISON_ASKED).await;
        let listed = merel.get(&merel.api("/liaisons")).await.expect(200).json();
        let endings: Vec<&Value> = listed.as_array().unwrap().iter().map(|row| &row["ending"]).collect();
        assert_eq!(endings, [&json!("unanswered"), &json!("refused")]);
        let mut tx = world.app.db.read().await.unwrap();
        let kept = sql("SELECT COUNT(*) AS n FROM liaisons WHERE email_index IS NOT NULL")
            .one(&mut tx)
            .await
            .unwrap();
        assert_eq!(kept.get::<i64>("n").unwrap(), 0, "{second}");
        let account = saar_store::account::find_by_email(&mut tx, &world.app.sealer, OFFICE)
            .await
            .unwrap();
        assert!(account.is_none(), "who only read the question is forgotten with it");
        drop(tx);
        // A neighbour may be a liaison elsewhere in life; who stops sees nothing more.
        let third = ask(world, &vink, "counts", 90).await;
        world.pass(Span::ZERO).await;
        let browser = sign_in(world, OFFICE).await;
        let at = format!("/liaisons/{third}");
        browser
            .post(&format!("{at}/answer"), &[("answer", "yes")])
            .await
            .expect(303);
        browser.post(&format!("{at}/stop"), &[]).await.expect(303);
        let over = browser.get(&at).await.expect(410).text;
        assert!(over.contains("De contactpersoon stopte zelf"), "{over}");
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        for line in ["wil niet meekijken", "de tijd was voorbij", "stopte zelf met meekijken"] {
            assert!(
                log.contains(&format!("Wijkagent Noord {line}")) || log.contains(line),
                "{line}: {log}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_question_is_written_as_who_asks_reads_and_not_at_all_once_it_is_taken_back() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let english = [("language", "en")];
        vink.submit(&format!("{}/settings/language", world.base), &english)
            .await
            .expect(303);
        ask(world, &vink, "counts", 90).await;
        world.pass(Span::seconds(30)).await;
        let told = world.mail.wait_for(OFFICE, 1).await;
        assert!(told[0].raw.contains("Content-Language: en"), "{}", told[0].raw);
        let open = vink.get(&vink.api("/liaisons")).await.expect(200).json();
        let end = format!("/liaisons/{}/end", open[0]["id"].as_str().unwrap());
        vink.submit(&vink.page(&end), &[]).await.expect(303);

        // Asked, and taken back before the letter left.
        let asked = ask(world, &vink, "counts", 90).await;
        let end = vink.page(&format!("/liaisons/{asked}/end"));
        vink.submit(&end, &[]).await.expect(303);
        world.pass(Span::minutes(2)).await;
        assert_eq!(world.mail.messages_to(OFFICE).len(), 1);
    })
    .await;
}
