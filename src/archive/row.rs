//! Archives as every output lists them.

use super::FileName;
use crate::finding::Code;
use crate::identity::{Dimension, Name, Names};
use crate::ingest::Source;
use crate::ingest::framing::Shape;
use crate::pipeline::Archive;
use crate::record::Ledger;
use crate::view::{ArchiveView, IncompleteView, LedgerView};

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
pub fn incomplete(sources: &[Source], archives: &[Archive]) -> Vec<IncompleteView> {
    let faulty = sources
        .iter()
        .zip(archives)
        .filter_map(|(source, archive)| {
            let fault = archive.fault.as_ref()?;
            Some(IncompleteView {
                archive: source.shown.clone(),
                code: fault.code.map(Code::as_str),
                message: fault.to_string(),
            })
        });
    faulty.collect()
}
