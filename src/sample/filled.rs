//! The table that was filled in.

use crate::sheet;
use std::collections::BTreeMap;

/// Columns by which a table is known to be a sample.
const NEEDED: [&str; 10] = [
    "order",
    "rank",
    "id",
    "result",
    "seed",
    "size",
    "extension",
    "population",
    "population_sha256",
    "sample_sha256",
];
/// Columns that are looked at where they are there.
const MORE: [&str; 6] = [
    "stratum",
    "stratum_number",
    "stratum_events",
    "event",
    "reviewer",
    "note",
];

/// A row as it was filled in.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// Where it stands in the file.
    pub line: u64,
    /// By the names of their columns; what is empty is missing.
    pub cells: BTreeMap<&'static str, String>,
}

impl Filled {
    /// The rows of a CSV or an XLSX.
    ///
    /// # Errors
    /// A sentence that says why it is no sample.
    pub fn read(bytes: &[u8]) -> Result<Vec<Self>, String> {
        let table = sheet::read(bytes, &NEEDED)?;
        let place = |name: &'static str| {
            let mut places = (0..).zip(&table.heads).filter(|(_, head)| *head == name);
            match (places.next(), places.next()) {
                (Some(_), Some(_)) => Err(format!(
                    "line {}: two columns have the heading `{name}`",
                    table.line
                )),
                (place, _) => Ok(place.map(|(place, _)| (name, place))),
            }
        };
        let columns = NEEDED.into_iter().chain(MORE).map(place);
        let columns: Vec<(&'static str, usize)> = columns
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?;
        let row = |row: &sheet::Row| {
            let cell = |&(name, place): &(&'static str, usize)| {
                let cell = row.cells.get(place).filter(|cell| !cell.is_empty())?;
                Some((name, cell.clone()))
            };
            Self {
                line: row.line,
                cells: columns.iter().filter_map(cell).collect(),
            }
        };
        Ok(table.rows.iter().map(row).collect())
    }
}
