//! The exit codes of every command, and what is said with them.

use crate::runner::{trailproof, unread};
use crate::samples::{Folder, event, fixture};

#[test]
fn an_empty_archive_is_valid() {
    let ran = trailproof(["report", "-", "-f", "json"])
        .stdin("[]")
        .run()
        .ok();
    assert_eq!(ran.json()["ledger"]["read"], 0);
}

/// Each command with each way in which it can end.
#[test]
fn every_command_ends_as_the_contract_says() {
    let folder = Folder::new();
    let sound = folder.write("may.json", format!("[{}]", event(1)));
    let other = folder.write("june.json", format!("[{},{}]", event(2), event(3)));
    let config = folder.write("wrong.toml", "nonsense = 1\n");
    let broken = fixture("broken/truncated.json.gz");
    let rejected = fixture("events/rejected.json");
    let (broken, rejected) = (broken.to_string_lossy(), rejected.to_string_lossy());
    let (broken, rejected) = (&*broken, &*rejected);
    std::fs::create_dir(folder.at("empty")).expect("a folder");
    let empty = &*folder.at("empty");
    let pattern = &*folder.at("no-*.json");
    let missing = &*folder.at("missing.json");
    let nowhere = &*folder.at("no/such/folder.json");
    let there = &*folder.at("june.json");
    let (sound, other, config) = (&*sound, &*other, &*config);
    let no_file = "missing.json: no such file\n";
    let none = "no archive found";
    let table: &[(i32, &[&str], &str)] = &[
        (0, &["report", sound], ""),
        (0, &["report", rejected], ""),
        (1, &["report", rejected, "--strict"], ""),
        (2, &["report"], "<ARCHIVE>... is missing"),
        (
            2,
            &["sample", sound, "--seed", "4"],
            "--size or --per is missing",
        ),
        (
            2,
            &["report", sound, "--strict=yes"],
            "--strict takes no value",
        ),
        (
            2,
            &["pseudonyms", "resolve", "key", "one"],
            "<ARCHIVE|TOKEN>: more values are needed",
        ),
        (2, &["report", sound, "--from", "yesterday"], "--from"),
        (2, &["report", sound, "--ip", "300.1.1.1"], "--ip"),
        (
            2,
            &["report", sound, "-f", "xml"],
            "`xml` is not a possible value",
        ),
        (2, &["report", sound, "-o", "may"], "no extension"),
        (2, &["report", sound, "-o", "may.pdf"], ".markdown"),
        (2, &["report", sound, "--config", config], "unknown key"),
        (2, &["report", sound, "-o", there], "exists"),
        (3, &["report", empty], none),
        (3, &["report", sound, pattern], none),
        (4, &["report", missing], no_file),
        (
            4,
            &["report", sound, missing],
            "1 of 2 archives could not be read, so",
        ),
        (4, &["report", broken], "(F01)"),
        (4, &["report", broken, "--allow-incomplete"], "(F01)"),
        (4, &["report", sound, "-o", nowhere], "there is no folder"),
        (0, &["diff", sound, other], ""),
        (1, &["diff", sound, other, "--exit-code"], ""),
        (0, &["diff", sound, sound, "--exit-code"], ""),
        (2, &["diff", sound], "two sides"),
        (
            2,
            &["diff", sound, other, "-f", "sarif"],
            "`sarif` is not a possible value",
        ),
        (3, &["diff", sound, empty], none),
        (4, &["diff", sound, missing], no_file),
        (4, &["diff", sound, broken], "(F01)"),
        (
            4,
            &["diff", sound, other, "-f", "csv", "-o", nowhere],
            "there is no folder",
        ),
        (0, &["list", sound], ""),
        (
            2,
            &["list", sound, "-f", "html"],
            "`html` is not a possible value",
        ),
        (3, &["list", empty], none),
        (4, &["list", sound, missing], ""),
        (4, &["list", broken], ""),
        (0, &["export", sound], ""),
        (
            2,
            &["export", sound, "-f", "parquet"],
            "`parquet` is not a possible value",
        ),
        (2, &["export", sound, "-o", "may.json.zst"], "zst"),
        (3, &["export", pattern], none),
        (4, &["export", missing], no_file),
        (4, &["export", broken], "(F01)"),
        (4, &["export", sound, "-o", nowhere], "there is no folder"),
        (1, &["validate", rejected], ""),
        (0, &["validate", rejected, "--fail-on", "never"], ""),
        (1, &["validate", broken], ""),
        (
            2,
            &["validate", sound, "--select", "X9"],
            "there is no rule",
        ),
        (3, &["validate", empty], none),
        (4, &["validate", sound, missing], no_file),
        (0, &["catalog"], ""),
        (0, &["catalog", "list"], ""),
        (0, &["catalog", "diff", "2019-09", "2024-04"], ""),
        (2, &["catalog", "1999-01"], "no such catalog"),
        (
            4,
            &["catalog", "-f", "json", "-o", nowhere],
            "there is no folder",
        ),
        (0, &["explain", "S03"], ""),
        (2, &["explain", "S99"], "no code `S99`"),
        (0, &["config", "show"], ""),
        (2, &["config", "show", "--config", config], "unknown key"),
        (0, &["completions", "bash"], ""),
        (2, &["completions", "bsh"], "did you mean `bash`?"),
        (0, &["man"], ""),
        (0, &["--help"], ""),
        (0, &["--version"], ""),
        (2, &["repot", sound], "did you mean `report`?"),
        (
            2,
            &["report", sound, "--form", "json"],
            "did you mean `--format`?",
        ),
        (
            2,
            &["report", sound, "--isolated", "--config", config],
            "--isolated and --config cannot be used together",
        ),
    ];
    let mut wrong = Vec::new();
    for (code, words, says) in table {
        let ran = trailproof(*words).in_folder(folder.path()).run();
        let said = ran.stderr();
        // What ends a run without an answer is an error and what to do, each on its line.
        let told = match code {
            2 | 3 => said.starts_with("error: ") && (*code == 3 || said.contains("\nhint: ")),
            _ => true,
        };
        if ran.exit_code() != *code || !said.contains(says) || !told {
            wrong.push(format!("{words:?}: {} for {code}\n{said}", ran.exit_code()));
        }
        if (2..4).contains(code) {
            assert_eq!(ran.stdout(), "", "{words:?}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        !folder.names().iter().any(|name| name == "may"),
        "nothing was written"
    );
}

/// `… | head` is how people look at the beginning.
#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let rejected = fixture("events/rejected.json");
    let rejected = &*rejected.to_string_lossy();
    for words in [
        &["report", rejected][..],
        &["report", rejected, "--strict", "-f", "json"],
        &[
            "diff",
            rejected,
            "fixtures/shapes/array.json",
            "--exit-code",
        ],
        &["validate", rejected],
        &["validate", rejected, "-f", "sarif"],
        &["list", rejected],
        &["list", rejected, "-f", "csv"],
        &["export", rejected],
        &["export", rejected, "--compress"],
        &["catalog"],
        &["catalog", "list", "-f", "json"],
        &["catalog", "diff", "2019-09", "2024-04"],
        &["explain"],
        &["explain", "S03"],
        &["config", "show"],
        &["completions", "zsh"],
        &["man"],
        &["--help"],
        &["report", "--help"],
        &["--version"],
    ] {
        let output = unread(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
    }
}

/// A help lists the codes that its command can end with, and no other.
#[test]
fn each_help_has_its_own_exit_codes() {
    for (words, codes) in [
        (&["report"][..], "01234"),
        (&["diff"], "01234"),
        (&["list"], "01234"),
        (&["export"], "0234"),
        (&["validate"], "01234"),
        (&["catalog"], "024"),
        (&["explain"], "024"),
        (&["completions"], "024"),
        (&["man"], "024"),
        (&["config", "show"], "024"),
    ] {
        let ran = trailproof(words).arg("--help").run().ok();
        let end = ran.stdout().split("Exit codes:\n").nth(1).expect(codes);
        let found: String = end
            .lines()
            .filter_map(|line| line.strip_prefix("  ")?.chars().next())
            .filter(char::is_ascii_digit)
            .collect();
        assert_eq!(found, codes, "{words:?}");
        let diff = words == ["diff"];
        assert_eq!(end.contains("two periods"), diff, "{words:?}");
    }
}
