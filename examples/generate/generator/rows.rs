//! What the rows of every section have in common: times, labels, order, distinct counts.

use std::cmp::Reverse;

use super::calendar::instant;
use super::subject::Subject;
use super::tally::Row;

/// One day, in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// The day of `at`, in days since 1970.
pub fn day(at: i64) -> i64 {
    at.div_euclid(DAY_MS)
}

/// `at` as reports write it.
pub fn time(at: i64) -> String {
    instant(at).format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Members of a set of bits.
pub fn bits(set: u64) -> u64 {
    u64::from(set.count_ones())
}

/// What rows are ordered by.
pub fn key<'a>(
    count: u64,
    label: &'a Option<String>,
    id: &'a Option<String>,
) -> (Reverse<u64>, &'a str, &'a str) {
    (
        Reverse(count),
        label.as_deref().unwrap_or(""),
        id.as_deref().unwrap_or(""),
    )
}

/// The rows that have events, with their positions.
pub fn present(rows: &[Row]) -> impl Iterator<Item = (usize, &Row)> {
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.span.count > 0)
}

/// For each of `members`, and for absence after them, with how many others it occurs; `absent`
/// is the position that stands for the absence of another.
pub fn partners(
    pairs: impl Iterator<Item = (u32, u32)>,
    members: usize,
    absent: usize,
) -> Vec<u64> {
    let mut partners = vec![0; members + 1];
    for (member, other) in pairs {
        partners[member as usize] += u64::from(other as usize != absent);
    }
    partners
}

/// The latest label that occurred.
pub fn label(subject: Option<&Subject>, row: &Row) -> Option<String> {
    let latest = row.labels.checked_ilog2()? as usize;
    subject.map(|subject| subject.labels[latest].1.clone())
}

/// Labels that occurred, other than the latest.
pub fn other_labels(subject: Option<&Subject>, row: &Row) -> Vec<String> {
    let latest = label(subject, row);
    let labels = subject.map_or(&[][..], |subject| &subject.labels);
    let occurred = labels
        .iter()
        .enumerate()
        .filter(|(at, _)| row.labels & (1 << at) != 0);
    let mut others: Vec<_> = occurred
        .map(|(_, (_, label))| label.clone())
        .filter(|label| Some(label) != latest.as_ref())
        .collect();
    others.sort();
    others.dedup();
    others
}
