//! What went wrong in a use case, as a fault of the request.

use super::Fault;
use crate::usecase::access::Denied;
use crate::usecase::area::AreaError;
use crate::usecase::continuity::ContinuityError;
use crate::usecase::correct::CorrectError;
use crate::usecase::desk::DeskError;
use crate::usecase::drill::DrillError;
use crate::usecase::founding::FoundError;
use crate::usecase::group::{LeaveError, ReturnError, RoleError};
use crate::usecase::group_setting::GroupSettingError;
use crate::usecase::incident::FlagError;
use crate::usecase::incident::{ActError, PublishError};
use crate::usecase::inquiry::InquiryError;
use crate::usecase::invite::InviteError;
use crate::usecase::liaison::LiaisonError;
use crate::usecase::member::MemberError;
use crate::usecase::moderation::ModerationError;
use crate::usecase::own_data::OwnDataError;
use crate::usecase::own_rule::OwnRuleError;
use crate::usecase::own_words::OwnWordError;
use crate::usecase::photo::PhotoError;
use crate::usecase::request::RequestError;
use crate::usecase::roster::RosterError;
use crate::usecase::settings::SettingsError;
use crate::usecase::sign_in::SignInError;
use crate::usecase::street::StreetError;
use crate::usecase::test_alarm::TestError;
use crate::usecase::umbrella::UmbrellaError;
use saar_domain::field::{FieldError, Problem};
use saar_domain::incident::Refusal;
use saar_store::StoreError;

impl From<PhotoError> for Fault {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::Denied(denied) => denied.into(),
            PhotoError::Ended => Self::Ended,
            PhotoError::Refused(refusal) => Self::Photo(refusal),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the database failed a request");
        Self::Trouble
    }
}

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NotHere => Self::NotFound,
            Denied::NotAllowed => Self::NotAllowed,
            Denied::Paused(until) => Self::Paused(until),
            Denied::Store(error) => error.into(),
        }
    }
}

impl From<PublishError> for Fault {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Denied(denied) => denied.into(),
            PublishError::Invalid(errors) => Self::Invalid(errors),
            PublishError::Duplicate(candidates) => Self::Duplicate(candidates),
            PublishError::Words(found) => Self::Words(found),
            PublishError::KeyReused(incident) => Self::KeyReused(incident.to_string()),
            PublishError::Drill(_) => Self::NotNow,
        }
    }
}

impl From<DeskError> for Fault {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Denied(denied) => denied.into(),
            DeskError::Invalid(errors) => Self::Invalid(errors.into_iter().map(|(_, error)| error).collect()),
            DeskError::Meanwhile => Self::Meanwhile,
        }
    }
}

impl From<OwnWordError> for Fault {
    fn from(error: OwnWordError) -> Self {
        match error {
            OwnWordError::Denied(denied) => denied.into(),
            OwnWordError::Invalid(errors) => Self::Invalid(errors),
        }
    }
}

impl From<ActError> for Fault {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Denied(denied) => denied.into(),
            ActError::Invalid(errors) => Self::Invalid(errors),
            ActError::KeyReused(incident) => Self::KeyReused(incident.to_string()),
            ActError::Words(found) => Self::Words(found),
            ActError::Refused(Refusal::Ended) => Self::Ended,
            ActError::Refused(Refusal::CallFirst) => Self::CallFirst,
            ActError::Refused(_) => Self::NotNow,
        }
    }
}

impl From<FoundError> for Fault {
    fn from(error: FoundError) -> Self {
        match error {
            FoundError::Invalid(errors) => Self::Invalid(errors),
            FoundError::KeyReused(group) => Self::KeyReused(group.to_string()),
            FoundError::Store(error) => error.into(),
        }
    }
}

impl From<AreaError> for Fault {
    fn from(error: AreaError) -> Self {
        match error {
            AreaError::Denied(denied) => denied.into(),
            AreaError::Refused(refusals) => Self::Area(refusals.named),
            AreaError::Meanwhile => Self::Meanwhile,
        }
    }
}

impl From<StreetError> for Fault {
    fn from(error: StreetError) -> Self {
        match error {
            StreetError::Denied(denied) => denied.into(),
            StreetError::Invalid(errors) => Self::Invalid(errors),
        }
    }
}

impl From<ContinuityError> for Fault {
    fn from(error: ContinuityError) -> Self {
        match error {
            ContinuityError::Denied(denied) => denied.into(),
            ContinuityError::NotNow => Self::NotSought,
        }
    }
}

impl From<UmbrellaError> for Fault {
    fn from(error: UmbrellaError) -> Self {
        match error {
            UmbrellaError::Denied(denied) => denied.into(),
            UmbrellaError::Invalid(errors) => Self::Invalid(errors),
        }
    }
}

impl From<LiaisonError> for Fault {
    fn from(error: LiaisonError) -> Self {
        match error {
            LiaisonError::Denied(denied) => denied.into(),
            LiaisonError::Invalid(errors) => Self::Invalid(errors),
            LiaisonError::Ended => Self::Meanwhile,
        }
    }
}

impl From<RosterError> for Fault {
    fn from(error: RosterError) -> Self {
        match error {
            RosterError::Denied(denied) => denied.into(),
            RosterError::Invalid(errors) => Self::Invalid(errors),
        }
    }
}

impl From<DrillError> for Fault {
    fn from(error: DrillError) -> Self {
        match error {
            DrillError::Denied(denied) => denied.into(),
            DrillError::Invalid(errors) => Self::Invalid(errors),
            DrillError::NotNow | DrillError::RealAlarm | DrillError::Over => Self::NotNow,
        }
    }
}

impl From<InviteError> for Fault {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Denied(denied) => denied.into(),
            InviteError::Invalid(errors) => Self::Invalid(errors),
        }
    }
}

impl From<SettingsError> for Fault {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Invalid(errors) => Self::Invalid(errors),
            SettingsError::Store(error) => error.into(),
        }
    }
}

impl From<TestError> for Fault {
    fn from(error: TestError) -> Self {
        match error {
            TestError::TooMany { wait } => Self::TooMany {
                retry_after_seconds: u32::try_from(wait.as_seconds()).unwrap_or(0) + 1,
            },
            TestError::Store(error) => error.into(),
        }
    }
}

impl From<LeaveError> for Fault {
    fn from(error: LeaveError) -> Self {
        match error {
            LeaveError::Denied(denied) => denied.into(),
            LeaveError::LastAdmin => Self::LastAdmin,
        }
    }
}

impl From<ReturnError> for Fault {
    fn from(error: ReturnError) -> Self {
        match error {
            ReturnError::Denied(denied) => denied.into(),
            ReturnError::Full => Self::Full,
        }
    }
}

impl From<OwnRuleError> for Fault {
    fn from(error: OwnRuleError) -> Self {
        match error {
            OwnRuleError::Denied(denied) => denied.into(),
            OwnRuleError::Invalid(errors) => Self::Invalid(errors.into_iter().map(|(_, error)| error).collect()),
            OwnRuleError::Meanwhile => Self::Meanwhile,
        }
    }
}

impl From<GroupSettingError> for Fault {
    fn from(error: GroupSettingError) -> Self {
        match error {
            GroupSettingError::Denied(denied) => denied.into(),
            GroupSettingError::Invalid(errors) => Self::Invalid(errors),
            GroupSettingError::Meanwhile => Self::Meanwhile,
        }
    }
}

impl From<RequestError> for Fault {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Denied(denied) => denied.into(),
            RequestError::Invalid(errors) => Self::Invalid(errors),
            RequestError::NotOpen => Self::NotOpen,
            RequestError::Meanwhile => Self::Meanwhile,
            RequestError::SignIn(error) => sign_in_fault(error),
        }
    }
}

/// Why a code could not be asked for or used, where no page says it in its own words.
pub fn sign_in_fault(error: SignInError) -> Fault {
    match error {
        SignInError::Store(error) => error.into(),
        SignInError::Invalid(errors) | SignInError::Request(errors) => Fault::Invalid(errors),
        SignInError::TooMany => Fault::TooMany {
            retry_after_seconds: 3600,
        },
        other => {
            tracing::warn!(error = %other, "signing in failed");
            Fault::Trouble
        }
    }
}

impl From<InquiryError> for Fault {
    fn from(error: InquiryError) -> Self {
        match error {
            InquiryError::Denied(denied) => denied.into(),
            InquiryError::Invalid(errors) => Self::Invalid(errors),
            InquiryError::TooMany => Self::TooMany {
                retry_after_seconds: 3600,
            },
            InquiryError::NotOpen => Self::NotNow,
            InquiryError::Reveals(_) => {
                let (field, problem) = ("answer", Problem::Revealing);
                Self::Invalid(vec![FieldError { field, problem }])
            }
        }
    }
}

impl From<CorrectError> for Fault {
    fn from(error: CorrectError) -> Self {
        match error {
            CorrectError::Denied(denied) => denied.into(),
            CorrectError::ProveFirst => Self::ProveFirst,
            CorrectError::Invalid(errors) => Self::Invalid(errors),
            CorrectError::Code(SignInError::WrongCode { .. } | SignInError::Over) => {
                let (field, problem) = ("code", Problem::Malformed);
                Self::Invalid(vec![FieldError { field, problem }])
            }
            CorrectError::Code(error) => sign_in_fault(error),
            CorrectError::Over => Self::NotFound,
            CorrectError::Store(error) => error.into(),
        }
    }
}

impl From<OwnDataError> for Fault {
    fn from(error: OwnDataError) -> Self {
        match error {
            OwnDataError::ProveFirst => Self::ProveFirst,
            OwnDataError::TooMany { retry_after_seconds } => Self::TooMany { retry_after_seconds },
            OwnDataError::LastAdmin => Self::LastAdmin,
            OwnDataError::Invalid(errors) => Self::Invalid(errors),
            OwnDataError::Made(why) => {
                tracing::error!(%why, "what somebody takes along could not be made");
                Self::Trouble
            }
            OwnDataError::Store(error) => error.into(),
        }
    }
}

impl From<RoleError> for Fault {
    fn from(error: RoleError) -> Self {
        match error {
            RoleError::Denied(denied) => denied.into(),
            RoleError::Invalid(errors) => Self::Invalid(errors),
            RoleError::NoSuchMember => Self::NotFound,
            RoleError::LastAdmin => Self::LastAdmin,
            RoleError::Paused(until) => Self::MemberPaused(until),
        }
    }
}

impl From<MemberError> for Fault {
    fn from(error: MemberError) -> Self {
        match error {
            MemberError::Denied(denied) => denied.into(),
            MemberError::Invalid(errors) => Self::Invalid(errors),
        }
    }
}

impl From<FlagError> for Fault {
    fn from(error: FlagError) -> Self {
        match error {
            FlagError::Denied(denied) => denied.into(),
            FlagError::Invalid(errors) => Self::Invalid(errors),
            FlagError::Running => Self::NotNow,
        }
    }
}

impl From<ModerationError> for Fault {
    fn from(error: ModerationError) -> Self {
        match error {
            ModerationError::Denied(denied) => denied.into(),
            ModerationError::Invalid(errors) => Self::Invalid(errors),
            ModerationError::LastAdmin => Self::LastAdmin,
            ModerationError::Done => Self::NotNow,
        }
    }
}

impl From<minijinja::Error> for Fault {
    fn from(error: minijinja::Error) -> Self {
        tracing::error!(%error, "a template failed");
        Self::Trouble
    }
}
