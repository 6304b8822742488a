//! Which rules run.

use crate::finding::{Code, Family};

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules(u64);

impl Rules {
    /// No rule.
    pub const NONE: Self = Self(0);

    /// Every rule.
    #[must_use]
    pub fn all() -> Self {
        Code::ALL
            .iter()
            .fold(Self::NONE, |set, code| set.and(*code))
    }

    /// The rules that one word means: a code, or what codes begin with (`S`, `T0`).
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let word = word.to_ascii_uppercase();
        let meant = Code::ALL
            .iter()
            .filter(|code| !word.is_empty() && code.as_str().starts_with(&word));
        let set = meant.fold(Self::NONE, |set, code| set.and(*code));
        (set != Self::NONE).then_some(set)
    }

    /// The rules of a family.
    #[must_use]
    pub fn of(family: Family) -> Self {
        let meant = Code::ALL.iter().filter(|code| code.family() == family);
        meant.fold(Self::NONE, |set, code| set.and(*code))
    }

    /// The set with one more rule.
    #[must_use]
    pub const fn and(self, code: Code) -> Self {
        Self(self.0 | 1 << code as u32)
    }

    /// All rules of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a rule is in the set.
    #[inline]
    #[must_use]
    pub const fn has(self, code: Code) -> bool {
        self.0 >> code as u32 & 1 == 1
    }

    /// Whether one of several is in the set.
    #[must_use]
    pub fn has_any(self, codes: &[Code]) -> bool {
        codes.iter().any(|code| self.has(*code))
    }

    /// The rules, in the order of the documentation.
    pub fn iter(self) -> impl Iterator<Item = Code> {
        Code::ALL
            .iter()
            .copied()
            .filter(move |code| self.has(*code))
    }
}
