//! Drawing: what is kept while events are read, and which of it is the sample.

use super::rank::{Rank, Seed, digest, hex};
use super::sealed::sealed;
use super::shares::Amount;
use super::strata::{Key, Named, Stratify, event_names};
use crate::aggregate::{Aggregate, Parties};
use crate::archive;
use crate::event::Timestamp;
use crate::identity::{Dimension, Name, Names, Remap, Symbolic, Used};
use crate::pipeline::{Accepted, Observer};
use crate::pseudonym::Pseudonyms;
use crate::reading::Counted;
use crate::record::Record;
use crate::view::moment::{At, EventId};
use crate::view::sample::{ItemRow, PopulationView, SampleView, StratumRow};
use crate::view::{PeriodView, ToolView, UnmatchedView};
use hashbrown::HashMap;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

/// What is to be drawn.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The seed; nothing is drawn without one.
    pub seed: Option<Seed>,
    /// How many events.
    pub amount: Amount,
    /// How many more: of each stratum where the amount is of each, else of all.
    pub extend: u64,
    /// What the population is divided by.
    pub by: Option<Stratify>,
    /// What ids of events are shown under. Population and ranks are of the ids that are shown, so that whoever has the
    /// sample can check them.
    pub under: Option<Arc<Pseudonyms>>,
}

/// Draws while events are read: of each accepted event its id, and the lowest ranks of each stratum.
#[derive(Debug)]
pub struct Draw {
    drawing: Arc<Drawing>,
    /// No stratum gives more.
    most: usize,
    ids: Vec<[u8; 16]>,
    strata: HashMap<Key, Stratum>,
    parties: Option<Parties>,
    period: Option<(Timestamp, Timestamp)>,
}

#[derive(Debug, Default)]
struct Stratum {
    events: u64,
    /// The highest of them on top.
    lowest: BinaryHeap<Picked>,
}

/// An event that may be in the sample; no two have the same rank and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Picked {
    rank: Rank,
    id: [u8; 16],
    at: (i64, u32),
    event: u32,
    /// Variants.
    parties: [u32; 4],
    ip: u32,
    archive: usize,
    index: u64,
}

/// The dimensions of [`Picked::parties`].
const PARTIES: [Dimension; 4] = [
    Dimension::Actor,
    Dimension::App,
    Dimension::Team,
    Dimension::Account,
];

impl Stratum {
    fn offer(&mut self, most: usize, picked: Picked) {
        if self.lowest.len() < most {
            self.lowest.push(picked);
        } else if let Some(mut highest) = self.lowest.peek_mut()
            && picked < *highest
        {
            *highest = picked;
        }
    }

    fn merge(&mut self, most: usize, other: Self) {
        self.events += other.events;
        for picked in other.lowest {
            self.offer(most, picked);
        }
    }
}

impl Draw {
    /// A drawing that has seen no event.
    #[must_use]
    pub fn new(drawing: &Arc<Drawing>) -> Self {
        let most = drawing.amount.number().saturating_add(drawing.extend);
        Self {
            drawing: Arc::clone(drawing),
            most: usize::try_from(most).unwrap_or(usize::MAX),
            ids: Vec::new(),
            strata: HashMap::new(),
            parties: drawing.by.and_then(Stratify::party).map(Parties::new),
            period: None,
        }
    }

    fn draw(&mut self, record: &Record, archive: usize, index: u64) {
        let under = self.drawing.under.as_ref();
        let id = under.map_or(record.id, |under| under.event(record.id));
        self.ids.push(id);
        let (first, last) = self.period.unwrap_or((record.at, record.at));
        self.period = Some((first.min(record.at), last.max(record.at)));
        let key = self.drawing.by.map_or(0, |by| by.key(record));
        let stratum = self.strata.entry(key).or_default();
        stratum.events += 1;
        let Some(seed) = &self.drawing.seed else {
            return;
        };
        let picked = Picked {
            rank: seed.rank(id),
            id,
            at: (record.at.secs, record.at.nanos),
            event: record.event,
            parties: [
                record.actor.variant,
                record.app.variant,
                record.team.variant,
                record.account,
            ],
            ip: record.ip,
            archive,
            index,
        };
        stratum.offer(self.most, picked);
    }
}

impl Observer for Draw {
    fn observe(&mut self, accepted: &Accepted) {
        for record in &accepted.records {
            let index = accepted.index + u64::from(record.index);
            self.draw(record, accepted.archive, index);
        }
        if let Some(parties) = &mut self.parties {
            parties.observe_all(&accepted.records);
        }
    }

    fn merge(&mut self, other: Self) {
        self.ids.extend(other.ids);
        for (key, stratum) in other.strata {
            self.strata
                .entry(key)
                .or_default()
                .merge(self.most, stratum);
        }
        if let (Some(mine), Some(theirs)) = (&mut self.parties, other.parties) {
            Aggregate::merge(mine, theirs);
        }
        self.period = match (self.period, other.period) {
            (Some((first, last)), Some((its_first, its_last))) => {
                Some((first.min(its_first), last.max(its_last)))
            }
            (mine, theirs) => mine.or(theirs),
        };
    }
}

impl Symbolic for Draw {
    fn mark(&self, used: &mut Used) {
        for (key, stratum) in &self.strata {
            if let Some(by) = self.drawing.by {
                by.mark(*key, used);
            }
            for picked in &stratum.lowest {
                used.identity(Dimension::Event, picked.event);
                used.identity(Dimension::Ip, picked.ip);
                for (dimension, symbol) in PARTIES.into_iter().zip(picked.parties) {
                    used.variant(dimension, symbol);
                }
            }
        }
        self.parties.mark(used);
    }

    fn remap(&mut self, remap: &Remap) {
        let strata = std::mem::take(&mut self.strata);
        for (key, Stratum { events, lowest }) in strata {
            let renamed = lowest.into_iter().map(|picked| Picked {
                event: remap.identity(Dimension::Event, picked.event),
                ip: remap.identity(Dimension::Ip, picked.ip),
                parties: std::array::from_fn(|place| {
                    remap.variant(PARTIES[place], picked.parties[place])
                }),
                archive: remap.archive(picked.archive),
                ..picked
            });
            let stratum = Stratum {
                events,
                lowest: renamed.collect(),
            };
            let key = self.drawing.by.map_or(key, |by| by.remapped(key, remap));
            self.strata
                .entry(key)
                .or_default()
                .merge(self.most, stratum);
        }
        self.parties.remap(remap);
    }
}

/// A stratum with its name, what it gives, and its events in the order of their ranks.
struct Settled {
    named: Named,
    events: u64,
    ranked: Vec<Picked>,
}

impl Draw {
    /// The sample that was drawn.
    #[must_use]
    pub fn view(
        counted: Counted<Self>,
        filters: BTreeMap<&'static str, Vec<String>>,
        filters_unmatched: Vec<UnmatchedView>,
        generated_at: Option<Timestamp>,
    ) -> SampleView {
        let archives = archive::views(&counted);
        let incomplete = archive::incomplete(&counted.archives);
        let Counted {
            observed,
            names,
            ledger,
            ..
        } = counted;
        let Self {
            drawing,
            most,
            mut ids,
            strata,
            parties,
            period,
        } = observed;
        let population = PopulationView {
            count: ids.len() as u64,
            sha256: digest(&mut ids),
            filters,
            period: PeriodView {
                from: period.map(|(first, _)| first.to_string()),
                to: period.map(|(_, last)| last.to_string()),
            },
        };
        let strata = settle(&drawing, most, strata, parties.as_ref(), &names);
        let has: Vec<u64> = strata.iter().map(|stratum| stratum.events).collect();
        let sizes = drawing.amount.shares(&has);
        let left: Vec<u64> = has
            .iter()
            .zip(&sizes)
            .map(|(has, size)| has - size)
            .collect();
        let more = drawing.amount.of(drawing.extend).shares(&left);
        let rows = strata.iter().zip(sizes.iter().zip(&more));
        let rows = rows.map(|(stratum, (size, extension))| StratumRow {
            stratum: stratum.named.label.clone(),
            id: stratum.named.id.clone(),
            events: stratum.events,
            size: *size,
            extension: *extension,
        });
        let rows: Vec<StratumRow> = rows.collect();
        let labels = Labels::of(&names);
        let mut items = Vec::new();
        for extension in [false, true] {
            for (number, (stratum, row)) in (1..).zip(strata.iter().zip(&rows)) {
                let (from, len) = match extension {
                    false => (0, row.size),
                    true => (row.size, row.extension),
                };
                let drawn = stratum.ranked.iter().skip(from as usize).take(len as usize);
                for picked in drawn {
                    let order = items.len() as u64 + 1;
                    let path = archives.get(picked.archive).map(|archive| &archive.path);
                    items.push(ItemRow {
                        order,
                        extension,
                        stratum: row.stratum.clone(),
                        stratum_number: drawing.by.and(Some(number)),
                        archive: path.cloned().unwrap_or_default(),
                        ..labels.item(picked)
                    });
                }
            }
        }
        let sealed = sealed(
            &population.sha256,
            items
                .iter()
                .map(|item| (item.order, item.stratum_number.unwrap_or(1), item.id)),
        );
        let (asked, per) = match drawing.amount {
            Amount::Size(size) => (drawing.seed.as_ref().map(|_| size), None),
            Amount::Per(each) => (None, Some(each)),
        };
        let by = drawing.by;
        SampleView {
            tool: ToolView::default(),
            pseudonyms: None,
            generated_at: generated_at.map(|at| at.to_string()),
            population,
            filters_unmatched,
            seed: drawing.seed.as_ref().map(|seed| seed.text().to_owned()),
            size: sizes.iter().sum(),
            asked,
            per,
            extend: drawing.extend,
            stratify: by.map(Stratify::name),
            sha256: sealed,
            strata: if by.is_some() { rows } else { Vec::new() },
            items,
            archives,
            ledger,
            incomplete,
        }
    }
}

/// Strata in order, with their names.
fn settle(
    drawing: &Drawing,
    most: usize,
    strata: HashMap<Key, Stratum>,
    parties: Option<&Parties>,
    names: &Names,
) -> Vec<Settled> {
    let events = event_names(names);
    let mut joined: BTreeMap<Key, Stratum> = BTreeMap::new();
    for (key, stratum) in strata {
        let key = drawing.by.map_or(key, |by| by.settled(key, &events));
        joined.entry(key).or_default().merge(most, stratum);
    }
    let lines = parties
        .map(|parties| parties.lines(names))
        .unwrap_or_default();
    let lines: HashMap<Key, _> = lines
        .into_iter()
        .map(|line| (line.identity.into(), line))
        .collect();
    let named = |key: Key| match (lines.get(&key), drawing.by) {
        (Some(line), _) => Named::party(line.label.as_deref(), line.id.as_deref()),
        (None, Some(by)) => by.named(key, &events),
        (None, None) => Named::party(None, None),
    };
    let mut settled: Vec<Settled> = joined
        .into_iter()
        .map(|(key, stratum)| Settled {
            named: named(key),
            events: stratum.events,
            ranked: stratum.lowest.into_sorted_vec(),
        })
        .collect();
    settled.sort_by(|a, b| a.named.order(a.events, &b.named, b.events));
    settled
}

/// What the symbols of an event mean.
struct Labels<'n> {
    names: &'n Names,
    events: Vec<String>,
    addresses: Vec<&'n Name>,
}

impl<'n> Labels<'n> {
    fn of(names: &'n Names) -> Self {
        Self {
            names,
            events: event_names(names),
            addresses: names.of_dimension(Dimension::Ip).firsts(),
        }
    }

    fn item(&self, picked: &Picked) -> ItemRow {
        let [actor, app, team, account] = std::array::from_fn(|place| {
            let variants = self.names.of_dimension(PARTIES[place]).variants();
            let variant = variants.get(picked.parties[place] as usize);
            variant
                .map(|variant| variant.name.clone())
                .unwrap_or_default()
        });
        let text = |text: Option<Arc<str>>| text.as_deref().map(str::to_owned);
        let address = self.addresses.get(picked.ip as usize);
        ItemRow {
            rank: hex(&picked.rank),
            id: EventId(picked.id),
            created_at: At(Timestamp {
                secs: picked.at.0,
                nanos: picked.at.1,
            }),
            event: self
                .events
                .get(picked.event as usize)
                .cloned()
                .unwrap_or_default(),
            actor: text(actor.label),
            actor_id: text(actor.id),
            app: text(app.label),
            app_id: text(app.id),
            team: text(team.label),
            team_id: text(team.id),
            account: text(account.label),
            account_id: text(account.id),
            ip_address: text(address.and_then(|name| name.label.clone())),
            index: picked.index,
            ..ItemRow::default()
        }
    }
}
