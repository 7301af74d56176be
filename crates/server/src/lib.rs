//! The program `saar`: web, use cases, jobs and command line.

pub mod i18n;
pub mod web;
