//! What both sides have in common and should not.

use super::side::Prepared;
use crate::view::PeriodView;
use crate::view::diff::{OverlapView, SharedView, SideView};
use std::collections::BTreeMap;

/// What both sides read and should not, unless they are two months of the same files.
pub(super) fn overlap(before: &Prepared, after: &Prepared, by_months: bool) -> OverlapView {
    let (before, after) = (&before.view, &after.view);
    OverlapView {
        archives: if by_months {
            Vec::new()
        } else {
            shared(before, after)
        },
        period: common_period(before, after),
    }
}

fn shared(before: &SideView, after: &SideView) -> Vec<SharedView> {
    let digests: BTreeMap<&str, &str> = after
        .archives
        .iter()
        .rev()
        .filter(|archive| !archive.sha256.is_empty())
        .map(|archive| (&*archive.sha256, &*archive.path))
        .collect();
    let archives = before.archives.iter();
    archives
        .filter_map(|archive| {
            Some(SharedView {
                before: archive.path.clone(),
                after: (*digests.get(&*archive.sha256)?).to_owned(),
                sha256: archive.sha256.clone(),
            })
        })
        .collect()
}

/// Times of the same form compare as text. Two months overlap by nothing but stray events.
fn common_period(before: &SideView, after: &SideView) -> Option<PeriodView> {
    let months = before.month.as_ref().zip(after.month.as_ref());
    if months.is_some_and(|(before, after)| before != after) {
        return None;
    }
    let (before, after) = (&before.period, &after.period);
    let from = before.from.as_ref()?.max(after.from.as_ref()?);
    let to = before.to.as_ref()?.min(after.to.as_ref()?);
    (from <= to).then(|| PeriodView {
        from: Some(from.clone()),
        to: Some(to.clone()),
    })
}
