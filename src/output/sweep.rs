//! A signal ends the process without destructors, so half-written files are removed for it.

use crate::sync::locked;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use tempfile::NamedTempFile;

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file that is removed when a signal ends the process while this lives.
#[derive(Debug)]
pub(super) struct Swept(PathBuf);

impl Swept {
    /// Makes a file and notes it, and no signal comes in between.
    pub(super) fn create(
        create: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Self)> {
        watch();
        let mut unfinished = locked(&UNFINISHED);
        let file = create()?;
        let path = file.path().to_path_buf();
        unfinished.push(path.clone());
        Ok((file, Self(path)))
    }
}

impl Drop for Swept {
    fn drop(&mut self) {
        locked(&UNFINISHED).retain(|path| *path != self.0);
    }
}

/// Waits for interruption and termination on a thread of its own. Hanging up is left alone: nohup
/// has to work. Where nothing can be waited for, a signal leaves the file behind.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::sync::Once;

    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
            return;
        };
        let wait = move || {
            for signal in signals.forever() {
                // The lock is kept: no file may be begun any more.
                let unfinished = locked(&UNFINISHED);
                for path in &*unfinished {
                    let _ = std::fs::remove_file(path);
                }
                let _ = emulate_default_handler(signal);
            }
        };
        let _ = std::thread::Builder::new()
            .name("signals".into())
            .spawn(wait);
    });
}

#[cfg(not(unix))]
fn watch() {}
