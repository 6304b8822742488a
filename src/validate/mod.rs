//! Whether archives can be handed over as evidence, and if not, what is wrong and where.
//!
//! One file a rule, in [`rules`]. Rules about single records are checked by the [`Inspector`] while the
//! pipeline reads, in one walk through each record; those about whole archives by [`verdict`] when
//! everything was read. A rule that was not selected is not checked, and one that cannot be decided says
//! so instead of passing.

mod asked;
mod checked;
mod evaluated;
mod file;
mod identity;
mod ignore;
mod inspector;
mod lengths;
mod path;
pub mod privacy;
mod rules;
mod set;
mod time;
mod verdict;
mod walk;
mod withhold;

pub use asked::Asked;
pub use identity::Identities;
pub use ignore::Ignore;
pub use inspector::Inspector;
pub use lengths::Lengths;
pub use rules::{Kept, described};
pub use set::Rules;
pub use verdict::verdict;
