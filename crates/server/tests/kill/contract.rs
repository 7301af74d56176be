//! What has to be true in the end: on disk once, with everybody, and repeated only as far as the contract allows.

use crate::village::{Alarm, Person, ReachedBy, Village};
use saar_domain::alert::AlertKind;
use saar_domain::delivery::DeliveryState;
use saar_store::{delivery, idempotency, incident};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Only a program that lost something takes as long.
const PATIENCE: Duration = Duration::from_secs(300);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How far everybody has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Alarm,
    Ending,
}

/// What one recipient was sent of one alarm, by kind: each delivery with the starts of the program that sent it, in order.
#[derive(Debug, Default)]
struct Heard {
    alarms: BTreeMap<String, Vec<String>>,
    endings: BTreeMap<String, Vec<String>>,
}

impl Village {
    /// Waits until every recipient of these alarms heard as much, then looks that nobody heard anything more often than the program died.
    pub async fn until_told(&self, alarms: &[Alarm], told: Told) {
        let all_told = async {
            while self.missing(alarms, told).next().is_some() {
                tokio::time::sleep(LOOK_EVERY).await;
            }
        };
        if tokio::time::timeout(PATIENCE, all_told).await.is_err() {
            let missing: Vec<String> = self.missing(alarms, told).collect();
            panic!("LOST: {} did not hear of the {told:?}: {missing:#?}", missing.len());
        }
        for alarm in alarms {
            for person in self.recipients(alarm) {
                self.assert_within_contract(alarm, person, told);
            }
            self.assert_reporter_was_left_alone(alarm);
        }
    }

    fn missing<'a>(&'a self, alarms: &'a [Alarm], told: Told) -> impl Iterator<Item = String> + 'a {
        alarms.iter().flat_map(move |alarm| {
            let not_told = move |person: &&Person| {
                let heard = self.heard(alarm, person);
                match told {
                    Told::Alarm => heard.alarms.is_empty(),
                    Told::Ending => heard.endings.is_empty(),
                }
            };
            self.recipients(alarm)
                .filter(not_told)
                .map(move |person| format!("{} of {alarm:?}", person.email))
        })
    }

    fn heard(&self, alarm: &Alarm, person: &Person) -> Heard {
        let mut heard = Heard::default();
        let incident = alarm.incident.to_string();
        match &person.reached_by {
            ReachedBy::Phone(phone) => {
                for push in phone.received().into_iter().filter(|push| push.tag() == incident) {
                    // An alarm sounds, an ending replaces it silently.
                    let kind = if push.is_silent() {
                        &mut heard.endings
                    } else {
                        &mut heard.alarms
                    };
                    kind.entry(push.delivery().to_owned()).or_default().push(push.contact);
                }
            }
            ReachedBy::Mailbox => {
                let mails = self.mail.messages_to(&person.email);
                let thread = format!("<alarm.{}.{incident}@", person.member);
                for mail in mails {
                    let id = mail.header("message-id").unwrap().to_owned();
                    let sender = mail.header("from").unwrap().to_owned();
                    if id.starts_with(&thread) {
                        heard.alarms.entry(id).or_default().push(sender);
                    } else if mail
                        .header("in-reply-to")
                        .is_some_and(|first| first.starts_with(&thread))
                    {
                        heard.endings.entry(id).or_default().push(sender);
                    }
                }
            }
            ReachedBy::Nothing => {}
        }
        heard
    }

    fn assert_within_contract(&self, alarm: &Alarm, person: &Person, told: Told) {
        let heard = self.heard(alarm, person);
        let (who, most) = (&person.email, 1 + usize::try_from(self.kills()).unwrap());
        for (kind, deliveries) in [("alarm", &heard.alarms), ("ending", &heard.endings)] {
            assert!(
                deliveries.len() <= 1,
                "{who} has two {kind}s with different ids, which no phone can drop: {heard:?}"
            );
            let times = deliveries.values().flatten().count();
            assert!(
                times <= most,
                "{who} was sent the {kind} {times} times in {} deaths",
                most - 1
            );
            // Sent again only by another start of the program: the one that sent it before may have died before noting that.
            for starts in deliveries.values() {
                let once = starts.iter().collect::<BTreeSet<_>>();
                assert_eq!(
                    once.len(),
                    starts.len(),
                    "{who} was sent the {kind} twice by one program: {heard:?}"
                );
            }
        }
        if let ReachedBy::Phone(phone) = &person.reached_by {
            assert_eq!(phone.broken(), Vec::<String>::new());
            let incident = alarm.incident.to_string();
            let shown: Vec<_> = phone
                .shown()
                .into_iter()
                .filter(|push| push.tag() == incident)
                .collect();
            assert_eq!(shown.len(), 1, "{who} sees it once");
            assert_eq!(
                shown[0].is_silent(),
                told == Told::Ending,
                "{who} sees how it stands: {shown:?}"
            );
        }
    }

    fn assert_reporter_was_left_alone(&self, alarm: &Alarm) {
        let heard = self.heard(alarm, &self.people[alarm.reporter]);
        assert!(
            heard.alarms.is_empty() && heard.endings.is_empty(),
            "the reporter was alerted: {heard:?}"
        );
    }

    /// Looks into the database: as many incidents as keys, each under the key that it was acknowledged for, all ended, and nothing left to send.
    pub async fn assert_stored(&self, alarms: &[Alarm]) {
        let app = self.look().await;
        let mut tx = app.db.read().await.unwrap();
        for alarm in alarms {
            let account = self.people[alarm.reporter].account;
            let kept = idempotency::find(&mut tx, account, &alarm.key).await.unwrap();
            assert_eq!(kept.map(|kept| kept.incident), Some(alarm.incident), "LOST: {alarm:?}");
            self.assert_delivered(&delivery::states(&mut tx, alarm.incident).await.unwrap(), alarm);
        }
        assert_eq!(
            incident::running(&mut tx, self.group).await.unwrap().len(),
            0,
            "all were ended"
        );
        let ended = incident::ended(&mut tx, self.group, None, u32::MAX).await.unwrap();
        let ended: BTreeSet<_> = ended.iter().map(|stored| stored.incident.id).collect();
        let acknowledged: BTreeSet<_> = alarms.iter().map(|alarm| alarm.incident).collect();
        assert_eq!(ended, acknowledged, "one incident for each key, and no other");
        assert_eq!(
            delivery::queue(&mut tx).await.unwrap(),
            (0, None),
            "nothing is left to send"
        );
        drop(tx);
        app.db.close().await;
    }

    fn assert_delivered(
        &self,
        states: &[(
            saar_domain::id::MemberId,
            saar_domain::delivery::ChannelKind,
            AlertKind,
            DeliveryState,
        )],
        alarm: &Alarm,
    ) {
        let recipients = self.recipients(alarm).count();
        for kind in [AlertKind::Alarm, AlertKind::Closing] {
            let of_kind: Vec<_> = states.iter().filter(|state| state.2 == kind).collect();
            assert_eq!(of_kind.len(), recipients, "one {kind} for each recipient: {states:?}");
            let arrived = |state: DeliveryState| matches!(state, DeliveryState::Accepted | DeliveryState::Delivered);
            assert!(of_kind.iter().all(|state| arrived(state.3)), "{states:?}");
        }
        assert_eq!(states.len(), 2 * recipients, "nothing else was sent: {states:?}");
    }
}
