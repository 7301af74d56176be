//! Listening, serving, and stopping without losing what is under way.

use super::assemble::Assembly;
use super::{client, connection, health};
use crate::app::App;
use crate::config::Settings;
use crate::{job, telemetry, web};
use anyhow::Context as _;
use axum::Router;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long requests and jobs may take to finish after the signal. systemd and containers wait for longer before they kill.
pub const DRAIN_MAX: Duration = Duration::from_secs(10);

/// Everything that is answered: the site, what machines ask ([`health`]), and before both the client's address. To be served by
/// [`connection::serve`]. The demo serves the same.
pub fn site(app: &Arc<App>, stop: &CancellationToken, trusted_proxies: Arc<[IpAddr]>, metrics_public: bool) -> Router {
    telemetry::install_metrics();
    web::router(Arc::clone(app), stop.clone())
        .merge(health::router(Arc::clone(app), stop.clone(), metrics_public))
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

    /// Serves and works until the token is cancelled, then drains: nobody new is let in, live pages end, requests and sends under way finish within
    /// [`DRAIN_MAX`], the database is closed.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let app = self.app();
        let jobs = TaskTracker::new();
        job::start(&app, &jobs, &stop);
        jobs.close();
        let routes = site(&app, &stop, self.trusted_proxies, self.metrics_public);
        let mut serving = tokio::spawn(connection::serve(self.listener, routes, stop.clone()));
        tokio::select! {
            () = stop.cancelled() => {}
            // It ends by itself only by a mistake; jobs then have nobody to work for.
            ended = &mut serving => {
                stop.cancel();
                ended?;
            }
        }
        let drained = tokio::time::timeout(DRAIN_MAX, async {
            if !serving.is_finished() {
                let _ = (&mut serving).await;
            }
            jobs.wait().await;
        });
        if drained.await.is_err() {
            tracing::warn!(
                "some connections or sends did not finish in time; what was not sent is sent at the next start"
            );
            serving.abort();
        }
        app.db.close().await;
        drop(self.assembly.lock);
        tracing::info!("stopped");
        Ok(())
    }
}
