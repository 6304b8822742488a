use super::*;
use crate::config::{self, Environment, FileChoice, Settings, Top};
use crate::diagnostics::Verbosity;
use crate::render::VerdictFormat;
use clap::error::ErrorKind;

fn parse(line: &str) -> std::result::Result<Cli, Refused> {
    Cli::read(std::iter::once("trailproof").chain(line.split_whitespace()))
}

/// The settings that the flags of a line make.
fn settings(line: &str) -> Settings {
    let cli = parse(line).expect("a command line");
    let environment = Environment::default();
    config::load(&FileChoice::Isolated, &cli.flags, &environment).expect("settings")
}

fn report(line: &str) -> (Common, Box<ReportArgs>) {
    match parse(line).map(|cli| (cli.common, cli.command)) {
        Ok((common, Command::Report(args))) => (common, args),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn the_definition_holds_together() {
    definition().debug_assert();
}

#[test]
fn common_flags_stand_before_or_after_the_command() {
    for line in [
        "-j 2 --color never --no-progress -v report a.json --config x.toml",
        "report -j2 --color=never a.json --no-progress -v --config x.toml",
        "--config x.toml report a.json -vj2 --color never --no-progress",
    ] {
        let (common, _) = report(line);
        let settings = settings(line);
        assert_eq!(settings.threads.value.get(), 2, "{line}");
        assert!(!settings.progress.value, "{line}");
        assert_eq!(common.verbosity(), Verbosity::Verbose);
        assert_eq!(common.file(), FileChoice::Given("x.toml".into()));
    }
    let config = parse("config -q show --format json --isolated").expect("a command line");
    assert_eq!(config.common.file(), FileChoice::Isolated);
    assert!(!settings("config -q show").progress.value);
}

#[test]
fn report_flags_become_settings_filters_and_targets() {
    let line = "report a.json - -f html -o out.html --top all --by actor,app --tz Europe/Berlin --strict \
         --catalog 2024-04 --allow-incomplete --rejects r.ndjson --generated-at 2018-06-01T00:00:00Z \
         --from 2018-05 --to 2018-06 --month 2018-05 -e acme --account other --actor a@b.c --app web \
         --team ops --event addon.* --ip 10.0.0.0/8 --force";
    let (_, args) = report(line);
    let settings = settings(line);
    assert_eq!(settings.report.format.value, VerdictFormat::Html);
    assert_eq!(settings.report.top.value, Some(Top::All));
    assert!(settings.report.strict.value);
    assert_eq!(args.filters.criteria().account, ["acme", "other"]);
    assert_eq!(args.filters.criteria().ip, ["10.0.0.0/8"]);
    assert_eq!(args.input.archives, ["a.json", "-"]);
    assert!(args.output.targets()[0].path().is_some() && args.rejects_target().is_some());
    let cli = parse("report a.json").expect("a command line");
    assert_eq!(cli.flags, Layer::default());
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
        "validate a.json -f pdf",
        "validate a.json --select X",
        "validate a.json --select",
        "validate a.json --ignore S,",
        "validate a.json --as-of yesterday",
        "validate a.json --fail-on fatal",
        "validate a.json --max-findings 0",
        "validate a.json --max-decompressed 0",
        "explain S99",
    ] {
        let status = match parse(line).expect_err(line) {
            Refused::Parser(error) => error.exit_code(),
            Refused::Settings(error) => error.exit_status() as i32,
        };
        assert_eq!(status, 2, "{line}");
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
        let Err(Refused::Parser(shown)) = parse(line) else {
            panic!("{line}: a text");
        };
        assert_eq!(shown.exit_code(), 0, "{line}");
        if line.ends_with("--help") {
            let text = shown.to_string();
            assert!(text.contains("Exit codes:"), "{line}");
            assert!(text.lines().all(|l| l.chars().count() <= 100), "{line}");
        }
    }
    let Err(Refused::Parser(version)) = parse("report --version") else {
        panic!("a text");
    };
    assert_eq!(version.kind(), ErrorKind::DisplayVersion);
}

#[test]
fn what_is_nearly_right_is_suggested() {
    for (line, what, hint) in [
        (
            "report a --form json",
            "no flag `--form`",
            "did you mean `--format`? ",
        ),
        (
            "report a --actors x",
            "no flag `--actors`",
            "did you mean `--actor`? ",
        ),
        (
            "report a --by actr",
            "--by: `actr`",
            "did you mean `actor`? ",
        ),
        (
            "report a -f htm",
            "--format: `htm` is not a possible value",
            "did you mean `html`? ",
        ),
        (
            "report a --color alway",
            "--color: ",
            "did you mean `always`? ",
        ),
        (
            "report a --tz Europe/Berln",
            "--tz: ",
            "did you mean `Europe/Berlin`? ",
        ),
        ("repot a", "no command `repot`", "did you mean `report`? "),
        (
            "config shw",
            "no command `shw`",
            "did you mean `show`? see `trailproof config --help`",
        ),
        ("explain S033", "no code `S033`", "did you mean `S03`? "),
        (
            "report a --zzz",
            "no flag `--zzz`",
            "see `trailproof report --help`",
        ),
        (
            "report",
            "<ARCHIVE>... is missing",
            "see `trailproof report --help`",
        ),
        (
            "report a --month",
            "--month: the value is missing",
            "--help",
        ),
        ("report a -f csv -f csv", "--format is given twice", "once"),
    ] {
        let Err(Refused::Parser(error)) = parse(line) else {
            panic!("{line}: a refusal");
        };
        let error = refusal(&error);
        let (said, hinted) = error.parts();
        assert!(said.contains(what), "{line}: {said}");
        assert!(
            hinted.is_some_and(|said| said.contains(hint)),
            "{line}: {hinted:?}"
        );
    }
}
