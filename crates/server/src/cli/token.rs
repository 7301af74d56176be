//! `saar token create`: an access token for the API, shown once.

use crate::app::App;
use crate::config::{Place, Settings};
use crate::demo::personas;
use crate::serve::{Assembly, Mode, Replacements, assemble};
use crate::usecase::settings::{SettingsError, TokenRequest, create_token};
use crate::usecase::sign_in::Scope;
use anyhow::{Context as _, bail};
use saar_domain::id::AccountId;
use saar_store::{account, group, member};

/// Where `saar demo` keeps its village when nothing else is said, and under which names.
const DEMO_FOLDER: &str = "data/demo";
const DEMO_DATABASE: &str = "village.db";
const DEMO_KEY: &str = "master.key";
const SCOPES: [&str; 3] = [Scope::Read.code(), Scope::Report.code(), Scope::Respond.code()];

#[derive(Debug, clap::Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token; it is shown once, and never again
    #[command(after_help = "\
Example:
  saar token create --account merel@example.org --name \"my script\" --scope read --scope report --days 30

The token goes to standard output. Send it as: Authorization: Bearer saar_pat_…")]
    Create(CreateArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct CreateArgs {
    /// Whose: the e-mail address of the account
    #[arg(long, required_unless_present = "demo", value_name = "EMAIL")]
    account: Option<String>,
    /// What it is called in the settings of its owner
    #[arg(long, default_value = "command line")]
    name: String,
    /// What it may: read, report, respond; several times for several
    #[arg(long, required_unless_present = "demo", value_name = "SCOPE", value_parser = SCOPES)]
    scope: Vec<String>,
    /// For how many days
    #[arg(long, default_value_t = 30)]
    days: u32,
    /// For the demo's first resident, with every scope
    #[arg(long, conflicts_with_all = ["account", "scope"])]
    demo: bool,
}

pub(super) async fn create(settings: &Settings, args: CreateArgs) -> anyhow::Result<()> {
    let assembly = if args.demo {
        of_demo(settings).await?
    } else {
        super::for_command(settings).await?
    };
    let app = &assembly.app;
    let account = match &args.account {
        Some(email) => by_email(app, email).await?,
        None => demo_resident(app).await?,
    };
    let scopes = if args.demo {
        SCOPES.map(str::to_owned).to_vec()
    } else {
        args.scope
    };
    let request = TokenRequest {
        name: args.name,
        scopes,
        days: args.days,
    };
    let (made, secret) = match create_token(app, account, &request).await {
        Ok(made) => made,
        Err(SettingsError::Invalid(errors)) => bail!("{}", super::say(&errors)),
        Err(SettingsError::Store(error)) => return Err(error.into()),
    };
    eprintln!(
        "{} may {} for {} days. Copy it now, it is not shown again:",
        made.name, made.scopes, request.days
    );
    println!("{secret}");
    app.db.close().await;
    Ok(())
}

async fn by_email(app: &App, email: &str) -> anyhow::Result<AccountId> {
    let mut tx = app.db.read().await?;
    let account = account::find_by_email(&mut tx, &app.sealer, email).await?;
    Ok(account
        .context("nobody has this address: they have to join a group first")?
        .id)
}

/// The demo's program, for one command beside it.
async fn of_demo(settings: &Settings) -> anyhow::Result<Assembly> {
    let mut settings = settings.clone();
    if settings.places.get("data_dir") == Some(&Place::Default) {
        settings.data_dir = DEMO_FOLDER.into();
    }
    let village = settings.data_dir.join(DEMO_DATABASE);
    if !village.is_file() {
        bail!("no demo in {}: start it with saar demo", settings.data_dir.display());
    }
    settings.database_url = Some(format!("sqlite:{}", village.display()));
    settings.secret_key_file = Some(settings.data_dir.join(DEMO_KEY));
    let replace = Replacements {
        demo: true,
        ..Replacements::default()
    };
    Ok(assemble(&settings, Mode::Command, replace).await?)
}

/// The first resident whom a visitor of the demo can be.
async fn demo_resident(app: &App) -> anyhow::Result<AccountId> {
    let personas = personas(app).await?;
    let resident = personas.first().context("nobody lives in this demo")?;
    let mut tx = app.db.read().await?;
    for group in group::all(&mut tx).await? {
        if group.demo && group.name == resident.group_name {
            let members = member::active(&mut tx, group.id).await?;
            let found = members.into_iter().find(|member| member.alias == resident.alias);
            return Ok(found.context("nobody lives in this demo")?.account);
        }
    }
    bail!("the demo's group is gone")
}
