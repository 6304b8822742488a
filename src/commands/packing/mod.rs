//! What `trailproof seal` and `trailproof verify` have in common: the documents of a pack, made from its own archives
//! and settings by the command line that stands in it.
//!
//! Both work in the folder `data/archives` of the pack, so that every path that is told is one of the pack.

mod archives;
mod derive;
mod documents;
mod manifest;
mod readable;
mod recipe;
mod settings;
mod sink;
mod words;

pub(super) use archives::{Packed, need_outside, packed};
pub(super) use derive::{From, Outcome, derive};
pub(super) use recipe::{Asked, Recipe};
pub(super) use settings::Copied;
pub(super) use sink::{Sealing, Verifying};
pub(super) use words::words;

/// From the folder of the archives to the settings.
const SETTINGS: &str = "../settings";
/// The configuration, seen from the folder of the archives.
const CONFIGURATION: &str = "../settings/trailproof.toml";
