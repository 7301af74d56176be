//! Professional secrecy.

use super::super::secrecy::Secrecy;
use super::*;

pub(super) fn pages(set: &mut Set) {
    for (name, bound) in [("bound", true), ("free", false)] {
        let page = Page {
            bound_to_secrecy: bound,
            ..set.inside()
        };
        let view = Secrecy { group: link(), bound };
        set.add("secrecy", name, page, json(&view));
    }
}
