//! What an auditor's results come to, if the rows are those that were drawn.
//!
//! A table carries in every row what it takes to know that: the seed, by which each rank follows from its id; how many rows
//! there are; and the digest of the sample, which is over the id of every row in order.

use super::filled::Filled;
use super::limits::upper_limit;
use super::rank::{Seed, hex};
use super::sealed::sealed;
use crate::view::evaluation::{DeviationRow, FiguresView, SampleHeadView, StratumFigures};
use std::collections::BTreeMap;
use std::fmt;
use uuid::Uuid;

/// Refusals that are told one by one.
const TOLD: usize = 20;

/// What was found of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be.
    Sound,
    /// Not as it should be.
    Deviation,
    /// It cannot be tested and was replaced by the next one.
    Void,
}

/// Why a table is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Line of the file, where it is about one.
    pub line: Option<u64>,
    /// A sentence.
    pub why: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.why),
            None => f.write_str(&self.why),
        }
    }
}

impl Outcome {
    /// The words by which each is known, the first of which is ours.
    const WORDS: [(Self, &[&str]); 3] = [
        (
            Self::Sound,
            &[
                "ok",
                "pass",
                "passed",
                "effective",
                "compliant",
                "conforming",
                "correct",
                "satisfactory",
                "no deviation",
                "no deviations",
                "no exception",
                "no exceptions",
                "no exception noted",
                "no exceptions noted",
            ],
        ),
        (
            Self::Deviation,
            &[
                "deviation",
                "deviates",
                "exception",
                "exception noted",
                "fail",
                "failed",
                "failure",
                "ineffective",
                "not effective",
                "non-compliant",
                "noncompliant",
                "nonconforming",
                "incorrect",
                "unsatisfactory",
                "not ok",
                "error",
            ],
        ),
        (Self::Void, &["void", "n/a", "not applicable", "replaced"]),
    ];

    fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let mut words = Self::WORDS.into_iter();
        words.find_map(|(outcome, words)| words.contains(&&*text).then_some(outcome))
    }
}

/// What the rows come to.
#[derive(Debug, Clone)]
pub struct Evaluated {
    /// The sample that they are.
    pub sample: SampleHeadView,
    /// All of them.
    pub figures: FiguresView,
    /// By stratum, in order; empty where the population was not divided.
    pub strata: Vec<StratumFigures>,
    /// Rows that deviate, in order.
    pub deviating: Vec<DeviationRow>,
    /// Rows of the extension that were not needed.
    pub spare: u64,
    /// Whether strata gave in proportion to their events.
    pub proportional: bool,
}

/// A row that was understood.
struct Item<'f> {
    filled: &'f Filled,
    order: u64,
    id: Uuid,
    stratum: u64,
}

/// Columns that are the same in every row.
const OF_SAMPLE: [&str; 6] = [
    "seed",
    "size",
    "extension",
    "population",
    "population_sha256",
    "sample_sha256",
];

/// Evaluates rows. `seed` stands for that of the table, which a spreadsheet may have taken for a date or a number.
///
/// # Errors
/// Every reason why the rows are not the sample, or why what was filled in means nothing.
pub fn evaluate(
    rows: &[Filled],
    seed: Option<&str>,
    confidence: f64,
) -> Result<Evaluated, Vec<Refusal>> {
    let mut check = Check::default();
    let head = check.head(rows, seed);
    let (Some(head), true) = (head, check.refusals.is_empty()) else {
        return Err(check.told());
    };
    let items = check.items(rows, &head);
    if check.refusals.is_empty() {
        check.order(&items, &head);
    }
    let outcomes = check.outcomes(&items, &head);
    if !check.refusals.is_empty() {
        return Err(check.told());
    }
    let found = || items.iter().zip(&outcomes);
    let deviating = found().filter(|(_, outcome)| **outcome == Some(Outcome::Deviation));
    let deviating = deviating.map(|(item, _)| DeviationRow {
        order: item.order,
        id: item.id.to_string(),
        line: item.filled.line,
        stratum: item.filled.cells.get("stratum").cloned(),
        event: item.filled.cells.get("event").cloned(),
        reviewer: item.filled.cells.get("reviewer").cloned(),
        note: item.filled.cells.get("note").cloned(),
    });
    let mut strata: BTreeMap<u64, StratumFigures> = BTreeMap::new();
    for (item, outcome) in found() {
        let stratum = strata
            .entry(item.stratum)
            .or_insert_with(|| StratumFigures {
                stratum: item.filled.cells.get("stratum").cloned(),
                events: item.number("stratum_events").unwrap_or_default(),
                figures: FiguresView::default(),
            });
        count(&mut stratum.figures, *outcome);
    }
    let mut figures = FiguresView::default();
    found().for_each(|(_, outcome)| count(&mut figures, *outcome));
    let mut strata: Vec<StratumFigures> = strata.into_values().collect();
    settle(&mut figures, confidence);
    strata
        .iter_mut()
        .for_each(|stratum| settle(&mut stratum.figures, confidence));
    let divided = rows
        .iter()
        .any(|row| row.cells.contains_key("stratum_number"));
    Ok(Evaluated {
        figures,
        strata: if divided { strata } else { Vec::new() },
        deviating: deviating.collect(),
        spare: outcomes.iter().filter(|outcome| outcome.is_none()).count() as u64,
        proportional: proportional(&items, &head.view),
        sample: head.view,
    })
}

/// Whether no stratum has an item more or less than its events would give it.
fn proportional(items: &[Item<'_>], sample: &SampleHeadView) -> bool {
    let mut strata: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
    for item in items.iter().filter(|item| item.order <= sample.size) {
        let events = item.number("stratum_events").unwrap_or(sample.population);
        strata.entry(item.stratum).or_insert((0, events)).0 += 1;
    }
    let [size, population] = [sample.size, sample.population].map(|count| count.max(1) as f64);
    strata.into_values().all(|(items, events)| {
        let quota = size * events as f64 / population;
        (items as f64 - quota).abs() < 1.0 + 1e-9
    })
}

fn count(figures: &mut FiguresView, outcome: Option<Outcome>) {
    match outcome {
        Some(Outcome::Sound) => figures.items += 1,
        Some(Outcome::Deviation) => {
            figures.items += 1;
            figures.deviations += 1;
        }
        Some(Outcome::Void) => figures.void += 1,
        None => {}
    }
}

fn settle(figures: &mut FiguresView, confidence: f64) {
    if figures.items > 0 {
        figures.rate = Some(figures.deviations as f64 / figures.items as f64);
        figures.upper_limit = Some(upper_limit(figures.deviations, figures.items, confidence));
    }
}

/// What every row says of the sample.
struct Head {
    view: SampleHeadView,
    seed: Seed,
}

impl Item<'_> {
    fn number(&self, column: &str) -> Option<u64> {
        number(self.filled.cells.get(column)?)
    }
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}

#[derive(Default)]
struct Check {
    refusals: Vec<Refusal>,
}

impl Check {
    fn refuse(&mut self, line: Option<u64>, why: impl Into<String>) {
        self.refusals.push(Refusal {
            line,
            why: why.into(),
        });
    }

    /// The first of them, and how many more there are.
    fn told(mut self) -> Vec<Refusal> {
        let more = self.refusals.len().saturating_sub(TOLD);
        self.refusals.truncate(TOLD);
        if more > 0 {
            self.refuse(
                None,
                format!("{more} more problems of these kinds are not listed"),
            );
        }
        self.refusals
    }

    fn head(&mut self, rows: &[Filled], seed: Option<&str>) -> Option<Head> {
        let Some(first) = rows.first() else {
            self.refuse(None, "it has no rows below the column headings");
            return None;
        };
        for column in OF_SAMPLE {
            let of = |row: &Filled| row.cells.get(column).cloned();
            let said = of(first);
            if said.is_none() && column != "seed" {
                self.refuse(Some(first.line), format!("`{column}` is empty"));
                continue;
            }
            let differs = |row: &&Filled| of(row) != said;
            if let Some(other) = rows.iter().find(differs) {
                let why = format!(
                    "`{column}` differs from line {}, but must be the same in all rows of a sample",
                    first.line
                );
                self.refuse(Some(other.line), why);
            }
        }
        let cell = |column: &str| first.cells.get(column).map(String::as_str);
        let mut counts = ["size", "extension", "population"].map(|column| {
            let count = cell(column).and_then(number);
            if count.is_none() && cell(column).is_some() {
                self.refuse(Some(first.line), format!("`{column}` is not a number"));
            }
            count
        });
        let mut next = || counts.iter_mut().find_map(Option::take);
        let (size, extension, population) = (next()?, next()?, next()?);
        let seed = self.seed(first, seed)?;
        Some(Head {
            view: SampleHeadView {
                seed: seed.text().to_owned(),
                size,
                extension,
                population,
                population_sha256: cell("population_sha256")?.to_owned(),
                sha256: cell("sample_sha256")?.to_owned(),
            },
            seed,
        })
    }

    /// The seed. In CSV one that begins like a formula has an apostrophe before it.
    fn seed(&mut self, first: &Filled, given: Option<&str>) -> Option<Seed> {
        let cell = first.cells.get("seed").map(String::as_str);
        let texts = match given {
            Some(given) => vec![given],
            None => {
                let bare = cell.and_then(|cell| cell.strip_prefix('\''));
                cell.into_iter().chain(bare).collect()
            }
        };
        let seeds: Vec<Seed> = texts.into_iter().filter_map(Seed::new).collect();
        let id = first
            .cells
            .get("id")
            .and_then(|id| Uuid::try_parse(id).ok());
        let rank = first.cells.get("rank").map(|rank| rank.to_lowercase());
        let gives = |seed: &&Seed| {
            let own = id.map(|id| hex(&seed.rank(id.into_bytes())));
            own.is_some() && own == rank
        };
        let seed = seeds.iter().find(gives).or(seeds.first()).cloned();
        if seed.is_none() {
            self.refuse(Some(first.line), "`seed` is empty; give it with --seed");
        }
        seed
    }

    fn items<'f>(&mut self, rows: &'f [Filled], head: &Head) -> Vec<Item<'f>> {
        let mut items: Vec<Item<'f>> = Vec::with_capacity(rows.len());
        let (mut orders, mut ids) = (BTreeMap::new(), BTreeMap::new());
        let all = head.view.size.saturating_add(head.view.extension);
        let mut foreign = 0;
        for filled in rows {
            let line = Some(filled.line);
            let cell = |column: &str| filled.cells.get(column).map_or("", String::as_str);
            let Some(order) = number(cell("order")).filter(|order| (1..=all).contains(order))
            else {
                let why = format!(
                    "`order` is {:?}, but must be 1 to {all}: the row does not belong to this sample",
                    cell("order")
                );
                self.refuse(line, why);
                continue;
            };
            let Ok(id) = Uuid::try_parse(cell("id")) else {
                self.refuse(
                    line,
                    format!("`id` is {:?}, which is not the id of an event", cell("id")),
                );
                continue;
            };
            if let Some(other) = orders.insert(order, filled.line) {
                self.refuse(
                    line,
                    format!("`order` {order} occurs twice, first in line {other}"),
                );
                continue;
            }
            if let Some(other) = ids.insert(id, filled.line) {
                self.refuse(
                    line,
                    format!("the event occurs twice, first in line {other}"),
                );
                continue;
            }
            if !hex(&head.seed.rank(id.into_bytes())).eq_ignore_ascii_case(cell("rank")) {
                foreign += 1;
                let why = "the rank does not match the id and the seed: the row does not belong to this sample";
                self.refuse(line, why);
                continue;
            }
            items.push(Item {
                filled,
                order,
                id,
                stratum: number(cell("stratum_number")).unwrap_or(1),
            });
        }
        if foreign == rows.len() {
            let why = format!(
                "no rank matches the seed `{}`: a spreadsheet may have changed it; give the original with --seed",
                head.seed.text()
            );
            self.refusals = vec![Refusal { line: None, why }];
        }
        items.sort_by_key(|item| item.order);
        let missing: Vec<u64> = (1..=all.min(rows.len() as u64 + TOLD as u64))
            .filter(|order| !orders.contains_key(order))
            .collect();
        if self.refusals.is_empty() && items.len() as u64 != all {
            let named = missing.iter().take(TOLD).map(u64::to_string);
            let named: Vec<String> = named.collect();
            let more = if missing.len() > named.len() {
                " …"
            } else {
                ""
            };
            let absent = all - items.len() as u64;
            let are = if absent == 1 { "is" } else { "are" };
            let why = format!(
                "{absent} of {all} rows {are} missing: order {}{more}; the evaluation needs every row of the sample",
                named.join(", ")
            );
            self.refuse(None, why);
        }
        items
    }

    /// Whether ranks rise and the whole is what was drawn.
    fn order(&mut self, items: &[Item<'_>], head: &Head) {
        for pair in items.windows(2) {
            let [before, item] = pair else { continue };
            let of = |item: &Item<'_>| (item.order > head.view.size, item.stratum);
            let rank = |item: &Item<'_>| head.seed.rank(item.id.into_bytes());
            if of(before) == of(item) && rank(before) >= rank(item) {
                let line = Some(item.filled.line);
                self.refuse(
                    line,
                    "ranks must increase with `order`: the row is in the wrong place",
                );
            }
        }
        let rows = items.iter().map(|item| (item.order, item.stratum, item.id));
        if self.refusals.is_empty()
            && sealed(&head.view.population_sha256, rows) != head.view.sha256
        {
            self.refuse(
                None,
                "the rows are not those that were drawn: their digest differs from `sample_sha256`",
            );
        }
    }

    /// What was filled in. Rows of the extension are used one after the other, as far as they are needed.
    fn outcomes(&mut self, items: &[Item<'_>], head: &Head) -> Vec<Option<Outcome>> {
        let mut unused: BTreeMap<u64, u64> = BTreeMap::new();
        let mut outcomes = Vec::with_capacity(items.len());
        for item in items {
            let line = Some(item.filled.line);
            let text = item.filled.cells.get("result").map_or("", String::as_str);
            let outcome = Outcome::parse(text);
            match outcome {
                None if !text.is_empty() => {
                    let known = Outcome::WORDS.map(|(_, words)| words[0]).join(", ");
                    self.refuse(
                        line,
                        format!("`result` is {text:?}, which is not one of {known}"),
                    );
                }
                None if item.order <= head.view.size => {
                    self.refuse(line, "`result` is empty: every row of the sample needs one");
                }
                None => {
                    unused.entry(item.stratum).or_insert(item.filled.line);
                }
                Some(_) => {
                    if let Some(skipped) = unused.get(&item.stratum) {
                        let why = format!(
                            "it has a result, but line {skipped}, which precedes it in the \
                             extension, has none: replacements must be used in order"
                        );
                        self.refuse(line, why);
                    }
                }
            }
            outcomes.push(outcome);
        }
        outcomes
    }
}
