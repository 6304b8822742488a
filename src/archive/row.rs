//! Archives as every output lists them.

use super::FileName;
use crate::finding::Code;
use crate::ingest::framing::Shape;
use crate::pipeline::Archive;
use crate::reading::{Account, Counted};
use crate::record::Ledger;
use crate::view::{ArchiveView, IncompleteView, LedgerView};

/// One view an archive, in the order of the sources.
#[must_use]
pub fn views<O>(counted: &Counted<O>) -> Vec<ArchiveView> {
    let accounts = counted.account_of_archives();
    let archives = counted.archives.iter().zip(accounts);
    archives
        .map(|(archive, account)| view(archive, account))
        .collect()
}

fn view(archive: &Archive, account: Option<Account>) -> ArchiveView {
    let named = FileName::parse(&archive.path);
    let account = account.and_then(|account| account.label);
    let month = named.as_ref().map(|name| name.month).or(archive.span.month);
    ArchiveView {
        path: archive.path.clone(),
        sha256: archive.sha256.clone(),
        bytes: archive.bytes,
        compression: archive.compression.as_str(),
        shape: archive.shape.map(Shape::as_str),
        account: account
            .map(|account| account.to_string())
            .or(named.map(|name| name.account)),
        month: month.map(|month| month.to_string()),
        records: archive.records,
        events: archive.events(),
        first_at: archive.span.first_last.map(|(first, _)| first.to_string()),
        last_at: archive.span.first_last.map(|(_, last)| last.to_string()),
    }
}

/// The ledger as outputs have it.
#[must_use]
pub fn ledger_view(ledger: Ledger) -> LedgerView {
    let Ledger {
        read,
        accepted,
        filtered,
        duplicate,
        rejected,
    } = ledger;
    LedgerView {
        read,
        accepted,
        filtered,
        duplicate,
        rejected,
    }
}

/// What could not be read, in sentences.
#[must_use]
pub fn incomplete(archives: &[Archive]) -> Vec<IncompleteView> {
    let faulty = archives.iter().filter_map(|archive| {
        let fault = archive.fault.as_ref()?;
        Some(IncompleteView {
            archive: archive.path.clone(),
            code: fault.code.map(Code::as_str),
            message: fault.to_string(),
        })
    });
    faulty.collect()
}
