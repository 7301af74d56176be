//! The village's past year, lived through the use cases that neighbours use: nothing here writes a row of an incident by itself.

use super::scenes::{DRILL, SCENES, Scene};
use super::{COUNTRY, Founded, PastClock, nobody_is_told_again};
use crate::app::App;
use crate::demo::dice::Dice;
use crate::job::outbox;
use crate::usecase::incident::{
    CallRequest, PublishRequest, RawCall, RawSighting, close, expire, publish, record_call, respond, sight,
};
use anyhow::Context as _;
use saar_domain::clock::{Clock as _, Span, Timestamp};
use saar_domain::country::Profile;
use saar_domain::id::{AccountId, IncidentId, MemberId};
use saar_domain::incident::ClosingReason;
use saar_domain::incident::report::{RawPlace, RawReport};
use saar_store::incident;
use std::sync::Arc;

/// Words are forgotten this long after an incident (PRODUCT.md, what is forgotten when): older ones never had any here.
const WORDS_KEPT_DAYS: i64 = 29;
/// Days ago on which the main group had something: quiet for nearly two weeks, so that the first screen says so.
const MAIN_DAYS_AGO: [i64; 14] = [348, 321, 290, 262, 233, 204, 176, 149, 118, 87, 58, 33, 21, 12];
/// The main group's alarms since then went through the outbox, so that their pages say how far they reached; more of them would take seconds.
const TOLD_DAYS: i64 = 60;
/// The other groups had something this often.
const OTHER_INCIDENTS: (i64, i64) = (6, 8);
/// Endings in the proportion in which they come; each group begins somewhere else in it.
const ENDINGS: [Ending; 14] = [
    Ending::Police,
    Ending::Nothing,
    Ending::Known,
    Ending::Drill,
    Ending::Nothing,
    Ending::Police,
    Ending::FalseAlarm,
    Ending::Expired,
    Ending::Nothing,
    Ending::Police,
    Ending::Known,
    Ending::Drill,
    Ending::Police,
    Ending::Nothing,
];

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Police,
    Nothing,
    Known,
    FalseAlarm,
    Expired,
    Drill,
}

impl Ending {
    /// The reason that somebody gives; none where the clock ends it.
    const fn reason(self) -> Option<ClosingReason> {
        match self {
            Self::Police => Some(ClosingReason::PoliceResolved),
            Self::Nothing | Self::Drill => Some(ClosingReason::NothingFound),
            Self::Known => Some(ClosingReason::KnownPerson),
            Self::FalseAlarm => Some(ClosingReason::FalseAlarm),
            Self::Expired => None,
        }
    }
}

/// Lives through the past of one group after another.
pub(super) struct Past<'a> {
    app: &'a Arc<App>,
    clock: &'a PastClock,
    now: Timestamp,
    profile: &'a Profile,
    /// Groups so far.
    groups: usize,
}

/// One incident to be lived through.
struct Play<'a> {
    group: &'a Founded,
    scene: &'a Scene,
    ending: Ending,
    /// Whether the outbox tells people of it, so that its page says how far it reached.
    is_told: bool,
    /// Whether its words would still be kept.
    with_words: bool,
    /// Makes it the same every time.
    dice: Dice,
}

impl<'a> Past<'a> {
    pub(super) fn new(app: &'a Arc<App>, clock: &'a PastClock, now: Timestamp) -> anyhow::Result<Self> {
        let profile = app.profiles.get(COUNTRY).context("no profile NL")?;
        Ok(Self {
            app,
            clock,
            now,
            profile,
            groups: 0,
        })
    }

    /// A year of a group.
    pub(super) async fn live(&mut self, group: &Founded, is_main: bool) -> anyhow::Result<()> {
        let number = self.groups;
        self.groups += 1;
        let dice = Dice::named(&format!("past of group {number}"));
        let days_ago = if is_main {
            MAIN_DAYS_AGO.to_vec()
        } else {
            some_days(&dice)
        };
        for (place, days) in days_ago.into_iter().enumerate() {
            let ending = ENDINGS[(place + number * 5) % ENDINGS.len()];
            let fitting: Vec<&Scene> = SCENES
                .iter()
                .filter(|scene| ending != Ending::Known || scene.could_be_known)
                .collect();
            let scene = if ending == Ending::Drill {
                &DRILL
            } else {
                *dice.pick(&fitting)
            };
            self.clock.set(self.instant(days, ending, &dice));
            let play = Play {
                group,
                scene,
                ending,
                is_told: is_main && days <= TOLD_DAYS,
                with_words: days <= WORDS_KEPT_DAYS,
                dice: Dice::named(&format!("incident {place} of group {number}")),
            };
            self.play(&play)
                .await
                .with_context(|| format!("{} {days} days ago", scene.kind))?;
        }
        Ok(())
    }

    /// That many days ago, at an hour at which such things happen; drills are on Saturday-like mornings.
    fn instant(&self, days_ago: i64, ending: Ending, dice: &Dice) -> Timestamp {
        let hours = if ending == Ending::Drill {
            (10, 11)
        } else {
            *dice.pick(&[(0, 4), (14, 18), (19, 21), (21, 23), (22, 23)])
        };
        let minutes = dice.between(hours.0, hours.1) * 60 + dice.between(0, 59);
        let midnight = self
            .now
            .minus(Span::days(days_ago))
            .to_jiff()
            .to_zoned(self.profile.zone())
            .start_of_day()
            .map_or(self.now.minus(Span::days(days_ago)), |day| {
                Timestamp::from_millis(day.timestamp().as_millisecond())
            });
        midnight
            .plus(Span::minutes(minutes))
            .plus(Span::seconds(dice.between(0, 59)))
    }

    async fn play(&self, play: &Play<'_>) -> anyhow::Result<()> {
        let Play { group, dice, .. } = play;
        let mut people = group.founders.clone();
        dice.shuffle(&mut people);
        let is_drill = play.ending == Ending::Drill;
        if is_drill && let Some(runs) = people.iter().position(|(account, _)| *account == group.admin) {
            // The admin calls the drill.
            people.swap(0, runs);
        }
        let (reporter, others) = people.split_first().context("a group without people")?;
        let published = publish(self.app, reporter.0, group.id, self.report(play)).await?;
        let place = |account: AccountId| (account, group.id, published.incident);

        if play.is_told {
            outbox::drain(self.app).await?;
        }
        let mut helpers = others.iter();
        self.see(published.incident, &others[..others.len().min(5 + dice.below(12))])
            .await?;
        for response in ["lights_on", "watching", "who_joins"].iter().take(1 + dice.below(3)) {
            let Some((helper, _)) = helpers.next() else { break };
            self.clock.pass(Span::seconds(dice.between(15, 90)));
            respond(self.app, place(*helper), response).await?;
        }
        for (words, direction) in play.scene.sightings.iter().take(1 + dice.below(2)) {
            let Some((helper, _)) = helpers.next() else { break };
            self.clock.pass(Span::seconds(dice.between(40, 240)));
            if !play.with_words && direction.is_none() {
                // What had only words left nothing behind.
                continue;
            }
            let sighting = RawSighting {
                words: play.with_words.then(|| (*words).to_owned()),
                direction: direction.map(str::to_owned),
                // A story that was written beforehand is asked nothing.
                words_read: true,
                ..RawSighting::default()
            };
            sight(self.app, place(*helper), &sighting).await?;
            if direction.is_some() && !is_drill && dice.percent(60) {
                self.clock.pass(Span::seconds(dice.between(20, 80)));
                record_call(self.app, place(*helper), &CallRequest::default()).await?;
            }
        }
        match play.ending.reason() {
            Some(reason) => {
                self.clock.pass(Span::minutes(dice.between(6, 45)));
                let ends = if dice.percent(50) { reporter.0 } else { group.admin };
                close(self.app, place(ends), reason.code()).await?;
            }
            None => {
                self.clock
                    .pass(Span::minutes(i64::from(self.profile.quiet_expiry_minutes) + 1));
                expire(self.app, group.id, published.incident).await?;
            }
        }
        if play.is_told {
            // Only the alarm shows how far it reached; that its updates and its end arrived is not worth the time.
            nobody_is_told_again(&self.app.db, self.clock.now()).await?;
        }
        Ok(())
    }

    fn report(&self, play: &Play<'_>) -> PublishRequest {
        let street = play.dice.pick(&play.group.streets);
        PublishRequest {
            key: format!("demo-{}-{}", play.group.id, self.clock.now().as_millis()),
            report: RawReport {
                kind: Some(play.scene.kind.to_owned()),
                witness: Some(play.scene.witness.to_owned()),
                drill: play.ending == Ending::Drill,
                phrase: Some(play.scene.phrase.to_owned()),
                words: play.with_words.then(|| play.scene.words.to_owned()),
                appearance: None,
                place: RawPlace {
                    street: Some(street.to_string()),
                    ..RawPlace::default()
                },
            },
            call: RawCall {
                by: Some(if play.dice.percent(80) { "me" } else { "neighbour" }.to_owned()),
                seconds_ago: Some(play.dice.between(20, 110)),
                at: None,
            },
            ..PublishRequest::default()
        }
    }

    /// Some open its page.
    async fn see(&self, id: IncidentId, people: &[(AccountId, MemberId)]) -> anyhow::Result<()> {
        let mut tx = self.app.db.write().await?;
        for (_, member) in people {
            incident::note_opening(&mut tx, id, *member, self.clock.now()).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Days in the last year, oldest first, well apart.
fn some_days(dice: &Dice) -> Vec<i64> {
    let count = dice.between(OTHER_INCIDENTS.0, OTHER_INCIDENTS.1);
    let apart = 340 / count;
    (0..count)
        .rev()
        .map(|place| 6 + place * apart + dice.between(0, apart - 4))
        .collect()
}
