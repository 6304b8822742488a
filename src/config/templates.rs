//! The user's own templates, read from a folder.

use crate::error::{Error, Result, system};
use crate::render::Templates;
use std::fs;
use std::path::Path;

/// Reads and parses the templates of a folder; without a folder, the built-in ones.
///
/// # Errors
/// [`Error::Config`] for a folder that cannot be read or has no template, and for a template that is wrong.
pub fn load_templates(folder: Option<&Path>) -> Result<Templates> {
    let Some(folder) = folder else {
        return Ok(Templates::default());
    };
    let failed = |path: &Path, message: String| Error::Config {
        path: path.to_path_buf(),
        message,
    };
    let unreadable = |error: std::io::Error| {
        failed(
            folder,
            format!("the folder of templates cannot be read: {}", system(&error)),
        )
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if !Templates::takes(name) {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| {
            failed(
                &path,
                format!("the template cannot be read: {}", system(&error)),
            )
        })?;
        files.push((name.to_owned(), text));
    }
    if files.is_empty() {
        let names = Templates::NAMES.join(", ");
        let what = "there is no template in this folder".to_owned();
        return Err(failed(folder, what).hint(format!(
            "it may contain {names}, and other .html files that those include"
        )));
    }
    Templates::new(files).map_err(|fault| failed(&folder.join(fault.file), fault.message))
}
