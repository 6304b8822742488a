//! How this program takes a lock, and how it does two things at a time beside the pipeline.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// Takes a lock. A thread that panicked while it held the lock ends the whole run in another way
/// (release builds abort), so its lock is simply taken over.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As [`locked`], unless another thread holds the lock.
pub(crate) fn locked_if_free<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match mutex.try_lock() {
        Ok(held) => Some(held),
        Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// Threads that have been started, by their number.
static POOLS: Mutex<Vec<Arc<ThreadPool>>> = Mutex::new(Vec::new());

/// So many threads, the same ones whenever they are asked for: memory that the pipeline gives back is then there for what
/// these threads do next, where new ones would take more.
///
/// # Errors
/// When they cannot be started.
pub(crate) fn pool(threads: usize) -> std::io::Result<Arc<ThreadPool>> {
    let mut pools = locked(&POOLS);
    let known = pools
        .iter()
        .find(|pool| pool.current_num_threads() == threads);
    if let Some(pool) = known {
        return Ok(Arc::clone(pool));
    }
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = Arc::new(pool.map_err(std::io::Error::other)?);
    pools.push(Arc::clone(&pool));
    Ok(pool)
}

/// Runs what may do two things at a time by [`both`], with so many threads. Without them, which is no reason to fail, it
/// does one thing after the other.
pub(crate) fn with_threads<R: Send>(threads: usize, run: impl FnOnce() -> R + Send) -> R {
    match (threads > 1).then(|| pool(threads)) {
        Some(Ok(pool)) => pool.install(run),
        _ => run(),
    }
}

/// What both come to, at the same time within [`with_threads`]. Neither may depend on when the other is done.
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    match rayon::current_thread_index() {
        Some(_) => rayon::join(one, other),
        None => (one(), other()),
    }
}

/// What becomes of each, in their order, several of them at the same time within [`with_threads`].
pub(crate) fn each<T: Sync, R: Send>(of: &[T], make: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
    let (one, other) = match of {
        [] => return Vec::new(),
        [only] => return vec![make(only)],
        of => of.split_at(of.len() / 2),
    };
    let (mut made, behind) = both(|| each(one, make), || each(other, make));
    made.extend(behind);
    made
}
