//! The event and its parts.

pub mod time;

pub use time::{Month, Timestamp};
