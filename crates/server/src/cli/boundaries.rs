//! `saar boundaries`: districts and municipalities from which groups may take their area.

use super::progress::Bar;
use crate::config::Settings;
use crate::usecase::boundary;
use anyhow::{Context as _, bail};
use saar_domain::import::Notes;
use saar_domain::import::boundary::{Level, Options, read};
use saar_domain::limits::IMPORT_BYTES_MAX;
use std::path::PathBuf;

/// So many of what was left out are said; the rest is a number.
const SAID: usize = 10;

#[derive(Debug, clap::Subcommand)]
pub(super) enum BoundariesCommand {
    /// Load districts or municipalities from GeoJSON; the same code again replaces the first
    #[command(after_help = "\
Examples:
  saar boundaries import wijken.geojson --level district
  saar boundaries import gemeenten.geojson --level municipality --country BE --name-property name_fr

The file is a FeatureCollection; each feature has a code and a name among its properties. Statistics Netherlands (CBS) and
PDOK give such files; take the generalised ones, a shape has at most 2,000 points. What cannot be taken is named with its
line and left out. It works beside a running server, at once.")]
    Import(ImportArgs),
}

const LEVELS: [&str; 3] = [
    Level::Municipality.code(),
    Level::District.code(),
    Level::Neighbourhood.code(),
];

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the shapes are
    #[arg(long, value_name = "LEVEL", value_parser = LEVELS)]
    level: String,
    /// In which country they lie
    #[arg(long, default_value = "NL", value_name = "NL|BE")]
    country: String,
    /// The property that holds the code, where it is not found by itself
    #[arg(long, value_name = "NAME")]
    code_property: Option<String>,
    /// The property that holds the name, where it is not found by itself
    #[arg(long, value_name = "NAME")]
    name_property: Option<String>,
    /// Convert the Dutch grid (RD) to degrees, instead of refusing it
    #[arg(long)]
    convert_rd: bool,
}

pub(super) async fn run(settings: &Settings, command: BoundariesCommand) -> anyhow::Result<()> {
    let BoundariesCommand::Import(args) = command;
    let assembly = super::for_command(settings).await?;
    let app = &assembly.app;
    let country = args.country.to_uppercase();
    let profile = app.profiles.get(&country).with_context(|| {
        let known: Vec<&str> = app.profiles.countries().collect();
        format!("--country {country}: there is a profile for {}", known.join(" and "))
    })?;
    let level: Level = args.level.parse().ok().context("--level: see --help")?;
    let place = args.file.display();
    let bytes = std::fs::metadata(&args.file)
        .with_context(|| format!("FILE {place}"))?
        .len();
    if bytes > IMPORT_BYTES_MAX {
        bail!("FILE {place}: {bytes} bytes; {IMPORT_BYTES_MAX} can be read. Take the generalised file, or split it.");
    }
    let content = std::fs::read(&args.file).with_context(|| format!("FILE {place}"))?;
    let options = Options {
        bounds: profile.bounds,
        convert_rd: args.convert_rd,
        code: args.code_property.as_deref(),
        name: args.name_property.as_deref(),
    };
    let mut left_out = Notes::default();
    eprintln!("[1/2] reading {place}");
    let mut bar = Bar::new(bytes);
    // A line every so often is enough.
    let mut said = 0;
    let boundaries = read(&content, &options, &mut left_out, &mut |done| {
        if done as u64 - said >= bytes / 20 {
            said = done as u64;
            bar.at(said);
        }
    });
    bar.end();
    for note in left_out.named.iter().take(SAID) {
        let line = note.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        eprintln!("      left out: {line}{}", note.sentence);
    }
    let lost = left_out.named.len() + left_out.more;
    if lost > SAID {
        eprintln!("      and {} more", lost - SAID);
    }
    if boundaries.is_empty() {
        bail!("FILE {place}: nothing in it could be taken");
    }
    eprintln!("[2/2] writing");
    let all = boundaries.len();
    boundary::load(app, &country, level, &boundaries, |done| {
        if done == all || done % 1_000 == 0 {
            eprintln!("      {done} of {all}");
        }
    })
    .await?;
    eprintln!("{all} boundaries of {country} are there, {lost} were left out");
    assembly.app.db.close().await;
    Ok(())
}
