//! The steps of `cargo verify`, cheapest first, so that a slip shows in seconds.
//!
//! All of cargo's steps use one profile and one set of packages (`--workspace`), so that each dependency is checked once and compiled once.
//! The journeys are the exception: they drive the program as `cargo demo` builds it, without the features that only tests switch on; that
//! costs our own crates once more, and a handful of others.

use std::process::{Command, Stdio};

use crate::bundle::{self, Bundle};
use crate::shell::{cargo, program, root, run};
use crate::verify::Outcome;
use crate::{demo, machine, tidy};

/// One check.
pub(crate) struct Step {
    /// What it is called on the command line and in the table.
    pub(crate) name: &'static str,
    /// What it finds, in a few words.
    pub(crate) about: &'static str,
    /// In which runs it is.
    pub(crate) when: When,
    /// Does it. An error is a finding; a part that could not run is an outcome.
    pub(crate) run: fn() -> Result<Outcome, String>,
}

/// The runs that a step is part of; by its name it can always be asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Every run.
    Always,
    /// Only `--quick`, because a full run contains it in a larger step.
    Quick,
    /// Not `--quick`: it needs a browser, a database server, or minutes.
    Full,
}

/// Every check, in the order in which they run.
pub(crate) const STEPS: [Step; 10] = [
    Step {
        name: "tidy",
        about: "the rules of this house",
        when: When::Always,
        run: tidy::run,
    },
    Step {
        name: "fmt",
        about: "formatting",
        when: When::Always,
        run: fmt,
    },
    Step {
        name: "web",
        about: "types and bundle",
        when: When::Always,
        run: web,
    },
    Step {
        name: "clippy",
        about: "lints",
        when: When::Always,
        run: clippy,
    },
    Step {
        name: "deny",
        about: "licences, bans, sources, advisories",
        when: When::Full,
        run: deny,
    },
    Step {
        name: "docs",
        about: "documentation without warnings",
        when: When::Full,
        run: docs,
    },
    Step {
        name: "unit",
        about: "tests of the domain, which need nothing",
        when: When::Quick,
        run: unit,
    },
    Step {
        name: "test",
        about: "all tests, on SQLite and PostgreSQL",
        when: When::Full,
        run: test,
    },
    Step {
        name: "api",
        about: "schemathesis against the OpenAPI document",
        when: When::Full,
        run: api,
    },
    Step {
        name: "e2e",
        about: "journeys in a real browser",
        when: When::Full,
        run: e2e,
    },
];

fn passed(result: Result<(), String>) -> Result<Outcome, String> {
    result.map(|()| Outcome::Passed)
}

fn fmt() -> Result<Outcome, String> {
    passed(run(cargo().args(["fmt", "--all", "--check"])))
}

fn clippy() -> Result<Outcome, String> {
    passed(run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ])))
}

fn docs() -> Result<Outcome, String> {
    let mut command = cargo();
    command.args(["doc", "--workspace", "--no-deps", "--locked"]);
    // Private items too: most of the house is private, and its links break as easily.
    command.arg("--document-private-items");
    passed(run(
        command.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links")
    ))
}

/// Licences, bans and sources need no network. Advisories do: where they are out of reach the summary says so, and that is no failure even
/// in CI, because a closed network is not a fault of the code (EDGES 30).
fn deny() -> Result<Outcome, String> {
    let cargo_deny = machine::cargo_deny()?;
    run(program(&cargo_deny).args([
        "--all-features",
        "--log-level",
        "error",
        "check",
        "licenses",
        "bans",
        "sources",
    ]))?;
    let fetched = program(&cargo_deny)
        .args(["--log-level", "off", "fetch", "db"])
        // Nobody is there to type a password.
        .env("GIT_TERMINAL_PROMPT", "0")
        .stderr(Stdio::null())
        .status();
    if fetched.is_ok_and(|status| status.success()) {
        run(program(&cargo_deny).args([
            "--all-features",
            "--log-level",
            "error",
            "check",
            "--disable-fetch",
            "advisories",
        ]))?;
        return Ok(Outcome::Noted("advisories were checked too".to_owned()));
    }
    Ok(Outcome::Noted(
        "advisories NOT CHECKED: the database is out of reach. Licences, bans and sources were".to_owned(),
    ))
}

fn web() -> Result<Outcome, String> {
    let web = root().join("web");
    if !web.join("package.json").is_file() {
        return Ok(Outcome::NotRun("there is no web/package.json".to_owned()));
    }
    if let Err(reason) = machine::npm() {
        return Ok(Outcome::NotRun(reason));
    }
    bundle::ensure_packages(&web)?;
    run(program("npm").args(["run", "--silent", "check"]).current_dir(&web))?;
    if let Bundle::Missing(reason) = bundle::ensure()? {
        return Err(reason);
    }
    Ok(Outcome::Passed)
}

fn unit() -> Result<Outcome, String> {
    passed(run(cargo().args([
        "test",
        "--locked",
        "--quiet",
        "--package",
        "saar-domain",
        "--package",
        "xtask",
    ])))
}

fn test() -> Result<Outcome, String> {
    let mut without = Vec::new();
    for (part, here) in [
        ("tests on PostgreSQL", machine::postgres()),
        ("tests against OpenSMTPD", machine::opensmtpd()),
        (
            "tests against npm peers",
            machine::test_packages("crates/delivery/tests/peer"),
        ),
    ] {
        if let Err(reason) = here {
            without.push(format!("{part} NOT RUN: {reason}"));
        }
    }
    // Tests that need what is missing say so themselves, and fail in CI.
    // A story waits more than half of its time, for a disk, a clock or a mail: three a core. Measured on two cores: the server's 396 tests in 169 s instead of
    // 200 with two a core.
    let threads = std::env::var("RUST_TEST_THREADS").unwrap_or_else(|_| {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        (3 * cores).to_string()
    });
    run(cargo()
        .args(["test", "--workspace", "--locked", "--no-fail-fast"])
        .env("RUST_TEST_THREADS", threads))?;
    Ok(if without.is_empty() {
        Outcome::Passed
    } else {
        Outcome::PassedWithout(without)
    })
}

/// schemathesis tries what a careless client would, from the OpenAPI document of a running demo. The harness of the journeys starts the
/// server, so that one place knows how.
fn api() -> Result<Outcome, String> {
    let schemathesis = match machine::npm().and_then(|()| machine::schemathesis()) {
        Ok(path) => path,
        Err(reason) => return Ok(Outcome::NotRun(reason)),
    };
    machine::test_packages("e2e")?;
    let saar = demo::build()?;
    passed(run(harness("api")
        .env("SAAR_BIN", saar)
        .env("SAAR_SCHEMATHESIS", schemathesis)))
}

fn e2e() -> Result<Outcome, String> {
    let chromium = match machine::npm().and_then(|()| machine::chromium()) {
        Ok(chromium) => chromium,
        Err(reason) => return Ok(Outcome::NotRun(reason)),
    };
    bundle::ensure()?;
    machine::test_packages("e2e")?;
    let saar = demo::build()?;
    run(&mut harness("check"))?;
    passed(run(harness("test")
        .env("SAAR_BIN", saar)
        .env("SAAR_CHROMIUM", chromium)))
}

/// A script of `e2e/package.json`.
fn harness(script: &str) -> Command {
    let mut npm = program("npm");
    npm.args(["run", "--silent", script]).current_dir(root().join("e2e"));
    npm
}
