//! A signal ends the process without destructors, so half-written files and folders are removed for it.

use crate::sync::locked;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use tempfile::NamedTempFile;

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file or a folder that is removed when a signal ends the process while this lives.
#[derive(Debug)]
pub(super) struct Swept(PathBuf);

impl Swept {
    /// Creates a file and registers it under one lock.
    pub(super) fn create(
        create: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Self)> {
        watch();
        report_file_size_limit();
        let mut unfinished = locked(&UNFINISHED);
        let file = create()?;
        let path = file.path().to_path_buf();
        unfinished.push(path.clone());
        Ok((file, Self(path)))
    }

    /// The same for a folder, given by its absolute path.
    pub(super) fn folder(
        create: impl FnOnce() -> io::Result<PathBuf>,
    ) -> io::Result<(PathBuf, Self)> {
        watch();
        report_file_size_limit();
        let mut unfinished = locked(&UNFINISHED);
        let path = create()?;
        unfinished.push(path.clone());
        Ok((path.clone(), Self(path)))
    }

    /// Makes something in the folder that a signal must find complete.
    pub(super) fn guarded<T>(&self, make: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let _unfinished = locked(&UNFINISHED);
        make()
    }
}

impl Drop for Swept {
    fn drop(&mut self) {
        locked(&UNFINISHED).retain(|path| *path != self.0);
    }
}

/// Waits for SIGINT and SIGTERM on a thread of its own. SIGHUP is not handled, so that nohup works.
/// Without the thread, a signal leaves the file behind.
///
/// The thread polls. Being woken would need a pair of sockets in the library that
/// catches the signals, and that this program opens no socket can be seen from outside.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag::register_usize;
    use signal_hook::low_level::emulate_default_handler;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Once};
    use std::time::Duration;

    const LOOK_EVERY: Duration = Duration::from_millis(20);
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        let caught = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&caught);
        let wait = move || {
            let signal = loop {
                match i32::try_from(seen.load(Ordering::Relaxed)) {
                    Ok(0) | Err(_) => std::thread::park_timeout(LOOK_EVERY),
                    Ok(signal) => break signal,
                }
            };
            // The lock is kept, so that no other file is started.
            let unfinished = locked(&UNFINISHED);
            for path in &*unfinished {
                let _ = std::fs::remove_file(path).or_else(|_| std::fs::remove_dir_all(path));
            }
            let _ = emulate_default_handler(signal);
        };
        let watching = std::thread::Builder::new()
            .name("signals".into())
            .spawn(wait);
        // Without the thread, a caught signal would have no effect.
        if watching.is_ok() {
            for signal in [SIGINT, SIGTERM] {
                let number = usize::try_from(signal).unwrap_or_default();
                let _ = register_usize(signal, Arc::clone(&caught), number);
            }
        }
    });
}

#[cfg(not(unix))]
fn watch() {}

/// Makes writing beyond a limit on the size of files (`ulimit -f`) an error like a full disk. Left
/// alone, the signal that comes with it would end the process on the spot.
#[cfg(unix)]
pub(super) fn report_file_size_limit() {
    use signal_hook::consts::SIGXFSZ;
    use std::sync::{Arc, Once};

    static HEED: Once = Once::new();
    HEED.call_once(|| {
        // A handler is enough; the failed write reports the error.
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    });
}

#[cfg(not(unix))]
pub(super) fn report_file_size_limit() {}
