//! `trailproof.sample/v1`: an auditor's sample, and the population that it was drawn from.
//!
//! The first items are the sample, those of an extension follow; in each of the two, strata come one behind the other, and
//! within a stratum ranks rise. So an extension changes nothing of what it extends.

use super::moment::{At, EventId};
use super::{
    ArchiveView, IncompleteView, LedgerView, PeriodView, PseudonymsView, ToolView, UnmatchedView,
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

/// Identifier of the schema.
pub const SAMPLE_SCHEMA: &str = "trailproof.sample/v1";

/// What is drawn from, as it was before any seed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PopulationView {
    /// Accepted events.
    pub count: u64,
    /// SHA-256 over their ids in order, each with a line feed.
    pub sha256: String,
    /// Filters as given, normalised; empty when there are none.
    pub filters: BTreeMap<&'static str, Vec<String>>,
    /// First and last event.
    pub period: PeriodView,
}

/// A part of the population that was drawn from by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StratumRow {
    /// Its name; null for events that have none.
    pub stratum: Option<String>,
    /// Identity behind the name, where there is one.
    pub id: Option<String>,
    /// Events of the population.
    pub events: u64,
    /// Items of the sample.
    pub size: u64,
    /// Items of its extension.
    pub extension: u64,
}

/// An event that was drawn, in its own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    /// SHA-256 of the seed, a line feed and the id.
    pub rank: String,
    /// Its place, from 1.
    pub order: u64,
    /// Whether it is of the extension.
    pub extension: bool,
    /// Name of its stratum.
    pub stratum: Option<String>,
    /// Number of its stratum, from 1, in the order of `strata`; null where there are none.
    pub stratum_number: Option<u64>,
    /// Id of the event.
    pub id: EventId,
    /// When.
    pub created_at: At,
    /// `type.action`.
    pub event: String,
    /// E-mail of the actor.
    pub actor: Option<String>,
    /// Id of the actor.
    pub actor_id: Option<String>,
    /// Name of the app.
    pub app: Option<String>,
    /// Id of the app.
    pub app_id: Option<String>,
    /// Name of the team.
    pub team: Option<String>,
    /// Id of the team.
    pub team_id: Option<String>,
    /// Name of the enterprise account.
    pub account: Option<String>,
    /// Id of the enterprise account.
    pub account_id: Option<String>,
    /// Address.
    pub ip_address: Option<String>,
    /// Path of its archive.
    pub archive: String,
    /// Which record of the archive it is, from 0.
    pub index: u64,
}

/// The whole sample.
#[derive(Debug, Clone, Default)]
pub struct SampleView {
    /// The program.
    pub tool: ToolView,
    /// That names are pseudonyms, ids of events among them.
    pub pseudonyms: Option<PseudonymsView>,
    /// Instant supplied by the caller; never the clock's.
    pub generated_at: Option<String>,
    /// What is drawn from.
    pub population: PopulationView,
    /// Values of filters that met no name.
    pub filters_unmatched: Vec<UnmatchedView>,
    /// The seed as given; nothing was drawn without one.
    pub seed: Option<String>,
    /// Items without those of the extension.
    pub size: u64,
    /// How many were asked for of all; for documents.
    pub asked: Option<u64>,
    /// How many were asked for of each stratum.
    pub per: Option<u64>,
    /// How many more were asked for.
    pub extend: u64,
    /// What the population was divided by.
    pub stratify: Option<&'static str>,
    /// Digest of the sample, null in data where nothing was drawn: SHA-256 over the digest of the population, then a line `order,stratum,id` for each item.
    pub sha256: String,
    /// Strata in order; empty where the population is not divided.
    pub strata: Vec<StratumRow>,
    /// What was drawn.
    pub items: Vec<ItemRow>,
    /// The inputs, in the order in which they were read.
    pub archives: Vec<ArchiveView>,
    /// What became of every record.
    pub ledger: LedgerView,
    /// Inputs that could not be read to their end.
    pub incomplete: Vec<IncompleteView>,
}

impl SampleView {
    /// The stratum of an item.
    #[must_use]
    pub fn stratum_of(&self, item: &ItemRow) -> Option<&StratumRow> {
        let place = usize::try_from(item.stratum_number?).ok()?.checked_sub(1)?;
        self.strata.get(place)
    }
}

impl Serialize for SampleView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SAMPLE_SCHEMA)?;
        map.serialize_entry("tool", &self.tool)?;
        if let Some(pseudonyms) = &self.pseudonyms {
            map.serialize_entry("pseudonyms", pseudonyms)?;
        }
        if let Some(at) = &self.generated_at {
            map.serialize_entry("generated_at", at)?;
        }
        map.serialize_entry("population", &self.population)?;
        if !self.filters_unmatched.is_empty() {
            map.serialize_entry("filters_unmatched", &self.filters_unmatched)?;
        }
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("size", &self.size)?;
        map.serialize_entry("extend", &self.extend)?;
        map.serialize_entry("stratify", &self.stratify)?;
        map.serialize_entry("per", &self.per)?;
        let drawn = self.seed.as_ref().map(|_| &self.sha256);
        map.serialize_entry("sha256", &drawn)?;
        map.serialize_entry("strata", &self.strata)?;
        map.serialize_entry("items", &self.items)?;
        map.serialize_entry("archives", &self.archives)?;
        map.serialize_entry("ledger", &self.ledger)?;
        if !self.incomplete.is_empty() {
            map.serialize_entry("incomplete", &self.incomplete)?;
        }
        map.end()
    }
}
