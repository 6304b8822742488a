//! The report for scripts: `trailproof.report/v1`.

use super::RenderError;
use super::safe::json_text::SafeFormatter;
use crate::view::report::{
    BodyView, CellView, CrossRow, CrossView, HeadView, ReportView, SectionsView,
};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The report as JSON by two spaces, with a line end.
///
/// The members that every report has come first, `incomplete` and `cut` among them where they hold something, so that
/// a reader of the stream knows what is missing before the first row.
pub(super) fn report(view: &ReportView) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, SafeFormatter::default());
    match &view.body {
        BodyView::Sections(sections) => Standard {
            head: &view.head,
            sections,
        }
        .serialize(&mut serializer)?,
        BodyView::Cross(cross) => Grouped {
            head: &view.head,
            by: &cross.by,
            rows: cross.rows.iter().map(|row| Row { cross, row }).collect(),
        }
        .serialize(&mut serializer)?,
    }
    out.push(b'\n');
    Ok(out)
}

/// Any view as JSON by two spaces, with a line end.
pub(super) fn document<T: Serialize>(view: &T) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::new();
    view.serialize(&mut serde_json::Serializer::with_formatter(
        &mut out,
        SafeFormatter::default(),
    ))?;
    out.push(b'\n');
    Ok(out)
}

#[derive(serde::Serialize)]
struct Standard<'a> {
    #[serde(flatten)]
    head: &'a HeadView,
    #[serde(flatten)]
    sections: &'a SectionsView,
}

#[derive(serde::Serialize)]
struct Grouped<'a> {
    #[serde(flatten)]
    head: &'a HeadView,
    by: &'a [&'static str],
    rows: Vec<Row<'a>>,
}

/// A row whose leading members are named by the dimensions.
struct Row<'a> {
    cross: &'a CrossView,
    row: &'a CrossRow,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (i, (dimension, cell)) in self.cross.by.iter().zip(&self.row.cells).enumerate() {
            match cell {
                CellView::Text(text) => map.serialize_entry(dimension, text)?,
                CellView::Number(number) => map.serialize_entry(dimension, number)?,
            }
            if let Some(name) = id_member(dimension) {
                map.serialize_entry(name, &self.cross.id(self.row, i))?;
            }
        }
        map.serialize_entry("count", &self.row.count)?;
        map.serialize_entry("first_at", &self.row.first_at)?;
        map.serialize_entry("last_at", &self.row.last_at)?;
        map.end()
    }
}

fn id_member(dimension: &str) -> Option<&'static str> {
    match dimension {
        "actor" => Some("actor_id"),
        "app" => Some("app_id"),
        "team" => Some("team_id"),
        _ => None,
    }
}
