//! What rules of detection came to: those that fired with their matches, those that could not be told, those that are
//! clear.

use super::super::rules::mood;
use super::listed::{Listed, at, known, name, name_or_empty};
use super::{compliance, is_filtered, lead};
use crate::render::document::{
    Block, Cell, Column, Given, Label, Mood, Phrase, Row, Section, Shown, Table,
};
use crate::render::figures::{counted, thousands};
use crate::view::detections::{DetectionView, DetectionsView, MatchView};
use crate::view::report::ReportView;
use uuid::Uuid;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let detections = compliance(view)?.detections.as_ref()?;
    let matches = |suppressed: bool| {
        let all = pairs(detections);
        let of = all.filter(move |pair| pair.1.suppressed.is_some() == suppressed);
        let mut of: Vec<_> = of.collect();
        // The gravest first, else in the order of rules and time.
        of.sort_by_key(rank);
        of
    };
    let (open, agreed) = (matches(false), matches(true));
    let blocks = [
        rules(detections),
        clear(detections),
        Listed::weighed(&open, view, rank).table("Matches", columns(), cells),
        Listed::weighed(&agreed, view, rank).table(
            "Suppressed by policy",
            agreed_columns(),
            agreed_cells,
        ),
    ];
    let blocks: Vec<Block> = blocks.into_iter().flatten().collect();
    let mut section = Section::new("detections", "Detections");
    section
        .blocks
        .extend(lead(view, answer(detections), &blocks));
    if is_filtered(view) {
        let text = "Rules evaluate all events of the period; other filters do not apply to them.";
        section.blocks.push(Block::Paragraph(text.into()));
    }
    section.blocks.extend(blocks);
    Some(section)
}

type Pair<'a> = (&'a DetectionView, &'a MatchView);

fn pairs(view: &DetectionsView) -> impl Iterator<Item = Pair<'_>> {
    let of = |rule| move |found| (rule, found);
    view.detections
        .iter()
        .flat_map(move |rule| rule.matches.iter().map(of(rule)))
}

/// Places of levels, the gravest first.
fn weight(level: &str) -> usize {
    let levels = ["critical", "high", "medium", "low", "informational"];
    levels
        .iter()
        .position(|one| *one == level)
        .unwrap_or(levels.len())
}

fn rank(pair: &Pair<'_>) -> usize {
    weight(pair.1.level)
}

/// The section in a sentence.
pub(super) fn answer(view: &DetectionsView) -> Phrase {
    let rules = &view.detections;
    let with = |verdict: &str| rules.iter().filter(|rule| rule.verdict == verdict).count() as u64;
    let fired = with("fired");
    let open = pairs(view).filter(|pair| pair.1.suppressed.is_none());
    let grave = open.filter(|pair| rank(pair) <= weight("high")).count() as u64;
    let first = match fired {
        0 => "No rule fired".to_owned(),
        n => {
            let grave = match grave {
                0 => "none with a match of level high or above".to_owned(),
                n => format!(
                    "with {} of level high or above",
                    counted(n, "match", "matches")
                ),
            };
            format!("{} fired, {grave}", counted(n, "rule", "rules"))
        }
    };
    let untold = match with("indeterminate") {
        0 => String::new(),
        n => format!(
            "; {} indeterminate, because data or policy settings are missing",
            counted(n, "rule is", "rules are")
        ),
    };
    format!(
        "{first}{untold}; {} clear.",
        counted(with("clear"), "rule is", "rules are")
    )
    .into()
}

/// The rules that are clear, in a sentence: by title where the id is a UUID, as most rules in Sigma have.
fn clear(view: &DetectionsView) -> Option<Block> {
    let clear = view
        .detections
        .iter()
        .filter(|rule| rule.verdict == "clear");
    let name = |rule: &DetectionView| match Uuid::try_parse(&rule.rule) {
        Ok(_) => rule.title.clone(),
        Err(_) => rule.rule.clone(),
    };
    let names: Vec<String> = clear.map(name).collect();
    let sentence = || {
        Phrase::ours("Clear: ")
            .quote_all(names.iter().map(String::as_str), ", ")
            .say(".")
    };
    (!names.is_empty()).then(|| Block::Paragraph(sentence()))
}

/// The other rules: what fired first, then what could not be told.
fn rules(view: &DetectionsView) -> Option<Block> {
    let columns = [
        Column::name("Rule").always().whole(),
        Column::name("Level").whole(),
        Column::name("Verdict").always().whole(),
        Column::number("Matches"),
        Column::number("Suppressed").on(Shown::Wide),
        Column::prose("What it finds; what is missing"),
    ];
    let rules = view.detections.iter();
    let mut rules: Vec<&DetectionView> = rules.filter(|rule| rule.verdict != "clear").collect();
    rules.sort_by_key(|rule| (rule.verdict != "fired", weight(rule.level)));
    let row = |rule: &DetectionView| {
        let verdict = match rule.verdict {
            "fired" => mood(rule.level),
            _ => Mood::Warning,
        };
        let title = Phrase::given(&rule.title);
        let about = match &rule.reason {
            Some(reason) => title.say("; ").quote(reason),
            None => title,
        };
        vec![
            Label::of(Some(&rule.rule), None, "").into(),
            Cell::words(rule.level),
            Cell::Badge(verdict, rule.verdict.into()),
            Cell::count(rule.count as u64),
            Cell::count(rule.suppressed as u64),
            Cell::words(about),
        ]
    };
    let mut table = Table::new(columns, rules.iter().map(|rule| row(rule)));
    table.caption = "Rules that fired or are indeterminate".into();
    (!rules.is_empty()).then_some(Block::Table(table))
}

fn columns() -> Vec<Column> {
    vec![
        Column::time("When").always(),
        Column::name("Rule").whole(),
        Column::name("Level").whole(),
        // Paper has it in the list of rules.
        Column::prose("What was found").on(Shown::Wide).on_screen(),
        Column::name("Actor"),
        Column::name("App"),
        Column::name("Scope").on(Shown::Wide),
        Column::name("Disposition").on(Shown::Wide),
        Column::events("Events"),
    ]
}

fn cells((rule, found): &Pair<'_>) -> Row {
    let decided = found.disposition.as_ref();
    let decided = decided.map(|one| Phrase::ours(one.disposition).say(", ").quote(&one.owner));
    let cells = vec![
        at(Some(found.at)),
        Label::of(Some(&rule.rule), None, "").into(),
        Cell::Badge(mood(found.level), found.level.into()),
        Cell::words(Phrase::given(&rule.title)),
        name(&found.actor, &found.actor_id, "no actor"),
        name_or_empty(&found.app, &found.app_id),
        found
            .scope
            .as_deref()
            .map_or(Cell::Empty, |scope| Cell::words(Phrase::given(scope))),
        decided.map_or(Cell::Empty, Cell::words),
        Cell::count(found.event_count),
    ];
    with_ids(found, cells)
}

fn agreed_columns() -> Vec<Column> {
    vec![
        Column::time("When").always(),
        Column::name("Rule").whole(),
        Column::name("Actor"),
        Column::name("App"),
        Column::prose("Reason"),
        Column::name("Owner").on(Shown::Wide),
        Column::time("Until").on(Shown::Wide),
        Column::events("Events"),
    ]
}

fn agreed_cells((rule, found): &Pair<'_>) -> Row {
    let why = found.suppressed.as_ref();
    let text =
        |text: Option<&String>| text.map_or(Cell::Empty, |text| Cell::words(Phrase::given(text)));
    let cells = vec![
        at(Some(found.at)),
        Label::of(Some(&rule.rule), None, "").into(),
        name(&found.actor, &found.actor_id, "no actor"),
        name_or_empty(&found.app, &found.app_id),
        text(why.map(|why| &why.reason)),
        text(why.map(|why| &why.owner)),
        why.map_or(Cell::Empty, |why| Cell::time(&why.until)),
        Cell::count(found.event_count),
    ];
    with_ids(found, cells)
}

/// With the ids of its events, its actor and its app at hand.
fn with_ids(found: &MatchView, cells: Vec<Cell>) -> Row {
    let mut ids = known([("Actor", &found.actor_id), ("App", &found.app_id)]);
    ids.push(("Fingerprint", found.fingerprint.as_str().into()));
    let more = found.event_count.saturating_sub(found.events.len() as u64);
    if more > 0 {
        let more = format!("{} more; --max-events lists them", thousands(more));
        ids.push(("Events", more.into()));
    }
    let events = found.events.iter();
    Row {
        events: events.map(|id| Given::from(&id.to_string())).collect(),
        ids,
        ..Row::from(cells)
    }
}
