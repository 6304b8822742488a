//! The program from outside, and the pipeline as a library.

#![allow(
    unreachable_pub,
    dead_code,
    reason = "one binary; helpers are for whichever test needs them"
)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod absent_months;
mod bad_sections;
mod callgrind;
mod catalog;
mod columns;
mod completions;
mod compliance;
mod cost;
mod counted;
mod dedup;
mod diff;
mod differential;
mod evidence;
mod exit_codes;
mod export;
mod faults;
mod filters;
mod formats;
mod frameworks;
#[path = "../../examples/generate/generator/mod.rs"]
mod generator;
mod help;
mod hostile;
mod identity;
mod inputs;
mod invented;
mod layers;
mod limits;
mod linear;
mod list;
mod months;
mod no_network;
mod none;
mod oracle;
mod output;
mod outputs;
mod outside;
mod page;
mod pipeline;
mod planted;
mod planted_detections;
mod policy;
mod properties;
mod pseudonyms;
mod readme;
mod recount;
mod regressions;
mod report_validate;
mod reviewers;
mod rules;
mod runner;
mod safe_output;
mod same_bytes;
mod samples;
mod sampling;
mod seeds;
mod sentences;
mod settings;
mod sigma_cli;
mod sigma_oracle;
mod snapshots;
mod system_faults;
#[path = "../targets/mod.rs"]
mod targets;
mod truth;
mod validate;
mod validate_codes;
mod watch;
mod whole_document;
mod xlsx;
