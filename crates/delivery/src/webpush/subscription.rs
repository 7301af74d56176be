//! A browser's push subscription: parsed once, at the door, so that nothing behind it meets a malformed one.

use super::{from_base64url, to_base64url};
use p256::PublicKey;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// Longest endpoint that is kept, in characters. The push services' own are 100 to 500 long.
pub const ENDPOINT_CHARS_MAX: usize = 1024;

/// Length of an uncompressed point of P-256 (RFC 8291 section 3.1).
const POINT_BYTES: usize = 65;
/// Length of the authentication secret (RFC 8291 section 3.2).
const AUTH_BYTES: usize = 16;

/// What a browser's `PushSubscription.toJSON()` says, checked. Reading one with serde checks it too.
///
/// Whoever holds it can send to the device, and its endpoint names the device: stored sealed, and its `Debug` says
/// nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Json", into = "Json")]
pub struct Subscription {
    endpoint: Url,
    p256dh: [u8; POINT_BYTES],
    auth: [u8; AUTH_BYTES],
}

/// Why a subscription was refused: the field, by its name in the browser's JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SubscriptionError {
    /// Longer than [`ENDPOINT_CHARS_MAX`].
    #[error("endpoint: longer than {ENDPOINT_CHARS_MAX} characters")]
    EndpointTooLong,
    /// Not an absolute address, or one with a user name, password or fragment.
    #[error("endpoint: not an address that a push service gives")]
    EndpointMalformed,
    /// Not `https`.
    #[error("endpoint: must begin with https://")]
    EndpointNotHttps,
    /// Not base64url of a point on P-256, uncompressed, 65 bytes.
    #[error("keys.p256dh: must be a P-256 public key of 65 bytes in base64url")]
    P256dh,
    /// Not base64url of 16 bytes.
    #[error("keys.auth: must be 16 bytes in base64url")]
    Auth,
}

impl SubscriptionError {
    /// The path of the field in the browser's JSON, for problem details.
    pub const fn field(self) -> &'static str {
        match self {
            Self::EndpointTooLong | Self::EndpointMalformed | Self::EndpointNotHttps => "endpoint",
            Self::P256dh => "keys.p256dh",
            Self::Auth => "keys.auth",
        }
    }
}

impl Subscription {
    /// Checks the three parts. Whether the endpoint's host is a push service at all is
    /// [`crate::guard::EndpointGuard`]'s to say.
    pub fn parse(endpoint: &str, p256dh: &str, auth: &str) -> Result<Self, SubscriptionError> {
        Ok(Self {
            endpoint: parse_endpoint(endpoint)?,
            p256dh: parse_point(p256dh).ok_or(SubscriptionError::P256dh)?,
            auth: from_base64url(auth)
                .and_then(|bytes| bytes.try_into().ok())
                .ok_or(SubscriptionError::Auth)?,
        })
    }

    /// Whether it belongs to Safari, which shows each push by itself and takes the permission away from sites that push without showing.
    pub fn shows_everything(&self) -> bool {
        self.endpoint()
            .host_str()
            .is_some_and(|host| host == "web.push.apple.com" || host.ends_with(".push.apple.com"))
    }

    /// Where to post.
    pub const fn endpoint(&self) -> &Url {
        &self.endpoint
    }

    /// The device's public key: an uncompressed point of P-256.
    pub const fn p256dh(&self) -> &[u8; 65] {
        &self.p256dh
    }

    /// The secret that the device shares with us and not with the push service.
    pub const fn auth(&self) -> &[u8; 16] {
        &self.auth
    }

    /// Scheme, host and port of the endpoint: `https://push.example`. Holds nothing personal.
    pub fn origin(&self) -> String {
        self.endpoint.origin().ascii_serialization()
    }
}

impl std::fmt::Debug for Subscription {
    /// Says the push service only: an endpoint is a device, and a log is no place for one.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Subscription({}, …)", self.origin())
    }
}

fn parse_endpoint(endpoint: &str) -> Result<Url, SubscriptionError> {
    if endpoint.chars().count() > ENDPOINT_CHARS_MAX {
        return Err(SubscriptionError::EndpointTooLong);
    }
    let url = Url::parse(endpoint).map_err(|_| SubscriptionError::EndpointMalformed)?;
    match url.scheme() {
        "https" => {}
        // The test's and the demo's own push service is on this machine. A real installation's guard refuses it still.
        "http" if is_loopback(&url) => {}
        _ => return Err(SubscriptionError::EndpointNotHttps),
    }
    let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if bare && url.as_str().len() <= ENDPOINT_CHARS_MAX {
        Ok(url)
    } else {
        Err(SubscriptionError::EndpointMalformed)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// A point that is not on the curve would let its sender learn about our key agreement, so it is checked here and
/// never later.
fn parse_point(text: &str) -> Option<[u8; POINT_BYTES]> {
    let bytes: [u8; POINT_BYTES] = from_base64url(text)?.try_into().ok()?;
    PublicKey::from_sec1_bytes(&bytes).ok()?;
    Some(bytes)
}

/// The browser's shape. Its `expirationTime` is ignored: the push service says 410 when it is over.
#[derive(Serialize, Deserialize)]
struct Json {
    endpoint: String,
    keys: JsonKeys,
}

#[derive(Serialize, Deserialize)]
struct JsonKeys {
    p256dh: String,
    auth: String,
}

impl TryFrom<Json> for Subscription {
    type Error = SubscriptionError;

    fn try_from(json: Json) -> Result<Self, SubscriptionError> {
        Self::parse(&json.endpoint, &json.keys.p256dh, &json.keys.auth)
    }
}

impl From<Subscription> for Json {
    fn from(subscription: Subscription) -> Self {
        Self {
            keys: JsonKeys {
                p256dh: to_base64url(&subscription.p256dh),
                auth: to_base64url(&subscription.auth),
            },
            endpoint: subscription.endpoint.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDPOINT: &str = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV";
    /// The receiver of RFC 8291 section 5.
    const P256DH: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    #[test]
    fn reads_and_writes_what_a_browser_says() {
        let json = format!(
            r#"{{"endpoint":"{ENDPOINT}","expirationTime":null,"keys":{{"p256dh":"{P256DH}","auth":"{AUTH}=="}}}}"#
        );
        let subscription: Subscription = serde_json::from_str(&json).unwrap();
        assert_eq!(subscription.origin(), "https://push.example.net");
        let again: Subscription = serde_json::from_value(serde_json::to_value(&subscription).unwrap()).unwrap();
        assert_eq!(again, subscription);
    }

    #[test]
    fn every_refusal_names_its_field() {
        let long = format!("https://push.example.net/{}", "a".repeat(ENDPOINT_CHARS_MAX));
        // The last character changed: 65 bytes still, and no longer on the curve.
        let off_curve = format!("{}8", &P256DH[..P256DH.len() - 1]);
        let cases = [
            ("", P256DH, AUTH, SubscriptionError::EndpointMalformed),
            ("push.example.net/x", P256DH, AUTH, SubscriptionError::EndpointMalformed),
            (
                "https://eve@push.example.net/x",
                P256DH,
                AUTH,
                SubscriptionError::EndpointMalformed,
            ),
            (
                "https://push.example.net/x#y",
                P256DH,
                AUTH,
                SubscriptionError::EndpointMalformed,
            ),
            (
                "http://push.example.net/x",
                P256DH,
                AUTH,
                SubscriptionError::EndpointNotHttps,
            ),
            ("file:///etc/hosts", P256DH, AUTH, SubscriptionError::EndpointNotHttps),
            (long.as_str(), P256DH, AUTH, SubscriptionError::EndpointTooLong),
            (ENDPOINT, "", AUTH, SubscriptionError::P256dh),
            (ENDPOINT, "not base64!", AUTH, SubscriptionError::P256dh),
            (ENDPOINT, &off_curve, AUTH, SubscriptionError::P256dh),
            (ENDPOINT, AUTH, AUTH, SubscriptionError::P256dh),
            (ENDPOINT, P256DH, "", SubscriptionError::Auth),
            (ENDPOINT, P256DH, "BTBZMqHH6r4Tts7J_aSI", SubscriptionError::Auth),
        ];
        for (endpoint, p256dh, auth, expected) in cases {
            let refused = Subscription::parse(endpoint, p256dh, auth).unwrap_err();
            assert_eq!(refused, expected, "{endpoint}");
            assert!(refused.to_string().starts_with(refused.field()), "{refused}");
        }
    }

    #[test]
    fn its_debug_names_no_device() {
        let shown = format!("{:?}", Subscription::parse(ENDPOINT, P256DH, AUTH).unwrap());
        assert_eq!(shown, "Subscription(https://push.example.net, …)");
    }
}
