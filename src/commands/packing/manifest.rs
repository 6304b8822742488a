//! What a pack says of itself.

use super::super::Context;
use super::super::report::Learned;
use super::{Recipe, SETTINGS};
use crate::archive;
use crate::catalog::Catalog;
use crate::config::{CatalogRef, ROWS};
use crate::event::{Month, Timestamp};
use crate::export::MOST_IN_WORKBOOK;
use crate::framework::Framework;
use crate::listing::Listing;
use crate::output::Sum;
use crate::pack;
use crate::pipeline::Archive;
use crate::reading::Counted;
use crate::sample::sha256;
use crate::view::pack::{
    InputView, ListedView, PACK_SCHEMA, PackView, PopulationView, PreviousView, SourceView,
    VerdictView,
};
use crate::view::report::HeadView;
use crate::view::validation::ValidationView;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The events of the pack, as rows.
pub(super) const POPULATION_CSV: &str = "data/population.csv";
/// The same as a workbook.
pub(super) const POPULATION_XLSX: &str = "data/population.xlsx";

/// Everything that was made, and by what.
pub(super) struct Made<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) head: &'a HeadView,
    pub(super) learned: &'a Learned<'a>,
    pub(super) verdict: &'a ValidationView,
    pub(super) listing: Option<&'a Listing>,
    /// Files with what the documents were made by.
    pub(super) settings: &'a [(String, Sum)],
    pub(super) events: u64,
    /// Digest of their ids.
    pub(super) population: String,
    /// Whether a workbook has room for them.
    pub(super) workbook: bool,
}

pub(super) fn view(made: &Made<'_>, context: &Context) -> PackView {
    let Made {
        recipe,
        head,
        learned,
        verdict,
        ..
    } = made;
    let status = verdict.archives.iter().map(|one| Some(one.status));
    let inputs = inputs(&learned.counted, pack::ARCHIVES, status);
    let history = learned.history.as_ref();
    let history = history.map(self::history);
    let named = inputs.iter().filter_map(|one| one.archive.account.clone());
    let named: BTreeSet<String> = named.collect();
    let accounts = match head.accounts.is_empty() {
        true => named.into_iter().collect(),
        false => head.accounts.clone(),
    };
    PackView {
        schema: PACK_SCHEMA,
        tool: head.tool.clone(),
        command: recipe.words.clone(),
        previous: recipe
            .previous
            .clone()
            .map(|tagmanifest_sha256| PreviousView { tagmanifest_sha256 }),
        accounts,
        months: months(made, &inputs),
        period: head.period.clone(),
        history: history.unwrap_or_default(),
        ledger: head.ledger,
        filters: head.filters.clone(),
        settings: settings(context),
        catalog: made.catalog(context),
        frameworks: made.frameworks(),
        rules: made.rules(),
        policy: made.policy(context),
        listing: made.listed(),
        validation: VerdictView {
            verdict: learned.validation.verdict,
            summary: verdict.summary,
            findings_allowed: recipe.allow_findings,
        },
        population: PopulationView {
            events: made.events,
            sha256: made.population.clone(),
            csv: POPULATION_CSV,
            xlsx: made.workbook.then_some(POPULATION_XLSX),
            xlsx_left_out: (!made.workbook)
                .then(|| format!("a sheet has room for {MOST_IN_WORKBOOK} events")),
        },
        inputs,
    }
}

fn inputs<O>(
    counted: &Counted<O>,
    folder: &str,
    status: impl Iterator<Item = Option<&'static str>>,
) -> Vec<InputView> {
    let archives = archive::views(counted).into_iter().zip(&counted.archives);
    let each = |((archive, read), status): ((crate::view::ArchiveView, &Archive), _)| InputView {
        file: format!("{folder}/{}", archive.path),
        archive,
        document_sha256: read.document_sha256.clone(),
        status,
    };
    archives.zip(status).map(each).collect()
}

fn history<O>(counted: &Counted<O>) -> Vec<InputView> {
    let mut inputs = inputs(counted, "", std::iter::repeat(None));
    for input in &mut inputs {
        let below = input.archive.path.trim_start_matches("../");
        input.file = format!("{}/{below}", pack::PAYLOAD);
    }
    inputs
}

/// The months that the pack is of: those that were asked for, else those of the time that was, else those of its
/// archives.
fn months(made: &Made<'_>, inputs: &[InputView]) -> Vec<String> {
    let filters = &made.recipe.report.filters;
    let asked: BTreeSet<Month> = filters
        .month
        .iter()
        .filter_map(|text| Month::parse(text))
        .collect();
    let day = |at: &Option<String>| Some(Timestamp::parse(at.as_deref()?.as_bytes())?.day());
    let period = &made.head.period;
    let limited = !filters.from.is_empty() || !filters.to.is_empty();
    let months: BTreeSet<Month> = match (day(&period.from), day(&period.to)) {
        _ if !asked.is_empty() => asked,
        (Some(first), Some(last)) if limited => {
            let first = Month::of_day(first);
            let next = |month: &Month| Some(month.next());
            let months = std::iter::successors(Some(first), next);
            months
                .take_while(|month| *month <= Month::of_day(last))
                .collect()
        }
        _ => inputs
            .iter()
            .filter_map(|one| Month::parse(one.archive.month.as_deref()?))
            .collect(),
    };
    months.iter().map(ToString::to_string).collect()
}

/// Settings in force that the documents depend on.
fn settings(context: &Context) -> BTreeMap<&'static str, Json> {
    let rows = ROWS.iter().zip(context.settings.values());
    let own = rows.filter(|(row, _)| row.of.contains(&"seal") || row.key == "validate.ignore");
    own.map(|(row, (value, _))| (row.key, value)).collect()
}

impl Made<'_> {
    /// The digest of a file with what the documents were made by, by its path in the command line.
    fn source(&self, name: &str, path: &str) -> SourceView {
        let file = format!(
            "{}{}",
            pack::SETTINGS,
            path.strip_prefix(SETTINGS).unwrap_or(path)
        );
        let found = self.settings.iter().find(|(known, _)| *known == file);
        SourceView {
            name: name.to_owned(),
            sha256: found.map(|(_, sum)| sum.sha256.clone()),
            file: Some(file),
        }
    }

    fn catalog(&self, context: &Context) -> SourceView {
        let catalog = &context.settings.catalog.value;
        let name = &self.head.catalog.name;
        match catalog {
            CatalogRef::File(path) => self.source(name, &path.to_string_lossy()),
            CatalogRef::Auto => built_in(
                name,
                &Catalog::texts().map(|(_, text)| text).collect::<String>(),
            ),
            CatalogRef::BuiltIn(_) => {
                let text = Catalog::texts().find(|(known, _)| known == name);
                built_in(name, text.map_or("", |(_, text)| text))
            }
        }
    }

    fn frameworks(&self) -> Vec<SourceView> {
        let given = &self.recipe.report.framework;
        let names: Vec<&str> = match given.is_empty() {
            true => Framework::names().collect(),
            false => given.iter().map(String::as_str).collect(),
        };
        let each = |name: &str| match Framework::text(name) {
            Some(text) => built_in(name, text),
            None => {
                let stem = name.rsplit('/').next().unwrap_or(name);
                self.source(stem, name)
            }
        };
        names.into_iter().map(each).collect()
    }

    fn rules(&self) -> Vec<SourceView> {
        let rules = self.learned.sections.rules();
        let rules = rules.map_or(&[][..], |rules| rules.list());
        let each = |rule: &crate::detection::Rule| match rule.text {
            Some(text) => built_in(&rule.head.id, text),
            None => self.source(&rule.head.id, &rule.file),
        };
        rules.iter().map(each).collect()
    }

    fn policy(&self, context: &Context) -> Option<SourceView> {
        match &self.recipe.report.policy {
            Some(path) => Some(self.source("policy", &path.to_string_lossy())),
            None if context.settings.policy.is_some() => {
                Some(self.source("policy", super::CONFIGURATION))
            }
            None => None,
        }
    }

    fn listed(&self) -> Option<ListedView> {
        let (listing, path) = self.listing.zip(self.recipe.report.listing.as_ref())?;
        let source = self.source("listing", &path.to_string_lossy());
        let (filed, not_here) = archive::file(&self.learned.counted, Some(listing));
        let is_listed = |one: &&archive::Filed<'_>| {
            one.row
                .is_some_and(|row| row.sha256.as_deref() == Some(&one.archive.sha256))
        };
        let matched = filed.iter().filter(is_listed).count();
        Some(ListedView {
            file: source.file.unwrap_or_default(),
            sha256: source.sha256.unwrap_or_default(),
            matched: matched as u64,
            not_matched: (filed.len() - matched) as u64,
            not_here: not_here.iter().map(ToString::to_string).collect(),
        })
    }
}

/// Something that is built in.
fn built_in(name: &str, text: &str) -> SourceView {
    SourceView {
        name: name.to_owned(),
        file: None,
        sha256: Some(sha256(text.as_bytes())),
    }
}
