//! A planned drill: told to everybody without a sound, begun by a tap at its time, and looked back at in figures.

use crate::world::{Answer, Person, World, tell, tell_in, until};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use serde_json::json;

/// The day and the time on the group's clocks, so many minutes from now.
fn when(world: &World, minutes: i64) -> (String, String) {
    let at = world.app.now().plus(Span::minutes(minutes));
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let zoned = jiff::Timestamp::from_millisecond(at.as_millis())
        .unwrap()
        .to_zoned(zone);
    (
        zoned.strftime("%Y-%m-%d").to_string(),
        zoned.strftime("%H:%M").to_string(),
    )
}

pub(super) async fn plan(world: &World, person: &Person, minutes: i64) -> Answer {
    let (day, time) = when(world, minutes);
    let fields = [("drill_day", day.as_str()), ("drill_time", time.as_str())];
    person.submit(&person.page("/admin/drills"), &fields).await
}

pub(super) async fn desk(person: &Person) -> String {
    person.look(&person.page("/admin/drills")).await.expect(200).text
}

pub(super) async fn home(person: &Person) -> String {
    person.look(&person.page("")).await.expect(200).text
}

/// The id of the first planned drill on the desk.
pub(super) fn first(desk: &str) -> String {
    let rest = desk.split("/admin/drills/").nth(1).unwrap();
    rest.split('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_drill_is_planned_told_begun_and_reported() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Deputy).await;
        let vink = world.member("Vink", Role::Member).await;
        let phones = world.village(6).await;
        let planned = plan(world, &merel, 26 * 60).await.expect(303);
        assert!(planned.location().ends_with("/admin/drills?done=drill-planned"));
        world.settle().await;

        // Everybody is told by the channel that would bring them an alarm, as what it is, and without a sound.
        let mail = world.mail.messages_to(&vink.email);
        assert_eq!(mail.len(), 1);
        let subject = &mail[0].subject;
        assert!(subject.starts_with("OEFENING: "), "{subject}");
        for phone in &phones {
            let told = phone.received();
            assert_eq!(told.len(), 1);
            assert!(
                told[0].is_silent() && told[0].title().starts_with("OEFENING: "),
                "{}",
                told[0].title()
            );
        }
        let told = home(&vink).await;
        assert!(
            told.contains("Er gebeurt dan niets echts") && !told.contains("Begin de oefening"),
            "{told}"
        );

        // Not before its time.
        let id = first(&desk(&merel).await);
        let begin = merel.page(&format!("/admin/drills/{id}/begin"));
        let early = merel.submit(&begin, &[]).await.expect(422).text;
        assert!(early.contains("Deze oefening kan nu niet beginnen."), "{early}");
        world.pass(Span::hours(26)).await;
        assert!(home(&merel).await.contains("Begin de oefening") && !home(&vink).await.contains("Begin de oefening"));

        // Begun, twice by a nervous thumb: one drill.
        let begun = merel.submit(&begin, &[]).await.expect(303);
        let again = merel.submit(&begin, &[]).await.expect(303);
        assert_eq!(begun.location(), again.location());
        let incident = begun.location().rsplit('/').next().unwrap().to_owned();
        assert_eq!(merel.incident(&incident).await["drill"], json!(true));
        world.settle().await;
        for (seconds, phone) in [(8, 0), (30, 1), (100, 2)] {
            world.clock.push(Span::seconds(seconds));
            let pushed = phones[phone].received();
            merel.receipt(pushed.last().unwrap(), "shown").await;
            until("the receipt is written", async || {
                world.receipts_written(&incident).await == phone + 2
            })
            .await;
        }
        let report = desk(&merel).await;
        // Of seven: Vink's mail server at once, then 8, 38 and 138 seconds.
        assert!(
            report.contains(
                "Van de 100 buren waren er 29 binnen 10 seconden bereikt, 43 binnen een minuut en 57 binnen 5 minuten."
            ),
            "{report}"
        );
        assert!(
            report.contains("Melding op het toestel</th><td>1</td><td>2</td><td>3</td><td>3</td>"),
            "{report}"
        );
        assert!(
            report.contains("E-mail</th><td>1</td><td>1</td><td>1</td><td>1</td>"),
            "{report}"
        );
        assert!(!report.contains("Begin de oefening"), "it has begun");
        let member = vink.look(&vink.page("/budget")).await.expect(200).text;
        assert!(
            member.contains("Bij de laatste oefening waren van de 100 buren er 43 binnen een minuut"),
            "{member}"
        );
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_called_off_is_told_as_that_and_never_begins() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Admin).await;
            let vink = world.member("Vink", Role::Member).await;
            plan(world, &merel, 120).await.expect(303);
            let id = first(&desk(&merel).await);
            let call_off = merel.page(&format!("/admin/drills/{id}/call-off"));
            // Before anything was sent: one message, of the drill as it stands.
            merel.submit(&call_off, &[]).await.expect(303);
            world.settle().await;
            let mail = world.mail.messages_to(&vink.email);
            assert_eq!(mail.len(), 1);
            let subject = &mail[0].subject;
            assert!(subject.ends_with("gaat niet door"), "{subject}");
            assert!(!home(&vink).await.contains("Er gebeurt dan niets echts"));
            world.pass(Span::hours(2)).await;
            let begin = merel.page(&format!("/admin/drills/{id}/begin"));
            merel.submit(&begin, &[]).await.expect(422);
            merel.submit(&call_off, &[]).await.expect(303);
            world.settle().await;
            assert_eq!(world.mail.messages_to(&vink.email).len(), 1, "called off once");
        },
    )
    .await;
}

/// In its last day who has no word of a drill yet is told: who joined since, and who was away then. Nobody hears it twice.
#[tokio::test]
async fn who_joined_later_or_was_away_is_told_the_day_before() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let vink = world.member("Vink", Role::Member).await;
        let mails = |person: &Person| world.mail.messages_to(&person.email).len();
        // Until tomorrow, in the group's zone.
        let fields = [("pause_from", ""), ("pause_until", &when(world, 24 * 60).0)];
        vink.submit(&format!("{}/settings/pause", vink.base), &fields)
            .await
            .expect(303);
        plan(world, &merel, 3 * 24 * 60).await.expect(303);
        world.settle().await;
        let eik = world.member("Eik", Role::Member).await;
        world.pass(Span::days(1)).await;
        assert_eq!((mails(&merel), mails(&vink), mails(&eik)), (1, 0, 0), "it is far still");
        world.pass(Span::hours(25)).await;
        world.settle().await;
        assert_eq!((mails(&merel), mails(&vink), mails(&eik)), (1, 1, 1));
        let subject = &world.mail.messages_to(&eik.email)[0].subject;
        assert!(subject.starts_with("OEFENING: "), "{subject}");
        world.pass(Span::hours(1)).await;
        world.settle().await;
        assert_eq!((mails(&merel), mails(&vink), mails(&eik)), (1, 1, 1), "once");
    })
    .await;
}

/// What told of a drill is known until the drill is over, however long before it was told.
#[tokio::test]
async fn who_was_told_long_before_is_not_told_again() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        plan(world, &merel, 20 * 24 * 60).await.expect(303);
        world.settle().await;
        for hours in [16 * 24, 3 * 24 + 1, 1] {
            world.pass(Span::hours(hours)).await;
            world.settle().await;
        }
        assert_eq!(world.mail.messages_to(&merel.email).len(), 1);
    })
    .await;
}

/// Who was reached is forgotten after its term; the counts stay, on the desk and in the budget.
#[tokio::test]
async fn the_counts_of_a_drill_outlive_who_they_were() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let phones = world.village(6).await;
        plan(world, &merel, 120).await.expect(303);
        world.pass(Span::hours(2)).await;
        let begin = merel.page(&format!("/admin/drills/{}/begin", first(&desk(&merel).await)));
        let begun = merel.submit(&begin, &[]).await.expect(303);
        let incident = begun.location().rsplit('/').next().unwrap().to_owned();
        world.settle().await;
        for (nth, phone) in phones.iter().take(5).enumerate() {
            world.clock.push(Span::seconds(8));
            merel.receipt(phone.received().last().unwrap(), "shown").await;
            until("the receipt is written", async || {
                world.receipts_written(&incident).await == nth + 1
            })
            .await;
        }
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        let figures =
            "Van de 100 buren waren er 17 binnen 10 seconden bereikt, 83 binnen een minuut en 83 binnen 5 minuten.";
        let channel = "Melding op het toestel</th><td>1</td><td>5</td><td>5</td><td>5</td>";
        for days in [0, 29, 3] {
            world.pass(Span::days(days)).await;
            let report = desk(&merel).await;
            assert!(report.contains(figures) && report.contains(channel), "{report}");
            let budget = merel.look(&merel.api("/budget")).await.expect(200).json();
            assert_eq!(
                budget["drill"],
                json!({"of": 6, "reached": 5, "within_10_s": 1, "within_60_s": 5, "within_300_s": 5, "median_s": 24})
            );
        }
        assert!(world.deliveries(&incident).await.is_empty(), "who it was is forgotten");
        // The plan and the counts go with the bare event.
        world.pass(Span::days(2 * 365)).await;
        let mut tx = world.app.db.read().await.unwrap();
        for table in [
            "SELECT COUNT(*) AS n FROM drills",
            "SELECT COUNT(*) AS n FROM drill_counts",
        ] {
            let left = saar_store::db::sql(table).one(&mut tx).await.unwrap();
            assert_eq!(left.get::<i64>("n").unwrap(), 0, "{table}");
        }
    })
    .await;
}

/// What nobody began is over: nobody gets a mail that a day long ago is off.
#[tokio::test]
async fn what_is_over_is_not_called_off() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        plan(world, &merel, 120).await.expect(303);
        world.settle().await;
        let id = first(&desk(&merel).await);
        world.pass(Span::hours(5)).await;
        let late = merel
            .submit(&merel.page(&format!("/admin/drills/{id}/call-off")), &[])
            .await
            .expect(422)
            .text;
        assert!(late.contains("Deze oefening is begonnen of voorbij"), "{late}");
        world.settle().await;
        assert_eq!(world.mail.messages_to(&merel.email).len(), 1, "of its planning alone");
    })
    .await;
}

#[tokio::test]
async fn a_drill_waits_for_what_is_real_and_has_its_limits() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let vink = world.member("Vink", Role::Member).await;
        let wrong = plan(world, &merel, 30).await.expect(422).text;
        assert!(wrong.contains("minstens een uur en hoogstens 90 dagen"), "{wrong}");
        assert!(wrong.contains(&when(world, 30).1), "what was typed is kept");
        let empty = merel.submit(&merel.page("/admin/drills"), &[]).await.expect(422).text;
        assert!(empty.contains("Vul een dag en een tijd in"), "{empty}");
        plan(world, &vink, 120).await.expect(403);
        for minutes in [120, 180, 240] {
            plan(world, &merel, minutes).await.expect(303);
        }
        let enough = plan(world, &merel, 300).await.expect(422).text;
        assert!(enough.contains("Er staan al 3 oefeningen gepland."), "{enough}");
        world.settle().await;
        world.pass(Span::hours(2)).await;
        let begin = merel.page(&format!("/admin/drills/{}/begin", first(&desk(&merel).await)));
        let real = vink.alarm(&world.street(0)).await;
        world.settle().await;
        let refused = merel.submit(&begin, &[]).await.expect(422).text;
        assert!(refused.contains("Er speelt nu iets echts in de groep."), "{refused}");
        merel.close(&real, "nothing_found").await.expect(200);
        world.settle().await;
        merel.submit(&begin, &[]).await.expect(303);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_program_of_an_admin_plans_begins_and_calls_off_by_the_same_rules() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let ask = async |method: &str, rest: &str, body: serde_json::Value| {
            let request = merel.http.request(method.parse().unwrap(), merel.api(rest));
            let request = request.header("cookie", format!("saar={}", merel.session));
            crate::world::read(
                request
                    .header("sec-fetch-site", "same-origin")
                    .json(&body)
                    .send()
                    .await
                    .unwrap(),
            )
            .await
        };
        let wrong = ask("POST", "/drills", json!({"drill_day": "ooit", "drill_time": "19:30"})).await;
        assert!(wrong.expect(422).text.contains("drill_day"));
        let mut made = Vec::new();
        for minutes in [120, 180] {
            let (day, time) = when(world, minutes);
            let planned = ask("POST", "/drills", json!({"drill_day": day, "drill_time": time})).await;
            made.push(planned.expect(201).json()["id"].as_str().unwrap().to_owned());
        }
        world.settle().await;
        ask("DELETE", &format!("/drills/{}", made[1]), json!({}))
            .await
            .expect(204);
        let begin = format!("/drills/{}/begin", made[0]);
        ask("POST", &begin, json!({})).await.expect(409);
        world.pass(Span::minutes(119)).await;
        let incident = ask("POST", &begin, json!({})).await.expect(200).json()["incident"].clone();
        let again = ask("POST", &begin, json!({})).await.expect(200).json()["incident"].clone();
        assert_eq!(incident, again, "begun twice it is one");
        world.settle().await;
        let all = ask("GET", "/drills", json!({})).await.expect(200).json();
        let phases: Vec<&str> = all["planned"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["phase"].as_str().unwrap())
            .collect();
        assert_eq!(phases, ["called_off"]);
        assert_eq!(
            (&all["reports"][0]["incident"], all["reports"][0].get("pace")),
            (&incident, None),
            "of one, nothing is told"
        );
        merel
            .close(incident.as_str().unwrap(), "nothing_found")
            .await
            .expect(200);
        world.settle().await;
    })
    .await;
}
