//! Which row of the listing is that of which archive.
//!
//! A listing names neither files nor an account. What is certain is a digest, so rows are first matched by
//! digest; what is left is matched by month, where the account of the archive is not known to be another
//! than that of the archives that matched. A row that was matched by digest is taken: another file of that
//! month has no row.

use super::{Listed, Listing};
use crate::event::Month;
use std::collections::{BTreeSet, HashMap};

/// An archive as far as a listing can tell of it.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// SHA-256 of the file as received, lower-case hex; empty where it could not be read.
    pub sha256: &'a str,
    /// The month that its name states, else the month of most of its events.
    pub month: Option<Month>,
    /// What identifies its account, where that is known.
    pub account: Option<&'a str>,
}

/// What came of matching.
#[derive(Debug, Clone, Default)]
pub struct Matched<'l> {
    /// For each archive its row.
    pub rows: Vec<Option<&'l Listed>>,
    /// Rows that no archive was matched with, in the order of the listing.
    pub unmatched: Vec<&'l Listed>,
}

/// Matches the rows of a listing with archives.
#[must_use]
pub fn matched<'l>(listing: &'l Listing, archives: &[Held<'_>]) -> Matched<'l> {
    let mut by_digest = HashMap::new();
    for (place, row) in listing.rows.iter().enumerate() {
        if let Some(sum) = &row.sha256 {
            by_digest.entry(sum.as_str()).or_insert(place);
        }
    }
    let certain = archives
        .iter()
        .map(|one| by_digest.get(one.sha256).copied());
    let mut places: Vec<Option<usize>> = certain.collect();
    let mut taken = vec![false; listing.rows.len()];
    let mut accounts = BTreeSet::new();
    for (one, place) in archives.iter().zip(&places) {
        if let Some(place) = place {
            taken[*place] = true;
            accounts.extend(one.account);
        }
    }
    let mut of_month = HashMap::new();
    for (place, row) in listing
        .rows
        .iter()
        .enumerate()
        .filter(|(at, _)| !taken[*at])
    {
        of_month.entry(row.month).or_insert(place);
    }
    for (one, place) in archives.iter().zip(&mut places) {
        let listed = |account| accounts.is_empty() || accounts.contains(account);
        if place.is_none() && one.account.is_none_or(listed) {
            *place = one.month.and_then(|month| of_month.get(&month).copied());
        }
    }
    for place in places.iter().flatten() {
        taken[*place] = true;
    }
    let rows = listing.rows.iter().zip(taken);
    Matched {
        rows: places
            .iter()
            .map(|place| Some(&listing.rows[(*place)?]))
            .collect(),
        unmatched: rows
            .filter(|(_, taken)| !taken)
            .map(|(row, _)| row)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAY: Month = Month {
        year: 2018,
        month: 5,
    };

    fn row(month: Month, sum: &str) -> Listed {
        Listed {
            month,
            created_at: None,
            sha256: Some(sum.to_owned()),
            bytes: None,
        }
    }

    fn held<'a>(sha256: &'a str, month: Month, account: &'a str) -> Held<'a> {
        Held {
            sha256,
            month: Some(month),
            account: Some(account).filter(|account| !account.is_empty()),
        }
    }

    /// Digests of the rows that archives were matched with, and of those that are left.
    fn told(rows: &[Listed], archives: &[Held<'_>]) -> (Vec<String>, Vec<String>) {
        let listing = Listing {
            rows: rows.to_vec(),
        };
        let found = matched(&listing, archives);
        let sum = |row: &Listed| row.sha256.clone().unwrap_or_default();
        let rows = found.rows.iter().map(|row| row.map_or("-".into(), sum));
        (
            rows.collect(),
            found.unmatched.iter().map(|row| sum(row)).collect(),
        )
    }

    #[test]
    fn a_row_that_is_matched_by_digest_is_not_held_against_another_file_of_its_month() {
        let june = MAY.next();
        let rows = [row(MAY, "m"), row(june, "j")];
        // Another account's May, and an older export of the same month.
        for account in ["b", "a", ""] {
            let archives = [held("x", MAY, account), held("m", MAY, "a")];
            let want = (vec!["-".into(), "m".into()], vec!["j".into()]);
            assert_eq!(told(&rows, &archives), want, "{account}");
        }
        // The file that is named for June is May again.
        let archives = [held("m", MAY, "a"), held("m", june, "a")];
        assert_eq!(
            told(&rows, &archives),
            (vec!["m".into(), "m".into()], vec!["j".into()])
        );
    }

    #[test]
    fn without_its_digest_an_archive_is_matched_by_account_and_month() {
        let june = MAY.next();
        let rows = [row(MAY, "m"), row(june, "j")];
        // Nothing says whose listing it is.
        let (of, left) = told(&rows, &[held("x", MAY, "a"), held("y", june, "b")]);
        assert_eq!((of.concat(), left.len()), ("mj".into(), 0));
        // It is that of account a.
        let archives = [
            held("m", MAY, "a"),
            held("y", june, "b"),
            held("z", june, ""),
        ];
        let (of, left) = told(&rows, &archives);
        assert_eq!((of.concat(), left.len()), ("m-j".into(), 0));
    }
}
