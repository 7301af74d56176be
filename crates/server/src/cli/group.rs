//! `saar group`: founding groups, seeing which there are, and who runs them.

use super::invite;
use crate::app::App;
use crate::config::Settings;
use crate::usecase::access::Denied;
use crate::usecase::founding::{Approved, Refused, approve_as_operator, refuse_as_operator};
use crate::usecase::group::{RoleError, set_role_as_operator};
use crate::usecase::invite::Limits;
use anyhow::{Context as _, bail};
use saar_domain::clock::Span;
use saar_domain::country::Profile;
use saar_domain::field::{Problem, tidy_text};
use saar_domain::geo::{Area, Point};
use saar_domain::id::{GroupId, StreetId, UmbrellaId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::group::{self, Group};
use saar_store::{founding, member};
use std::path::{Path, PathBuf};

/// The first admin has this long to come.
const FIRST_INVITE: Limits = Limits {
    uses_max: Some(1),
    days: Some(14),
};

#[derive(Debug, clap::Subcommand)]
pub(super) enum GroupCommand {
    /// Make a group, and print the link for its first admin
    #[command(after_help = "\
Examples:
  saar group create --name Lindehof --municipality Voorbeeldstad --street Lindelaan --street Beukenplein
  saar group create --name Lindehof --municipality Voorbeeldstad --country BE --streets streets.txt

A line of streets.txt is a name, and after it, if you have them, points along the street as lat,lon:
  Lindelaan 52.0901,5.1201 52.0911,5.1213
  Beukenplein
With points, a phone's position finds its street; without, people choose the street by name.")]
    Create(CreateArgs),
    /// Make a member admin, deputy, or member again
    #[command(after_help = "\
Examples:
  saar group list                                                    shows the ids
  saar group role 01928c2e-7b1a-7c3d-8e4f-0123456789ab Merel admin   Merel runs the group
  saar group role 01928c2e-7b1a-7c3d-8e4f-0123456789ab \"Eik 12\" deputy
  saar group role 01928c2e-7b1a-7c3d-8e4f-0123456789ab Vink member   Vink may leave now

An admin does everything in a group; a deputy the same, but for saying who is what; a member sees and
raises alarms. A group always keeps an admin: make somebody else one before the last one steps down.
Admins do this themselves on their page; this is for when none of them can be reached. The alias is
the name that the group sees, in capitals or not. It works beside a running server, at once.")]
    Role(RoleArgs),
    /// Approve a group that waits, where the setting founding.approval lets new groups wait
    #[command(after_help = "\
Example:
  saar group list                        shows which groups wait
  saar group approve 01934c2e-5b1a-7c3d-8e4f-0123456789ab")]
    Approve {
        /// Id of the group
        #[arg(value_name = "GROUP")]
        group: String,
    },
    /// Do not approve a group that waits, with the reason that its admins read
    #[command(after_help = "\
Example:
  saar group refuse 01934c2e-5b1a-7c3d-8e4f-0123456789ab --reason \"Voor deze straten is er al een groep.\"

The group waits on: inside it everything works, and nobody outside is told of it. Its admins get the
reason by mail, and read it on the group's home. saar group approve takes it back.")]
    Refuse {
        /// Id of the group
        #[arg(value_name = "GROUP")]
        group: String,
        /// Why, in words that its admins read
        #[arg(long)]
        reason: String,
    },
    /// List the groups with their ids
    List,
}

#[derive(Debug, clap::Args)]
pub(super) struct CreateArgs {
    /// What people call it
    #[arg(long)]
    name: String,
    /// Its municipality
    #[arg(long)]
    municipality: String,
    /// Its country: numbers, rules and words follow from it
    #[arg(long, default_value = "NL", value_name = "NL|BE")]
    country: String,
    /// A street of it; several times for several
    #[arg(long, value_name = "NAME")]
    street: Vec<String>,
    /// A file with a street a line
    #[arg(long, value_name = "FILE")]
    streets: Option<PathBuf>,
    /// The umbrella that runs it: a name makes a new one and prints its id, an id names one that is there
    #[arg(long, value_name = "NAME|ID")]
    umbrella: Option<String>,
    /// Print no QR code
    #[arg(long)]
    no_qr: bool,
}

const ROLES: [&str; 3] = [Role::Member.code(), Role::Deputy.code(), Role::Admin.code()];

#[derive(Debug, clap::Args)]
pub(super) struct RoleArgs {
    /// Id of the group
    #[arg(value_name = "GROUP")]
    group: String,
    /// Alias of the member in the group
    #[arg(value_name = "ALIAS")]
    alias: String,
    /// What the member becomes
    #[arg(value_name = "ROLE", value_parser = ROLES)]
    role: String,
}

pub(super) async fn run(settings: &Settings, command: GroupCommand) -> anyhow::Result<()> {
    let assembly = super::for_command(settings).await?;
    match command {
        GroupCommand::Create(args) => create(&assembly.app, &args).await?,
        GroupCommand::Role(args) => role(&assembly.app, &args).await?,
        GroupCommand::Approve { group } => approve(&assembly.app, &group).await?,
        GroupCommand::Refuse { group, reason } => refuse(&assembly.app, &group, &reason).await?,
        GroupCommand::List => list(&assembly.app).await?,
    }
    assembly.app.db.close().await;
    Ok(())
}

async fn role(app: &App, args: &RoleArgs) -> anyhow::Result<()> {
    let id: GroupId = args.group.parse().with_context(|| format!("GROUP {}", args.group))?;
    let role: Role = args.role.parse().ok().context("ROLE: see --help")?;
    let changed = match set_role_as_operator(app, id, &args.alias, role).await {
        Ok(changed) => changed,
        Err(RoleError::Denied(Denied::NotHere)) => bail!("GROUP {id}: no such group; saar group list shows them"),
        Err(RoleError::NoSuchMember) => bail!(
            "ALIAS {:?}: nobody in this group goes by it; the page of its admins shows the aliases",
            args.alias
        ),
        Err(RoleError::LastAdmin) => bail!(
            "{:?} is the last admin, and a group always keeps one; first make somebody else admin: saar group role {id} ALIAS admin",
            args.alias
        ),
        Err(RoleError::Paused(until)) => bail!(
            "{:?} is paused in this group until {}, and runs nothing until then; make somebody else {role}, or wait",
            args.alias,
            until.to_jiff()
        ),
        Err(error) => return Err(error.into()),
    };
    let (alias, group) = (&changed.member.alias, &changed.group.name);
    if changed.from == role {
        eprintln!("{alias} is {role} of {group} already");
    } else {
        eprintln!("{alias} is {role} of {group} now, was {}", changed.from);
    }
    let admins = changed.admins;
    eprintln!("{group} has {admins} admin{}", if admins == 1 { "" } else { "s" });
    Ok(())
}

async fn approve(app: &App, group: &str) -> anyhow::Result<()> {
    let id: GroupId = group.parse().with_context(|| format!("GROUP {group}"))?;
    match approve_as_operator(app, id).await? {
        Approved::Done => eprintln!("group {id} is approved: it waits no more"),
        Approved::DidNotWait => eprintln!("group {id} did not wait for approval"),
        Approved::NoSuchGroup => bail!("GROUP {id}: no such group; saar group list shows them"),
    }
    Ok(())
}

async fn refuse(app: &App, group: &str, reason: &str) -> anyhow::Result<()> {
    let id: GroupId = group.parse().with_context(|| format!("GROUP {group}"))?;
    match refuse_as_operator(app, id, reason).await? {
        Refused::Done(told) => {
            eprintln!("group {id} is not approved: it waits on, and its admins ({told}) are told why");
        }
        Refused::DidNotWait => bail!("GROUP {id} does not wait for approval: nothing to refuse"),
        Refused::NoSuchGroup => bail!("GROUP {id}: no such group; saar group list shows them"),
        Refused::Reason(Problem::TooLong { max }) => bail!("--reason: {max} characters at most"),
        Refused::Reason(_) => bail!(
            "--reason: {} characters at least, so that it says something",
            limits::REASON_CHARS_MIN
        ),
    }
    Ok(())
}

async fn list(app: &App) -> anyhow::Result<()> {
    let mut tx = app.db.read().await?;
    let groups = group::all(&mut tx).await?;
    if groups.is_empty() {
        eprintln!("no groups yet: saar group create --help");
    }
    for group in groups {
        let members = member::count_active(&mut tx, group.id).await?;
        let demo = if group.demo { "  DEMO" } else { "" };
        let waits = match founding::waiting_since(&mut tx, group.id).await? {
            Some(_) => "  WAITS for approval",
            None => "",
        };
        println!(
            "{}  {:>3} members  {} · {} · {}{demo}{waits}",
            group.id, members, group.name, group.municipality, group.country
        );
    }
    Ok(())
}

async fn create(app: &App, args: &CreateArgs) -> anyhow::Result<()> {
    let country = args.country.to_uppercase();
    let profile = app.profiles.get(&country).with_context(|| {
        let known: Vec<&str> = app.profiles.countries().collect();
        format!("--country {country}: there is a profile for {}", known.join(" and "))
    })?;
    let name = name("--name", &args.name)?;
    let municipality = self::name("--municipality", &args.municipality)?;
    let streets = streets(app, args, profile)?;
    let now = app.now();
    let mut tx = app.db.write().await?;
    let umbrella = match &args.umbrella {
        None => None,
        Some(text) => Some(umbrella(app, &mut tx, text).await?),
    };
    let founded = Group {
        id: GroupId::new(now, app.entropy.as_ref()),
        umbrella,
        name,
        municipality,
        country,
        area: Area::default(),
        capacity: profile.group_size_max,
        quiet_expiry: Span::minutes(i64::from(profile.quiet_expiry_minutes)),
        demo: false,
        created_at: now,
    };
    group::insert(&mut tx, &founded).await?;
    for street in &streets {
        group::insert_street(&mut tx, founded.id, street).await?;
    }
    tx.commit().await?;
    let with_points = streets.iter().filter(|street| !street.line.is_empty()).count();
    eprintln!("group {} · {} · {}", founded.id, founded.name, founded.municipality);
    eprintln!("{} streets, {with_points} of them with points", streets.len());
    let made = invite::make(app, founded.id, FIRST_INVITE).await?;
    eprintln!("Whoever joins first by this link becomes the admin; give it to that person only.");
    invite::print(app, &made, !args.no_qr)
}

/// An umbrella that is there, by its id; or a new one of that name.
async fn umbrella(app: &App, tx: &mut saar_store::Tx, text: &str) -> anyhow::Result<UmbrellaId> {
    if let Ok(id) = text.parse::<UmbrellaId>() {
        let known = group::all(tx).await?.iter().any(|group| group.umbrella == Some(id));
        if !known {
            bail!("--umbrella {id}: no group has this umbrella; give a name to make one");
        }
        return Ok(id);
    }
    let id = UmbrellaId::new(app.now(), app.entropy.as_ref());
    group::insert_umbrella(tx, id, &name("--umbrella", text)?, app.now()).await?;
    eprintln!("umbrella {id}: use the id for its next groups");
    Ok(id)
}

fn name(what: &str, text: &str) -> anyhow::Result<String> {
    match tidy_text(text, limits::NAME_CHARS_MAX) {
        Ok(Some(name)) => Ok(name),
        _ => bail!(
            "{what} {text:?}: expected a name of 1 to {} characters",
            limits::NAME_CHARS_MAX
        ),
    }
}

fn streets(app: &App, args: &CreateArgs, profile: &Profile) -> anyhow::Result<Vec<Street>> {
    let mut typed: Vec<Typed> = Vec::new();
    for street in &args.street {
        typed.push(Typed {
            name: name("--street", street)?,
            line: Vec::new(),
            place: "--street".to_owned(),
        });
    }
    if let Some(file) = &args.streets {
        typed.extend(read_streets(file)?);
    }
    if typed.is_empty() {
        bail!("a group needs streets: --street NAME, several times, or --streets FILE");
    }
    if typed.len() > limits::STREETS_MAX {
        bail!("{} streets: a group has at most {}", typed.len(), limits::STREETS_MAX);
    }
    let points: usize = typed.iter().map(|street| street.line.len()).sum();
    if points > limits::AREA_POINTS_MAX {
        bail!(
            "{points} points: the streets of a group have at most {} together",
            limits::AREA_POINTS_MAX
        );
    }
    let mut names = std::collections::HashSet::new();
    for street in &typed {
        if !names.insert(street.name.to_lowercase()) {
            bail!("{}: {} is there twice", street.place, street.name);
        }
        if let Some(outside) = street.line.iter().find(|point| !profile.bounds.contains(**point)) {
            bail!(
                "{}: {},{} lies outside {}; expected lat,lon in that order",
                street.place,
                outside.lat,
                outside.lon,
                profile.country
            );
        }
    }
    let street = |typed: Typed| Street {
        id: StreetId::new(app.now(), app.entropy.as_ref()),
        name: typed.name,
        line: typed.line,
    };
    Ok(typed.into_iter().map(street).collect())
}

/// A street as typed, and where.
#[derive(Debug, PartialEq)]
struct Typed {
    name: String,
    line: Vec<Point>,
    place: String,
}

fn read_streets(file: &Path) -> anyhow::Result<Vec<Typed>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("--streets {}", file.display()))?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .map(|(at, line)| read_street(line, format!("{}:{}", file.display(), at + 1)))
        .collect()
}

/// "Lindelaan 52.09,5.12 52.10,5.12": the name is everything before the first point.
fn read_street(line: &str, place: String) -> anyhow::Result<Typed> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first_point = words
        .iter()
        .position(|word| looks_like_point(word))
        .unwrap_or(words.len());
    let (name, points) = words.split_at(first_point);
    let line = points.iter().map(|word| {
        let (lat, lon) = word
            .split_once(',')
            .with_context(|| format!("{place}: {word:?} is no point"))?;
        let point = lat
            .parse()
            .ok()
            .zip(lon.parse().ok())
            .and_then(|(lat, lon)| Point::new(lat, lon));
        point.with_context(|| format!("{place}: {word:?} is no point; expected lat,lon like 52.0901,5.1201"))
    });
    let line = line.collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Typed {
        name: self::name(&place, &name.join(" "))?,
        line,
        place,
    })
}

/// A number, a comma, and more: "52.09,5.12". "1e" and "Dr.Schaepmanstraat" are words of a name.
fn looks_like_point(word: &str) -> bool {
    word.split_once(',')
        .is_some_and(|(first, _)| first.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_points() {
        let typed = read_street("2e Lindelaan  52.09,5.12 52.10,5.13", "f:1".into()).unwrap();
        assert_eq!(typed.name, "2e Lindelaan");
        assert_eq!(
            typed.line,
            [Point { lat: 52.09, lon: 5.12 }, Point { lat: 52.10, lon: 5.13 }]
        );
        assert_eq!(read_street("Beukenplein", "f:2".into()).unwrap().line, []);
        for wrong in [
            "Lindelaan 52.09,",
            "Lindelaan 52.09,x",
            "Lindelaan 152.09,5.12",
            "52.09,5.12",
            "Lindelaan 52.09,5.12 Beukenplein",
        ] {
            let error = read_street(wrong, "f:3".into()).unwrap_err().to_string();
            assert!(error.starts_with("f:3"), "{error}");
        }
    }
}
