//! Showing that long work goes on: steps, and how much of a file is there. To standard error, so that results can be piped.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Steps with their numbers.
#[derive(Debug)]
pub(super) struct Steps {
    done: usize,
    of: usize,
}

impl Steps {
    /// So many steps.
    pub(super) fn new(of: usize) -> Self {
        Self { done: 0, of }
    }

    /// The next step begins.
    pub(super) fn next(&mut self, what: &str) {
        self.done += 1;
        eprintln!("[{}/{}] {what}", self.done, self.of);
    }
}

/// Bytes for people.
pub(super) fn size(bytes: u64) -> String {
    const MEGABYTE: u64 = 1_000_000;
    if bytes < MEGABYTE {
        return format!("{} kB", bytes.div_ceil(1000));
    }
    format!("{}.{} MB", bytes / MEGABYTE, bytes % MEGABYTE / 100_000)
}

/// Says how much of a growing file is there; on a terminal in one line, else every ten seconds.
#[derive(Debug)]
pub(super) struct Bar {
    total: u64,
    quiet_looks: u32,
}

impl Bar {
    /// Of about so many bytes.
    pub(super) fn new(total: u64) -> Self {
        Self { total, quiet_looks: 0 }
    }

    /// So many are there.
    pub(super) fn at(&mut self, bytes: u64) {
        let mut out = std::io::stderr();
        if out.is_terminal() {
            let _ = write!(out, "\r      {} of {} ", size(bytes), size(self.total));
            let _ = out.flush();
            return;
        }
        self.quiet_looks += 1;
        if self.quiet_looks.is_multiple_of(20) {
            let _ = writeln!(out, "      {} of {}", size(bytes), size(self.total));
        }
    }

    /// Ends the line.
    pub(super) fn end(&self) {
        if std::io::stderr().is_terminal() {
            eprintln!();
        }
    }
}

/// Watches a file grow while the work runs.
pub(super) async fn watch<T>(file: &Path, total: u64, work: impl Future<Output = T>) -> T {
    let mut bar = Bar::new(total);
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => {
                bar.end();
                return done;
            }
            () = tokio::time::sleep(LOOK_EVERY) => bar.at(std::fs::metadata(file).map_or(0, |file| file.len())),
        }
    }
}
