//! The same inputs and flags give the same bytes, whatever the number of threads and, where they mean
//! nothing, whatever the order of the arguments.

use crate::runner::trailproof;

/// Overlapping exports, an altered one, renamed accounts, records that are none, a broken archive.
const ARCHIVES: [&str; 8] = [
    "fixtures/twice/may-until-the-4th.json",
    "fixtures/twice/may-whole.json",
    "fixtures/twice/may-altered.json",
    "fixtures/months/renamed",
    "fixtures/events/rejected.json",
    "fixtures/events/labels.json",
    "fixtures/enterprise-audit-log-acme-corp-201805.json.gz",
    "fixtures/broken/truncated.json.gz",
];

/// Commands with their formats.
const COMMANDS: [(&[&str], &[&str]); 6] = [
    (
        &["report", "--allow-incomplete"],
        &["table", "json", "csv", "markdown", "html"],
    ),
    (
        &["report", "--allow-incomplete", "--by", "actor,event"],
        &["json"],
    ),
    (
        &["validate", "--fail-on", "never"],
        &["table", "json", "csv", "markdown", "html", "sarif"],
    ),
    (&["list"], &["table", "json", "csv"]),
    (
        &[
            "sample",
            "--allow-incomplete",
            "--seed=x",
            "--size=20",
            "--stratify=app",
        ],
        &["table", "json", "csv"],
    ),
    (
        &["export", "--allow-incomplete"],
        &["json", "ndjson", "csv"],
    ),
];

fn bytes(command: &[&str], format: &str, threads: &str, archives: &[&str]) -> Vec<u8> {
    let ran = trailproof(command)
        .args(["-f", format, "-j", threads])
        .args(archives)
        .run();
    assert_ne!(ran.exit_code(), 2, "{}", ran.stderr());
    ran.bytes().to_vec()
}

#[test]
fn threads_change_no_byte() {
    for (command, formats) in COMMANDS {
        for format in formats {
            let alone = bytes(command, format, "1", &ARCHIVES);
            assert!(!alone.is_empty(), "{command:?} -f {format}");
            for threads in ["2", "5"] {
                let same = bytes(command, format, threads, &ARCHIVES) == alone;
                assert!(same, "{command:?} -f {format} -j {threads}");
            }
        }
    }
    for format in ["table", "json", "csv", "markdown", "html"] {
        let command = ["diff", "--allow-incomplete", "--across-accounts", "--whole"];
        let sides = ["fixtures/twice", "fixtures/months/renamed"];
        let alone = bytes(&command, format, "1", &sides);
        assert!(!alone.is_empty());
        assert!(
            bytes(&command, format, "3", &sides) == alone,
            "diff -f {format}"
        );
    }
}

#[test]
fn the_order_of_archives_changes_no_list() {
    let mut turned = ARCHIVES;
    turned.reverse();
    for format in ["table", "json", "csv"] {
        let [one, other] =
            [ARCHIVES, turned].map(|archives| bytes(&["list"], format, "3", &archives));
        assert!(one == other, "list -f {format}");
    }
}
