//! `trailproof validate`.

use super::outputs::{Outputs, amount};
use super::{Context, listing, rejects, status};
use crate::catalog::Catalogs;
use crate::cli::ValidateArgs;
use crate::config::{Choice as _, Selection, Top, generated_at, load_catalogs, today};
use crate::diagnostics::Diagnostics;
use crate::error::{ExitStatus, Result};
use crate::filter::Filter;
use crate::ingest::Source;
use crate::pipeline::Inspection;
use crate::reading::{Counted, Reading};
use crate::render::{VerdictFormat, write_verdict};
use crate::validate::{Asked, Identities, Ignore, Inspector, Kept, Rules, verdict};
use crate::view::validation::{CheckedView, ValidationView};
use std::sync::Arc;

pub(super) fn run(args: &ValidateArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let own = &settings.validate;
    let catalogs = Arc::new(load_catalogs(&settings.catalog.value)?);
    let generated_at = generated_at(args.generated_at, &context.environment)?;
    let outputs = Outputs::new(args.output.targets(), &own.format, args.rejects_target())?;
    let sources = context.discover(&args.input.archives)?;
    let listing = listing::read(args.listing.as_deref(), &sources)?;
    let inputs = context.inputs().archives(&sources);
    let rejects = outputs.open(&inputs.file("the listing", args.listing.as_deref()))?;
    let rejects = rejects.map(rejects::File::guarded);
    let rules = own.select.value.as_ref();
    let rules = rules.map_or_else(Rules::all, Selection::rules);
    let counted = inspect(&sources, rules, &catalogs, rejects.as_ref(), context)?;
    let configuration = own.ignore.origin.file();
    let asked = Asked {
        rules,
        ignores: &ignores(args, context),
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
    warn_of_ignores(&view, &context.diagnostics);
    let holds = amount(view.findings.len() as u64, "finding");
    outputs.write(rejects, None, &holds, context, |_, format, options, out| {
        let notes = configuration_note(&view, format).into_iter().collect();
        Ok((write_verdict(&view, format, options, out)?, notes))
    })?;
    let unopened = say_unopened(&view, context);
    Ok(status(unopened, !view.passes()))
}

/// Names the inputs that could not be opened, which are no findings and outweigh them; whether there are any.
fn say_unopened(view: &ValidationView, context: &Context) -> bool {
    let mut any = false;
    for CheckedView { archive, error, .. } in &view.archives {
        if let Some(error) = error {
            any = true;
            let path = &archive.path;
            context.diagnostics.fault(&format!("{path}: {error}"));
        }
    }
    any
}

/// A CSV has no room for the configuration that sets rules aside.
fn configuration_note(view: &ValidationView, format: VerdictFormat) -> Option<String> {
    let path = view.configuration.as_ref();
    let path = path.filter(|_| format == VerdictFormat::Csv)?;
    Some(format!("{path} sets rules aside"))
}

/// Reads with a look at every record.
fn inspect(
    sources: &[Source],
    rules: Rules,
    catalogs: &Arc<Catalogs>,
    rejects: Option<&rejects::File>,
    context: &Context,
) -> Result<Counted<Identities>> {
    let settings = &context.settings;
    let catalogs = Arc::clone(catalogs);
    let kept = Kept::of(rules);
    let lengths = settings.limits.lengths();
    let inspection = Inspection {
        inspector: Box::new(move || {
            Box::new(Inspector::new(rules, Arc::clone(&catalogs)).asking_from(lengths))
        }),
        list: match settings.validate.max_findings.value {
            Top::Rows(rows) => rows.get(),
            Top::All => usize::MAX,
        },
        times: kept.times,
        twins: kept.twins,
    };
    let firsts = || Identities::new(kept.firsts);
    let limits = settings.limits.for_judging();
    let filter = Filter::default();
    context.count(
        sources,
        &filter,
        rejects,
        |it| Reading {
            limits,
            inspection: Some(inspection),
            ..it
        },
        &firsts,
    )
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
