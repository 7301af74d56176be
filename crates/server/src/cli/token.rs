//! `saar token create`: an access token for the API, shown once.

use crate::config::{Place, Settings};
use crate::demo;
use crate::serve::{Mode, Replacements, assemble};
use crate::usecase::identity::Scope;
use crate::usecase::settings::{SettingsError, TokenRequest, create_token};
use anyhow::{Context as _, bail};
use saar_store::account;

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
    let replace = Replacements {
        demo: args.demo,
        ..Replacements::default()
    };
    let mut settings = settings.clone();
    if args.demo && settings.places.get("data_dir") == Some(&Place::Default) {
        settings.data_dir = demo::USUAL_FOLDER.into();
    }
    let assembly = assemble(&settings, Mode::Command, replace).await?;
    let app = &assembly.app;
    let account = if args.demo {
        let folder = settings.data_dir.display();
        demo::first_resident(app)
            .await?
            .with_context(|| format!("no demo in {folder}: start it with saar demo"))?
    } else {
        let mut tx = app.db.read().await?;
        let email = args.account.as_deref().unwrap_or_default();
        let found = account::find_by_email(&mut tx, &app.sealer, email).await?;
        found
            .context("nobody has this address: they have to join a group first")?
            .id
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
