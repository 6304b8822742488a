//! What the fuzz targets check, one file a target: any bytes in, nothing out, a panic where a promise
//! is broken. `fuzz/` runs these on bytes that a fuzzer makes up, the ordinary tests run them on the
//! seeds in `tests/seeds`, so a seed that once crashed stays tested for ever.
//!
//! None of them looks at the clock, and all of them take any bytes: an input that means nothing is
//! passed over, so that the fuzzer need not learn what is wanted.

#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a broken promise ends the run"
)]

pub mod bag;
pub mod container;
pub mod decode;
pub mod framework;
pub mod framing;
pub mod listing;
pub mod oracle;
pub mod policy;
pub mod rules;
pub mod sample;
pub mod settings;
pub mod validate;

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const ALL: [Target; 11] = [
    ("container", container::check),
    ("framing", framing::check),
    ("decode", decode::check),
    ("validate", validate::check),
    ("settings", settings::check),
    ("policy", policy::check),
    ("framework", framework::check),
    ("listing", listing::check),
    ("rules", rules::check),
    ("sample", sample::check),
    ("bag", bag::check),
];
