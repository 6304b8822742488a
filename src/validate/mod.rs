//! Whether archives can be handed over as evidence, and if not, what is wrong and where.
//!
//! One file a family, one small function a rule. Rules about single records are asked by the
//! [`Inspector`] while the pipeline reads, in one walk through each record; those about whole archives
//! by [`verdict`] when everything was read. A rule that was not selected is not asked, and one that
//! cannot be decided says so instead of passing.

mod checked;
mod evaluated;
mod file;
mod identity;
mod ignore;
mod inspector;
mod listing;
mod path;
pub mod privacy;
mod rules;
mod schema;
pub mod shape;
mod text;
mod time;
mod verdict;
mod walk;

pub use identity::Identities;
pub use ignore::Ignore;
pub use inspector::Inspector;
pub use listing::{Listing, Row};
pub use rules::Rules;
pub use text::Lengths;
pub use verdict::{Asked, verdict};
