//! One layer of settings: everything optional.

use super::choice::{ColorChoice, Dimensions, Top, Value};
use super::scalar::value;
use super::{CatalogRef, Environment, LimitsLayer, ValidateLayer};
use crate::error::{Error, Result};
use crate::render::Format;
use chrono_tz::Tz;
use std::num::NonZeroUsize;

/// What one of file, environment and command line says. Member names are the keys of the file.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// Catalog of supported events.
    #[serde(default, deserialize_with = "value")]
    pub catalog: Option<CatalogRef>,
    /// Number of threads.
    #[serde(default, deserialize_with = "value")]
    pub threads: Option<NonZeroUsize>,
    /// When to colour.
    #[serde(default, deserialize_with = "value")]
    pub color: Option<ColorChoice>,
    /// Whether to show progress on a terminal.
    #[serde(default, deserialize_with = "value")]
    pub progress: Option<bool>,
    /// Time zone of hours that are shown.
    #[serde(default, deserialize_with = "value")]
    pub tz: Option<Tz>,
    /// Table `[report]`.
    #[serde(default)]
    pub report: ReportLayer,
    /// Table `[limits]`.
    #[serde(default)]
    pub limits: LimitsLayer,
    /// Table `[validate]`.
    #[serde(default)]
    pub validate: ValidateLayer,
}

/// What a layer says about `trailproof report`.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportLayer {
    /// Form of the report.
    #[serde(default, deserialize_with = "value")]
    pub format: Option<Format>,
    /// Rows of a list.
    #[serde(default, deserialize_with = "value")]
    pub top: Option<Top>,
    /// Grouping in place of the standard sections.
    #[serde(default, deserialize_with = "value")]
    pub by: Option<Dimensions>,
    /// Whether a rejected event makes the exit code 1.
    #[serde(default, deserialize_with = "value")]
    pub strict: Option<bool>,
    /// Whether to report on what could be read.
    #[serde(default, deserialize_with = "value")]
    pub allow_incomplete: Option<bool>,
}

impl Layer {
    /// What the `TRAILPROOF_…` variables say.
    pub(super) fn from_environment(environment: &Environment) -> Result<Self> {
        let from = Reader(environment);
        Ok(Self {
            catalog: from.read("catalog")?,
            threads: from.read("threads")?,
            color: from.read("color")?,
            progress: from.read("progress")?,
            tz: from.read("tz")?,
            report: ReportLayer {
                format: from.read("report.format")?,
                top: from.read("report.top")?,
                by: from.read("report.by")?,
                strict: from.read("report.strict")?,
                allow_incomplete: from.read("report.allow_incomplete")?,
            },
            limits: LimitsLayer {
                max_decompressed: from.read("limits.max_decompressed")?,
                max_ratio: from.read("limits.max_ratio")?,
                max_members: from.read("limits.max_members")?,
                max_event: from.read("limits.max_event")?,
                max_string: from.read("limits.max_string")?,
                max_depth: from.read("limits.max_depth")?,
                max_rejects: from.read("limits.max_rejects")?,
            },
            validate: ValidateLayer {
                format: from.read("validate.format")?,
                select: from.read("validate.select")?,
                fail_on: from.read("validate.fail_on")?,
                max_findings: from.read("validate.max_findings")?,
                ignore: None,
            },
        })
    }
}

/// Variable of a key: `TRAILPROOF_ALLOW_INCOMPLETE` for `report.allow_incomplete`,
/// `TRAILPROOF_MAX_EVENT` for `limits.max_event`, `TRAILPROOF_VALIDATE_FORMAT` for `validate.format`.
pub(super) fn variable(key: &str) -> String {
    let tables = ["report.", "limits."];
    let name = tables.iter().find_map(|table| key.strip_prefix(table));
    let name = name.unwrap_or(key);
    format!("TRAILPROOF_{}", name.replace('.', "_").to_ascii_uppercase())
}

struct Reader<'a>(&'a Environment);

impl Reader<'_> {
    fn read<T: Value>(&self, key: &str) -> Result<Option<T>> {
        let name = variable(key);
        let Some(text) = self.0.get(&name)? else {
            return Ok(None);
        };
        T::parse(text)
            .map(Some)
            .map_err(|sentence| Error::Usage(format!("environment variable {name}: {sentence}")))
    }
}
