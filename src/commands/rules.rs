//! `trailproof rules`.

use super::{Context, detections, render_fault};
use crate::cli::{RowsShown, RulesCommand, RulesListArgs, RulesTestArgs};
use crate::config::{Setting, infer_format, load_rules};
use crate::detection::{Case, Head, Judged, Rule, Rules};
use crate::error::{Error, ExitStatus, Result};
use crate::filter::{Criteria, Filter};
use crate::framework::{Framework, built_in};
use crate::ingest::Source;
use crate::output::Target;
use crate::reading::Reading;
use crate::render::RowsFormat;
use crate::render::catalog::{CatalogForm, CatalogOutput, write};
use crate::view::rules::{RuleRow, RulesView, TestRow, TestsView};
use std::io::Write as _;
use std::sync::Arc;

pub(super) fn run(command: &RulesCommand, context: &Context) -> Result<ExitStatus> {
    match command {
        RulesCommand::List(args) => list(args, context),
        RulesCommand::Test(args) => test(args, context),
    }
}

fn list(args: &RulesListArgs, context: &Context) -> Result<ExitStatus> {
    let built_in = match args.which.no_builtin_rules {
        true => Rules::default(),
        false => Rules::built_in(),
    };
    let rules = load_rules(&args.which.rules, built_in)?;
    let view = RulesView::of(rules.list().iter().map(row).collect());
    let target = args.shown.output.target();
    let inputs = args.which.rules.iter();
    let inputs = inputs.fold(context.inputs(), |inputs, folder| {
        inputs.folder("the rules", Some(folder))
    });
    target.check(&inputs)?;
    show(&view, &args.shown, &target, context)?;
    Ok(ExitStatus::Done)
}

/// What a rule says of itself.
pub(super) fn row(rule: &Rule) -> RuleRow {
    let head = &rule.head;
    let mut needs = head.needs.policy.clone();
    if head.needs.history > 0 {
        needs.push(format!("{} days of history", head.needs.history));
    }
    RuleRow {
        rule: head.id.clone(),
        title: head.title.clone(),
        level: head.level.as_str(),
        kind: rule.kind(),
        file: rule.file.clone(),
        description: head.description.clone(),
        controls: controls(head),
        parameters: head.parameters.clone(),
        false_positives: head.false_positives.clone(),
        needs,
        tests: rule.tests.len(),
    }
}

/// The controls that a rule helps with: of the frameworks that are built in, then those that it names itself, each once.
fn controls(head: &Head) -> Vec<String> {
    let of = |framework: &Framework| {
        let controls = framework.controls.iter();
        let helped = controls.filter(|control| control.detections().contains(&&*head.id));
        let named = helped.map(|control| format!("{} {}", framework.id, control.id));
        named.collect::<Vec<_>>()
    };
    let mut all: Vec<String> = built_in().iter().flat_map(of).collect();
    for own in &head.controls {
        if !all.contains(own) {
            all.push(own.clone());
        }
    }
    all
}

fn test(args: &RulesTestArgs, context: &Context) -> Result<ExitStatus> {
    let folders: Vec<_> = args.folder.iter().cloned().collect();
    let built_in = match folders.is_empty() {
        true => Rules::built_in(),
        false => Rules::default(),
    };
    let rules = load_rules(&folders, built_in)?;
    let target = args.shown.output.target();
    let inputs = context.inputs().folder("the rules", args.folder.as_deref());
    target.check(&inputs)?;
    let mut tests = Vec::new();
    let mut untested = Vec::new();
    for rule in rules.list() {
        if rule.tests.is_empty() {
            untested.push(rule.head.id.clone());
        }
        let only = Rules::only(rule);
        for case in &rule.tests {
            let failures = match judged(&only, case)? {
                Ok(judged) => case.failures(&judged),
                Err(sentence) => vec![sentence],
            };
            tests.push(TestRow {
                rule: rule.head.id.clone(),
                test: case.name.clone(),
                file: rule.file.clone(),
                passed: failures.is_empty(),
                failures,
            });
        }
    }
    let view = TestsView::of(rules.list().len(), tests, untested);
    show(&view, &args.shown, &target, context)?;
    Ok(match view.failed {
        0 => ExitStatus::Done,
        _ => ExitStatus::Negative,
    })
}

/// Events of a rule that may be listed.
const LISTED: usize = 1000;

/// What a rule comes to in a test: read, noted and judged as archives are.
fn judged(rules: &Rules, case: &Case) -> Result<std::result::Result<Judged, String>> {
    let setting = match case.setting() {
        Ok(setting) => setting,
        Err(sentence) => return Ok(Err(sentence)),
    };
    let [from, to] = setting.period.map(|at| vec![at.to_string()]);
    let period = Filter::new(&Criteria {
        from,
        to,
        ..Criteria::default()
    })?;
    let policy = Arc::new(setting.policy);
    let read = |text: &str, filter: &Filter, history_of| -> Result<_> {
        let failed = |error| Error::Unreadable(format!("a test could not be read: {error}"));
        let mut file = tempfile::NamedTempFile::new().map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        let sources = [Source {
            path: Some(file.path().to_path_buf()),
            shown: "test".to_owned(),
        }];
        let reading = Reading::new(&sources, filter);
        let setup = detections::setup(&policy, &period, history_of, LISTED);
        detections::observe(rules, &policy, reading, &setup).map_err(failed)
    };
    let own = read(&setting.own, &period, None)?;
    let history = match setting.history.as_str() {
        "" => None,
        text => Some(read(text, &Filter::default(), Some(setting.period[0]))?),
    };
    let judged = detections::judge(rules, &policy, &period, &own, history.as_ref());
    Ok(judged
        .into_iter()
        .next()
        .ok_or_else(|| "the rule was not evaluated".to_owned()))
}

pub(super) fn show<V: CatalogOutput>(
    view: &V,
    shown: &RowsShown,
    target: &Target,
    context: &Context,
) -> Result<()> {
    let asked = Setting::of_flag(shown.format, RowsFormat::Table);
    let form = match infer_format(&asked, target.path())? {
        RowsFormat::Table => CatalogForm::Table,
        RowsFormat::Csv => CatalogForm::Csv,
        RowsFormat::Json => CatalogForm::Json,
    };
    let mut out = Vec::new();
    let altered = write(view, form, &context.table_options(target), &mut out)
        .map_err(|error| render_fault(error, None, target))?;
    target.write(&out)?;
    context.say_altered(altered);
    Ok(())
}
