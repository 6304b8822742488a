//! What the sections of a report say of both periods, side by side.

use super::rows::change;
use crate::view::access::{AccessView, GrantRow};
use crate::view::compared::{AccessChange, DetectionChange, Judgement};
use crate::view::detections::{DetectionView, DetectionsView};
use crate::view::diff::TotalView;
use std::collections::BTreeMap;

/// The ledgers of grants.
#[must_use]
pub fn access(before: &AccessView, after: &AccessView) -> AccessChange {
    let total = |of: &dyn Fn(&AccessView) -> u64| {
        let (before, after) = (of(before), of(after));
        TotalView {
            before,
            after,
            change: change(before, after),
        }
    };
    let grants = |view: &AccessView, which: &dyn Fn(&&GrantRow) -> bool| {
        let granted = view.grants.iter().filter(|row| row.within);
        granted.filter(which).count() as u64
    };
    let known = |view: &AccessView| view.grants.iter().any(|row| row.external.is_some());
    let external = known(before) || known(after);
    AccessChange {
        opening: total(&|view| view.opening),
        granted: total(&|view| view.granted),
        revoked: total(&|view| view.revoked),
        closing: total(&|view| view.closing),
        unmatched_revocations: total(&|view| view.unmatched_revocations),
        unreadable_subjects: total(&|view| view.unreadable_subjects),
        granted_and_open: total(&|view| grants(view, &|row| row.open)),
        external: external.then(|| total(&|view| grants(view, &|row| row.external == Some(true)))),
        open_grants: after
            .grants
            .iter()
            .filter(|row| row.open && row.within)
            .cloned()
            .collect(),
    }
}

/// Every rule, in order of id.
#[must_use]
pub fn detections(before: &DetectionsView, after: &DetectionsView) -> Vec<DetectionChange> {
    let of = |view: &DetectionView| Judgement {
        verdict: view.verdict,
        reason: view.reason.clone(),
        count: view.count as u64,
        suppressed: view.suppressed as u64,
    };
    let earlier: BTreeMap<&str, &DetectionView> = before
        .detections
        .iter()
        .map(|rule| (&*rule.rule, rule))
        .collect();
    let both = after
        .detections
        .iter()
        .filter_map(|rule| Some((*earlier.get(&*rule.rule)?, rule)));
    both.map(|(before, after)| {
        let judgements = (of(before), of(after));
        let judged = [before, after]
            .iter()
            .all(|rule| rule.verdict != "indeterminate");
        let difference = change(judgements.0.open(), judgements.1.open());
        DetectionChange {
            rule: after.rule.clone(),
            title: after.title.clone(),
            level: after.level,
            change: if judged { difference } else { 0 },
            before: judgements.0,
            after: judgements.1,
        }
    })
    .collect()
}
