//! SAAR itself as a target: what the load program has to know of its API.
//!
//! SAAR asks twice before it believes in two incidents of one kind within 150 m and 10 minutes
//! (EDGES.md 12). The load therefore walks over kinds and over streets that lie far apart, and
//! names the ids that it has made at the same place before.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::wire::{self, Answer};

/// Kinds that the load walks over: all that the Dutch profile offers.
const KINDS: [&str; 8] = [
    "burglary",
    "theft",
    "robbery",
    "violence",
    "vandalism",
    "suspicious_behaviour",
    "suspicious_vehicle",
    "other_emergency",
];

/// Who opens pages. SAAR allows an account only so many at once, so there are several.
#[derive(Debug, Clone)]
struct Reader {
    group: String,
    token: String,
}

/// A running SAAR with one group, a member's token, and streets that lie far apart.
#[derive(Debug)]
pub(crate) struct SaarTarget {
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub(crate) base: String,
    /// Id of the group that everyone in the measurement belongs to.
    pub(crate) group: String,
    /// Access token of a member who may raise alarms and read the live stream.
    pub(crate) token: String,
    /// Ids of the group's streets, more than 150 m apart. With [`KINDS`] they bound how many alerts
    /// in ten minutes need no `not_the_same_as`.
    pub(crate) streets: Vec<String>,
    /// Who opens pages; the sender when the ready line names nobody.
    readers: Vec<Reader>,
    /// Ids already made, by slot (street and kind).
    known: Vec<Vec<String>>,
    /// Makes idempotency keys unique.
    sent: usize,
}

impl SaarTarget {
    /// Reads the line that the seeding helper prints when the server is ready:
    /// `{"base":"http://127.0.0.1:1234","group":"…","token":"…","streets":["…",…],"readers":[{"token":"…"},…]}`.
    ///
    /// `readers` may be left out; each may name a `group` of its own, and then opens pages in *idle* only.
    pub(crate) fn from_ready_line(line: &str) -> Result<Self> {
        let ready: Value = serde_json::from_str(line).context("the ready line is not JSON")?;
        let text = |name: &str| {
            ready[name]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("the ready line lacks `{name}`"))
        };
        let streets: Vec<String> = ready["streets"]
            .as_array()
            .context("the ready line lacks `streets`")?
            .iter()
            .filter_map(|street| street.as_str().map(str::to_owned))
            .collect();
        if streets.is_empty() {
            bail!("the ready line names no street");
        }
        let (group, token) = (text("group")?, text("token")?);
        let mut readers: Vec<Reader> = ready["readers"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|reader| {
                Some(Reader {
                    group: reader["group"].as_str().unwrap_or(&group).to_owned(),
                    token: reader["token"].as_str()?.to_owned(),
                })
            })
            .collect();
        if readers.is_empty() {
            readers.push(Reader {
                group: group.clone(),
                token: token.clone(),
            });
        }
        Ok(Self {
            base: text("base")?,
            group,
            token,
            readers,
            known: vec![Vec::new(); streets.len() * KINDS.len()],
            streets,
            sent: 0,
        })
    }

    /// Where to connect to.
    pub(crate) fn address(&self) -> Result<SocketAddr> {
        address_of(&self.base)
    }

    /// Requests that open the live stream, one for each reader; pages walk over them in turn. With `any_group`,
    /// readers of other groups too: their pages wait, but get none of the alerts.
    pub(crate) fn live_requests(&self, any_group: bool) -> Vec<Vec<u8>> {
        self.readers
            .iter()
            .filter(|reader| any_group || reader.group == self.group)
            .map(|reader| {
                let path = format!("/api/v1/groups/{}/live", reader.group);
                wire::http_live(&path, &format!("Authorization: Bearer {}\r\n", reader.token))
            })
            .collect()
    }

    /// The next alert and the slot that its answer belongs to.
    pub(crate) fn alert_request(&mut self, words: &str) -> (Vec<u8>, usize) {
        let slot = self.sent % self.known.len();
        self.sent += 1;
        let body = json!({
            "kind": KINDS[slot / self.streets.len()],
            "drill": false,
            "call": {"by": "me", "seconds_ago": 5},
            "behaviour": {"words": words},
            "witness": "seen",
            "place": {"street": self.streets[slot % self.streets.len()]},
            "not_the_same_as": self.known[slot],
        });
        let headers = format!(
            "Authorization: Bearer {}\r\nIdempotency-Key: bench-{}-{}\r\n",
            self.token,
            std::process::id(),
            self.sent
        );
        let path = format!("/api/v1/groups/{}/incidents", self.group);
        let body = body.to_string();
        (wire::http_post(&path, &headers, body.as_bytes()), slot)
    }

    /// Remembers the id that was made, so that the next alert at this place can name it.
    pub(crate) fn acknowledged(&mut self, slot: usize, answer: &Answer) -> Result<()> {
        let made: Value = serde_json::from_slice(&answer.body).context("SAAR's answer")?;
        let id = made["id"].as_str().context("SAAR's answer has no id")?;
        self.known[slot].push(id.to_owned());
        Ok(())
    }
}

/// The socket address in a base such as `http://127.0.0.1:1234`. Anything but the loopback is
/// refused: this program must never put load on somebody else's machine.
pub(crate) fn address_of(base: &str) -> Result<SocketAddr> {
    let address: SocketAddr = base
        .strip_prefix("http://")
        .and_then(|rest| rest.trim_end_matches('/').parse().ok())
        .with_context(|| format!("{base} is not of the form http://127.0.0.1:PORT"))?;
    if !address.ip().is_loopback() {
        bail!("{address} is not on the loopback; the bench loads only its own machine");
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target() -> Result<SaarTarget> {
        SaarTarget::from_ready_line(r#"{"base":"http://127.0.0.1:9","group":"g","token":"t","streets":["a","b"]}"#)
    }

    #[test]
    fn an_alert_at_a_known_place_names_what_was_made_there() -> Result<()> {
        let mut target = target()?;
        let (_, slot) = target.alert_request("runs");
        let answer = Answer {
            status: 201,
            body: br#"{"id":"first"}"#.to_vec(),
        };
        target.acknowledged(slot, &answer)?;
        for _ in 1..target.known.len() {
            let (request, _) = target.alert_request("runs");
            assert!(String::from_utf8(request)?.contains(r#""not_the_same_as":[]"#));
        }
        let (request, again) = target.alert_request("runs");
        assert_eq!(again, slot);
        assert!(String::from_utf8(request)?.contains(r#""not_the_same_as":["first"]"#));
        Ok(())
    }

    #[test]
    fn readers_of_other_groups_open_pages_only_where_nothing_is_delivered() -> Result<()> {
        assert_eq!(
            target()?.live_requests(false).len(),
            1,
            "the sender, when nobody is named"
        );
        let target = SaarTarget::from_ready_line(
            r#"{"base":"http://127.0.0.1:9","group":"g","token":"t","streets":["a"],
                "readers":[{"token":"r1"},{"token":"r2","group":"h"}]}"#,
        )?;
        assert_eq!(target.live_requests(false).len(), 1);
        let any = target.live_requests(true);
        assert!(String::from_utf8(any[1].clone())?.starts_with("GET /api/v1/groups/h/live "));
        Ok(())
    }

    #[test]
    fn only_the_loopback_is_loaded() {
        assert!(address_of("http://127.0.0.1:80").is_ok());
        assert!(address_of("http://192.0.2.1:80").is_err());
        assert!(address_of("https://127.0.0.1:80").is_err());
    }
}
