//! A signal ends the process without destructors, so half-written files are removed for it.

use crate::sync::locked;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file that is removed when a signal ends the process while this lives.
#[derive(Debug)]
pub(super) struct Swept(PathBuf);

impl Swept {
    pub(super) fn new(path: &Path) -> Self {
        watch();
        locked(&UNFINISHED).push(path.to_path_buf());
        Self(path.to_path_buf())
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
