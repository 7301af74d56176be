//! Somebody who works for the police takes part as a neighbour: they say so themselves, and are reminded where they read and write.

use crate::world::{Person, tell};
use saar_domain::clock::Span;
use saar_domain::member::Role;

const LINE: &str = "U bent gebonden aan uw beroepsgeheim";

async fn is_reminded(person: &Person, rest: &str) -> bool {
    person.look(&person.page(rest)).await.expect(200).text.contains(LINE)
}

#[tokio::test]
async fn who_says_so_is_reminded_and_hindered_by_nothing() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let kauw = world.member("Kauw", Role::Member).await;
        let rules = merel.look(&merel.page("/rules")).await.expect(200).text;
        assert!(rules.contains(&format!("/groups/{}/secrecy", world.group)), "{rules}");
        let incident = vink.alarm(&world.street(0)).await;
        world.settle().await;
        let at = format!("/incidents/{incident}");
        let describe = format!("{at}/description");
        let pages = ["/alarm", "/offline/alarm", &at, &describe, "/liaisons"];
        for page in pages {
            assert!(!is_reminded(&merel, page).await, "{page}: not said yet");
        }
        merel
            .submit(&merel.page("/secrecy"), &[("bound", "yes")])
            .await
            .expect(303);
        for page in pages {
            assert!(is_reminded(&merel, page).await, "{page}");
            assert!(!is_reminded(&kauw, page).await, "{page}: of somebody else");
        }
        // An alarm goes out as ever.
        merel.alarm(&world.street(1)).await;
        world.settle().await;
        // Who runs the group sees it; other members do not, and a desk reminds its own reader.
        let about = format!("/members/{}", merel.member);
        let seen = vink.look(&vink.page(&about)).await.expect(200).text;
        assert!(
            seen.contains("gebonden aan beroepsgeheim") && !seen.contains(LINE),
            "{seen}"
        );
        kauw.look(&kauw.page(&about)).await.expect(403);
        vink.submit(&vink.page("/secrecy"), &[("bound", "yes")])
            .await
            .expect(303);
        for desk in ["/admin", "/admin/requests", "/flags", "/admin/inquiries", &about] {
            assert!(is_reminded(&vink, desk).await, "{desk}");
        }
        // Taken back by not ticking it.
        vink.submit(&vink.page("/secrecy"), &[]).await.expect(303);
        assert!(!is_reminded(&vink, "/admin").await);
        // It is in what they take along, and goes with the membership.
        let mut tx = world.app.db.read().await.unwrap();
        let all = saar_store::export::everything(&mut tx, &world.app.sealer, &world.app.keys, merel.account).await;
        assert!(format!("{:?}", all.unwrap()).contains(r#"("bound_to_secrecy", Flag(true))"#));
        drop(tx);
        merel.leave().await.expect(204);
        world.pass(Span::days(8)).await;
        let mut tx = world.app.db.read().await.unwrap();
        let row = saar_store::db::sql("SELECT bound_to_secrecy FROM members WHERE id = $1").bind(merel.member);
        assert!(!row.one(&mut tx).await.unwrap().get::<bool>("bound_to_secrecy").unwrap());
    })
    .await;
}
