//! The pages, as a browser without scripts meets them.

pub mod account;
mod demo;
mod join;
mod journey;
mod map;
mod mistakes;
mod night;
mod offline;
mod passkey;
mod readmit;
mod security;
mod settings;
mod weight;

use crate::world::{Answer, Person, World, read};
use reqwest::header::SET_COOKIE;
use saar_domain::id::GroupId;
use saar_domain::member::Role;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// A browser that keeps cookies, follows nothing by itself and runs no script.
pub struct Browser {
    http: reqwest::Client,
    base: String,
    language: &'static str,
    cookies: Mutex<BTreeMap<String, String>>,
    /// What the server said about its cookies, word for word.
    pub set: Mutex<Vec<String>>,
}

impl Browser {
    /// One that was never here.
    pub fn fresh(world: &World) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .user_agent("Mozilla/5.0 (Android 16) Firefox/150.0")
            .build()
            .unwrap();
        Self {
            http,
            base: world.base.clone(),
            language: "nl",
            cookies: Mutex::default(),
            set: Mutex::default(),
        }
    }

    /// One in which somebody is signed in.
    pub fn of(world: &World, person: &Person) -> Self {
        let browser = Self::fresh(world);
        let session = person.session.clone();
        browser.cookies.lock().unwrap().insert("saar".into(), session);
        browser
    }

    /// The same, asking for another language.
    pub fn in_language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.http.get(self.url(path))).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.http.post(self.url(path)).header("sec-fetch-site", "same-origin");
        self.send(request.form(fields)).await
    }

    /// Any bytes as any type.
    pub async fn post_raw(&self, path: &str, media_type: &str, body: Vec<u8>) -> Answer {
        let request = self.http.post(self.url(path)).header("sec-fetch-site", "same-origin");
        self.send(request.header("content-type", media_type).body(body)).await
    }

    /// Follows the redirect of an answer.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "no redirect: {}", answer.text);
        self.get(answer.location()).await
    }

    pub fn has(&self, cookie: &str) -> bool {
        self.cookies.lock().unwrap().contains_key(cookie)
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        }
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let jar: Vec<String> = {
            let cookies = self.cookies.lock().unwrap();
            cookies.iter().map(|(name, value)| format!("{name}={value}")).collect()
        };
        let request = request.header("accept-language", self.language);
        let request = if jar.is_empty() {
            request
        } else {
            request.header("cookie", jar.join("; "))
        };
        let answer = read(request.send().await.unwrap()).await;
        for line in answer.headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap().to_owned();
            let (name, value) = line.split_once(';').unwrap().0.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.into(), value.into());
            }
            drop(cookies);
            self.set.lock().unwrap().push(line);
        }
        answer
    }
}

/// The value of a form's field with this name.
#[track_caller]
pub fn value_of(html: &str, name: &str) -> String {
    let tag = html
        .split("<input")
        .find(|tag| tag.contains(&format!("name=\"{name}\"")))
        .unwrap_or_else(|| panic!("no field {name} in {html}"));
    attribute(tag, "value").unwrap_or_default()
}

/// The text of an attribute of the first tag in `html`, entities undone.
pub fn attribute(html: &str, name: &str) -> Option<String> {
    let rest = html.split_once(&format!(" {name}=\""))?.1;
    Some(plain(rest.split_once('"')?.0))
}

/// Entities undone.
pub fn plain(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2f;", "/")
        .replace("&amp;", "&")
}

/// A filled-in alarm form.
pub fn alarm_form<'a>(street: &'a str, draft: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("draft", draft),
        ("call", "me"),
        ("called_ago_seconds", "30"),
        ("kind", "burglary"),
        ("phrase", "tries_doors"),
        ("witness", "seen"),
        ("place", "street"),
        ("street", street),
    ]
}

/// The same form with some fields changed or added.
pub fn with<'a>(form: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form
        .iter()
        .filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes).copied().collect()
}

/// Every page that there is to look at, in a group with an admin, members, a running alarm, one that nobody called for, a drill, what ended, an
/// invite; as (path, whose page).
pub struct Survey {
    pub admin: Person,
    pub member: Person,
    pub pages: Vec<String>,
    pub incidents: Vec<String>,
    pub drill: String,
    pub group: GroupId,
}

pub async fn survey(world: &World) -> Survey {
    let admin = world.member("Vink", Role::Admin).await;
    let member = world.member("Merel", Role::Member).await;
    let running = member.alarm(&world.street(0)).await;
    let mut hidden = Person::report(&world.street(1));
    hidden["call"] = serde_json::json!({"by": "cannot_call"});
    let hidden = member.post(&member.api("/incidents"), &hidden).await.expect(201).json();
    let mut drill = Person::report(&world.street(2));
    drill["drill"] = serde_json::json!(true);
    let drill = admin.post(&admin.api("/incidents"), &drill).await.expect(201).json();
    let ended = admin.alarm(&world.street(2)).await;
    let direction = serde_json::json!({"words": "richting het water", "direction": "n"});
    member
        .post(&member.api(&format!("/incidents/{running}/sightings")), &direction)
        .await
        .expect(200);
    admin.close(&ended, "nothing_found").await.expect(200);
    let made = admin
        .submit(&admin.page("/admin/invites"), &[("uses_max", "5"), ("days", "7")])
        .await
        .expect(303);
    let invite = made.location().split(['/', '?']).nth(5).unwrap().to_owned();
    world.settle().await;
    let text = |value: &serde_json::Value| value["id"].as_str().unwrap().to_owned();
    let (hidden, drill) = (text(&hidden), text(&drill));
    let group = world.group;
    let mut pages: Vec<String> = [
        "/about",
        "/privacy",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/link",
        "/groups",
        "/settings",
        "/nothing-here",
    ]
    .map(str::to_owned)
    .into();
    for rest in [
        "",
        "/triage",
        "/incidents",
        "/rules",
        "/alarm",
        "/drill",
        "/admin",
        "/offline",
        "/offline/alarm",
    ] {
        pages.push(format!("/groups/{group}{rest}"));
    }
    let incidents = vec![running, hidden, ended, drill.clone()];
    for incident in &incidents {
        pages.push(format!("/groups/{group}/incidents/{incident}"));
        pages.push(format!("/groups/{group}/incidents/{incident}/fragment"));
    }
    pages.push(format!("/groups/{group}/admin/invites/{invite}"));
    let invite_page = admin
        .look(&admin.page(&format!("/admin/invites/{invite}")))
        .await
        .expect(200)
        .text;
    let url = invite_page
        .split("id=\"invite-url\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    pages.push(format!("/join/{}", plain(url).rsplit('/').next().unwrap()));
    Survey {
        admin,
        member,
        pages,
        incidents,
        drill,
        group,
    }
}
