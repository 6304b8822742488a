//! `trailproof.evaluation/v1` and `trailproof.sample-plan/v1`: what a sample's results come to, and how large it has to be.
//! Rates and limits are parts of 1; what the caller gave in per cent is in per cent.

use super::ToolView;
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Identifier of the schema of an evaluation.
const EVALUATION_SCHEMA: &str = "trailproof.evaluation/v1";
/// Identifier of the schema of a plan.
const PLAN_SCHEMA: &str = "trailproof.sample-plan/v1";

/// The sample that a table says it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SampleHeadView {
    /// The seed.
    pub seed: String,
    /// Items without those of the extension.
    pub size: u64,
    /// Items of the extension.
    pub extension: u64,
    /// Events of the population.
    pub population: u64,
    /// Digest of the population.
    pub population_sha256: String,
    /// Digest of the sample.
    pub sha256: String,
}

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct FiguresView {
    /// Items that have a result other than void.
    pub items: u64,
    /// Items that could not be tested.
    pub void: u64,
    /// Deviations.
    pub deviations: u64,
    /// Deviations an item; null without an item.
    pub rate: Option<f64>,
    /// Exact upper limit of the rate in the population, one-sided (Clopper–Pearson).
    pub upper_limit: Option<f64>,
}

/// What was found in a stratum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StratumFigures {
    /// Its name.
    pub stratum: Option<String>,
    /// Events of the population.
    pub events: u64,
    /// What was found.
    #[serde(flatten)]
    pub figures: FiguresView,
}

/// A row that deviates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviationRow {
    /// Its place in the sample.
    pub order: u64,
    /// Id of the event.
    pub id: String,
    /// Line of the file.
    pub line: u64,
    /// Its stratum.
    pub stratum: Option<String>,
    /// `type.action`.
    pub event: Option<String>,
    /// Who looked at it.
    pub reviewer: Option<String>,
    /// What was noted.
    pub note: Option<String>,
}

/// The whole evaluation.
#[derive(Debug, Clone)]
pub struct EvaluationView {
    /// The program.
    pub tool: ToolView,
    /// The file that was evaluated.
    pub file: String,
    /// SHA-256 of it.
    pub file_sha256: String,
    /// The sample that it is.
    pub sample: SampleHeadView,
    /// In per cent.
    pub confidence: f64,
    /// In per cent, where it was given.
    pub tolerable: Option<f64>,
    /// All items.
    pub figures: FiguresView,
    /// By stratum.
    pub strata: Vec<StratumFigures>,
    /// Whether strata gave in proportion to their events, without which the rate of all items is not that of the
    /// population.
    pub proportional: bool,
    /// Rows that deviate.
    pub deviating: Vec<DeviationRow>,
    /// Rows of the extension that were not used.
    pub spare: u64,
}

impl EvaluationView {
    /// Whether the limit is at most what is tolerable; nothing where that was not given, or where the figures of all items
    /// do not stand for the population.
    #[must_use]
    pub fn within(&self) -> Option<bool> {
        let limit = self.figures.upper_limit.filter(|_| self.proportional)?;
        Some(limit <= self.tolerable? / 100.0 + 1e-12)
    }
}

impl Serialize for EvaluationView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", EVALUATION_SCHEMA)?;
        map.serialize_entry("tool", &self.tool)?;
        map.serialize_entry("file", &self.file)?;
        map.serialize_entry("file_sha256", &self.file_sha256)?;
        map.serialize_entry("sample", &self.sample)?;
        map.serialize_entry("confidence", &self.confidence)?;
        map.serialize_entry("tolerable", &self.tolerable)?;
        map.serialize_entry("items", &self.figures.items)?;
        map.serialize_entry("void", &self.figures.void)?;
        map.serialize_entry("spare", &self.spare)?;
        map.serialize_entry("deviations", &self.figures.deviations)?;
        map.serialize_entry("rate", &self.figures.rate)?;
        map.serialize_entry("upper_limit", &self.figures.upper_limit)?;
        map.serialize_entry("proportional", &self.proportional)?;
        map.serialize_entry("within_tolerable", &self.within())?;
        map.serialize_entry("strata", &self.strata)?;
        map.serialize_entry("deviating", &self.deviating)?;
        map.end()
    }
}

/// How large a sample has to be.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// The program.
    pub tool: ToolView,
    /// In per cent.
    pub confidence: f64,
    /// In per cent.
    pub tolerable: f64,
    /// Number of deviations expected in the sample.
    pub expected: u64,
    /// Events of the population, where that was given.
    pub population: Option<u64>,
    /// The size.
    pub size: u64,
    /// The probability of so few deviations where the population has the tolerable rate.
    pub risk: f64,
}

impl PlanView {
    /// The distribution by which the size was found.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        match self.population {
            None => "binomial",
            Some(_) => "hypergeometric",
        }
    }
}

impl Serialize for PlanView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", PLAN_SCHEMA)?;
        map.serialize_entry("tool", &self.tool)?;
        map.serialize_entry("confidence", &self.confidence)?;
        map.serialize_entry("tolerable", &self.tolerable)?;
        map.serialize_entry("expected", &self.expected)?;
        map.serialize_entry("population", &self.population)?;
        map.serialize_entry("method", &self.method())?;
        map.serialize_entry("size", &self.size)?;
        map.serialize_entry("risk", &self.risk)?;
        map.end()
    }
}
