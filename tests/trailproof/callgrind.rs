//! Runs the program under callgrind and reads what it counted.
//!
//! What a processor does is the same in every run, however busy the machine is; how long it takes
//! is not.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// Instructions and calls by function, without those of the functions that it calls.
#[derive(Default)]
pub struct Profile {
    pub instructions: BTreeMap<String, u64>,
    pub calls: BTreeMap<String, u64>,
}

impl Profile {
    /// Of the program with these words, which must come to its end.
    pub fn of(words: &[&str], folder: &Path) -> Self {
        let counts = folder.join("callgrind.out");
        let mut out = std::ffi::OsString::from("--callgrind-out-file=");
        out.push(&counts);
        let ran = Command::new("valgrind")
            .args(["--quiet", "--tool=callgrind", "--dump-line=no"])
            .arg(out)
            .arg(env!("CARGO_BIN_EXE_trailproof"))
            .args(["--isolated", "--threads", "1"])
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .output()
            .expect("valgrind runs; .ci/setup installs it");
        let said = String::from_utf8_lossy(&ran.stderr);
        // The answer of validate may be no.
        assert!(
            matches!(ran.status.code(), Some(0 | 1)),
            "{words:?}: {said}"
        );
        Self::read(&std::fs::read_to_string(counts).expect("counts"))
    }

    /// The part of callgrind's format that there is without line numbers, for one event: a function
    /// (`fn=`) is followed by its own costs and, for each function that it calls (`cfn=`), by the
    /// number of calls and a line with the cost of all of them, which is that function's affair.
    fn read(text: &str) -> Self {
        let mut profile = Self::default();
        let mut names = BTreeMap::new();
        let (mut function, mut called) = (String::new(), String::new());
        let mut others = false;
        let mut total = None;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("fn=") {
                function = full_name(&mut names, name);
            } else if let Some(name) = line.strip_prefix("cfn=") {
                called = full_name(&mut names, name);
            } else if let Some(calls) = line.strip_prefix("calls=") {
                *profile.calls.entry(called.clone()).or_default() += first_number(calls);
                others = true;
            } else if let Some(sum) = line.strip_prefix("totals: ") {
                total = Some(first_number(sum));
            } else if is_cost(line) && !std::mem::take(&mut others) {
                let (_, cost) = line.split_once(' ').expect("a place and a cost");
                *profile.instructions.entry(function.clone()).or_default() += first_number(cost);
            }
        }
        let sum: u64 = profile.instructions.values().sum();
        assert_eq!(
            Some(sum),
            total,
            "callgrind's format is another one than was read"
        );
        profile
    }

    /// Instructions of all functions of which this is true.
    pub fn instructions_of(&self, chosen: impl Fn(&str) -> bool) -> u64 {
        sum(&self.instructions, chosen)
    }

    /// Calls of all functions of which this is true.
    pub fn calls_of(&self, chosen: impl Fn(&str) -> bool) -> u64 {
        sum(&self.calls, chosen)
    }
}

fn sum(counts: &BTreeMap<String, u64>, chosen: impl Fn(&str) -> bool) -> u64 {
    let chosen = counts.iter().filter(|(name, _)| chosen(name));
    chosen.map(|(_, count)| count).sum()
}

fn is_cost(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first))
}

/// A name is written out once, as `(12) name`, and then abbreviated to `(12)`.
fn full_name(names: &mut BTreeMap<String, String>, text: &str) -> String {
    let (number, name) = text.split_once(' ').unwrap_or((text, ""));
    if !name.is_empty() {
        names.insert(number.to_owned(), name.to_owned());
    }
    names.get(number).expect("a name said before").clone()
}

fn first_number(text: &str) -> u64 {
    let digits = text.split_whitespace().next().expect("a number");
    digits.parse().expect("a number")
}
