//! Flags over environment over file over defaults, and what is said about each.

use crate::runner::{Ran, trailproof};
use crate::samples::Folder;

fn show(folder: &Folder, below: &str, words: &[&str], env: &[(&str, &str)]) -> Ran {
    let place = folder.path().join(below);
    std::fs::create_dir_all(&place).expect("a folder");
    let mut run = trailproof(["config", "show"]).args(words).in_folder(&place);
    for (name, value) in env {
        run = run.env(name, value);
    }
    run.run()
}

#[test]
fn the_nearest_file_above_holds() {
    let folder = Folder::new();
    let outer = folder.write("trailproof.toml", "tz = \"Asia/Tokyo\"\nthreads = 3\n");
    let line = format!("tz = \"Asia/Tokyo\"  # file {outer}\n");
    show(&folder, "", &[], &[]).ok().prints(&line);
    show(&folder, "a/b/c", &[], &[]).ok().prints(&line);
    let inner = folder.write("a/trailproof.toml", "tz = \"Europe/Paris\"\n");
    let ran = show(&folder, "a/b/c", &[], &[]).ok();
    // The nearest file alone: nothing of the other is added.
    ran.prints(&format!("tz = \"Europe/Paris\"  # file {inner}\n"))
        .prints("# configuration file: ");
    let threads = show(&folder, "a/b/c", &[], &[]).ok();
    assert!(
        !threads.stdout().contains("threads = 3  # file"),
        "{}",
        threads.stdout()
    );
}

#[test]
fn a_named_file_replaces_the_nearest() {
    let folder = Folder::new();
    folder.write("trailproof.toml", "tz = \"Asia/Tokyo\"\n");
    let other = folder.write("other.toml", "tz = \"Europe/Paris\"\n");
    let third = folder.write("third.toml", "tz = \"Europe/Rome\"\n");
    let env = [("TRAILPROOF_CONFIG", other.as_str())];
    show(&folder, "", &[], &env).ok().prints("Europe/Paris");
    show(&folder, "", &["--config", &third], &env)
        .ok()
        .prints("Europe/Rome");
    show(&folder, "", &["--isolated"], &env)
        .ok()
        .prints("# no configuration file\n")
        .prints("tz = \"UTC\"  # default\n");
    show(&folder, "", &["--config", "none.toml"], &[])
        .code(2)
        .prints_nothing()
        .says("none.toml: the configuration file cannot be read");
    show(&folder, "", &[], &[("TRAILPROOF_CONFIG", "gone.toml")])
        .code(2)
        .says("gone.toml");
    show(&folder, "", &["--isolated", "--config", &third], &[])
        .code(2)
        .says("use only one of them");
}

#[test]
fn flag_then_environment_then_file_then_default() {
    let folder = Folder::new();
    let file = folder.write(
        "trailproof.toml",
        "threads = 3\ncolor = \"always\"\n[report]\ntop = 4\nstrict = true\n",
    );
    let env = [("TRAILPROOF_THREADS", "5"), ("TRAILPROOF_TOP", "7")];
    let ran = show(&folder, "", &["-j", "2"], &env).ok();
    for (line, origin) in [
        ("threads = 2", "flag"),
        ("top = 7", "environment TRAILPROOF_TOP"),
        ("color = \"always\"", &format!("file {file}")),
        ("strict = true", &format!("file {file}")),
        ("catalog = \"auto\"", "default"),
    ] {
        let found = ran.stdout().lines().find(|said| said.starts_with(line));
        let found = found.unwrap_or_else(|| panic!("{line} in {}", ran.stdout()));
        assert!(found.contains(origin), "{found}: {origin}");
    }
    let isolated = show(&folder, "", &["-j", "2", "--isolated"], &env).ok();
    assert!(
        isolated.stdout().contains("# top is not set"),
        "{}",
        isolated.stdout()
    );
}

#[test]
fn settings_reach_the_report() {
    let folder = Folder::new();
    folder.write(
        "trailproof.toml",
        "tz = \"Asia/Kolkata\"\n[report]\nformat = \"json\"\nstrict = true\n",
    );
    let archive = crate::samples::fixture("events/rejected.json");
    let ran = trailproof(["report"])
        .arg(&archive)
        .in_folder(folder.path())
        .run()
        .code(1);
    assert_eq!(ran.json()["tz"], "Asia/Kolkata");
    let ran = trailproof(["report", "-f", "csv"])
        .arg(&archive)
        .in_folder(folder.path())
        .run()
        .code(1);
    assert!(ran.stdout().starts_with("dimension,"));
    let ran = trailproof(["report"])
        .arg(&archive)
        .env("TRAILPROOF_STRICT", "false")
        .in_folder(folder.path());
    ran.run().ok();
    trailproof(["report", "--isolated"])
        .arg(&archive)
        .in_folder(folder.path())
        .run()
        .ok()
        .prints("Ledger");
}

#[test]
fn a_mistake_in_the_file_is_told_with_its_line() {
    let folder = Folder::new();
    for (text, says) in [
        (
            "tz = \"UTC\"\n\n[report]\ntopp = 3\n",
            "line 4: unknown key `topp`",
        ),
        ("colour = \"auto\"\n", "line 1: unknown key `colour`"),
        ("[reports]\n", "line 1: unknown key `reports`"),
        ("threads = \"many\"\n", "line 1"),
        ("tz = \"Mars\"\n", "line 1"),
        ("\ntz = \"UTC\"\ntz = \"UTC\"\n", "line 3"),
        ("threads = \n", "line 1"),
    ] {
        let path = folder.write("trailproof.toml", text);
        let ran = show(&folder, "", &[], &[]).code(2).prints_nothing();
        assert!(
            ran.stderr().contains(says) && ran.stderr().contains("trailproof.toml"),
            "{path}: {}",
            ran.stderr()
        );
        // A report reads it before it reads anything else.
        trailproof(["report", "no-such-archive.json"])
            .in_folder(folder.path())
            .run()
            .code(2)
            .says("trailproof.toml");
    }
    show(&folder, "", &["--isolated"], &[]).ok();
}

#[test]
fn a_mistake_in_the_environment_is_told_with_its_name() {
    let folder = Folder::new();
    for (name, value) in [
        ("TRAILPROOF_THREADS", "many"),
        ("TRAILPROOF_TZ", "Mars"),
        ("TRAILPROOF_FORMAT", "pdf"),
        ("TRAILPROOF_STRICT", "maybe"),
    ] {
        show(&folder, "", &[], &[(name, value)])
            .code(2)
            .prints_nothing()
            .says(name);
    }
}

#[test]
fn the_listing_is_there_for_scripts() {
    let folder = Folder::new();
    let ran = show(&folder, "", &["-f", "json"], &[("TRAILPROOF_TOP", "5")]).ok();
    let said = ran.json();
    assert_eq!(said["report.top"]["value"], 5);
    assert_eq!(said["report.top"]["origin"], "environment TRAILPROOF_TOP");
    assert_eq!(said["tz"]["value"], "UTC");
}

#[test]
fn a_variable_that_does_not_exist_is_an_error() {
    let folder = Folder::new();
    for (name, meant) in [
        ("TRAILPROOF_THREAD", "did you mean `TRAILPROOF_THREADS`?"),
        ("TRAILPROOF_REPORT_TOP", "config show --help"),
        ("TRAILPROOF_", "config show --help"),
    ] {
        show(&folder, "", &[], &[(name, "1")])
            .code(2)
            .prints_nothing()
            .says(&format!(
                "environment variable {name}: there is no such setting"
            ))
            .says(meant);
        show(&folder, "", &["--isolated"], &[(name, "1")]).ok();
    }
    // What all variables begin with makes none of them alike.
    let said = show(&folder, "", &[], &[("TRAILPROOF_QWV", "1")])
        .code(2)
        .stderr();
    assert!(!said.contains("did you mean"), "{said}");
    // Names of others are none of ours.
    show(&folder, "", &[], &[("TRAILPROOFX", "1")]).ok();
}

#[test]
fn limits_are_shown_as_people_write_them() {
    let folder = Folder::new();
    folder.write("trailproof.toml", "[limits]\nmax_event = 2097152\n");
    let ran = show(&folder, "", &[], &[("TRAILPROOF_MAX_STRING", "5000")]).ok();
    ran.prints("max_decompressed = \"64 GiB\"  # default\n")
        .prints("max_event = \"2 MiB\"  # file ")
        .prints("max_string = 5000  # environment TRAILPROOF_MAX_STRING\n");
    show(&folder, "", &["--isolated"], &[])
        .ok()
        .prints("# max_event is not set  # default:\n#   64 MiB; for validate 1 MiB\n");
}

#[test]
fn a_key_in_the_wrong_place_is_told_its_table() {
    let folder = Folder::new();
    for (text, says) in [
        ("top = 3\n", "`top` belongs in the table [report]"),
        (
            "[report]\ntz = \"UTC\"\n",
            "`tz` belongs before the first table",
        ),
        ("[report]\ntopp = 3\n", "did you mean `top`?"),
        ("[limit]\nmax_event = 3\n", "did you mean `limits`?"),
    ] {
        folder.write("trailproof.toml", text);
        show(&folder, "", &[], &[]).code(2).says(says);
    }
}

#[cfg(unix)]
#[test]
fn a_found_file_that_others_could_have_written_is_not_obeyed() {
    use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
    let folder = Folder::new();
    let file = folder.write("trailproof.toml", "tz = \"Asia/Tokyo\"\n");
    let mode = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&file, mode).expect("permissions");
    };
    let refused = |why: &str| {
        show(&folder, "a/b", &[], &[])
            .code(2)
            .prints_nothing()
            .says(why)
            .says("--config")
            .says("--isolated");
        trailproof(["validate", "no-such-archive.json"])
            .in_folder(folder.path())
            .run()
            .code(2)
            .says(why);
        // Who names it has looked at it, and who leaves it out need not.
        let named = show(&folder, "", &["--config", &file], &[]).ok();
        named.prints("Asia/Tokyo");
        let env = [("TRAILPROOF_CONFIG", file.as_str())];
        show(&folder, "", &[], &env).ok().prints("Asia/Tokyo");
        show(&folder, "", &["--isolated"], &[]).ok();
    };
    for open in [0o664, 0o646, 0o666, 0o622] {
        mode(open);
        refused("other users can write to it");
    }
    mode(0o644);
    show(&folder, "a/b", &[], &[]).ok().prints("Asia/Tokyo");
    // Only the superuser can give files away.
    if chown(&file, Some(12_345), None).is_ok() {
        refused("it belongs to another user");
        chown(&file, Some(0), None).expect("the file back");
        let link = folder.at("c/trailproof.toml");
        std::fs::create_dir_all(folder.at("c")).expect("a folder");
        symlink(&file, &link).expect("a link");
        std::os::unix::fs::lchown(&link, Some(12_345), None).expect("another owner");
        show(&folder, "c", &[], &[])
            .code(2)
            .says("it belongs to another user");
    }
}

/// What explains the program needs no setting, so no file can keep it from answering.
#[test]
fn what_explains_the_program_reads_no_configuration() {
    let folder = Folder::new();
    let file = folder.write("trailproof.toml", "no = such = setting\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = std::fs::Permissions::from_mode(0o666);
        std::fs::set_permissions(&file, open).expect("permissions");
    }
    let run = |words: &[&str]| trailproof(words).in_folder(folder.path());
    let calls: [&[&str]; 4] = [
        &["explain"],
        &["explain", "S03"],
        &["completions", "bash"],
        &["man"],
    ];
    for words in calls {
        let plain = run(words).run().ok();
        let named = run(words).env("TRAILPROOF_CONFIG", &file).run().ok();
        assert_eq!(plain.stdout(), named.stdout());
    }
    run(&["man", "pages"]).run().code(0);
    // Colour is what `explain` asks for, and a flag or a variable says it.
    let colored = |ran: Ran| ran.ok().stdout().contains('\u{1b}');
    let variable = |words: &[&str]| run(words).env("TRAILPROOF_COLOR", "always").run();
    assert!(colored(variable(&["explain", "S03"])));
    assert!(!colored(variable(&["explain", "S03", "--isolated"])));
    assert!(colored(run(&["explain", "S03", "--color", "always"]).run()));
    run(&["explain", "S03"])
        .env("TRAILPROOF_COLOR", "green")
        .run()
        .code(2)
        .says("TRAILPROOF_COLOR");
    run(&["catalog"]).run().code(2);
}

#[cfg(unix)]
#[test]
fn a_found_pipe_is_not_waited_for() {
    let folder = Folder::new();
    crate::oracle::run("mkfifo", &[&folder.at("trailproof.toml")]);
    show(&folder, "", &[], &[])
        .code(2)
        .says("it is not a regular file");
}

#[test]
fn a_verdict_names_the_configuration_that_sets_rules_aside() {
    let folder = Folder::new();
    let archive = crate::samples::fixture("validate/S03-bad.json");
    let validate = |format: &str| {
        trailproof(["validate", "-f", format])
            .arg(&archive)
            .in_folder(folder.path())
            .run()
    };
    folder.write("trailproof.toml", "tz = \"UTC\"\n");
    let verdict = validate("json").json();
    assert_eq!(verdict["configuration"], serde_json::Value::Null);
    let file = folder.write(
        "trailproof.toml",
        "[validate.ignore]\nS03 = { reason = \"reviewed\" }\n",
    );
    assert_eq!(validate("json").json()["configuration"], *file);
    for format in ["table", "markdown"] {
        let ran = validate(format);
        let text = ran.stdout().replace('\\', "");
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("sets rules aside"), "{text}");
        assert!(text.contains("trailproof.toml"), "{text}");
    }
    let log = validate("sarif").json();
    assert_eq!(log["runs"][0]["properties"]["configuration"], *file);
    // A table of findings has no room for it.
    validate("csv").says("trailproof.toml sets rules aside");
}

#[test]
fn what_is_set_aside_says_by_whom_and_until_when_and_is_folded() {
    let folder = Folder::new();
    let config = "[validate.ignore]\nS04 = { reason = \"ticket 4711\", owner = \"j.doe@acme.example\", until = 2999-01-01 }\n";
    let config = folder.write("aside.toml", config);
    let run = |format: &str| {
        let may = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
        trailproof(["--config", &config, "validate", may, "-f", format])
            .run()
            .code(0)
    };
    let json = run("json").json();
    assert_eq!(json["ignored"][0]["owner"], "j.doe@acme.example");
    let aside = json["findings"].as_array().expect("findings").iter();
    let aside: Vec<_> = aside
        .filter(|one| one["suppressed"]["owner"] == "j.doe@acme.example")
        .collect();
    assert_eq!(aside.len(), 2);
    let table = run("table");
    let text = table.stdout();
    assert!(
        text.contains("set aside: ticket 4711, by j.doe@acme.example, until 2999-01-01"),
        "{text}"
    );
    assert!(!text.contains("so the event cannot be"), "{text}");
    let page = run("html");
    let (_, places) = page
        .stdout()
        .split_once("<details><summary>Places</summary>")
        .expect("folded places");
    assert!(places.contains("so the event cannot be attributed"));
}

#[test]
fn the_comments_of_a_listing_fit_a_narrow_terminal() {
    let ran = trailproof(["config", "show", "--isolated"]).run().ok();
    let wide = ran.stdout().lines().filter(|line| line.starts_with('#'));
    let wide: Vec<&str> = wide.filter(|line| line.chars().count() > 60).collect();
    assert!(wide.is_empty(), "{wide:?}");
}
