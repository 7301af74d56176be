//! The program as it is run. Timing is never asserted, only that things are measured and nothing is left behind.
#![expect(
    clippy::disallowed_methods,
    reason = "waits for real processes, which know no other clock"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn bench() -> Command {
    Command::new(env!("CARGO_BIN_EXE_saar-bench"))
}

#[test]
fn the_own_references_are_measured_in_one_run() {
    let data = tempfile::tempdir().unwrap();
    let output = bench()
        .args([
            "w1",
            "--rounds=2",
            "--seconds=0.1",
            "--pages=3",
            "--targets=floor,plain",
        ])
        .arg("--data")
        .arg(data.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let json: serde_json::Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    let targets = &json["scenarios"][0]["targets"];
    for target in ["floor-wal", "plain-axum"] {
        let rounds = targets[target]["rounds"].as_array().unwrap();
        assert_eq!(rounds.len(), 2, "{target}");
        assert!(rounds[0]["cpu_us_per_delivery"].as_f64().unwrap() > 0.0, "{target}");
        assert!(rounds[0]["last_page_p99_ms"].as_f64().unwrap() > 0.0, "{target}");
    }
    assert_eq!(targets["plain-axum"]["ratios"][0]["over"], "floor-wal");
    assert_eq!(
        std::fs::read_dir(data.path()).unwrap().count(),
        0,
        "data was left behind"
    );
}

#[test]
fn a_target_that_cannot_run_is_named_and_fails_or_is_left_out() {
    let output = bench()
        .args([
            "acks",
            "--rounds=1",
            "--seconds=0.1",
            "--targets=saar",
            "--saar=/no/such/program",
        ])
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("FAILED: acks, round 1 of 1, saar"));

    let output = bench()
        .args(["acks", "--rounds=1", "--seconds=0.1", "--targets=saar"])
        .env_remove("SAAR_BENCH_SERVER")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("NOT MEASURED: saar"));
}

#[test]
fn a_killed_bench_leaves_no_server() {
    let data = tempfile::tempdir().unwrap();
    let mut running = bench()
        .args(["w1", "--rounds=1", "--seconds=30", "--pages=1", "--targets=floor"])
        .arg("--data")
        .arg(data.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(running.stderr.take().unwrap());
    let server = said
        .lines()
        .map_while(Result::ok)
        .find_map(|line| Some(line.split_once("(process ")?.1.trim_end_matches(')').to_owned()))
        .unwrap();
    let server = Path::new("/proc").join(server).join("cmdline");
    assert!(server.exists());
    running.kill().unwrap();
    running.wait().unwrap();
    let killed = Instant::now();
    while std::fs::read(&server).is_ok_and(|line| !line.is_empty()) {
        assert!(
            killed.elapsed() < Duration::from_secs(5),
            "the server outlived the bench"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}
