//! Devices say "shown" and "opened". Without a cookie, always answered alike, written in batches (EDGES 20).

use crate::app::App;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::delivery::DeliveryState;
use saar_domain::id::DeliveryId;
use saar_store::seal::token_hash;
use saar_store::{Sealer, StoreError, delivery, endpoint, probe};

/// Bytes of a receipt's token: 128 bits.
const TOKEN_BYTES: usize = 16;

/// The token of a delivery's receipt. It follows from the delivery, so that it can be rendered again; nobody without the key can know it.
pub fn token(sealer: &Sealer, delivery: DeliveryId) -> String {
    URL_SAFE_NO_PAD.encode(&sealer.sign("receipt", &delivery.to_string())[..TOKEN_BYTES])
}

/// What a device reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Hash of the token.
    pub token_hash: [u8; 32],
    /// Delivered or seen.
    pub state: DeliveryState,
}

impl Report {
    /// From a body; none when it says nothing that we know.
    pub fn read(token: &str, state: &str) -> Option<Self> {
        let state = match state {
            "shown" => DeliveryState::Delivered,
            "opened" => DeliveryState::Seen,
            _ => return None,
        };
        (token.len() == 22).then(|| Self {
            token_hash: token_hash(token),
            state,
        })
    }
}

/// Writes a batch of reports in one transaction.
pub async fn record(app: &App, reports: &[Report]) -> Result<(), StoreError> {
    let mut tx = app.db.write_soon().await?;
    let now = app.now();
    let mut probed = false;
    for report in reports {
        if delivery::receipt(&mut tx, report.token_hash, report.state, now).await? {
            // An alarm that was shown proves the way better than any look.
            endpoint::answered_delivery(&mut tx, report.token_hash, now).await?;
            continue;
        }
        if let Some(answered) = probe::receipt(&mut tx, report.token_hash, report.state, now).await? {
            probed = true;
            if let Some(endpoint) = answered.endpoint {
                endpoint::answered(&mut tx, endpoint, now).await?;
            }
        }
    }
    tx.commit().await?;
    if probed {
        app.bus.probed();
    }
    Ok(())
}
