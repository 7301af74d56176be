//! Open pages: server-sent events, one shared frame for a whole group, resumed by `Last-Event-ID`.
//!
//! The first that a page hears is the number that it begins behind, as an event of its own: a page that is cut off before anything happened
//! resumes there as well.
//!
//! A frame carries the same few facts as a push (EDGES 18); a page that shows the incident fetches the rest itself. Frames are built once and their
//! bytes shared by all receivers.

mod page;

pub use page::{Guest, Handover};

use super::error::Fault;
use crate::app::App;
use crate::bus::{Numbers, Ring};
use crate::usecase::group::may_listen;
use crate::usecase::identity::{self, Identity, SignedInBy};
use crate::usecase::incident::changes_since;
use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, Version, header};
use axum::response::Response;
use page::{Page, Telling};
use saar_domain::id::{AccountId, GroupId};
use saar_domain::limits;
use saar_store::incident::Change;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Pages that are told one after the other before something else may run.
const PAGES_AT_ONCE: usize = 128;
/// Where several changes of a group rang at once, more are on their way: they go out together after this. A change that comes alone never waits.
const BREATH: Duration = Duration::from_millis(4);
/// The bus may have missed a commit of another process: how often the database is asked.
const POLL: Duration = Duration::from_secs(2);
/// What nobody rings for: a token that expires, a device that another process signs out.
const SIGNED_IN_CHECK: Duration = limits::LIVE_SIGNED_IN_CHECK_EVERY.to_std();
/// A comment that keeps proxies from closing a silent stream is sent to a room at each so many polls: every 24 s. One clock for all rooms, not one
/// for each page; rooms that opened at different times take different turns.
const POLLS_PER_KEEP_ALIVE: u32 = 12;
const STILL_HERE: Bytes = Bytes::from_static(b": still here\n\n");

#[derive(Debug)]
struct Room {
    /// Shared with whoever tells them something just now.
    pages: Arc<Vec<Arc<Page>>>,
    /// Everything up to this number of the group's sequence was sent out.
    seq: i64,
    /// Polls since it opened.
    polls: u32,
}

/// What rang, a group at a time.
type News = HashMap<GroupId, Vec<(Numbers, Change)>>;

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
            let mut check = tokio::time::interval(SIGNED_IN_CHECK);
            loop {
                tokio::select! {
                    ring = rings.recv() => {
                        // Alarms that were committed together ring one after the other. Whoever is about to ring comes first, so that one frame
                        // tells of them all: on a bad night a page is woken once, not sixteen times.
                        tokio::task::yield_now().await;
                        let mut heard = Some(ring);
                        let mut news = News::new();
                        while let Some(ring) = heard {
                            match ring {
                                Ok(Ring::Changed { group, change, numbers }) => news.entry(group).or_default().push((numbers, change)),
                                // Whoever left hears nothing more, at once (EDGES 14); neither does a device that was signed out.
                                Ok(Ring::Left { account, group }) => tending.show_out(group, |page| page.account == account),
                                Ok(Ring::SignedOut { account, by }) => {
                                    for group in tending.groups(account) {
                                        tending.show_out(group, |page| page.by == by);
                                    }
                                }
                                Err(RecvError::Lagged(_)) => tending.catch_up(&app).await,
                                Err(RecvError::Closed) => return,
                            }
                            heard = match rings.try_recv() {
                                Ok(ring) => Some(Ok(ring)),
                                Err(TryRecvError::Lagged(missed)) => Some(Err(RecvError::Lagged(missed))),
                                // That the last bell is gone is heard at the next turn.
                                Err(TryRecvError::Empty | TryRecvError::Closed) => None,
                            };
                        }
                        let is_flood = news.values().any(|changes| changes.len() > 1);
                        for (group, changes) in news {
                            tending.hear(&app, group, changes).await;
                        }
                        if is_flood {
                            tokio::time::sleep(BREATH).await;
                        }
                    }
                    _ = poll.tick() => {
                        tending.keep_alive().await;
                        tending.catch_up(&app).await;
                    }
                    _ = check.tick() => tending.show_out_the_ended(&app).await,
                    () = stop.cancelled() => return tending.close(),
                }
            }
        });
        live
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<GroupId, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends every page.
    fn close(&self) {
        for (_, room) in self.rooms().drain() {
            room.pages.iter().for_each(|page| page.show_out());
        }
    }

    async fn keep_alive(&self) {
        let due: Vec<GroupId> = {
            let mut rooms = self.rooms();
            for room in rooms.values_mut() {
                room.polls = room.polls.wrapping_add(1);
            }
            let is_due = |room: &Room| room.polls.is_multiple_of(POLLS_PER_KEEP_ALIVE);
            rooms
                .iter()
                .filter(|(_, room)| is_due(room))
                .map(|(group, _)| *group)
                .collect()
        };
        let still_here = Telling::new(None, STILL_HERE);
        for group in due {
            self.tell(group, &still_here).await;
        }
    }

    /// Sends changes to a room in one frame; the room then has everything up to a number.
    async fn send(&self, group: GroupId, changes: &[Change], up_to: i64) {
        match self.rooms().get_mut(&group) {
            Some(room) => room.seq = room.seq.max(up_to),
            None => return,
        }
        if let (Some(first), Some(last)) = (changes.first(), changes.last()) {
            let numbers = Some((first.group_seq, last.group_seq));
            self.tell(group, &Telling::new(numbers, frames(changes))).await;
        }
    }

    /// Tells every page of a room. Only the tending task does, so frames stay in order.
    async fn tell(&self, group: GroupId, telling: &Telling) {
        let pages = self
            .rooms()
            .get(&group)
            .map(|room| Arc::clone(&room.pages))
            .unwrap_or_default();
        for some in pages.chunks(PAGES_AT_ONCE) {
            some.iter().for_each(|page| page.tell(telling));
            // A room may be large, or one of many: an alarm that is being raised comes first.
            tokio::task::yield_now().await;
        }
    }

    fn show_out(&self, group: GroupId, whom: impl Fn(&Page) -> bool) {
        if let Some(room) = self.rooms().get_mut(&group) {
            Arc::make_mut(&mut room.pages)
                .extract_if(.., |page| whom(page))
                .for_each(|page| page.show_out());
        }
    }

    /// Ends the pages whose session or token does not stand any more.
    async fn show_out_the_ended(&self, app: &App) {
        let mut open: Vec<SignedInBy> = self
            .rooms()
            .values()
            .flat_map(|room| room.pages.iter().map(|page| page.by))
            .collect();
        open.sort_unstable();
        open.dedup();
        if open.is_empty() {
            return;
        }
        match identity::ended(app, &open).await {
            Ok(ended) if ended.is_empty() => {}
            Ok(ended) => {
                let groups: Vec<GroupId> = self.rooms().keys().copied().collect();
                for group in groups {
                    self.show_out(group, |page| ended.contains(&page.by));
                }
            }
            // Nobody is shown out because the database is away: it may be back at the next look.
            Err(error) => {
                tracing::warn!(%error, "live: could not see who is still signed in; the next look tries again");
            }
        }
    }

    /// Gives a page a seat in its room, if it has been told everything that the room has. None when the rooms are closed, or are about to be.
    fn sit_down(&self, group: GroupId, page: &Arc<Page>) -> Option<bool> {
        let mut rooms = self.rooms();
        if self.stop.is_cancelled() {
            return None;
        }
        let sent = page.sent();
        let room = rooms.entry(group).or_insert_with(|| Room {
            pages: Arc::default(),
            seq: sent,
            polls: 0,
        });
        let is_up_to_date = room.seq <= sent;
        if is_up_to_date {
            page.sit();
            Arc::make_mut(&mut room.pages).push(Arc::clone(page));
        }
        Some(is_up_to_date)
    }

    /// Takes a page out of its room.
    fn stand_up(&self, group: GroupId, page: &Arc<Page>) {
        if let Some(room) = self.rooms().get_mut(&group) {
            Arc::make_mut(&mut room.pages).retain(|other| !Arc::ptr_eq(other, page));
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

    /// Doorbells of changes rang. Two commits may ring in the other order, and a page drops what is older than what it has: so changes go out at once
    /// only where they go on from what the room has, and else what is sent is read from the database, where the numbers are in the order of the commits.
    async fn hear(&self, app: &App, group: GroupId, mut changes: Vec<(Numbers, Change)>) {
        let seq = self.rooms().get(&group).map(|room| room.seq);
        // Nobody is there.
        let Some(seq) = seq else { return };
        // Of which a look into the database was not faster.
        changes.retain(|(_, change)| seq < change.group_seq);
        changes.sort_unstable_by_key(|(numbers, _)| numbers.before);
        let mut up_to = seq;
        let goes_on = changes.iter().all(|(numbers, _)| {
            let follows = numbers.before == up_to;
            up_to = numbers.last;
            follows
        });
        if goes_on {
            let changes: Vec<Change> = changes.into_iter().map(|(_, change)| change).collect();
            self.send(group, &changes, up_to).await;
        } else {
            self.catch_up_room(app, group, seq).await;
        }
    }

    /// Sends what the doorbell missed, and forgets rooms in which nobody is left.
    async fn catch_up(&self, app: &App) {
        let rooms: Vec<(GroupId, i64)> = {
            let mut rooms = self.rooms();
            rooms.retain(|_, room| !room.pages.is_empty());
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
                self.send(group, &changes, up_to).await;
            }
            Err(error) => tracing::warn!(%error, "live: the database did not answer; the next poll tries again"),
        }
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

    /// Whether the program stops: streams end.
    pub fn is_closing(&self) -> bool {
        self.stop.is_cancelled()
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

/// The few facts that everybody with an open page is told at once, of each change.
fn frames(changes: &[Change]) -> Bytes {
    let mut text = String::new();
    for change in changes {
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
        text += &format!(
            "id: {group_seq}\nevent: incident\ndata: {{\"incident\":\"{incident}\",\"version\":{version},\"state\":\"{state}\",\"kind\":\"{kind}\",\"drill\":{drill},\"called_ms\":{called}}}\n\n"
        );
    }
    text.into()
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
    connection: Connection,
) -> Result<Response, Fault> {
    let place = live.take_place(identity.account.id, group)?;
    let (_, latest) = changes_since(app, group, i64::MAX).await?;
    let sent = last.map_or(latest, |last| last.min(latest));
    let guest = Guest {
        live: live.clone(),
        app: Arc::clone(app),
        place,
        by: identity.by,
        sent,
        chunked: connection.chunked,
    };
    let first = format!("retry: 2000\nid: {sent}\nevent: begin\ndata: {{}}\n\n");
    let mut response = Response::new(Body::new(connection.handover.begin(guest, first.into())));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would otherwise hold frames back until its buffer is full.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// What a stream has to know of the connection that it is asked for on.
pub struct Connection {
    handover: Handover,
    chunked: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Connection {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            handover: parts.extensions.get::<Handover>().cloned().unwrap_or_default(),
            chunked: parts.version >= Version::HTTP_11,
        })
    }
}

/// Whether an account may still hear a group, by what it is signed in with.
async fn listens(app: &App, account: AccountId, by: SignedInBy, group: GroupId) -> Result<(), Fault> {
    may_listen(app, account, group).await?;
    if identity::ended(app, &[by]).await?.is_empty() {
        Ok(())
    } else {
        Err(Fault::SignedOut)
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
