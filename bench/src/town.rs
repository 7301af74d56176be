//! What an admin waits for in a large installation: thousands of groups, hundreds of thousands of members, one admin who looks at every page of theirs.
//!
//! The clock runs from the last byte of the request to the last of the answer, on the loopback: a little more than the server's own time.

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::child::Server;
use crate::report::{Metrics, percentile};
use crate::saar::SaarTarget;
use crate::wire::{self, Answer, Protocol};

/// Asked of the command that seeds: 3,000 groups and 201,000 members.
const SEED: [&str; 4] = ["--town", "--groups=3000", "--members=67", "--streets=60"];
/// Seeding writes 200,000 accounts.
const READY_WITHIN: Duration = Duration::from_secs(600);
/// Incidents that the admin's group has had, each closed.
const INCIDENTS: usize = 60;
/// Messages that wait for somebody who looks; what else waits is seeded.
const FLAGGED: usize = 20;
/// Each page is asked for so often, after as many times again as it takes to be warm.
const TIMES: usize = 30;
const WARM: usize = 3;

/// What an admin and a coordinator look at.
const PAGES: [&str; 26] = [
    "/groups/{group}",
    "/groups/{group}/admin",
    "/groups/{group}/admin/drills",
    "/groups/{group}/admin/import",
    "/groups/{group}/admin/inquiries",
    "/groups/{group}/admin/desks",
    "/groups/{group}/admin/letters",
    "/groups/{group}/admin/inquiries/{inquiry}",
    "/groups/{group}/admin/invites/{invite}",
    "/groups/{group}/admin/requests",
    "/groups/{group}/admin/requests/{request}",
    "/groups/{group}/admin/rules",
    "/groups/{group}/admin/settings",
    "/groups/{group}/admin/words",
    "/groups/{group}/area",
    "/groups/{group}/budget",
    "/groups/{group}/flags",
    "/groups/{group}/incidents",
    "/groups/{group}/liaisons",
    "/groups/{group}/log",
    "/groups/{group}/members/{member}",
    "/groups/{group}/members/{member}/measures/new",
    "/groups/{group}/objections",
    "/groups/{group}/roster",
    "/groups/{group}/who-may",
    "/umbrellas/{umbrella}",
];

/// One installation, seeded once; for each round the median of each page, in milliseconds.
pub(crate) fn measure(saar: &[OsString], data_root: &Path, rounds: u32) -> Result<Vec<Metrics>> {
    let data = tempfile::Builder::new().prefix("saar-bench-").tempdir_in(data_root)?;
    let mut command = saar.to_vec();
    command.extend(SEED.map(OsString::from));
    command.push(data.path().into());
    let (_server, line) = Server::start(command, Some(READY_WITHIN))?;
    let line = line.unwrap_or_default();
    let ready: Value = serde_json::from_str(&line)?;
    let mut target = SaarTarget::from_ready_line(&line)?;
    let mut client = Client::connect(&target)?;
    let admin = Admin::of(&ready)?;
    for number in 0..INCIDENTS {
        let incident = client.raise_and_close(&mut target)?;
        if number < FLAGGED {
            admin.flag(&mut client, &incident)?;
        }
    }
    (0..rounds)
        .map(|_| {
            PAGES
                .iter()
                .map(|page| Ok((*page, admin.median_ms(&mut client, page)?)))
                .collect()
        })
        .collect()
}

/// The one who looks.
struct Admin {
    cookie: String,
    group: String,
    umbrella: String,
    /// One of what waits, by its name.
    waiting: Value,
}

impl Admin {
    fn of(ready: &Value) -> Result<Self> {
        let text = |value: &Value, name: &str| {
            let text = value[name].as_str().map(str::to_owned);
            text.with_context(|| format!("the ready line lacks `{name}`"))
        };
        let admin = &ready["admin"];
        Ok(Self {
            cookie: format!("Cookie: saar={}\r\n", text(admin, "session")?),
            umbrella: text(admin, "umbrella")?,
            group: text(ready, "group")?,
            waiting: ready["waiting"].clone(),
        })
    }

    /// Points at the report of an incident.
    fn flag(&self, client: &mut Client, incident: &str) -> Result<()> {
        let path = format!("/api/v1/groups/{}/incidents/{incident}/flags", self.group);
        let headers = format!("{}Sec-Fetch-Site: same-origin\r\n", self.cookie);
        let body = json!({"seq": 1, "rule": "no_insults"}).to_string();
        let answer = client.ask(&wire::http_post(&path, &headers, body.as_bytes()))?;
        if answer.status != 204 {
            bail!("a flag was answered with {}", answer.status);
        }
        Ok(())
    }

    fn median_ms(&self, client: &mut Client, page: &str) -> Result<f64> {
        let mut path = page
            .replace("{group}", &self.group)
            .replace("{umbrella}", &self.umbrella);
        for (name, one) in self.waiting.as_object().into_iter().flatten() {
            path = path.replace(&format!("{{{name}}}"), one.as_str().unwrap_or_default());
        }
        let request = wire::http_get(&path, &self.cookie);
        let mut times = Vec::with_capacity(TIMES);
        for time in 0..WARM + TIMES {
            let begun = Instant::now();
            let answer = client.ask(&request)?;
            if time >= WARM {
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            if answer.status != 200 {
                bail!("{page} was answered with {}", answer.status);
            }
        }
        times.sort_by(f64::total_cmp);
        percentile(&times, 50).context("no times")
    }
}

/// One connection that stays open.
struct Client {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Client {
    fn connect(target: &SaarTarget) -> Result<Self> {
        let stream = TcpStream::connect(target.address()?)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::new(),
        })
    }

    fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request)?;
        let mut some = vec![0; 64 * 1024];
        loop {
            if let Some(answer) = Protocol::Http.take_answer(&mut self.received)? {
                return Ok(answer);
            }
            let read = self.stream.read(&mut some)?;
            if read == 0 {
                bail!("the server hung up");
            }
            self.received.extend_from_slice(&some[..read]);
        }
    }

    /// Gives its id.
    fn raise_and_close(&mut self, target: &mut SaarTarget) -> Result<String> {
        let (request, slot) = target.alert_request("Een man voelt aan de deuren.");
        let raised = self.ask(&request)?;
        target.acknowledged(slot, &raised)?;
        let made: Value = serde_json::from_slice(&raised.body)?;
        let incident = made["id"].as_str().context("no id")?.to_owned();
        let path = format!("/api/v1/groups/{}/incidents/{incident}/close", target.group);
        let body = json!({"reason": "nothing_found"}).to_string();
        let bearer = format!("Authorization: Bearer {}\r\n", target.token);
        let closed = self.ask(&wire::http_post(&path, &bearer, body.as_bytes()))?;
        if closed.status != 200 {
            bail!(
                "closing was answered with {}: {}",
                closed.status,
                String::from_utf8_lossy(&closed.body)
            );
        }
        Ok(incident)
    }
}
