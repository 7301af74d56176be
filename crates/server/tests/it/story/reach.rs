//! Phones that fall silent: looked at, their owners told once, and everybody else sees a count.

use crate::world::{Person, World, tell, until};
use saar_delivery::fake::Received;
use saar_domain::clock::Span;
use saar_domain::member::Role;
use serde_json::{Value, json};

/// Mails about a phone, and alarms; a month passes here, and a group whose admin is not seen for that long asks for attention too.
fn mails(world: &World, person: &Person) -> usize {
    let asks = ["Uw buurtgroep mist u", "Wie wil beheerder van uw buurtgroep worden?"];
    let mails = world.mail.messages_to(&person.email);
    mails.iter().filter(|mail| !asks.contains(&&*mail.subject)).count()
}

async fn coverage(person: &Person) -> serde_json::Value {
    // In the browser: months pass, and tokens end.
    person.look(&person.api("")).await.expect(200).json()["coverage"].clone()
}

/// What a browser's worker is given in the journey `e2e/journeys/push.spec.ts`, with this look's own address, id and token: the journey shows what becomes
/// of it on a phone, and what the phone answers.
fn as_the_journey_has_it(look: &Received) -> Value {
    let (desk, token) = look.receipt().unwrap();
    let text = include_str!("../../../../../e2e/journeys/check.json")
        .replace("BASE", desk.strip_suffix("/receipts").unwrap())
        .replace("DELIVERY", look.delivery())
        .replace("TOKEN", token);
    let mut payload: Value = serde_json::from_str(&text).unwrap();
    payload["notification"]["data"]["version"] = look.payload["notification"]["data"]["version"].clone();
    payload
}

#[tokio::test]
async fn a_phone_is_looked_at_monthly_and_a_silent_ones_owner_told_once_by_mail() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        for alias in ["Linde", "Spreeuw", "Kauw", "Vink"] {
            world.member(alias, Role::Member).await;
        }
        let (merels, eiks) = (world.phone(&merel).await, world.phone(&eik).await);
        world.pass(Span::days(29)).await;
        assert_eq!(eiks.received().len(), 0);
        world.pass(Span::days(1)).await;
        let look = eiks.received().pop().unwrap();
        assert_eq!(
            (look.tag(), look.is_silent(), look.urgency.as_str()),
            ("check", true, "low")
        );
        assert_eq!(look.payload, as_the_journey_has_it(&look));
        assert_eq!(coverage(&merel).await, json!({"reached": 5, "of": 5}));
        merel.receipt(&merels.received()[0], "shown").await;
        let answered = async || {
            let mut tx = world.app.db.read().await.unwrap();
            let all = saar_store::endpoint::of_account(&mut tx, merel.account).await.unwrap();
            all.iter().all(|endpoint| endpoint.phone.unanswered == 0)
        };
        until("the answer is written", answered).await;

        // A week later once more, for one may be lost; then, after another week, a mail.
        world.pass(Span::days(7)).await;
        assert_eq!((merels.received().len(), eiks.received().len()), (1, 2));
        assert_eq!(mails(world, &eik), 0);
        world.pass(Span::days(7)).await;
        assert_eq!((mails(world, &eik), mails(world, &merel)), (1, 0));
        let mail = world.mail.messages_to(&eik.email).pop().unwrap();
        assert!(format!("{mail:?}").contains("antwoordt niet meer"));
        // The mailbox is a way that works; without it, nothing is.
        assert_eq!(coverage(&merel).await, json!({"reached": 5, "of": 5}));
        world.no_mailbox(&eik).await;
        assert_eq!(coverage(&merel).await, json!({"reached": 4, "of": 5}));
        let desk = merel.look(&merel.page("/admin")).await.expect(200).text;
        assert!(desk.contains("van 5 anderen bereikt een alarm nu") && !desk.contains("Nog geen kanaal"));
        let alarm = merel.look(&merel.page("/alarm")).await.expect(200).text;
        assert!(alarm.contains("Een alarm bereikt nu 4 van 5 buren."));
        let home = eik.look(&format!("{}/settings", eik.base)).await.expect(200).text;
        assert!(home.contains("Komt niet aan"));

        // Once, not each month; and a phone that comes back is heard of again.
        world.pass(Span::days(60)).await;
        assert_eq!(mails(world, &eik), 1);
        let late = eiks.received().pop().unwrap();
        eik.receipt(&late, "shown").await;
        until("it is back", async || coverage(&merel).await["reached"] == 5).await;
    })
    .await;
}

#[tokio::test]
async fn who_is_away_or_has_another_phone_is_left_alone_and_a_gone_one_is_told() {
    tell(async |world| {
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        eik.submit(&format!("{}/settings/pause", eik.base), &[])
            .await
            .expect(303);
        world.pass(Span::days(40)).await;
        assert_eq!(phone.received().len(), 0, "a phone of who is away may lie in a drawer");
        eik.submit(&format!("{}/settings/pause/end", eik.base), &[])
            .await
            .expect(303);
        let second = world.phone(&eik).await;
        let merel = world.member("Merel", Role::Admin).await;
        phone.gone();
        merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!(mails(world, &eik), 0, "another one hears");
        second.gone();
        merel.alarm(&world.street(1)).await;
        world.settle().await;
        let told = world.mail.messages_to(&eik.email);
        let notices = told
            .iter()
            .filter(|mail| format!("{mail:?}").contains("antwoordt niet meer"));
        assert_eq!(notices.count(), 1, "the last one is gone");
        assert_eq!(
            coverage(&merel).await,
            serde_json::Value::Null,
            "two are too few to count"
        );
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_opens_the_app_is_looked_at_once_a_day() {
    tell(async |world| {
        let eik = world.member("Eik", Role::Member).await;
        let (subscription, phone) = world.push.subscribe_with(&world.app.push_public_key);
        let open = async || {
            let (app, subscription) = (&world.app, subscription.clone());
            saar_server::usecase::settings::subscribe(app, eik.account, None, subscription)
                .await
                .unwrap();
            world.settle().await;
        };
        open().await;
        assert_eq!(phone.received().len(), 0, "it has just said so");
        world.clock.push(Span::days(2));
        open().await;
        open().await;
        assert_eq!(phone.received().len(), 1);
        for _ in 0..5 {
            world.clock.push(Span::days(1));
            open().await;
        }
        assert!(phone.received().len() > 1);
        assert_eq!(
            mails(world, &eik),
            0,
            "who opens the app each day is not told after two"
        );
    })
    .await;
}
