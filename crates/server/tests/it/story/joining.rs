//! Asking to join: who asks, who answers, the waiting list, and what is forgotten.

use crate::page::{Browser, with};
use crate::world::{Answer, Person, World, tell, tell_in, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::id::GroupId;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::db::sql;
use serde_json::{Value, json};

/// What somebody fills in, from Beukenpad.
pub fn form<'a>(street: &'a str, alias: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("alias", alias),
        ("home_street", street),
        ("about", "Groene deur, sinds de zomer"),
        ("email", email),
        ("adult", "yes"),
        ("rules", "yes"),
        ("rules_version", "2"),
    ]
}

fn address(alias: &str) -> String {
    format!("{}@example.org", alias.to_lowercase())
}

/// The latest mail to an address, when there are so many.
pub async fn mail(world: &World, email: &str, count: usize) -> String {
    crate::world::until("a mail", async || world.mail.messages_to(email).len() >= count).await;
    world.mail.messages_to(email)[count - 1].text.clone()
}

pub fn code_in(text: &str) -> String {
    let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
    text.lines().map(str::trim).find(is_code).expect("a code").to_owned()
}

/// Asks by the page, signed out, and confirms by the code: the browser, and where it was led.
pub async fn ask(world: &World, group: GroupId, alias: &str) -> (Browser, Answer) {
    ask_from(world, group, alias, &address(alias)).await
}

pub async fn ask_from(world: &World, group: GroupId, alias: &str, email: &str) -> (Browser, Answer) {
    let browser = Browser::fresh(world);
    let path = format!("/welcome/{group}");
    let asked = browser
        .post(&path, &form(&world.street(0), alias, email))
        .await
        .expect(303);
    assert_eq!(asked.location(), "/sign-in/code");
    let code = code_in(&mail(world, email, 1).await);
    let answer = browser.post("/sign-in/code", &[("code", &code)]).await;
    (browser, answer)
}

pub async fn queue(admin: &Person) -> Vec<Value> {
    let answer = admin.look(&admin.api("/requests")).await.expect(200);
    answer.json().as_array().unwrap().clone()
}

/// Signed in as a person, by the API.
pub async fn call(person: &Person, method: &str, url: &str, body: Value) -> Answer {
    let request = person
        .http
        .request(method.parse().unwrap(), url)
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin");
    crate::world::read(request.json(&body).send().await.unwrap()).await
}

pub async fn yes(admin: &Person, request: &Value) -> Answer {
    let url = admin.api(&format!("/requests/{}/let-in", request["id"].as_str().unwrap()));
    call(admin, "POST", &url, json!({"knows": true})).await
}

pub async fn set_capacity(world: &World, capacity: u32) {
    let mut tx = world.app.db.write().await.unwrap();
    sql("UPDATE groups SET capacity = $2 WHERE id = $1")
        .bind(world.group)
        .bind(capacity)
        .run(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn count(world: &World, text: &'static str) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    sql(text).one(&mut tx).await.unwrap().get("n").unwrap()
}

#[tokio::test]
async fn a_stranger_asks_an_admin_lets_them_in_and_both_hear_of_it() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let path = format!("/welcome/{}", world.group);
        let page = Browser::fresh(world).get(&path).await.expect(200).text;
        for words in [
            "Verzonnen Dorp",
            "Beukenpad",
            "Minder dan 10 buren",
            "Bel altijd eerst 112",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("Vink"), "nothing says who is in");

        let (merel, done) = ask(world, world.group, "Merel").await;
        assert_eq!(done.location(), format!("{path}?done=request-sent"));
        let status = merel.follow(&done).await.expect(200).text;
        assert!(status.contains("De beheerder leest uw aanvraag nog") && status.contains("Groene deur"));
        assert!(
            merel
                .get("/groups")
                .await
                .expect(200)
                .text
                .contains("Wacht op antwoord")
        );
        merel.get(&format!("/groups/{}", world.group)).await.expect(404);

        // Those who run the group see the alias, the street and the line, and no address.
        let desk = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert!(desk.contains("1 buur wacht op antwoord"));
        let list = vink.look(&vink.page("/admin/requests")).await.expect(200).text;
        assert!(list.contains("Merel") && list.contains("Beukenpad") && list.contains("Groene deur"));
        let request = queue(&vink).await[0].clone();
        let one = format!("/admin/requests/{}", request["id"].as_str().unwrap());
        let answer_page = vink.look(&vink.page(&one)).await.expect(200).text;
        assert!(
            answer_page.contains("Dag Merel, welkom bij Verzonnen Dorp."),
            "ready-made"
        );
        for text in [&list, &answer_page, &desk] {
            assert!(!text.contains("merel@example.org"));
        }

        // The group wants to know that they live here.
        let unknown = vink
            .submit(&vink.page(&format!("{one}/let-in")), &[("answer", "Welkom!")])
            .await;
        let unknown = unknown.expect(422).text;
        assert!(
            unknown.contains("Zet een vinkje als u weet") && unknown.contains("Welkom!"),
            "kept"
        );
        let fields = [("answer", "Dag Merel, tot ziens bij de lindes."), ("knows", "yes")];
        let done = vink
            .submit(&vink.page(&format!("{one}/let-in")), &fields)
            .await
            .expect(303);
        assert!(done.location().ends_with("/admin/requests?done=request-let-in"));
        world.pass(Span::seconds(15)).await;
        let letter = mail(world, "merel@example.org", 2).await;
        assert!(letter.contains("tot ziens bij de lindes") && letter.contains("Uw buren zien u als Merel"));
        merel.get(&format!("/groups/{}", world.group)).await.expect(200);
        let kept = count(
            world,
            "SELECT COUNT(*) AS n FROM members WHERE residence_check = 'admin' AND residence_checked_at IS NOT NULL",
        );
        assert_eq!(kept.await, 1);
        // Once is once: nobody is told twice, and there is nothing left to answer.
        world.pass(Span::minutes(5)).await;
        assert_eq!(world.mail.messages_to("merel@example.org").len(), 2);
        let again = vink
            .submit(&vink.page(&format!("{one}/let-in")), &fields)
            .await
            .expect(303);
        assert!(again.location().ends_with("done=request-answered"));
        assert_eq!(
            yes(&vink, &request).await.expect(409).json()["type"],
            "/problems/request-over"
        );
    })
    .await;
}

#[tokio::test]
async fn a_no_has_words_in_the_askers_language_and_is_forgotten_within_a_week() {
    for (country, tip) in [("NL", "woont of werkt"), ("BE", "woont of werkt")] {
        tell_in(
            country,
            |_| (),
            async |world| {
                let vink = world.member("Vink", Role::Deputy).await;
                let (browser, path) = (
                    Browser::fresh(world).in_language("en"),
                    format!("/welcome/{}", world.group),
                );
                let fields = form("other", "Kauw", "kauw@example.org");
                browser.post(&path, &fields).await.expect(303);
                let code = code_in(&mail(world, "kauw@example.org", 1).await);
                browser.post("/sign-in/code", &[("code", &code)]).await.expect(303);
                let request = queue(&vink).await[0].clone();
                assert!(request.get("home_street").is_none(), "another street");
                let one = format!("/admin/requests/{}", request["id"].as_str().unwrap());
                let page = vink
                    .look(&vink.page(&format!("{one}?words=unknown")))
                    .await
                    .expect(200)
                    .text;
                assert!(
                    page.contains("We are not sure yet whether you live or work here"),
                    "for an English reader"
                );
                assert!(page.contains(tip), "the rest is for the admin");
                let empty = vink
                    .submit(&vink.page(&format!("{one}/refuse")), &[("answer", " ")])
                    .await
                    .expect(422);
                assert!(empty.text.contains("Schrijf een antwoord"));
                let long = "a".repeat(limits::REQUEST_ANSWER_CHARS_MAX + 1);
                vink.submit(&vink.page(&format!("{one}/refuse")), &[("answer", &long)])
                    .await
                    .expect(422);
                let words = [("answer", "Hello Kauw, our streets only. <b>Sorry</b>")];
                vink.submit(&vink.page(&format!("{one}/refuse")), &words)
                    .await
                    .expect(303);
                world.pass(Span::seconds(15)).await;
                let letter = mail(world, "kauw@example.org", 2).await;
                assert!(letter.contains("our streets only") && letter.contains("The admin writes"));
                let status = browser.get(&path).await.expect(200).text;
                assert!(status.contains("our streets only") && status.contains("&lt;b&gt;"));
                assert_eq!(queue(&vink).await, Vec::<Value>::new());
                // While the answer stands, the same is not asked again; a week later nothing is left of it.
                browser.post(&path, &fields).await.expect(303);
                assert_eq!(queue(&vink).await, Vec::<Value>::new());
                world.pass(Span::days(7)).await;
                assert_eq!(count(world, "SELECT COUNT(*) AS n FROM join_requests").await, 0);
                assert_eq!(
                    count(world, "SELECT COUNT(*) AS n FROM accounts WHERE language <> ''").await,
                    1,
                    "Vink's"
                );
                let gone = browser.get(&path).await.expect(200).text;
                assert!(gone.contains("name=\"email\""), "signed out, and may ask again");
            },
        )
        .await;
    }
}

#[tokio::test]
async fn nobody_learns_by_asking_who_is_in() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let path = format!("/welcome/{}", world.group);
        // A member's address, a member's alias, and neither: the same answer.
        let mut answers = Vec::new();
        for (alias, email) in [
            ("Vink", "vreemd@example.org"),
            ("Ekster", vink.email.as_str()),
            ("Ekster", "nieuw@example.org"),
        ] {
            let browser = Browser::fresh(world);
            let answer = browser.post(&path, &form(&world.street(0), alias, email)).await;
            answers.push((
                answer.status,
                answer.location().to_owned(),
                answer.text.clone(),
                browser.has("saar-code"),
            ));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(answers[0].0, 303);
        // Only the mailbox tells its owner that they are in already. Two mails may overtake one another: the first is waited for.
        mail(world, &vink.email, 1).await;
        let browser = Browser::fresh(world);
        let street = world.street(0);
        let again = form(&street, "Ekster", &vink.email);
        browser.post(&path, &again).await.expect(303);
        let code = code_in(&mail(world, &vink.email, 2).await);
        let inside = browser.post("/sign-in/code", &[("code", &code)]).await.expect(303);
        assert_eq!(inside.location(), format!("/groups/{}", world.group));
        assert_eq!(queue(&vink).await, Vec::<Value>::new());
        // An alias that is taken is settled when somebody comes in.
        let (specht, _) = ask_from(world, world.group, "Vink", "specht@example.org").await;
        yes(&vink, &queue(&vink).await[0]).await.expect(200);
        specht.get(&format!("/groups/{}", world.group)).await.expect(200);
        let members = vink.look(&vink.api("/members")).await.expect(200).text;
        assert!(members.contains("\"Vink 2\""), "{members}");
    })
    .await;
}

#[tokio::test]
async fn each_mistake_is_said_and_nothing_typed_is_lost() {
    tell(async |world| {
        world.member("Vink", Role::Admin).await;
        let (path, long) = (
            format!("/welcome/{}", world.group),
            "a".repeat(limits::REQUEST_ABOUT_CHARS_MAX + 1),
        );
        let street = world.street(0);
        let good = form(&street, "Merel", "merel@example.org");
        let elsewhere = world.another_group().await;
        let theirs = {
            let mut tx = world.app.db.read().await.unwrap();
            saar_store::group::streets(&mut tx, elsewhere).await.unwrap()[0]
                .id
                .to_string()
        };
        let cases = [
            ("alias", "", "Kies een naam."),
            ("home_street", "", "Kies uw straat"),
            ("home_street", theirs.as_str(), "Kies uw straat"),
            ("about", long.as_str(), "De tekst is te lang: 200"),
            ("email", "merel", "Dit e-mailadres klopt niet"),
            ("adult", "", "oud genoeg"),
            ("rules", "", "vinkje bij de spelregels"),
            ("rules_version", "7", "vinkje bij de spelregels"),
        ];
        for (field, typed, words) in cases {
            let browser = Browser::fresh(world);
            let answer = browser
                .post(&path, &with(&good, &[(field, typed)]))
                .await
                .expect(422)
                .text;
            assert!(answer.contains(words), "{field}: {answer}");
            assert!(answer.contains("Groene deur") || field == "about", "kept");
            assert!(answer.contains("value=\"Merel\"") || field == "alias", "kept");
            assert!(!browser.has("saar-code"));
        }
        // 200 characters are enough of a line, and 200 are taken.
        let just = "a".repeat(limits::REQUEST_ABOUT_CHARS_MAX);
        Browser::fresh(world)
            .post(&path, &with(&good, &[("about", &just)]))
            .await
            .expect(303);
        Browser::fresh(world).get("/welcome/nowhere").await.expect(404);
        let nowhere = GroupId::new(world.app.now(), world.app.entropy.as_ref());
        Browser::fresh(world)
            .get(&format!("/welcome/{nowhere}"))
            .await
            .expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_request_is_one_a_person_can_be_taken_back_and_leaves_nothing() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let path = format!("/welcome/{}", world.group);
        let (merel, _) = ask(world, world.group, "Merel").await;
        // Again, signed in: it stays one, as it was.
        let street = world.street(1);
        let again = form(&street, "Merel Twee", "");
        assert_eq!(merel.post(&path, &again).await.expect(303).location(), path);
        let queued = queue(&vink).await;
        assert_eq!((queued.len(), &queued[0]["alias"]), (1, &json!("Merel")));
        let done = merel.post(&format!("{path}/withdraw"), &[]).await.expect(303);
        assert!(done.location().ends_with("done=request-withdrawn"));
        assert!(
            merel
                .follow(&done)
                .await
                .expect(200)
                .text
                .contains("ingetrokken en weg")
        );
        assert_eq!(queue(&vink).await, Vec::<Value>::new());
        // In no group, so nothing is left: no address, no session, no mailbox.
        assert_eq!(
            count(world, "SELECT COUNT(*) AS n FROM accounts WHERE language <> ''").await,
            1
        );
        assert_eq!(count(world, "SELECT COUNT(*) AS n FROM endpoints").await, 1);
        assert_eq!(merel.get("/settings").await.status, 303, "signed out");

        // A member of another group who withdraws stays a member there.
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Member).await;
        let body = json!({"alias": "Kauw", "home_street": world.street(2), "adult": true, "rules_version": 2});
        let url = format!("{}/api/v1/welcome/{}/requests", world.base, world.group);
        call(&kauw, "POST", &url, body.clone()).await.expect(201);
        call(&kauw, "POST", &url, body).await.expect(200);
        let mine = kauw
            .look(&format!("{}/api/v1/me/requests", world.base))
            .await
            .expect(200)
            .json();
        assert_eq!(
            (&mine[0]["state"], &mine[0]["home_street"]),
            (&json!("waiting"), &json!("Lindelaan"))
        );
        let one = format!("{}/api/v1/me/requests/{}", world.base, mine[0]["id"].as_str().unwrap());
        assert_eq!(
            call(&vink, "DELETE", &one, json!({})).await.status,
            404,
            "not theirs to take back"
        );
        call(&kauw, "DELETE", &one, json!({})).await.expect(204);
        kauw.look(&kauw.page("")).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_full_group_has_a_waiting_list_and_a_free_place_goes_to_the_first_by_itself() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        set_capacity(world, 2).await;
        let page = Browser::fresh(world)
            .get(&format!("/welcome/{}", world.group))
            .await
            .expect(200);
        assert!(page.text.contains("wachtlijst"));
        let (first, _) = ask(world, world.group, "Merel").await;
        world.clock.push(Span::seconds(1));
        let (second, _) = ask(world, world.group, "Kauw").await;
        // Yes to the second first: the order is the one in which they came.
        let asked = queue(&vink).await;
        for request in [&asked[1], &asked[0]] {
            assert_eq!(yes(&vink, request).await.expect(200).json()["state"], "approved");
        }
        world.pass(Span::seconds(15)).await;
        assert!(mail(world, "merel@example.org", 2).await.contains("wachtlijst"));
        let home = format!("/groups/{}", world.group);
        first.get(&home).await.expect(404);
        assert!(
            first
                .get(&format!("/welcome/{}", world.group))
                .await
                .text
                .contains("U staat op de wachtlijst")
        );
        let list = vink.look(&vink.page("/admin/requests")).await.expect(200).text;
        assert!(list.contains("Wachtlijst"));

        eik.leave().await.expect(204);
        world.pass(Span::seconds(15)).await;
        first.get(&home).await.expect(200);
        second.get(&home).await.expect(404);
        assert!(mail(world, "merel@example.org", 3).await.contains("U doet nu mee"));
        // A place by a larger group; and nobody who is told yes now comes before who waits.
        let (third, _) = ask(world, world.group, "Specht").await;
        set_capacity(world, 3).await;
        let specht = queue(&vink)
            .await
            .into_iter()
            .find(|request| request["alias"] == "Specht")
            .unwrap();
        assert_eq!(yes(&vink, &specht).await.expect(200).json()["state"], "approved");
        second.get(&home).await.expect(200);
        third.get(&home).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_answers_ends_and_who_asked_is_told() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        ask(world, world.group, "Merel").await;
        set_capacity(world, 1).await;
        world.clock.push(Span::days(1));
        ask(world, world.group, "Kauw").await;
        yes(&vink, &queue(&vink).await[1]).await.expect(200);
        world.pass(Span::days(29).minus(Span::seconds(1))).await;
        assert_eq!(queue(&vink).await.len(), 2);
        world.pass(Span::seconds(1)).await;
        let left = queue(&vink).await;
        assert_eq!((left.len(), &left[0]["alias"]), (1, &json!("Kauw")), "who waits for a place stays");
        assert!(mail(world, "merel@example.org", 2).await.contains("Niemand antwoordde op tijd"));
        assert_eq!(
            count(world, "SELECT COUNT(*) AS n FROM join_requests WHERE state = 'expired' AND alias = '' AND about_sealed IS NULL").await,
            1,
            "what they said is gone already"
        );
        world.pass(Span::days(7)).await;
        assert_eq!(count(world, "SELECT COUNT(*) AS n FROM join_requests").await, 1);
        world.pass(Span::days(365)).await;
        assert_eq!(count(world, "SELECT COUNT(*) AS n FROM join_requests").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_group_may_take_no_requests_and_says_which_checks_count() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Deputy).await;
        let (waiting, _) = ask(world, world.group, "Merel").await;
        let settings = uil.submit(&uil.page("/admin/joining"), &[]).await;
        assert_eq!(settings.status, 403, "a deputy takes over the work, not the group");
        vink.submit(&vink.page("/admin/joining"), &[("residence_checks", "passport")])
            .await
            .expect(422);
        let letter_only = [("residence_checks", "letter")];
        vink.submit(&vink.page("/admin/joining"), &letter_only)
            .await
            .expect(303);
        let path = format!("/welcome/{}", world.group);
        let closed = Browser::fresh(world).get(&path).await.expect(200).text;
        assert!(closed.contains("neemt nu geen aanvragen aan") && !closed.contains("name=\"email\""));
        let refused = form("other", "Kauw", "kauw@example.org");
        Browser::fresh(world).post(&path, &refused).await.expect(422);
        // Who asked before is still answered; an admin's word does not count here.
        assert!(waiting.get(&path).await.text.contains("leest uw aanvraag nog"));
        let request = queue(&vink).await[0].clone();
        let fault = yes(&vink, &request).await.expect(422).json();
        assert_eq!(fault["errors"][0]["field"], "residence");
        let none = json!({"takes_requests": true, "residence_checks": []});
        call(&vink, "PUT", &vink.api("/joining"), none).await.expect(204);
        let stands = uil.look(&uil.api("/joining")).await.expect(200).json();
        assert_eq!(stands["residence_checks"], json!([]));
        let url = uil.api(&format!("/requests/{}/let-in", request["id"].as_str().unwrap()));
        call(&uil, "POST", &url, json!({})).await.expect(200);
        waiting.get(&format!("/groups/{}", world.group)).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_cannot_be_sent_is_sent_later() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        ask(world, world.group, "Merel").await;
        yes(&vink, &queue(&vink).await[0]).await.expect(200);
        world.mail.reject_next(451, "later");
        world.pass(Span::seconds(15)).await;
        assert_eq!(world.mail.messages_to("merel@example.org").len(), 1, "the code alone");
        world.pass(limits::REQUEST_TELL_AGAIN).await;
        assert_eq!(world.mail.messages_to("merel@example.org").len(), 2);
    })
    .await;
}

/// Two admins say yes at once, on two servers, and there is one place: one comes in, the other waits (EDGES 13).
#[tokio::test]
async fn the_last_place_is_given_once_however_many_say_yes() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Deputy).await;
        let (_second, base) = world.second_server().await;
        let there = uil.at(&base);
        for round in 0_u32..5 {
            set_capacity(world, 3 + round).await;
            for name in ["Merel", "Kauw"] {
                ask(world, world.group, &format!("{name}{round}")).await;
            }
            let asked: Vec<Value> = queue(&vink)
                .await
                .into_iter()
                .filter(|one| one["state"] == "waiting")
                .collect();
            let answers = <[Answer; 2]>::from(tokio::join!(yes(&vink, &asked[0]), yes(&there, &asked[1])));
            let came = queue(&vink).await.len();
            let let_in = answers
                .iter()
                .filter(|answer| answer.json()["state"] == "let_in")
                .count();
            // One place a round. Who waits since an earlier round comes before both.
            assert_eq!(
                (let_in, came),
                if round == 0 {
                    (1, 1)
                } else {
                    (0, 1 + usize::try_from(round).unwrap())
                },
                "{round}"
            );
            let mut tx = world.app.db.read().await.unwrap();
            let members = saar_store::member::count_active(&mut tx, world.group).await.unwrap();
            assert_eq!(members, 3 + round);
        }
    })
    .await;
}

/// One request answered by two at once: yes and no are not both true.
#[tokio::test]
async fn one_request_has_one_answer() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Deputy).await;
        let (_second, base) = world.second_server().await;
        let there = uil.at(&base);
        for round in 0..5 {
            ask(world, world.group, &format!("Merel{round}")).await;
            let asked = queue(&vink).await[0].clone();
            let no = there.api(&format!("/requests/{}/refuse", asked["id"].as_str().unwrap()));
            let (one, other) = tokio::join!(
                yes(&vink, &asked),
                call(&there, "POST", &no, json!({"answer": "Nu niet."}))
            );
            let mut statuses = [one.status, other.status];
            statuses.sort_unstable();
            assert!(statuses == [200, 409] || statuses == [204, 409], "{statuses:?}");
        }
    })
    .await;
}
