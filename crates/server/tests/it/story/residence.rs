//! Showing that one lives here: a neighbour's word, and a code out of a letter.

use super::joining::{ask, call, queue, yes};
use crate::page::{Browser, plain};
use crate::world::{Answer, Person, World, tell, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_store::db::sql;
use serde_json::{Value, json};

/// The link that an asker is shown to give away, as a path.
async fn link(world: &World, asker: &Browser) -> String {
    let page = asker.get(&format!("/welcome/{}", world.group)).await.expect(200).text;
    let url = page
        .split("id=\"vouch-url\">")
        .nth(1)
        .expect("a link")
        .split('<')
        .next()
        .unwrap();
    plain(url).replace(&world.base, "")
}

async fn make(admin: &Person, world: &World, days: u32) -> Value {
    let body =
        json!({"letter_street": world.street(0), "first_number": 2, "last_number": 8, "side": "even", "days": days});
    call(admin, "POST", &admin.api("/letters"), body)
        .await
        .expect(201)
        .json()
}

fn codes(made: &Value) -> Vec<String> {
    let letters = made["letters"].as_array().unwrap();
    letters
        .iter()
        .map(|letter| letter["letter_code"].as_str().unwrap().to_owned())
        .collect()
}

async fn enter(world: &World, asker: &Browser, code: &str) -> Answer {
    asker
        .post(
            &format!("/welcome/{}/letter-code", world.group),
            &[("letter_code", code)],
        )
        .await
}

#[tokio::test]
async fn a_neighbour_vouches_by_a_link_and_an_admin_still_decides() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Admin).await;
        let (merel, _) = ask(world, world.group, "Merel").await;
        let path = link(world, &merel).await;
        let url = format!("{}{path}", world.base);

        let seen = eik.look(&url).await.expect(200).text;
        assert!(seen.contains("Merel") && seen.contains("Beukenpad") && seen.contains("Groene deur"));
        assert!(!seen.contains("merel@example.org"));
        // Nobody else sees a stranger's line: no list, no other group, nobody signed out, no link that is made up.
        kauw.look(&url).await.expect(404);
        Browser::fresh(world).get(&path).await.expect(303);
        merel.get(&path).await.expect(404);
        eik.look(&format!("{}x", &url[..url.len() - 1])).await.expect(404);
        eik.look(&eik.page("/admin/requests")).await.expect(403);

        eik.submit(&url, &[]).await.expect(303);
        vink.submit(&url, &[]).await.expect(303);
        let request = queue(&vink).await[0].clone();
        assert_eq!(request["residence"], "vouch");
        let one = format!("/admin/requests/{}", request["id"].as_str().unwrap());
        let page = vink.look(&vink.page(&one)).await.expect(200).text;
        assert!(page.contains("Eik zegt deze buur te kennen"), "the first word stands");
        merel.get(&format!("/groups/{}", world.group)).await.expect(404);
        let url = vink.api(&format!("/requests/{}/let-in", request["id"].as_str().unwrap()));
        call(&vink, "POST", &url, json!({})).await.expect(200);
        merel.get(&format!("/groups/{}", world.group)).await.expect(200);
        // Kept with the member: how and when, and not by whom.
        let mut tx = world.app.db.read().await.unwrap();
        let kept = sql(
            "SELECT COUNT(*) AS n FROM members WHERE residence_check = 'vouch' AND residence_checked_at IS NOT NULL",
        );
        assert_eq!(kept.one(&mut tx).await.unwrap().get::<i64>("n").unwrap(), 1);
        drop(tx);
        world.pass(Span::days(8)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let left = sql("SELECT COUNT(*) AS n FROM join_requests")
            .one(&mut tx)
            .await
            .unwrap();
        assert_eq!(left.get::<i64>("n").unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn where_a_neighbours_word_does_not_count_no_link_shows_anybody() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let (merel, _) = ask(world, world.group, "Merel").await;
        let path = link(world, &merel).await;
        let letters = json!({"takes_requests": true, "residence_checks": ["letter"]});
        call(&vink, "PUT", &vink.api("/joining"), letters).await.expect(204);
        vink.look(&format!("{}{path}", world.base)).await.expect(404);
        vink.submit(&format!("{}{path}", world.base), &[]).await.expect(404);
        assert!(
            !merel
                .get(&format!("/welcome/{}", world.group))
                .await
                .text
                .contains("vouch-url")
        );
    })
    .await;
}

#[tokio::test]
async fn a_code_from_a_letter_is_good_once_and_no_house_is_kept() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let only = json!({"takes_requests": true, "residence_checks": ["letter"]});
        call(&vink, "PUT", &vink.api("/joining"), only).await.expect(204);
        let made = make(&vink, world, 30).await;
        let codes = codes(&made);
        assert_eq!(codes.len(), 4);
        // What is kept says neither a code nor which house got it: codes stand as keyed hashes, in no order of houses.
        let mut tx = world.app.db.read().await.unwrap();
        let rows = sql("SELECT code_hash FROM letter_codes").all(&mut tx).await.unwrap();
        let hashes: Vec<Vec<u8>> = rows.iter().map(|row| row.get("code_hash").unwrap()).collect();
        let mut sorted = hashes.clone();
        sorted.sort_unstable();
        assert_eq!(hashes, sorted);
        drop(tx);
        let (merel, _) = ask(world, world.group, "Merel").await;
        let request = queue(&vink).await[0].clone();
        yes(&vink, &request).await.expect(422);
        let wrong = enter(world, &merel, "2222-2222").await.expect(422).text;
        assert!(
            wrong.contains("Deze code klopt niet") && wrong.contains("value=\"2222-2222\""),
            "{wrong}"
        );
        enter(world, &merel, "").await.expect(422);
        // As people type: small letters and spaces.
        let typed = codes[1].to_lowercase().replace('-', " ");
        let done = enter(world, &merel, &typed).await.expect(303);
        assert!(merel.follow(&done).await.text.contains("Nu is bekend dat u hier woont"));
        assert_eq!(queue(&vink).await[0]["residence"], "letter");
        let (kauw, _) = ask(world, world.group, "Kauw").await;
        enter(world, &kauw, &codes[1]).await.expect(422);
        yes(&vink, &request).await.expect(200);
        let listed = vink.look(&vink.api("/letters")).await.expect(200).json();
        assert_eq!((&listed[0]["codes"], &listed[0]["used"]), (&json!(4), &json!(1)));

        // Taken back, and too old: they open nothing.
        let url = vink.api(&format!("/letters/{}", made["id"].as_str().unwrap()));
        call(&vink, "DELETE", &url, json!({})).await.expect(204);
        enter(world, &kauw, &codes[2]).await.expect(422);
        let short = make(&vink, world, 1).await;
        world.pass(Span::days(1)).await;
        let old = short["letters"][0]["letter_code"].as_str().unwrap();
        enter(world, &kauw, old).await.expect(422);
        assert_eq!(vink.look(&vink.api("/letters")).await.expect(200).json(), json!([]));
        let done = super::log::log(&vink).await;
        let done = super::log::deeds(&done);
        assert_eq!(done.iter().filter(|deed| **deed == "letters_made").count(), 2);
        assert_eq!(done.iter().filter(|deed| **deed == "letters_revoked").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn letters_are_printed_once_and_mistakes_in_the_row_are_said() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Deputy).await;
        let street = world.street(0);
        let good = [
            ("letter_street", street.as_str()),
            ("first_number", "2"),
            ("last_number", "8"),
            ("side", "even"),
            ("days", "30"),
        ];
        let paper = vink.submit(&vink.page("/admin/letters"), &good).await.expect(200).text;
        assert_eq!(paper.matches("class=\"paper\"").count(), 4);
        assert!(paper.contains("Aan de bewoners van Beukenpad 8") && paper.contains("<svg"));
        let list = vink.look(&vink.page("/admin/letters")).await.expect(200).text;
        assert!(
            list.contains("Beukenpad 2–8") && !list.contains("paper-code"),
            "never again"
        );
        for (field, typed, words) in [
            ("letter_street", "", "Deze straat hoort niet bij de groep"),
            ("first_number", "0", "van 1 tot en met 9999"),
            ("last_number", "1", "van 2 tot en met 9999"),
            ("last_number", "x", "van 1 tot en met 9999"),
            ("last_number", "9999", "100 brieven is het meeste"),
            ("side", "left", "Deze keuze kennen we niet"),
            ("days", "91", "van 1 tot en met 90"),
        ] {
            let fields = crate::page::with(&good, &[(field, typed)]);
            let answer = vink
                .submit(&vink.page("/admin/letters"), &fields)
                .await
                .expect(422)
                .text;
            assert!(answer.contains(words), "{field} {typed}: {answer}");
        }
    })
    .await;
}

/// Two who ask type one code at once, on two servers: one of them lives there.
#[tokio::test]
async fn one_code_shows_one_person() {
    tell_on_postgres(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let codes = codes(&make(&vink, world, 30).await);
        let (merel, _) = ask(world, world.group, "Merel").await;
        let (kauw, _) = ask(world, world.group, "Kauw").await;
        let (one, other) = tokio::join!(enter(world, &merel, &codes[0]), enter(world, &kauw, &codes[0]));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
    })
    .await;
}
