//! From what the user named to events: which files, what container, where records begin and end,
//! what they say.

pub mod container;
pub mod decode;
mod digest;
pub mod discover;
pub mod fault;
mod foreign;
mod frames;
pub mod framing;
mod glob;
mod gzip;
pub(crate) mod identity;
pub mod limits;
pub mod raw;
mod whole;

pub(crate) use digest::Digest;
pub use discover::{Source, Through, discover, is_pack};
pub use foreign::{Foreign, foreign};
pub use limits::Limits;
pub use whole::whole;
