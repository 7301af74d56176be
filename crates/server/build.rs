//! Refuses a release build without the front end: a site that looks broken must not be shipped unnoticed.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    // The folder itself is watched too, so that the first bundle after a plain build is picked up.
    println!("cargo::rerun-if-changed=../../web/dist");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=translations");
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if release
        && !["app.css", "app.js", "alarm.js", "sw.js"]
            .iter()
            .all(|name| dist.join(name).is_file())
    {
        println!(
            "cargo::error=web/dist is missing or incomplete: run `npm ci && npm run build` in web/, or `cargo xtask web`"
        );
    }
}
