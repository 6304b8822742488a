use super::*;
use crate::error::ExitStatus;

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[&str]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for file in files {
            folder.write(file);
        }
        folder
    }

    fn write(&self, file: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, file).expect("a file");
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// Paths below the folder that the arguments, also below it, mean.
    fn find(&self, arguments: &[&str]) -> Result<Vec<String>> {
        let arguments: Vec<_> = arguments
            .iter()
            .map(|a| match *a {
                "-" => OsString::from("-"),
                below => self.path(below).into_os_string(),
            })
            .collect();
        let prefix = format!("{}/", self.0.path().display());
        Ok(discover(&arguments)?
            .into_iter()
            .map(|s| s.shown.strip_prefix(&prefix).unwrap_or(&s.shown).to_owned())
            .collect())
    }

    fn found(&self, arguments: &[&str]) -> Vec<String> {
        self.find(arguments).expect("archives")
    }

    fn status(&self, arguments: &[&str]) -> ExitStatus {
        self.find(arguments).expect_err("a failure").exit_status()
    }
}

#[cfg(unix)]
fn link(target: impl AsRef<Path>, at: PathBuf) {
    std::os::unix::fs::symlink(target, at).expect("a link");
}

#[test]
fn a_folder_is_searched_by_extension_and_sorted_by_bytes() {
    let folder = Folder::with(&[
        "e/b.json",
        "e/a.JSON.GZ",
        "e/a/x.ndjson.zst",
        "e/a.jsonl",
        "e/Z.ndjson",
        "e/notes.txt",
        "e/a.json.bz2",
        "e/b.gz",
        "e/.json.txt",
        "e/d.json/inner.json",
    ]);
    let want = [
        "e/Z.ndjson",
        "e/a.JSON.GZ",
        "e/a.jsonl",
        "e/a/x.ndjson.zst",
        "e/b.json",
        "e/d.json/inner.json",
    ];
    assert_eq!(folder.found(&["e"]), want);
    assert_eq!(folder.found(&["e/"]), want);
}

#[test]
fn what_is_named_is_taken_whatever_it_is_called_and_whether_it_exists() {
    let folder = Folder::with(&["audit.dat", "odd[1].json", "odd1.json"]);
    assert_eq!(
        folder.found(&["audit.dat", "odd[1].json", "missing.json"]),
        ["audit.dat", "odd[1].json", "missing.json"]
    );
}

#[test]
fn the_same_file_is_listed_once_where_it_is_meant_first() {
    let folder = Folder::with(&["e/a.json", "e/b.json"]);
    fs::hard_link(folder.path("e/a.json"), folder.path("e/c.json")).expect("a link");
    assert_eq!(
        folder.found(&["e/b.json", "e", "e/../e/a.json", "e/*.json", "e/b.json"]),
        ["e/b.json", "e/a.json"]
    );
    assert_eq!(folder.found(&["e/none", "e/none"]), ["e/none"]);
    assert_eq!(folder.found(&["-", "e/b.json", "-"]), ["-", "e/b.json"]);
}

#[test]
fn a_pattern_stays_inside_its_folders() {
    let folder = Folder::with(&[
        "e/2018-01.json.gz",
        "e/2018-02.json",
        "e/2019-01.json",
        "e/deep/2018-03.json",
        "e/deep/er/2018-04.dat",
        "e/deep/er/notes.txt",
    ]);
    for (pattern, want) in [
        ("e/2018-*", vec!["e/2018-01.json.gz", "e/2018-02.json"]),
        (
            "e/201?-01.json{,.gz}",
            vec!["e/2018-01.json.gz", "e/2019-01.json"],
        ),
        ("e/*/2018-0[1-9].json", vec!["e/deep/2018-03.json"]),
        (
            "e/**/2018-0[34].*",
            vec!["e/deep/2018-03.json", "e/deep/er/2018-04.dat"],
        ),
        ("e/{deep/er,none}/*.dat", vec!["e/deep/er/2018-04.dat"]),
        ("e/{deep,none/x}/*8-0*", vec!["e/deep/2018-03.json"]),
        ("e/d*", vec!["e/deep/2018-03.json"]),
        ("e/*/", vec!["e/deep/2018-03.json"]),
    ] {
        assert_eq!(folder.found(&[pattern]), want, "{pattern}");
    }
}

#[test]
fn nothing_found_ends_the_run_even_when_other_arguments_matched() {
    let folder = Folder::with(&["e/a.json", "empty/readme.txt"]);
    for argument in ["empty", "e/*.gz", "none/*.json", "e/a.json/*.json"] {
        let error = folder.find(&["e", argument]).expect_err("a failure");
        assert_eq!(error.exit_status(), ExitStatus::NothingFound, "{argument}");
        assert!(error.to_string().contains(argument), "{error}");
    }
    assert_eq!(folder.status(&["e/[a.json"]), ExitStatus::Usage);
    assert_eq!(folder.status(&["e/{a.json"]), ExitStatus::Usage);
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_inside_the_folder_only() {
    let folder = Folder::with(&["e/sub/z.json", "e/data.bin", "out/o.json"]);
    link("sub/z.json", folder.path("e/a.json")); // listed as sub/z.json already
    link("data.bin", folder.path("e/b.json"));
    link("data.bin", folder.path("e/c.json")); // the same file again
    link(folder.path("out/o.json"), folder.path("e/d.json"));
    link("nowhere.json", folder.path("e/f.json"));
    link(folder.path("out"), folder.path("e/out"));
    link(folder.path("e"), folder.path("e/sub/up")); // a loop
    assert_eq!(folder.found(&["e"]), ["e/b.json", "e/sub/z.json"]);
    link(folder.path("e"), folder.path("alias"));
    assert_eq!(
        folder.found(&["alias"]),
        ["alias/b.json", "alias/sub/z.json"]
    );
}

#[cfg(unix)]
#[test]
fn pipes_are_taken_by_name_and_passed_over_in_folders() {
    let folder = Folder::with(&["e/a.json"]);
    let made = std::process::Command::new("mkfifo")
        .arg(folder.path("e/pipe.json"))
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    assert_eq!(folder.found(&["e"]), ["e/a.json"]);
    assert_eq!(folder.found(&["e/*.json"]), ["e/a.json"]);
    assert_eq!(folder.found(&["e/pipe.json"]), ["e/pipe.json"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_is_never_passed_over() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with(&["e/a.json", "e/locked/b.json", "e/open/c.json"]);
    let locked = folder.path("e/locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read_dir(&locked).is_err() {
        // Not so for the superuser, who can list everything.
        assert_eq!(folder.status(&["e"]), ExitStatus::Unreadable);
        assert_eq!(folder.status(&["e/*/*.json"]), ExitStatus::Unreadable);
        assert_eq!(folder.found(&["e/o*/*.json"]), ["e/open/c.json"]);
    }
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).expect("permissions");
}

#[test]
fn sizes_are_those_of_regular_files() {
    let folder = Folder::with(&["e/a.json", "e/b.json"]);
    let sources = discover(&[folder.path("e").into_os_string()]).expect("archives");
    assert_eq!(total_size(&sources), Some(16));
    let sources = discover(&[folder.path("e").into_os_string(), "-".into()]).expect("archives");
    assert_eq!(total_size(&sources), None);
}
