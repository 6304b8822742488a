//! Two periods compared: what is new, what is gone, what is more or less, and how surprising that is.
//!
//! The symbols of the two runs mean nothing to each other, so things meet by the text of their id, or of
//! their label where they have none. Nothing here reads, decides on exit codes or knows of a format.

mod accounts;
mod comings;
mod compared;
mod overlap;
mod pairs;
mod rows;
mod side;
mod surprise;
mod taken_over;

pub use accounts::different_accounts;
pub use compared::{access, detections};
pub use side::Side;

use crate::aggregate::{Activity, ActivitySummary, MonthDays, PartyLine};
use crate::catalog::{Catalogs, Category};
use crate::coverage::common_days;
use crate::event::Timestamp;
use crate::report::cut_to;
use crate::view::diff::{
    ChangeRow, ChangesView, DiffView, ExtentView, Reason, Status, Subject, TakenOverView,
    TotalView, TotalsChange,
};
use crate::view::page::CommandView;
use crate::view::{HeldAgainstView, ToolView};
use overlap::overlap;
use pairs::new_pairs;
use rows::{Line, change, changes};
use side::Prepared;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is counted on a side.
pub type Counts = MonthDays<Activity>;

/// What is asked of a comparison.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The supported events.
    pub catalogs: &'a Catalogs,
    /// The filter that both sides were read with, months of `--months` aside.
    pub filter: &'a crate::filter::Filter,
    /// Compare all of a side that ends early.
    pub whole: bool,
    /// Leave out rows that change by less.
    pub min_change: Option<u64>,
    /// Leave out rows that do not change, as lists for people do.
    pub changed_only: bool,
    /// Longest list; `None` for whole lists.
    pub top: Option<usize>,
    /// The instant to state as that of the comparison.
    pub generated_at: Option<Timestamp>,
}

impl Asked<'_> {
    /// Whether a filter gives the period, so that the caller has decided which days are compared.
    fn period_given(&self) -> bool {
        let filters = self.filter.view();
        ["from", "to", "month"]
            .iter()
            .any(|name| filters.contains_key(name))
    }
}

/// Compares two sides.
#[must_use]
pub fn diff(asked: &Asked<'_>, before: &Side, after: &Side) -> DiffView {
    let by_months = before.month.is_some() && after.month.is_some();
    let names = [&before.counted.names, &after.counted.names];
    let filters_unmatched = asked.filter.unmatched(&names);
    let extents = (before.coverage(), after.coverage());
    let common = match (asked.whole || asked.period_given(), extents) {
        (false, (Some(before), Some(after))) => common_days(&before, &after),
        _ => None,
    };
    let before = before.prepare(extents.0, common, asked);
    let after = after.prepare(extents.1, common, asked);
    let reason = reason(asked, common, &before, &after);
    let days = (before.view.days, after.view.days);
    let mut cut = BTreeMap::new();
    let overlap = overlap(&before, &after, by_months);
    let names_taken_over = names_taken_over(&before.summary, &after.summary);
    let mut new_pairs = new_pairs(&before.summary, &after.summary);
    let mut both = before.summary.all;
    both.merge(&after.summary.all);
    let days_of_both = both.days();
    let totals = totals(asked.catalogs, &before.summary, &after.summary);
    let mut sections = sections(&before.summary, &after.summary, days);
    if let Some(least) = asked.min_change {
        new_pairs.retain(|pair| pair.count >= least);
        for section in &mut sections {
            section
                .rows
                .retain(|row| row.renamed || row.change.unsigned_abs() >= least);
        }
    }
    let mut comings = comings::comings(&sections);
    let all_comings = comings.len() as u64;
    if let Some(top) = asked.top {
        let mut of_subject = BTreeMap::<Subject, usize>::new();
        comings.retain(|row| {
            let place = of_subject.entry(row.subject).or_default();
            *place += 1;
            *place <= top
        });
    }
    let differs = !new_pairs.is_empty()
        || !names_taken_over.is_empty()
        || sections
            .iter()
            .flat_map(|section| &section.rows)
            .any(changed);
    for section in &mut sections {
        section.extent = extent(&section.rows);
        if asked.changed_only {
            // What neither side has is nothing that could have changed.
            let same = |row: &&ChangeRow| named(row) && !changed(row) && row.before > 0;
            section.extent.unchanged = section.rows.iter().filter(same).count() as u64;
            section.rows.retain(changed);
        }
        section.extent.listed = section.rows.iter().filter(named).count() as u64;
        section.extent.none_listed = section.rows.iter().any(|row| !named(&row));
        let rows = std::mem::take(&mut section.rows);
        section.rows = cut_to(section.subject.section(), rows, asked.top, &mut cut);
    }
    let mut incomplete = before.incomplete;
    incomplete.extend(after.incomplete);
    DiffView {
        tool: ToolView::default(),
        pseudonyms: None,
        generated_at: asked.generated_at.map(|at| at.to_string()),
        catalog: HeldAgainstView::of(asked.catalogs, days_of_both),
        filters: asked.filter.view(),
        filters_unmatched,
        aligned: common.is_some(),
        reason,
        before: before.view,
        after: after.view,
        incomplete,
        overlap,
        differs,
        min_change: asked.min_change,
        totals,
        sections,
        new_pairs: cut_to("new_pairs", new_pairs, asked.top, &mut cut),
        names_taken_over,
        comings,
        all_comings,
        longest: asked.top,
        shortened_on_paper: false,
        access: None,
        detections: None,
        cut,
        command: CommandView::default(),
    }
}

/// What became of all rows; rows without any name can neither come nor go.
fn extent(rows: &[ChangeRow]) -> ExtentView {
    let count = |is: &dyn Fn(&ChangeRow) -> bool| {
        let rows = rows.iter().filter(named);
        rows.filter(|row| is(row)).count() as u64
    };
    ExtentView {
        added: count(&|row| row.status == Status::Added),
        removed: count(&|row| row.status == Status::Removed),
        renamed: count(&|row| row.renamed),
        ..ExtentView::default()
    }
}

/// Whether it is a row of something, not that of the events without any.
fn named(row: &&ChangeRow) -> bool {
    row.label.is_some() || row.id.is_some()
}

fn changed(row: &ChangeRow) -> bool {
    row.status != Status::Same || row.renamed
}

fn reason(asked: &Asked<'_>, common: Option<u32>, before: &Prepared, after: &Prepared) -> Reason {
    let early = before.ends_early || after.ends_early;
    let empty = before.summary.all.count == 0 || after.summary.all.count == 0;
    match (common, early) {
        (Some(_), _) => Reason::Aligned,
        _ if empty => Reason::Empty,
        _ if asked.period_given() => Reason::Given,
        (None, true) if asked.whole => Reason::Whole,
        (None, true) => Reason::NoMonths,
        (None, false) => Reason::Complete,
    }
}

fn sections(
    before: &ActivitySummary,
    after: &ActivitySummary,
    days: (u32, u32),
) -> Vec<ChangesView> {
    let section = |subject, lines: &dyn Fn(&ActivitySummary) -> Vec<Line>| ChangesView {
        subject,
        rows: changes(subject, lines(before), lines(after), days),
        extent: ExtentView::default(),
    };
    let parties = |parties: &[PartyLine]| parties.iter().map(Line::of).collect();
    vec![
        section(Subject::Category, &categories),
        section(Subject::Event, &|side| {
            let lines = side.events.iter();
            lines
                .map(|line| Line::named(Some(Arc::from(&*line.name)), line.tally.count))
                .collect()
        }),
        section(Subject::Actor, &|side| parties(&side.actors)),
        section(Subject::App, &|side| parties(&side.apps)),
        section(Subject::Team, &|side| parties(&side.teams)),
        section(Subject::Ip, &|side| {
            let lines = side.addresses.iter();
            lines
                .map(|line| Line::named(line.address.clone(), line.count))
                .collect()
        }),
    ]
}

fn categories(side: &ActivitySummary) -> Vec<Line> {
    let count = |category| {
        let lines = side.events.iter();
        let lines = lines.filter(|line| Category::of(&line.name) == category);
        lines.map(|line| line.tally.count).sum()
    };
    Category::ALL
        .map(|category| Line::named(Some(Arc::from(category.as_str())), count(category)))
        .to_vec()
}

fn totals(catalogs: &Catalogs, before: &ActivitySummary, after: &ActivitySummary) -> TotalsChange {
    let total = |of: &dyn Fn(&ActivitySummary) -> u64| {
        let (before, after) = (of(before), of(after));
        TotalView {
            before,
            after,
            change: change(before, after),
        }
    };
    let named = |lines: &[PartyLine]| lines.iter().filter(|line| line.identity != 0).count() as u64;
    TotalsChange {
        events: total(&|side| side.all.count),
        event_types: total(&|side| side.events.len() as u64),
        actors: total(&|side| named(&side.actors)),
        apps: total(&|side| named(&side.apps)),
        teams: total(&|side| named(&side.teams)),
        ip_addresses: total(&|side| {
            let lines = side.addresses.iter();
            lines.filter(|line| line.address.is_some()).count() as u64
        }),
        unsupported_events: total(&|side| {
            let lines = side.events.iter();
            lines.map(|line| line.unsupported(catalogs)).sum()
        }),
    }
}

fn names_taken_over(before: &ActivitySummary, after: &ActivitySummary) -> Vec<TakenOverView> {
    let parts = [
        (Subject::Actor, &before.actors, &after.actors),
        (Subject::App, &before.apps, &after.apps),
        (Subject::Team, &before.teams, &after.teams),
    ];
    let found =
        parts.map(|(subject, before, after)| taken_over::taken_over(subject, before, after));
    found.concat()
}
