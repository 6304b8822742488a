//! How archives of one month relate, by the ids of their events.

use super::holding::Holding;
use crate::filter::Filter;
use crate::ingest::{Limits, Source};
use crate::pipeline::{Accepted, BLOCK, Job, Observer, run};
use crate::view::list::Relation;

/// The ids of an archive, in order once all are there.
#[derive(Debug, Default)]
struct Ids(Vec<[u8; 16]>);

impl Observer for Ids {
    fn observe(&mut self, accepted: &Accepted) {
        self.0
            .extend(accepted.records.iter().map(|record| record.id));
    }

    fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// The relation, and the place of the archive that holds everything where one does.
pub(super) fn relate(
    group: &[&Holding<'_>],
    threads: usize,
    limits: Limits,
) -> (Relation, Option<usize>) {
    let readable = group.iter().all(|one| one.archive.fault.is_none());
    let first = &group[0].view.sha256;
    if readable && group.iter().all(|one| one.view.sha256 == *first) {
        return (Relation::Same, Some(0));
    }
    let all: Option<Vec<_>> = group.iter().map(|one| ids(one, threads, limits)).collect();
    let Some(all) = all else {
        return (Relation::Unknown, None);
    };
    let largest = (0..all.len()).rev().max_by_key(|&i| all[i].len());
    let holds_all = |&i: &usize| all.iter().all(|ids| is_within(ids, &all[i]));
    match largest.filter(holds_all) {
        Some(i) if all.iter().all(|ids| ids.len() == all[i].len()) => (Relation::Same, Some(i)),
        Some(i) => (Relation::Superset, Some(i)),
        None => (Relation::Apart, None),
    }
}

/// The ids of an archive, if it is still the file that was listed.
fn ids(one: &Holding<'_>, threads: usize, limits: Limits) -> Option<Vec<[u8; 16]>> {
    if one.archive.fault.is_some() || !can_be_read_again(one.source) {
        return None;
    }
    let job = Job {
        sources: std::slice::from_ref(one.source),
        filter: &Filter::default(),
        threads,
        block: BLOCK,
        limits,
        progress: &|_| (),
        rejects: None,
    };
    let outcome = run(job, &Ids::default).ok()?;
    if outcome.archives.first()?.sha256 != one.view.sha256 {
        return None;
    }
    let mut ids = outcome.observed.0;
    ids.sort_unstable();
    Some(ids)
}

/// Standard input and pipes have been read; opening one again could wait for ever.
fn can_be_read_again(source: &Source) -> bool {
    source.size().is_some()
}

/// Whether every id of one ordered list is in another.
fn is_within(part: &[[u8; 16]], whole: &[[u8; 16]]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|id| whole.any(|other| other == id))
}
