//! The program from outside, and the pipeline as a library.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

#[path = "../../examples/generate/generator/mod.rs"]
mod generator;
mod layers;
mod pipeline;
