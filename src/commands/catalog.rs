//! `trailproof catalog`.

use super::{Context, render_fault};
use crate::catalog::Catalog;
use crate::cli::{CatalogArgs, CatalogCommand, Shown};
use crate::config::{Setting, infer_format, load_catalogs};
use crate::error::{ExitStatus, Result};
use crate::output::Target;
use crate::render::RowsFormat;
use crate::render::catalog::{CatalogForm, write};
use crate::view::catalog::{CatalogDiffView, CatalogView, CatalogsView};

pub(super) fn run(args: &CatalogArgs, context: &Context) -> Result<ExitStatus> {
    let shown = match &args.command {
        None => &args.shown,
        Some(CatalogCommand::List(args)) => &args.shown,
        Some(CatalogCommand::Diff(args)) => &args.shown,
    };
    let target = shown.output.target();
    let form = form(shown, &target)?;
    let mut inputs = context.inputs();
    let mut named = vec![args.catalog.as_ref()];
    if let Some(CatalogCommand::Diff(sides)) = &args.command {
        named.extend([Some(&sides.before), Some(&sides.after)]);
    }
    for catalog in named.into_iter().flatten() {
        inputs = inputs.file("the catalog", catalog.path());
    }
    target.check(&inputs)?;
    let options = context.table_options(&target);
    let mut out = Vec::new();
    let altered = match &args.command {
        None => {
            let named = args.catalog.as_ref();
            let catalogs = load_catalogs(named.unwrap_or(&context.settings.catalog.value))?;
            write(&CatalogView::of(&catalogs), form, &options, &mut out)
        }
        Some(CatalogCommand::List(_)) => {
            let catalogs: Vec<_> = Catalog::names().filter_map(Catalog::built_in).collect();
            write(&CatalogsView::of(&catalogs), form, &options, &mut out)
        }
        Some(CatalogCommand::Diff(args)) => {
            let before = load_catalogs(&args.before)?.united();
            let after = load_catalogs(&args.after)?.united();
            if form == CatalogForm::Names || form == CatalogForm::Csv {
                say_incomplete(&[&before, &after], context);
            }
            write(
                &CatalogDiffView::of(&before, &after),
                form,
                &options,
                &mut out,
            )
        }
    };
    let altered = altered.map_err(|error| render_fault(error, None, &target))?;
    target.write(&out)?;
    context.say_altered(altered);
    Ok(ExitStatus::Done)
}

/// A form that was asked for, else names for whatever program is behind the pipe.
fn form(shown: &Shown, target: &Target) -> Result<CatalogForm> {
    if shown.format.is_none() && *target == Target::Stdout && !target.is_terminal() {
        return Ok(CatalogForm::Names);
    }
    let asked = Setting::of_flag(shown.format, RowsFormat::Table);
    Ok(match infer_format(&asked, target.path())? {
        RowsFormat::Table => CatalogForm::Table,
        RowsFormat::Csv => CatalogForm::Csv,
        RowsFormat::Json => CatalogForm::Json,
    })
}

/// What is missing from an incomplete catalog was not removed.
fn say_incomplete(catalogs: &[&Catalog], context: &Context) {
    for catalog in catalogs.iter().filter(|catalog| !catalog.complete) {
        context.diagnostics.warn(&format!(
            "catalog {} is known to be incomplete: an event that it does not list may still be supported",
            catalog.name
        ));
    }
}
