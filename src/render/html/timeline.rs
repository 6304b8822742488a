//! Every day with its categories: the numbers behind the picture, and a table to look a day up in.

use super::pictures::{Span, Unit, spans};
use super::text::{CellText, count};
use crate::catalog::Category;
use crate::view::report::DayRow;
use serde::Serialize;

/// Rows before longer spans take the place of days.
const MOST: usize = 400;

#[derive(Serialize)]
pub(super) struct Timeline {
    title: String,
    unit: &'static str,
    /// What is not shown, and what gives the days.
    note: Option<&'static str>,
    rest: Option<String>,
    heads: Vec<&'static str>,
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    first: String,
    last: String,
    counts: Vec<CellText>,
    count: CellText,
}

impl Timeline {
    /// `None` without any day. Categories have columns where they are known for each day.
    pub(super) fn of(
        rows: &[DayRow],
        categories: &[Vec<u64>],
        rest: Option<String>,
    ) -> Option<Self> {
        let (unit, mut found) = spans(
            rows,
            categories,
            &[Unit::Day, Unit::Month, Unit::Year],
            MOST,
        );
        let silent = found.len() > MOST;
        if silent {
            found.retain(|span| span.count() > 0);
        }
        let known = categories.len() == rows.len();
        let line = |span: &Span| Line {
            name: span.name(unit),
            first: span.first.to_string(),
            last: span.last.to_string(),
            counts: if known {
                span.counts.map(count).into()
            } else {
                Vec::new()
            },
            count: count(span.count()),
        };
        let title = match unit {
            Unit::Month => "Months",
            Unit::Year => "Years",
            Unit::Day | Unit::Week => "Days",
        };
        (!found.is_empty()).then(|| Self {
            title: title.to_owned(),
            unit: title.trim_end_matches('s'),
            note: silent.then_some("those with events"),
            rest: rest.filter(|_| unit != Unit::Day),
            heads: if known {
                Category::ALL.map(Category::title).into()
            } else {
                Vec::new()
            },
            rows: found.iter().map(line).collect(),
        })
    }
}
