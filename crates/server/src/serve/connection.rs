//! Connections: HTTP/1.1 on each, until it is handed over to an open page.

use crate::web::{Guest, Handover};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;

/// Threat: a client that sends its request's head byte by byte holds a connection for as long as it likes.
const HEAD_MAX: Duration = Duration::from_secs(30);
/// No file handle is left, say: those that are open will close.
const AFTER_TROUBLE: Duration = Duration::from_millis(500);

/// Serves a site until the token is cancelled; then nobody new is let in, and it returns when every request under way is answered.
pub async fn serve(listener: TcpListener, site: Router, stop: CancellationToken) {
    let connections = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.cancelled() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                connections.spawn(attend(stream, peer, site.clone(), stop.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(AFTER_TROUBLE).await;
            }
        }
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

async fn attend(stream: TcpStream, peer: SocketAddr, site: Router, stop: CancellationToken) {
    // An alarm's frame is small and must not wait for a full packet.
    let _ = stream.set_nodelay(true);
    // What HTTP needs is much, and an open page needs none of it: it is given back at the handover.
    let left = Box::pin(speak(stream, peer, site, stop)).await;
    if let Some((guest, stream)) = left {
        guest.attend(stream).await;
    }
}

/// Speaks HTTP until the end, or until the connection is handed over.
async fn speak(
    stream: TcpStream,
    peer: SocketAddr,
    site: Router,
    stop: CancellationToken,
) -> Option<(Guest, TcpStream)> {
    let handover = Handover::default();
    let wire = Wire {
        stream,
        handover: handover.clone(),
    };
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(handover.clone());
        site.clone().oneshot(request.map(Body::new))
    });
    let mut http = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_MAX)
        .serve_connection(TokioIo::new(wire), service);
    let mut stopped = pin!(stop.cancelled());
    let mut is_stopping = false;
    let guest = poll_fn(|context| {
        if !is_stopping && stopped.as_mut().poll(context).is_ready() {
            is_stopping = true;
            Pin::new(&mut http).graceful_shutdown();
        }
        match http.poll_without_shutdown(context) {
            Poll::Ready(_ended) => Poll::Ready(None),
            Poll::Pending => handover.take().map_or(Poll::Pending, |guest| Poll::Ready(Some(guest))),
        }
    })
    .await;
    let mut stream = http.into_parts().io.into_inner().stream;
    match guest {
        Some(guest) => Some((guest, stream)),
        None => {
            let _ = stream.shutdown().await;
            None
        }
    }
}

/// The socket under HTTP, which tells when everything is written.
struct Wire {
    stream: TcpStream,
    handover: Handover,
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // The web server flushes when it has nothing left to write.
        self.handover.flushed();
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
