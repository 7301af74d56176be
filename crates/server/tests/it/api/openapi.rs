//! The committed description of the API is the API.

use crate::world::tell;
use serde_json::Value;
use std::path::PathBuf;

fn committed() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json"))
}

/// Every documented operation: method in capitals, path with its placeholders.
pub fn operations() -> Vec<(String, String)> {
    let document = serde_json::to_value(saar_server::web::api::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            if ["get", "put", "post", "delete", "patch"].contains(&method.as_str()) {
                found.push((method.to_uppercase(), path.clone()));
            }
        }
    }
    found
}

#[test]
fn the_committed_document_is_what_the_server_serves() {
    let mut now = serde_json::to_string_pretty(&saar_server::web::api::openapi()).unwrap();
    now.push('\n');
    if std::env::var_os("SAAR_UPDATE").is_some() {
        std::fs::write(committed(), &now).unwrap();
    }
    let before = std::fs::read_to_string(committed()).unwrap_or_default();
    assert!(
        before == now,
        "docs/openapi.json is old: run the tests once with SAAR_UPDATE=1 and commit what changed"
    );
}

#[tokio::test]
async fn every_documented_operation_is_there() {
    tell(async |world| {
        let merel = world.member("Merel", saar_domain::member::Role::Member).await;
        let served = merel
            .get(&format!("{}/api/v1/openapi.json", world.base))
            .await
            .expect(200)
            .json();
        assert_eq!(served, serde_json::to_value(saar_server::web::api::openapi()).unwrap());
        for (method, path) in operations() {
            // Signed out, a route that is there asks who one is; one that is not there is not there.
            let url = format!("{}{}", world.base, path.replace(['{', '}'], ""));
            let request = merel
                .http
                .request(method.parse().unwrap(), url)
                .json(&serde_json::json!({}));
            let answer = crate::world::read(request.send().await.unwrap()).await;
            // The door itself lets everybody ask.
            if method == "GET" && path == "/api/v1/welcome/{group}" {
                let url = format!("{}/api/v1/welcome/{}", world.base, world.group);
                crate::world::read(merel.http.get(url).send().await.unwrap())
                    .await
                    .expect(200);
                continue;
            }
            if path.starts_with("/api/v1/sign-in/") {
                assert_ne!(answer.json()["type"], "/problems/not-found", "{method} {path}");
                continue;
            }
            assert_eq!(answer.status, 401, "{method} {path}: {}", answer.text);
            assert_eq!(answer.json()["type"], "/problems/signed-out");
        }
        let nothing = merel
            .get(&format!("{}/api/v1/nothing", world.base))
            .await
            .expect(404)
            .json();
        assert_eq!(nothing["type"], "/problems/not-found");
    })
    .await;
}

/// Words that mean something of the glossary by another name.
const SYNONYMS: &[&str] = &[
    "post",
    "ticket",
    "user",
    "message",
    "event_report",
    "case",
    "warning",
    "notification",
    "neighbourhood",
    "team",
    "owner",
    "moderator",
    "comment",
    "reply",
    "resolve",
    "participant",
    "profile",
    "chat",
    "person",
    "location",
];

#[test]
fn it_speaks_the_words_of_the_glossary() {
    let document = serde_json::to_value(saar_server::web::api::openapi()).unwrap();
    let words = |name: &str| -> Vec<String> {
        let mut split = String::new();
        for c in name.chars() {
            if c.is_uppercase() {
                split.push(' ');
            }
            split.extend(c.to_lowercase().map(|c| if c.is_alphanumeric() { c } else { ' ' }));
        }
        split.split_whitespace().map(str::to_owned).collect()
    };
    let mut names: Vec<String> = document["paths"].as_object().unwrap().keys().cloned().collect();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        names.push(name.clone());
        if let Some(fields) = schema["properties"].as_object() {
            names.extend(fields.keys().cloned());
        }
    }
    for name in names {
        for word in words(&name) {
            let singular = word.strip_suffix('s').unwrap_or(&word);
            assert!(
                !SYNONYMS.contains(&singular) && !SYNONYMS.contains(&word.as_str()),
                "{name}: {word} has another word in the glossary"
            );
        }
    }
}

#[test]
fn every_operation_and_field_is_described() {
    let document = serde_json::to_value(saar_server::web::api::openapi()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(operation["summary"].is_string(), "{method} {path}");
            assert!(
                operation["responses"].as_object().unwrap().contains_key("4XX"),
                "{method} {path} says how it fails"
            );
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (field, described) in schema["properties"].as_object().into_iter().flatten() {
            let is_described = |value: &Value| value["description"].is_string() || value["$ref"].is_string();
            let any = is_described(described)
                || described["oneOf"]
                    .as_array()
                    .is_some_and(|of| of.iter().any(is_described));
            assert!(any, "{name}.{field}");
        }
    }
}
