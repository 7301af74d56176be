//! What the checks need beside Rust: looked for first, installed where that is allowed (Debian, as root), named otherwise.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::bundle::ensure_packages;
use crate::shell::{cargo, on_path, output, program, root, run, target_dir};

/// The version that CI and desks share: a newer one may judge differently from one day to the next.
const CARGO_DENY_VERSION: &str = "0.20.2";

/// The programs of a PostgreSQL server, on the `PATH` or where Debian puts them.
pub(crate) fn postgres() -> Result<(), String> {
    let here = || on_path("initdb") || debian_postgres().is_some();
    if here() {
        Ok(())
    } else {
        debian_package("postgresql", here)
    }
}

fn debian_postgres() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .flatten()
        .map(|entry| entry.path().join("bin/initdb"))
        .find(|initdb| initdb.is_file())
}

/// The browser of the journeys. `SAAR_CHROMIUM` names another one.
pub(crate) fn chromium() -> Result<PathBuf, String> {
    let find = || {
        let named = std::env::var_os("SAAR_CHROMIUM").map(PathBuf::from);
        let usual = [
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        ]
        .map(PathBuf::from);
        named.into_iter().chain(usual).find(|path| path.is_file())
    };
    if find().is_none() {
        debian_package("chromium", || find().is_some())?;
    }
    find().ok_or_else(|| "no Chromium".to_owned())
}

/// A real mail server for the tests of the e-mail channel.
pub(crate) fn opensmtpd() -> Result<(), String> {
    let here = || on_path("smtpd") || Path::new("/usr/sbin/smtpd").is_file();
    if here() {
        Ok(())
    } else {
        debian_package("opensmtpd", here)
    }
}

/// Node's package manager. Not installed by us: Debian's is older than the front end needs.
pub(crate) fn npm() -> Result<(), String> {
    if on_path("npm") {
        Ok(())
    } else {
        Err("npm is not on this machine: install Node 20 or newer".to_owned())
    }
}

/// cargo-deny, built once into the target folder (a good minute on two cores) unless the machine has one.
pub(crate) fn cargo_deny() -> Result<PathBuf, String> {
    if let Some(found) = cargo_deny_if_here()? {
        return Ok(found);
    }
    println!("installing cargo-deny {CARGO_DENY_VERSION} (once, some minutes)");
    let tools = target_dir()?.join("tools");
    run(cargo()
        .args(["install", "cargo-deny", "--locked", "--quiet", "--version", CARGO_DENY_VERSION])
        // Less than half of the building time, for a program that runs some seconds.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .arg("--root")
        .arg(&tools)
        .arg("--target-dir")
        .arg(tools.join("build")))?;
    // Half a gigabyte that nothing needs any more.
    std::fs::remove_dir_all(tools.join("build")).map_err(|error| format!("{}: {error}", tools.display()))?;
    cargo_deny_if_here()?.ok_or_else(|| "cargo-deny was installed and is not there".to_owned())
}

/// cargo-deny, if the machine or the target folder has it.
pub(crate) fn cargo_deny_if_here() -> Result<Option<PathBuf>, String> {
    let ours = target_dir()?.join("tools/bin/cargo-deny");
    let found = if ours.is_file() {
        Some(ours)
    } else {
        on_path("cargo-deny").then(|| PathBuf::from("cargo-deny"))
    };
    Ok(found)
}

/// schemathesis, in a virtual environment of the target folder, at the versions of `e2e/schemathesis/requirements.txt`.
pub(crate) fn schemathesis() -> Result<PathBuf, String> {
    let requirements = root().join("e2e/schemathesis/requirements.txt");
    let wanted =
        std::fs::read_to_string(&requirements).map_err(|error| format!("{}: {error}", requirements.display()))?;
    let venv = target_dir()?.join("schemathesis");
    let program_path = venv.join("bin/schemathesis");
    let note = venv.join("installed.txt");
    if program_path.is_file() && std::fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(program_path);
    }
    if !on_path("python3") {
        debian_package("python3", || on_path("python3"))?;
    }
    let works = || {
        program("python3")
            .args(["-c", "import venv, ensurepip"])
            .status()
            .is_ok_and(|status| status.success())
    };
    if !works() {
        debian_package("python3-venv", works)?;
    }
    println!("installing schemathesis (once)");
    run(program("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    run(program(venv.join("bin/pip"))
        .args([
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--requirement",
        ])
        .arg(&requirements))?;
    std::fs::write(&note, wanted).map_err(|error| format!("{}: {error}", note.display()))?;
    Ok(program_path)
}

/// The npm packages that only tests use, of each folder that has a lock file.
pub(crate) fn test_packages(folder: &str) -> Result<(), String> {
    let folder = root().join(folder);
    if !folder.join("package-lock.json").is_file() {
        return Ok(());
    }
    npm()?;
    ensure_packages(&folder)
}

/// Installs a Debian package, if this is Debian and we are root; `here` tells whether that helped.
fn debian_package(name: &str, here: impl Fn() -> bool) -> Result<(), String> {
    static LISTS_UPDATED: OnceLock<()> = OnceLock::new();
    if !on_path("apt-get") {
        return Err(format!(
            "{name} is not on this machine, and this is not Debian: install it"
        ));
    }
    if !is_root() {
        return Err(format!(
            "{name} is not on this machine: as root, `apt-get install {name}`"
        ));
    }
    println!("installing {name} (apt-get)");
    if LISTS_UPDATED.set(()).is_ok() {
        run(apt().args(["update", "-qq"]))?;
    }
    run(apt().args(["install", "-y", "-qq", "--no-install-recommends", name]))?;
    if here() {
        Ok(())
    } else {
        Err(format!("{name} was installed, and what we look for is still not there"))
    }
}

fn apt() -> std::process::Command {
    let mut command = program("apt-get");
    // Another apt-get may be running (a fresh machine updates itself): wait for it, at most a minute.
    command
        .args(["-o", "DPkg::Lock::Timeout=60"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
