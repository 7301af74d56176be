//! Endpoints are other people's URLs: whoever subscribes tells this server where to connect to. The guard says where
//! it may.
//!
//! The threat is a server that is made to talk to its own network: a metadata service, a database's port, a printer.
//! Three walls stand against it: the address is checked as text ([`EndpointGuard::check`]), every address that its
//! name resolves to is checked when connecting (so that a name cannot change in between), and redirects are never
//! followed. Webhooks will use the same guard.

mod address;
mod client;

pub use address::is_public;
pub use client::{client, install_crypto};

use std::sync::Arc;
use url::{Host, Origin, Url};

/// The push services of the browsers, by exact name.
const PUSH_HOSTS: [&str; 3] = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
];
/// And by what stands behind the first dot: these services name many hosts.
const PUSH_DOMAINS: [&str; 3] = [".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"];

/// Where outgoing requests to addresses that others gave may go.
#[derive(Debug, Clone)]
pub struct EndpointGuard {
    hosts: Hosts,
    extra: Arc<[Origin]>,
}

#[derive(Debug, Clone, Copy)]
enum Hosts {
    PushServices,
    AnyPublic,
}

/// Why an address is not connected to. Names no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Another scheme than `https`.
    #[error("the address must begin with https://")]
    NotHttps,
    /// A user name or password stands in it.
    #[error("the address must not hold a user name or password")]
    UserInfo,
    /// A port is named: the services use the usual one.
    #[error("the address must not name a port")]
    Port,
    /// Not one of the known push services, nor one that the settings add.
    #[error("the address is not one of a known push service")]
    Host,
    /// It is, or its name leads to, an address inside a network.
    #[error("the address leads into a private or special network")]
    Network,
}

/// An extra origin of the settings that is not an origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not an origin: write scheme, host and port only, like https://push.example.org or http://127.0.0.1:4010"
)]
pub struct OriginError(String);

impl EndpointGuard {
    /// The push services of Chrome, Firefox, Safari and Edge, and nothing else.
    pub fn push_services() -> Self {
        Self {
            hosts: Hosts::PushServices,
            extra: Arc::from([]),
        }
    }

    /// Any host on the public internet, over https: for webhooks.
    pub fn any_public() -> Self {
        Self {
            hosts: Hosts::AnyPublic,
            ..Self::push_services()
        }
    }

    /// The same, and these origins too. An operator names them in so many words, so they may be `http` and on this
    /// machine: a push service of one's own, the tests', the demo's.
    pub fn with_origins<S: AsRef<str>>(mut self, origins: impl IntoIterator<Item = S>) -> Result<Self, OriginError> {
        let mut extra = self.extra.to_vec();
        for text in origins {
            extra.push(parse_origin(text.as_ref())?);
        }
        self.extra = extra.into();
        Ok(self)
    }

    /// Whether this address may be connected to, as far as its text tells. Ask it when a subscription comes in, and
    /// again at each send: the settings may have changed.
    pub fn check(&self, url: &Url) -> Result<(), Refused> {
        // `http://known.example@10.0.0.1/` reads as one host and means another.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::UserInfo);
        }
        if self.extra.contains(&url.origin()) {
            return Ok(());
        }
        if url.scheme() != "https" {
            return Err(Refused::NotHttps);
        }
        if url.port().is_some() {
            return Err(Refused::Port);
        }
        match (url.host(), self.hosts) {
            (Some(Host::Domain(name)), Hosts::PushServices) if is_push_service(name) => Ok(()),
            (_, Hosts::PushServices) | (None, Hosts::AnyPublic) => Err(Refused::Host),
            (Some(Host::Domain(_)), Hosts::AnyPublic) => Ok(()),
            // An address as numbers is never asked of the resolver, so it is judged here.
            (Some(Host::Ipv4(ip)), Hosts::AnyPublic) => public_or_refused(ip.into()),
            (Some(Host::Ipv6(ip)), Hosts::AnyPublic) => public_or_refused(ip.into()),
        }
    }

    /// Whether the settings name this host, so that its addresses are the operator's own business.
    fn trusts_host(&self, name: &str) -> bool {
        self.extra
            .iter()
            .any(|origin| matches!(origin, Origin::Tuple(_, Host::Domain(host), _) if host == name))
    }
}

fn is_push_service(name: &str) -> bool {
    PUSH_HOSTS.contains(&name)
        || PUSH_DOMAINS
            .iter()
            .any(|domain| name.len() > domain.len() && name.ends_with(domain))
}

fn public_or_refused(ip: std::net::IpAddr) -> Result<(), Refused> {
    if is_public(ip) { Ok(()) } else { Err(Refused::Network) }
}

fn parse_origin(text: &str) -> Result<Origin, OriginError> {
    let refuse = || OriginError(text.to_owned());
    let url = Url::parse(text).map_err(|_| refuse())?;
    let web = matches!(url.scheme(), "http" | "https");
    let bare = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if web && bare { Ok(url.origin()) } else { Err(refuse()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(guard: &EndpointGuard, address: &str) -> Result<(), Refused> {
        guard.check(&Url::parse(address).unwrap())
    }

    #[test]
    fn only_push_services_are_connected_to() {
        let guard = EndpointGuard::push_services();
        for allowed in [
            "https://fcm.googleapis.com/fcm/send/x",
            "https://updates.push.services.mozilla.com/wpush/v2/x",
            "https://autopush.push.services.mozilla.com/x",
            "https://web.push.apple.com/x",
            "https://wns2-am3p.notify.windows.com/w/?token=x",
            "https://FCM.googleapis.com:443/x",
        ] {
            assert_eq!(check(&guard, allowed), Ok(()), "{allowed}");
        }
        for (refused, why) in [
            ("http://fcm.googleapis.com/x", Refused::NotHttps),
            ("ftp://fcm.googleapis.com/x", Refused::NotHttps),
            ("https://fcm.googleapis.com:8443/x", Refused::Port),
            ("https://a@fcm.googleapis.com/x", Refused::UserInfo),
            ("https://fcm.googleapis.com@10.0.0.1/x", Refused::UserInfo),
            ("https://:b@fcm.googleapis.com/x", Refused::UserInfo),
            ("https://evil.example/fcm.googleapis.com", Refused::Host),
            ("https://evilfcm.googleapis.com/x", Refused::Host),
            ("https://fcm.googleapis.com.evil.example/x", Refused::Host),
            ("https://fcm.googleapis.com./x", Refused::Host),
            ("https://evilpush.apple.com/x", Refused::Host),
            ("https://.push.apple.com/x", Refused::Host),
            ("https://127.0.0.1/x", Refused::Host),
            ("https://[::1]/x", Refused::Host),
            ("https://0x7f.1/x", Refused::Host),
            ("https://localhost/x", Refused::Host),
        ] {
            assert_eq!(check(&guard, refused), Err(why), "{refused}");
        }
    }

    #[test]
    fn the_settings_may_add_an_origin_of_ones_own() {
        let guard = EndpointGuard::push_services()
            .with_origins(["http://127.0.0.1:4010", "https://push.example.org/"])
            .unwrap();
        assert_eq!(check(&guard, "http://127.0.0.1:4010/push/1"), Ok(()));
        assert_eq!(check(&guard, "https://push.example.org/1"), Ok(()));
        assert_eq!(check(&guard, "https://fcm.googleapis.com/1"), Ok(()));
        assert_eq!(check(&guard, "http://127.0.0.1:4011/push/1"), Err(Refused::NotHttps));
        assert_eq!(check(&guard, "http://push.example.org/1"), Err(Refused::NotHttps));
        assert_eq!(
            check(&guard, "http://a:b@127.0.0.1:4010/push/1"),
            Err(Refused::UserInfo)
        );
        for wrong in [
            "",
            "push.example.org",
            "https://push.example.org/path",
            "https://a@push.example.org",
            "file:///x",
            "https://push.example.org?x",
        ] {
            let refused = EndpointGuard::push_services().with_origins([wrong]).unwrap_err();
            assert!(refused.to_string().contains(wrong), "{refused}");
        }
    }

    #[test]
    fn a_webhook_may_go_anywhere_but_inside() {
        let guard = EndpointGuard::any_public();
        assert_eq!(check(&guard, "https://hooks.example.org/x"), Ok(()));
        assert_eq!(check(&guard, "https://8.8.8.8/x"), Ok(()));
        for inside in [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/",
        ] {
            assert_eq!(check(&guard, inside), Err(Refused::Network), "{inside}");
        }
    }
}
