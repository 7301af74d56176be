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
use saar_domain::id::{AccountId, GroupId, MemberId, StreetId, TokenId};
use saar_domain::incident::report::Street;
use saar_domain::member::{Alias, Role};
use saar_server::app::App;
use saar_server::config::Settings;
use saar_server::serve::{self, Mode, Replacements, Server, assemble};
use saar_server::system::{OsEntropy, SystemClock};
use saar_server::usecase::sign_in;
use saar_store::account::{self, Account};
use saar_store::group::Group;
use saar_store::member::NewMember;
use saar_store::seal::token_hash;
use saar_store::session::{self, AccessToken};
use saar_store::{Tx, group, member};
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
    #[arg(long, default_value_t = 3, value_parser = value_parser!(u16).range(1..=50))]
    groups: u16,
    /// Streets of the first group.
    #[arg(long, default_value_t = 200, value_parser = value_parser!(u16).range(1..=2000))]
    streets: u16,
    /// Members have mailboxes, so that each alarm makes a delivery for everyone. No mail server is set up: what fails is counted too.
    #[arg(long)]
    mailboxes: bool,
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
        let (first, streets) = self.group(&mut tx, 0, self.cli.streets).await?;
        let sender = self.member(&mut tx, first, "Melder", 0).await?;
        let mut readers = Vec::new();
        for number in 0..self.cli.groups {
            let of = match number {
                0 => first,
                _ => self.group(&mut tx, number, 1).await?.0,
            };
            for member in 1..=self.cli.members {
                let token = self.member(&mut tx, of, &format!("Buur {member}"), number).await?;
                readers.push(if number == 0 {
                    json!({"token": token})
                } else {
                    json!({"token": token, "group": of.to_string()})
                });
            }
        }
        tx.commit().await?;
        let streets: Vec<String> = streets.iter().map(ToString::to_string).collect();
        Ok(json!({"group": first.to_string(), "token": sender, "streets": streets, "readers": readers}))
    }

    async fn group(&self, tx: &mut Tx, number: u16, streets: u16) -> Result<(GroupId, Vec<StreetId>)> {
        let of_row = |street: u16| (street % STREETS_IN_A_ROW, street / STREETS_IN_A_ROW);
        let at = |east: f64, north: f64| Point {
            lat: 52.0 + north / DEGREE_METRES.0,
            lon: 5.5 + east / DEGREE_METRES.1,
        };
        let rows = f64::from(of_row(streets).1 + 1);
        let (width, height) = (
            f64::from(STREETS_IN_A_ROW) * STREET_EVERY_METRES,
            rows * STREET_EVERY_METRES,
        );
        let group = Group {
            id: GroupId::new(self.now, &OsEntropy),
            umbrella: None,
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

    /// A member with an account and an access token; gives the token.
    async fn member(&self, tx: &mut Tx, of: GroupId, alias: &str, group_number: u16) -> Result<String> {
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
            role: Role::Member,
            rules_version: rules,
        };
        member::insert(tx, &new, now).await?;
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
