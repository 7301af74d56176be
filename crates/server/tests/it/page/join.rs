//! Joining by an invite.

use super::account::mail;
use super::{Browser, value_of};
use crate::world::{Person, World, tell};
use saar_domain::clock::Span;
use saar_domain::id::InviteId;
use saar_domain::member::Role;
use saar_server::usecase::invite::{self, Limits};

fn limits(uses_max: u32, days: u32) -> Limits {
    Limits {
        uses_max: Some(uses_max),
        days: Some(days),
    }
}

async fn invited(world: &World, by: &Person, uses: u32) -> (InviteId, String) {
    let made = invite::create(&world.app, by.account, by.group, limits(uses, 7))
        .await
        .unwrap();
    (made.id, format!("/join/{}", invite::word(&world.app.sealer, made.id)))
}

const GOOD: [(&str, &str); 5] = [
    ("alias", "Spreeuw"),
    ("email", "spreeuw@example.org"),
    ("adult", "yes"),
    ("rules", "yes"),
    ("rules_version", "2"),
];

/// Asks and confirms; the address after it.
async fn join(world: &World, path: &str, alias: &str) -> (Browser, crate::world::Answer) {
    let (browser, email) = (Browser::fresh(world), format!("{}@example.org", alias.to_lowercase()));
    let form = super::with(&GOOD, &[("alias", alias), ("email", &email)]);
    let asked = browser.post(path, &form).await.expect(303);
    assert_eq!(asked.location(), "/sign-in/code");
    let (code, _) = mail(world, &email, 1).await;
    let answer = browser.post("/sign-in/code", &[("code", &code)]).await;
    (browser, answer)
}

#[tokio::test]
async fn a_newcomer_reads_the_rules_and_is_in() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (_, path) = invited(world, &vink, 1).await;
        let page = Browser::fresh(world).get(&path).await.expect(200).text;
        for words in [
            "Verzonnen Dorp",
            "Bel altijd eerst 112",
            "Beukenpad",
            "name=\"adult\"",
            "name=\"rules\"",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("Vink"), "aliases are for members");
        assert_eq!(value_of(&page, "rules_version"), "2");
        let (browser, done) = join(world, &path, "Spreeuw").await;
        assert_eq!(done.location(), format!("/groups/{}?done=welcome", world.group));
        assert!(browser.follow(&done).await.expect(200).text.contains("Welkom."));
        // One use is one use, also for who looks at the page.
        let used = Browser::fresh(world).get(&path).await.expect(410);
        assert!(used.text.contains("Deze uitnodiging is op"));
        let home = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert!(home.contains("Spreeuw") && !home.contains("spreeuw@example.org"));
    })
    .await;
}

#[tokio::test]
async fn a_newcomer_accepts_the_groups_own_rules_by_version() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (_, path) = invited(world, &vink, 5).await;
        let own = [
            ("version", "0"),
            ("rule", "Doe het hek dicht."),
            ("reason", "Er is een vijver."),
        ];
        vink.submit(&vink.page("/admin/rules"), &own).await.expect(303);
        let page = Browser::fresh(world).get(&path).await.expect(200).text;
        assert!(page.contains("Doe het hek dicht.") && page.contains("Er is een vijver."));
        let version = value_of(&page, "own_rules_version");
        // Who opened the page before the rules were there reads them first.
        let old = Browser::fresh(world).post(&path, &GOOD).await.expect(422).text;
        assert!(old.contains("Doe het hek dicht.") && old.contains("value=\"Spreeuw\""));
        let box_ = old.split("<input").find(|tag| tag.contains("name=\"rules\"")).unwrap();
        assert!(!box_.contains(" checked"), "the tick was for other rules");
        let browser = Browser::fresh(world);
        let form = super::with(&GOOD, &[("own_rules_version", &version)]);
        browser.post(&path, &form).await.expect(303);
        let (code, _) = mail(world, "spreeuw@example.org", 1).await;
        let done = browser.post("/sign-in/code", &[("code", &code)]).await;
        let home = browser.follow(&done).await.expect(200).text;
        assert!(
            !home.contains("De spelregels zijn veranderd."),
            "they were accepted on the way in"
        );
    })
    .await;
}

#[tokio::test]
async fn each_thing_that_is_missing_is_said_and_nothing_typed_is_lost() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (_, path) = invited(world, &vink, 5).await;
        let long = "m".repeat(31);
        let cases: &[(&str, &str, &str, &str)] = &[
            ("alias", "", "Kies een naam.", "Choose a name."),
            ("alias", "M", "Kies een naam.", "Choose a name."),
            ("alias", &long, "hooguit 30 tekens", "at most 30 characters"),
            (
                "alias",
                "bel 0600000000",
                "In deze naam staat iets wat niet kan.",
                "Something in this name is not possible.",
            ),
            (
                "alias",
                "vInK",
                "Een buur heeft deze naam al.",
                "A neighbour already has this name.",
            ),
            ("email", "", "Vul uw e-mailadres in.", "Fill in your e-mail address."),
            (
                "email",
                "spreeuw",
                "Dit e-mailadres klopt niet helemaal.",
                "This e-mail address is not quite right.",
            ),
            (
                "adult",
                "",
                "Zet een vinkje als u oud genoeg bent.",
                "Tick the box if you are old enough.",
            ),
            ("rules", "", "Zet een vinkje bij de spelregels", "Tick the house rules"),
        ];
        for (field, typed, nl, en) in cases {
            for (language, words) in [("nl", nl), ("en", en)] {
                let browser = Browser::fresh(world).in_language(language);
                let form = super::with(&GOOD, &[(field, typed)]);
                let answer = browser.post(&path, &form).await.expect(422).text;
                assert!(answer.contains(words), "{field} {typed}: {answer}");
                assert!(
                    answer.contains(&format!("href=\"#{field}\"")),
                    "the summary leads to {field}"
                );
                for (name, value) in form.iter().filter(|(name, _)| ["alias", "email"].contains(name)) {
                    assert_eq!(&value_of(&answer, name), value, "kept");
                }
                for tick in ["adult", "rules"].into_iter().filter(|tick| tick != field) {
                    let tag = answer
                        .split("<input")
                        .find(|tag| tag.contains(&format!("name=\"{tick}\"")))
                        .unwrap();
                    assert!(
                        tag.split('>').next().unwrap().contains(" checked"),
                        "{tick} stays ticked"
                    );
                }
                assert!(!browser.has("saar-code"));
            }
        }
        // Everything at once: everything is said at once.
        let empty = Browser::fresh(world).post(&path, &[]).await.expect(422).text;
        assert_eq!(
            empty.matches("href=\"#").count() - 1,
            4,
            "without the skip link: {empty}"
        );
        // Old rules are not these rules.
        Browser::fresh(world)
            .post(&path, &super::with(&GOOD, &[("rules_version", "0")]))
            .await
            .expect(422);
    })
    .await;
}

#[tokio::test]
async fn an_invite_that_lets_nobody_in_says_why() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (revoked, revoked_path) = invited(world, &vink, 5).await;
        invite::revoke(&world.app, vink.account, vink.group, revoked)
            .await
            .unwrap();
        let (_, open) = invited(world, &vink, 5).await;
        let forged = format!("{}x", &open[..open.len() - 1]);
        let unsigned = open.split('.').next().unwrap().to_owned();
        let both = async |path: &str, status: u16, words: &str| {
            let browser = Browser::fresh(world);
            for answer in [browser.get(path).await, browser.post(path, &GOOD).await] {
                assert!(answer.text.contains(words), "{path}: {}", answer.text);
                assert_eq!(answer.status, status, "{path}");
                assert!(!browser.has("saar-code"));
            }
        };
        both(&revoked_path, 410, "Deze uitnodiging is ingetrokken").await;
        both(&forged, 404, "Deze uitnodiging klopt niet").await;
        both(&unsigned, 404, "Deze uitnodiging klopt niet").await;
        both("/join/", 404, "Deze pagina is er niet").await;
        world.clock.push(Span::days(7));
        both(&open, 410, "Deze uitnodiging is verlopen").await;
    })
    .await;
}

#[tokio::test]
async fn a_full_group_says_so_and_what_changed_meanwhile_is_noticed_at_the_code() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (id, path) = invited(world, &vink, 9).await;
        let ask = async |alias: &str| {
            let (browser, email) = (Browser::fresh(world), format!("{}@example.org", alias.to_lowercase()));
            let form = super::with(&GOOD, &[("alias", alias), ("email", &email)]);
            browser.post(&path, &form).await.expect(303);
            (browser, mail(world, &email, 1).await.0)
        };
        // Two newcomers choose one name; the first to confirm has it, and the second, who cannot choose again by now, one with a number.
        let (one, code_one) = ask("Spreeuw").await;
        let two = Browser::fresh(world);
        two.post(&path, &super::with(&GOOD, &[("email", "tweede@example.org")]))
            .await
            .expect(303);
        let (code_two, _) = mail(world, "tweede@example.org", 1).await;
        one.post("/sign-in/code", &[("code", &code_one)]).await.expect(303);
        let done = two.post("/sign-in/code", &[("code", &code_two)]).await.expect(303);
        two.follow(&done).await.expect(200);
        let members = vink.look(&vink.api("/members")).await.expect(200).text;
        assert!(
            members.contains("\"Spreeuw\"") && members.contains("\"Spreeuw 2\""),
            "{members}"
        );

        let (late, code) = ask("Kauw").await;
        invite::revoke(&world.app, vink.account, vink.group, id).await.unwrap();
        let refused = late.post("/sign-in/code", &[("code", &code)]).await.expect(410);
        assert!(refused.text.contains("Deze uitnodiging is ingetrokken") && !late.has("saar"));

        let (_, path) = invited(world, &vink, 9).await;
        for number in 2..256 {
            world.member(&format!("Buur {number}"), Role::Member).await;
        }
        let full = Browser::fresh(world).get(&path).await.expect(410);
        let asks_at = format!("href=\"/welcome/{}\"", world.group);
        assert!(
            full.text.contains("Deze groep is vol") && full.text.contains(&asks_at),
            "{}",
            full.text
        );
        let full = Browser::fresh(world).post(&path, &GOOD).await.expect(410);
        assert!(full.text.contains("Deze groep is vol") && full.text.contains(&asks_at));
    })
    .await;
}

#[tokio::test]
async fn the_operators_invite_makes_the_first_admin_and_only_the_first() {
    tell(async |world| {
        let made = invite::create_by_operator(&world.app, world.group, limits(2, 1))
            .await
            .unwrap();
        let path = format!("/join/{}", invite::word(&world.app.sealer, made.id));
        let (first, done) = join(world, &path, "Vink").await;
        done.expect(303);
        first.get(&format!("/groups/{}/admin", world.group)).await.expect(200);
        let (second, done) = join(world, &path, "Eik").await;
        done.expect(303);
        second.get(&format!("/groups/{}/admin", world.group)).await.expect(403);
        second.get(&format!("/groups/{}", world.group)).await.expect(200);
    })
    .await;
}
