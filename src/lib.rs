//! Offline analysis of Heroku Enterprise audit-trail archives.

pub mod aggregate;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod config;
pub mod diagnostics;
pub mod error;
pub mod event;
pub mod filter;
pub mod finding;
pub mod identity;
pub mod ingest;
pub mod json;
pub mod output;
pub mod pipeline;
pub mod progress;
pub mod record;
pub mod render;
pub mod report;
mod sync;
pub mod validate;
