//! A phone that does not give up: the same request, with the same key, until it is answered.

use reqwest::{Client, Method};
use serde_json::Value;
use std::time::Duration;
use tokio::sync::watch;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(25);
/// One try; a program that was killed answers at once by its silence.
const TRY: Duration = Duration::from_secs(20);
/// All tries: only a program that never answers takes as long.
const PATIENCE: Duration = Duration::from_secs(300);

/// What was said in the end, and how often it took another try.
pub struct Answered {
    pub status: u16,
    pub body: Value,
    pub sent_again: u32,
}

/// Posts until there is an answer that is not the server's own trouble. `body` is made anew for each try, as the phone's stopwatch goes on.
pub async fn post_until_answered(
    http: &Client,
    mut door: watch::Receiver<Option<String>>,
    path: &str,
    token: &str,
    key: &str,
    body: impl Fn(u32) -> Value,
) -> Answered {
    let tries = async {
        let mut sent_again = 0;
        loop {
            let base = door.wait_for(Option::is_some).await.unwrap().clone().unwrap();
            let request = http
                .request(Method::POST, format!("{base}{path}"))
                .bearer_auth(token)
                .header("idempotency-key", key)
                .timeout(TRY)
                .json(&body(sent_again));
            if let Ok(response) = request.send().await {
                let status = response.status().as_u16();
                // An answer that breaks off is none.
                if status < 500
                    && status != 429
                    && let Ok(body) = response.json().await
                {
                    return Answered {
                        status,
                        body,
                        sent_again,
                    };
                }
            }
            sent_again += 1;
            tokio::time::sleep(PAUSE).await;
        }
    };
    tokio::time::timeout(PATIENCE, tries)
        .await
        .expect("the program answers in the end")
}
