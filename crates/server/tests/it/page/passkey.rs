//! The pages of passkeys, as a browser without scripts meets them: it makes none, and looks after those that there are.

use super::Browser;
use crate::world::{Person, World, at_a_name, tell, tell_in};
use saar_domain::id::PasskeyId;
use saar_domain::member::Role;
use saar_store::passkey::{self, Passkey};

async fn add(world: &World, person: &Person, name: &str) -> PasskeyId {
    let now = world.app.now();
    let id = PasskeyId::new(now, world.app.entropy.as_ref());
    let made = Passkey {
        id,
        account: person.account,
        credential_id: id.to_string().into_bytes(),
        credential: "{}".into(),
        name: name.into(),
        created_at: now,
        used_at: None,
        blocked_at: None,
    };
    let mut tx = world.app.db.write().await.unwrap();
    assert!(passkey::insert(&mut tx, &made).await.unwrap());
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn are_listed_renamed_and_taken_back() {
    tell_in("NL", at_a_name, async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Member).await;
        let theirs = add(world, &vink, "Van Vink").await;
        let browser = Browser::of(world, &merel);
        let empty = browser.get("/settings/passkeys").await.expect(200).text;
        assert!(empty.contains("U heeft nog geen passkey."));
        assert!(
            browser
                .get("/settings")
                .await
                .expect(200)
                .text
                .contains("href=\"/settings/passkeys\"")
        );
        let id = add(world, &merel, "Oude <telefoon>").await;
        let page = browser.get("/settings/passkeys").await.expect(200).text;
        assert!(page.contains("Oude &lt;telefoon&gt;") && !page.contains("Van Vink"));
        assert!(page.contains("nog niet gebruikt"));
        let rename = format!("/settings/passkeys/{id}/rename");
        let long = "lang ".repeat(20);
        for (typed, words) in [(" ", "Geef de passkey een naam"), (long.as_str(), "80")] {
            let wrong = browser.post(&rename, &[("name", typed)]).await.expect(422).text;
            assert!(wrong.contains(words), "{wrong}");
            assert!(wrong.contains(&format!("value=\"{typed}\"")), "what was typed is kept");
        }
        let done = browser.post(&rename, &[("name", "Laptop")]).await.expect(303);
        let page = browser.get(done.location()).await.expect(200).text;
        assert!(page.contains("De naam is veranderd.") && page.contains("Laptop"));
        for path in ["rename", "revoke"] {
            let path = format!("/settings/passkeys/{theirs}/{path}");
            browser.post(&path, &[("name", "Van mij")]).await.expect(404);
        }
        let done = browser
            .post(&format!("/settings/passkeys/{id}/revoke"), &[])
            .await
            .expect(303);
        let page = browser.get(done.location()).await.expect(200).text;
        assert!(page.contains("Die passkey is ingetrokken.") && !page.contains("Laptop"));
    })
    .await;
}

#[tokio::test]
async fn are_offered_on_a_quiet_home_until_there_is_one_or_the_reader_says_no() {
    tell_in("NL", at_a_name, async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Member).await;
        let home = format!("/groups/{}", world.group);
        let offer = "action=\"/settings/passkeys/later\"";
        let (hers, his) = (Browser::of(world, &merel), Browser::of(world, &vink));
        for browser in [&hers, &his] {
            assert!(browser.get(&home).await.expect(200).text.contains(offer));
        }
        assert_eq!(
            hers.post("/settings/passkeys/later", &[]).await.expect(303).location(),
            "/"
        );
        assert!(!hers.get(&home).await.expect(200).text.contains(offer));
        // Not while something goes on.
        let incident = merel.alarm(&world.street(0)).await;
        assert!(!his.get(&home).await.expect(200).text.contains(offer));
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        assert!(his.get(&home).await.expect(200).text.contains(offer));
        add(world, &vink, "Telefoon").await;
        assert!(!his.get(&home).await.expect(200).text.contains(offer));
    })
    .await;
}

#[tokio::test]
async fn the_sign_in_page_has_a_door_that_only_a_script_opens() {
    tell_in("NL", at_a_name, async |world| {
        let browser = Browser::fresh(world);
        let page = browser.get("/sign-in?next=/settings").await.expect(200).text;
        let door = page
            .split("data-passkey-sign-in")
            .nth(1)
            .unwrap()
            .split('>')
            .next()
            .unwrap();
        assert!(
            door.contains(" hidden") && super::plain(door).contains("data-next=\"/settings\""),
            "{door}"
        );
        assert!(page.contains("autocomplete=\"email webauthn\""));
        // After a mistake with the address it is still there.
        let wrong = browser.post("/sign-in", &[("email", "merel")]).await.expect(422).text;
        assert!(wrong.contains("data-passkey-sign-in"));
    })
    .await;
}

#[tokio::test]
async fn are_spoken_of_in_the_settings_where_there_can_be_any() {
    const LINK: &str = "href=\"/settings/passkeys\"";
    tell_in("NL", at_a_name, async |world| {
        let merel = world.member("Merel", Role::Member).await;
        assert!(
            Browser::of(world, &merel)
                .get("/settings")
                .await
                .expect(200)
                .text
                .contains(LINK)
        );
    })
    .await;
    // An address in numbers cannot have passkeys.
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        assert!(
            !Browser::of(world, &merel)
                .get("/settings")
                .await
                .expect(200)
                .text
                .contains(LINK)
        );
    })
    .await;
}
