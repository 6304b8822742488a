//! `trailproof.report/v1`: the report as scripts read it, and as every other renderer is given it.
//!
//! Member names and their order are a promise. The types are apart from the domain's so that a
//! change inside the program cannot change the promise by accident. Strings are still hostile here:
//! each renderer makes them safe for its own medium.

use super::compliance::ComplianceView;
use super::page::PageView;
use super::validated::ValidatedView;
use super::{
    ArchiveView, HeldAgainstView, IncompleteView, LedgerView, PeriodView, PseudonymsView, ToolView,
    UnmatchedView,
};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Identifier of the schema, the first member of every JSON report.
pub const REPORT_SCHEMA: &str = "trailproof.report/v1";

/// Headline figures over the accepted events. Distinct counts leave out "none".
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct TotalsView {
    /// Accepted events.
    pub events: u64,
    /// Distinct `type.action` names.
    pub event_types: u64,
    /// Distinct actors.
    pub actors: u64,
    /// Distinct apps.
    pub apps: u64,
    /// Distinct teams.
    pub teams: u64,
    /// Distinct addresses.
    pub ip_addresses: u64,
    /// Accepted events whose name the catalog does not have.
    pub unsupported_events: u64,
}

/// Count of one event name.
#[derive(Debug, Clone, Serialize)]
pub struct EventRow {
    /// `type.action`.
    pub event: String,
    /// Whether the catalog has it.
    pub supported: bool,
    /// Category, as data has it (`access`, `change`, …).
    pub category: &'static str,
    /// Accepted events.
    pub count: u64,
    /// First of them.
    pub first_at: String,
    /// Last of them.
    pub last_at: String,
}

/// One actor. Identity is the id, else the e-mail; both null is the row of events without an actor.
#[derive(Debug, Clone, Serialize)]
pub struct ActorRow {
    /// Latest e-mail seen.
    pub actor: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// Earlier e-mails of the same id, in alphabetical order.
    pub also_known_as: Vec<String>,
    /// Accepted events.
    pub count: u64,
    /// Distinct apps.
    pub apps: u64,
    /// Distinct event names.
    pub event_types: u64,
    /// Distinct addresses.
    pub ip_addresses: u64,
    /// First event.
    pub first_at: String,
    /// Last event.
    pub last_at: String,
}

/// One app. Identity is the id, else the name; both null is the row of events without an app.
#[derive(Debug, Clone, Serialize)]
pub struct AppRow {
    /// Latest name seen.
    pub app: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// Earlier names of the same id, in alphabetical order.
    pub also_known_as: Vec<String>,
    /// Accepted events.
    pub count: u64,
    /// Distinct actors.
    pub actors: u64,
    /// Distinct event names.
    pub event_types: u64,
    /// First event.
    pub first_at: String,
    /// Last event.
    pub last_at: String,
}

/// One team; both null is the row of events without a team.
#[derive(Debug, Clone, Serialize)]
pub struct TeamRow {
    /// Latest name seen.
    pub team: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// Accepted events.
    pub count: u64,
    /// First event.
    pub first_at: String,
    /// Last event.
    pub last_at: String,
}

/// One enterprise account; both null is the row of events without an account.
#[derive(Debug, Clone, Serialize)]
pub struct AccountRow {
    /// Latest name seen.
    pub account: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// Earlier names of the same id, in alphabetical order.
    pub also_known_as: Vec<String>,
    /// Accepted events.
    pub count: u64,
    /// First event.
    pub first_at: String,
    /// Last event.
    pub last_at: String,
}

/// One UTC day of the period, days without events included.
#[derive(Debug, Clone, Serialize)]
pub struct DayRow {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Accepted events.
    pub count: u64,
}

/// One hour of the week that has events.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct HourRow {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: u32,
    /// 0 to 23.
    pub hour: u32,
    /// Accepted events.
    pub count: u64,
}

/// One address; null is the row of events without one.
#[derive(Debug, Clone, Serialize)]
pub struct IpRow {
    /// The address as the archive writes it.
    pub ip: Option<String>,
    /// Accepted events.
    pub count: u64,
    /// Distinct actors.
    pub actors: u64,
    /// First event.
    pub first_at: String,
    /// Last event.
    pub last_at: String,
}

/// One category; all six are listed, zeros included, in a fixed order.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CategoryRow {
    /// As data has it (`access`, `change`, …).
    pub category: &'static str,
    /// Accepted events.
    pub count: u64,
}

/// What `--previous` gave, counted by the same filters but for time.
#[derive(Debug, Clone, Serialize)]
pub struct PreviousView {
    /// First and last accepted event.
    pub period: PeriodView,
    /// Its archives, in the order in which they were read.
    pub archives: Vec<ArchiveView>,
    /// What became of every record.
    pub ledger: LedgerView,
    /// Headline figures.
    pub totals: TotalsView,
}

/// How many rows each list had before `--top` cut it, the row of events without actor, app, team, account or address
/// among them, which totals do not count. A list that is not named here was not cut.
pub type CutView = BTreeMap<&'static str, u64>;

/// What every report has, with or without `--by`.
#[derive(Debug, Clone, Serialize)]
pub struct HeadView {
    /// [`REPORT_SCHEMA`].
    pub schema: &'static str,
    /// The program.
    pub tool: ToolView,
    /// That names are pseudonyms; left out where they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pseudonyms: Option<PseudonymsView>,
    /// Instant supplied by the caller; never the clock's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated_at: Option<String>,
    /// Name of the catalog, or `auto`.
    pub catalog: HeldAgainstView,
    /// Filters as given, normalised; empty when there are none.
    pub filters: BTreeMap<&'static str, Vec<String>>,
    /// Values of filters that met no name; left out when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters_unmatched: Vec<UnmatchedView>,
    /// Time zone of `by_hour` and of `hour` in `--by`; `UTC` unless `--tz`.
    pub tz: String,
    /// First and last accepted event.
    pub period: PeriodView,
    /// The inputs, in the order in which they were read.
    pub archives: Vec<ArchiveView>,
    /// What became of every record.
    pub ledger: LedgerView,
    /// The verdict of validate on the archives, or that there is none.
    pub validation: ValidatedView,
    /// Headline figures.
    pub totals: TotalsView,
    /// The enterprise accounts whose events are counted, in the order of `by_account`; for documents.
    #[serde(skip)]
    pub accounts: Vec<String>,
    /// Archives that seem to end before their month does, by path, with the last day that they cover; for documents.
    #[serde(skip)]
    pub ends_early: Vec<(String, String)>,
    /// Longest list; whole lists where there is none. For documents: they cut the lists of compliance themselves.
    #[serde(skip)]
    pub top: Option<usize>,
    /// The period that this one is held against; left out when none was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<PreviousView>,
    /// Inputs that could not be read to their end; left out when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incomplete: Vec<IncompleteView>,
    /// Lists that `--top` cut, with their whole length; left out when none was.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub cut: CutView,
}

/// The standard sections. Rows are ordered by count descending, then label, then id; days and hours by time.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SectionsView {
    /// By event name.
    pub by_event: Vec<EventRow>,
    /// By category.
    pub by_category: Vec<CategoryRow>,
    /// By actor.
    pub by_actor: Vec<ActorRow>,
    /// By app.
    pub by_app: Vec<AppRow>,
    /// By team.
    pub by_team: Vec<TeamRow>,
    /// By enterprise account.
    pub by_account: Vec<AccountRow>,
    /// By UTC day.
    pub by_day: Vec<DayRow>,
    /// By weekday and hour.
    pub by_hour: Vec<HourRow>,
    /// By address.
    pub by_ip: Vec<IpRow>,
    /// How often each code was raised; codes that were not are left out.
    pub findings: BTreeMap<&'static str, u64>,
    /// The sections beside activity.
    #[serde(flatten)]
    pub compliance: Arc<ComplianceView>,
    /// Whether only these were asked for.
    #[serde(skip)]
    pub without_activity: bool,
}

/// One value of one dimension in a row of a cross-table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellView {
    /// A label, a day, a month, an address or a category; `None` where events lack it.
    Text(Option<String>),
    /// An hour of the day.
    Number(u32),
}

/// One row of a cross-table.
#[derive(Debug, Clone)]
pub struct CrossRow {
    /// One cell a dimension, in the order of [`CrossView::by`].
    pub cells: Vec<CellView>,
    /// Identity behind the label: one entry for each dimension that has one (actor, app, team), in
    /// their order, or one for every dimension. Read it by [`CrossView::id`].
    pub ids: Vec<Option<String>>,
    /// Accepted events.
    pub count: u64,
    /// First of them.
    pub first_at: String,
    /// Last of them.
    pub last_at: String,
}

/// One grouping or cross-table, `--by`.
#[derive(Debug, Clone)]
pub struct CrossView {
    /// The dimensions, as given.
    pub by: Vec<&'static str>,
    /// Rows by count descending, then by cells; by time where every dimension is one of time.
    pub rows: Vec<CrossRow>,
}

impl CrossView {
    /// Whether a dimension's values are things with an id of their own behind the label.
    #[must_use]
    pub fn has_id(dimension: &str) -> bool {
        matches!(dimension, "actor" | "app" | "team")
    }

    /// Identity behind the label of a row in the dimension of that index.
    #[must_use]
    pub fn id<'a>(&self, row: &'a CrossRow, dimension: usize) -> Option<&'a str> {
        let before = &self.by[..dimension];
        let place = if row.ids.len() == self.by.len() {
            dimension
        } else {
            before.iter().filter(|name| Self::has_id(name)).count()
        };
        if !Self::has_id(self.by.get(dimension)?) {
            return None;
        }
        row.ids.get(place)?.as_deref()
    }
}

/// Either the standard sections or one cross-table.
#[derive(Debug, Clone)]
pub enum BodyView {
    /// The standard sections.
    Sections(Box<SectionsView>),
    /// `--by`.
    Cross(CrossView),
}

/// The whole report.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// What every report has.
    pub head: HeadView,
    /// What was asked for.
    pub body: BodyView,
    /// What a page shows beyond it; scripts are not told.
    pub page: Option<PageView>,
}

impl Serialize for ReportView {
    /// The members that every report has come first, `incomplete` and `cut` among them where they hold something, so
    /// that a reader of the stream knows what is missing before the first row.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Standard<'a> {
            #[serde(flatten)]
            head: &'a HeadView,
            #[serde(flatten)]
            sections: &'a SectionsView,
        }
        #[derive(Serialize)]
        struct Other<'a> {
            #[serde(flatten)]
            head: &'a HeadView,
            #[serde(flatten)]
            compliance: &'a ComplianceView,
        }
        #[derive(Serialize)]
        struct Grouped<'a> {
            #[serde(flatten)]
            head: &'a HeadView,
            by: &'a [&'static str],
            rows: Vec<NamedRow<'a>>,
        }
        let head = &self.head;
        match &self.body {
            BodyView::Sections(sections) if sections.without_activity => Other {
                head,
                compliance: &sections.compliance,
            }
            .serialize(serializer),
            BodyView::Sections(sections) => Standard { head, sections }.serialize(serializer),
            BodyView::Cross(cross) => Grouped {
                head,
                by: &cross.by,
                rows: cross.rows.iter().map(|row| NamedRow(cross, row)).collect(),
            }
            .serialize(serializer),
        }
    }
}

/// A row whose leading members are named by the dimensions.
struct NamedRow<'a>(&'a CrossView, &'a CrossRow);

impl Serialize for NamedRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(cross, row) = self;
        let mut map = serializer.serialize_map(None)?;
        for (i, (dimension, cell)) in cross.by.iter().zip(&row.cells).enumerate() {
            match cell {
                CellView::Text(text) => map.serialize_entry(dimension, text)?,
                CellView::Number(number) => map.serialize_entry(dimension, number)?,
            }
            if CrossView::has_id(dimension) {
                map.serialize_entry(&format!("{dimension}_id"), &cross.id(row, i))?;
            }
        }
        map.serialize_entry("count", &row.count)?;
        map.serialize_entry("first_at", &row.first_at)?;
        map.serialize_entry("last_at", &row.last_at)?;
        map.end()
    }
}
