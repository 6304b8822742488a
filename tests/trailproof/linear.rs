//! Whatever a string holds, a rule takes time in proportion to its length: twice the text, twice the
//! instructions. One quadratic rule makes a small file keep a machine busy for hours.

use crate::callgrind::Profile;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The lengths that are compared; each is twice the one before.
const LENGTHS: [usize; 3] = [40_000, 80_000, 160_000];
/// The same for all texts in one run, which tells functions apart instead of texts.
const SHORT: [usize; 3] = [2_000, 4_000, 8_000];

/// What linear work grows by from the first difference to the second is 2, what sorting and tables that
/// double add to that stays below 2.3, and what quadratic work grows by is 4.
const GROWTH: f64 = 2.6;
/// Share of the longest run's instructions from which a function is looked at. A mark that is followed to
/// the end of its text, 2,000 times in 8,000 bytes, is many times that.
const SHARE: f64 = 0.01;

/// Texts of about a length, by what they are hard for.
fn texts(length: usize) -> Vec<(&'static str, String)> {
    let repeated = |part: &str| part.repeat(length / part.len());
    let event = |members: &str| {
        format!(
            "[{{\"id\":\"00000001-0000-4000-8000-000000000000\",\"created_at\":\"2018-05-01T00:00:00Z\",\
             \"type\":\"app\",\"action\":\"create\",\"actor\":{{\"email\":\"a@x.com\"}}{members}}}]"
        )
    };
    let data = |text: &str| event(&format!(",\"data\":{{\"k\":\"{text}\"}}"));
    // All that can begin a credential and does not end as one, in one string.
    let marks = [
        "HRKU-",
        "AKIA",
        "ghp_",
        "github_pat_",
        "xoxb-",
        "xoxxox",
        "xapp-",
        "sk_live_",
        "AIza",
        "eyJ",
        "eyJhbGciOiJub25l",
        "ewo",
        "IHs",
        "ICB",
        "-----BEGIN ",
        "---- BEGIN RSA PRIVATE ",
        "://",
        "://a:@",
        "eyJhbGciOiJub25l.",
        "@",
        ":",
    ];
    let marks: String = marks
        .iter()
        .map(|mark| mark.repeat(length / marks.len() / mark.len()))
        .collect();
    let names = (0..length / 12).fold(String::new(), |mut names, nth| {
        write!(names, ",\"n{nth:06}\":0").expect("room");
        names
    });
    let parties = (0..length / 150).fold(String::new(), |mut events, nth| {
        write!(
            events,
            "{}{{\"id\":\"{nth:08}-0000-4000-8000-000000000001\",\"created_at\":\"2018-05-01T00:00:00Z\",\"type\":\"app\",\
             \"action\":\"a{nth}\",\"actor\":{{\"id\":\"{nth:08}-0000-4000-8000-000000000002\",\"email\":\"a@x.com\"}}}}",
            if nth == 0 { "" } else { "," }
        )
        .expect("room");
        events
    });
    let deep = format!("{}1{}", "{\"a\":".repeat(60), "}".repeat(60));
    vec![
        ("T, U, I, S10: events", format!("[{parties}]")),
        ("P01: marks", data(&marks)),
        ("P01: eyJ", data(&repeated("eyJ"))),
        ("P01: headers", data(&repeated("eyJhbGciOiJub25l"))),
        (
            "P01: bodies",
            data(&format!(
                "{0}.{0}",
                repeated("eyJhbGciOiJub25l").split_off(length / 2)
            )),
        ),
        ("P01: AKIA", data(&repeated("AKIA"))),
        ("P01: escaped", data(&repeated("\\u0041KIA"))),
        (
            "P01, J04: a name",
            event(&format!(",\"data\":{{\"{}\":[1,2,3]}}", repeated("xoxb-"))),
        ),
        (
            "J04: names",
            event(&format!(",\"data\":{{\"a\":0{names}}}")),
        ),
        (
            "J04: names beside the records",
            format!("{{\"a\":0{names},\"entries\":[]}}"),
        ),
        (
            "J05, pointers",
            event(&format!(",\"data\":[{}0]", repeated(&format!("{deep},")))),
        ),
        ("J07", data(&repeated("\u{e9}\u{10ffff}"))),
        ("S05: a pointer each", event(&names)),
        ("S08", event("").replace("a@x.com", &repeated("a.@,"))),
        (
            "S09",
            event(&format!(
                ",\"request\":{{\"ip_address\":\"{}\"}}",
                repeated("1.1:")
            )),
        ),
        (
            "S06: none in data",
            event(&format!(",\"data\":[{}0]", repeated("{\"id\":\"4\"},"))),
        ),
    ]
}

/// All texts at once. Which text it is that a function is slow with, the test below tells.
#[test]
fn no_function_takes_more_than_linear_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let archives = folder.path().join("archives");
    std::fs::create_dir(&archives).expect("a folder");
    let run = |length: usize| {
        for (nth, (_, text)) in texts(length).iter().enumerate() {
            std::fs::write(archives.join(format!("{nth}.json")), text).expect("a file");
        }
        let archives = archives.to_str().expect("a name");
        let words = ["validate", "-f", "json", "--max-findings", "all", archives];
        Profile::of(&words, folder.path()).instructions
    };
    let [first, second, third] = SHORT.map(run);
    let least = SHARE * third.values().sum::<u64>() as f64;
    let mut looked_at = 0;
    for (name, long) in &third {
        let of = |counts: &BTreeMap<String, u64>| counts.get(name).copied().unwrap_or(0) as f64;
        let (short, middle, long) = (of(&first), of(&second), *long as f64);
        if long < least || long - middle < least / 2.0 {
            continue;
        }
        looked_at += 1;
        // Copies of whole buffers come and go with their reuse (at lengths of 8,000, 16,000 and 32,000 they took 9.8,
        // 7.5 and 16.4 million instructions), so of copying all of it is compared, not what the longer text added.
        let growth = match name.starts_with("__mem") {
            true => long / middle,
            false => (long - middle) / (middle - short).max(1.0),
        };
        assert!(
            growth < GROWTH,
            "{name}: {short} {middle} {long}: {growth}; cargo test --test trailproof linear:: -- --ignored tells with which text"
        );
    }
    assert!(looked_at >= 3, "{looked_at} functions were looked at");
}

#[test]
#[ignore = "48 runs under callgrind take many minutes on a busy machine"]
fn twice_the_text_takes_twice_the_instructions() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.json");
    let path = path.to_str().expect("a name");
    let count = |text: &str| {
        std::fs::write(path, text).expect("a file");
        let words = [
            "validate",
            "-f",
            "json",
            "--max-findings",
            "all",
            "--select",
            "J,S,P",
            path,
        ];
        // Digest and decoding of a text are linear and the same for all.
        Profile::of(&words, folder.path()).instructions_of(|name| !name.contains("sha2"))
    };
    let [short, middle, long] = LENGTHS.map(texts);
    for ((one, two), four) in short.iter().zip(&middle).zip(&long) {
        let [first, second, third] = [one, two, four].map(|(_, text)| count(text) as f64);
        let growth = (third - second) / (second - first).max(1.0);
        assert!(
            growth < GROWTH,
            "{}: {first} {second} {third}: {growth}",
            one.0
        );
    }
}
