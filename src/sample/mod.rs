//! An auditor's sample: which events are in it, how many it takes, and what its results say.
//!
//! The rank of an event is the SHA-256 of the seed, a line feed and the id; the events of the lowest ranks are the sample.
//! So it can be drawn again with `sha256sum` alone, the next ranks extend it, and two parts of a population have
//! between them what the whole has. What is random about it is the seed alone.

mod drawing;
mod evaluation;
mod filled;
mod limits;
mod planning;
mod population;
mod rank;
mod sealed;
mod shares;
mod strata;

pub use drawing::{Draw, Drawing};
pub use evaluation::{Evaluated, Outcome, Refusal, evaluate};
pub use filled::Filled;
pub use limits::upper_limit;
pub use planning::{Plan, sample_size};
pub use population::Population;
pub use rank::{Seed, sha256};
pub use shares::Amount;
pub use strata::Stratify;
