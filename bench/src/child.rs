//! Starting, watching and always ending the servers under test.
//!
//! Every server is started through this program's own hidden `child` command, which pins itself to
//! a core, asks the kernel to kill it when the bench dies, raises its file limit, and then becomes
//! the server (`exec` keeps all three). So nothing survives the bench, however that ends.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rustix::process::{Pid, Resource, Rlimit, Signal};
use rustix::thread::CpuSet;

/// The core that every server is pinned to.
pub(crate) const SERVER_CORE: usize = 0;
/// The core that the load program is pinned to.
pub(crate) const LOAD_CORE: usize = 1;
/// How long a server may take until it says that it is ready.
pub(crate) const READY_WITHIN: Duration = Duration::from_secs(60);

/// Pins the calling thread, and every thread or process that it starts, to one core.
pub(crate) fn pin_to(core: usize) -> Result<()> {
    let mut set = CpuSet::new();
    set.set(core);
    rustix::thread::sched_setaffinity(None, &set)
        .with_context(|| format!("cannot pin to core {core}; at least two cores are needed"))
}

/// Raises the soft limit on open files to the hard one and returns it.
pub(crate) fn raise_file_limit() -> Result<u64> {
    let now = rustix::process::getrlimit(Resource::Nofile);
    rustix::process::setrlimit(
        Resource::Nofile,
        Rlimit {
            current: now.maximum,
            maximum: now.maximum,
        },
    )
    .context("cannot raise the limit on open files")?;
    Ok(now.maximum.unwrap_or(u64::MAX))
}

/// The hidden `child` command: prepare this process, then become `command`. Returns only on failure.
pub(crate) fn become_child(core: usize, parent: u32, command: &[OsString]) -> Result<()> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    // The parent may have died before the line above; then no signal would ever come.
    let actual = rustix::process::getppid().map(Pid::as_raw_nonzero);
    if actual.map(|pid| pid.get().unsigned_abs()) != Some(parent) {
        bail!("the bench is gone already");
    }
    pin_to(core)?;
    raise_file_limit()?;
    let (program, arguments) = command.split_first().context("nothing to run")?;
    Err(Command::new(program).args(arguments).exec()).with_context(|| format!("cannot start {}", program.display()))
}

/// A server under test. Dropping it kills it and waits for it.
pub(crate) struct Server {
    child: Child,
}

impl Server {
    /// Starts `command` pinned to [`SERVER_CORE`]. With `ready_within`, the first line of its
    /// standard output that starts with `{` is awaited and returned: the server's word that it is ready.
    pub(crate) fn start(command: Vec<OsString>, ready_within: Option<Duration>) -> Result<(Self, Option<String>)> {
        let own = std::env::current_exe().context("cannot find this program's own file")?;
        let mut child = Command::new(own)
            .arg("child")
            .arg("--core")
            .arg(SERVER_CORE.to_string())
            .arg("--parent")
            .arg(std::process::id().to_string())
            .arg("--")
            .args(command)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .context("cannot start a server process")?;
        let stdout = child.stdout.take();
        let server = Self { child };
        let stdout = stdout.context("the server has no standard output")?;
        let (line_sender, line_receiver) = mpsc::channel();
        // Read to the end, so that a talkative server never blocks on a full pipe.
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if line.starts_with('{') {
                    let _gone = line_sender.send(line);
                }
            }
        });
        let Some(ready_within) = ready_within else {
            return Ok((server, None));
        };
        let line = line_receiver
            .recv_timeout(ready_within)
            .map_err(|_| anyhow!("the server ended, or printed no ready line within {ready_within:?}"))?;
        Ok((server, Some(line)))
    }

    /// The process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// CPU time used so far by all threads, user and system, as the kernel counts it.
    pub(crate) fn cpu(&self) -> Result<CpuReading> {
        CpuReading::of(self.pid())
    }

    /// Resident memory in KiB (`VmRSS`).
    pub(crate) fn resident_kib(&self) -> Result<u64> {
        let path = format!("/proc/{}/status", self.pid());
        let status = std::fs::read_to_string(&path).context("the server is gone")?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
            .with_context(|| format!("{path} has no VmRSS"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _already_gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// One reading of a process's CPU time, from two sources.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CpuReading {
    /// From `/proc/PID/stat`: complete, but in ticks of (usually) 10 ms.
    ticks_ns: u64,
    /// From `/proc/PID/task/*/schedstat`: exact, but without threads that have ended.
    exact_ns: u64,
}

impl CpuReading {
    fn of(pid: u32) -> Result<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).context("the server is gone")?;
        let ticks = ticks_of_stat(&stat).context("/proc/PID/stat has an unknown shape")?;
        let tick_ns = 1_000_000_000 / rustix::param::clock_ticks_per_second().max(1);
        let mut exact_ns = 0;
        for task in std::fs::read_dir(format!("/proc/{pid}/task"))? {
            // A thread may end between the listing and the reading.
            let Ok(text) = std::fs::read_to_string(task?.path().join("schedstat")) else {
                continue;
            };
            exact_ns += text
                .split_whitespace()
                .next()
                .and_then(|field| field.parse::<u64>().ok())
                .unwrap_or(0);
        }
        Ok(Self {
            ticks_ns: ticks * tick_ns,
            exact_ns,
        })
    }

    /// CPU time between an earlier reading and this one. The exact source counts while it agrees
    /// with the complete one; when threads have ended in between it does not, and ticks count.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        const TOLERATED_NS: u64 = 30_000_000;
        let ticks = self.ticks_ns.saturating_sub(earlier.ticks_ns);
        let exact = self.exact_ns.saturating_sub(earlier.exact_ns);
        let agreed = ticks.abs_diff(exact) <= TOLERATED_NS.max(ticks / 20);
        Duration::from_nanos(if agreed { exact } else { ticks })
    }
}

/// User plus system ticks. The process name may hold spaces and brackets, so fields are counted
/// from the last `)`: the state is the first, `utime` the 12th, `stime` the 13th.
fn ticks_of_stat(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

/// This program's own file followed by `arguments`: a reference server that lives in this binary.
pub(crate) fn own_command(arguments: &[&str], directory: &std::path::Path) -> Result<Vec<OsString>> {
    let own: PathBuf = std::env::current_exe()?;
    let mut command = vec![own.into_os_string()];
    command.extend(arguments.iter().map(OsString::from));
    command.push(directory.into());
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_found_behind_an_odd_process_name() {
        let stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 1 2 3 4 70 30 0 0 20 0 1 0 5 6 7";
        assert_eq!(ticks_of_stat(stat), Some(100));
        assert_eq!(ticks_of_stat("42 (a) S 1"), None);
    }

    #[test]
    fn ended_threads_make_the_complete_source_count() {
        let start = CpuReading {
            ticks_ns: 0,
            exact_ns: 500_000_000,
        };
        let agreeing = CpuReading {
            ticks_ns: 100_000_000,
            exact_ns: 604_000_000,
        };
        assert_eq!(agreeing.since(start), Duration::from_millis(104));
        let thread_lost = CpuReading {
            ticks_ns: 100_000_000,
            exact_ns: 10_000_000,
        };
        assert_eq!(thread_lost.since(start), Duration::from_millis(100));
    }
}
