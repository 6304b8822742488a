//! Names of people, apps and teams, each different by construction: a number below is read as
//! digits of mixed radix, one digit a word.

const FIRST: [&str; 32] = [
    "ada", "amir", "anna", "bea", "carlos", "chloe", "dana", "diego", "elif", "emma", "femi",
    "grace", "hana", "ivan", "jonas", "kofi", "lena", "liam", "mei", "mila", "noor", "olga",
    "omar", "priya", "quinn", "rosa", "sven", "tariq", "uma", "victor", "wen", "yara",
];

const LAST: [&str; 32] = [
    "adler", "bauer", "castro", "chen", "dubois", "eriksen", "fischer", "garcia", "haddad", "ito",
    "jensen", "kaya", "kowalski", "lopez", "martin", "moreau", "nakamura", "novak", "o'brien",
    "okafor", "patel", "petrov", "rossi", "santos", "schmidt", "silva", "tanaka", "ueda",
    "virtanen", "weber", "young", "zhang",
];

const AREA: [&str; 24] = [
    "billing", "catalog", "checkout", "crm", "data", "docs", "events", "fraud", "identity",
    "inbox", "ledger", "loyalty", "mobile", "orders", "partner", "payments", "pricing", "risk",
    "search", "shop", "status", "supply", "tax", "web",
];

const PART: [&str; 16] = [
    "admin",
    "api",
    "auth",
    "batch",
    "cache",
    "edge",
    "feed",
    "gateway",
    "jobs",
    "mailer",
    "proxy",
    "reports",
    "scheduler",
    "sync",
    "ui",
    "worker",
];

const STAGE: [&str; 4] = ["production", "staging", "dev", "review"];

/// Names of teams; some need escaping in JSON or HTML, some are not ASCII.
const TEAM: [&str; 12] = [
    "platform",
    "payments",
    "Research & Development",
    "Zürich Core",
    "ops \"24x7\"",
    "données",
    "mobile",
    "growth",
    "東京 Delivery",
    "security <blue>",
    "back\\office",
    "release 🚀",
];

/// Takes the lowest digit of `number`, one of `words`.
fn digit(number: &mut usize, words: &[&'static str]) -> &'static str {
    let word = words[*number % words.len()];
    *number /= words.len();
    word
}

/// What is left of a number once its words are taken, as a suffix; nothing for zero.
fn suffix(left: usize, separator: &str) -> String {
    if left == 0 {
        String::new()
    } else {
        format!("{separator}{left}")
    }
}

/// The part of a person's e-mail before the at sign.
pub fn person(number: usize) -> String {
    let mut left = number;
    let first = digit(&mut left, &FIRST);
    let last = digit(&mut left, &LAST);
    format!("{first}.{last}{}", suffix(left, ""))
}

/// The name of an app.
pub fn app(number: usize) -> String {
    let mut left = number;
    let stage = digit(&mut left, &STAGE);
    let area = digit(&mut left, &AREA);
    let part = digit(&mut left, &PART);
    format!("{area}-{part}-{stage}{}", suffix(left, "-"))
}

/// The name of a team.
pub fn team(number: usize) -> String {
    let mut left = number;
    let name = digit(&mut left, &TEAM);
    format!("{name}{}", suffix(left, " "))
}

/// A word for what an add-on, a space or an endpoint is called.
pub fn part(number: usize) -> &'static str {
    PART[number % PART.len()]
}

/// A word for a field of business.
pub fn area(number: usize) -> &'static str {
    AREA[number % AREA.len()]
}
