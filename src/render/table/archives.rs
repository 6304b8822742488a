//! What was read: two lines an archive, because names and digests are long.

use super::lists::titled;
use super::page::Page;
use super::paint::{DIM, styled};
use crate::render::figures::{bytes, counted};
use crate::render::safe::terminal::visible;
use crate::view::ArchiveView;

/// Digits of a digest that tell archives apart; the whole is in every other format.
const DIGITS: usize = 16;

pub(super) fn archives<'a>(
    page: &mut Page,
    title: &str,
    archives: impl ExactSizeIterator<Item = &'a ArchiveView>,
) {
    if archives.len() == 0 {
        return;
    }
    page.gap();
    let files = counted(archives.len() as u64, "file", "files");
    page.line(&titled(title, Some(&files)));
    for archive in archives {
        let path = page.fitted(&visible(&archive.path), 2);
        page.line(&format!("  {path}"));
        let digest: String = archive.sha256.chars().take(DIGITS).collect();
        let month = archive
            .month
            .as_deref()
            .map(|month| format!("{} ·", visible(month)));
        let records = format!("{} ·", counted(archive.records, "record", "records"));
        let size = format!("{} ·", bytes(archive.bytes));
        let digest = styled(DIM, &format!("SHA-256 {}…", visible(&digest)));
        let facts: Vec<String> = month.into_iter().chain([records, size, digest]).collect();
        page.hanging("    ", "    ", facts.iter().map(String::as_str));
    }
}
