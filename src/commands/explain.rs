//! `trailproof explain`.

use super::table_options;
use crate::cli::{Cli, ExplainArgs, Topic};
use crate::config::{Environment, color};
use crate::detection::Rules;
use crate::error::{ExitStatus, Result};
use crate::framework::{built_in, explained};
use crate::output::Target;
use crate::pack;
use crate::render::{render_controls, render_detections, render_pages, render_rules};
use crate::validate::described;

pub(super) fn run(args: &ExplainArgs, cli: &Cli) -> Result<ExitStatus> {
    let target = Target::Stdout;
    let environment = Environment::of_process();
    let color = color(&cli.common.file(), &cli.flags, &environment)?;
    let options = table_options(&target, &color, &environment);
    let mut rules = described();
    let pages = |topic: &Topic| match topic {
        Topic::Code(code) => render_pages(&[described()[*code as usize]], &options),
        Topic::Verification(code) => render_pages(&[code.page()], &options),
        Topic::Detection(id) => {
            let rules = Rules::built_in();
            let rows: Vec<_> = rules.get(id).map(super::rules::row).into_iter().collect();
            render_detections(&rows, &options)
        }
        Topic::Control(id) => render_controls(&explained(&built_in(), id), &options),
    };
    let text = if args.topics.is_empty() {
        rules.extend(pack::Code::ALL.map(pack::Code::page));
        render_rules(&rules, &options)
    } else {
        args.topics.iter().map(pages).collect::<Vec<_>>().join("\n")
    };
    target.write(text.as_bytes())?;
    Ok(ExitStatus::Done)
}
