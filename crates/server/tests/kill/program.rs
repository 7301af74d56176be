//! The program as a process of its own, which is killed.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::watch;

/// Far more than it needs on a slow machine: only a program that hangs takes as long.
const PATIENCE: Duration = Duration::from_secs(120);
const SIGKILL: i32 = 9;
const SIGABRT: i32 = 6;

/// Where the program listens now; nothing while it does not.
pub type Door = watch::Sender<Option<String>>;

/// A running `saar serve`. Gone when dropped.
pub struct Program {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    door: Door,
}

impl Program {
    pub fn start(mut command: Command, door: &Door) -> Self {
        let mut child = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self {
            child,
            lines,
            door: door.clone(),
        }
    }

    /// Waits until it says where it listens.
    pub async fn is_ready(&mut self) {
        assert!(self.opens().await, "the program ended before it was ready");
    }

    /// Waits until it listens, or ended; which of the two.
    async fn opens(&mut self) -> bool {
        let listens = async {
            while let Some(line) = self.lines.next_line().await.unwrap() {
                let address = line
                    .split_once("listens on ")
                    .and_then(|(_, rest)| rest.split(' ').next());
                if let Some(address) = address {
                    self.door.send_replace(Some(address.to_owned()));
                    return true;
                }
            }
            false
        };
        tokio::time::timeout(PATIENCE, listens).await.expect("it starts")
    }

    /// Waits until it died at the place that it was told to die at.
    pub async fn dies_by_itself(&mut self) {
        self.opens().await;
        let status = tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .expect("it comes to the place and dies")
            .unwrap();
        self.door.send_replace(None);
        assert_eq!(status.signal(), Some(SIGABRT), "it died of something else: {status}");
    }

    /// Kills it as `kill -9` does, in whatever it is doing.
    pub async fn kill(mut self) {
        self.child.start_kill().unwrap();
        let status = self.child.wait().await.unwrap();
        self.door.send_replace(None);
        assert_eq!(status.signal(), Some(SIGKILL), "it was dead already: {status}");
    }
}
