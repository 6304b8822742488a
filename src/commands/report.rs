//! `trailproof report`.

use super::outputs::{self, Output};
use super::read::{months_asked, need_months};
use super::{Context, compliance, previous, rejects, repeat, template_fault};
use crate::aggregate::tables;
use crate::archive;
use crate::cli::ReportArgs;
use crate::config::{Top, generated_at, load_catalogs, load_templates};
use crate::error::{ExitStatus, Result};
use crate::filter::Filter;
use crate::ingest::discover::total_size;
use crate::inventory::ends_early;
use crate::progress::Progress;
use crate::reading::Reading;
use crate::render::{Format, Rendered, render_with};
use crate::report::{Asked, report_beside};
use crate::view::compliance::ComplianceView;
use crate::view::page::PageView;
use crate::view::report::{BodyView, ReportView};
use std::cell::OnceCell;
use std::path::Path;

/// Rows of a list for people, who can ask for more.
const TABLE_ROWS: usize = 10;
const MARKDOWN_ROWS: usize = 25;
const HTML_ROWS: usize = 100;
/// Rows of a table that was asked for by `--by`.
const CROSS_ROWS: usize = 100;

pub(super) fn run(args: &ReportArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let diagnostics = &context.diagnostics;
    let rejects_target = args.rejects_target();
    let filter = Filter::new(&args.filters.criteria())?;
    let catalogs = load_catalogs(&settings.catalog.value)?;
    let generated_at = generated_at(args.form.generated_at, &context.environment)?;
    let outputs = outputs::outputs(
        args.output.targets(),
        &settings.report.format,
        rejects_target.as_ref(),
    )?;
    let by = settings
        .report
        .by
        .value
        .as_ref()
        .map_or(&[][..], |by| by.as_slice());
    let templates = load_templates(args.form.template.as_deref())?;
    let formats: Vec<Format> = outputs.iter().map(|output| output.format).collect();
    let sections = compliance::Sections::new(args, context, &filter, by, &formats)?;
    let sources = context.discover(&args.input.archives)?;
    let earlier = previous::sources(args, context)?;
    let history = compliance::history(args, context)?;
    let inputs = context
        .inputs()
        .archives(&sources)
        .archives(earlier.as_deref().unwrap_or_default())
        .archives(&history)
        .folder("a template", args.form.template.as_deref())
        .file("the policy", args.policy.as_deref());
    let inputs = args.framework.iter().fold(inputs, |inputs, name| {
        inputs.file("a framework", Some(Path::new(name)))
    });
    outputs::check(&outputs, rejects_target.as_ref(), &inputs)?;
    let rejects = rejects_target
        .as_ref()
        .map(rejects::File::create)
        .transpose()?;
    let progress = Progress::new(total_size(&sources), settings.progress.value);
    let marker = sections.marker();
    let reading = Reading {
        marker: sections.wanted().then_some(&marker),
        ..context.reading(&sources, &filter, &progress)
    };
    let detail = outputs.iter().any(|output| output.format == Format::Html) && by.is_empty();
    let counted = context.read(reading, rejects.as_ref(), &|| {
        (tables(by, detail), sections.observers())
    })?;
    progress.finish();
    need_months(&counted, months_asked(&args.filters))?;
    let previous = earlier
        .as_deref()
        .map(|earlier| previous::read(earlier, args, &catalogs, context))
        .transpose()?;
    let known = sections.read_history(&history, context)?;
    let (tables, observed) = &counted.observed;
    let compliance = OnceCell::new();
    let view = |format| {
        let asked = Asked {
            catalogs: &catalogs,
            filter: &filter,
            tz: settings.tz.value,
            top: rows(settings.report.top_for(format), format, by.is_empty()),
            generated_at,
        };
        let mut view = report_beside(&asked, &counted, tables, |summary| {
            let made = || sections.view(observed, &counted, summary, &catalogs, known.as_ref());
            if sections.shown_in(format) {
                compliance.get_or_init(made).clone()
            } else {
                ComplianceView::default()
            }
        });
        if let BodyView::Sections(body) = &mut view.body {
            body.without_activity = sections.without_activity();
        }
        if let Some(known) = &known {
            view.head
                .incomplete
                .extend(archive::incomplete(&known.archives));
        }
        if let Some(previous) = &previous {
            view.head.incomplete.extend(previous.incomplete.clone());
            view.head.previous = Some(previous.view.clone());
        }
        view.page = (format == Format::Html).then(|| PageView {
            command: repeat::report(args, &view.head, context),
            ends_early: ends_early(&counted),
            ..view.page.take().unwrap_or_default()
        });
        view
    };
    let views: Vec<ReportView> = outputs.iter().map(|output| view(output.format)).collect();
    let Some(head) = views.first().map(|view| &view.head) else {
        return Ok(ExitStatus::Done);
    };
    let others = previous.as_ref().map(|it| it.of_others(&head.archives));
    if let Some([mine, theirs]) = others.flatten() {
        diagnostics.warn(&format!(
            "--previous: its archives are of account {theirs}, the report is of {mine}"
        ));
    }
    context.say_incomplete(&head.incomplete);
    context.say_unmatched(&head.filters_unmatched);
    if head.accounts.len() > 1 {
        diagnostics.warn(&several_accounts(&head.accounts));
    }
    let incomplete = !head.incomplete.is_empty();
    if incomplete && !settings.report.allow_incomplete.value {
        return Err(context.refuse_incomplete(
            &head.incomplete,
            sources.len() + earlier.map_or(0, |earlier| earlier.len()) + history.len(),
        ));
    }
    if let Some(previous) = &previous {
        previous::need_apart(previous, &counted, head)?;
    }
    let render = |(output, view): (&Output<Format>, &ReportView)| {
        let options = output.table_options(context);
        render_with(view, output.format, &options, &templates)
            .map_err(|error| template_fault(error, args.form.template.as_deref(), &output.target))
    };
    let rendered = outputs.iter().zip(&views).map(render);
    let rendered: Vec<Rendered> = rendered.collect::<Result<_>>()?;
    outputs::write(&outputs, &rendered, rejects)?;
    for ((output, view), rendered) in outputs.iter().zip(&views).zip(&rendered) {
        say_what_the_format_cannot(view, output.format, rendered, context);
        let events = outputs::amount(head.ledger.accepted, "event");
        output.say_written(rendered, &events, context);
    }
    Ok(
        match (
            incomplete,
            settings.report.strict.value && head.ledger.rejected > 0,
        ) {
            (true, _) => ExitStatus::Unreadable,
            (false, true) => ExitStatus::Negative,
            (false, false) => ExitStatus::Done,
        },
    )
}

/// Accounts that are named where there are several.
const NAMED_ACCOUNTS: usize = 5;

/// Figures of several accounts in one.
fn several_accounts(accounts: &[String]) -> String {
    let named = accounts.len().min(NAMED_ACCOUNTS);
    let more = if accounts.len() > named { " …" } else { "" };
    format!(
        "events of {} enterprise accounts are counted together: {}{more}; pick one with --account",
        accounts.len(),
        accounts[..named].join(", ")
    )
}

pub(super) fn rows(asked: Option<Top>, format: Format, standard: bool) -> Option<usize> {
    match (asked, format) {
        (Some(Top::Rows(rows)), _) => Some(rows.get()),
        (Some(Top::All), _) | (None, Format::Csv | Format::Json) => None,
        (None, _) if !standard => Some(CROSS_ROWS),
        (None, Format::Table) => Some(TABLE_ROWS),
        (None, Format::Markdown) => Some(MARKDOWN_ROWS),
        (None, Format::Html) => Some(HTML_ROWS),
    }
}

/// A CSV cross-table has no room for the ledger, and no format can say what it changed.
fn say_what_the_format_cannot(
    view: &ReportView,
    format: Format,
    rendered: &Rendered,
    context: &Context,
) {
    let diagnostics = &context.diagnostics;
    context.say_altered(rendered.altered_cells);
    if format == Format::Csv && matches!(view.body, BodyView::Cross(_)) {
        diagnostics.note(&view.head.ledger.equation());
    }
    if format == Format::Csv {
        for (list, whole) in &view.head.cut {
            diagnostics.note(&format!("{list} was cut by --top; it has {whole} rows"));
        }
    }
}
