//! How this program takes a lock.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

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
