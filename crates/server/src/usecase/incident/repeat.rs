//! What makes two requests with one key the same alarm, sighting or description.
//!
//! Threat: a hash outlives what it was made of. Every point of a street, every phrase and every plate can be tried against it in seconds, long after the
//! recall that was to forget them, in every backup. So nothing goes in that a recall forgets: somebody who changed only such a thing between two sends of one
//! draft hears that it was sent, and sees what was. Whatever is added to a request has to be decided on here: each field is named.

use super::publish::PublishRequest;
use super::sighting::RawSighting;
use crate::usecase::fingerprint::Fingerprint;
use saar_domain::id::{GroupId, IncidentId};
use saar_domain::incident::report::{RawPlace, RawReport};

/// Of an alarm. What was answered to a question is no part of it, nor how long ago something was: they change between two sends of it.
pub(super) fn of_alarm(group: GroupId, request: &PublishRequest) -> Vec<u8> {
    let PublishRequest {
        key: _,
        report,
        call,
        not_the_same_as: _,
        words_read: _,
        unattended: _,
        tapped_seconds_ago: _,
    } = request;
    let RawReport {
        kind,
        witness,
        drill,
        phrase: _,
        words: _,
        appearance: _,
        place,
    } = report;
    let RawPlace {
        source,
        street,
        lat: _,
        lon: _,
        accuracy_metres: _,
    } = place;
    Fingerprint::of("alarm")
        .with("group", Some(&group.into_bytes()))
        .with("kind", kind.as_ref())
        .with("witness", witness.as_ref())
        .with("drill", drill.then_some("yes"))
        .with("source", source.as_ref())
        .with("street", street.as_ref())
        .with("call", call.by.as_ref())
        .finish()
}

/// Of a sighting. Its way stays in history; its street is forgotten with its words.
pub(super) fn of_sighting(incident: IncidentId, sighting: &RawSighting) -> Vec<u8> {
    let RawSighting {
        key: _,
        phrase: _,
        words: _,
        appearance: _,
        witness,
        direction,
        towards,
        street: _,
        photos,
        call,
        words_read: _,
    } = sighting;
    Fingerprint::of("sighting")
        .with("incident", Some(&incident.into_bytes()))
        .with("witness", witness.as_ref())
        .with("direction", direction.as_ref())
        .with("towards", towards.as_ref())
        .with_each("photo", photos)
        .with("call", call.as_ref().and_then(|call| call.by.as_ref()))
        .finish()
}

/// Of a description: all of it is forgotten.
pub(super) fn of_description(incident: IncidentId) -> Vec<u8> {
    Fingerprint::of("description")
        .with("incident", Some(&incident.into_bytes()))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::super::publish::RawCall;
    use super::*;

    fn alarm() -> PublishRequest {
        let said = |text: &str| Some(text.to_owned());
        PublishRequest {
            report: RawReport {
                kind: said("theft"),
                witness: said("seen"),
                drill: true,
                place: RawPlace {
                    source: said("street"),
                    street: said("0190a1b2-c3d4-7e5f-8a9b-000000000001"),
                    ..RawPlace::default()
                },
                ..RawReport::default()
            },
            call: RawCall {
                by: said("me"),
                ..RawCall::default()
            },
            ..PublishRequest::default()
        }
    }

    fn sighting() -> RawSighting {
        let said = |text: &str| Some(text.to_owned());
        RawSighting {
            witness: said("heard"),
            direction: said("north"),
            towards: said("0190a1b2-c3d4-7e5f-8a9b-000000000002"),
            photos: vec!["0190a1b2-c3d4-7e5f-8a9b-000000000003".into()],
            call: Some(RawCall {
                by: said("neighbour"),
                ..RawCall::default()
            }),
            ..RawSighting::default()
        }
    }

    /// What a change makes of a request's fingerprint.
    fn changed<T>(mut request: T, change: impl FnOnce(&mut T), of: impl Fn(&T) -> Vec<u8>) -> Vec<u8> {
        change(&mut request);
        of(&request)
    }

    fn group() -> GroupId {
        "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b".parse().unwrap()
    }

    fn incident() -> IncidentId {
        "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c".parse().unwrap()
    }

    #[test]
    fn another_alarm_is_not_the_same() {
        let of = |request: &PublishRequest| of_alarm(group(), request);
        let another = |change: fn(&mut PublishRequest)| assert_ne!(changed(alarm(), change, of), of(&alarm()));
        another(|alarm| alarm.report.kind = Some("burglary".into()));
        another(|alarm| alarm.report.witness = Some("heard".into()));
        another(|alarm| alarm.report.drill = false);
        another(|alarm| alarm.report.place.source = Some("device".into()));
        another(|alarm| alarm.report.place.street = None);
        another(|alarm| alarm.call.by = Some("cannot_call".into()));
        let elsewhere = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5d".parse().unwrap();
        assert_ne!(of_alarm(elsewhere, &alarm()), of(&alarm()));
    }

    #[test]
    fn a_second_send_of_an_alarm_is_the_same_and_says_nothing_of_what_is_forgotten() {
        let of = |request: &PublishRequest| of_alarm(group(), request);
        let same = |change: fn(&mut PublishRequest)| assert_eq!(changed(alarm(), change, of), of(&alarm()));
        same(|alarm| alarm.call.seconds_ago = Some(4_000));
        same(|alarm| alarm.call.at = Some("23:41".into()));
        same(|alarm| alarm.unattended = true);
        same(|alarm| alarm.tapped_seconds_ago = Some(600));
        same(|alarm| alarm.words_read = true);
        same(|alarm| alarm.not_the_same_as = vec![incident()]);
        same(|alarm| alarm.report.phrase = Some("tries_doors".into()));
        same(|alarm| alarm.report.words = Some("Twee mensen tillen fietsen in een busje.".into()));
        same(|alarm| alarm.report.appearance = Some("Rode jas.".into()));
        same(|alarm| alarm.report.place.lat = Some(52.25));
        same(|alarm| alarm.report.place.lon = Some(5.5));
        same(|alarm| alarm.report.place.accuracy_metres = Some(12.0));
    }

    #[test]
    fn sightings_differ_by_what_stays() {
        let of = |sighting: &RawSighting| of_sighting(incident(), sighting);
        let another = |change: fn(&mut RawSighting)| assert_ne!(changed(sighting(), change, of), of(&sighting()));
        another(|sighting| sighting.witness = None);
        another(|sighting| sighting.direction = Some("south".into()));
        another(|sighting| sighting.towards = None);
        another(|sighting| sighting.photos.clear());
        another(|sighting| sighting.call = None);
        let same = |change: fn(&mut RawSighting)| assert_eq!(changed(sighting(), change, of), of(&sighting()));
        same(|sighting| sighting.words_read = true);
        same(|sighting| sighting.phrase = Some("tries_doors".into()));
        same(|sighting| sighting.words = Some("Loopt de steeg in.".into()));
        same(|sighting| sighting.appearance = Some("Rode jas.".into()));
        same(|sighting| sighting.street = Some("0190a1b2-c3d4-7e5f-8a9b-000000000001".into()));
    }

    /// A phone may repeat what it sent to an older version. If this fails, that would be taken for something else with the same key: keep the name of each
    /// thing that is said, and let what is new add nothing where it was not said.
    #[test]
    fn they_stay_from_version_to_version() {
        let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(
            hex(of_alarm(group(), &alarm())),
            "bf73df8fe911167a9ca0e2ba782d9c6bc99a453737fc58e374fa4fe5d84ceba1"
        );
        assert_eq!(
            hex(of_sighting(incident(), &sighting())),
            "d82a428a7458dc19b59ea9868795b2a1b119d385d1947a16e810db13a0358488"
        );
        assert_eq!(
            hex(of_description(incident())),
            "be3385af3608779d4b0e1b55278323b5b58e22b96d65c5bd752afdd111e6e6ae"
        );
    }
}
