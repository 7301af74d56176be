//! The few bytes of HTTP, SSE and RESP that the load program has to understand.

use anyhow::{Context, Result, bail};
use memchr::memmem::{self, Finder};

/// Longest answer that is read; a server that says more is broken.
const ANSWER_MAX_BYTES: usize = 1024 * 1024;

/// Counts the occurrences of a marker in a stream that arrives in arbitrary pieces.
///
/// The marker stands once in every frame, so its count is the number of frames. Only the last
/// bytes that could begin a split marker are kept between pieces.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    bytes: Vec<u8>,
}

/// A receive buffer with room in front for the kept tail of the connection being read.
pub(crate) struct FrameCounter {
    finder: Finder<'static>,
    marker_length: usize,
}

impl FrameCounter {
    /// Counts `marker`, which must not overlap itself.
    pub(crate) fn new(marker: &'static [u8]) -> Self {
        Self {
            finder: Finder::new(marker),
            marker_length: marker.len(),
        }
    }

    /// Puts the tail at the start of `buffer`; new bytes belong behind it, at the returned place.
    pub(crate) fn restore(&self, tail: &Tail, buffer: &mut [u8]) -> usize {
        buffer[..tail.bytes.len()].copy_from_slice(&tail.bytes);
        tail.bytes.len()
    }

    /// Counts the frames in `filled` (the restored tail and the new bytes) and keeps the new tail.
    pub(crate) fn count(&self, tail: &mut Tail, filled: &[u8]) -> u32 {
        let mut frames = 0;
        let mut after = 0;
        while let Some(at) = self.finder.find(&filled[after..]) {
            frames += 1;
            after += at + self.marker_length;
        }
        let kept = (filled.len() - after).min(self.marker_length - 1);
        tail.bytes.clear();
        tail.bytes.extend_from_slice(&filled[filled.len() - kept..]);
        frames
    }
}

/// What a server answered to one alert.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// HTTP status; 201 stands for success in RESP too.
    pub(crate) status: u16,
    /// The body, empty in RESP.
    pub(crate) body: Vec<u8>,
}

/// The language in which alerts are sent and answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// HTTP/1.1 with kept-alive connections and `Content-Length`.
    Http,
    /// Redis: one XADD and one PUBLISH in one write.
    Resp,
}

impl Protocol {
    /// Takes one complete answer off the front of `received`, or `None` when more must come.
    pub(crate) fn take_answer(self, received: &mut Vec<u8>) -> Result<Option<Answer>> {
        if received.len() > ANSWER_MAX_BYTES {
            bail!("the answer is longer than {ANSWER_MAX_BYTES} bytes");
        }
        match self {
            Self::Http => take_http(received),
            Self::Resp => take_resp(received),
        }
    }
}

fn take_http(received: &mut Vec<u8>) -> Result<Option<Answer>> {
    let Some(head_length) = memmem::find(received, b"\r\n\r\n").map(|at| at + 4) else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&received[..head_length]).context("the head is not text")?;
    let status = status_of(head)?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map(|(_, value)| value.trim().parse::<usize>())
        .transpose()
        .context("Content-Length is not a number")?;
    // Nothing follows a 204, and nothing says so.
    let Some(length) = length.or((status == 204).then_some(0)) else {
        bail!("the answer has no Content-Length: {head}");
    };
    if received.len() < head_length + length {
        return Ok(None);
    }
    let body = received[head_length..head_length + length].to_vec();
    received.drain(..head_length + length);
    Ok(Some(Answer { status, body }))
}

/// XADD answers `$n\r\nid\r\n`, PUBLISH answers `:n\r\n`: three line ends in all.
fn take_resp(received: &mut Vec<u8>) -> Result<Option<Answer>> {
    if received.starts_with(b"-") || memmem::find(received, b"\n-").is_some() {
        bail!("redis answered with an error: {}", String::from_utf8_lossy(received));
    }
    let mut ends = memmem::find_iter(received, b"\r\n");
    let Some(last) = ends.nth(2) else {
        return Ok(None);
    };
    received.drain(..last + 2);
    Ok(Some(Answer {
        status: 201,
        body: Vec::new(),
    }))
}

/// The status of an HTTP answer's head.
pub(crate) fn status_of(head: &str) -> Result<u16> {
    head.split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .with_context(|| format!("not an HTTP answer: {head}"))
}

/// A POST with a JSON body on a connection that stays open.
pub(crate) fn http_post(path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    request
}

/// A GET of a page, on a connection that stays open.
pub(crate) fn http_get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n{headers}\r\n").into_bytes()
}

/// A GET that opens an event stream.
pub(crate) fn http_live(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n{headers}\r\n").into_bytes()
}

/// A RESP command.
pub(crate) fn resp(parts: &[&[u8]]) -> Vec<u8> {
    let mut command = format!("*{}\r\n", parts.len()).into_bytes();
    for part in parts {
        command.extend_from_slice(format!("${}\r\n", part.len()).as_bytes());
        command.extend_from_slice(part);
        command.extend_from_slice(b"\r\n");
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_however_the_stream_is_cut() {
        let stream = b"id: 1\nevent: incident\ndata: x\n\nid: 2\nevent: incident\ndata: event\n\n";
        let counter = FrameCounter::new(b"event: incident\n");
        for piece_length in 1..stream.len() {
            let mut tail = Tail::default();
            let mut buffer = [0; 256];
            let mut frames = 0;
            for piece in stream.chunks(piece_length) {
                let at = counter.restore(&tail, &mut buffer);
                buffer[at..at + piece.len()].copy_from_slice(piece);
                frames += counter.count(&mut tail, &buffer[..at + piece.len()]);
            }
            assert_eq!(frames, 2, "in pieces of {piece_length}");
        }
    }

    #[test]
    fn an_http_answer_is_taken_when_its_body_is_complete() -> Result<()> {
        let mut received = b"HTTP/1.1 201 Created\r\ncontent-length: 4\r\n\r\nab".to_vec();
        assert_eq!(Protocol::Http.take_answer(&mut received)?, None);
        received.extend_from_slice(b"cdHTTP/1.1 409");
        let answer = Protocol::Http.take_answer(&mut received)?;
        let expected = Answer {
            status: 201,
            body: b"abcd".to_vec(),
        };
        assert_eq!(answer, Some(expected));
        assert_eq!(received, b"HTTP/1.1 409");
        Ok(())
    }

    #[test]
    fn a_redis_answer_is_taken_after_both_replies_and_an_error_is_one() -> Result<()> {
        let mut received = b"$3\r\n1-0\r\n".to_vec();
        assert_eq!(Protocol::Resp.take_answer(&mut received)?, None);
        received.extend_from_slice(b":255\r\n$3");
        assert!(Protocol::Resp.take_answer(&mut received)?.is_some());
        assert_eq!(received, b"$3");
        assert!(
            Protocol::Resp
                .take_answer(&mut b"-MISCONF no disk\r\n".to_vec())
                .is_err()
        );
        Ok(())
    }
}
