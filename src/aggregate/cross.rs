//! `--by`: one grouping, or a cross-table of two or three.

use super::parties::Parties;
use super::slots::{local, quarter};
use super::{Aggregate, Context, Tally};
use crate::catalog::Category;
use crate::event::Month;
use crate::event::time::date_of_day;
use crate::identity::{Dimension, Name, Remap, Symbolic, Used};
use crate::record::Record;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// What rows can be grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Event name.
    Event,
    /// Actor.
    Actor,
    /// App.
    App,
    /// Team.
    Team,
    /// UTC day.
    Day,
    /// UTC month.
    Month,
    /// Hour of the day, in the report's time zone.
    Hour,
    /// Address.
    Ip,
    /// Category.
    Category,
}

impl By {
    /// Every grouping, in the order in which help lists them.
    pub const ALL: [Self; 9] = [
        Self::Event,
        Self::Actor,
        Self::App,
        Self::Team,
        Self::Day,
        Self::Month,
        Self::Hour,
        Self::Ip,
        Self::Category,
    ];

    /// The name on the command line and in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Actor => "actor",
            Self::App => "app",
            Self::Team => "team",
            Self::Day => "day",
            Self::Month => "month",
            Self::Hour => "hour",
            Self::Ip => "ip",
            Self::Category => "category",
        }
    }

    /// The dimension whose identities are the values.
    const fn dimension(self) -> Option<Dimension> {
        match self {
            Self::Event | Self::Category => Some(Dimension::Event),
            Self::Actor => Some(Dimension::Actor),
            Self::App => Some(Dimension::App),
            Self::Team => Some(Dimension::Team),
            Self::Ip => Some(Dimension::Ip),
            Self::Day | Self::Month | Self::Hour => None,
        }
    }

    /// Whether values are ordered by time.
    #[must_use]
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Day | Self::Month | Self::Hour)
    }

    /// Names of more than one label an identity, told apart by an id.
    #[must_use]
    pub const fn has_id(self) -> bool {
        matches!(self, Self::Actor | Self::App | Self::Team)
    }
}

/// Most groupings in one table.
pub(crate) const MOST: usize = 3;

/// A cross-table while counting. Keys hold one number a grouping: a symbol, a day, a month's day, a
/// quarter of an hour within the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cross {
    by: Vec<By>,
    rows: HashMap<[i32; MOST], Tally>,
    actors: Parties,
    apps: Parties,
    teams: Parties,
}

/// A value of a grouping in the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CrossCell {
    /// A label with its id, either of which may be missing.
    Party(Option<String>, Option<String>),
    /// A name, an address, a day, a month, a category; `None` where events have none.
    Text(Option<String>),
    /// An hour.
    Hour(u32),
}

/// A row of a cross-table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossLine {
    /// One cell a grouping.
    pub cells: Vec<CrossCell>,
    /// Its events.
    pub tally: Tally,
}

/// A finished cross-table, its rows in the order of their cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossTable {
    /// The groupings.
    pub by: Vec<By>,
    /// The rows.
    pub lines: Vec<CrossLine>,
}

impl Cross {
    /// A table by the given groupings; those after the third are left out.
    #[must_use]
    pub fn new(by: &[By]) -> Self {
        Self {
            by: by.iter().copied().take(MOST).collect(),
            rows: HashMap::new(),
            actors: Parties::new(Dimension::Actor),
            apps: Parties::new(Dimension::App),
            teams: Parties::new(Dimension::Team),
        }
    }
}

/// Symbols and days of RFC 3339's years fit 31 bits. A quarter of an hour does too (years 0 to
/// 9999 have 351 million), and hours are looked up only once a quarter.
fn key(by: By, record: &Record) -> i32 {
    let symbol = |symbol: u32| symbol as i32;
    match by {
        By::Event | By::Category => symbol(record.event),
        By::Actor => symbol(record.actor.identity),
        By::App => symbol(record.app.identity),
        By::Team => symbol(record.team.identity),
        By::Ip => symbol(record.ip),
        By::Day | By::Month => record.at.day() as i32,
        By::Hour => quarter(record.at) as i32,
    }
}

impl Aggregate for Cross {
    type Output = CrossTable;

    #[inline]
    fn observe(&mut self, record: &Record) {
        let mut cells = [0; MOST];
        for (cell, &by) in cells.iter_mut().zip(&self.by) {
            *cell = key(by, record);
        }
        self.rows.entry(cells).or_default().observe(record.at);
        self.actors.observe(record);
        self.apps.observe(record);
        self.teams.observe(record);
    }

    fn merge(&mut self, other: Self) {
        for (key, tally) in other.rows {
            self.rows.entry(key).or_default().merge(&tally);
        }
        self.actors.merge(other.actors);
        self.apps.merge(other.apps);
        self.teams.merge(other.teams);
    }

    fn finish(&self, context: Context<'_>) -> CrossTable {
        let labels = Labels::new(self, context);
        let mut lines: BTreeMap<Vec<CrossCell>, Tally> = BTreeMap::new();
        for (&key, tally) in &self.rows {
            let cells = self
                .by
                .iter()
                .zip(key)
                .map(|(&by, key)| labels.cell(by, key))
                .collect();
            lines.entry(cells).or_default().merge(tally);
        }
        let lines = lines
            .into_iter()
            .map(|(cells, tally)| CrossLine { cells, tally })
            .collect();
        CrossTable {
            by: self.by.clone(),
            lines,
        }
    }
}

impl Symbolic for Cross {
    fn mark(&self, used: &mut Used) {
        for key in self.rows.keys() {
            for (&by, &key) in self.by.iter().zip(key) {
                if let Some(dimension) = by.dimension() {
                    used.identity(dimension, key as u32);
                }
            }
        }
        self.actors.mark(used);
        self.apps.mark(used);
        self.teams.mark(used);
    }

    fn remap(&mut self, remap: &Remap) {
        let moved = self.rows.drain().map(|(mut cells, tally)| {
            for (&by, cell) in self.by.iter().zip(&mut cells) {
                if let Some(dimension) = by.dimension() {
                    *cell = remap.identity(dimension, *cell as u32) as i32;
                }
            }
            (cells, tally)
        });
        self.rows = moved.collect::<HashMap<_, _>>();
        self.actors.remap(remap);
        self.apps.remap(remap);
        self.teams.remap(remap);
    }
}

/// What the numbers in keys mean.
struct Labels<'a> {
    events: Vec<String>,
    addresses: Vec<Option<String>>,
    parties: HashMap<(By3, u32), (Option<String>, Option<String>)>,
    context: Context<'a>,
}

/// The three groupings with ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum By3 {
    Actor,
    App,
    Team,
}

impl<'a> Labels<'a> {
    fn new(cross: &Cross, context: Context<'a>) -> Self {
        let mut parties = HashMap::new();
        for (by, lines) in [
            (By3::Actor, &cross.actors),
            (By3::App, &cross.apps),
            (By3::Team, &cross.teams),
        ] {
            for line in lines.finish(context) {
                let text = |text: Option<std::sync::Arc<str>>| text.map(|text| text.to_string());
                parties.insert((by, line.identity), (text(line.label), text(line.id)));
            }
        }
        let names = |dimension| context.names.of_dimension(dimension).firsts().into_iter();
        Self {
            events: names(Dimension::Event).map(Name::event).collect(),
            addresses: names(Dimension::Ip)
                .map(|name| name.label.as_deref().map(str::to_owned))
                .collect(),
            parties,
            context,
        }
    }

    fn cell(&self, by: By, key: i32) -> CrossCell {
        let event = || self.events.get(key as usize).map_or("", String::as_str);
        let party = |by| {
            let (label, id) = self
                .parties
                .get(&(by, key as u32))
                .cloned()
                .unwrap_or_default();
            CrossCell::Party(label, id)
        };
        match by {
            By::Event => CrossCell::Text(Some(event().to_owned())),
            By::Category => CrossCell::Text(Some(Category::of(event()).as_str().to_owned())),
            By::Actor => party(By3::Actor),
            By::App => party(By3::App),
            By::Team => party(By3::Team),
            By::Ip => CrossCell::Text(self.addresses.get(key as usize).cloned().flatten()),
            By::Day => CrossCell::Text(Some(
                date_of_day(i64::from(key)).format("%Y-%m-%d").to_string(),
            )),
            By::Month => CrossCell::Text(Some(Month::of_day(i64::from(key)).to_string())),
            By::Hour => CrossCell::Hour(local(i64::from(key), self.context.tz).1),
        }
    }
}
