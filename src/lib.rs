//! Offline analysis of Heroku Enterprise audit-trail archives.
//!
//! The binary is the product; this library is what it is made of, for benches, tests and other
//! programs. `ARCHITECTURE.md` has the map and the invariants. A whole report, from files to bytes:
//!
//! ```
//! use std::ffi::OsString;
//! use trailproof::aggregate::Tables;
//! use trailproof::catalog::Catalogs;
//! use trailproof::filter::{Criteria, Filter};
//! use trailproof::ingest::discover;
//! use trailproof::reading::Reading;
//! use trailproof::render::{Format, TableOptions, render};
//! use trailproof::report::{Asked, report};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("may.json");
//! # std::fs::write(&path, r#"{"entries":[
//! #   {"id":"01234567-89ab-cdef-0123-456789abcdef","created_at":"2018-05-03T12:00:00.123Z",
//! #    "type":"addon","action":"attach","actor":{"email":"ann@acme.example"}}]}"#)?;
//! let sources = discover(&[OsString::from(path)])?;
//! let filter = Filter::new(&Criteria { event: vec!["addon.*".to_owned()], ..Criteria::default() })?;
//! let reading = Reading { threads: 2, ..Reading::new(&sources, &filter) };
//! let counted = reading.run(&Tables::default)?;
//! assert_eq!(counted.ledger.accepted, 1);
//! assert!(counted.archives.iter().all(|archive| archive.fault.is_none()));
//!
//! let asked = Asked {
//!     catalogs: &Catalogs::auto(),
//!     filter: &filter,
//!     tz: chrono_tz::UTC,
//!     top: None,
//!     generated_at: None,
//! };
//! let view = report(&asked, &counted);
//! let page = render(&view, Format::Html, &TableOptions::default())?;
//! assert!(page.bytes.starts_with(b"<!doctype html>"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod aggregate;
pub mod archive;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod compliance;
pub mod config;
pub mod coverage;
pub mod diagnostics;
pub mod diff;
pub mod error;
pub mod event;
pub mod export;
pub mod filter;
pub mod finding;
pub mod framework;
pub mod identity;
pub mod ingest;
pub mod inventory;
pub mod json;
pub mod listing;
pub mod nearest;
pub mod output;
pub mod pattern;
pub mod pipeline;
pub mod policy;
pub mod progress;
pub mod reading;
pub mod record;
pub mod render;
pub mod report;
mod sync;
mod toml_text;
pub mod validate;
pub mod view;
