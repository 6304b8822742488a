//! Which rules run.

use crate::finding::Code;

/// Words of 64 bits that have a bit for each code, however many codes there come to be.
const WORDS: usize = Code::COUNT.div_ceil(64);

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules([u64; WORDS]);

impl Rules {
    /// No rule.
    pub const NONE: Self = Self([0; WORDS]);

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

    /// The set with one more rule.
    #[must_use]
    pub const fn and(mut self, code: Code) -> Self {
        self.0[code as usize / 64] |= 1 << (code as usize % 64);
        self
    }

    /// All rules of both sets.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }

    /// Whether a rule is in the set.
    #[inline]
    #[must_use]
    pub const fn has(self, code: Code) -> bool {
        self.0[code as usize / 64] >> (code as usize % 64) & 1 == 1
    }

    /// Whether the two have a rule in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.iter().any(|code| other.has(code))
    }

    /// The rules, in the order of the documentation.
    pub fn iter(self) -> impl Iterator<Item = Code> {
        Code::ALL
            .iter()
            .copied()
            .filter(move |code| self.has(*code))
    }
}
