//! A mail server that keeps what it is given: RFC 5321 as far as a sender needs it.

use super::{PATIENCE, ReceivedMail, lock};
use crate::email::{SmtpSettings, SmtpTls};
use saar_domain::clock::Span;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The largest mail that it takes, in bytes.
const MAIL_BYTES_MAX: usize = 1024 * 1024;

/// A mail server on this machine. It ends when this is dropped.
pub struct SmtpSink {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: watch::Sender<()>,
}

#[derive(Default)]
struct State {
    mails: Vec<ReceivedMail>,
    answers: VecDeque<String>,
    refused: HashMap<String, String>,
    is_hanging: bool,
}

impl SmtpSink {
    /// Starts one on a free port.
    ///
    /// # Panics
    /// When this machine has no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::<Shared>::default();
        let sessions = Arc::clone(&shared);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&sessions);
                // A sender that hangs up in the middle is its own business.
                tokio::spawn(async move { Session::new(stream, shared).run().await.ok() });
            }
        });
        Self {
            address,
            shared,
            server,
        }
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Settings with which [`crate::email::Email`] sends to it.
    pub fn settings(&self, from: &str) -> SmtpSettings {
        SmtpSettings {
            host: self.address.ip().to_string(),
            port: self.address.port(),
            tls: SmtpTls::None,
            user: None,
            password: None,
            from: from.to_owned(),
            timeout: Span::seconds(10),
        }
    }

    /// All mails, oldest first.
    pub fn messages(&self) -> Vec<ReceivedMail> {
        lock(&self.shared.state).mails.clone()
    }

    /// The mails to one recipient, oldest first.
    pub fn messages_to(&self, address: &str) -> Vec<ReceivedMail> {
        let to_them = |mail: &ReceivedMail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(address));
        self.messages().into_iter().filter(to_them).collect()
    }

    /// Waits until one recipient has that many mails, and gives them.
    ///
    /// # Panics
    /// After ten seconds, saying how many came.
    pub async fn wait_for(&self, address: &str, count: usize) -> Vec<ReceivedMail> {
        let mut changed = self.shared.changed.subscribe();
        let enough = async { while self.messages_to(address).len() < count && changed.changed().await.is_ok() {} };
        let in_time = tokio::time::timeout(PATIENCE, enough).await.is_ok();
        let mails = self.messages_to(address);
        assert!(in_time, "{} of {count} mails came in {PATIENCE:?}", mails.len());
        mails
    }

    /// The next recipient is refused like this, once: `450`, `"4.2.0 later"`. Several stand in a queue.
    pub fn reject_next(&self, code: u16, words: &str) {
        self.change(|state| state.answers.push_back(format!("{code} {words}")));
    }

    /// This recipient is always refused like this: `550`, `"5.1.1 no such mailbox"`.
    pub fn reject(&self, address: &str, code: u16, words: &str) {
        self.change(|state| {
            state
                .refused
                .insert(address.to_ascii_lowercase(), format!("{code} {words}"))
        });
    }

    /// It takes commands and never answers, until [`SmtpSink::resume`].
    pub fn hang(&self) {
        self.change(|state| state.is_hanging = true);
    }

    /// Ends [`SmtpSink::hang`].
    pub fn resume(&self) {
        self.change(|state| state.is_hanging = false);
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut lock(&self.shared.state));
        self.shared.changed.send_replace(());
        changed
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// One sender's connection.
struct Session {
    stream: BufReader<TcpStream>,
    shared: Arc<Shared>,
    from: Option<String>,
    to: Vec<String>,
}

impl Session {
    fn new(stream: TcpStream, shared: Arc<Shared>) -> Self {
        Self {
            stream: BufReader::new(stream),
            shared,
            from: None,
            to: Vec::new(),
        }
    }

    async fn run(mut self) -> std::io::Result<()> {
        self.answer("220 sink.example ESMTP").await?;
        while let Some(line) = self.line().await? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let reply = match verb.as_str() {
                "EHLO" => "250-sink.example\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES".to_owned(),
                "HELO" | "NOOP" => "250 2.0.0 ok".to_owned(),
                "AUTH" => "235 2.7.0 ok".to_owned(),
                "RSET" => self.reset(),
                "MAIL" => self.mail(&line),
                "RCPT" => self.recipient(&line),
                "DATA" if self.to.is_empty() => "503 5.5.1 nobody to send to".to_owned(),
                "DATA" => {
                    self.answer("354 go on").await?;
                    match self.data().await? {
                        Some(raw) => self.keep(&raw),
                        None => "552 5.3.4 too large".to_owned(),
                    }
                }
                "QUIT" => return self.answer("221 2.0.0 goodbye").await,
                _ => "500 5.5.2 unknown".to_owned(),
            };
            self.answer(&reply).await?;
        }
        Ok(())
    }

    fn reset(&mut self) -> String {
        self.from = None;
        self.to.clear();
        "250 2.0.0 ok".to_owned()
    }

    fn mail(&mut self, line: &str) -> String {
        self.reset();
        self.from = in_brackets(line);
        if self.from.is_some() {
            "250 2.1.0 ok"
        } else {
            "501 5.5.4 no sender"
        }
        .to_owned()
    }

    fn recipient(&mut self, line: &str) -> String {
        let Some(to) = in_brackets(line).filter(|_| self.from.is_some()) else {
            return "503 5.5.1 no recipient, or no sender before it".to_owned();
        };
        let mut state = lock(&self.shared.state);
        let refused = state
            .answers
            .pop_front()
            .or_else(|| state.refused.get(&to.to_ascii_lowercase()).cloned());
        refused.unwrap_or_else(|| {
            self.to.push(to);
            "250 2.1.5 ok".to_owned()
        })
    }

    fn keep(&mut self, raw: &[u8]) -> String {
        let mail = ReceivedMail::parse(self.from.take().unwrap_or_default(), std::mem::take(&mut self.to), raw);
        lock(&self.shared.state).mails.push(mail);
        self.shared.changed.send_replace(());
        "250 2.0.0 kept".to_owned()
    }

    /// The lines up to the single dot, with the dots that the sender doubled undone; none when it is too large.
    async fn data(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut raw = Vec::new();
        let mut is_too_large = false;
        loop {
            let mut line = Vec::new();
            if self.stream.read_until(b'\n', &mut line).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" {
                return Ok((!is_too_large).then_some(raw));
            }
            let line = line.strip_prefix(b".").unwrap_or(&line);
            is_too_large |= raw.len() + line.len() > MAIL_BYTES_MAX;
            if !is_too_large {
                raw.extend_from_slice(line);
            }
        }
    }

    async fn line(&mut self) -> std::io::Result<Option<String>> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await?;
        Ok((read > 0).then(|| line.trim_end().to_owned()))
    }

    async fn answer(&mut self, reply: &str) -> std::io::Result<()> {
        let mut changed = self.shared.changed.subscribe();
        while lock(&self.shared.state).is_hanging {
            if changed.changed().await.is_err() {
                break;
            }
        }
        self.stream.get_mut().write_all(format!("{reply}\r\n").as_bytes()).await
    }
}

fn in_brackets(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('<')?;
    let (address, _) = rest.split_once('>')?;
    Some(address.to_owned())
}
