//! Offline analysis of Heroku Enterprise audit-trail archives.

pub mod catalog;
pub mod cli;
pub mod commands;
pub mod config;
pub mod diagnostics;
pub mod error;
pub mod event;
pub mod filter;
pub mod finding;
pub mod ingest;
pub mod output;
pub mod progress;
pub mod render;
