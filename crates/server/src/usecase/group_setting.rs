//! The settings of a group, for its admins: each within what the country and this software allow, each change a line in the log.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::request::answer::NewJoining;
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId};
use saar_domain::joining::ResidenceChecks;
use saar_domain::setting::RawSettings;
use saar_store::request::{self, Joining};
use saar_store::setting::{self, Kept};
use saar_store::{StoreError, member};

/// The settings, for who may change them.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who looks where.
    pub access: InGroup,
    /// The settings with their version.
    pub kept: Kept,
    /// What the group wants of who asks to join.
    pub joining: Joining,
    /// Members now: the group is not made smaller than that.
    pub members: u32,
}

/// Looks at them.
pub async fn look(app: &App, account: AccountId, id: GroupId) -> Result<Desk, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::EditSettings).await?;
    Ok(Desk {
        access,
        kept: setting::of_group(&mut tx, id).await?,
        joining: request::joining(&mut tx, id).await?,
        members: member::count_active(&mut tx, id).await?,
    })
}

/// Settings as somebody typed them.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The version that was read.
    pub version: u32,
    /// What the group decides for itself.
    pub settings: RawSettings,
    /// What it wants of who asks to join.
    pub joining: NewJoining,
}

/// Why they were not changed.
#[derive(Debug, thiserror::Error)]
pub enum GroupSettingError {
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// Somebody else changed them since they were read.
    #[error("changed meanwhile")]
    Meanwhile,
}

impl From<StoreError> for GroupSettingError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// Changes them, all or none. Of two who save at the same moment the second is told, instead of taking back unseen what the first one changed.
pub async fn set(app: &App, account: AccountId, id: GroupId, typed: &Typed) -> Result<(), GroupSettingError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::EditSettings).await?;
    let kept = setting::of_group(&mut tx, id).await?;
    if kept.version != typed.version {
        return Err(GroupSettingError::Meanwhile);
    }
    let profile = app.profiles.get(&access.group.country).ok_or(StoreError::Gone)?;
    let members = member::count_active(&mut tx, id).await?;
    let settings = typed.settings.check(profile, members, &kept.settings);
    let joining = joining_of(&typed.joining);
    let ((new, reason), joining) = match (settings, joining) {
        (Ok(settings), Ok(joining)) => (settings, joining),
        (settings, joining) => {
            let wrong = [settings.err().unwrap_or_default(), joining.err().unwrap_or_default()];
            return Err(GroupSettingError::Invalid(wrong.concat()));
        }
    };
    let before = request::joining(&mut tx, id).await?;
    let mut changed = new.changed(&kept.settings);
    changed.extend(changed_joining(before, joining));
    if changed.is_empty() {
        return Ok(());
    }
    if !setting::save(&mut tx, id, kept.version, &new).await? {
        return Err(GroupSettingError::Meanwhile);
    }
    request::set_joining(&mut tx, id, joining).await?;
    let changed = changed.join(",");
    let note = Note::new(id, Deed::SettingsChanged, access.member.id).detail(&changed);
    let note = match &reason {
        Some(reason) => note.because(reason),
        None => note,
    };
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    Ok(())
}

/// What a group wants of who asks, out of what was chosen.
pub(super) fn joining_of(new: &NewJoining) -> Result<Joining, Vec<FieldError>> {
    let not_a_choice = |problem: Problem| {
        let field = "residence_checks";
        vec![FieldError { field, problem }]
    };
    let checks = ResidenceChecks::from_codes(new.checks.iter().map(String::as_str)).map_err(not_a_choice)?;
    let takes_requests = new.takes_requests;
    Ok(Joining { takes_requests, checks })
}

/// Names of what differs, for the log.
pub(super) fn changed_joining(before: Joining, now: Joining) -> impl Iterator<Item = &'static str> {
    let requests = (before.takes_requests != now.takes_requests).then_some("takes_requests");
    let checks = (before.checks != now.checks).then_some("residence_checks");
    [requests, checks].into_iter().flatten()
}
