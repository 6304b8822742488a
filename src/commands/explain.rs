//! `trailproof explain`.

use super::Context;
use crate::cli::{ExplainArgs, Topic};
use crate::error::{ExitStatus, Result};
use crate::framework::{built_in, explained};
use crate::output::{Target, is_colored, width};
use crate::render::{TableOptions, render_controls, render_pages, render_rules};
use crate::validate::described;

pub(super) fn run(args: &ExplainArgs, context: &Context) -> Result<ExitStatus> {
    let target = Target::Stdout;
    let options = TableOptions {
        width: width(&target).and_then(|columns| u16::try_from(columns).ok()),
        color: is_colored(&context.settings.color, &target, &context.environment),
    };
    let rules = described();
    let pages = |topic: &Topic| match topic {
        Topic::Code(code) => render_pages(&[rules[*code as usize]], &options),
        Topic::Control(id) => render_controls(&explained(&built_in(), id), &options),
    };
    let text = if args.topics.is_empty() {
        render_rules(&rules, &options)
    } else {
        args.topics.iter().map(pages).collect::<Vec<_>>().join("\n")
    };
    target.write(text.as_bytes())?;
    Ok(ExitStatus::Done)
}
