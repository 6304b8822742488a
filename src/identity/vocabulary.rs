//! The names that a run has met, shared by all its threads.

use super::{Dimension, Symbol};
use crate::sync::locked;
use hashbrown::HashMap;
use std::sync::{Arc, Mutex};

/// A name as events write it: an id and a label (for an event name, type and action), either of
/// which may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Name {
    /// Id, or `type` of an event name.
    pub id: Option<Arc<str>>,
    /// Label, or `action` of an event name; for addresses the address.
    pub label: Option<Arc<str>>,
}

impl Name {
    /// The event name `type.action` of a pair of type and action.
    #[must_use]
    pub fn event(&self) -> String {
        format!(
            "{}.{}",
            self.id.as_deref().unwrap_or_default(),
            self.label.as_deref().unwrap_or_default()
        )
    }
}

/// A name and whom it means.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The name as written.
    pub name: Name,
    /// Symbol of the identity.
    pub identity: u32,
}

/// What makes two names mean the same. An id never equals a label with the same text.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Identity {
    Id(Arc<str>),
    Label(Arc<str>),
}

/// All names of one dimension; the first is "none".
#[derive(Debug)]
pub struct Vocabulary {
    dimension: Dimension,
    variants: Vec<Variant>,
    by_name: HashMap<Name, u32>,
    identities: HashMap<Identity, u32>,
}

impl Vocabulary {
    fn new(dimension: Dimension) -> Self {
        let none = Variant {
            name: Name::default(),
            identity: 0,
        };
        Self {
            dimension,
            variants: vec![none],
            by_name: HashMap::new(),
            identities: HashMap::new(),
        }
    }

    /// The variants; a variant's symbol is its place here.
    #[must_use]
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// One more than the largest identity symbol.
    #[must_use]
    pub fn identities(&self) -> usize {
        self.identities.len() + 1
    }

    fn intern(&mut self, name: &Name) -> Symbol {
        if let Some(&variant) = self.by_name.get(name) {
            return Symbol {
                variant,
                identity: self.variants[variant as usize].identity,
            };
        }
        let Some(identity) = self.identity_of(name) else {
            return Symbol::default();
        };
        let next = u32::try_from(self.identities.len() + 1).unwrap_or(u32::MAX);
        let identity = *self.identities.entry(identity).or_insert(next);
        let variant = u32::try_from(self.variants.len()).unwrap_or(u32::MAX);
        self.variants.push(Variant {
            name: name.clone(),
            identity,
        });
        self.by_name.insert(name.clone(), variant);
        Symbol { variant, identity }
    }

    fn identity_of(&self, name: &Name) -> Option<Identity> {
        match (self.dimension, &name.id, &name.label) {
            (Dimension::Event, Some(kind), Some(action)) => {
                Some(Identity::Label(format!("{kind}.{action}").into()))
            }
            (_, Some(id), _) => Some(Identity::Id(Arc::clone(id))),
            (_, None, Some(label)) => Some(Identity::Label(Arc::clone(label))),
            (_, None, None) => None,
        }
    }
}

/// The vocabularies of a run. Threads come here only for names that are new to them.
#[derive(Debug)]
pub struct Names {
    vocabularies: [Mutex<Vocabulary>; 6],
}

impl Default for Names {
    fn default() -> Self {
        Self {
            vocabularies: Dimension::ALL.map(|dimension| Mutex::new(Vocabulary::new(dimension))),
        }
    }
}

impl Names {
    /// The symbol of a name, new or known.
    #[must_use]
    pub fn intern(&self, dimension: Dimension, name: &Name) -> Symbol {
        locked(&self.vocabularies[dimension as usize]).intern(name)
    }

    /// Looks at one vocabulary, when all names are known.
    pub fn read<T>(&self, dimension: Dimension, read: impl FnOnce(&Vocabulary) -> T) -> T {
        read(&locked(&self.vocabularies[dimension as usize]))
    }
}
