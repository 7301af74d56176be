//! The program `saar`: web, use cases, jobs and command line.
//!
//! The way of an alarm through it: `web` parses → `usecase` opens one transaction, asks the domain, commits → `bus` rings → `live` tells open
//! pages and `job::outbox` tells everyone else.

pub mod app;
pub mod areas;
pub mod bounded;
pub mod bus;
pub mod cli;
pub mod config;
pub mod demo;
pub mod fault;
pub mod i18n;
pub mod import;
pub mod job;
pub mod key_ring;
pub mod map;
pub mod photo;
pub mod serve;
pub mod system;
pub mod telemetry;
pub mod usecase;
pub mod web;
