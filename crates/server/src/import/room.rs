//! Where files of others are read.

use super::{extension, is_zip, refusal, unzip};
use crate::app::App;
use crate::bounded::{Bounded, Place, Stopped};
use saar_domain::id::AccountId;
use saar_domain::import::phone::PhoneRules;
use saar_domain::import::{Kind, Options, Reading, read_and_hear};
use saar_domain::limits;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

/// Bounds how many files are in memory and read at once.
#[derive(Debug, Clone)]
pub struct ReadingRoom {
    bounded: Bounded,
    inside: Arc<Mutex<BTreeSet<AccountId>>>,
}

/// Somebody's place in the room: from before the first byte comes in.
#[derive(Debug)]
pub struct Chair {
    place: Place,
    seat: Seat,
}

#[derive(Debug)]
struct Seat {
    account: AccountId,
    inside: Arc<Mutex<BTreeSet<AccountId>>>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.remove(&self.account);
    }
}

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Every place is taken, or one file of this account is being read already.
    #[error("others are reading")]
    Busy,
    /// It takes longer than any file of a group does.
    #[error("too slow")]
    TooSlow,
    /// Our reader failed.
    #[error("the reader failed")]
    Broken,
}

impl From<Stopped> for ReadError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Busy => Self::Busy,
            Stopped::Broken => Self::Broken,
            Stopped::TooSlow => Self::TooSlow,
        }
    }
}

/// What is to be read, and how.
#[derive(Debug)]
pub struct Asked {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its name; only its end is looked at.
    pub name: String,
    /// What it holds, when somebody said it.
    pub kind: Option<Kind>,
    /// How phone numbers are written.
    pub phones: PhoneRules,
}

impl Default for ReadingRoom {
    fn default() -> Self {
        Self {
            bounded: Bounded::new(
                "import",
                limits::IMPORTS_AT_ONCE,
                limits::IMPORT_TURN_TIME,
                limits::IMPORT_READ_TIME,
            ),
            inside: Arc::default(),
        }
    }
}

impl ReadingRoom {
    /// Waits for a place, before the file comes in. Threat: files that trickle in and fill the memory, or take every place: one a person at a time.
    pub async fn enter(&self, account: AccountId) -> Result<Chair, ReadError> {
        let entered = self
            .inside
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account);
        if !entered {
            return Err(ReadError::Busy);
        }
        let seat = Seat {
            account,
            inside: Arc::clone(&self.inside),
        };
        let place = self.bounded.place().await?;
        Ok(Chair { place, seat })
    }

    /// Reads a file, and hears what a chat is about.
    pub async fn read(&self, app: &Arc<App>, chair: Chair, asked: Asked) -> Result<Reading, ReadError> {
        let app = Arc::clone(app);
        let Chair { place, seat } = chair;
        let work = move || {
            let _seat = seat;
            read(&app, asked)
        };
        Ok(self.bounded.work(place, work).await?)
    }
}

fn read(app: &App, asked: Asked) -> Reading {
    let Asked {
        mut bytes,
        mut name,
        kind,
        phones,
    } = asked;
    if is_zip(&bytes) {
        let length = bytes.len() as u64;
        match unzip(Cursor::new(bytes), length) {
            Ok(unzipped) => (bytes, name) = (unzipped.bytes, unzipped.name),
            Err(note) => return Reading::refused(note),
        }
    }
    let options = Options {
        kind,
        extension: extension(&name),
        phones,
        bounds: Vec::new(),
        convert_rd: false,
    };
    let reading = read_and_hear(&bytes, &options, Some(&app.lexicon), &mut |_| {});
    if reading.kind == Some(Kind::Geojson) {
        // People are looked for here; what was wrong with the area is not what is wrong with the file.
        return Reading::refused(refusal(
            "an_area",
            "This is an area; people are in a chat, contacts or a table.",
        ));
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::{OsEntropy, SystemClock};
    use saar_domain::clock::{Clock as _, Span};

    fn somebody() -> AccountId {
        AccountId::new(SystemClock.now(), &OsEntropy)
    }

    #[tokio::test]
    async fn one_file_a_person_and_a_few_in_all() {
        let room = ReadingRoom::default();
        let room = ReadingRoom {
            bounded: room.bounded.within(Span::ZERO, Span::seconds(9)),
            ..room
        };
        let (me, late) = (somebody(), somebody());
        let chair = room.enter(me).await.unwrap();
        assert_eq!(room.enter(me).await.unwrap_err(), ReadError::Busy, "one at a time");
        let mut others = Vec::new();
        for _ in 1..limits::IMPORTS_AT_ONCE {
            others.push(room.enter(somebody()).await.unwrap());
        }
        assert_eq!(
            room.enter(late).await.unwrap_err(),
            ReadError::Busy,
            "every place is taken"
        );
        drop(chair);
        let chair = room.enter(late).await.expect("who was turned away may try again");
        drop(chair);
        assert!(room.enter(me).await.is_ok());
    }
}
