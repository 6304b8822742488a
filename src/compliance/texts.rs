//! Texts out of `data`, each kept once.

use hashbrown::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;

/// The place of a text among [`Texts`], from 1.
pub(super) type TextId = NonZeroU32;

/// Texts by number, each of them once: what people and things are called is said again and again.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    list: Vec<Arc<str>>,
    places: HashMap<Arc<str>, TextId>,
}

impl Texts {
    /// The number of a text; `None` after four thousand million of them, where no more can be numbered.
    pub(super) fn add(&mut self, text: Arc<str>) -> Option<TextId> {
        if let Some(place) = self.places.get(&text) {
            return Some(*place);
        }
        let next = u32::try_from(self.list.len() + 1).ok()?;
        let place = NonZeroU32::new(next)?;
        self.list.push(Arc::clone(&text));
        self.places.insert(text, place);
        Some(place)
    }

    /// The text of a number.
    pub(super) fn get(&self, place: Option<TextId>) -> Option<&Arc<str>> {
        self.list.get(place?.get() as usize - 1)
    }

    /// Adds all texts of `other`; gives their numbers here, in the order of their numbers there.
    pub(super) fn merge(&mut self, other: Self) -> Vec<Option<TextId>> {
        other.list.into_iter().map(|text| self.add(text)).collect()
    }
}
