//! `trailproof export`.

use super::destination::Destination;
use super::outputs::amount;
use super::read::{months_asked, need_months};
use super::{Context, rejects};
use crate::archive;
use crate::cli::ExportArgs;
use crate::config::ExportFormat;
use crate::error::{ExitStatus, Result};
use crate::event::Month;
use crate::export::{Encoding, Sorter, Written, write};
use crate::filter::Filter;
use crate::finding::Code;
use crate::ingest::discover::total_size;
use crate::output::scratch_for;
use crate::progress::Progress;
use crate::report::unmatched;
use crate::view::ArchiveView;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn run(args: &ExportArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let filter = Filter::new(&args.filters.criteria())?;
    let destination = Destination::of(args)?;
    let rejects_target = args.rejects_target();
    if let (Some(rejects), Some(target)) = (&rejects_target, destination.known()) {
        target.check_apart(rejects, "--output and --rejects")?;
    }
    let sources = context.discover(&args.input.archives)?;
    let inputs = context.inputs().archives(&sources);
    for target in [destination.known(), rejects_target.as_ref()]
        .into_iter()
        .flatten()
    {
        target.check(&inputs)?;
    }
    let rejects = rejects_target
        .as_ref()
        .map(rejects::File::create)
        .transpose()?;
    let threads = settings.threads.value.get();
    let memory = args.memory.unwrap_or_default().0;
    let sorter = Sorter::new(memory, threads, scratch_for(&destination.nearby()));
    let progress = Progress::new(total_size(&sources), settings.progress.value);
    let reading = context.reading(&sources, &filter, &progress);
    let counted = context.read(reading, rejects.as_ref(), &|| sorter.gatherer())?;
    progress.finish();
    need_months(&counted, months_asked(&args.filters))?;
    let missing = archive::incomplete(&counted.archives);
    let views = archive::views(&counted);
    let (ledger, findings) = (counted.ledger, counted.findings);
    // What was gathered last is complete once its gatherer is dropped.
    drop(counted.observed);
    context.say_incomplete(&missing);
    context.say_unmatched(&unmatched(&filter, &[&counted.names]));
    if !missing.is_empty() && !args.allow_incomplete {
        return Err(context.refuse_incomplete(&missing, sources.len()));
    }
    let (format, compress) = (destination.format, destination.compress);
    let named = destination.known().is_some();
    let target = destination.resolve(args, &accounts(&views), &months(&views))?;
    if !named {
        target.check(&inputs)?;
    }
    let encoding = match format {
        ExportFormat::Json => Encoding::Entries,
        ExportFormat::Ndjson => Encoding::Lines,
        ExportFormat::Csv => Encoding::Rows { raw: args.csv_raw },
    };
    let written = write(&sorter, encoding, compress, &target)?;
    if let Some(file) = rejects {
        file.commit()?;
    }
    say_written(&written, context);
    let diagnostics = &context.diagnostics;
    if ledger.rejected > 0 {
        diagnostics.warn(&rejected(&findings, ledger.rejected));
    }
    diagnostics.note(&archive::ledger_view(ledger).equation());
    if !missing.is_empty() {
        diagnostics.warn(&format!(
            "INCOMPLETE: {} of {} archives could not be read to the end, so events are missing from this export",
            missing.len(),
            sources.len()
        ));
    }
    if let Some(path) = target.path() {
        diagnostics.note(&format!(
            "wrote {} ({} bytes, {})",
            path.display(),
            written.bytes,
            amount(written.events, "event")
        ));
    }
    Ok(if missing.is_empty() {
        ExitStatus::Done
    } else {
        ExitStatus::Unreadable
    })
}

fn say_written(written: &Written, context: &Context) {
    let diagnostics = &context.diagnostics;
    if written.altered_cells > 0 {
        diagnostics.warn(&format!(
            "{} cells begin like a formula and were written with an apostrophe before them; --csv-raw leaves them as they are",
            written.altered_cells
        ));
    }
    if written.lossy_rows > 0 {
        diagnostics.warn(&format!(
            "{} events have members for which there is no column; json and ndjson keep them",
            written.lossy_rows
        ));
    }
}

/// How many records are no evidence, and why.
fn rejected(findings: &BTreeMap<Code, u64>, records: u64) -> String {
    let known = findings.iter().filter(|(code, _)| code.rejects());
    let mut reasons: Vec<String> = known
        .clone()
        .map(|(code, n)| format!("{n} × {} ({code})", code.title()))
        .collect();
    let cut_off = records - known.map(|(_, n)| n).sum::<u64>().min(records);
    if cut_off > 0 {
        reasons.push(format!("{cut_off} × cut off or damaged"));
    }
    format!(
        "{records} records were rejected and are not in this export: {}; --rejects FILE writes them",
        reasons.join("; ")
    )
}

fn accounts(views: &[ArchiveView]) -> BTreeSet<String> {
    views
        .iter()
        .filter_map(|view| view.account.clone())
        .collect()
}

fn months(views: &[ArchiveView]) -> BTreeSet<Month> {
    let months = views.iter().filter_map(|view| view.month.as_deref());
    months.filter_map(Month::parse).collect()
}
