//! One open page, on a connection that the web server has handed over.
//!
//! A page waits for hours and is told a few hundred bytes. Inside the web server that costs tens of kilobytes, and each frame a wake-up and a walk
//! through every layer. So once the head of the answer and its first bytes are out, the connection is taken from the web server ([`Handover`]): what is
//! left is a socket, which the room writes to directly ([`Page::tell`]), and a small task that sees to everything else ([`Guest::attend`]).

use super::{Live, Place, frames, listens};
use crate::app::App;
use crate::usecase::identity::SignedInBy;
use crate::usecase::incident::changes_since;
use axum::body::Bytes;
use http_body::{Body, Frame};
use saar_domain::id::AccountId;
use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// How long a page that fell behind may take to accept what it missed. Longer, and it may as well begin anew: it says where it was.
const CATCH_UP_MAX: Duration = Duration::from_secs(10);

/// A connection's own place to be handed over at: the server puts it into each request.
#[derive(Clone, Default)]
pub struct Handover(Arc<Mutex<Step>>);

#[derive(Default)]
enum Step {
    /// An ordinary connection.
    #[default]
    Ordinary,
    /// The answer to a page is on its way out.
    Answering(Box<Guest>),
    /// All of its first bytes are with the web server, perhaps not yet with the network.
    Written(Box<Guest>),
    /// They are out: nobody but the page writes from here on.
    Out(Box<Guest>),
}

impl Handover {
    fn step(&self) -> MutexGuard<'_, Step> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer to a page: its first bytes; then the connection is handed over.
    pub(super) fn begin(&self, guest: Guest, first: Bytes) -> First {
        *self.step() = Step::Answering(Box::new(guest));
        First {
            bytes: Some(first),
            handover: self.clone(),
        }
    }

    /// To be called when everything that the web server had to write is written.
    pub fn flushed(&self) {
        let mut step = self.step();
        *step = match std::mem::take(&mut *step) {
            Step::Written(guest) => Step::Out(guest),
            other => other,
        };
    }

    /// The guest who takes the connection, if it is time.
    pub fn take(&self) -> Option<Guest> {
        let mut step = self.step();
        match std::mem::take(&mut *step) {
            Step::Out(guest) => Some(*guest),
            other => {
                *step = other;
                None
            }
        }
    }
}

/// The body of an answer that never ends by itself: the first bytes, and then the connection is somebody else's.
pub(super) struct First {
    bytes: Option<Bytes>,
    handover: Handover,
}

impl Body for First {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(bytes) = self.bytes.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        // Asked for more: the first bytes are taken.
        let mut step = self.handover.step();
        *step = match std::mem::take(&mut *step) {
            Step::Answering(guest) => Step::Written(guest),
            other => other,
        };
        Poll::Pending
    }
}

/// Who will sit at a connection: everything about a page but its socket.
pub struct Guest {
    pub(super) live: Live,
    pub(super) app: Arc<App>,
    pub(super) place: Place,
    pub(super) by: SignedInBy,
    /// The latest number that the page was told.
    pub(super) sent: i64,
    /// HTTP/1.1 frames a body without an end in chunks; before it, the bytes came as they are (nginx asks that way unless it is told otherwise).
    pub(super) chunked: bool,
}

impl Guest {
    /// Sits at the connection until the page closes, may not listen any more, or the server stops.
    pub async fn attend(self, stream: TcpStream) {
        let Self {
            live,
            app,
            place,
            by,
            sent,
            chunked,
        } = self;
        let page = Arc::new(Page {
            stream,
            chunked,
            account: place.account,
            by,
            seat: Mutex::new(Seat {
                sent,
                rest: Vec::new(),
                is_taken: false,
                is_over: false,
            }),
            called: Notify::new(),
        });
        loop {
            // What it takes to catch up is much, and most pages need it once: it is not kept.
            let caught_up = Box::pin(page.catch_up(&live, &app, &place));
            if !matches!(tokio::time::timeout(CATCH_UP_MAX, caught_up).await, Ok(Some(()))) {
                break;
            }
            tokio::select! {
                () = page.called.notified() => if page.seat().is_over { break },
                () = page.hangs_up() => break,
            }
        }
        live.stand_up(place.group, &page);
        page.end();
    }
}

/// An open page.
#[derive(Debug)]
pub(super) struct Page {
    stream: TcpStream,
    chunked: bool,
    pub(super) account: AccountId,
    pub(super) by: SignedInBy,
    seat: Mutex<Seat>,
    /// Rung when the page has to see to itself.
    called: Notify,
}

#[derive(Debug)]
struct Seat {
    /// The latest number that the page was told.
    sent: i64,
    /// The end of a frame that the socket did not take.
    rest: Vec<u8>,
    /// The room writes to the socket. Else the page does, by itself, and catches up.
    is_taken: bool,
    /// It hears nothing more.
    is_over: bool,
}

/// Something to tell all pages of a room: built once.
pub(super) struct Telling {
    /// Numbers of the first and the last change; none for a sign of life.
    pub(super) numbers: Option<(i64, i64)>,
    plain: Bytes,
    chunk: Bytes,
}

impl Telling {
    pub(super) fn new(numbers: Option<(i64, i64)>, plain: Bytes) -> Self {
        Self {
            numbers,
            chunk: chunk(&plain),
            plain,
        }
    }
}

fn chunk(plain: &[u8]) -> Bytes {
    let mut framed = format!("{:x}\r\n", plain.len()).into_bytes();
    framed.extend_from_slice(plain);
    framed.extend_from_slice(b"\r\n");
    framed.into()
}

impl Page {
    fn seat(&self) -> MutexGuard<'_, Seat> {
        self.seat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The latest number that it was told.
    pub(super) fn sent(&self) -> i64 {
        self.seat().sent
    }

    /// Tells the page, without ever waiting for it: one that does not keep up leaves its seat, catches up by itself, and comes back.
    pub(super) fn tell(&self, telling: &Telling) {
        let mut seat = self.seat();
        let is_known = telling.numbers.is_some_and(|(_, last)| last <= seat.sent);
        if !seat.is_taken || is_known {
            return;
        }
        // Part of it was told already: the rest is read.
        let overlaps = telling.numbers.is_some_and(|(first, _)| first <= seat.sent);
        let bytes = if self.chunked { &telling.chunk } else { &telling.plain };
        let taken = if overlaps { Ok(0) } else { self.stream.try_write(bytes) };
        match taken {
            Ok(taken) if taken > 0 => {
                seat.sent = telling.numbers.map_or(seat.sent, |(_, last)| last);
                seat.rest = bytes[taken..].to_vec();
                seat.is_taken = seat.rest.is_empty();
            }
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => seat.is_over = true,
            Ok(_) | Err(_) => seat.is_taken = false,
        }
        if !seat.is_taken || seat.is_over {
            self.called.notify_one();
        }
    }

    /// Takes its seat: from here on the room writes.
    pub(super) fn sit(&self) {
        self.seat().is_taken = true;
    }

    /// It hears nothing more, at once.
    pub(super) fn show_out(&self) {
        self.seat().is_over = true;
        self.called.notify_one();
    }

    /// Tells what the page was not told, and takes its seat. None when it may not listen, or cannot be written to.
    async fn catch_up(self: &Arc<Self>, live: &Live, app: &Arc<App>, place: &Place) -> Option<()> {
        loop {
            // From here on only this task writes.
            live.stand_up(place.group, self);
            let rest = self.rise();
            self.write(&rest).await.ok()?;
            let sent = self.sent();
            let (changes, latest) = changes_since(app, place.group, sent).await.ok()?;
            if !changes.is_empty() {
                // That they left or signed out may be among what was missed.
                listens(app, self.account, self.by, place.group).await.ok()?;
                let plain = frames(&changes);
                let bytes = if self.chunked { chunk(&plain) } else { plain };
                self.write(&bytes).await.ok()?;
            }
            let told = changes.last().map_or(latest, |change| change.group_seq);
            self.seat().sent = told;
            if told < latest || !live.sit_down(place.group, self)? {
                continue;
            }
            // Whoever left or signed out before they sat down was shown out of a room that they were not in; and what was committed just before
            // may have rung for nobody.
            listens(app, self.account, self.by, place.group).await.ok()?;
            let (_, latest) = changes_since(app, place.group, i64::MAX).await.ok()?;
            if latest <= self.sent() {
                return Some(());
            }
        }
    }

    /// Leaves its seat, with what of a frame is still to be written.
    fn rise(&self) -> Vec<u8> {
        let mut seat = self.seat();
        seat.is_taken = false;
        std::mem::take(&mut seat.rest)
    }

    async fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            self.stream.writable().await?;
            match self.stream.try_write(bytes) {
                Ok(taken) => bytes = &bytes[taken..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Waits until the other side closes. Who says something here is not a page: nothing may follow the request.
    async fn hangs_up(&self) {
        let mut some = [0; 8];
        loop {
            if self.stream.readable().await.is_err() {
                return;
            }
            match self.stream.try_read(&mut some) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                _ => return,
            }
        }
    }

    /// Says that this is all, if the page is between two frames.
    fn end(&self) {
        if self.chunked && self.rise().is_empty() {
            let _ = self.stream.try_write(b"0\r\n\r\n");
        }
    }
}
