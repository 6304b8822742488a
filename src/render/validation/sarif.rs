//! The verdict as SARIF 2.1.0.

use super::view::ValidationView;
use crate::render::RenderError;

pub(super) fn verdict(view: &ValidationView) -> Result<Vec<u8>, RenderError> {
    super::json::document(&view.schema)
}
