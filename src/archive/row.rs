//! Archives as every output lists them.

use super::{Filed, file};
use crate::finding::{Code, Limit};
use crate::ingest::framing::Shape;
use crate::pipeline::Archive;
use crate::reading::Counted;
use crate::view::{ArchiveView, IncompleteView};
use std::fmt::Display;

/// One view an archive, in the order of the sources, without a listing.
#[must_use]
pub fn views<O>(counted: &Counted<O>) -> Vec<ArchiveView> {
    let (filed, _) = file(counted, None);
    filed.iter().map(view).collect()
}

/// The view of an archive.
#[must_use]
pub fn view(filed: &Filed<'_>) -> ArchiveView {
    let archive = filed.archive;
    ArchiveView {
        path: archive.path.clone(),
        sha256: archive.sha256.clone(),
        bytes: archive.bytes,
        compression: archive.compression.as_str(),
        shape: archive.shape.map(Shape::as_str),
        account: filed.owner.label.clone(),
        month: filed.month.map(|month| month.to_string()),
        records: archive.records,
        events: archive.events(),
        first_at: archive.span.first_last.map(|(first, _)| first.to_string()),
        last_at: archive.span.first_last.map(|(_, last)| last.to_string()),
    }
}

/// A sentence with the flag that sets the limit which it is about.
#[must_use]
pub fn hinted(sentence: impl Display, limit: Option<Limit>) -> String {
    match limit {
        Some(limit) => format!("{sentence} (--{})", limit.setting()),
        None => sentence.to_string(),
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
            message: hinted(fault, fault.limit),
        })
    });
    faulty.collect()
}
