//! The ground of a group and its streets, and which groups cover a point, for programs.

use super::{Answer, Json};
use crate::usecase::area::{self, Overlap};
use crate::usecase::boundary;
use crate::usecase::street::{self, RawStreet};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson, ToRead};
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::{Path, Query};
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::field::{FieldError, Problem};
use saar_domain::geo::Point;
use saar_domain::id::{GroupId, StreetId};
use saar_domain::street::write_line;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

/// The ground of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaDetail {
    /// The number of its latest change; sent along, it is only replaced if nobody else changed it meanwhile.
    revision: i64,
    /// A GeoJSON `Feature`; its geometry is null when nothing was drawn.
    #[schema(value_type = Object)]
    geojson: Value,
    /// Its size without the holes.
    square_metres: f64,
    /// Other groups on the same ground, the largest share first.
    overlaps: Vec<OverlapDetail>,
    /// The streets that belong to it.
    streets: Vec<StreetDetail>,
}

/// Another group on the same ground.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverlapDetail {
    /// Its name.
    group_name: String,
    /// Its municipality.
    municipality: String,
    /// How much of the area lies in it: 0 to 1.
    share: f64,
}

impl From<Overlap> for OverlapDetail {
    fn from(overlap: Overlap) -> Self {
        Self {
            group_name: overlap.name,
            municipality: overlap.municipality,
            share: (overlap.share * 1000.0).round() / 1000.0,
        }
    }
}

/// A street of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct StreetDetail {
    /// Its id.
    id: String,
    /// Its name.
    street_name: String,
    /// Its line, as `lat,lon lat,lon`; empty without one.
    street_line: String,
}

impl From<saar_domain::incident::report::Street> for StreetDetail {
    fn from(street: saar_domain::incident::report::Street) -> Self {
        Self {
            id: street.id.to_string(),
            street_line: write_line(&street.line),
            street_name: street.name,
        }
    }
}

/// The area of a group, for who runs it
#[utoipa::path(get, path = "/api/v1/groups/{group}/area", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = AreaDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn look(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
) -> Answer<axum::Json<AreaDetail>> {
    let desk = area::look(&web.app, identity.account.id, group_id).await?;
    let group = desk.access.group;
    Ok(axum::Json(AreaDetail {
        revision: desk.revision,
        geojson: group.area.to_geojson(&group.name, &group.municipality),
        square_metres: group.area.square_metres().round(),
        overlaps: desk.overlaps.into_iter().map(Into::into).collect(),
        streets: desk.streets.into_iter().map(Into::into).collect(),
    }))
}

/// An area that is brought.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewArea {
    /// GeoJSON (RFC 7946) with one or more polygons.
    #[schema(value_type = Object)]
    geojson: Value,
    /// Convert the Dutch grid (RD) to degrees, instead of refusing it.
    #[serde(default)]
    convert_rd: bool,
    /// The `revision` that was read: 409 when somebody else changed the area since; missing: whatever stands there is replaced.
    #[serde(default)]
    revision: Option<i64>,
}

/// An area that was saved.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedArea {
    /// Codes of what was mended, such as `ring_closed`.
    repairs: Vec<String>,
    /// Other groups on the same ground: said, and no reason to refuse it.
    overlaps: Vec<OverlapDetail>,
}

impl From<area::Saved> for SavedArea {
    fn from(saved: area::Saved) -> Self {
        let mut repairs: Vec<String> = saved.repairs.named.iter().map(|note| note.code.to_owned()).collect();
        repairs.sort_unstable();
        repairs.dedup();
        Self {
            repairs,
            overlaps: saved.overlaps.into_iter().map(Into::into).collect(),
        }
    }
}

/// Save the area of a group
///
/// What is clear is mended and said (an open ring, its winding); what is not is refused with the reason.
#[utoipa::path(put, path = "/api/v1/groups/{group}/area", tag = "groups", request_body = NewArea, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = SavedArea), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn save(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
    Json(body): Json<NewArea>,
) -> Answer<axum::Json<SavedArea>> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let text = body.geojson.to_string();
    let saved = area::save(&web.app, account, group_id, body.revision, &text, body.convert_rd);
    let saved = saved.await?;
    Ok(axum::Json(saved.into()))
}

/// Take the area of a group away
#[utoipa::path(delete, path = "/api/v1/groups/{group}/area", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn clear(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    area::clear(&web.app, account, group_id, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BoundaryQuery {
    /// Letters of the name; accents and capitals do not matter.
    name: Option<String>,
}

/// A district or municipality that an area may be taken from.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoundarySummary {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// `municipality`, `district` or `neighbourhood`.
    level: String,
    /// The municipality that it lies in; empty where nobody said.
    municipality: String,
}

/// Boundaries from which the area may be taken, by their name
#[utoipa::path(get, path = "/api/v1/groups/{group}/boundaries", tag = "groups", params(("group" = String, Path, description = "Id of the group"), BoundaryQuery),
    responses((status = 200, body = [BoundarySummary]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn boundaries(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
    Query(query): Query<BoundaryQuery>,
) -> Answer<axum::Json<Vec<BoundarySummary>>> {
    let name = query.name.unwrap_or_default();
    let found = boundary::search(&web.app, identity.account.id, group_id, &name).await?;
    let shown = found.boundaries.into_iter().map(|named| BoundarySummary {
        id: named.id.to_string(),
        name: named.name,
        level: named.level.code().into(),
        municipality: named.municipality,
    });
    Ok(axum::Json(shown.collect()))
}

/// Which boundary to take.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBoundary {
    /// Its id.
    #[schema(max_length = 36)]
    boundary: String,
}

/// Make a boundary the area of a group
#[utoipa::path(put, path = "/api/v1/groups/{group}/area/boundary", tag = "groups", request_body = TakeBoundary, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = SavedArea), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn take_boundary(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
    Json(body): Json<TakeBoundary>,
) -> Answer<axum::Json<SavedArea>> {
    web.limits.write(identity.account.id)?;
    let which = body.boundary.parse().map_err(|_| Fault::NotFound)?;
    let account = identity.account.id;
    let saved = boundary::take(&web.app, account, group_id, None, which).await?;
    Ok(axum::Json(saved.into()))
}

/// A street as it is to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStreet {
    /// Its name.
    #[schema(example = "Lindelaan", max_length = 80)]
    street_name: String,
    /// Its line, as `lat,lon lat,lon`; without one people choose it by its name.
    #[serde(default)]
    #[schema(example = "52.0901,5.1201 52.0911,5.1213")]
    street_line: String,
}

impl From<NewStreet> for RawStreet {
    fn from(new: NewStreet) -> Self {
        Self {
            name: new.street_name,
            line: new.street_line,
        }
    }
}

/// Add a street to a group
#[utoipa::path(post, path = "/api/v1/groups/{group}/streets", tag = "groups", request_body = NewStreet, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 201, body = StreetDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn add_street(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
    Json(body): Json<NewStreet>,
) -> Answer<(StatusCode, axum::Json<StreetDetail>)> {
    web.limits.write(identity.account.id)?;
    let street = street::add(&web.app, identity.account.id, group_id, &body.into()).await?;
    Ok((StatusCode::CREATED, axum::Json(street.into())))
}

/// Give a street another name and line
#[utoipa::path(put, path = "/api/v1/groups/{group}/streets/{street}", tag = "groups", request_body = NewStreet,
    params(("group" = String, Path, description = "Id of the group"), ("street" = String, Path, description = "Id of the street")),
    responses((status = 200, body = StreetDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn change_street(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group_id, street_id)): Path<(GroupId, StreetId)>,
    Json(body): Json<NewStreet>,
) -> Answer<axum::Json<StreetDetail>> {
    web.limits.write(identity.account.id)?;
    let street = street::change(&web.app, identity.account.id, group_id, street_id, &body.into()).await?;
    Ok(axum::Json(street.into()))
}

/// Take a street out of a group
///
/// A street in which something was reported stays, and so does the last one.
#[utoipa::path(delete, path = "/api/v1/groups/{group}/streets/{street}", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("street" = String, Path, description = "Id of the street")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn remove_street(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group_id, street_id)): Path<(GroupId, StreetId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    street::remove(&web.app, identity.account.id, group_id, street_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A place on earth.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Latitude in degrees (WGS 84).
    #[schema(minimum = -90, maximum = 90)]
    lat: f64,
    /// Longitude in degrees (WGS 84).
    #[schema(minimum = -180, maximum = 180)]
    lon: f64,
}

/// A group that covers a place.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoveringGroup {
    /// Its name.
    group_name: String,
    /// Its municipality.
    municipality: String,
}

/// Which groups cover a place
///
/// Posted, and not in the address: where somebody lives stands in no log. Nothing of it is stored.
#[utoipa::path(post, path = "/api/v1/covering", tag = "groups", request_body = Spot,
    responses((status = 200, body = [CoveringGroup]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn covering(
    State(web): Shared,
    Caller { .. }: Caller<ToRead>,
    Json(spot): Json<Spot>,
) -> Answer<axum::Json<Vec<CoveringGroup>>> {
    let Some(point) = Point::new(spot.lat, spot.lon) else {
        let (field, problem) = ("place", Problem::Malformed);
        return Err(Fault::Invalid(vec![FieldError { field, problem }]));
    };
    let found = area::covering(&web.app, point).await?;
    let shown = found.into_iter().map(|covering| CoveringGroup {
        group_name: covering.name,
        municipality: covering.municipality,
    });
    Ok(axum::Json(shown.collect()))
}
