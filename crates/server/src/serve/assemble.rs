//! Building the [`App`] from settings: database, keys, channels.

use super::key::{self, KeyError};
use super::letters::{ByMail, NoMail, SharedEmail, ToLog};
use crate::app::{App, Letters, Profiles};
use crate::bus::Bus;
use crate::config::Settings;
use crate::config::check::mask_password;
use crate::fault::Faults;
use crate::i18n::I18n;
use crate::key_ring::{self, RingError};
use crate::system::{OsEntropy, SystemClock};
use crate::web::render::Renderer;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_delivery::Channel;
use saar_delivery::email::{Email, EmailError, SmtpSettings};
use saar_delivery::guard::{EndpointGuard, OriginError};
use saar_delivery::webpush::{VapidError, VapidKey, WebPush, WebPushError};
use saar_domain::clock::{Clock, Entropy, Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::BootId;
use saar_store::lock::{self, Guard};
use saar_store::{Db, KeyStore, Sealer, StoreError, migrate, secret};
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// How long one mail may take.
const MAIL_TIMEOUT: Span = Span::seconds(10);
/// The name of the push key among the shared secrets.
const PUSH_KEY: &str = "push key";
/// The name of the key of codes and signatures there.
const CODES_KEY: &str = "codes key";

/// What for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To serve: holds the SQLite file for itself as long as the [`Assembly`] lives, and has every channel.
    Serve,
    /// For one command, beside a running server too: writes through SQLite's own locks, has no channels, and migrates only when nobody serves.
    Command,
}

/// What stands in the place of the real thing. `Replacements::default()` replaces nothing.
#[derive(Default)]
pub struct Replacements {
    /// Another clock.
    pub clock: Option<Arc<dyn Clock>>,
    /// Other chance.
    pub entropy: Option<Arc<dyn Entropy>>,
    /// Other channels, instead of those of the settings.
    pub channels: Option<BTreeMap<ChannelKind, Box<dyn Channel>>>,
    /// Another way for letters.
    pub letters: Option<Box<dyn Letters>>,
    /// Places to stop at.
    pub faults: Faults,
    /// The installation is a demo.
    pub demo: bool,
}

/// The program, and the lock that it lives under.
#[derive(Debug)]
pub struct Assembly {
    /// The program.
    pub app: Arc<App>,
    /// Held while it serves a SQLite file; none on PostgreSQL and for commands.
    pub lock: Option<Guard>,
}

/// Why it did not start. Each says the mend.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder of the data.
    #[error("the data folder {} cannot be made: {source}; make it, or name another one with --data-dir", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The database.
    #[error("{database}: {source}{mend}")]
    Store {
        /// Its address, without a password.
        database: String,
        /// What happened.
        source: StoreError,
        /// What to do, where that is known.
        mend: &'static str,
    },
    /// An older server runs on a file that the new program would have to migrate.
    #[error(
        "{database} has schema {found}, this program needs {needed}, and a server is running on it: stop it, and start the new one first"
    )]
    OlderServer {
        /// Its address.
        database: String,
        /// What it has.
        found: i64,
        /// What is needed.
        needed: i64,
    },
    /// The secret key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// There is data, but not the key to it.
    #[error(
        "the secret key {} is missing, but {database} holds data sealed with it: put the key's file back from where you keep its copy (saar never makes a second one)",
        key.display()
    )]
    KeyMissing {
        /// The file.
        key: PathBuf,
        /// The database.
        database: String,
    },
    /// A rotated key is not in the file.
    #[error(transparent)]
    Ring(RingError),
    /// The push key is damaged.
    #[error("the push key in the database: {0}")]
    PushKey(#[from] VapidError),
    /// Web Push.
    #[error("push: {0}")]
    WebPush(#[from] WebPushError),
    /// An origin of the settings.
    #[error("push_extra_origins: {0}")]
    Origin(#[from] OriginError),
    /// E-mail.
    #[error("smtp: {0}; see [smtp] in the settings")]
    Email(#[from] EmailError),
    /// The file of the mail server's password.
    #[error("smtp.password_file {}: {source}", path.display())]
    PasswordFile {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A built-in file is broken: a mistake of ours.
    #[error("a built-in file is broken: {0}")]
    BuiltIn(String),
}

/// Builds the program.
pub async fn assemble(settings: &Settings, mode: Mode, replace: Replacements) -> Result<Assembly, StartError> {
    saar_delivery::guard::install_crypto();
    let clock = replace.clock.unwrap_or_else(|| Arc::new(SystemClock));
    let entropy = replace.entropy.unwrap_or_else(|| Arc::new(OsEntropy));
    make_folder(&settings.data_dir)?;
    let mut opened = open(settings, mode).await?;
    let database = mask_password(&settings.database());
    have_key(settings, opened.is_new, &database, entropy.as_ref())?;
    let now = clock.now();
    let (sealer, key_watch) = key_ring::begin(&opened.db, &settings.key_file())
        .await
        .map_err(|error| keyless(&database, error))?;
    let sealer = codes_key(&opened.db, sealer, now, entropy.as_ref())
        .await
        .map_err(|source| failed(&database, source))?;
    let keys = KeyStore::open(&opened.db, sealer.clone(), Arc::clone(&entropy))
        .await
        .map_err(|source| failed(&database, source))?;
    if keys.was_missing() && !opened.is_new {
        tracing::warn!(
            "THE KEY STORE WAS NOT THERE and is made anew: what was said and shown before cannot be read any more; alarms, their history and members are whole. After an upgrade from a version without a key store this is as it should be"
        );
    }
    let vapid = push_key(&opened.db, &sealer, clock.as_ref(), entropy.as_ref())
        .await
        .map_err(|source| failed(&database, source))?;
    let vapid = VapidKey::from_base64url(&vapid)?;
    let push_guard = EndpointGuard::push_services().with_origins(&settings.push_extra_origins)?;
    let push_public_key = vapid.public_base64url();
    let email = match (mode, &replace.channels) {
        (Mode::Serve, None) => email(settings)?.map(Arc::new),
        _ => None,
    };
    let letters = replace
        .letters
        .unwrap_or_else(|| letters(settings, mode, email.as_ref(), &clock));
    let channels = match (mode, replace.channels) {
        (_, Some(channels)) => channels,
        (Mode::Command, None) => BTreeMap::new(),
        (Mode::Serve, None) => {
            let contact = settings.push_contact();
            let push = WebPush::new(vapid, contact, push_guard.clone(), Arc::clone(&entropy))?;
            let push: Box<dyn Channel> = Box::new(push);
            let email = email.map(|email| Box::new(SharedEmail(email)) as Box<dyn Channel>);
            std::iter::once(push)
                .chain(email)
                .map(|channel| (channel.kind(), channel))
                .collect()
        }
    };
    let broken = |error: &dyn std::fmt::Display| StartError::BuiltIn(error.to_string());
    let i18n = Arc::new(I18n::new().map_err(|error| broken(&error))?);
    let app = App {
        db: opened.db,
        sealer,
        key_watch: Some(key_watch),
        keys: Arc::new(keys),
        profiles: Profiles::built_in().map_err(|error| broken(&error))?,
        lexicon: saar_domain::text::Lexicon::built_in().map_err(|error| broken(&error))?,
        own_words: Default::default(),
        renderer: Renderer::new(&i18n, false),
        i18n,
        bus: Bus::default(),
        channels,
        letters,
        country: settings.default_country.0.clone(),
        public_url: settings.public_url.clone(),
        push_guard,
        push_public_key,
        boot: BootId::new(now, entropy.as_ref()),
        boot_at: now,
        map: settings
            .map_background
            .tiles(settings.map_credit.as_deref().unwrap_or_default()),
        demo: replace.demo,
        areas: crate::areas::Areas::default(),
        counts_writes: true,
        founding_approval: settings.founding_approval,
        faults: replace.faults,
        clock,
        entropy,
    };
    Ok(Assembly {
        app: Arc::new(app),
        lock: opened.lock.take(),
    })
}

fn failed(database: &str, source: StoreError) -> StartError {
    let mend = match &source {
        StoreError::Unsealable => {
            " Put the file secret.key of this database in its place, or name it with --secret-key-file"
        }
        StoreError::Database(_) => "; see database_url in the settings",
        _ => "",
    };
    StartError::Store {
        database: database.to_owned(),
        source,
        mend,
    }
}

/// Makes the data folder, for this user only: it will hold the key.
pub(crate) fn make_folder(path: &Path) -> Result<(), StartError> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|source| StartError::Folder {
            path: path.to_path_buf(),
            source,
        })
}

/// An open, migrated database.
pub(crate) struct Opened {
    pub(crate) db: Db,
    lock: Option<Guard>,
    /// There was nothing in it.
    is_new: bool,
}

/// Opens and migrates. On SQLite a server holds the file's lock while it runs, and a command only while it migrates.
pub(crate) async fn open(settings: &Settings, mode: Mode) -> Result<Opened, StartError> {
    let (url, shown) = (settings.database(), mask_password(&settings.database()));
    let failed = |source| failed(&shown, source);
    let file = settings.sqlite_file();
    // Before the file is opened: a second server changes nothing.
    let mut lock = match (mode, &file) {
        (Mode::Serve, Some(file)) => Some(lock::take(file).map_err(failed)?),
        _ => None,
    };
    if let Some(file) = &file {
        // For this user only, also in a folder that others may read. SQLite gives its journal the same rights.
        let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    }
    let db = Db::open(&url).await.map_err(failed)?;
    let found = migrate::current(&db).await.map_err(failed)?;
    let known = migrate::newest();
    if found > known {
        return Err(failed(StoreError::NewerSchema { found, known }));
    }
    if found < known {
        if let (Mode::Command, Some(file)) = (mode, &file) {
            lock = match lock::take(file) {
                Ok(guard) => Some(guard),
                Err(StoreError::InUse) => {
                    return Err(StartError::OlderServer {
                        database: shown,
                        found,
                        needed: known,
                    });
                }
                Err(error) => return Err(failed(error)),
            };
        }
        migrate::migrate(&db).await.map_err(failed)?;
        if mode == Mode::Command {
            lock = None;
        }
    }
    Ok(Opened {
        db,
        lock,
        is_new: found == 0,
    })
}

/// Sees to it that there is a key: made at the first start, and never a second time.
fn have_key(settings: &Settings, is_new: bool, database: &str, entropy: &dyn Entropy) -> Result<(), StartError> {
    let path = settings.key_file();
    match key::read(&path)? {
        Some(_) => Ok(()),
        // A second key would open nothing of what is stored, and hide that the first one is lost.
        None if !is_new => Err(StartError::KeyMissing {
            key: path,
            database: database.to_owned(),
        }),
        None => {
            key::make(&path, entropy)?;
            tracing::info!(file = %path.display(), "made the secret key: keep a copy of it, apart from the backups");
            Ok(())
        }
    }
}

fn keyless(database: &str, error: RingError) -> StartError {
    match error {
        RingError::Store(source) => failed(database, source),
        RingError::Key(error) => StartError::Key(error),
        error @ RingError::Behind { .. } => StartError::Ring(error),
    }
}

/// The key of codes and signatures: of the first secret key of this installation, and kept when that is rotated, so that what is printed stays good.
async fn codes_key(db: &Db, sealer: Sealer, now: Timestamp, entropy: &dyn Entropy) -> Result<Sealer, StoreError> {
    let mut tx = db.write().await?;
    let make = || URL_SAFE_NO_PAD.encode(**sealer.codes_key());
    let text = Zeroizing::new(secret::get_or_make(&mut tx, &sealer, CODES_KEY, now, entropy, make).await?);
    tx.commit().await?;
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text.as_bytes()).unwrap_or_default());
    let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| StoreError::Unsealable)?;
    Ok(sealer.with_codes_key(Zeroizing::new(key)))
}

/// The installation's push key; made the first time. It also proves that the secret key belongs to this database.
async fn push_key(
    db: &Db,
    sealer: &Sealer,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> Result<Zeroizing<String>, StoreError> {
    let mut tx = db.write().await?;
    let make = || VapidKey::generate(entropy).to_base64url().to_string();
    let key = secret::get_or_make(&mut tx, sealer, PUSH_KEY, clock.now(), entropy, make).await?;
    tx.commit().await?;
    Ok(Zeroizing::new(key))
}

fn email(settings: &Settings) -> Result<Option<Email>, StartError> {
    let (Some(host), Some(from)) = (&settings.smtp_host, &settings.smtp_from) else {
        return Ok(None);
    };
    let password = match (&settings.smtp_password, &settings.smtp_password_file) {
        (Some(password), _) => Some(password.0.clone()),
        (None, Some(path)) => Some(first_line(path)?),
        (None, None) => None,
    };
    Ok(Some(Email::new(SmtpSettings {
        host: host.clone(),
        port: settings.smtp_port,
        tls: settings.smtp_tls,
        user: settings.smtp_user.clone(),
        password,
        from: from.clone(),
        timeout: MAIL_TIMEOUT,
    })?))
}

fn first_line(path: &Path) -> Result<Zeroizing<String>, StartError> {
    let failed = |source| StartError::PasswordFile {
        path: path.to_path_buf(),
        source,
    };
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(failed)?);
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        let source = std::io::Error::new(std::io::ErrorKind::InvalidData, "its first line is empty");
        return Err(failed(source));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

fn letters(settings: &Settings, mode: Mode, email: Option<&Arc<Email>>, clock: &Arc<dyn Clock>) -> Box<dyn Letters> {
    match email {
        Some(email) => Box::new(ByMail {
            email: Arc::clone(email),
            clock: Arc::clone(clock),
        }),
        None if mode == Mode::Command => Box::new(NoMail),
        None if settings.letters_to_log => {
            tracing::warn!("NO MAIL SERVER: codes to sign in are written to this log (letters_to_log)");
            Box::new(ToLog)
        }
        None => {
            tracing::warn!(
                "NO MAIL SERVER: nobody can sign in or join, and no mails are sent. Set up [smtp]; to try it out on localhost, --letters-to-log"
            );
            Box::new(NoMail)
        }
    }
}
