//! Uploads that are under way: pieces of files, in memory, until each is whole.
//!
//! In memory and not in the database, for what comes in still holds everything that is taken out later: where it was taken, and who is on it. A restart
//! of the program forgets them, and the phone begins again.

use bytes::Bytes;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, IncidentId, UploadId};
use saar_domain::limits;
use saar_domain::photo::Refusal;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whose upload, of which incident, by the id that the phone made.
pub type Key = (AccountId, IncidentId, UploadId);

/// The desk where pieces come in.
#[derive(Debug, Default)]
pub struct Desk(Mutex<HashMap<Key, Upload>>);

#[derive(Debug)]
struct Upload {
    length: usize,
    bytes: Vec<u8>,
    /// Grows with each request that writes: an older one, whose connection died unnoticed, no longer does.
    writer: u64,
    /// It is whole, and being worked on.
    working: bool,
    touched: Timestamp,
}

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Bytes that are here.
    pub offset: usize,
    /// Bytes that it will have.
    pub length: usize,
}

/// The right to add bytes to an upload, until somebody else takes it.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    key: Key,
    writer: u64,
}

/// What came of a piece's bytes.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// More is to come.
    Partly(State),
    /// It is whole. The desk keeps its place, not its bytes, until [`Desk::done`].
    Whole(Vec<u8>),
    /// Another request of the same phone goes on with it, or it is worked on already.
    Elsewhere(State),
}

impl Desk {
    /// Where an upload stands, if it is under way.
    pub fn state(&self, key: Key) -> Option<State> {
        self.locked().get(&key).map(Upload::state)
    }

    /// Begins an upload, or goes on with it: the offset has to be where it stands.
    ///
    /// # Errors
    /// Where it stands instead; or why it cannot begin.
    pub fn open(&self, key: Key, length: usize, offset: usize, now: Timestamp) -> Result<Piece, Closed> {
        if length > limits::PHOTO_BYTES_MAX {
            return Err(Closed::Refused(Refusal::TooLarge));
        }
        let mut uploads = self.locked();
        uploads.retain(|_, upload| upload.working || now.since(upload.touched) <= limits::UPLOAD_KEPT);
        if let Some(upload) = uploads.get_mut(&key) {
            if upload.working || upload.length != length || upload.bytes.len() != offset {
                return Err(Closed::Elsewhere(upload.state()));
            }
            upload.writer += 1;
            upload.touched = now;
            return Ok(Piece {
                key,
                writer: upload.writer,
            });
        }
        if offset != 0 {
            return Err(Closed::Elsewhere(State { offset: 0, length }));
        }
        let of_account = uploads.keys().filter(|other| other.0 == key.0).count();
        // What was announced counts, not what came: who announces much and sends nothing takes a place too.
        let announced: usize = uploads.values().map(|upload| upload.length).sum();
        if of_account >= limits::UPLOADS_PER_ACCOUNT_MAX || announced.saturating_add(length) > limits::UPLOADS_BYTES_MAX
        {
            return Err(Closed::Refused(Refusal::Busy));
        }
        uploads.insert(
            key,
            Upload {
                length,
                bytes: Vec::new(),
                writer: 0,
                working: false,
                touched: now,
            },
        );
        Ok(Piece { key, writer: 0 })
    }

    /// Adds bytes as they arrive: what came before a connection broke is here.
    ///
    /// # Errors
    /// More bytes than were announced.
    pub fn add(&self, piece: Piece, bytes: &Bytes, now: Timestamp) -> Result<Taken, Refusal> {
        let mut uploads = self.locked();
        let Some(upload) = uploads.get_mut(&piece.key) else {
            return Ok(Taken::Elsewhere(State { offset: 0, length: 0 }));
        };
        if upload.writer != piece.writer || upload.working {
            return Ok(Taken::Elsewhere(upload.state()));
        }
        if upload.bytes.len() + bytes.len() > upload.length {
            return Err(Refusal::TooLarge);
        }
        upload.bytes.extend_from_slice(bytes);
        upload.touched = now;
        if upload.bytes.len() < upload.length {
            return Ok(Taken::Partly(upload.state()));
        }
        upload.working = true;
        Ok(Taken::Whole(std::mem::take(&mut upload.bytes)))
    }

    /// Forgets an upload: it became a photo, was refused, or its sender does not want it any more.
    pub fn done(&self, key: Key) {
        self.locked().remove(&key);
    }

    /// Forgets uploads that nobody goes on with.
    pub fn tidy(&self, now: Timestamp) {
        self.locked()
            .retain(|_, upload| upload.working || now.since(upload.touched) <= limits::UPLOAD_KEPT);
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<Key, Upload>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Upload {
    const fn state(&self) -> State {
        State {
            offset: if self.working { self.length } else { self.bytes.len() },
            length: self.length,
        }
    }
}

/// Why a piece is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The upload stands elsewhere: go on from there.
    Elsewhere(State),
    /// It cannot begin.
    Refused(Refusal),
}

#[cfg(test)]
mod tests {
    use super::*;
    use saar_domain::clock::{Entropy, Span};

    struct Counting(std::sync::atomic::AtomicU8);
    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }

    const NOW: Timestamp = Timestamp::from_millis(1_795_214_700_000);

    fn key(chance: &Counting, account: Option<AccountId>) -> Key {
        (
            account.unwrap_or_else(|| AccountId::new(NOW, chance)),
            IncidentId::new(NOW, chance),
            UploadId::new(NOW, chance),
        )
    }

    fn piece(text: &'static str) -> Bytes {
        Bytes::from_static(text.as_bytes())
    }

    #[test]
    fn an_upload_goes_on_where_it_stood() {
        let (desk, chance) = (Desk::default(), Counting(1.into()));
        let key = key(&chance, None);
        let first = desk.open(key, 10, 0, NOW).expect("begins");
        assert_eq!(
            desk.add(first, &piece("abc"), NOW),
            Ok(Taken::Partly(State { offset: 3, length: 10 }))
        );
        // The phone lost the connection and asks; the old request lives on for a while and may not write any more.
        assert_eq!(desk.state(key), Some(State { offset: 3, length: 10 }));
        let elsewhere = Err(Closed::Elsewhere(State { offset: 3, length: 10 }));
        assert_eq!(desk.open(key, 10, 0, NOW).map(|_| ()), elsewhere);
        assert_eq!(
            desk.open(key, 11, 3, NOW).map(|_| ()),
            elsewhere,
            "another length is another file"
        );
        let second = desk.open(key, 10, 3, NOW).expect("goes on");
        assert!(matches!(desk.add(first, &piece("XXX"), NOW), Ok(Taken::Elsewhere(_))));
        assert_eq!(
            desk.add(second, &piece("defghij"), NOW),
            Ok(Taken::Whole(b"abcdefghij".to_vec()))
        );
        // While it is worked on it stands at its end, and takes nothing more.
        assert_eq!(desk.state(key), Some(State { offset: 10, length: 10 }));
        assert!(matches!(desk.open(key, 10, 10, NOW), Err(Closed::Elsewhere(_))));
        desk.done(key);
        assert_eq!(desk.state(key), None);
    }

    #[test]
    fn what_was_announced_is_the_bound() {
        let (desk, chance) = (Desk::default(), Counting(1.into()));
        let over = desk.open(key(&chance, None), limits::PHOTO_BYTES_MAX + 1, 0, NOW);
        assert_eq!(over.map(|_| ()), Err(Closed::Refused(Refusal::TooLarge)));
        let small = desk.open(key(&chance, None), 2, 0, NOW).expect("begins");
        assert_eq!(desk.add(small, &piece("abc"), NOW), Err(Refusal::TooLarge));
        let busy = Err(Closed::Refused(Refusal::Busy));
        let account = AccountId::new(NOW, &chance);
        for _ in 0..limits::UPLOADS_PER_ACCOUNT_MAX {
            desk.open(key(&chance, Some(account)), 1, 0, NOW).expect("begins");
        }
        assert_eq!(desk.open(key(&chance, Some(account)), 1, 0, NOW).map(|_| ()), busy);
        let mut begun = 0;
        while desk.open(key(&chance, None), limits::PHOTO_BYTES_MAX, 0, NOW).is_ok() {
            begun += 1;
        }
        assert_eq!(begun, (limits::UPLOADS_BYTES_MAX - 6) / limits::PHOTO_BYTES_MAX);
        // Nobody goes on with them: after a while there is room again.
        let later = NOW.plus(limits::UPLOAD_KEPT).plus(Span::seconds(1));
        desk.open(key(&chance, Some(account)), limits::PHOTO_BYTES_MAX, 0, later)
            .expect("begins");
        desk.tidy(later.plus(limits::UPLOAD_KEPT).plus(Span::seconds(1)));
        assert!(desk.locked().is_empty());
    }
}
