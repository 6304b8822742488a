//! `trailproof.diff/v1`: two periods compared, as scripts read it and as every other renderer is given it.
//!
//! As with the report's view, member names and their order are a promise, and strings are still hostile.

pub use super::compared::TotalView;
use super::compared::{AccessChange, DetectionChange};
use super::page::CommandView;
use super::report::DayRow;
use super::{
    ArchiveView, HeldAgainstView, IncompleteView, LedgerView, PeriodView, PseudonymsView, ToolView,
    UnmatchedView,
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

/// Identifier of the schema, the first member of every JSON comparison.
pub const DIFF_SCHEMA: &str = "trailproof.diff/v1";

/// What surprise means, stated in every comparison.
pub const SURPRISE: &str = "signed square root of the Poisson deviance for equal daily rates: roughly how many standard \
deviations the change lies from an unchanged rate, if events occur independently of each other";

/// One of the two sides.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SideView {
    /// First and last event that was compared.
    pub period: PeriodView,
    /// The inputs, in the order in which they were read.
    pub archives: Vec<ArchiveView>,
    /// What became of every record; events outside of the compared days are filtered.
    pub ledger: LedgerView,
    /// The enterprise accounts whose events are compared, those of most events first; for documents.
    #[serde(skip)]
    pub accounts: Vec<String>,
    /// Days compared, over which rates are taken; 0 where nothing tells them.
    pub days: u32,
    /// `YYYY-MM`, where the side is one month.
    pub month: Option<String>,
    /// Events read of months that the side is not of: counted, but without a say in the days compared.
    pub stray_events: u64,
    /// Places of archives that have no event of the month asked for, rising; lists for people leave them out.
    #[serde(skip)]
    pub silent: Vec<usize>,
    /// The day with which the side seems to end although its month goes on.
    pub ends_early: Option<String>,
    /// Events of each compared day, where the side is of one month; zeros included.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_day: Vec<DayRow>,
}

/// Headline figures. Distinct counts leave out "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TotalsChange {
    /// Compared events.
    pub events: TotalView,
    /// Distinct `type.action` names.
    pub event_types: TotalView,
    /// Distinct actors.
    pub actors: TotalView,
    /// Distinct apps.
    pub apps: TotalView,
    /// Distinct teams.
    pub teams: TotalView,
    /// Distinct addresses.
    pub ip_addresses: TotalView,
    /// Compared events whose name the catalog does not have.
    pub unsupported_events: TotalView,
}

/// What became of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was 0.
    Added,
    /// It is 0.
    Removed,
    /// There is more of it.
    Increased,
    /// There is less of it.
    Decreased,
    /// There is as much of it.
    Same,
}

impl Status {
    /// The name in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Increased => "increased",
            Self::Decreased => "decreased",
            Self::Same => "same",
        }
    }
}

/// What rows are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Event name.
    Event,
    /// Category.
    Category,
    /// Actor.
    Actor,
    /// App.
    App,
    /// Team.
    Team,
    /// Address.
    Ip,
}

impl Subject {
    /// The name in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Category => "category",
            Self::Actor => "actor",
            Self::App => "app",
            Self::Team => "team",
            Self::Ip => "ip",
        }
    }

    /// The name of its section in data.
    #[must_use]
    pub const fn section(self) -> &'static str {
        match self {
            Self::Event => "by_event",
            Self::Category => "by_category",
            Self::Actor => "by_actor",
            Self::App => "by_app",
            Self::Team => "by_team",
            Self::Ip => "by_ip",
        }
    }

    /// Whether there is an id behind the label.
    #[must_use]
    pub const fn has_id(self) -> bool {
        matches!(self, Self::Actor | Self::App | Self::Team)
    }
}

/// One thing on both sides. Identity is the id, else the label.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    /// Latest label: that of the later side, else that of the earlier one.
    pub label: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// Latest label on the earlier side.
    pub before_label: Option<String>,
    /// Latest label on the later side.
    pub after_label: Option<String>,
    /// Both sides have it, under different labels.
    pub renamed: bool,
    /// Its events on the earlier side.
    pub before: u64,
    /// Its events on the later side.
    pub after: u64,
    /// Difference of the counts.
    pub change: i64,
    /// What became of the count.
    pub status: Status,
    /// Events a day on the earlier side.
    pub rate_before: Option<f64>,
    /// Events a day on the later side.
    pub rate_after: Option<f64>,
    /// See [`SURPRISE`].
    pub surprise: Option<f64>,
}

/// Rows of one subject, the most surprising first.
#[derive(Debug, Clone)]
pub struct ChangesView {
    /// What they are about.
    pub subject: Subject,
    /// The rows.
    pub rows: Vec<ChangeRow>,
    /// What became of all of them, cut or not.
    pub extent: ExtentView,
}

/// How many things have which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExtentView {
    /// New on the later side.
    pub added: u64,
    /// Gone from it.
    pub removed: u64,
    /// On both sides under different labels.
    pub renamed: u64,
    /// Listed, before `--top` cut. The row of events without any is none of them.
    pub listed: u64,
    /// Whether the row of events without any is listed as well.
    pub none_listed: bool,
    /// Not listed because nothing changed; in lists for people only.
    pub unchanged: u64,
}

/// What is on one side alone, or was renamed: named however far lists are cut. JSON has it in the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComingRow {
    /// What it is.
    pub subject: Subject,
    /// [`Status::Added`], [`Status::Removed`], or any other one where it was renamed.
    pub status: Status,
    /// Label, the later one where there are two.
    pub label: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// The earlier label, where it was renamed.
    pub was: Option<String>,
    /// Events on the side that it is on, the later one where it is on both.
    pub events: u64,
}

/// An actor did what the actor had not done on the earlier side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairRow {
    /// Latest label of the actor.
    pub actor: Option<String>,
    /// Identity of the actor.
    pub actor_id: Option<String>,
    /// `type.action`.
    pub event: String,
    /// Events on the later side.
    pub count: u64,
    /// The earlier side does not have the actor at all.
    pub new_actor: bool,
    /// The earlier side does not have the event at all.
    pub new_event: bool,
}

/// A name that was borne by some id on the earlier side and is borne by another one for the first time on the later
/// side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TakenOverView {
    /// `actor`, `app` or `team`.
    pub subject: &'static str,
    /// The name.
    pub name: String,
    /// Whose it was.
    pub before_ids: Vec<String>,
    /// Whose it is and was not before.
    pub after_ids: Vec<String>,
}

/// The same file on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedView {
    /// Its path on the earlier side.
    pub before: String,
    /// Its path on the later side.
    pub after: String,
    /// SHA-256 of both.
    pub sha256: String,
}

/// What the two sides have in common and should not.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OverlapView {
    /// Files that both sides read. A comparison by `--months` reads all files for both and lists none.
    pub archives: Vec<SharedView>,
    /// The time that both periods cover.
    pub period: Option<PeriodView>,
}

/// The whole comparison.
#[derive(Debug, Clone)]
pub struct DiffView {
    /// The program.
    pub tool: ToolView,
    /// That names are pseudonyms.
    pub pseudonyms: Option<PseudonymsView>,
    /// Instant supplied by the caller; never the clock's.
    pub generated_at: Option<String>,
    /// Name of the catalog, or `auto`.
    pub catalog: HeldAgainstView,
    /// Filters as given, normalised.
    pub filters: BTreeMap<&'static str, Vec<String>>,
    /// Values of filters that met no name on either side.
    pub filters_unmatched: Vec<UnmatchedView>,
    /// The earlier side.
    pub before: SideView,
    /// The later side.
    pub after: SideView,
    /// Whether the same first days of both months were compared, because one side is partial.
    pub aligned: bool,
    /// Why days were compared as they were, for people.
    pub reason: Reason,
    /// Inputs that could not be read to their end.
    pub incomplete: Vec<IncompleteView>,
    /// What both sides have in common and should not.
    pub overlap: OverlapView,
    /// Whether anything differs.
    pub differs: bool,
    /// Smallest change that rows have, where that was asked for.
    pub min_change: Option<u64>,
    /// Headline figures.
    pub totals: TotalsChange,
    /// Sections in the order in which people read them.
    pub sections: Vec<ChangesView>,
    /// What happened for the first time, by count descending, then actor, id, event.
    pub new_pairs: Vec<PairRow>,
    /// Names that went from one id to another.
    pub names_taken_over: Vec<TakenOverView>,
    /// What came, went and was renamed, addresses aside: of each subject as many as a list may have rows.
    pub comings: Vec<ComingRow>,
    /// How many there are of all subjects.
    pub all_comings: u64,
    /// Longest list; whole lists where there is none.
    pub longest: Option<usize>,
    /// Whether paper has fewer rows than the screen, because the caller did not say how many lists are to have.
    pub shortened_on_paper: bool,
    /// The ledgers of grants compared; nothing where the compared days could not be read for them.
    pub access: Option<AccessChange>,
    /// Every rule of detection on both sides; nothing where the compared days could not be read for them.
    pub detections: Option<Vec<DetectionChange>>,
    /// Lists that `--top` cut, with all their rows; the row of events without any is one of them.
    pub cut: BTreeMap<&'static str, u64>,
    /// What gives the same page again; only a page shows it.
    pub command: CommandView,
}

/// Why days were compared as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The first days that both months have.
    Aligned,
    /// Nothing is missing.
    Complete,
    /// A side ends early, and `--whole` was given.
    Whole,
    /// A side ends early, but the sides are not both one month from its start.
    NoMonths,
    /// A filter gives the period.
    Given,
    /// A side without any event.
    Empty,
}

impl Serialize for DiffView {
    /// In the order of the promise; what holds nothing and is not promised is left out.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", DIFF_SCHEMA)?;
        map.serialize_entry("tool", &self.tool)?;
        if let Some(under) = &self.pseudonyms {
            map.serialize_entry("pseudonyms", under)?;
        }
        if let Some(at) = &self.generated_at {
            map.serialize_entry("generated_at", at)?;
        }
        map.serialize_entry("catalog", &self.catalog)?;
        map.serialize_entry("filters", &self.filters)?;
        if !self.filters_unmatched.is_empty() {
            map.serialize_entry("filters_unmatched", &self.filters_unmatched)?;
        }
        map.serialize_entry("before", &self.before)?;
        map.serialize_entry("after", &self.after)?;
        map.serialize_entry("aligned", &self.aligned)?;
        map.serialize_entry("differs", &self.differs)?;
        map.serialize_entry("overlap", &self.overlap)?;
        if !self.incomplete.is_empty() {
            map.serialize_entry("incomplete", &self.incomplete)?;
        }
        if let Some(least) = self.min_change {
            map.serialize_entry("min_change", &least)?;
        }
        if !self.cut.is_empty() {
            map.serialize_entry("cut", &self.cut)?;
        }
        map.serialize_entry("surprise", SURPRISE)?;
        map.serialize_entry("totals", &self.totals)?;
        for section in &self.sections {
            let rows = section.rows.iter().map(|row| Named(section.subject, row));
            map.serialize_entry(section.subject.section(), &rows.collect::<Vec<_>>())?;
        }
        map.serialize_entry("new_pairs", &self.new_pairs)?;
        map.serialize_entry("names_taken_over", &self.names_taken_over)?;
        if let Some(access) = &self.access {
            map.serialize_entry("access", access)?;
        }
        if let Some(detections) = &self.detections {
            map.serialize_entry("detections", detections)?;
        }
        map.end()
    }
}

/// A row whose identity has the names that the report gives it.
struct Named<'a>(Subject, &'a ChangeRow);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(subject, row) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(subject.as_str(), &row.label)?;
        if subject.has_id() {
            map.serialize_entry("id", &row.id)?;
        }
        map.serialize_entry("before", &row.before)?;
        map.serialize_entry("after", &row.after)?;
        map.serialize_entry("change", &row.change)?;
        map.serialize_entry("status", row.status.as_str())?;
        map.serialize_entry("rate_before", &row.rate_before)?;
        map.serialize_entry("rate_after", &row.rate_after)?;
        map.serialize_entry("surprise", &row.surprise)?;
        if subject.has_id() {
            map.serialize_entry("renamed", &row.renamed)?;
            map.serialize_entry("before_label", &row.before_label)?;
            map.serialize_entry("after_label", &row.after_label)?;
        }
        map.end()
    }
}
