//! Who is who: small numbers for the names that events bear.
//!
//! Events name a few thousand actors and apps millions of times, so everything after decoding works
//! with symbols. A *variant* is one way in which archives name something, an id with one of its
//! labels; an *identity* is the something itself, all variants with the same id. Symbols depend on
//! the order in which threads met the names, so they never reach an output.

mod interner;
mod known;
mod vocabulary;

pub use interner::Interner;
pub use vocabulary::{Name, Names, Variant, Vocabulary};

/// What events are counted by, where values are names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// `type.action`: the variant is the pair, the identity is the joined name.
    Event,
    /// Actor: id and e-mail.
    Actor,
    /// App: id and name.
    App,
    /// Team: id and name.
    Team,
    /// Enterprise account: id and name.
    Account,
    /// Address, as written.
    Ip,
}

impl Dimension {
    /// Every dimension, in the order of its discriminant.
    pub const ALL: [Self; 6] = [
        Self::Event,
        Self::Actor,
        Self::App,
        Self::Team,
        Self::Account,
        Self::Ip,
    ];
}

/// A name in one dimension. Zero, in both, stands for "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Symbol {
    /// The name as written.
    pub variant: u32,
    /// Whom it means.
    pub identity: u32,
}
