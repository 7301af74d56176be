//! `saar invite`: a link into a group, and its QR code.

use crate::app::App;
use crate::config::Settings;
use crate::usecase::invite::{self, InviteError, Limits};
use anyhow::{Context as _, anyhow, bail};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use saar_domain::id::GroupId;
use saar_store::invite::Invite;
use std::io::IsTerminal as _;

#[derive(Debug, clap::Args)]
pub(super) struct InviteArgs {
    /// The group's id: see saar group list
    group: GroupId,
    /// How many people may join by it
    #[arg(long, default_value_t = 1)]
    uses: u32,
    /// How many days it is valid
    #[arg(long, default_value_t = 14)]
    days: u32,
    /// Print no QR code
    #[arg(long)]
    no_qr: bool,
}

pub(super) async fn run(settings: &Settings, args: &InviteArgs) -> anyhow::Result<()> {
    let assembly = super::for_command(settings).await?;
    let limits = Limits {
        uses_max: Some(args.uses),
        days: Some(args.days),
    };
    let made = make(&assembly.app, args.group, limits).await?;
    print(&assembly.app, &made, !args.no_qr)?;
    assembly.app.db.close().await;
    Ok(())
}

/// Makes an invite by the operator.
pub(super) async fn make(app: &App, group: GroupId, limits: Limits) -> anyhow::Result<Invite> {
    match invite::create_by_operator(app, group, limits).await {
        Ok(made) => Ok(made),
        Err(InviteError::Invalid(errors)) => bail!("{}", super::say(&errors)),
        Err(InviteError::Denied(crate::usecase::access::Denied::NotHere)) => {
            Err(anyhow!("no group has the id {group}: see saar group list"))
        }
        Err(InviteError::Denied(error)) => Err(error.into()),
    }
}

/// Prints the link to standard output, and what goes with it to standard error.
pub(super) fn print(app: &App, made: &Invite, qr: bool) -> anyhow::Result<()> {
    let link = app.link(&format!("/join/{}", invite::word(&app.sealer, made.id)));
    if qr {
        let code = QrCode::new(&link).context("the link does not fit into a QR code")?;
        let picture = code.render::<Dense1x2>().build();
        let terminal = std::io::stderr().is_terminal();
        for line in picture.lines() {
            // Black on white, whatever the terminal's own colours are: many phones do not read an inverted code.
            eprintln!(
                "{}",
                if terminal {
                    format!("\x1b[30;107m{line}\x1b[0m")
                } else {
                    line.to_owned()
                }
            );
        }
    }
    let zone = jiff::tz::TimeZone::UTC;
    let until = made.expires_at.to_jiff().to_zoned(zone).strftime("%Y-%m-%d %H:%M UTC");
    eprintln!("for {} newcomer(s), until {until}:", made.uses_max);
    println!("{link}");
    Ok(())
}
