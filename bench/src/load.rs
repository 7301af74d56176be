//! The load: one sender and many open pages in one thread, cheap enough to share a small machine
//! with the server that it measures.
//!
//! Pages are plain non-blocking sockets whose frames are counted by a marker. A group's alerts
//! reach every page in one order, so a page's k-th frame is the k-th alert; nothing is parsed.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use socket2::{Domain, Socket, Type};

use crate::target::Target;
use crate::wire::{FrameCounter, Tail, status_of};

/// Pages are opened in batches of this size, below every server's accept queue.
const BATCH_PAGES: usize = 100;
/// A server that takes longer than this over anything has failed.
const STALL: Duration = Duration::from_secs(10);
/// After pages opened: what arrives within this time is a greeting, not an alert.
const GREETING: Duration = Duration::from_millis(200);
/// After the last delivery: work that follows from the alerts belongs to their cost.
const SETTLE: Duration = Duration::from_millis(300);
const READ_BYTES: usize = 256 * 1024;
const EVENTS_PER_TURN: usize = 1024;
const HEAD_MAX_BYTES: usize = 16 * 1024;
/// Loopback source addresses that pages are spread over, so that ports do not run short.
const SOURCES: usize = 200;

/// How alerts are sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Alerts that may be outstanding, each on a connection of its own. With a rate this is 1.
    pub(crate) window: usize,
    /// Fixed times instead of "as soon as the window allows". Latency then counts from the moment
    /// at which an alert was due, so that a slow server cannot hide behind a slow sender.
    pub(crate) per_second: Option<u32>,
    /// How long new alerts are sent.
    pub(crate) duration: Duration,
}

/// What one run gave.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Alerts sent, acknowledged and delivered to every page.
    pub(crate) alerts: usize,
    /// From the first alert to the last delivery and acknowledgement.
    pub(crate) elapsed: Duration,
    /// CPU of the server, [`SETTLE`] included.
    pub(crate) cpu: Duration,
    /// From due to acknowledged, milliseconds, one for each alert.
    pub(crate) acknowledged_ms: Vec<f64>,
    /// From due to the last page having it, milliseconds, one for each alert.
    pub(crate) last_page_ms: Vec<f64>,
}

struct Page {
    stream: TcpStream,
    tail: Tail,
    seen: usize,
}

struct Sender {
    stream: TcpStream,
    received: Vec<u8>,
    /// Number of the alert that is on its way and its slot.
    in_flight: Option<(usize, usize)>,
}

struct Alert {
    due: Instant,
    delivered: usize,
}

/// Opens `count` pages with `requests` in turn and waits until the server has answered each.
pub(crate) fn open_pages(target: &Target, requests: &[Vec<u8>], count: usize) -> Result<Vec<std::net::TcpStream>> {
    let mut pages = Vec::with_capacity(count);
    while pages.len() < count {
        let from = pages.len();
        for index in from..count.min(from + BATCH_PAGES) {
            let mut page =
                connect(target.address, index).with_context(|| format!("opening page {index} of {count}"))?;
            let request = requests.get(index % requests.len().max(1));
            page.write_all(request.context("nobody may open a page")?)?;
            pages.push(page);
        }
        for page in &mut pages[from..] {
            await_live_answer(page, target)?;
        }
    }
    Ok(pages)
}

fn connect(address: SocketAddr, index: usize) -> Result<std::net::TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    if address.ip() == Ipv4Addr::LOCALHOST {
        let last = u8::try_from(1 + index % SOURCES)?;
        let source = SocketAddr::from((Ipv4Addr::new(127, 0, 1, last), 0));
        socket.bind(&source.into())?;
    }
    socket.connect_timeout(&address.into(), STALL)?;
    socket.set_tcp_nodelay(true)?;
    let stream: std::net::TcpStream = socket.into();
    stream.set_read_timeout(Some(STALL))?;
    Ok(stream)
}

fn await_live_answer(page: &mut std::net::TcpStream, target: &Target) -> Result<()> {
    let mut received = Vec::new();
    let mut buffer = [0; 4096];
    while memchr::memmem::find(&received, target.live_answer_end).is_none() {
        let length = page.read(&mut buffer).context("a page was not answered")?;
        if length == 0 || received.len() > HEAD_MAX_BYTES {
            bail!("a page was refused: {}", String::from_utf8_lossy(&received));
        }
        received.extend_from_slice(&buffer[..length]);
    }
    let head = String::from_utf8_lossy(&received);
    if target.protocol == crate::wire::Protocol::Http && status_of(&head)? != 200 {
        bail!("a page was refused: {head}");
    }
    Ok(())
}

/// The open pages and senders of one target.
pub(crate) struct Load<'a> {
    target: &'a mut Target,
    poll: Poll,
    pages: Vec<Page>,
    senders: Vec<Sender>,
    counter: FrameCounter,
    buffer: Vec<u8>,
}

impl<'a> Load<'a> {
    /// Opens `pages` pages and `senders` sending connections.
    pub(crate) fn open(target: &'a mut Target, pages: usize, senders: usize) -> Result<Self> {
        let poll = Poll::new()?;
        let mut to_register = Vec::with_capacity(pages + senders);
        for index in 0..senders {
            to_register.push(connect(target.address, index)?);
        }
        to_register.extend(open_pages(target, &target.live_requests, pages)?);
        let mut load = Self {
            counter: FrameCounter::new(target.marker),
            target,
            poll,
            pages: Vec::with_capacity(pages),
            senders: Vec::with_capacity(senders),
            buffer: vec![0; READ_BYTES],
        };
        for (index, stream) in to_register.into_iter().enumerate() {
            stream.set_nonblocking(true)?;
            let mut stream = TcpStream::from_std(stream);
            load.poll
                .registry()
                .register(&mut stream, Token(index), Interest::READABLE)?;
            if index < senders {
                load.senders.push(Sender {
                    stream,
                    received: Vec::new(),
                    in_flight: None,
                });
            } else {
                load.pages.push(Page {
                    stream,
                    tail: Tail::default(),
                    seen: 0,
                });
            }
        }
        load.skip_greetings()?;
        Ok(load)
    }

    fn skip_greetings(&mut self) -> Result<()> {
        let until = Instant::now() + GREETING;
        let mut events = Events::with_capacity(EVENTS_PER_TURN);
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            self.poll.poll(&mut events, Some(left))?;
            for event in &events {
                if let Some(index) = event.token().0.checked_sub(self.senders.len()) {
                    self.read_page(index)?;
                }
            }
        }
        Ok(())
    }

    /// Sends by `plan`, waits until every alert is acknowledged and on every page, and settles.
    pub(crate) fn run(&mut self, plan: Plan) -> Result<Outcome> {
        for page in &mut self.pages {
            page.seen = 0;
        }
        let cpu_before = self.target.server.cpu()?;
        let mut run = Run {
            plan,
            started: Instant::now(),
            progress: Instant::now(),
            alerts: Vec::new(),
            acknowledged: 0,
            complete: 0,
            outcome: Outcome::default(),
        };
        let mut events = Events::with_capacity(EVENTS_PER_TURN);
        loop {
            let now = Instant::now();
            let sending = now.duration_since(run.started) < plan.duration;
            if sending {
                self.send_due(&mut run, now)?;
            } else if run.outstanding(self.pages.len()) == 0 {
                break;
            }
            if now.duration_since(run.progress) > STALL {
                bail!(
                    "nothing moved for {STALL:?}: {} sent, {} acknowledged, {} on every page",
                    run.alerts.len(),
                    run.acknowledged,
                    run.complete
                );
            }
            self.poll.poll(&mut events, Some(run.patience(now)))?;
            for event in &events {
                let token = event.token().0;
                if let Some(index) = token.checked_sub(self.senders.len()) {
                    let frames = self.read_page(index)?;
                    let pages = self.pages.len();
                    run.delivered(&mut self.pages[index], frames, pages)?;
                } else {
                    self.read_answer(token, &mut run)?;
                }
            }
        }
        run.outcome.elapsed = run.started.elapsed();
        run.outcome.alerts = run.alerts.len();
        std::thread::sleep(SETTLE);
        run.outcome.cpu = self.target.server.cpu()?.since(cpu_before);
        Ok(run.outcome)
    }

    fn send_due(&mut self, run: &mut Run, now: Instant) -> Result<()> {
        loop {
            let due = match run.next_due() {
                Some(due) if due > now => return Ok(()),
                Some(due) => due,
                // By window: the pages must have caught up, too.
                None if run.outstanding(self.pages.len()) >= run.plan.window => return Ok(()),
                None => Instant::now(),
            };
            let idle = self
                .senders
                .iter_mut()
                .take(run.plan.window)
                .find(|sender| sender.in_flight.is_none());
            let Some(sender) = idle else {
                return Ok(());
            };
            let (request, slot) = self.target.alert();
            sender.in_flight = Some((run.alerts.len(), slot));
            run.alerts.push(Alert { due, delivered: 0 });
            // One alert fits any socket buffer; a short write would mean that the answer to the
            // last one came before the server had read it.
            if sender.stream.write(&request)? != request.len() {
                bail!("the server does not read its requests");
            }
        }
    }

    fn read_page(&mut self, index: usize) -> Result<usize> {
        let page = &mut self.pages[index];
        let mut frames = 0;
        loop {
            let at = self.counter.restore(&page.tail, &mut self.buffer);
            match page.stream.read(&mut self.buffer[at..]) {
                Ok(0) => bail!("the server closed a page"),
                Ok(length) => {
                    let filled = at + length;
                    frames += self.counter.count(&mut page.tail, &self.buffer[..filled]);
                    // A short read empties the socket: epoll will say when there is more.
                    if filled < self.buffer.len() {
                        return Ok(frames as usize);
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(frames as usize),
                Err(error) => return Err(error).context("reading a page"),
            }
        }
    }

    fn read_answer(&mut self, index: usize, run: &mut Run) -> Result<()> {
        let sender = &mut self.senders[index];
        match sender.stream.read(&mut self.buffer) {
            Ok(0) => bail!("the server closed a sender's connection"),
            Ok(length) => sender.received.extend_from_slice(&self.buffer[..length]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error).context("reading an answer"),
        }
        if let Some(answer) = self.target.protocol.take_answer(&mut sender.received)? {
            let (number, slot) = sender.in_flight.take().context("an answer to nothing was received")?;
            self.target.answered(slot, &answer)?;
            run.acknowledged(number);
        }
        Ok(())
    }
}

struct Run {
    plan: Plan,
    started: Instant,
    /// When something was last delivered or acknowledged.
    progress: Instant,
    alerts: Vec<Alert>,
    acknowledged: usize,
    /// Alerts that every page has.
    complete: usize,
    outcome: Outcome,
}

impl Run {
    fn outstanding(&self, pages: usize) -> usize {
        let done = if pages == 0 {
            self.acknowledged
        } else {
            self.acknowledged.min(self.complete)
        };
        self.alerts.len() - done
    }

    fn next_due(&self) -> Option<Instant> {
        let per_second = self.plan.per_second?;
        let number = u32::try_from(self.alerts.len()).unwrap_or(u32::MAX);
        Some(self.started + Duration::from_secs(1) * number / per_second)
    }

    /// How long to sleep. epoll counts whole milliseconds, so the last one before an alert is due is
    /// spent awake; this is the load's core, which nobody else needs.
    fn patience(&self, now: Instant) -> Duration {
        const LONGEST: Duration = Duration::from_millis(100);
        self.next_due().map_or(LONGEST, |due| {
            let left = due.saturating_duration_since(now).min(LONGEST);
            if left < Duration::from_millis(2) {
                Duration::ZERO
            } else {
                left - Duration::from_millis(1)
            }
        })
    }

    fn acknowledged(&mut self, number: usize) {
        self.acknowledged += 1;
        self.progress = Instant::now();
        let waited = self.progress.duration_since(self.alerts[number].due);
        self.outcome.acknowledged_ms.push(waited.as_secs_f64() * 1e3);
    }

    fn delivered(&mut self, page: &mut Page, frames: usize, pages: usize) -> Result<()> {
        for _ in 0..frames {
            let Some(alert) = self.alerts.get_mut(page.seen) else {
                bail!("a page received more frames than alerts were sent");
            };
            page.seen += 1;
            alert.delivered += 1;
            if alert.delivered == pages {
                self.complete += 1;
                self.progress = Instant::now();
                let waited = self.progress.duration_since(alert.due);
                self.outcome.last_page_ms.push(waited.as_secs_f64() * 1e3);
            }
        }
        Ok(())
    }
}
