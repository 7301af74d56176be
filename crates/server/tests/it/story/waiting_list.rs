//! Who was told yes and waits for a place, and what may cross that: somebody who goes, comes in by another way, or is not counted any more.

use super::joining::{ask, ask_from, call, code_in, form, mail, queue, set_capacity, yes};
use super::log::{deeds, log};
use crate::page::{Browser, with};
use crate::world::{Person, World, tell, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_server::usecase::invite;
use saar_server::usecase::request::{self, Mine, RequestError, answer};
use saar_store::db::sql;
use serde_json::{Value, json};

async fn run(world: &World, text: &'static str) {
    let mut tx = world.app.db.write().await.unwrap();
    sql(text).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn members(world: &World) -> u32 {
    let mut tx = world.app.db.read().await.unwrap();
    saar_store::member::count_active(&mut tx, world.group).await.unwrap()
}

fn of_request(admin: &Person, asked: &Value, what: &str) -> String {
    admin.api(&format!("/requests/{}/{what}", asked["id"].as_str().unwrap()))
}

#[tokio::test]
async fn what_goes_wrong_in_one_group_keeps_nobody_waiting_in_another() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let elsewhere = world.another_group().await;
        let uil = world.member_of(elsewhere, "Uil", Role::Admin).await;
        run(world, "UPDATE groups SET capacity = 1").await;
        for (group, alias, email) in [
            (world.group, "Merel", "merel@example.org"),
            (elsewhere, "Kauw", "kauw@example.org"),
        ] {
            let browser = Browser::fresh(world);
            let path = format!("/welcome/{group}");
            browser.post(&path, &form("other", alias, email)).await.expect(303);
            let code = code_in(&mail(world, email, 1).await);
            browser.post("/sign-in/code", &[("code", &code)]).await.expect(303);
        }
        yes(&vink, &queue(&vink).await[0]).await.expect(200);
        let said = json!({"knows": true, "answer": "De groep is nu vol. U hoort van ons."});
        let url = of_request(&uil, &queue(&uil).await[0], "let-in");
        call(&uil, "POST", &url, said).await.expect(200);
        world.pass(Span::seconds(15)).await;
        assert!(mail(world, "kauw@example.org", 2).await.contains("nu vol"));
        // A row that cannot be, in the group that is looked at first.
        run(world, "UPDATE join_requests SET alias = '' WHERE alias = 'Merel'").await;
        run(world, "UPDATE groups SET capacity = 9").await;
        world.pass(Span::seconds(15)).await;
        assert_eq!(queue(&uil).await, Vec::<Value>::new());
        assert_eq!(queue(&vink).await.len(), 1);
        let letter = mail(world, "kauw@example.org", 3).await;
        assert!(letter.contains("U doet nu mee"), "{letter}");
        assert!(
            !letter.contains("nu vol"),
            "what was written when there was no place is not true any more: {letter}"
        );
    })
    .await;
}

#[tokio::test]
async fn who_came_in_by_another_way_has_nothing_left_to_be_answered() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        set_capacity(world, 1).await;
        for name in ["Merel", "Kauw", "Specht"] {
            ask(world, world.group, name).await;
        }
        for asked in queue(&vink).await.iter().filter(|asked| asked["alias"] != "Specht") {
            yes(&vink, asked).await.expect(200);
        }
        // As when a removal is taken back while they ask again: their place is there, and so is the request.
        world.member("Merel", Role::Member).await;
        world.member("Specht", Role::Member).await;
        set_capacity(world, 9).await;
        world.pass(Span::seconds(15)).await;
        assert_eq!(members(world).await, 4, "Kauw came in, and nobody twice");
        let left = queue(&vink).await;
        assert_eq!((left.len(), &left[0]["alias"]), (1, &json!("Specht")));
        let answer = yes(&vink, &left[0]).await.expect(200).json();
        assert_eq!(answer["state"], "let_in");
        assert_eq!(queue(&vink).await, Vec::<Value>::new());
        assert_eq!(members(world).await, 4);
    })
    .await;
}

#[tokio::test]
async fn an_invite_does_not_overtake_who_waits_for_a_place() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        set_capacity(world, 1).await;
        let (merel, _) = ask(world, world.group, "Merel").await;
        yes(&vink, &queue(&vink).await[0]).await.expect(200);
        let limits = invite::Limits {
            uses_max: Some(9),
            days: Some(7),
        };
        let made = invite::create(&world.app, vink.account, world.group, limits)
            .await
            .unwrap();
        let path = format!("/join/{}", invite::word(&world.app.sealer, made.id));
        // A place comes free, and before the clock looks, somebody else comes by a link: there are two places now, then none.
        set_capacity(world, 2).await;
        let join = async |alias: &str, email: &str, nth: usize| {
            let browser = Browser::fresh(world);
            let form = [
                ("alias", alias),
                ("email", email),
                ("adult", "yes"),
                ("rules", "yes"),
                ("rules_version", "2"),
            ];
            browser.post(&path, &form).await.expect(303);
            let code = code_in(&mail(world, email, nth).await);
            browser.post("/sign-in/code", &[("code", &code)]).await
        };
        let refused = join("Kauw", "kauw@example.org", 1).await.expect(410);
        assert!(refused.text.contains("Deze groep is vol"));
        // Who waits, and has a link too, comes in once.
        let done = join("Merel", "merel@example.org", 2).await.expect(303);
        assert!(done.location().starts_with(&format!("/groups/{}", world.group)));
        world.pass(Span::seconds(15)).await;
        merel.get(&format!("/groups/{}", world.group)).await.expect(200);
        assert_eq!(members(world).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_check_that_counts_no_more_is_made_up_for() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let row =
            json!({"letter_street": world.street(0), "first_number": 2, "last_number": 8, "side": "even", "days": 30});
        let made = call(&vink, "POST", &vink.api("/letters"), row).await.expect(201).json();
        let letter = made["letters"][0]["letter_code"].as_str().unwrap().to_owned();
        let (merel, _) = ask(world, world.group, "Merel").await;
        let shown = merel.get(&format!("/welcome/{}", world.group)).await.text;
        let link = shown
            .split("id=\"vouch-url\">")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        eik.submit(&crate::page::plain(link), &[]).await.expect(303);
        let admins_alone = json!({"takes_requests": true, "residence_checks": ["admin"]});
        call(&vink, "PUT", &vink.api("/joining"), admins_alone)
            .await
            .expect(204);
        // The code of a letter that was kept does not count any more, and stands in nobody's way.
        let code = [("letter_code", letter.as_str())];
        let path = format!("/welcome/{}/letter-code", world.group);
        let off = merel.post(&path, &code).await.expect(422).text;
        assert!(off.contains("telt bij deze groep niet meer"), "{off}");
        let asked = queue(&vink).await[0].clone();
        assert_eq!(asked["residence"], "vouch");
        let one = vink.page(&format!("/admin/requests/{}", asked["id"].as_str().unwrap()));
        assert!(vink.look(&one).await.expect(200).text.contains("name=\"knows\""));
        vink.submit(&format!("{one}/let-in"), &[("answer", "")])
            .await
            .expect(422);
        yes(&vink, &asked).await.expect(200);
        merel.get(&format!("/groups/{}", world.group)).await.expect(200);

        // And the other way: a neighbour's word counts after a check that does not.
        let (kauw, _) = ask(world, world.group, "Kauw").await;
        run(
            world,
            "UPDATE join_requests SET residence_check = 'letter', residence_checked_at = 1 WHERE alias = 'Kauw'",
        )
        .await;
        let vouch = json!({"takes_requests": true, "residence_checks": ["vouch"]});
        call(&vink, "PUT", &vink.api("/joining"), vouch).await.expect(204);
        let shown = kauw.get(&format!("/welcome/{}", world.group)).await.text;
        let link = shown.split("id=\"vouch-url\">").nth(1).expect("still missing");
        eik.submit(&crate::page::plain(link.split('<').next().unwrap()), &[])
            .await
            .expect(303);
        let asked = queue(&vink).await[0].clone();
        assert_eq!(asked["residence"], "vouch");
        call(&vink, "POST", &of_request(&vink, &asked, "let-in"), json!({}))
            .await
            .expect(200);
    })
    .await;
}

#[tokio::test]
async fn an_exception_to_the_age_is_logged_with_the_person() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        set_capacity(world, 1).await;
        let browser = Browser::fresh(world);
        let street = world.street(0);
        let young = with(&form(&street, "Merel", "merel@example.org"), &[("adult", "younger")]);
        browser
            .post(&format!("/welcome/{}", world.group), &young)
            .await
            .expect(303);
        let code = code_in(&mail(world, "merel@example.org", 1).await);
        browser.post("/sign-in/code", &[("code", &code)]).await.expect(303);
        let said = json!({"knows": true, "age_reason": "Ze is bijna achttien."});
        let url = of_request(&vink, &queue(&vink).await[0], "let-in");
        call(&vink, "POST", &url, said).await.expect(200);
        assert_eq!(deeds(&log(&vink).await), ["request_approved"]);
        set_capacity(world, 2).await;
        world.pass(Span::seconds(15)).await;
        let lines = log(&vink).await;
        assert_eq!(deeds(&lines), ["age_excepted", "request_approved"]);
        let line = &lines[0];
        assert_eq!(
            (&line["by"], &line["about"], &line["reason"]),
            (&json!("Vink"), &json!("Merel"), &json!("Ze is bijna achttien."))
        );
    })
    .await;
}

/// A yes and a withdrawal at once (EDGES 13): one of them holds, and nobody is in who has gone.
#[tokio::test]
async fn who_takes_a_request_back_while_it_is_answered_is_in_or_gone() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (second, _) = world.second_server().await;
        for round in 0..24 {
            let name = format!("Merel{round}");
            let email = format!("merel{round}@example.org");
            ask_from(world, world.group, &name, &email).await;
            let mut tx = world.app.db.read().await.unwrap();
            let account = saar_store::account::find_by_email(&mut tx, &world.app.sealer, &email)
                .await
                .unwrap()
                .unwrap()
                .id;
            drop(tx);
            let shown = request::welcome(&world.app, Some(account), world.group).await.unwrap();
            let Mine::Asked(asked) = shown.mine else {
                panic!("asked")
            };
            let before = members(world).await;
            let said = answer::Answer {
                knows: true,
                ..answer::Answer::default()
            };
            let (came, went) = tokio::join!(
                answer::let_in(&world.app, vink.account, world.group, asked.id, &said),
                async {
                    // At another moment of the answer each time.
                    for _ in 0..round {
                        tokio::task::yield_now().await;
                    }
                    request::withdraw(&second, account, asked.id).await
                }
            );
            let inside = members(world).await - before;
            match (&came, &went) {
                (Ok(_), Err(_)) => assert_eq!(inside, 1, "{came:?} {went:?}"),
                (Err(RequestError::NotOpen | RequestError::Denied(_)), Ok(())) => {
                    assert_eq!(inside, 0, "{came:?} {went:?}");
                }
                both => panic!("{both:?}"),
            }
        }
    })
    .await;
}

/// The same where the one who waited is gone between the look and the answer: the answer says so.
#[tokio::test]
async fn a_yes_to_nobody_is_none() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        ask(world, world.group, "Merel").await;
        let asked = queue(&vink).await[0].clone();
        let id = asked["id"].as_str().unwrap().parse().unwrap();
        let none = json!({"takes_requests": true, "residence_checks": []});
        call(&vink, "PUT", &vink.api("/joining"), none).await.expect(204);
        // Held: the answer has read the request as open, and waits to write.
        let mut gone = world.app.db.write().await.unwrap();
        sql("DELETE FROM join_requests").run(&mut gone).await.unwrap();
        let app = std::sync::Arc::clone(&world.app);
        let (account, group) = (vink.account, world.group);
        let answering = tokio::spawn(async move {
            answer::let_in(&app, account, group, id, &answer::Answer::default()).await
        });
        crate::world::until("the answer waits", async || {
            let mut tx = world.app.db.read().await.unwrap();
            let waits = sql("SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
            waits.one(&mut tx).await.unwrap().get::<i64>("n").unwrap() > 0
        })
        .await;
        gone.commit().await.unwrap();
        let came = answering.await.unwrap();
        assert!(matches!(came, Err(RequestError::NotOpen)), "{came:?}");
        assert_eq!(members(world).await, 1, "Vink alone");
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_what_counts_the_second_is_told() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (merel, _) = ask(world, world.group, "Merel").await;
        let read = vink.look(&vink.api("/joining")).await.expect(200).json();
        let version = read["version"].as_u64().unwrap();
        let new = |checks: &[&str]| json!({"version": version, "takes_requests": true, "residence_checks": checks});
        call(&vink, "PUT", &vink.api("/joining"), new(&["vouch"]))
            .await
            .expect(204);
        let second = call(&vink, "PUT", &vink.api("/joining"), new(&["letter"]))
            .await
            .expect(409);
        assert_eq!(second.json()["type"], "/problems/changed-meanwhile");
        let old = version.to_string();
        let fields = [
            ("version", old.as_str()),
            ("takes_requests", "yes"),
            ("residence_checks", "letter"),
        ];
        let page = vink
            .submit(&vink.page("/admin/joining"), &fields)
            .await
            .expect(422)
            .text;
        assert!(
            page.contains("value=\"letter\" checked"),
            "what was chosen is kept: {page}"
        );
        let stands = vink.look(&vink.api("/joining")).await.expect(200).json();
        assert_eq!(stands["residence_checks"], json!(["vouch"]));

        // By a program one asks a neighbour too, and who runs the group reads who it was.
        let mine = merel.get("/api/v1/me/requests").await.expect(200).json();
        assert_eq!(mine[0]["residence"], "none");
        let eik = world.member("Eik", Role::Member).await;
        let word = json!({"word": mine[0]["vouch_word"]});
        call(&eik, "POST", &eik.api("/vouches"), word).await.expect(204);
        assert_eq!(queue(&vink).await[0]["vouched_by"], "Eik");
        let mine = merel.get("/api/v1/me/requests").await.expect(200).json();
        assert_eq!(
            (&mine[0]["residence"], mine[0].get("vouch_word")),
            (&json!("vouch"), None)
        );
    })
    .await;
}
