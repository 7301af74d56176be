//! What is wrong about somebody they put right themselves: the name in a group, and the address.

use crate::page::Browser;
use crate::page::account::mail;
use crate::world::{Answer, Person, World, read, tell, until};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_store::account;
use serde_json::{Value, json};

async fn ask(person: &Person, method: &str, path: &str, body: Value) -> Answer {
    let url = format!("{}{path}", person.base);
    let request = person.http.request(method.parse().unwrap(), url);
    let request = request
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin")
        .json(&body);
    read(request.send().await.unwrap()).await
}

fn alias_path(person: &Person) -> String {
    format!("/api/v1/groups/{}/alias", person.group)
}

/// What was said before stands under the new name, the log tells that it was changed and not from what, and nobody takes a neighbour's name.
#[tokio::test]
async fn a_name_in_the_group_is_put_right_and_stands_in_the_log() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let page = browser.get("/settings/correct").await.expect(200).text;
        assert!(page.contains("value=\"Merel\""), "{page}");
        let group = merel.group.to_string();
        let rename = async |alias: &str| {
            let fields = [("group", group.as_str()), ("alias", alias)];
            browser.post("/settings/correct/alias", &fields).await
        };
        let wrong = rename("VINK").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("value=\"VINK\"") && wrong.text.contains("Een buur heeft deze naam al"));
        let done = rename("Zanglijster").await;
        assert_eq!(
            (done.status, done.location()),
            (303, "/settings/correct?done=alias-changed")
        );
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert!(log.contains("Zanglijster koos een andere naam in de groep"), "{log}");
        assert!(!log.contains("Merel"), "the former name may be what was wrong");
        // By the API too, in other capitals as well; the same again is no change; four times in a month is too often.
        for (typed, status) in [
            ("zanglijster", 204),
            ("zanglijster", 204),
            ("Merel", 204),
            ("Spreeuw", 422),
        ] {
            let answer = ask(&merel, "PUT", &alias_path(&merel), json!({"alias": typed})).await;
            assert_eq!(answer.status, status, "{typed}: {}", answer.text);
        }
        world.clock.push(Span::days(31));
        ask(&merel, "PUT", &alias_path(&merel), json!({"alias": "Spreeuw"}))
            .await
            .expect(204);
        // Somebody else's group is not there.
        let elsewhere = format!("/api/v1/groups/{}/alias", world.another_group().await);
        ask(&merel, "PUT", &elsewhere, json!({"alias": "Spreeuw"}))
            .await
            .expect(404);
    })
    .await;
}

/// Two want the same name at the same moment: one gets it.
#[tokio::test]
async fn two_who_want_one_name_do_not_both_get_it() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let kauw = world.member("Kauw", Role::Member).await;
        let (alias, other) = (alias_path(&merel), alias_path(&kauw));
        let (first, second) = tokio::join!(
            ask(&merel, "PUT", &alias, json!({"alias": "Putter"})),
            ask(&kauw, "PUT", &other, json!({"alias": "putter"})),
        );
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 422]);
    })
    .await;
}

/// Asks for and types the code of a new address; the answer to the code.
async fn moves(world: &World, browser: &Browser, new: &str, nth: usize) -> Answer {
    let asked = browser.post("/settings/correct/email", &[("email", new)]).await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    let text = code_of(world, new, nth).await;
    browser
        .post("/settings/correct/email/code", &[("new_code", &text)])
        .await
}

/// The code of the nth mail to an address; such a mail has no link, which would sign in somebody whose address this is not yet.
async fn code_of(world: &World, email: &str, nth: usize) -> String {
    until("the mail", async || world.mail.messages_to(email).len() >= nth).await;
    let text = world.mail.messages_to(email)[nth - 1].text.clone();
    assert!(!text.contains("/sign-in/link"), "{text}");
    let line = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
    text.lines().map(str::trim).find(line).unwrap().to_owned()
}

/// Somebody signs in by their mail; their browser.
async fn signs_in(world: &World, email: &str, nth: usize) -> Browser {
    let browser = Browser::fresh(world);
    browser.post("/sign-in", &[("email", email)]).await.expect(303);
    let (code, _) = mail(world, email, nth).await;
    browser.post("/sign-in/code", &[("code", &code)]).await.expect(303);
    browser
}

async fn address_of(world: &World, person: &Person) -> String {
    let mut tx = world.app.db.read().await.unwrap();
    account::own_email(&mut tx, &world.app.sealer, person.account)
        .await
        .unwrap()
}

const NEW: &str = "zanglijster@example.org";

/// The new mailbox answers, devices stay, alarms go there from then on, and who holds the old one reads of it and takes it back: then every door is closed.
#[tokio::test]
async fn an_address_is_changed_by_its_new_mailbox_and_taken_back_from_the_old() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = signs_in(world, &merel.email, 1).await;
        let same = browser
            .post("/settings/correct/email", &[("email", &merel.email)])
            .await;
        assert!(same.status == 422 && same.text.contains("Dit is uw adres al"));
        browser
            .post("/settings/correct/email", &[("email", NEW)])
            .await
            .expect(303);
        let code = code_of(world, NEW, 1).await;
        // On another device of hers the code is worth nothing.
        let other = Browser::of(world, &merel);
        let stolen = other.post("/settings/correct/email/code", &[("new_code", &code)]).await;
        assert_eq!(stolen.status, 422);
        let done = browser
            .post("/settings/correct/email/code", &[("new_code", &code)])
            .await;
        assert_eq!(
            (done.status, done.location()),
            (303, "/settings/correct?done=address-changed")
        );
        assert_eq!(address_of(world, &merel).await, NEW);
        other.get("/settings").await.expect(200);
        assert!(browser.get("/settings/correct").await.expect(200).text.contains(NEW));
        // The code of before is used up, and there is no second change while the way back is open.
        assert_eq!(
            browser
                .post("/settings/correct/email/code", &[("new_code", &code)])
                .await
                .status,
            422
        );
        let again = moves(world, &browser, "third@example.org", 1).await;
        assert!(
            again.status == 422 && again.text.contains("deze week al"),
            "{}",
            again.text
        );
        // Signing in goes by the new address, and no longer by the old.
        signs_in(world, NEW, 2).await;
        until("the mail", async || world.mail.messages_to(&merel.email).len() == 2).await;
        let told = world.mail.messages_to(&merel.email)[1].text.clone();
        assert!(
            !told.contains(NEW),
            "the former mailbox may be another's by now: {told}"
        );
        let word = told
            .split("/address-back#")
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned();
        let stranger = Browser::fresh(world);
        assert!(
            stranger
                .get("/address-back")
                .await
                .expect(200)
                .text
                .contains("Draai het terug")
        );
        let broken = stranger.post("/address-back", &[("token", &word[1..])]).await;
        assert_eq!(broken.status, 422);
        let back = stranger.post("/address-back", &[("token", &word)]).await.expect(200);
        assert!(back.text.contains("Uw oude adres geldt weer"));
        assert_eq!(address_of(world, &merel).await, merel.email);
        assert_eq!(browser.get("/settings").await.status, 303, "signed out");
        assert_eq!(other.get("/settings").await.status, 303, "signed out");
        assert_eq!(
            stranger.post("/address-back", &[("token", &word)]).await.status,
            422,
            "once"
        );
        signs_in(world, &merel.email, 3).await;
    })
    .await;
}

/// An address of somebody else stays theirs; only who reads the mailbox gets to know it. The way back ends after a week, and a change needs a recent proof.
#[tokio::test]
async fn nobody_takes_over_an_address_and_nothing_lasts_for_ever() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let kauw = world.member("Kauw", Role::Member).await;
        let browser = signs_in(world, &merel.email, 1).await;
        let taken = moves(world, &browser, &kauw.email, 1).await;
        assert!(
            taken.status == 422 && taken.text.contains("ander account"),
            "{}",
            taken.text
        );
        assert_eq!(address_of(world, &kauw).await, kauw.email);
        assert_eq!(moves(world, &browser, NEW, 1).await.status, 303);
        until("the mail", async || world.mail.messages_to(&merel.email).len() == 2).await;
        let told = world.mail.messages_to(&merel.email)[1].text.clone();
        let word = told
            .split("/address-back#")
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned();
        world.clock.push(Span::minutes(11));
        let late = browser
            .post("/settings/correct/email", &[("email", "third@example.org")])
            .await;
        assert_eq!(late.status, 403, "a phone that lies about: {}", late.text);
        world.clock.push(Span::days(7));
        assert_eq!(
            Browser::fresh(world)
                .post("/address-back", &[("token", &word)])
                .await
                .status,
            422
        );
        assert_eq!(address_of(world, &merel).await, NEW);
    })
    .await;
}

/// Who was alarmed at the former mailbox hears how it ended at the new one.
#[tokio::test]
async fn an_end_follows_who_moved() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let browser = signs_in(world, &merel.email, 1).await;
        let incident = vink.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!(world.mail.messages_to(&merel.email).len(), 2, "a code, an alarm");
        moves(world, &browser, NEW, 1).await.expect(303);
        vink.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        let told = world.mail.messages_to(NEW);
        assert_eq!(told.len(), 2, "a code, the end: {told:?}");
        until("the way back", async || world.mail.messages_to(&merel.email).len() == 3).await;
    })
    .await;
}

/// A name that still stands under somebody's reports is nobody else's, also when they have gone.
#[tokio::test]
async fn nobody_takes_the_name_of_who_just_left() {
    tell(async |world| {
        world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        eik.leave().await.expect(204);
        let answer = ask(&merel, "PUT", &alias_path(&merel), json!({"alias": "Eik"})).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
    })
    .await;
}

/// An owner who came in anew meanwhile closes what a thief moved away, to everybody.
#[tokio::test]
async fn what_a_thief_moved_is_closed_where_the_owner_has_a_new_account() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = signs_in(world, &merel.email, 1).await;
        moves(world, &browser, NEW, 1).await.expect(303);
        until("the way back", async || world.mail.messages_to(&merel.email).len() == 2).await;
        let told = world.mail.messages_to(&merel.email)[1].text.clone();
        let word = told
            .split("/address-back#")
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap();
        let mut tx = world.app.db.write().await.unwrap();
        saar_server::usecase::sign_in::new_account(&world.app, &mut tx, &merel.email, "nl")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let answer = Browser::fresh(world).post("/address-back", &[("token", word)]).await;
        assert!(
            answer.status == 422 && answer.text.contains("ander account"),
            "{}",
            answer.text
        );
        assert_eq!(browser.get("/settings").await.status, 303, "signed out");
        assert!(address_of(world, &merel).await.ends_with("@nobody.invalid"));
    })
    .await;
}
