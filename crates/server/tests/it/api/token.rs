//! Access tokens: each route takes the scope that it needs, and no token does what only its owner may.

use super::openapi::operations;
use crate::world::{Person, tell};
use saar_domain::member::Role;
use saar_server::usecase::settings::{TokenRequest, create_token};
use serde_json::json;

/// The scope that an operation takes of a token; `none` for what no token may; `any` for who am I.
const SCOPES: &[(&str, &str, &str)] = &[
    ("GET", "/api/v1/me", "any"),
    ("DELETE", "/api/v1/me", "none"),
    ("POST", "/api/v1/me/proof", "none"),
    ("PUT", "/api/v1/me/proof", "none"),
    ("POST", "/api/v1/me/export", "none"),
    ("POST", "/api/v1/me/email", "none"),
    ("PUT", "/api/v1/me/email", "none"),
    ("PUT", "/api/v1/groups/{group}/alias", "none"),
    ("GET", "/api/v1/me/preferences", "read"),
    ("PUT", "/api/v1/me/preferences", "none"),
    ("POST", "/api/v1/me/push-subscription", "none"),
    ("DELETE", "/api/v1/me/push-subscription", "none"),
    ("GET", "/api/v1/me/devices", "none"),
    ("DELETE", "/api/v1/me/devices/{device}", "none"),
    ("GET", "/api/v1/me/test-alarm", "none"),
    ("POST", "/api/v1/me/test-alarm", "none"),
    ("GET", "/api/v1/me/tokens", "none"),
    ("POST", "/api/v1/me/tokens", "none"),
    ("DELETE", "/api/v1/me/tokens/{token}", "none"),
    ("GET", "/api/v1/me/passkeys", "none"),
    ("POST", "/api/v1/me/passkeys", "none"),
    ("POST", "/api/v1/me/passkeys/ceremony", "none"),
    ("PUT", "/api/v1/me/passkeys/{passkey}/name", "none"),
    ("DELETE", "/api/v1/me/passkeys/{passkey}", "none"),
    ("DELETE", "/api/v1/me/passkey-offer", "none"),
    // The door of the signed-out: a token is not looked at.
    ("POST", "/api/v1/sign-in/passkey/ceremony", "any"),
    ("POST", "/api/v1/sign-in/passkey", "any"),
    ("GET", "/api/v1/me/measures", "none"),
    ("POST", "/api/v1/me/measures/{measure}/objection", "none"),
    ("GET", "/api/v1/groups/{group}/members/{member}/measures", "none"),
    ("POST", "/api/v1/groups/{group}/members/{member}/measures", "none"),
    (
        "GET",
        "/api/v1/groups/{group}/members/{member}/measures/proposal",
        "none",
    ),
    ("POST", "/api/v1/groups/{group}/incidents/{incident}/flags", "none"),
    ("GET", "/api/v1/groups/{group}/flags", "none"),
    ("POST", "/api/v1/groups/{group}/flags/{flag}", "none"),
    ("GET", "/api/v1/groups/{group}/objections", "none"),
    ("POST", "/api/v1/groups/{group}/objections/{measure}", "none"),
    ("GET", "/api/v1/me/log", "none"),
    ("DELETE", "/api/v1/me/readmissions/{invite}", "none"),
    ("POST", "/api/v1/groups/{group}/members/{member}/contact", "none"),
    ("POST", "/api/v1/groups/{group}/members/{member}/readmission", "none"),
    ("GET", "/api/v1/groups/{group}/log", "none"),
    ("GET", "/api/v1/groups", "read"),
    ("GET", "/api/v1/groups/{group}", "read"),
    ("GET", "/api/v1/groups/{group}/members", "none"),
    ("PUT", "/api/v1/groups/{group}/members/{member}/role", "none"),
    ("GET", "/api/v1/groups/{group}/invites", "none"),
    ("POST", "/api/v1/groups/{group}/invites", "none"),
    ("DELETE", "/api/v1/groups/{group}/invites/{invite}", "none"),
    ("POST", "/api/v1/groups/{group}/import", "none"),
    ("GET", "/api/v1/groups/{group}/budget", "read"),
    ("POST", "/api/v1/groups/{group}/rules", "none"),
    ("POST", "/api/v1/covering", "read"),
    ("POST", "/api/v1/groups", "none"),
    ("GET", "/api/v1/groups/{group}/area", "none"),
    ("PUT", "/api/v1/groups/{group}/area", "none"),
    ("DELETE", "/api/v1/groups/{group}/area", "none"),
    ("PUT", "/api/v1/groups/{group}/area/boundary", "none"),
    ("GET", "/api/v1/groups/{group}/boundaries", "none"),
    ("GET", "/api/v1/groups/{group}/inquiries", "none"),
    ("GET", "/api/v1/groups/{group}/inquiries/{inquiry}", "none"),
    ("POST", "/api/v1/groups/{group}/inquiries/{inquiry}/answer", "none"),
    ("POST", "/api/v1/groups/{group}/inquiries/{inquiry}/extension", "none"),
    ("GET", "/api/v1/groups/{group}/joining", "none"),
    ("PUT", "/api/v1/groups/{group}/joining", "none"),
    ("PUT", "/api/v1/groups/{group}/own-rules", "none"),
    ("GET", "/api/v1/groups/{group}/desks", "read"),
    ("PUT", "/api/v1/groups/{group}/desks", "none"),
    ("GET", "/api/v1/groups/{group}/settings", "none"),
    ("PUT", "/api/v1/groups/{group}/settings", "none"),
    ("GET", "/api/v1/groups/{group}/letters", "none"),
    ("POST", "/api/v1/groups/{group}/letters", "none"),
    ("DELETE", "/api/v1/groups/{group}/letters/{letter}", "none"),
    ("GET", "/api/v1/groups/{group}/own-words", "none"),
    ("POST", "/api/v1/groups/{group}/own-words", "none"),
    ("DELETE", "/api/v1/groups/{group}/own-words/{word}", "none"),
    ("GET", "/api/v1/groups/{group}/requests", "none"),
    ("POST", "/api/v1/groups/{group}/requests/{request}/let-in", "none"),
    ("POST", "/api/v1/groups/{group}/requests/{request}/refuse", "none"),
    ("POST", "/api/v1/groups/{group}/streets", "none"),
    ("PUT", "/api/v1/groups/{group}/streets/{street}", "none"),
    ("DELETE", "/api/v1/groups/{group}/streets/{street}", "none"),
    ("POST", "/api/v1/groups/{group}/vouches", "none"),
    ("GET", "/api/v1/me/requests", "none"),
    ("DELETE", "/api/v1/me/requests/{request}", "none"),
    ("GET", "/api/v1/welcome/{group}", "any"),
    ("POST", "/api/v1/welcome/{group}/letter-code", "none"),
    ("POST", "/api/v1/welcome/{group}/requests", "none"),
    ("GET", "/api/v1/me/umbrellas", "none"),
    ("GET", "/api/v1/umbrellas/{umbrella}", "none"),
    ("POST", "/api/v1/umbrellas/{umbrella}/groups", "none"),
    ("POST", "/api/v1/umbrellas/{umbrella}/coordinators", "none"),
    ("GET", "/api/v1/umbrellas/{umbrella}/objections", "none"),
    ("POST", "/api/v1/umbrellas/{umbrella}/objections/{measure}", "none"),
    ("POST", "/api/v1/umbrellas/{umbrella}/answer", "none"),
    ("POST", "/api/v1/umbrellas/{umbrella}/step-down", "none"),
    ("POST", "/api/v1/umbrellas/{umbrella}/groups/{group}/appoint", "none"),
    ("POST", "/api/v1/umbrellas/{umbrella}/groups/{group}/admins", "none"),
    ("DELETE", "/api/v1/umbrellas/{umbrella}/groups/{group}/admins", "none"),
    ("DELETE", "/api/v1/groups/{group}/admin-links", "none"),
    ("GET", "/api/v1/groups/{group}/drills", "none"),
    ("POST", "/api/v1/groups/{group}/drills", "none"),
    ("POST", "/api/v1/groups/{group}/drills/{drill}/begin", "none"),
    ("DELETE", "/api/v1/groups/{group}/drills/{drill}", "none"),
    ("GET", "/api/v1/groups/{group}/secrecy", "none"),
    ("PUT", "/api/v1/groups/{group}/secrecy", "none"),
    ("GET", "/api/v1/groups/{group}/liaisons", "read"),
    ("POST", "/api/v1/groups/{group}/liaisons", "none"),
    ("PUT", "/api/v1/groups/{group}/liaisons/{liaison}", "none"),
    ("DELETE", "/api/v1/groups/{group}/liaisons/{liaison}", "none"),
    ("GET", "/api/v1/me/liaisons", "none"),
    ("GET", "/api/v1/liaisons/{liaison}", "none"),
    ("DELETE", "/api/v1/liaisons/{liaison}", "none"),
    ("POST", "/api/v1/liaisons/{liaison}/answer", "none"),
    ("GET", "/api/v1/groups/{group}/roster", "read"),
    ("POST", "/api/v1/groups/{group}/roster", "none"),
    ("POST", "/api/v1/groups/{group}/turns/{turn}/agree", "none"),
    ("DELETE", "/api/v1/groups/{group}/turns/{turn}", "none"),
    ("GET", "/api/v1/groups/{group}/continuity", "read"),
    ("POST", "/api/v1/groups/{group}/volunteer", "none"),
    ("POST", "/api/v1/groups/{group}/take-over", "none"),
    ("POST", "/api/v1/groups/{group}/appoint", "none"),
    ("POST", "/api/v1/groups/{group}/leave", "none"),
    ("POST", "/api/v1/groups/{group}/return", "none"),
    ("GET", "/api/v1/groups/{group}/live", "read"),
    ("GET", "/api/v1/groups/{group}/incidents", "read"),
    ("POST", "/api/v1/groups/{group}/incidents", "report"),
    ("GET", "/api/v1/groups/{group}/incidents/{incident}", "read"),
    (
        "POST",
        "/api/v1/groups/{group}/incidents/{incident}/responses",
        "respond",
    ),
    (
        "POST",
        "/api/v1/groups/{group}/incidents/{incident}/sightings",
        "report",
    ),
    (
        "POST",
        "/api/v1/groups/{group}/incidents/{incident}/descriptions",
        "report",
    ),
    ("POST", "/api/v1/groups/{group}/incidents/{incident}/call", "report"),
    ("GET", "/api/v1/groups/{group}/incidents/{incident}/photos", "read"),
    (
        "GET",
        "/api/v1/groups/{group}/incidents/{incident}/photos/{photo}/{size}",
        "read",
    ),
    (
        "DELETE",
        "/api/v1/groups/{group}/incidents/{incident}/photos/{photo}",
        "report",
    ),
    (
        "PUT",
        "/api/v1/groups/{group}/incidents/{incident}/uploads/{upload}",
        "report",
    ),
    (
        "DELETE",
        "/api/v1/groups/{group}/incidents/{incident}/uploads/{upload}",
        "report",
    ),
    ("POST", "/api/v1/groups/{group}/incidents/{incident}/close", "respond"),
];

#[tokio::test]
async fn a_token_does_what_its_scopes_say_and_no_more() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let incident = vink.alarm(&world.street(0)).await;
        world.settle().await;
        for (method, path) in operations() {
            let row = SCOPES.iter().find(|row| row.0 == method && row.1 == path);
            let (_, _, needed) = row.unwrap_or_else(|| panic!("{method} {path} has no row"));
            for scope in ["read", "report", "respond"] {
                let request = TokenRequest {
                    name: scope.into(),
                    scopes: vec![scope.into()],
                    days: 1,
                };
                let (made, secret) = create_token(&world.app, vink.account, &request).await.unwrap();
                let program = Person {
                    token: secret,
                    ..vink.clone()
                };
                let body = super::access::body_of(world, &method, &path);
                // Ids of things that are not there where using the real one would end it.
                let url = super::access::fill(&path, &vink.group.to_string(), &incident, "none", "none", "none");
                let answer = super::access::call(&program, &method, &format!("{}{url}", world.base), body).await;
                let allowed = *needed == "any" || *needed == scope;
                assert_eq!(answer != 403, allowed, "{method} {path} with {scope}: {answer}");
                assert_ne!(answer, 401);
                saar_server::usecase::settings::revoke_token(&world.app, vink.account, made.id)
                    .await
                    .unwrap();
            }
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_token_over_the_api_is_shown_once_and_has_its_limits() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let url = format!("{}/api/v1/me/tokens", world.base);
        let http = |method: reqwest::Method, url: &str| {
            merel
                .http
                .request(method, url)
                .header("cookie", format!("saar={}", merel.session))
                .header("sec-fetch-site", "same-origin")
        };
        let asked = json!({"name": "Lamp", "scopes": ["read"], "days": 2});
        let made = crate::world::read(http("POST".parse().unwrap(), &url).json(&asked).send().await.unwrap()).await;
        let made = made.expect(201).json();
        let secret = made["secret"].as_str().unwrap().to_owned();
        let listed = merel.look(&url).await.expect(200);
        assert!(listed.text.contains("Lamp") && !listed.text.contains(&secret) && !listed.text.contains("\"secret\""));
        for (days, status) in [(0, 422), (367, 422), (366, 201), (1, 201)] {
            let asked = json!({"name": "Lamp", "scopes": ["read"], "days": days});
            let answer =
                crate::world::read(http("POST".parse().unwrap(), &url).json(&asked).send().await.unwrap()).await;
            assert_eq!(answer.status, status, "{days} {}", answer.text);
            if status == 422 {
                assert_eq!(answer.json()["errors"][0]["max"], 366);
            }
        }
        for bearer in ["", "saar_pat_", "nonsense", &secret[..secret.len() - 1]] {
            let mut forged = merel.clone();
            forged.token = bearer.to_owned();
            forged.get(&merel.api("")).await.expect(401);
        }
        let id = made["id"].as_str().unwrap();
        let mut program = merel.clone();
        program.token = secret;
        program.get(&merel.api("")).await.expect(200);
        let gone = crate::world::read(
            http("DELETE".parse().unwrap(), &format!("{url}/{id}"))
                .send()
                .await
                .unwrap(),
        )
        .await;
        gone.expect(204);
        program.get(&merel.api("")).await.expect(401);
    })
    .await;
}
