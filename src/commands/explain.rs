//! `trailproof explain`.

use super::Context;
use crate::cli::ExplainArgs;
use crate::error::{ExitStatus, Result};
use crate::output::{Target, is_colored, width};
use crate::render::{TableOptions, render_pages};

pub(super) fn run(args: &ExplainArgs, context: &Context) -> Result<ExitStatus> {
    let target = Target::Stdout;
    let options = TableOptions {
        width: width(&target).and_then(|columns| u16::try_from(columns).ok()),
        color: is_colored(&context.settings.color, &target, &context.environment),
    };
    target.write(render_pages(&args.codes, &options).as_bytes())?;
    Ok(ExitStatus::Done)
}
