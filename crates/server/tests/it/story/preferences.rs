//! Away for a while, in another zone, and a test alarm to oneself.

use crate::world::{Person, World, tell};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_domain::preference::{Day, day_of};
use saar_server::usecase::test_alarm;
use serde_json::{Value, json};
use std::sync::Arc;

/// Today plus some days, where the group is.
fn day(world: &World, later: i64) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let day: Day = day_of(world.app.now().plus(Span::days(later)), &zone);
    day.to_string()
}

async fn preferences(person: &Person) -> Value {
    let url = format!("{}/api/v1/me/preferences", person.base);
    person.get(&url).await.expect(200).json()
}

async fn settings(person: &Person, path: &str, fields: &[(&str, &str)], status: u16) -> String {
    let url = format!("{}/settings/{path}", person.base);
    person.submit(&url, fields).await.expect(status).text
}

#[tokio::test]
async fn who_is_away_is_not_sent_to_not_counted_not_escalated_to_and_is_back_by_itself() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let linde = world.member("Linde", Role::Member).await;
        let (eiks, lindes) = (world.phone(&eik).await, world.phone(&linde).await);
        world.pass(Span::hours(1)).await;
        let until = day(world, 7);
        settings(&eik, "pause", &[("pause_from", ""), ("pause_until", &until)], 303).await;
        let page = eik.look(&format!("{}/settings", eik.base)).await.expect(200).text;
        assert!(page.contains("U heeft pauze tot en met"), "said plainly");
        let home = eik.look(&eik.page("")).await.expect(200).text;
        assert!(home.contains("U krijgt nu geen alarmen.") && !home.contains("data-sound"));
        assert_eq!(
            preferences(&eik).await["holiday_pause"],
            json!({"from": "", "until": until})
        );

        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!((eiks.received().len(), lindes.received().len()), (0, 1));
        assert_eq!(
            merel.incident(&incident).await["reach"]["recipients"],
            json!(1),
            "EDGES 16"
        );
        // Nobody looks for who is away, by any channel.
        world.pass(Span::minutes(5)).await;
        assert_eq!(world.mail.messages_to(&eik.email).len(), 0);
        assert_eq!(
            world.mail.messages_to(&linde.email).len(),
            1,
            "who is there and silent is"
        );
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        assert_eq!(eiks.received().len(), 0, "nor the end of what was not heard");

        // Who is away still raises alarms.
        let theirs = eik.alarm(&world.street(1)).await;
        world.settle().await;
        assert_eq!(lindes.received().len(), 3);
        eik.close(&theirs, "nothing_found").await.expect(200);

        // After the last day it is over, without anybody doing anything; and what was is forgotten.
        world.pass(Span::days(8)).await;
        let incident = merel.alarm(&world.street(2)).await;
        world.settle().await;
        assert_eq!(eiks.received().last().unwrap().tag(), incident);
        assert_eq!(preferences(&eik).await["holiday_pause"], Value::Null);
        settings(&eik, "language", &[("language", "en")], 303).await;
        merel.close(&incident, "nothing_found").await.expect(200);
        world.pass(Span::days(2)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let kept = saar_store::account::find(&mut tx, eik.account).await.unwrap().unwrap();
        assert_eq!(kept.pause, None);
    })
    .await;
}

#[tokio::test]
async fn a_pause_begins_on_its_day_and_ends_by_a_button() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let tomorrow = day(world, 1);
        settings(&eik, "pause", &[("pause_from", &tomorrow)], 303).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!(phone.received().len(), 1, "not yet");
        merel.close(&incident, "nothing_found").await.expect(200);
        world.pass(Span::days(2)).await;
        let before = phone.received().len();
        let second = merel.alarm(&world.street(1)).await;
        world.settle().await;
        assert_eq!(phone.received().len(), before, "now it runs");
        settings(&eik, "pause/end", &[], 303).await;
        assert_eq!(preferences(&eik).await["holiday_pause"], Value::Null);
        merel.close(&second, "nothing_found").await.expect(200);
        merel.alarm(&world.street(2)).await;
        world.settle().await;
        assert_eq!(phone.received().len(), before + 1);
    })
    .await;
}

#[tokio::test]
async fn days_and_zones_that_cannot_be_are_said_and_nothing_typed_is_lost() {
    tell(async |world| {
        let eik = world.member("Eik", Role::Member).await;
        let yesterday = day(world, -1);
        for (from, until, words) in [
            ("24-12-2026", "", "Schrijf de dag als 2026-12-24."),
            ("", yesterday.as_str(), "De laatste dag is al voorbij"),
            ("", "2099-01-01", "binnen 366 dagen"),
        ] {
            let page = settings(&eik, "pause", &[("pause_from", from), ("pause_until", until)], 422).await;
            assert!(page.contains(words), "{words}");
            assert!(page.contains(&format!("type=\"date\" value=\"{from}\"")));
            assert!(page.contains(&format!("type=\"date\" value=\"{until}\"")));
        }
        let page = settings(&eik, "zone", &[("time_zone", "Europe/Elzendaal")], 422).await;
        assert!(page.contains("Kies een plaats uit de lijst."));
        settings(&eik, "zone", &[("time_zone", "Pacific/Auckland")], 303).await;
        assert_eq!(preferences(&eik).await["time_zone"], "Pacific/Auckland");
    })
    .await;
}

#[tokio::test]
async fn quiet_hours_are_meant_where_the_member_is() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        // An hour around now on a clock in Tokyo, where it is eight hours later or seven.
        let tokyo = jiff::tz::TimeZone::get("Asia/Tokyo").unwrap();
        let at = |span: Span| {
            let there = world.app.now().plus(span).to_jiff().to_zoned(tokyo.clone());
            there.strftime("%H:%M").to_string()
        };
        let (from, to) = (at(Span::minutes(-30)), at(Span::minutes(30)));
        let hours = [
            ("quiet_from", from.as_str()),
            ("quiet_to", &to),
            ("wake_at_night", "no"),
        ];
        settings(&eik, "quiet-hours", &hours, 303).await;
        let first = merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert!(!phone.received()[0].is_silent(), "at home it is another hour");
        merel.close(&first, "nothing_found").await.expect(200);
        settings(&eik, "zone", &[("time_zone", "Asia/Tokyo")], 303).await;
        merel.alarm(&world.street(1)).await;
        world.settle().await;
        assert!(phone.received().last().unwrap().is_silent(), "there it is night");
    })
    .await;
}

#[tokio::test]
async fn a_test_alarm_goes_to_oneself_by_the_real_way_and_says_what_arrived_when() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (phone, eiks) = (world.phone(&merel).await, world.phone(&eik).await);
        let url = format!("{}/settings/test", merel.base);
        merel.submit(&url, &[]).await.expect(303);
        let way = |test: &Value, at: usize| test["ways"][at].clone();
        let look = async || {
            let answer = merel.look(&format!("{}/api/v1/me/test-alarm", merel.base)).await;
            answer.expect(200).json()
        };
        let test = look().await;
        assert_eq!(
            (&way(&test, 0)["state"], &way(&test, 1)["state"]),
            (&json!("pending"), &json!("pending"))
        );
        world.clock.push(Span::seconds(2));
        world.settle().await;

        let push = phone.received().pop().unwrap();
        assert_eq!(push.title(), "TEST · Proefalarm");
        assert!(push.body().starts_with("Dit is een test.") && push.tag() == "test");
        let mail = world.mail.messages_to(&merel.email).pop().unwrap();
        assert_eq!(mail.header("subject"), Some("TEST: proefalarm van SAAR"));
        assert!(format!("{mail:?}").contains("Dit is een test"));
        assert_eq!(
            (eiks.received().len(), world.mail.messages_to(&eik.email).len()),
            (0, 0),
            "to nobody else"
        );

        world.clock.push(Span::seconds(3));
        merel.receipt(&push, "shown").await;
        crate::world::until("the receipt is written", async || {
            way(&look().await, 0)["state"] == "delivered"
        })
        .await;
        let test = look().await;
        let sent = test["sent_ms"].as_i64().unwrap();
        assert_eq!(way(&test, 0)["accepted_ms"], json!(sent + 2000));
        assert_eq!(way(&test, 0)["delivered_ms"], json!(sent + 5000));
        assert_eq!(
            way(&test, 1)["state"],
            "accepted",
            "a mail server is not a mailbox that was looked into"
        );
        let page = merel.look(&url).await.expect(200).text;
        assert!(page.contains("TEST") && page.contains("Aangekomen na 6 seconden") && page.contains("Ziet u de mail?"));

        // Only its reader says of a mail that it is there.
        let mailed = way(&test, 1)["id"].as_str().unwrap().to_owned();
        let said = |person: &Person| format!("{}/settings/test/{mailed}/arrived", person.base);
        eik.submit(&said(&eik), &[]).await.expect(404);
        merel.submit(&said(&merel), &[]).await.expect(303);
        assert_eq!(way(&look().await, 1)["state"], "seen");

        // It counts nowhere: no incident, no reach, no history.
        let home = merel.get(&merel.api("/incidents")).await.expect(200).json();
        assert_eq!(home["incidents"], json!([]));
        let theirs = eik
            .look(&format!("{}/api/v1/me/test-alarm", eik.base))
            .await
            .expect(200)
            .json();
        assert_eq!(theirs, json!({"ways": []}));
    })
    .await;
}

#[tokio::test]
async fn test_alarms_are_limited_and_a_dead_phone_is_said() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let phone = world.phone(&merel).await;
        phone.gone();
        let url = format!("{}/settings/test", merel.base);
        for _ in 0..limits::TESTS_PER_HOUR {
            merel.submit(&url, &[]).await.expect(303);
            world.settle().await;
            world.clock.push(Span::minutes(1));
        }
        let page = merel.look(&format!("{}/settings", merel.base)).await.expect(200).text;
        assert!(page.contains("Ziet u de mail?"));
        let refused = merel.submit(&url, &[]).await.expect(429);
        assert_eq!(
            refused.headers["retry-after"], "3241",
            "when the first of them is an hour old"
        );
        world.clock.push(Span::minutes(54));
        world.clock.push(Span::seconds(1));
        merel.submit(&url, &[]).await.expect(303);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn channels_are_tried_in_the_order_that_somebody_chose_by_page_or_by_program() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        // Long after the start of the program.
        world.pass(Span::hours(1)).await;
        let order = async || preferences(&eik).await["channels"].clone();
        let mails = || world.mail.messages_to(&eik.email).len();
        for (step, channel, then) in [
            ("up", "push", ["web_push", "email"]),
            ("down", "mail", ["web_push", "email"]),
            ("down", "push", ["email", "web_push"]),
            ("down", "push", ["email", "web_push"]),
            ("up", "smoke", ["email", "web_push"]),
        ] {
            settings(&eik, "channels", &[(step, channel)], 303).await;
            assert_eq!(order().await, json!(then), "{step} {channel}");
        }
        let silence = Span::millis(limits::ESCALATE_AFTER.as_millis());
        let first = merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!((mails(), phone.received().len()), (1, 0));
        world.pass(silence).await;
        assert_eq!((mails(), phone.received().len()), (1, 1), "then the next in that order");
        merel.close(&first, "nothing_found").await.expect(200);
        world.settle().await;

        let (mailed, pushed) = (mails(), phone.received().len());
        let mut chosen = preferences(&eik).await;
        chosen["channels"] = json!(["web_push", "email"]);
        let request = eik
            .http
            .put(format!("{}/api/v1/me/preferences", eik.base))
            .json(&chosen);
        let request = request.header("cookie", format!("saar={}", eik.session));
        let answer = request.header("sec-fetch-site", "same-origin").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let second = merel.alarm(&world.street(1)).await;
        world.settle().await;
        assert_eq!((mails(), phone.received().len()), (mailed, pushed + 1));
        world.pass(silence).await;
        assert_eq!((mails(), phone.received().len()), (mailed + 1, pushed + 1));
        merel.close(&second, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn test_alarms_asked_for_at_once_are_no_more_than_one_after_the_other() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let asked = (0..2 * limits::TESTS_PER_HOUR).map(|_| {
            let (app, account) = (Arc::clone(&world.app), merel.account);
            tokio::spawn(async move { test_alarm::send(&app, account).await.is_ok() })
        });
        let mut sent = 0;
        for one in asked.collect::<Vec<_>>() {
            sent += u32::from(one.await.unwrap());
        }
        assert_eq!(sent, limits::TESTS_PER_HOUR);
        world.clock.push(Span::seconds(1));
        world.settle().await;
        let mails = world.mail.messages_to(&merel.email).len();
        assert_eq!(mails, limits::TESTS_PER_HOUR as usize, "what was refused was not sent");
        let last = test_alarm::look(&world.app, merel.account).await.unwrap();
        assert_eq!(last.ways.len(), 1, "each is one of its own");
    })
    .await;
}

#[tokio::test]
async fn a_test_outlives_a_restart_and_waits_for_no_alarm() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let phone = world.phone(&merel).await;
        phone.answer_next(503, &[]);
        merel
            .submit(&format!("{}/settings/test", merel.base), &[])
            .await
            .expect(303);
        world.settle().await;
        assert_eq!(phone.received().len(), 0);
        world.clock.push(Span::minutes(1));
        let again = world.restart().await;
        saar_server::job::outbox::drain(&again).await.unwrap();
        assert_eq!(phone.received().len(), 1, "tried again as an alarm would be");
        world.pass(Span::days(15)).await;
        let test = merel.look(&format!("{}/api/v1/me/test-alarm", merel.base)).await;
        assert_eq!(test.expect(200).json(), json!({"ways": []}), "and forgotten");
    })
    .await;
}

#[tokio::test]
async fn letters_and_hand_stand_on_every_page_from_the_first_byte() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let first_line = async |url: String| {
            let page = merel.look(&url).await.expect(200).text;
            page.lines().nth(1).unwrap().to_owned()
        };
        assert_eq!(first_line(merel.page("")).await, r#"<html lang="nl-NL">"#);
        settings(&merel, "display", &[("text", "large"), ("hand", "left")], 303).await;
        let wanted = r#"<html lang="nl-NL" data-text="large" data-hand="left">"#;
        for url in [
            merel.page(""),
            merel.page("/alarm"),
            merel.page("/offline"),
            format!("{}/settings", merel.base),
        ] {
            assert_eq!(first_line(url).await, wanted);
        }
        assert_eq!(preferences(&merel).await["left_hand"], json!(true));
        // What a form does not hold stays.
        settings(&merel, "language", &[("language", "en")], 303).await;
        assert_eq!(preferences(&merel).await["large_text"], json!(true));
    })
    .await;
}
