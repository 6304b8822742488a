//! A bar on a terminal's standard error: bytes of input as they are read, before decompression.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;

/// Progress of a run. Shared by reference between threads; hidden, it costs nothing worth naming.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// Starts a bar up to `total` bytes, or a spinner where the total is not known. It is shown
    /// when it is wanted and standard error is a terminal.
    #[must_use]
    pub fn new(total: Option<u64>, wanted: bool) -> Self {
        if !wanted || !std::io::stderr().is_terminal() {
            return Self::hidden();
        }
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(10));
        let template = match total {
            Some(_) => "{wide_bar} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left",
            None => "{spinner} {bytes}  {bytes_per_sec}",
        };
        // The templates are constant; were one wrong, the crate's own style would do.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Progress that is never shown.
    #[must_use]
    pub fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// Counts bytes that were read.
    pub fn add(&self, bytes: u64) {
        if !self.0.is_hidden() {
            self.0.inc(bytes);
        }
    }

    /// Takes the bar off the terminal.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// A run that ends early must not leave its bar behind.
impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}
