//! What the name of a file states.

use crate::event::Month;

/// Account and month in a file name of the service's own client:
/// `enterprise-audit-log-<account>-<YYYY><MM>.json.gz`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    /// The account.
    pub account: String,
    /// The month.
    pub month: Month,
}

impl FileName {
    /// Reads the last component of a path; `None` for any other form of name. The client writes the month as
    /// it was typed, so that `2018-5` gives `20185`.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let file = path.rsplit(['/', '\\']).next()?;
        let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
        let (account, digits) = stem
            .strip_prefix("enterprise-audit-log-")?
            .rsplit_once('-')?;
        let (year, month) = digits.split_at_checked(4)?;
        let zero = if month.len() == 1 { "0" } else { "" };
        let month = Month::parse(&format!("{year}-{zero}{month}"))?;
        (!account.is_empty()).then(|| Self {
            account: account.to_owned(),
            month,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_names_hold_hyphens_and_digits() {
        let named = |account: &str, year, month| {
            Some(FileName {
                account: account.to_owned(),
                month: Month { year, month },
            })
        };
        for (path, want) in [
            (
                "enterprise-audit-log-acme-corp-201805.json.gz",
                named("acme-corp", 2018, 5),
            ),
            (
                "in/enterprise-audit-log-a1-2-201912.json",
                named("a1-2", 2019, 12),
            ),
            (
                "enterprise-audit-log-acme-20185.json.gz",
                named("acme", 2018, 5),
            ),
            ("enterprise-audit-log-acme-20180.json.gz", None),
            ("enterprise-audit-log-acme-201813.json", None),
            ("enterprise-audit-log-acme-2018.json", None),
            ("enterprise-audit-log--201805.json", None),
            ("enterprise-audit-log-201805.json", None),
            ("acme-201805.json", None),
        ] {
            assert_eq!(FileName::parse(path), want, "{path}");
        }
    }
}
