//! `trailproof validate`.

use super::judging::{Flags, Judging, warn_of_ignores};
use super::outputs::{Outputs, amount};
use super::{Context, rejects, status};
use crate::cli::ValidateArgs;
use crate::config::{generated_at, load_catalogs};
use crate::error::{ExitStatus, Result};
use crate::filter::Filter;
use crate::reading::Reading;
use crate::render::{VerdictFormat, write_verdict};
use crate::view::validation::{CheckedView, ValidationView};
use std::sync::Arc;

pub(super) fn run(args: &ValidateArgs, context: &Context) -> Result<ExitStatus> {
    let settings = &context.settings;
    let own = &settings.validate;
    let catalogs = Arc::new(load_catalogs(&settings.catalog.value)?);
    let generated_at = generated_at(args.generated_at, &context.environment)?;
    let outputs = Outputs::new(args.output.targets(), &own.format, args.rejects_target())?;
    let sources = context.discover(&args.input.archives)?;
    let flags = Flags {
        listing: args.listing.as_deref(),
        as_of: args.as_of,
        is_final: args.is_final,
        ignore: &args.ignore,
        generated_at,
    };
    let judging = Judging::new(&flags, &catalogs, &sources, context)?;
    let inputs = context.inputs().archives(&sources);
    let rejects = outputs.open(&inputs.file("the listing", args.listing.as_deref()))?;
    let rejects = rejects.map(rejects::File::guarded);
    let filter = Filter::default();
    let counted = context.count(
        &sources,
        &filter,
        rejects.as_ref(),
        |it| Reading {
            limits: judging.limits(context),
            inspection: Some(judging.inspection(context)),
            ..it
        },
        &|| ((), judging.firsts()),
    )?;
    let (mut counted, firsts) = counted.parted();
    let view = judging.verdict(&mut counted, &firsts);
    warn_of_ignores(&view, context);
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
