//! `trailproof list`.

use super::outputs::{Outputs, amount};
use super::pseudonyms::Under;
use super::{Context, listing, several_accounts, status};
use crate::cli::ListArgs;
use crate::config::Setting;
use crate::error::{ExitStatus, Result};
use crate::filter::Filter;
use crate::inventory::inventory;
use crate::reading::Reading;
use crate::redact::Redact as _;
use crate::render::{ListFormat, write_list};
use crate::view::list::{Against, ListView, ListedArchive, ListingView};

pub(super) fn run(args: &ListArgs, context: &Context) -> Result<ExitStatus> {
    let format = Setting::of_flag(args.format, ListFormat::Table);
    let outputs = Outputs::new(args.output.targets(), &format, None)?;
    let under = Under::of(&args.names, false)?;
    // Of two events with one id the first counts, so the order of arguments must not decide which it is.
    let mut archives = args.input.archives.clone();
    archives.sort_unstable();
    let mut sources = context.discover(&archives)?;
    sources.sort_by(|a, b| a.shown.cmp(&b.shown));
    let listing = listing::read(args.listing.as_deref(), &sources)?;
    let inputs = context.inputs().archives(&sources);
    let inputs = inputs.file("the key", args.names.pseudonyms.as_deref());
    outputs.open(&inputs.file("the listing", args.listing.as_deref()))?;
    let filter = Filter::default();
    let shared = true;
    let counted = context.count(
        &sources,
        &filter,
        None,
        |it| Reading { shared, ..it },
        &|| (),
    )?;
    let listing = listing
        .as_ref()
        .map(|(source, listing)| (&*source.shown, listing));
    let mut view = inventory(listing, &counted);
    if let Some(under) = under.pseudonyms(&[&counted.names]) {
        view.redact(&under);
    }
    for row in &view.archives {
        if let Some(sentence) = several_accounts(&row.accounts) {
            let path = &row.archive.path;
            context.diagnostics.warn(&format!("{path}: {sentence}"));
        }
    }
    let holds = amount(view.archives.len() as u64, "archive");
    outputs.write(None, None, &holds, context, |_, format, options, out| {
        let altered = write_list(&view, format, options, out)?;
        let ledger = (format == ListFormat::Csv).then(|| view.ledger.equation());
        Ok((altered, ledger.into_iter().collect()))
    })?;
    Ok(answer(&view))
}

/// The exit status: what could not be read, and what is not as the listing has it.
fn answer(view: &ListView) -> ExitStatus {
    let contradicted = |row: &ListedArchive| row.listing == Some(Against::Differs);
    let not_here = |listing: &ListingView| !listing.not_here.is_empty();
    status(
        view.archives.iter().any(|row| row.problem.is_some()),
        view.listing.as_ref().is_some_and(not_here) || view.archives.iter().any(contradicted),
    )
}
