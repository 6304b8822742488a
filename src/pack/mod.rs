//! Evidence packs: BagIt bags (RFC 8493) with archives, everything derived from them, and what it was derived by.
//!
//! What stands in a pack depends on the inputs and the flags alone: no clock, no path of a machine. A pack that is
//! verified may come from anyone, so nothing in it is believed before it is checked, and nothing outside it is opened.

mod bagit;
mod chain;
mod check;
mod code;
mod compare;
mod copying;
mod files;
mod found;
mod line;
mod name;
mod said;
mod tree;

pub use bagit::{BAGIT, Info, OUR_TAGS, TAG_MANIFEST, manifest, verify_text};
pub use chain::{Link, chain};
pub use check::{Checked, checked};
pub use code::Code;
pub use compare::{Comparing, same_values};
pub use copying::{Copies, Stamp};
pub use files::{folder_files, open, read_limited, sum_of};
pub use found::Findings;
pub use name::Names;
pub use said::Said;

/// Where a pack has its parts.
pub const PAYLOAD: &str = "data";
/// The archives.
pub const ARCHIVES: &str = "data/archives";
/// What the documents were made by.
pub const SETTINGS: &str = "data/settings";
/// What the pack holds and was made from.
pub const MANIFEST: &str = "data/manifest.json";
