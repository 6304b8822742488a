//! Who is who among people that events name by an e-mail or an id, and what names are shown for them.

use super::Who;
use crate::aggregate::PartyLine;
use crate::event::Timestamp;
use crate::identity::{Dimension, Names};
use hashbrown::HashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// The actors of some readings. A renamed account is one person.
#[derive(Debug, Default)]
pub struct People {
    /// The id behind an e-mail, in lower case as far as it is ASCII; `None` where several have it.
    ids: HashMap<String, Option<Arc<str>>>,
}

impl People {
    /// Adds the actors of a reading, filtered or not.
    pub fn add(&mut self, names: &Names) {
        for variant in names.of_dimension(Dimension::Actor).variants() {
            let (Some(id), Some(label)) = (&variant.name.id, &variant.name.label) else {
                continue;
            };
            self.ids
                .entry(label.to_ascii_lowercase())
                .and_modify(|known| {
                    if known.as_ref() != Some(id) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(Arc::clone(id)));
        }
    }

    /// What a person that `data` names by a text is known by: the id of the one actor who has this e-mail, else the
    /// text without regard to ASCII case, as e-mails are compared everywhere.
    #[must_use]
    pub fn known_by<'a>(&'a self, text: &'a str) -> Cow<'a, str> {
        let lower = lower(text);
        match self.ids.get(&*lower) {
            Some(Some(id)) => self::lower(id),
            _ => lower,
        }
    }

    /// The same for an actor.
    #[must_use]
    pub fn actor<'a>(&'a self, actor: &'a Who) -> Option<Cow<'a, str>> {
        match (&actor.id, &actor.label) {
            (Some(id), _) => Some(lower(id)),
            (None, Some(label)) => Some(self.known_by(label)),
            (None, None) => None,
        }
    }
}

/// A text in lower case, ASCII alone, which most of them are in.
fn lower(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

/// What parties are shown as: the label that the report's own lists give an identity, and where these have none the
/// latest one of some events.
#[derive(Debug)]
pub struct Labels<'a> {
    dimension: Dimension,
    by_id: HashMap<&'a str, &'a Arc<str>>,
    /// E-mails of those who have no id, by the form in which they are compared.
    by_label: HashMap<Cow<'a, str>, &'a Arc<str>>,
    /// What was asked for before, by the place of the name in memory: a month asks for a few names again and again.
    asked: RefCell<HashMap<*const Who, [Option<Arc<str>>; 2]>>,
}

/// By id, or by label without one, when a party was last seen, and as what.
type Latest<'a> = HashMap<(Option<&'a str>, Cow<'a, str>), (Timestamp, &'a Who)>;

impl<'a> Labels<'a> {
    /// Those of the report's lists.
    #[must_use]
    pub fn counted(dimension: Dimension, lines: impl IntoIterator<Item = &'a PartyLine>) -> Self {
        let mut labels = Self {
            dimension,
            by_id: HashMap::new(),
            by_label: HashMap::new(),
            asked: RefCell::default(),
        };
        for line in lines {
            labels.give(line.id.as_deref(), line.label.as_ref());
        }
        labels
    }

    /// The same, and the latest of those events, in order of time, for whom the lists do not have.
    pub(super) fn with(mut self, parties: impl Iterator<Item = (Timestamp, &'a Who)>) -> Self {
        // A month names the same few again and again, each of which stands in one place.
        let mut last: HashMap<*const Who, (Timestamp, &'a Who)> = HashMap::new();
        for (at, who) in parties {
            last.insert(who, (at, who));
        }
        let mut latest: Latest<'a> = HashMap::new();
        for (at, who) in last.into_values() {
            let Some(label) = &who.label else { continue };
            let key = match &who.id {
                Some(id) => (Some(&**id), Cow::Borrowed("")),
                None => (None, self.dimension.label_key(label)),
            };
            let of = |(at, who): (Timestamp, &'a Who)| (at, who.label.as_deref());
            let known = latest.entry(key).or_insert((at, who));
            if of(*known) < of((at, who)) {
                *known = (at, who);
            }
        }
        for ((id, key), (_, who)) in latest {
            let known = match id {
                Some(id) => self.by_id.contains_key(id),
                None => self.by_label.contains_key(&key),
            };
            if !known {
                self.give(who.id.as_deref(), who.label.as_ref());
            }
        }
        self
    }

    fn give(&mut self, id: Option<&'a str>, label: Option<&'a Arc<str>>) {
        match (id, label) {
            (Some(id), Some(label)) => {
                self.by_id.insert(id, label);
            }
            (None, Some(label)) => {
                self.by_label.insert(self.dimension.label_key(label), label);
            }
            _ => {}
        }
    }

    /// Label and id as they are shown.
    #[must_use]
    pub fn shown(&self, who: &'a Who) -> [Option<Arc<str>>; 2] {
        let mut asked = self.asked.borrow_mut();
        let shown = asked.entry(who).or_insert_with(|| self.looked_up(who));
        shown.clone()
    }

    fn looked_up(&self, who: &Who) -> [Option<Arc<str>>; 2] {
        let own = who.label.as_ref();
        let known = match (&who.id, own) {
            (Some(id), _) => self.by_id.get(&**id),
            (None, Some(label)) => self.by_label.get(&self.dimension.label_key(label)),
            (None, None) => None,
        };
        let label = known.copied().or(own);
        [label, who.id.as_ref()].map(Option::<&_>::cloned)
    }

    /// The label, else the id, where there are several parties to tell apart.
    pub(super) fn among_several(&self, who: &Who) -> Option<Arc<str>> {
        let [label, id] = self.shown(who);
        let several = self.by_id.len() + self.by_label.len() > 1;
        label.or(id).filter(|_| several)
    }
}
