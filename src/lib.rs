//! Offline analysis of Heroku Enterprise audit-trail archives.
//!
//! One [`Reading`] of archives gives one [`Counted`]: an immutable value with what was learned, the same for any
//! number of threads. Views of [`view`] are made of it, and [`render`](mod@render) makes bytes of a view. A whole
//! report, from files to bytes:
//!
//! ```
//! use std::ffi::OsString;
//! use trailproof::render::{Format, TableOptions, render};
//! use trailproof::{Asked, Catalogs, Criteria, Filter, Reading, Tables, Zone, discover, report};
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
//!     tz: Zone::utc(),
//!     top: None,
//!     generated_at: None,
//! };
//! let view = report(&asked, &counted);
//! let page = render(&view, Format::Html, &TableOptions::default())?;
//! assert!(page.starts_with(b"<!doctype html>"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The steps
//!
//! | step | items |
//! | --- | --- |
//! | what to read | [`discover()`], [`Source`]; [`Filter`] of [`Criteria`]; [`Limits`] |
//! | read | [`Reading::run`] with an [`Observer`]: [`Tables`] for a report, `()` for the ledger alone |
//! | what was learned | [`Counted`]: [`Archive`]s, [`Ledger`], [`Names`], what was observed; [`Counted::merge`] |
//! | what to show | [`report()`] with [`Asked`] and [`Catalogs`] |
//! | bytes | [`render`](mod@render) |
//!
//! # Units
//!
//! Offsets and lengths are bytes of the decompressed document and count from 0, as do indices of records. Instants are
//! UTC with nanoseconds ([`Timestamp`]); days are days since 1970-01-01 in UTC. An archive that cannot be read to its
//! end is no error of a reading: [`Archive::fault`] says so, and what came before it counts.
//!
//! # What is stable
//!
//! What scripts see: the members of the schemas in [`view`], CSV columns, exit codes, and the [`Code`]s. They are added
//! to and never changed under one schema name. The items of this page change only with the version, as semantic
//! versioning has it; before 1.0 with the second number. What this page does not list is not for use.

mod aggregate;
mod archive;
mod catalog;
mod cli;
mod commands;
mod compliance;
mod config;
mod coverage;
mod detection;
mod diagnostics;
mod diff;
mod error;
mod event;
mod export;
mod filter;
mod finding;
mod framework;
mod identity;
mod ingest;
mod inventory;
mod json;
mod listing;
mod nearest;
mod output;
mod pack;
mod pattern;
mod pipeline;
mod policy;
mod progress;
mod pseudonym;
mod reading;
mod record;
mod redact;
pub mod render;
mod report;
mod sample;
mod sheet;
mod sync;
mod toml_text;
mod validate;
pub mod view;

pub use aggregate::{Aggregate, By, Context, Summary, Tables, tables};
pub use catalog::{Catalog, Catalogs, Category};
pub use error::{Error, Result};
pub use event::{Month, Timestamp, Zone};
pub use filter::{Criteria, Filter, Unmatched};
pub use finding::{Code, Family, Finding, Severity};
pub use identity::{Dimension, Names, Remap, Symbolic, Used};
pub use ingest::fault::Fault;
pub use ingest::{Limits, Source, discover};
pub use pipeline::{Accepted, Archive, Note, Notes, Observer};
pub use reading::{Account, Counted, Reading};
pub use record::{Ledger, Marks, Record, Reject};
pub use report::{Asked, report};

/// For the binary, tests, benches, fuzz targets and examples of this project alone; nothing here is stable.
#[doc(hidden)]
pub mod internals {
    macro_rules! open {
        ($($module:ident)*) => {
            $(pub mod $module { pub use crate::$module::*; })*
        };
    }

    open! {
        aggregate archive catalog cli commands compliance config coverage detection diagnostics diff error
        event export filter finding framework identity ingest inventory json listing nearest
        output pack pattern pipeline policy progress pseudonym reading record redact render report sample sheet validate view
    }
}
