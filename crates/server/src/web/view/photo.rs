//! Photos of an incident: what everybody sees of them, and how one is added.

use serde::Serialize;

use super::shared::{FieldError, GroupLink};

/// The photos on the page of an incident.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Photos {
    /// Those that are there.
    pub shown: Vec<Thumb>,
    /// How the reader adds one; none when it has ended, or none is taken here.
    pub picker: Option<Picker>,
    /// Why none is taken here: the text is `problem-photo-{code}`.
    pub refused: Option<String>,
}

/// A small picture.
#[derive(Debug, Clone, Serialize)]
pub struct Thumb {
    /// Id of the photo; its own page is `…/photos/{id}`.
    pub id: String,
    /// Path of the picture: good for this reader and some minutes.
    pub path: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// When it was uploaded, epoch milliseconds.
    pub at_ms: i64,
    /// Alias of who sent it; none for "a member".
    pub who: Option<String>,
    /// It was the reader.
    pub mine: bool,
}

/// What a script needs to take photos in, and what the words around it say.
#[derive(Debug, Clone, Serialize)]
pub struct Picker {
    /// Path of uploads; the id that the script makes follows.
    pub uploads: String,
    /// Path of the page for browsers without scripts.
    pub page: String,
    /// Photos of one addition, at most.
    pub count_max: u32,
    /// Pixels of the longer side that is sent, at most.
    pub side_max: u32,
    /// The whole picture becomes so many fields; none where boxes are drawn.
    pub fields: Option<u32>,
    /// A browser without scripts, which cannot blur, may send photos.
    pub without_blur: bool,
    /// Megabytes of one photo, at most.
    pub megabytes_max: u32,
    /// Uploads that are here and were not sent with a sighting yet: kept after a mistake.
    pub waiting: Vec<String>,
}

/// `page/photo_add.html` at `…/incidents/{id}/photo`.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoAdd {
    /// The group.
    pub group: GroupLink,
    /// Id of the incident.
    pub incident: String,
    /// Kind code.
    pub kind: String,
    /// Street name, where one is known.
    pub street: Option<String>,
    /// A practised alarm.
    pub drill: bool,
    /// How.
    pub photos: Photos,
    /// Key of the form: sent twice, it is one addition.
    pub draft: String,
    /// Words that were typed.
    pub words: String,
    /// Longest words, in characters.
    pub words_max: u32,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/photo.html` at `…/incidents/{id}/photos/{photo}`.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoLarge {
    /// The group.
    pub group: GroupLink,
    /// Id of the incident.
    pub incident: String,
    /// Kind code.
    pub kind: String,
    /// Street name, where one is known.
    pub street: Option<String>,
    /// A practised alarm.
    pub drill: bool,
    /// The picture.
    pub photo: Thumb,
    /// When it is gone, epoch milliseconds.
    pub gone_ms: i64,
    /// The reader may take it away.
    pub may_remove: bool,
}
