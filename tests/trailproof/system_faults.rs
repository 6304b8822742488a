//! What the system can do to a run: full disks, files that change, folders that cannot be read,
//! signals. Nothing half-written is left, and what could not be read is said.
#![cfg(unix)]

use crate::generator::{self, Layout, Options, Shape};
use crate::runner::{Ran, trailproof, unread};
use crate::samples::{Folder, event, ledger};
use std::ffi::{OsStr, OsString};
use std::fs::{self, Permissions};
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_trailproof");

/// So many events as one document.
fn archive(events: u64) -> Vec<u8> {
    let (events, _) = generator::events(&Options {
        events,
        seed: 8,
        ..Options::default()
    });
    let layout = Layout {
        shape: Shape::Entries,
        pretty: false,
        bom: false,
    };
    generator::document(&events, layout)
}

/// The program as it runs for a user without privileges, also where the tests have them: root reads
/// and writes whatever its mode says. Its copy is where everybody may run it.
fn as_nobody(folder: &Folder, words: &[&str]) -> Output {
    let program = folder.path().join("program");
    if !program.exists() {
        // By another process: one that this one forks meanwhile would hold the copy open for writing.
        let copied = Command::new("cp").arg(PROGRAM).arg(&program).status();
        assert!(copied.expect("cp").success());
        fs::set_permissions(&program, Permissions::from_mode(0o755)).expect("permissions");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("permissions");
    }
    let mut command = Command::new(program);
    command.args(words).arg("--isolated").current_dir("/");
    if fs::metadata(folder.path()).is_ok_and(|own| is_root(&own)) {
        command.uid(65534).gid(65534);
    }
    command.stdin(Stdio::null()).output().expect("it runs")
}

fn is_root(own: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(own) == 0
}

#[track_caller]
fn ended(output: &Output, code: i32, part: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(part), "expected {part:?} in {said}");
}

#[test]
fn a_folder_that_cannot_be_listed_ends_the_run() {
    let folder = Folder::new();
    folder.write("in/a.json", format!("[{}]", event(1)));
    folder.write("in/closed/b.json", format!("[{}]", event(2)));
    fs::set_permissions(
        folder.path().join("in/closed"),
        Permissions::from_mode(0o000),
    )
    .expect("closed");
    for command in ["report", "list", "export", "validate"] {
        let ran = as_nobody(&folder, &[command, &folder.at("in")]);
        ended(
            &ran,
            4,
            "in/closed: cannot be searched for archives: Permission denied",
        );
        assert_eq!(ran.stdout, b"", "{command}");
    }
    fs::set_permissions(
        folder.path().join("in/closed"),
        Permissions::from_mode(0o755),
    )
    .expect("open");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let folder = Folder::new();
    let path = folder.write("in/a.json", "[]");
    fs::set_permissions(&path, Permissions::from_mode(0o000)).expect("closed");
    let ran = as_nobody(&folder, &["report", &folder.at("in")]);
    ended(&ran, 4, "in/a.json: permission to read it is denied");
    let ran = as_nobody(&folder, &["list", &folder.at("in"), "-f", "json"]);
    ended(&ran, 4, "");
    assert!(String::from_utf8_lossy(&ran.stdout).contains("\"unreadable\""));
}

#[test]
fn a_folder_that_takes_no_file_is_told_before_anything_is_written() {
    let folder = Folder::new();
    let input = folder.write("in/a.json", format!("[{}]", event(1)));
    folder.write("out/kept", "");
    let out = folder.path().join("out");
    fs::set_permissions(&out, Permissions::from_mode(0o555)).expect("read only");
    for command in ["report", "export", "list", "validate"] {
        let ran = as_nobody(&folder, &[command, &input, "-o", &folder.at("out/r.json")]);
        ended(&ran, 4, "out/r.json: Permission denied");
        assert_eq!(ran.stdout, b"");
    }
    fs::set_permissions(&out, Permissions::from_mode(0o755)).expect("writable");
    let names: Vec<_> = fs::read_dir(out).expect("a folder").collect();
    assert_eq!(names.len(), 1, "nothing but what was there");
}

/// Where a small file system may be mounted that is one; elsewhere a limit on the size of files, which
/// fails in the same places with another number. Says which it was.
fn with_little_room(folder: &Folder, words: &[&str]) -> (Output, &'static str) {
    let room = folder.path().join("room");
    fs::create_dir_all(&room).expect("a folder");
    let mounted =
        "mount -t tmpfs -o size=64k,nr_inodes=16 none \"$0\" 2>/dev/null || exit 117; cd \"$0\"
        \"$@\" < /dev/null; code=$?
        ls -A > ../left; exit $code";
    let run = |start: &[&str], script: &str| {
        Command::new(start[0])
            .args(&start[1..])
            .args(["sh", "-c", script])
            .arg(&room)
            .arg(PROGRAM)
            .args(words)
            .args(["--isolated", "-j1"])
            .output()
    };
    // A name space of its own: the mount is gone with the shell, whatever happens.
    let ran = run(&["unshare", "--mount"], mounted);
    if let Ok(output) = ran
        && output.status.code() != Some(117)
        && folder.path().join("left").exists()
    {
        return (output, "No space left on device");
    }
    let limited = "cd \"$0\" && ulimit -f 32 && \"$@\" < /dev/null; code=$?
        ls -A > ../left; exit $code";
    let output = run(&["env"], limited).expect("a shell");
    (output, "File too large")
}

#[test]
fn a_disk_that_fills_up_leaves_nothing_and_is_told() {
    let folder = Folder::new();
    let input = folder.write("in/a.json", archive(2000));
    let rejects = folder.write("in/r.json", format!("[{}]", "0,".repeat(5000) + "0"));
    for words in [
        &["export", &input, "-o", "r.json"][..],
        &["export", &input, "-o", "r.csv"],
        &[
            "report",
            &input,
            "-o",
            "r.html",
            "--top",
            "all",
            "--by",
            "actor,app,hour",
        ],
        &[
            "report",
            &rejects,
            "-f",
            "json",
            "-o",
            "r.json",
            "--rejects",
            "rejects.ndjson",
        ],
        &[
            "validate",
            &rejects,
            "-o",
            "r.json",
            "--max-findings",
            "all",
        ],
    ] {
        let (output, why) = with_little_room(&folder, words);
        ended(&output, 4, why);
        ended(&output, 4, "cannot write r");
        assert_eq!(folder.read("left"), "", "{words:?}");
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_leaves_nothing() {
    // Seen: the signal that comes with it ended the program on the spot, its temporary file left.
    let folder = Folder::new();
    let input = folder.write("in/a.json", archive(2000));
    folder.write("out/.keep", "");
    let limited = |line: &str| {
        let script = format!("ulimit -f 32; {line}");
        let output = Command::new("sh")
            .args(["-c", &script, PROGRAM, &input])
            .current_dir(folder.path().join("out"))
            .output();
        output.expect("a shell")
    };
    ended(
        &limited("exec \"$0\" export \"$1\" -o r.json"),
        4,
        "cannot write r.json: File too large",
    );
    let left = fs::read_dir(folder.path().join("out"))
        .expect("a folder")
        .count();
    assert_eq!(left, 1, "nothing but what was there");
    let said = "cannot write standard output: File too large";
    ended(&limited("exec \"$0\" export \"$1\" > ../export"), 4, said);
    ended(
        &limited("exec \"$0\" report \"$1\" -f html > ../report"),
        4,
        said,
    );
}

#[test]
fn standard_output_that_is_closed_or_full_is_told() {
    let folder = Folder::new();
    let input = folder.write("a.json", format!("[{}]", event(1)));
    for line in [
        "report \"$1\"",
        "report \"$1\" -f json",
        "list \"$1\"",
        "export \"$1\"",
        "export \"$1\" -f csv",
        "validate \"$1\" -f sarif",
        "diff \"$1\" \"$1\" -f csv",
        "catalog",
        "explain S03",
        "completions bash",
        "man",
        "config show",
    ] {
        let full = format!("exec \"$0\" {line} --isolated > /dev/full");
        let output = Command::new("sh")
            .args(["-c", &full, PROGRAM, &input])
            .output()
            .expect("a shell");
        ended(
            &output,
            4,
            "cannot write standard output: No space left on device",
        );
        // A reader who left before the first byte: the pipe is broken when it is written to.
        let output = unread(line.replace("\"$1\"", &input).split(' '));
        ended(&output, 0, "");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        // No standard output at all: the system opens something harmless in its place, or nothing.
        let closed = format!("exec \"$0\" {line} --isolated >&-");
        let output = Command::new("sh")
            .args(["-c", &closed, PROGRAM, &input])
            .output()
            .expect("a shell");
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 4)), "{line}: {code:?}");
    }
}

#[test]
fn no_standard_error_is_no_reason_to_fail() {
    let folder = Folder::new();
    let input = folder.write("a.json", format!("[{}]", event(1)));
    for end in ["2>&-", "2>/dev/full"] {
        for (line, code) in [
            ("report \"$1\" -v", 0),
            ("report \"$1/x\"", 4),
            ("report --nonsense", 2),
        ] {
            let script = format!("exec \"$0\" {line} {end}");
            let output = Command::new("sh")
                .args(["-c", &script, PROGRAM, &input])
                .output()
                .expect("a shell");
            assert_eq!(output.status.code(), Some(code), "{line} {end}");
        }
    }
}

/// Starts a report on a pipe that the system opens like a file, and gives what is written into it.
fn through_a_pipe(pipe: &Path, words: &[&str]) -> std::process::Child {
    let made = Command::new("mkfifo").arg(pipe).status().expect("mkfifo");
    assert!(made.success());
    Command::new(PROGRAM)
        .args(words)
        .arg(pipe)
        .arg("--isolated")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
}

#[test]
fn pipes_and_devices_in_a_folder_are_passed_over_and_read_when_named() {
    let folder = Folder::new();
    folder.write("in/a.json", format!("[{}]", event(1)));
    // Nobody ever writes into it: who opened it would wait for ever.
    let pipe = folder.path().join("in/pipe.json");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo")
            .success()
    );
    let socket = folder.path().join("in/socket.json");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    symlink("/dev/zero", folder.at("in/zero.json")).expect("a link");
    symlink("pipe.json", folder.at("in/link.json")).expect("a link");
    for word in ["in", "in/*.json", "in/**"] {
        let ran = trailproof(["report", &folder.at(word), "-f", "json"])
            .run()
            .ok();
        assert_eq!(ledger(&ran.json()), [1, 1, 0, 0, 0], "{word}");
        assert_eq!(
            ran.json()["archives"].as_array().map(Vec::len),
            Some(1),
            "{word}"
        );
    }
    trailproof(["report", &folder.at("in/socket.json")])
        .run()
        .code(4)
        .says("socket.json: cannot be read");
    // A device without end is a bomb like any other: it ends at a limit.
    trailproof(["report", "/dev/zero", "--max-decompressed", "100MiB"])
        .run()
        .code(4)
        .says("/dev/zero: at byte 0: not an archive");
    let mut child = through_a_pipe(&folder.path().join("named"), &["report", "-f", "json"]);
    fs::write(folder.path().join("named"), format!("[{}]", event(1))).expect("it is read");
    let mut text = String::new();
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_to_string(&mut text)
        .expect("text");
    assert!(child.wait().expect("it ends").success());
    assert!(text.contains("\"accepted\": 1"), "{text}");
}

#[test]
fn links_in_a_circle_end() {
    let folder = Folder::new();
    folder.write("in/a.json", format!("[{}]", event(1)));
    symlink(".", folder.at("in/same")).expect("a link");
    symlink("..", folder.at("in/up.json")).expect("a link");
    symlink("b.json", folder.at("in/c.json")).expect("a link");
    symlink("c.json", folder.at("in/b.json")).expect("a link");
    symlink("self.json", folder.at("in/self.json")).expect("a link");
    let ran = trailproof(["report", &folder.at("in"), "-f", "json"])
        .run()
        .ok();
    assert_eq!(ledger(&ran.json()), [1, 1, 0, 0, 0]);
    // What a pattern names is not passed over.
    for name in ["b.json", "c.json", "self.json"] {
        trailproof(["report", &folder.at("in/**/*.json")])
            .run()
            .code(4)
            .says(&format!("{name}: cannot be read (Too many levels"));
    }
    trailproof(["report", &folder.at("in/self.json")])
        .run()
        .code(4)
        .says("self.json: cannot be read (");
    let out = folder.at("in/b.json");
    trailproof(["report", &folder.at("in/a.json"), "-f", "json", "-o", &out])
        .run()
        .code(2)
        .says("exists");
}

#[test]
fn names_that_are_not_utf8_are_read_and_shown() {
    let folder = Folder::new();
    let odd = |name: &[u8]| -> PathBuf { folder.path().join(OsString::from_vec(name.to_vec())) };
    fs::create_dir(odd(b"in\xff")).expect("a folder");
    fs::write(odd(b"in\xff/a\xfe\x1b[31m.json"), format!("[{}]", event(1))).expect("a file");
    let words = |more: &[&str]| -> Vec<OsString> {
        let odd = odd(b"in\xff").into_os_string();
        more.iter().map(OsString::from).chain([odd]).collect()
    };
    let ran = trailproof(words(&["report", "-f", "json"])).run().ok();
    let path = ran.json()["archives"][0]["path"]
        .as_str()
        .expect("a path")
        .to_owned();
    assert!(
        path.ends_with("in\u{fffd}/a\u{fffd}\u{1b}[31m.json"),
        "{path}"
    );
    for format in ["table", "html", "csv", "markdown", "json"] {
        let ran = trailproof(words(&["report", "-f", format])).run();
        assert!(!ran.code(0).bytes().contains(&0x1b), "{format}");
    }
    for command in ["list", "validate", "export"] {
        assert!(
            !trailproof(words(&[command]))
                .run()
                .code(0)
                .bytes()
                .contains(&0x1b)
        );
    }
    let out = odd(b"out\xff.json");
    let ran = trailproof(words(&["report", "-o"]).into_iter().take(2))
        .arg(&out)
        .arg(odd(b"in\xff"))
        .run();
    ran.code(0).says("wrote ");
    assert!(out.exists());
    let broken = odd(b"bad\xff\x1b]0;x\x07.json");
    fs::write(&broken, "[{]").expect("a file");
    let ran = trailproof([OsStr::new("report"), broken.as_os_str()])
        .run()
        .code(4);
    assert!(
        ran.stderr()
            .contains("bad\u{fffd}\\u{1b}]0;x\\u{7}.json: at byte 2"),
        "{}",
        ran.stderr()
    );
}

/// What is said of a document of which a part arrives, and then something else happens.
#[test]
fn a_file_that_grows_or_shrinks_while_it_is_read_ends_somewhere() {
    let folder = Folder::new();
    let document = archive(3000);
    let path = folder.write("a.json", &document);
    // A thread changes the file as fast as it can while runs read it. Whatever part each run sees,
    // it ends in a code, and what it counts foots.
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (document, path, stop) = (&document, &path, &stop);
        scope.spawn(move || {
            let file = fs::OpenOptions::new()
                .write(true)
                .open(path)
                .expect("a file");
            let whole = document.len() as u64;
            let mut turn = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                turn += 1;
                let len = [whole / 2, 0, whole / 3, 1][turn % 4];
                file.set_len(len).expect("it shrinks");
                std::os::unix::fs::FileExt::write_all_at(&file, document, 0).expect("it grows");
                if turn % 2 == 0 {
                    std::os::unix::fs::FileExt::write_all_at(&file, document, whole)
                        .expect("it grows");
                }
            }
        });
        for turn in 0..12 {
            let command = ["report", "list", "validate", "export"][turn % 4];
            let ran = trailproof([command, path, "-f", "json", "-j", "2"]).run();
            let code = ran.exit_code();
            assert!(
                [0, 1, 4].contains(&code),
                "{command}: {code} {}",
                ran.stderr()
            );
            if code != 4 && command != "export" {
                let [read, accepted, filtered, duplicate, rejected] = ledger(&ran.json());
                assert_eq!(read, accepted + filtered + duplicate + rejected);
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    // Cut for good, it is told.
    fs::write(&path, &document[..document.len() / 2]).expect("it shrinks");
    trailproof(["report", &path])
        .run()
        .code(4)
        .says("the document ends inside a value (J03)");
}

/// Sends a signal to a run that has begun to write, and gives how it ended and what it left.
fn interrupted(
    words: &[&str],
    signal: &str,
    after: &[u8],
) -> (std::process::ExitStatus, Vec<String>) {
    let folder = Folder::new();
    let mut child = Command::new(PROGRAM)
        .args(words)
        .args(["--isolated", "-j2"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(after).expect("it reads");
    while words.contains(&"--rejects") && folder.names().is_empty() {
        std::thread::yield_now();
    }
    let kill = Command::new("kill")
        .args(["-s", signal, &child.id().to_string()])
        .status();
    assert!(kill.expect("a signal").success());
    let status = child.wait().expect("it ends");
    drop(stdin);
    (status, folder.names())
}

#[test]
fn a_signal_ends_every_command_as_shells_expect_and_leaves_nothing() {
    let part = archive(4000);
    let part = &part[..part.len() / 2];
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        for words in [
            &[
                "report",
                "-",
                "-f",
                "json",
                "-o",
                "r.json",
                "--rejects",
                "rejects.ndjson",
            ][..],
            &[
                "validate",
                "-",
                "-f",
                "json",
                "-o",
                "r.json",
                "--rejects",
                "rejects.ndjson",
            ],
            &[
                "export",
                "-",
                "-o",
                "r.json",
                "--memory",
                "16MB",
                "--rejects",
                "rejects.ndjson",
            ],
            &["list", "-", "-o", "r.json"],
            &["report", "-"],
        ] {
            let (status, names) = interrupted(words, signal, part);
            // A shell makes 130 and 143 of it.
            assert_eq!(status.signal(), Some(number), "{words:?}");
            assert_eq!(names, [""; 0], "{words:?}");
        }
    }
    let script = "\"$0\" report - -o r.json --rejects rejects.ndjson --isolated < in & wait_for=$!
        while [ -z \"$(ls -A out 2>/dev/null)\" ]; do :; done; kill -s \"$1\" $wait_for; wait $wait_for; echo $?";
    let script = script
        .replace("-o r.json", "-o out/r.json")
        .replace("rejects.ndjson", "out/rejects.ndjson");
    for (signal, code) in [("INT", "130\n"), ("TERM", "143\n")] {
        let folder = Folder::new();
        folder.write("out/x", "");
        fs::remove_file(folder.path().join("out/x")).expect("empty");
        assert!(
            Command::new("mkfifo")
                .arg(folder.at("in"))
                .status()
                .expect("mkfifo")
                .success()
        );
        // Held open, so that it has no end.
        let held = fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(folder.at("in"))
            .expect("a pipe");
        let script = if signal == "INT" {
            // In the background a shell without job control makes programs deaf to interruption.
            script.replacen("\"$0\" report", "env --default-signal=INT \"$0\" report", 1)
        } else {
            script.clone()
        };
        let output = Command::new("sh")
            .args(["-c", &script, PROGRAM, signal])
            .current_dir(folder.path())
            .output()
            .expect("a shell");
        assert_eq!(String::from_utf8_lossy(&output.stdout), code);
        assert_eq!(fs::read_dir(folder.at("out")).expect("a folder").count(), 0);
        drop(held);
    }
}

#[test]
fn output_files_are_for_their_owner_unless_somebody_widens_them() {
    let folder = Folder::new();
    let input = folder.write("a.json", format!("[{},1]", event(1)));
    let mode = |name: &str| {
        fs::metadata(folder.at(name))
            .expect("a file")
            .permissions()
            .mode()
            & 0o7777
    };
    let run = |words: &[&str]| -> Ran { trailproof(words).run() };
    for (command, name) in [
        ("report", "r.html"),
        ("validate", "v.sarif"),
        ("list", "l.csv"),
        ("export", "e.json.gz"),
    ] {
        let out = folder.at(name);
        run(&[command, &input, "-o", &out]);
        assert_eq!(mode(name), 0o600, "{command}");
        run(&[command, &input, "-o", &out, "--force", "--mode", "0644"]);
        assert_eq!(mode(name), 0o644, "{command}");
    }
    let (out, rejects) = (folder.at("x.json"), folder.at("x.ndjson"));
    run(&[
        "report",
        &input,
        "-o",
        &out,
        "--rejects",
        &rejects,
        "--mode",
        "640",
    ])
    .code(0);
    assert_eq!((mode("x.json"), mode("x.ndjson")), (0o640, 0o640));
    for wrong in ["7", "777", "400", "4644", "rw", "-1", "99999999999"] {
        let flag = format!("--mode={wrong}");
        run(&["report", &input, "-o", &folder.at("y"), "-f", "json", &flag])
            .code(2)
            .says("is not a file mode for an output")
            .says("hint: write, for example, 640");
    }
}
