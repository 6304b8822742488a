//! `trailproof completions` and `trailproof man`.

use crate::cli::{CompletionsArgs, ManArgs, completions, manual};
use crate::diagnostics::Diagnostics;
use crate::error::{ExitStatus, Result};
use crate::output::{Target, make_folder};

pub(super) fn write_completions(args: &CompletionsArgs) -> Result<ExitStatus> {
    Target::Stdout.write(&completions(args.shell))?;
    Ok(ExitStatus::Done)
}

pub(super) fn write_manual(args: &ManArgs, diagnostics: &Diagnostics) -> Result<ExitStatus> {
    let pages = manual().map_err(|error| Target::Stdout.failed(error))?;
    let Some(folder) = &args.folder else {
        if let Some(page) = pages.first() {
            Target::Stdout.write(&page.text)?;
        }
        return Ok(ExitStatus::Done);
    };
    make_folder(folder)?;
    for page in &pages {
        Target::new(Some(folder.join(&page.file)), true).write(&page.text)?;
    }
    diagnostics.note(&format!(
        "wrote {} manual pages to {}",
        pages.len(),
        folder.display()
    ));
    Ok(ExitStatus::Done)
}
