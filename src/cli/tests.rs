use super::*;
use crate::config::{FileChoice, Top};
use crate::diagnostics::Verbosity;
use crate::render::Format;

fn parse(line: &str) -> Result<Cli, clap::Error> {
    Cli::read(std::iter::once("trailproof").chain(line.split_whitespace()))
}

fn report(line: &str) -> (Common, Box<ReportArgs>) {
    match parse(line).map(|cli| (cli.common, cli.command)) {
        Ok((common, Command::Report(args))) => (common, args),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn the_definition_holds_together() {
    Cli::command().debug_assert();
}

#[test]
fn common_flags_stand_before_or_after_the_command() {
    for line in [
        "-j 2 --color never --no-progress -v report a.json --config x.toml",
        "report -j2 --color=never a.json --no-progress -v --config x.toml",
        "--config x.toml report a.json -vj2 --color never --no-progress",
    ] {
        let (common, args) = report(line);
        let layer = args.layer(&common);
        assert_eq!(
            layer.threads.map(std::num::NonZeroUsize::get),
            Some(2),
            "{line}"
        );
        assert_eq!(layer.progress, Some(false));
        assert_eq!(common.verbosity(), Verbosity::Verbose);
        assert_eq!(common.file(), FileChoice::Given("x.toml".into()));
    }
    let config = parse("config -q show --format json --isolated").expect("a command line");
    assert_eq!(config.common.file(), FileChoice::Isolated);
    assert_eq!(config.common.layer().progress, Some(false));
}

#[test]
fn report_flags_become_settings_filters_and_targets() {
    let (common, args) = report(
        "report a.json - -f html -o out.html --top all --by actor,app --tz Europe/Berlin --strict \
         --catalog 2024-04 --allow-incomplete --rejects r.ndjson --generated-at 2018-06-01T00:00:00Z \
         --from 2018-05 --to 2018-06 --month 2018-05 -e acme --account other --actor a@b.c --app web \
         --team ops --event addon.* --ip 10.0.0.0/8 --force",
    );
    let layer = args.layer(&common);
    assert_eq!(layer.report.format, Some(Format::Html));
    assert_eq!(layer.report.top, Some(Top::All));
    assert_eq!(layer.report.strict, Some(true));
    assert_eq!(args.filters.criteria().account, ["acme", "other"]);
    assert_eq!(args.filters.criteria().ip, ["10.0.0.0/8"]);
    assert_eq!(args.input.archives, ["a.json", "-"]);
    assert!(args.output.target().path().is_some() && args.rejects_target().is_some());
    let (common, args) = report("report a.json");
    assert_eq!(args.layer(&common), crate::config::Layer::default());
}

#[test]
fn what_makes_no_sense_is_a_usage_error() {
    for line in [
        "",
        "frobnicate",
        "config",
        "report",
        "report a.json -j 0",
        "report a.json -j 2000",
        "report a.json --top 0",
        "report a.json --top -1",
        "report a.json --by",
        "report a.json --by event,event",
        "report a.json --by event,",
        "report a.json --by weekday",
        "report a.json --by event,actor,app,team",
        "report a.json --by event --by actor",
        "report a.json -f pdf",
        "report a.json --tz Mars",
        "report a.json --color blue",
        "report a.json --generated-at 2018-06-01",
        "report a.json -q -v",
        "-q report a.json -v",
        "report a.json --isolated --config x.toml",
        "--isolated report a.json --config x.toml",
        "report a.json --frm 2018-05",
        "validate",
        "validate a.json -f html",
        "validate a.json --select X",
        "validate a.json --select",
        "validate a.json --ignore S,",
        "validate a.json --as-of yesterday",
        "validate a.json --fail-on fatal",
        "validate a.json --max-findings 0",
        "validate a.json --max-decompressed 0",
        "explain S99",
    ] {
        let error = parse(line).expect_err(line);
        assert_eq!(error.exit_code(), 2, "{line}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for line in [
        "--help",
        "-h",
        "report --help",
        "report -h",
        "--version",
        "config show --help",
        "validate --help",
        "explain --help",
    ] {
        let shown = parse(line).expect_err("a text");
        assert_eq!(shown.exit_code(), 0, "{line}");
        if line.ends_with("--help") {
            let text = shown.to_string();
            assert!(text.contains("Exit codes:"), "{line}");
            assert!(text.lines().all(|l| l.chars().count() <= 100), "{line}");
        }
    }
    let version = parse("report --version").expect_err("a text");
    assert_eq!(version.kind(), ErrorKind::DisplayVersion);
}
