//! Reads server-sent events, as far as the live page of a group writes them (WHATWG HTML, "server-sent events").

/// The longest event that is kept, in bytes: ours are a hundred.
const EVENT_BYTES_MAX: usize = 16 * 1024;

/// One event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Event {
    /// Its name; empty when it has none.
    pub(super) name: String,
    /// Its data, lines joined.
    pub(super) data: String,
}

/// Puts events together from pieces of a stream that break anywhere.
#[derive(Debug, Default)]
pub(super) struct Reader {
    rest: Vec<u8>,
    event: Event,
}

impl Reader {
    /// The events that are whole with this piece.
    pub(super) fn feed(&mut self, piece: &[u8]) -> Vec<Event> {
        self.rest.extend_from_slice(piece);
        let mut whole = Vec::new();
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\n', '\r']);
            if line.is_empty() {
                let event = std::mem::take(&mut self.event);
                if !event.data.is_empty() {
                    whole.push(event);
                }
            } else if let Some(name) = field(line, "event") {
                name.clone_into(&mut self.event.name);
            } else if let Some(data) = field(line, "data") {
                if !self.event.data.is_empty() {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(data);
            }
        }
        if self.rest.len() + self.event.data.len() > EVENT_BYTES_MAX {
            // Not ours; begin anew rather than grow.
            *self = Self::default();
        }
        whole
    }
}

/// The value of a line that holds this field.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let value = line.strip_prefix(name)?.strip_prefix(':')?;
    Some(value.strip_prefix(' ').unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_break_anywhere_are_put_together() {
        let stream = b": hello\n\nid: 4\nevent: incident\ndata: {\"a\":1}\n\nevent:ping\r\ndata:x\r\ndata: y\r\n\r\n";
        for cut in 0..stream.len() {
            let mut reader = Reader::default();
            let mut events = reader.feed(&stream[..cut]);
            events.extend(reader.feed(&stream[cut..]));
            let event = |name: &str, data: &str| Event {
                name: name.into(),
                data: data.into(),
            };
            assert_eq!(
                events,
                [event("incident", "{\"a\":1}"), event("ping", "x\ny")],
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn a_stream_without_end_is_not_kept() {
        let mut reader = Reader::default();
        for _ in 0..100 {
            reader.feed(&[b'x'; 1024]);
        }
        assert!(reader.rest.len() <= EVENT_BYTES_MAX);
    }
}
