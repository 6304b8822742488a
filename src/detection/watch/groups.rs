//! Events in groups of which there may be many: how many, the last, and the ids of the first few of all groups.

use super::moment::Moment;
use hashbrown::HashMap;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::Hash;
use std::sync::Arc;

/// See the module. Each event comes once.
#[derive(Debug, Clone)]
pub(super) struct Groups<K> {
    groups: HashMap<K, Group>,
    /// The first events of all, as many as may be listed.
    listed: BTreeMap<Moment, K>,
    /// The events in `always`.
    asked: BTreeMap<Moment, K>,
    list: usize,
    always: Arc<HashSet<[u8; 16]>>,
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) count: u64,
    pub(super) last: Moment,
    /// A name that the last event bears, by its variant.
    pub(super) variant: u32,
}

impl<K: Hash + Eq + Copy> Groups<K> {
    /// No groups. The ids in `always` are listed wherever they stand.
    pub(super) fn new(list: usize, always: &Arc<HashSet<[u8; 16]>>) -> Self {
        Self {
            groups: HashMap::new(),
            listed: BTreeMap::new(),
            asked: BTreeMap::new(),
            list,
            always: Arc::clone(always),
        }
    }

    pub(super) fn add(&mut self, key: K, moment: Moment, variant: u32) {
        let one = Group {
            count: 1,
            last: moment,
            variant,
        };
        self.count(key, one);
        self.enlist(moment, key);
    }

    fn count(&mut self, key: K, new: Group) {
        let group = self.groups.entry(key).or_insert(Group { count: 0, ..new });
        group.count += new.count;
        if new.last > group.last {
            (group.last, group.variant) = (new.last, new.variant);
        }
    }

    fn enlist(&mut self, moment: Moment, key: K) {
        if !self.always.is_empty() && self.always.contains(&moment.id) {
            self.asked.insert(moment, key);
        }
        if self.listed.len() >= self.list {
            let last = self.listed.last_key_value();
            if last.is_none_or(|(last, _)| moment > *last) {
                return;
            }
            self.listed.pop_last();
        }
        self.listed.insert(moment, key);
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (key, group) in other.groups {
            self.count(key, group);
        }
        self.asked.extend(other.asked);
        for (moment, key) in other.listed {
            self.enlist(moment, key);
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&K, u32)> {
        self.groups.iter().map(|(key, group)| (key, group.variant))
    }

    pub(super) fn remap(&mut self, key: impl Fn(K) -> K, variant: impl Fn(u32) -> u32) {
        for (old, group) in std::mem::take(&mut self.groups) {
            let variant = variant(group.variant);
            self.count(key(old), Group { variant, ..group });
        }
        let listed = self.listed.values_mut().chain(self.asked.values_mut());
        listed.for_each(|of| *of = key(*of));
    }

    /// The groups, each with the ids that are listed of it and its last one, in order of time. In no order.
    pub(super) fn finish(&self) -> Vec<(K, Group, Vec<Moment>)> {
        let mut events: HashMap<K, BTreeSet<Moment>> = HashMap::new();
        for (&moment, &key) in self.listed.iter().chain(&self.asked) {
            events.entry(key).or_default().insert(moment);
        }
        let group = |(&key, &group): (&K, &Group)| {
            let mut events = events.remove(&key).unwrap_or_default();
            events.insert(group.last);
            (key, group, events.into_iter().collect())
        };
        self.groups.iter().map(group).collect()
    }
}
