//! Which group covers a point: the program's index in memory over generated ground, beside looking at every polygon.
//!
//! CPU time of this thread. Every answer is compared with that of the plain look.

use std::time::Duration;

use anyhow::{Result, bail};
use saar_domain::geo::{Area, Point};
use saar_domain::id::GroupId;
use saar_server::areas::Areas;
use saar_store::area::Changed;

use crate::cpu::thread_cpu;
use crate::report::Metrics;

/// More polygons than there are streets in a large city.
const POLYGONS: u32 = 50_000;
/// Corners of each.
const CORNERS: u32 = 24;
/// From west to east; the next row lies north of it.
const IN_A_ROW: u32 = 250;
/// Degrees from one to the next; each is a little larger than this, so that neighbours overlap.
const EVERY: f64 = 0.012;
const POINTS: u32 = 2_000;
/// So many points are also looked for plainly, which takes long.
const PLAIN_POINTS: u32 = 20;
const CHANGES: u32 = 200;

/// One round.
pub(crate) fn measure() -> Result<Metrics> {
    let grounds: Vec<Changed> = (0..POLYGONS)
        .map(|number| ground(number, 0.0, 1))
        .collect::<Result<_>>()?;
    let areas = Areas::default();
    let load = spent(|| areas.take(grounds.clone(), 1))?;
    let (mut found, mut plain_found) = (Vec::new(), Vec::new());
    let look = spent(|| found = (0..POINTS).map(|number| areas.covering(point(number)).len()).collect())?;
    let plain = spent(|| {
        let covers = |number: u32| {
            let point = point(number);
            grounds.iter().filter(|ground| ground.area.contains(point)).count()
        };
        plain_found = (0..PLAIN_POINTS).map(covers).collect();
    })?;
    if !found.starts_with(&plain_found) || found.iter().all(|groups| *groups == 0) {
        bail!("the index finds other groups than there are");
    }
    let moved: Vec<Vec<Changed>> = (0..CHANGES)
        .map(|number| {
            Ok(vec![ground(
                number * (POLYGONS / CHANGES),
                EVERY / 2.0,
                2 + i64::from(number),
            )?])
        })
        .collect::<Result<_>>()?;
    let change = spent(|| moved.into_iter().for_each(|one| areas.take(one, 2)))?;
    let micros = |spent: Duration, count: u32| spent.as_secs_f64() * 1e6 / f64::from(count);
    let mut metrics = Metrics::new();
    metrics.insert("load_ms", load.as_secs_f64() * 1e3);
    metrics.insert("point_us", micros(look, POINTS));
    metrics.insert("change_us", micros(change, CHANGES));
    metrics.insert("plain_look_us", micros(plain, PLAIN_POINTS));
    metrics.insert(
        "plain_look_over_point",
        micros(plain, PLAIN_POINTS) / micros(look, POINTS),
    );
    Ok(metrics)
}

/// The generated ground of one group: round, with a wavy edge.
fn ground(number: u32, shift: f64, revision: i64) -> Result<Changed> {
    let (row, column) = (number / IN_A_ROW, number % IN_A_ROW);
    let corner = |corner: u32| {
        let turn = f64::from(corner) / f64::from(CORNERS) * std::f64::consts::TAU;
        let reach = EVERY * (0.55 + 0.05 * (turn * 5.0).sin());
        Point {
            lat: 50.8 + f64::from(row) * EVERY + shift + reach * turn.sin(),
            lon: 3.4 + f64::from(column) * EVERY + reach * turn.cos(),
        }
    };
    let group: GroupId = format!("0193e4a0-0000-7000-8000-{number:012}").parse()?;
    Ok(Changed {
        group,
        name: format!("Groep {number}"),
        municipality: "Verzonnen".into(),
        country: "NL".into(),
        revision,
        area: Area {
            rings: vec![(0..CORNERS).map(corner).collect()],
        },
    })
}

/// Somewhere on the ground, and each time somewhere else.
fn point(number: u32) -> Point {
    let spread =
        |step: u32, across: u32| f64::from(number.wrapping_mul(step) % 10_007) / 10_007.0 * f64::from(across) * EVERY;
    Point {
        lat: 50.8 + spread(7_919, POLYGONS / IN_A_ROW),
        lon: 3.4 + spread(6_101, IN_A_ROW),
    }
}

fn spent(work: impl FnOnce()) -> Result<Duration> {
    let begun = thread_cpu()?;
    work();
    Ok(thread_cpu()?.saturating_sub(begun))
}
