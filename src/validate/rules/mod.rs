//! The rules: one file a rule, with what it means to people, where it is checked, what it needs, and its
//! check.
//!
//! The list of all is in `finding::codes`. What a rule says of a string or a member is called by the
//! [walk](super::walk) directly, so that nothing is dispatched for each string.

mod f01;
mod f02;
mod f03;
mod f04;
mod f05;
mod f06;
mod f07;
pub(super) mod f08;
mod i01;
mod i02;
mod i03;
mod j01;
mod j02;
mod j03;
mod j04;
mod j05;
mod j06;
pub(super) mod j07;
pub(super) mod p01;
mod s01;
mod s02;
mod s03;
mod s04;
mod s05;
pub(super) mod s06;
mod s07;
pub(super) mod s08;
pub(super) mod s09;
pub(super) mod s10;
mod s11;
mod s12;
mod t01;
mod t02;
mod t03;
mod t04;
mod t05;
mod t06;
mod t07;
mod t08;
mod u01;
mod u02;
mod u03;

use super::asked::Asked;
use super::checked::Checked;
use super::identity::Identities;
use super::set::Rules;
use crate::finding::{Code, each_rule};
use crate::identity::Names;
use crate::view::validation::RuleView;

/// One rule.
pub(super) struct Rule {
    pub(super) code: Code,
    /// What it means to people.
    pub(super) page: Page,
    /// How much of an archive has to be read before the rule can be decided.
    pub(super) reads: Reads,
    /// Where it is checked.
    pub(super) check: Check,
    /// What else it needs.
    pub(super) lacks: Lacks,
    /// What has to be remembered of every event for it.
    pub(super) keeps: Keeps,
}

impl Rule {
    /// A rule without a page, to be completed.
    const fn new(code: Code) -> Self {
        let page = Page {
            meaning: "",
            why: "",
            example: "",
            act: "",
        };
        Self {
            code,
            page,
            reads: Reads::File,
            check: Check::Reading,
            lacks: Lacks::Nothing,
            keeps: Keeps::Nothing,
        }
    }
}

/// What `trailproof explain`, the advice in a verdict, the help in SARIF and the documentation say.
pub(super) struct Page {
    /// What was found.
    meaning: &'static str,
    /// Why an auditor cares.
    why: &'static str,
    /// What it looks like.
    example: &'static str,
    /// What to do about it.
    act: &'static str,
}

/// How much of an archive has to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reads {
    /// The file has to be there.
    File,
    /// Its records have to begin.
    Records,
    /// All of its text: the rule holds for every byte.
    Document,
    /// All of it: the rule speaks of what is not there.
    Whole,
}

/// Where a rule is checked.
pub(super) enum Check {
    /// By the reader, or by the pipeline as it admits events: they cannot do without.
    Reading,
    /// By the inspector, on each record once it is decoded.
    Event,
    /// In the walk through the text of each record and of what stands beside the records.
    Text,
    /// There, and on each archive.
    TextAndArchive(fn(&Run<'_>, &mut Checked<'_>)),
    /// On each archive when all were read.
    Archive(fn(&Run<'_>, &mut Checked<'_>)),
    /// On all archives together.
    Archives(fn(&Run<'_>, &mut [Checked<'_>])),
}

/// What a rule may lack, as a sentence about one archive or about all.
pub(super) enum Lacks {
    Nothing,
    PerArchive(fn(&Run<'_>, &Checked<'_>) -> Option<&'static str>),
    Together(fn(&Run<'_>, &[Checked<'_>]) -> Option<&'static str>),
}

/// What has to be remembered of every event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeps {
    Nothing,
    /// When it happened.
    Times,
    /// A digest of everything but its id.
    Twins,
    /// Where each actor and app comes first.
    Firsts,
}

/// What the pipeline has to remember for a set of rules.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// When each event happened.
    pub times: bool,
    /// A digest of each event without its id.
    pub twins: bool,
    /// The first event of each actor and app.
    pub firsts: bool,
}

impl Kept {
    /// What these rules need.
    #[must_use]
    pub fn of(rules: Rules) -> Self {
        let needed = |keeps| rules.meets(those(|rule| rule.keeps == keeps));
        Self {
            times: needed(Keeps::Times),
            twins: needed(Keeps::Twins),
            firsts: needed(Keeps::Firsts),
        }
    }
}

/// What is known when everything was read.
pub(super) struct Run<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) names: &'a Names,
    pub(super) firsts: &'a Identities,
}

/// Why rules about the listing are not evaluated.
const NO_LISTING: &str = "no listing was given (--listing)";

macro_rules! table {
    ($($code:ident $file:ident $severity:ident $title:literal;)+) => {
        static ALL: [Rule; Code::COUNT] = [$($file::RULE),+];
    };
}

each_rule!(table);

/// The rule of a code.
pub(super) fn of(code: Code) -> &'static Rule {
    &ALL[code as usize]
}

/// The rules of which this is true.
pub(super) fn those(test: impl Fn(&Rule) -> bool) -> Rules {
    let meant = ALL.iter().filter(|rule| test(rule));
    meant.fold(Rules::NONE, |set, rule| set.and(rule.code))
}

/// Every rule as people are told of it, in the order of the codes.
#[must_use]
pub fn described() -> Vec<RuleView> {
    let view = |rule: &Rule| RuleView {
        code: rule.code.as_str(),
        severity: rule.code.severity().as_str(),
        family: rule.code.family().title(),
        title: rule.code.title(),
        meaning: rule.page.meaning,
        why: rule.page.why,
        example: rule.page.example,
        act: rule.page.act,
    };
    ALL.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_stands_under_its_code_and_has_its_page() {
        let codes: Vec<Code> = ALL.iter().map(|rule| rule.code).collect();
        assert_eq!(codes, Code::ALL);
        for Rule { code, page, .. } in &ALL {
            assert!(!page.example.is_empty(), "{code}");
            for text in [page.meaning, page.why, page.act] {
                assert!(
                    text.ends_with('.') && !text.contains('\n'),
                    "{code}: {text}"
                );
            }
        }
    }
}
