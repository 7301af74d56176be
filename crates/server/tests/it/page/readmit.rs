//! Who lost phone and mailbox comes back with the help of an admin who knows them; and who lost nothing keeps their place.

use super::Browser;
use super::account::mail;
use crate::world::{Answer, Person, World, tell};
use saar_domain::clock::Span;
use saar_domain::id::MemberId;
use saar_domain::member::{Alias, Role};
use saar_server::usecase::invite::{self, Limits};
use saar_store::member;

const WHY: &str = "Ze staat naast me en haar telefoon ligt in de vaart.";

/// An admin makes the way in; its path.
async fn way_in(admin: &Person, of: &Person) -> String {
    let form = admin.page(&format!("/members/{}/readmit", of.member));
    let made = admin.submit(&form, &[("why", WHY)]).await.expect(303);
    let page = admin
        .look(&format!("{}{}", admin.base, made.location()))
        .await
        .expect(200)
        .text;
    let page = page.replace("&#x2f;", "/");
    let at = page.find("/join/").unwrap();
    page[at..].split(['<', '"']).next().unwrap().to_owned()
}

/// Comes back by it at another address.
async fn come_back(world: &World, path: &str, email: &str) -> (Browser, Answer) {
    let browser = Browser::fresh(world);
    let form = [
        ("email", email),
        ("adult", "yes"),
        ("rules", "yes"),
        ("rules_version", "2"),
    ];
    browser.post(path, &form).await.expect(303);
    let (code, _) = mail(world, email, 1).await;
    let answer = browser.post("/sign-in/code", &[("code", &code)]).await;
    (browser, answer)
}

#[tokio::test]
async fn who_lost_phone_and_mailbox_comes_back_at_another_address() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Deputy).await;
        let lost = world.phone(&merel).await;
        let bound = [("bound", "yes")];
        merel.submit(&merel.page("/secrecy"), &bound).await.expect(303);
        let path = way_in(&vink, &merel).await;
        let page = Browser::fresh(world).get(&path).await.expect(200).text;
        assert!(page.contains("Welkom terug, Merel") && !page.contains("name=\"alias\""));

        let (browser, back) = come_back(world, &path, "merel.nieuw@example.org").await;
        let home = browser.follow(&back.expect(303)).await.expect(200);
        assert!(home.text.contains("Welkom"));
        // In the old role, under the old alias, and nothing of it is left at the old address.
        let page = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert_eq!(page.matches(">Merel</a>").count(), 1, "{page}");
        browser.get(&format!("/groups/{}/admin", world.group)).await.expect(200);
        // Bound to secrecy as before.
        let secrecy = browser.get(&format!("/groups/{}/secrecy", world.group)).await;
        assert!(secrecy.expect(200).text.contains(" checked"));
        merel.look(&merel.page("")).await.expect(404);
        vink.alarm(&world.street(0)).await;
        world.settle().await;
        assert!(lost.received().is_empty(), "the lost phone hears nothing any more");
        world.mail.wait_for("merel.nieuw@example.org", 2).await;
        // Once is once, and it is in the log.
        Browser::fresh(world).get(&path).await.expect(410);
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(log.contains("is terug op een ander adres") && log.contains(WHY));
    })
    .await;
}

#[tokio::test]
async fn who_lost_nothing_is_told_and_stops_it() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let path = way_in(&vink, &merel).await;
        let told = world.mail.wait_for(&merel.email, 1).await;
        let words = told[0].text.clone();
        assert!(
            words.contains("Vink maakte een link") && words.contains("/settings/log"),
            "{words}"
        );
        let page = merel
            .look(&format!("{}/settings/log", merel.base))
            .await
            .expect(200)
            .text;
        let form = page.split("action=\"/settings/log/").nth(1).unwrap();
        let refuse = format!("{}/settings/log/{}", merel.base, form.split('"').next().unwrap());
        // Nobody else stops it.
        vink.submit(&refuse, &[]).await.expect(404);
        merel.submit(&refuse, &[]).await.expect(303);
        Browser::fresh(world).get(&path).await.expect(410);
        merel.look(&merel.page("")).await.expect(200);
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(log.contains("Merel hield dat tegen"));
    })
    .await;
}

#[tokio::test]
async fn a_way_in_lets_nobody_rise_and_does_not_stay_open() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Deputy).await;
        let merel = world.member("Merel", Role::Member).await;
        let form = |by: &Person, of: &Person| by.page(&format!("/members/{}/readmit", of.member));
        // A deputy stands over members alone, and nobody over themselves.
        eik.submit(&form(&eik, &vink), &[("why", WHY)]).await.expect(403);
        vink.submit(&form(&vink, &vink), &[("why", WHY)]).await.expect(403);
        let wrong = eik.submit(&form(&eik, &merel), &[("why", "ja")]).await.expect(422);
        assert!(wrong.text.contains("minstens 10 tekens") && wrong.text.contains("value=\"ja\""));
        // A second one takes the place of the first; two days, and it is over.
        let first = way_in(&eik, &merel).await;
        let second = way_in(&vink, &merel).await;
        Browser::fresh(world).get(&first).await.expect(410);
        Browser::fresh(world).get(&second).await.expect(200);
        world.pass(Span::hours(49)).await;
        Browser::fresh(world).get(&second).await.expect(410);
        // Who left meanwhile has no place to come back to.
        let third = way_in(&vink, &merel).await;
        merel.leave().await.expect(204);
        Browser::fresh(world).get(&third).await.expect(410);
    })
    .await;
}

/// Neither leaving nor losing a phone ends a pause, and a link that lies about undoes no removal.
#[tokio::test]
async fn what_was_decided_is_not_undone_by_coming_in_again() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let made = invite::create(
            &world.app,
            vink.account,
            world.group,
            Limits {
                uses_max: Some(9),
                days: Some(9),
            },
        )
        .await
        .unwrap();
        let link = format!("/join/{}", invite::word(&world.app.sealer, made.id));
        let measure = async |step: &str| {
            let form = vink.page(&format!("/members/{}/measures", of_alias(world, "Merel").await));
            let fields = [
                ("step", step),
                ("rule", "only_real_alarms"),
                ("words", "Dit was de derde kat."),
                ("days", "7"),
            ];
            vink.submit(&form, &fields).await.expect(303);
            world.pass(Span::ZERO).await;
        };
        let join = async |count: usize| {
            let browser = Browser::fresh(world);
            let form = [
                ("alias", "Merel"),
                ("email", &merel.email),
                ("adult", "yes"),
                ("rules", "yes"),
                ("rules_version", "2"),
            ];
            browser.post(&link, &form).await.expect(303);
            let (code, _) = mail(world, &merel.email, count).await;
            browser.post("/sign-in/code", &[("code", &code)]).await
        };
        measure("pause").await;
        merel.leave().await.expect(204);
        join(2).await.expect(303);
        let mut drill = Person::report(&world.street(0));
        drill["drill"] = serde_json::json!(true);
        merel.post(&merel.api("/incidents"), &drill).await.expect(403);
        measure("removal").await;
        let refused = join(4).await.expect(410).text;
        assert!(refused.contains("U kunt hiermee niet terugkomen"), "{refused}");
        merel.look(&merel.page("")).await.expect(404);
    })
    .await;
}

/// The member who goes by an alias now.
async fn of_alias(world: &World, alias: &str) -> MemberId {
    let mut tx = world.app.db.read().await.unwrap();
    let alias = Alias::parse(alias).unwrap();
    let found = member::by_alias(&mut tx, world.group, &alias).await.unwrap();
    found.unwrap().id
}
