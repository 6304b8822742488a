//! One reading of archives, and the plain value that outlives it.
//!
//! A [`Reading`] says what is to be read and how; [`Reading::run`] gives a [`Counted`]: immutable,
//! without a lock, and the same whatever the threads did. Everything that is shown is a pure function
//! of such values, and two of them merge into what one reading of both would have given.

mod counted;

pub use crate::pipeline::Reading;
pub use counted::{Account, Counted};

use crate::pipeline::{Observer, run};
use crate::sync::with_threads;

impl Reading<'_> {
    /// Reads all archives and shows their events to observers, one a thread, which `observer` makes.
    ///
    /// # Errors
    /// When the threads cannot be started or the sink for rejected records fails. An archive that
    /// cannot be read is no error here: its [`Archive::fault`](crate::pipeline::Archive) says so.
    pub fn run<O: Observer>(
        self,
        observer: &(dyn Fn() -> O + Sync),
    ) -> std::io::Result<Counted<O>> {
        let threads = self.threads;
        let outcome = run(self, observer)?;
        Ok(with_threads(threads, || Counted::freeze(outcome)))
    }
}
