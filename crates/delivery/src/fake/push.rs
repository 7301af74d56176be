//! The push service: RFC 8030's one request, as strict as the real ones.

use super::clock::MachineClock;
use super::device::{Device, Pushed};
use super::{lock, vapid};
use crate::webpush::{RECORD_BYTES_MAX, Subscription, TOPIC_CHARS_MAX};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, StatusCode};
use saar_domain::clock::Clock;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A push service on this machine. It ends when this is dropped.
pub struct PushService {
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

struct Shared {
    origin: String,
    clock: Arc<dyn Clock>,
    devices: Mutex<HashMap<String, Device>>,
    outage: Mutex<Option<StatusCode>>,
}

impl PushService {
    /// Starts one on a free port. It judges tokens by the machine's clock.
    ///
    /// # Panics
    /// When this machine has no free port.
    pub async fn start() -> Self {
        Self::start_at(Arc::new(MachineClock)).await
    }

    /// Starts one that judges tokens by this clock: beside a program whose clock a test pushes.
    ///
    /// # Panics
    /// When this machine has no free port.
    pub async fn start_at(clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared {
            origin: format!("http://{address}"),
            clock,
            devices: Mutex::default(),
            outage: Mutex::default(),
        });
        let router = Router::new()
            .route("/push/{device}", post(push))
            .with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move {
            // It ends only when it is aborted.
            let _ = axum::serve(listener, router).await;
        });
        Self { shared, server }
    }

    /// `http://127.0.0.1:port`, for [`crate::guard::EndpointGuard::with_origins`].
    pub fn origin(&self) -> &str {
        &self.shared.origin
    }

    /// A new device that takes pushes of any sender.
    pub fn subscribe(&self) -> (Subscription, Device) {
        self.add(None)
    }

    /// A new device that takes pushes only from the owner of this public key, as browsers do (`applicationServerKey`,
    /// base64url).
    ///
    /// # Panics
    /// When the key is not base64url.
    pub fn subscribe_with(&self, application_server_key: &str) -> (Subscription, Device) {
        self.add(Some(
            URL_SAFE_NO_PAD
                .decode(application_server_key)
                .expect("a key in base64url"),
        ))
    }

    /// Every push is answered with this status, such as 503, until [`PushService::end_outage`].
    ///
    /// # Panics
    /// When this is not a status of HTTP.
    pub fn outage(&self, status: u16) {
        *lock(&self.shared.outage) = Some(StatusCode::from_u16(status).expect("a status of HTTP"));
    }

    /// Ends [`PushService::outage`].
    pub fn end_outage(&self) {
        *lock(&self.shared.outage) = None;
    }

    fn add(&self, key: Option<Vec<u8>>) -> (Subscription, Device) {
        let mut devices = lock(&self.shared.devices);
        let id = format!("device-{}", devices.len() + 1);
        let endpoint = format!("{}/push/{id}", self.shared.origin);
        let (subscription, device) =
            Device::subscribe(&endpoint, key).expect("a subscription of our own making is right");
        devices.insert(id, device.clone());
        (subscription, device)
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn push(State(shared): State<Arc<Shared>>, Path(id): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let device = lock(&shared.devices).get(&id).cloned();
    let Some(device) = device else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let scripted = device.attempt().await;
    if let Some(status) = *lock(&shared.outage) {
        return status.into_response();
    }
    if let Some(answer) = scripted {
        let mut response = answer.status.into_response();
        for (name, value) in answer.headers {
            if let (Ok(name), Ok(value)) = (name.parse::<http::HeaderName>(), value.parse()) {
                response.headers_mut().append(name, value);
            }
        }
        return response;
    }
    match judge(&shared, &device, &headers, &body) {
        Ok(pushed) => {
            device.push(pushed);
            (
                StatusCode::CREATED,
                [("location", format!("{}/message/1", shared.origin))],
            )
                .into_response()
        }
        Err(status) => status.into_response(),
    }
}

/// Everything that a push service refuses a push for.
fn judge(shared: &Shared, device: &Device, headers: &HeaderMap, body: &Bytes) -> Result<Pushed, StatusCode> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let now = shared.clock.now();
    let sender = vapid::check(
        header("authorization").ok_or(StatusCode::UNAUTHORIZED)?,
        &shared.origin,
        now,
    )?;
    if !device.accepts_sender(&sender.key) {
        return Err(StatusCode::FORBIDDEN);
    }
    if header("content-encoding") != Some("aes128gcm") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    if body.len() > RECORD_BYTES_MAX {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let ttl_seconds = header("ttl")
        .and_then(|ttl| ttl.parse::<u32>().ok())
        .ok_or(StatusCode::BAD_REQUEST)?;
    let urgency = header("urgency").unwrap_or("normal");
    if !["very-low", "low", "normal", "high"].contains(&urgency) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let topic = header("topic");
    let is_base64url = |topic: &str| {
        topic
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if topic.is_some_and(|topic| topic.is_empty() || topic.len() > TOPIC_CHARS_MAX || !is_base64url(topic)) {
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(Pushed {
        body: body.to_vec(),
        ttl_seconds: ttl_seconds.into(),
        urgency: urgency.to_owned(),
        topic: topic.map(str::to_owned),
        accepted_at: now,
        contact: sender.contact,
    })
}
