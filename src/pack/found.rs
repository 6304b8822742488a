//! What does not hold, as far as it is listed.

use super::Code;
use crate::view::verification::BagFindingView;
use std::collections::BTreeMap;

/// Findings of one code that are listed; the rest is counted.
const LISTED: usize = 100;

/// Findings of one pack.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<BagFindingView>,
    of_code: BTreeMap<Code, usize>,
    more: u64,
}

impl Findings {
    /// Notes something about a file, or about the pack as a whole.
    pub fn add(&mut self, code: Code, file: Option<&str>, message: impl Into<String>) {
        let listed = self.of_code.entry(code).or_default();
        *listed += 1;
        if *listed > LISTED {
            self.more += 1;
            return;
        }
        self.list.push(BagFindingView {
            code: code.as_str(),
            file: file.map(str::to_owned),
            message: message.into(),
        });
    }

    /// Takes those of another look.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        self.more += other.more;
        for (code, n) in other.of_code {
            *self.of_code.entry(code).or_default() += n;
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether something of that code was found.
    #[must_use]
    pub fn has(&self, code: Code) -> bool {
        self.of_code.contains_key(&code)
    }

    /// Whether something was found about a file of which this is true.
    #[must_use]
    pub fn about(&self, is: impl Fn(&str) -> bool) -> bool {
        let mut files = self.list.iter().filter_map(|found| found.file.as_deref());
        self.more > 0 || files.any(is)
    }

    /// The findings by code and file, each once, and how many more there are.
    #[must_use]
    pub fn finish(mut self) -> (Vec<BagFindingView>, u64) {
        self.list.sort();
        self.list.dedup();
        (self.list, self.more)
    }
}
