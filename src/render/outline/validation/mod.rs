//! The verdict on archives.

mod set_aside;

use super::headline;
use crate::render::document::{
    Block, Cell, Column, Document, Figures, Item, KeyFigure, Label, Look, Mood, Notice, Phrase,
    Section, Shown, Table,
};
use crate::render::figures::{counted, thousands};
use crate::view::validation::{CheckedView, FindingView, ValidationView};
use std::collections::{BTreeMap, BTreeSet};

/// Places that are shown of one rule in one archive; the machine-readable forms have all.
const PLACES: usize = 5;
/// Rules that found something, from which on a table sums them up on a terminal, too.
const MANY: usize = 2;

/// The whole verdict.
pub(in crate::render) fn validation(view: &ValidationView) -> Document {
    let archives = view.archives.iter().map(|archive| &archive.archive);
    // Short lists first where one leafs to and fro; what is wrong first where one reads on.
    let aside = |shown| [set_aside::section(view, shown), not_evaluated(view, shown)];
    let mut sections: Vec<Section> = summary(view).into_iter().collect();
    sections.extend(aside(Shown::Page).into_iter().flatten());
    sections.extend(each(view));
    sections.extend(places(view));
    sections.extend(clean(view));
    sections.extend(aside(Shown::Text).into_iter().flatten());
    let closing = Block::Verbatim("For the ticket", closing(view));
    sections.push(Section::default().with(closing));
    Document {
        title: headline::titled("Validation of the audit trail", archives),
        opening: vec![
            Block::Notices(vec![Notice::new(mood(view), headline(view))]),
            Block::Figures(figures(view)),
            Block::Facts(facts(view)),
            Block::Ledger("Ledger", view.ledger),
        ],
        sections,
        made_by: headline::made_by(&view.tool, view.generated_at.as_deref()),
        ..Document::default()
    }
}

fn mood(view: &ValidationView) -> Mood {
    if !view.passes() || unopened(view) {
        Mood::Alarm
    } else if view.summary.warning + view.summary.error > 0 {
        Mood::Warning
    } else {
        Mood::Good
    }
}

/// Whether an archive could not be opened at all, so that nothing is known of it.
fn unopened(view: &ValidationView) -> bool {
    view.archives.iter().any(|archive| archive.error.is_some())
}

fn headline(view: &ValidationView) -> String {
    let answer = if unopened(view) {
        "Incomplete: not every archive could be opened"
    } else if view.passes() {
        "Ready to hand over"
    } else {
        "Not ready to hand over"
    };
    let summary = &view.summary;
    let mut parts = vec![
        counted(view.archives.len() as u64, "archive", "archives"),
        counted(summary.error, "error", "errors"),
        counted(summary.warning, "warning", "warnings"),
        counted(summary.note, "note", "notes"),
    ];
    if summary.suppressed > 0 {
        parts.push(format!("{} set aside", thousands(summary.suppressed)));
    }
    format!("{answer}: {}", parts.join(", "))
}

/// The figures of the headline, for a page.
fn figures(view: &ValidationView) -> Figures {
    let summary = &view.summary;
    let all = [
        (view.archives.len() as u64, "archive", "archives"),
        (summary.error, "error", "errors"),
        (summary.warning, "warning", "warnings"),
        (summary.note, "note", "notes"),
        (summary.suppressed, "set aside", "set aside"),
        (
            view.rules.not_evaluated.len() as u64,
            "rule not evaluated everywhere",
            "rules not evaluated everywhere",
        ),
    ];
    let figure = |(n, one, many): (u64, &'static str, &'static str)| KeyFigure {
        value: thousands(n),
        noun: if n == 1 { one } else { many },
        short_noun: many,
        change: None,
    };
    Figures {
        all: all.into_iter().map(figure).collect(),
        against: None,
        shown: Shown::Page,
    }
}

fn facts(view: &ValidationView) -> headline::Facts {
    let mut facts = vec![("Catalog", headline::catalog(&view.catalog))];
    if let Some(listing) = &view.listing {
        facts.push(("Listing", Phrase::given(listing)));
    }
    if let Some(as_of) = &view.as_of {
        facts.push(("As of", Phrase::given(as_of)));
    }
    if let Some(path) = &view.configuration {
        let text = Phrase::given(path).say(" sets rules aside, see below");
        facts.push(("Settings", text));
    }
    let not_evaluated = &view.rules.not_evaluated;
    let partly = not_evaluated.iter().filter(|rule| rule.partly).count();
    let aside = [
        (partly, "evaluated for some of the archives only"),
        (not_evaluated.len() - partly, "not evaluated"),
        (view.rules.not_selected.len(), "not selected"),
    ];
    let aside = aside.iter().filter(|(n, _)| *n > 0);
    let aside: String = aside.map(|(n, what)| format!(", {n} {what}")).collect();
    let run = view.rules.run.len();
    facts.push(("Rules", Phrase::ours(format!("{run} evaluated{aside}"))));
    facts
}

/// What each rule found, over all archives.
fn summary(view: &ValidationView) -> Option<Section> {
    let mut codes: BTreeMap<(bool, Mood, &str), (u64, BTreeSet<&str>)> = BTreeMap::new();
    for finding in &view.findings {
        let aside = finding.suppressed.is_some();
        let key = (aside, Mood::of_severity(finding.severity), finding.code);
        let (count, archives) = codes.entry(key).or_default();
        *count += finding.count;
        archives.insert(&finding.archive);
    }
    let shown = match codes.len() {
        0..MANY => Shown::Page,
        _ => Shown::Everywhere,
    };
    let columns = [
        Column::name("Code"),
        Column::name("Severity"),
        Column::prose("Meaning"),
        Column::number("Findings"),
        Column::number("Archives"),
        Column::prose("What to do").on(Shown::Page),
    ];
    let rows = codes
        .iter()
        .map(|((aside, mood, code), (count, archives))| {
            let severity = match (aside, mood) {
                (true, _) => "set aside",
                (_, Mood::Alarm) => "error",
                (_, Mood::Warning) => "warning",
                _ => "note",
            };
            let mood = if *aside { Mood::Plain } else { *mood };
            vec![
                Label::of(Some(*code), None, "").into(),
                Cell::Badge(mood, severity.into()),
                Cell::words(view.rule(code).map_or("", |rule| rule.title)),
                Cell::count(*count),
                Cell::count(archives.len() as u64),
                match aside {
                    true => Cell::Empty,
                    false => Cell::words(view.rule(code).map_or("", |rule| rule.act)),
                },
            ]
        });
    let table = Table::new(columns, rows).on(shown);
    (!codes.is_empty()).then(|| Section::new("rules", "Findings").with(table))
}

/// A section for each archive of which there is something to say, the worst first, and one for the listing.
fn places(view: &ValidationView) -> Vec<Section> {
    let mut groups: Vec<((u8, Mood), Section)> = Vec::new();
    for archive in &view.archives {
        let path = archive.archive.path.as_str();
        let own: Vec<&FindingView> = view.findings.iter().filter(|f| f.archive == path).collect();
        if !own.is_empty() || archive.error.is_some() {
            groups.push(group(view, path, Some(archive), &own));
        }
    }
    let known = |path: &str| view.archives.iter().any(|a| a.archive.path == path);
    let others = view.findings.iter().filter(|f| !known(&f.archive));
    let others: Vec<&FindingView> = others.collect();
    if let Some(first) = others.first() {
        groups.push(group(view, &first.archive, None, &others));
    }
    groups.sort_by_key(|(rank, _)| *rank);
    let numbered = (1..).zip(groups);
    numbered
        .map(|(number, (_, section))| Section {
            id: format!("archive-{number}"),
            ..section
        })
        .collect()
}

/// What is wrong with one archive, and how grave that is.
fn group(
    view: &ValidationView,
    path: &str,
    archive: Option<&CheckedView>,
    findings: &[&FindingView],
) -> ((u8, Mood), Section) {
    let items = items(view, findings);
    let counting = findings.iter().filter(|f| f.suppressed.is_none());
    let gravest = counting
        .map(|finding| Mood::of_severity(finding.severity))
        .min();
    let status = archive.map_or("listing", |archive| archive.status);
    let mood = match (gravest, archive) {
        (Some(Mood::Alarm), _) => Mood::Alarm,
        (_, Some(archive)) if archive.status != "valid" => Mood::Alarm,
        (Some(Mood::Warning), _) => Mood::Warning,
        _ => Mood::Good,
    };
    let extent = match archive {
        None => status.to_owned(),
        Some(archive) => {
            let records = counted(archive.archive.records, "record", "records");
            format!("{status} · {records}")
        }
    };
    let error = archive.and_then(|archive| archive.error.as_deref());
    let error = error.map(|error| Block::Paragraph(Phrase::given(error)));
    let rank = match status {
        "unreadable" => 0,
        "invalid" => 1,
        _ => 2,
    };
    let section = Section {
        mood: Some(mood),
        blocks: error.into_iter().chain([Block::List(items)]).collect(),
        ..Section::new("", Phrase::given(path)).extent(extent)
    };
    ((rank, gravest.unwrap_or(Mood::Good)), section)
}

/// An item for each rule, the gravest first, those that were set aside last.
fn items(view: &ValidationView, findings: &[&FindingView]) -> Vec<Item> {
    let mut rules: BTreeMap<(bool, Mood, &str), Vec<&FindingView>> = BTreeMap::new();
    for finding in findings {
        let aside = finding.suppressed.is_some();
        let key = (aside, Mood::of_severity(finding.severity), finding.code);
        rules.entry(key).or_default().push(finding);
    }
    rules.values().map(|found| item(view, found)).collect()
}

fn item(view: &ValidationView, found: &[&FindingView]) -> Item {
    let all: u64 = found.iter().map(|finding| finding.count).sum();
    let folded = found[0].suppressed.is_some();
    let told = found.len().min(PLACES);
    let mut items: Vec<Phrase> = found[..told].iter().map(|finding| place(finding)).collect();
    let more = all - told as u64;
    if more > 0 {
        items.push(Phrase::ours(format!("and {} more", thousands(more))));
    }
    let finding = found[0];
    let aside = finding.suppressed.as_ref();
    let times = match all {
        1 => String::new(),
        n => format!(" ×{}", thousands(n)),
    };
    let (severity, code) = (finding.severity, finding.code);
    let rule = view.rule(code);
    let title = rule.map_or("", |rule| rule.title);
    Item {
        mood: Some(match aside {
            Some(_) => Mood::Plain,
            None => Mood::of_severity(severity),
        }),
        text: Phrase::ours(format!("{severity} "))
            .quote(code)
            .say(format!(" {title}{times}")),
        items,
        folded,
        act: match aside {
            Some(why) => set_aside::why(why),
            None => rule.map_or("", |rule| rule.act).into(),
        },
    }
}

/// Where a finding is, and what it is.
fn place(finding: &FindingView) -> Phrase {
    let mut parts = Vec::new();
    if let Some(index) = finding.index {
        parts.push(format!("record {}", thousands(index)));
    }
    let pointer = finding.pointer.iter().filter(|pointer| !pointer.is_empty());
    parts.extend(pointer.cloned());
    if let Some(offset) = finding.offset {
        parts.push(format!("byte {}", thousands(offset)));
    }
    if let Some(id) = &finding.event_id {
        parts.push(format!("event {id}"));
    }
    let message = Phrase::given(&finding.message);
    match parts.is_empty() {
        true => message,
        false => Phrase::given(&parts.join(", ")).say(": ").join(message),
    }
}

/// Archives of which there is nothing to say.
fn clean(view: &ValidationView) -> Option<Section> {
    let told: BTreeSet<&str> = view.findings.iter().map(|f| f.archive.as_str()).collect();
    let clean = view
        .archives
        .iter()
        .filter(|archive| archive.error.is_none() && !told.contains(archive.archive.path.as_str()));
    let item = |archive: &CheckedView| Item {
        mood: Some(Mood::Good),
        text: Phrase::given(&archive.archive.path).say(format!(
            ", {}",
            counted(archive.archive.records, "record", "records")
        )),
        ..Item::default()
    };
    list("clean", "Without findings", clean.map(item).collect())
}

/// Codes with one reason stand together.
fn not_evaluated(view: &ValidationView, shown: Shown) -> Option<Section> {
    let mut groups: Vec<(String, &str)> = Vec::new();
    for rule in &view.rules.not_evaluated {
        match groups.iter_mut().find(|(_, reason)| *reason == rule.reason) {
            Some((codes, _)) => codes.push_str(&format!(", {}", rule.code)),
            None => groups.push((rule.code.to_owned(), &rule.reason)),
        }
    }
    let columns = [Column::name("Rules"), Column::prose("Why not")];
    let rows = groups.iter().map(|(codes, reason)| {
        let codes = Label::ours(codes.clone()).into();
        vec![codes, Cell::words(Phrase::given(reason))]
    });
    let table = Table::new(columns, rows).look(Look::Rows).on(shown);
    let all = view.rules.run.len() + view.rules.not_evaluated.len();
    let all = format!(
        "{} of the {all} selected rules",
        view.rules.not_evaluated.len()
    );
    let section = Section::new("not-evaluated", "Not evaluated").extent(all);
    (!groups.is_empty()).then(|| section.with(table))
}

/// What was found in each archive, where there are several, for a page.
fn each(view: &ValidationView) -> Option<Section> {
    let columns = [
        Column::name("Archive"),
        Column::name("Status"),
        Column::number("Errors"),
        Column::number("Warnings"),
        Column::number("Notes"),
        Column::number("Set aside"),
        Column::number("Records"),
    ];
    let mut counts: BTreeMap<&str, [u64; 4]> = BTreeMap::new();
    for finding in &view.findings {
        let place = match (&finding.suppressed, finding.severity) {
            (Some(_), _) => 3,
            (_, "error") => 0,
            (_, "warning") => 1,
            _ => 2,
        };
        counts.entry(&finding.archive).or_default()[place] += finding.count;
    }
    let rows = view.archives.iter().map(|archive| {
        let path = archive.archive.path.as_str();
        let mood = match archive.status {
            "valid" => Mood::Good,
            _ => Mood::Alarm,
        };
        let figures = counts.get(path).copied().unwrap_or_default();
        let mut cells = vec![
            Label::of(Some(path), None, "").into(),
            Cell::Badge(mood, archive.status.into()),
        ];
        cells.extend(figures.map(Cell::count));
        cells.push(Cell::count(archive.archive.records));
        cells
    });
    let table = Table::new(columns, rows).look(Look::Rows).on(Shown::Page);
    (view.archives.len() > 1).then(|| Section::new("archives", "Archives").with(table))
}

fn list(id: &'static str, title: &'static str, items: Vec<Item>) -> Option<Section> {
    (!items.is_empty()).then(|| Section::new(id, title).with(Block::List(items)))
}

/// Everything that matters in one line.
fn closing(view: &ValidationView) -> Phrase {
    let mut codes: BTreeMap<(Mood, &str), u64> = BTreeMap::new();
    for finding in view.findings.iter().filter(|f| f.suppressed.is_none()) {
        let key = (Mood::of_severity(finding.severity), finding.code);
        *codes.entry(key).or_default() += finding.count;
    }
    let codes = codes.iter().filter(|((mood, _), _)| *mood != Mood::Plain);
    let codes: Vec<String> = codes
        .map(|((_, code), n)| format!("{code}×{}", thousands(*n)))
        .collect();
    let codes = match codes.is_empty() {
        true => String::new(),
        false => format!(" ({})", codes.join(", ")),
    };
    let lacking = |partly: bool, what: &str| {
        let rules = view.rules.not_evaluated.iter();
        let codes = rules.filter(|rule| rule.partly == partly);
        let codes: Vec<&str> = codes.map(|rule| rule.code).collect();
        match codes.is_empty() {
            true => String::new(),
            false => format!("; {what}: {}", codes.join(", ")),
        }
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
    let phrase = Phrase::ours(text)
        .join(headline::catalog(&view.catalog))
        .say(lacking(true, "evaluated for some of the archives only"))
        .say(lacking(false, "not evaluated"));
    match &view.generated_at {
        Some(at) => phrase.say("; ").quote(at),
        None => phrase,
    }
}
