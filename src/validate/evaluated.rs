//! Which rules could be decided from what was given. A rule that could not never passes as checked.

use super::checked::Checked;
use super::rules::{self, Lacks, Reads, Rule, Run};
use super::set::Rules;
use crate::finding::Code;
use crate::view::validation::{RulesView, UnevaluatedView};

/// The rules that ran on every archive, those that could not, and those that were not asked for.
pub(super) fn rules(run: &Run<'_>, archives: &[Checked<'_>]) -> RulesView {
    let mut view = RulesView::default();
    for code in Rules::all().iter() {
        if !run.asked.rules.has(code) {
            view.not_selected.push(code.as_str());
            continue;
        }
        match lacking(rules::of(code), run, archives) {
            None => view.run.push(code.as_str()),
            Some((reason, partly)) => view.not_evaluated.push(UnevaluatedView {
                code: code.as_str(),
                reason,
                partly,
            }),
        }
    }
    view
}

/// Why a rule could not be decided, and whether that is so for some of the archives only.
fn lacking(rule: &Rule, run: &Run<'_>, archives: &[Checked<'_>]) -> Option<(String, bool)> {
    if let Lacks::Together(lacks) = rule.lacks
        && let Some(reason) = lacks(run, archives)
    {
        return Some((reason.to_owned(), false));
    }
    let lacks = |archive: &Checked<'_>| {
        let own = match rule.lacks {
            Lacks::PerArchive(lacks) => lacks(run, archive),
            Lacks::Nothing | Lacks::Together(_) => None,
        };
        own.or_else(|| unread(rule.reads, archive))
    };
    let all: Vec<&'static str> = archives.iter().filter_map(lacks).collect();
    let mut reasons = all.clone();
    reasons.sort_unstable();
    reasons.dedup();
    let reason = reasons.join("; ");
    match (all.len(), archives.len()) {
        (0, _) => None,
        (some, every) if some < every => {
            Some((format!("{some} of {every} archives: {reason}"), true))
        }
        _ => Some((reason, false)),
    }
}

/// What of an archive was not read, if a rule needs it.
fn unread(reads: Reads, checked: &Checked<'_>) -> Option<&'static str> {
    let archive = checked.archive;
    if archive.sha256.is_empty() {
        Some("the file could not be read")
    } else if reads == Reads::Document {
        // Something that is no archive may be read to its end all the same.
        let stopped = archive
            .fault
            .as_ref()
            .is_some_and(|fault| fault.code != Some(Code::J04));
        let ended = checked.whole && (archive.shape.is_none() || !stopped);
        (!ended).then_some("the text of the archive was not read to its end")
    } else if reads > Reads::File && archive.shape.is_none() {
        Some("the records of the archive could not be found")
    } else if reads == Reads::Whole && archive.fault.is_some() {
        Some("the archive was not read to its end")
    } else {
        None
    }
}
