//! Rankings, a cross-table and findings.

use super::grid::{Column, Shape, grid};
use super::page::Page;
use super::paint::{ACCENT, BOLD, DIM, WARN, styled};
use super::plain;
use crate::render::charts::bar;
use crate::render::figures::thousands;
use crate::render::outline::{Label, List};
use crate::render::safe::terminal::visible;

const BAR: u64 = 12;

/// A heading and what qualifies it.
pub(super) fn titled(title: &str, extent: Option<&str>) -> String {
    let extent = extent.map(|text| styled(DIM, &format!(" · {text}")));
    format!("{}{}", styled(BOLD, title), extent.unwrap_or_default())
}

/// All rankings below one another, in the same columns. Each title stands in the line of its heads.
pub(super) fn rankings(page: &mut Page, lists: &[List]) {
    let [mut names, mut counts, mut shares, mut bars, mut details] = [
        Shape::Name,
        Shape::Figure,
        Shape::Figure,
        Shape::Extra,
        Shape::Extra,
    ]
    .map(Column::new);
    for (i, list) in lists.iter().enumerate() {
        if i > 0 {
            for column in [
                &mut names,
                &mut counts,
                &mut shares,
                &mut bars,
                &mut details,
            ] {
                column.push(String::new());
            }
        }
        let detail = list.details_for(false).next();
        names.push(titled(list.title, list.extent().as_deref()));
        counts.push(styled(DIM, "Events"));
        shares.push(styled(DIM, "Share"));
        bars.push(String::new());
        details.push(
            detail
                .map(|(_, detail)| styled(DIM, detail.head))
                .unwrap_or_default(),
        );
        for row in &list.rows {
            names.push(format!(
                "  {}",
                row.labels.first().map(name).unwrap_or_default()
            ));
            counts.push(thousands(row.count));
            shares.push(row.share.clone());
            bars.push(styled(ACCENT, &bar(row.count, list.peak(), BAR)));
            let text = detail
                .and_then(|(i, _)| row.details.get(i))
                .map(|cell| visible(&cell.text).into_owned());
            details.push(text.unwrap_or_default());
        }
    }
    page.gap();
    grid(page, vec![names, counts, shares, bars, details]);
}

/// The one list of a report `--by`.
pub(super) fn cross(page: &mut Page, list: &List) {
    let head = |shape, head: &str| {
        let mut column = Column::new(shape);
        column.push(styled(DIM, head));
        column
    };
    let mut columns: Vec<Column> = list
        .heads
        .iter()
        .map(|text| head(Shape::Name, text))
        .collect();
    columns.extend(["Events", "Share"].map(|text| head(Shape::Figure, text)));
    columns.extend(
        list.details_for(false)
            .map(|(_, detail)| head(Shape::Extra, detail.head)),
    );
    for row in &list.rows {
        let names = row.labels.iter().map(name);
        let figures = [thousands(row.count), row.share.clone()];
        let details = list
            .details_for(false)
            .filter_map(|(i, _)| Some(visible(&row.details.get(i)?.text).into_owned()));
        for (column, cell) in columns.iter_mut().zip(names.chain(figures).chain(details)) {
            column.push(cell);
        }
    }
    page.gap();
    if let Some(extent) = list.extent() {
        page.line(&titled(list.title, Some(&extent)));
    }
    grid(page, columns);
}

pub(super) fn name(label: &Label) -> String {
    let mut name = plain(&label.name);
    if label.absent {
        return styled(DIM, &name);
    }
    if let Some(id) = &label.told_apart_by {
        name.push_str(&styled(DIM, &format!(" ({})", visible(id))));
    }
    if label.unknown {
        name.push_str(&styled(WARN, " *"));
    }
    name
}

pub(super) fn findings(page: &mut Page, findings: &[(&str, &str, u64)]) {
    if findings.is_empty() {
        return;
    }
    page.gap();
    page.line(&styled(BOLD, "Findings"));
    for (code, title, n) in findings {
        let code = page.fitted(&visible(code), 40);
        page.sentence(&format!("  {code}  {:>9}  ", thousands(*n)), title);
    }
}
