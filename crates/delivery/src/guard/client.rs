//! The one HTTP client for other people's addresses, with every bound set.

use super::{EndpointGuard, Refused, is_public};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::RootCertStore;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// How long connecting may take, TLS included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// How long a whole request may take, from looking up the name to the end of the answer.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an unused connection is kept: an alarm's sends come together, and then none for days.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);

/// Installs *ring* as the cryptography of TLS for the whole process. Call it first in `main`; again does nothing.
pub fn install_crypto() {
    // An error means that one is installed already, which is what we want.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A client that goes only where the guard allows, never follows a redirect, asks no proxy of the environment, keeps
/// no cookie, and gives up after 10 seconds. Ask [`EndpointGuard::check`] before each request: the client itself sees
/// names, not whole addresses.
pub fn client(guard: &EndpointGuard) -> Result<reqwest::Client, reqwest::Error> {
    // The roots of the browsers, compiled in: it works on a machine without certificates of its own, such as a bare
    // container.
    client_trusting(guard, webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect())
}

fn client_trusting(guard: &EndpointGuard, roots: RootCertStore) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls(roots))
        .dns_resolver(Arc::new(GuardedResolver { guard: guard.clone() }))
        // A redirect would lead past the check of the address.
        .redirect(reqwest::redirect::Policy::none())
        // A proxy would look the name up itself, past our check.
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TOTAL_TIMEOUT)
        .pool_idle_timeout(IDLE_TIMEOUT)
        .user_agent("saar")
        .build()
}

/// TLS that asks for HTTP/2, over which many pushes to one service share a connection.
fn tls(roots: RootCertStore) -> rustls::ClientConfig {
    install_crypto();
    let mut config = rustls::ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config
}

/// Looks a name up and hands the connection only addresses that were checked: between check and connect there is no
/// second look-up that could answer something else (DNS rebinding).
struct GuardedResolver {
    guard: EndpointGuard,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let trusted = self.guard.trusts_host(name.as_str());
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One inside address among public ones is an attack or a mistake; neither is worth a try.
            if !trusted && found.iter().any(|address| !is_public(address.ip())) {
                return Err(Refused::Network.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::pki_types::PrivateKeyDer;
    use std::str::FromStr as _;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    /// A TLS server that answers each connection's first request with 201: its origin, and its certificate as a root.
    async fn tls_server() -> (String, RootCertStore) {
        install_crypto();
        let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let certificate = own.cert.der().clone();
        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone()).expect("a root");
        let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).expect("a key");
        let config = rustls::ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .expect("a pair");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let origin = format!(
            "https://localhost:{}",
            listener.local_addr().expect("an address").port()
        );
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that does not trust us hangs up here.
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                let mut request = [0; 1024];
                if stream.read(&mut request).await.is_ok() {
                    let _ = stream
                        .write_all(b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n")
                        .await;
                }
            }
        });
        (origin, roots)
    }

    #[tokio::test]
    async fn only_a_certificate_that_browsers_trust_is_trusted() {
        let (origin, roots) = tls_server().await;
        let guard = EndpointGuard::push_services().with_origins([&origin]).unwrap();
        let trusting = client_trusting(&guard, roots).unwrap();
        assert_eq!(trusting.post(&origin).send().await.unwrap().status(), 201);
        let error = client(&guard).unwrap().post(&origin).send().await.unwrap_err();
        assert!(format!("{error:?}").contains("UnknownIssuer"), "{error:?}");
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_connected_to() {
        let name = || Name::from_str("localhost").unwrap();
        let resolver = |guard| GuardedResolver { guard };
        let refused = resolver(EndpointGuard::any_public())
            .resolve(name())
            .await
            .err()
            .unwrap();
        assert_eq!(refused.downcast_ref::<Refused>(), Some(&Refused::Network));
        let trusting = EndpointGuard::push_services()
            .with_origins(["http://localhost:4010"])
            .unwrap();
        assert!(resolver(trusting).resolve(name()).await.unwrap().count() > 0);
    }

    #[tokio::test]
    async fn the_client_itself_refuses_a_name_that_leads_inside() {
        let client = client(&EndpointGuard::any_public()).unwrap();
        let error = client.post("https://localhost/").send().await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        assert!(format!("{error:?}").contains("Network"), "{error:?}");
    }
}
