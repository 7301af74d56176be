//! A group that nobody looks after any more: who is told when, who may do what then, and that it is done once.

use crate::world::{Answer, Person, World, tell, tell_in, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_server::usecase::continuity::watch;
use saar_server::usecase::group::set_role_as_operator;
use saar_store::db::sql;

/// The subjects of the mails that somebody got.
fn subjects(world: &World, person: &Person) -> Vec<String> {
    let mails = world.mail.messages_to(&person.email);
    mails.into_iter().map(|mail| mail.subject).collect()
}

async fn home(person: &Person) -> String {
    person.look(&person.page("")).await.expect(200).text
}

async fn press(person: &Person, what: &str) -> Answer {
    person.submit(&person.page(what), &[]).await
}

/// How often a deed stands in the group's log.
async fn deeds(world: &World, deed: &str) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    sql("SELECT COUNT(*) AS n FROM audit WHERE group_id = $1 AND deed = $2")
        .bind(world.group)
        .bind(deed)
        .one(&mut tx)
        .await
        .unwrap()
        .get("n")
        .unwrap()
}

const WEEK: Span = Span::days(7);

async fn silence_story(world: &World) {
    let vink = world.member("Vink", Role::Admin).await;
    let merel = world.member("Merel", Role::Deputy).await;
    let eik = world.member("Eik", Role::Member).await;
    world.pass(Span::days(29)).await;
    assert!(subjects(world, &vink).is_empty(), "a holiday is no silence");
    world.pass(Span::days(1)).await;
    assert_eq!(subjects(world, &vink), ["Uw buurtgroep mist u"]);
    assert!(subjects(world, &merel).is_empty() && subjects(world, &eik).is_empty());
    // Everybody sees what was done, and nobody can do more yet.
    let page = home(&eik).await;
    assert!(page.contains("de beheerders kregen een herinnering"), "{page}");
    assert!(!page.contains("/volunteer\""), "{page}");
    press(&merel, "/take-over").await.expect(409);
    assert!(!home(&merel).await.contains("/take-over\""));

    // The clock strikes often; a step is taken once.
    world.pass(Span::days(6)).await;
    world.pass(Span::hours(23)).await;
    assert_eq!(subjects(world, &vink).len(), 1);
    // A deputy who looked in has not taken over.
    assert!(subjects(world, &merel).is_empty());
    world.pass(Span::hours(1)).await;
    world.pass(Span::ZERO).await;
    assert_eq!(subjects(world, &merel), ["Kunt u uw buurtgroep overnemen?"]);
    assert_eq!(deeds(world, "switch_climbed").await, 2);
    assert!(home(&merel).await.contains("/take-over\""));
    press(&eik, "/take-over").await.expect(403);
    let done = press(&merel, "/take-over").await.expect(303);
    assert!(done.location().ends_with("/admin?done=took-over"));

    let log = merel.look(&merel.page("/log")).await.expect(200).text;
    assert!(log.contains("Merel maakte Merel beheerder"), "{log}");
    assert!(
        log.contains("SAAR keek naar de groep: de plaatsvervangers kregen bericht"),
        "{log}"
    );
    assert!(!home(&eik).await.contains("herinnering"), "it is over");
    // Vink is admin as before, and so it stays over.
    world.pass(Span::days(8)).await;
    vink.look(&vink.page("/admin")).await.expect(200);
    assert_eq!(subjects(world, &vink).len(), 1);
    press(&merel, "/take-over").await.expect(409);
}

#[tokio::test]
async fn after_a_silence_the_deputy_takes_over_and_nobody_loses_anything() {
    tell(silence_story).await;
}

#[tokio::test]
async fn after_a_silence_the_deputy_takes_over_and_nobody_loses_anything_in_belgium() {
    tell_in("BE", |_| (), silence_story).await;
}

/// Roles, rules and settings wait for an admin: a deputy who looks in each week hides no silence.
#[tokio::test]
async fn a_deputy_who_looks_in_each_week_is_no_admin() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Deputy).await;
        for _ in 0..4 {
            world.pass(WEEK).await;
            merel.look(&merel.page("/admin")).await.expect(200);
        }
        assert!(subjects(world, &vink).is_empty(), "28 days");
        world.pass(Span::days(2)).await;
        assert_eq!(subjects(world, &vink), ["Uw buurtgroep mist u"]);
        merel.look(&merel.page("/admin")).await.expect(200);
        world.pass(WEEK).await;
        assert_eq!(subjects(world, &merel), ["Kunt u uw buurtgroep overnemen?"]);
        press(&merel, "/take-over").await.expect(303);
        // Whoever rose has a month like everybody.
        world.pass(Span::days(29)).await;
        assert_eq!(subjects(world, &merel).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_admin_who_comes_back_ends_it() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Deputy).await;
        world.pass(Span::days(30)).await;
        assert!(home(&merel).await.contains("kregen een herinnering"));
        home(&vink).await;
        world.pass(WEEK).await;
        assert!(!home(&merel).await.contains("kregen een herinnering"));
        assert!(subjects(world, &merel).is_empty());
        assert_eq!(deeds(world, "switch_ended").await, 1);
    })
    .await;
}

#[tokio::test]
async fn without_deputy_and_umbrella_the_neighbours_are_asked_and_one_of_them_is_appointed() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let linde = world.member("Linde", Role::Member).await;
        world.pass(Span::days(30)).await;
        press(&eik, "/volunteer").await.expect(409);
        world.pass(WEEK).await;
        let asked = "Wie wil beheerder van uw buurtgroep worden?";
        assert_eq!(subjects(world, &eik), [asked]);
        assert_eq!(subjects(world, &linde), [asked]);
        let page = home(&linde).await;
        assert!(
            page.contains("/volunteer\"") && page.contains("het gaat niet vanzelf"),
            "{page}"
        );
        assert!(!page.contains("/appoint\""), "{page}");
        // Said twice is said; and once is told.
        press(&eik, "/volunteer").await.expect(303);
        press(&eik, "/volunteer").await.expect(303);
        world.pass(Span::ZERO).await;
        world.pass(Span::ZERO).await;
        let told = subjects(world, &vink);
        assert_eq!(
            told.iter()
                .filter(|subject| *subject == "Een buur wil beheerder worden")
                .count(),
            1
        );
        assert!(home(&eik).await.contains("U heeft gezegd dat u beheerder wilt worden."));
        // Who wants it is for those who choose.
        assert!(!home(&linde).await.contains("Eik"));

        let appoint = async |by: &Person, who: &Person| {
            let member = who.member.to_string();
            by.submit(&by.page("/appoint"), &[("member", &member)]).await
        };
        appoint(&eik, &eik).await.expect(403);
        // Vink reads the mail; nobody is made admin who did not say so.
        let page = home(&vink).await;
        assert!(
            page.contains("Deze buren willen beheerder worden") && page.contains("Eik"),
            "{page}"
        );
        appoint(&vink, &linde).await.expect(404);
        appoint(&vink, &eik).await.expect(303);
        eik.look(&eik.page("/admin")).await.expect(200);
        world.pass(Span::ZERO).await;
        assert_eq!(subjects(world, &eik).last().unwrap(), "U bent nu beheerder");
        appoint(&vink, &linde).await.expect(409);
    })
    .await;
}

#[tokio::test]
async fn where_nobody_answers_who_runs_the_installation_appoints() {
    tell(async |world| {
        world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        world.pass(Span::days(30)).await;
        world.pass(WEEK).await;
        press(&eik, "/volunteer").await.expect(303);
        // No step is left, and nothing happens by itself.
        world.pass(Span::days(60)).await;
        eik.look(&eik.page("/admin")).await.expect(403);
        assert_eq!(subjects(world, &eik).len(), 1);
        set_role_as_operator(&world.app, world.group, "eik", Role::Admin)
            .await
            .unwrap();
        home(&eik).await;
        world.pass(Span::hours(1)).await;
        assert!(!home(&eik).await.contains("gezegd dat u beheerder"));
        assert_eq!(deeds(world, "switch_ended").await, 1);
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_an_answer_is_not_forgotten() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Deputy).await;
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Admin).await;
        let fields = [
            ("alias", "Kauw"),
            ("home_street", "other"),
            ("adult", "yes"),
            ("rules", "yes"),
            ("rules_version", "2"),
        ];
        let ask = format!("{}/welcome/{}", world.base, world.group);
        kauw.submit(&ask, &fields).await.expect(303);
        // Those who run the group are told, soon and once.
        world.pass(Span::minutes(9)).await;
        assert!(subjects(world, &vink).is_empty());
        world.pass(Span::minutes(1)).await;
        for runs in [&vink, &merel] {
            assert_eq!(subjects(world, runs), ["Een buur wil meedoen"]);
        }
        world.pass(Span::days(6).minus(Span::minutes(10))).await;
        assert!(!subjects(world, &vink).contains(&"Uw buurtgroep mist u".to_owned()));
        world.pass(Span::days(1)).await;
        assert!(subjects(world, &vink).contains(&"Uw buurtgroep mist u".to_owned()));
        let page = home(&vink).await;
        assert!(page.contains("wachten al een tijd op antwoord"), "{page}");
        // Looking is not answering.
        world.pass(WEEK).await;
        assert!(subjects(world, &merel).contains(&"Kunt u uw buurtgroep overnemen?".to_owned()));
        let queue = vink.look(&vink.api("/requests")).await.expect(200).json();
        let request = queue[0]["id"].as_str().unwrap().to_owned();
        let url = vink.page(&format!("/admin/requests/{request}/refuse"));
        vink.submit(&url, &[("answer", "Nu niet.")]).await.expect(303);
        world.pass(Span::ZERO).await;
        assert!(!home(&vink).await.contains("wachten al een tijd op antwoord"));
        assert_eq!(deeds(world, "switch_ended").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_fails_is_sent_later_and_the_step_is_not_taken_again() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        world.mail.reject_next(451, "later");
        world.pass(Span::days(30)).await;
        assert!(subjects(world, &vink).is_empty());
        world.pass(Span::minutes(4)).await;
        assert!(subjects(world, &vink).is_empty());
        world.pass(Span::minutes(1)).await;
        assert_eq!(subjects(world, &vink).len(), 1);
        world.pass(Span::minutes(30)).await;
        assert_eq!(subjects(world, &vink).len(), 1);
        assert_eq!(deeds(world, "switch_climbed").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_clocks_take_a_step_once() {
    tell_on_postgres(async |world| {
        world.member("Vink", Role::Admin).await;
        let (second, _) = world.second_server().await;
        for (days, steps) in [(30, 1), (7, 2)] {
            world.clock.push(Span::days(days));
            let (one, other) = tokio::join!(watch(&world.app), watch(&second));
            assert_eq!(one.unwrap() + other.unwrap(), 1);
            assert_eq!(deeds(world, "switch_climbed").await, steps);
        }
        world.pass(Span::ZERO).await;
        let mails = world.mail.messages_to("vink@example.org").len();
        assert_eq!(mails, 2, "a reminder, and the question to everybody");
    })
    .await;
}
