//! What only a page shows: the categories of each day, and who did what.

use crate::aggregate::DetailSummary;
use crate::catalog::Category;
use crate::event::time::date_of_day;
use crate::view::page::{MatrixRow, MatrixView, PageView};
use crate::view::report::{ActorRow, DayRow, EventRow};

/// Columns of who did what, unless nothing is to be cut: as many as a sheet of paper has room for.
const COLUMNS: usize = 20;
/// What weighs most when it is destroyed, in this order; all else follows.
const DESTROYED: [&str; 6] = ["space", "team", "app", "addon", "domain", "sni_endpoint"];

/// The page's own part. Rows are in their promised order and not cut yet; `identities` are those of the actors.
pub(super) fn page(
    detail: &DetailSummary,
    days: &[DayRow],
    events: &[EventRow],
    actors: &[ActorRow],
    identities: &[u32],
    top: Option<usize>,
) -> PageView {
    PageView {
        days: by_category(detail, days),
        actor_event: matrix(detail, events, actors, identities, top),
        ..PageView::default()
    }
}

fn by_category(detail: &DetailSummary, days: &[DayRow]) -> Vec<Vec<u64>> {
    let counted = detail.days.iter().map(|(&day, counts)| {
        let day = date_of_day(day).format("%Y-%m-%d").to_string();
        (day, counts)
    });
    let mut counted = counted.peekable();
    let one = |row: &DayRow| {
        let counts = counted.next_if(|(day, _)| *day == row.day);
        counts.map_or_else(
            || vec![0; Category::ALL.len()],
            |(_, counts)| counts.to_vec(),
        )
    };
    days.iter().map(one).collect()
}

/// What a reviewer looks for first, the least first: destruction, access, network, and all else.
fn weight(row: &EventRow) -> (usize, usize) {
    if let Some(kind) = row.event.strip_suffix(".destroy") {
        let place = DESTROYED.iter().position(|known| *known == kind);
        return (0, place.unwrap_or(DESTROYED.len()));
    }
    let asked = [Category::Access, Category::Network];
    let place = asked
        .iter()
        .position(|category| row.category == category.as_str());
    (1 + place.unwrap_or(asked.len()), 0)
}

/// `None` where one side has a single row: then the list of the other side says it all.
fn matrix(
    detail: &DetailSummary,
    events: &[EventRow],
    actors: &[ActorRow],
    identities: &[u32],
    top: Option<usize>,
) -> Option<MatrixView> {
    if events.len() < 2 || actors.len() < 2 {
        return None;
    }
    let mut ranked: Vec<&EventRow> = events.iter().collect();
    // Equal ones stay in the order of the list, that of their counts.
    ranked.sort_by_key(|row| weight(row));
    let cut = events.len().min(top.map_or(usize::MAX, |_| COLUMNS));
    let (columns, beyond) = ranked.split_at(cut);
    let ids: Vec<Option<u32>> = columns
        .iter()
        .map(|row| detail.events.get(&*row.event).copied())
        .collect();
    let row = |(actor, &identity): (&ActorRow, &u32)| {
        let counts = ids.iter().map(|id| {
            let pair = id.and_then(|id| detail.pairs.get(&(identity, id)));
            pair.copied().unwrap_or_default()
        });
        let counts: Vec<u64> = counts.collect();
        MatrixRow {
            actor: actor.actor.clone(),
            id: actor.id.clone(),
            span: Some((actor.first_at.clone(), actor.last_at.clone())),
            rest: actor.count - counts.iter().sum::<u64>(),
            counts,
            count: actor.count,
        }
    };
    let shown = top.unwrap_or(usize::MAX).min(actors.len());
    let rows: Vec<MatrixRow> = actors.iter().zip(identities).take(shown).map(row).collect();
    let all = |place: usize| columns.get(place).map_or(0, |row: &&EventRow| row.count);
    let others = (shown < actors.len()).then(|| {
        let left =
            |of: &dyn Fn(&MatrixRow) -> u64, whole: u64| whole - rows.iter().map(of).sum::<u64>();
        let counts = (0..columns.len()).map(|i| left(&|row| row.counts[i], all(i)));
        let rest = beyond.iter().map(|row| row.count);
        MatrixRow {
            actor: None,
            id: None,
            span: None,
            counts: counts.collect(),
            rest: left(&|row| row.rest, rest.sum()),
            count: left(&|row| row.count, actors.iter().map(|row| row.count).sum()),
        }
    });
    Some(MatrixView {
        events: columns.iter().map(|row| row.event.to_string()).collect(),
        all_events: events.len() as u64,
        rows,
        all_actors: actors.len() as u64,
        others,
    })
}
