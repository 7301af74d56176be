//! The settings of a group: each does what it says, within what the country allows, and two who save at once both know.

use super::joining::{call, queue};
use super::log::{deeds, log};
use crate::page::{Browser, value_of, with};
use crate::world::{Person, World, tell, tell_in, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_store::db::sql;
use serde_json::{Value, json};

async fn settings(person: &Person) -> Value {
    person.look(&person.api("/settings")).await.expect(200).json()
}

/// Changes some of them, the rest as they are.
async fn change(person: &Person, changes: &Value) -> crate::world::Answer {
    let mut body = settings(person).await;
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    call(person, "PUT", &person.api("/settings"), body).await
}

async fn welcome(world: &World) -> String {
    let path = format!("/welcome/{}", world.group);
    Browser::fresh(world).get(&path).await.expect(200).text
}

/// The fields of the settings page, as somebody sends it who changes nothing.
const FORM: [(&str, &str); 9] = [
    ("version", "0"),
    ("capacity", "256"),
    ("minimum_age", "18"),
    ("quiet_expiry", "120"),
    ("photo_policy", "description_only"),
    ("open_to_non_members", "yes"),
    ("takes_requests", "yes"),
    ("residence_checks", "admin"),
    ("response_lights_on", ""),
];

#[tokio::test]
async fn own_words_for_responses_stand_behind_the_safety_line() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let uil = world.member("Uil", Role::Deputy).await;
        uil.look(&uil.page("/admin/settings")).await.expect(403);
        eik.submit(&eik.page("/admin/settings"), &FORM).await.expect(403);
        let page = vink.look(&vink.page("/admin/settings")).await.expect(200).text;
        assert_eq!(value_of(&page, "capacity"), "256");
        let own = with(&FORM, &[("response_lights_on", "Buitenlamp aan")]);
        vink.submit(&vink.page("/admin/settings"), &own).await.expect(303);
        let page = vink.look(&vink.page("/admin/settings")).await.expect(200).text;
        assert_eq!(value_of(&page, "response_lights_on"), "Buitenlamp aan");

        let incident = vink.alarm(&world.street(0)).await;
        let at = format!("/incidents/{incident}");
        eik.submit(&eik.page(&format!("{at}/responses")), &[("response", "lights_on")])
            .await
            .expect(303);
        let page = eik.look(&eik.page(&at)).await.expect(200).text;
        let safety = page.find("class=\"safety\"").expect("the country's safety line");
        assert!(
            safety < page.find("Buitenlamp aan").expect("own words"),
            "it stands above"
        );
        assert!(page.contains("Ik kijk mee"), "the others are the country's");
        let timeline = page.split("timeline-title").last().unwrap();
        assert!(timeline.contains("uitenlamp aan"), "{timeline}");
        let detail = eik.get(&eik.api("")).await.expect(200).json();
        assert_eq!(detail["response_texts"], json!({"lights_on": "Buitenlamp aan"}));
        // What is no response of the country is none here.
        let wrong = json!({"response_texts": {"asking_kindly": "Kan ik helpen?"}});
        let told = change(&vink, &wrong).await.expect(422).json();
        assert_eq!(told["errors"][0]["field"], "response_texts");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn how_many_how_quiet_and_how_strict() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let told = change(&vink, &json!({"capacity": 2, "quiet_expiry": 29}))
            .await
            .expect(422)
            .json();
        assert_eq!(told["errors"][0]["min"], 30, "{told}");
        change(
            &vink,
            &json!({"capacity": 2, "quiet_expiry": 30, "photo_policy": "off", "residence_checks": []}),
        )
        .await
        .expect(204);
        assert!(welcome(world).await.contains("De groep is nu vol"));
        // Nobody is put out by a smaller limit.
        let told = change(&vink, &json!({"capacity": 1})).await.expect(422).json();
        assert_eq!(
            (&told["errors"][0]["field"], &told["errors"][0]["min"]),
            (&json!("capacity"), &json!(2))
        );
        let incident = eik.alarm(&world.street(0)).await;
        let page = eik
            .look(&eik.page(&format!("/incidents/{incident}")))
            .await
            .expect(200)
            .text;
        assert!(
            !page.contains("photo-picker") && !page.contains(&format!("{incident}/photo\"")),
            "no photos here"
        );
        world.settle().await;
        world.pass(Span::minutes(29)).await;
        assert_eq!(eik.incident(&incident).await["state"], "alerted");
        world.pass(Span::minutes(2)).await;
        assert_eq!(eik.incident(&incident).await["state"], "closed");
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(log.contains("Vink veranderde de instellingen: "), "{log}");
        assert_eq!(
            log.matches("veranderde de instellingen").count(),
            1,
            "what was refused is no line"
        );
    })
    .await;
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let vink = world.member("Vink", Role::Admin).await;
            assert_eq!(settings(&vink).await["photo_policy"], "unrecognisable");
            let told = change(&vink, &json!({"photo_policy": "description_only"}))
                .await
                .expect(422)
                .json();
            assert_eq!(told["errors"][0]["problem"], "not_offered");
            let page = vink.look(&vink.page("/admin/settings")).await.expect(200).text;
            assert!(!page.contains("value=\"description_only\""), "it is not even offered");
        },
    )
    .await;
}

#[tokio::test]
async fn a_lower_age_has_its_reason_and_changes_what_is_asked() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        assert!(welcome(world).await.contains("Ik ben 18 jaar of ouder"));
        let young = with(&FORM, &[("minimum_age", "16")]);
        let told = vink
            .submit(&vink.page("/admin/settings"), &young)
            .await
            .expect(422)
            .text;
        assert!(told.contains("Schrijf waarom het jonger mag") && value_of(&told, "minimum_age") == "16");
        let young = with(&young, &[("minimum_age_reason", "De jeugd brengt hier de krant rond.")]);
        vink.submit(&vink.page("/admin/settings"), &young).await.expect(303);
        assert!(welcome(world).await.contains("Ik ben 16 jaar of ouder"));
        let url = format!("{}/api/v1/welcome/{}", world.base, world.group);
        assert_eq!(vink.get(&url).await.expect(200).json()["minimum_age_years"], 16);
        let lines = log(&vink).await;
        assert_eq!(deeds(&lines), ["settings_changed"]);
        assert_eq!(lines[0]["reason"], "De jeugd brengt hier de krant rond.");
        // Saved again it needs no second reason.
        change(&vink, &json!({"capacity": 100})).await.expect(204);
    })
    .await;
}

#[tokio::test]
async fn an_exception_to_the_age_is_recorded_with_who_and_why() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Member).await;
        let url = format!("{}/api/v1/welcome/{}/requests", world.base, world.group);
        let ask = |young: Value| {
            let mut body = json!({"alias": "Kauw", "adult": false, "rules_version": 2});
            body["younger"] = young;
            body
        };
        call(&kauw, "POST", &url, ask(json!(false))).await.expect(422);
        call(&kauw, "POST", &url, ask(json!(true))).await.expect(201);
        let request = queue(&vink).await[0].clone();
        assert_eq!(request["younger"], true);
        let id = request["id"].as_str().unwrap();
        let page = vink
            .look(&vink.page(&format!("/admin/requests/{id}")))
            .await
            .expect(200)
            .text;
        assert!(page.contains("jonger dan de groep vraagt") && page.contains("name=\"age_reason\""));
        let yes = vink.api(&format!("/requests/{id}/let-in"));
        let told = call(&vink, "POST", &yes, json!({"knows": true}))
            .await
            .expect(422)
            .json();
        assert_eq!(told["errors"][0]["field"], "age_reason");
        let good = json!({"knows": true, "age_reason": "Haar vader doet ook mee."});
        call(&vink, "POST", &yes, good).await.expect(200);
        let lines = log(&vink).await;
        let line = lines
            .as_array()
            .unwrap()
            .iter()
            .find(|line| line["deed"] == "age_excepted")
            .expect("a line");
        assert_eq!(
            (&line["by"], &line["reason"]),
            (&json!("Vink"), &json!("Haar vader doet ook mee."))
        );
        let mine = kauw
            .look(&format!("{}/api/v1/me/log", world.base))
            .await
            .expect(200)
            .text;
        assert!(mine.contains("Haar vader doet ook mee."), "whom it is about reads it");
        let kept = "SELECT COUNT(*) AS n FROM members WHERE age_exception = 1";
        let mut tx = world.app.db.read().await.unwrap();
        assert_eq!(sql(kept).one(&mut tx).await.unwrap().get::<i64>("n").unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_association_is_named_and_its_members_are_asked_for_where_the_group_is_theirs() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        change(&vink, &json!({"association": "Ons Belang"})).await.expect(204);
        assert!(welcome(world).await.contains("U hoeft daar geen lid van te zijn."));
        change(&vink, &json!({"open_to_non_members": false})).await.expect(204);
        let page = welcome(world).await;
        assert!(
            page.contains("Deze groep is voor leden van Ons Belang.") && page.contains("name=\"association_member\"")
        );
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Member).await;
        let url = format!("{}/api/v1/welcome/{}/requests", world.base, world.group);
        let mut body = json!({"alias": "Kauw", "adult": true, "rules_version": 2});
        let told = call(&kauw, "POST", &url, body.clone()).await.expect(422).json();
        assert_eq!(told["errors"][0]["field"], "association_member");
        body["association_member"] = json!(true);
        call(&kauw, "POST", &url, body).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_save_at_once_the_second_is_told_and_keeps_what_was_typed() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        change(&vink, &json!({"capacity": 100})).await.expect(204);
        // The page was opened before that.
        let late = with(&FORM, &[("capacity", "200"), ("association", "Ons Belang")]);
        let told = uil.submit(&uil.page("/admin/settings"), &late).await.expect(409).text;
        assert!(told.contains("Iemand anders veranderde dit intussen"));
        assert!(told.contains("<dd>100</dd>"), "what stands there now is said");
        assert_eq!(
            (value_of(&told, "capacity"), value_of(&told, "association")),
            ("200".into(), "Ons Belang".into())
        );
        assert_eq!(settings(&uil).await["capacity"], 100);
        let seen = value_of(&told, "version");
        let decided = with(&late, &[("version", &seen)]);
        uil.submit(&uil.page("/admin/settings"), &decided).await.expect(303);
        assert_eq!(settings(&vink).await["association"], "Ons Belang");
        // So is a change of what is asked of who joins, which has a form of its own.
        let old = settings(&uil).await;
        let closed = json!({"takes_requests": false, "residence_checks": []});
        call(&vink, "PUT", &vink.api("/joining"), closed).await.expect(204);
        let refused = call(&uil, "PUT", &uil.api("/settings"), old).await.expect(409).json();
        assert_eq!(refused["type"], "/problems/changed-meanwhile");
    })
    .await;
}

#[tokio::test]
async fn two_connections_that_save_the_same_version_are_one_change() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        for round in 0..5_u32 {
            let read = settings(&vink).await;
            let save = async |person: &Person, capacity: u32| {
                let mut body = read.clone();
                body["capacity"] = json!(capacity);
                call(person, "PUT", &person.api("/settings"), body).await.status
            };
            let (one, two) = tokio::join!(save(&vink, 100 + round), save(&uil, 200 + round));
            let mut both = [one, two];
            both.sort_unstable();
            assert_eq!(both, [204, 409]);
        }
    })
    .await;
}

#[tokio::test]
async fn an_area_that_somebody_else_changed_meanwhile_is_not_rubbed_out() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Deputy).await;
        let page = uil.look(&uil.page("/area")).await.expect(200).text;
        let revision = value_of(&page, "revision");
        let (theirs, mine) = (super::area::square(0.0), super::area::square(3.0).to_string());
        call(&vink, "PUT", &vink.api("/area"), json!({"geojson": theirs}))
            .await
            .expect(200);
        let form = [("revision", revision.as_str()), ("geojson", &mine)];
        let told = uil.submit(&uil.page("/area"), &form).await.expect(409).text;
        assert!(
            told.contains("Iemand anders veranderde dit intussen") && told.contains("5.03"),
            "what was drawn is kept"
        );
        uil.submit(&uil.page("/area/clear"), &[("revision", &revision)])
            .await
            .expect(409);
        let area = uil.look(&uil.api("/area")).await.expect(200).json();
        let west = &area["geojson"]["geometry"]["coordinates"][0][0][0][0];
        assert_eq!(west.as_f64(), Some(5.0), "{area}");
        let old = json!({"geojson": super::area::square(3.0), "revision": revision.parse::<i64>().unwrap()});
        call(&uil, "PUT", &uil.api("/area"), old).await.expect(409);
        let seen = value_of(&told, "revision");
        uil.submit(&uil.page("/area"), &[("revision", &seen), ("geojson", &mine)])
            .await
            .expect(303);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_to_the_group_is_a_line_each_time() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let street = json!({"street_name": "Zijweg"});
        let made = call(&vink, "POST", &vink.api("/streets"), street)
            .await
            .expect(201)
            .json();
        let one = vink.api(&format!("/streets/{}", made["id"].as_str().unwrap()));
        call(&vink, "PUT", &one, json!({"street_name": "Zijpad"}))
            .await
            .expect(200);
        call(&vink, "DELETE", &one, json!({})).await.expect(204);
        let area = json!({"geojson": super::area::square(0.0)});
        call(&vink, "PUT", &vink.api("/area"), area).await.expect(200);
        call(&vink, "DELETE", &vink.api("/area"), json!({})).await.expect(204);
        let word = json!({"word": "lapzwabber", "verdict": "hurts"});
        let word = call(&vink, "POST", &vink.api("/own-words"), word)
            .await
            .expect(201)
            .json();
        let word = vink.api(&format!("/own-words/{}", word["id"].as_str().unwrap()));
        call(&vink, "DELETE", &word, json!({})).await.expect(204);
        let elsewhere = world.another_group().await;
        let asks = format!("{}/api/v1/welcome/{}/requests", world.base, world.group);
        for (alias, answer) in [("Kauw", "refuse"), ("Specht", "let-in")] {
            let asker = world.member_of(elsewhere, alias, Role::Member).await;
            let body = json!({"alias": alias, "adult": true, "rules_version": 2});
            call(&asker, "POST", &asks, body).await.expect(201);
            let request = queue(&vink).await[0]["id"].as_str().unwrap().to_owned();
            let body = if answer == "refuse" {
                json!({"answer": "Nu niet."})
            } else {
                json!({"knows": true})
            };
            let said = call(&vink, "POST", &vink.api(&format!("/requests/{request}/{answer}")), body).await;
            assert!(said.status < 300, "{}", said.text);
        }
        let lines = log(&vink).await;
        let mut done: Vec<String> = lines
            .as_array()
            .unwrap()
            .iter()
            .map(|line| {
                let detail = line["detail"]
                    .as_str()
                    .map(|detail| format!(" {detail}"))
                    .unwrap_or_default();
                format!("{}{detail}", line["deed"].as_str().unwrap())
            })
            .collect();
        // All of it at one instant of the story's clock: in no order.
        done.sort();
        assert_eq!(
            done,
            [
                "area_changed area",
                "area_changed area_cleared",
                "area_changed street_added",
                "area_changed street_changed",
                "area_changed street_removed",
                "request_let_in",
                "request_refused",
                "word_added",
                "word_removed",
            ]
        );
        assert!(
            !lines.to_string().contains("Kauw"),
            "who was refused is nobody's business"
        );
        let page = vink.look(&vink.page("/log")).await.expect(200).text;
        for words in [
            "Vink voegde een straat toe",
            "Vink liet Specht toe",
            "Vink zei nee op een aanvraag",
        ] {
            assert!(page.contains(words), "{words}");
        }
    })
    .await;
}
