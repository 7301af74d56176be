//! `saar demo`.

use crate::demo::Options;
use crate::map::Background;
use std::net::SocketAddr;
use std::path::PathBuf;

/// How the demo is started.
#[derive(Debug, clap::Args)]
pub(super) struct DemoArgs {
    /// Where the village is kept
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Where browsers find it
    #[arg(long, value_name = "ADDRESS", default_value_t = Options::default().listen)]
    listen: SocketAddr,
    /// Neighbours react at once; for tests
    #[arg(long)]
    fast: bool,
    /// Does not count how often an account writes; for tests
    #[arg(long, hide = true)]
    uncounted: bool,
    /// Print nothing but mistakes
    #[arg(long)]
    quiet: bool,
    /// What lies behind the map: plan, pdok, osm, or an address of tiles
    #[arg(long, value_name = "BACKGROUND", default_value = "plan", value_parser = background)]
    map_background: Background,
}

fn background(text: &str) -> Result<Background, String> {
    Background::parse(text).ok_or_else(|| format!("expected {}", Background::EXPECTED))
}

impl From<DemoArgs> for Options {
    fn from(args: DemoArgs) -> Self {
        Self {
            data_dir: args.data_dir,
            listen: args.listen,
            fast: args.fast,
            counts_writes: !args.uncounted,
            quiet: args.quiet,
            background: args.map_background,
        }
    }
}
