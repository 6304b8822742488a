//! Offline analysis of Heroku Enterprise audit-trail archives.

pub mod catalog;
pub mod error;
pub mod event;
pub mod finding;
pub mod render;
