//! `trailproof diff`.

use super::outputs::{self, Output};
use super::read::{months_asked, need_months};
use super::report::rows;
use super::{Context, repeat, template_fault};
use crate::cli::DiffArgs;
use crate::config::{Setting, generated_at, load_catalogs, load_templates};
use crate::diff::{Asked, Counts, Side, diff, different_accounts};
use crate::error::{Error, ExitStatus, Result};
use crate::event::Month;
use crate::filter::{Criteria, Filter};
use crate::ingest::Source;
use crate::ingest::discover::total_size;
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
    let filter = Filter::new(&args.filters.criteria())?;
    let catalogs = load_catalogs(&context.settings.catalog.value)?;
    let generated_at = generated_at(args.form.generated_at, &context.environment)?;
    let format = Setting::of_flag(args.format, Format::Table);
    let outputs = outputs::outputs(args.output.targets(), &format, None)?;
    let templates = load_templates(args.form.template.as_deref())?;
    let [before, after] = plans(args, context)?;
    refuse_shared_pipes(&before.sources, &after.sources)?;
    let inputs = context
        .inputs()
        .archives(&before.sources)
        .archives(&after.sources)
        .folder("a template", args.form.template.as_deref());
    outputs::check(&outputs, None, &inputs)?;
    let sizes = [&before, &after].map(|plan| total_size(&plan.sources));
    let progress = Progress::new(sizes.into_iter().sum(), context.settings.progress.value);
    let sides = (
        read(&before, context, &progress)?,
        read(&after, context, &progress)?,
    );
    progress.finish();
    for side in [&sides.0, &sides.1] {
        need_months(
            &side.counted,
            side.month.into_iter().chain(months_asked(&args.filters)),
        )?;
    }
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
    let view = |format| {
        let asked = Asked {
            catalogs: &catalogs,
            filter: &filter,
            whole: args.whole,
            min_change: args.min_change,
            changed_only: !args.all && !matches!(format, Format::Csv | Format::Json),
            top: rows(args.top, format, true),
            generated_at,
        };
        let mut view = diff(&asked, &sides.0, &sides.1);
        view.command = repeat::diff(args, &view, context);
        view
    };
    let views: Vec<DiffView> = outputs.iter().map(|output| view(output.format)).collect();
    let Some(first) = views.first() else {
        return Ok(ExitStatus::Done);
    };
    context.say_incomplete(&first.incomplete);
    context.say_unmatched(&first.filters_unmatched);
    let incomplete = !first.incomplete.is_empty();
    if incomplete && !args.allow_incomplete {
        let all = before.sources.len() + after.sources.len();
        return Err(context.refuse_incomplete(&first.incomplete, all));
    }
    let render = |(output, view): (&Output<Format>, &DiffView)| {
        let options = output.table_options(context);
        render_diff(view, output.format, &options, &templates)
            .map_err(|error| template_fault(error, args.form.template.as_deref(), &output.target))
    };
    let rendered = outputs.iter().zip(&views).map(render);
    let rendered: Vec<Rendered> = rendered.collect::<Result<_>>()?;
    outputs::write(&outputs, &rendered, None)?;
    let events = first.before.ledger.accepted + first.after.ledger.accepted;
    let events = outputs::amount(events, "event");
    for ((output, view), rendered) in outputs.iter().zip(&views).zip(&rendered) {
        say(view, output.format, rendered, context);
        output.say_written(rendered, &events, context);
    }
    Ok(match (incomplete, args.exit_code && first.differs) {
        (true, _) => ExitStatus::Unreadable,
        (false, true) => ExitStatus::Negative,
        (false, false) => ExitStatus::Done,
    })
}

/// What to read for each side.
fn plans(args: &DiffArgs, context: &Context) -> Result<[Plan; 2]> {
    let criteria = args.filters.criteria();
    if let Some((before, after)) = args.months {
        let sources = context.discover(&args.input.archives)?;
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
            sources: context.discover(std::slice::from_ref(side))?,
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
    context.say_altered(rendered.altered_cells);
    if format == Format::Csv {
        for (list, whole) in &view.cut {
            diagnostics.note(&format!("{list} was cut by --top; it has {whole} rows"));
        }
    }
}
