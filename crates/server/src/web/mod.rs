//! Pages, API, assets: everything that speaks HTTP.

pub mod assets;
pub mod render;
pub mod view;
