//! Which rules could be decided from what was given. A rule that could not never passes as checked.

use super::checked::Checked;
use super::rules::Rules;
use super::time;
use super::verdict::Asked;
use crate::finding::Code;
use crate::view::validation::{RulesView, UnevaluatedView};

/// The rules that ran, those that could not, and those that nobody asked for.
pub(super) fn rules(asked: &Asked<'_>, archives: &[Checked<'_>]) -> RulesView {
    let mut view = RulesView::default();
    for code in Rules::all().iter() {
        if !asked.rules.has(code) {
            view.not_selected.push(code.as_str());
            continue;
        }
        match lacking(code, asked, archives) {
            None => view.run.push(code.as_str()),
            Some(reason) => view.not_evaluated.push(UnevaluatedView {
                code: code.as_str(),
                reason,
            }),
        }
    }
    view
}

/// What a rule lacks, if anything.
fn lacking(code: Code, asked: &Asked<'_>, archives: &[Checked<'_>]) -> Option<String> {
    let none = |test: &dyn Fn(&Checked<'_>) -> bool| !archives.iter().any(test);
    let reason = match code {
        Code::F05 | Code::F06 | Code::F08 if asked.listing.is_none() => {
            "no archives listing was given (--listing)"
        }
        Code::F05 if none(&|a| a.row.is_some_and(|row| row.sha256.is_some())) => {
            "the listing has no digest for any of these archives"
        }
        Code::F06 if none(&|a| a.row.is_some_and(|row| row.bytes.is_some())) => {
            "the listing has no size for any of these archives"
        }
        Code::F07 if none(&|a| a.named.is_some()) => {
            "no file is named as the service names archives (enterprise-audit-log-ACCOUNT-YYYYMM)"
        }
        Code::T02 | Code::T03 if none(&|a| a.exported.is_some()) => {
            "it is not known when the archives were exported (--listing or --as-of)"
        }
        Code::T01 | Code::T06 if none(&|a| a.month.is_some()) => "no archive has a month",
        Code::T05 if none(&|a| !time::weekdays(a).is_empty()) => {
            "no archive covers any weekday three times"
        }
        Code::T07 if archives.iter().filter(|a| a.month.is_some()).count() < 2 => {
            "it takes archives of two months"
        }
        _ => {
            let unread = archives
                .iter()
                .filter(|a| a.archive.fault.is_some())
                .count();
            let all = archives.len();
            return (unread == all && needs_records(code))
                .then(|| "no archive could be read to its end".to_owned());
        }
    };
    Some(reason.to_owned())
}

/// Rules that say something about the whole of an archive's events.
fn needs_records(code: Code) -> bool {
    matches!(code, Code::T08)
}
