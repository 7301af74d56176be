//! The demo: an invented village with simulated neighbours, on this machine, without settings.
//!
//! - [`village`]: the village and its past, filled once.
//! - [`personas`], [`sign_in`]: whom a visitor can be.
//! - `neighbours`, `phones`: who reacts to a visitor, through the same doors as everybody.
//! - [`start`], [`run`]: the program around it.

mod assemble;
mod dice;
mod neighbours;
mod pace;
mod persona;
mod phones;
mod place;
mod screen;
mod sse;
pub mod village;

pub use place::USUAL_FOLDER;

pub use persona::{Persona, first_resident, persona_token, personas, sign_in};

use crate::app::App;
use crate::job;
use crate::map::{Background, Tiles};
use crate::serve::{connection, site};
use crate::system::{OsEntropy, SystemClock};
use crate::web::Tending;
use anyhow::Context as _;
use assemble::{Parts, SinkLetters};
use neighbours::Neighbours;
use pace::Pace;
use phones::{OwnServiceOnly, Phones};
use place::{Place, Taken};
use saar_delivery::email::Email;
use saar_delivery::fake::{PushService, SmtpSink};
use saar_delivery::guard::{EndpointGuard, install_crypto};
use saar_delivery::webpush::{VapidKey, WebPush};
use saar_domain::clock::{Clock, Entropy};
use saar_store::{Db, Sealer, secret};
use std::io::{ErrorKind, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Under which name the demo's push key is kept.
const PUSH_KEY: &str = "demo push key";
/// Whom push services and mails name; nobody's address (RFC 2606).
const CONTACT: &str = "mailto:demo@example.org";
const FROM: &str = "SAAR demo <demo@example.org>";
const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// How long requests and jobs under way are waited for at the end.
const STOP_PATIENCE: Duration = Duration::from_secs(5);
/// How long another program at our address may take to say what it is.
const ASK_PATIENCE: Duration = Duration::from_secs(3);

/// How the demo is started. Everything has a default; there is nothing to configure.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the village is kept; `data/demo` when nothing is said.
    pub data_dir: Option<PathBuf>,
    /// Where browsers find it. Port 0 is any free one.
    pub listen: SocketAddr,
    /// Neighbours react at once; for tests.
    pub fast: bool,
    /// Writes of an account are counted, as everywhere; without it, for a program that tries every operation within a minute.
    pub counts_writes: bool,
    /// Prints nothing but mistakes.
    pub quiet: bool,
    /// What lies behind the map.
    pub background: Background,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            data_dir: None,
            listen: SocketAddr::new(LOCAL, 8117),
            fast: false,
            counts_writes: true,
            quiet: false,
            background: Background::Plan,
        }
    }
}

/// What came of starting the demo.
pub enum Start {
    /// It runs.
    Running(Box<Running>),
    /// It runs already: what to tell the one who started it twice.
    Already(String),
}

/// A running demo.
pub struct Running {
    /// `http://127.0.0.1:8117`.
    pub address: String,
    /// The program.
    pub app: Arc<App>,
    place: Place,
    stop: CancellationToken,
    tasks: TaskTracker,
    // They end when they are dropped.
    _push: PushService,
    _mail: SmtpSink,
}

/// Starts the demo, shows it on one screen, and ends with Ctrl+C or SIGTERM. Starting it twice is harmless.
pub async fn run(options: Options) -> anyhow::Result<()> {
    let quiet = options.quiet;
    let running = match start(options).await? {
        Start::Running(running) => running,
        Start::Already(message) => {
            show(&[message])?;
            return Ok(());
        }
    };
    if !quiet {
        let personas = personas(&running.app).await?;
        show(&screen::welcome(
            &running.address,
            &personas,
            &running.app.sealer,
            running.place.folder(),
        ))?;
    }
    asked_to_stop().await?;
    running.stop().await;
    Ok(())
}

/// Starts the demo and lets it run.
pub async fn start(options: Options) -> anyhow::Result<Start> {
    install_crypto();
    let place = match Place::take(options.data_dir.clone())? {
        Taken::Ours(place) => place,
        Taken::Elsewhere(address) => return Ok(Start::Already(already(address.as_deref()))),
    };
    let listener = match TcpListener::bind(options.listen).await {
        Err(error) if error.kind() == ErrorKind::AddrInUse => return taken(options.listen).await,
        other => other.with_context(|| format!("listening on {}", options.listen))?,
    };
    let address = format!("http://{}", browsable(listener.local_addr()?));
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(OsEntropy));
    let progress = |done, of| {
        if !options.quiet {
            tell_progress(done, of);
        }
    };
    let (db, master) = place.village(clock.now(), entropy.as_ref(), progress).await?;

    let (push, mail) = (PushService::start().await, SmtpSink::start().await);
    let app = assemble(db, master, clock, entropy, &address, (&push, &mail), &options).await?;
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    serve(&app, listener, &tasks, &stop);
    let pace = if options.fast { Pace::InHaste } else { Pace::AsPeople };
    enliven(&app, &push, &address, pace, (&tasks, &stop)).await?;
    place.say_address(&address)?;
    Ok(Start::Running(Box::new(Running {
        address,
        app,
        place,
        stop,
        tasks,
        _push: push,
        _mail: mail,
    })))
}

/// The program with the demo's push service and mail server behind its channels.
async fn assemble(
    db: Db,
    master: [u8; 32],
    clock: Arc<SystemClock>,
    entropy: Arc<OsEntropy>,
    address: &str,
    (push, mail): (&PushService, &SmtpSink),
    options: &Options,
) -> anyhow::Result<Arc<App>> {
    let mut tx = db.write().await?;
    let make = || VapidKey::generate(entropy.as_ref()).to_base64url().to_string();
    let sealer = Sealer::new(&master);
    let key = secret::get_or_make(&mut tx, &sealer, PUSH_KEY, clock.now(), entropy.as_ref(), make).await?;
    tx.commit().await?;
    let key = VapidKey::from_base64url(&key)?;
    let push_public_key = key.public_base64url();
    let push_guard = EndpointGuard::push_services().with_origins([push.origin()])?;
    let channel = WebPush::new(
        key,
        CONTACT.to_owned(),
        push_guard.clone(),
        Arc::clone(&entropy) as Arc<dyn Entropy>,
    )?;
    // Whom to thank for tiles of one's own nobody said here: their server is named.
    let map = options.background.tiles("").map(|tiles| match tiles.credit.as_str() {
        "" => Tiles {
            credit: tiles.host().to_owned(),
            ..tiles
        },
        _ => tiles,
    });
    let letters = SinkLetters {
        email: Email::new(mail.settings(FROM))?,
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
    };
    assemble::app(Parts {
        db,
        master,
        clock,
        entropy,
        channels: vec![
            Box::new(OwnServiceOnly {
                channel,
                origin: push.origin().to_owned(),
            }),
            Box::new(Email::new(mail.settings(FROM))?),
        ],
        letters: Box::new(letters),
        public_url: address.parse()?,
        push_guard,
        push_public_key,
        map,
        counts_writes: options.counts_writes,
    })
    .await
}

/// Starts the jobs and the site, as `saar serve` does.
fn serve(app: &Arc<App>, listener: TcpListener, tasks: &TaskTracker, stop: &CancellationToken) {
    job::start(app, tasks, stop);
    let tending = Tending {
        tasks: tasks.clone(),
        stop: stop.clone(),
        ..Tending::default()
    };
    let site = site(app, &tending, Arc::from([]), false);
    tasks.spawn(connection::serve(listener, site, stop.clone()));
}

/// Gives the simulated neighbours phones and tokens, and lets them live.
async fn enliven(
    app: &App,
    push: &PushService,
    address: &str,
    pace: Pace,
    (tasks, stop): (&TaskTracker, &CancellationToken),
) -> anyhow::Result<()> {
    let (group, accounts) = persona::simulated(app)
        .await?
        .context("the demo's main group is gone")?;
    // The environment may name a proxy; neighbours live next door.
    let client = reqwest::Client::builder().no_proxy().build()?;
    let phones = Phones::hand_out(app, push, &accounts, client.clone(), pace).await?;
    tasks.spawn(phones.answer(tasks.clone(), stop.clone()));
    let neighbours = Neighbours {
        base: address.to_owned(),
        group: group.to_string(),
        tokens: neighbours::hand_out_tokens(app, &accounts).await?,
        client,
        pace,
    };
    tasks.spawn(neighbours::live(neighbours, tasks.clone(), stop.clone()));
    Ok(())
}

impl Running {
    /// Ends it: what is under way is finished, within a few seconds.
    pub async fn stop(self) {
        self.stop.cancel();
        self.tasks.close();
        if tokio::time::timeout(STOP_PATIENCE, self.tasks.wait()).await.is_err() {
            tracing::warn!("demo: something did not end in time");
        }
        self.app.keys.close().await;
        self.app.db.close().await;
    }
}

/// Somebody else listens where we want to: another demo, or another program.
async fn taken(listen: SocketAddr) -> anyhow::Result<Start> {
    let address = format!("http://{}", browsable(listen));
    let client = reqwest::Client::builder().no_proxy().timeout(ASK_PATIENCE).build()?;
    let page = async { client.get(format!("{address}/demo")).send().await?.text().await }.await;
    if page.is_ok_and(|page| page.contains("DEMO")) {
        return Ok(Start::Already(already(Some(&address))));
    }
    anyhow::bail!("another program uses {listen}; choose another address with --listen 127.0.0.1:PORT")
}

fn already(address: Option<&str>) -> String {
    match address {
        Some(address) => format!("The demo runs already: open {address}/demo"),
        None => "The demo is being started already, in the same data folder.".to_owned(),
    }
}

/// The address to type: one that listens everywhere is reached on this machine.
fn browsable(listen: SocketAddr) -> SocketAddr {
    if listen.ip().is_unspecified() {
        SocketAddr::new(LOCAL, listen.port())
    } else {
        listen
    }
}

fn tell_progress(done: usize, of: usize) {
    let mut out = std::io::stdout();
    let end = if done == of { "\n" } else { "" };
    // A terminal that went away is no reason to stop.
    let _ = write!(
        out,
        "\r  Building the village: {done} of {of} groups have their past{end}"
    );
    let _ = out.flush();
}

fn show(lines: &[String]) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}

#[cfg(unix)]
async fn asked_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
