//! The keys of a report: one for what identifies, one for words, each only where there is something for it.

use crate::app::App;
use saar_domain::incident::Report;
use saar_domain::retention::Class;
use saar_store::content::Field;
use saar_store::keys::{ContentKey, KeyIds};
use std::sync::Arc;

/// Keys that were ready. One that is missing never refuses an alarm (EDGES 2): [`saar_store::KeyStore::seal`] says what then.
pub(super) struct Keys {
    identifying: Option<Arc<ContentKey>>,
    words: Option<Arc<ContentKey>>,
}

impl Keys {
    /// As many as a report needs. From memory: no disk is asked.
    pub(super) async fn take(app: &App, report: &Report) -> Self {
        let now = app.now();
        let identifies = report.place.exact().is_some() || report.appearance.is_some();
        Self {
            identifying: if identifies { app.keys.take(now).await } else { None },
            words: if report.behaviour.words.is_some() {
                app.keys.take(now).await
            } else {
                None
            },
        }
    }

    /// Their names, for the incident's row.
    pub(super) fn ids(&self) -> KeyIds {
        KeyIds {
            identifying: self.identifying.as_ref().map(|key| key.id()),
            words: self.words.as_ref().map(|key| key.id()),
        }
    }

    /// The one that seals the place.
    pub(super) fn identifying(&self) -> Option<&ContentKey> {
        self.identifying.as_deref()
    }

    /// The one that seals a text.
    pub(super) fn of(&self, field: Field) -> Option<&ContentKey> {
        match field.class() {
            Class::Identifying => self.identifying.as_deref(),
            _ => self.words.as_deref(),
        }
    }
}
