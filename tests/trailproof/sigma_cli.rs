//! The rules in Sigma as others read them: sigma-cli checks them, and pySigma converts them for a SIEM.

use std::path::PathBuf;
use std::process::Command;

/// What `sigma` prints, with what its words say. `.ci/setup` installs it.
fn sigma(words: &[&str]) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let program = root.join("tests/trailproof/python/venv/bin/sigma");
    let ran = Command::new(&program)
        .args(words)
        .current_dir(&root)
        .output();
    let ran = ran.unwrap_or_else(|error| panic!("{}: {error}; run .ci/setup", program.display()));
    let said = [ran.stdout, ran.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(ran.status.success(), "sigma {words:?}:\n{said}");
    said
}

#[test]
fn every_rule_in_sigma_is_valid_without_any_issue() {
    let said = sigma(&["check", "--fail-on-issues", "rules/sigma", "rules/examples"]);
    assert!(
        said.contains("0 errors, 0 condition errors and 0 issues"),
        "{said}"
    );
}

#[test]
fn every_rule_in_sigma_travels_to_a_siem() {
    let pipeline = "rules/pipelines/trailproof_siem.yml";
    let said = sigma(&["convert", "-t", "splunk", "-p", pipeline, "rules/sigma"]);
    for part in [
        "NOT (subject_domain IN (\"acme.com\", \"bots.acme.com\"))",
        "stats dc(object) as value_count by _time actor_identity",
        "app_protected=true",
    ] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    assert!(!said.contains('%'), "a placeholder is left:\n{said}");
}
