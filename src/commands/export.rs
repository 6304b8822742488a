//! `trailproof export`.

use super::destination::Destination;
use super::outputs::{amount, apart, either, open};
use super::pseudonyms::Under;
use super::read::{months_asked, need_months};
use super::{Context, rejects, status};
use crate::aggregate::{Borne, Parties};
use crate::archive;
use crate::cli::ExportArgs;
use crate::error::{ExitStatus, Result};
use crate::export::{Sorter, Written, write};
use crate::filter::Filter;
use crate::finding::Code;
use crate::identity::Dimension;
use crate::output::scratch_for;
use crate::record::Ledger;
use crate::redact::{Redact as _, redact_accounts};
use std::collections::BTreeMap;

pub(super) fn run(args: &ExportArgs, context: &Context) -> Result<ExitStatus> {
    let filter = Filter::new(&args.filters.criteria())?;
    let destination = Destination::of(args)?;
    let rejects = args.rejects_target();
    let under = Under::of(&args.names, rejects.is_some())?;
    apart(destination.known(), rejects.as_ref())?;
    let sources = context.discover(&args.input.archives)?;
    let inputs = context.inputs().archives(&sources);
    let inputs = inputs.file("the key", args.names.pseudonyms.as_deref());
    let rejects = open(destination.known(), rejects.as_ref(), &inputs)?;
    let threads = context.settings.threads.value.get();
    let memory = args.memory.unwrap_or_default().0;
    let sorter = Sorter::new(memory, threads, scratch_for(&destination.nearby()));
    let observers = || {
        let borne = (!filter.is_empty()).then(Borne::default);
        (sorter.gatherer(), Parties::new(Dimension::Account), borne)
    };
    let counted = context.count(&sources, &filter, rejects.as_ref(), |it| it, &observers)?;
    need_months(&counted, months_asked(&args.filters))?;
    let under = under.pseudonyms(&[&counted.names]);
    let mut unmatched = filter.unmatched(&[&counted.names]);
    let mut archives = archive::views(&counted);
    let mut missing = archive::incomplete(&counted.archives);
    let together = counted.observed.1.lines(&counted.names);
    let mut together = archive::called(&together);
    if let Some(under) = &under {
        unmatched.redact(under);
        archives.redact(under);
        missing.redact(under);
        redact_accounts(&mut together, under);
    }
    context.say_unmatched(&unmatched);
    context.say_accounts(None, &together);
    context.admit(&missing, sources.len(), args.allow_incomplete)?;
    let encoding = destination.encoding(args);
    let compress = destination.compress;
    let target = destination.resolve(args, &archives, &inputs)?;
    let (ledger, findings) = (counted.ledger, counted.findings);
    // What was gathered last is complete once its gatherer is dropped.
    drop(counted.observed);
    let written = write(&sorter, encoding, compress, under.as_ref(), &target)?;
    rejects.map_or(Ok(()), rejects::File::commit)?;
    say(&written, ledger, &findings, context);
    say_missing(missing.len(), sources.len(), context);
    let holds = amount(written.events, "event");
    context.say_written(&target, written.bytes, &holds);
    Ok(status(!missing.is_empty(), false))
}

fn say_missing(missing: usize, all: usize, context: &Context) {
    if missing > 0 {
        context.diagnostics.warn(&format!(
            "INCOMPLETE: {missing} of {} could not be read to the end, so events are missing from this export",
            amount(all as u64, "archive")
        ));
    }
}

fn say(written: &Written, ledger: Ledger, findings: &BTreeMap<Code, u64>, context: &Context) {
    let diagnostics = &context.diagnostics;
    let mut altered = written.altered_cells;
    let formulas = std::mem::take(&mut altered.formulas);
    if formulas > 0 {
        diagnostics.warn(&format!(
            "{} with a leading apostrophe; --csv-raw leaves such cells unchanged",
            either(
                formulas as u64,
                "cell begins like a formula and was written",
                "cells begin like a formula and were written"
            )
        ));
    }
    context.say_altered(altered);
    if written.lossy_rows > 0 {
        diagnostics.warn(&format!(
            "{} for which CSV has no column; json and ndjson contain them",
            either(written.lossy_rows, "event has fields", "events have fields")
        ));
    }
    if ledger.rejected > 0 {
        diagnostics.warn(&rejected(findings, ledger.rejected));
    }
    diagnostics.note(&ledger.equation());
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
        "{} not in this export: {}; --rejects FILE writes them",
        either(
            records,
            "record was rejected and is",
            "records were rejected and are"
        ),
        reasons.join("; ")
    )
}
