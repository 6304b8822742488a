//! Reading the archives of `--previous`.

use super::Context;
use crate::aggregate::Tables;
use crate::catalog::Catalog;
use crate::cli::ReportArgs;
use crate::error::{Error, Result};
use crate::filter::{Criteria, Filter};
use crate::ingest::Source;
use crate::ingest::discover::discover;
use crate::pipeline::{BLOCK, Job, run};
use crate::report::{self, Previous};

/// What is to be read; `None` where nothing was given. Nothing of the other period may be standard input, which is
/// read once.
pub(super) fn sources(args: &ReportArgs) -> Result<Option<Vec<Source>>> {
    if args.previous.is_empty() {
        return Ok(None);
    }
    if args.previous.iter().any(|word| word == "-") {
        return Err(Error::Usage(
            "--previous -: standard input can only be an archive of the report itself; name a file"
                .to_owned(),
        ));
    }
    discover(&args.previous).map(Some)
}

/// Reads it by the filters of the report, but for time.
pub(super) fn read(
    sources: &[Source],
    args: &ReportArgs,
    catalog: &Catalog,
    context: &Context,
) -> Result<Previous> {
    let filter = Filter::new(&Criteria {
        from: Vec::new(),
        to: Vec::new(),
        month: Vec::new(),
        ..args.filters.criteria()
    })?;
    let job = Job {
        sources,
        filter: &filter,
        threads: context.settings.threads.value.get(),
        block: BLOCK,
        progress: &|_| (),
        rejects: None,
        limits: context.settings.limits.for_reading(),
    };
    let outcome = run(job, &Tables::default)
        .map_err(|source| Error::Unreadable(format!("the run could not be started: {source}")))?;
    Ok(report::previous(sources, catalog, outcome))
}
