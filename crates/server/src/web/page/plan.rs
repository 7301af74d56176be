//! The plan of a group's area: a drawing that needs no tiles, no network and no scripts.

use crate::map::Tiles;
use crate::web::view::shared::{
    CallState, IncidentCard, Plan, PlanPoint, PlanSeen, PlanStreet, StreetOption, TileMap, TileMark,
};
use saar_domain::country::Profile;
use saar_domain::geo::{Area, Bounds, METRES_PER_DEGREE, Point};
use saar_domain::id::StreetId;
use saar_domain::incident::CalledBy;
use saar_domain::incident::report::Street;
use saar_store::incident::Stored;

/// Width of the drawing in its own units; the height follows from the area.
const WIDTH: f64 = 320.0;
const HEIGHT_MIN: f64 = 160.0;
const HEIGHT_MAX: f64 = 480.0;
/// Room around the area, in units.
const MARGIN: f64 = 12.0;

/// So far beyond the ground of a group a place is still drawn, in metres; farther, and the streets would become too small to read.
const BEYOND_METRES: f64 = 400.0;

/// Room around a place beyond the ground, in metres, so that its mark is whole.
const MARK_METRES: f64 = 25.0;

/// Draws an area with its streets; `alarmed` are streets in which something is going on.
pub fn draw(area: &Area, streets: &[Street], alarmed: &[StreetId]) -> Plan {
    draw_with(area, streets, alarmed, None, &[])
}

/// The same with an exact place and its uncertainty in metres, and with what others saw later: where, and which way in degrees from north.
pub fn draw_with(
    area: &Area,
    streets: &[Street],
    alarmed: &[StreetId],
    exact: Option<(Point, Option<f64>)>,
    seen: &[(Point, Option<f64>)],
) -> Plan {
    let points = area.rings.iter().flatten();
    let points = points.chain(streets.iter().flat_map(|street| &street.line)).copied();
    let Some(ground) = Bounds::around(points) else {
        return Plan {
            width: WIDTH,
            height: HEIGHT_MIN,
            lat_per_unit: 0.000_01,
            lon_per_unit: 0.000_01,
            beyond: exact.is_some(),
            ..Plan::default()
        };
    };
    let reach = ground.widened(BEYOND_METRES);
    let drawn = exact.filter(|(point, _)| reach.contains(*point));
    // With as much of its circle as the room for a place beyond.
    let circle = drawn.and_then(|(point, metres)| {
        let room = metres.unwrap_or_default().clamp(MARK_METRES, BEYOND_METRES);
        Some(Bounds::around([point])?.widened(room))
    });
    let corners = ground
        .corners()
        .into_iter()
        .chain(circle.iter().flat_map(Bounds::corners));
    let extent = Bounds::around(corners);
    let Bounds {
        lat_min: south,
        lat_max: north,
        lon_min: west,
        lon_max: east,
    } = extent.unwrap_or(ground);
    // A degree of longitude is shorter than one of latitude, by the cosine of the latitude: drawn so that a square is a square.
    let squeeze = ((north + south) / 2.0).to_radians().cos().max(0.1);
    let inner = WIDTH - 2.0 * MARGIN;
    let span_lon = ((east - west) * squeeze).max(0.000_1);
    let span_lat = (north - south).max(0.000_1);
    let unit = (span_lon / inner).max(span_lat / (HEIGHT_MAX - 2.0 * MARGIN));
    let height = (span_lat / unit + 2.0 * MARGIN).clamp(HEIGHT_MIN, HEIGHT_MAX);
    let (lat_per_unit, lon_per_unit) = (unit, unit / squeeze);
    let lat_top = f64::midpoint(north, south) + height / 2.0 * lat_per_unit;
    let lon_left = f64::midpoint(east, west) - WIDTH / 2.0 * lon_per_unit;
    let place = |p: &Point| PlanPoint {
        x: (p.lon - lon_left) / lon_per_unit,
        y: (lat_top - p.lat) / lat_per_unit,
    };
    let line = |points: &[Point]| {
        let drawn = points.iter().map(|p| {
            let PlanPoint { x, y } = place(p);
            format!("{x:.1},{y:.1}")
        });
        drawn.collect::<Vec<_>>().join(" ")
    };
    let drawn_street = |street: &Street| PlanStreet {
        id: street.id.to_string(),
        name: street.name.clone(),
        points: line(&street.line),
        alarmed: alarmed.contains(&street.id),
    };
    Plan {
        width: WIDTH,
        height,
        areas: area.rings.iter().map(|ring| line(ring)).collect(),
        streets: streets
            .iter()
            .filter(|street| street.line.len() > 1)
            .map(drawn_street)
            .collect(),
        lat_top,
        lon_left,
        lat_per_unit,
        lon_per_unit,
        mark: drawn.map(|(point, _)| place(&point)),
        mark_radius: drawn.and_then(|(_, metres)| Some(metres? / METRES_PER_DEGREE / lat_per_unit)),
        beyond: exact.is_some() && drawn.is_none(),
        seen: seen
            .iter()
            .map(|(point, heading)| PlanSeen {
                at: place(point),
                heading: *heading,
                here: drawn.is_some_and(|(mark, _)| mark == *point),
            })
            .collect(),
    }
}

/// The map with tiles, where one is configured; with an exact place and what others saw, as for [`draw_with`].
pub fn tile_map(
    tiles: Option<&Tiles>,
    exact: Option<(Point, Option<f64>)>,
    seen: &[(Point, Option<f64>)],
) -> Option<TileMap> {
    let tiles = tiles?;
    let spot = |(point, heading): &(Point, Option<f64>)| {
        let heading = heading.map(|degrees| format!("{degrees:.0}")).unwrap_or_default();
        format!("{:.6},{:.6},{heading}", point.lat, point.lon)
    };
    Some(TileMap {
        tiles: tiles.template.clone(),
        referrer: tiles.referrer.to_owned(),
        credit: tiles.credit.clone(),
        credit_link: tiles.credit_link.map(str::to_owned),
        mark: exact.map(|(point, accuracy_m)| TileMark {
            lat: point.lat,
            lon: point.lon,
            accuracy_m,
        }),
        seen: seen.iter().map(spot).collect::<Vec<_>>().join(" "),
    })
}

/// Streets to choose from.
pub fn options(streets: &[Street]) -> Vec<StreetOption> {
    streets
        .iter()
        .map(|street| StreetOption {
            id: street.id.to_string(),
            name: street.name.clone(),
        })
        .collect()
}

/// An incident as a list shows it.
pub fn card(stored: &Stored, streets: &[Street], profile: &Profile) -> IncidentCard {
    let incident = &stored.incident;
    IncidentCard {
        id: incident.id.to_string(),
        kind: incident.kind.code().into(),
        street: streets
            .iter()
            .find(|street| Some(street.id) == stored.place.street)
            .map(|street| street.name.clone()),
        at_ms: incident.reported_at.as_millis(),
        drill: incident.drill,
        call: CallState {
            number: profile.number(incident.kind).into(),
            called_ms: incident.call.map(|call| call.at.as_millis()),
            by: incident.call.map(|call| called_by(call.by)).unwrap_or_default(),
            again_ms: None,
            cannot_call: incident.cannot_call,
        },
        ended: incident.reason.map(|reason| reason.code().into()),
    }
}

/// Code of who called.
pub fn called_by(by: CalledBy) -> String {
    by.code().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tap_on_the_drawing_is_the_place_that_was_drawn() {
        let corner = |lat, lon| Point { lat, lon };
        let area = Area {
            rings: vec![vec![
                corner(52.60, 5.20),
                corner(52.60, 5.21),
                corner(52.61, 5.21),
                corner(52.61, 5.20),
            ]],
        };
        let target = corner(52.6051, 5.2083);
        let plan = draw_with(&area, &[], &[], Some((target, Some(50.0))), &[]);
        let mark = plan.mark.expect("a mark");
        assert!((0.0..=plan.width).contains(&mark.x) && (0.0..=plan.height).contains(&mark.y));
        let back = corner(
            plan.lat_top - mark.y * plan.lat_per_unit,
            plan.lon_left + mark.x * plan.lon_per_unit,
        );
        assert!(target.metres_to(back) < 0.1);
        let radius = plan.mark_radius.expect("a circle");
        let edge = Point {
            lat: target.lat + radius * plan.lat_per_unit,
            ..target
        };
        assert!(
            (target.metres_to(edge) - 50.0).abs() < 0.1,
            "as wide as the phone is unsure"
        );
    }

    #[test]
    fn a_place_beyond_the_ground_is_drawn_while_the_streets_can_be_read() {
        let street = Street {
            id: "0198f3a0-0000-7000-8000-000000000001".parse().expect("an id"),
            name: "Lindelaan".into(),
            line: vec![Point { lat: 52.6, lon: 5.2 }, Point { lat: 52.61, lon: 5.21 }],
        };
        let at = |metres: f64| Point {
            lat: 52.61 + metres / METRES_PER_DEGREE,
            lon: 5.2,
        };
        let streets = [street];
        let plan = |metres| draw_with(&Area::default(), &streets, &[], Some((at(metres), None)), &[]);
        let near = plan(300.0);
        let mark = near.mark.expect("a mark");
        assert!((0.0..=near.width).contains(&mark.x) && (0.0..=near.height).contains(&mark.y));
        assert!(!near.beyond);
        let far = plan(3_000.0);
        assert_eq!((far.mark, far.beyond), (None, true));
        assert_eq!(
            far.streets,
            draw(&Area::default(), &streets, &[]).streets,
            "the drawing stays what it was"
        );
    }
}
