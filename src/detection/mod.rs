//! Detections: rules over the events of a report, each with a verdict and with the events that make it up.
//!
//! A rule is a *Sigma rule* (`rules/sigma`, and files of the user's own), or a *reviewer*: a function of
//! [`Evidence`] in `reviewers/`, for what Sigma cannot say (something absent, first seen, still open) and for what
//! looks at bulk events. Both have a [`Head`], and both are judged the same way:
//!
//! 1. While archives are read, events whose name some rule asks for ([`Head::needs`]) are noted one by one
//!    ([`crate::compliance::Noted`]); what needs bulk events is counted by [`watch`]. Nothing is judged before all are known.
//! 2. Afterwards the noted events, put in order of time then id, and what `watch` learned are the [`Evidence`]. Each
//!    rule makes a [`Judged`] of it: the same whatever the threads, the cut of blocks or the order of archives.

mod answer;
mod cases;
mod evidence;
mod head;
mod inquiry;
mod level;
pub mod network;
pub mod reviewers;
mod rules;
mod sigma;
mod verdict;
pub mod watch;

pub use answer::{Shown, ids, matches};
pub use cases::{Case, Setting};
pub use evidence::{Evidence, Extent, Period};
pub use head::{Head, Needs};
pub use inquiry::{Inquiry, Known};
pub use level::Level;
pub use rules::{Rule, Rules};
pub use verdict::{Judged, Match, Verdict};
