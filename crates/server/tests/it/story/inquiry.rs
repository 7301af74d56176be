//! Somebody who is not a member asks: was I, or my car, reported?

use super::forgetting::told;
use super::log::{deeds, log};
use crate::page::Browser;
use crate::world::{Answer, Person, World, tell, until};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_domain::preference::day_of;
use saar_store::db::sql;

const EMAIL: &str = "kievit@elders.example.org";
const WORDS: &str = "Een rode bestelbus met een ladder, xq-vraag.";

fn today(world: &World) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    day_of(world.app.now(), &zone).to_string()
}

async fn ask(world: &World, browser: &Browser, day: &str) -> Answer {
    let street = world.street(0);
    let fields = [
        ("asks_about", "vehicle"),
        ("asks_day", day),
        ("asks_street", street.as_str()),
        ("asks_words", WORDS),
        ("email", EMAIL),
    ];
    browser.post(&format!("/ask/{}", world.group), &fields).await
}

/// The code of the last mail to the asker, once there are so many.
async fn code(world: &World, mails: usize) -> String {
    until("the code", async || world.mail.messages_to(EMAIL).len() >= mails).await;
    let text = &world.mail.messages_to(EMAIL)[mails - 1].text;
    let code = text.lines().map(str::trim);
    let code = code
        .into_iter()
        .find(|line| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit()));
    code.unwrap_or_else(|| panic!("no code in {text}")).to_owned()
}

async fn confirmed(world: &World, browser: &Browser) {
    ask(world, browser, &today(world)).await.expect(303);
    // One for each group: a second question at another takes nothing away.
    let path = format!("Path=/ask/{}", world.group);
    assert!(browser.set.lock().unwrap().iter().any(|set| set.contains(&path)));
    let code = code(world, 1).await;
    let sent = browser
        .post(&format!("/ask/{}/code", world.group), &[("code", &code)])
        .await;
    assert!(browser.follow(&sent).await.text.contains("Uw vraag is verstuurd."));
}

/// The path of the first question in an admin's queue.
async fn first(vink: &Person) -> String {
    let queue = vink.look(&vink.page("/admin/inquiries")).await.expect(200).text;
    let path = queue
        .split("href=\"")
        .find(|rest| rest.starts_with(&format!("/groups/{}/admin/inquiries/", vink.group)));
    let path = path.unwrap_or_else(|| panic!("{queue}")).split('"').next().unwrap();
    format!("{}{path}", vink.base)
}

#[tokio::test]
async fn who_is_not_a_member_gets_an_answer_that_shows_nobody() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let (incident, _) = told(world, &merel, 0).await;
        world.settle().await;
        let browser = Browser::fresh(world);
        let desk = format!("/ask/{}", world.group);
        assert!(browser.get(&desk).await.expect(200).text.contains("name=\"asks_words\""));
        ask(world, &browser, &today(world)).await.expect(303);
        let right = code(world, 1).await;
        // Before the code is typed, nobody reads it.
        let queue = vink.look(&vink.page("/admin/inquiries")).await.expect(200).text;
        assert!(queue.contains("Er wacht niemand."));
        let wrong = if right == "000000" { "111111" } else { "000000" };
        browser.post(&format!("{desk}/code"), &[("code", wrong)]).await.expect(422);
        // Another device has no use for it.
        Browser::fresh(world).post(&format!("{desk}/code"), &[("code", &right)]).await.expect(422);
        browser.post(&format!("{desk}/code"), &[("code", &right)]).await.expect(303);
        let page = browser.get(&desk).await.expect(200).text;
        assert!(page.contains("U krijgt antwoord vóór") && !page.contains("asks_words"), "the deadline is shown");
        world.pass(Span::seconds(1)).await;
        let told = world.mail.messages_to(&vink.email);
        assert!(told.iter().any(|mail| mail.subject.contains("Een buitenstaander vraagt iets")), "who runs the group is told");
        assert!(told.iter().all(|mail| !mail.raw.contains("xq-vraag") && !mail.raw.contains(EMAIL)));
        let waits = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert!(waits.contains("Eén vraag van een buitenstaander"), "{waits}");
        assert_eq!(world.mail.messages_to(EMAIL).len(), 2, "and mailed");

        merel.look(&merel.page("/admin/inquiries")).await.expect(403);
        let one = first(&vink).await;
        merel.look(&one).await.expect(403);
        let page = vink.look(&one).await.expect(200).text;
        assert!(page.contains("xq-vraag") && page.contains(&incident), "what there was that day");
        for secret in ["XQ999X", "xq-gedrag", EMAIL, "Merel"] {
            assert!(!page.contains(secret), "{secret}: people look for themselves");
        }
        let kept = vink.submit(&format!("{one}/answer"), &[("answer", "Een begin, xq-begin.")]).await.expect(422).text;
        assert!(kept.contains("xq-begin"), "what was typed is kept");
        vink.submit(&format!("{one}/answer"), &[("finding", "all"), ("answer", "Ja")]).await.expect(422);
        let said = "We hebben gekeken, xq-antwoord.";
        vink.submit(&format!("{one}/answer"), &[("finding", "reported"), ("answer", said)]).await.expect(303);
        vink.submit(&format!("{one}/answer"), &[("finding", "nothing"), ("answer", said)]).await.expect(409);
        // In one instant of this clock: in any order.
        let written = log(&vink).await;
        let mut written = deeds(&written);
        written.sort_unstable();
        assert_eq!(written, ["inquiry_answered", "inquiry_came", "inquiry_read", "inquiry_read", "inquiry_read"]);
        world.pass(Span::seconds(1)).await;
        let mails = world.mail.messages_to(EMAIL);
        assert!(mails[2].text.contains(said) && mails[2].text.contains("Er is iets gemeld"));
        for secret in ["XQ999X", "xq-gedrag", "Merel", "Vink"] {
            assert!(mails.iter().all(|mail| !mail.raw.contains(secret)), "{secret}");
        }
        assert!(browser.get(&desk).await.expect(200).text.contains(said));
        // What the asker gave is gone with the mail.
        let mut tx = world.app.db.read().await.unwrap();
        let left = sql("SELECT COUNT(*) AS n FROM inquiries WHERE email_sealed IS NOT NULL OR email_index IS NOT NULL OR words_sealed IS NOT NULL");
        assert_eq!(left.one(&mut tx).await.unwrap().get::<i64>("n").unwrap(), 0);
        drop(tx);
        assert!(!vink.look(&one).await.expect(200).text.contains("xq-vraag"));
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_due_in_a_month_and_put_off_once_with_a_reason() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Deputy).await;
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::fresh(world);
        confirmed(world, &browser).await;
        world.pass(Span::days(22)).await;
        let reminded = |person: &Person| {
            world
                .mail
                .messages_to(&person.email)
                .iter()
                .filter(|mail| mail.text.contains("wacht op antwoord"))
                .count()
        };
        assert_eq!(reminded(&vink), 0);
        world.pass(Span::days(2)).await;
        world.pass(Span::days(1)).await;
        assert_eq!(
            (reminded(&vink), reminded(&uil), reminded(&merel)),
            (1, 1, 0),
            "once, those who run the group"
        );
        let queue = vink.look(&vink.page("/admin/inquiries")).await.expect(200).text;
        assert!(queue.contains("Dat is binnenkort."));
        let one = first(&vink).await;
        vink.submit(&format!("{one}/extend"), &[("why", "druk")])
            .await
            .expect(422);
        vink.submit(
            &format!("{one}/extend"),
            &[("why", "De beheerder lag in het ziekenhuis.")],
        )
        .await
        .expect(303);
        vink.submit(&format!("{one}/extend"), &[("why", "En nu is het alweer zo druk.")])
            .await
            .expect(409);
        world.pass(Span::seconds(1)).await;
        let mails = world.mail.messages_to(EMAIL);
        assert!(
            mails
                .last()
                .unwrap()
                .text
                .contains("De beheerder lag in het ziekenhuis.")
        );
        assert!(
            browser
                .get(&format!("/ask/{}", world.group))
                .await
                .text
                .contains("ziekenhuis")
        );
        // Nobody answers at all: who asked is told, and nothing of it is left after its term.
        world.pass(Span::days(94)).await;
        let last = world.mail.messages_to(EMAIL).last().unwrap().text.clone();
        assert!(
            last.contains("heeft uw vraag beantwoord") && last.contains("toezichthouder"),
            "{last}"
        );
        world.pass(Span::days(2)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let left = sql("SELECT COUNT(*) AS n FROM inquiries").one(&mut tx).await.unwrap();
        assert_eq!(left.get::<i64>("n").unwrap(), 0);
        drop(tx);
        world.settle().await;
    })
    .await;
}

/// Nobody answers in time: it is said truly, to both sides and on the page of who runs the group; reminded of every week, and the umbrella hears of it.
#[tokio::test]
async fn what_is_overdue_is_said_and_told_to_the_umbrella() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let umbrella = super::umbrella::umbrella(world).await;
        let kauw = super::umbrella::coordinator(world, umbrella).await;
        let browser = Browser::fresh(world);
        confirmed(world, &browser).await;
        world.pass(Span::days(1)).await;
        let overdue = |person: &Person| {
            let mails = world.mail.messages_to(&person.email);
            let subject = "Een vraag had beantwoord moeten zijn";
            mails.iter().filter(|mail| mail.subject.contains(subject)).count()
        };
        world.pass(Span::days(31)).await;
        assert_eq!((overdue(&vink), overdue(&kauw)), (1, 1));
        world.pass(Span::days(3)).await;
        assert_eq!((overdue(&vink), overdue(&kauw)), (1, 1), "not every day");
        world.pass(Span::days(5)).await;
        assert_eq!((overdue(&vink), overdue(&kauw)), (2, 2), "and again after a week");
        let mine = browser.get(&format!("/ask/{}", world.group)).await.expect(200).text;
        assert!(
            mine.contains("antwoord moeten krijgen")
                && mine.contains("en hun koepel")
                && !mine.contains("U krijgt antwoord vóór"),
            "{mine}"
        );
        let queue = vink.look(&vink.page("/admin/inquiries")).await.expect(200).text;
        assert!(
            queue.contains("Te laat.") && !queue.contains("Dat is binnenkort."),
            "{queue}"
        );
        let waits = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert!(waits.contains("1 te laat"), "{waits}");
        let written = log(&vink).await;
        let overdue = deeds(&written)
            .iter()
            .filter(|deed| **deed == "inquiry_overdue")
            .count();
        assert_eq!(overdue, 2, "each step is a line");
        world.settle().await;
    })
    .await;
}

/// A stranger with addresses enough does not fill the mailboxes of volunteers: a mail a day at most, and one for all that is due on a day.
#[tokio::test]
async fn many_questions_are_told_in_one_mail_a_day() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let mails = |part: &str| {
            let mails = world.mail.messages_to(&vink.email);
            let found = mails.iter().filter(|mail| mail.subject.contains(part));
            found.map(|mail| mail.text.clone()).collect::<Vec<_>>()
        };
        let came = || mails("Een buitenstaander vraagt iets");
        let desk = format!("/ask/{}", world.group);
        let (mut sent, mut last) = (0, Browser::fresh(world));
        for (round, stays) in [false, true, true].into_iter().enumerate() {
            let browser = Browser::fresh(world);
            ask(world, &browser, &today(world)).await.expect(303);
            sent += 1;
            let code = code(world, sent).await;
            browser
                .post(&format!("{desk}/code"), &[("code", &code)])
                .await
                .expect(303);
            world.pass(Span::seconds(1)).await;
            sent = world.mail.messages_to(EMAIL).len();
            assert_eq!(came().len(), 1, "the first one alone, in round {round}");
            if !stays {
                browser.post(&format!("{desk}/withdraw"), &[]).await.expect(303);
            }
            last = browser;
        }
        world.pass(Span::days(1)).await;
        let told = came();
        assert_eq!(told.len(), 2, "the others together");
        assert!(told[1].contains("2 mensen vragen"), "{}", told[1]);
        world.pass(Span::days(1)).await;
        assert_eq!(came().len(), 2);
        for days in [20, 2, 2] {
            world.pass(Span::days(days)).await;
        }
        let soon = mails("Een vraag wacht op antwoord");
        assert!(soon.len() == 1 && soon[0].contains("2 mensen vroegen"), "{soon:?}");
        world.pass(Span::days(10)).await;
        let mine = last.get(&desk).await.expect(200).text;
        assert!(
            mine.contains("De beheerders krijgen daar bericht van.") && !mine.contains("koepel"),
            "{mine}"
        );
        assert_eq!(mails("Een vraag had beantwoord moeten zijn").len(), 1);
        world.settle().await;
    })
    .await;
}

/// Nobody of the group is in an answer, whoever reported; what else may show somebody is asked about once.
#[tokio::test]
async fn an_answer_that_may_show_somebody_else_is_asked_about_once() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        world.member("Jan van Zwaluw", Role::Member).await;
        let (incident, _) = told(world, &merel, 0).await;
        world.settle().await;
        let browser = Browser::fresh(world);
        confirmed(world, &browser).await;
        let answer = format!("{}/answer", first(&vink).await);
        let send = async |words: &str, sure: &str| {
            let fields = [("finding", "unclear"), ("answer", words), ("sure", sure)];
            vink.submit(&answer, &fields).await
        };
        // Whoever reported: else what is refused would say who did, to an admin who asked here themselves.
        for words in [
            "Dat zag merel.",
            "Merels melding.",
            "Vraag het Jan van Zwaluw, 06-12345678.",
        ] {
            for sure in ["", "1"] {
                let refused = send(words, sure).await.expect(422).text;
                let said = "In dit antwoord staat hoe iemand in uw groep heet.";
                assert!(
                    refused.contains(said) && !refused.contains("een telefoonnummer"),
                    "{refused}"
                );
            }
        }
        let words = "Het was XQ-999-X. Bel 06-12345678.";
        let asked = send(words, "").await.expect(422).text;
        for said in [
            "een kenteken: XQ-999-X",
            "een telefoonnummer: 06-12345678",
            "name=\"sure\"",
            words,
        ] {
            assert!(asked.contains(said), "{said}: {asked}");
        }
        assert!(asked.contains("value=\"unclear\" checked"), "what was chosen is kept");
        send(words, "1").await.expect(303);
        // The API says what was answered.
        let one = answer.rsplit('/').nth(1).unwrap();
        let one = vink
            .look(&vink.api(&format!("/inquiries/{one}")))
            .await
            .expect(200)
            .json();
        assert_eq!(one["answer"], words);
        world.pass(Span::seconds(1)).await;
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
    })
    .await;
}

/// Without words of one's own, those that are ready-made go, in the asker's language.
#[tokio::test]
async fn ready_made_words_go_where_nothing_is_typed() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let browser = Browser::fresh(world);
        confirmed(world, &browser).await;
        let one = first(&vink).await;
        let page = vink.look(&one).await.expect(200).text;
        assert!(
            page.contains("Er staat niets in dat over u"),
            "each finding with its words: {page}"
        );
        vink.submit(&format!("{one}/answer"), &[("finding", "erased"), ("answer", " ")])
            .await
            .expect(303);
        world.pass(Span::seconds(1)).await;
        let mail = world.mail.messages_to(EMAIL).last().unwrap().text.clone();
        assert!(mail.contains("Van die dag hebben we alleen nog"), "{mail}");
    })
    .await;
}

#[tokio::test]
async fn a_question_is_typed_well_and_taken_back_and_never_floods_a_mailbox() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let browser = Browser::fresh(world);
        let desk = format!("/ask/{}", world.group);
        let wrong = browser
            .post(
                &desk,
                &[
                    ("asks_day", "2020-01-01"),
                    ("asks_words", "bestelbus"),
                    ("email", "kievit"),
                ],
            )
            .await
            .expect(422);
        for said in ["Kies of het over uzelf", "Kies een dag in de laatste", "bestelbus"] {
            assert!(wrong.text.contains(said), "{said}: {}", wrong.text);
        }
        assert_eq!(ask(world, &browser, "2099-01-01").await.status, 422);
        confirmed(world, &browser).await;
        assert!(
            vink.look(&vink.page("/admin/inquiries"))
                .await
                .text
                .contains("Over mijn auto")
        );
        browser.post(&format!("{desk}/withdraw"), &[]).await.expect(303);
        assert!(
            vink.look(&vink.page("/admin/inquiries"))
                .await
                .text
                .contains("Er wacht niemand.")
        );
        assert!(browser.get(&desk).await.text.contains("name=\"asks_words\""));
        // Taking back gives no further codes: somebody else's mailbox would be flooded with them.
        for _ in 0..4 {
            let stranger = Browser::fresh(world);
            ask(world, &stranger, &today(world)).await.expect(303);
            stranger.post(&format!("{desk}/withdraw"), &[]).await.expect(303);
        }
        ask(world, &Browser::fresh(world), &today(world)).await.expect(429);
        // What nobody confirmed is gone after a day.
        world.pass(Span::hours(25)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let left = sql("SELECT COUNT(*) AS n FROM inquiries").one(&mut tx).await.unwrap();
        assert_eq!(left.get::<i64>("n").unwrap(), 0);
        drop(tx);
        Browser::fresh(world)
            .get("/ask/0193e4a0-0000-7000-8000-000000000004")
            .await
            .expect(404);
    })
    .await;
}
