//! From what the pipeline saw to the verdict: every rule about whole archives, then order, cuts, and
//! what was set aside.

use super::asked::Asked;
use super::checked::Checked;
use super::evaluated;
use super::identity::Identities;
use super::ignore::Ignores;
use super::rules::{self, Check, Run};
use super::withhold::withhold;
use crate::archive::{self, file, hinted};
use crate::finding::{Code, Finding, Severity};
use crate::pipeline::Archive;
use crate::reading::Counted;
use crate::view::validation::{
    CheckedView, FindingView, SummaryView, VALIDATION_SCHEMA, ValidationView,
};
use crate::view::{ArchiveView, HeldAgainstView, ToolView};

/// Makes the view of a finished run, out of which it takes what the inspection found.
#[must_use]
pub fn verdict<O>(
    asked: &Asked<'_>,
    outcome: &mut Counted<O>,
    firsts: &Identities,
) -> ValidationView {
    let inspected: Vec<_> = outcome
        .archives
        .iter_mut()
        .map(|a| a.inspected.take())
        .collect();
    let listing = asked.listing.map(|(listing, _)| listing);
    let outcome = &*outcome;
    let (filed, not_here) = file(outcome, listing);
    let views: Vec<ArchiveView> = filed.iter().map(archive::view).collect();
    let mut archives = Checked::all(filed, inspected, asked.as_of);
    let run = Run {
        asked,
        names: &outcome.names,
        firsts,
    };
    check(&run, &mut archives);
    let evaluated = evaluated::rules(&run, &archives);
    let mut findings: Vec<Vec<FindingView>> = Vec::new();
    let mut ignores = Ignores::new(asked.ignores, asked.today);
    let mut summary = SummaryView::default();
    let unread: Vec<Option<(Code, u64)>> = outcome.archives.iter().map(fault_of).collect();
    for (archive, unread) in archives.into_iter().zip(unread) {
        let told = |f: &Finding| {
            asked.rules.has(f.code) || unread == f.offset.map(|offset| (f.code, offset))
        };
        let shown = archive.archive.path.clone();
        let told: Vec<Finding> = archive.found.finish().into_iter().filter(told).collect();
        findings.push(enter(told, &shown, &mut ignores, &mut summary));
    }
    let archives = views
        .into_iter()
        .zip(&outcome.archives)
        .zip(&findings)
        .map(|((view, archive), findings)| CheckedView {
            archive: view,
            status: status(archive, findings, asked.fail_on),
            error: archive
                .fault
                .as_ref()
                .filter(|fault| fault.code.is_none())
                .map(ToString::to_string),
        })
        .collect();
    if let Some((_, path)) = asked.listing.filter(|_| asked.rules.has(Code::F08)) {
        let told = not_here
            .iter()
            .map(|month| rules::f08::unlisted(*month))
            .collect();
        findings.push(enter(told, path, &mut ignores, &mut summary));
    }
    withhold(ValidationView {
        schema: VALIDATION_SCHEMA,
        tool: ToolView::default(),
        generated_at: asked.generated_at.map(|at| at.to_string()),
        catalog: HeldAgainstView::of(asked.catalogs, days(&outcome.archives)),
        fail_on: asked.fail_on,
        listing: asked.listing.map(|(_, path)| path.to_owned()),
        as_of: asked.as_of.map(|at| at.to_string()),
        rules: evaluated,
        ignored: ignores.views(),
        configuration: asked.configuration.map(str::to_owned),
        archives,
        ledger: outcome.ledger,
        summary,
        findings: findings.into_iter().flatten().collect(),
        described: rules::described(),
    })
}

/// Every rule about whole archives, one archive at a time and then all of them together.
fn check(run: &Run<'_>, archives: &mut [Checked<'_>]) {
    for rule in run.asked.rules.iter().map(rules::of) {
        match rule.check {
            Check::Archive(check) | Check::TextAndArchive(check) => {
                archives.iter_mut().for_each(|archive| check(run, archive))
            }
            Check::Archives(check) => check(run, archives),
            Check::Reading | Check::Event | Check::Text => {}
        }
    }
}

/// The UTC days of the first and the last event.
fn days(archives: &[Archive]) -> Option<(i64, i64)> {
    let days = archives.iter().flat_map(|archive| &archive.span.days);
    let (first, last) = (days.clone().min()?, days.max()?);
    Some((first.0, last.0))
}

fn fault_of(archive: &Archive) -> Option<(Code, u64)> {
    let fault = archive.fault.as_ref()?;
    Some((fault.code?, fault.offset))
}

fn enter(
    findings: Vec<Finding>,
    path: &str,
    ignores: &mut Ignores<'_>,
    summary: &mut SummaryView,
) -> Vec<FindingView> {
    let mut views = Vec::with_capacity(findings.len());
    for finding in findings {
        let suppressed = ignores.over(&finding);
        let count = match (&suppressed, finding.severity) {
            (Some(_), _) => &mut summary.suppressed,
            (None, Severity::Error) => &mut summary.error,
            (None, Severity::Warning) => &mut summary.warning,
            (None, Severity::Note) => &mut summary.note,
        };
        *count += finding.count;
        views.push(FindingView {
            code: finding.code.as_str(),
            severity: finding.severity.as_str(),
            archive: path.to_owned(),
            event_id: finding.event_id,
            index: finding.index,
            offset: finding.offset,
            pointer: finding.pointer,
            message: hinted(finding.message, finding.limit),
            count: finding.count,
            suppressed,
        });
    }
    views
}

/// An error makes an archive invalid, and so does what the caller does not accept (`--fail-on`).
fn status(archive: &Archive, findings: &[FindingView], fail_on: &str) -> &'static str {
    let refused = |severity: &str| match fail_on {
        "note" => true,
        "warning" => severity != "note",
        _ => severity == "error",
    };
    let counts = |f: &&FindingView| f.suppressed.is_none() && refused(f.severity);
    if archive.fault.is_some() {
        "unreadable"
    } else if findings.iter().any(|finding| counts(&finding)) {
        "invalid"
    } else {
        "valid"
    }
}
