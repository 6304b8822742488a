//! TP-D18: an event by an actor without identity.

use super::bulk::grouped;
use crate::compliance::Who;
use crate::detection::{Evidence, Judged};

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let rows = evidence.watched.unnamed().iter();
    let matches =
        rows.filter_map(|row| grouped(row, Who::default(), row.who.clone(), row.by.clone()));
    Judged::of(matches.collect(), [])
}
