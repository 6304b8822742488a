//! `trailproof explain`.

use super::Context;
use crate::cli::ExplainArgs;
use crate::error::{ExitStatus, Result};
use crate::output::{Target, is_colored, width};
use crate::render::{TableOptions, render_pages, render_rules};
use crate::validate::described;

pub(super) fn run(args: &ExplainArgs, context: &Context) -> Result<ExitStatus> {
    let target = Target::Stdout;
    let options = TableOptions {
        width: width(&target).and_then(|columns| u16::try_from(columns).ok()),
        color: is_colored(&context.settings.color, &target, &context.environment),
    };
    let mut rules = described();
    let text = if args.codes.is_empty() {
        render_rules(&rules, &options)
    } else {
        let asked = args.codes.iter().map(|code| rules[*code as usize]);
        rules = asked.collect();
        render_pages(&rules, &options)
    };
    target.write(text.as_bytes())?;
    Ok(ExitStatus::Done)
}
