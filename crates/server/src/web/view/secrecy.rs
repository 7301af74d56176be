//! Professional secrecy.

use super::shared::GroupLink;
use serde::Serialize;

/// `page/secrecy.html` at `/groups/{group}/secrecy`; posts `bound` (`yes`) to the same path.
#[derive(Debug, Clone, Serialize)]
pub struct Secrecy {
    /// The group.
    pub group: GroupLink,
    /// The reader said that they are bound.
    pub bound: bool,
}
