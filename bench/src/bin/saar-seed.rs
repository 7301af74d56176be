//! Fills an empty folder with groups and members of an invented place, serves SAAR from it in the foreground, and says on one line
//! what a load program needs: the command that `saar-bench --saar` starts.
//!
//! It is the real server, put together by the same two calls as `saar serve`; only the people are invented. They have no
//! phones and no mailboxes unless asked for: what is measured are live pages.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::{Parser, value_parser};
use saar_domain::clock::{Clock as _, Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::geo::{Area, Point};
use saar_domain::id::{
    AccountId, GroupId, InquiryId, InviteId, MeasureId, MemberId, RequestId, StreetId, TokenId, UmbrellaId,
};
use saar_domain::incident::report::Street;
use saar_domain::inquiry::Asked;
use saar_domain::member::{Alias, Role};
use saar_domain::moderation::Step;
use saar_domain::preference::day_of;
use saar_server::app::App;
use saar_server::config::Settings;
use saar_server::serve::{self, Mode, Replacements, Server, assemble};
use saar_server::system::{OsEntropy, SystemClock};
use saar_server::usecase::sign_in;
use saar_store::account::{self, Account};
use saar_store::group::Group;
use saar_store::inquiry::NewInquiry;
use saar_store::invite::Invite;
use saar_store::measure::Measure;
use saar_store::member::NewMember;
use saar_store::request::Asking;
use saar_store::seal::token_hash;
use saar_store::session::{self, AccessToken};
use saar_store::{Tx, coordinator, group, inquiry, invite, measure, member, request};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

/// As in `saar`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Metres between two streets: more than the 150 m within which one kind of incident counts as the same (EDGES.md 12).
const STREET_EVERY_METRES: f64 = 250.0;
/// Streets in one row of the invented place.
const STREETS_IN_A_ROW: u16 = 20;
/// Metres of a degree of latitude, and of a degree of longitude at 52° north.
const DEGREE_METRES: (f64, f64) = (111_195.0, 68_400.0);
/// Groups from west to east, the next row north of it; a group's ground is at most so many degrees long and high, so that none lies on another.
const GROUPS_IN_A_ROW: u16 = 44;
const GROUP_EVERY_DEGREES: (f64, f64) = (0.035, 0.08);
/// The south-west corner of the invented place.
const CORNER: Point = Point { lat: 50.8, lon: 3.4 };
/// Groups of one umbrella.
const GROUPS_OF_UMBRELLA: u16 = 50;
/// Requests, questions and objections that wait in the town's first group.
const WAITING: u32 = 20;
/// How long the tokens hold.
const TOKEN_DAYS: i64 = 7;

/// Seeds an empty folder and serves SAAR from it, for measuring.
#[derive(Debug, Parser)]
#[command(name = "saar-seed", version)]
struct Cli {
    /// Folder for the data; made when it is missing.
    folder: PathBuf,
    /// Members of each group who open pages. In the first group one more raises the alarms.
    #[arg(long, default_value_t = 255, value_parser = value_parser!(u32).range(1..=2000))]
    members: u32,
    /// Groups. An account may have 20 pages open: three groups of 255 leave room for the 10,000 of idle.
    #[arg(long, default_value_t = 3, value_parser = value_parser!(u16).range(1..=5000))]
    groups: u16,
    /// Streets of the first group.
    #[arg(long, default_value_t = 200, value_parser = value_parser!(u16).range(1..=2000))]
    streets: u16,
    /// Members have mailboxes, so that each alarm makes a delivery for everyone. No mail server is set up: what fails is counted too.
    #[arg(long)]
    mailboxes: bool,
    /// For the pages of admins: the first group has one who is signed in and coordinates its umbrella. Beside the sender nobody has a token then.
    #[arg(long)]
    town: bool,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(run(cli))
}

async fn run(cli: Cli) -> Result<()> {
    let mut settings = Settings::defaults().context("the settings' defaults")?;
    settings.data_dir = cli.folder.clone();
    settings.listen = ([127, 0, 0, 1], 0).into();
    ensure!(
        settings.sqlite_file().is_none_or(|file| !file.exists()),
        "{} is not empty",
        cli.folder.display()
    );
    let assembly = assemble(&settings, Mode::Serve, Replacements::default()).await?;
    let ready = Seed::new(&assembly.app, &cli).fill().await?;
    let server = Server::bind(&settings, assembly).await?;
    let stop = CancellationToken::new();
    serve::stop_at_signal(&stop)?;
    let mut ready = ready;
    ready["base"] = json!(format!("http://{}", server.address()));
    // One line, flushed: whoever started this reads it from a pipe.
    writeln!(std::io::stdout().lock(), "{ready}")?;
    server.run(stop).await
}

/// Everything that is written before the server starts.
struct Seed<'a> {
    app: &'a App,
    cli: &'a Cli,
    now: Timestamp,
}

impl<'a> Seed<'a> {
    fn new(app: &'a App, cli: &'a Cli) -> Self {
        Self {
            app,
            cli,
            now: SystemClock.now(),
        }
    }

    /// Writes the groups in one transaction; gives the ready line without its `base`.
    async fn fill(&self) -> Result<Value> {
        let mut tx = self.app.db.write().await?;
        let mut umbrella = None;
        let mut ready = json!({});
        let mut readers = Vec::new();
        for number in 0..self.cli.groups {
            if self.cli.town && number % GROUPS_OF_UMBRELLA == 0 {
                umbrella = Some(self.umbrella(&mut tx, number / GROUPS_OF_UMBRELLA).await?);
            }
            let streets = if number == 0 { self.cli.streets } else { 1 };
            let (of, streets) = self.group(&mut tx, umbrella, number, streets).await?;
            for member in 1..=self.cli.members {
                let alias = format!("Buur {member}");
                let account = self.member(&mut tx, of, &alias, number, self.role(member)).await?;
                if !self.cli.town {
                    let token = self.token(&mut tx, account).await?;
                    readers.push(json!({"token": token, "group": of.to_string()}));
                } else if number == 0 && member == 1 {
                    ready["admin"] = self.admin(&mut tx, umbrella, account).await?;
                }
            }
            if number == 0 {
                let sender = self.member(&mut tx, of, "Melder", 0, Role::Member).await?;
                let streets: Vec<String> = streets.iter().map(ToString::to_string).collect();
                let token = self.token(&mut tx, sender).await?;
                ready["group"] = json!(of.to_string());
                ready["token"] = json!(token);
                ready["streets"] = json!(streets);
                if self.cli.town {
                    ready["waiting"] = self.waiting(&mut tx, of).await?;
                }
            }
        }
        tx.commit().await?;
        ready["readers"] = json!(readers);
        Ok(ready)
    }

    /// In the town, the first two run the group.
    fn role(&self, member: u32) -> Role {
        if self.cli.town && member <= 2 {
            Role::Admin
        } else {
            Role::Member
        }
    }

    async fn umbrella(&self, tx: &mut Tx, number: u16) -> Result<UmbrellaId> {
        let id = UmbrellaId::new(self.now, &OsEntropy);
        group::insert_umbrella(tx, id, &format!("Meetgemeente {number}"), self.now).await?;
        Ok(id)
    }

    /// Signs the admin in and makes them the umbrella's coordinator.
    async fn admin(&self, tx: &mut Tx, umbrella: Option<UmbrellaId>, account: AccountId) -> Result<Value> {
        let umbrella = umbrella.context("no umbrella")?;
        coordinator::appoint(tx, umbrella, account, self.now).await?;
        let session = sign_in::new_session(self.app, tx, account, "bench").await?;
        Ok(json!({"session": session, "umbrella": umbrella.to_string()}))
    }

    /// What waits for who runs the group: requests to join, questions of people who are not members, objections; and an invite. Gives one of each.
    async fn waiting(&self, tx: &mut Tx, of: GroupId) -> Result<Value> {
        let (app, now, entropy) = (self.app, self.now, &OsEntropy);
        let profile = app.profiles.get("NL").context("the profile")?;
        let members = member::active(tx, of).await?;
        let (mut ready, colleague) = (
            json!({}),
            members.iter().filter(|member| member.role == Role::Admin).nth(1),
        );
        let colleague = colleague.context("no second admin")?.id;
        for (number, other) in (0..WAITING).zip(members.iter().filter(|member| member.role == Role::Member)) {
            let email = format!("vrager.{number}@example.org");
            let account = Account::new(AccountId::new(now, entropy), "nl", vec![ChannelKind::Email]);
            account::insert(tx, &app.sealer, &account, &email, now, entropy).await?;
            let asking = Asking {
                group: of,
                alias: format!("Vrager {number}"),
                street: None,
                about: Some("Ik woon hier sinds het voorjaar, boven de bakker.".into()),
                rules_version: profile.house_rules_version,
                own_rules_version: 0,
                younger: false,
            };
            let request = RequestId::new(now, entropy);
            request::insert(tx, &app.sealer, request, account.id, &asking, now, entropy).await?;
            let question = NewInquiry {
                id: InquiryId::new(now, entropy),
                group: of,
                device_hash: token_hash(&sign_in::secret(entropy)),
                code_hash: token_hash(&sign_in::secret(entropy)),
                email: &email,
                language: "nl",
                about: Asked::Vehicle,
                day: day_of(now, &profile.zone()),
                street: None,
                words: "Een blauwe bestelbus met een ladder op het dak.",
                due_at: now.plus(Span::days(30)),
            };
            inquiry::insert(tx, &app.sealer, &question, now, entropy).await?;
            inquiry::confirm(tx, question.id, now, now).await?;
            let step = Measure {
                id: MeasureId::new(now, entropy),
                group: of,
                member: other.id,
                step: Step::Warning,
                rule: profile.house_rules.first().context("no rule")?.clone(),
                words: "Wilt u voortaan schrijven wat iemand doet?".into(),
                by: colleague,
                at: now,
                until: None,
                objection: None,
                decision: None,
            };
            measure::insert(tx, &app.sealer, &step, entropy).await?;
            measure::object(tx, &app.sealer, step.id, "Dat schreef ik ook.", now, entropy).await?;
            ready = json!({"request": request.to_string(), "inquiry": question.id.to_string(), "member": other.id.to_string()});
        }
        let invite = Invite {
            id: InviteId::new(now, entropy),
            group: of,
            created_by: Some(colleague),
            created_at: now,
            expires_at: now.plus(Span::days(TOKEN_DAYS)),
            uses_max: 30,
            uses: 0,
            revoked_at: None,
            readmits: None,
            appoints: false,
        };
        invite::insert(tx, &invite).await?;
        ready["invite"] = json!(invite.id.to_string());
        Ok(ready)
    }

    async fn group(
        &self,
        tx: &mut Tx,
        umbrella: Option<UmbrellaId>,
        number: u16,
        streets: u16,
    ) -> Result<(GroupId, Vec<StreetId>)> {
        let of_row = |street: u16| (street % STREETS_IN_A_ROW, street / STREETS_IN_A_ROW);
        let (row, column) = (number / GROUPS_IN_A_ROW, number % GROUPS_IN_A_ROW);
        let at = |east: f64, north: f64| Point {
            lat: CORNER.lat + f64::from(row) * GROUP_EVERY_DEGREES.0 + north / DEGREE_METRES.0,
            lon: CORNER.lon + f64::from(column) * GROUP_EVERY_DEGREES.1 + east / DEGREE_METRES.1,
        };
        let rows = f64::from(of_row(streets).1 + 1);
        let (width, height) = (
            f64::from(STREETS_IN_A_ROW) * STREET_EVERY_METRES,
            rows * STREET_EVERY_METRES,
        );
        let group = Group {
            id: GroupId::new(self.now, &OsEntropy),
            umbrella,
            name: format!("Meetwijk {number}"),
            municipality: "Verzonnen".into(),
            country: "NL".into(),
            area: Area {
                rings: vec![vec![
                    at(-100.0, -100.0),
                    at(width, -100.0),
                    at(width, height),
                    at(-100.0, height),
                ]],
            },
            capacity: self.cli.members + 1,
            quiet_expiry: Span::minutes(120),
            demo: false,
            created_at: self.now,
        };
        group::insert(tx, &group).await?;
        let mut ids = Vec::new();
        for number in 0..streets {
            let (column, row) = of_row(number);
            let (east, north) = (
                f64::from(column) * STREET_EVERY_METRES,
                f64::from(row) * STREET_EVERY_METRES,
            );
            let street = Street {
                id: StreetId::new(self.now, &OsEntropy),
                name: format!("Meetstraat {}", number + 1),
                // Fifty metres long: the next one begins 200 m further on.
                line: vec![at(east, north), at(east + 25.0, north), at(east + 50.0, north)],
            };
            group::insert_street(tx, group.id, &street).await?;
            ids.push(street.id);
        }
        Ok((group.id, ids))
    }

    /// A member with an account; gives the account.
    async fn member(&self, tx: &mut Tx, of: GroupId, alias: &str, group_number: u16, role: Role) -> Result<AccountId> {
        let (app, now) = (self.app, self.now);
        let email = format!("{}.{group_number}@example.org", alias.to_lowercase().replace(' ', "."));
        let account = if self.cli.mailboxes {
            sign_in::new_account(app, tx, &email, "nl").await?.id
        } else {
            let channels = vec![ChannelKind::WebPush, ChannelKind::Email];
            let account = Account::new(AccountId::new(now, &OsEntropy), "nl", channels);
            account::insert(tx, &app.sealer, &account, &email, now, &OsEntropy).await?;
            account.id
        };
        let rules = app.profiles.get("NL").context("the profile")?.house_rules_version;
        let new = NewMember {
            id: MemberId::new(now, &OsEntropy),
            group: of,
            account,
            alias: &Alias::parse(alias).map_err(|_| anyhow::anyhow!("{alias} is no alias"))?,
            role,
            rules_version: rules,
        };
        member::insert(tx, &new, now).await?;
        Ok(account)
    }

    async fn token(&self, tx: &mut Tx, account: AccountId) -> Result<String> {
        let now = self.now;
        let secret = sign_in::secret(&OsEntropy);
        let token = AccessToken {
            id: TokenId::new(now, &OsEntropy),
            account,
            name: "bench".into(),
            scopes: "read report respond".into(),
            created_at: now,
            expires_at: now.plus(Span::seconds(TOKEN_DAYS * 86_400)),
        };
        session::insert_token(tx, &token, token_hash(&secret)).await?;
        Ok(secret)
    }
}
