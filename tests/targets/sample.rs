//! A sample that was filled in, as CSV or XLSX. It is read and evaluated, or refused with a sentence; what is evaluated adds
//! up.

use trailproof::internals::sample::{Filled, evaluate};

/// The bytes of the file.
pub fn check(data: &[u8]) {
    let rows = match Filled::read(data) {
        Ok(rows) => rows,
        Err(refused) => return assert!(!refused.is_empty()),
    };
    let lines = rows.iter().map(|row| row.line);
    assert!(lines.clone().is_sorted() && lines.clone().all(|line| line > 0));
    for seed in [None, Some("a seed")] {
        let found = match evaluate(&rows, seed, 0.95) {
            Ok(found) => found,
            Err(refusals) => {
                assert!(!refusals.is_empty());
                for refusal in &refusals {
                    assert!(!refusal.to_string().is_empty());
                    assert!(
                        refusal
                            .line
                            .is_none_or(|line| lines.clone().any(|own| own == line))
                    );
                }
                continue;
            }
        };
        let all = found.figures;
        assert_eq!(all.items + all.void + found.spare, rows.len() as u64);
        assert_eq!(all.deviations, found.deviating.len() as u64);
        let strata = found.strata.iter().map(|stratum| stratum.figures);
        for figures in strata.clone().chain([all]) {
            assert!(figures.deviations <= figures.items);
            assert_eq!(figures.rate.is_some(), figures.items > 0);
            assert!(figures.rate <= figures.upper_limit && figures.upper_limit <= Some(1.0));
        }
        if !found.strata.is_empty() {
            assert_eq!(strata.map(|of| of.items).sum::<u64>(), all.items);
        }
    }
}
