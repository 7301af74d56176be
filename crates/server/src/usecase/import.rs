//! People of a file become a list of who could be invited. Nothing of the file or of them is stored: the list goes to the admin's page and comes back
//! from it with who was chosen, and what is made is one invite like any other.
//!
//! Nobody is compared with who is in already: a mark "is in" beside a name would tell an admin who hides behind an alias.

use super::access::{self, Denied, InGroup};
use super::invite::{self, InviteError, Limits};
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId};
use saar_domain::import::candidate::Candidate;
use saar_domain::import::phone::PhoneRules;
use saar_domain::limits;
use saar_store::invite::Invite;
use saar_store::{StoreError, member};

/// Where a file is brought.
#[derive(Debug, Clone)]
pub struct Counter {
    /// Who brings it where.
    pub access: InGroup,
    /// How numbers are written in the group's country.
    pub phones: PhoneRules,
    /// Places left in the group.
    pub free: u32,
}

/// Lets somebody bring a file of people, or not: who may invite.
pub async fn counter(app: &App, account: AccountId, group: GroupId) -> Result<Counter, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, group, Action::Invite).await?;
    let members = member::count_active(&mut tx, group).await?;
    let profile = app.profiles.get(&access.group.country).ok_or(StoreError::Gone)?;
    Ok(Counter {
        phones: PhoneRules::of(profile),
        free: access.group.capacity.saturating_sub(members),
        access,
    })
}

/// Makes the one invite for those who were chosen: as many uses as there are people.
///
/// One link for all and not one each: which link is whose would be something stored about somebody who did not come, and without it a link of one's own
/// is worth no more than a shared one. It is limited in number and days, and taken back in one tap.
pub async fn invite(
    app: &App,
    account: AccountId,
    group: GroupId,
    chosen: &[&Candidate],
) -> Result<Invite, InviteError> {
    let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    if count == 0 || count > limits::INVITE_USES_MAX {
        // Whether they may at all comes first.
        counter(app, account, group).await?;
        let problem = Problem::OutOfRange {
            min: 1,
            max: i64::from(limits::INVITE_USES_MAX),
        };
        return Err(InviteError::Invalid(vec![FieldError {
            field: "chosen",
            problem,
        }]));
    }
    let limits = Limits {
        uses_max: Some(count),
        days: Some(limits::IMPORT_INVITE_DAYS),
    };
    invite::create(app, account, group, limits).await
}
