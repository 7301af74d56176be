//! *floor-wal*: the least that a durable live server can do, as the reference for everything else.
//!
//! One thread, one epoll. All alerts that arrive in one turn of the loop are appended to a log with
//! one write and one `fdatasync`, then acknowledged, then written to every open page in one piece.
//! It knows no accounts, no groups and no database: nobody can be faster and keep the promise.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};

const LISTENER: Token = Token(usize::MAX);
/// Requests and backlogs beyond this end the connection.
const BACKLOG_MAX_BYTES: usize = 1024 * 1024;
const READ_BYTES: usize = 64 * 1024;
const EVENTS_PER_TURN: usize = 1024;

const LIVE_HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n";
const ACKNOWLEDGED: &[u8] = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

struct Connection {
    stream: TcpStream,
    /// Bytes of a request that is not complete.
    received: Vec<u8>,
    /// Bytes that the kernel did not take yet.
    unsent: Vec<u8>,
}

/// The server and everything it keeps.
pub(crate) struct Floor {
    poll: Poll,
    listener: TcpListener,
    connections: Vec<Option<Connection>>,
    free: Vec<usize>,
    live: Vec<usize>,
    log: File,
    last_id: u64,
}

impl Floor {
    /// Listens on a free port of the loopback and logs into `directory`.
    pub(crate) fn bind(directory: &Path) -> Result<Self> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(directory.join("alerts.log"))
            .context("cannot open the log")?;
        let poll = Poll::new()?;
        let mut listener = TcpListener::bind(([127, 0, 0, 1], 0).into())?;
        poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
        Ok(Self {
            poll,
            listener,
            connections: Vec::new(),
            free: Vec::new(),
            live: Vec::new(),
            log,
            last_id: 0,
        })
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn base(&self) -> Result<String> {
        Ok(format!("http://{}", self.listener.local_addr()?))
    }

    /// Serves until it is killed.
    pub(crate) fn run(&mut self) -> Result<()> {
        let mut events = Events::with_capacity(EVENTS_PER_TURN);
        let mut buffer = vec![0; READ_BYTES];
        // (connection, alert) of this turn, in order of arrival.
        let mut alerts: Vec<(usize, Vec<u8>)> = Vec::new();
        loop {
            if let Err(error) = self.poll.poll(&mut events, None) {
                if error.kind() == ErrorKind::Interrupted {
                    continue;
                }
                return Err(error.into());
            }
            for event in &events {
                if event.token() == LISTENER {
                    self.accept()?;
                    continue;
                }
                let at = event.token().0;
                if event.is_writable() && !self.flush(at) {
                    self.close(at);
                }
                if event.is_readable() && !self.read(at, &mut buffer, &mut alerts) {
                    self.close(at);
                }
            }
            if !alerts.is_empty() {
                self.publish(&alerts)?;
                alerts.clear();
            }
        }
    }

    fn accept(&mut self) -> Result<()> {
        loop {
            let (mut stream, _) = match self.listener.accept() {
                Ok(accepted) => accepted,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error).context("accept"),
            };
            stream.set_nodelay(true)?;
            let at = self.free.pop().unwrap_or_else(|| {
                self.connections.push(None);
                self.connections.len() - 1
            });
            self.poll
                .registry()
                .register(&mut stream, Token(at), Interest::READABLE | Interest::WRITABLE)?;
            self.connections[at] = Some(Connection {
                stream,
                received: Vec::new(),
                unsent: Vec::new(),
            });
        }
    }

    /// Reads what is there and takes complete requests; false when the connection is to be closed.
    fn read(&mut self, at: usize, buffer: &mut [u8], alerts: &mut Vec<(usize, Vec<u8>)>) -> bool {
        let Some(connection) = self.connections[at].as_mut() else {
            return true;
        };
        loop {
            match connection.stream.read(buffer) {
                Ok(0) => return false,
                Ok(length) => {
                    connection.received.extend_from_slice(&buffer[..length]);
                    if length < buffer.len() {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(_) => return false,
            }
        }
        if connection.received.len() > BACKLOG_MAX_BYTES {
            return false;
        }
        loop {
            let Some(connection) = self.connections[at].as_mut() else {
                return true;
            };
            match take_request(&mut connection.received) {
                Ok(None) => return true,
                Ok(Some(Request::Alert(body))) => alerts.push((at, body)),
                Ok(Some(Request::Live)) => {
                    connection.received = Vec::new();
                    self.live.push(at);
                    if !self.send(at, LIVE_HEAD) {
                        return false;
                    }
                }
                Err(_) => return false,
            }
        }
    }

    /// Makes the alerts durable together, then acknowledges them, then tells every page.
    fn publish(&mut self, alerts: &[(usize, Vec<u8>)]) -> Result<()> {
        let mut frames = Vec::with_capacity(alerts.len() * 512);
        for (_, body) in alerts {
            self.last_id += 1;
            write!(frames, "id: {}\nevent: incident\ndata: ", self.last_id)?;
            frames.extend_from_slice(body);
            frames.extend_from_slice(b"\n\n");
        }
        self.log.write_all(&frames).context("append")?;
        self.log.sync_data().context("fdatasync")?;
        for (at, _) in alerts {
            if !self.send(*at, ACKNOWLEDGED) {
                self.close(*at);
            }
        }
        let mut index = 0;
        while let Some(&at) = self.live.get(index) {
            if self.send(at, &frames) {
                index += 1;
            } else {
                // Closing takes it out of `live`, so the next one stands at the same index.
                self.close(at);
            }
        }
        Ok(())
    }

    /// Writes now what the kernel takes and keeps the rest; false when the connection is broken.
    fn send(&mut self, at: usize, bytes: &[u8]) -> bool {
        let Some(connection) = self.connections[at].as_mut() else {
            return true;
        };
        let mut rest = bytes;
        if connection.unsent.is_empty() {
            match connection.stream.write(bytes) {
                Ok(length) => rest = &bytes[length..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => return false,
            }
        }
        connection.unsent.extend_from_slice(rest);
        connection.unsent.len() <= BACKLOG_MAX_BYTES
    }

    fn flush(&mut self, at: usize) -> bool {
        let Some(connection) = self.connections[at].as_mut() else {
            return true;
        };
        while !connection.unsent.is_empty() {
            match connection.stream.write(&connection.unsent) {
                Ok(length) => {
                    connection.unsent.drain(..length);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return true,
                Err(_) => return false,
            }
        }
        true
    }

    fn close(&mut self, at: usize) {
        if self.connections[at].take().is_some() {
            self.live.retain(|&other| other != at);
            self.free.push(at);
        }
    }
}

enum Request {
    Live,
    Alert(Vec<u8>),
}

/// Takes one request off the front: `GET` opens a page, `POST` is an alert.
fn take_request(received: &mut Vec<u8>) -> Result<Option<Request>> {
    let Some(head_length) = memchr::memmem::find(received, b"\r\n\r\n").map(|at| at + 4) else {
        return Ok(None);
    };
    if received.starts_with(b"GET ") {
        received.drain(..head_length);
        return Ok(Some(Request::Live));
    }
    let head = std::str::from_utf8(&received[..head_length])?;
    let length: usize = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .context("an alert needs a Content-Length")?
        .1
        .trim()
        .parse()?;
    if received.len() < head_length.saturating_add(length) {
        return Ok(None);
    }
    let body = received[head_length..head_length + length].to_vec();
    received.drain(..head_length + length);
    Ok(Some(Request::Alert(body)))
}

/// The hidden `serve-floor` command.
pub(crate) fn serve(directory: &Path) -> Result<()> {
    let mut floor = Floor::bind(directory)?;
    println!("{{\"base\":\"{}\"}}", floor.base()?);
    floor.run()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;
    use std::io::BufRead;

    #[test]
    fn an_acknowledged_alert_is_in_the_log_and_on_the_page() -> Result<()> {
        let directory = tempfile::tempdir()?;
        let mut floor = Floor::bind(directory.path())?;
        let address = floor.listener.local_addr()?;
        std::thread::spawn(move || floor.run());

        let mut page = std::net::TcpStream::connect(address)?;
        page.write_all(&wire::http_live("/live", ""))?;
        let mut page = std::io::BufReader::new(page);
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            page.read_line(&mut line)?;
        }

        let mut sender = std::net::TcpStream::connect(address)?;
        sender.write_all(&wire::http_post("/alerts", "", b"{\"behaviour\":\"runs\"}"))?;
        let mut answer = vec![0; ACKNOWLEDGED.len()];
        sender.read_exact(&mut answer)?;
        assert_eq!(answer, ACKNOWLEDGED);
        // Acknowledged, so it must be in the log at this very moment.
        let expected = "id: 1\nevent: incident\ndata: {\"behaviour\":\"runs\"}\n\n";
        let log = std::fs::read_to_string(directory.path().join("alerts.log"))?;
        assert_eq!(log, expected);

        let mut frame = vec![0; expected.len()];
        page.read_exact(&mut frame)?;
        assert_eq!(String::from_utf8(frame)?, expected);
        Ok(())
    }
}
