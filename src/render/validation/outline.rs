//! What a verdict says to people, in which order and in which words.

use crate::render::figures::{counted, thousands};
use crate::render::outline::{Mood, Phrase};
use crate::view::validation::{CheckedView, FindingView, ValidationView};
use std::collections::BTreeMap;

/// Places that are shown of one rule in one archive; the machine-readable forms have all.
const PLACES: usize = 5;

/// The whole verdict in the order in which it is read.
pub(in crate::render) struct Outline<'a> {
    pub(in crate::render) mood: Mood,
    pub(in crate::render) headline: String,
    pub(in crate::render) facts: Vec<(&'static str, Phrase)>,
    pub(in crate::render) archives: Vec<Group<'a>>,
    /// Archives of which there is nothing to say.
    pub(in crate::render) clean: Vec<&'a CheckedView>,
    pub(in crate::render) not_evaluated: Vec<(String, String)>,
    pub(in crate::render) ignored: Vec<Phrase>,
    /// One line for a ticket.
    pub(in crate::render) closing: Phrase,
}

/// What is wrong with one archive, the worst first.
pub(in crate::render) struct Group<'a> {
    pub(in crate::render) path: &'a str,
    pub(in crate::render) mood: Mood,
    /// What became of it, and what it is.
    pub(in crate::render) status: String,
    pub(in crate::render) error: Option<&'a str>,
    pub(in crate::render) rules: Vec<Rule<'a>>,
}

/// What one rule found in one archive.
pub(in crate::render) struct Rule<'a> {
    pub(in crate::render) severity: &'a str,
    pub(in crate::render) code: &'a str,
    pub(in crate::render) title: &'static str,
    pub(in crate::render) count: u64,
    pub(in crate::render) places: Vec<(String, Phrase)>,
    /// How many are not shown.
    pub(in crate::render) more: u64,
    pub(in crate::render) act: &'static str,
    /// Why it does not count, if it does not.
    pub(in crate::render) suppressed: Option<&'a str>,
}

impl<'a> Outline<'a> {
    pub(in crate::render) fn of(view: &'a ValidationView) -> Self {
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut clean = Vec::new();
        for archive in &view.archives {
            let path = archive.archive.path.as_str();
            let own: Vec<&FindingView> =
                view.findings.iter().filter(|f| f.archive == path).collect();
            if own.is_empty() && archive.error.is_none() {
                clean.push(archive);
            } else {
                groups.push(Group::of(view, path, Some(archive), &own));
            }
        }
        let known = |path: &str| view.archives.iter().any(|a| a.archive.path == path);
        let others: Vec<&FindingView> = view
            .findings
            .iter()
            .filter(|f| !known(&f.archive))
            .collect();
        if let Some(first) = others.first() {
            groups.push(Group::of(view, &first.archive, None, &others));
        }
        groups.sort_by_key(Group::rank);
        Self {
            mood: if !view.passes() || unopened(view) {
                Mood::Alarm
            } else if view.summary.warning + view.summary.error > 0 {
                Mood::Warning
            } else {
                Mood::Good
            },
            headline: headline(view),
            facts: facts(view),
            archives: groups,
            clean,
            not_evaluated: not_evaluated(view),
            ignored: ignored(view),
            closing: closing(view),
        }
    }
}

impl<'a> Group<'a> {
    fn of(
        view: &'a ValidationView,
        path: &'a str,
        archive: Option<&'a CheckedView>,
        findings: &[&'a FindingView],
    ) -> Self {
        let mut rules: BTreeMap<(u8, &str, bool), Rule<'a>> = BTreeMap::new();
        for finding in findings {
            let suppressed = finding.suppressed.as_ref().map(|why| why.reason.as_str());
            let key = (weight(finding.severity), finding.code, suppressed.is_some());
            let rule = rules.entry(key).or_insert_with(|| {
                let known = view.rule(finding.code);
                Rule {
                    severity: finding.severity,
                    code: finding.code,
                    title: known.map_or("", |rule| rule.title),
                    count: 0,
                    places: Vec::new(),
                    more: 0,
                    act: known.map_or("", |rule| rule.act),
                    suppressed,
                }
            });
            rule.count += finding.count;
            if rule.places.len() < PLACES {
                rule.places
                    .push((place(finding), Phrase::given(&finding.message)));
                rule.more += finding.count - 1;
            } else {
                rule.more += finding.count;
            }
        }
        let mut rules: Vec<Rule<'a>> = rules.into_values().collect();
        rules.sort_by_key(|rule| (rule.suppressed.is_some(), weight(rule.severity)));
        let gravest = rules.iter().find(|rule| rule.suppressed.is_none());
        let mood = match (gravest.map(|rule| rule.severity), archive) {
            (Some("error"), _) => Mood::Alarm,
            (_, Some(archive)) if archive.status != "valid" => Mood::Alarm,
            (Some("warning"), _) => Mood::Warning,
            _ => Mood::Good,
        };
        let status = archive.map_or_else(
            || "archives listing".to_owned(),
            |archive| {
                let records = counted(archive.archive.events, "record", "records");
                format!("{} · {records}", archive.status)
            },
        );
        Self {
            path,
            mood,
            status,
            error: archive.and_then(|archive| archive.error.as_deref()),
            rules,
        }
    }

    /// The worst first: by status, then by the gravest finding, then as given.
    fn rank(&self) -> (u8, u8) {
        let status = match self.status.split(' ').next() {
            Some("unreadable") => 0,
            Some("invalid") => 1,
            _ => 2,
        };
        let counting = self.rules.iter().filter(|rule| rule.suppressed.is_none());
        let gravest = counting.map(|rule| weight(rule.severity)).min();
        (status, gravest.unwrap_or(3))
    }
}

fn weight(severity: &str) -> u8 {
    match severity {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    }
}

/// Where a finding is, in words.
fn place(finding: &FindingView) -> String {
    let mut parts = Vec::new();
    if let Some(index) = finding.index {
        parts.push(format!("record {}", thousands(index)));
    }
    if let Some(pointer) = finding
        .pointer
        .as_ref()
        .filter(|pointer| !pointer.is_empty())
    {
        parts.push(pointer.clone());
    }
    if let Some(offset) = finding.offset {
        parts.push(format!("byte {}", thousands(offset)));
    }
    if let Some(id) = &finding.event_id {
        parts.push(format!("event {id}"));
    }
    parts.join(", ")
}

fn counts(view: &ValidationView) -> String {
    let summary = &view.summary;
    let mut parts = vec![
        counted(summary.error, "error", "errors"),
        counted(summary.warning, "warning", "warnings"),
        counted(summary.note, "note", "notes"),
    ];
    if summary.suppressed > 0 {
        parts.push(format!("{} suppressed", thousands(summary.suppressed)));
    }
    parts.join(", ")
}

/// Whether an archive could not be opened at all, so that nothing is known of it.
fn unopened(view: &ValidationView) -> bool {
    view.archives.iter().any(|archive| archive.error.is_some())
}

fn headline(view: &ValidationView) -> String {
    let archives = counted(view.archives.len() as u64, "archive", "archives");
    let answer = if unopened(view) {
        "Incomplete: not every archive could be opened"
    } else if view.passes() {
        "Ready to hand over"
    } else {
        "Not ready to hand over"
    };
    format!("{answer}: {archives}, {}", counts(view))
}

fn facts(view: &ValidationView) -> Vec<(&'static str, Phrase)> {
    let mut facts = vec![("Catalog", Phrase::given(&view.catalog))];
    if let Some(listing) = &view.listing {
        facts.push(("Listing", Phrase::given(listing)));
    }
    if let Some(as_of) = &view.as_of {
        facts.push(("As of", Phrase::given(as_of)));
    }
    let run = view.rules.run.len();
    let aside = [
        (view.rules.not_evaluated.len(), "not evaluated"),
        (view.rules.not_selected.len(), "not selected"),
    ];
    let aside = aside.iter().filter(|(n, _)| *n > 0);
    let aside: String = aside.map(|(n, what)| format!(", {n} {what}")).collect();
    facts.push(("Rules", Phrase::ours(format!("{run} run{aside}"))));
    facts
}

/// Codes with one reason stand together.
fn not_evaluated(view: &ValidationView) -> Vec<(String, String)> {
    let mut groups: Vec<(String, String)> = Vec::new();
    for rule in &view.rules.not_evaluated {
        match groups.iter_mut().find(|(_, reason)| *reason == rule.reason) {
            Some((codes, _)) => codes.push_str(&format!(", {}", rule.code)),
            None => groups.push((rule.code.to_owned(), rule.reason.clone())),
        }
    }
    groups
}

fn ignored(view: &ValidationView) -> Vec<Phrase> {
    let sentence = |ignore: &crate::view::validation::IgnoreView| {
        let phrase = Phrase::given(&ignore.rules).say(": ").quote(&ignore.reason);
        let phrase = match &ignore.until {
            Some(until) => phrase.say(", until ").quote(until),
            None => phrase,
        };
        phrase.say(match ignore.state {
            "expired" => " (expired: it sets nothing aside any more)".to_owned(),
            "unused" => " (unused: nothing was found that it sets aside)".to_owned(),
            _ => format!(
                " ({} set aside)",
                counted(ignore.findings, "finding", "findings")
            ),
        })
    };
    let from = view.configuration.as_ref();
    let from = from.map(|path| Phrase::ours("set aside by the configuration ").quote(path));
    view.ignored.iter().map(sentence).chain(from).collect()
}

/// Everything that matters in one line.
fn closing(view: &ValidationView) -> Phrase {
    let mut codes: BTreeMap<(u8, &str), u64> = BTreeMap::new();
    for finding in view.findings.iter().filter(|f| f.suppressed.is_none()) {
        *codes
            .entry((weight(finding.severity), finding.code))
            .or_default() += finding.count;
    }
    let codes: Vec<String> = codes
        .iter()
        .filter(|((weight, _), _)| *weight < 2)
        .map(|((_, code), n)| format!("{code}×{}", thousands(*n)))
        .collect();
    let codes = if codes.is_empty() {
        String::new()
    } else {
        format!(" ({})", codes.join(", "))
    };
    let lacking: Vec<&str> = view
        .rules
        .not_evaluated
        .iter()
        .map(|rule| rule.code)
        .collect();
    let lacking = if lacking.is_empty() {
        String::new()
    } else {
        format!("; not evaluated: {}", lacking.join(", "))
    };
    let ledger = &view.ledger;
    let text = format!(
        "{} {} validate: {}{codes}; {} read, {} accepted, {} duplicate, {} rejected; catalog ",
        view.tool.name,
        view.tool.version,
        headline(view).to_lowercase(),
        counted(ledger.read, "record", "records"),
        thousands(ledger.accepted),
        thousands(ledger.duplicate),
        thousands(ledger.rejected),
    );
    let phrase = Phrase::ours(text).quote(&view.catalog).say(lacking);
    match &view.generated_at {
        Some(at) => phrase.say("; ").quote(at),
        None => phrase,
    }
}
