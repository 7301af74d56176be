//! Signing in by code and by link, and what a session is.

use super::Browser;
use crate::world::{Answer, Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::member::Role;

/// Waits for the mail number `count` to an address: it is sent after the answer.
pub async fn mail(world: &World, email: &str, count: usize) -> (String, String) {
    for _ in 0..500 {
        let mails = world.mail.messages_to(email);
        if mails.len() >= count {
            let text = &mails[count - 1].text;
            let code = text
                .lines()
                .map(str::trim)
                .find(|line| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit()))
                .unwrap_or_else(|| panic!("no code in {text}"));
            let link = text
                .split_whitespace()
                .find(|word| word.contains("/sign-in/link"))
                .unwrap();
            return (code.to_owned(), link.to_owned());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("no mail number {count} to {email}");
}

async fn ask(browser: &Browser, email: &str) -> Answer {
    browser.post("/sign-in", &[("email", email)]).await
}

async fn enter(browser: &Browser, code: &str) -> Answer {
    browser.post("/sign-in/code", &[("code", code)]).await
}

/// A code that is not this one.
fn wrong(code: &str) -> String {
    if code == "000000" {
        "000001".into()
    } else {
        "000000".into()
    }
}

#[tokio::test]
async fn a_code_from_the_mail_signs_in_once() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::fresh(world);
        let asked = browser
            .post("/sign-in", &[("email", &merel.email), ("next", "/settings")])
            .await
            .expect(303);
        assert_eq!(asked.location(), "/sign-in/code?next=%2Fsettings");
        let (code, _) = mail(world, &merel.email, 1).await;
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        let done = browser
            .post("/sign-in/code", &[("code", &spaced), ("next", "/settings")])
            .await
            .expect(303);
        assert_eq!(done.location(), "/settings");
        assert!(browser.has("saar") && !browser.has("saar-code"));
        assert!(
            browser
                .get("/settings")
                .await
                .expect(200)
                .text
                .contains("Android · Firefox")
        );
        let other = Browser::fresh(world);
        assert_eq!(enter(&other, &code).await.status, 422, "another device");
        assert_eq!(enter(&browser, &code).await.status, 422, "used");
    })
    .await;
}

#[tokio::test]
async fn a_code_belongs_to_the_device_that_asked() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let (a, b) = (Browser::fresh(world), Browser::fresh(world));
        ask(&a, &merel.email).await.expect(303);
        let (code, _) = mail(world, &merel.email, 1).await;
        let refused = enter(&b, &code).await.expect(422);
        assert!(
            refused
                .text
                .contains("Deze code hoort bij het toestel waarop u hem vroeg.")
        );
        ask(&b, &merel.email).await.expect(303);
        mail(world, &merel.email, 2).await;
        enter(&b, &code).await.expect(422);
        assert!(!b.has("saar"));
        enter(&a, &code).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn five_wrong_codes_end_it_and_so_do_ten_minutes() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::fresh(world);
        ask(&browser, &merel.email).await.expect(303);
        let (code, _) = mail(world, &merel.email, 1).await;
        for left in (1..5).rev() {
            let answer = enter(&browser, &wrong(&code)).await.expect(422);
            assert!(
                answer.text.contains(&format!("U kunt het nog {left} keer proberen.")),
                "{left}: {}",
                answer.text
            );
        }
        let last = enter(&browser, &wrong(&code)).await.expect(422);
        assert!(last.text.contains("Deze code werkt niet meer. Vraag een nieuwe aan."));
        enter(&browser, &code).await.expect(422);

        ask(&browser, &merel.email).await.expect(303);
        let (code, _) = mail(world, &merel.email, 2).await;
        world.clock.push(Span::minutes(10));
        world.clock.push(Span::millis(1));
        let late = enter(&browser, &code).await.expect(422);
        assert!(late.text.contains("Deze code werkt niet meer."));

        ask(&browser, &merel.email).await.expect(303);
        let (code, _) = mail(world, &merel.email, 3).await;
        world.clock.push(Span::minutes(10));
        enter(&browser, &code).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn the_link_signs_in_on_any_device_but_not_for_a_scanner() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let (asked, phone) = (Browser::fresh(world), Browser::fresh(world));
        ask(&asked, &merel.email).await.expect(303);
        let (code, link) = mail(world, &merel.email, 1).await;
        let (address, secret) = link.split_once('#').expect("the secret stands behind the #");
        assert_eq!(address, format!("{}/sign-in/link", world.base));
        // A mail scanner opens every link, some with what is behind the # as well.
        for path in ["/sign-in/link".to_owned(), format!("/sign-in/link?token={secret}")] {
            for _ in 0..3 {
                let page = Browser::fresh(world).get(&path).await.expect(200);
                assert!(page.text.contains("<form method=\"post\" action=\"/sign-in/link\""));
                assert!(
                    !page.text.contains(secret),
                    "nothing is put into the page by the server"
                );
                assert!(!page.headers.contains_key("set-cookie"));
            }
        }
        let done = phone.post("/sign-in/link", &[("token", secret)]).await.expect(303);
        assert_eq!(done.location(), "/");
        assert!(phone.has("saar"));
        let again = Browser::fresh(world)
            .post("/sign-in/link", &[("token", secret)])
            .await
            .expect(422);
        assert!(again.text.contains("Deze link werkt niet meer."));
        enter(&asked, &code).await.expect(422);
        let forged = Browser::fresh(world).post("/sign-in/link", &[("token", "")]).await;
        assert_eq!(forged.status, 422);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_and_no_mail() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let (known, unknown) = (Browser::fresh(world), Browser::fresh(world));
        let yes = ask(&known, &merel.email).await;
        let no = ask(&unknown, "niemand@example.org").await;
        assert_eq!(
            (yes.status, yes.location(), &yes.text),
            (no.status, no.location(), &no.text)
        );
        assert_eq!(known.has("saar-code"), unknown.has("saar-code"));
        let (code, _) = mail(world, &merel.email, 1).await;
        assert!(world.mail.messages_to("niemand@example.org").is_empty());
        let wrong_known = enter(&known, &wrong(&code)).await;
        let wrong_unknown = enter(&unknown, &wrong(&code)).await;
        assert_eq!(
            (wrong_known.status, wrong_known.text),
            (wrong_unknown.status, wrong_unknown.text)
        );
    })
    .await;
}

#[tokio::test]
async fn five_codes_an_hour_go_to_one_address_whether_it_is_known_or_not() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        for email in [merel.email.as_str(), "niemand@example.org"] {
            for _ in 0..5 {
                ask(&Browser::fresh(world), email).await.expect(303);
            }
            let refused = ask(&Browser::fresh(world), email).await.expect(429);
            assert!(refused.headers.contains_key("retry-after"), "{email}");
            assert!(refused.text.contains("Even rustig aan"));
        }
        mail(world, &merel.email, 5).await;
        // Spelled otherwise it is the same mailbox; somebody else is not held up.
        ask(&Browser::fresh(world), &merel.email.to_uppercase())
            .await
            .expect(429);
        ask(&Browser::fresh(world), "ander@example.org").await.expect(303);
        world.clock.push(Span::hours(1));
        world.clock.push(Span::seconds(1));
        ask(&Browser::fresh(world), &merel.email).await.expect(303);
        mail(world, &merel.email, 6).await;
        assert_eq!(world.mail.messages_to(&merel.email).len(), 6);
    })
    .await;
}

#[tokio::test]
async fn afterwards_only_our_own_pages_are_gone_to() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        for (at, next) in ["//evil.example", "/\\evil.example", "https://evil.example/"]
            .into_iter()
            .enumerate()
        {
            let browser = Browser::fresh(world);
            let page = browser.get(&format!("/sign-in?next={next}")).await.expect(200);
            assert!(!page.text.contains("evil"), "{next}");
            let asked = browser
                .post("/sign-in", &[("email", &merel.email), ("next", next)])
                .await
                .expect(303);
            assert_eq!(asked.location(), "/sign-in/code", "{next}");
            let (code, _) = mail(world, &merel.email, at + 1).await;
            let done = browser
                .post("/sign-in/code", &[("code", &code), ("next", next)])
                .await
                .expect(303);
            assert_eq!(done.location(), "/", "{next}");
        }
        let page = merel.page("/alarm").replace(&world.base, "");
        let led = Browser::fresh(world).get(&page).await.expect(303);
        assert_eq!(led.location(), format!("/sign-in?next={}", page.replace('/', "%2F")));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_none_is_said_and_kept() {
    tell(async |world| {
        for (language, typed, words) in [
            ("nl", "merel", "Dit e-mailadres klopt niet helemaal."),
            ("nl", "  ", "Vul uw e-mailadres in."),
            ("en", "merel@", "This e-mail address is not quite right."),
            ("en", "", "Fill in your e-mail address."),
        ] {
            let browser = Browser::fresh(world).in_language(language);
            let answer = ask(&browser, typed).await.expect(422);
            assert!(answer.text.contains(words), "{typed}");
            assert_eq!(super::value_of(&answer.text, "email").trim(), typed.trim());
            assert!(!browser.has("saar-code"));
        }
    })
    .await;
}

async fn signed_in(world: &World, person: &Person, mails: usize) -> Browser {
    let browser = Browser::fresh(world);
    ask(&browser, &person.email).await.expect(303);
    let (code, _) = mail(world, &person.email, mails).await;
    enter(&browser, &code).await.expect(303);
    browser
}

#[tokio::test]
async fn cookies_are_out_of_reach_for_scripts_and_other_sites() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = signed_in(world, &merel, 1).await;
        let set = browser.set.lock().unwrap().clone();
        for line in set.iter().filter(|line| !line.contains("=;")) {
            for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(line.contains(flag), "{line}");
            }
            assert!(!line.contains("Secure"), "http alone: {line}");
        }
        assert!(set.iter().any(|line| line.starts_with("saar=")));
    })
    .await;
    let https = |app: &mut saar_server::app::App| app.public_url = "https://saar.example.org".parse().unwrap();
    tell_in("NL", https, async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = signed_in(world, &merel, 1).await;
        let set = browser.set.lock().unwrap().clone();
        assert!(set.iter().any(|line| line.starts_with("__Host-saar=")), "{set:?}");
        for line in &set {
            assert!(
                line.contains("Secure") && line.contains("HttpOnly") && !line.contains("Domain"),
                "{line}"
            );
        }
        let page = browser.get("/settings").await.expect(200);
        assert!(page.headers.contains_key("strict-transport-security"));
        // The name without the prefix is not taken: somebody on another host of the domain could have set it.
        assert_eq!(merel.look(&format!("{}/settings", world.base)).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_device_can_be_signed_out_here_and_from_another_one() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (phone, laptop) = (signed_in(world, &merel, 1).await, signed_in(world, &merel, 2).await);
        let settings = laptop.get("/settings").await.expect(200).text;
        let revoke = |html: &str| {
            let paths = html.split("action=\"/settings/devices/").skip(1);
            paths
                .map(|rest| format!("/settings/devices/{}", rest.split('"').next().unwrap()))
                .collect::<Vec<_>>()
        };
        let others = revoke(&settings);
        assert_eq!(others.len(), 2, "the world's own session and the phone");
        // Somebody else's device is not there.
        let stranger = Browser::of(world, &eik);
        for path in &others {
            stranger.post(path, &[]).await.expect(404);
        }
        phone.get("/settings").await.expect(200);
        for path in &others {
            laptop.post(path, &[]).await.expect(303);
        }
        assert_eq!(phone.get("/settings").await.status, 303, "signed out from the laptop");
        let out = laptop.post("/sign-out", &[]).await.expect(303);
        assert_eq!(out.location(), "/?done=signed-out");
        assert!(!laptop.has("saar"));
        assert!(
            laptop
                .follow(&out)
                .await
                .text
                .contains("U bent uitgelogd op dit toestel.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_capital_by_the_phone_is_the_same_mailbox_and_the_code_goes_to_the_known_one() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::fresh(world);
        let typed = merel.email.replace("merel", "Merel");
        ask(&browser, &typed).await.expect(303);
        let (code, _) = mail(world, &merel.email, 1).await;
        assert_eq!(
            world.mail.messages_to(&merel.email)[0].to,
            std::slice::from_ref(&merel.email)
        );
        enter(&browser, &code).await.expect(303);
        assert!(browser.get("/settings").await.expect(200).text.contains(&merel.email));
    })
    .await;
}
