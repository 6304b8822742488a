//! TP-D08: changes outside working hours, one row an actor and local day.

use super::bulk::grouped;
use crate::compliance::Who;
use crate::detection::{Evidence, Judged};

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let hours = evidence.policy.working_hours.as_ref();
    let lacking = evidence.lacking_policy("working_hours", hours);
    let rows = evidence.watched.after_hours().iter();
    let matches =
        rows.filter_map(|row| grouped(row, row.who.clone(), Who::default(), String::new()));
    Judged::of(matches.collect(), lacking)
}
