//! Which group covers a point: the areas of all groups, in memory. True for whoever asks: the clock of areas is read in the same transaction, and what
//! is new is loaded first (ADR 27).

use rstar::{AABB, RTree, RTreeObject};
use saar_domain::geo::{Area, Bounds, Point};
use saar_domain::id::GroupId;
use saar_store::area::{self, Changed};
use saar_store::{StoreError, Tx};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// A group and its ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Covered {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// Code of its country.
    pub country: String,
    /// Its ground.
    pub area: Area,
}

/// One polygon of a group, by its box.
#[derive(Debug)]
struct Part {
    box_around: AABB<[f64; 2]>,
    of: Arc<Covered>,
}

impl RTreeObject for Part {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.box_around
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.of.group == other.of.group && self.box_around == other.box_around
    }
}

#[derive(Debug, Default)]
struct Index {
    /// The number of the clock up to which everything is here.
    known: i64,
    tree: RTree<Part>,
    /// The number of each group's latest change, and its ground where there is one.
    groups: HashMap<GroupId, (i64, Option<Arc<Covered>>)>,
}

/// The areas of all groups.
#[derive(Debug, Default)]
pub struct Areas(RwLock<Index>);

impl Areas {
    /// Loads what changed since the last time. Everything that this transaction sees is then here.
    pub async fn refresh(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).known;
        let now = area::revision(tx).await?;
        if now == known {
            return Ok(());
        }
        let changed = area::changed_since(tx, known).await?;
        self.take(changed, now);
        Ok(())
    }

    /// Takes what changed, up to a number of the clock.
    pub fn take(&self, changed: Vec<Changed>, now: i64) {
        let mut guard = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let index = &mut *guard;
        let mut fresh = Vec::new();
        for change in changed {
            let known = index.groups.get(&change.group);
            // Two who refresh at once may come in the other order.
            if known.is_some_and(|(revision, _)| *revision >= change.revision) {
                continue;
            }
            if let Some((_, Some(old))) = known {
                for part in parts(old) {
                    index.tree.remove(&part);
                }
            }
            let covered = (!change.area.rings.is_empty()).then(|| {
                Arc::new(Covered {
                    group: change.group,
                    name: change.name,
                    municipality: change.municipality,
                    country: change.country,
                    area: change.area,
                })
            });
            if let Some(covered) = &covered {
                fresh.extend(parts(covered));
            }
            index.groups.insert(change.group, (change.revision, covered));
        }
        if index.tree.size() == 0 {
            // Much faster than one by one, and a better tree.
            index.tree = RTree::bulk_load(fresh);
        } else {
            for part in fresh {
                index.tree.insert(part);
            }
        }
        index.known = index.known.max(now);
    }

    /// The groups whose ground holds a point, by name.
    pub fn covering(&self, point: Point) -> Vec<Arc<Covered>> {
        let spot = AABB::from_point([point.lon, point.lat]);
        self.look(spot, |covered| covered.area.contains(point))
    }

    /// The groups whose ground may touch an area: their boxes do. By name.
    pub fn around(&self, bounds: Bounds) -> Vec<Arc<Covered>> {
        self.look(boxed(bounds), |_| true)
    }

    fn look(&self, spot: AABB<[f64; 2]>, fits: impl Fn(&Covered) -> bool) -> Vec<Arc<Covered>> {
        let index = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Arc<Covered>> = Vec::new();
        for part in index.tree.locate_in_envelope_intersecting(&spot) {
            if !found.iter().any(|known| known.group == part.of.group) && fits(&part.of) {
                found.push(Arc::clone(&part.of));
            }
        }
        drop(index);
        found.sort_by(|a, b| (&a.name, a.group).cmp(&(&b.name, b.group)));
        found
    }
}

fn boxed(bounds: Bounds) -> AABB<[f64; 2]> {
    AABB::from_corners([bounds.lon_min, bounds.lat_min], [bounds.lon_max, bounds.lat_max])
}

fn parts(covered: &Arc<Covered>) -> Vec<Part> {
    let polygons = covered.area.polygons();
    let outer = polygons.iter().filter_map(|polygon| polygon.rings.first());
    outer
        .filter_map(|ring| Bounds::around(ring.iter().copied()))
        .map(|bounds| Part {
            box_around: boxed(bounds),
            of: Arc::clone(covered),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> GroupId {
        format!("0193e4a0-0000-7000-8000-{number:012}").parse().unwrap()
    }

    fn square(lat: f64, lon: f64) -> Vec<Point> {
        let at = |north, east| Point {
            lat: lat + north,
            lon: lon + east,
        };
        vec![at(0.0, 0.0), at(0.0, 0.01), at(0.01, 0.01), at(0.01, 0.0)]
    }

    fn change(number: u32, revision: i64, rings: Vec<Vec<Point>>) -> Changed {
        Changed {
            group: id(number),
            name: format!("Groep {number}"),
            municipality: "Voorbeeldstad".into(),
            country: "NL".into(),
            revision,
            area: Area { rings },
        }
    }

    fn names(found: &[Arc<Covered>]) -> Vec<&str> {
        found.iter().map(|covered| covered.name.as_str()).collect()
    }

    #[test]
    fn the_latest_area_is_the_one_that_counts() {
        let areas = Areas::default();
        let at = |lat, lon| Point { lat, lon };
        areas.take(
            vec![
                change(1, 1, vec![square(52.0, 5.0), square(53.0, 5.0)]),
                change(2, 2, vec![square(52.005, 5.0)]),
            ],
            2,
        );
        assert_eq!(names(&areas.covering(at(52.002, 5.005))), ["Groep 1"]);
        assert_eq!(
            names(&areas.covering(at(53.002, 5.005))),
            ["Groep 1"],
            "each of its polygons"
        );
        assert_eq!(names(&areas.covering(at(52.007, 5.005))), ["Groep 1", "Groep 2"]);
        assert!(areas.covering(at(52.5, 5.005)).is_empty());
        // It moves, and what comes late does not bring it back.
        areas.take(vec![change(1, 4, vec![square(52.5, 5.0)])], 4);
        areas.take(vec![change(1, 3, vec![square(52.0, 5.0)])], 3);
        assert_eq!(names(&areas.covering(at(52.007, 5.005))), ["Groep 2"]);
        assert_eq!(names(&areas.covering(at(52.502, 5.005))), ["Groep 1"]);
        assert!(areas.covering(at(53.002, 5.005)).is_empty());
        areas.take(vec![change(2, 5, Vec::new())], 5);
        assert!(areas.covering(at(52.007, 5.005)).is_empty());
        let everything = Bounds::around([at(50.0, 4.0), at(54.0, 6.0)]).unwrap();
        assert_eq!(names(&areas.around(everything)), ["Groep 1"]);
    }
}
