//! Where a fault becomes an answer: handlers and extractors return it, and here, around all of them, it is written in the reader's language, with the
//! emergency number of the reader's country: problem details for programs, a page for people.

use super::error::{Fault, page, problem};
use super::page::frame::Frame;
use super::{Web, auth};
use crate::usecase::identity::Identity;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::{Arc, OnceLock};

/// Who asks, once an extractor knows it.
#[derive(Debug, Clone, Default)]
pub struct Asking(Arc<OnceLock<Asker>>);

#[derive(Debug)]
struct Asker {
    identity: Identity,
    /// For a session whose time began anew: the secret, which the device is asked to keep for as long. Without it a phone that is used daily would be
    /// signed out half a year after its first day, and the next alarm would end at the sign-in page.
    renewed: Option<String>,
}

impl Asking {
    /// Notes who asks.
    pub fn note(web: &Web, parts: &Parts, identity: &Identity) {
        if let Some(asking) = parts.extensions.get::<Self>() {
            let renewed = identity.renewed.then(|| auth::session_token(web, &parts.headers));
            let _ = asking.0.set(Asker {
                identity: identity.clone(),
                renewed: renewed.flatten(),
            });
        }
    }

    /// Puts the cookie of a renewed session to an answer that says nothing of it itself: who signs out keeps none.
    fn renew(&self, web: &Web, response: &mut Response) {
        let Some(token) = self.0.get().and_then(|asker| asker.renewed.clone()) else {
            return;
        };
        let cookie = auth::session_cookie(web, token);
        let named = format!("{}=", cookie.name());
        let set = response.headers().get_all(header::SET_COOKIE);
        if set.iter().any(|set| set.as_bytes().starts_with(named.as_bytes())) {
            return;
        }
        if let Ok(cookie) = HeaderValue::try_from(cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}

impl IntoResponse for Fault {
    /// The status alone; [`speak`] finds the words.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What is not there. Who asks is looked up for the words alone.
pub async fn not_found(_asks: Option<auth::Reader>) -> Fault {
    Fault::NotFound
}

/// What is there, but not by this method.
pub async fn wrong_method(_asks: Option<auth::Reader>) -> Fault {
    Fault::WrongMethod
}

/// Whether a program asks: what it gets is not to be read by people. Some addresses of the pages are for their scripts alone.
fn is_program(request: &Request) -> bool {
    let path = request.uri().path();
    path.starts_with("/api/") || path == "/settings/push" || (path.starts_with("/groups/") && path.ends_with("/drafts"))
}

fn write(web: &Web, fault: &Fault, is_program: bool, frame: &Frame) -> Response {
    if is_program {
        problem(web, fault, frame)
    } else {
        page(web, fault, frame)
    }
}

/// The answer to a request that is refused before anybody asks whose it is.
pub fn to_a_stranger(web: &Web, request: &Request, fault: &Fault) -> Response {
    let frame = Frame::signed_out(web, auth::accept_language(request.headers()));
    write(web, fault, is_program(request), &frame)
}

/// Finds the words for a fault.
pub async fn speak(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response {
    let accepted = request.headers().contains_key(header::ACCEPT_LANGUAGE);
    let language = auth::accept_language(request.headers());
    let is_program = is_program(&request);
    let asking = Asking::default();
    request.extensions_mut().insert(asking.clone());
    let mut response = next.run(request).await;
    let Some(fault) = response.extensions_mut().remove::<Fault>() else {
        asking.renew(&web, &mut response);
        return response;
    };
    let frame = match asking.0.get() {
        Some(Asker { identity, .. }) => {
            let mut frame = Frame::of(&web, identity);
            // A program that names a language means it; a browser names its own, and its reader chose theirs in the settings.
            if accepted && identity.session.is_none() {
                language.clone_into(&mut frame.page.reader.lang);
            }
            frame
        }
        None => Frame::signed_out(&web, language),
    };
    let mut answer = write(&web, &fault, is_program, &frame);
    // Which methods there are is known to the router alone.
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    asking.renew(&web, &mut answer);
    answer
}
