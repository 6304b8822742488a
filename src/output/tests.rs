use super::*;
use crate::config::{ColorChoice, Environment, Origin, Setting};
use crate::error::ExitStatus;
use crate::ingest::discover;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn to(path: &Path, force: bool) -> Target {
    Target::new(Some(path.to_path_buf()), force)
}

/// Names in a folder, to see that nothing was left behind.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("entries");
    let mut names: Vec<_> = entries
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

fn sources(path: &Path) -> Inputs {
    let sources = discover(&[path.as_os_str().to_owned()]);
    Inputs::default().archives(&sources.expect("archives"))
}

fn status(result: Result<()>) -> ExitStatus {
    result.expect_err("a failure").exit_status()
}

#[test]
fn a_file_is_written_whole_and_replaced_only_with_force() {
    let folder = folder();
    let path = folder.path().join("report.json");
    to(&path, false)
        .check(&Inputs::default())
        .expect("a free name");
    to(&path, false).write(b"one").expect("written");
    assert_eq!(
        status(to(&path, false).check(&Inputs::default())),
        ExitStatus::Usage
    );
    // Another process created it after the check.
    assert_eq!(
        status(to(&path, false).write(b"two")),
        ExitStatus::Unreadable
    );
    assert_eq!(fs::read(&path).expect("a file"), b"one");
    to(&path, true).check(&Inputs::default()).expect("force");
    to(&path, true).write(b"three").expect("written");
    assert_eq!(fs::read(&path).expect("a file"), b"three");
    assert_eq!(names(folder.path()), ["report.json"]);
}

#[test]
fn what_is_not_committed_leaves_nothing() {
    let folder = folder();
    let path = folder.path().join("rejects.ndjson");
    let mut file = AtomicFile::create(&path, false).expect("a file");
    file.write_all(b"half")
        .and_then(|()| file.flush())
        .expect("bytes");
    assert!(!path.exists());
    drop(file);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = folder();
    let input = folder.path().join("a.json");
    fs::write(&input, "[]").expect("a file");
    let other = folder.path().join("b.json");
    fs::hard_link(&input, &other).expect("a link");
    let inputs = sources(&input);
    let around = folder
        .path()
        .join("../")
        .join(folder.path().file_name().expect("a name"));
    for output in [&input, &other, &around.join("a.json")] {
        let error = to(output, true).check(&inputs).expect_err("a refusal");
        assert_eq!(error.exit_status(), ExitStatus::Usage);
        assert!(error.to_string().contains("one of the inputs"), "{error}");
    }
    to(&folder.path().join("c.json"), true)
        .check(&inputs)
        .expect("another file");
}

#[test]
fn a_place_that_takes_no_file_is_refused_beforehand() {
    let folder = folder();
    fs::write(folder.path().join("file"), "").expect("a file");
    for below in ["missing/report.csv", "file/report.csv", "."] {
        let result = to(&folder.path().join(below), true).check(&Inputs::default());
        assert_eq!(status(result), ExitStatus::Unreadable, "{below}");
    }
    let missing = folder.path().join("missing/report.csv");
    assert_eq!(
        status(to(&missing, false).write(b"")),
        ExitStatus::Unreadable
    );
}

#[test]
fn two_results_need_two_places() {
    let folder = folder();
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    let apart = |one: Target, two: Target| one.check_apart(&two, "--output and --rejects").is_ok();
    assert!(apart(to(&a, false), to(&b, false)) && apart(Target::Stdout, to(&a, false)));
    assert!(!apart(to(&a, false), to(&folder.path().join("./a"), true)));
    assert!(!apart(Target::Stdout, to(Path::new("-"), false)));
    fs::write(&a, "").expect("a file");
    assert!(!apart(to(&a, false), to(&folder.path().join("./a"), true)));
}

#[cfg(unix)]
#[test]
fn devices_are_written_into_and_links_keep_leading_where_they_did() {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
    let null = to(Path::new("/dev/null"), false);
    null.check(&Inputs::default()).expect("a device");
    null.write(b"gone").expect("written");
    let there = fs::metadata("/dev/null").expect("a device");
    assert!(there.file_type().is_char_device());
    if Path::new("/dev/full").exists() {
        let full = to(Path::new("/dev/full"), false).write(b"much");
        assert_eq!(status(full), ExitStatus::Unreadable);
    }
    let folder = folder();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::write(&real, "old").expect("a file");
    symlink("real", &link).expect("a link");
    assert_eq!(
        status(to(&link, false).check(&Inputs::default())),
        ExitStatus::Usage
    );
    to(&link, true).write(b"new").expect("written");
    assert_eq!(fs::read(&real).expect("a file"), b"new");
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    let mode = fs::metadata(&real).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn colour_needs_a_choice_or_a_terminal() {
    let setting = |value| Setting {
        value,
        origin: Origin::Default,
    };
    let colored = |choice, terminal, variables: &[(&str, &str)]| {
        let environment = Environment::new(variables, Path::new("/"));
        style::colored(&setting(choice), terminal, &environment)
    };
    assert!(colored(
        ColorChoice::Auto,
        true,
        &[("TERM", "xterm"), ("NO_COLOR", "")]
    ));
    assert!(!colored(ColorChoice::Auto, false, &[("TERM", "xterm")]));
    assert!(!colored(ColorChoice::Auto, true, &[("NO_COLOR", "1")]));
    assert!(!colored(ColorChoice::Auto, true, &[("TERM", "dumb")]));
    assert!(colored(ColorChoice::Always, false, &[("NO_COLOR", "1")]));
    assert!(!colored(ColorChoice::Never, true, &[]));
}
