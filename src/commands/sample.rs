//! `trailproof sample`, `sample plan` and `sample evaluate`.

use super::outputs::{Outputs, amount};
use super::pseudonyms::Under;
use super::read::{months_asked, need_months};
use super::{Context, status};
use crate::aggregate::Borne;
use crate::cli::{
    Percent, SampleArgs, SampleCommand, SampleEvaluateArgs, SamplePlanArgs, SampleShown,
};
use crate::config::{Setting, generated_at};
use crate::error::{Error, ExitStatus, Result};
use crate::filter::Filter;
use crate::ingest::{Source, whole};
use crate::output::Inputs;
use crate::pseudonym::Pseudonyms;
use crate::redact::Redact as _;
use crate::render::{ListFormat, RowsFormat, write_evaluation, write_plan, write_sample};
use crate::sample::{Amount, Draw, Drawing, Filled, Plan, evaluate, sample_size, sha256};
use crate::view::ToolView;
use crate::view::evaluation::{EvaluationView, PlanView};
use crate::view::sample::SampleView;
use std::num::NonZeroU64;
use std::sync::Arc;

/// Bytes of a file that was filled in.
const LARGEST_FILE: usize = 64 << 20;

pub(super) fn run(args: &SampleArgs, context: &Context) -> Result<ExitStatus> {
    match &args.command {
        None => draw(args, context),
        Some(SampleCommand::Plan(args)) => plan(args, context),
        Some(SampleCommand::Evaluate(args)) => evaluation(args, context),
    }
}

fn draw(args: &SampleArgs, context: &Context) -> Result<ExitStatus> {
    let under = Under::of(&args.names, false)?;
    let of_events = under.pseudonyms(&[]).map(Arc::new);
    let drawing = drawing(args, of_events);
    let filter = Filter::new(&args.filters.criteria())?;
    let generated_at = generated_at(args.generated_at, &context.environment)?;
    let format = Setting::of_flag(args.format, ListFormat::Table);
    let outputs = Outputs::new(args.output.targets(), &format, None)?;
    let sources = context.discover(&args.input.archives)?;
    let inputs = context.inputs().archives(&sources);
    outputs.open(&inputs.file("the key", args.names.pseudonyms.as_deref()))?;
    let drawing = Arc::new(drawing);
    let observers = || {
        let borne = (!filter.is_empty()).then(Borne::default);
        (Draw::new(&drawing), borne)
    };
    let counted = context.count(&sources, &filter, None, |it| it, &observers)?;
    let (counted, _) = counted.parted();
    need_months(&counted, months_asked(&args.filters))?;
    let unmatched = filter.unmatched(&[&counted.names]);
    let under = under.pseudonyms(&[&counted.names]);
    let mut view = Draw::view(counted, filter.view(), unmatched, generated_at);
    if let Some(under) = &under {
        view.redact(under);
    }
    context.say_unmatched(&view.filters_unmatched);
    context.admit(&view.incomplete, sources.len(), args.allow_incomplete)?;
    let holds = amount(view.items.len() as u64, "event");
    outputs.write(None, None, &holds, context, |_, format, options, out| {
        let altered = write_sample(&view, format, options, out)?;
        let notes = match format {
            ListFormat::Csv => vec![population(&view), view.ledger.equation()],
            _ => Vec::new(),
        };
        Ok((altered, notes))
    })?;
    say_short(&view, context);
    Ok(status(!view.incomplete.is_empty(), false))
}

/// What is to be drawn: nothing without a seed.
fn drawing(args: &SampleArgs, under: Option<Arc<Pseudonyms>>) -> Drawing {
    let size = args.size.map(|size| Amount::Size(size.get()));
    let per = args.per.map(|each| Amount::Per(each.get()));
    Drawing {
        seed: args.seed.clone(),
        amount: size.or(per).unwrap_or(Amount::Size(0)),
        extend: args.extend.map_or(0, NonZeroU64::get),
        by: args.stratify,
        under,
    }
}

fn population(view: &SampleView) -> String {
    let events = amount(view.population.count, "event");
    let digest = &view.population.sha256;
    let sample = view
        .seed
        .as_ref()
        .map(|_| format!("; sample: SHA-256 {}", view.sha256));
    format!(
        "population: {events}, SHA-256 {digest}{}",
        sample.unwrap_or_default()
    )
}

/// Tells a population that is smaller than the sample that was asked for.
fn say_short(view: &SampleView, context: &Context) {
    if let Some(asked) = view.asked.filter(|asked| *asked > view.population.count) {
        let events = amount(view.population.count, "event");
        let warning = format!(
            "the population has {events}, fewer than the {asked} requested, so the sample contains all of them"
        );
        context.diagnostics.warn(&warning);
    }
}

fn plan(args: &SamplePlanArgs, context: &Context) -> Result<ExitStatus> {
    let plan = Plan {
        confidence: args.confidence.0 / 100.0,
        tolerable: args.tolerable.0 / 100.0,
        expected: args.expected,
        population: args.population.map(NonZeroU64::get),
    };
    let size = sample_size(&plan).ok_or_else(|| {
        let expected = amount(plan.expected, "deviation");
        let what = match plan.population {
            Some(all) => format!(
                "at the tolerable rate, a population of {} contains no more than {expected}, so no sample can show that the rate is lower",
                amount(all, "event")
            ),
            None => format!("no sample size is sufficient if {expected} is expected"),
        };
        Error::Usage(what).hint("lower --expected, or raise --tolerable")
    })?;
    let view = PlanView {
        tool: ToolView::default(),
        confidence: args.confidence.0,
        tolerable: args.tolerable.0,
        expected: plan.expected,
        population: plan.population,
        size,
        risk: plan.risk(size),
    };
    let outputs = shown(&args.shown)?;
    outputs.open(&context.inputs())?;
    outputs.write(None, None, "a plan", context, |_, format, options, out| {
        Ok((write_plan(&view, format, options, out)?, Vec::new()))
    })?;
    Ok(ExitStatus::Done)
}

fn shown(shown: &SampleShown) -> Result<Outputs<RowsFormat>> {
    let format = Setting::of_flag(shown.format, RowsFormat::Table);
    Outputs::new(vec![shown.output.target()], &format, None)
}

fn evaluation(args: &SampleEvaluateArgs, context: &Context) -> Result<ExitStatus> {
    let outputs = shown(&args.shown)?;
    outputs.open(&inputs(args, context))?;
    let source = Source {
        path: (args.file.as_os_str() != "-").then(|| args.file.clone()),
        shown: args.file.to_string_lossy().into_owned(),
    };
    let file = &*source.shown;
    let unreadable = |why: String| {
        Error::Unreadable(format!("{file}: {why}"))
            .hint("give the completed CSV or XLSX of trailproof sample, saved in the same format")
    };
    let bytes = whole(&source, LARGEST_FILE)
        .map_err(|fault| Error::Unreadable(format!("{file}: {fault}")))?;
    let rows = Filled::read(&bytes).map_err(unreadable)?;
    let confidence = args.confidence.0;
    let found = match evaluate(&rows, args.seed.as_deref(), confidence / 100.0) {
        Ok(found) => found,
        Err(refusals) => {
            for refusal in &refusals {
                context.diagnostics.fault(&format!("{file}: {refusal}"));
            }
            context.diagnostics.note("the sample was not evaluated");
            return Ok(ExitStatus::Negative);
        }
    };
    let view = EvaluationView {
        tool: ToolView::default(),
        file: file.to_owned(),
        file_sha256: sha256(&bytes),
        sample: found.sample,
        confidence,
        tolerable: args.tolerable.map(|Percent(tolerable)| tolerable),
        figures: found.figures,
        strata: found.strata,
        proportional: found.proportional,
        deviating: found.deviating,
        spare: found.spare,
    };
    let holds = amount(view.figures.items, "result");
    outputs.write(None, None, &holds, context, |_, format, options, out| {
        Ok((write_evaluation(&view, format, options, out)?, Vec::new()))
    })?;
    Ok(ExitStatus::Done)
}

fn inputs(args: &SampleEvaluateArgs, context: &Context) -> Inputs {
    context.inputs().file("the sample", Some(&args.file))
}
