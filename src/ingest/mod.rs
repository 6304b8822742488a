//! From arguments to inputs, and from inputs to events.

pub mod discover;
mod glob;
pub(crate) mod identity;

pub use discover::{Source, discover};
