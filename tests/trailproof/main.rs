//! The program from outside, and the pipeline as a library.

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
#[allow(
    dead_code,
    reason = "not every kind of look is taken in every state of the tests"
)]
mod runner;
