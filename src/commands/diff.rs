//! `trailproof diff`.

use super::report::rows;
use super::{Context, repeat, table_options, template_fault};
use crate::cli::DiffArgs;
use crate::config::{Setting, generated_at, infer_format, load_catalogs, load_templates};
use crate::diff::{Asked, Counts, Side, diff, different_accounts};
use crate::error::{Error, ExitStatus, Result};
use crate::event::Month;
use crate::filter::{Criteria, Filter};
use crate::ingest::Source;
use crate::ingest::discover::{discover, total_size};
use crate::ingest::identity::Identity;
use crate::progress::Progress;
use crate::render::{Format, Rendered, render_diff};
use crate::view::diff::DiffView;

/// A side before it is read.
struct Plan {
    sources: Vec<Source>,
    filter: Filter,
    month: Option<Month>,
}

pub(super) fn run(args: &DiffArgs, context: &Context) -> Result<ExitStatus> {
    let target = args.output.target();
    let filter = Filter::new(&args.filters.criteria())?;
    let catalogs = load_catalogs(&context.settings.catalog.value)?;
    let generated_at = generated_at(args.form.generated_at, &context.environment)?;
    let format = Setting::of_flag(args.format, Format::Table);
    let format = infer_format(&format, target.path())?;
    let templates = load_templates(args.form.template.as_deref())?;
    let [before, after] = plans(args)?;
    refuse_shared_pipes(&before.sources, &after.sources)?;
    let inputs = context
        .inputs()
        .archives(&before.sources)
        .archives(&after.sources)
        .folder("a template", args.form.template.as_deref());
    target.check(&inputs)?;
    let sizes = [&before, &after].map(|plan| total_size(&plan.sources));
    let progress = Progress::new(sizes.into_iter().sum(), context.settings.progress.value);
    let sides = (
        read(&before, context, &progress)?,
        read(&after, context, &progress)?,
    );
    progress.finish();
    if !args.across_accounts
        && args.filters.account.is_empty()
        && let Some((before, after)) = different_accounts(&sides.0, &sides.1)
    {
        return Err(Error::Usage(format!(
            "BEFORE is of account {before}, AFTER of {after}"
        ))
        .hint(
            "compare archives of one account, pick it with --account, or give --across-accounts",
        ));
    }
    let asked = Asked {
        catalogs: &catalogs,
        filter: &filter,
        whole: args.whole,
        min_change: args.min_change,
        changed_only: !args.all && !matches!(format, Format::Csv | Format::Json),
        top: rows(args.top, format, true),
        generated_at,
    };
    let mut view = diff(&asked, sides.0, sides.1);
    view.command = repeat::diff(args, &view, context);
    context.say_incomplete(&view.incomplete);
    context.say_unmatched(&view.filters_unmatched);
    let incomplete = !view.incomplete.is_empty();
    if incomplete && !args.allow_incomplete {
        let all = before.sources.len() + after.sources.len();
        return Err(context.refuse_incomplete(&view.incomplete, all));
    }
    let options = table_options(&target, context);
    let rendered = render_diff(&view, format, &options, &templates)
        .map_err(|error| template_fault(error, args.form.template.as_deref(), &target))?;
    target.write(&rendered.bytes)?;
    say(&view, format, &rendered, context);
    if let Some(path) = target.path() {
        let (path, bytes) = (path.display(), rendered.bytes.len());
        context
            .diagnostics
            .note(&format!("wrote {path} ({bytes} bytes)"));
    }
    Ok(match (incomplete, args.exit_code && view.differs) {
        (true, _) => ExitStatus::Unreadable,
        (false, true) => ExitStatus::Negative,
        (false, false) => ExitStatus::Done,
    })
}

/// What to read for each side.
fn plans(args: &DiffArgs) -> Result<[Plan; 2]> {
    let criteria = args.filters.criteria();
    if let Some((before, after)) = args.months {
        let sources = discover(&args.input.archives)?;
        let plan = |month: Month| -> Result<Plan> {
            Ok(Plan {
                sources: sources.clone(),
                filter: Filter::new(&Criteria {
                    month: vec![month.to_string()],
                    ..criteria.clone()
                })?,
                month: Some(month),
            })
        };
        return Ok([plan(before)?, plan(after)?]);
    }
    let [before, after] = args.input.archives.as_slice() else {
        return Err(Error::Usage(format!(
            "diff compares two sides, BEFORE and AFTER, and got {}",
            args.input.archives.len()
        ))
        .hint(
            "put the archives of a side into a folder or name them by a quoted pattern, or compare two months \
             out of any archives with --months 2018-01..2018-02",
        ));
    };
    let plan = |side| -> Result<Plan> {
        Ok(Plan {
            sources: discover(std::slice::from_ref(side))?,
            filter: Filter::new(&criteria)?,
            month: None,
        })
    };
    Ok([plan(before)?, plan(after)?])
}

/// A pipe is empty when it is read again.
fn refuse_shared_pipes(before: &[Source], after: &[Source]) -> Result<()> {
    let identity = |source: &Source| Identity::of(source.path.as_deref());
    let mut pipes = before.iter().filter(|source| {
        source.path.is_none() || source.path.as_ref().is_some_and(|path| is_pipe(path))
    });
    match pipes.find(|pipe| after.iter().any(|other| identity(other) == identity(pipe))) {
        None => Ok(()),
        Some(pipe) => Err(Error::Usage(format!(
            "{}: both sides would read it, and it can be read only once",
            pipe.shown
        ))
        .hint("save it to a file first")),
    }
}

fn is_pipe(path: &std::path::Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir()
}

fn read(plan: &Plan, context: &Context, progress: &Progress) -> Result<Side> {
    let reading = context.reading(&plan.sources, &plan.filter, progress);
    Ok(Side {
        counted: context.read(reading, None, &Counts::default)?,
        month: plan.month,
    })
}

/// What the format has no room for.
fn say(view: &DiffView, format: Format, rendered: &Rendered, context: &Context) {
    let diagnostics = &context.diagnostics;
    if rendered.altered_cells > 0 {
        diagnostics.warn(&format!(
            "{} cells begin like a formula and were written with an apostrophe before them",
            rendered.altered_cells
        ));
    }
    if format == Format::Csv {
        for (list, whole) in &view.cut {
            diagnostics.note(&format!("{list} was cut by --top; it has {whole} rows"));
        }
    }
}
