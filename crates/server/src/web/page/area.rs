//! The ground of a group and its streets, for who runs it.

use super::frame::Frame;
use super::group::link;
use super::{id, or_page, plan, see_done};
use crate::usecase::area::{self, AreaError};
use crate::usecase::boundary;
use crate::usecase::identity::Identity;
use crate::usecase::street::{self, RawStreet, StreetError};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::shield::with_map;
use crate::web::view::area::{Area as View, AreaNote, BoundaryRow, OverlapRow, StreetRow};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use saar_domain::id::{GroupId, StreetId};
use saar_domain::import::area::note::{MENDED, note_limit};
use saar_domain::import::{Note, Notes};
use saar_domain::limits;
use saar_domain::street::write_line;
use serde::Deserialize;
use std::sync::Arc;

/// Pages for the area.
pub fn router() -> Router<Arc<Web>> {
    let form = get(show)
        .post(save)
        .layer(DefaultBodyLimit::max(limits::AREA_FORM_BYTES_MAX));
    Router::new()
        .route("/groups/{group}/area", form)
        .route("/groups/{group}/area/clear", post(clear))
        .route("/groups/{group}/area/boundary", post(take_boundary))
        .route("/groups/{group}/area.geojson", get(download))
        .route("/groups/{group}/streets", post(add_street))
        .route("/groups/{group}/streets/{street}", post(change_street))
        .route("/groups/{group}/streets/{street}/remove", post(remove_street))
}

/// What the page is to show besides what is saved.
#[derive(Default)]
struct Typed {
    geojson: Option<String>,
    convert_rd: bool,
    refusals: Notes,
    meanwhile: bool,
    mended: Vec<String>,
    boundary: String,
    street: StreetRow,
    errors: Vec<FieldError>,
}

#[derive(Deserialize)]
struct After {
    done: Option<String>,
    mended: Option<String>,
    boundary: Option<String>,
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    Query(after): Query<After>,
) -> Response {
    let mended = after.mended.unwrap_or_default();
    let typed = Typed {
        // Only codes of ours are words.
        mended: MENDED
            .iter()
            .filter(|code| mended.split(',').any(|known| known == **code))
            .map(|code| dashed(code))
            .collect(),
        boundary: after.boundary.unwrap_or_default(),
        ..Typed::default()
    };
    let work = render(&web, &identity, &group_id, typed, after.done.as_deref());
    or_page(&web, &identity, work.await)
}

fn dashed(code: &str) -> String {
    code.replace('_', "-")
}

async fn render(
    web: &Web,
    identity: &Identity,
    group_id: &str,
    typed: Typed,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let desk = area::look(&web.app, identity.account.id, id(group_id)?).await?;
    let found = boundary::search(&web.app, identity.account.id, desk.access.group.id, &typed.boundary).await?;
    let group = &desk.access.group;
    let frame = Frame::in_group(web, identity, group, &desk.access.member).noticing(done);
    let bounds = frame.profile(web)?.bounds;
    let wrong = !typed.errors.is_empty() || !typed.refusals.is_empty();
    let meanwhile = typed.meanwhile;
    let drawn = !group.area.rings.is_empty();
    let note = |note: &Note| AreaNote {
        code: dashed(note.code),
        line: note.line.unwrap_or_default(),
        max: note_limit(note.code),
    };
    let view = View {
        group: link(&frame)?,
        revision: desk.revision,
        plan: plan::draw(&group.area, &desk.streets, &[]),
        map: plan::tile_map(web.app.map.as_ref(), None, &[]),
        drawn,
        hectares: rounded(group.area.square_metres() / 10_000.0),
        overlaps: desk
            .overlaps
            .iter()
            .map(|overlap| OverlapRow {
                name: overlap.name.clone(),
                municipality: overlap.municipality.clone(),
                percent: rounded(overlap.share * 100.0).max(1),
            })
            .collect(),
        geojson: typed.geojson.unwrap_or_else(|| {
            if drawn {
                pretty(&group.area.to_geojson(&group.name, &group.municipality))
            } else {
                String::new()
            }
        }),
        country_box: [bounds.lat_min, bounds.lon_min, bounds.lat_max, bounds.lon_max],
        points_max: limits::AREA_POINTS_MAX,
        offer_rd: typed.convert_rd || typed.refusals.has("rd_coordinates"),
        convert_rd: typed.convert_rd,
        refusals: typed.refusals.named.iter().map(note).collect(),
        refusals_more: typed.refusals.more,
        mended: typed.mended,
        boundaries_loaded: found.loaded,
        boundary_query: typed.boundary,
        boundaries: found
            .boundaries
            .into_iter()
            .map(|named| BoundaryRow {
                id: named.id.to_string(),
                name: named.name,
                level: named.level.code().into(),
                municipality: named.municipality,
            })
            .collect(),
        streets: desk
            .streets
            .iter()
            .map(|street| {
                let known = StreetRow {
                    id: street.id.to_string(),
                    name: street.name.clone(),
                    line: write_line(&street.line),
                    used: desk.used.contains(&street.id),
                };
                // What was typed stays, where it was wrong.
                if typed.street.id == known.id {
                    StreetRow {
                        used: known.used,
                        ..typed.street.clone()
                    }
                } else {
                    known
                }
            })
            .collect(),
        new_street: Some(typed.street.clone())
            .filter(|street| street.id.is_empty())
            .unwrap_or_default(),
        wrong_street: typed.street.id,
        errors: typed.errors,
    };
    if meanwhile {
        let page = frame.render(web, "area", &view).map(with_map)?;
        Ok((StatusCode::CONFLICT, page).into_response())
    } else if wrong {
        frame.render_wrong(web, "area", &view).map(with_map)
    } else {
        frame.render(web, "area", &view).map(with_map)
    }
}

/// Whole and never below nought: sizes and shares.
fn rounded(number: f64) -> u32 {
    // The largest area is ten thousand hectares.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what fits"
    )]
    let whole = number.round().clamp(0.0, 1e9) as u32;
    whole
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

async fn save(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, account): (GroupId, _) = (id(&group_id)?, identity.account.id);
        let (geojson, convert_rd) = (fields.text("geojson").to_owned(), fields.given("convert_rd").is_some());
        let (brought, revision) = (geojson.clone(), fields.parsed("revision"));
        let saved = area::save(&web.app, account, group, revision, &brought, convert_rd);
        let saved = saved.await;
        match saved {
            Ok(saved) => {
                let mut codes: Vec<&str> = saved.repairs.named.iter().map(|note| note.code).collect();
                codes.sort_unstable();
                codes.dedup();
                let mended = if codes.is_empty() {
                    String::new()
                } else {
                    format!("&mended={}", codes.join(","))
                };
                Ok(see_done(
                    &format!("/groups/{group}/area"),
                    &format!("area-saved{mended}"),
                ))
            }
            Err(AreaError::Refused(refusals)) => {
                let typed = Typed {
                    geojson: Some(geojson),
                    convert_rd,
                    refusals,
                    ..Typed::default()
                };
                render(&web, &identity, &group_id, typed, None).await
            }
            Err(AreaError::Meanwhile) => changed_meanwhile(&web, &identity, &group_id, Some(geojson)).await,
            Err(AreaError::Denied(denied)) => Err(denied.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

/// The page again, after somebody else changed the area: it shows theirs, and keeps what was drawn here.
async fn changed_meanwhile(
    web: &Web,
    identity: &Identity,
    group_id: &str,
    geojson: Option<String>,
) -> Result<Response, Fault> {
    let typed = Typed {
        geojson,
        meanwhile: true,
        errors: vec![FieldError::new("", "error-meanwhile")],
        ..Typed::default()
    };
    render(web, identity, group_id, typed, None).await
}

async fn take_boundary(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, which): (GroupId, _) = (id(&group_id)?, id(fields.text("boundary"))?);
        let (account, revision) = (identity.account.id, fields.parsed("revision"));
        let taken = boundary::take(&web.app, account, group, revision, which).await;
        match taken {
            Ok(_) => Ok(see_done(&format!("/groups/{group}/area"), "area-saved")),
            Err(AreaError::Refused(refusals)) => {
                let typed = Typed {
                    refusals,
                    boundary: fields.text("query").to_owned(),
                    ..Typed::default()
                };
                render(&web, &identity, &group_id, typed, None).await
            }
            Err(AreaError::Meanwhile) => changed_meanwhile(&web, &identity, &group_id, None).await,
            Err(AreaError::Denied(denied)) => Err(denied.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn clear(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, account) = (id(&group_id)?, identity.account.id);
        let revision = fields.parsed("revision");
        match area::clear(&web.app, account, group, revision).await {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/area"), "area-cleared")),
            Err(AreaError::Meanwhile) => changed_meanwhile(&web, &identity, &group_id, None).await,
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn download(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    let work = async {
        let desk = area::look(&web.app, identity.account.id, id(&group_id)?).await?;
        let group = &desk.access.group;
        let text = pretty(&group.area.to_geojson(&group.name, &group.municipality));
        let headers = [
            (header::CONTENT_TYPE, "application/geo+json"),
            // The name of a file that one finds again; the group's own may hold signs that a header cannot.
            (header::CONTENT_DISPOSITION, "attachment; filename=\"gebied.geojson\""),
        ];
        Ok((headers, text).into_response())
    };
    or_page(&web, &identity, work.await)
}

fn street_of(fields: &Fields) -> RawStreet {
    RawStreet {
        name: fields.text("street_name").to_owned(),
        line: fields.text("street_line").to_owned(),
    }
}

/// The page again, with what was wrong with a street.
async fn wrong_street(
    web: &Web,
    identity: &Identity,
    group_id: &str,
    street_id: &str,
    raw: RawStreet,
    error: StreetError,
) -> Result<Response, Fault> {
    let errors = match error {
        StreetError::Invalid(errors) => errors,
        StreetError::Denied(denied) => return Err(denied.into()),
    };
    let typed = Typed {
        street: StreetRow {
            id: street_id.to_owned(),
            name: raw.name,
            line: raw.line,
            used: false,
        },
        errors: view_errors(&errors, &Frame::of(web, identity).emergency_number(web)),
        ..Typed::default()
    };
    render(web, identity, group_id, typed, None).await
}

async fn add_street(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let raw = street_of(&fields);
        let (group, account): (GroupId, _) = (id(&group_id)?, identity.account.id);
        match street::add(&web.app, account, group, &raw).await {
            Ok(_) => Ok(see_done(&format!("/groups/{group}/area"), "street-added")),
            Err(error) => wrong_street(&web, &identity, &group_id, "", raw, error).await,
        }
    };
    or_page(&web, &identity, work.await)
}

async fn change_street(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group_id, street_id)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let raw = street_of(&fields);
        let (group, which): (GroupId, StreetId) = (id(&group_id)?, id(&street_id)?);
        match street::change(&web.app, identity.account.id, group, which, &raw).await {
            Ok(_) => Ok(see_done(&format!("/groups/{group}/area"), "street-changed")),
            Err(error) => wrong_street(&web, &identity, &group_id, &street_id, raw, error).await,
        }
    };
    or_page(&web, &identity, work.await)
}

async fn remove_street(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group_id, street_id)): Path<(String, String)>,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, which): (GroupId, StreetId) = (id(&group_id)?, id(&street_id)?);
        match street::remove(&web.app, identity.account.id, group, which).await {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/area"), "street-removed")),
            Err(StreetError::Denied(denied)) => Err(denied.into()),
            Err(StreetError::Invalid(errors)) => {
                let number = Frame::of(&web, &identity).emergency_number(&web);
                let typed = Typed {
                    errors: view_errors(&errors, &number),
                    ..Typed::default()
                };
                render(&web, &identity, &group_id, typed, None).await
            }
        }
    };
    or_page(&web, &identity, work.await)
}
