//! From what was counted to what is shown: order, labels, cuts.
//!
//! Here symbols and hash-map order end. Rows are ordered by count descending, then label, then id;
//! days and hours by time.

mod page;
mod previous;
mod rows;

pub use previous::{Previous, previous};

use crate::aggregate::{
    Aggregate, By, Context, CrossCell, CrossTable, DetailSummary, Summary, Tables, Tally,
};
use crate::archive;
use crate::catalog::{Catalogs, Category};
use crate::event::time::date_of_day;
use crate::event::{Timestamp, Zone};
use crate::filter::Filter;
use crate::finding::Code;
use crate::reading::Counted;
use crate::view::compliance::ComplianceView;
use crate::view::page::PageView;
use crate::view::report::{
    BodyView, CategoryRow, CellView, CrossRow, CrossView, DayRow, HeadView, HourRow, REPORT_SCHEMA,
    ReportView, SectionsView, TotalsView,
};
use crate::view::validated::ValidatedView;
use crate::view::{HeldAgainstView, PeriodView, ToolView};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a report says about how it was asked for.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The supported events.
    pub catalogs: &'a Catalogs,
    /// The filter of the reading.
    pub filter: &'a Filter,
    /// Time zone of hours.
    pub tz: &'a Zone,
    /// Longest list; `None` for whole lists.
    pub top: Option<usize>,
    /// The instant to state as that of the report.
    pub generated_at: Option<Timestamp>,
}

/// Makes the view of what was read.
#[must_use]
pub fn report(asked: &Asked<'_>, counted: &Counted<Tables>) -> ReportView {
    report_beside(asked, counted, &counted.observed, |_| {
        Arc::new(ComplianceView::default())
    })
}

/// The same where the tables are not all that was observed: `beside` makes of the counts what stands beside them. It is
/// not asked where the report is a cross-table.
#[must_use]
pub fn report_beside<O>(
    asked: &Asked<'_>,
    counted: &Counted<O>,
    tables: &Tables,
    beside: impl FnOnce(&Summary) -> Arc<ComplianceView>,
) -> ReportView {
    let context = Context {
        names: &counted.names,
        tz: asked.tz,
    };
    let (sections_counted, cross, detail) = tables;
    let summary = sections_counted.finish(context);
    let detail = detail.as_ref().map(|detail| detail.finish(context));
    let mut page = detail.is_some().then(PageView::default);
    let unsupported = unsupported(asked.catalogs, &summary);
    let mut findings = counted.findings.clone();
    if unsupported > 0 {
        findings.insert(Code::S10, unsupported);
    }
    let mut cut = BTreeMap::new();
    let period = period_view(&summary.all);
    let catalog = HeldAgainstView::of(asked.catalogs, summary.all.days());
    let totals = totals(&summary, unsupported);
    let accounts = archive::called(&summary.accounts);
    let by_account = rows::accounts(summary.accounts.clone());
    let body = match cross {
        Some(cross) => BodyView::Cross(cross_view(cross.finish(context), asked.top, &mut cut)),
        None => {
            let compliance = beside(&summary);
            let (mut sections, own) =
                sections(asked, summary, &findings, detail.as_ref(), &mut cut);
            sections.by_account = cut_to("by_account", by_account, asked.top, &mut cut);
            page = own;
            sections.compliance = compliance;
            BodyView::Sections(Box::new(sections))
        }
    };
    let head = HeadView {
        schema: REPORT_SCHEMA,
        tool: ToolView::default(),
        pseudonyms: None,
        generated_at: asked.generated_at.map(|at| at.to_string()),
        catalog,
        filters: asked.filter.view(),
        filters_unmatched: asked.filter.unmatched(&[&counted.names]),
        tz: asked.tz.name().to_owned(),
        period,
        archives: archive::views(counted),
        ledger: counted.ledger,
        validation: ValidatedView::default(),
        totals,
        accounts,
        ends_early: Vec::new(),
        top: asked.top,
        incomplete: archive::incomplete(&counted.archives),
        previous: None,
        cut,
    };
    ReportView { head, body, page }
}

fn period_view(all: &Tally) -> PeriodView {
    let at = |at: Timestamp| (all.count > 0).then(|| at.to_string());
    PeriodView {
        from: at(all.first),
        to: at(all.last),
    }
}

fn unsupported(catalogs: &Catalogs, summary: &Summary) -> u64 {
    let lines = summary.events.iter();
    lines.map(|line| line.unsupported(catalogs)).sum()
}

fn totals(summary: &Summary, unsupported_events: u64) -> TotalsView {
    let named = |none: bool, len: usize| (len - usize::from(none)) as u64;
    TotalsView {
        events: summary.all.count,
        event_types: summary.events.len() as u64,
        actors: named(
            summary.actors.iter().any(|a| a.line.identity == 0),
            summary.actors.len(),
        ),
        apps: named(
            summary.apps.iter().any(|a| a.line.identity == 0),
            summary.apps.len(),
        ),
        teams: named(
            summary.teams.iter().any(|t| t.identity == 0),
            summary.teams.len(),
        ),
        ip_addresses: named(
            summary.addresses.iter().any(|a| a.address.is_none()),
            summary.addresses.len(),
        ),
        unsupported_events,
    }
}

/// Cuts a list to the length asked for, and notes its whole length if that loses anything.
pub(crate) fn cut_to<T>(
    name: &'static str,
    mut rows: Vec<T>,
    top: Option<usize>,
    cut: &mut BTreeMap<&'static str, u64>,
) -> Vec<T> {
    if let Some(top) = top
        && rows.len() > top
    {
        cut.insert(name, rows.len() as u64);
        rows.truncate(top);
    }
    rows
}

/// Cuts the lists of the sections beside activity, for outputs that are given no more than was asked for. Documents
/// choose the rows that weigh most themselves.
pub fn cut_compliance(view: &mut ReportView) {
    let (top, cut) = (view.head.top, &mut view.head.cut);
    let BodyView::Sections(sections) = &mut view.body else {
        return;
    };
    if top.is_none() {
        return;
    }
    let of = Arc::make_mut(&mut sections.compliance);
    if let Some(access) = &mut of.access {
        access.grants = cut_to("grants", std::mem::take(&mut access.grants), top, cut);
    }
    of.register = of
        .register
        .take()
        .map(|rows| cut_to("register", rows, top, cut));
    if let Some(changes) = &mut of.changes {
        changes.by_app = cut_to(
            "changes.by_app",
            std::mem::take(&mut changes.by_app),
            top,
            cut,
        );
        let by_actor = std::mem::take(&mut changes.by_actor);
        changes.by_actor = cut_to("changes.by_actor", by_actor, top, cut);
        let protected = changes.protected.take();
        changes.protected = protected.map(|rows| cut_to("changes.protected", rows, top, cut));
    }
}

fn sections(
    asked: &Asked<'_>,
    summary: Summary,
    findings: &BTreeMap<Code, u64>,
    detail: Option<&DetailSummary>,
    cut: &mut BTreeMap<&'static str, u64>,
) -> (SectionsView, Option<PageView>) {
    let top = asked.top;
    let by_category = Category::ALL.map(|category| CategoryRow {
        category: category.as_str(),
        count: summary
            .events
            .iter()
            .filter(|line| Category::of(&line.name) == category)
            .map(|line| line.tally.count)
            .sum(),
    });
    let day = |(day, count)| DayRow {
        day: date_of_day(day).format("%Y-%m-%d").to_string(),
        count,
    };
    let hour = |((weekday, hour), count)| HourRow {
        weekday,
        hour,
        count,
    };
    let by_event = rows::events(summary.events, asked.catalogs);
    let (by_actor, identities) = rows::actors(summary.actors);
    let by_day: Vec<DayRow> = summary.times.days.into_iter().map(day).collect();
    let page =
        detail.map(|detail| page::page(detail, &by_day, &by_event, &by_actor, &identities, top));
    let sections = SectionsView {
        by_event: cut_to("by_event", by_event, top, cut),
        by_category: by_category.to_vec(),
        by_actor: cut_to("by_actor", by_actor, top, cut),
        by_app: cut_to("by_app", rows::apps(summary.apps), top, cut),
        by_team: cut_to("by_team", rows::teams(summary.teams), top, cut),
        by_account: Vec::new(),
        by_day,
        by_hour: summary.times.hours.into_iter().map(hour).collect(),
        by_ip: cut_to("by_ip", rows::addresses(summary.addresses), top, cut),
        findings: findings
            .iter()
            .map(|(code, &count)| (code.as_str(), count))
            .collect(),
        ..SectionsView::default()
    };
    (sections, page)
}

fn cross_view(
    table: CrossTable,
    top: Option<usize>,
    cut: &mut BTreeMap<&'static str, u64>,
) -> CrossView {
    let mut lines = table.lines;
    if !table.by.iter().copied().all(By::is_time) {
        // Stable: rows of equal count keep the order of their cells.
        lines.sort_by_key(|line| std::cmp::Reverse(line.tally.count));
    }
    let rows = lines
        .into_iter()
        .map(|line| {
            let (cells, ids) = line.cells.into_iter().map(cell_view).unzip();
            CrossRow {
                cells,
                ids,
                count: line.tally.count,
                first_at: line.tally.first.to_string(),
                last_at: line.tally.last.to_string(),
            }
        })
        .collect();
    CrossView {
        by: table.by.iter().map(|by| by.as_str()).collect(),
        rows: cut_to("rows", rows, top, cut),
    }
}

fn cell_view(cell: CrossCell) -> (CellView, Option<String>) {
    match cell {
        CrossCell::Party(label, id) => (CellView::Text(label), id),
        CrossCell::Text(text) => (CellView::Text(text), None),
        CrossCell::Hour(hour) => (CellView::Number(hour), None),
    }
}
