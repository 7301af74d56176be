//! Our pushes, decrypted by somebody else's code: the npm package `web-push-testing`, which also checks our VAPID
//! token.
//!
//! `npm ci` in `tests/peer` installs it; `cargo test` alone never touches the network, so without it the test says
//! that it did not run.

use crate::support::{Counting, alarm, not_run};
use saar_delivery::guard::EndpointGuard;
use saar_delivery::webpush::{Subscription, VapidKey, WebPush};
use saar_delivery::{Address, Channel as _, Outcome};
use saar_domain::clock::Timestamp;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The peer, killed when the test ends, however it ends.
struct Peer {
    child: Child,
    origin: String,
    http: reqwest::Client,
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Gone already is gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Peer {
    async fn start(server: &Path) -> Self {
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|free| free.local_addr())
            .expect("a free port")
            .port();
        let child = Command::new("node")
            .arg(server)
            .arg(port.to_string())
            .stdout(Stdio::null())
            .spawn()
            .expect("node starts");
        saar_delivery::guard::install_crypto();
        let peer = Self {
            child,
            origin: format!("http://localhost:{port}"),
            http: reqwest::Client::builder().no_proxy().build().expect("a client"),
        };
        for _ in 0..100 {
            if peer.http.post(format!("{}/status", peer.origin)).send().await.is_ok() {
                return peer;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the peer did not come up in ten seconds");
    }

    async fn ask(&self, path: &str, question: Value) -> Value {
        let answer = self
            .http
            .post(format!("{}{path}", self.origin))
            .json(&question)
            .send()
            .await
            .expect("an answer");
        answer.json().await.expect("JSON")
    }
}

#[tokio::test]
async fn an_independent_peer_reads_our_pushes() {
    let server =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peer/node_modules/web-push-testing/src/bin/server.js");
    if !server.exists() {
        return not_run(
            "the npm peer that decrypts our pushes",
            "run `npm ci` in crates/delivery/tests/peer first",
        );
    }
    let peer = Peer::start(&server).await;
    let key = VapidKey::generate(&Counting::default());
    let options = json!({ "userVisibleOnly": "true", "applicationServerKey": key.public_base64url() });
    let subscribed = peer.ask("/subscribe", options).await;
    let subscription: Subscription = serde_json::from_value(subscribed["data"].clone()).expect("a subscription");

    let guard = EndpointGuard::push_services().with_origins([&peer.origin]).unwrap();
    let channel = WebPush::new(
        key,
        "mailto:beheer@example.org".into(),
        guard,
        Arc::new(Counting::default()),
    )
    .unwrap();
    let message = alarm();
    let to = Address::WebPush(subscription);
    assert_eq!(channel.send(&message, &to, machine_now()).await, Outcome::Accepted);

    let hash = json!({ "clientHash": subscribed["data"]["clientHash"] });
    let received = peer.ask("/get-notifications", hash).await;
    let texts = received["data"]["messages"].as_array().expect("messages");
    assert_eq!(texts.len(), 1, "{received}");
    let sent: Value = serde_json::from_slice(&saar_delivery::webpush::payload(&message)).unwrap();
    let read: Value = serde_json::from_str(texts[0].as_str().unwrap()).unwrap();
    assert_eq!(read, sent);

    // Its 410 is the real thing too.
    let hash = subscribed["data"]["clientHash"].as_str().unwrap();
    peer.http
        .post(format!("{}/expire-subscription/{hash}", peer.origin))
        .send()
        .await
        .unwrap();
    assert!(matches!(
        channel.send(&message, &to, machine_now()).await,
        Outcome::Gone { .. }
    ));
}

#[expect(clippy::disallowed_methods, reason = "the peer judges tokens by the machine's clock")]
fn machine_now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
