//! Messages that may break a house rule: somebody points at one, somebody else who runs the group says what becomes of it, and no alarm is ever stopped.

use super::log::{deeds, log, post};
use crate::world::{Person, World, tell};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::content;
use serde_json::{Value, json};

const WORDS: &str = "man loopt naar nummer 12 met een tas";

struct Cast {
    vink: Person,
    uil: Person,
    merel: Person,
    eik: Person,
    incident: String,
    /// Number of the sighting that the deputy wrote.
    message: u64,
}

/// An alarm by Merel, with a sighting by Eik, who is a deputy.
async fn cast(world: &World) -> Cast {
    let vink = world.member("Vink", Role::Admin).await;
    let uil = world.member("Uil", Role::Member).await;
    let eik = world.member("Eik", Role::Deputy).await;
    let merel = world.member("Merel", Role::Member).await;
    let incident = merel.alarm(&world.street(0)).await;
    let sightings = eik.api(&format!("/incidents/{incident}/sightings"));
    eik.post(&sightings, &json!({"words": WORDS})).await.expect(200);
    let seen = uil.incident(&incident).await;
    let entry = seen["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["event"] == "sighted");
    let message = entry.unwrap()["seq"].as_u64().unwrap();
    world.settle().await;
    Cast {
        vink,
        uil,
        merel,
        eik,
        incident,
        message,
    }
}

async fn point(by: &Person, incident: &str, message: u64) -> crate::world::Answer {
    let body = json!({"seq": message, "rule": "no_insults", "words": "Hij noemt een buurman."});
    post(by, &format!("/incidents/{incident}/flags"), &body).await
}

async fn waiting(person: &Person) -> Vec<Value> {
    let list = person.look(&person.api("/flags")).await.expect(200).json();
    list.as_array().unwrap().clone()
}

async fn settle(by: &Person, flag: &Value, outcome: &str) -> crate::world::Answer {
    let id = flag["id"].as_str().unwrap();
    post(by, &format!("/flags/{id}"), &json!({"outcome": outcome})).await
}

#[tokio::test]
async fn who_wrote_it_learns_not_who_pointed_and_settles_nothing() {
    tell(async |world| {
        let cast = cast(world).await;
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);

        let seen = waiting(&cast.vink).await;
        assert_eq!(seen.len(), 1, "twice is once: {seen:?}");
        assert_eq!((&seen[0]["by"], &seen[0]["author"]), (&json!("Uil"), &json!("Eik")));
        assert_eq!(seen[0]["may_settle"], true);
        // The deputy wrote it.
        let own = waiting(&cast.eik).await;
        assert_eq!((&own[0]["by"], &own[0]["may_settle"]), (&Value::Null, &json!(false)));
        let page = cast.eik.look(&cast.eik.page("/flags")).await.expect(200).text;
        assert!(page.contains("U schreef dit zelf") && !page.contains("Uil"), "{page}");
        assert!(
            !log(&cast.eik).await.to_string().contains("Uil"),
            "the log does not say either"
        );
        settle(&cast.eik, &own[0], "fine").await.expect(403);
        settle(&cast.uil, &own[0], "fine").await.expect(403);
        settle(&cast.vink, &seen[0], "tea").await.expect(422);

        settle(&cast.vink, &seen[0], "spoken").await.expect(204);
        assert!(waiting(&cast.vink).await.is_empty());
        settle(&cast.vink, &seen[0], "spoken").await.expect(404);
        assert_eq!(deeds(&log(&cast.vink).await), ["flag_settled", "flagged"]);
        assert!(
            cast.uil.incident(&cast.incident).await.to_string().contains(WORDS),
            "nothing was taken away"
        );
    })
    .await;
}

#[tokio::test]
async fn words_are_taken_away_for_everybody_and_the_alarms_own_when_it_ended() {
    tell(async |world| {
        let cast = cast(world).await;
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);
        let flag = waiting(&cast.vink).await.remove(0);
        settle(&cast.vink, &flag, "blanked").await.expect(204);
        let seen = cast.uil.incident(&cast.incident).await.to_string();
        assert!(!seen.contains(WORDS) && seen.contains("blanked"), "{seen}");
        let page = format!("/incidents/{}", cast.incident);
        let read = cast.uil.look(&cast.uil.page(&page)).await.expect(200).text;
        assert!(!read.contains(WORDS), "{read}");
        // Who runs the group still reads what it was about, on this page and on no other.
        let url = cast.eik.api(&page);
        assert!(cast.eik.look(&url).await.expect(200).text.contains(WORDS));
        let by_token = cast.eik.get(&url).await.expect(200).text;
        assert!(!by_token.contains(WORDS), "no program: {by_token}");
        // It is gone: nobody points at it again.
        point(&cast.merel, &cast.incident, cast.message).await.expect(422);
        let read = cast.vink.look(&cast.vink.page(&page)).await.expect(200).text;
        assert!(read.contains(WORDS), "{read}");
        assert!(
            !cast
                .vink
                .look(&cast.vink.page("/flags"))
                .await
                .expect(200)
                .text
                .contains(WORDS)
        );
        let mut tx = world.app.db.read().await.unwrap();
        let id = cast.incident.parse().unwrap();
        let left = content::of_incident(&mut tx, &world.app.keys, id).await.unwrap();
        assert!(left.iter().all(|content| content.seq == 1), "{left:?}");
        drop(tx);

        // What the alarm itself says stays while it runs.
        point(&cast.uil, &cast.incident, 1).await.expect(204);
        let flag = waiting(&cast.vink).await.remove(0);
        settle(&cast.vink, &flag, "blanked").await.expect(409);
        let form = cast.vink.page(&format!("/flags/{}", flag["id"].as_str().unwrap()));
        let page = cast
            .vink
            .submit(&form, &[("outcome", "blanked")])
            .await
            .expect(422)
            .text;
        assert!(page.contains("Zolang het alarm loopt"), "{page}");
        assert_eq!(waiting(&cast.vink).await.len(), 1);
        cast.merel.close(&cast.incident, "nothing_found").await.expect(200);
        settle(&cast.vink, &flag, "blanked").await.expect(204);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn those_who_run_the_group_are_told_once_and_not_what() {
    tell(async |world| {
        let cast = cast(world).await;
        let before = world.mail.wait_for(&cast.vink.email, 0).await.len();
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);
        point(&cast.vink, &cast.incident, cast.message).await.expect(204);
        for _ in 0..2 {
            world.pass(Span::seconds(15)).await;
        }
        let told = world.mail.wait_for(&cast.vink.email, before + 1).await;
        let mails: Vec<_> = told.iter().filter(|mail| mail.text.contains("/flags")).collect();
        assert_eq!(mails.len(), 1);
        assert!(!mails[0].text.contains("Uil") && !mails[0].text.contains("nummer 12"));
        let uil = world.mail.wait_for(&cast.uil.email, 0).await;
        assert!(
            uil.iter().all(|mail| !mail.text.contains("/flags")),
            "members are not told"
        );
    })
    .await;
}

/// Takes the turn that it is now.
async fn take_turn(world: &World, person: &Person) {
    let at = world.app.now().to_jiff().in_tz("Europe/Amsterdam").unwrap();
    let day = saar_domain::roster::day_of(&at).to_string();
    let turn = [
        ("day", day.as_str()),
        ("part", saar_domain::roster::part_of(&at).code()),
    ];
    person.submit(&person.page("/roster"), &turn).await.expect(303);
}

/// How many mails told somebody of flags.
fn told(world: &World, person: &Person) -> usize {
    let mails = world.mail.messages_to(&person.email);
    mails.iter().filter(|mail| mail.text.contains("/flags")).count()
}

#[tokio::test]
async fn who_is_on_call_is_told_first_and_the_others_when_nothing_happens() {
    tell(async |world| {
        let cast = cast(world).await;
        let specht = world.member("Specht", Role::Deputy).await;
        let all = || [&specht, &cast.vink, &cast.eik].map(|person| told(world, person));
        take_turn(world, &specht).await;
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);
        world.pass(Span::seconds(15)).await;
        assert_eq!(all(), [1, 0, 0]);
        world.pass(limits::ON_CALL_ALONE).await;
        world.pass(Span::hours(1)).await;
        assert_eq!(all(), [1, 1, 1]);
        let flag = waiting(&cast.vink).await[0].clone();
        settle(&cast.vink, &flag, "fine").await.expect(204);
        // What was seen to in time is nobody else's.
        take_turn(world, &specht).await;
        point(&cast.merel, &cast.incident, cast.message).await.expect(204);
        world.pass(Span::seconds(15)).await;
        assert_eq!(all(), [2, 1, 1]);
        let flag = waiting(&cast.vink).await[0].clone();
        settle(&cast.vink, &flag, "fine").await.expect(204);
        world.pass(Span::days(1)).await;
        assert_eq!(all(), [2, 1, 1]);
    })
    .await;
}

#[tokio::test]
async fn who_wrote_it_and_is_on_call_keeps_it_from_nobody() {
    tell(async |world| {
        let cast = cast(world).await;
        take_turn(world, &cast.eik).await;
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);
        world.pass(Span::seconds(15)).await;
        assert_eq!((told(world, &cast.eik), told(world, &cast.vink)), (1, 1));
        // What somebody else wrote goes to them first.
        point(&cast.uil, &cast.incident, 1).await.expect(204);
        world.pass(Span::seconds(15)).await;
        assert_eq!((told(world, &cast.eik), told(world, &cast.vink)), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn who_is_on_call_has_as_long_for_what_comes_later() {
    tell(async |world| {
        let cast = cast(world).await;
        let specht = world.member("Specht", Role::Deputy).await;
        take_turn(world, &specht).await;
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);
        world.pass(Span::seconds(15)).await;
        let flag = waiting(&cast.vink).await[0].clone();
        settle(&cast.vink, &flag, "fine").await.expect(204);
        world.pass(Span::hours(5)).await;
        point(&cast.merel, &cast.incident, cast.message).await.expect(204);
        world.pass(Span::seconds(15)).await;
        world.pass(Span::hours(8)).await;
        assert_eq!((told(world, &specht), told(world, &cast.vink)), (2, 0));
        world.pass(Span::hours(4)).await;
        assert_eq!((told(world, &specht), told(world, &cast.vink)), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn on_the_page_what_was_typed_stays_and_ones_own_is_not_there() {
    tell(async |world| {
        let cast = cast(world).await;
        let new = cast.uil.page(&format!("/incidents/{}/flags/new", cast.incident));
        let page = cast.uil.look(&new).await.expect(200).text;
        assert!(
            page.contains("De melding van Merel") && page.contains("Wat Eik aanvulde"),
            "{page}"
        );
        assert!(!page.contains(WORDS), "words stand on the incident's page alone");
        let own = cast.merel.page(&format!("/incidents/{}/flags/new", cast.incident));
        let mine = cast.merel.look(&own).await;
        assert!(
            !mine.expect(200).text.contains("De melding van"),
            "one's own is taken back instead"
        );
        let form = cast.uil.page(&format!("/incidents/{}/flags", cast.incident));
        let typed = [("words", "Zo praten we hier niet.")];
        let page = cast.uil.submit(&form, &typed).await.expect(422).text;
        for kept in [
            "Kies welk bericht",
            "Kies om welke spelregel",
            "Zo praten we hier niet.",
        ] {
            assert!(page.contains(kept), "{kept}: {page}");
        }
        // Nobody points at their own, whatever number they send.
        point(&cast.eik, &cast.incident, cast.message).await.expect(422);
        let sent = [("seq", "1"), ("rule", "true_information")];
        let done = cast.uil.submit(&form, &sent).await.expect(303);
        assert!(done.location().ends_with("flagged"));
    })
    .await;
}

#[tokio::test]
async fn who_pointed_is_said_to_nobody_once_the_writer_is_gone() {
    tell(async |world| {
        let cast = cast(world).await;
        point(&cast.uil, &cast.incident, cast.message).await.expect(204);
        assert_eq!(waiting(&cast.vink).await[0]["by"], "Uil");
        // They may come back at another address, and nobody would know that it is them.
        cast.eik.submit(&cast.eik.page("/leave"), &[]).await.expect(303);
        let flag = waiting(&cast.vink).await.remove(0);
        assert!(flag["by"].is_null() && flag["rule"] == "no_insults", "{flag}");
        world.settle().await;
    })
    .await;
}
