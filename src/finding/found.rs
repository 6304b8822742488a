//! Findings of one archive: all counted, the first few of each kind kept.

use super::{Code, Finding, Severity};

/// Counts of one code, by severity.
type Counts = [u64; Severity::ALL.len()];

/// Findings in the order in which they were made. Of one code and severity at most `limit` are kept,
/// so memory does not grow with how bad an archive is; the count knows them all.
#[derive(Debug, Clone)]
pub struct Found {
    limit: usize,
    kept: Vec<Finding>,
    counts: Vec<(Code, Counts)>,
}

impl Found {
    /// Nothing found yet.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            kept: Vec::new(),
            counts: Vec::new(),
        }
    }

    /// Counts a finding, and keeps it unless there are enough of its kind. It is made only then.
    #[inline]
    pub fn add(&mut self, code: Code, severity: Severity, finding: impl FnOnce() -> Finding) {
        if self.count(code, severity, 1) < self.limit as u64 {
            self.kept.push(Finding {
                code,
                severity,
                ..finding()
            });
        }
    }

    /// Counts a finding that is made already.
    pub fn push(&mut self, finding: Finding) {
        let before = self.count(finding.code, finding.severity, finding.count);
        if before < self.limit as u64 {
            self.kept.push(finding);
        }
    }

    /// Adds what was found behind this in the same archive, `index` records and `offset` bytes on.
    pub fn append(&mut self, later: Self, index: u64, offset: u64) {
        let room: Vec<(Code, Counts)> = self.counts.clone();
        let taken = |code| room.iter().find(|(known, _)| *known == code);
        let mut fresh: Vec<(Code, Counts)> = Vec::new();
        for mut finding in later.kept {
            let degree = finding.severity as usize;
            let before = taken(finding.code).map_or(0, |(_, counts)| counts[degree]);
            let seen = slot(&mut fresh, finding.code);
            seen[degree] += 1;
            if before + seen[degree] <= self.limit as u64 {
                finding.index = finding.index.map(|at| at + index);
                finding.offset = finding.offset.map(|at| at + offset);
                self.kept.push(finding);
            }
        }
        for (code, counts) in later.counts {
            for (mine, theirs) in slot(&mut self.counts, code).iter_mut().zip(counts) {
                *mine += theirs;
            }
        }
    }

    /// Findings of one code and severity that are kept.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How often a code was found.
    #[must_use]
    pub fn total(&self, code: Code) -> u64 {
        let of = self.counts.iter().find(|(known, _)| *known == code);
        of.map_or(0, |(_, counts)| counts.iter().sum())
    }

    /// The findings by offset, then code, at most `limit` of a code, the gravest first to be kept;
    /// the last of a kind counts those that are not listed.
    #[must_use]
    pub fn finish(mut self) -> Vec<Finding> {
        self.kept
            .sort_by_key(|finding| (finding.offset, finding.index, finding.code));
        let mut out = Vec::new();
        for (code, counts) in self.counts {
            let mut room = self.limit;
            for severity in Severity::ALL {
                let of_kind = |f: &Finding| f.code == code && f.severity == severity;
                let kept = self.kept.iter().filter(|f| of_kind(f));
                // Every kind is named at least once, or its count would have no place.
                let mut listed: Vec<Finding> = kept.take(room.max(1)).cloned().collect();
                room = room.saturating_sub(listed.len());
                let count = counts[severity as usize];
                if let Some((last, rest)) = listed.split_last_mut() {
                    last.count = count - rest.iter().map(|f| f.count).sum::<u64>();
                }
                out.append(&mut listed);
            }
        }
        out.sort_by(|a, b| {
            (a.offset, a.code, a.index, &a.pointer).cmp(&(b.offset, b.code, b.index, &b.pointer))
        });
        out
    }

    /// Adds to a count; gives what it was.
    fn count(&mut self, code: Code, severity: Severity, by: u64) -> u64 {
        let count = &mut slot(&mut self.counts, code)[severity as usize];
        let before = *count;
        *count += by;
        before
    }
}

fn slot(counts: &mut Vec<(Code, Counts)>, code: Code) -> &mut Counts {
    let at = match counts.iter().position(|(known, _)| *known == code) {
        Some(at) => at,
        None => {
            counts.push((code, Counts::default()));
            counts.len() - 1
        }
    };
    &mut counts[at].1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: Code, offset: u64) -> Finding {
        Finding::new(code, "x").at(offset)
    }

    #[test]
    fn a_cut_list_counts_what_it_leaves_out_wherever_it_was_found() {
        let mut all = Found::new(2);
        let mut later = Found::new(2);
        all.push(finding(Code::S03, 5));
        for offset in 0..4 {
            later.push(finding(Code::S03, offset));
        }
        later.push(finding(Code::J04, 1));
        all.append(later, 0, 10);
        assert_eq!((all.total(Code::S03), all.total(Code::J04)), (5, 1));
        let listed: Vec<_> = all
            .finish()
            .iter()
            .map(|f| (f.code, f.offset, f.count))
            .collect();
        let want = [
            (Code::S03, Some(5), 1),
            (Code::S03, Some(10), 4),
            (Code::J04, Some(11), 1),
        ];
        assert_eq!(listed, want);
    }

    #[test]
    fn the_graver_of_one_code_are_listed_first_and_no_kind_loses_its_count() {
        let mut all = Found::new(2);
        for offset in 0..3 {
            all.push(finding(Code::S09, offset).severity(Severity::Note));
        }
        all.push(finding(Code::S09, 9));
        let listed: Vec<_> = all
            .finish()
            .iter()
            .map(|f| (f.severity, f.offset, f.count))
            .collect();
        let want = [
            (Severity::Note, Some(0), 3),
            (Severity::Warning, Some(9), 1),
        ];
        assert_eq!(listed, want);
    }
}
