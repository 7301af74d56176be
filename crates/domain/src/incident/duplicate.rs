//! When two reports are one incident: same kind, near, and recent (EDGES 12).

use super::Kind;
use crate::clock::Timestamp;
use crate::geo::Point;
use crate::id::StreetId;
use crate::limits;

/// As much of an incident as it takes to compare it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trace {
    /// What.
    pub kind: Kind,
    /// A drill never swallows a real alarm, nor the other way round.
    pub drill: bool,
    /// When it was reported.
    pub at: Timestamp,
    /// Where: the position, or the middle of the street.
    pub point: Option<Point>,
    /// The street.
    pub street: Option<StreetId>,
    /// The point is a position or a tap, not just the middle of a street.
    pub exact: bool,
}

impl Trace {
    /// Whether the two are probably one incident.
    pub fn resembles(&self, other: &Self) -> bool {
        let apart = self.at.since(other.at).as_millis().abs();
        self.kind == other.kind
            && self.drill == other.drill
            && apart <= limits::DUPLICATE_SPAN.as_millis()
            && self.is_near(other)
    }

    fn is_near(&self, other: &Self) -> bool {
        // "In the Lindelaan" is as near as one gets to any point of the Lindelaan, however long it is.
        let same_street = self.street.is_some() && self.street == other.street && !(self.exact && other.exact);
        let near =
            matches!((self.point, other.point), (Some(a), Some(b)) if a.metres_to(b) <= limits::DUPLICATE_METRES);
        same_street || near
    }
}
