//! Looking for the names behind tokens while archives are read.

use super::Pseudonyms;
use crate::identity::Symbolic;
use crate::pipeline::{Accepted, Observer};
use std::sync::Arc;

/// Puts every event under pseudonyms, which notes the names behind those that are looked for.
#[derive(Debug)]
pub struct Resolver(Arc<Pseudonyms>);

impl Resolver {
    /// One for a thread.
    #[must_use]
    pub fn new(pseudonyms: &Arc<Pseudonyms>) -> Self {
        Self(Arc::clone(pseudonyms))
    }
}

impl Observer for Resolver {
    const WANTS_TEXT: bool = true;

    fn observe(&mut self, accepted: &Accepted) {
        for record in &accepted.records {
            let start = record.offset as usize;
            let text = accepted.text.get(start..start + record.len as usize);
            if let Some(text) = text.and_then(|text| std::str::from_utf8(text).ok()) {
                // It was read before, so it is an event.
                let _ = self.0.rewrite(text);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        drop(other);
    }
}

/// Nothing is counted.
impl Symbolic for Resolver {}
