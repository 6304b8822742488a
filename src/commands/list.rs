//! `trailproof list`.

use super::outputs::amount;
use super::{Context, listing, table_options};
use crate::cli::ListArgs;
use crate::config::{RowsFormat, Setting, infer_format};
use crate::error::{ExitStatus, Result};
use crate::filter::Filter;
use crate::ingest::discover::total_size;
use crate::inventory::inventory;
use crate::progress::Progress;
use crate::reading::Reading;
use crate::render::{ListForm, render_list};
use crate::view::list::{Against, ListView, ListedArchive};
use std::path::Path;

pub(super) fn run(args: &ListArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let target = args.output.target();
    let form = form(args, target.path())?;
    // Of two events with one id the first counts, so the order of arguments must not decide which it is.
    let mut archives = args.input.archives.clone();
    archives.sort_unstable();
    let mut sources = context.discover(&archives)?;
    sources.sort_by(|a, b| a.shown.cmp(&b.shown));
    let listing = args
        .listing
        .as_deref()
        .map(|path| listing::read(path, &sources))
        .transpose()?;
    let inputs = context
        .inputs()
        .archives(&sources)
        .file("the listing", args.listing.as_deref());
    target.check(&inputs)?;
    let progress = Progress::new(total_size(&sources), settings.progress.value);
    let filter = Filter::default();
    let reading = Reading {
        shared: true,
        ..context.reading(&sources, &filter, &progress)
    };
    let counted = context.read(reading, None, &|| ())?;
    progress.finish();
    let listing = listing
        .as_ref()
        .map(|(source, listing)| (&*source.shown, listing));
    let view = inventory(listing, &counted);
    let rendered = render_list(&view, form, &table_options(&target, context))
        .map_err(|error| target.failed(std::io::Error::other(error)))?;
    target.write(&rendered.bytes)?;
    context.say_altered(rendered.altered_cells);
    if form == ListForm::Csv {
        context.diagnostics.note(&view.ledger.equation());
    }
    if let Some(path) = target.path() {
        context.diagnostics.note(&format!(
            "wrote {} ({} bytes, {})",
            path.display(),
            rendered.bytes.len(),
            amount(view.archives.len() as u64, "archive")
        ));
    }
    Ok(answer(&view))
}

/// What could not be read outweighs what is not as the listing has it.
fn answer(view: &ListView) -> ExitStatus {
    let contradicted = |row: &ListedArchive| row.listing == Some(Against::Differs);
    let listing = view.listing.as_ref();
    if view.archives.iter().any(|row| row.problem.is_some()) {
        ExitStatus::Unreadable
    } else if listing.is_some_and(|listing| !listing.not_here.is_empty())
        || view.archives.iter().any(contradicted)
    {
        ExitStatus::Negative
    } else {
        ExitStatus::Done
    }
}

fn form(args: &ListArgs, output: Option<&Path>) -> Result<ListForm> {
    let asked = Setting::of_flag(args.format, RowsFormat::Table);
    Ok(match infer_format(&asked, output)? {
        RowsFormat::Table => ListForm::Table,
        RowsFormat::Csv => ListForm::Csv,
        RowsFormat::Json => ListForm::Json,
    })
}
