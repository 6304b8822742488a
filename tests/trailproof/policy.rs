//! What an organisation holds to be its own, from outside.

use crate::runner::{Trailproof, trailproof};
use std::path::Path;

/// A folder with a `trailproof.toml` of this text, and `config show` in it.
fn shown(text: &str, words: &[&str]) -> (tempfile::TempDir, Trailproof) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("trailproof.toml"), text).expect("a file");
    let run = trailproof(["config", "show"])
        .args(words)
        .in_folder(folder.path());
    (folder, run)
}

#[test]
fn config_show_tells_all_of_the_policy_and_can_be_read_again() {
    let text = r#"
[policy]
internal_domains = ["acme.com"]
working_hours = { tz = "Europe/Berlin", days = ["mon"], from = "08:00", to = "18:00", holidays = [2024-05-01] }
[[policy.suppress]]
rule = "TP-D08"
reason = "nightly deployment"
owner = "ops@acme.com"
until = 2024-12-31
"#;
    let (_folder, run) = shown(text, &[]);
    let toml = run.run().ok();
    let table = toml
        .stdout()
        .split("\n[policy]\n")
        .nth(1)
        .expect("the table");
    insta::assert_snapshot!(table, @r#"
    internal_domains = ["acme.com"]
    suppress = [{ owner = "ops@acme.com", reason = "nightly deployment", rule = "TP-D08", until = "2024-12-31" }]
    working_hours = { days = ["mon"], from = "08:00", holidays = ["2024-05-01"], to = "18:00", tz = "Europe/Berlin" }
    "#);
    let (_folder, run) = shown(toml.stdout(), &["--format", "json"]);
    let again = run.run().ok().json();
    assert_eq!(
        again["policy"]["value"]["suppress"][0]["until"],
        "2024-12-31"
    );
    assert!(
        again["policy"]["origin"]
            .as_str()
            .expect("an origin")
            .starts_with("file ")
    );
    // Without one there is nothing to show.
    let (_folder, run) = shown("tz = \"UTC\"\n", &["--format", "json"]);
    assert_eq!(run.run().ok().json().get("policy"), None);
}

#[test]
fn a_wrong_policy_ends_any_command_before_anything_is_read() {
    for (text, part) in [
        (
            "[policy]\nsubject = [\"email\"]\n",
            "line 2: policy.subject: `email` is not a JSON pointer",
        ),
        ("policy = 7\n", "line 1: policy: invalid type: integer `7`"),
        (
            "[policy]\nsubjects = []\n",
            "line 2: policy: unknown key `subjects`",
        ),
    ] {
        let (folder, run) = shown(text, &[]);
        run.run()
            .code(2)
            .prints_nothing()
            .says("trailproof.toml: ")
            .says(part);
        let report = trailproof(["report", "/nowhere.json"]).in_folder(folder.path());
        report.run().code(2).prints_nothing().says(part);
    }
}

/// What the acceptance of a policy must not depend on: where it stands.
#[test]
fn a_policy_file_and_a_table_say_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policy.toml");
    let text = "[policy]\nprotected_apps = [\"*-production\"]\n";
    std::fs::write(&path, text).expect("a file");
    let alone = trailproof::internals::config::load_policy(&path).expect("a policy");
    let among =
        trailproof::internals::policy::Policy::from_settings(&format!("tz = \"UTC\"\n{text}"));
    assert_eq!(among, Ok(Some(alone)));
    let missing = trailproof::internals::config::load_policy(Path::new("/nowhere.toml"));
    assert!(
        missing
            .expect_err("no file")
            .to_string()
            .contains("the policy cannot be read")
    );
}
