//! What is forgotten when, by class. A country's profile may shorten it later, never lengthen it.

use crate::clock::Span;

/// Photos, after their upload.
pub const PHOTO: Span = Span::hours(24);
/// Looks and the exact place, after the end of an incident. The street remains.
pub const IDENTIFYING: Span = Span::hours(72);
/// Words of people, after the end.
pub const WORDS: Span = Span::days(30);
/// Who reported, responded and called, after the end: then "a member".
pub const WHO: Span = Span::days(30);
