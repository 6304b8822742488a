//! `trailproof report`.

use super::{Context, previous, rejects, repeat, table_options, template_fault};
use crate::aggregate::tables;
use crate::cli::ReportArgs;
use crate::config::{Top, generated_at, infer_format, load_catalogs, load_templates};
use crate::error::{ExitStatus, Result};
use crate::filter::Filter;
use crate::ingest::discover::{discover, total_size};
use crate::inventory::ends_early;
use crate::progress::Progress;
use crate::render::{Format, Rendered, render_with};
use crate::report::{Asked, report};
use crate::view::page::PageView;
use crate::view::report::{BodyView, ReportView};

/// Rows of a list for people, who can ask for more.
const TABLE_ROWS: usize = 10;
const MARKDOWN_ROWS: usize = 25;
const HTML_ROWS: usize = 100;
/// Rows of a table that was asked for by `--by`.
const CROSS_ROWS: usize = 100;

pub(super) fn run(args: &ReportArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let diagnostics = &context.diagnostics;
    let target = args.output.target();
    let rejects_target = args.rejects_target();
    let filter = Filter::new(&args.filters.criteria())?;
    let catalogs = load_catalogs(&settings.catalog.value)?;
    let generated_at = generated_at(args.form.generated_at, &context.environment)?;
    let format = infer_format(&settings.report.format, target.path())?;
    let by = settings
        .report
        .by
        .value
        .as_ref()
        .map_or(&[][..], |by| by.as_slice());
    let templates = load_templates(args.form.template.as_deref())?;
    if let Some(rejects) = &rejects_target {
        target.check_apart(rejects, "--output and --rejects")?;
    }
    let sources = discover(&args.input.archives)?;
    let earlier = previous::sources(args)?;
    let inputs = context
        .inputs()
        .archives(&sources)
        .archives(earlier.as_deref().unwrap_or_default())
        .folder("a template", args.form.template.as_deref());
    for target in [Some(&target), rejects_target.as_ref()]
        .into_iter()
        .flatten()
    {
        target.check(&inputs)?;
    }
    let rejects = rejects_target
        .as_ref()
        .map(rejects::File::create)
        .transpose()?;
    let progress = Progress::new(total_size(&sources), settings.progress.value);
    let reading = context.reading(&sources, &filter, &progress);
    let detail = format == Format::Html && by.is_empty();
    let counted = context.read(reading, rejects.as_ref(), &|| tables(by, detail))?;
    progress.finish();
    let asked = Asked {
        catalogs: &catalogs,
        filter: &filter,
        tz: settings.tz.value,
        top: rows(settings.report.top_for(format), format, by.is_empty()),
        generated_at,
    };
    let ends_early = ends_early(&counted);
    let mut view = report(&asked, &counted);
    if let Some(earlier) = &earlier {
        let previous = previous::read(earlier, args, &catalogs, context)?;
        if let Some([mine, theirs]) = previous.of_others(&view.head.archives) {
            diagnostics.warn(&format!(
                "--previous: its archives are of account {theirs}, the report is of {mine}"
            ));
        }
        view.head.incomplete.extend(previous.incomplete);
        view.head.previous = Some(previous.view);
    }
    if format == Format::Html {
        let command = repeat::report(args, &view.head, context);
        view.page = Some(PageView {
            command,
            ends_early,
            ..view.page.take().unwrap_or_default()
        });
    }
    context.say_incomplete(&view.head.incomplete);
    context.say_unmatched(&view.head.filters_unmatched);
    if view.head.accounts.len() > 1 {
        diagnostics.warn(&several_accounts(&view.head.accounts));
    }
    let incomplete = !view.head.incomplete.is_empty();
    if incomplete && !settings.report.allow_incomplete.value {
        return Err(context.refuse_incomplete(
            &view.head.incomplete,
            sources.len() + earlier.map_or(0, |earlier| earlier.len()),
        ));
    }
    let rendered = render_with(&view, format, &table_options(&target, context), &templates)
        .map_err(|error| template_fault(error, args.form.template.as_deref(), &target))?;
    target.write(&rendered.bytes)?;
    if let Some(file) = rejects {
        file.commit()?;
    }
    say_what_the_format_cannot(&view, format, &rendered, context);
    if let Some(path) = target.path() {
        let events = view.head.ledger.accepted;
        diagnostics.note(&format!(
            "wrote {} ({} bytes, {events} events)",
            path.display(),
            rendered.bytes.len()
        ));
    }
    Ok(
        match (
            incomplete,
            settings.report.strict.value && view.head.ledger.rejected > 0,
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
