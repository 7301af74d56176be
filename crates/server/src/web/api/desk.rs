//! The right desk for what is not for the group, for programs.

use super::{Answer, Json};
use crate::usecase::desk;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson, ToRead};
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::{Path, objects_by_name};
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::desk::{Desk, DeskSource, RawDesk};
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::GroupId;
use saar_domain::text::Topic;
use saar_store::StoreError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Where a matter belongs that is not for the group.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeskDetail {
    /// `lamp`, `litter`, `noise`, `parking`, `animal`, `phone_fraud`, `road`, `outage` or `lost_property`.
    topic: String,
    /// What the desk is called; missing where nobody said which one it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Its number, as people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// When it is open, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<String>,
    /// Who says so: `municipality`, `group` or `country`.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

impl DeskDetail {
    /// As it is told.
    pub fn of(topic: Topic, desk: Option<&(Desk, DeskSource)>) -> Self {
        let text = |pick: fn(&Desk) -> Option<String>| desk.and_then(|(desk, _)| pick(desk));
        Self {
            topic: topic.code().into(),
            name: text(|desk| Some(desk.name.clone())),
            phone: text(|desk| desk.phone.clone()),
            url: text(|desk| desk.url.clone()),
            hours: text(|desk| desk.hours.clone()),
            source: desk.map(|(_, source)| source.code().into()),
        }
    }
}

/// Where matters go that are not for the group.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeskList {
    /// Version of what the group itself says: who changes that says which one they read.
    version: u32,
    /// One for each topic.
    desks: Vec<DeskDetail>,
}

/// Where matters go that are not for the group
///
/// The municipality's desk, else the group's own, else the country's.
#[utoipa::path(get, path = "/api/v1/groups/{group}/desks", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = DeskList), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<DeskList>> {
    let (access, directory) = desk::of_group(&web.app, identity.account.id, group).await?;
    let profile = web.app.profiles.get(&access.group.country).ok_or(StoreError::Gone)?;
    let detail = |topic: &Topic| DeskDetail::of(*topic, directory.desk(*topic, profile).as_ref());
    Ok(axum::Json(DeskList {
        version: directory.version,
        desks: Topic::ALL.iter().map(detail).collect(),
    }))
}

/// A desk of a group's own. It has a name, and a number or a page or both.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDesk {
    /// What it is called.
    #[schema(max_length = 80)]
    name: String,
    /// A number of the group's country; never the emergency number.
    #[serde(default)]
    #[schema(max_length = 24)]
    phone: String,
    /// A page of the public web, with https.
    #[serde(default)]
    #[schema(max_length = 200)]
    url: String,
    /// When it is open, in words.
    #[serde(default)]
    #[schema(max_length = 100)]
    hours: String,
}

/// A group's own desks, all of them.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDesks {
    /// The version that is being changed; 0: there never were any.
    version: u32,
    /// By topic.
    #[serde(deserialize_with = "objects_by_name")]
    desks: BTreeMap<String, NewDesk>,
}

/// Say where matters go, for a group whose municipality says nothing
///
/// By an admin. What the municipality says goes before it. Where somebody else changed them since they were read, the answer is 409 and nothing is changed.
#[utoipa::path(put, path = "/api/v1/groups/{group}/desks", tag = "groups", request_body = NewDesks, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn set(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewDesks>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let mut typed = BTreeMap::new();
    for (topic, new) in body.desks {
        let unknown = |_| {
            Fault::Invalid(vec![FieldError {
                field: "desks",
                problem: Problem::NotAChoice,
            }])
        };
        let topic: Topic = topic.parse().map_err(unknown)?;
        let raw = RawDesk {
            name: new.name,
            phone: new.phone,
            url: new.url,
            hours: new.hours,
        };
        typed.insert(topic, raw);
    }
    desk::set(&web.app, identity.account.id, group, body.version, &typed).await?;
    Ok(StatusCode::NO_CONTENT)
}
