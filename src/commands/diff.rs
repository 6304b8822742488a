//! `trailproof diff`.

use super::compared::{Comparing, Seen};
use super::outputs::{Outputs, amount, cut_notes};
use super::pseudonyms::Under;
use super::read::{Basis, months_asked, need_months};
use super::report::rows;
use super::{Context, repeat, status};
use crate::cli::DiffArgs;
use crate::config::Setting;
use crate::diff::{Asked, Counts, Side, access, detections, diff, different_accounts};
use crate::error::{Error, ExitStatus, Result};
use crate::event::time::DAY;
use crate::event::{Month, Timestamp};
use crate::filter::{Criteria, Filter};
use crate::ingest::Source;
use crate::ingest::identity::Identity;
use crate::pipeline::Observer;
use crate::progress::Progress;
use crate::reading::{Counted, Reading};
use crate::redact::Redact as _;
use crate::render::{Format, write_diff};
use crate::view::compared::{AccessChange, DetectionChange};
use crate::view::diff::{DiffView, SideView};
use std::cell::OnceCell;

/// A side before it is read.
struct Plan {
    sources: Vec<Source>,
    criteria: Criteria,
    filter: Filter,
    month: Option<Month>,
}

impl Plan {
    fn new(sources: Vec<Source>, criteria: Criteria, month: Option<Month>) -> Result<Self> {
        Ok(Self {
            filter: Filter::new(&criteria)?,
            sources,
            criteria,
            month,
        })
    }

    /// The same up to a time.
    fn up_to(&self, end: Timestamp) -> Result<Self> {
        let criteria = Criteria {
            to: vec![end.to_string()],
            ..self.criteria.clone()
        };
        Self::new(self.sources.clone(), criteria, self.month)
    }

    /// Whether it can be read again.
    fn stays(&self) -> bool {
        let stays = |source: &Source| source.path.as_ref().is_some_and(|path| !is_pipe(path));
        self.sources.iter().all(stays)
    }
}

pub(super) fn run(args: &DiffArgs, context: &Context) -> Result<ExitStatus> {
    let template = args.form.template.as_deref();
    let basis = context.basis(&args.filters, &args.form)?;
    let format = Setting::of_flag(args.format, Format::Table);
    let outputs = Outputs::new(args.output.targets(), &format, None)?;
    let under = Under::of(&args.names, false)?;
    let plans = plans(args, context)?;
    let comparing = Comparing::new(args, context)?;
    let inputs = plans.iter().fold(context.inputs(), |inputs, plan| {
        inputs.archives(&plan.sources)
    });
    let inputs = inputs.file("the policy", args.policy.as_deref());
    let inputs = inputs.file("the key", args.names.pseudonyms.as_deref());
    outputs.open(&inputs.folder("a template", template))?;
    let ([before, after], seen) = read(&plans, args, &basis.filter, &comparing, context)?;
    let under = under.pseudonyms(&[&before.counted.names, &after.counted.names]);
    let beside = OnceCell::new();
    let views = outputs.views(|format| -> Result<DiffView> {
        let mut view = diff(&asked(args, &basis, format), &before, &after);
        view.command = repeat::diff(args, &view, context);
        view.shortened_on_paper = args.top.is_none();
        if beside.get().is_none() {
            let sides = [(&before, &view.before), (&after, &view.after)];
            let compared = compliance(&plans, sides, &seen, view.aligned, &comparing, context)?;
            let _ = beside.set(compared);
        }
        if let Some(Some((access, detections))) = beside.get() {
            view.access = Some(access.clone());
            view.detections = Some(detections.clone());
        }
        if let Some(under) = &under {
            view.redact(under);
        }
        Ok(view)
    });
    let views: Vec<DiffView> = views.into_iter().collect::<Result<_>>()?;
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
    let what = format!("BEFORE belongs to account {before}, AFTER to account {after}");
    Err(Error::Usage(what).hint(
        "compare archives of one account, select one with --account, or give --across-accounts",
    ))
}

/// What to read for each side.
fn plans(args: &DiffArgs, context: &Context) -> Result<[Plan; 2]> {
    let criteria = args.filters.criteria();
    if let Some((before, after)) = args.months {
        let sources = context.discover(&args.input.archives)?;
        let plan = |month: Month| -> Result<Plan> {
            let criteria = Criteria {
                month: vec![month.to_string()],
                ..criteria.clone()
            };
            Plan::new(sources.clone(), criteria, Some(month))
        };
        refuse_shared_pipes(&sources, &sources)?;
        return Ok([plan(before)?, plan(after)?]);
    }
    let [before, after] = args.input.archives.as_slice() else {
        return Err(Error::Usage(format!(
            "diff compares two sides, BEFORE and AFTER, but was given {}",
            args.input.archives.len()
        ))
        .hint(
            "put the archives of each side into a folder or give them as a quoted pattern, or \
             compare two months of any archives with --months 2018-01..2018-02",
        ));
    };
    let plan = |side| -> Result<Plan> {
        let sources = context.discover(std::slice::from_ref(side))?;
        Plan::new(sources, criteria.clone(), None)
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
            "{}: both sides are to be read from it, but it can be read only once",
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
    comparing: &Comparing,
    context: &Context,
) -> Result<([Side; 2], [Seen; 2])> {
    let [before, after] = plans;
    let progress = context.progress(&[&before.sources, &after.sources]);
    let side = |plan: &Plan| {
        let observer = Counts::default;
        let (counted, seen) = look(plan, &observer, &progress, comparing, context)?;
        let month = plan.month;
        need_months(
            &counted,
            month.into_iter().chain(months_asked(&args.filters)),
        )?;
        Ok((Side { counted, month }, seen))
    };
    let sides = [before, after].map(side);
    progress.finish();
    let [before, after] = sides;
    let ((before, before_seen), (after, after_seen)) = (before?, after?);
    refuse_different_accounts(args, filter, &before, &after)?;
    Ok(([before, after], [before_seen, after_seen]))
}

/// Reads one side, and what the ledger of grants and the rules see of it beside.
fn look<O: Observer>(
    plan: &Plan,
    observer: &(dyn Fn() -> O + Sync),
    progress: &Progress,
    comparing: &Comparing,
    context: &Context,
) -> Result<(Counted<O>, Seen)> {
    let (marker, tagger) = (comparing.marker(), comparing.tagger());
    let setup = comparing.setup(&plan.filter);
    let reading = Reading {
        marker: Some(&marker),
        tagger: Some(&tagger),
        outside: true,
        ..context.reading(&plan.sources, &plan.filter, progress)
    };
    let both = || (observer(), comparing.observer(&setup));
    Ok(context.read(reading, None, &both)?.parted())
}

/// The ledgers of grants and the rules of both sides. A side of which the first days alone are compared is read again for
/// them; nothing where it cannot be.
fn compliance(
    plans: &[Plan; 2],
    sides: [(&Side, &SideView); 2],
    seen: &[Seen; 2],
    aligned: bool,
    comparing: &Comparing,
    context: &Context,
) -> Result<Option<(AccessChange, Vec<DetectionChange>)>> {
    let mut views = Vec::new();
    for ((plan, (side, view)), seen) in plans.iter().zip(sides).zip(seen) {
        let days = view.days;
        let month = view.month.as_deref().and_then(Month::parse);
        let cut = month.filter(|_| aligned && side.goes_on(days));
        let summary = side.sections(aligned.then_some(days));
        let Some(month) = cut else {
            views.push(comparing.views(seen, &side.counted, &plan.filter, &summary));
            continue;
        };
        if !plan.stays() {
            return Ok(None);
        }
        let start = month.start();
        let secs = start.secs + i64::from(days) * DAY;
        let plan = plan.up_to(Timestamp { secs, ..start })?;
        let (counted, seen) = look(&plan, &|| (), &Progress::hidden(), comparing, context)?;
        views.push(comparing.views(&seen, &counted, &plan.filter, &summary));
    }
    let [before, after] = views.as_slice() else {
        return Ok(None);
    };
    Ok(Some((
        access(&before.0, &after.0),
        detections(&before.1, &after.1),
    )))
}
