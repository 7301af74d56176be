//! `saar retention`: what is forgotten when and why, and forgetting now.

use crate::app::Profiles;
use crate::config::Settings;
use crate::i18n::I18n;
use crate::serve::Assembly;
use crate::usecase::retention::{self, Went};
use crate::web::view::retention::lines;
use anyhow::{Context as _, bail};
use saar_domain::clock::Timestamp;
use saar_domain::retention::Class;
use saar_store::retention::Run;

#[derive(Debug, clap::Subcommand)]
pub(super) enum RetentionCommand {
    /// Show what is forgotten when, why, and what the clock did last
    #[command(after_help = "\
Examples:
  saar retention explain                  every country
  saar retention explain --country BE --language nl")]
    Explain(ExplainArgs),
    /// Forget what its time is over for, now: the running server does it by itself, every hour
    #[command(after_help = "\
Examples:
  saar retention run --dry-run            how much would go, by class; nothing is touched
  saar retention run                      beside a running server too

It tells how much went of which class, and never what it was.")]
    Run(RunArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Of one country only
    #[arg(long, value_name = "NL|BE")]
    country: Option<String>,
    /// In which language
    #[arg(long, default_value = "en", value_parser = ["en", "nl"])]
    language: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    /// Count only
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(settings: &Settings, command: RetentionCommand) -> anyhow::Result<()> {
    match command {
        RetentionCommand::Explain(args) => explain(settings, &args).await,
        RetentionCommand::Run(args) => forget(settings, &args).await,
    }
}

async fn explain(settings: &Settings, args: &ExplainArgs) -> anyhow::Result<()> {
    let profiles = Profiles::built_in()?;
    let i18n = I18n::new().context("the built-in translations")?;
    let countries: Vec<&str> = match args.country.as_deref().map(str::to_uppercase) {
        None => profiles.countries().collect(),
        Some(country) => {
            let known = profiles.countries().find(|known| *known == country);
            let Some(known) = known else {
                let known: Vec<&str> = profiles.countries().collect();
                bail!("--country {country}: there is a profile for {}", known.join(" and "));
            };
            vec![known]
        }
    };
    for country in countries {
        println!(
            "{country} · {}\n",
            i18n.text(&args.language, country, "retention-title", &[])
        );
        for line in lines(&i18n, &args.language, country, profiles.retention(country)) {
            println!("  {:<12} {}", line.class, line.gone);
            println!("  {:<12} {}", "", line.holds);
            println!("  {:<12} {}\n", "", line.why);
        }
    }
    // Before the first start there is nothing to look into, and looking makes nothing.
    if settings.sqlite_file().is_some_and(|file| !file.exists()) {
        return Ok(());
    }
    let assembly = super::for_command(settings).await?;
    let runs = retention::runs(&assembly.app).await?;
    close(&assembly).await;
    if runs.is_empty() {
        println!("The clock has not forgotten anything yet.");
    } else {
        println!("What the clock did");
        for run in runs {
            println!("  {:<12} {}", run.class.code(), done(&run));
        }
    }
    Ok(())
}

fn done(run: &Run) -> String {
    let looked = format!("looked {}", when(run.run_at));
    match run.went_at {
        None => format!("{looked}; nothing went yet"),
        Some(at) => format!("{looked}; {} went {}; {} ever", run.went, when(at), run.went_ever),
    }
}

fn when(at: Timestamp) -> String {
    at.to_jiff().strftime("%Y-%m-%d %H:%M UTC").to_string()
}

async fn forget(settings: &Settings, args: &RunArgs) -> anyhow::Result<()> {
    let assembly = super::for_command(settings).await?;
    let went = if args.dry_run {
        retention::due(&assembly.app).await?
    } else {
        retention::run(&assembly.app, Class::ALL).await?
    };
    close(&assembly).await;
    let word = if args.dry_run { "would go" } else { "went" };
    for Went { class, count } in &went {
        println!("{:<12} {count} {word} ({})", class.code(), unit(*class));
    }
    if went.iter().all(|went| went.count == 0) {
        eprintln!("nothing is over");
    }
    Ok(())
}

const fn unit(class: Class) -> &'static str {
    match class {
        Class::Photo => "photos",
        Class::Identifying | Class::Words | Class::Who | Class::BareEvent | Class::Recalled => "incidents",
        Class::Membership => "members",
        Class::LookUps | Class::Moderation => "entries",
        Class::SignIn => "codes",
        Class::Device => "devices and tokens",
        Class::Repeat => "requests",
        Class::Probe => "test alarms and looks at phones",
        Class::Request | Class::WaitingList | Class::Answer => "requests to join",
        Class::Inquiry => "questions of non-members",
        Class::Export => "notes of an export",
        Class::CoordinatorAsked => "people asked to coordinate",
    }
}

async fn close(assembly: &Assembly) {
    assembly.app.keys.close().await;
    assembly.app.db.close().await;
}
