//! Listening, serving, and stopping without losing what is under way.

use super::assemble::Assembly;
use super::{client, connection, health};
use crate::app::App;
use crate::config::Settings;
use crate::web::Tending;
use crate::{job, telemetry, web};
use anyhow::Context as _;
use axum::Router;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;

/// How long requests and jobs may take to finish after the signal. systemd and containers wait for longer before they kill.
pub const DRAIN_MAX: Duration = Duration::from_secs(10);

/// The end of that time, kept for writing down what was accepted: receipts, and what became of sends.
const LAST_WRITES_MAX: Duration = Duration::from_secs(3);

/// Everything that is answered: the site, what machines ask ([`health`]), and before both the client's address. To be served by
/// [`connection::serve`]. The demo serves the same.
pub fn site(app: &Arc<App>, tending: &Tending, trusted_proxies: Arc<[IpAddr]>, metrics_public: bool) -> Router {
    telemetry::install_metrics();
    web::router(Arc::clone(app), tending)
        .merge(health::router(Arc::clone(app), tending.stop.clone(), metrics_public))
        .layer(axum::middleware::from_fn_with_state(trusted_proxies, client::note))
}

/// A server that has its port and does not answer yet.
#[derive(Debug)]
pub struct Server {
    assembly: Assembly,
    listener: TcpListener,
    address: SocketAddr,
    trusted_proxies: Arc<[IpAddr]>,
    metrics_public: bool,
}

impl Server {
    /// Takes the port.
    pub async fn bind(settings: &Settings, assembly: Assembly) -> anyhow::Result<Self> {
        let listen = settings.listen;
        let listener = TcpListener::bind(listen).await.with_context(|| {
            format!("cannot listen on {listen}: is another program there? Choose a port with --listen")
        })?;
        let address = listener.local_addr()?;
        Ok(Self {
            assembly,
            listener,
            address,
            trusted_proxies: settings.trusted_proxies.clone().into(),
            metrics_public: settings.metrics_public,
        })
    }

    /// Where it listens; the port that the system chose where 0 was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The program behind it.
    pub fn app(&self) -> Arc<App> {
        Arc::clone(&self.assembly.app)
    }

    /// Serves and works until the token is cancelled, then drains: nobody new is let in, live pages end, requests and sends under way finish, and what was accepted is
    /// written down, within
    /// [`DRAIN_MAX`], the database is closed.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let app = self.app();
        let tending = Tending {
            stop,
            ..Tending::default()
        };
        let Tending { tasks, stop, closing } = &tending;
        job::start(&app, tasks, stop);
        let routes = site(&app, &tending, self.trusted_proxies, self.metrics_public);
        tasks.close();
        let mut serving = tokio::spawn(connection::serve(self.listener, routes, stop.clone()));
        tokio::select! {
            () = stop.cancelled() => {}
            // It ends by itself only by a mistake; jobs then have nobody to work for.
            ended = &mut serving => {
                stop.cancel();
                ended?;
            }
        }
        let end = Instant::now() + DRAIN_MAX;
        let answered = async {
            if !serving.is_finished() {
                let _ = (&mut serving).await;
            }
        };
        let answered = timeout_at(end - LAST_WRITES_MAX, answered).await.is_ok();
        // Whoever is not answered by now is not: what the others were promised is written down.
        closing.cancel();
        let drained = timeout_at(end, tasks.wait()).await.is_ok();
        if !(answered && drained) {
            tracing::warn!(
                "some connections or sends did not finish in time; what was not sent is sent at the next start"
            );
            serving.abort();
        }
        app.keys.close().await;
        app.db.close().await;
        drop(self.assembly.lock);
        tracing::info!("stopped");
        Ok(())
    }
}
