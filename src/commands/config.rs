//! `trailproof config show`.

use super::Context;
use crate::cli::ShowArgs;
use crate::config::{ListingFormat, to_json, to_toml};
use crate::error::{ExitStatus, Result};
use crate::output::Target;

pub(super) fn show(args: &ShowArgs, context: &Context) -> Result<ExitStatus> {
    let text = match args.format.unwrap_or(ListingFormat::Toml) {
        ListingFormat::Toml => to_toml(&context.settings),
        ListingFormat::Json => to_json(&context.settings),
    };
    Target::Stdout.write(text.as_bytes())?;
    Ok(ExitStatus::Done)
}
