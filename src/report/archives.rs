//! The inputs as a report lists them.

use crate::event::Month;
use crate::identity::{Dimension, Name, Names};
use crate::ingest::discover::Source;
use crate::ingest::framing::Shape;
use crate::pipeline::Archive;
use crate::view::ArchiveView;

/// One view an archive, in the order of the sources.
#[must_use]
pub fn views(sources: &[Source], archives: &[Archive], names: &Names) -> Vec<ArchiveView> {
    let accounts: Vec<Name> = names.read(Dimension::Account, |accounts| {
        accounts.variants().iter().map(|v| v.name.clone()).collect()
    });
    sources
        .iter()
        .zip(archives)
        .map(|(source, archive)| view(source, archive, &accounts))
        .collect()
}

fn view(source: &Source, archive: &Archive, accounts: &[Name]) -> ArchiveView {
    let named = FileName::parse(&source.shown);
    let account = accounts
        .get(archive.span.account as usize)
        .and_then(|name| name.label.clone());
    let month = named.as_ref().map(|name| name.month).or(archive.span.month);
    ArchiveView {
        path: source.shown.clone(),
        sha256: archive.sha256.clone(),
        bytes: archive.bytes,
        compression: archive.compression.as_str(),
        shape: archive.shape.map(Shape::as_str),
        account: account
            .map(|account| account.to_string())
            .or(named.map(|name| name.account)),
        month: month.map(|month| month.to_string()),
        events: archive.events,
        first_at: archive.span.first_last.map(|(first, _)| first.to_string()),
        last_at: archive.span.first_last.map(|(_, last)| last.to_string()),
    }
}

/// The month that the name of a file states, where the service's own client gave it that name.
#[must_use]
pub fn named_month(path: &str) -> Option<Month> {
    FileName::parse(path).map(|name| name.month)
}

/// What the service's own client states in the names of the files that it writes:
/// `enterprise-audit-log-<account>-<YYYY><MM>.json.gz`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FileName {
    /// The account.
    pub(crate) account: String,
    /// The month.
    pub(crate) month: Month,
}

impl FileName {
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let file = path.rsplit(['/', '\\']).next()?;
        let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
        let (account, digits) = stem
            .strip_prefix("enterprise-audit-log-")?
            .rsplit_once('-')?;
        let (year, month) = digits.split_at_checked(4)?;
        let month = Month::parse(&format!("{year}-{month}"))?;
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
            ("enterprise-audit-log-acme-201813.json", None),
            ("enterprise-audit-log--201805.json", None),
            ("enterprise-audit-log-201805.json", None),
            ("acme-201805.json", None),
        ] {
            assert_eq!(FileName::parse(path), want, "{path}");
        }
    }
}
