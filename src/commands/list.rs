//! `trailproof list`.

use super::{Context, table_options};
use crate::cli::ListArgs;
use crate::config::{Origin, RowsFormat, Setting, infer_format};
use crate::error::{Error, ExitStatus, Result};
use crate::filter::Filter;
use crate::ingest::discover::{Source, discover, total_size};
use crate::inventory::{Nothing, inventory};
use crate::listing::Listing;
use crate::pipeline::{BLOCK, Job, run as run_pipeline};
use crate::progress::Progress;
use crate::render::list::{ListForm, render_list};
use std::path::Path;

pub(super) fn run(args: &ListArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let target = args.output.target();
    let form = form(args, target.path())?;
    let sources = discover(&args.input.archives)?;
    let listing = args
        .listing
        .as_deref()
        .map(|path| read_listing(path, &sources))
        .transpose()?;
    let inputs: Vec<Source> = sources
        .iter()
        .chain(listing.iter().map(|(source, _)| source))
        .cloned()
        .collect();
    target.check(&inputs)?;
    let progress = Progress::new(total_size(&sources), settings.progress.value);
    let threads = settings.threads.value.get();
    let job = Job {
        sources: &sources,
        filter: &Filter::default(),
        threads,
        block: BLOCK,
        limits: settings.limits.for_reading(),
        progress: &|bytes| progress.add(bytes),
        rejects: None,
    };
    let outcome = run_pipeline(job, &|| Nothing);
    progress.finish();
    let outcome = outcome
        .map_err(|source| Error::Unreadable(format!("the run could not be started: {source}")))?;
    let listing = listing
        .as_ref()
        .map(|(source, listing)| (&*source.shown, listing));
    let view = inventory(
        &sources,
        listing,
        &outcome,
        threads,
        settings.limits.for_reading(),
    );
    let rendered = render_list(&view, form, &table_options(&target, context))
        .map_err(|error| target.failed(std::io::Error::other(error)))?;
    target.write(&rendered.bytes)?;
    context.say_altered(rendered.altered_cells);
    if form == ListForm::Csv {
        context.diagnostics.note(&view.ledger.equation());
    }
    if let Some(path) = target.path() {
        context.diagnostics.note(&format!(
            "wrote {} ({} bytes, {} archives)",
            path.display(),
            rendered.bytes.len(),
            view.archives.len()
        ));
    }
    let broken = view.archives.iter().any(|row| row.problem.is_some());
    Ok(if broken {
        ExitStatus::Unreadable
    } else {
        ExitStatus::Done
    })
}

fn form(args: &ListArgs, output: Option<&Path>) -> Result<ListForm> {
    let asked = Setting {
        value: args.format.unwrap_or(RowsFormat::Table),
        origin: args.format.map_or(Origin::Default, |_| Origin::Flag),
    };
    Ok(match infer_format(&asked, output)? {
        RowsFormat::Table => ListForm::Table,
        RowsFormat::Csv => ListForm::Csv,
        RowsFormat::Json => ListForm::Json,
    })
}

/// The listing is read before the archives, so that a wrong one costs no time.
fn read_listing(path: &Path, archives: &[Source]) -> Result<(Source, Listing)> {
    let failed = |message| Error::Config {
        path: path.to_path_buf(),
        message,
    };
    let source = discover(&[path.as_os_str().to_owned()])?
        .pop()
        .ok_or_else(|| failed("there is no such file".to_owned()))?;
    if source.path.is_none() && archives.iter().any(|archive| archive.path.is_none()) {
        let message = "standard input cannot be both the listing and an archive; name a file";
        return Err(Error::Usage(message.to_owned()));
    }
    let listing = Listing::read(&source).map_err(failed)?;
    Ok((source, listing))
}
