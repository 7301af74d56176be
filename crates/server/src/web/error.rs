//! Every way in which a request can fail, and the one place where it becomes an answer: problem details (RFC 9457) for programs, a page in the
//! reader's language for people.

mod field;
mod from;

pub use field::{key_of, view_error, view_errors};
pub use from::sign_in_fault;

use super::Web;
use super::api::desk::DeskDetail;
use super::api::passkey::{passkey_code, passkey_status};
use super::page::frame::Frame;
use super::view::entry::ErrorPage;
use crate::usecase::incident::Found;
use crate::usecase::passkey;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentValue;
use saar_domain::clock::Timestamp;
use saar_domain::field::FieldError;
use saar_domain::id::IncidentId;
use saar_domain::import::Note;
use saar_domain::import::area::note::note_limit;
use saar_domain::photo::Refusal;
use serde::Serialize;

/// Why a request failed.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Nobody is signed in.
    SignedOut,
    /// Not there, or not for this reader: the same (EDGES 28).
    NotFound,
    /// In the group, but not allowed; or the token's scopes do not cover it.
    NotAllowed,
    /// In the group, and paused until then: could do it otherwise.
    Paused(Timestamp),
    /// Made by another site.
    Forged,
    /// The request cannot be read at all.
    Unreadable(Unread),
    /// There is something at this address, but not by this method.
    WrongMethod,
    /// The body is larger than anything we take.
    TooLarge,
    /// Not a media type that we read.
    UnsupportedMedia,
    /// Fields are missing or wrong.
    Invalid(Vec<FieldError>),
    /// An area that does not do: why, by line.
    Area(Vec<Note>),
    /// Perhaps one of these (EDGES 12).
    Duplicate(Vec<IncidentId>),
    /// Something in the words to think about. Asked once.
    Words(Found),
    /// The idempotency key stands for another request, which made what has this id.
    KeyReused(String),
    /// The incident has ended.
    Ended,
    /// Nobody called yet for somebody who may be hiding: nobody is sent to the door (EDGES 3).
    CallFirst,
    /// The incident does not allow it.
    NotNow,
    /// A request to join that was answered, taken back or forgotten meanwhile.
    NotOpen,
    /// The last admin cannot leave.
    LastAdmin,
    /// Somebody who is paused until then is given no role that runs the group.
    MemberPaused(Timestamp),
    /// No place is left in the group.
    Full,
    /// Somebody else changed the same thing since it was read.
    Meanwhile,
    /// Signed in, but too long ago for this: a code first.
    ProveFirst,
    /// The group seeks nobody to run it now.
    NotSought,
    /// Too often.
    TooMany {
        /// Wait that long.
        retry_after_seconds: u32,
    },
    /// A photo that is not taken.
    Photo(Refusal),
    /// A passkey that does not do.
    Passkey(passkey::Refusal),
    /// An upload stands elsewhere: so many bytes are here.
    UploadOffset(usize),
    /// Our mistake, or the database does not answer. What exactly is in the log.
    Trouble,
}

/// Why a request cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// The form is not in UTF-8.
    Form,
    /// The body did not arrive whole.
    Broken,
    /// A draft without a key of its own, or with one that is too long.
    Draft,
    /// A parameter of the address is not known, or stands there twice.
    Parameter,
    /// The body is no JSON in UTF-8.
    Json,
    /// The JSON is not what is described. The reader of JSON says where, in English and to nobody but the sender: it names the field.
    Shape(String),
}

impl Unread {
    /// The translation's key, and what it quotes.
    fn words(&self) -> (&'static str, &str) {
        match self {
            Self::Form => ("unread-form", ""),
            Self::Broken => ("unread-broken", ""),
            Self::Draft => ("unread-draft", ""),
            Self::Parameter => ("unread-parameter", ""),
            Self::Json => ("unread-json", ""),
            Self::Shape(why) => ("unread-shape", why),
        }
    }
}

impl Fault {
    /// Its HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotAllowed | Self::Paused(_) | Self::Forged | Self::ProveFirst => StatusCode::FORBIDDEN,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) | Self::Area(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Duplicate(_)
            | Self::Words(_)
            | Self::KeyReused(_)
            | Self::Ended
            | Self::CallFirst
            | Self::NotNow
            | Self::NotOpen
            | Self::LastAdmin
            | Self::MemberPaused(_)
            | Self::Full
            | Self::Meanwhile
            | Self::NotSought
            | Self::UploadOffset(_) => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Photo(refusal) => photo_status(*refusal),
            Self::Passkey(refusal) => passkey_status(*refusal),
            Self::Trouble => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Its code: the last part of the problem's type.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::Paused(_) => "paused",
            Self::Forged => "forged",
            Self::Unreadable(_) => "unreadable",
            Self::WrongMethod => "wrong-method",
            Self::TooLarge => "too-large",
            Self::UnsupportedMedia => "unsupported-media",
            Self::Invalid(_) => "invalid",
            Self::Area(_) => "area-refused",
            Self::Duplicate(_) => "duplicate",
            Self::Words(_) => "words",
            Self::KeyReused(_) => "key-reused",
            Self::Ended => "ended",
            Self::CallFirst => "call-first",
            Self::NotNow => "not-now",
            Self::NotOpen => "request-over",
            Self::LastAdmin => "last-admin",
            Self::MemberPaused(_) => "member-paused",
            Self::Full => "group-full",
            Self::Meanwhile => "changed-meanwhile",
            Self::ProveFirst => "prove-first",
            Self::NotSought => "not-sought",
            Self::TooMany { .. } => "too-many",
            Self::Photo(refusal) => photo_code(*refusal),
            Self::Passkey(refusal) => passkey_code(*refusal),
            Self::UploadOffset(_) => "upload-offset",
            Self::Trouble => "trouble",
        }
    }
}

const fn photo_status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::Off | Refusal::WrongKind | Refusal::NeedsScripts => StatusCode::FORBIDDEN,
        Refusal::NotAPicture | Refusal::Heic | Refusal::Avif | Refusal::Svg | Refusal::Gif => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        Refusal::Broken | Refusal::TooManyPixels | Refusal::TooSlow => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::AccountQuota | Refusal::GroupQuota => StatusCode::TOO_MANY_REQUESTS,
    }
}

const fn photo_code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Off => "photo-off",
        Refusal::WrongKind => "photo-wrong-kind",
        Refusal::NeedsScripts => "photo-needs-scripts",
        Refusal::NotAPicture => "photo-not-a-picture",
        Refusal::Heic => "photo-heic",
        Refusal::Avif => "photo-avif",
        Refusal::Svg => "photo-svg",
        Refusal::Gif => "photo-gif",
        Refusal::Broken => "photo-broken",
        Refusal::TooLarge => "photo-too-large",
        Refusal::TooManyPixels => "photo-too-many-pixels",
        Refusal::TooSlow => "photo-too-slow",
        Refusal::Busy => "photo-busy",
        Refusal::AccountQuota => "photo-account-quota",
        Refusal::GroupQuota => "photo-group-quota",
    }
}

/// Problem details (RFC 9457), with what was wrong with each field.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ProblemDetails {
    /// Names the kind of problem; a path of this site.
    pub r#type: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Fields that were missing or wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// Incidents that are probably the same one, or the one that the idempotency key stands for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// What was found in the words; sent again with `words_read` they go out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Paths of the fields in which that was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub word_fields: Vec<String>,
    /// Where the matter belongs, when it is not for the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desk: Option<DeskDetail>,
}

/// What was wrong with one field.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// Path of the field in the request.
    pub field: String,
    /// Code of the problem.
    pub problem: String,
    /// What is wrong and how to mend it.
    pub detail: String,
    /// The least, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The most, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

/// Problem details in the words of a reader.
pub fn problem(web: &Web, fault: &Fault, frame: &Frame) -> Response {
    let reader = &frame.page.reader;
    let text =
        |key: &str, args: &[(&str, FluentValue<'_>)]| web.app.i18n.text(&reader.lang, &reader.country, key, args);
    let status = fault.status();
    let emergency_number = frame.emergency_number(web);
    let number = |value: Option<i64>| FluentValue::from(value.unwrap_or(1));
    let errors = match fault {
        Fault::Invalid(errors) => errors
            .iter()
            .map(|error| {
                let (min, max) = error.problem.limits();
                let args = [
                    ("min", number(min)),
                    ("max", number(max)),
                    ("number", FluentValue::from(emergency_number.as_str())),
                ];
                FieldProblem {
                    field: error.field.into(),
                    problem: error.problem.code().into(),
                    detail: text(key_of(error).1, &args),
                    min,
                    max,
                }
            })
            .collect(),
        Fault::Area(notes) => notes
            .iter()
            .map(|note| {
                let max = [("max", FluentValue::from(note_limit(note.code)))];
                let words = text(&format!("area-note-{}", note.code.replace('_', "-")), &max);
                let place = note
                    .line
                    .map(|line| text("area-line", &[("n", FluentValue::from(line))]));
                FieldProblem {
                    field: "geojson".into(),
                    problem: note.code.into(),
                    detail: place.map_or_else(|| words.clone(), |place| format!("{place}: {words}")),
                    min: None,
                    max: None,
                }
            })
            .collect(),
        _ => Vec::new(),
    };
    let candidates = match fault {
        Fault::Duplicate(ids) => ids.iter().map(ToString::to_string).collect(),
        Fault::KeyReused(id) => vec![id.clone()],
        _ => Vec::new(),
    };
    let found = match fault {
        Fault::Words(found) => Some(found),
        _ => None,
    };
    let details = ProblemDetails {
        r#type: format!("/problems/{}", fault.code()),
        title: text(&format!("problem-{}", fault.code()), &[]),
        status: status.as_u16(),
        detail: match fault {
            Fault::Unreadable(unread) => {
                let (key, why) = unread.words();
                Some(text(key, &[("why", FluentValue::from(why))]))
            }
            Fault::Paused(until) | Fault::MemberPaused(until) => {
                let until = until.to_jiff().to_string();
                Some(text("problem-paused-until", &[("moment", FluentValue::from(until))]))
            }
            _ => None,
        },
        errors,
        candidates,
        words: found.map_or_else(Vec::new, |found| {
            found.kinds().iter().map(ToString::to_string).collect()
        }),
        word_fields: found.map_or_else(Vec::new, |found| {
            found.fields.iter().map(|found| found.field.to_owned()).collect()
        }),
        desk: found
            .and_then(|found| found.elsewhere.as_ref())
            .map(|elsewhere| DeskDetail::of(elsewhere.topic, elsewhere.desk.as_ref())),
    };
    let mut response = (status, axum::Json(details)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    dress(&mut response, fault);
    response
}

/// A page that says what happened and what to do now; the emergency number stands on each.
pub fn page(web: &Web, fault: &Fault, frame: &Frame) -> Response {
    let status = match fault {
        Fault::SignedOut => StatusCode::FORBIDDEN,
        other => other.status(),
    };
    // The words of the status, or closer ones.
    let (title, text) = match fault {
        Fault::SignedOut => ("fault-401-title".into(), "fault-401-text".into()),
        Fault::Forged => ("fault-403-title".into(), "problem-forged".into()),
        Fault::Paused(_) => ("fault-paused-title".into(), "fault-paused-text".into()),
        Fault::NotOpen => ("problem-request-over".into(), "fault-request-over-text".into()),
        Fault::LastAdmin => ("fault-403-title".into(), "problem-last-admin".into()),
        Fault::ProveFirst => ("fault-prove-title".into(), "problem-prove-first".into()),
        Fault::Photo(_) => ("fault-photo-title".into(), format!("problem-{}", fault.code())),
        Fault::CallFirst => ("fault-call-first-title".into(), "problem-call-first".into()),
        Fault::UnsupportedMedia => ("fault-400-title".into(), "fault-400-text".into()),
        _ => {
            let words = |part| format!("fault-{}-{part}", status.as_u16());
            (words("title"), words("text"))
        }
    };
    let view = ErrorPage {
        title,
        text,
        back: frame.group_path().unwrap_or_else(|| "/".into()),
        paused_until_ms: match fault {
            Fault::Paused(until) => Some(until.as_millis()),
            _ => None,
        },
        reference: None,
        retry_after_seconds: match fault {
            Fault::TooMany { retry_after_seconds } => Some(*retry_after_seconds),
            _ => None,
        },
        emergency_number: frame.emergency_number(web),
    };
    let mut response = match web.app.renderer.page("error", &frame.page, &view) {
        Ok(html) => (status, axum::response::Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "even the page for errors failed");
            (status, "SAAR: 500. 112 / 101").into_response()
        }
    };
    dress(&mut response, fault);
    response
}

fn dress(response: &mut Response, fault: &Fault) {
    if let Fault::TooMany { retry_after_seconds } = fault {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
    if let Fault::UploadOffset(offset) = fault {
        response
            .headers_mut()
            .insert(super::api::photo::UPLOAD_OFFSET, HeaderValue::from(*offset));
    }
    if matches!(fault, Fault::Photo(Refusal::Busy)) {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    if matches!(fault, Fault::SignedOut) {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_and_field_has_its_words() {
        let i18n = crate::i18n::I18n::new().expect("translations");
        let photos = Refusal::ALL.iter().copied().map(Fault::Photo);
        for refusal in Refusal::ALL {
            assert_eq!(photo_code(*refusal), format!("photo-{refusal}"));
        }
        let passkeys = passkey::Refusal::ALL.iter().copied().map(Fault::Passkey);
        for refusal in passkey::Refusal::ALL {
            assert_eq!(passkey_code(*refusal), format!("passkey-{refusal}"));
        }
        for fault in photos.chain(passkeys).chain([
            Fault::SignedOut,
            Fault::NotFound,
            Fault::NotAllowed,
            Fault::Paused(Timestamp::from_millis(0)),
            Fault::MemberPaused(Timestamp::from_millis(0)),
            Fault::Forged,
            Fault::Unreadable(Unread::Json),
            Fault::WrongMethod,
            Fault::TooLarge,
            Fault::UnsupportedMedia,
            Fault::Invalid(vec![]),
            Fault::Duplicate(vec![]),
            Fault::Words(Found::default()),
            Fault::Ended,
            Fault::CallFirst,
            Fault::NotNow,
            Fault::NotOpen,
            Fault::LastAdmin,
            Fault::ProveFirst,
            Fault::NotSought,
            Fault::TooMany { retry_after_seconds: 1 },
            Fault::UploadOffset(1),
            Fault::Trouble,
        ]) {
            for language in crate::i18n::LANGUAGES {
                for unread in [
                    Unread::Form,
                    Unread::Broken,
                    Unread::Draft,
                    Unread::Parameter,
                    Unread::Json,
                    Unread::Shape("".into()),
                ] {
                    assert!(i18n.has(language, "NL", unread.words().0), "{language} {unread:?}");
                }
                assert!(
                    i18n.has(language, "NL", &format!("problem-{}", fault.code())),
                    "{language} {}",
                    fault.code()
                );
            }
        }
    }
}
