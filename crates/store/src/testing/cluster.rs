//! A private PostgreSQL for the tests: started by the first test that wants it, and gone when the tests' process is.
//!
//! One cluster a process, without durability (`fsync=off`), reachable only through a socket in a folder of its own. Each test gets a
//! database copied from a template that was migrated once, which takes tens of milliseconds instead of a migration.
//!
//! The server programs are looked for on the `PATH` and where Debian puts them. `SAAR_TEST_POSTGRES_URL` names a running server to use
//! instead; its role must be allowed to create databases, and they are called `saar_test_…`. (Under `cargo nextest` every test is a process,
//! and so would be every cluster: set the variable there.)

use std::fmt::{self, Display};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Once, OnceLock, mpsc};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _};
use tokio::sync::{OnceCell, oneshot};

/// A running server to use instead of our own.
const URL_VARIABLE: &str = "SAAR_TEST_POSTGRES_URL";

/// How often we try to reach a starting server, and how long we wait between: 60 s, for a machine that is busy compiling.
const CONNECT_TRIES: u32 = 3_000;
const CONNECT_PAUSE: Duration = Duration::from_millis(20);

/// The tests of one process run on a few threads, each with a pool and perhaps a server.
const CONNECTIONS_MAX: u32 = 300;

/// Starts the server and outlives the tests by a moment: its standard input is a pipe whose other end only the tests' process holds, so it
/// ends however that process ends, SIGKILL included. It leads a process group of its own, so Ctrl-C ends the tests first.
/// Arguments: the folder, `initdb`, `postgres`, and the latter's options.
const WATCHDOG: &str = r#"
dir=$1 initdb=$2 postgres=$3
shift 3
{
    "$initdb" -D "$dir/data" -U saar -A trust -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1 &&
        "$postgres" -D "$dir/data" -k "$dir" "$@" >>"$dir/log" 2>&1
    : >"$dir/ended"
} &
trap '' INT TERM HUP
cat >/dev/null
server=$(head -n 1 "$dir/data/postmaster.pid" 2>/dev/null)
[ -z "$server" ] || kill -QUIT "$server" 2>/dev/null
kill -TERM 0
tries=0
while [ -n "$server" ] && kill -0 "$server" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || kill -KILL "$server" 2>/dev/null
    sleep 0.05
done
wait
rm -rf "$dir"
"#;

/// Why a test has no database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClusterError {
    /// This machine has no PostgreSQL; the text says what was looked for. A test may leave PostgreSQL out, loudly.
    NotHere(String),
    /// PostgreSQL is here and something failed; a test fails with it.
    Broken(String),
}

impl Display for ClusterError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotHere(reason) => write!(out, "no PostgreSQL here: {reason}"),
            Self::Broken(reason) => write!(out, "PostgreSQL for tests: {reason}"),
        }
    }
}

impl std::error::Error for ClusterError {}

/// A database of one test's own. It is dropped with this value, also when connections to it are still open.
#[derive(Debug)]
pub struct PgDatabase {
    name: String,
    url: String,
    janitor: mpsc::Sender<Chore>,
}

impl PgDatabase {
    /// Where it is, as `--database-url` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for PgDatabase {
    fn drop(&mut self) {
        // Nobody waits for it. If the janitor is gone, so is the process.
        let _ = self.janitor.send(Chore::Drop {
            name: self.name.clone(),
        });
    }
}

/// A database that `migrate` has migrated. The first call of the process gives `migrate` the address of the template; it must close its
/// connections before it returns. Later calls copy the template, so all calls of a process must mean the same migrations.
///
/// `Ok(None)` when this machine has no PostgreSQL: then a line on the standard error, past the capture of the test harness, says so
/// once. With `CI=true` that is an error instead, because a green CI run must mean that everything ran.
pub async fn migrated_database<F, Fut, E>(migrate: F) -> Result<Option<PgDatabase>, ClusterError>
where
    F: FnOnce(String) -> Fut,
    Fut: Future<Output = Result<(), E>>,
    E: Display,
{
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let cluster = match shared() {
        Ok(cluster) => cluster,
        Err(error) => return left_out(error),
    };
    let template = TEMPLATE
        .get_or_try_init(|| async {
            let template = cluster.create(None).await?;
            let migrated = migrate(template.url.clone()).await;
            migrated.map_err(|error| ClusterError::Broken(format!("migrating the template: {error}")))?;
            let name = template.name.clone();
            // The template stays as long as the process.
            std::mem::forget(template);
            Ok(name)
        })
        .await?;
    cluster.create(Some(template)).await.map(Some)
}

/// A database with nothing in it, for the tests of the migrations themselves. `Ok(None)` as for [`migrated_database`].
pub async fn empty_database() -> Result<Option<PgDatabase>, ClusterError> {
    match shared() {
        Ok(cluster) => cluster.create(None).await.map(Some),
        Err(error) => left_out(error),
    }
}

/// Without PostgreSQL: once a process a loud line, or in CI a failure.
fn left_out(error: ClusterError) -> Result<Option<PgDatabase>, ClusterError> {
    static SAID: Once = Once::new();
    let strict = std::env::var_os("CI").is_some_and(|value| value == "true");
    if strict || matches!(error, ClusterError::Broken(_)) {
        return Err(error);
    }
    SAID.call_once(|| {
        // Not eprintln!: the harness keeps that to itself when the test passes. A closed standard error is no reason to fail.
        let _ = writeln!(std::io::stderr(), "\n*** NOT RUN on PostgreSQL: {error} ***");
    });
    Ok(None)
}

/// What the one thread that creates and drops databases is asked to do. One after the other: a template that is being copied must have no
/// connections.
#[derive(Debug)]
enum Chore {
    Create {
        name: String,
        template: Option<String>,
        done: oneshot::Sender<Result<(), String>>,
    },
    Drop {
        name: String,
    },
}

/// A server, and the thread that keeps its databases.
struct Cluster {
    options: PgConnectOptions,
    janitor: mpsc::Sender<Chore>,
}

/// The cluster of this process; started by whoever comes first.
fn shared() -> Result<&'static Cluster, ClusterError> {
    static CLUSTER: OnceLock<Result<Cluster, ClusterError>> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start).as_ref().map_err(Clone::clone)
}

impl Cluster {
    fn start() -> Result<Self, ClusterError> {
        let (options, started) = match std::env::var(URL_VARIABLE) {
            Ok(url) => {
                let options = url
                    .parse()
                    .map_err(|error| ClusterError::Broken(format!("{URL_VARIABLE}: {error}")))?;
                (options, None)
            }
            Err(_) => {
                let server = PrivateServer::start()?;
                (server.options(), Some(server))
            }
        };
        let (janitor, chores) = mpsc::channel();
        let (ready, is_ready) = mpsc::channel();
        let admin = options.clone();
        let keep = move || keep_databases(&admin, started, &ready, &chores);
        std::thread::Builder::new()
            .name("postgres-janitor".to_owned())
            .spawn(keep)
            .map_err(|error| ClusterError::Broken(error.to_string()))?;
        match is_ready.recv() {
            Ok(Ok(())) => Ok(Self { options, janitor }),
            Ok(Err(reason)) => Err(ClusterError::Broken(reason)),
            Err(_) => Err(ClusterError::Broken(
                "the thread that keeps the databases ended".to_owned(),
            )),
        }
    }

    async fn create(&self, template: Option<&str>) -> Result<PgDatabase, ClusterError> {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("saar_test_{}_{number}", std::process::id());
        let (done, is_done) = oneshot::channel();
        let chore = Chore::Create {
            name: name.clone(),
            template: template.map(str::to_owned),
            done,
        };
        self.janitor
            .send(chore)
            .map_err(|error| ClusterError::Broken(error.to_string()))?;
        let created = is_done.await.unwrap_or_else(|gone| Err(gone.to_string()));
        created.map_err(|reason| ClusterError::Broken(format!("creating the database {name}: {reason}")))?;
        let url = self.options.clone().database(&name).to_url_lossy().to_string();
        Ok(PgDatabase {
            name,
            url,
            janitor: self.janitor.clone(),
        })
    }
}

/// The thread: connects as soon as the server lets us, then does chores until the process ends. It has a runtime of its own, since a test's
/// runtime ends with the test.
fn keep_databases(
    admin: &PgConnectOptions,
    mut server: Option<PrivateServer>,
    ready: &mpsc::Sender<Result<(), String>>,
    chores: &mpsc::Receiver<Chore>,
) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(ready.send(Err(error.to_string()))),
    };
    let mut connection = match runtime.block_on(connect(admin, server.as_mut())) {
        Ok(connection) => connection,
        Err(reason) => return drop(ready.send(Err(reason))),
    };
    if ready.send(Ok(())).is_err() {
        return;
    }
    for chore in chores {
        match chore {
            Chore::Create { name, template, done } => {
                let created = runtime.block_on(create(&mut connection, &name, template.as_deref()));
                // A test that gave up waiting does not need the answer.
                let _ = done.send(created.map_err(|error| error.to_string()));
            }
            Chore::Drop { name } => {
                // What could not be dropped goes with the cluster.
                let _ = runtime.block_on(execute(
                    &mut connection,
                    format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
                ));
            }
        }
    }
}

async fn connect(admin: &PgConnectOptions, mut server: Option<&mut PrivateServer>) -> Result<PgConnection, String> {
    let mut tries = 0;
    loop {
        let error = match admin.connect().await {
            Ok(connection) => return Ok(connection),
            Err(error) => error,
        };
        tries += 1;
        // A server that somebody else runs is there or is not.
        let Some(server) = server.as_deref_mut() else {
            return Err(format!("{URL_VARIABLE}: {error}"));
        };
        if server.has_ended() {
            return Err(format!("the server ended: {}", server.log()));
        }
        if tries == CONNECT_TRIES {
            return Err(format!("{error}: {}", server.log()));
        }
        tokio::time::sleep(CONNECT_PAUSE).await;
    }
}

/// The names are our own (`saar_test_`, a process id, a number): nothing in them needs quoting.
async fn create(connection: &mut PgConnection, name: &str, template: Option<&str>) -> Result<(), sqlx::Error> {
    let template = template.unwrap_or("template0");
    // Whoever migrated the template may still be hanging up.
    let hang_up = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}' AND pid <> pg_backend_pid()"
    );
    execute(connection, hang_up).await?;
    execute(connection, format!("CREATE DATABASE {name} TEMPLATE {template}")).await
}

async fn execute(connection: &mut PgConnection, sql: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.map(|_| ())
}

/// The server that we started: its folder, and the watchdog that holds it.
struct PrivateServer {
    folder: PathBuf,
    /// Its standard input is the pipe that keeps the server running, and is held for as long as the process lives.
    watchdog: Child,
}

impl PrivateServer {
    fn start() -> Result<Self, ClusterError> {
        let programs = find_programs().ok_or_else(|| {
            let looked = "initdb and postgres are neither on the PATH nor in /usr/lib/postgresql/*/bin";
            ClusterError::NotHere(format!(
                "{looked}; Debian has them in the package postgresql, {URL_VARIABLE} names a running server"
            ))
        })?;
        let broken = |error: std::io::Error| ClusterError::Broken(error.to_string());
        // Not removed by us: the watchdog does it, after the server has ended.
        let folder = tempfile::Builder::new()
            .prefix("saar-pg-")
            .tempdir()
            .map_err(broken)?
            .keep();
        let mut command = Command::new("sh");
        command.args(["-c", WATCHDOG, "saar-postgres-watchdog"]).arg(&folder);
        command.arg(programs.join("initdb")).arg(programs.join("postgres"));
        command.args([
            "-F",
            "-c",
            "listen_addresses=",
            "-p",
            "5432",
            "-c",
            "full_page_writes=off",
            "-c",
            "timezone=UTC",
        ]);
        command.args([
            "-c",
            "shared_buffers=64MB",
            "-c",
            &format!("max_connections={CONNECTIONS_MAX}"),
        ]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        // The folder may be unreadable for a user that we become below, and so may be ours.
        command.current_dir("/");
        // PostgreSQL refuses to run as root. The folder we just made tells who we are.
        if fs::metadata(&folder).map_err(broken)?.uid() == 0 {
            let users = fs::read_to_string("/etc/passwd").map_err(broken)?;
            let (user, group) = unprivileged(&users).ok_or_else(|| {
                ClusterError::NotHere("we are root, and there is no user postgres or nobody".to_owned())
            })?;
            chown(&folder, Some(user), Some(group)).map_err(broken)?;
            command.uid(user).gid(group);
        }
        let watchdog = command.spawn().map_err(broken)?;
        Ok(Self { folder, watchdog })
    }

    fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(&self.folder)
            .port(5432)
            .username("saar")
            .database("postgres")
    }

    fn has_ended(&mut self) -> bool {
        self.folder.join("ended").exists() || !matches!(self.watchdog.try_wait(), Ok(None))
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_else(|error| error.to_string())
    }
}

/// The folder that holds `initdb` and `postgres`: from the `PATH`, else Debian's newest.
fn find_programs() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    debian.sort_unstable_by(|one, other| other.cmp(one));
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres"]
            .iter()
            .all(|program| folder.join(program).is_file())
    };
    let folder = on_path
        .into_iter()
        .chain(debian.into_iter().map(|(_, folder)| folder))
        .find(complete)?;
    // Through a link on the PATH the programs would look for their files in the wrong place.
    let real = fs::canonicalize(folder.join("postgres")).ok()?;
    real.parent()
        .filter(|folder| folder.join("initdb").is_file())
        .map(Path::to_owned)
        .or(Some(folder))
}

/// User and group number of a user that may run a server, from `/etc/passwd`.
fn unprivileged(users: &str) -> Option<(u32, u32)> {
    ["postgres", "nobody"].iter().find_map(|name| {
        let fields = users
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>())
            .find(|fields| fields[0] == *name)?;
        Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead as _, BufReader};

    /// Set for the process that the test below kills.
    const VICTIM: &str = "SAAR_TEST_CLUSTER_VICTIM";

    async fn run(url: &str, sql: &'static str) -> Result<u64, sqlx::Error> {
        let mut connection = url.parse::<PgConnectOptions>()?.connect().await?;
        sqlx::query(sql)
            .execute(&mut connection)
            .await
            .map(|done| done.rows_affected())
    }

    async fn migrate(url: String) -> Result<(), sqlx::Error> {
        // Fails if it runs twice on one template.
        run(&url, "CREATE TABLE street (name TEXT NOT NULL)").await?;
        run(&url, "INSERT INTO street VALUES ('Lindelaan')").await.map(drop)
    }

    #[tokio::test]
    async fn each_test_has_a_migrated_database_of_its_own() {
        let Some(one) = migrated_database(migrate).await.unwrap() else {
            return;
        };
        let other = migrated_database(migrate).await.unwrap().unwrap();
        assert_eq!(run(one.url(), "DELETE FROM street").await.unwrap(), 1);
        assert_eq!(
            run(other.url(), "DELETE FROM street").await.unwrap(),
            1,
            "what one test deletes, another still has"
        );
        let empty = empty_database().await.unwrap().unwrap();
        assert!(
            run(empty.url(), "DELETE FROM street").await.is_err(),
            "an empty database has no tables"
        );
    }

    #[tokio::test]
    async fn a_database_goes_with_its_value_also_under_an_open_connection() {
        let Some(database) = empty_database().await.unwrap() else {
            return;
        };
        let url = database.url().to_owned();
        let open = url.parse::<PgConnectOptions>().unwrap().connect().await.unwrap();
        drop(database);
        // The janitor works in order: when the next is created, the former is dropped.
        let _next = empty_database().await.unwrap().unwrap();
        assert!(run(&url, "SELECT 1").await.is_err());
        drop(open);
    }

    /// Not a test: the process that is killed. Says where its cluster is and stays.
    #[tokio::test]
    async fn victim() {
        if std::env::var_os(VICTIM).is_some() {
            let cluster = shared().unwrap();
            let folder = cluster.options.get_socket().unwrap().display().to_string();
            writeln!(std::io::stderr(), "\ncluster in {folder}").unwrap();
            std::future::pending::<()>().await;
        }
    }

    #[test]
    fn the_server_ends_with_the_process_even_by_sigkill() {
        if find_programs().is_none() || std::env::var_os(URL_VARIABLE).is_some() {
            return;
        }
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args([
                concat!(module_path!(), "::victim").split_once("::").unwrap().1,
                "--exact",
                "--nocapture",
            ])
            .env(VICTIM, "1")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(victim.stderr.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let folder = lines
            .filter_map(|line| line.strip_prefix("cluster in ").map(PathBuf::from))
            .next()
            .unwrap();
        let server = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap();
        let server = PathBuf::from("/proc").join(server.lines().next().unwrap());
        assert!(server.exists());
        victim.kill().unwrap();
        victim.wait().unwrap();
        let gone = (0..500).any(|_| {
            std::thread::sleep(CONNECT_PAUSE);
            !folder.exists() && !server.exists()
        });
        assert!(
            gone,
            "{} and process {} outlived the tests",
            folder.display(),
            server.display()
        );
    }

    #[test]
    fn root_becomes_postgres_or_else_nobody() {
        let users = "root:x:0:0::/:/bin/sh\nnobody:x:65534:65533::/:/bin/false\npostgres:x:101:104::/:/bin/sh\n";
        assert_eq!(unprivileged(users), Some((101, 104)));
        assert_eq!(
            unprivileged(users.split("postgres").next().unwrap()),
            Some((65534, 65533))
        );
        assert_eq!(unprivileged("root:x:0:0::/:/bin/sh\n"), None);
    }
}
