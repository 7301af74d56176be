//! The servers that are measured, each behind the same few questions.

use std::ffi::OsString;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::child::{READY_WITHIN, Server, own_command};
use crate::saar::{SaarTarget, address_of};
use crate::wire::{self, Answer, Protocol};

/// An alert carries about this many bytes of words.
const ALERT_BYTES: usize = 300;
/// SAAR's own limit on behaviour words is 280 characters; with kind, place and call around them its
/// alert is no smaller than the others'.
const WORDS_MAX_CHARS: usize = 280;
/// What SAAR's alert says, over and over: words that somebody might write, for SAAR reads them.
const WORDS: &str = "Een man voelt aan de deuren van auto's, kijkt met een lampje naar binnen en loopt langzaam door. ";
/// Above the 10,000 pages of *idle*.
const REDIS_CLIENTS_MAX: &str = "12000";
const REDIS_READY_WITHIN: Duration = Duration::from_secs(10);

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(crate) enum Kind {
    /// Raw epoll with a log: the reference that ratios are formed with.
    Floor,
    /// axum with a SQLite commit for each alert.
    Plain,
    /// Redis with its append-only file synced always; XADD and PUBLISH.
    Redis,
    /// The real server.
    Saar,
}

impl Kind {
    /// The name in tables and in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Floor => "floor-wal",
            Self::Plain => "plain-axum",
            Self::Redis => "redis",
            Self::Saar => "saar",
        }
    }

    /// Why it cannot run here, if it cannot.
    pub(crate) fn missing(self, saar: Option<&[OsString]>) -> Option<&'static str> {
        match self {
            Self::Redis if !on_path("redis-server") => {
                Some("redis-server is not installed (Debian: apt-get install redis-server)")
            }
            Self::Saar if saar.is_none() => Some("no --saar command was given"),
            _ => None,
        }
    }
}

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// How alerts are made.
enum Publisher {
    /// The same bytes each time.
    Fixed(Vec<u8>),
    /// SAAR, where each alert is an incident of its own.
    Saar { target: SaarTarget, words: String },
}

/// A running server, and how to talk to it. Dropping it stops the server and removes its data.
pub(crate) struct Target {
    /// The process. First, so that it is gone before its data are.
    pub(crate) server: Server,
    /// Where to connect to.
    pub(crate) address: SocketAddr,
    /// How alerts are answered.
    pub(crate) protocol: Protocol,
    /// Stands once in every delivered alert.
    pub(crate) marker: &'static [u8],
    /// Open a live page that gets the alerts; pages walk over them in turn.
    pub(crate) live_requests: Vec<Vec<u8>>,
    /// Open a page that only waits.
    pub(crate) idle_requests: Vec<Vec<u8>>,
    /// Ends the answer to such a request.
    pub(crate) live_answer_end: &'static [u8],
    publisher: Publisher,
    _data: TempDir,
}

impl Target {
    /// Starts a fresh server with empty data in a new folder under `data_root`.
    pub(crate) fn start(kind: Kind, data_root: &Path, saar: Option<&[OsString]>) -> Result<Self> {
        let data = tempfile::Builder::new()
            .prefix("saar-bench-")
            .tempdir_in(data_root)
            .context("cannot make a data folder")?;
        match kind {
            Kind::Floor => Self::start_own("serve-floor", data),
            Kind::Plain => Self::start_own("serve-plain", data),
            Kind::Redis => Self::start_redis(data),
            Kind::Saar => Self::start_saar(saar.context("no --saar command")?, data),
        }
        .with_context(|| format!("starting {}", kind.name()))
    }

    fn start_own(command: &str, data: TempDir) -> Result<Self> {
        let (server, line) = Server::start(own_command(&[command], data.path())?, Some(READY_WITHIN))?;
        let ready: serde_json::Value = serde_json::from_str(&line.unwrap_or_default())?;
        let base = ready["base"].as_str().context("no base in the ready line")?;
        Ok(Self {
            server,
            address: address_of(base)?,
            protocol: Protocol::Http,
            marker: b"event: incident\n",
            live_requests: vec![wire::http_live("/live", "")],
            idle_requests: vec![wire::http_live("/live", "")],
            live_answer_end: b"\r\n\r\n",
            publisher: Publisher::Fixed(wire::http_post("/alerts", "", payload().as_bytes())),
            _data: data,
        })
    }

    fn start_redis(data: TempDir) -> Result<Self> {
        let address = free_port()?;
        let mut command: Vec<OsString> = [
            "redis-server",
            "--bind",
            "127.0.0.1",
            // It would refuse the load's other loopback addresses; it listens on the loopback only.
            "--protected-mode",
            "no",
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--auto-aof-rewrite-percentage",
            "0",
            "--save",
            "",
            "--maxclients",
            REDIS_CLIENTS_MAX,
            "--loglevel",
            "warning",
            "--port",
        ]
        .map(OsString::from)
        .to_vec();
        command.push(address.port().to_string().into());
        command.push("--dir".into());
        command.push(data.path().into());
        let (server, _) = Server::start(command, None)?;
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            if started.elapsed() > REDIS_READY_WITHIN {
                bail!("redis does not answer");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let payload = payload();
        let mut publish = wire::resp(&[b"XADD", b"alerts", b"*", b"d", payload.as_bytes()]);
        publish.extend(wire::resp(&[b"PUBLISH", b"alert", payload.as_bytes()]));
        Ok(Self {
            server,
            address,
            protocol: Protocol::Resp,
            marker: b"$7\r\nmessage\r\n",
            live_requests: vec![wire::resp(&[b"SUBSCRIBE", b"alert"])],
            idle_requests: vec![wire::resp(&[b"SUBSCRIBE", b"alert"])],
            live_answer_end: b":1\r\n",
            publisher: Publisher::Fixed(publish),
            _data: data,
        })
    }

    fn start_saar(command: &[OsString], data: TempDir) -> Result<Self> {
        let mut command = command.to_vec();
        command.push(data.path().into());
        let (server, line) = Server::start(command, Some(READY_WITHIN))?;
        let target = SaarTarget::from_ready_line(&line.unwrap_or_default())?;
        Ok(Self {
            server,
            address: target.address()?,
            protocol: Protocol::Http,
            marker: b"event: incident\n",
            live_requests: target.live_requests(false),
            idle_requests: target.live_requests(true),
            live_answer_end: b"\r\n\r\n",
            publisher: Publisher::Saar {
                target,
                words: WORDS.chars().cycle().take(WORDS_MAX_CHARS).collect(),
            },
            _data: data,
        })
    }

    /// The next alert, and a slot to hand back with its answer.
    pub(crate) fn alert(&mut self) -> (Vec<u8>, usize) {
        match &mut self.publisher {
            Publisher::Fixed(request) => (request.clone(), 0),
            Publisher::Saar { target, words } => target.alert_request(words),
        }
    }

    /// Takes note of an answer. Anything but 201 ends the measurement: a refused alert is cheap, and
    /// would be counted as fast.
    pub(crate) fn answered(&mut self, slot: usize, answer: &Answer) -> Result<()> {
        if answer.status != 201 {
            bail!(
                "an alert was answered with {}: {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            );
        }
        match &mut self.publisher {
            Publisher::Fixed(_) => Ok(()),
            Publisher::Saar { target, .. } => target.acknowledged(slot, answer),
        }
    }
}

/// The alert that the references carry: JSON of [`ALERT_BYTES`].
fn payload() -> String {
    let frame = r#"{"kind":"suspicious_behaviour","behaviour":""}"#;
    let words = "x".repeat(ALERT_BYTES - frame.len());
    format!(r#"{{"kind":"suspicious_behaviour","behaviour":"{words}"}}"#)
}

/// A port that was free a moment ago; for servers that cannot choose and report one.
fn free_port() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_references_alert_has_the_stated_size() {
        assert_eq!(payload().len(), ALERT_BYTES);
        assert!(serde_json::from_str::<serde_json::Value>(&payload()).is_ok());
    }
}
