//! `trailproof diff`.

use super::outputs::{Outputs, amount, cut_notes};
use super::read::{Basis, months_asked, need_months};
use super::report::rows;
use super::{Context, repeat, status};
use crate::cli::DiffArgs;
use crate::config::Setting;
use crate::diff::{Asked, Counts, Side, diff, different_accounts};
use crate::error::{Error, ExitStatus, Result};
use crate::event::Month;
use crate::filter::{Criteria, Filter};
use crate::ingest::Source;
use crate::ingest::identity::Identity;
use crate::render::{Format, write_diff};
use crate::view::diff::DiffView;

/// A side before it is read.
struct Plan {
    sources: Vec<Source>,
    filter: Filter,
    month: Option<Month>,
}

pub(super) fn run(args: &DiffArgs, context: &Context) -> Result<ExitStatus> {
    let template = args.form.template.as_deref();
    let basis = context.basis(&args.filters, &args.form)?;
    let format = Setting::of_flag(args.format, Format::Table);
    let outputs = Outputs::new(args.output.targets(), &format, None)?;
    let plans = plans(args, context)?;
    let inputs = plans.iter().fold(context.inputs(), |inputs, plan| {
        inputs.archives(&plan.sources)
    });
    outputs.open(&inputs.folder("a template", template))?;
    let [before, after] = read(&plans, args, &basis.filter, context)?;
    let views = outputs.views(|format| {
        let mut view = diff(&asked(args, &basis, format), &before, &after);
        view.command = repeat::diff(args, &view, context);
        view
    });
    let first = &views[0];
    say(first, context);
    let all = plans.iter().map(|plan| plan.sources.len()).sum();
    context.admit(&first.incomplete, all, args.allow_incomplete)?;
    let events = first.before.ledger.accepted + first.after.ledger.accepted;
    let holds = amount(events, "event");
    outputs.write(
        None,
        template,
        &holds,
        context,
        |nth, format, options, out| {
            let altered = write_diff(&views[nth], format, options, &basis.templates, out)?;
            let cut = cut_notes(&views[nth].cut);
            Ok((altered, cut.filter(|_| format == Format::Csv).collect()))
        },
    )?;
    let differs = args.exit_code && first.differs;
    Ok(status(!first.incomplete.is_empty(), differs))
}

/// What the user should look at.
fn say(view: &DiffView, context: &Context) {
    context.say_unmatched(&view.filters_unmatched);
    context.say_accounts(Some("BEFORE"), &view.before.accounts);
    context.say_accounts(Some("AFTER"), &view.after.accounts);
}

/// What is asked of a comparison in one format.
fn asked<'a>(args: &DiffArgs, basis: &'a Basis, format: Format) -> Asked<'a> {
    Asked {
        catalogs: &basis.catalogs,
        filter: &basis.filter,
        whole: args.whole,
        min_change: args.min_change,
        changed_only: !args.all && !matches!(format, Format::Csv | Format::Json | Format::Xlsx),
        top: rows(args.top, format, true),
        generated_at: basis.generated_at,
    }
}

fn refuse_different_accounts(
    args: &DiffArgs,
    filter: &Filter,
    before: &Side,
    after: &Side,
) -> Result<()> {
    if args.across_accounts {
        return Ok(());
    }
    let Some((before, after)) = different_accounts(filter, before, after) else {
        return Ok(());
    };
    let what = format!("BEFORE is of account {before}, AFTER of {after}");
    Err(Error::Usage(what)
        .hint("compare archives of one account, pick it with --account, or give --across-accounts"))
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
        refuse_shared_pipes(&sources, &sources)?;
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
    let plans = [plan(before)?, plan(after)?];
    refuse_shared_pipes(&plans[0].sources, &plans[1].sources)?;
    Ok(plans)
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

/// Reads both sides, which are of one account unless the caller wants otherwise.
fn read(
    plans: &[Plan; 2],
    args: &DiffArgs,
    filter: &Filter,
    context: &Context,
) -> Result<[Side; 2]> {
    let [before, after] = plans;
    let progress = context.progress(&[&before.sources, &after.sources]);
    let side = |plan: &Plan| {
        let reading = context.reading(&plan.sources, &plan.filter, &progress);
        let counted = context.read(reading, None, &Counts::default)?;
        let month = plan.month;
        need_months(
            &counted,
            month.into_iter().chain(months_asked(&args.filters)),
        )?;
        Ok(Side { counted, month })
    };
    let sides = [before, after].map(side);
    progress.finish();
    let [before, after] = sides;
    let (before, after) = (before?, after?);
    refuse_different_accounts(args, filter, &before, &after)?;
    Ok([before, after])
}
