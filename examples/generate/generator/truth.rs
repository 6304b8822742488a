//! What a report on the generated archives must say: the members that
//! `report --format json` shares with it, under the same names.

use serde::Serialize;

/// The expected aggregates. Rows are ordered by count descending, then label, then id, byte by
/// byte and null as the empty string; `by_day` and `by_hour` by time. Times are RFC 3339, UTC,
/// with milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Truth {
    /// What became of the events.
    pub ledger: Ledger,
    /// First and last event.
    pub period: Period,
    /// Distinct things over all events.
    pub totals: Totals,
    /// One row for each event name.
    pub by_event: Vec<EventRow>,
    /// One row for each actor, and one for the events without.
    pub by_actor: Vec<ActorRow>,
    /// One row for each app, and one for the events without.
    pub by_app: Vec<AppRow>,
    /// One row for each team, and one for the events without.
    pub by_team: Vec<TeamRow>,
    /// The one account of all events.
    pub by_account: Vec<AccountRow>,
    /// Every day of the period, those without events included.
    pub by_day: Vec<DayRow>,
    /// Hours of the week that have events.
    pub by_hour: Vec<HourRow>,
    /// One row for each address, and one for the events without.
    pub by_ip: Vec<IpRow>,
    /// The cross-table of actors and event names, ordered by count descending, actor, id, event.
    pub pairs: Vec<PairRow>,
}

impl Truth {
    /// The truth as an indented JSON text.
    ///
    /// # Errors
    /// As `serde_json` has it; a truth holds nothing that it cannot write.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}

/// Events read, and what became of them. Everything generated is acceptable and unique.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// Events in all archives.
    pub read: u64,
    /// Events that count.
    pub accepted: u64,
    /// Events that no filter lets through; none.
    pub filtered: u64,
    /// Events that occur again; none.
    pub duplicate: u64,
    /// Events that cannot count; none.
    pub rejected: u64,
}

/// The time from the first event to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Time of the first event.
    pub from: Option<String>,
    /// Time of the last event.
    pub to: Option<String>,
}

/// Distinct things over all events; absence is not one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Number of events.
    pub events: u64,
    /// Distinct event names.
    pub event_types: u64,
    /// Distinct actors.
    pub actors: u64,
    /// Distinct apps.
    pub apps: u64,
    /// Distinct teams.
    pub teams: u64,
    /// Distinct addresses.
    pub ip_addresses: u64,
    /// Number of events whose name the catalog does not know.
    pub unsupported_events: u64,
}

/// Events of one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventRow {
    /// The name, `type.action`.
    pub event: String,
    /// Whether the 2019-09 catalog knows it.
    pub supported: bool,
    /// Number of events.
    pub count: u64,
    /// Time of the first.
    pub first_at: String,
    /// Time of the last.
    pub last_at: String,
}

/// Events of the enterprise account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountRow {
    /// Its name.
    pub account: String,
    /// UUID.
    pub id: String,
    /// Other names that occurred; none.
    pub also_known_as: Vec<String>,
    /// Number of events.
    pub count: u64,
    /// Time of the first.
    pub first_at: String,
    /// Time of the last.
    pub last_at: String,
}

/// Events of one actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorRow {
    /// The latest e-mail; none for the events without an actor.
    pub actor: Option<String>,
    /// UUID; some actors are known by their e-mail only.
    pub id: Option<String>,
    /// Other e-mails that occurred, sorted byte by byte.
    pub also_known_as: Vec<String>,
    /// Number of events.
    pub count: u64,
    /// Distinct apps.
    pub apps: u64,
    /// Distinct event names.
    pub event_types: u64,
    /// Distinct addresses.
    pub ip_addresses: u64,
    /// Time of the first event.
    pub first_at: String,
    /// Time of the last event.
    pub last_at: String,
}

/// Events upon one app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppRow {
    /// The latest name; none for the events without an app.
    pub app: Option<String>,
    /// UUID.
    pub id: Option<String>,
    /// Other names that occurred, sorted byte by byte.
    pub also_known_as: Vec<String>,
    /// Number of events.
    pub count: u64,
    /// Distinct actors.
    pub actors: u64,
    /// Distinct event names.
    pub event_types: u64,
    /// Time of the first event.
    pub first_at: String,
    /// Time of the last event.
    pub last_at: String,
}

/// Events on one team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeamRow {
    /// Name; none for the events without a team.
    pub team: Option<String>,
    /// UUID.
    pub id: Option<String>,
    /// Number of events.
    pub count: u64,
}

/// Events of one day of UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayRow {
    /// The day, `2018-05-03`.
    pub day: String,
    /// Number of events.
    pub count: u64,
}

/// Events of one hour of the week, in UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HourRow {
    /// Day of the week, Monday is 1.
    pub weekday: u64,
    /// Hour of the day, 0 to 23.
    pub hour: u64,
    /// Number of events.
    pub count: u64,
}

/// Events from one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IpRow {
    /// The address; none for the events without one.
    pub ip: Option<String>,
    /// Number of events.
    pub count: u64,
    /// Distinct actors.
    pub actors: u64,
}

/// Events of one name by one actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairRow {
    /// The latest e-mail of the actor; none for the events without an actor.
    pub actor: Option<String>,
    /// UUID of the actor.
    pub actor_id: Option<String>,
    /// The event's name.
    pub event: String,
    /// Number of events.
    pub count: u64,
}
