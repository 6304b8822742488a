//! Runs the program the way a person or a script does, and looks at what it did.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

/// A command line, built up word by word. It runs without configuration and without colour unless
/// a test says otherwise.
pub struct Trailproof {
    command: Command,
    input: Option<Vec<u8>>,
    folder: Option<PathBuf>,
}

/// `trailproof` with these words.
pub fn trailproof<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> Trailproof {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trailproof"));
    command
        .args(words)
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS")
        .env_remove("SOURCE_DATE_EPOCH");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TRAILPROOF_") {
            command.env_remove(name);
        }
    }
    // Fixtures are named relative to the project, so that outputs are the same on every machine.
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    Trailproof {
        command,
        input: None,
        folder: None,
    }
}

/// What the program does when whoever reads its standard output has left before the first byte.
pub fn unread<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> std::process::Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_trailproof"))
        .args(words)
        .arg("--isolated")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    child.wait_with_output().expect("it ends")
}

impl Trailproof {
    /// One more word.
    pub fn arg(mut self, word: impl AsRef<OsStr>) -> Self {
        self.command.arg(word);
        self
    }

    /// More words.
    pub fn args<S: AsRef<OsStr>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.command.args(words);
        self
    }

    /// An environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// What the program reads from standard input.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = Some(bytes.into());
        self
    }

    /// The folder in which it runs.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self.folder = Some(folder.to_owned());
        self
    }

    /// Runs it to its end.
    pub fn run(mut self) -> Ran {
        let line = format!("{:?}", self.command);
        self.command.stdin(if self.input.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        });
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        let feeder = self.input.map(|input| {
            let mut stdin = child.stdin.take().expect("a pipe");
            // The program may end before it has read everything.
            std::thread::spawn(move || drop(stdin.write_all(&input)))
        });
        let guard = TimeLimit::of(child.id());
        let output = child.wait_with_output().expect("the program ends");
        assert!(!guard.lift(), "{line} had not ended after {LONGEST:?}");
        if let Some(feeder) = feeder {
            feeder.join().expect("standard input was fed");
        }
        Ran {
            line,
            code: output.status.code(),
            out: output.stdout,
            err: output.stderr,
            folder: self.folder,
        }
    }
}

/// Far longer than any run of the tests takes on a slow and busy machine: a run that takes this
/// long will never end.
const LONGEST: Duration = Duration::from_secs(240);

/// Ends a process that does not end.
struct TimeLimit {
    lift: mpsc::Sender<()>,
    watch: JoinHandle<bool>,
}

impl TimeLimit {
    fn of(process: u32) -> Self {
        let (lift, lifted) = mpsc::channel();
        let watch = std::thread::spawn(move || {
            let over = lifted.recv_timeout(LONGEST).is_err();
            if over {
                let mut kill = Command::new("kill");
                kill.args(["-KILL", &process.to_string()])
                    .status()
                    .expect("the program is stopped");
            }
            over
        });
        Self { lift, watch }
    }

    /// Whether the process had to be ended.
    fn lift(self) -> bool {
        // Nobody listens when the time was over.
        let _ = self.lift.send(());
        self.watch.join().expect("a watch")
    }
}

/// What a run did.
pub struct Ran {
    line: String,
    code: Option<i32>,
    out: Vec<u8>,
    err: Vec<u8>,
    folder: Option<PathBuf>,
}

impl Ran {
    /// The exit code must be this one.
    #[track_caller]
    pub fn code(self, want: i32) -> Self {
        assert_eq!(
            self.code,
            Some(want),
            "{}\nstdout: {}\nstderr: {}",
            self.line,
            self.scrubbed(),
            self.stderr()
        );
        self
    }

    /// Exit code 0, and nothing on standard error.
    #[track_caller]
    pub fn ok(self) -> Self {
        let ran = self.code(0);
        assert_eq!(ran.stderr(), "", "{}", ran.line);
        ran
    }

    /// It must have ended well, with this warning and nothing else on standard error.
    #[track_caller]
    pub fn warns(self, part: &str) -> Self {
        let ran = self.code(0);
        let said = ran.stderr();
        let once = said.starts_with("warning: ") && said.lines().count() == 1;
        assert!(once && said.contains(part), "{}\nsaid {said:?}", ran.line);
        ran
    }

    /// Standard error must have this in it.
    #[track_caller]
    pub fn says(self, part: &str) -> Self {
        assert!(
            self.stderr().contains(part),
            "{}\nexpected {part:?} in:\n{}",
            self.line,
            self.stderr()
        );
        self
    }

    /// Standard output must have this in it.
    #[track_caller]
    pub fn prints(self, part: &str) -> Self {
        assert!(
            self.stdout().contains(part),
            "{}\nexpected {part:?} in:\n{}",
            self.line,
            self.stdout()
        );
        self
    }

    /// Standard output must be empty.
    #[track_caller]
    pub fn prints_nothing(self) -> Self {
        assert_eq!(self.stdout(), "", "{}", self.line);
        self
    }

    /// The exit code; -1 when a signal ended the run.
    pub fn exit_code(&self) -> i32 {
        self.code.unwrap_or(-1)
    }

    /// Standard output as bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.out
    }

    /// Standard output as text.
    #[track_caller]
    pub fn stdout(&self) -> &str {
        std::str::from_utf8(&self.out).expect("output is UTF-8")
    }

    /// Standard error as text, the folder of the run replaced by `[FOLDER]`.
    pub fn stderr(&self) -> String {
        self.scrub(&String::from_utf8_lossy(&self.err))
    }

    /// Standard output for snapshots: without the version and the folder of the run.
    pub fn scrubbed(&self) -> String {
        self.scrub(&String::from_utf8_lossy(&self.out))
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.out)
            .unwrap_or_else(|error| panic!("{}\nnot JSON: {error}\n{}", self.line, self.scrubbed()))
    }

    fn scrub(&self, text: &str) -> String {
        let text = text.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
        match &self.folder {
            Some(folder) => text.replace(&*folder.to_string_lossy(), "[FOLDER]"),
            None => text,
        }
    }
}
