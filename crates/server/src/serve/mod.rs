//! Starting, serving, draining.
//!
//! [`assemble()`] builds the [`App`](crate::app::App) from settings and whatever a test or the demo puts in the place of clock, chance, channels
//! or letters; [`Server`] binds, serves and drains. `saar serve` is [`run`]; the demo and the stories use the same two.

pub mod assemble;
pub mod client;
pub mod connection;
pub mod health;
pub mod key;
pub mod letters;
mod server;

pub use assemble::{Assembly, Mode, Replacements, StartError, assemble};
pub use server::{DRAIN_MAX, Server, site};

use crate::config::Settings;
use crate::fault::Faults;
use tokio_util::sync::CancellationToken;

/// `saar serve`: until SIGTERM or Ctrl-C.
pub async fn run(settings: Settings) -> anyhow::Result<()> {
    let replace = Replacements {
        faults: faults_of_environment(),
        ..Replacements::default()
    };
    let assembly = assemble(&settings, Mode::Serve, replace).await?;
    let server = Server::bind(&settings, assembly).await?;
    let site = settings.public_url.as_str().trim_end_matches('/').to_owned();
    println!(
        "saar {} listens on http://{} and is found at {site} · Ctrl-C stops it",
        env!("CARGO_PKG_VERSION"),
        server.address()
    );
    let stop = CancellationToken::new();
    stop_at_signal(&stop)?;
    server.run(stop).await
}

/// Cancels the token at SIGTERM (systemd, containers) and at SIGINT (Ctrl-C).
pub fn stop_at_signal(stop: &CancellationToken) -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: what is under way is finished first");
        stop.cancel();
    });
    Ok(())
}

/// The kill test's places to die at, `SAAR_FAULT=after_commit:3`. Threat: a variable that stops an installation: release builds know none.
pub fn faults_of_environment() -> Faults {
    let Ok(text) = std::env::var("SAAR_FAULT") else {
        return Faults::default();
    };
    if !cfg!(debug_assertions) {
        tracing::warn!("SAAR_FAULT is for tests: this release build ignores it");
        return Faults::default();
    }
    Faults::from_text(&text).unwrap_or_else(|| {
        tracing::warn!(text, "SAAR_FAULT names no place: expected one like after_commit:3");
        Faults::default()
    })
}
