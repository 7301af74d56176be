//! `saar desks`: where matters go that are not for the group, as municipalities say it.

use crate::config::Settings;
use crate::usecase::desk::{self, ImportError};
use anyhow::{Context as _, bail};
use saar_domain::desk::DeskFile;
use saar_domain::field::FieldError;
use saar_domain::limits::DESK_FILE_BYTES_MAX;
use saar_domain::text::Topic;
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub(super) enum DesksCommand {
    /// Load the desks of a municipality, in the place of those that it had
    #[command(after_help = "\
Example:
  saar desks import voorbeeldstad.toml

The file says the country, the municipality and its desks, by topic: lamp, litter, noise, parking, animal, phone_fraud,
road, outage, lost_property.

  country = \"NL\"
  municipality = \"Voorbeeldstad\"

  [desks.lamp]
  name = \"Meldpunt openbare ruimte\"
  phone = \"14 0123\"
  url = \"https://www.example.org/melden\"
  hours = \"maandag tot en met vrijdag, 9 tot 17 uur\"

A file without desks takes away what was there. It holds for the groups that name the municipality so, and for those that
lie in its loaded boundary (saar boundaries import). It works beside a running server, at once.")]
    Import(ImportArgs),
    /// Show what is loaded
    Show,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) async fn run(settings: &Settings, command: DesksCommand) -> anyhow::Result<()> {
    let assembly = super::for_command(settings).await?;
    let app = &assembly.app;
    match command {
        DesksCommand::Import(args) => {
            let place = args.file.display();
            let bytes = std::fs::metadata(&args.file)
                .with_context(|| format!("FILE {place}"))?
                .len();
            if bytes > DESK_FILE_BYTES_MAX {
                bail!("FILE {place}: {bytes} bytes; {DESK_FILE_BYTES_MAX} can be read");
            }
            let text = std::fs::read_to_string(&args.file).with_context(|| format!("FILE {place}"))?;
            let file = match DeskFile::from_toml(&text) {
                Ok(file) => file,
                Err(why) => bail!("FILE {place}: {why}"),
            };
            let (country, name) = (&file.country, &file.municipality);
            match desk::import(app, &file).await {
                Ok(done) => {
                    eprintln!("{name} ({country}): {} desks are there", done.desks);
                    eprintln!("{} groups name this municipality", done.groups);
                }
                Err(ImportError::Country) => {
                    let known: Vec<&str> = app.profiles.countries().collect();
                    bail!("country {country}: there is a profile for {}", known.join(" and "));
                }
                Err(ImportError::Municipality) => bail!("municipality: a name of at most 80 characters"),
                Err(ImportError::Invalid(wrong)) => bail!("{}", say(&wrong)),
                Err(ImportError::Store(error)) => return Err(error.into()),
            }
        }
        DesksCommand::Show => {
            let all = desk::municipalities(app).await?;
            if all.is_empty() {
                eprintln!("no desks yet: saar desks import FILE loads those of a municipality");
            }
            for (country, name, desks) in all {
                println!("{name} ({country})");
                for (topic, desk) in desks {
                    let rest = [&desk.phone, &desk.url, &desk.hours].into_iter().flatten();
                    let rest: Vec<&str> = rest.map(String::as_str).collect();
                    println!("  {:<14} {}: {}", topic.code(), desk.name, rest.join(", "));
                }
            }
        }
    }
    app.db.close().await;
    Ok(())
}

/// Every mistake with the desk that it is in, as the file names it.
fn say(wrong: &[(Topic, FieldError)]) -> String {
    let each = wrong.iter().map(|(topic, error)| {
        let key = error.field.trim_start_matches("desk_");
        let why = match (key, error.problem.code()) {
            ("phone", "missing") => "a phone or a url is missing".to_owned(),
            ("phone", "not_offered") => "phone is the emergency number".to_owned(),
            ("phone", "malformed") => "phone is no number of the country".to_owned(),
            ("url", "malformed") => "url is no https address of the public web".to_owned(),
            _ => super::say(std::slice::from_ref(error)).replacen("desk_", "", 1),
        };
        format!("desks.{topic}: {why}")
    });
    each.collect::<Vec<_>>().join("; ")
}
