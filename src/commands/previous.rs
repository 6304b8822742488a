//! Reading the archives of `--previous`.

use super::Context;
use super::read::need_months;
use crate::aggregate::Tables;
use crate::catalog::Catalogs;
use crate::cli::ReportArgs;
use crate::error::{Error, Result};
use crate::event::Month;
use crate::filter::{Criteria, Filter};
use crate::ingest::Source;
use crate::progress::Progress;
use crate::reading::Counted;
use crate::report::{self, Previous};
use crate::view::report::HeadView;

/// What is to be read. Nothing of the other period may be standard input, which is
/// read once.
pub(super) fn sources(args: &ReportArgs, context: &Context) -> Result<Vec<Source>> {
    if args.previous.iter().any(|word| word == "-") {
        let what = "--previous -: standard input can only be an archive of the report itself";
        return Err(Error::Usage(what.to_owned()).hint("name a file"));
    }
    context.discover(&args.previous)
}

/// Reads it by the filters of the report, but for time: of a report on one month the other period is the
/// month before, of any other report it is all that is given.
pub(super) fn read(
    sources: &[Source],
    args: &ReportArgs,
    catalogs: &Catalogs,
    context: &Context,
) -> Result<Option<Previous>> {
    if sources.is_empty() {
        return Ok(None);
    }
    let month = match &args.filters.month[..] {
        [month] => Month::parse(month).map(Month::previous),
        _ => None,
    };
    let filter = Filter::new(&Criteria {
        from: Vec::new(),
        to: Vec::new(),
        month: month.iter().map(ToString::to_string).collect(),
        ..args.filters.criteria()
    })?;
    let progress = Progress::hidden();
    let reading = context.reading(sources, &filter, &progress);
    let counted = context.read(reading, None, &Tables::default)?;
    need_months(&counted, month)?;
    Ok(Some(report::previous(catalogs, &counted, month)))
}

/// Refuses a period that is compared with itself, or with a part of itself; tells one of other accounts.
pub(super) fn need_apart<O>(
    previous: Option<&Previous>,
    counted: &Counted<O>,
    head: &HeadView,
    context: &Context,
) -> Result<()> {
    let Some(previous) = previous else {
        return Ok(());
    };
    if let Some([mine, theirs]) = previous.of_others(counted) {
        context.diagnostics.warn(&format!(
            "--previous: its archives belong to account {theirs}, but those of the report to {mine}"
        ));
    }
    let Some(overlap) = previous.overlap(counted, head) else {
        return Ok(());
    };
    Err(Error::Usage(format!("--previous overlaps the report: {overlap}")).hint(
        "name the archives of the previous period, or report one month with --month, which is compared with the month before it",
    ))
}
