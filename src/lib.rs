//! Offline analysis of Heroku Enterprise audit-trail archives.

pub mod aggregate;
pub mod catalog;
pub mod error;
pub mod event;
pub mod filter;
pub mod finding;
pub mod identity;
pub mod ingest;
pub mod json;
pub mod pipeline;
pub mod record;
pub mod render;
pub mod report;
mod sync;
