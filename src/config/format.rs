//! Which format an output has, and where a setting counts for people alone.

use super::amounts::Top;
use super::row::{Origin, Setting};
use super::settings::ReportSettings;
use super::value::{Choice, Value as _, listed};
use crate::error::{Error, Result};
use crate::render::Format;
use std::path::Path;

impl ReportSettings {
    /// How many rows a list may have in that format; `None` leaves it to the format. What machines
    /// read is cut by the flag alone, never by a file or a variable that was forgotten.
    #[must_use]
    pub fn top_for(&self, format: Format) -> Option<Top> {
        let for_machines = matches!(format, Format::Csv | Format::Json | Format::Xlsx);
        self.top
            .value
            .filter(|_| !for_machines || self.top.origin == Origin::Flag)
    }
}

/// The format of an output: what the flag says, else what the extension of the file says, else, for
/// standard output and devices, the setting.
///
/// # Errors
/// [`Error::Usage`] for a file whose name has no extension that tells a format.
pub fn infer_format<F: Choice>(format: &Setting<F>, output: Option<&Path>) -> Result<F> {
    let (Some(output), false) = (output, format.origin == Origin::Flag) else {
        return Ok(format.value);
    };
    let extension = output.extension().unwrap_or_default();
    if extension.is_empty() && is_device(output) {
        return Ok(format.value);
    }
    let extension = extension.to_string_lossy().to_ascii_lowercase();
    let asked = |choice: &F| choice.extensions().contains(&&*extension);
    F::ALL.iter().copied().find(asked).ok_or_else(|| {
        let known = F::ALL.iter().flat_map(|choice| choice.extensions());
        let known: Vec<String> = known.map(|known| format!(".{known}")).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let why = match &*extension {
            "" => "the name has no extension that shows the format".to_owned(),
            other => format!("the extension .{other} is not a format of this command"),
        };
        Error::Usage(format!("{}: {why}", output.display())).hint(format!(
            "use a name that ends in {}, or give --format {}",
            listed(&known),
            listed(&F::choices())
        ))
    })
}

/// Whether the path is there and is neither a file nor a folder.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}
