//! What is wrong with a field: the words for it, and where a form shows them.

use crate::web::view::shared::FieldError as ViewError;
use saar_domain::description::raw::{FIELDS, SKIN_COLOUR};
use saar_domain::field::{FieldError, Problem};

/// The translation's key for a field's problem, and the form field that shows it.
pub fn key_of(error: &FieldError) -> (&'static str, &'static str) {
    use Problem::{Malformed, Missing, OutOfRange, Taken, TooLong, TooShort};
    match (error.field, error.problem) {
        ("call", _) => ("call", "error-call-missing"),
        ("kind", Missing) => ("kind", "error-kind-missing"),
        ("kind", _) => ("kind", "error-kind-unknown"),
        ("witness", _) => ("witness", "error-witness-missing"),
        ("behaviour", Problem::NeedsBehaviour) => ("phrase", "error-appearance-alone"),
        ("behaviour", _) => ("phrase", "error-behaviour-missing"),
        ("behaviour.phrase" | "phrase", _) => ("phrase", "error-phrase-unknown"),
        ("behaviour.words" | "words", TooLong { .. }) => ("words", "error-text-long"),
        ("appearance", Problem::NeedsBehaviour) => ("words", "error-appearance-alone"),
        ("sightings", _) => ("", "error-sightings-full"),
        ("appearance", TooLong { .. }) => ("appearance", "error-text-long"),
        ("words", Missing) => ("words", "error-sighting-empty"),
        ("place.street" | "street", Problem::NotAChoice) => ("street", "error-street-unknown"),
        ("towards_street", Problem::NotAChoice) => ("towards_street", "error-street-unknown"),
        ("place.street", _) => ("street", "error-place-missing"),
        ("place", Problem::OutsideCountry | Malformed) => ("place", "error-place-outside"),
        ("place" | "place.source" | "place.accuracy_m", _) => ("place", "error-place-missing"),
        ("direction", _) => ("direction", "error-direction-unknown"),
        ("photos", OutOfRange { .. }) => ("photos", "error-photos-many"),
        ("photos", _) => ("photos", "error-photos-gone"),
        ("Upload-Offset" | "Upload-Length", _) => ("", "error-number-wrong"),
        ("step", _) => ("step", "error-choice-unknown"),
        ("seq", _) => ("seq", "error-message-missing"),
        ("outcome", _) => ("flags", "error-choice-unknown"),
        ("rule", _) => ("rule", "error-rule-missing"),
        ("upheld", _) => ("upheld", "error-upheld-missing"),
        ("words", TooShort { .. }) => ("words", "error-words-short"),
        ("asks_about", _) => ("asks_about", "error-inquiry-about"),
        ("asks_day", OutOfRange { .. }) => ("asks_day", "error-inquiry-day-range"),
        ("asks_day", _) => ("asks_day", "error-inquiry-day"),
        ("asks_street", _) => ("asks_street", "error-street-unknown"),
        ("asks_words", TooLong { .. }) => ("asks_words", "error-text-long"),
        ("asks_words", _) => ("asks_words", "error-inquiry-words"),
        ("inquiries", _) => ("", "error-inquiries-many"),
        ("finding", _) => ("answer", "error-choice-unknown"),
        ("code", _) => ("code", "error-code-missing"),
        ("sure", _) => ("sure", "error-forget-sure"),
        ("why", TooLong { .. }) => ("why", "error-text-long"),
        ("why", _) => ("why", "error-why-short"),
        ("reason", _) => ("reason", "error-reason-missing"),
        ("response", _) => ("response", "error-response-unknown"),
        ("email", Missing) => ("email", "error-email-missing"),
        ("email", _) => ("email", "error-email-wrong"),
        ("alias", Missing | TooShort { .. }) => ("alias", "error-alias-missing"),
        ("alias", Taken) => ("alias", "error-alias-taken"),
        ("alias", TooLong { .. }) => ("alias", "error-alias-long"),
        ("alias", _) => ("alias", "error-alias-wrong"),
        ("group_name" | "municipality" | "streets", TooLong { .. }) => (error.field, "error-name-long"),
        ("group_name", _) => ("group_name", "error-group-name-missing"),
        ("municipality", _) => ("municipality", "error-municipality-missing"),
        ("streets", Problem::TooMany { .. }) => ("streets", "error-streets-many"),
        ("streets", _) => ("streets", "error-streets-missing"),
        ("groups", _) => ("", "error-founded-enough"),
        ("street_name", TooLong { .. }) => ("street_name", "error-name-long"),
        ("street_name", Taken) => ("street_name", "error-street-taken"),
        ("street_name", _) => ("street_name", "error-street-name-missing"),
        ("street_line", Problem::TooMany { .. }) => ("street_line", "error-street-line-long"),
        ("street_line", Problem::OutsideCountry) => ("street_line", "error-street-line-outside"),
        ("street_line", _) => ("street_line", "error-street-line-wrong"),
        ("street", Problem::InUse) => ("", "error-street-used"),
        ("street", Missing) => ("", "error-street-last"),
        ("home_street", _) => ("home_street", "error-home-street-missing"),
        ("about", _) => ("about", "error-text-long"),
        ("requests", Problem::TooMany { .. }) => ("", "error-requests-many"),
        ("requests", _) => ("", "error-requests-closed"),
        ("letter_code", Missing) => ("letter_code", "error-letter-code-missing"),
        ("letter_code", _) => ("letter_code", "error-letter-code-wrong"),
        ("letter_street", _) => ("letter_street", "error-street-unknown"),
        ("own_rule", Missing) => ("rule", "error-own-rule-missing"),
        ("own_reason", Missing) => ("reason", "error-own-reason-missing"),
        ("own_rule", _) => ("rule", "error-text-long"),
        ("own_reason", _) => ("reason", "error-text-long"),
        ("own_rules", _) => ("", "error-own-rules-many"),
        ("minimum_age_reason" | "age_reason", TooLong { .. }) => (error.field, "error-text-long"),
        ("minimum_age_reason", _) => ("minimum_age_reason", "error-age-reason-missing"),
        ("age_reason", _) => ("age_reason", "error-exception-reason-missing"),
        ("association", _) => ("association", "error-name-long"),
        ("association_member", _) => ("association_member", "error-association-missing"),
        ("response_texts", TooLong { .. }) => ("response_texts", "error-text-long"),
        ("response_texts", _) => ("response_texts", "error-response-unknown"),
        ("photo_policy", Problem::NotOffered) => ("photo_policy", "error-photo-policy-looser"),
        ("photo_policy", _) => ("photo_policy", "error-choice-unknown"),
        ("side", _) => ("side", "error-choice-unknown"),
        ("last_number", Missing) => ("last_number", "error-houses-none"),
        ("last_number", Problem::TooMany { .. }) => ("last_number", "error-houses-many"),
        ("first_number" | "last_number" | "capacity" | "minimum_age" | "quiet_expiry", _) => {
            (error.field, "error-number-wrong")
        }
        ("residence", _) => ("knows", "error-residence-missing"),
        ("answer", Missing) => ("answer", "error-answer-missing"),
        ("answer", _) => ("answer", "error-text-long"),
        ("residence_checks", _) => ("residence_checks", "error-choice-unknown"),
        ("member", _) => ("member", "error-member-missing"),
        ("role", _) => ("role", "error-role-missing"),
        ("adult", _) => ("adult", "error-adult-missing"),
        ("rules", Problem::NotAChoice) => ("rules", "error-rules-changed"),
        ("rules", _) => ("rules", "error-rules-missing"),
        ("chosen", _) => ("chosen", "error-import-chosen"),
        ("uses_max", _) => ("uses_max", "error-number-wrong"),
        ("drill_day", OutOfRange { .. }) => ("drill_day", "error-drill-day-range"),
        ("drill_day" | "drill_time", _) => (error.field, "error-drill-when"),
        ("drills", _) => ("", "error-drills-enough"),
        ("turn_day" | "turn_weekday", _) => (error.field, "error-turn-day"),
        ("turn_part", _) => ("turn_part", "error-turn-part"),
        ("turns", _) => ("", "error-turns-many"),
        ("emails", Missing) => ("emails", "error-emails-missing"),
        ("emails", Problem::NotOffered) => ("emails", "error-emails-inhabited"),
        ("links", _) => ("", "error-links-many"),
        ("emails", Problem::TooMany { .. }) => ("emails", "error-emails-many"),
        ("emails", _) => ("emails", "error-emails-wrong"),
        ("liaison_kind", Problem::NotOffered) => ("liaison_kind", "error-liaison-kind-offered"),
        ("liaison_kind", _) => ("liaison_kind", "error-liaison-kind"),
        ("office", TooLong { .. }) => ("office", "error-name-long"),
        ("office", _) => ("office", "error-office-missing"),
        ("liaison_view", Problem::NotOffered) => ("liaison_view", "error-liaison-view-offered"),
        ("liaison_view", _) => ("liaison_view", "error-liaison-view"),
        ("liaison_until", OutOfRange { .. }) => ("liaison_until", "error-liaison-until-range"),
        ("liaison_until", _) => ("liaison_until", "error-liaison-until"),
        ("liaison_email", _) => ("email", "error-liaison-taken"),
        ("liaisons", _) => ("", "error-liaisons-many"),
        ("coordinators", _) => ("", "error-coordinators-many"),
        ("umbrella_groups", _) => ("", "error-umbrella-full"),
        ("days", OutOfRange { .. } | Malformed) => ("days", "error-number-wrong"),
        ("quiet_from" | "quiet_to", Missing) => ("quiet_from", "error-times-both"),
        ("quiet_from" | "quiet_to", _) => ("quiet_from", "error-time-wrong"),
        ("language", _) => ("language", "error-language-unknown"),
        ("time_zone", _) => ("time_zone", "error-zone-unknown"),
        ("pause_from" | "pause_until", Malformed) => (error.field, "error-day-wrong"),
        ("pause_from" | "pause_until", OutOfRange { .. }) => (error.field, "error-day-far"),
        ("pause_from" | "pause_until", _) => (error.field, "error-day-over"),
        ("name", TooLong { .. }) => ("name", "error-text-long"),
        ("name", TooShort { .. }) => ("name", "error-passkey-name-missing"),
        ("name", _) => ("name", "error-token-name-missing"),
        ("scopes", _) => ("scopes", "error-scopes-missing"),
        ("Idempotency-Key", TooLong { .. }) => ("", "error-text-long"),
        ("tokens" | "invites" | "letters" | "passkeys", _) => ("", "error-enough"),
        ("own_words", _) => ("", "error-own-words-enough"),
        ("verdict", _) => ("verdict", "error-verdict-missing"),
        ("word", TooLong { .. }) => ("word", "error-text-long"),
        ("word", Taken) => ("word", "error-own-word-taken"),
        ("word", Malformed) => ("word", "error-own-word-two"),
        ("word", _) => ("word", "error-own-word-short"),
        ("description", _) => ("", "error-description-empty"),
        (SKIN_COLOUR, Problem::NotOffered) => (SKIN_COLOUR, "error-skin-not-offered"),
        ("vehicle.plate", _) => ("vehicle.plate", "error-plate-long"),
        (field, problem) if FIELDS.iter().any(|(path, _)| *path == field) => {
            let key = match problem {
                TooLong { .. } => "error-text-long",
                OutOfRange { .. } => "error-number-wrong",
                _ => "error-choice-unknown",
            };
            (field, key)
        }
        ("channels" | "state" | "after" | "format", _) => ("", "error-choice-unknown"),
        _ => ("", "error-text-broken"),
    }
}

/// A field's problem for a page.
pub fn view_error(error: &FieldError, number: &str) -> ViewError {
    let (field, key) = key_of(error);
    let (min, max) = error.problem.limits();
    let mut shown = ViewError::new(field, key);
    for (name, value) in [("min", min), ("max", max)] {
        shown = shown.with(name, &value.map_or_else(|| "1".into(), |value| value.to_string()));
    }
    shown.with("number", number)
}

/// Fields' problems for a page.
pub fn view_errors(errors: &[FieldError], number: &str) -> Vec<ViewError> {
    errors.iter().map(|error| view_error(error, number)).collect()
}
