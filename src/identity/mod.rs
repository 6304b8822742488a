//! Who is who: small numbers for the names that events bear.
//!
//! Events name a few thousand actors and apps millions of times, so everything after decoding works
//! with symbols. A *variant* is one way in which archives name something, an id with one of its
//! labels; an *identity* is the something itself, all variants with the same id. While archives are
//! read, symbols depend on the order in which threads met the names ([`SharedNames`]). When counting
//! ends the names are frozen ([`Names`]): symbols then follow the order of ids and labels, and a
//! [`Remap`] gives what was counted its final symbols.

mod interner;
mod known;
mod name;
mod names;
mod remap;
mod shared;

pub(crate) use interner::Interner;
pub use name::Name;
pub use names::{Names, Variant, Vocabulary};
pub use remap::{Remap, Symbolic, Used};
pub(crate) use shared::SharedNames;

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

    /// Whether two labels are the same label. E-mails of actors are compared without regard to ASCII
    /// case, all other labels as written.
    #[must_use]
    pub fn same_label(self, one: &str, other: &str) -> bool {
        match self {
            Self::Actor => one.eq_ignore_ascii_case(other),
            _ => one == other,
        }
    }

    /// A label as it is compared: see [`Self::same_label`].
    #[must_use]
    pub fn label_key(self, label: &str) -> std::borrow::Cow<'_, str> {
        if self == Self::Actor && label.bytes().any(|byte| byte.is_ascii_uppercase()) {
            label.to_ascii_lowercase().into()
        } else {
            label.into()
        }
    }
}

/// A name in one dimension. Zero, in both, stands for "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Symbol {
    /// The name as written.
    pub variant: u32,
    /// The identity that the name belongs to.
    pub identity: u32,
}
