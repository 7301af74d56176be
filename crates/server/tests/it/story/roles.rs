//! Who runs a group: admins make others admin or deputy, and a group never has no admin.

use crate::world::{Answer, Person, World, read, tell};
use saar_domain::member::Role;
use serde_json::{Value, json};

/// Gives a member of the group a role, signed in as a person: programs may not.
pub async fn assign(admin: &Person, member: &Person, role: &str) -> Answer {
    let request = admin
        .http
        .put(admin.api(&format!("/members/{}/role", member.member)))
        .header("cookie", format!("saar={}", admin.session))
        .header("sec-fetch-site", "same-origin");
    read(request.json(&json!({"role": role})).send().await.unwrap()).await
}

async fn role(world: &World, admin: &Person, of: &Person) -> Value {
    let members = admin.look(&admin.api("/members")).await.expect(200).json();
    let id = json!(of.member.to_string());
    let row = members.as_array().unwrap().iter().find(|row| row["id"] == id).cloned();
    assert!(!row.clone().unwrap().to_string().contains(&of.email), "{}", world.base);
    row.unwrap()["role"].clone()
}

#[tokio::test]
async fn the_last_admin_can_leave_once_somebody_else_is_one() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let merel = world.member("Merel", Role::Deputy).await;
        let stuck = vink.leave().await.expect(409).json();
        assert_eq!(stuck["type"], "/problems/last-admin");
        for less in ["member", "deputy"] {
            let stays = assign(&vink, &vink, less).await.expect(409).json();
            assert_eq!(stays["type"], "/problems/last-admin");
        }
        // Neither a member nor a deputy says who is what.
        assign(&eik, &eik, "admin").await.expect(403);
        assign(&merel, &merel, "admin").await.expect(403);

        assign(&vink, &eik, "deputy").await.expect(204);
        eik.look(&eik.page("/admin")).await.expect(200);
        assign(&vink, &eik, "member").await.expect(204);
        eik.look(&eik.page("/admin")).await.expect(403);
        assign(&vink, &eik, "admin").await.expect(204);
        assert_eq!(role(world, &vink, &eik).await, "admin");
        assign(&vink, &vink, "member").await.expect(204);
        assert_eq!(role(world, &eik, &vink).await, "member");
        vink.leave().await.expect(204);
        // Who is gone, or is of another group, is nobody here.
        assign(&eik, &vink, "admin").await.expect(404);
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Member).await;
        assign(&eik, &kauw, "admin").await.expect(404);
        let wrong = assign(&eik, &merel, "boss").await.expect(422).json();
        assert_eq!(wrong["errors"][0]["field"], "role");
        // A token is not a person.
        let url = eik.api(&format!("/members/{}/role", merel.member));
        let request = eik.http.put(url).bearer_auth(&eik.token);
        let by_token = request.json(&json!({"role": "admin"})).send().await.unwrap();
        assert_eq!(by_token.status(), 403);
    })
    .await;
}

#[tokio::test]
async fn the_admins_page_has_a_form_for_it() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let merel = world.member("Merel", Role::Deputy).await;
        let form = "action=\"/groups/";
        let has_form = |page: &str| page.split(form).any(|part| part.contains("/admin/roles\""));
        let page = vink.look(&vink.page("/admin")).await.expect(200).text;
        assert!(has_form(&page) && page.contains("Eik · deelnemer"), "{page}");
        assert!(!has_form(&merel.look(&merel.page("/admin")).await.expect(200).text));
        let (id, mine) = (eik.member.to_string(), vink.member.to_string());
        let submit = async |fields: &[(&str, &str)]| vink.submit(&vink.page("/admin/roles"), fields).await;

        let page = submit(&[]).await.expect(422).text;
        assert!(page.contains("Kies een rol"));
        let page = submit(&[("role", "admin")]).await.expect(422).text;
        assert!(page.contains("Kies een deelnemer die nu in de groep zit"));
        assert!(page.contains("value=\"admin\" checked"), "what was chosen stays");
        let page = submit(&[("member", &mine), ("role", "member")]).await.expect(422).text;
        assert!(page.contains("De laatste beheerder kan niet weg"));
        assert!(
            page.contains(&format!("value=\"{mine}\" selected")),
            "what was chosen stays"
        );

        let done = submit(&[("member", &id), ("role", "deputy")]).await.expect(303);
        let page = vink
            .look(&format!("{}{}", vink.base, done.location()))
            .await
            .expect(200)
            .text;
        assert!(page.contains("De rol is veranderd.") && page.contains("Eik · plaatsvervanger"));
        merel
            .submit(&merel.page("/admin/roles"), &[("member", &id), ("role", "admin")])
            .await
            .expect(403);
    })
    .await;
}

#[tokio::test]
async fn one_admin_is_advised_to_find_a_second() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let alone = async || {
            let desk = vink.look(&vink.page("/admin")).await.expect(200).text;
            desk.contains("Twee is beter")
        };
        assert!(alone().await);
        assign(&vink, &merel, "deputy").await.expect(204);
        assert!(alone().await, "a deputy is no second admin");
        assign(&vink, &merel, "admin").await.expect(204);
        assert!(!alone().await);
    })
    .await;
}
