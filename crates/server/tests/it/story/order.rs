//! Keeping order where people come and go meanwhile: who decides, what goes on, who is told, and what a button that was tapped twice does.

use super::ladder::{mine, object, take};
use super::log::post;
use super::roles::assign;
use crate::page::{alarm_form, with};
use crate::world::{Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::id::MeasureId;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_server::usecase::access::Denied;
use saar_server::usecase::group::{RoleError, set_role_as_operator};
use saar_server::usecase::moderation::ModerationError;
use saar_server::usecase::sign_in::{self, JoinRequest};
use saar_server::usecase::{group, invite, member as members, moderation};
use saar_store::db::sql;
use saar_store::member;
use serde_json::{Value, json};

const ANSWER: &str = "Dat wisten we niet. Excuses.";

async fn decide(by: &Person, of: &Person, upheld: bool) -> crate::world::Answer {
    let id = mine(of).await[0]["id"].as_str().unwrap().to_owned();
    let body = json!({"upheld": upheld, "words": ANSWER});
    post(by, &format!("/objections/{id}"), &body).await
}

async fn newest(of: &Person) -> MeasureId {
    mine(of).await[0]["id"].as_str().unwrap().parse().unwrap()
}

async fn set_capacity(world: &World, capacity: u32) {
    let mut tx = world.app.db.write().await.unwrap();
    sql("UPDATE groups SET capacity = $2 WHERE id = $1")
        .bind(world.group)
        .bind(capacity)
        .run(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn subjects(world: &World, person: &Person) -> Vec<String> {
    let mails = world.mail.messages_to(&person.email);
    mails.into_iter().map(|mail| mail.subject).collect()
}

/// Comes in by an invite's word, at an address.
async fn join(world: &World, word: &str, alias: &str, email: &str) {
    let request = JoinRequest {
        alias: alias.into(),
        email: email.into(),
        adult: true,
        rules_version: 2,
        own_rules_version: 0,
        association_member: false,
    };
    let asked = sign_in::ask_to_join(&world.app, word, &request, "nl").await.unwrap();
    let letter = asked.letter.unwrap();
    sign_in::confirm_code(&world.app, &asked.device_secret, &letter.code, "Test")
        .await
        .unwrap();
}

#[tokio::test]
async fn a_removal_that_is_taken_back_answers_who_asked_to_come_in_meanwhile() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "removal").await.expect(204);
        object(&merel).await.expect(303);
        let fields = [
            ("alias", "Merel"),
            ("home_street", "other"),
            ("adult", "yes"),
            ("rules", "yes"),
            ("rules_version", "2"),
        ];
        let welcome = format!("{}/welcome/{}", world.base, world.group);
        merel.submit(&welcome, &fields).await.expect(303);
        set_capacity(world, 2).await;
        let queue = uil.look(&uil.api("/requests")).await.expect(200).json();
        let request = queue[0]["id"].as_str().unwrap();
        let yes = [("knows", "yes"), ("answer", "")];
        uil.submit(&uil.page(&format!("/admin/requests/{request}/let-in")), &yes)
            .await
            .expect(303);
        let open = async || uil.look(&uil.api("/requests")).await.expect(200).json();
        assert_eq!(open().await.as_array().unwrap().len(), 1, "the group is full");

        decide(&uil, &merel, false).await.expect(204);
        merel.look(&merel.page("")).await.expect(200);
        assert_eq!(open().await, json!([]), "they have a place: nothing waits for one");
        // And the places that come free go to others without stumbling over it.
        set_capacity(world, 10).await;
        world.pass(Span::minutes(1)).await;
        merel.look(&merel.page("")).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_pause_that_stands_goes_on_when_a_removal_is_taken_back() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "pause").await.expect(204);
        world.clock.push(Span::seconds(1));
        take(&vink, &merel, "removal").await.expect(204);
        object(&merel).await.expect(303);
        decide(&uil, &merel, false).await.expect(204);
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(home.contains("U staat op pauze in deze groep tot"), "{home}");
        world.pass(Span::days(8)).await;
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(!home.contains("U staat op pauze in deze groep"), "{home}");
    })
    .await;
}

#[tokio::test]
async fn a_shorter_pause_ends_no_longer_one() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "pause").await.expect(204);
        let short = json!({"step": "pause", "rule": "adults", "words": "Nog een keer, en nu korter.", "days": 1});
        post(&vink, &format!("/members/{}/measures", merel.member), &short)
            .await
            .expect(204);
        world.pass(Span::days(2)).await;
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(home.contains("U staat op pauze in deze groep tot"), "{home}");
    })
    .await;
}

#[tokio::test]
async fn who_took_a_step_decides_on_it_under_no_other_membership() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "warning").await.expect(204);
        object(&merel).await.expect(303);
        let id = newest(&merel).await;
        let app = &world.app;
        // Vink lost phone and mailbox, and is let in at another address.
        let way = members::readmit(app, uil.account, world.group, vink.member, "Telefoon en mailbox weg.").await;
        join(
            world,
            &invite::word(&app.sealer, way.unwrap().id),
            "Vink",
            "vink.nieuw@example.org",
        )
        .await;
        let mut tx = app.db.read().await.unwrap();
        let new = saar_store::account::find_by_email(&mut tx, &app.sealer, "vink.nieuw@example.org").await;
        let new = new.unwrap().unwrap().id;
        let again = member::in_group(&mut tx, world.group, new).await.unwrap().unwrap();
        assert_eq!(again.role, Role::Admin);
        let person = member::accounts_of_person(&mut tx, vink.member).await.unwrap();
        assert!(person.contains(&new) && person.contains(&vink.account) && person.len() == 2);
        drop(tx);
        let refused = |answer: Result<(), ModerationError>| {
            assert!(
                matches!(answer, Err(ModerationError::Denied(Denied::NotAllowed))),
                "{answer:?}"
            );
        };
        refused(moderation::decide(app, new, world.group, id, Some(true), ANSWER).await);
        let (_, waiting) = moderation::waiting(app, new, world.group).await.unwrap();
        assert!(!waiting[0].1, "the page offers it not either");

        // Uil takes a step, leaves, comes in by an invite and is admin again.
        world.clock.push(Span::seconds(1));
        take(&uil, &merel, "pause").await.expect(204);
        object(&merel).await.expect(303);
        let id = newest(&merel).await;
        let limits = invite::Limits {
            uses_max: Some(1),
            days: Some(1),
        };
        let way = invite::create(app, new, world.group, limits).await.unwrap();
        uil.leave().await.expect(204);
        join(world, &invite::word(&app.sealer, way.id), "Uil", &uil.email).await;
        let mut tx = app.db.write().await.unwrap();
        let back = member::in_group(&mut tx, world.group, uil.account)
            .await
            .unwrap()
            .unwrap();
        assert_ne!(back.id, uil.member);
        member::set_role(&mut tx, back.id, Role::Admin).await.unwrap();
        tx.commit().await.unwrap();
        refused(moderation::decide(app, uil.account, world.group, id, Some(true), ANSWER).await);
        // Another one does.
        moderation::decide(app, new, world.group, id, Some(false), ANSWER)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_button_that_is_tapped_twice_takes_one_step() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        for step in ["reminder", "pause", "removal"] {
            take(&vink, &merel, step).await.expect(204);
            world.clock.push(Span::seconds(2));
            // Also of who is gone by the second tap.
            take(&vink, &merel, step).await.expect(204);
            world.pass(Span::seconds(15)).await;
        }
        assert_eq!(mine(&merel).await.as_array().unwrap().len(), 3);
        assert_eq!(subjects(world, &merel).len(), 3, "{:?}", subjects(world, &merel));

        let eik = world.member("Eik", Role::Member).await;
        let form = vink.page(&format!("/members/{}/measures", eik.member));
        let fields = [
            ("step", "reminder"),
            ("rule", "adults"),
            ("words", "Een vriendelijk woord."),
        ];
        for _ in 0..2 {
            vink.submit(&form, &fields).await.expect(303);
        }
        let proposed = async || {
            let url = vink.api(&format!("/members/{}/measures/proposal", eik.member));
            vink.look(&url).await.expect(200).json()
        };
        assert_eq!(proposed().await["proposed"], "warning");
        // Other words are another step; and so are the same a while later.
        vink.submit(&form, &with(&fields, &[("words", "Nog een vriendelijk woord.")]))
            .await
            .expect(303);
        world.clock.push(limits::MEASURE_TWICE);
        vink.submit(&form, &fields).await.expect(303);
        assert_eq!(mine(&eik).await.as_array().unwrap().len(), 3);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn those_who_may_decide_are_told_that_a_member_objects() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Deputy).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "warning").await.expect(204);
        object(&merel).await.expect(303);
        world.pass(Span::seconds(15)).await;
        assert_eq!(subjects(world, &uil), ["Een deelnemer maakt bezwaar"]);
        let mail = world.mail.messages_to(&uil.email).pop().unwrap();
        assert!(
            mail.text.contains("/objections") && !mail.text.contains("Merel") && !mail.text.contains("kat"),
            "{}",
            mail.text
        );
        assert!(subjects(world, &vink).is_empty(), "not who took the step");
        for admin in [&vink, &uil] {
            let desk = admin.look(&admin.page("/admin")).await.expect(200).text;
            assert!(desk.contains("1 bezwaar wacht op een beslissing"), "{desk}");
        }
        let waits = |list: &Value| list[0]["may_decide"].clone();
        assert_eq!(
            waits(&uil.look(&uil.api("/objections")).await.expect(200).json()),
            json!(true)
        );
        assert_eq!(
            waits(&vink.look(&vink.api("/objections")).await.expect(200).json()),
            json!(false)
        );
        decide(&uil, &merel, true).await.expect(204);
        let desk = uil.look(&uil.page("/admin")).await.expect(200).text;
        assert!(!desk.contains("wacht op een beslissing"), "{desk}");
        assert_eq!(mine(&merel).await[0]["decided_by_umbrella"], json!(false));
        assert_eq!(mine(&merel).await[0]["decided_by"], json!("Uil"));
    })
    .await;
}

#[tokio::test]
async fn where_nobody_can_decide_it_is_said_and_a_second_admin_is_sought() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "warning").await.expect(204);
        world.pass(Span::seconds(15)).await;
        let told = world.mail.messages_to(&merel.email).pop().unwrap().text;
        assert!(
            told.contains("nog niemand anders die kan beslissen") && !told.contains("Iemand anders beslist"),
            "{told}"
        );
        let page = async || {
            let url = format!("{}/settings/measures", merel.base);
            merel.look(&url).await.expect(200).text
        };
        assert!(page().await.contains("nog niemand anders die erover kan beslissen"));
        object(&merel).await.expect(303);
        world.pass(Span::seconds(15)).await;
        assert!(page().await.contains("blijft het bezwaar open"), "{}", page().await);
        assert_eq!(
            subjects(world, &vink),
            ["Een deelnemer maakt bezwaar, en niemand kan beslissen"]
        );
        let own = vink.look(&vink.page("/objections")).await.expect(200).text;
        assert!(own.contains("Maak een buur beheerder of plaatsvervanger"), "{own}");
        // The second one decides.
        let eik = world.member("Eik", Role::Member).await;
        assign(&vink, &eik, "deputy").await.expect(204);
        assert!(!page().await.contains("niemand anders"), "somebody can now");
        world.pass(Span::seconds(15)).await;
        assert_eq!(
            subjects(world, &eik),
            ["Een deelnemer maakt bezwaar"],
            "it waits for them"
        );
        assign(&vink, &eik, "admin").await.expect(204);
        world.pass(Span::seconds(15)).await;
        assert_eq!(subjects(world, &eik).len(), 1, "they could before");
        decide(&eik, &merel, false).await.expect(204);
        world.pass(Span::seconds(15)).await;
        let told = world.mail.messages_to(&merel.email).pop().unwrap();
        assert!(
            told.subject.contains("toegewezen") && !told.text.contains("bezwaar maken"),
            "{}",
            told.text
        );
    })
    .await;
}

#[tokio::test]
async fn a_step_goes_with_who_is_let_in_at_another_address() {
    tell(async |world| {
        let app = &world.app;
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "pause").await.expect(204);
        let way = members::readmit(app, uil.account, world.group, merel.member, "Telefoon en mailbox weg.").await;
        let word = invite::word(&app.sealer, way.unwrap().id);
        join(world, &word, "Merel", "merel.nieuw@example.org").await;
        let now_in = async || {
            let mut tx = app.db.read().await.unwrap();
            let new = saar_store::account::find_by_email(&mut tx, &app.sealer, "merel.nieuw@example.org").await;
            let new = new.unwrap().unwrap().id;
            (new, member::in_group(&mut tx, world.group, new).await.unwrap())
        };
        let (new, again) = now_in().await;
        let again = again.unwrap();
        assert!(again.paused_until.is_some());
        let proposed = moderation::propose(app, vink.account, world.group, again.id)
            .await
            .unwrap();
        assert_eq!(proposed.proposed.unwrap().code(), "removal", "the ladder goes on");
        // Leaving and coming back ends no pause.
        group::leave(app, new, world.group).await.unwrap();
        group::come_back(app, new, world.group).await.unwrap();
        let (_, back) = now_in().await;
        assert_eq!(back.unwrap().paused_until, again.paused_until);
        // They read why, and object; the old membership is forgotten when somebody decides.
        let read = moderation::mine(app, new).await.unwrap();
        assert_eq!(read.len(), 1);
        moderation::object(app, new, read[0].measure.id, "De kat zat bij een inbreker.")
            .await
            .unwrap();
        let mut tx = app.db.write().await.unwrap();
        sql("UPDATE members SET alias = '', alias_folded = '' WHERE id = $1")
            .bind(merel.member)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        moderation::decide(app, uil.account, world.group, read[0].measure.id, Some(false), ANSWER)
            .await
            .unwrap();
        let (_, back) = now_in().await;
        assert_eq!(back.unwrap().paused_until, None);
        world.pass(Span::seconds(15)).await;
        let told = world.mail.messages_to("merel.nieuw@example.org");
        assert!(told.iter().any(|mail| mail.subject == "Uw bezwaar is toegewezen"));
        // What is written to them since is not read at the old address.
        let other = json!({"step": "warning", "rule": "adults", "words": "Nog een kat is ook geen alarm."});
        post(&vink, &format!("/members/{}/measures", again.id), &other)
            .await
            .expect(204);
        assert_eq!(moderation::mine(app, new).await.unwrap().len(), 2);
        assert_eq!(moderation::mine(app, merel.account).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_was_removed_is_told_when_the_mail_server_is_back() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        world.mail.reject_next(451, "later");
        take(&vink, &merel, "removal").await.expect(204);
        world.pass(Span::seconds(15)).await;
        assert!(subjects(world, &merel).is_empty());
        world.pass(limits::TIDING_AGAIN).await;
        assert_eq!(
            subjects(world, &merel),
            ["U bent geen deelnemer meer van uw buurtgroep"]
        );
        world.pass(limits::TIDING_AGAIN).await;
        assert_eq!(subjects(world, &merel).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_who_is_paused_is_given_a_group_to_run() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        take(&vink, &merel, "pause").await.expect(204);
        for role in ["admin", "deputy"] {
            let refused = assign(&vink, &merel, role).await.expect(409).json();
            assert_eq!(refused["type"], "/problems/member-paused", "{refused}");
            assert!(
                refused["detail"].as_str().unwrap().contains("2026"),
                "until when: {refused}"
            );
        }
        let member = merel.member.to_string();
        let fields = [("member", member.as_str()), ("role", "admin")];
        let page = vink.submit(&vink.page("/admin/roles"), &fields).await.expect(422).text;
        assert!(
            page.contains("beheert niets tot de pauze voorbij is") && page.contains("Op pauze tot "),
            "{page}"
        );
        let by_operator = set_role_as_operator(&world.app, world.group, "merel", Role::Admin).await;
        assert!(matches!(by_operator, Err(RoleError::Paused(_))));
        assert_eq!(vink.leave().await.expect(409).json()["type"], "/problems/last-admin");
        // A coordinator's link makes nobody admin who left to come back as one.
        merel.leave().await.expect(204);
        let mut tx = world.app.db.write().await.unwrap();
        let now = world.app.now();
        let made = saar_store::invite::Invite {
            id: saar_domain::id::InviteId::new(now, world.app.entropy.as_ref()),
            group: world.group,
            created_by: None,
            created_at: now,
            expires_at: now.plus(Span::days(30)),
            uses_max: 1,
            uses: 0,
            revoked_at: None,
            readmits: None,
            appoints: true,
        };
        saar_store::invite::insert(&mut tx, &made).await.unwrap();
        tx.commit().await.unwrap();
        let request = JoinRequest {
            alias: "Merel".into(),
            email: merel.email.clone(),
            adult: true,
            rules_version: 2,
            own_rules_version: 0,
            association_member: false,
        };
        let word = invite::word(&world.app.sealer, made.id);
        let asked = sign_in::ask_to_join(&world.app, &word, &request, "nl").await.unwrap();
        let code = asked.letter.unwrap().code;
        let refused = sign_in::confirm_code(&world.app, &asked.device_secret, &code, "Test").await;
        assert!(
            matches!(refused, Err(sign_in::SignInError::Invite(invite::Unusable::Paused))),
            "{:?}",
            refused.map(|_| ())
        );
        // When it is over, it works.
        world.pass(Span::days(8)).await;
        join(world, &word, "Merel", &merel.email).await;
        vink.leave().await.expect(204);
    })
    .await;
}

#[tokio::test]
async fn the_report_of_who_is_paused_is_kept_when_it_is_a_running_one() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let incident = vink.alarm(&world.street(0)).await;
        take(&vink, &merel, "pause").await.expect(204);
        let at = |rest: &str| merel.page(&format!("/incidents/{incident}{rest}"));
        // The page offers what they may, and says until when.
        let page = merel.look(&at("")).await.expect(200).text;
        assert!(page.contains("U staat op pauze in deze groep tot") && page.contains("/settings/measures"));
        for form in ["/responses\"", "/sightings\"", "/description\""] {
            assert!(!page.contains(form), "{form}");
        }
        // Their alarm resembles the running one: "that is this one" keeps words and call.
        let street = world.street(0);
        let form = with(&alarm_form(&street, "merels-draft"), &[("words", "rent naar het park")]);
        let asked = merel.submit(&merel.page("/alarm"), &form).await.expect(409).text;
        assert!(asked.contains(&format!("/incidents/{incident}/sightings")), "{asked}");
        merel.submit(&at("/sightings"), &form).await.expect(303);
        let seen = vink.incident(&incident).await.to_string();
        assert!(
            seen.contains("rent naar het park") && seen.contains("called_again"),
            "{seen}"
        );
        // Anything else they add is refused, and they read why.
        let refused = merel
            .submit(&at("/sightings"), &[("words", "loopt weg")])
            .await
            .expect(403)
            .text;
        assert!(
            refused.contains("U staat op pauze in deze groep tot") && refused.contains("/settings/measures"),
            "{refused}"
        );
        let by_program = merel
            .post(
                &merel.api(&format!("/incidents/{incident}/sightings")),
                &json!({"words": "loopt weg"}),
            )
            .await
            .expect(403)
            .json();
        assert_eq!(by_program["type"], "/problems/paused");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn the_belgian_ladder_is_climbed_in_its_own_words_in_both_languages() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let vink = world.member("Vink", Role::Admin).await;
            let uil = world.member("Uil", Role::Admin).await;
            let merel = world.member("Merel", Role::Member).await;
            let proposal = async || {
                let url = vink.api(&format!("/members/{}/measures/proposal", merel.member));
                vink.look(&url).await.expect(200).json()
            };
            let named = |proposal: &Value, at: usize| proposal["steps"][at]["name"].as_str().unwrap().to_owned();
            let first = proposal().await;
            assert_eq!(first["steps"].as_array().unwrap().len(), 3);
            assert_eq!(named(&first, 0), "Schriftelijke berisping");
            let mut tx = world.app.db.write().await.unwrap();
            sql("UPDATE accounts SET language = 'en'").run(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            for (step, name, subject) in [
                (
                    "warning",
                    "Written reprimand",
                    "A written reprimand from your neighbourhood group",
                ),
                (
                    "pause",
                    "Temporary exclusion",
                    "You are excluded from your neighbourhood group for a while",
                ),
                (
                    "removal",
                    "Permanent exclusion",
                    "You are excluded from your neighbourhood group for good",
                ),
            ] {
                let next = proposal().await;
                assert_eq!(next["proposed"], step);
                let of_step = next["steps"].as_array().unwrap().iter().find(|one| one["step"] == step);
                assert_eq!(of_step.unwrap()["name"], name);
                let words = of_step.unwrap()["words"].as_str().unwrap();
                assert!(words.starts_with("Hello Merel,") && words.contains("Vink"), "{words}");
                take(&vink, &merel, step).await.expect(204);
                world.pass(Span::seconds(15)).await;
                assert_eq!(subjects(world, &merel).last().unwrap(), subject);
            }
            object(&merel).await.expect(303);
            decide(&uil, &merel, false).await.expect(204);
            let members = vink.look(&vink.api("/members")).await.expect(200).json();
            let row = members.as_array().unwrap().iter().find(|row| row["alias"] == "Merel");
            assert!(
                row.unwrap()["paused_until_ms"].is_i64(),
                "the exclusion before it stands"
            );
            let home = merel.look(&merel.page("")).await.expect(200).text;
            assert!(
                home.contains("You are excluded from this group for a while, until"),
                "{home}"
            );
        },
    )
    .await;
}
