//! Drawings below their heading.

use super::layout::Layout;
use super::paint::{ACCENT, DIM, styled};
use crate::render::charts::{Calendar, Strip, WEEKDAYS, Week};
use crate::render::document::Drawing;
use crate::render::figures::thousands;

/// Columns from which an hour of the week is drawn two characters wide.
const ROOMY: usize = 66;

pub(super) fn draw(page: &mut Layout, drawing: &Drawing) {
    match drawing {
        Drawing::Calendar(of) => calendar(page, of),
        Drawing::Week(of) => week(page, of),
    }
}

fn calendar(page: &mut Layout, calendar: &Calendar) {
    let marks = calendar.marks();
    // A label of seven between blanks of two, the marks, and after two more a count of eight.
    let (edge, counted) = if marks + 21 <= page.width {
        ("  ", true)
    } else {
        ("", false)
    };
    let names = if counted { 7 } else { 4 };
    let head = if counted { "Events" } else { "" };
    let axis = format!("{edge}{:names$}  {:<marks$}  {head:>8}", "", calendar.axis);
    page.line(&styled(DIM, axis.trim_end()));
    for strip in &calendar.strips {
        page.line(&match strip {
            Strip::Line {
                label,
                marks: drawn,
                events,
            } => {
                let pad = " ".repeat(marks.saturating_sub(drawn.chars().count()));
                let events = if counted {
                    thousands(*events)
                } else {
                    String::new()
                };
                let drawn = styled(ACCENT, drawn);
                format!("{edge}{label:<names$}  {drawn}{pad}  {events:>8}")
            }
            Strip::Silence(_) => styled(
                DIM,
                &format!("{edge}{:<names$}  {}", "⋮", calendar.silence(strip)),
            ),
        });
    }
}

fn week(page: &mut Layout, week: &Week) {
    let wide = page.width >= ROOMY;
    let hours = if wide { 48 } else { 24 };
    page.line(&styled(
        DIM,
        &format!("       {:<hours$}  {:>8}", Week::axis(wide), "Events"),
    ));
    for (weekday, name) in WEEKDAYS.iter().enumerate() {
        let events: u64 = week.counts[weekday].iter().sum();
        let drawn = styled(ACCENT, &week.line(weekday, wide));
        page.line(&format!("  {name}  {drawn}  {:>8}", thousands(events)));
    }
    page.sentence("       ", &styled(DIM, &week.legend()));
}
