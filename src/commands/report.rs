//! `trailproof report`.

use super::compliance::{self, History, Noticed, Sections};
use super::outputs::{Outputs, amount, cut_notes};
use super::pseudonyms::Under;
use super::read::{Basis, months_asked, need_months};
use super::validated::Validating;
use super::{Context, previous, repeat, status};
use crate::aggregate::{Tables, tables};
use crate::archive;
use crate::cli::ReportArgs;
use crate::config::Top;
use crate::detection::Level;
use crate::error::{Error, ExitStatus, Result};
use crate::identity::Names;
use crate::inventory::ends_early;
use crate::pseudonym::Pseudonyms;
use crate::reading::{Counted, Reading};
use crate::redact::Redact as _;
use crate::render::{Format, VerdictFormat, write_detections, write_report};
use crate::report::{Asked, Previous, cut_compliance, report_beside};
use crate::view::compliance::ComplianceView;
use crate::view::detections::DetectionsView;
use crate::view::exceptions::SuppressionRow;
use crate::view::page::PageView;
use crate::view::report::{BodyView, ReportView};
use crate::view::validated::ValidatedView;
use std::cell::OnceCell;
use std::sync::Arc;

/// Rows of a list for people, who can ask for more.
const TABLE_ROWS: usize = 10;
const MARKDOWN_ROWS: usize = 25;
const HTML_ROWS: usize = 100;
/// Rows of a table that was asked for by `--by`.
const CROSS_ROWS: usize = 100;

pub(super) fn run(args: &ReportArgs, context: &Context) -> Result<ExitStatus> {
    let own = &context.settings.report;
    let by = own.by.value.as_ref().map_or(&[][..], |by| by.as_slice());
    let template = args.form.template.as_deref();
    let basis = context.basis(&args.filters, &args.form)?;
    let outputs = Outputs::new(args.output.targets(), &own.format, args.rejects_target())?;
    let formats = outputs.views(|format| format);
    let under = Under::of(&args.names, args.rejects_target().is_some())?;
    let sections = Sections::new(args, context, &basis.filter, by)?;
    if formats.contains(&VerdictFormat::Sarif) && sections.rules().is_none() {
        let what = "SARIF needs detections, which this report does not contain";
        return Err(Error::Usage(what.to_owned())
            .hint("include detections in --sections, and leave out --by"));
    }
    let sources = context.discover(&args.input.archives)?;
    let earlier = previous::sources(args, context)?;
    let history = compliance::history(args, context)?;
    let inputs = context.inputs().archives(&sources).archives(&earlier);
    let inputs = inputs.archives(&history).folder("a template", template);
    let inputs = inputs.file("the key", args.names.pseudonyms.as_deref());
    let rejects = outputs.open(&compliance::inputs(args, sections.rules(), inputs))?;
    let detail = formats.contains(&VerdictFormat::Html) && by.is_empty();
    let validating = Validating::new(args, &basis, &sources, context)?;
    let firsts = || validating.as_ref().and_then(Validating::firsts);
    let observers = || ((tables(by, detail), sections.observers()), firsts());
    let progress = context.progress(&[&sources]);
    let (marker, tagger) = (sections.marker(), sections.tagger());
    let detected = sections.rules().is_some();
    let reading = Reading {
        marker: sections.wanted().then_some(&marker),
        tagger: detected.then_some(&tagger),
        outside: detected,
        ..context.reading(&sources, &basis.filter, &progress)
    };
    let reading = match &validating {
        Some(validating) => validating.joins(reading, context),
        None => reading,
    };
    let (mut counted, firsts) = context
        .read(reading, rejects.as_ref(), &observers)?
        .parted();
    progress.finish();
    need_months(&counted, months_asked(&args.filters))?;
    let validation = match &validating {
        Some(validating) => {
            let view = validating.view(&mut counted, firsts, &sources, context)?;
            ValidatedView::from(&view)
        }
        None => ValidatedView::default(),
    };
    let learned = Learned {
        validation,
        previous: previous::read(&earlier, args, &basis.catalogs, context)?,
        history: sections.read_history(&history, &counted, context)?,
        compliance: OnceCell::new(),
        counted,
        basis: &basis,
        sections: &sections,
    };
    let earlier_names = learned.history.as_ref().map(|history| &history.names);
    let names: Vec<&Names> = earlier_names
        .into_iter()
        .chain([&learned.counted.names])
        .collect();
    let under = under.pseudonyms(&names);
    let views = outputs.views(|format| {
        let mut view = learned.view(args, context, shape(format));
        if let Some(under) = &under {
            view.redact(under);
        }
        view
    });
    let head = &views[0].head;
    context.say_unmatched(&head.filters_unmatched);
    learned.say_exceptions(under.as_ref(), context);
    context.say_accounts(None, &head.accounts);
    let all = sources.len() + earlier.len() + history.len();
    context.admit(&head.incomplete, all, own.allow_incomplete.value)?;
    previous::need_apart(learned.previous.as_ref(), &learned.counted, head, context)?;
    let holds = amount(head.ledger.accepted, "event");
    outputs.write(
        rejects,
        template,
        &holds,
        context,
        |nth, format, options, out| {
            let view = &views[nth];
            let Some(format) = format.of_report() else {
                return Ok((write_detections(view, out)?, Vec::new()));
            };
            let altered = write_report(view, format, options, &basis.templates, out)?;
            Ok((altered, notes(view, format)))
        },
    )?;
    let fired = learned.detections().is_some_and(|view| {
        let failing = args.fail_on.map(Level::as_str);
        failing.is_some_and(|level| view.fails_on(level))
    });
    let refused = fired || own.strict.value && head.ledger.rejected > 0;
    Ok(status(!head.incomplete.is_empty(), refused))
}

/// SARIF holds what JSON does of detections.
fn shape(format: VerdictFormat) -> Format {
    format.of_report().unwrap_or(Format::Json)
}

/// What was read, and by what it is shown.
pub(super) struct Learned<'a> {
    pub(super) basis: &'a Basis,
    pub(super) sections: &'a Sections<'a>,
    pub(super) counted: Counted<(Tables, Noticed)>,
    pub(super) previous: Option<Previous>,
    pub(super) history: Option<History>,
    pub(super) validation: ValidatedView,
    /// Made once for all formats that show it.
    pub(super) compliance: OnceCell<Arc<ComplianceView>>,
}

impl Learned<'_> {
    fn detections(&self) -> Option<&DetectionsView> {
        self.compliance.get()?.detections.as_ref()
    }

    /// Tells suppressions that set nothing aside: what was agreed to may be over.
    pub(super) fn say_exceptions(&self, under: Option<&Pseudonyms>, context: &Context) {
        let view = self
            .compliance
            .get()
            .and_then(|view| view.exceptions.as_ref());
        let suppressions = view.into_iter().flat_map(|view| &view.suppressions);
        for remark in suppressions.filter_map(SuppressionRow::remark) {
            let remark = under.map_or(remark.clone(), |under| under.text(&remark));
            context.diagnostics.warn(&remark);
        }
    }

    /// What is shown in one format.
    pub(super) fn view(&self, args: &ReportArgs, context: &Context, format: Format) -> ReportView {
        let (basis, sections, counted) = (self.basis, self.sections, &self.counted);
        let settings = &context.settings;
        let own = &settings.report;
        let asked = Asked {
            catalogs: &basis.catalogs,
            filter: &basis.filter,
            tz: &settings.tz.value,
            top: rows(own.top_for(format), format, own.by.value.is_none()),
            generated_at: basis.generated_at,
        };
        let (tables, observed) = &counted.observed;
        let history = self.history.as_ref();
        let mut view = report_beside(&asked, counted, tables, |summary| {
            let catalogs = &basis.catalogs;
            let made = || sections.view(observed, counted, summary, catalogs, history);
            Arc::clone(self.compliance.get_or_init(|| Arc::new(made())))
        });
        if let BodyView::Sections(body) = &mut view.body {
            body.without_activity = sections.without_activity();
        }
        if matches!(format, Format::Json | Format::Csv | Format::Xlsx) {
            cut_compliance(&mut view);
        }
        let head = &mut view.head;
        head.validation = self.validation.clone();
        head.ends_early = ends_early(counted);
        if let Some(history) = history {
            let incomplete = archive::incomplete(&history.archives);
            head.incomplete.extend(incomplete);
        }
        if let Some(previous) = &self.previous {
            head.incomplete.extend(previous.incomplete.clone());
            head.previous = Some(previous.view.clone());
        }
        view.page = (format == Format::Html).then(|| PageView {
            command: repeat::report(args, &view.head, context),
            shortened_on_paper: own.top_for(format).is_none() && own.by.value.is_none(),
            ..view.page.take().unwrap_or_default()
        });
        view
    }
}

pub(super) fn rows(asked: Option<Top>, format: Format, standard: bool) -> Option<usize> {
    match (asked, format) {
        (Some(Top::Rows(rows)), _) => Some(rows.get()),
        (Some(Top::All), _) | (None, Format::Csv | Format::Json | Format::Xlsx) => None,
        (None, _) if !standard => Some(CROSS_ROWS),
        (None, Format::Table) => Some(TABLE_ROWS),
        (None, Format::Markdown) => Some(MARKDOWN_ROWS),
        (None, Format::Html) => Some(HTML_ROWS),
    }
}

/// A CSV cross-table has no room for the ledger, and no CSV for what was cut.
fn notes(view: &ReportView, format: Format) -> Vec<String> {
    if format != Format::Csv {
        return Vec::new();
    }
    let cross = matches!(view.body, BodyView::Cross(_));
    let ledger = cross.then(|| view.head.ledger.equation());
    let verdict = cross.then(|| view.head.validation.sentence());
    ledger
        .into_iter()
        .chain(verdict)
        .chain(cut_notes(&view.head.cut))
        .collect()
}
