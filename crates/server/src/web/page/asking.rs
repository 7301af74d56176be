//! "Do you want to write this?" Asked once, on a page that holds all that was typed; sent from there it goes. The same for an alarm, a sighting and a
//! description.

use super::frame::Frame;
use super::group::link;
use crate::usecase::incident::Found;
use crate::web::Web;
use crate::web::error::Fault;
use crate::web::form::Fields;
use crate::web::view::alarm::{AskedText, Said, Words};
use crate::web::view::desk::{DeskCard, Taps, TopicDesk};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use saar_domain::limits;

/// What is asked about, and where the answer goes.
pub(super) struct Asked {
    /// A drill.
    pub drill: bool,
    /// Where the form goes again.
    pub action: String,
    /// Texts that can be changed.
    pub texts: Vec<AskedText>,
    /// Who would get the alarm; none where something is added to one.
    pub neighbours: Option<u32>,
    /// Where one goes who does not send it.
    pub leave: String,
}

/// Says that its writer was asked, and sends.
pub(super) const WORDS_READ: &str = "words_read";

/// Words of one kind that are shown to their writer: enough to see what is meant.
const QUOTED_MAX: usize = 3;

/// The two texts of an alarm and of a sighting. Looks stand there only where some were typed.
pub(super) fn words_and_looks(fields: &Fields) -> Vec<AskedText> {
    let text = |name: &str, label: &str, max| AskedText {
        name: name.into(),
        label: label.into(),
        value: fields.text(name).to_owned(),
        max,
    };
    let looks = text("appearance", "field-appearance", limits::APPEARANCE_CHARS_MAX);
    let looks = Some(looks).filter(|looks| !looks.value.is_empty());
    let words = text("words", "words-yours", limits::WORDS_CHARS_MAX);
    [Some(words), looks].into_iter().flatten().collect()
}

/// The page that asks, with 409: nothing was done yet.
pub(super) fn ask(web: &Web, frame: &Frame, asked: Asked, fields: &Fields, found: &Found) -> Result<Response, Fault> {
    let taps = if asked.drill || frame.page.demo {
        Taps::Nothing
    } else {
        Taps::All
    };
    let shown: Vec<&str> = asked.texts.iter().map(|text| text.name.as_str()).collect();
    let view = Words {
        group: link(frame)?,
        drill: asked.drill,
        said: found
            .kinds()
            .into_iter()
            .map(|kind| Said {
                kind: kind.code().into(),
                quoted: found.quoted(kind, QUOTED_MAX),
            })
            .collect(),
        elsewhere: found.elsewhere.as_ref().map(|elsewhere| TopicDesk {
            topic: elsewhere.topic.code().replace('_', "-"),
            desk: elsewhere.desk.as_ref().map(|desk| DeskCard::of(desk, taps)),
        }),
        action: asked.action,
        kept: fields
            .all_but(|name| name == WORDS_READ || shown.contains(&name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        texts: asked.texts,
        neighbours: asked.neighbours,
        leave: asked.leave,
    };
    Ok((StatusCode::CONFLICT, frame.render(web, "words", &view)?).into_response())
}
