//! Reading the archives of `--previous`.

use super::Context;
use crate::aggregate::Tables;
use crate::catalog::Catalogs;
use crate::cli::ReportArgs;
use crate::error::{Error, Result};
use crate::filter::{Criteria, Filter};
use crate::ingest::Source;
use crate::ingest::discover::discover;
use crate::progress::Progress;
use crate::report::{self, Previous};

/// What is to be read; `None` where nothing was given. Nothing of the other period may be standard input, which is
/// read once.
pub(super) fn sources(args: &ReportArgs) -> Result<Option<Vec<Source>>> {
    if args.previous.is_empty() {
        return Ok(None);
    }
    if args.previous.iter().any(|word| word == "-") {
        let what = "--previous -: standard input can only be an archive of the report itself";
        return Err(Error::Usage(what.to_owned()).hint("name a file"));
    }
    discover(&args.previous).map(Some)
}

/// Reads it by the filters of the report, but for time.
pub(super) fn read(
    sources: &[Source],
    args: &ReportArgs,
    catalogs: &Catalogs,
    context: &Context,
) -> Result<Previous> {
    let filter = Filter::new(&Criteria {
        from: Vec::new(),
        to: Vec::new(),
        month: Vec::new(),
        ..args.filters.criteria()
    })?;
    let progress = Progress::hidden();
    let reading = context.reading(sources, &filter, &progress);
    let counted = context.read(reading, None, &Tables::default)?;
    Ok(report::previous(catalogs, &counted))
}
