//! Who is on call tonight: who puts oneself on, who is asked, who is told of a request first.

use crate::world::{Answer, Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;

async fn put(person: &Person, fields: &[(&str, &str)]) -> Answer {
    person.submit(&person.page("/roster"), fields).await
}

async fn page(person: &Person) -> String {
    person.look(&person.page("/roster")).await.expect(200).text
}

/// The group's own clocks, so many hours from now: the day to which it belongs.
fn day(world: &World, hours: i64) -> jiff::civil::Date {
    let at = world.app.now().plus(Span::hours(hours)).to_jiff();
    saar_domain::roster::day_of(&at.in_tz("Europe/Amsterdam").unwrap())
}

/// The id of the turn that a page offers to say yes to.
fn asked(page: &str) -> String {
    let before = page.split("/agree\"").next().unwrap();
    before.rsplit('/').next().unwrap().to_owned()
}

async fn request(world: &World, alias: &str) {
    let elsewhere = world.another_group().await;
    let asker = world.member_of(elsewhere, alias, Role::Member).await;
    let fields = [
        ("alias", alias),
        ("home_street", "other"),
        ("adult", "yes"),
        ("rules", "yes"),
        ("rules_version", "2"),
    ];
    let url = format!("{}/welcome/{}", world.base, world.group);
    asker.submit(&url, &fields).await.expect(303);
    world.pass(Span::minutes(10)).await;
}

fn told(world: &World, person: &Person) -> usize {
    let mails = world.mail.messages_to(&person.email);
    mails
        .iter()
        .filter(|mail| mail.subject == "Een buur wil meedoen")
        .count()
}

async fn on_call_story(world: &World) {
    let vink = world.member("Vink", Role::Admin).await;
    let merel = world.member("Merel", Role::Deputy).await;
    let eik = world.member("Eik", Role::Member).await;
    assert!(page(&eik).await.contains("Vannacht heeft niemand dienst."));
    request(world, "Kauw").await;
    assert_eq!((told(world, &vink), told(world, &merel), told(world, &eik)), (1, 1, 0));

    let tonight = day(world, 0).to_string();
    // It is after midnight: who had the evening sleeps.
    put(&vink, &[("day", tonight.as_str()), ("part", "evening")])
        .await
        .expect(303);
    let of_tonight = [("day", tonight.as_str()), ("part", "night")];
    put(&merel, &of_tonight).await.expect(303);
    put(&merel, &of_tonight).await.expect(303);
    // A neighbour on call is shown, and is not told who asks: answering is for those who run the group.
    put(&eik, &of_tonight).await.expect(303);
    let shown = page(&vink).await;
    for on in ["Eik", "Merel", "Vink"] {
        assert!(shown.contains(on), "{shown}");
    }
    let desk = vink.look(&vink.page("/admin")).await.expect(200).text;
    assert!(desk.contains("Dienst vannacht: "), "{desk}");
    request(world, "Spreeuw").await;
    assert_eq!((told(world, &vink), told(world, &merel), told(world, &eik)), (1, 2, 0));
    // Who is on call does not answer: the others are told, once.
    let still = |person: &Person| {
        let mails = world.mail.messages_to(&person.email);
        mails.iter().filter(|mail| mail.subject == "Een buur wacht nog").count()
    };
    world.pass(limits::ON_CALL_ALONE.minus(Span::minutes(11))).await;
    assert_eq!(still(&vink), 0);
    world.pass(Span::minutes(1)).await;
    world.pass(Span::hours(1)).await;
    assert_eq!((still(&vink), still(&merel), still(&eik)), (1, 0, 0));
    // The next day it is over.
    world.pass(Span::hours(18)).await;
    assert!(page(&eik).await.contains("Vannacht heeft niemand dienst."));
    request(world, "Fuut").await;
    assert_eq!((told(world, &vink), told(world, &merel)), (2, 3));
}

#[tokio::test]
async fn requests_go_to_who_is_on_call_and_else_to_all_who_run_the_group() {
    tell(on_call_story).await;
}

#[tokio::test]
async fn requests_go_to_who_is_on_call_and_else_to_all_who_run_the_group_in_belgium() {
    tell_in("BE", |_| (), on_call_story).await;
}

#[tokio::test]
async fn who_is_put_on_by_another_says_yes_first() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let linde = world.member("Linde", Role::Member).await;
        let weekday = day(world, 0).weekday().to_monday_one_offset().to_string();
        let eiks = eik.member.to_string();
        let fields = [
            ("member", eiks.as_str()),
            ("weekday", weekday.as_str()),
            ("part", "night"),
        ];
        put(&linde, &fields).await.expect(403);
        put(&vink, &fields).await.expect(303);
        world.pass(Span::ZERO).await;
        let mail = world.mail.messages_to(&eik.email).pop().unwrap();
        assert_eq!(mail.subject, "Kunt u dienst hebben?");
        assert!(
            page(&eik).await.contains("Vannacht heeft niemand dienst."),
            "asked is not on"
        );
        let turn = asked(&page(&eik).await);
        assert!(!page(&linde).await.contains("/agree\"") && !page(&linde).await.contains("/remove\""));
        let agree = |person: &Person| person.page(&format!("/turns/{turn}/agree"));
        linde.submit(&agree(&linde), &[]).await.expect(403);
        vink.submit(&agree(&vink), &[]).await.expect(403);
        eik.submit(&agree(&eik), &[]).await.expect(303);
        assert!(page(&linde).await.contains("Vannacht heeft dienst: Eik"));
        // Each week; and whoever leaves is on no roster.
        world.pass(Span::days(7)).await;
        assert!(page(&linde).await.contains("Vannacht heeft dienst: Eik"));
        let remove = |person: &Person| person.page(&format!("/turns/{turn}/remove"));
        linde.submit(&remove(&linde), &[]).await.expect(403);
        eik.leave().await.expect(204);
        assert!(page(&linde).await.contains("Vannacht heeft niemand dienst."));
        vink.submit(&remove(&vink), &[]).await.expect(404);
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(log.contains("Vink vroeg Eik om dienst te hebben"), "{log}");
        // What is wrong is named, and kept.
        let wrong = put(&vink, &[("day", "2020-01-01")]).await.expect(422).text;
        assert!(
            wrong.contains("Kies een dag van de week, of een datum") && wrong.contains("2020-01-01"),
            "{wrong}"
        );
    })
    .await;
}
