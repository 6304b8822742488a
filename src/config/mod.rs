//! Settings: the command line over the environment over `trailproof.toml` over the defaults.
//!
//! A layer without a value for a setting leaves it to the next. Every setting keeps the origin of its
//! value. Filters, inputs and outputs are not settings: they are given on each command line.

mod amounts;
mod catalog;
mod choices;
mod compliance;
mod environment;
mod file;
mod format;
mod instant;
mod key;
mod limits;
mod row;
mod rules;
mod rules_files;
mod settings;
mod show;
mod templates;
mod today;
mod value;

pub use crate::render::VerificationFormat;
pub use amounts::{ByteCount, Depth, Length, Memory, Top};
pub use catalog::{CatalogRef, load_catalogs};
pub use choices::{ColorChoice, Dimensions, ExportFormat, FailOn, ListingFormat};
pub use compliance::{PolicyTable, load_frameworks, load_policy};
pub use environment::Environment;
pub use file::{FILE_NAME, FileChoice};
pub use format::infer_format;
pub use instant::generated_at;
pub use key::load_key;
pub use row::{Layer, Origin, Row, Setting};
pub use rules::{Selection, SetAside, code};
pub use rules_files::load_rules;
pub use settings::{LimitSettings, ROWS, ReportSettings, Settings, ValidateSettings};
pub use show::{keys, to_json, to_toml};
pub use templates::load_templates;
pub use today::today;
pub use value::{Choice, Value};

use crate::error::Result;

/// Name of the environment variable that names a configuration file.
pub const FILE_VARIABLE: &str = "TRAILPROOF_CONFIG";

/// Reads what there is to read and puts the layers together.
///
/// # Errors
/// [`crate::error::Error::Config`] for a file that is missing, unreadable, wrong or not to be trusted,
/// [`crate::error::Error::Usage`] for a bad variable in the environment.
pub fn load(file: &FileChoice, flags: &Layer, environment: &Environment) -> Result<Settings> {
    let mut said = Layer::default();
    let (mut path, mut policy) = (None, None);
    if *file != FileChoice::Isolated {
        if let Some(found) = file::find(file, environment)? {
            let (layer, table) = file::read(&found)?;
            said.cover(&layer);
            (path, policy) = (Some(found.path), table);
        }
        said.cover(&environment.layer()?);
    }
    said.cover(flags);
    let mut settings = Settings::new(path, &said)?;
    settings.policy = policy;
    Ok(settings)
}

/// When to use colour, for a command that needs no other setting: no file is read, so none can be in its way.
///
/// # Errors
/// [`crate::error::Error::Usage`] for a variable that is no such choice.
pub fn color(
    file: &FileChoice,
    flags: &Layer,
    environment: &Environment,
) -> Result<Setting<ColorChoice>> {
    const KEY: &str = "color";
    let mut said = Layer::default();
    if *file != FileChoice::Isolated {
        said = environment.layer_of(ROWS.iter().filter(|row| row.key == KEY))?;
    }
    said.cover(flags);
    said.setting(KEY, || ColorChoice::Auto)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
