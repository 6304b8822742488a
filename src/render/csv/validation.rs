//! The verdict for spreadsheets: one row a finding. Rules that could not be decided and the ledger
//! follow as rows of their own, told by the first column.

use super::Table;
use crate::render::RenderError;
use crate::view::validation::{FindingView, ValidationView};

const HEADS: [&str; 10] = [
    "severity",
    "code",
    "archive",
    "event_id",
    "index",
    "offset",
    "pointer",
    "count",
    "suppressed",
    "message",
];

pub(in crate::render) fn verdict(
    view: &ValidationView,
    table: &mut Table<'_>,
) -> Result<(), RenderError> {
    table.row(HEADS)?;
    for finding in &view.findings {
        row(table, finding)?;
    }
    let aside =
        |table: &mut Table<'_>, kind: &str, code: &str, archive: &str, n: &str, text: &str| {
            table.row([kind, code, archive, "", "", "", "", n, "", text])
        };
    for rule in &view.rules.not_evaluated {
        let kind = match rule.partly {
            true => "partly evaluated",
            false => "not evaluated",
        };
        aside(table, kind, rule.code, "", "", &rule.reason)?;
    }
    for archive in &view.archives {
        let error = archive.error.as_deref().unwrap_or_default();
        aside(
            table,
            "archive",
            archive.status,
            &archive.archive.path,
            "",
            error,
        )?;
    }
    for (name, count) in view.ledger.entries() {
        aside(table, "ledger", name, "", &count.to_string(), "")?;
    }
    Ok(())
}

fn row(table: &mut Table<'_>, finding: &FindingView) -> Result<(), RenderError> {
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let suppressed = finding.suppressed.as_ref();
    table.row([
        finding.severity,
        finding.code,
        &finding.archive,
        finding.event_id.as_deref().unwrap_or_default(),
        &number(finding.index),
        &number(finding.offset),
        finding.pointer.as_deref().unwrap_or_default(),
        &finding.count.to_string(),
        suppressed.map_or("", |why| &why.reason),
        &finding.message,
    ])
}
