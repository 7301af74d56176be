//! The log of a group: what its people did to one another, for those who run it, and each line for whom it is about.

use super::access::{self, Denied, InGroup};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
pub use saar_domain::field::reason;
use saar_domain::id::{AccountId, AuditId, GroupId, LiaisonId, MemberId};
use saar_domain::limits;
use saar_store::audit::{self, Line};
use saar_store::{StoreError, Tx, group, liaison, member};
use std::collections::BTreeMap;

/// What is to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Note<'a> {
    /// In which group.
    pub group: GroupId,
    /// What was done.
    pub deed: Deed,
    /// By whom; none by the operator.
    pub by: Option<MemberId>,
    /// To whom, if it was somebody.
    pub about: Option<MemberId>,
    /// A code that belongs to the deed.
    pub detail: Option<&'a str>,
    /// Why, in their own words.
    pub reason: Option<&'a str>,
}

impl<'a> Note<'a> {
    /// A deed of somebody.
    pub fn new(group: GroupId, deed: Deed, by: MemberId) -> Self {
        Self {
            group,
            deed,
            by: Some(by),
            about: None,
            detail: None,
            reason: None,
        }
    }

    /// To somebody.
    #[must_use]
    pub fn about(mut self, member: MemberId) -> Self {
        self.about = Some(member);
        self
    }

    /// With its code.
    #[must_use]
    pub fn detail(mut self, code: &'a str) -> Self {
        self.detail = Some(code);
        self
    }

    /// With a reason.
    #[must_use]
    pub fn because(mut self, reason: &'a str) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// Writes it down, in the transaction of the deed.
pub async fn note(app: &App, tx: &mut Tx, note: Note<'_>) -> Result<(), StoreError> {
    write(app, tx, note, None).await
}

/// The same of a deed that is about a liaison of the group; `by` is none where the liaison or the clock did it.
pub(super) async fn note_of_liaison(
    app: &App,
    tx: &mut Tx,
    liaison: &liaison::Liaison,
    deed: Deed,
    by: Option<MemberId>,
) -> Result<(), StoreError> {
    let note = Note {
        group: liaison.group,
        deed,
        by,
        about: None,
        detail: None,
        reason: None,
    };
    write(app, tx, note, Some(liaison.id)).await
}

async fn write(app: &App, tx: &mut Tx, note: Note<'_>, liaison: Option<LiaisonId>) -> Result<(), StoreError> {
    let now = app.now();
    let line = Line {
        id: AuditId::new(now, app.entropy.as_ref()),
        group: note.group,
        at: now,
        deed: note.deed,
        by: note.by,
        about: note.about,
        liaison,
        detail: note.detail.map(str::to_owned),
        reason: note.reason.map(str::to_owned),
    };
    audit::insert(tx, &app.sealer, &line, app.entropy.as_ref()).await
}

/// A line with the aliases that it is about; none of who is gone.
#[derive(Debug, Clone)]
pub struct Named {
    /// The line.
    pub line: Line,
    /// Who did it.
    pub by: Option<String>,
    /// To whom: a member, or the office of a liaison.
    pub about: Option<String>,
}

/// Gives lines of one group their aliases.
pub(super) async fn name(tx: &mut Tx, id: GroupId, lines: Vec<Line>) -> Result<Vec<Named>, StoreError> {
    let aliases: BTreeMap<MemberId, String> = member::aliases(tx, id).await?.into_iter().collect();
    let alias = |member: Option<MemberId>| member.and_then(|member| aliases.get(&member).cloned());
    let offices: BTreeMap<LiaisonId, String> = liaison::offices(tx, id).await?.into_iter().collect();
    let office = |liaison: Option<LiaisonId>| liaison.and_then(|liaison| offices.get(&liaison).cloned());
    Ok(lines
        .into_iter()
        .map(|line| Named {
            by: alias(line.by),
            about: alias(line.about).or_else(|| office(line.liaison)),
            line,
        })
        .collect())
}

/// A page of a group's log.
#[derive(Debug, Clone)]
pub struct Log {
    /// Who looks where.
    pub access: InGroup,
    /// Newest first.
    pub lines: Vec<Named>,
    /// There is more, before this line.
    pub next: Option<AuditId>,
}

const ROWS: u32 = limits::PAGE_ROWS_MAX;

/// Cuts off what is more than a page, of one line more than that; the last line that is shown, if there is more.
fn cut(lines: &mut Vec<Line>) -> Option<AuditId> {
    let shown = usize::try_from(ROWS).unwrap_or(usize::MAX);
    let more = lines.len() > shown;
    lines.truncate(shown);
    lines.last().filter(|_| more).map(|line| line.id)
}

/// The log, for those who run the group.
pub async fn look(app: &App, account: AccountId, id: GroupId, before: Option<AuditId>) -> Result<Log, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewLog).await?;
    let mut lines = audit::of_group(&mut tx, &app.sealer, id, before, ROWS + 1).await?;
    let next = cut(&mut lines);
    Ok(Log {
        access,
        lines: name(&mut tx, id, lines).await?,
        next,
    })
}

/// What was done to somebody in one group.
#[derive(Debug, Clone)]
pub struct AboutMe {
    /// The group's name.
    pub group: String,
    /// Code of its country.
    pub country: String,
    /// What, and by whom.
    pub line: Named,
}

/// What was done to me, by whom and why: for everybody, about themselves. A page, newest first; where there is more, the line before which it is.
pub async fn about_me(
    app: &App,
    account: AccountId,
    before: Option<AuditId>,
) -> Result<(Vec<AboutMe>, Option<AuditId>), StoreError> {
    let mut tx = app.db.read().await?;
    let mut lines = audit::about_account(&mut tx, &app.sealer, account, before, ROWS + 1).await?;
    let next = cut(&mut lines);
    let mut by_group: BTreeMap<GroupId, Vec<Line>> = BTreeMap::new();
    for line in lines {
        by_group.entry(line.group).or_default().push(line);
    }
    let mut mine = Vec::new();
    for (id, lines) in by_group {
        let Some(group) = group::find(&mut tx, id).await? else {
            continue;
        };
        mine.extend(name(&mut tx, id, lines).await?.into_iter().map(|line| AboutMe {
            group: group.name.clone(),
            country: group.country.clone(),
            line,
        }));
    }
    mine.sort_by_key(|about| std::cmp::Reverse(about.line.line.id));
    Ok((mine, next))
}
