//! The words of a group's own, for the check of what people write: what hurts here, and which name only looks bad.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::field::{Errors, FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, OwnWordId};
use saar_domain::limits;
use saar_domain::text::{OwnWord, OwnWords, Verdict};
use saar_store::own_words::{self, Kept};
use saar_store::{StoreError, Tx};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Own words ready to be looked for, by group. An alarm is raised without asking for them: the group comes with the version of its list, and only a list that
/// has another one than what is kept here is read again.
#[derive(Debug, Default)]
pub struct OwnWordsKept(Mutex<HashMap<GroupId, Ready>>);

/// A list as it was at a version.
#[derive(Debug, Clone, Default)]
pub struct Ready {
    version: i64,
    /// The words.
    pub words: Arc<OwnWords>,
}

impl OwnWordsKept {
    /// What is kept; none for a group whose list was not needed yet, which is right for a group without one.
    pub fn of(&self, group: GroupId) -> Ready {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&group).cloned().unwrap_or_default()
    }

    fn keep(&self, group: GroupId, ready: Ready) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= limits::OWN_WORDS_GROUPS_KEPT {
            kept.clear();
        }
        kept.insert(group, ready);
    }
}

/// The words of a group at a version that came with its lock, where `ready` is of another one.
pub(super) async fn renewed(
    app: &App,
    tx: &mut Tx,
    group: GroupId,
    version: i64,
    ready: &Ready,
) -> Result<Option<Ready>, StoreError> {
    if ready.version == version {
        return Ok(None);
    }
    let words = own_words::of_group(tx, group).await?;
    let words = words.iter().map(|kept| (kept.own.folded.as_str(), kept.own.verdict));
    let words = Arc::new(OwnWords::new(words));
    let ready = Ready { version, words };
    app.own_words.keep(group, ready.clone());
    Ok(Some(ready))
}

/// Why a word was not added or taken off.
#[derive(Debug, thiserror::Error)]
pub enum OwnWordError {
    /// Not allowed, or there is no such word.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
}

impl From<StoreError> for OwnWordError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// The list, for who runs the group.
#[derive(Debug)]
pub struct List {
    /// Who looks.
    pub access: InGroup,
    /// By the alphabet.
    pub words: Vec<Kept>,
}

/// Reads the list.
pub async fn look(app: &App, account: AccountId, group: GroupId) -> Result<List, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, group, Action::EditWords).await?;
    let words = own_words::of_group(&mut tx, group).await?;
    Ok(List { access, words })
}

/// A word as somebody typed it.
#[derive(Debug, Clone)]
pub struct RawWord {
    /// The word.
    pub word: String,
    /// Code of a [`Verdict`].
    pub verdict: String,
}

impl RawWord {
    fn check(&self) -> Result<OwnWord, Vec<FieldError>> {
        let mut errors = Errors::default();
        let verdict = self.verdict.parse::<Verdict>().map_err(|_| Problem::NotAChoice);
        let verdict = errors.take("verdict", verdict);
        let own = errors.take("word", OwnWord::new(&self.word, verdict.unwrap_or(Verdict::Hurts)));
        errors.into_result()?;
        own.ok_or_else(Vec::new)
    }
}

/// Adds a word.
pub async fn add(app: &App, account: AccountId, group_id: GroupId, raw: &RawWord) -> Result<Kept, OwnWordError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, group_id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditWords).await?;
    let own = raw.check().map_err(OwnWordError::Invalid)?;
    let refuse = |field, problem| Err(OwnWordError::Invalid(vec![FieldError { field, problem }]));
    let there = own_words::of_group(&mut tx, group_id).await?;
    if there.iter().any(|kept| kept.own.folded == own.folded) {
        return refuse("word", Problem::Taken);
    }
    let max = limits::OWN_WORDS_MAX;
    if there.len() >= max {
        return refuse("own_words", Problem::TooMany { max });
    }
    let added_at = app.now();
    let id = OwnWordId::new(added_at, app.entropy.as_ref());
    let kept = Kept { id, own, added_at };
    own_words::insert(&mut tx, group_id, &kept).await?;
    // Not which word: it stands on the list, and a word that hurts may be about somebody.
    let note = Note::new(group_id, Deed::WordAdded, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    Ok(kept)
}

/// Takes a word off the list.
pub async fn remove(app: &App, account: AccountId, group_id: GroupId, id: OwnWordId) -> Result<(), Denied> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, group_id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditWords).await?;
    if !own_words::remove(&mut tx, group_id, id).await? {
        return Err(Denied::NotHere);
    }
    let note = Note::new(group_id, Deed::WordRemoved, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    Ok(())
}
