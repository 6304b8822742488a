//! F05 to F08: the file as received, its name, and its row in the listing.

use super::checked::Checked;
use crate::finding::{Code, Finding};

/// F05: the digest in the listing.
pub(super) fn digest(archive: &mut Checked<'_>) {
    let own = &archive.archive.sha256;
    if let Some(listed) = archive.row.and_then(|row| row.sha256.as_ref())
        && !own.is_empty()
        && listed != own
    {
        let message = format!("SHA-256 of the file is {own}, the listing has {listed}");
        archive.say(Finding::new(Code::F05, message));
    }
}

/// F06: the size in the listing.
pub(super) fn size(archive: &mut Checked<'_>) {
    let own = archive.archive.bytes;
    if let Some(listed) = archive.row.and_then(|row| row.bytes)
        && !archive.archive.sha256.is_empty()
        && listed != own
    {
        let message = format!("the file has {own} bytes, the listing has {listed}");
        archive.say(Finding::new(Code::F06, message));
    }
}

/// F07: what the name states.
pub(super) fn name(archive: &mut Checked<'_>) {
    let Some(named) = &archive.named else {
        return;
    };
    let mut said = Vec::new();
    let month = archive.of_events;
    if let Some(month) = month.filter(|month| *month != named.month) {
        said.push(format!(
            "the file name gives the month as {}, but most events are of {month}{}",
            named.month,
            same("; ", &archive.same)
        ));
    } else if month.is_none() && !archive.same.is_empty() {
        said.push(same("", &archive.same));
    }
    let names_none = archive
        .archive
        .span
        .accounts
        .iter()
        .all(|(name, _)| name == 0);
    if archive.owner.label.is_some() && !names_none && !archive.owner.is_called(&named.account) {
        said.push(format!(
            "the file name gives account {}, but most events belong to another",
            named.account
        ));
    }
    for message in said {
        archive.say(Finding::new(Code::F07, message));
    }
}

/// The other names of the same bytes.
fn same(before: &str, others: &[&str]) -> String {
    match others {
        [] => String::new(),
        _ => format!(
            "{before}the same file is also named for another month in {}",
            others.join(", ")
        ),
    }
}

/// F08: an archive that the listing does not have.
pub(super) fn listed(archive: &mut Checked<'_>) {
    if archive.row.is_none() {
        let message = match archive.month {
            Some(month) => format!("the listing has no row for this archive of {month}"),
            None => {
                "the listing has no archive with this digest, and its month is unknown".to_owned()
            }
        };
        archive.say(Finding::new(Code::F08, message));
    }
}
