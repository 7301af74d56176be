//! `saar umbrella`: who coordinates the groups of an umbrella.

use crate::config::Settings;
use crate::usecase::access::Denied;
use crate::usecase::umbrella::{UmbrellaError, ask_as_operator};
use anyhow::{Context as _, bail};
use saar_domain::id::UmbrellaId;
use saar_store::coordinator;

#[derive(Debug, clap::Subcommand)]
pub(super) enum UmbrellaCommand {
    /// Ask somebody by mail to coordinate an umbrella: its groups, their admins, what waits
    #[command(after_help = "\
Examples:
  saar umbrella list                     shows the ids
  saar umbrella coordinator 01928c2e-7b1a-7c3d-8e4f-0123456789ab merel@example.org

Whoever has the mailbox signs in with that address and says yes: nobody is made coordinator silently.
A running server sends the mail within a minute. Coordinators ask others themselves.")]
    Coordinator(CoordinatorArgs),
    /// List the umbrellas with their ids
    List,
}

#[derive(Debug, clap::Args)]
pub(super) struct CoordinatorArgs {
    /// Id of the umbrella
    #[arg(value_name = "UMBRELLA")]
    umbrella: String,
    /// The e-mail address of the one who is asked
    #[arg(value_name = "EMAIL")]
    email: String,
}

pub(super) async fn run(settings: &Settings, command: UmbrellaCommand) -> anyhow::Result<()> {
    let assembly = super::for_command(settings).await?;
    let app = &assembly.app;
    match command {
        UmbrellaCommand::Coordinator(args) => {
            let id: UmbrellaId = args
                .umbrella
                .parse()
                .with_context(|| format!("UMBRELLA {}", args.umbrella))?;
            match ask_as_operator(app, id, &args.email).await {
                Ok(umbrella) => eprintln!(
                    "asked for {}: they sign in at {} with this address, and say yes",
                    umbrella.name,
                    app.link("/sign-in")
                ),
                Err(UmbrellaError::Denied(Denied::NotHere)) => {
                    bail!("UMBRELLA {id}: no such umbrella; saar umbrella list shows them")
                }
                Err(UmbrellaError::Invalid(errors)) => bail!("{}", super::say(&errors)),
                Err(error) => return Err(error.into()),
            }
        }
        UmbrellaCommand::List => {
            let mut tx = app.db.read().await?;
            let all = coordinator::umbrellas(&mut tx).await?;
            if all.is_empty() {
                eprintln!("no umbrellas yet: saar group create --umbrella NAME makes one with its first group");
            }
            for umbrella in all {
                let coordinators = coordinator::count(&mut tx, umbrella.id).await?;
                let groups = coordinator::groups(&mut tx, umbrella.id).await?.len();
                println!(
                    "{}  {groups:>3} groups  {coordinators} coordinators  {}",
                    umbrella.id, umbrella.name
                );
            }
        }
    }
    app.db.close().await;
    Ok(())
}
