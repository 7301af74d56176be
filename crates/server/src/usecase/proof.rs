//! Showing once more that it is oneself: for what a phone that lies about signed in must not do. Whoever signed in a few minutes ago has shown it; the others
//! type a code that is mailed to them, or sign in again with their passkey.

use super::identity::Identity;
use super::sign_in::{self, Asked, SignInError};
use crate::app::App;
use saar_domain::limits;
use saar_store::{StoreError, Tx, account, session};

/// Whether somebody showed lately, on this device, that it is they. A program's token never does.
pub async fn is_recent(app: &App, tx: &mut Tx, identity: &Identity) -> Result<bool, StoreError> {
    let Some(device) = identity.session else {
        return Ok(false);
    };
    let proved = session::proved_at(tx, identity.account.id, device).await?;
    Ok(proved.is_some_and(|at| app.now().since(at) <= limits::PROOF_LIFETIME))
}

/// Mails a code to one's own address, for this device.
pub async fn ask(app: &App, identity: &Identity) -> Result<Asked, SignInError> {
    let mut tx = app.db.write().await?;
    let email = account::own_email(&mut tx, &app.sealer, identity.account.id).await?;
    let asked = sign_in::challenge(app, &mut tx, email, identity.account.language.clone(), None).await?;
    tx.commit().await?;
    Ok(asked)
}

/// Takes the code. Threat: a code that was mailed to somebody else proves nothing here.
pub async fn confirm(app: &App, identity: &Identity, device_secret: &str, code: &str) -> Result<(), SignInError> {
    let device = identity.session.ok_or(SignInError::Over)?;
    let (mut tx, challenge) = sign_in::check_code(app, device_secret, code).await?;
    let now = app.now();
    if !saar_store::challenge::take(&mut tx, challenge.id, now).await? {
        return Err(SignInError::Over);
    }
    let whose = account::find_by_email(&mut tx, &app.sealer, &challenge.email).await?;
    let mine = whose.is_some_and(|whose| whose.id == identity.account.id);
    let proved = mine && session::prove(&mut tx, identity.account.id, device, now).await?;
    tx.commit().await?;
    if proved { Ok(()) } else { Err(SignInError::Over) }
}
