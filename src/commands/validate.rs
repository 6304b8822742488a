//! `trailproof validate`.

use super::{Context, listing, outputs, rejects};
use crate::catalog::Catalogs;
use crate::cli::ValidateArgs;
use crate::config::{Choice as _, Origin, Top, generated_at, load_catalogs, today};
use crate::diagnostics::Diagnostics;
use crate::error::{ExitStatus, Result};
use crate::filter::Filter;
use crate::ingest::discover::{Source, total_size};
use crate::pipeline::Inspection;
use crate::progress::Progress;
use crate::reading::{Counted, Reading};
use crate::render::{Rendered, render_verdict};
use crate::validate::{Asked, Identities, Ignore, Inspector, Kept, Rules, verdict};
use crate::view::validation::ValidationView;
use std::sync::Arc;

pub(super) fn run(args: &ValidateArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let diagnostics = &context.diagnostics;
    let own = &settings.validate;
    let rejects_target = args.rejects_target();
    let catalogs = Arc::new(load_catalogs(&settings.catalog.value)?);
    let generated_at = generated_at(args.generated_at, &context.environment)?;
    let outputs = outputs::outputs(args.output.targets(), &own.format, rejects_target.as_ref())?;
    let sources = context.discover(&args.input.archives)?;
    let listing = args
        .listing
        .as_deref()
        .map(|path| listing::read(path, &sources))
        .transpose()?;
    let inputs = context
        .inputs()
        .archives(&sources)
        .file("the listing", args.listing.as_deref());
    outputs::check(&outputs, rejects_target.as_ref(), &inputs)?;
    let rules = own
        .select
        .value
        .as_ref()
        .map_or_else(Rules::all, |s| s.rules());
    let ignores = ignores(args, context);
    let run = Run {
        sources: &sources,
        rules,
        catalogs: &catalogs,
        list: match own.max_findings.value {
            Top::Rows(rows) => rows.get(),
            Top::All => usize::MAX,
        },
    };
    let rejects = rejects_target
        .as_ref()
        .map(|target| rejects::File::create(target).map(rejects::File::guarded))
        .transpose()?;
    let counted = run.inspect(rejects.as_ref(), context)?;
    let configuration = match &own.ignore.origin {
        Origin::File(path) => Some(path.to_string_lossy()),
        _ => None,
    };
    let asked = Asked {
        rules,
        ignores: &ignores,
        configuration: configuration.as_deref(),
        today: today(args.as_of.or(generated_at)),
        catalogs: &catalogs,
        listing: listing
            .as_ref()
            .map(|(source, listing)| (listing, &*source.shown)),
        as_of: args.as_of,
        is_final: args.is_final,
        fail_on: own.fail_on.value.name(),
        generated_at,
    };
    let view = verdict(&asked, counted);
    let rendered = outputs.iter().map(|output| {
        render_verdict(&view, output.format, &output.table_options(context))
            .map_err(|error| output.target.failed(std::io::Error::other(error)))
    });
    let rendered: Vec<Rendered> = rendered.collect::<Result<_>>()?;
    outputs::write(&outputs, &rendered, rejects)?;
    warn_of_ignores(&view, diagnostics);
    let found = outputs::amount(view.findings.len() as u64, "finding");
    for (output, rendered) in outputs.iter().zip(&rendered) {
        output.say_written(rendered, &found, context);
    }
    Ok(answer(&view, diagnostics))
}

/// What is to be read, and how.
struct Run<'a> {
    sources: &'a [Source],
    rules: Rules,
    catalogs: &'a Arc<Catalogs>,
    list: usize,
}

impl Run<'_> {
    fn inspect(
        &self,
        rejects: Option<&rejects::File>,
        context: &Context,
    ) -> Result<Counted<Identities>> {
        let settings = &context.settings;
        let progress = Progress::new(total_size(self.sources), settings.progress.value);
        let filter = Filter::default();
        let catalogs = Arc::clone(self.catalogs);
        let rules = self.rules;
        let kept = Kept::of(rules);
        let lengths = settings.limits.lengths();
        let inspection = Inspection {
            inspector: Box::new(move || {
                Box::new(Inspector::new(rules, Arc::clone(&catalogs)).asking_from(lengths))
            }),
            list: self.list,
            times: kept.times,
            twins: kept.twins,
        };
        let reading = Reading {
            limits: settings.limits.for_judging(),
            inspection: Some(inspection),
            ..context.reading(self.sources, &filter, &progress)
        };
        context.read(reading, rejects, &|| Identities::new(kept.firsts))
    }
}

/// The rules that flags and configuration set aside.
fn ignores(args: &ValidateArgs, context: &Context) -> Vec<Ignore> {
    let flags = args.ignore.iter().flat_map(|words| words.words());
    let flags = flags.filter_map(|word| {
        Some(Ignore {
            word: word.clone(),
            rules: Rules::named(word)?,
            reason: "set aside on the command line".to_owned(),
            until: None,
        })
    });
    let configured = context.settings.validate.ignore.value.as_ref();
    let configured = configured.map_or(&[][..], |aside| aside.entries());
    configured.iter().cloned().chain(flags).collect()
}

/// An entry that does nothing is a mistake, or a reason that is gone.
fn warn_of_ignores(view: &ValidationView, diagnostics: &Diagnostics) {
    for entry in &view.ignored {
        let rules = &entry.rules;
        match entry.state {
            "expired" => diagnostics.warn(&format!(
                "{rules} is set aside until {}, which is over: its findings count again",
                entry.until.as_deref().unwrap_or_default()
            )),
            "unused" => diagnostics.warn(&format!(
                "{rules} is set aside, and nothing was found that it sets aside; remove it"
            )),
            _ => {}
        }
    }
}

/// An input that could not be opened is no finding, and outweighs them.
fn answer(view: &ValidationView, diagnostics: &Diagnostics) -> ExitStatus {
    let mut status = if view.passes() {
        ExitStatus::Done
    } else {
        ExitStatus::Negative
    };
    for archive in &view.archives {
        if let Some(error) = &archive.error {
            diagnostics.fault(&format!("{}: {error}", archive.archive.path));
            status = ExitStatus::Unreadable;
        }
    }
    status
}
