//! Settings: the command line over the environment over `trailproof.toml` over the defaults.
//!
//! A layer that does not say anything about a setting leaves it to the next. Every setting keeps
//! where its value came from. Filters, inputs and outputs are no settings: they are said each time.

mod catalog;
pub mod choice;
mod environment;
mod file;
mod instant;
mod layer;
mod limits;
mod memory;
mod scalar;
mod settings;
mod show;
mod templates;
mod today;
mod validate;

pub use catalog::{CatalogRef, load_catalog};
pub use choice::{
    Choice, ColorChoice, Dimensions, ExportFormat, ListingFormat, RowsFormat, Top, Value,
};
pub use environment::Environment;
pub use file::{FILE_NAME, FileChoice};
pub use instant::generated_at;
pub use layer::{Layer, ReportLayer};
pub use limits::{Count, Depth, Length, LimitSettings, LimitsLayer};
pub use memory::Memory;
pub use settings::{Origin, ReportSettings, Setting, Settings, ValidateSettings, infer_format};
pub use show::{Row, rows, to_json, to_toml};
pub use templates::load_templates;
pub use today::today;
pub use validate::{ByteCount, FailOn, Selection, SetAside, ValidateLayer};

use crate::error::Result;

/// Name of the environment variable that names a configuration file.
pub const FILE_VARIABLE: &str = "TRAILPROOF_CONFIG";

/// Reads what there is to read and puts the layers together.
///
/// # Errors
/// [`crate::error::Error::Config`] for a file that is missing, unreadable or wrong,
/// [`crate::error::Error::Usage`] for a bad value in the environment.
pub fn load(file: &FileChoice, flags: Layer, environment: &Environment) -> Result<Settings> {
    if *file == FileChoice::Isolated {
        return Ok(Settings::merge(flags, Layer::default(), None));
    }
    let below = file::find(file, environment)?
        .map(|path| file::read(&path).map(|layer| (path, layer)))
        .transpose()?;
    Ok(Settings::merge(
        flags,
        Layer::from_environment(environment)?,
        below,
    ))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
