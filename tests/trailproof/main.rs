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

mod exit_codes;
#[path = "../../examples/generate/generator/mod.rs"]
mod generator;
mod layers;
mod pipeline;
mod runner;
mod validate;
mod validate_codes;
