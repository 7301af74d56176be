//! Open pages: server-sent events, one shared frame for a whole group, resumed by `Last-Event-ID`.
//!
//! The first that a page hears is the number that it begins behind, as an event of its own: a page that is cut off before anything happened
//! resumes there as well.
//!
//! A frame carries the same few facts as a push (EDGES 18); a page that shows the incident fetches the rest itself. Frames are built once and their
//! bytes shared by all receivers.

use super::error::Fault;
use crate::app::App;
use crate::bus::{Numbers, Ring};
use crate::usecase::group::may_listen;
use crate::usecase::incident::changes_since;
use crate::usecase::sign_in::{Identity, SignedInBy, is_signed_in};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use saar_domain::id::{AccountId, GroupId};
use saar_domain::limits;
use saar_store::incident::Change;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Frames that a slow page may lag behind before it is caught up from the database.
const FRAMES_KEPT: usize = 64;
/// The bus may have missed a commit of another process: how often the database is asked.
const POLL: Duration = Duration::from_secs(2);
/// A comment that keeps proxies from closing a silent stream is sent to a room at each so many polls: every 24 s. One clock for all rooms, not one
/// for each page; rooms that opened at different times take different turns.
const POLLS_PER_KEEP_ALIVE: u32 = 12;
const STILL_HERE: Bytes = Bytes::from_static(b": still here\n\n");

#[derive(Debug, Clone)]
enum Frame {
    News { seq: i64, bytes: Bytes },
    Left(AccountId),
    SignedOut(SignedInBy),
    StillHere,
}

#[derive(Debug)]
struct Room {
    frames: broadcast::Sender<Frame>,
    /// Everything up to this number of the group's sequence was sent out.
    seq: i64,
    /// Polls since it opened.
    polls: u32,
}

/// The group of each open page of an account.
type Places = HashMap<AccountId, Vec<GroupId>>;

/// The open pages of this process.
#[derive(Debug, Clone)]
pub struct Live {
    rooms: Arc<Mutex<HashMap<GroupId, Room>>>,
    open: Arc<Mutex<Places>>,
    stop: CancellationToken,
}

impl Live {
    /// Starts listening; ends with `stop`.
    pub fn start(app: Arc<App>, tasks: &TaskTracker, stop: CancellationToken) -> Self {
        let live = Self {
            rooms: Arc::default(),
            open: Arc::default(),
            stop: stop.clone(),
        };
        let tending = live.clone();
        tasks.spawn(async move {
            let mut rings = app.bus.listen();
            let mut poll = tokio::time::interval(POLL);
            loop {
                tokio::select! {
                    ring = rings.recv() => match ring {
                        Ok(Ring::Changed { group, change, numbers }) => tending.hear(&app, group, &change, numbers).await,
                        Ok(Ring::Left { account, group }) => tending.show_out(group, &Frame::Left(account)),
                        Ok(Ring::SignedOut { account, by }) => {
                            for group in tending.groups(account) {
                                tending.show_out(group, &Frame::SignedOut(by));
                            }
                        }
                        Err(RecvError::Lagged(_)) => tending.catch_up(&app).await,
                        Err(RecvError::Closed) => return,
                    },
                    _ = poll.tick() => {
                        tending.keep_alive();
                        tending.catch_up(&app).await;
                    }
                    () = stop.cancelled() => return tending.close(),
                }
            }
        });
        live
    }

    /// Ends every page: with its room, the sender of its frames goes.
    fn close(&self) {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn keep_alive(&self) {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        for room in rooms.values_mut() {
            room.polls = room.polls.wrapping_add(1);
            if room.polls.is_multiple_of(POLLS_PER_KEEP_ALIVE) {
                let _ = room.frames.send(Frame::StillHere);
            }
        }
    }

    /// Sends changes to a room, which then has everything up to a number.
    fn send(&self, group: GroupId, changes: &[Change], up_to: i64) {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(room) = rooms.get_mut(&group) else { return };
        for change in changes {
            let _ = room.frames.send(Frame::News {
                seq: change.group_seq,
                bytes: frame(change),
            });
        }
        room.seq = room.seq.max(up_to);
    }

    fn show_out(&self, group: GroupId, whom: &Frame) {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = rooms.get(&group) {
            let _ = room.frames.send(whom.clone());
        }
    }

    /// The groups to which an account listens.
    fn groups(&self, account: AccountId) -> Vec<GroupId> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mut groups = open.get(&account).cloned().unwrap_or_default();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The doorbell of a change rang. Two commits may ring in the other order, and a page drops what is older than what it has: so a change goes out
    /// at once only where it goes on from what the room has, and else what is sent is read from the database, where the numbers are in the order
    /// of the commits.
    async fn hear(&self, app: &App, group: GroupId, change: &Change, numbers: Numbers) {
        let seq = {
            let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.get(&group).map(|room| room.seq)
        };
        match seq {
            Some(seq) if seq == numbers.before => self.send(group, &[*change], numbers.last),
            Some(seq) if seq < change.group_seq => self.catch_up_room(app, group, seq).await,
            // Nobody is there, or a look into the database was faster.
            _ => {}
        }
    }

    /// Sends what the doorbell missed, and forgets rooms in which nobody is left.
    async fn catch_up(&self, app: &App) {
        let rooms: Vec<(GroupId, i64)> = {
            let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.retain(|_, room| room.frames.receiver_count() > 0);
            rooms.iter().map(|(group, room)| (*group, room.seq)).collect()
        };
        for (group, seq) in rooms {
            self.catch_up_room(app, group, seq).await;
        }
    }

    async fn catch_up_room(&self, app: &App, group: GroupId, seq: i64) {
        match changes_since(app, group, seq).await {
            Ok((changes, latest)) => {
                // Where more changed than one look gives, the next look goes on behind the last of these.
                let is_all = i64::try_from(changes.len()).is_ok_and(|rows| rows < limits::LIVE_REPLAY_MAX);
                let up_to = changes
                    .last()
                    .filter(|_| !is_all)
                    .map_or(latest, |change| change.group_seq);
                self.send(group, &changes, up_to);
            }
            Err(error) => tracing::warn!(%error, "live: the database did not answer; the next poll tries again"),
        }
    }

    fn enter(&self, group: GroupId, seq: i64) -> broadcast::Receiver<Frame> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if self.stop.is_cancelled() {
            // The rooms are closed, or are about to be: a stream whose sender is gone ends at once.
            return broadcast::channel(1).1;
        }
        let room = rooms.entry(group).or_insert_with(|| Room {
            frames: broadcast::channel(FRAMES_KEPT).0,
            seq,
            polls: 0,
        });
        room.frames.subscribe()
    }

    fn take_place(&self, account: AccountId, group: GroupId) -> Result<Place, Fault> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let of_account = open.entry(account).or_default();
        if of_account.len() >= limits::LIVE_PER_ACCOUNT {
            return Err(Fault::TooMany {
                retry_after_seconds: 10,
            });
        }
        of_account.push(group);
        Ok(Place {
            open: Arc::clone(&self.open),
            account,
            group,
        })
    }

    /// How many pages are open.
    pub fn count(&self) -> usize {
        self.open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .map(Vec::len)
            .sum()
    }
}

/// One open page of an account; gives its place back when it closes, however that happens.
struct Place {
    open: Arc<Mutex<Places>>,
    account: AccountId,
    group: GroupId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(groups) = open.get_mut(&self.account) else {
            return;
        };
        if let Some(at) = groups.iter().position(|group| *group == self.group) {
            groups.swap_remove(at);
        }
        if groups.is_empty() {
            open.remove(&self.account);
        }
    }
}

/// The few facts that everybody with an open page is told at once.
fn frame(change: &Change) -> Bytes {
    let Change {
        group_seq,
        incident,
        version,
        state,
        kind,
        drill,
        called_at,
    } = change;
    let called = called_at.map_or("null".to_owned(), |at| at.as_millis().to_string());
    // Ids, codes and numbers only: nothing here needs escaping.
    format!(
        "id: {group_seq}\nevent: incident\ndata: {{\"incident\":\"{incident}\",\"version\":{version},\"state\":\"{state}\",\"kind\":\"{kind}\",\"drill\":{drill},\"called_ms\":{called}}}\n\n"
    )
    .into()
}

/// The number of the last event that a client heard: `Last-Event-ID`, which browsers send by themselves, or else `?after=`, for who has to open a new
/// stream and cannot set a header. What is no number is as if it were not there.
pub fn last_heard(uri: &Uri, headers: &HeaderMap) -> Option<i64> {
    let header = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    // A browser that reconnects a stream which began with `?after=` sends both: the header is the newer one.
    if let Some(number) = header.and_then(|text| text.parse().ok()) {
        return Some(number);
    }
    url::form_urlencoded::parse(uri.query()?.as_bytes())
        .find(|(name, _)| name == "after")
        .and_then(|(_, text)| text.parse().ok())
}

/// Opens a stream for a member of the group; the caller has checked that. Begins after the last event that was heard, or now.
pub async fn stream(
    live: &Live,
    app: &Arc<App>,
    group: GroupId,
    identity: &Identity,
    last: Option<i64>,
) -> Result<Response, Fault> {
    let (account, by) = (identity.account.id, identity.by);
    let place = live.take_place(account, group)?;
    let (_, before) = changes_since(app, group, i64::MAX).await?;
    let frames = live.enter(group, before);
    // Looked at again now that the page listens: what was committed in between comes twice rather than never, and is dropped by its number.
    let (_, latest) = changes_since(app, group, i64::MAX).await?;
    // Whoever left or signed out since the caller looked was shown out before this page could hear it.
    listens(app, account, by, group).await?;
    let sent = last.map_or(latest, |last| last.min(latest));
    let page = OpenPage {
        frames,
        sent,
        behind: sent < latest,
        greeted: false,
        by,
        app: Arc::clone(app),
        place,
    };
    let body = Body::from_stream(futures_util::stream::unfold(page, async |mut page| {
        let bytes = page.next().await?;
        Some((Ok::<_, std::convert::Infallible>(bytes), page))
    }));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would otherwise hold frames back until its buffer is full.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

struct OpenPage {
    frames: broadcast::Receiver<Frame>,
    /// The latest number that this page was told.
    sent: i64,
    /// More happened than it was told: it is caught up from the database.
    behind: bool,
    greeted: bool,
    by: SignedInBy,
    app: Arc<App>,
    place: Place,
}

/// Whether an account may still hear a group, by what it is signed in with.
async fn listens(app: &App, account: AccountId, by: SignedInBy, group: GroupId) -> Result<(), Fault> {
    may_listen(app, account, group).await?;
    if is_signed_in(app, account, by).await? {
        Ok(())
    } else {
        Err(Fault::SignedOut)
    }
}

impl OpenPage {
    /// The next bytes; none at the end.
    async fn next(&mut self) -> Option<Bytes> {
        if !self.greeted {
            self.greeted = true;
            return Some(format!("retry: 2000\nid: {}\nevent: begin\ndata: {{}}\n\n", self.sent).into());
        }
        loop {
            if self.behind {
                let bytes = self.catch_up().await?;
                if !bytes.is_empty() {
                    return Some(bytes);
                }
            }
            match self.frames.recv().await {
                Ok(Frame::News { seq, bytes }) if seq > self.sent => {
                    self.sent = seq;
                    return Some(bytes);
                }
                Ok(Frame::StillHere) => return Some(STILL_HERE),
                // Whoever left hears nothing more, at once (EDGES 14); neither does a device that was signed out.
                Ok(Frame::Left(account)) if account == self.place.account => return None,
                Ok(Frame::SignedOut(by)) if by == self.by => return None,
                Ok(Frame::News { .. } | Frame::Left(_) | Frame::SignedOut(_)) => {}
                Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// What the page was not told, as much as one answer of the database holds; none when it may not listen any more.
    async fn catch_up(&mut self) -> Option<Bytes> {
        // That they left or signed out may be among what was missed.
        let Place { account, group, .. } = self.place;
        listens(&self.app, account, self.by, group).await.ok()?;
        let (changes, latest) = changes_since(&self.app, group, self.sent).await.ok()?;
        self.sent = changes.last().map_or(latest, |change| change.group_seq);
        self.behind = self.sent < latest && !changes.is_empty();
        Some(changes.iter().flat_map(frame).collect::<Vec<u8>>().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_resumes_by_header_or_by_address() {
        let heard = |uri: &str, header: Option<&str>| {
            let mut headers = HeaderMap::new();
            if let Some(value) = header {
                headers.insert("last-event-id", value.parse().unwrap());
            }
            last_heard(&uri.parse().unwrap(), &headers)
        };
        assert_eq!(heard("/live", None), None);
        assert_eq!(heard("/live", Some("7")), Some(7));
        assert_eq!(heard("/live?after=5", None), Some(5));
        assert_eq!(
            heard("/live?after=5", Some("7")),
            Some(7),
            "the browser has heard more since"
        );
        assert_eq!(heard("/live?after=5", Some("seven")), Some(5));
        assert_eq!(heard("/live?after=five&before=6", None), None);
    }
}
