//! What the tests start from: a street, neighbours with phones, an alarm. Invented, all of it.

use saar_domain::alert::AlertKind;
use saar_domain::clock::{Clock as _, Entropy, Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::geo::{Area, Point};
use saar_domain::id::{AccountId, AlertId, BootId, DeliveryId, EndpointId, GroupId, IncidentId, MemberId, StreetId};
use saar_domain::incident::report::{Place, PlaceSource, Street};
use saar_domain::incident::{Actor, Call, CalledBy, ClosingReason, Command, Incident, Kind, Recorded, Witness};
use saar_domain::member::{Alias, Role};
use saar_store::account::Account;
use saar_store::alert::Alert;
use saar_store::delivery::NewDelivery;
use saar_store::endpoint::NewEndpoint;
use saar_store::group::Group;
use saar_store::incident::Stored;
use saar_store::keys::{ContentKey, KeyIds};
use saar_store::member::NewMember;
use saar_store::seal::token_hash;
use saar_store::testing::{PushedClock, SeededEntropy, TestDb};
use saar_store::{Db, KeyStore, Result, StoreError, Tx};

/// A member with the account behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Neighbour {
    pub(crate) member: MemberId,
    pub(crate) account: AccountId,
}

/// A delivery that was made, and the hash by which its receipt comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) id: DeliveryId,
    pub(crate) receipt: [u8; 32],
}

/// One group in a database, with its clock and its chance.
pub(crate) struct World<'a> {
    pub(crate) test: &'a TestDb,
    pub(crate) clock: PushedClock,
    pub(crate) entropy: SeededEntropy,
    pub(crate) group: GroupId,
    pub(crate) street: Street,
}

impl<'a> World<'a> {
    /// A group with one street and nobody in it.
    pub(crate) async fn new(test: &'a TestDb) -> Self {
        let (clock, entropy) = (PushedClock::new(), SeededEntropy::new(2));
        let street = Street {
            id: StreetId::new(clock.now(), &entropy),
            name: "Elzenhof".into(),
            line: vec![point(52.1, 5.1), point(52.101, 5.1)],
        };
        let mut world = Self {
            test,
            group: GroupId::new(clock.now(), &entropy),
            clock,
            entropy,
            street,
        };
        let mut tx = world.write().await;
        world.group = world.add_group(&mut tx, "Elzenbuurt", Span::hours(2)).await;
        saar_store::group::insert_street(&mut tx, world.group, &world.street)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world
    }

    pub(crate) fn db(&self) -> &Db {
        &self.test.db
    }

    pub(crate) fn keys(&self) -> &KeyStore {
        &self.test.keys
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) async fn write(&self) -> Tx {
        self.db().write().await.unwrap()
    }

    pub(crate) async fn read(&self) -> Tx {
        self.db().read().await.unwrap()
    }

    /// A new id of any noun: `world.id(GroupId::new)`.
    pub(crate) fn id<T>(&self, make: fn(Timestamp, &dyn Entropy) -> T) -> T {
        make(self.now(), &self.entropy)
    }

    pub(crate) fn boot(&self) -> BootId {
        self.id(BootId::new)
    }

    pub(crate) async fn add_group(&self, tx: &mut Tx, name: &str, quiet_expiry: Span) -> GroupId {
        let group = self.new_group(name, quiet_expiry);
        saar_store::group::insert(tx, &group).await.unwrap();
        group.id
    }

    pub(crate) fn new_group(&self, name: &str, quiet_expiry: Span) -> Group {
        Group {
            id: self.id(GroupId::new),
            umbrella: None,
            name: name.into(),
            municipality: "Waterrijk".into(),
            country: "NL".into(),
            area: Area {
                rings: vec![vec![point(52.0, 5.0), point(52.2, 5.0), point(52.2, 5.2)]],
            },
            capacity: 256,
            quiet_expiry,
            demo: false,
            created_at: self.now(),
        }
    }

    pub(crate) async fn add_account(&self, tx: &mut Tx, email: &str) -> AccountId {
        let channels = vec![ChannelKind::WebPush, ChannelKind::Email];
        let account = Account::new(self.id(AccountId::new), "nl", channels);
        saar_store::account::insert(tx, &self.test.sealer, &account, email, self.now(), &self.entropy)
            .await
            .unwrap();
        account.id
    }

    pub(crate) async fn join(&self, tx: &mut Tx, account: AccountId, alias: &str, role: Role) -> Result<MemberId> {
        let id = self.id(MemberId::new);
        let alias = Alias::parse(alias).unwrap();
        let new = NewMember {
            id,
            group: self.group,
            account,
            alias: &alias,
            role,
            rules_version: 1,
        };
        saar_store::member::insert(tx, &new, self.now()).await?;
        Ok(id)
    }

    /// A resident of the group, address `ALIAS@example.org`.
    pub(crate) async fn neighbour(&self, tx: &mut Tx, alias: &str) -> Neighbour {
        let account = self
            .add_account(tx, &format!("{}@example.org", alias.to_lowercase()))
            .await;
        let member = self.join(tx, account, alias, Role::Member).await.unwrap();
        Neighbour { member, account }
    }

    pub(crate) async fn endpoint(
        &self,
        tx: &mut Tx,
        account: AccountId,
        channel: ChannelKind,
        address: &str,
    ) -> EndpointId {
        let new = NewEndpoint {
            id: self.id(EndpointId::new),
            account,
            channel,
            address,
            session: None,
        };
        saar_store::endpoint::save(tx, &self.test.sealer, &new, self.now(), &self.entropy)
            .await
            .unwrap();
        new.id
    }

    /// An alarm of the reporter, called and sent, with its history; as the publishing use case does it.
    pub(crate) async fn raise(&self, tx: &mut Tx, reporter: MemberId, kind: Kind) -> Stored {
        self.raise_as(tx, reporter, kind, false, true).await
    }

    pub(crate) async fn raise_as(
        &self,
        tx: &mut Tx,
        reporter: MemberId,
        kind: Kind,
        drill: bool,
        can_call: bool,
    ) -> Stored {
        let id = self.id(IncidentId::new);
        let (mut incident, first) = Incident::report(id, reporter, kind, Witness::Seen, drill, self.now());
        let before = if can_call {
            Command::RecordCall(self.call())
        } else {
            Command::SayCannotCall
        };
        let mut history = vec![first];
        for command in [before, Command::Alert] {
            history.push(incident.carry_out(command, first.actor, self.now()).unwrap());
        }
        let identifying = self.keys().take(self.now()).await.unwrap();
        let stored = Stored {
            incident,
            group: self.group,
            phrase: Some("tries_doors".into()),
            place: Place {
                source: PlaceSource::Position,
                point: Some(point(52.100_25, 5.100_75)),
                accuracy_metres: Some(12.5),
                street: Some(self.street.id),
            },
            outside_area: true,
            keys: KeyIds {
                identifying: Some(identifying.id()),
                words: None,
            },
            sealed_place: None,
        };
        self.save_sealed(tx, Some(&identifying), &stored, &history)
            .await
            .unwrap();
        stored
    }

    pub(crate) async fn save_new(&self, tx: &mut Tx, stored: &Stored, history: &[Recorded]) -> Result<()> {
        self.save_sealed(tx, None, stored, history).await
    }

    async fn save_sealed(
        &self,
        tx: &mut Tx,
        identifying: Option<&ContentKey>,
        stored: &Stored,
        history: &[Recorded],
    ) -> Result<()> {
        let number = saar_store::group::lock(tx, self.group, 1).await?.first_number;
        saar_store::incident::insert(tx, self.keys(), identifying, stored, number).await?;
        saar_store::incident::append(tx, stored.incident.id, history).await
    }

    /// An incident with its place opened, as a page reads it.
    pub(crate) async fn find(&self, tx: &mut Tx, id: IncidentId) -> Stored {
        let mut stored = saar_store::incident::find(tx, id).await.unwrap().unwrap();
        saar_store::incident::reveal(self.keys(), &mut stored).await.unwrap();
        stored
    }

    /// Carries a command out and saves it; the event's number in the group.
    pub(crate) async fn carry_out(&self, tx: &mut Tx, incident: &mut Incident, command: Command, actor: Actor) -> i64 {
        let number = saar_store::group::lock(tx, self.group, 1).await.unwrap().first_number;
        let before = incident.version;
        let recorded = incident.carry_out(command, actor, self.now()).unwrap();
        let saved = saar_store::incident::update(tx, incident, before, number).await;
        assert!(saved.unwrap());
        saar_store::incident::append(tx, incident.id, &[recorded])
            .await
            .unwrap();
        number
    }

    pub(crate) async fn close(&self, tx: &mut Tx, incident: &mut Incident, reason: ClosingReason) -> i64 {
        let reporter = incident.reporter;
        self.carry_out(tx, incident, Command::Close(reason), reporter).await
    }

    pub(crate) fn call(&self) -> Call {
        Call {
            by: CalledBy::Reporter,
            at: self.now(),
        }
    }

    pub(crate) async fn alert(&self, tx: &mut Tx, incident: IncidentId, kind: AlertKind) -> Alert {
        let alert = Alert {
            id: self.id(AlertId::new),
            incident,
            group: self.group,
            kind,
            seq: 3,
            created_at: self.now(),
        };
        saar_store::alert::insert(tx, &alert).await.unwrap();
        alert
    }

    pub(crate) fn new_delivery(&self, alert: &Alert, member: MemberId, endpoint: EndpointId) -> NewDelivery {
        let id = self.id(DeliveryId::new);
        NewDelivery {
            id,
            alert: alert.id,
            alert_kind: alert.kind,
            incident: alert.incident,
            member,
            endpoint,
            channel: ChannelKind::WebPush,
            escalated: false,
            expires_at: self.now().plus(alert.kind.expiry()),
            receipt_hash: token_hash(&id.to_string()),
        }
    }

    pub(crate) async fn deliver(&self, tx: &mut Tx, alert: &Alert, member: MemberId, endpoint: EndpointId) -> Sent {
        let new = self.new_delivery(alert, member, endpoint);
        assert!(saar_store::delivery::insert(tx, &new, self.now()).await.unwrap());
        Sent {
            id: new.id,
            receipt: new.receipt_hash,
        }
    }

    /// An alarm by a first neighbour, and `recipients` others with a phone each and a delivery that waits.
    pub(crate) async fn alarm(&self, recipients: usize) -> Alarm {
        let mut tx = self.write().await;
        let reporter = self.neighbour(&mut tx, "Reiger").await;
        let mut neighbours = Vec::new();
        for number in 0..recipients {
            let neighbour = self.neighbour(&mut tx, &format!("Merel{number}")).await;
            let address = format!("https://push.example/phone/{number}");
            let phone = self
                .endpoint(&mut tx, neighbour.account, ChannelKind::WebPush, &address)
                .await;
            neighbours.push((neighbour, phone));
        }
        let stored = self.raise(&mut tx, reporter.member, Kind::Burglary).await;
        let alert = self.alert(&mut tx, stored.incident.id, AlertKind::Alarm).await;
        let mut sent = Vec::new();
        for (neighbour, phone) in &neighbours {
            sent.push(self.deliver(&mut tx, &alert, neighbour.member, *phone).await);
        }
        tx.commit().await.unwrap();
        Alarm {
            reporter,
            recipients: neighbours,
            stored,
            alert,
            sent,
        }
    }
}

/// An alarm that was expanded.
pub(crate) struct Alarm {
    pub(crate) reporter: Neighbour,
    pub(crate) recipients: Vec<(Neighbour, EndpointId)>,
    pub(crate) stored: Stored,
    pub(crate) alert: Alert,
    pub(crate) sent: Vec<Sent>,
}

impl Alarm {
    pub(crate) const fn id(&self) -> IncidentId {
        self.stored.incident.id
    }
}

pub(crate) fn point(lat: f64, lon: f64) -> Point {
    Point::new(lat, lon).unwrap()
}

/// The folder of an SQLite test's database.
pub(crate) fn folder(test: &TestDb) -> Option<std::path::PathBuf> {
    let path = std::path::Path::new(test.url.strip_prefix("sqlite:")?);
    path.parent().map(std::path::Path::to_owned)
}

/// Whether the database refused the statement for a broken rule, and not for something else.
pub(crate) fn breaks<T: std::fmt::Debug>(outcome: Result<T>, rule: fn(&StoreError) -> bool) {
    match outcome {
        Err(error) => assert!(rule(&error), "refused for another reason: {error}"),
        Ok(value) => panic!("not refused: {value:?}"),
    }
}

pub(crate) fn unique(error: &StoreError) -> bool {
    error.is_unique_violation()
}

pub(crate) fn check(error: &StoreError) -> bool {
    error.is_check_violation()
}
