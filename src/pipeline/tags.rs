//! What is told of actors, apps and addresses: a number for each, asked once a name and thread. Observers have symbols
//! alone, and what they must know of a name while they observe is here.

use crate::identity::Dimension;
use std::sync::Arc;

/// Tells what a name (id and label) is to those who asked. Zero says nothing.
pub type Tagger<'p> = dyn Fn(Dimension, Option<&str>, Option<&str>) -> u64 + Sync + 'p;

/// Numbers of a page. Tables that grow share the pages that do not.
const PAGE: usize = 256;

/// Numbers by variant, for each dimension that is asked about.
#[derive(Debug, Clone, Default)]
pub struct Tags([Vec<Arc<[u64; PAGE]>>; 3]);

/// Which table is a dimension's; `None` where nothing is asked.
const fn table(dimension: Dimension) -> Option<usize> {
    match dimension {
        Dimension::Actor => Some(0),
        Dimension::App => Some(1),
        Dimension::Ip => Some(2),
        Dimension::Event | Dimension::Team | Dimension::Account => None,
    }
}

impl Tags {
    /// What was told of a variant; zero where nothing was. The variant of an address has the number of its identity.
    #[inline]
    #[must_use]
    pub fn get(&self, dimension: Dimension, variant: u32) -> u64 {
        let place = variant as usize;
        let page = table(dimension).and_then(|table| self.0[table].get(place / PAGE));
        page.map_or(0, |page| page[place % PAGE])
    }

    /// Notes what was told of a variant.
    pub(super) fn set(&mut self, dimension: Dimension, variant: u32, tag: u64) {
        let place = variant as usize;
        if tag == 0 {
            return;
        }
        if let Some(table) = table(dimension) {
            let pages = &mut self.0[table];
            while pages.len() <= place / PAGE {
                pages.push(Arc::new([0; PAGE]));
            }
            Arc::make_mut(&mut pages[place / PAGE])[place % PAGE] = tag;
        }
    }

    /// Adds what another thread was told: the same of what both were asked about.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            for (number, page) in theirs.iter().enumerate() {
                match mine.get_mut(number) {
                    None => mine.push(Arc::clone(page)),
                    Some(known) if Arc::ptr_eq(known, page) => {}
                    Some(known) => {
                        let tags = Arc::make_mut(known).iter_mut().zip(&**page);
                        tags.for_each(|(mine, theirs)| *mine |= theirs);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_grows_leaves_its_copies_as_they_were() {
        let mut tags = Tags::default();
        tags.set(Dimension::Ip, 3, 7);
        let before = tags.clone();
        tags.set(Dimension::Ip, 4, 9);
        tags.set(Dimension::Ip, 1000, 1);
        tags.set(Dimension::App, 3, 5);
        let of = |tags: &Tags, variant| tags.get(Dimension::Ip, variant);
        assert_eq!([3, 4, 1000].map(|variant| of(&before, variant)), [7, 0, 0]);
        assert_eq!([3, 4, 1000].map(|variant| of(&tags, variant)), [7, 9, 1]);
        assert_eq!(tags.get(Dimension::App, 3), 5);
        let mut other = Tags::default();
        other.set(Dimension::Ip, 5, 2);
        other.merge(&tags);
        assert_eq!(
            [3, 4, 5, 1000].map(|variant| of(&other, variant)),
            [7, 9, 2, 1]
        );
    }
}
