//! What the owner of an account is told by mail: a new key was made for their door, or one was blocked.

use crate::app::App;
use crate::usecase::letter;
use crate::web::view::mail::PasskeyMail;
use saar_domain::id::AccountId;

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A passkey was added. Threat: somebody else did it, on a phone that lay open.
    Added,
    /// One was blocked: its counter went back.
    Blocked,
}

/// Mails it, after the commit and beside the answer.
pub async fn tell(app: &App, account: AccountId, news: News, name: &str) {
    let news = match news {
        News::Added => "added",
        News::Blocked => "blocked",
    };
    let view = PasskeyMail {
        news: news.into(),
        name: name.to_owned(),
        at_ms: app.now().as_millis(),
        url: app.link("/settings/passkeys"),
    };
    letter::tell(app, account, "passkey", &format!("mail-passkey-{news}"), &view).await;
}
